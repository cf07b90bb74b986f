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
from extractors.pdf.ocr.picture import Mask, Picture
from extractors.pdf.ocr.text import KnownWord, ReadLine, ReadWord

BoxPx = tuple[int, int, int, int]

# Page segmentation: 11 finds text in no particular order, which loses least in tables; 10 reads a single character.
_SPARSE, _CHARACTER = "11", "10"
_SECONDS = 120
_WORD_LEVEL = "5"
_SURE = 0.6


class Tesseract:
    """The engine, for one language."""

    name = "tesseract"

    def __init__(self, language: str) -> None:
        program = shutil.which("tesseract")
        if program is None:
            raise EngineMissing("tesseract", "apt install tesseract-ocr tesseract-ocr-dan")
        self._program, self._language = program, language
        self.version = self._run(["--version"], b"").split("\n", 1)[0].removeprefix("tesseract ").strip()
        if language not in self._run(["--list-langs"], b"").split():
            raise EngineMissing(f"tesseract for '{language}'", f"apt install tesseract-ocr-{language}")

    def read(self, picture: Picture, lines: Mask, known_word: KnownWord | None) -> list[ReadLine]:
        """The lines of text of a page, from top to bottom; text that runs up or down is not read."""
        gray = np.where(lines, np.uint8(255), picture.gray)
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
            rows = self._table(picture.gray[top:bottom, x0:x1], picture.dpi, _CHARACTER)
            signs.append((rows[0]["text"].strip(), float(rows[0]["conf"]) / 100) if rows else ("", 0.0))
        return signs

    def upside_down(self, picture: Picture) -> bool:
        """Whether a page reads better turned by half a turn."""
        return self._worth(np.rot90(picture.gray, 2), picture.dpi) > max(self._worth(picture.gray, picture.dpi), _SURE)

    def _worth(self, gray: npt.NDArray[np.uint8], dpi: float) -> float:
        rows = self._table(gray, dpi, _SPARSE)
        return sum(float(row["conf"]) for row in rows) / 100 / len(rows) if rows else 0.0

    def _table(self, gray: npt.NDArray[np.uint8], dpi: float, mode: str) -> list[dict[str, str]]:
        """The words that Tesseract finds, as rows of its TSV."""
        import cv2

        _, png = cv2.imencode(".png", np.ascontiguousarray(gray))
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


@lru_cache(maxsize=4)
def tesseract(language: str) -> Tesseract:
    """The engine for a language.

    Raises:
        EngineMissing: the program or the language's data are not installed.
    """
    return Tesseract(language)
