"""The pages that are run as written: ``python -m tests.tutorials`` puts in what comes out, a test compares it.

On such a page a fenced block of ``sh`` or ``python`` is run in an empty folder that has ``corpus/samples`` and ``docs``
of the checkout, one block after the other; a ``text`` block after it holds what it printed. A block with a ``title`` is
written to a file of that name. ``udtraek review`` is started, ``<!-- press: … -->`` after it says what a reviewer does
in the browser, and then it is stopped. The notebook's cells are run by its own kernel.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = (*sorted((DOCS / "tutorials").glob("*.md")), *sorted((DOCS / "how-to").glob("*.md")))
NOTEBOOK = DOCS / "tutorials" / "notebook.ipynb"
README = ROOT / "README.md"
SECONDS = 600

_FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.M | re.S)
_PRESS = re.compile(r"\s*(?:\n|^)<!-- press: (.*?) -->")
_SERVER = "udtraek review "
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/start\?token=\S+")
ADDRESS = "http://127.0.0.1:43210/start?token=…"


class Failed(AssertionError):
    """A block of a page does not run."""


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    language: str
    title: str | None
    text: str
    start: int
    """Where its text begins in the page."""
    end: int


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page that say their language."""
    return [Block(m[1], m[2], m[3], m.start(3), m.end(3)) for m in _FENCE.finditer(page)]


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder as a reader has it: the checkout's samples and pages, and ``udtraek`` on the path."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "corpus").mkdir()
        (place / "corpus" / "samples").symlink_to(ROOT / "corpus" / "samples")
        (place / "docs").symlink_to(DOCS)
        programs = place / ".programs"
        programs.mkdir()
        (programs / "udtraek").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline "$@"\n')
        (programs / "udtraek").chmod(0o755)
        yield place


def environment(place: Path) -> dict[str, str]:
    """The environment of what is run in ``place``."""
    path = os.pathsep.join([str(place / ".programs"), str(Path(sys.executable).parent), os.environ["PATH"]])
    own = {"PATH": path, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(place / ".cache"), "LC_ALL": "C.UTF-8"}
    return {**os.environ, **own, "PYTHONWARNINGS": "ignore"}


def run_page(page: str) -> list[tuple[Block, str]]:
    """Run the blocks of a page in order; each ``text`` block with what should stand in it."""
    found: list[tuple[Block, str]] = []
    said = None
    with folder() as place:
        for block in blocks(page):
            if block.title is not None:
                (place / block.title).write_text(block.text, encoding="utf-8")
            elif block.language == "text" and said is not None:
                found.append((block, said))
                said = None
            elif block.language == "sh" and block.text.startswith(_SERVER):
                press = _PRESS.match(page, block.end + len("```"))
                said = review(block.text, press[1].split() if press else [], place)
            elif block.language == "sh":
                said = execute(["bash", "-euc", block.text], place)
            elif block.language == "python":
                (place / "example.py").write_text(block.text, encoding="utf-8")
                said = execute([sys.executable, "example.py"], place)
    return found


def execute(command: list[str], place: Path) -> str:
    """What a command prints, both streams in their order.

    Raises:
        Failed: it ends with another code than 0.
    """
    done = subprocess.run(
        command, cwd=place, env=environment(place), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", timeout=SECONDS, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Failed(f"{command[-1]}\nended with {done.returncode}:\n{done.stdout}")
    return tidy(done.stdout)


def review(command: str, press: list[str], place: Path) -> str:
    """Start the review desk, press what a reviewer presses, and stop it as Ctrl+C does."""
    chromium = shutil.which("chromium")
    assert chromium is not None, "needs chromium"
    process = subprocess.Popen(
        ["bash", "-c", f"exec {command}"], cwd=place, env=environment(place),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address, hint = process.stdout.readline(), process.stdout.readline()
        # A thread of its own: one process may hold the browsers of several tests, and each needs a loop to itself.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(press_keys, chromium, address.strip(), press).result()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
    return tidy(address + hint)


HELD = "() => { const row = document.querySelector('.row.held'); return row ? row.id + row.className : '' }"
"""Which row of the review desk is held and what is said of it: every key changes one or the other."""


def press_keys(chromium: str, address: str, press: list[str]) -> None:
    """Open the review desk in a browser, and click and press what a reviewer does."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(locale="da-DK")
        page.goto(address)
        for key in press:
            if key.startswith("#"):
                page.click(key)
                page.wait_for_selector(".row.held")
                page.wait_for_selector(".sheet[data-ready]")
            else:
                before = page.evaluate(HELD)
                page.keyboard.press(key)
                page.wait_for_function(f"before => ({HELD})() !== before", arg=before)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(200)
        browser.close()


def tidy(text: str) -> str:
    """Output as it stands on a page: no blanks at line ends, and an address that is the same every time."""
    lines = [line.rstrip() for line in _ADDRESS.sub(ADDRESS, text).strip("\n").split("\n")]
    return "\n".join(lines) + "\n"


def run_notebook() -> nbformat.NotebookNode:
    """The notebook with what its cells give.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails.
    """
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with folder() as place:
        before = dict(os.environ)
        os.environ.update(environment(place))
        try:
            NotebookClient(
                notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(place)}}
            ).execute()
        finally:
            os.environ.clear()
            os.environ.update(before)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return notebook


def rewritten(page: str) -> str:
    """The page with what its blocks print today."""
    for block, said in reversed(run_page(page)):
        page = page[: block.start] + said + page[block.end :]
    return page


def main() -> None:
    """Write what comes out into all pages and the notebook."""
    for path in (*PAGES, README):
        path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")
    nbformat.write(run_notebook(), NOTEBOOK)


if __name__ == "__main__":
    main()
