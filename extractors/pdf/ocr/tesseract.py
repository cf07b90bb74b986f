"""Tesseract, run as a program where it is installed with the language's data: the alternative engine, and the second
opinion on words that the other engine is in doubt of.

Small pictures are pages of one TIFF: starting the program takes 150 ms, and a word 5.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PIL import Image

from extractors.pdf.ocr.errors import EngineMissing
from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import BoxPx, Gray, Mask
from extractors.pdf.ocr.text import KnownWord, ReadLine, ReadWord

# Page segmentation: 11 finds text in no particular order, which loses least in tables; 10 reads a single character, 7 a
# line. What takes a picture for a single word (8) reads its rim as quotation marks.
_SPARSE, _CHARACTER, _LINE, _ORIENTATION = "11", "10", "7", "0"
# Scans of 200 dpi have letters of half the height that Tesseract was trained on; print needs paper around it.
_ENLARGED, _PAPER_PX = 2.0, 16
_WORDS_DPI = 400
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
        for row in self._table(_png(gray), picture.dpi, _SPARSE):
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
        """What stands in small boxes."""
        crops = [picture.level[top:bottom, x0:x1].min(axis=2) for x0, top, x1, bottom in boxes]
        return self._texts(crops, picture.dpi, _CHARACTER)

    def read_words(self, crops: Sequence[Gray]) -> list[tuple[str, float]]:
        """What stands in pictures of one word each, with the confidence of its least sure part."""
        try:
            return self._texts([_enlarged(crop) for crop in crops], _WORDS_DPI, _LINE)
        except (OSError, subprocess.SubprocessError):
            # Who cannot be asked has no opinion: the page is read without.
            return [("", 0.0) for _ in crops]

    def _texts(self, crops: Sequence[Gray], dpi: float, mode: str) -> list[tuple[str, float]]:
        """The text of each of some pictures, read by one run of the program."""
        if not crops:
            return []
        parts: dict[int, list[dict[str, str]]] = defaultdict(list)
        for row in self._table(_tiff(crops), dpi, mode):
            parts[int(row["page_num"])].append(row)
        return [
            (
                " ".join(row["text"].strip() for row in parts[page]),
                min((float(row["conf"]) / 100 for row in parts[page]), default=0.0),
            )
            for page in range(1, len(crops) + 1)
        ]

    def turns(self, picture: Picture) -> int:
        """Clockwise quarter turns after which a page's script stands upright, as Tesseract itself sees it."""
        png = _png(picture.level.min(axis=2))
        output = self._run(["-", "-", "--psm", _ORIENTATION, "--dpi", str(round(picture.dpi))], png)
        said = dict(line.split(": ", 1) for line in output.splitlines() if ": " in line)
        if float(said.get("Orientation confidence", 0)) < _SURE:
            return 0
        return int(said.get("Rotate", 0)) // 90

    def _table(self, image: bytes, dpi: float, mode: str) -> list[dict[str, str]]:
        """The words that Tesseract finds, as rows of its TSV."""
        command = ["-", "-", "-l", self._language, "--psm", mode, "--dpi", str(round(dpi)), "tsv"]
        output = self._run(command, image)
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
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
        return done.stdout.decode("utf-8", "replace")


def _png(gray: Gray) -> bytes:
    import cv2

    _, png = cv2.imencode(".png", np.ascontiguousarray(gray))
    return png.tobytes()


def _tiff(pictures: Sequence[Gray]) -> bytes:
    """Some pictures as the pages of one file."""
    first, *others = (Image.fromarray(np.ascontiguousarray(picture)) for picture in pictures)
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=others)
    return out.getvalue()


def _enlarged(crop: Gray) -> Gray:
    """A word at the size that Tesseract reads best, with paper around it."""
    import cv2

    large = cv2.resize(crop, None, fx=_ENLARGED, fy=_ENLARGED, interpolation=cv2.INTER_CUBIC)
    rim = (_PAPER_PX,) * 4
    return np.asarray(cv2.copyMakeBorder(large, *rim, cv2.BORDER_CONSTANT, value=255), np.uint8)


@lru_cache(maxsize=4)
def tesseract(language: str) -> Tesseract:
    """The engine for a language.

    Raises:
        EngineMissing: the program or the language's data are not installed.
    """
    return Tesseract(language)
