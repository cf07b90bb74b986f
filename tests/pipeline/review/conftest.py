from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.review import desk_samples

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Two PDFs."""
    desk_samples.write_pdf(tmp_path / "in" / "tobak.pdf", "Tobak")
    desk_samples.write_pdf(tmp_path / "in" / "tobak-2.pdf", "Tobak, anden kommune", rows=5)
    return tmp_path / "in"


class Server:
    """`udtraek review` in a process of its own."""

    def __init__(self, run: Path, reviews: Path, by: str = "Anna", *more: str) -> None:
        command = [sys.executable, "-m", "pipeline", "review", str(run), "--reviews", str(reviews), "--as", by, *more]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)
        assert self.process.stdout
        self.start = self.process.stdout.readline().strip()
        self.address = self.start.split("/start")[0]

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start servers; they end with the test."""
    servers: list[Server] = []

    def start(*args: Any) -> Server:
        servers.append(Server(*args))
        return servers[-1]

    yield start
    for server in servers:
        server.end()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("needs chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def _is_ours(message: Any) -> bool:
    """Whether a line on the console tells of a defect of the page; a refused or lost answer is none."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a fresh browser; an error in a script fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="da-DK")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if _is_ours(message) else None)
    page.on(
        "request",
        lambda request: (
            None
            if "127.0.0.1" in request.url or request.url.startswith(("file:", "data:"))
            else errors.append(request.url)
        ),
    )
    yield page
    context.close()
    assert errors == []
