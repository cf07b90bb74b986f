"""Which Tesseract is there: found by asking the program, without importing an OCR library."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from typing import NamedTuple

from pipeline.programs import run_program

GET = "apt-get install tesseract-ocr tesseract-ocr-dan"
_SECONDS = 20
_FOLDER = re.compile(r'"(.+)"')
"""``List of available languages in "/usr/share/tesseract-ocr/5/tessdata/" (3):``"""


class Tesseract(NamedTuple):
    """The program, and what it can read."""

    version: str
    languages: tuple[str, ...]
    folder: str | None
    """Where the data of its languages lie, where it says so."""

    def data_version(self, language: str) -> str:
        """Version of the program and of its data for a language (``dan+eng``): both decide what it reads."""
        digest = hashlib.sha256()
        for part in language.split("+"):
            path = Path(self.folder or "") / f"{part}.traineddata"
            digest.update(path.read_bytes() if path.is_file() else b"")
        return f"{self.version} {language} {digest.hexdigest()[:12]}"


def installed_tesseract() -> Tesseract | None:
    """The program; None where it is not installed.

    Raises:
        OSError: it is installed and does not run.
    """
    program = shutil.which("tesseract")
    if program is None:
        return None
    version = _output(program, "--version").split("\n", 1)[0].removeprefix("tesseract ").strip()
    first, *languages = _output(program, "--list-langs").splitlines() or [""]
    folder = _FOLDER.search(first)
    return Tesseract(version, tuple(languages), folder[1] if folder else None)


def second_reader(language: str) -> str | None:
    """Version of the Tesseract that can give a second opinion on a language; None where there is none."""
    try:
        found = installed_tesseract()
    except OSError:
        return None
    if found is None or not set(language.split("+")) <= set(found.languages):
        return None
    return found.data_version(language)


def _output(*command: str) -> str:
    done = run_program(*command, seconds=_SECONDS)
    if done is None or done.returncode != 0:
        raise OSError(f"{command[0]} does not run")
    return done.stdout
