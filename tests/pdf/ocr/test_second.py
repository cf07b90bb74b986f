"""A second engine settles what the first is in doubt of, raises what may be believed, and errs alone without harm."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from extractors import pdf
from extractors.pdf.ocr.page import read_picture
from extractors.pdf.ocr.picture import straighten
from extractors.pdf.ocr.pixels import Gray
from extractors.pdf.ocr.second import weigh, with_second_opinion
from extractors.pdf.ocr.tesseract import tesseract
from extractors.pdf.ocr.text import ReadLine, ReadWord
from tests.pdf.drawn import build, text
from tests.pdf.ocr.scans import pixels_of, scan
from tests.pdf.ocr.test_page import Engine

KNOWN = {"Fysisk", "og", "plejehjem", "over", "ever", "Ikke"}.__contains__


def _has_danish() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout
    return "dan" in listed.split()


needs_tesseract = pytest.mark.skipif(not _has_danish(), reason="Tesseract with Danish data is not installed")


def word(string: str, confidence: float) -> ReadWord:
    return ReadWord(string, 10, 10, 60, 30, confidence)


@pytest.mark.parametrize(
    ("read", "sure", "second", "second_sure", "expected", "confidence"),
    [
        pytest.param("Ikke", 0.5, "Ikke", 0.9, "Ikke", 0.9, id="both the same: believed more"),
        pytest.param("(Ikke", 0.5, "Ikke.", 0.9, "(Ikke", 0.9, id="signs around are the first engine's"),
        pytest.param("Ikke", 0.99, "Ikke", 0.9, "Ikke", 0.99, id="both the same: never believed less"),
        pytest.param("Fvsisk", 0.999, "Fysisk", 0.9, "Fysisk", 0.85, id="one is a word: taken, not called sure"),
        pytest.param("ove", 0.99, "over", 0.95, "ove", 0.99, id="the first half of a word that was read surely"),
        pytest.param("oa,", 0.7, "og", 0.95, "og,", 0.85, id="with the signs of the first"),
        pytest.param("Fvsisk", 0.7, "Fysisk", 0.3, "Fvsisk", 0.7, id="second unsure"),
        pytest.param("Fvsisk", 0.7, "", 0.0, "Fvsisk", 0.7, id="second sees nothing"),
        pytest.param("xqz", 0.7, "Fysisk", 0.9, "xqz", 0.5, id="a word unlike what was read is not taken"),
        pytest.param("over", 0.7, "ever", 0.9, "over", 0.7, id="two words: the first"),
        pytest.param("U3", 0.7, "U8", 0.9, "U3", 0.5, id="two codes: for a person to look at"),
        pytest.param("13", 0.7, "18", 0.9, "13", 0.5, id="two numbers: for a person to look at"),
        pytest.param("7.-9.klasse", 0.7, "7.9. klasse", 0.9, "7.-9.klasse", 0.7, id="signs between letters"),
        pytest.param("1.3", 0.7, "13", 0.9, "1.3", 0.5, id="signs between figures: for a person to look at"),
        pytest.param("13", 0.7, "FE", 0.9, "13", 0.7, id="letters for a number are noise"),
        pytest.param("øU", 0.7, "ØU", 0.9, "øU", 0.5, id="the case of a code is part of it"),
        pytest.param("G", 0.7, "U", 0.9, "G", 0.5, id="two lone capitals: for a person to look at"),
        pytest.param("i", 0.7, "U", 0.9, "i", 0.7, id="a lone small letter is misread by the second"),
        pytest.param("x", 0.7, "X", 0.9, "x", 0.9, id="a cross has no case"),
        pytest.param("e", 0.5, "og", 0.9, "e", 0.5, id="a word for one letter that is not of it"),
        pytest.param("Qvist", 0.99, "Qwist", 0.9, "Qvist", 0.99, id="a name that was read surely"),
    ],
)
def test_both_readings_are_weighed(read, sure, second, second_sure, expected, confidence):
    weighed = weigh(word(read, sure), second, second_sure, KNOWN)
    assert (weighed.text, weighed.confidence) == (expected, confidence)
    # What was not taken is kept where the two engines leave a doubt.
    doubted = weighed.text != read or weighed.confidence < sure
    assert weighed.other == ({True: read, False: second}[weighed.text != read] if doubted else "")


def test_only_words_in_doubt_are_asked_about_and_no_signs():
    asked: list[int] = []

    class Reader:
        def read_words(self, crops: Sequence[Gray]) -> list[tuple[str, float]]:
            asked.append(len(crops))
            return [("", 0.0) for _ in crops]

    sure = [word("og", 1.0), word("12", 1.0), word("ØU", 0.99), word("x", 1.0), word("–", 0.5)]
    picture = straighten(np.full((60, 100, 3), 255, np.uint8), 100.0)
    lines = [ReadLine(tuple(sure), 10, 10, 60, 30, 0)]
    assert with_second_opinion(lines, picture, Reader(), KNOWN) == lines
    assert asked == []
    in_doubt = (word("og", 0.7), word("12", 0.9), word("Fvsisk", 1.0))
    with_second_opinion([*lines, ReadLine(in_doubt, 10, 10, 60, 30, 90)], picture, Reader(), KNOWN)
    assert asked == [3]


@needs_tesseract
@pytest.mark.parametrize("direction", [0, 90, 270])
def test_tesseract_reads_a_misread_word_right(direction):
    pixels = np.ascontiguousarray(np.rot90(pixels_of(build(text("Fysisk", 100, 150, 9))), -direction // 90))
    ys, xs = np.nonzero(pixels[:, :, 0] < 128)
    box = (int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1)
    line = ReadLine((ReadWord("Fvsisk", *box, 0.999),), *box, direction)
    alone = read_picture(pixels, 200.0, 1, Engine(line), KNOWN)
    assert [word.text for word in alone.words] == ["Fvsisk"]
    (both,) = read_picture(pixels, 200.0, 1, Engine(line), KNOWN, tesseract("dan")).words
    assert (both.text, both.other_reading) == ("Fysisk", "Fvsisk")
    assert both.confidence <= 0.85


@needs_tesseract
def test_tesseract_reads_many_words_at_once_each_as_if_alone():
    words = ["Sundhedsplejen", "13", "Ældre", "mentalsundhed"]
    crops: list[Gray] = []
    for string in words:
        gray = pixels_of(build(text(string, 100, 150, 11))).min(axis=2)
        ys, xs = np.nonzero(gray < 128)
        crops.append(gray[ys.min() - 3 : ys.max() + 4, xs.min() - 3 : xs.max() + 4])
    reader = tesseract("dan")
    together = reader.read_words(crops)
    assert [read for read, _ in together] == words
    assert together == [reader.read_words([crop])[0] for crop in crops]


def test_missing_second_reader_is_said_and_the_page_is_read(monkeypatch):
    page = scan(text("Sundhedsplejen", 40, 200, 11))
    alone = pdf.read(page, ocr=pdf.OcrSettings()).pages[0]
    monkeypatch.setenv("PATH", "/nonexistent")
    tesseract.cache_clear()
    asked = pdf.read(page, ocr=pdf.OcrSettings(second="5.3.0")).pages[0]
    assert asked.problem is None
    assert asked.lacks_ocr is not None
    assert "second opinion" in asked.lacks_ocr
    assert replace(asked, lacks_ocr=None) == alone


@needs_tesseract
def test_what_was_read_without_a_second_opinion_or_with_another_is_read_again():
    keys: set[str] = set()

    def cache(key: str, make) -> str:
        keys.add(key)
        return make()

    for second in (None, "5.3.0", "5.3.0", "5.5.0"):
        pdf.read(scan(text("Sundhedsplejen", 40, 200, 11)), ocr=pdf.OcrSettings(second=second, cache=cache))
    assert len(keys) == 3
