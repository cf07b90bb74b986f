"""Lists of recommendations under headings that rate them: "Opfyldt", then all that is met.

At least two different headings are steps of one known scale; under each stands a list, and each of its items is a
recommendation with the heading's verdict. In a form, a verdict answers the heading above it and no list follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extractors.danish import text as danish
from extractors.kinds.assessment.form_pieces import Piece, on_one_line
from extractors.kinds.assessment.form_records import RATING_LABEL, words_of_step
from extractors.kinds.assessment.scales import scale_of_labels
from schemas.layout import Line

MIN_HEADS = 2
"""One heading that is a step may head anything."""
TITLE_MAX = 250
"""A longer item is prose about what is met."""


def with_rated_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which every item of a list under a step's heading is a title, and the heading its rating."""
    heads = {
        i: lines
        for i, piece in enumerate(pieces)
        if (lines := _step_lines(piece)) and _items(pieces, i) and not _ends_title(pieces, i)
    }
    steps = list(dict.fromkeys(lines[0].text for lines in heads.values()))
    scale = scale_of_labels(steps, complete=True) if len(steps) >= MIN_HEADS else None
    if scale is None or not scale.known:
        return list(pieces)
    rated: list[Piece] = []
    verdict: tuple[Line, ...] = ()
    for index, piece in enumerate(pieces):
        if index in heads:
            verdict = heads[index]
        elif verdict and _is_item(piece):
            rated += [
                replace(piece, kind="heading", label=""),
                Piece("rating", RATING_LABEL, verdict, pieces[index].block),
            ]
        elif not verdict or piece.kind == "heading":  # What stands between a list and the next heading is of no item.
            verdict = ()
            rated.append(piece)
    return rated


def _ends_title(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a verdict stands on the line of a title, "3. Røgfri skoletid: Opfyldt": it is the title's own."""
    return at > 0 and pieces[at - 1].kind == "heading" and on_one_line(pieces[at - 1].lines, pieces[at].lines)


def _items(pieces: Sequence[Piece], head: int) -> list[Piece]:
    """The items of the list that follows a heading; none when something else does."""
    return list(takewhile(_is_item, pieces[head + 1 :]))


def _is_item(piece: Piece) -> bool:
    text = danish.join_lines([line.text for line in piece.lines])
    return piece.block.kind == "list_item" and piece.kind in ("text", "heading", "pair") and len(text) <= TITLE_MAX


def _step_lines(piece: Piece) -> tuple[Line, ...]:
    """The words of a heading that are a step, as a line; none when it is no such heading."""
    heads = piece.kind in ("verdict", "heading") and piece.block.kind != "list_item"
    bold = piece.block.kind == "heading" or all(line.bold for line in piece.lines)
    if not heads or not bold or len(piece.lines) > 1:
        return ()
    (line,) = piece.lines
    words = tuple(line.words[i] for i in words_of_step([word.text for word in line.words]))
    if not words:
        return ()
    named = line.with_words(words)
    return (named._replace(text=named.text.rstrip(":")),)
