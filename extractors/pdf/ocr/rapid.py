"""RapidOCR's models run by ONNX Runtime: the default engine.

The weights are files of the ``rapidocr`` wheel (PP-OCRv6 small); nothing is downloaded. Its own pipeline is not used:
it finds text at full resolution and pads every line to 320 pixels, which takes twice as long as what is done here:

1. Text is found at 108 dpi, where a line of 8 points is still 12 pixels high, and finer where type is smaller.
2. Boxes become lines (``line_boxes``). Rulings are left in them: painted over, they take tails of letters with them.
3. Lines of similar length are read together, a letter 48 pixels high.
4. The letters become words (``words``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata, resources
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.errors import EngineMissing
from extractors.pdf.ocr.line_boxes import UPRIGHT_ASPECT, cut_to_lines
from extractors.pdf.ocr.picture import Picture, print_in
from extractors.pdf.ocr.pixels import BoxPx, Mask, Rgb
from extractors.pdf.ocr.repair import Letter, lone
from extractors.pdf.ocr.text import KnownWord, ReadLine
from extractors.pdf.ocr.words import make_words

_FIND_TYPE_PX = 12
_FIND_DPI = (108, 150)
# A3 at 120 dpi. The model's memory grows with the picture: 0.2 GB for a million pixels.
_FIND_PIXELS = 2_800_000
# Small letters are half as high as their type; specks and pictures are not looked at.
_SMALL_LETTER = 0.5
_LETTERS_PT = (1.5, 14.0)
_FOUND = 0.3
_FOUND_MEAN = 0.5
# The model finds the core of a line; the line is larger by this share of area over perimeter (unclip ratio of DBNet).
_UNCLIP = 1.6
_SMALLEST_PX = 3
# A tall box may hold a single figure; a line that runs up has more letters than that.
_UPRIGHT_LETTERS = 3

_HEIGHT = 48
_STRIDE = 8
# Of a longer line the letters would be squeezed. Cut at a gap, a part may be a quarter longer than its share.
_WIDEST, _LONGEST = 2400, 1920
# What stays in the processor's memory is read faster than larger batches are.
_BATCH_PIXELS = 640
_WIDTH_STEP = 16
# A word or a lone letter is read better with some paper behind it: without, U becomes u, and x is in doubt.
_SHORT, _BLANK_BEHIND = 320, 32
_BLANK = 0
# What else a letter may be is asked where the model has a doubt.
_CERTAIN = 0.99
_OTHERS = 3
# What a line must be worth on average to count as read at all.
_READ = 0.5
# The ground of light print, in grey levels; lines across it, and its own rim, fill this share of a box, which
# is higher than its letters.
_DARK, _RULED = 128, 0.7
# A line between rows fills nearly all of its pixel row.
_THROUGH = 0.95
# A turned word of three letters is so many times as high as wide.
_SHORT_ASPECT = 0.9
# Heads that run up are set narrow: drawn so many times as long, no letters of theirs run together.
_STRETCH = 1.2
# A few words tell which side is up.
_GLANCED_LINES, _GLANCED_ASPECT = 4, 12
_PROBED_LINES = 8
# Upright print reads at 0.95 and more, upside down at 0.3–0.7.
_SURE = 0.85

# Punctuation, currencies, arrows, comparisons, boxes and discs, ticks and crosses.
_SIGNS = ((0x2010, 0x2027), (0x2030, 0x203A), (0x20A0, 0x20BF), (0x2190, 0x21FF), (0x2260, 0x2265), (0x25A0, 0x27BF))

FloatArray = npt.NDArray[np.float32]


class RapidOcr:
    """The engine; loading it costs half a second, so it is kept (:func:`rapid_ocr`)."""

    name = "rapidocr"

    def __init__(self) -> None:
        try:
            import onnxruntime

            self.version = metadata.version("rapidocr")
            models = resources.files("rapidocr") / "models"
        except ModuleNotFoundError as error:
            raise EngineMissing("rapidocr", "pip install 'udtraek[ocr]'") from error
        options = onnxruntime.SessionOptions()
        # One document, one worker, one core: workers run side by side.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._find = onnxruntime.InferenceSession(_model(models, "det"), options, providers=["CPUExecutionProvider"])
        # Lines come in many lengths: memory kept for all of them is twice what the longest needs.
        options.enable_cpu_mem_arena = False
        self._read = onnxruntime.InferenceSession(_model(models, "rec"), options, providers=["CPUExecutionProvider"])
        characters = self._read.get_modelmeta().custom_metadata_map["character"].split("\n")
        known = ["", *characters, " "]
        self._signs = np.array([number for number, sign in enumerate(known) if number == _BLANK or _is_ours(sign)])
        self._found: tuple[Rgb, list[BoxPx]] | None = None
        self._characters = [known[number] for number in self._signs]

    def read(self, picture: Picture, lines: Mask, known_word: KnownWord | None) -> list[ReadLine]:
        """The lines of text of a page, from top to bottom."""
        ink = picture.print & ~lines
        crops: list[tuple[BoxPx, int, Rgb, Mask]] = []
        for box in cut_to_lines(self._text_boxes(picture), picture, lines, ink, longest=_LONGEST / _HEIGHT):
            x0, top, x1, bottom = box
            crop, crop_ink = picture.rgb[top:bottom, x0:x1], print_in(picture, ink, box)
            if np.median(picture.gray[top:bottom, x0:x1]) < _DARK:
                # Between its rim and light letters a dark head is as thin as a line: print alone is told from it.
                crop_ink = _without_rules(print_in(picture, picture.print, box))
            crop_ink = _on_one_side(crop_ink, lines[top:bottom, x0:x1])
            crops.append((box, 0, crop, crop_ink))
            if bottom - top > UPRIGHT_ASPECT * (x1 - x0):
                crops += [(box, turn, *_turned(crop, crop_ink, turn)) for turn in (270, 90)]
        read = self._letters([crop for _, _, crop, _ in crops], [_STRETCH if turn else 1.0 for _, turn, _, _ in crops])
        best: dict[BoxPx, tuple[float, ReadLine]] = {}
        for (box, direction, _, crop_ink), found in zip(crops, read, strict=True):
            letters = [lone(found[0])] if len(found) == 1 else found
            words = make_words(letters, crop_ink, box, direction, known_word)
            worth = _mean([letter.confidence for letter in letters])
            if direction and len(letters) < _UPRIGHT_LETTERS:
                continue
            if words and worth >= _READ and worth > best.get(box, (0.0,))[0]:
                best[box] = (worth, ReadLine(tuple(words), *box, direction))
        lines_read = [line for _, line in best.values()]
        short = [crop for crop in crops if crop[1] == 0 and _may_be_turned(crop[0], lines_read)]
        turned = self._turned_words(short, lines_read, known_word)
        lines_read = [line for line in lines_read if line[1:5] not in turned] + list(turned.values())
        return sorted(lines_read, key=lambda line: (line.top, line.x0))

    def _turned_words(
        self, crops: Sequence[tuple[BoxPx, int, Rgb, Mask]], lines: Sequence[ReadLine], known_word: KnownWord | None
    ) -> dict[BoxPx, ReadLine]:
        """Those of some short boxes beside turned print that are a known word when they are turned as it is.

        Args:
            crops: the boxes.
            lines: what was read of the page.
            known_word: tells words.
        """
        directions = {line.direction for line in lines if line.direction}
        letters_of = {line[1:5]: sum(len(word.text) for word in line.words) for line in lines}
        tried = [(box, turn, *_turned(crop, ink, turn)) for box, _, crop, ink in crops for turn in sorted(directions)]
        found: dict[BoxPx, ReadLine] = {}
        for (box, turn, _, ink), letters in zip(tried, self._letters([crop for _, _, crop, _ in tried]), strict=True):
            text = "".join(letter.text for letter in letters)
            # Read level, "Ja" on its side is one letter; two that stand upright are two.
            least = 2 if text.isalpha() and letters_of.get(box, 0) < 2 else _UPRIGHT_LETTERS
            if len(text) >= least and _mean([letter.confidence for letter in letters]) >= _SURE:
                words = make_words(letters, ink, box, turn, known_word)
                if words and known_word is not None and known_word(text):
                    found[box] = ReadLine(tuple(words), *box, turn)
        return found

    def read_signs(self, picture: Picture, boxes: Sequence[BoxPx]) -> list[tuple[str, float]]:
        """What stands in small boxes, with confidences."""
        crops = [picture.rgb[top:bottom, x0:x1] for x0, top, x1, bottom in boxes]
        return [
            ("".join(letter.text for letter in letters).strip(), _mean([letter.confidence for letter in letters]))
            for letters in self._letters(crops)
        ]

    def turns(self, picture: Picture) -> int:
        """Clockwise quarter turns after which the longest lines read best."""
        boxes = self._text_boxes(picture)
        boxes.sort(key=lambda box: -max(box[2] - box[0], box[3] - box[1]))
        tall = [box for box in boxes if box[3] - box[1] > box[2] - box[0]]
        wide = [box for box in boxes if box not in tall]
        if sum(box[3] - box[1] for box in tall) > sum(box[2] - box[0] for box in wide):
            turned = {turns: self._turned_letters(picture, tall[:_PROBED_LINES], turns) for turns in (1, 3)}
            best = max(turned, key=lambda turns: _mean([letter.confidence for letter in turned[turns]]))
            # Figures below each other are found as one tall box, and read as well from the side.
            if not wide or 2 * sum(letter.text.isalpha() for letter in turned[best]) > len(turned[best]):
                return best
        glanced = [box for box in wide if box[2] - box[0] <= _GLANCED_ASPECT * (box[3] - box[1])]
        if self._worth(picture, glanced[:_GLANCED_LINES], 0) >= _SURE:
            return 0
        return max((0, 2), key=lambda turns: self._worth(picture, wide[:_PROBED_LINES], turns))

    def _worth(self, picture: Picture, boxes: Sequence[BoxPx], turns: int) -> float:
        """How surely some boxes read after clockwise quarter turns."""
        return _mean([letter.confidence for letter in self._turned_letters(picture, boxes, turns)])

    def _turned_letters(self, picture: Picture, boxes: Sequence[BoxPx], turns: int) -> list[Letter]:
        """What stands in some boxes after clockwise quarter turns."""
        crops = [np.rot90(picture.rgb[top:bottom, x0:x1], -turns) for x0, top, x1, bottom in boxes]
        return [letter for letters in self._letters(crops) for letter in letters]

    def _text_boxes(self, picture: Picture) -> list[BoxPx]:
        """Boxes of lines of text in pixels of the picture; those of the picture asked for last are remembered."""
        import cv2

        if self._found is not None and self._found[0] is picture.level:
            return list(self._found[1])
        height, width = picture.gray.shape
        scale = min(_find_dpi(picture) / picture.dpi, math.sqrt(_FIND_PIXELS / (height * width)))
        small_width, small_height = (max(32, round(side * scale / 32) * 32) for side in (width, height))
        small = cv2.resize(picture.level, (small_width, small_height), interpolation=cv2.INTER_AREA)
        prob = self._find.run(None, {"x": _normal(small)[None]})[0][0, 0]
        count, labels, stats, _ = cv2.connectedComponentsWithStats((prob > _FOUND).astype(np.uint8), connectivity=8)
        sums = np.bincount(labels.ravel(), weights=prob.ravel(), minlength=count)
        boxes: list[BoxPx] = []
        for label in range(1, count):
            x, y, wide, high, area = (int(value) for value in stats[label])
            if min(wide, high) < _SMALLEST_PX or sums[label] / area < _FOUND_MEAN:
                continue
            grow = wide * high * _UNCLIP / (2 * (wide + high))
            boxes.append(
                (
                    max(0, round((x - grow) * width / small_width)),
                    max(0, round((y - grow) * height / small_height)),
                    min(width, round((x + wide + grow) * width / small_width)),
                    min(height, round((y + high + grow) * height / small_height)),
                )
            )
        self._found = (picture.level, boxes)
        return list(boxes)

    def _letters(self, crops: Sequence[Rgb], stretched: Sequence[float] = ()) -> list[list[Letter]]:
        """The letters of each crop, drawn so many times as long as it is; crops of one width are read together.

        Each is padded to its own width alone, so that what it says does not change with what else is on the page.
        """
        import cv2

        sized: dict[int, list[tuple[int, FloatArray, float]]] = {}
        for number, crop in enumerate(crops):
            scale = _HEIGHT / crop.shape[0]
            stretch = stretched[number] if stretched else 1.0
            width = min(_WIDEST, max(_STRIDE, round(crop.shape[1] * scale * stretch)))
            resized = cv2.resize(crop, (width, _HEIGHT), interpolation=cv2.INTER_LINEAR)
            behind = _BLANK_BEHIND if width <= _SHORT else 0
            padded = -(-(width + behind) // _WIDTH_STEP) * _WIDTH_STEP
            sized.setdefault(padded, []).append((number, _normal(resized), crop.shape[1] / width))
        letters: list[list[Letter]] = [[] for _ in crops]
        for width, entries in sized.items():
            size = max(1, _BATCH_PIXELS // width)
            for batch in (entries[at : at + size] for at in range(0, len(entries), size)):
                stacked = np.zeros((len(batch), 3, _HEIGHT, width), np.float32)
                for row, (_, normal, _) in enumerate(batch):
                    stacked[row, :, :, : normal.shape[2]] = normal
                chances = self._read.run(None, {"x": stacked})[0]
                for (number, normal, scale), rows in zip(batch, chances, strict=True):
                    ours = rows[: -(-normal.shape[2] // _STRIDE), self._signs]
                    letters[number] = self._decoded(ours / ours.sum(axis=1, keepdims=True), scale)
        return letters

    def _decoded(self, chances: FloatArray, scale: float) -> list[Letter]:
        """Letters of one line: the likeliest sign at each step, repeats and blanks left out."""
        best = chances.argmax(axis=1)
        letters: list[Letter] = []
        before = _BLANK
        for step, sign in enumerate(best.tolist()):
            if sign != _BLANK:
                letter = self._letter(chances[step], sign, (step + 0.5) * _STRIDE * scale)
                if sign != before:
                    letters.append(letter)
                elif letter.confidence > letters[-1].confidence:
                    letters[-1] = letter
            before = sign
        return letters

    def _letter(self, chances: FloatArray, sign: int, middle: float) -> Letter:
        confidence = float(chances[sign])
        if confidence > _CERTAIN:
            return Letter(self._characters[sign], middle, confidence)
        likely = np.argsort(chances)[: -_OTHERS - 2 : -1].tolist()
        others = tuple(
            (self._characters[other], float(chances[other])) for other in likely if other not in (sign, _BLANK)
        )
        return Letter(self._characters[sign], middle, confidence, others)


@lru_cache(maxsize=1)
def rapid_ocr() -> RapidOcr:
    """The engine, loaded once per process.

    Raises:
        EngineMissing: the ``ocr`` extra is not installed.
    """
    return RapidOcr()


def _may_be_turned(box: BoxPx, lines: Sequence[ReadLine]) -> bool:
    """Whether a box is about as high as wide and stands beside print that runs up or down: a word of few letters."""
    x0, top, x1, bottom = box
    high, wide = bottom - top, x1 - x0
    if not _SHORT_ASPECT * wide <= high <= UPRIGHT_ASPECT * wide:
        return False
    return any(line.direction and min(bottom, line.bottom) - max(top, line.top) > high / 2 for line in lines)


def _find_dpi(picture: Picture) -> float:
    """The resolution at which the usual type of a page has the height at which it is found best."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(picture.print.astype(np.uint8), connectivity=8)
    heights = stats[1:, cv2.CC_STAT_HEIGHT] * picture.points
    heights = heights[(heights >= _LETTERS_PT[0]) & (heights <= _LETTERS_PT[1])]
    if not len(heights):
        return _FIND_DPI[0]
    return float(np.clip(72 * _FIND_TYPE_PX * _SMALL_LETTER / np.median(heights), *_FIND_DPI))


def _is_ours(sign: str) -> bool:
    """Whether a sign of the model's alphabet may stand in a text of Western Europe.

    The model also knows Chinese and Japanese, and takes a lone I for the numeral 一 and a lone x for ×.
    """
    code = ord(sign[0]) if len(sign) == 1 else 0
    if sign == "×":
        return False
    return 0x20 <= code <= 0x7E or 0xA1 <= code <= 0xFF or any(low <= code <= high for low, high in _SIGNS)


def _model(models: Any, kind: str) -> str:
    """The file of the text finding ("det") or reading ("rec") model."""
    found = sorted(
        str(entry) for entry in models.iterdir() if f"_{kind}_" in entry.name and entry.name.endswith(".onnx")
    )
    if not found:
        raise EngineMissing("rapidocr", "its wheel holds no models; install rapidocr>=3.10,<4")
    return found[-1]


def _normal(rgb: npt.NDArray[Any]) -> FloatArray:
    """Channels first, blue before red, from -1 to 1: what the models were trained on."""
    return np.ascontiguousarray(rgb[:, :, ::-1].transpose(2, 0, 1), np.float32) / 127.5 - 1.0


def _without_rules(print_: Mask) -> Mask:
    """Print without the lines that run through all of it."""
    rows, columns = print_.mean(axis=1) >= _RULED, print_.mean(axis=0) >= _RULED
    return np.asarray(print_ & ~rows[:, None] & ~columns)


def _on_one_side(print_: Mask, lines: Mask) -> Mask:
    """Print on one side of the lines that run all through a level box: ascenders of the row below are none of its own.

    The picture keeps the other side, where tails of letters may hang over the line.
    """
    ruled = np.flatnonzero(lines.mean(axis=1) >= _THROUGH)
    if not len(ruled) or len(print_) > print_.shape[1]:
        return print_
    edges = [0, *(ruled[1:][np.diff(ruled) > 1]).tolist(), len(print_)]
    edges[1:1] = [int(ruled[0])]
    start, end = max(pairwise(edges), key=lambda part: int(print_[slice(*part)].sum()))
    own = np.zeros_like(print_)
    own[start:end] = print_[start:end]
    return own


def _turned(crop: Rgb, ink: Mask, direction: int) -> tuple[Rgb, Mask]:
    """Text that runs down (90) or up (270) as level text."""
    turns = 1 if direction == 90 else -1
    return np.rot90(crop, turns), np.rot90(ink, turns)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
