"""Runs of print → drafts of tables whose columns are white space.

Level lines and borders of shading help where they are: the first and the last line over the whole width bound the
table, and lines part its rows. Turned away: print in the boxes of a diagram or on a picture, and whatever only looks
like a table (likeness).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.layout.lines import Phrase, TextRow, stands_out
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import Edge, Edges
from extractors.layout.tables.lines.frames import partings
from extractors.layout.tables.lines.regions import box_of
from extractors.layout.tables.pages.painted_cells import cell_sides
from extractors.layout.tables.print.columns import find_columns
from extractors.layout.tables.print.heads_over import heads_columns
from extractors.layout.tables.print.joined_columns import Column
from extractors.layout.tables.print.likeness import is_table
from extractors.layout.tables.print.rivers import split_wide
from extractors.layout.tables.print.whitespace import find_runs
from schemas.geometry import Box
from schemas.page import Page

LINE_REACH = 4.0
"""Points by which a line may stand off the print it bounds."""
SIDE_REACH = 6.0
"""Points by which print may reach over the end of a line over its whole width."""
HEADER_LINES = 6
"""Lines of print between a table's first line and the first row with gaps, at most."""
PADDING = 1.2
"""Line heights between print and the border of its table."""
WIDEST = 1.5
"""A line longer than its table by this factor is no border of it."""
ON_EDGE = 2.0
"""Points by which a name may miss the left side."""
NAME_WORDS = 4
"""Words of a name that stands alone in its row at most."""
UPRIGHT = 6.0
"""Points of an upright line beside print that make it a border."""
BADGE = 2.2
"""Line heights of an area that colours one word of a row, at most."""
BADGE_WIDEST = 0.25
"""Share of the table's width that it takes at most."""
WHOLE_PAGE = 0.8
"""Share of the page from which images are its background or the page itself."""


def find_printed(page: Page, edges: Edges, rows: Sequence[TextRow], turned: Sequence[Phrase]) -> list[Draft]:
    """Drafts of the tables on ``page`` whose columns are white space, from the print ``rows`` no other table holds."""
    drafts = []
    free = list(rows)
    for found in find_runs(rows, edges.horizontal, turned):
        run, columns = _between_lines(found, free, edges)
        taken = set(map(id, run))
        free = [row for row in free if id(row) not in taken]
        box = _enclosed(box_of(run), run, edges)
        shade = _head_shade(box, run, page, turned) if turned else None
        if shade is not None:
            head = [row for row in free if shade.top < row.cy < run[0].top and shade.holds(row.phrases[0].cx, row.cy)]
            run, free = [*head, *run], [row for row in free if row not in head]
            box = box._replace(x0=min(box.x0, shade.x0), x1=max(box.x1, shade.x1), top=min(box.top, shade.top))
        lines = _lines_over(box, edges)
        if not is_table(run, columns, lines) or _is_on_picture(box, page):
            continue
        sides, meeting = cell_sides(page, box, run)
        if _is_boxed(box, edges.vertical):
            shown = [*sides, *_badge_sides(page, box, run)]
            if _is_boxed(box, [e for e in edges.vertical if not any(_is_side(e, side) for side in shown)]):
                continue
        inside = [p for p in turned if box.holds(p.cx, p.cy, 2.0)]
        method = "partly_ruled" if any(e.ruled for e in lines) else "shaded" if lines else "white_space"
        level = tuple(sorted({*lines, *meeting}))
        drafts.append(Draft(page.number, method, box, level, tuple(sides), run, inside))  # type: ignore[arg-type]
    return drafts


def _enclosed(box: Box, run: Sequence[TextRow], edges: Edges) -> Box:
    """The box with its sides at the lines next to it that run over its whole width: borders stand off their print."""
    reach = PADDING * max(row.bottom - row.top for row in (run[0], run[-1]))
    whole = [e for e in edges.horizontal if e.start <= box.x0 + LINE_REACH and e.end >= box.x1 - LINE_REACH]
    above = [e for e in whole if box.top - reach <= e.at <= run[0].cy]
    below = [e for e in whole if run[-1].cy <= e.at <= box.bottom + reach]
    sides = [e for e in (*above[-1:], *below[:1]) if e.length < WIDEST * box.width]
    return Box(
        min([box.x0, *(e.start for e in sides)]),
        above[-1].at if above else box.top,
        max([box.x1, *(e.end for e in sides)]),
        below[0].at if below else box.bottom,
    )


def _head_shade(box: Box, run: Sequence[TextRow], page: Page, turned: Sequence[Phrase]) -> Box | None:
    """The shade behind the first row that holds turned labels beside or above it as well: they head columns too."""
    for fill in page.fills:
        shade = fill.box
        wide = shade.x0 <= box.x0 + LINE_REACH and shade.x1 >= box.x1 - LINE_REACH and shade.width < WIDEST * box.width
        held = shade.top <= run[0].top and run[0].bottom <= shade.bottom < box.bottom
        if wide and held and any(shade.holds(p.cx, p.cy) for p in turned):
            return shade
    return None


def _lines_over(box: Box, edges: Edges) -> tuple[Edge, ...]:
    """Level edges that run over most of ``box`` or along its top and bottom."""
    return tuple(
        e
        for e in edges.horizontal
        if box.top - LINE_REACH <= e.at <= box.bottom + LINE_REACH
        and min(e.end, box.x1) - max(e.start, box.x0) > 0.5 * box.width
    )


def _between_lines(run: list[TextRow], rows: Sequence[TextRow], edges: Edges) -> tuple[list[TextRow], list[Column]]:
    """The run between the first and the last line that are drawn over its whole width, and its columns.

    A lone line of print above the first line is a caption. Print between the first line and the run that can head its
    columns is header, however far off; lone names between the run and the last line are rows whose cells are empty.
    """
    box = box_of(run)
    height = run[0].bottom - run[0].top
    whole = [
        e.at
        for e in edges.horizontal
        if box.top - HEADER_LINES * height <= e.at <= box.bottom + HEADER_LINES * height
        and e.start <= box.x0 + SIDE_REACH
        and e.end >= box.x1 - SIDE_REACH
    ]
    while len(run) > 2 and len(split_wide(run[0])) == 1 and any(run[0].cy < y < run[1].cy for y in whole):
        run = run[1:]
    near = [row for row in rows if row.phrases[0].x1 > box.x0 and row.phrases[-1].x0 < box.x1]
    columns = find_columns([row.phrases for row in run])
    if len(columns) < 2:
        return run, columns
    found = run
    largest = max(p.size for row in run for p in row.phrases)
    for low, high in reversed(list(pairwise([*(y for y in whole if y < run[0].cy), run[0].cy]))):
        above = [row for row in near if low < row.cy < high and row.cy < run[0].top]
        beyond = high != run[0].cy and all(len(split_wide(row)) == 1 for row in above)
        heading = any(stands_out(row, largest) for row in above)
        if beyond or heading or not all(heads_columns(row, columns) and not row.legend for row in above):
            break
        run = [*above, *run]
    below = [row for row in near if run[-1].cy < row.cy and row.cy > run[-1].bottom]
    last = max((y for y in whole if y > run[-1].cy), default=0.0)
    names = [row for row in below if row.cy < last]
    if all(_is_name(row, columns[0].x0) for row in names):
        run = [*run, *names]
    return run, columns if len(run) == len(found) else find_columns([row.phrases for row in run])


def _is_name(row: TextRow, left: float) -> bool:
    """Whether the row is one short phrase at the left side of the table."""
    return (
        len(row.phrases) == 1 and abs(row.phrases[0].x0 - left) <= ON_EDGE and len(row.phrases[0].words) <= NAME_WORDS
    )


def _is_side(edge: Edge, side: Edge) -> bool:
    """Whether the edge is that side of painted cells, or a piece of it."""
    return abs(edge.at - side.at) <= SIDE_REACH / 2 and edge.start >= side.start - 1 and edge.end <= side.end + 1


def _is_boxed(box: Box, vertical: Sequence[Edge]) -> bool:
    """Whether upright lines stand in the print: boxes of a diagram, or the grid or bars of a chart.

    The two sides of one column that is painted are none.
    """
    inside = [
        e
        for e in vertical
        if box.x0 + SIDE_REACH < e.at < box.x1 - SIDE_REACH and min(e.end, box.bottom) - max(e.start, box.top) > UPRIGHT
    ]
    places = partings(inside, box.x0, box.x1)[1:-1]
    return len(inside) > 1 and (len(places) > 2 or any(e.ruled for e in inside))


def _badge_sides(page: Page, box: Box, run: Sequence[TextRow]) -> list[Edge]:
    """The sides of areas as high as one line in the rows of ``run``: a word on its colour, a bar that shows a share.

    None where most of the print stands in such areas, as it does in the boxes of a diagram.
    """
    tallest = BADGE * median(row.bottom - row.top for row in run)
    fills = [f.box for f in page.fills if f.x1 - f.x0 <= BADGE_WIDEST * box.width and f.bottom - f.top <= tallest]
    badges = [f for f in fills if box.holds(f.cx, f.cy)]
    phrases = [p for row in run for p in row.phrases]
    held = sum(any(badge.holds(p.cx, p.cy) for badge in badges) for p in phrases)
    if 2 * held > len(phrases):
        return []
    return [Edge(x, f.top, f.bottom, False, 0.0) for f in badges for x in (f.x0, f.x1)]


def _is_on_picture(box: Box, page: Page) -> bool:
    """Whether the print is part of a picture, which the image of a whole page under its text is not."""
    pictures = [image.box for image in page.images]
    if sum(b.area for b in pictures) > WHOLE_PAGE * page.width * page.height:
        return False
    return any(box.intersection(picture) > 0.5 * box.area for picture in pictures)
