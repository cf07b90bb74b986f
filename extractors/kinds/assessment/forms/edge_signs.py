"""Whether lines may wear a sign at their beginning or end, typed or drawn: a first look that costs little."""

from __future__ import annotations

from itertools import islice

from extractors.kinds.assessment.columns.profiles import is_symbol
from extractors.kinds.marks.colours import colour_name
from schemas.geometry import Box
from schemas.layout import Line
from schemas.page import Fill, Page, Source

SIGN_SIDE = 24.0
"""Points: a sign beside a title is no larger."""
LIGHT_HEIGHT = 48.0
"""Points: a traffic light, which is three times as high as wide, is no higher."""
SIGNED_FEWEST = 4
"""Fewer titles with a sign show no habit."""
SQUARE, SQUARE_LEAST = 1.5, 3.0
"""Sides of an area that is a sign: one is no longer than the other by this factor, and none is shorter, in points."""
SLIDE_SHARE = 0.085
"""Share of the height of a lying page, which is read from afar, that a sign may have."""
BAR_WIDTH, BAR_SHAPE = 14.0, 1.8
"""Points: such a bar is no wider; and it is higher than wide by this factor."""
GROUND_HEIGHT = 48.0
"""Points: the ground of a title is no higher."""
LIGHTS = frozenset({"green", "yellow", "orange", "red"})
"""Colours of a light."""
_PRINT = "\u2040"
"""Characters up to here are print: letters, dashes, quotes, round bullets."""
_PLUS = frozenset("+÷±")


def sign_side(page: Page) -> float:
    """Points: how large a sign beside a title may be on a page."""
    return max(SIGN_SIDE, SLIDE_SHARE * page.height) if page.width > page.height else SIGN_SIDE


def is_small(box: Box, side: float = SIGN_SIDE) -> bool:
    """Whether a drawing or picture may be a sign beside a title."""
    return box.width <= side >= box.height


def _is_square(fill: Fill) -> bool:
    """Whether an area is no line and no part of a table's shading."""
    width, height = fill.x1 - fill.x0, fill.bottom - fill.top
    return SQUARE_LEAST <= width <= SQUARE * height and height <= SQUARE * width


def _is_bar(fill: Fill) -> bool:
    """Whether an area may be the bar along the edge of a card: upright, and no wider than a letter or two."""
    width = fill.x1 - fill.x0
    return SQUARE_LEAST <= width <= BAR_WIDTH and fill.bottom - fill.top >= BAR_SHAPE * width


def _is_ground(fill: Fill) -> bool:
    """Whether an area may be the ground of a title: in the colour of a light, and no higher than two lines of print."""
    return fill.bottom - fill.top <= GROUND_HEIGHT < fill.x1 - fill.x0 and colour_name(fill.color) in LIGHTS


def may_be_light(box: Box) -> bool:
    """Whether a drawing or picture may be a traffic light: upright, and higher than a line of print."""
    return box.width <= SIGN_SIDE < box.height <= LIGHT_HEIGHT and box.height >= 2 * box.width


def may_wear_drawn_signs(source: Source) -> bool:
    """Whether so many small drawings or pictures stand on the pages that titles may wear them."""
    signs = (
        thing
        for page in source.pages
        for things in (page.drawings, page.images, filter(_is_square, page.fills))
        for thing in things
        if is_small(thing.box, sign_side(page)) or may_be_light(thing.box)
    )
    if sum(1 for _ in islice(signs, SIGNED_FEWEST)) == SIGNED_FEWEST:
        return True
    fills = [fill for page in source.pages for fill in page.fills]
    bars = [fill.color for fill in fills if _is_bar(fill)]
    grounds = [fill.color for fill in fills if _is_ground(fill)]
    return any(len(colours) >= SIGNED_FEWEST and len(set(colours)) > 1 for colours in (bars, grounds))


def may_wear_sign(line: Line) -> bool:
    """Whether a line may begin or end with a sign: plain print, dashes and round bullets are none."""
    text = line.text
    return bool(line.words) and bool(text) and (text[0] > _PRINT or text[-1] > _PRINT)


def edge_word(line: Line) -> str:
    """The word at the beginning or end of a line that may be a sign."""
    return line.words[0 if line.text[0] > _PRINT else -1].text


def wears_symbol(line: Line) -> bool:
    """Whether a line begins or ends with a symbol that is no word: "+", "(✓)", a dash."""
    words = line.words
    return len(words) > 1 and (is_symbol(words[0].text) or is_symbol(words[-1].text))


def wears_plus(line: Line) -> bool:
    """Whether one of them is a plus or its opposite, which stand in no print: "(+)", "÷"."""
    words = line.words
    ends = (words[0].text, words[-1].text) if len(words) > 1 else ()
    return any(is_symbol(text) and not _PLUS.isdisjoint(text) for text in ends)
