"""Whatever a PDF holds, reading marks ends, raises nothing, and gives the same again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.kinds.marks import (
    colour_name,
    legend_entries,
    legend_entries_of_table,
    marks_in,
    options_in,
    shading_of,
    text_colour_of,
)
from schemas.geometry import Box
from schemas.layout import Cell, CellPart, Table
from schemas.marks import Mark
from schemas.page import Drawing, Fill, Image, ImageLook, Page, Widget, Word
from tests.kinds.marks_drawing import lines_of

CELL = Box(0, 0, 60, 40)
colours = st.integers(0, 0xFFFFFF)
places = st.one_of(st.sampled_from([0.0, 10.0, 10.01, 20.0, 30.0]), st.floats(-50, 120, allow_nan=False))
texts = st.one_of(
    st.text(max_size=6), st.sampled_from(["x", "☐", "☒", "[", "]", "=", "x=", "\uf0fc", "4", "Grøn", ":-)", "★☆", "•"])
)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    (x0, x1), (top, bottom) = (sorted((draw(places), draw(places))) for _ in range(2))
    return Box(x0, top, x1, bottom)


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    part = st.one_of(
        st.tuples(st.just("l"), *[places] * 4),
        st.tuples(st.just("c"), *[places] * 8),
        boxes().map(lambda box: ("re", *box)),
    )
    stroke, fill = draw(st.none() | colours), draw(st.none() | colours)
    return Drawing(*draw(boxes()), stroke, fill, draw(st.floats(0, 9)), tuple(draw(st.lists(part, max_size=6))))


@st.composite
def words(draw: st.DrawFn) -> Word:
    font = draw(st.sampled_from(["Calibri", "Wingdings", "Symbol", ""]))
    return Word(
        draw(texts), *draw(boxes()), font, 9, draw(colours), False, False, draw(st.sampled_from([0, 90])), 0, 0, 1.0
    )


looks = st.builds(ImageLook, colours, st.floats(0, 1), st.lists(colours, min_size=256, max_size=256).map(tuple))


@st.composite
def parts(draw: st.DrawFn) -> CellPart:
    return CellPart(
        1,
        CELL,
        lines_of(draw(st.lists(words(), max_size=5))),
        tuple(Fill(*box, draw(colours)) for box in draw(st.lists(boxes(), max_size=3))),
        tuple(draw(st.lists(drawings(), max_size=5))),
        tuple(Image(*box, "a", 9, 9) for box in draw(st.lists(boxes(), max_size=2))),
        tuple(Widget(*box, "checkbox", True, "") for box in draw(st.lists(boxes(), max_size=1))),
    )


@settings(max_examples=150, deadline=None)
@given(parts(), looks)
def test_any_cell_is_read_and_read_the_same_again(part: CellPart, look: ImageLook) -> None:
    found = marks_in(part, {"a": look})
    assert found == marks_in(part, {"a": look})
    for mark in found:
        assert isinstance(mark, Mark)
        assert 0 <= mark.confidence <= 1
        assert mark.level is None or 0 <= mark.level <= 1
        assert mark.colour == (None if mark.color is None else colour_name(mark.color))
    shading_of(part)
    text_colour_of(part)
    options_in(part)


@settings(max_examples=60, deadline=None)
@given(parts(), looks)
def test_any_page_and_table_are_searched_for_legends(part: CellPart, look: ImageLook) -> None:
    page = Page(1, 100, 100, (), (), (), part.fills, part.drawings, part.images)
    for entry in legend_entries(part.lines, page, {"a": look}):
        assert entry.text.strip()
    table = Table(
        1, "ruled", 1, 2, 0, (Cell(0, 0, 1, 1, False, (part,)), Cell(0, 1, 1, 1, False, (part,))), ((1, CELL),), 1
    )
    for entry in legend_entries_of_table(table, {"a": look}):
        assert entry.text.strip()
