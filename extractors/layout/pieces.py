"""Pieces: lines cut to what a reader takes as one, each with the marker it starts with.

A line is parted at wide gaps and at the edges of panels; a marker that was set or drawn apart is put before its text.
No word is lost: every word of the given lines stands in exactly one piece.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.layout import markers, panels
from extractors.layout.lines import make_line
from extractors.layout.markers import MarkerKind
from schemas.geometry import Box
from schemas.layout import Line
from schemas.page import Drawing, Fill, Word

WIDE_GAP = 2.6
"""A gap between words of more font sizes than this parts a line in two: justified print stretches to half of it."""
BULLET_GAP = 0.6
"""A gap of so many font sizes parts a line before a bullet and where other lines begin: it is the next column's."""
EDGE_LINES = 2
"""So many lines that begin at one place show a column."""
SAME_FOOT = 0.1
"""Parts of a line differ by less than this share of its size, in height and in size."""
WORD_SPACE = 0.5
"""Widest space between words in font sizes."""
MARKER_REACH = 4.0
"""A marker set apart stands at most this many font sizes before its text."""
BELOW_MARKER = 1.8
"""Text that was broken off its bullet stands at most this many font sizes lower: it is the next line."""
LEADERS_MIN = 3
"""So many dots in a row lead the eye over a gap, which therefore parts nothing."""
DRAWN_MAX = 0.6
"""Largest side of a drawn bullet in font sizes: what is larger is an icon or a sign with a meaning of its own."""
DRAWN_MIN = 1.0
"""Smallest side of a drawn bullet in points."""
ICON_MAX = 4.0
"""Largest side of an icon in font sizes: what is larger is a card or a panel, and bullets may stand in it."""
BADGE = (5.0, 40.0)
"""Sides of a badge, a small shape with a sign of one or two letters in it, in points."""
BADGE_LETTERS = 2
BADGE_HEIGHT = 1.05
"""A badge is higher than the letter in it by this factor."""
DRAWN = "•"
"""The marker of an item whose bullet is drawn."""


class Piece(NamedTuple):
    """A line, or a part of one, with its marker."""

    line: Line
    """All its words, those of the marker included."""
    marker: str
    kind: MarkerKind | None
    edge: float
    """Where it begins, in points: the marker's left edge where it has one."""
    text_edge: float
    """Where its text begins behind the marker."""
    foot: float
    """Where its letters stand, in points from the top: raised numbers and symbols do not move it."""


def make_pieces(lines: Iterable[Line], areas: Sequence[Box], signs: Iterable[Drawing | Fill] = ()) -> list[Piece]:
    """Cut ``lines`` of one page to pieces.

    Args:
        lines: level lines.
        areas: panels of the page, largest first.
        signs: drawings and fills among which bullets are sought.
    """
    lines, signs = _rejoined(lines), list(signs)
    badges = {id(word): box for word, box in find_badges((w for line in lines for w in line.words), signs)}
    edges = _shared_edges(lines)
    parts = _join_markers([part for line in lines for part in _split(line, areas, badges, edges)])
    drawn = _drawn_bullets(parts, signs)
    pieces = [_piece(part, drawn.get(i)) for i, part in enumerate(parts)]
    return _behind_badges(pieces, badges) if badges else pieces


def _rejoined(lines: Iterable[Line]) -> list[Line]:
    """Lines with parts of one line put together again.

    Rows of words are found for the whole page, so that words of a neighbouring column, set a little higher or lower,
    may draw the beginning of a line into their row. Parts that stand on one foot a word apart are one line.
    """
    ordered = sorted(lines, key=lambda line: (round(line.box.bottom), line.box.x0))
    joined: list[Line] = []
    for line in ordered:
        before = joined[-1] if joined else None
        if (
            before is not None
            and abs(before.box.bottom - line.box.bottom) <= SAME_FOOT * line.size
            and abs(before.size - line.size) <= SAME_FOOT * line.size
            and 0.0 <= line.box.x0 - before.box.x1 <= WORD_SPACE * line.size
        ):
            joined[-1] = make_line(line.page, (*before.words, *line.words))
        else:
            joined.append(line)
    return joined


def find_badges(words: Iterable[Word], signs: Iterable[Drawing | Fill]) -> list[tuple[Word, Box]]:
    """Words of one or two letters that stand alone in a small shape, with the shape: a "G" in a circle."""
    shapes = sorted(
        (
            sign.box
            for sign in signs
            if BADGE[0] <= sign.x1 - sign.x0 <= BADGE[1] and BADGE[0] <= sign.bottom - sign.top <= BADGE[1]
        ),
        key=lambda box: box.cy,
    )
    if not shapes:
        return []
    heights = [box.cy for box in shapes]
    words = list(words)
    found: list[tuple[Word, Box]] = []
    for word in words:
        if len(word.text) > BADGE_LETTERS or not word.text.isalnum():
            continue
        reach = BADGE[1] / 2
        near = shapes[bisect_left(heights, word.cy - reach) : bisect_right(heights, word.cy + reach)]
        around = [
            box
            for box in near
            if box.x0 <= word.x0
            and word.x1 <= box.x1
            and box.holds(word.cx, word.cy)
            and box.height >= BADGE_HEIGHT * word.size
        ]
        box = min(around, key=lambda box: box.area, default=None)
        if box is not None and not any(box.holds(other.cx, other.cy) for other in words if other is not word):
            found.append((word, box))
    return found


def _behind_badges(pieces: list[Piece], badges: dict[int, Box]) -> list[Piece]:
    """Let text that stands behind a badge begin at the badge: its later lines do."""
    alone = [
        (badges[id(p.line.words[0])], p) for p in pieces if len(p.line.words) == 1 and id(p.line.words[0]) in badges
    ]
    moved: list[Piece] = []
    for piece in pieces:
        line = piece.line
        before = [
            box
            for box, badge in alone
            if badge is not piece and 0 <= line.box.x0 - box.x1 <= line.size and box.top <= line.box.cy <= box.bottom
        ]
        moved.append(piece._replace(edge=max(before, key=lambda box: box.x1).x0) if before else piece)
    return moved


def _piece(line: Line, sign: Box | None) -> Piece:
    words = line.words
    if sign is not None:
        return Piece(line, DRAWN, "bullet", sign.x0, line.box.x0, _foot(words, line.size))
    kind = markers.line_marker(line)
    if kind is None:
        return Piece(line, "", None, line.box.x0, line.box.x0, _foot(words, line.size))
    return Piece(line, words[0].text, kind, line.box.x0, words[1].x0, _foot(words[1:], line.size))


def _foot(words: Sequence[Word], size: float) -> float:
    """Lower edge of the words in the line's own size: the one that most letters share."""
    first = words[0].bottom
    if len({word.bottom for word in words}) == 1:
        return first
    counts: Counter[float] = Counter()
    for word in words:
        if abs(word.size - size) < 0.05 * size:
            counts[round(word.bottom, 1)] += len(word.text)
    return max(sorted(counts), key=lambda bottom: counts[bottom]) if counts else max(word.bottom for word in words)


def _shared_edges(lines: Iterable[Line]) -> frozenset[int]:
    """Left edges, in whole points, at which several lines begin: where columns do."""
    counts = Counter(round(line.box.x0) for line in lines)
    return frozenset(x for x, n in counts.items() if n + counts.get(x - 1, 0) + counts.get(x + 1, 0) >= EDGE_LINES)


def _split(line: Line, areas: Sequence[Box], badges: dict[int, Box], edges: frozenset[int]) -> list[Line]:
    """``line`` parted at wide gaps, at the edges of panels and columns, and around badges."""
    words = _unglued(line)
    if len(words) == 1:
        return [line]
    areas = _edges_across(areas, line.box) if areas else ()
    runs: list[list[Word]] = [[words[0]]]
    for left, right in pairwise(words):
        gap = right.x0 - left.x1
        wide = gap > WIDE_GAP * line.size and not left.text.endswith("." * LEADERS_MIN)
        if not wide and gap > 0 and areas:
            wide = panels.innermost(areas, left.box) != panels.innermost(areas, right.box)
        if not wide and gap > BULLET_GAP * line.size:
            wide = markers.marker_kind(right.text) == "bullet" or round(right.x0) in edges
        if wide or (badges and (id(left) in badges or id(right) in badges)):
            runs.append([])
        runs[-1].append(right)
    if len(runs) == 1 and words is line.words:
        return [line]
    return [make_line(line.page, run) for run in runs]


def _edges_across(areas: Sequence[Box], line: Box) -> list[Box]:
    """Those of ``areas`` of which a side stands within a line."""
    low, high = line.cy - panels.SLACK, line.cy + panels.SLACK
    return [
        area
        for area in areas
        if (line.x0 < area.x0 < line.x1 or line.x0 < area.x1 < line.x1) and area.top <= high and low <= area.bottom
    ]


def _unglued(line: Line) -> tuple[Word, ...]:
    """The words of ``line`` with a bullet that has no space behind it taken off the first.

    Where the text begins is reckoned from the width of the line's letters: the reader gives words, not letters.
    """
    first = line.words[0]
    if len(first.text) < 2 or not markers.is_sign(first.text[0]) or not first.text[1].isalnum():
        return line.words
    others = line.words[1:] or (first,)
    letter = sum(word.x1 - word.x0 for word in others) / sum(len(word.text) for word in others)
    text_x0 = max(first.x1 - letter * (len(first.text) - 1), first.x0 + 0.3 * first.size)
    sign = first._replace(text=first.text[0], x1=min(first.x0 + 0.5 * first.size, text_x0))
    style = others[0]
    rest = style._replace(text=first.text[1:], x0=text_x0, x1=first.x1)
    return (sign, rest, *line.words[1:])


def _join_markers(lines: list[Line]) -> list[Line]:
    """Put markers that were set apart before the text they belong to."""
    bare = [line for line in lines if markers.is_bare_marker(line)]
    if not bare:
        return lines
    texts = sorted((line for line in lines if not markers.is_bare_marker(line)), key=lambda ln: (ln.box.top, ln.box.x0))
    taken: dict[int, Line] = {}
    alone: list[Line] = []
    for marker in bare:
        behind = [
            i
            for i, text in enumerate(texts)
            if i not in taken and -1.0 <= text.box.x0 - marker.box.x1 <= MARKER_REACH * text.size
        ]
        near = [i for i in behind if abs(texts[i].box.cy - marker.box.cy) <= 0.5 * max(texts[i].size, marker.size)]
        if near:
            taken[min(near, key=lambda i: texts[i].box.x0)] = marker
        elif below := _below(marker, behind, texts):
            taken[below[0]] = marker
        else:
            alone.append(marker)
    joined = [
        make_line(text.page, (*taken[i].words, *text.words)) if i in taken else text for i, text in enumerate(texts)
    ]
    return [*joined, *alone]


def _below(marker: Line, behind: Iterable[int], texts: Sequence[Line]) -> list[int]:
    """Of the texts ``behind`` a bullet that stands alone, those on the next line, left to right: broken off it.

    A number alone is as often one of a page or a chapter, and takes nothing.
    """
    if markers.marker_kind(marker.words[0].text) != "bullet":
        return []
    found = [
        i
        for i in behind
        if 0.0 < texts[i].box.cy - marker.box.cy <= BELOW_MARKER * texts[i].size
        and abs(texts[i].size - marker.size) <= SAME_FOOT * marker.size
        and markers.line_marker(texts[i]) is None
    ]
    return sorted(found, key=lambda i: texts[i].box.x0)


def _drawn_bullets(lines: Sequence[Line], signs: Iterable[Drawing | Fill]) -> dict[int, Box]:
    """Boxes of drawn bullets by the index of the line they stand before; what is a part of an icon is none."""
    signs = list(signs)
    size = max((line.size for line in lines), default=0.0)
    largest = DRAWN_MAX * size
    dots = [
        sign.box
        for sign in signs
        if DRAWN_MIN <= sign.x1 - sign.x0 <= largest
        and DRAWN_MIN <= sign.bottom - sign.top <= largest
        and 0.7 <= (sign.x1 - sign.x0) / (sign.bottom - sign.top) <= 1.4
    ]
    if not dots:
        return {}
    icons = [sign.box for sign in signs if largest < max(sign.x1 - sign.x0, sign.bottom - sign.top) <= ICON_MAX * size]
    dots.sort(key=lambda box: box.cy)
    heights = [box.cy for box in dots]
    found: dict[int, Box] = {}
    for i, line in enumerate(lines):
        reach = 0.4 * line.size
        beside = dots[bisect_left(heights, line.box.cy - reach) : bisect_right(heights, line.box.cy + reach)]
        fitting = [
            box
            for box in beside
            if -1.0 <= line.box.x0 - box.x1 <= MARKER_REACH * line.size
            and max(box.width, box.height) <= DRAWN_MAX * line.size
            and not any(icon.holds(box.cx, box.cy) for icon in icons)
        ]
        if fitting and markers.line_marker(line) is None:
            found[i] = max(fitting, key=lambda box: box.x1)
    return found
