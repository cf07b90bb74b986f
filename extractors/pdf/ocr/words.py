"""From the letters of a line to its words.

Words are parted where the model read a space, and where the ink has a gap as wide as one that the model did not see, if
known words come of it. The cut goes through the widest gap between the letters on both sides, and each word has the box
of its own ink, without tails of the lines above and below.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.pixels import BoxPx, Mask
from extractors.pdf.ocr.repair import (
    COMPLETED_CONFIDENCE,
    REPAIRED_CONFIDENCE,
    STROKES,
    Letter,
    completed,
    is_doubtful,
    repaired,
    sureness,
    without_borders,
)
from extractors.pdf.ocr.text import KnownWord, ReadWord

# Widest gap in parts of the box's height: 99 % of those between letters are below 0.13, of spaces above 0.15.
_SPACE = 0.15
# What is a little narrower parts two known words of some letters that are none together.
_NARROW_SPACE, _SOME_LETTERS = 0.1, 3
_CLEARLY_WIDER = 1.4
_AROUND = ".,:;()"
_CLOSING = frozenset(".,;:!?)]}%’”'\"-–")
_DASHES = frozenset("-–—")
# Signs that stand close behind a figure.
_STOPS = frozenset(".,)")
# Ink at the rim of a line's box that does not reach its middle belongs to another line.
_CORE = (0.3, 0.7)
# By which part of its height the upper half of a slash lies before its lower half; slanted type leans half as much.
_LEANING = 0.16
# Ink so far from each letter's middle, in parts of the word's height, is of none; so much of it is some letters'.
_BESIDE_LETTER, _LETTERS_WIDE = 1.3, 0.8
# A word is this high at least, in parts of the box's height; a dash is not, and as long as one with letters.
_LOWEST = 0.4
# A figure 1 that stands alone is read more surely than this; else it may be a slash, a bar or an I.
_SURE_STROKE = 0.9
# What the edge of a box leaves of a letter beyond it.
_SLIVER = 0.06


def make_words(
    letters: list[Letter], ink: Mask, box: BoxPx, direction: int, known_word: KnownWord | None
) -> list[ReadWord]:
    """A line's letters as words, each with the box of its ink."""
    ink = _own_ink(ink)
    columns = np.flatnonzero(ink.any(axis=0))
    space = _SPACE * ink.shape[0]
    groups = [part for token in _tokens(without_borders(letters)) for part in _parts(token, columns, space, known_word)]
    if not groups:
        return []
    between = _word_spaces(columns, len(groups) - 1)
    if between is None:
        between = [_widest_gap(columns, before[-1].x, after[0].x)[0] for before, after in pairwise(groups)]
    cuts = [0, *between, ink.shape[1]]
    words: list[ReadWord] = []
    for group, (start, end) in zip(groups, pairwise(cuts), strict=True):
        part = ink[:, start:end]
        top, bottom = _own_rows(part)
        xs = np.nonzero(part[top:bottom].any(axis=0))[0]
        if not len(xs):
            xs = np.array([0, max(end - start - 1, 0)])
        inner = (start + int(xs[0]), top, start + int(xs[-1]) + 1, bottom)
        text = "".join(letter.text for letter in group)
        confidence = sum(sureness(letter) for letter in group) / len(group)
        better, whole = repaired(group, known_word), completed(group, known_word)
        if better is not None:
            text, confidence = better, min(confidence, REPAIRED_CONFIDENCE)
        elif whole is not None:
            text, confidence = whole, min(confidence, COMPLETED_CONFIDENCE)
        elif known_word is not None and is_doubtful(group, known_word):
            confidence = min(confidence, COMPLETED_CONFIDENCE)
        elif text in STROKES and _is_slanted(part[top:bottom]):
            text, confidence = "/", min(confidence, REPAIRED_CONFIDENCE)
        elif text in STROKES and text != "I" and confidence < _SURE_STROKE:
            confidence = min(confidence, COMPLETED_CONFIDENCE)
        elif text in _STOPS and words and words[-1].text[-1:].isdigit():
            # A figure may have been passed over.
            confidence = min(confidence, COMPLETED_CONFIDENCE)
        high = max(bottom - top, _LOWEST * ink.shape[0])
        if _passed_over(part[top:bottom], [letter.x - start for letter in group], high):
            confidence = min(confidence, COMPLETED_CONFIDENCE)
        words.append(ReadWord(text, *_placed(inner, ink.shape, box, direction), confidence))
    return words


def _passed_over(ink: Mask, letters: list[float], high: float) -> bool:
    """Whether a word has ink where no letter was read: the engine may leave out a word, and be sure of the rest."""
    columns = np.flatnonzero(ink.any(axis=0))
    far = np.abs(columns[:, None] - np.array(letters)).min(axis=1) > _BESIDE_LETTER * high
    return int(far.sum()) > _LETTERS_WIDE * high


def _is_slanted(ink: Mask) -> bool:
    """Whether a lone stroke leans more than slanted type does, from lower left to upper right."""
    ys, xs = np.nonzero(ink)
    if not len(ys):
        return False
    high = int(ys.max() - ys.min()) + 1
    upper = ys < ys.min() + high / 2
    return bool(upper.any() and not upper.all() and xs[upper].mean() - xs[~upper].mean() > _LEANING * high)


def _tokens(letters: list[Letter]) -> list[list[Letter]]:
    """Letters between the spaces that the model read."""
    tokens: list[list[Letter]] = [[]]
    for letter in letters:
        if letter.text.isspace():
            tokens.append([])
        else:
            tokens[-1].append(letter)
    return [token for token in tokens if token]


def _parts(
    token: list[Letter], columns: npt.NDArray[np.intp], space: float, known_word: KnownWord | None
) -> list[list[Letter]]:
    """A token cut at gaps as wide as spaces, unless it is a known word or most of its parts are none."""
    parts = _cut(token, columns, space)
    if known_word is None:
        return parts
    behind = next((at for at, letter in enumerate(token) if letter.text == ":"), len(token)) + 1
    label, answer = _core(token[:behind]), _core(token[behind:])
    if all(len(word) >= _SOME_LETTERS and word.isalpha() and known_word(word) for word in (label, answer)):
        # Between bold print and plain the model may see no space.
        return [*_parts(token[:behind], columns, space, known_word), token[behind:]]
    whole = _core(token)
    narrow = _cut(token, columns, space * _NARROW_SPACE / _SPACE)
    if len(narrow) == 2 and _core(narrow[0]) == "I" and _is_word(_core(narrow[1]), known_word):
        # Whether the whole may be a compound ("Idagtilbuddene") says nothing.
        return narrow
    if len(parts) == 1:
        cores = [_core(part) for part in narrow]
        words = all(len(core) >= _SOME_LETTERS and core.isalpha() and known_word(core) for core in cores)
        return narrow if words and not known_word(whole) else parts
    texts = [_core(part) for part in parts]
    known = sum(known_word(text) or not text.isalpha() for text in texts)
    return [token] if known_word("".join(texts)) or 2 * known < len(parts) else parts


def _is_word(core: str, known_word: KnownWord) -> bool:
    """Whether some letters are a known word that begins no sentence."""
    return len(core) > _SOME_LETTERS and core.isalpha() and core.islower() and known_word(core)


def _core(letters: list[Letter]) -> str:
    return "".join(letter.text for letter in letters).strip(_AROUND)


def _cut(token: list[Letter], columns: npt.NDArray[np.intp], space: float) -> list[list[Letter]]:
    """A token cut at gaps that are as wide as ``space``."""
    parts = [token[:1]]
    gaps = [_widest_gap(columns, before.x, letter.x)[1] for before, letter in pairwise(token)]
    for (before, letter), gap, after in zip(pairwise(token), gaps, [*gaps[1:], 0], strict=False):
        # A 1 stands alone among figures; commas and points end what is before them, dashes that no space follows too.
        closing = letter.text in _CLOSING and not (letter.text in _DASHES and after >= space)
        joined = closing or (letter.text.isdigit() and before.text.isdigit())
        if joined or gap < space:
            parts[-1].append(letter)
        else:
            parts.append([letter])
    return parts


def _own_ink(ink: Mask) -> Mask:
    """The ink of a line without its neighbours': pieces cut off by an edge of the box, and far from its middle."""
    import cv2

    high, wide = ink.shape
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    x0, top = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_TOP]
    width, bottom = stats[:, cv2.CC_STAT_WIDTH], top + stats[:, cv2.CC_STAT_HEIGHT]
    foreign = ((top == 0) & (bottom <= _CORE[0] * high)) | ((bottom == high) & (top >= _CORE[1] * high))
    foreign |= ((x0 == 0) | (x0 + width == wide)) & (width <= _SLIVER * high)
    foreign[0] = False
    return ink & ~foreign[labels] if foreign.any() and not foreign[1:].all() else ink


def _word_spaces(inked: npt.NDArray[np.intp], count: int) -> list[int] | None:
    """The middles of the ``count`` widest gaps in a line, when they are clearly wider than all others.

    The model says where a letter is to a third of its height, which is not enough where spaces are wide.
    """
    gaps = np.diff(inked)
    if not 0 < count <= len(gaps):
        return [] if not count else None
    order = np.argsort(-gaps, kind="stable")
    if count < len(gaps) and gaps[order[count - 1]] < _CLEARLY_WIDER * gaps[order[count]]:
        return None
    return [int(inked[at] + inked[at + 1]) // 2 for at in sorted(order[:count].tolist())]


def _own_rows(part: Mask) -> tuple[int, int]:
    """First and end row of a word's ink, without tails of the lines above and below that reach into its box."""
    high = part.shape[0]
    rows = np.zeros(high + 2, np.int8)
    rows[1:-1] = part.any(axis=1)
    edges = np.flatnonzero(np.diff(rows))
    runs = [
        (int(start), int(end))
        for start, end in edges.reshape(-1, 2)
        if not ((start == 0 and end <= _CORE[0] * high) or (end == high and start >= _CORE[1] * high))
    ]
    return (runs[0][0], runs[-1][1]) if runs else (0, high)


def _widest_gap(inked: npt.NDArray[np.intp], left: float, right: float) -> tuple[int, int]:
    """Middle and width of the widest run of empty columns between two letters; without one, the middle between them."""
    between = inked[(inked >= left) & (inked <= right)]
    stops = np.concatenate([[int(left)], between, [int(right)]])
    gaps = np.diff(stops)
    widest = int(gaps.argmax())
    return int(stops[widest] + stops[widest + 1]) // 2, int(gaps[widest])


def _placed(inner: BoxPx, shape: tuple[int, ...], box: BoxPx, direction: int) -> BoxPx:
    """A box within a (turned) crop as a box of the page."""
    x0, top, x1, bottom = inner
    high, wide = shape[:2]
    if direction == 90:
        x0, top, x1, bottom = high - bottom, x0, high - top, x1
    elif direction == 270:
        x0, top, x1, bottom = top, wide - x1, bottom, wide - x0
    return box[0] + x0, box[1] + top, box[0] + x1, box[1] + bottom
