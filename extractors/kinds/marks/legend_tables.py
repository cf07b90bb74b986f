"""Legends that are tables, or stand in the cells of one.

Contract. Signals in order of precedence, and why: signs of several looks along a row of the grid, each with words
behind it, because columns may cut a line of running text; lines inside a cell; in a small table a key cell with the
text beside or below it; in a small table words on the colour that they explain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise

from extractors.danish import text as danish
from extractors.kinds.marks.cells import marks_in, shading_of
from extractors.kinds.marks.colours import colour_name
from extractors.kinds.marks.legend_ends import continued
from extractors.kinds.marks.legend_keys import LETTERS, LegendEntry, clean_text, is_key, longest_text
from extractors.kinds.marks.legends import entries_of, is_small, look_of, may_explain, placed, without_bullets
from schemas.geometry import union
from schemas.layout import Cell, CellPart, Table
from schemas.marks import Mark
from schemas.page import ImageLook

LEGEND_SHARE = 0.7
"""A table is a legend when this share of what it holds are keys and their texts: a title may stand beside them."""
KEY_TEXT_MORE = 3
"""Cells of a row that says more of what a key means: "●●○ | Påbegyndt | Enkelte enheder er i gang"."""
TABLE_CELLS = 60
"""Larger tables are no legends, though single cells of theirs may hold one."""


MarksOf = Callable[[CellPart], Sequence[Mark]]
"""The marks in a part of a cell."""


def legend_entries_of_table(
    table: Table, looks: Mapping[str, ImageLook], marks_of: MarksOf | None = None
) -> list[LegendEntry]:
    """Entries of the legend that a table is, or that stands in some cell of it.

    Args:
        table: the table.
        looks: what small raster images look like, by digest.
        marks_of: gives the marks in its parts of cells, where they are kept; else they are sought.
    """
    marks_of = marks_of or partial(marks_in, looks=looks)
    found: list[LegendEntry] = []
    across: set[int] = set()
    for row in table.grid():
        parts = list({id(part): part for cell in row for part in cell.parts}.values())
        entries = _across(parts, looks)
        if entries:
            found += entries
            across |= set(map(id, parts))
    for cell in table.cells:
        for part in cell.parts:
            if id(part) in across:
                continue
            lines = list(part.lines)
            drawn = _drawn_in(part, marks_of)
            if not drawn and not may_explain([word for line in lines for word in line.words]):
                continue
            beside = placed(drawn, lines)
            numbered: list[tuple[int, LegendEntry]] = []
            for index, line in enumerate(lines):
                numbered += [(index, entry) for entry in entries_of(line.words, beside.get(index, ()), line.page)]
            if numbered:
                found += continued(numbered, lines)
    if table.row_count * table.column_count <= TABLE_CELLS:
        found += _pairs_of(table, marks_of)
    return without_bullets(found)


def _drawn_in(part: CellPart, marks_of: MarksOf) -> list[Mark]:
    """Drawn and raster signs of a part of a cell."""
    if not (part.drawings or part.images or part.fills):
        return []
    return [sign for sign in marks_of(part) if sign.kind in ("drawing", "icon", "checkbox")]


def _across(parts: Sequence[CellPart], looks: Mapping[str, ImageLook]) -> list[LegendEntry]:
    """The legend that a row of the grid is, whose columns cut it: signs of several looks, each with words behind it."""
    if len(parts) < 2 or len({part.page for part in parts}) > 1:
        return []
    colours = {fill.color for part in parts for fill in part.fills if is_small(fill.box)}
    if len(colours) + sum(len(part.drawings) + len(part.images) for part in parts) < 2:
        return []
    row = CellPart(
        parts[0].page,
        union([part.box for part in parts]),
        tuple(line for part in parts for line in part.lines),
        tuple(dict.fromkeys(fill for part in parts for fill in part.fills)),
        tuple(dict.fromkeys(drawing for part in parts for drawing in part.drawings)),
        tuple(dict.fromkeys(image for part in parts for image in part.images)),
        (),
    )
    signs = _drawn_in(row, partial(marks_in, looks=looks))
    if len({look_of(sign) for sign in signs}) < 2:
        return []
    height = signs[0].box
    words = [word for line in row.lines for word in line.words if word.top <= height.cy <= word.bottom]
    if not words or any(not height.top <= sign.box.cy <= height.bottom for sign in signs):
        return []
    entries = entries_of(words, signs, row.page)
    return entries if len(signs) == sum(1 for entry in entries if entry.sign is not None) else []


def _pairs_of(table: Table, marks_of: MarksOf) -> list[LegendEntry]:
    """Entries of a small table: a key cell with its text beside it, or below it where the row is all keys."""
    grid = table.grid()
    if table.row_count == 2:
        found = [entry for upper, lower in zip(*grid, strict=True) for entry in _pair(upper, lower, marks_of)]
        if len(found) == table.column_count:
            return found
    found, told = [], 0
    for row in grid:
        cells = list({id(cell): cell for cell in row}.values())
        own = [(at, entry) for at, pair in enumerate(pairwise(cells)) for entry in _pair(*pair, marks_of)]
        told += len(cells) == KEY_TEXT_MORE and [at for at, _ in own] == [0] and bool(cells[-1].lines)
        found += [entry for _, entry in own]
    written = sum(1 for cell in table.cells if cell.lines or any(shading_of(part) for part in cell.parts))
    keys = {(look_of(entry.sign) if entry.sign is not None else None, entry.key) for entry in found}
    if found and 2 * len(found) + told >= LEGEND_SHARE * written:
        return found if len(keys) == len(found) else []
    grounds = [entry for cell in table.cells if (entry := _own_ground(cell)) is not None]
    colours = {entry.sign.color for entry in grounds if entry.sign is not None}
    return grounds if len(colours) == len(grounds) >= max(2.0, LEGEND_SHARE * written) else []


def _pair(key: Cell, text: Cell, marks_of: MarksOf) -> list[LegendEntry]:
    body = clean_text(danish.join_lines([line.text for line in text.lines]))
    if not LETTERS.search(body) or len(body) > longest_text() or not key.parts:
        return []
    part = key.parts[0]
    sign, name = _key_of(part, marks_of)
    if (sign is None and not name) or any(marks_of(p) for p in text.parts):
        return []
    return [LegendEntry(sign, name, body, part.page, union([part.box, *(p.box for p in text.parts[:1])]))]


def _key_of(part: CellPart, marks_of: MarksOf) -> tuple[Mark | None, str]:
    """What a cell is as a key: a sign or colour, and its letters."""
    marks = marks_of(part)
    if len(marks) == 1:
        return (marks[0], marks[0].text) if marks[0].kind != "checkbox" else (None, "")
    text = " ".join(line.text for line in part.lines).strip(" :=")
    if not text:
        color = shading_of(part)
        if color is None:
            return None, ""
        return Mark("fill", "fill", "colour", color, colour_name(color), None, "", part.page, part.box, 1.0), ""
    return None, text if is_key(text) else ""


def _own_ground(cell: Cell) -> LegendEntry | None:
    """A cell of a small table whose words explain the colour they stand on."""
    if not cell.lines:
        return None
    part = cell.parts[0]
    color = shading_of(part)
    if color is None or colour_name(color) in ("grey", "black"):
        return None
    text = clean_text(danish.join_lines([line.text for line in cell.lines]))
    if len(text) > longest_text() // 2 or not LETTERS.search(text):
        return None
    sign = Mark("fill", "fill", "colour", color, colour_name(color), None, "", part.page, part.box, 0.8)
    return LegendEntry(sign, "", text, part.page, part.box)
