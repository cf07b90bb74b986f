"""Levels that are said by colour: a legend names the colours, the row wears one.

The row's own cells are looked at in this order: signs in them, shading, the colour of their words. A colour that is
not clearly nearer to one level's than to the other's says nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import ColumnMap
from extractors.kinds.assessment.rows.raw_rows import LevelClaim, RawRow
from extractors.kinds.wording import level_in, level_of, may_begin_level
from schemas.columns import LevelName
from schemas.geometry import Box, union
from schemas.layout import Block, Layout, Line, PageLayout
from schemas.page import Page, Source

SAME_COLOUR = 20.0
"""A colour further (CIE76 ΔE) than this from the legend's is another one: print and tints shift colours."""
SAMPLE = 60.0
"""Points: the size of a colour sample in a legend, at most: as wide as a narrow column."""
WIDE_SAMPLE = 240.0
"""Points: how wide a sample may be that nothing is printed on: a cell of a spreadsheet."""
NAME_LINES = 16
"""A level's name has so many letters at most, each on a line of its own where its column is as narrow."""
BESIDE = 40.0
"""Points: how far from its name a colour sample stands, at most."""
SAME_EDGE = 2.0
"""Points by which left edges differ that are one."""
CLEARLY = 0.5
"""The nearest colour counts when it is less than this share as far as the next."""


@dataclass(frozen=True, slots=True)
class LevelColour:
    """A colour that the document's legend gives to a level."""

    color: int
    level: LevelName


def level_colours(
    entries: Iterable[mark_reader.LegendEntry], source: Source, layout: Layout
) -> tuple[LevelColour, ...]:
    """The colours of levels: of the document's legend entries, else of samples beside the levels' names.

    A sample may be so pale that no mark would wear it. None unless both levels have a colour of their own.
    """
    found: dict[LevelName, LevelColour] = {}
    for entry in entries:
        level = level_in(entry.text)
        if level is not None and entry.sign is not None and entry.sign.color is not None:
            found.setdefault(level, LevelColour(entry.sign.color, level))
    if len(found) < 2:
        found = {}
        lines = [line for page in layout.pages for block in page.blocks for line in block.lines]
        lines += [line for table in layout.tables for cell in table.cells for line in cell.lines]
        pages = {page.number: page for page in source.pages}
        words = {word.text for line in lines for word in line.words}
        names = {text for text in words if level_of(text) is not None}
        named = [(line.page, box) for line in lines for box in _boxes_of_names(line, names)]
        named += [(page.number, box) for page in layout.pages for box in _broken_names(page)]
        for number, (level, box) in named:
            color = _sample_beside(pages[number], box)
            if color is not None:
                found.setdefault(level, LevelColour(color, level))
        for number, page in pages.items() if len(found) < 2 else ():
            boxes = [box for table in layout.tables for at, box in table.boxes if at == number]
            for level, color in _named_samples(page, boxes):
                found.setdefault(level, LevelColour(color, level))
    colors = {entry.color for entry in found.values()}
    return tuple(found.values()) if len(found) == 2 and len(colors) == 2 else ()


def without_keys(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without those that name one level beside the other: a key, and no heading of what stands below.

    Cards beside each other name their levels on one height too, each right below its own title.
    """
    named = [(level_of(block.text), block.box) for block in blocks]
    levels = [(level, box) for level, box in named if level is not None]
    return [
        block
        for block, (level, box) in zip(blocks, named, strict=True)
        if level is None
        or not any(other != level and at.top < box.cy < at.bottom for other, at in levels)
        or all(_stands_below(at, blocks) for _, at in levels if at.top < box.cy < at.bottom)
    ]


def _stands_below(box: Box, blocks: Sequence[Block]) -> bool:
    """Whether print stands right above at the same left edge."""
    return any(
        0 <= box.top - block.box.bottom < box.height and abs(block.box.x0 - box.x0) <= SAME_EDGE for block in blocks
    )


def check_levels_seen(rows: Sequence[RawRow], layout: Layout) -> None:
    """Say in every row that it lacks a level where none has one though both are named alone, as in a legend.

    Copies and scans without colour keep the names of a legend of colours, and lose what it says.
    """
    if any(row.levels for row in rows):
        return
    lines = (line for page in layout.pages for block in page.blocks for line in block.lines)
    named = {level for line in lines for level in _levels_alone(line)}
    named |= {level for page in layout.pages for level, _ in _broken_names(page)}
    if len(named) < 2:
        return
    doubt_levels(rows, "the document names both levels, and no row is seen to have one")


def doubt_levels(rows: Iterable[RawRow], message: str) -> None:
    """Say in the rows that they lack a level, where nothing is said of their level yet."""
    for row in rows:
        if not any(code.startswith("level") for code, _, _ in row.doubts):
            row.doubts.append(("level_missing", message, "level"))


def _levels_alone(line: Line) -> set[LevelName]:
    """The levels that a line names when it holds nothing else."""
    found = [level_of(line.text)] if level_of(line.text) is not None else [level_of(word.text) for word in line.words]
    return {level for level in found if level is not None} if None not in found else set()


def _boxes_of_names(line: Line, names: Container[str]) -> list[tuple[LevelName, Box]]:
    """Levels that the line names, alone or one beside the other, in one of the words that are ``names``."""
    whole = level_of(line.text)
    if whole is not None:
        return [(whole, line.box)]
    named = [word for word in line.words if word.text in names and len(word.text) > 1]
    return [(level, word.box) for word in named if (level := level_of(word.text)) is not None]


def _broken_names(page: PageLayout) -> Iterator[tuple[LevelName, Box]]:
    """Levels that lines at one left edge name together, one close below the other, wherever they break.

    They need not be one block: a scan makes a line larger than the next where tails of letters meet.
    """
    lines = sorted((line for block in page.blocks for line in block.lines), key=lambda line: line.box.top)
    for at, first in enumerate(lines):
        if not may_begin_level(first.text.rstrip("- ")):
            continue
        stack = [first]
        for line in (line for line in lines[at + 1 :] if abs(line.box.x0 - first.box.x0) <= SAME_EDGE):
            if len(stack) == NAME_LINES or line.box.top - stack[-1].box.bottom >= line.box.height / 2:
                break
            stack.append(line)
        for count in range(2, len(stack) + 1):
            level = level_of("".join(line.text.rstrip("- ") for line in stack[:count]))
            if level is not None:
                yield level, union(line.box for line in stack[:count])


def _named_samples(page: Page, tables: Sequence[Box]) -> Iterator[tuple[LevelName, int]]:
    """Levels and their colours of areas outside ``tables`` that nothing is printed on, with the name alone right of it.

    Wherever its lines break: a sheet sets a key in the columns of its table, however narrow, and as tall as the name.
    """
    for fill in page.fills:
        area = fill.box
        if area.width > WIDE_SAMPLE or any(box.holds(area.cx, area.cy) for box in tables):
            continue
        beside = [w for w in page.words if area.top <= w.cy and w.top < area.bottom and -1 <= w.x0 - area.x1 <= BESIDE]
        left = min((w.x0 for w in beside), default=0.0)
        lines = sorted((w for w in beside if w.x0 - left <= SAME_EDGE), key=lambda w: w.top)
        level = level_of("".join(w.text.rstrip("-") for w in lines)) if len(lines) <= NAME_LINES else None
        if level is not None and not any(area.holds(w.cx, w.cy) for w in page.words):
            yield level, fill.color


def _sample_beside(page: Page, box: Box) -> int | None:
    """Colour of the small area that stands left of ``box`` on its height; None when there is none."""
    areas = [(fill.box, fill.color) for fill in page.fills]
    areas += [(drawing.box, drawing.fill) for drawing in page.drawings if drawing.fill is not None]
    near = [
        (box.x0 - area.x1, color)
        for area, color in areas
        if area.height <= SAMPLE
        if -1 <= box.x0 - area.x1 <= BESIDE and area.top <= box.cy <= area.bottom
        if area.width <= SAMPLE
        or (area.width <= WIDE_SAMPLE and not any(area.holds(word.cx, word.cy) for word in page.words))
    ]
    return min(near)[1] if near else None


def claim_by_colour(view: TableView, row: int, columns: ColumnMap, colours: Sequence[LevelColour]) -> LevelClaim | None:
    """The level that the colours of the row's number, title and level cells say; None when they say none."""
    if not colours:
        return None
    for role in ("level", "number", "title", "unknown"):
        for column in columns.all_of(role):
            lines = view.lines(row, column.index)
            for color, place in _colours_of(view, row, column.index):
                level = _nearest(color, colours)
                if level is not None:
                    return LevelClaim(level, "", "colour", lines, place)
    return None


def _colours_of(view: TableView, row: int, column: int) -> Iterator[tuple[int, tuple[int, Box]]]:
    """The colours that a cell wears, each with its page and box."""
    parts = view.cell(row, column).parts
    for mark in view.marks(row, column):
        if mark.color is not None:
            yield mark.color, (mark.page, mark.box)
    shade = view.shading(row, column)
    shaded = next((part for part in parts if mark_reader.shading_of(part) == shade), None)
    if shade is not None and shaded is not None:
        yield shade, (shaded.page, shaded.box)
    for part in parts:
        for drawing in part.drawings:
            color = drawing.fill if drawing.fill is not None else drawing.stroke
            if color is not None:
                yield color, (part.page, drawing.box)
        color = mark_reader.text_colour_of(part)
        if color is not None:
            yield color, (part.page, union(line.box for line in part.lines))
        for line in part.lines:
            for word in (*line.words[:1], *line.words[-1:]):
                yield word.color, (part.page, word.box)


def _nearest(color: int, colours: Sequence[LevelColour]) -> LevelName | None:
    ranked = sorted((mark_reader.colour_distance(color, c.color), c.level) for c in colours)
    (near, level), (far, _) = ranked[0], ranked[1]
    return level if near <= SAME_COLOUR and near <= CLEARLY * far else None
