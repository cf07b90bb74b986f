"""Ratings in a margin: boxes to tick or verdicts in a column of their own, each beside the title that it rates.

Reading order gives all titles of a page first and all ratings behind them, or before them; height tells whose each is.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.kinds.assessment.forms.bands import Band, bands_of, nearest_band
from extractors.kinds.assessment.forms.form_pieces import Piece, verdicts_that_return
from extractors.kinds.assessment.forms.prose_starts import text_of
from extractors.kinds.assessment.wordings.form_records import RATING_LABEL, is_verdict

FEWEST = 3
"""Fewer ratings show no habit."""
MOST = 2 / 3
"""Share of the ratings that stand in the margin; others are a key, or stand below their titles."""


def with_margin_ratings(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which each rating in a margin comes right behind the title at its height."""
    rated = _ratings(pieces)
    if len(rated) < FEWEST:
        return list(pieces)
    titles = {i for i, piece in enumerate(pieces) if piece.kind == "heading"}.difference(rated)
    bands = bands_of(pieces, titles)
    owner = {i: title for i in rated if (title := _title_beside(pieces, i, bands)) is not None}
    if len(owner) < MOST * len(rated) or not _rate(pieces, owner):
        return list(pieces)
    own: dict[int, list[Piece]] = defaultdict(list)
    for i, title in owner.items():
        own[title].append(_as_answer(pieces[i]))
    return [other for i, piece in enumerate(pieces) if i not in owner for other in (piece, *own.get(i, ()))]


def _rate(pieces: Sequence[Piece], owner: Mapping[int, int]) -> bool:
    """Whether what stands beside titles rates: one for each, in columns; words that are the same for all head them."""
    answers = Counter(title for i, title in owner.items() if pieces[i].kind != "options")
    words = {text_of(pieces[i]) for i in owner if pieces[i].kind not in ("options", "rating")}
    several = len(set(owner.values())) >= FEWEST and max(answers.values(), default=1) == 1
    return several and len(words) != 1 and _stand_in_columns([pieces[i] for i in owner])


def _ratings(pieces: Sequence[Piece]) -> list[int]:
    """Lists of options, steps, and verdicts in a document's own words: some return, others stand in line with these."""
    found = {
        i for i, p in enumerate(pieces) if p.kind in ("rating", "verdict", "options") and p.label in ("", RATING_LABEL)
    }
    short = [i for i, p in enumerate(pieces) if p.kind in ("text", "heading") and len(p.lines) == 1]
    again = verdicts_that_return(text_of(pieces[i]) for i in short)
    places = {_place(pieces[i]) for i in short if text_of(pieces[i]) in again}
    found |= {i for i in short if _place(pieces[i]) in places and is_verdict(text_of(pieces[i]))} if places else set()
    return sorted(found)


def _stand_in_columns(ratings: Sequence[Piece]) -> bool:
    """Whether most stand below each other: at one edge or in the middle. Behind titles each stands where these end."""
    boxes = [piece.lines[0].box for piece in ratings]
    for edges in ([box.x0 for box in boxes], [box.cx for box in boxes], [box.x1 for box in boxes]):
        counts = Counter(map(round, edges))
        if sum(n for n in counts.values() if n > 1) >= MOST * len(boxes):
            return True
    return False


def _place(piece: Piece) -> tuple[int, tuple[float, bool]]:
    return round(piece.lines[0].box.x0), piece.look


def _as_answer(piece: Piece) -> Piece:
    return piece if piece.kind == "options" else replace(piece, kind="rating", label=RATING_LABEL)


def _title_beside(pieces: Sequence[Piece], rating: int, bands: Mapping[int, Band]) -> int | None:
    """The title at whose height a rating stands in a margin; None where it has none, or stands among other print."""
    line = pieces[rating].lines[0]
    # A list of boxes may reach further down than a short text, and is read line by line.
    below = math.inf if pieces[rating].kind == "options" else line.box.height
    title = nearest_band(bands, line.page, line.box, below=below)
    return None if title is None or _is_among_print(pieces, rating, bands[title]) else title


def _is_among_print(pieces: Sequence[Piece], rating: int, band: Band) -> bool:
    """Whether other print at the height of a band stands above or below a rating: it is in no margin."""
    box = pieces[rating].lines[0].box
    return any(
        line.page == band.page
        and band.box.top <= line.box.cy <= band.box.bottom
        and line.box.x0 < box.x1
        and line.box.x1 > box.x0
        for piece in pieces
        if piece.kind in ("heading", "text", "pair", "label")
        for line in piece.lines
        if line is not pieces[rating].lines[0]
    )
