"""Signs that lines of print wear: typed at their beginning or end, alone in a line, or drawn beside them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain

from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.columns.profiles import is_symbol
from extractors.kinds.assessment.forms.edge_signs import LIGHTS, may_be_light, may_wear_sign, wears_symbol
from schemas.geometry import Box
from schemas.layout import CellPart, Line
from schemas.marks import Mark
from schemas.page import Drawing, Fill, Image, ImageLook, Page, Word

BESIDE = 2.5
"""A drawn sign stands within so many heights of print beside its title."""
EDGE = 4.0
"""Points by which a bar may end within the height of print and the white around it."""


def cut_sign(line: Line, keys: Container[str] = ()) -> tuple[Sequence[Word], Sequence[Word]] | None:
    """The words of a line that are a sign at its beginning or end, and the others; None when none are.

    ``keys`` are symbols that a legend explains, which are print elsewhere: "+", "(✓)", "–".
    """
    if not may_wear_sign(line) and not (keys and wears_symbol(line)):
        return None
    words = line.words
    signs = [is_worn(word, keys) for word in words]
    if all(signs):
        return None
    first = signs.index(False)
    if first:
        return words[:first], words[first:]
    sign = mark_reader.split_leading_sign(words[0])
    if sign is not None:
        return sign[:1], (sign[1], *words[1:])
    last = len(signs) - signs[::-1].index(False)
    return (words[last:], words[:last]) if last < len(words) else None


def is_worn(word: Word, keys: Container[str]) -> bool:
    """Whether a word is a sign, or one of the symbols that a legend explains."""
    return mark_reader.is_sign(word) or (is_symbol(word.text) and word.text.casefold() in keys)


def is_lone_sign(lines: Sequence[Line]) -> bool:
    """Whether a piece is one sign and nothing else."""
    return len(lines) == 1 and may_wear_sign(lines[0]) and all(map(mark_reader.is_sign, lines[0].words))


def alone(page: Page, line: Line) -> CellPart:
    """The part of a cell that holds the line and nothing of what is drawn around it."""
    return CellPart(page.number, line.box, (line,), (), (), (), ())


def at_one_height(one: Box, other: Box) -> bool:
    """Whether two boxes share most of the lower one's height."""
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5 * min(one.height, other.height)


def drawn_at(
    first: Box, page: Page, looks: Mapping[str, ImageLook], bars: set[tuple[int, Box]] | None = None
) -> tuple[Mark, CellPart] | None:
    """The one sign that is drawn before or behind a line of print, and where it stands."""
    if not (page.fills or page.drawings or page.images):
        return None
    light = _light_before(first, page, looks, bars) if bars is not None else None
    if light is not None:
        return light
    reach = BESIDE * first.height
    for box in (
        Box(first.x0 - reach, first.top - 2, first.x0, first.bottom + 2),
        Box(first.x1, first.top - 2, first.x1 + reach, first.bottom + 2),
    ):
        bar = next((fill for fill in page.fills if _is_bar(fill, box)), None) if bars is not None else None
        fills = [fill for fill in page.fills if _lies_in(fill.box, box)]
        if bars is not None and bar is not None and (page.number, bar.box) not in bars:
            bars.add((page.number, bar.box))
            fills.append(bar._replace(top=box.top, bottom=box.bottom))
        part = CellPart(
            page.number,
            box,
            (),
            tuple(fills),
            tuple(drawing for drawing in page.drawings if _lies_in(drawing.box, box)),
            tuple(image for image in page.images if _lies_in(image.box, box)),
            (),
        )
        marks = mark_reader.marks_in(part, looks) if part.fills or part.drawings or part.images else ()
        if len(marks) == 1:
            return marks[0], part
    return None


def _light_before(
    first: Box, page: Page, looks: Mapping[str, ImageLook], taken: set[tuple[int, Box]]
) -> tuple[Mark, CellPart] | None:
    """The lit lamp of the traffic light before a title and the text below it; ``taken`` keeps it for the first title.

    It is one picture, or drawn lamps on a body.
    """
    reach = first.x0 - BESIDE * first.height
    things: Iterable[Image | Drawing | Fill] = chain(page.images, page.drawings, page.fills)
    light = next(
        (
            thing.box
            for thing in things
            if reach <= thing.x1 <= first.x0
            and thing.top - EDGE <= first.cy <= thing.bottom
            and may_be_light(thing.box)
        ),
        None,
    )
    if light is None or (page.number, light) in taken:
        return None
    part = CellPart(
        page.number,
        light,
        (),
        (),
        tuple(d for d in page.drawings if light.holds(d.box.cx, d.box.cy) and not may_be_light(d.box)),
        tuple(image for image in page.images if light.holds(image.box.cx, image.box.cy)),
        (),
    )
    lamps = mark_reader.marks_in(part, looks)
    lit = [lamp for lamp in lamps if lamp.colour in LIGHTS]
    if len(lit) != 1 or (len(lamps) == 1 and not part.images):
        return None
    taken.add((page.number, light))
    own = tuple(d for d in part.drawings if lit[0].box.holds(d.box.cx, d.box.cy))
    return lit[0], part._replace(box=lit[0].box, drawings=own)


def _is_bar(fill: Fill, box: Box) -> bool:
    """Whether the fill is a bar along the edge of a card, of which a part stands in the box beside a title."""
    high = fill.top <= box.top + EDGE and fill.bottom >= box.bottom - EDGE and not _lies_in(fill.box, box)
    return high and fill.box.width <= 0.7 * box.height and box.x0 <= fill.x0 <= fill.x1 <= box.x1


def _lies_in(thing: Box, box: Box) -> bool:
    return box.holds(thing.cx, thing.cy) and thing.height <= 1.5 * box.height and thing.width <= box.width
