"""Verdicts that stand above the title they rate: "Vurdering: opfyldt", right below it "Røgfri skoletid".

Reading order alone gives each of them to the recommendation before. They belong to the title below where every verdict
of the document stands right above a title, nearer to it than to what is printed above, or where each title that looks
as these do has one above it.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.kinds.assessment.forms.form_pieces import Piece

FEWEST = 3
"""Fewer verdicts show no habit."""
NEARER = 1.0
"""Points by which a verdict is nearer to its title than to what stands above it."""


def with_verdicts_below(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which verdicts that stand above their titles come behind them."""
    rated = [i for i, piece in enumerate(pieces) if piece.kind == "rating"]
    if len(rated) < FEWEST or not all(i + 1 < len(pieces) and pieces[i + 1].kind == "heading" for i in rated):
        return list(pieces)
    nearer = [_is_nearer_below(pieces, i) for i in rated]
    if (False in nearer or nearer.count(True) < FEWEST) and not _have_all_titles(pieces, rated):
        return list(pieces)
    made = list(pieces)
    for i in rated:
        made[i], made[i + 1] = pieces[i + 1], pieces[i]
    return made


def _is_nearer_below(pieces: Sequence[Piece], at: int) -> bool | None:
    """Whether a verdict is nearer to the title below it than to what is above; None where a page begins with it."""
    below = _gap(pieces[at], pieces[at + 1])
    above = _gap(pieces[at - 1], pieces[at]) if at else None
    if below is None or below < 0:
        return False
    return None if above is None else above > below + NEARER


def _have_all_titles(pieces: Sequence[Piece], rated: Sequence[int]) -> bool:
    """Whether all headings that look like those below the verdicts stand below a verdict."""
    looks = {pieces[i + 1].look for i in rated}
    alike = [i for i, piece in enumerate(pieces) if piece.kind == "heading" and piece.look in looks]
    return alike == [i + 1 for i in rated]


def _gap(above: Piece, below: Piece) -> float | None:
    """The white between two pieces of one page."""
    if not above.lines or not below.lines or above.lines[-1].page != below.lines[0].page:
        return None
    return below.lines[0].box.top - above.lines[-1].box.bottom
