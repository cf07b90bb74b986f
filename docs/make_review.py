"""Make the pictures of docs/review.md from a run over the corpus's own samples.

Run from the root of the project: ``python -m docs.make_review``. It reads the samples, opens the pages in Debian's
Chromium, corrects one row as a reviewer would, reads again, and compares the two runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
DESKTOP, TABLET = {"width": 1280, "height": 800}, {"width": 820, "height": 1100}


def command(*words: str, cwd: Path) -> list[str]:
    """Run one command of the program in ``cwd``; a difference between runs (exit code 1) is no failure."""
    line = [sys.executable, "-m", "pipeline", *words]
    done = subprocess.run(line, cwd=cwd, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)
    if done.returncode > 1:
        raise SystemExit(f"{' '.join(words)}: exit code {done.returncode}")
    return line


def serve(cwd: Path) -> tuple[subprocess.Popen[str], str]:
    """The review server and the address that opens it."""
    words = ["review", "before", "--reviews", "reviews", "--as", "Anna"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *words], cwd=cwd, env=environment, stdout=subprocess.PIPE, text=True
    )
    line = process.stdout.readline() if process.stdout is not None else ""
    return process, line.strip()


def shot(page: Page, name: str) -> None:
    """Keep what the page shows as ``review-<name>.png``."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"review-{name}.png")


def pages(browser: Any, start: str) -> None:
    """Pictures of every page; one rating is corrected on the way."""
    page = browser.new_context(viewport=DESKTOP, locale="da-DK").new_page()
    page.goto(start)
    shot(page, "overview")
    page.get_by_role("link", name="Kø").click()
    shot(page, "queue")
    page.locator("main table a").first.click()
    shot(page, "document")
    page.keyboard.press("?")
    shot(page, "help")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    shot(page, "edit")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.wait_for_load_state("networkidle")
    address = page.url
    state = page.context.storage_state()
    dark = browser.new_context(viewport=TABLET, locale="da-DK", color_scheme="dark", storage_state=state)
    tablet = dark.new_page()
    tablet.goto(address)
    shot(tablet, "tablet")


def main() -> None:
    """Make all pictures anew."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Debian's chromium is needed: apt install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        shutil.copytree(ROOT / "corpus" / "samples", work / "samples")
        (work / "reviews").mkdir()
        run = ("run", "samples", "--ocr", "never", "--quiet", "--reviews", "reviews", "-o")
        command(*run, "before", cwd=work)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        server, start = serve(work)
        try:
            pages(browser, start)
        finally:
            server.terminate()
            server.wait(20)
        command(*run, "after", cwd=work)
        command("diff", "before", "after", "--html", "diff.html", cwd=work)
        page = browser.new_context(viewport=DESKTOP, locale="da-DK").new_page()
        page.goto((work / "diff.html").as_uri())
        shot(page, "diff")
        browser.close()


if __name__ == "__main__":
    main()
