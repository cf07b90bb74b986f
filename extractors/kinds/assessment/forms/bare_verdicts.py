"""Verdicts alone on lines above or before the titles they rate: a label in a colour over the name of each card.

A verdict may close the text above it as well. White tells: it stands nearer to its title than to what is above it, and
does so again and again. Where print is set evenly, the last title with no verdict below it tells. Verdicts that have a
label of their own above titles are those of ``verdicts_above``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.kinds.assessment.forms.form_pieces import Piece, on_one_line
from extractors.kinds.assessment.forms.plain_titles import may_be_name
from extractors.kinds.assessment.forms.prose_starts import text_of
from extractors.kinds.assessment.wordings.form_records import RATING_LABEL, is_verdict
from extractors.kinds.assessment.wordings.run_in import lines_of_places, without_brackets
from extractors.kinds.assessment.wordings.scales import is_step_wording
from extractors.kinds.wording import level_of_cell
from schemas.layout import Line

MIN_RUN = 3
"""Fewer verdicts show no habit."""
VERDICT_WORDS = 5
"""Words of a verdict that is no step and comes but once."""
MOST = 0.8
"""Share of the verdicts that stand as the habit says."""
NEAR = 1.5
"""A title begins no further below its verdict than this share of the height of print."""
NEARER = 1.2
"""The white above such a verdict is so many times that below it."""


def with_bare_verdicts(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which verdicts right above titles, or left of them, come behind these, as in all other forms."""
    alone = _verdicts_alone(pieces)
    if len(alone) < MIN_RUN or len({_bare(pieces[i]) for i in alone}) < 2:
        return list(pieces)
    held = [i for i in alone if _is_titled(pieces, i)]
    names = {text_of(pieces[i + 1]) for i in held}
    if len(held) < max(MIN_RUN, MOST * len(alone)) or len(names) < len(held) or any(_head_lists(pieces, held)):
        return list(pieces)
    nearer = sum(_is_nearer_below(pieces, i) for i in held)
    if nearer < MOST * len(held) and not _leads(pieces, held):
        return list(pieces)
    moved = {i + 1 for i in held}
    settled: list[Piece] = []
    for i, piece in enumerate(pieces):
        if i in held:
            settled.append(replace(pieces[i + 1], kind="heading", label=""))
            said = without_brackets([(line, word) for line in piece.lines for word in line.words])
            settled.append(replace(piece, kind="rating", label=RATING_LABEL, lines=lines_of_places(said)))
        elif i not in moved:
            settled.append(piece)
    return settled


def _verdicts_alone(pieces: Sequence[Piece]) -> list[int]:
    """The pieces that are nothing but a verdict: steps, wordings that return, and others in the same print."""
    every = [i for i in range(len(pieces)) if _may_rate(pieces, i) and is_verdict(_bare(pieces[i]))]
    said = Counter(_bare(pieces[i]) for i in every)
    sure = [i for i in every if said[_bare(pieces[i])] > 1 or is_step_wording(_bare(pieces[i]))]
    sizes = {round(pieces[i].lines[0].size, 1) for i in sure}
    sizes -= _sizes_of_titles(pieces, sure)
    return [i for i in every if i in sure or (round(pieces[i].lines[0].size, 1) in sizes and _is_short(pieces[i]))]


def _is_short(piece: Piece) -> bool:
    return len(piece.lines[0].words) <= VERDICT_WORDS and not text_of(piece).endswith(".")


def _sizes_of_titles(pieces: Sequence[Piece], verdicts: Sequence[int]) -> set[float]:
    """Sizes of print of what stands below verdicts."""
    return {round(pieces[i + 1].lines[0].size, 1) for i in verdicts if i + 1 < len(pieces) and pieces[i + 1].lines}


def _bare(piece: Piece) -> str:
    return text_of(piece).strip("[]() ")


def _may_rate(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece is a line of its own that may say a verdict."""
    piece = pieces[at]
    if piece.kind not in ("text", "heading", "verdict") or len(piece.lines) != 1:
        return False
    if not any(map(str.isalpha, _bare(piece))):
        return False  # Digits above titles count them: the areas of a policy, the cards of a form.
    above, below = (pieces[j] if 0 <= j < len(pieces) else None for j in (at - 1, at + 1))
    if above is not None and above.lines and on_one_line(above.lines, piece.lines):
        return False
    return below is None or not on_one_line(below.lines, piece.lines) or _stands_left(piece, below)


def _stands_left(verdict: Piece, title: Piece) -> bool:
    """Whether a verdict stands on the line that its title begins, before it."""
    beside = on_one_line(title.lines[:1], verdict.lines)
    return beside and verdict.lines[0].box.x1 <= title.lines[0].box.x0


def _is_titled(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a title stands right below a verdict, or first overleaf."""
    if at + 1 >= len(pieces):
        return False
    verdict, title = pieces[at].lines[0], pieces[at + 1]
    if title.kind != "heading" and not (title.kind == "text" and may_be_name(title)):
        return False
    if is_step_wording(_bare(title)) or level_of_cell(text_of(title)) is not None:
        return False
    first = title.lines[0]
    height = max(verdict.box.height, first.box.height)
    below = first.page == verdict.page and 0 <= first.box.top - verdict.box.cy <= NEAR * height + verdict.box.height / 2
    return below or _stands_left(pieces[at], title) or _begins_anew(verdict, first)


def _head_lists(pieces: Sequence[Piece], held: Sequence[int]) -> Iterator[bool]:
    """Whether two items follow each verdict: it heads a list."""
    for i in held:
        yield all(piece.block.kind == "list_item" for piece in pieces[i + 1 : i + 3]) and i + 2 < len(pieces)


def _begins_anew(above: Line, line: Line) -> bool:
    """Whether a line that follows another begins the next page or column."""
    return line.page == above.page + 1 or (line.page == above.page and line.box.bottom < above.box.top)


def _white_above(pieces: Sequence[Piece], at: int) -> float | None:
    """The white above a verdict; None where another column or page begins with it."""
    if not at or not pieces[at - 1].lines or pieces[at - 1].lines[-1].page != pieces[at].lines[0].page:
        return None
    gap = pieces[at].lines[0].box.top - pieces[at - 1].lines[-1].box.bottom
    return gap if gap >= -1 else None


def _is_nearer_below(pieces: Sequence[Piece], at: int) -> bool:
    if _stands_left(pieces[at], pieces[at + 1]):
        return True
    if _begins_anew(pieces[at].lines[0], pieces[at + 1].lines[0]):
        return False
    above = _white_above(pieces, at)
    below = max(pieces[at + 1].lines[0].box.top - pieces[at].lines[0].box.bottom, 0)
    return above is None or above > max(NEARER * below, below + 1)


def _leads(pieces: Sequence[Piece], held: Sequence[int]) -> bool:
    """Whether the first verdict has no title above it and the last title none below, each in its own kind of print."""
    titles = [pieces[i + 1] for i in held]
    size = titles[0].lines[0].size
    alike = all(abs(title.lines[0].size - size) < 1 for title in titles) and titles[0].kind == "heading"
    before = [piece for piece in pieces[: held[0]] if piece.kind == "heading" and abs(piece.lines[0].size - size) < 1]
    after = [piece for piece in pieces[held[-1] + 2 :] if piece.kind == "verdict"]
    texts = any(piece.kind == "text" for a, b in pairwise(held) for piece in pieces[a + 2 : b])
    return alike and not before and not after and texts
