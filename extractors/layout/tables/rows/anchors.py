"""Columns that anchor rows: their entries take one line each, so that each row has one.

Columns of figures and marks of which a row fills only one, as those of one scale, anchor together. Where a table has
both tight and wide spacing, extra space must stand between most entries, unless they are numbers that count, or two
columns have theirs on the same lines: options listed in a cell take a line each, too.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from extractors.layout.lines import Phrase, is_figure, is_sign, is_year
from extractors.layout.tables.rows.bands import Band
from extractors.layout.tables.rows.row_evidence import broken_early

ENTRIES_MIN = 3
"""Fewer entries do not show that a column takes one line each."""
LINES = 1.2
"""Lines an entry takes at most on average."""
FIGURES = 0.6
"""Share of figures from which a column holds figures; the rest are its heads."""
SAID_AGAIN = 2
"""Times that each word of several rows of words among figures is said at least, on average."""
LEAD = 6
"""Letters of an abbreviation before a number at most."""
SHARED = 0.1
"""Share of its entries that a column may have on the lines of another it anchors with."""
BOTH_KINDS = 0.05
"""Share of the gaps that must be wide, and tight, before spacing says which lines belong together."""
SPACED = 0.75
"""Share of its entries that extra space parts in an anchor column of such a table."""
COUNTING = 0.8
"""Share of the steps from one number to the next that must be one or none where numbers count the rows."""
PAIRED = 0.8
"""Share of its entries that a column of figures must have on the lines of another one to be its pair."""
PAIRS_MIN = 5
"""Entries of such a column at least."""
_COUNTED_WORD = re.compile(r"([^\W\d]+\.?)\s\d{1,3}[.:]?")
_ORDINAL = re.compile(r"[A-ZÆØÅ]{0,2}(\d{1,3})[.):]")
_NUMBER = re.compile(r"\d+")
ABSENT = 2.0
"""What a row takes that has no entry of a column which all others fill."""
TWICE = 4.0
"""What a second figure takes."""
SECOND_WORDS = 1.0
"""What further words take, once: they may be a broken line, or one of a list, after all."""


class Anchor(NamedTuple):
    """A column, or several together, with one entry a row."""

    entries: frozenset[int]
    """Bands in which an entry begins."""
    figures: bool
    weight: float
    """Its entries as a share of those of the fullest anchor."""

    def against(self, entries: int) -> float:
        """What speaks against a row with so many entries."""
        if entries == 0:
            return ABSENT * self.weight**2 * (1.0 if self.figures else 0.5)
        return TWICE * (entries - 1) if self.figures else SECOND_WORDS * (entries > 1)


def find_anchors(
    bands: Sequence[Band],
    wide: Sequence[bool],
    room: Sequence[tuple[float, float]],
    wider: float,
    whole: Container[int] = (),
) -> list[Anchor]:
    """The anchors of a table.

    Args:
        bands: its print.
        wide: for each gap between two bands, whether it is wider than that between lines.
        room: left and right end of the room for lines of each column.
        wider: pitch beyond which there is extra space between lines, 0 where it is not known.
        whole: columns each line of which is an entry.
    """
    figures: list[set[int]] = []
    words: list[set[int]] = []
    counting: list[set[int]] = []
    texts: list[set[int]] = []
    for c in range(len(room)):
        held = _without_heads([(i, p) for i, band in enumerate(bands) for p in band.cells.get(c, ())])
        signs = _signs(held) or _counted_words(held)
        numbered = _numbered(held) if not signs else set()
        if numbered:
            texts.append(numbered)
            counting.append(numbered)
        elif held and len(signs) >= FIGURES * len(held):
            figures.append(signs)
            counting += [signs] if _counts_up([p.text for i, p in held if i in signs]) else []
        else:
            entries = {i for i, _ in held} if c in whole else _worded_entries(bands, c, room[c], wider)
            if entries:
                words.append(entries)
    _add_worded_rows(figures, bands)
    telling = [*counting, *(entries for entries in figures if _has_pair(entries, figures))]
    groups = [(group, True) for group in (*_together(figures), *texts)] + [(group, False) for group in words]
    kept = [
        (g, f)
        for g, f in groups
        if len(g) >= ENTRIES_MIN and (_is_spaced(g, wide) or (f and any(own <= g for own in telling)))
    ]
    # Numbers that count the rows say how many there are; words listed in cells are more.
    counted = [len(g) for g, f in kept if f and any(own <= g for own in counting)]
    most = max(counted or [len(g) for g, _ in kept], default=0)
    return [Anchor(frozenset(g), f, min(1.0, len(g) / most)) for g, f in kept]


def _add_worded_rows(figures: Sequence[set[int]], bands: Sequence[Band]) -> None:
    """Add to the columns of figures the rows between two of theirs that print words in every column: "Yes", "No".

    Several of them say the same words again, as lines of a header do not.
    """
    if len(figures) < 2:
        return
    columns = max(len(band.cells) for band in bands)
    every = set.union(*figures)
    whole = [len(b.cells) == columns > 2 and all(len(held) == 1 for held in b.cells.values()) for b in bands]
    at = 0
    for worded, run in groupby(range(len(bands)), key=lambda i: whole[i] and i not in every):
        rows = list(run)
        at += len(rows)
        if not worded or rows[0] - 1 not in every or at not in every:
            continue
        texts = [held[0].text for i in rows for c, held in bands[i].cells.items() if c]
        if len(rows) == 1 or SAID_AGAIN * len(set(texts)) <= len(texts):
            for entries in figures:
                entries.update(rows)


def _without_heads(held: list[tuple[int, Phrase]]) -> list[tuple[int, Phrase]]:
    """The print of a column without what is bold in it, where no more than half is: its heads, on every page."""
    plain = [(i, p) for i, p in held if not p.words or not all(w.bold for w in p.words)]
    return plain if 2 * len(plain) >= len(held) else held


def _signs(held: Sequence[tuple[int, Phrase]]) -> set[int]:
    """Bands in which entries of signs begin: a sign, or what stands before its number on a line of its own ("Nr.").

    A year above other figures is their head.
    """
    signs = {i for i, p in held if is_sign(p)}
    years = {i for i, p in held if i in signs and is_year(p)}
    if 2 * len(years) < len(signs):
        signs -= years & {min(signs)}
    leads = {
        i for (i, p), (k, _) in pairwise(held) if k == i + 1 and k in signs and i not in signs and _is_lead(p.text)
    }
    if 2 * len(leads) > len(signs):
        return signs - {i + 1 for i in leads} | leads
    return signs


def _counted_words(held: Sequence[tuple[int, Phrase]]) -> set[int]:
    """Bands of a column that says one word with a number that goes up, but for its head: "Item 1", "Item 2"."""
    pairs = [(i, p) for i, p in held if len(p.words) == 2 and p.words[1].text[:1].isdigit()]
    parted = [(i, p.text, found) for i, p in pairs if (found := _COUNTED_WORD.fullmatch(p.text))]
    alike = len(parted) >= ENTRIES_MIN and len({found[1] for _, _, found in parted}) == 1
    return {i for i, _, _ in parted} if alike and _counts_up([text for _, text, _ in parted]) else set()


def _numbered(held: Sequence[tuple[int, Phrase]]) -> set[int]:
    """Bands of a column in which texts begin with a number each that counts them: "1. Røgfri skoletid", "2. Rygestop".

    Their further lines begin with none.
    """
    begun = [(i, found) for i, p in held if len(p.words) > 1 and (found := _ORDINAL.fullmatch(p.words[0].text))]
    alike = len(begun) >= ENTRIES_MIN and begun[0][0] == held[0][0]
    return {i for i, _ in begun} if alike and _counts_up([found[1] for _, found in begun]) else set()


def _counts_up(texts: Sequence[str]) -> bool:
    """Whether the entries are numbers that go up by one, or stay: they count the rows, however tight those stand."""
    numbers = [int(found[-1]) for text in texts if (found := _NUMBER.findall(text))]
    steps = [b - a for a, b in pairwise(numbers)]
    return len(numbers) == len(texts) > 1 and sum(step in (0, 1) for step in steps) >= COUNTING * len(steps)


def _has_pair(entries: set[int], columns: Sequence[set[int]]) -> bool:
    """Whether the figures of a column stand beside those of another one, line by line."""
    return len(entries) >= PAIRS_MIN and any(
        len(entries & other) >= PAIRED * max(len(entries), len(other)) for other in columns if other is not entries
    )


def _is_lead(text: str) -> bool:
    return text.endswith(".") and len(text) <= LEAD


def _worded_entries(bands: Sequence[Band], column: int, room: tuple[float, float], wider: float) -> set[int]:
    """Bands in which entries of a column of words begin, none when they take several lines.

    The lines of one entry follow at their pitch: lines of cells beside it may stand at heights between them.
    """
    places = [i for i, band in enumerate(bands) if column in band.cells]
    entries = set(places[:1])
    for before, i in pairwise(places):
        upper, lower = bands[before].cells[column][-1], bands[i].cells[column][0]
        apart = lower.cy < upper.cy or (lower.cy - upper.cy > wider if wider else before != i - 1)
        if apart or is_figure(lower) or broken_early(upper, lower, room) > 0:
            entries.add(i)
    return entries if len(places) <= LINES * len(entries) else set()


def _together(columns: Sequence[set[int]]) -> list[set[int]]:
    """Columns whose entries never stand on one line, as one."""
    groups: list[set[int]] = []
    for entries in columns:
        group = next((g for g in groups if len(g & entries) <= SHARED * min(len(g), len(entries))), None)
        if group is None:
            groups.append(set(entries))
        else:
            group |= entries
    return groups


def _is_spaced(entries: set[int], wide: Sequence[bool]) -> bool:
    if not BOTH_KINDS * len(wide) <= sum(wide) <= (1 - BOTH_KINDS) * len(wide):
        return True
    ordered = sorted(entries)
    spaced = sum(1 for a, b in pairwise(ordered) if any(wide[a:b]))
    return spaced >= SPACED * (len(ordered) - 1)
