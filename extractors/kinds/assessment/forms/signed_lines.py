"""Pieces parted at their lines that wear signs of a legend: lists that are set as paragraphs, columns of signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import itemgetter

from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.forms.edge_signs import SIGNED_FEWEST
from extractors.kinds.assessment.forms.form_pieces import Piece
from extractors.kinds.assessment.forms.worn_signs import alone, at_one_height, cut_sign, drawn_at, is_lone_sign, is_worn
from extractors.kinds.assessment.wordings.legend import Legend, sign_key
from schemas.geometry import Box
from schemas.layout import Line
from schemas.page import ImageLook, Page

LOOSE = ("text", "heading", "pair", "options")
"""Kinds of pieces that may be several: what answers a label is one."""


def keys_of(legends: Sequence[Legend]) -> frozenset[str]:
    """The signs and symbols that legends explain."""
    scaled = [(legend, legend.scale) for legend in legends if legend.scale is not None]
    keys = {key for _, scale in scaled for step in scale.keys for key in step}
    # The name of a hue is the key of none of its shades.
    hues = {sign_key(entry.sign) for legend, scale in scaled if scale.shades for entry in legend.entries if entry.sign}
    return frozenset(keys | hues)


def parted_at_signs(
    pieces: Sequence[Piece], pages: Mapping[int, Page], keys: Container[str], looks: Mapping[str, ImageLook]
) -> list[Piece]:
    """Pieces in which each line that begins with a sign of a legend begins a text: a list that is set as one paragraph.

    So does one with a sign in the column before it, or drawn beside it. A box or ring that a legend explains offers
    nothing to tick. Of lines that end with such signs, each ends a text.
    """
    if not keys:
        return list(pieces)
    pieces = [part for piece in pieces for part in _signs_apart(piece, keys)]
    sides = [
        _sides_in(piece, pages, keys, looks) if piece.kind in LOOSE and not piece.label else {} for piece in pieces
    ]
    starts = _lines_behind_signs(pieces)
    counts = Counter(side for own in sides for side in own.values())
    counts["first"] += len(starts)
    side = max(counts, key=lambda each: counts[each])
    if counts[side] < SIGNED_FEWEST:
        return list(pieces)
    made: list[Piece] = []
    for piece, own in zip(pieces, sides, strict=True):
        at = [i if side == "first" else i + 1 for i, each in own.items() if each == side]
        at += [i for i, line in enumerate(piece.lines) if id(line) in starts]
        ends = sorted({0, *at, len(piece.lines)})
        if not at:
            made.append(piece)
            continue
        kind = "text" if piece.kind == "options" or len(ends) > 2 else piece.kind
        for start, end in pairwise(ends):
            lines = piece.lines[start:end]
            bold = piece.kind in ("options", "heading") and all(
                word.bold for line in lines for word in line.words[1:-1]
            )
            made.append(replace(piece, kind="heading" if bold else kind, lines=lines))
    return made


def _signs_apart(piece: Piece, keys: Container[str]) -> Iterator[Piece]:
    """The piece, parted at its lines that hold nothing but a sign, each of which is one by itself."""
    lone = [all(is_worn(word, keys) for word in line.words) for line in piece.lines]
    if piece.label or piece.kind not in LOOSE or not any(lone):
        yield piece
        return
    for is_sign, run in groupby(zip(piece.lines, lone, strict=True), key=itemgetter(1)):
        lines = tuple(line for line, _ in run)
        for part in [(line,) for line in lines] if is_sign else [lines]:
            yield replace(piece, kind="text" if is_sign else piece.kind, lines=part)


def _lines_behind_signs(pieces: Sequence[Piece]) -> set[int]:
    """The lines, by identity, that have a sign in the column before them, nearest at its height."""
    lines = [line for piece in pieces for line in piece.lines if not is_lone_sign(piece.lines)]
    found = set()
    for sign in (piece.lines[0] for piece in pieces if is_lone_sign(piece.lines)):
        beside = [
            (line.box.x0, i)
            for i, line in enumerate(lines)
            if line.page == sign.page and line.box.x0 >= sign.box.x1 and at_one_height(line.box, sign.box)
        ]
        if beside:
            found.add(id(lines[min(beside)[1]]))
    return found


def _sides_in(
    piece: Piece, pages: Mapping[int, Page], keys: Container[str], looks: Mapping[str, ImageLook]
) -> dict[int, str]:
    """The lines of a piece that begin ("first") or end ("last") with one of the signs, typed or drawn."""
    found = {i: side for i, line in enumerate(piece.lines) if (side := _side_of_sign(line, pages, keys)) is not None}
    drawn = {
        i: box for i, line in enumerate(piece.lines) if (box := _drawn_before(line, pages, keys, looks)) is not None
    }
    # A sign that is larger than print stands beside several lines, or beside one in the middle: beside all of them.
    beside = Counter(drawn.values())
    own = {i: "first" for i, box in drawn.items() if beside[box] == 1 and i not in found}
    return found if len(own) == 1 and 0 not in own and not found else found | own


def _drawn_before(
    line: Line, pages: Mapping[int, Page], keys: Container[str], looks: Mapping[str, ImageLook]
) -> Box | None:
    """Where the sign stands that is drawn before a line; None where there is none."""
    drawn = drawn_at(line.box, pages[line.page], looks)
    told = drawn is not None and sign_key(drawn[0]) in keys and drawn[0].box.x0 < line.box.x0
    return drawn[0].box if drawn is not None and told else None


def _side_of_sign(line: Line, pages: Mapping[int, Page], keys: Container[str]) -> str | None:
    """Whether the line begins ("first") or ends ("last") with one of the signs, as a character; None for neither."""
    cut = cut_sign(line, keys)
    if cut is None:
        return None
    marks = mark_reader.marks_in(alone(pages[line.page], line.with_words(cut[0])), {})
    if len(marks) != 1 or sign_key(marks[0]) not in keys:
        return None
    return "first" if cut[0][0].x0 == line.words[0].x0 else "last"
