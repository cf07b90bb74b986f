"""Short lines that are strokes of a sign: the two of a plus, the four of a drawn box, the mouth of a face.

They look like lines of a table until one sees what they touch.
"""

from __future__ import annotations

from schemas.page import Drawing, Ruling

_LONGEST = 20.0
_TOUCH = 0.8
# More short lines together are a hatching, no sign.
_CROWD = 16
# So many short lines on a page are a picture; comparing each with all others would take for ever.
_MANY = 3_000

Segment = tuple[float, float, float, float]


def strokes_of_signs(rulings: list[Ruling], drawings: list[Drawing]) -> list[Ruling]:
    """Short lines that are strokes of a sign and no lines of a table.

    Those are the lines of a group that is small as a whole and touches no other line – the two of a plus, the four of
    a drawn box – and a single short line on a small drawing: the mouth of a face, the shaft of an arrow.
    """
    short = [r for r in rulings if r.x1 - r.x0 + r.bottom - r.top <= _LONGEST and not r.dashed]
    if not short or len(short) > _MANY:
        return []
    signs = [d for d in drawings if max(d.x1 - d.x0, d.bottom - d.top) <= 2 * _LONGEST]
    strokes: list[Ruling] = []
    long = [r for r in rulings if r.x1 - r.x0 + r.bottom - r.top > _LONGEST or r.dashed]
    for group in _joined(short):
        x0, x1 = min(r.x0 for r in group), max(r.x1 for r in group)
        top, bottom = min(r.top for r in group), max(r.bottom for r in group)
        box = (x0, top, x1, bottom)
        if max(x1 - x0, bottom - top) > _LONGEST or len(group) > _CROWD:
            continue
        if len(group) == 1 and not any(_touch((d.x0, d.top, d.x1, d.bottom), box) for d in signs):
            continue
        if not any(_touch((r.x0, r.top, r.x1, r.bottom), box) for r in long):
            strokes += group
    return strokes


def _joined(lines: list[Ruling]) -> list[list[Ruling]]:
    """Short lines that touch, put together; each line is compared with those of its neighbourhood alone."""
    side = _LONGEST + _TOUCH
    places: dict[tuple[int, int], list[int]] = {}
    group = list(range(len(lines)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, line in enumerate(lines):
        box = (line.x0, line.top, line.x1, line.bottom)
        columns = range(int((line.x0 - _TOUCH) // side), int((line.x1 + _TOUCH) // side) + 1)
        rows = range(int((line.top - _TOUCH) // side), int((line.bottom + _TOUCH) // side) + 1)
        for place in [(column, row) for column in columns for row in rows]:
            near = places.setdefault(place, [])
            for j in near[-_CROWD:]:
                other = lines[j]
                if _touch((other.x0, other.top, other.x1, other.bottom), box):
                    group[root(i)] = root(j)
            near.append(i)
    members: dict[int, list[Ruling]] = {}
    for i, line in enumerate(lines):
        members.setdefault(root(i), []).append(line)
    return list(members.values())


def _touch(a: Segment, b: Segment) -> bool:
    return a[0] <= b[2] + _TOUCH and b[0] <= a[2] + _TOUCH and a[1] <= b[3] + _TOUCH and b[1] <= a[3] + _TOUCH
