"""Words → the places of a grid that hold them.

A word belongs to the place that holds its middle; the words of a phrase stay together where no line is drawn between.
Print that runs across white partings joins the places it covers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.lines import CURRENCIES, Phrase, is_figure, is_sign, make_phrase
from extractors.layout.tables.lines.cell_sides import DrawnSides, Sides
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.rows.sections import FIGURES, columns_below, is_entry
from schemas.page import Word

REACH = 0.3
"""Share of a phrase that must lie in a column for the phrase to span it."""


@dataclass(frozen=True, slots=True)
class PlacedPrint:
    """What the places of a grid print, by row and column."""

    words: list[list[list[Word]]]
    joins: list[list[bool]]
    """Whether print runs from a place into the one to its right."""
    marked: set[tuple[int, int]]
    """Places of marks that are drawn."""

    def holds(self, row: int, column: int) -> bool:
        """Whether the place prints or is marked."""
        return bool(self.words[row][column]) or (row, column) in self.marked


def place_print(draft: Draft, sides: Sides) -> PlacedPrint:
    """The print of ``draft``, whose drawn sides are ``sides``, by place."""
    m, n = draft.row_count, draft.column_count
    found = PlacedPrint([[[] for _ in range(n)] for _ in range(m)], [[False] * n for _ in range(m)], set())
    for row in draft.rows:
        for phrase, after in zip(row.phrases, [*row.phrases[1:], None], strict=True):
            alone = len(phrase.words) == 1 and phrase.words[0].text in CURRENCIES
            if alone and after is not None and is_figure(after):
                _place_sign(phrase, after, draft, sides.right, found.words)
            elif phrase.words:
                _place(phrase, draft, sides.right, found.words, found.joins)
            else:
                found.marked.add((_at(draft.ys, phrase.cy), _at(draft.xs, phrase.cx)))
    for phrase in draft.turned:
        _place_turned(phrase, draft, sides.below, found.words)
    _span_sections(draft, sides.right, found.words, found.joins)
    return found


def _at(places: Sequence[float], value: float) -> int:
    """Index of the stretch between partings that holds ``value``."""
    at = bisect_right(places, value) - 1
    last = len(places) - 2
    return last if at > last else 0 if at < 0 else at


def _place(
    phrase: Phrase,
    draft: Draft,
    closed_right: DrawnSides,
    words: list[list[list[Word]]],
    joins: list[list[bool]],
) -> None:
    """Give the words of ``phrase`` to their places and note where it runs across a white parting."""
    xs = draft.xs
    r = _at(draft.ys, phrase.cy)
    c = _at(xs, phrase.x0)
    if phrase.x1 <= xs[c + 1]:
        words[r][c] += phrase.words
        return
    run: list[Word] = []
    first = _at(xs, phrase.words[0].cx)
    runs: list[list[Word]] = []
    column = first
    for word in phrase.words:
        c = _at(xs, word.cx)
        if run and any(closed_right[k][r] for k in range(column + 1, c + 1)):
            runs.append(run)
            run = []
        run.append(word)
        column = max(column, c) if run[:-1] else c
    runs.append(run)
    for run in runs:
        x0, x1 = min(w.x0 for w in run), max(w.x1 for w in run)
        width = max(x1 - x0, 0.1)
        reached = []
        best, best_share = _at(xs, (x0 + x1) / 2), 0.0
        for c in range(_at(xs, x0), _at(xs, x1) + 1):
            shared = min(x1, xs[c + 1]) - max(x0, xs[c])
            if shared > best_share:
                best, best_share = c, shared
            if shared > min(REACH * width, 0.5 * (xs[c + 1] - xs[c])):
                reached.append(c)
        if len(reached) > 1 and not any(closed_right[k][r] for k in range(reached[0] + 1, reached[-1] + 1)):
            for c in range(reached[0], reached[-1]):
                joins[r][c] = True
            words[r][reached[0]] += run
        else:
            words[r][best] += run


def _place_turned(phrase: Phrase, draft: Draft, closed_below: DrawnSides, words: list[list[list[Word]]]) -> None:
    """Give the words of a turned phrase to the place of its middle; drawn level lines part it into labels."""
    c = _at(draft.xs, phrase.cx)
    runs: list[list[Word]] = []
    row = 0
    for word in phrase.words:
        r = _at(draft.ys, word.cy)
        if not runs or any(closed_below[k][c] for k in range(min(row, r) + 1, max(row, r) + 1)):
            runs.append([])
        runs[-1].append(word)
        row = r
    for run in runs:
        words[_at(draft.ys, (min(w.top for w in run) + max(w.bottom for w in run)) / 2)][c] += run


def _place_sign(
    sign: Phrase,
    figure: Phrase,
    draft: Draft,
    closed_right: DrawnSides,
    words: list[list[list[Word]]],
) -> None:
    """Give a sign of currency to the place of the figure after it: it may stand nearer to the figure before it."""
    r, own, c = _at(draft.ys, sign.cy), _at(draft.xs, sign.cx), _at(draft.xs, figure.cx)
    parted = any(closed_right[k][r] for k in range(own + 1, c + 1))
    words[r][own if parted else c] += sign.words


def _span_sections(
    draft: Draft, closed_right: DrawnSides, words: list[list[list[Word]]], joins: list[list[bool]]
) -> None:
    """Let a lone line of words in a column of figures span the columns it is centred over."""
    filled = [[bool(held) for held in row] for row in words]
    if not any(sum(row) == 1 for row in filled[1:]):
        return
    signs = [[bool(held) and is_sign(make_phrase(held)) for held in row] for row in words]
    first = next((r for r, row in enumerate(signs) if sum(row) > 1), len(words))
    second = min((w.x0 for row in words for w in row[1]), default=draft.xs[1]) if draft.column_count > 1 else 0.0
    for r in range(max(1, first - 1), len(words)):
        if sum(filled[r]) != 1:
            continue
        c = filled[r].index(True)
        if is_entry(make_phrase(words[r][c])):
            continue
        figures, entries = sum(row[c] for row in signs), sum(row[c] for row in filled)
        span = (
            columns_below(make_phrase(words[r][c]), draft.xs, second)
            if c and figures >= FIGURES * (entries - 1) > 0
            else None
        )
        if span is None or any(closed_right[k + 1][r] for k in range(*span)):
            continue
        words[r][span[0]], words[r][c] = words[r][c], []
        for k in range(*span):
            joins[r][k] = True
