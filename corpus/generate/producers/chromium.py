"""Chromium's print to PDF, one headless start per document."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from corpus.generate.model import Document
from corpus.generate.producers.html import html

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--no-pdf-header-footer",
    "--hide-scrollbars",
    "--font-render-hinting=none",
)
TIME_LIMIT = 60
"""Seconds for one document."""


def render(document: Document) -> bytes:
    """The document as PDF bytes, with the creation date taken out."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program is not None
    with tempfile.TemporaryDirectory(prefix="corpus-chromium-") as folder:
        page, out = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html(document), encoding="utf-8")
        command = [program, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={out}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=TIME_LIMIT, env={**os.environ, "HOME": folder})
        return re.sub(rb"D:\d{14}[+-]\d\d'\d\d'", b"D:20000101000000+00'00'", out.read_bytes())
