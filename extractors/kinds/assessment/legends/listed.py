"""Scales that a document lists in words alone: "Skala:  Opfyldt   Delvist opfyldt   Ikke opfyldt".

The wordings stand beside each other on one line, with more than a space between, or each on a line of its own that
begins below the one before, and each is a verdict. Such a list gives no sign a meaning by itself; it words a scale of
as many steps whose labels would be mere colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.danish.characters import split_bullet
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.wordings.legend import in_words_of, names_colours
from extractors.kinds.assessment.wordings.scales import Scale, polarity, scale_of_labels
from extractors.kinds.marks import is_sign
from schemas.layout import Layout, Line
from schemas.page import Word

PIECE_GAP = 1.2
"""Wordings on one line stand further apart than this many heights of print; the words of a wording do not."""
SAME_LINE = 0.3
"""Print is on one line when its middles are less than this share of its height apart."""
SAME_EDGE = 2.0
"""Points by which lines below each other may differ in where they begin."""
KEY_MAX = 3
"""Letters of a key before a colon or a sign of equality."""
_JOINT = re.compile(r"\s*[:=]\s*")
WORDING_MAX = 60
"""A longer piece is a sentence."""


def listed_scales(layout: Layout, views: Iterable[TableView]) -> list[Scale]:
    """The scales that lines outside tables list, and lines that the grids of ``views`` hold above their rows."""
    beside = (_wordings_of(words) for words in _lines(layout, views))
    return [scale for labels in (*beside, *_columns(layout)) if (scale := _scale_of(labels)) is not None]


def worded(scale: Scale, listed: Iterable[Scale]) -> Scale | None:
    """``scale``, whose labels are colours, with the words of the first listed scale of as many steps."""
    for other in listed:
        if other.steps == scale.steps and not names_colours(other):
            return in_words_of(other, scale)
    return None


def _lines(layout: Layout, views: Iterable[TableView]) -> Iterator[list[Word]]:
    """Words on one height, from left to right; a wide gap may have parted them into blocks or cells."""
    for page in layout.pages:
        yield from on_one_height(word for block in page.blocks for line in block.lines for word in line.words)
    for view in views:
        above = range(min(view.body, default=0))
        cells = {id(view.cell(row, c)): view.lines(row, c) for row in above for c in range(view.column_count)}
        yield from on_one_height(word for lines in cells.values() for line in lines for word in line.words)


def on_one_height(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words by their height on the page, each line from left to right."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: (word.cy, word.x0)):
        if line and word.cy - line[-1].cy > SAME_LINE * word.box.height:
            yield sorted(line, key=lambda word: word.x0)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.x0)


def _columns(layout: Layout) -> Iterator[list[str]]:
    """Verdicts on lines of their own that follow each other below one edge."""
    for page in layout.pages:
        run: list[Line] = []
        for line in (line for block in page.blocks for line in block.lines):
            verdict = _is_verdict(_unmarked(line))
            if not verdict or (run and abs(line.box.x0 - run[-1].box.x0) > SAME_EDGE):
                yield [_unmarked(line) for line in run]
                run = []
            run += [line] if verdict else []
        yield [_unmarked(line) for line in run]


def _unmarked(line: Line) -> str:
    """The text of a line without its bullet, or the sign or key that it explains: "☺ Grøn", "RØ: Rød", "RØ = Rød"."""
    signed = len(line.words) > 1 and is_sign(line.words[0])
    text = " ".join(w.text for w in line.words[1:]) if signed else split_bullet(line.text)[1]
    key, *meanings = _JOINT.split(text, maxsplit=1)
    return meanings[0] if meanings and len(key) <= KEY_MAX and polarity(meanings[0]) is not None else text


def _wordings_of(words: Sequence[Word]) -> list[str]:
    """What the line lists after a label and a colon, parted at wide gaps."""
    start = 1 + max((i for i, word in enumerate(words) if word.text.endswith(":")), default=-1)
    pieces: list[list[str]] = []
    for index, word in enumerate(words[start:], start):
        gap = word.x0 - words[index - 1].x1 if index > start else 0.0
        if not pieces or gap > PIECE_GAP * word.box.height:
            pieces.append([])
        pieces[-1].append(word.text)
    return [" ".join(piece).strip(" ,;/|") for piece in pieces]


def _scale_of(labels: Sequence[str]) -> Scale | None:
    """The scale whose wordings these are; None when they are anything else."""
    if len(labels) < 2 or not all(map(_is_verdict, labels)):
        return None
    scale = scale_of_labels(labels, complete=True)
    return scale if scale is not None and scale.known and scale.direction_known else None


def _is_verdict(text: str) -> bool:
    return len(text) <= WORDING_MAX and polarity(text) is not None
