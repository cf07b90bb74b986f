"""Where one paragraph, heading or list item ends and the next begins, within one column.

Signals, in order of precedence:

1. a marker at the start of the next line; a dash or number only where its neighbours show that it is no wrapped text;
2. a change of style: size, weight of whole lines, or a beginning in bold where the block above has one too;
3. more leading than the same print has elsewhere;
4. an indent or outdent against the block's own edge, or print at the far end of a line that other print begins;
5. a line that was broken though its next word had room, before a capital or after a full stop; under a marker that
   hangs outside the text, after a full stop alone.

The module knows no language: capitals and full stops are typography to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.layout.pieces import Piece
from schemas.layout import Line

EXTRA_LEADING = 1.22
"""Leading beyond the usual by this factor begins a new block."""
TIGHT = 0.6
"""Points of leading that rounding and a change of font move."""
USUAL_LEADING = 1.25
"""Leading in font sizes where a document shows none of its own."""
LEADING_MAX = 2.2
"""Lines further apart than this many font sizes never belong to one block."""
SAME_SIZE = 0.07
"""Sizes that differ by a smaller share are one: scaled type gives 8.3 beside 8.6."""
INDENT = 0.6
"""Font sizes by which a first line is set in."""
SAME_EDGE = 2.5
"""Points within which two edges are one."""
ROOM = 2.0
"""Points that must be left over before a word is said to have had room."""
BODY_LIKE = 1.1
"""Print up to this factor larger than the body is body text."""
SPACE = 0.3
"""Width of a space in font sizes."""
ENDS = (".", ":", "!", "?", "…", ".”", '."', ")", ";")


class Reach(NamedTuple):
    """How far right the lines of a column reach, in points."""

    longest: float
    """As far as the longest: so much is certain."""
    free: float
    """As far as there is free space beside it."""


def usual_leading(columns: Iterable[Sequence[Piece]]) -> dict[float, float]:
    """Distance of neighbouring lines within a paragraph by their font size, both in points.

    Lines that begin with a small letter go on with the one above and show it best. Without any, lines within a
    paragraph stand closest: where paragraphs of one line prevail, the wider distance is the more frequent one, so the
    smallest that is at least a third as frequent as the most frequent is taken.
    """
    wrapped: dict[float, Counter[float]] = defaultdict(Counter)
    counts: dict[float, Counter[float]] = defaultdict(Counter)
    for column in columns:
        for above, below in pairwise(column):
            size = below.line.size
            if abs(above.line.size - size) < 0.3:
                step = below.foot - above.foot
                if 0.8 * size < step < LEADING_MAX * size:
                    counts[round(size, 1)][round(step * 2) / 2] += 1
                    if below.kind is None and below.line.text[0].islower():
                        wrapped[round(size, 1)][round(step * 2) / 2] += 1
    chosen = {size: wrapped.get(size) or found for size, found in counts.items()}
    return {
        size: min(step for step, n in found.items() if 3 * n >= max(found.values())) for size, found in chosen.items()
    }


def group_pieces(
    pieces: Sequence[Piece], leading: dict[float, float], reach: dict[int, Reach]
) -> list[tuple[bool, list[Piece]]]:
    """Group the pieces of one column into blocks; with each, whether it starts with a marker that counts.

    Args:
        pieces: one column, in reading order.
        leading: usual distance of lines by font size, see :func:`usual_leading`.
        reach: right edge of the text by rounded font size, see :func:`right_edges`.
    """
    rights = [reach.get(round(piece.line.size), Reach(0.0, 0.0)) for piece in pieces]
    starts = _marked(pieces, rights)
    groups: list[tuple[bool, list[Piece]]] = []
    for i, (piece, right, starting) in enumerate(zip(pieces, rights, starts, strict=True)):
        if not groups or starting or _ends_line(pieces[:i], piece) or _breaks(groups[-1], piece, right, leading):
            groups.append((starting, [piece]))
        else:
            groups[-1][1].append(piece)
    return groups


def right_edges(pieces: Iterable[Piece], bound: float = 0.0, body_size: float = 0.0) -> dict[int, Reach]:
    """How far right lines reach, by their rounded size: a title may run wider than the text under it.

    Lines reach as far as the longest for sure. Body text reaches as far as there is free space beside it, unless a line
    that was certainly wrapped – the next begins with a small letter – shows that it ends sooner.

    Args:
        pieces: the pieces of one column or of stretches of one column, in reading order.
        bound: where the free space ends, in points; 0.0 when that is not known.
        body_size: font size of the body; larger print is set in lines of its own choice.
    """
    longest: dict[int, float] = {}
    limits: dict[int, float] = {}
    above: Piece | None = None
    for piece in pieces:
        size = round(piece.line.size)
        longest[size] = max(longest.get(size, 0.0), piece.line.box.x1)
        if above is not None and round(above.line.size) == size and piece.kind is None and _wraps(above, piece):
            limits[size] = min(limits.get(size, float("inf")), _needed(above, piece))
        above = piece
    reach: dict[int, Reach] = {}
    for size, right in longest.items():
        free = bound > right and size <= body_size * BODY_LIKE
        reach[size] = Reach(right, max(right, min(bound, limits.get(size, float("inf")))) if free else right)
    return reach


def _wraps(above: Piece, piece: Piece) -> bool:
    """Whether ``piece`` certainly goes on with the line above."""
    step = piece.foot - above.foot
    return piece.line.text[0].islower() and 0 < step < LEADING_MAX * piece.line.size


def _needed(above: Piece, piece: Piece) -> float:
    """Right edge of a line that could hold ``above`` and the first word of ``piece``."""
    word = piece.line.words[0]
    return above.line.box.x1 + SPACE * piece.line.size + (word.x1 - word.x0) + ROOM


def _marked(pieces: Sequence[Piece], rights: Sequence[Reach]) -> list[bool]:
    """Which pieces start a list item."""
    dashes = Counter(round(piece.edge) for piece in pieces if piece.kind == "dash")
    result: list[bool] = []
    for i, piece in enumerate(pieces):
        if piece.kind == "dash":
            result.append(dashes[round(piece.edge)] > 1 or _stands_out(pieces, i))
        elif piece.kind in ("number", "letter"):
            result.append(_counts(pieces, i, rights[i]) and (not _reads_on(piece) or _in_sequence(pieces, i)))
        else:
            result.append(piece.kind is not None)
    return result


def _stands_out(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a dash begins a line of its own: first, after a gap, a colon or a bold line, or set in."""
    if i == 0:
        return True
    piece, above = pieces[i], pieces[i - 1]
    apart = piece.foot - above.foot > 1.6 * piece.line.size
    led = above.line.text.endswith(":") or (above.line.bold and not piece.line.bold)
    return apart or led or piece.edge > above.edge + INDENT * piece.line.size


def _reads_on(piece: Piece) -> bool:
    """Whether text goes on behind a number without a capital, as behind an ordinal: "16. oktober"."""
    words = piece.line.words
    return piece.kind == "number" and len(words) > 1 and words[1].text[0].islower()


def _in_sequence(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a number at the same edge comes right before or after the one of piece ``i``."""
    own = _last_number(pieces[i].marker)
    return own is not None and any(
        k != i
        and other.kind == "number"
        and abs(other.edge - pieces[i].edge) <= SAME_EDGE
        and _last_number(other.marker) in (own - 1, own + 1)
        for k, other in enumerate(pieces)
    )


def _last_number(marker: str) -> int | None:
    digits = [part for part in marker.strip("().").split(".") if part.isdigit()]
    return int(digits[-1]) if digits else None


def _counts(pieces: Sequence[Piece], i: int, right: Reach) -> bool:
    """Whether a number or letter at the start of a line counts something: a wrapped "2." ends a sentence."""
    if i == 0:
        return True
    piece, above = pieces[i], pieces[i - 1]
    if piece.foot - above.foot > 1.6 * piece.line.size or abs(piece.line.size - above.line.size) > 0.3:
        return True
    if piece.line.bold != above.line.bold or above.line.text.endswith(ENDS):
        return True
    return _needed(above, piece) < right.longest or _counts_on(above, piece)


def _counts_on(above: Piece, piece: Piece) -> bool:
    """Whether two lines below each other begin with rising numbers and capitals: a list may leave numbers out."""
    if above.kind != "number" or piece.kind != "number" or abs(above.edge - piece.edge) > SAME_EDGE:
        return False
    before, own = _last_number(above.marker), _last_number(piece.marker)
    return before is not None and own is not None and before < own and not (_reads_on(above) or _reads_on(piece))


def _breaks(block: tuple[bool, list[Piece]], piece: Piece, right: Reach, leading: dict[float, float]) -> bool:
    """Whether ``piece`` begins a new block after ``block`` in a column that reaches to ``right``."""
    marked, members = block
    above, line = members[-1].line, piece.line
    step = piece.foot - members[-1].foot
    if step < 0.5 * min(line.size, above.size) or step > LEADING_MAX * line.size:
        return True
    if abs(line.size - above.size) > SAME_SIZE * max(line.size, above.size) and not _is_remnant(piece, members[-1]):
        return True
    if all(p.line.bold for p in members) != line.bold and _pure(piece) and all(_pure(p) for p in members):
        return True
    if above.text.endswith(ENDS) and line.text[0].isupper() and _is_italic(line) and not _is_italic(above):
        return True
    if above.text.endswith(ENDS) and line.text[0].isupper() and _begin_alike_in_bold(members, line):
        return True
    if len(members) > 1:
        usual = min(below.foot - over.foot for over, below in pairwise(members))
    else:
        usual = leading.get(round(line.size, 1), USUAL_LEADING * line.size)
    if step > usual * EXTRA_LEADING + TIGHT:
        return True
    if _edge_breaks(marked, members, piece):
        return True
    first = members[0]
    hangs = marked and first.text_edge > first.edge + SAME_EDGE and abs(piece.edge - first.text_edge) <= SAME_EDGE
    return not (hangs and not above.text.endswith(ENDS)) and _had_room(members[-1], piece, right)


def _ends_line(before: Sequence[Piece], piece: Piece) -> bool:
    """Whether the last of ``before`` ends a line that other print begins, and ``piece`` starts anew further left.

    A verdict at the edge of its title's line stands there for itself; an answer set in behind its label may wrap.
    """
    if len(before) < 2:
        return False
    first, above = before[-2], before[-1]
    beside = abs(first.foot - above.foot) < 0.5 * min(first.line.size, above.line.size)
    behind = beside and first.line.box.x1 < above.edge and piece.edge < above.edge - INDENT * piece.line.size
    return behind and not piece.line.text[0].islower()


def _is_remnant(piece: Piece, above: Piece) -> bool:
    """Whether ``piece`` is the short rest of a paragraph that consists of raised numbers alone."""
    text = piece.line.text
    return len(text) <= 4 and piece.line.size < above.line.size and not any(ch.isalpha() for ch in text)


def _pure(piece: Piece) -> bool:
    """Whether a line is bold, or not bold, from end to end."""
    words = piece.line.words[1:] if piece.kind is not None and len(piece.line.words) > 1 else piece.line.words
    return all(word.bold == piece.line.bold for word in words)


def _begin_alike_in_bold(members: Sequence[Piece], line: Line) -> bool:
    """Whether a line begins in bold below plain print, as the block does: each has a title of its own run in."""
    return line.words[0].bold and not members[-1].line.words[-1].bold and members[0].line.words[0].bold


def _is_italic(line: Line) -> bool:
    """Whether a line is in italics from end to end."""
    return all(word.italic for word in line.words)


def _edge_breaks(marked: bool, members: Sequence[Piece], piece: Piece) -> bool:
    """Whether the left edge of ``piece`` says that it goes on with another thing."""
    first, above = members[0], members[-1]
    indent = INDENT * piece.line.size
    if _centred(above, piece):
        return False
    if marked:
        if piece.edge >= first.text_edge - SAME_EDGE:
            return piece.edge > first.text_edge + 2 * indent
        hanging = len(members) > 1 and abs(above.edge - first.text_edge) <= SAME_EDGE
        return hanging or piece.edge < first.edge - SAME_EDGE
    if len(members) == 1:
        return piece.edge > above.edge + indent
    return abs(piece.edge - above.edge) > indent


def _centred(above: Piece, piece: Piece) -> bool:
    """Whether two lines of different edges stand on one axis."""
    return abs(piece.line.box.cx - above.line.box.cx) <= SAME_EDGE and abs(piece.edge - above.edge) > SAME_EDGE


def _had_room(above: Piece, piece: Piece, right: Reach) -> bool:
    """Whether ``piece`` was begun though its first word had room at the end of ``above``."""
    starts = piece.line.text[0]
    ended = above.line.text.endswith(ENDS)
    if _centred(above, piece):
        return ended and starts.isupper()
    needed = _needed(above, piece)
    if starts.isdigit():
        return needed <= (right.free if ended else right.longest)
    return needed <= right.free and (starts.isupper() or starts in "\"”“»'’([")
