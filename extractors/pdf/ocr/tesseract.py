"""Tesseract, run as a program: the alternative engine where it is installed with the language's data."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.errors import EngineMissing
from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import BoxPx, Gray, Mask
from extractors.pdf.ocr.text import KnownWord, ReadLine, ReadWord

# Page segmentation: 11 finds text in no particular order, which loses least in tables; 10 reads a single character.
_SPARSE, _CHARACTER, _ORIENTATION = "11", "10", "0"
_SECONDS = 120
_WORD_LEVEL = "5"
# Tesseract's orientation confidence is no share; upright pages of a few lines have 2 and more.
_SURE = 1.0


class Tesseract:
    """The engine, for one language."""

    name = "tesseract"

    def __init__(self, language: str) -> None:
        program = shutil.which("tesseract")
        if program is None:
            raise EngineMissing("tesseract", "apt install tesseract-ocr tesseract-ocr-dan")
        self._program, self._language = program, language
        self.version = self._run(["--version"], b"").split("\n", 1)[0].removeprefix("tesseract ").strip()
        installed = self._run(["--list-langs"], b"").split()
        for part in language.split("+"):
            if part not in installed:
                raise EngineMissing(f"tesseract for '{part}'", f"apt install tesseract-ocr-{part}")

    def read(self, picture: Picture, lines: Mask, known_word: KnownWord | None) -> list[ReadLine]:
        """The lines of text of a page, from top to bottom; text that runs up or down is not read."""
        gray = np.where(lines, np.uint8(255), picture.level.min(axis=2))
        words: dict[tuple[str, str, str], list[ReadWord]] = defaultdict(list)
        for row in self._table(gray, picture.dpi, _SPARSE):
            x0, top = int(row["left"]), int(row["top"])
            words[row["block_num"], row["par_num"], row["line_num"]].append(
                ReadWord(
                    row["text"].strip(),
                    x0,
                    top,
                    x0 + int(row["width"]),
                    top + int(row["height"]),
                    float(row["conf"]) / 100,
                )
            )
        found = [
            ReadLine(
                tuple(line),
                min(word.x0 for word in line),
                min(word.top for word in line),
                max(word.x1 for word in line),
                max(word.bottom for word in line),
                0,
            )
            for line in words.values()
        ]
        return sorted(found, key=lambda line: (line.top, line.x0))

    def read_signs(self, picture: Picture, boxes: Sequence[BoxPx]) -> list[tuple[str, float]]:
        """What stands in small boxes; each costs a run of the program."""
        signs: list[tuple[str, float]] = []
        for x0, top, x1, bottom in boxes:
            rows = self._table(picture.level[top:bottom, x0:x1].min(axis=2), picture.dpi, _CHARACTER)
            signs.append((rows[0]["text"].strip(), float(rows[0]["conf"]) / 100) if rows else ("", 0.0))
        return signs

    def turns(self, picture: Picture) -> int:
        """Clockwise quarter turns after which a page's script stands upright, as Tesseract itself sees it."""
        _, png = _png(picture.level.min(axis=2))
        output = self._run(["-", "-", "--psm", _ORIENTATION, "--dpi", str(round(picture.dpi))], png.tobytes())
        said = dict(line.split(": ", 1) for line in output.splitlines() if ": " in line)
        if float(said.get("Orientation confidence", 0)) < _SURE:
            return 0
        return int(said.get("Rotate", 0)) // 90

    def _table(self, gray: Gray, dpi: float, mode: str) -> list[dict[str, str]]:
        """The words that Tesseract finds, as rows of its TSV."""
        _, png = _png(gray)
        command = ["-", "-", "-l", self._language, "--psm", mode, "--dpi", str(round(dpi)), "tsv"]
        output = self._run(command, png.tobytes())
        rows = csv.DictReader(io.StringIO(output), delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["level"] == _WORD_LEVEL and row["text"] and row["text"].strip()]

    def _run(self, arguments: list[str], data: bytes) -> str:
        # One core, like all that a worker does.
        done = subprocess.run(
            [self._program, *arguments],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={"OMP_THREAD_LIMIT": "1"},
        )
        return done.stdout.decode("utf-8", "replace")


def _png(gray: Gray) -> tuple[bool, npt.NDArray[np.uint8]]:
    import cv2

    done, png = cv2.imencode(".png", np.ascontiguousarray(gray))
    return done, np.asarray(png, np.uint8)


@lru_cache(maxsize=4)
def tesseract(language: str) -> Tesseract:
    """The engine for a language.

    Raises:
        EngineMissing: the program or the language's data are not installed.
    """
    return Tesseract(language)
