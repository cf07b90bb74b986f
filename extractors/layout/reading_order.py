"""The order in which a reader takes the things on a page.

Signals, in order of precedence:

1. *Columns*: a free vertical gutter with things on either side, over as long a stretch of the page as it holds. Columns
   are read one after the other, left to right. A thing that crosses the gutter (a heading over both columns, a wide
   picture) ends the stretch, and so does a line drawn over all columns.
2. *Labels*: a narrow left column whose every line stands on the baseline of a line to its right is no column of text
   but the labels of a form; it is read row by row. So is a right one whose lines stand apart from each other: tags.
3. Otherwise top to bottom, and left to right what stands on one baseline.

The module never looks at text, and it never changes what it orders: panels and tables come in as single boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from schemas.geometry import Box

Interval = tuple[float, float]

GUTTER_MIN = 6.0
"""Narrowest gutter in points: below it, two columns of print cannot be told apart by eye either."""
GUTTER_LINES = 0.8
"""Narrowest gutter in heights of a line."""
CORE = 0.25
"""Share of a box's height cut off above and below before rows are told apart: ascenders and descenders of
neighbouring lines reach into each other."""
LABEL_WIDTH = 0.25
"""Widest share of the whole that a column of labels takes."""
TAG_STEP = 2.2
"""Short print in a right column stands further apart than this many of its heights when it belongs to what it stands
beside; lines of a column of text are closer."""
LOOSE_END = 1.5
"""The end of a stretch, where one column goes on alone, may begin something new from so many line heights on."""
FURTHER = 1.15
"""A gap is wider than those before it by this factor at least."""
NEXT_LINE = 0.45
"""White between two lines of one text in heights of print: up to that of a spacing of 1.45."""
LARGER = 1.25
"""Print that exceeds all lines of a column by this factor heads something new."""
SAME_HEIGHT = 0.1
"""Lines of one title differ in height by no larger share: letters reach up and down differently."""
HEADING_WHITE = 1.0
"""White beside a heading over several columns exceeds its height by so many lines: it has space above and below."""
SIGN_WIDTH = 1.5
"""A sign is no wider than so many of its heights."""
SIGN_REACH = 2.0
"""Text begins within so many of its heights behind a sign."""
RULE_SHORT = 6.0
"""Points by which a rule over all columns may fall short of their print."""
SIDE_HEAD_WIDTH = 0.35
"""Widest share of the whole that a column of side heads takes."""
FULL_LINE = 0.12
"""What a line that goes on below leaves free of its column, where the next word is long."""
INTERLEAVED = 4
"""So many lines that reach beside the next one, across a gutter, are no chance."""
TALL = 4.0
"""Boxes higher than so many lines are panels and tables, not lines."""


def order_boxes(boxes: Sequence[Box], line_height: float, rules: Sequence[Box] = ()) -> list[list[int]]:
    """Indices of ``boxes`` in reading order, one list per stretch of column that is read without a jump.

    Args:
        boxes: lines of text, and panels and tables as single boxes.
        line_height: usual height of a line in points.
        rules: level lines that are drawn between the boxes.
    """
    if not boxes:
        return []
    return _order(boxes, list(range(len(boxes))), line_height, rules)


def _core(box: Box) -> Interval:
    cut = min(box.height * CORE, 4.0)
    return box.top + cut, box.bottom - cut


def _order(boxes: Sequence[Box], members: list[int], height: float, rules: Sequence[Box]) -> list[list[int]]:
    rows = _rows(boxes, members)
    gutter = max(GUTTER_MIN, GUTTER_LINES * height)
    if all(len(row) == 1 for row in rows) and not _interleave([boxes[row[0]] for row in rows], gutter):
        return [[row[0] for row in rows]]
    edge = max(boxes[i].x1 for i in members)
    groups: list[list[int]] = []
    plain: list[int] = []
    at = 0
    while at < len(rows):
        end = _stretch(boxes, rows, at, gutter)
        end = max(at + 1, _without_loose_end(boxes, rows, at, end, gutter, height))
        end = _before_heading(boxes, rows, at, end, gutter, height)
        end = _before_rule(boxes, rows, at, end, rules)
        end = _before_next_head(boxes, rows, at, end, gutter, height)
        columns = _columns(boxes, [i for row in rows[at:end] for i in row], gutter)
        if _are_tags(boxes, columns):
            plain += [i for row in rows[at:end] for i in _line_by_line(boxes, row, height)]
            at = end
            continue
        signed = end - at == 1 and _is_sign_before_text(boxes, rows[at])
        if len(columns) < 2 or signed or _is_labels(boxes, columns, edge) or _ends_text_above(boxes, rows, at):
            plain += _line_by_line(boxes, rows[at], height)
            at += 1
            continue
        if plain:
            groups.append(plain)
            plain = []
        for column in columns:
            groups += _order(boxes, column, height, rules)
        at = end
    if plain:
        groups.append(plain)
    return groups


def _interleave(lines: Sequence[Box], gutter: float) -> bool:
    """Whether lines, top to bottom, are those of columns that begin half a line apart: each reaches beside the next."""
    beside = (a.bottom > b.top and (b.x0 - a.x1 >= gutter or a.x0 - b.x1 >= gutter) for a, b in pairwise(lines))
    return sum(beside) >= INTERLEAVED


def _rows(boxes: Sequence[Box], members: list[int]) -> list[list[int]]:
    """Members by rows, top to bottom: what shares height stands in one row."""
    ordered = sorted(members, key=lambda i: (_core(boxes[i])[0], boxes[i].x0))
    rows: list[list[int]] = []
    reach = float("-inf")
    for i in ordered:
        top, bottom = _core(boxes[i])
        if top < reach:
            rows[-1].append(i)
            reach = max(reach, bottom)
        else:
            rows.append([i])
            reach = bottom
    return rows


def _line_by_line(boxes: Sequence[Box], row: list[int], height: float) -> list[int]:
    """Members of a row that no gutter parts: by baseline, left to right on one baseline; a panel by its first line."""
    lines: list[list[int]] = []
    at = {i: boxes[i].cy if boxes[i].height <= TALL * height else boxes[i].top + height / 2 for i in row}
    for i in sorted(row, key=lambda i: (at[i], boxes[i].x0)):
        if lines and at[i] - at[lines[-1][0]] <= CORE * height:
            lines[-1].append(i)
        else:
            lines.append([i])
    return [i for line in lines for i in sorted(line, key=lambda i: boxes[i].x0)]


def _covered(intervals: list[Interval]) -> list[Interval]:
    merged: list[Interval] = []
    for x0, x1 in sorted(intervals):
        if merged and x0 <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _has_gutter(covered: list[Interval], gutter: float) -> bool:
    return any(right[0] - left[1] >= gutter for left, right in pairwise(covered))


def _stretch(boxes: Sequence[Box], rows: list[list[int]], at: int, gutter: float) -> int:
    """End (exclusive) of the longest run of rows from ``at`` that keeps a gutter open."""
    covered: list[Interval] = []
    for end in range(at, len(rows)):
        grown = _covered([*covered, *((boxes[i].x0, boxes[i].x1) for i in rows[end])])
        alone = end == at and len(rows[at]) == 1
        if not alone and not _has_gutter(grown, gutter):
            return max(end, at + 1)
        covered = grown
    return len(rows)


def _columns(boxes: Sequence[Box], members: list[int], gutter: float) -> list[list[int]]:
    """Members by columns, left to right; one column when no gutter has things side by side."""
    ordered = sorted(members, key=lambda i: boxes[i].x0)
    columns: list[list[int]] = [[ordered[0]]]
    reach = boxes[ordered[0]].x1
    for i in ordered[1:]:
        if boxes[i].x0 - reach >= gutter:
            columns.append([i])
        else:
            columns[-1].append(i)
        reach = max(reach, boxes[i].x1)
    return columns


def _without_loose_end(
    boxes: Sequence[Box], rows: list[list[int]], at: int, end: int, gutter: float, height: float
) -> int:
    """Cut off the end of a stretch where one column alone goes on with something new: it heads what follows.

    What is new is printed larger than all lines of the stretch, or stands further off than anything in its column.
    """
    columns = _columns(boxes, [i for row in rows[at:end] for i in row], gutter)
    if len(columns) < 2:
        return end
    others_end = sorted(max(boxes[i].bottom for i in column) for column in columns)[-2]
    last = max(columns, key=lambda column: max(boxes[i].bottom for i in column))
    widest = LOOSE_END * height
    tallest = 0.0
    above: float | None = None
    for i in sorted(last, key=lambda i: boxes[i].top):
        box = boxes[i]
        gap = box.top - above if above is not None else 0.0
        line = box.height <= TALL * height
        if (
            above is not None
            and box.top >= others_end
            and (gap > FURTHER * widest or (line and box.height > LARGER * tallest))
        ):
            return next(k for k in range(at, end) if i in rows[k])
        widest = max(widest, gap)
        tallest = max(tallest, box.height) if line else tallest
        above = max(above or 0.0, box.bottom)
    return end


def _before_heading(
    boxes: Sequence[Box], rows: list[list[int]], at: int, end: int, gutter: float, height: float
) -> int:
    """End a stretch before a short heading over all its columns: large print at the left, and white beside it."""
    left = min(boxes[i].x0 for row in rows[at:end] for i in row)
    lines = [boxes[i].height for row in rows[at:end] for i in row if boxes[i].height <= TALL * height]
    if not lines:
        return end
    usual = min(median(lines), height)  # Beside panels, headings may be the only lines.
    for k in range(at + 1, end - 1):
        box = boxes[rows[k][0]]
        if len(rows[k]) > 1 or not FURTHER * usual < box.height <= TALL * height or box.x0 > left + usual:
            continue
        above, below = ([i for row in part for i in row] for part in (rows[at:k], rows[k + 1 : end]))
        if len(_columns(boxes, above, gutter)) < 2 or len(_columns(boxes, below, gutter)) < 2:
            continue
        over, under = ([boxes[i] for i in part if boxes[i].x0 >= box.x1 + gutter] for part in (above, below))
        white = min((b.top for b in under), default=0.0) - max((b.bottom for b in over), default=0.0)
        if over and under and white >= box.height + HEADING_WHITE * usual:
            return k
    return end


def _before_rule(boxes: Sequence[Box], rows: list[list[int]], at: int, end: int, rules: Sequence[Box]) -> int:
    """End a stretch before a line that is drawn over all its columns."""
    across = [[boxes[i] for i in row] for row in rows[at:end]]
    x0, x1 = min(box.x0 for row in across for box in row), max(box.x1 for row in across for box in row)
    drawn = [rule.cy for rule in rules if rule.x0 <= x0 + RULE_SHORT and rule.x1 >= x1 - RULE_SHORT]
    for k, (above, below) in enumerate(pairwise(across), at + 1):
        bottom, top = max(box.bottom for box in above), min(box.top for box in below)
        if any(bottom <= y <= top for y in drawn):
            return k
    return end


def _before_next_head(
    boxes: Sequence[Box], rows: list[list[int]], at: int, end: int, gutter: float, height: float
) -> int:
    """End a stretch before the second of several side heads: short texts at the left, each level with its own text.

    White above each of them and above the text it is level with tells them from a column beside another.
    """
    columns = _columns(boxes, [i for row in rows[at:end] for i in row], gutter)
    if len(columns) != 2:
        return end
    left, right = (sorted((boxes[i] for i in column), key=lambda box: box.top) for column in columns)
    x0, x1 = left[0].x0, max(box.x1 for box in right)
    if max(box.x1 for box in left) - min(x0, *(box.x0 for box in left)) > SIDE_HEAD_WIDTH * (x1 - x0):
        return end
    heads = [left[0], *(below for above, below in pairwise(left) if below.top - above.bottom >= height)]
    heads = [head for head in heads if head.bottom > right[0].top]  # a heading of all may stand above
    texts = [right[0], *(below for above, below in pairwise(right) if below.top - above.bottom >= NEXT_LINE * height)]
    if len(heads) < 2 or not all(any(abs(head.cy - text.cy) <= CORE * height for text in texts) for head in heads):
        return end
    return next(k for k in range(at, end) if any(boxes[i] is heads[1] for i in rows[k]))


def _is_sign_before_text(boxes: Sequence[Box], row: Sequence[int]) -> bool:
    """Whether a row is a line of text with a sign before it: what is as narrow as a letter or two is no column."""
    if len(row) != 2:
        return False
    sign, text = sorted((boxes[i] for i in row), key=lambda box: box.x0)
    return sign.width <= SIGN_WIDTH * sign.height and text.x0 - sign.x1 <= SIGN_REACH * text.height


def _ends_text_above(boxes: Sequence[Box], rows: list[list[int]], at: int) -> bool:
    """Whether a row is the next line of the text above it: as high and close, and larger or nearer than what follows.

    The last line of a title or paragraph is often short, so that it would leave a gutter to what stands below it.
    """
    if at == 0 or at + 1 == len(rows) or len(rows[at - 1]) > 1 or len(rows[at]) > 1:
        return False
    above, box = boxes[rows[at - 1][0]], boxes[rows[at][0]]
    following = [boxes[i] for i in rows[at + 1]]
    height = max(above.height, box.height)
    near = box.top - above.bottom <= NEXT_LINE * height and abs(above.height - box.height) <= SAME_HEIGHT * height
    aligned = abs(above.x0 - box.x0) <= CORE * height or abs(above.cx - box.cx) <= CORE * height
    larger = all(box.height > LARGER * other.height for other in following)
    apart = min(other.top for other in following) - box.bottom > box.top - above.bottom + CORE * height
    return near and aligned and (larger or apart)


def _is_labels(boxes: Sequence[Box], columns: list[list[int]], edge: float) -> bool:
    """Whether the left column is one of labels; ``edge`` is how far right print reaches."""
    left, *others = columns
    right = [i for column in others for i in column]
    return _stand_beside(boxes, left, right) and not _goes_on_beside(boxes, left, right, edge)


def _goes_on_beside(boxes: Sequence[Box], left: list[int], right: list[int], edge: float) -> bool:
    """Whether two lines of ``left`` right below each other stand beside a line that is full, and where it goes on.

    Each is a text of several lines then, a title beside what is said of it; the next label stands below a whole value.
    """
    start = min(boxes[i].x0 for i in right)
    full = [boxes[i] for i in right if edge - boxes[i].x1 <= FULL_LINE * (edge - start)]
    for above, below in pairwise(sorted((boxes[i] for i in left), key=lambda box: box.top)):
        near = below.top - above.bottom <= NEXT_LINE * above.height and abs(above.x0 - below.x0) <= above.height
        if near and any(abs(line.cy - above.cy) <= CORE * above.height for line in full):
            return True
    return False


def _are_tags(boxes: Sequence[Box], columns: list[list[int]]) -> bool:
    """Whether the last of two columns is short print at the heights of single lines, with others between."""
    if len(columns) != 2 or not _stand_beside(boxes, columns[1], columns[0]):
        return False
    tops = sorted(boxes[i].top for i in columns[1])
    height = median(boxes[i].height for i in columns[1])
    return all(below - above > TAG_STEP * height for above, below in pairwise(tops))


def _stand_beside(boxes: Sequence[Box], left: list[int], right: list[int]) -> bool:
    """Whether every line of the narrow column ``left`` stands on the baseline of one of ``right``."""
    if len(left) < 2 or len(left) > len(right):
        return False
    x0, x1 = min(boxes[i].x0 for i in (*left, *right)), max(boxes[i].x1 for i in (*left, *right))
    if max(boxes[i].x1 for i in left) - min(boxes[i].x0 for i in left) > LABEL_WIDTH * (x1 - x0):
        return False
    height = median(boxes[i].height for i in left)
    if any(boxes[i].height > 2 * height for i in left):
        return False
    spots = [boxes[i].cy for i in right]
    return all(any(abs(boxes[i].cy - y) <= CORE * height for y in spots) for i in left)
