"""Frames and print of one page → drafts of tables.

Signals, in order of precedence:

1. a frame whose drawn lines close at least two rows and two columns is a ruled grid;
2. frames and lines of one width under each other, with print in columns between them, are one partly ruled or shaded
   table (rules above and below a header, shaded rows);
3. print alone, where several rows show the same gaps (whitespace).

What is never a table: a frame around one column of print, print that runs across all partings, a lone row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractors.layout.lines import Phrase, TextRow, text_rows, turned_phrases
from extractors.layout.tables.columns import boundaries, find_columns
from extractors.layout.tables.drafts import Draft
from extractors.layout.tables.edges import Edge, Edges, find_edges
from extractors.layout.tables.frames import Frame, find_frames, make_frame, partings
from extractors.layout.tables.likeness import is_table
from extractors.layout.tables.whitespace import find_runs, heads_columns, split_wide
from schemas.geometry import Box, union
from schemas.page import Page

SAME_WIDTH = 4.0
"""Points by which the sides of two frames of one table may differ."""
SAME_HEIGHT = 2.5
"""Points by which the rows of two frames side by side may differ."""
CROSSING = 3.0
"""Points by which print may reach over a parting without running across it."""
LINE_REACH = 4.0
"""Points by which a line may stand off the print it bounds."""
UPRIGHT = 6.0
"""Points of an upright line beside print that make it a border."""
WHOLE_PAGE = 0.8
"""Share of the page from which images are its background or the page itself."""
SMALLEST = 12.0
"""Points: a frame of less width or height holds no table."""


def find_drafts(page: Page) -> list[Draft]:
    """Drafts of the tables on ``page``, top to bottom, without columns and rows of print yet."""
    rows = text_rows(w for w in page.words if w.direction in (0, 180))
    if not rows:
        return []
    turned = turned_phrases([w for w in page.words if w.direction in (90, 270)])
    edges = find_edges(page)
    drafts = []
    taken: list[Box] = []
    frames = _side_by_side([f for f in find_frames(edges) if _may_part(f, page)], rows)
    for frame in _stacks(frames, rows):
        if any(frame.box.intersection(box) > 0.5 * frame.box.area for box in taken if frame.box.area):
            continue
        draft = _draft_of(page.number, frame, rows, turned)
        if draft is not None:
            drafts.append(draft)
            taken.append(draft.box)
    drafts += _of_print(page, edges, _outside(rows, taken), turned)
    drafts.sort(key=lambda d: (d.box.top, d.box.x0))
    return drafts


def _of_print(page: Page, edges: Edges, rows: Sequence[TextRow], turned: Sequence[Phrase]) -> list[Draft]:
    """Drafts of runs of print, with the level lines that part their rows."""
    drafts = []
    for found in find_runs(rows):
        run = _between_lines(found, rows, edges)
        box = union(p.box for row in run for p in row.phrases)
        if not is_table(run) or _is_boxed(box, edges) or _is_on_picture(box, page):
            continue
        inside = [p for p in turned if box.holds(p.cx, p.cy, 2.0)]
        drafts.append(Draft(page.number, "white_space", box, _lines_over(box, edges), (), list(run), inside))
    return drafts


def _lines_over(box: Box, edges: Edges) -> tuple[Edge, ...]:
    """Level edges that run over most of ``box`` or touch its top and bottom."""
    return tuple(
        e
        for e in edges.horizontal
        if box.top - LINE_REACH <= e.at <= box.bottom + LINE_REACH
        and min(e.end, box.x1) - max(e.start, box.x0) > 0.5 * box.width
    )


def _between_lines(run: list[TextRow], rows: Sequence[TextRow], edges: Edges) -> list[TextRow]:
    """The run between the first and the last line that are drawn over its whole width.

    A lone line of print above the first line is a caption; print between the first line and the run that can head its
    columns is header, however far off.
    """
    box = union(p.box for row in run for p in row.phrases)
    reach = 6 * (run[0].bottom - run[0].top)
    whole = [
        e.at
        for e in edges.horizontal
        if box.top - reach <= e.at <= box.bottom + LINE_REACH and e.start <= box.x0 + 6 and e.end >= box.x1 - 6
    ]
    if len(whole) < 2:
        return run
    while len(run) > 2 and run[0].cy < whole[0] and len(split_wide(run[0])) == 1:
        run = run[1:]
    columns = find_columns([row.phrases for row in run])
    above = [row for row in rows if whole[0] < row.cy and row.bottom <= run[0].top + 1 and row.cy < run[0].cy]
    near = [row for row in above if row.phrases[0].x1 > box.x0 and row.phrases[-1].x0 < box.x1]
    if near and len(columns) > 1 and all(heads_columns(row, columns) for row in near):
        run = [*near, *run]
    return run


def _is_boxed(box: Box, edges: Edges) -> bool:
    """Whether upright lines stand in the print: boxes of a diagram, or the grid of a chart."""
    inside = [
        e
        for e in edges.vertical
        if e.ruled and box.x0 < e.at < box.x1 and min(e.end, box.bottom) - max(e.start, box.top) > UPRIGHT
    ]
    return len(inside) > 1


def _is_on_picture(box: Box, page: Page) -> bool:
    """Whether the print is part of a picture, which the image of a whole page under its text is not."""
    pictures = [image.box for image in page.images]
    if sum(b.area for b in pictures) > WHOLE_PAGE * page.width * page.height:
        return False
    return any(box.intersection(picture) > 0.5 * box.area for picture in pictures)


def _may_part(frame: Frame, page: Page) -> bool:
    return frame.box.width >= SMALLEST and frame.box.top < page.height and frame.box.bottom > 0


def _side_by_side(frames: Sequence[Frame], rows: Sequence[TextRow]) -> list[Frame]:
    """Frames of one height whose rows part at the same places as one: a column between them was left without lines."""
    joined: list[Frame] = []
    for frame in sorted(frames, key=lambda f: (f.box.x0, f.box.top)):
        for i, left in enumerate(joined):
            if _is_rest_of(left, frame, rows):
                joined[i] = make_frame((*left.horizontal, *frame.horizontal), (*left.vertical, *frame.vertical))
                break
        else:
            joined.append(frame)
    return sorted(joined, key=lambda f: (f.box.top, f.box.x0))


def _is_rest_of(left: Frame, right: Frame, rows: Sequence[TextRow]) -> bool:
    """Whether ``right`` goes on where ``left`` ends: the same rows, and print between them or a lone column."""
    a, b = left.box, right.box
    if abs(a.top - b.top) > SAME_HEIGHT or abs(a.bottom - b.bottom) > SAME_HEIGHT or b.x0 < a.x1 - CROSSING:
        return False
    first = partings(left.horizontal, a.top, a.bottom)
    second = partings(right.horizontal, b.top, b.bottom)
    if len(first) < 3 or len(first) != len(second):
        return False
    if any(abs(p - q) > SAME_HEIGHT for p, q in zip(first, second, strict=True)):
        return False
    between = rows_in(rows, Box(a.x1, a.top, b.x0, a.bottom))
    if between:
        places = {bisect_left(first, p.cy) for row in between for p in row.phrases}
        return len(places) >= 0.5 * (len(first) - 1)
    lone = min(len(_inner(left)), len(_inner(right))) == 0
    return lone and b.x0 - a.x1 <= max(a.width, b.width)


def _stacks(frames: Sequence[Frame], rows: Sequence[TextRow]) -> list[Frame]:
    """Frames of one table under each other as one; largest first."""
    open_: list[Frame] = []
    closed = [f.box for f in frames if _is_closed_grid(f)]
    for frame in frames:
        i = next((i for i in range(len(open_) - 1, -1, -1) if _same_width(open_[i].box, frame.box)), None)
        if i is not None and _goes_on(open_[i], frame, rows, closed):
            above = open_[i]
            open_[i] = make_frame((*above.horizontal, *frame.horizontal), (*above.vertical, *frame.vertical))
        else:
            open_.append(frame)
    return sorted(open_, key=lambda f: (-f.box.area, f.box.top, f.box.x0))


def _is_closed_grid(frame: Frame) -> bool:
    ruled = [e for e in frame.vertical if e.ruled]
    inner = [e for e in ruled if frame.box.x0 + CROSSING < e.at < frame.box.x1 - CROSSING]
    return bool(inner) and len(partings(frame.horizontal, frame.box.top, frame.box.bottom)) >= 3


def _same_width(a: Box, b: Box) -> bool:
    return abs(a.x0 - b.x0) <= SAME_WIDTH and abs(a.x1 - b.x1) <= SAME_WIDTH


def _goes_on(above: Frame, below: Frame, rows: Sequence[TextRow], closed: Sequence[Box]) -> bool:
    """Whether ``below`` belongs to the table that ``above`` is part of."""
    a, b = above.box, below.box
    if b.top < a.bottom - CROSSING:
        return False
    if _is_closed_grid(above) and _is_closed_grid(below):
        return False
    gap = Box(a.x0 - 2, a.bottom, a.x1 + 2, b.top)
    if any(gap.intersection(box) > 0.5 * box.area for box in closed):
        return False
    between = rows_in(rows, gap)
    if not between:
        return b.top - a.bottom <= 12.0 and (above.vertical != () or below.vertical != ())
    inner = _inner(above, below)
    if inner:
        crossing = sum(1 for row in between for p in row.phrases if _crosses(p, inner))
        return crossing <= len(between) // 4 and b.top - a.bottom < 400
    return len(find_columns([row.phrases for row in between])) >= 2


def _inner(*frames: Frame) -> list[float]:
    x0, x1 = min(f.box.x0 for f in frames), max(f.box.x1 for f in frames)
    found = partings([e for f in frames for e in f.vertical], x0, x1)
    return found[1:-1]


def _crosses(phrase: Phrase, xs: Sequence[float]) -> bool:
    return any(phrase.x0 < x - CROSSING and x + CROSSING < phrase.x1 for x in xs)


def rows_in(rows: Sequence[TextRow], box: Box) -> list[TextRow]:
    """The print of ``rows`` whose middle lies in ``box``."""
    found = []
    for row in rows:
        if row.bottom < box.top or row.top > box.bottom:
            continue
        phrases = []
        for phrase in row.phrases:
            if not box.top <= phrase.cy <= box.bottom or phrase.x1 < box.x0 or phrase.x0 > box.x1:
                continue
            if box.x0 <= phrase.cx <= box.x1:
                phrases.append(phrase)
        if phrases:
            found.append(TextRow(tuple(phrases), min(p.top for p in phrases), max(p.bottom for p in phrases)))
    return found


def _outside(rows: Sequence[TextRow], boxes: Sequence[Box]) -> list[TextRow]:
    if not boxes:
        return list(rows)
    found = []
    for row in rows:
        phrases = tuple(p for p in row.phrases if not any(b.holds(p.cx, p.cy) for b in boxes))
        if phrases:
            found.append(TextRow(phrases, min(p.top for p in phrases), max(p.bottom for p in phrases)))
    return found


def _draft_of(number: int, frame: Frame, rows: Sequence[TextRow], turned: Sequence[Phrase]) -> Draft | None:
    box = frame.box
    if box.height < SMALLEST:
        return None
    inside = rows_in(rows, box)
    inside_turned = [p for p in turned if box.holds(p.cx, p.cy)]
    if not inside:
        return None
    xs = partings(frame.vertical, box.x0, box.x1)
    ys = partings(frame.horizontal, box.top, box.bottom)
    ruled = any(e.ruled for e in frame.vertical)
    if len(xs) >= 3:
        if not _filled(inside, xs, ys):
            return None
        method = "ruled" if ruled else "shaded"
    else:
        columns = find_columns([row.phrases for row in inside], inside_turned)
        if len(columns) < 2 or len(inside) < 2:
            return None
        if len(ys) < 3 and not frame.vertical:
            return None
        method = "partly_ruled" if any(e.ruled for e in frame.horizontal) else "shaded"
    if not any(e.ruled for e in frame.vertical):
        inside, box = _extended(inside, box, rows, xs if len(xs) >= 3 else boundaries(columns, box.x0, box.x1))
    return Draft(number, method, box, frame.horizontal, frame.vertical, inside, inside_turned)  # type: ignore[arg-type]


def _extended(
    inside: list[TextRow], box: Box, rows: Sequence[TextRow], xs: Sequence[float]
) -> tuple[list[TextRow], Box]:
    """Shaded rows alternate with plain ones: take plain rows before the first and after the last along."""
    near = [row for row in rows if row.phrases[0].x1 > box.x0 and row.phrases[-1].x0 < box.x1]
    above = [row for row in near if row.cy < box.top]
    below = [row for row in near if row.cy > box.bottom]
    top, bottom = box.top, box.bottom
    taken: list[TextRow] = []
    for row in below:
        if not _conforms(row, xs, box) or row.top - bottom > 2.2 * (row.bottom - row.top):
            break
        taken.append(row)
        bottom = max(bottom, row.bottom)
    while taken and len(taken[-1].phrases) < 2 and not any(len(r.phrases) > 1 for r in taken):
        taken.pop()
    head: list[TextRow] = []
    for row in reversed(above):
        if not _conforms(row, xs, box) or top - row.bottom > 2.2 * (row.bottom - row.top):
            break
        head.insert(0, row)
        top = min(top, row.top)
    while head and not any(len(r.phrases) > 1 for r in head[:1]):
        head.pop(0)
    every = [*head, *inside, *taken]
    return every, Box(
        box.x0, min([box.top, *(r.top for r in head)]), box.x1, max([box.bottom, *(r.bottom for r in taken)])
    )


def _conforms(row: TextRow, xs: Sequence[float], box: Box) -> bool:
    inner = xs[1:-1]
    return all(not _crosses(p, inner) and p.x0 >= box.x0 - CROSSING and p.x1 <= box.x1 + CROSSING for p in row.phrases)


def _filled(rows: Sequence[TextRow], xs: Sequence[float], ys: Sequence[float]) -> bool:
    """Whether print stands in at least two columns and two rows."""
    columns, lines = set(), set()
    for row in rows:
        for phrase in row.phrases:
            for word in phrase.words:
                columns.add(bisect_left(xs, word.cx))
            lines.add(bisect_left(ys, phrase.cy))
    return len(columns) >= 2 and (len(lines) >= 2 or len(ys) == 2)
