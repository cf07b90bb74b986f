"""Runs of print that look like tables and are none.

Each test names what it turns away: prose in columns (full lines in every column), lists (markers, then text), contents
(leaders or page numbers that only grow), labels with values (two columns of words: a letterhead, a form).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractors.layout.lines import Phrase, TextRow, is_figure
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.print.joined_columns import Column
from extractors.layout.tables.print.rivers import Piece, split_wide

ROWS_MIN = 3
"""Fewer rows with gaps are chance, unless every row fills three columns or more."""
SHARED = 0.35
"""Share of the lines that stand beside print of another column; figures beside wrapped names have fewer."""
WORDS_OF_PROSE = 3.5
"""Words a line in a column of prose holds at least on average."""
KEY = 3
"""Letters of an abbreviation that stands for one of a few words."""
BROAD = 4
"""Columns that a row prints in as no prose does: cells of many lines follow it in a table of few such rows."""
FULL_LINE = 0.75
"""Share of the column that a full line takes."""
SHORT = 4
"""Words that a label holds at most on average."""
ANSWERS_MIN, ANSWERED, ANSWER_WORDS = 5, 0.6, 3
"""Answers of which so large a share comes again, and words that they have on average, from which a column is such."""
PARTED_ROWS = 3
"""Rows between lines from which two columns of words are a table."""
PARTED_SHARE = 0.65
"""Share of the spaces between lines that such rows fill."""
LEADER = re.compile(r"\.\s?(?:[.·]\s?){3}|·\s?(?:[.·]\s?){3}|……|____")
"""Four dots, with spaces or without, or what stands for them. Each alternative begins with a letter of its own, for
which the search then looks alone."""
MARKER = re.compile(r"^(?:[^\w\s]|[oO§]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.):]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)$")


def is_table(run: Sequence[TextRow], columns: Sequence[Column], lines: Sequence[Edge]) -> bool:
    """Whether the rows of ``run`` make a table of ``columns``; ``lines`` are the level edges drawn over it."""
    if len(columns) < 2:
        return False
    held: list[list[Phrase]] = [[] for _ in columns]
    rows: list[set[int]] = []
    for row in run:
        here = set()
        for phrase in row.phrases:
            i = nearest(phrase, columns)
            held[i].append(phrase)
            here.add(i)
        rows.append(here)
    shared = sum(1 for here in rows if len(here) > 1)
    if shared < ROWS_MIN and not (len(columns) > 2 and shared == len(rows) > 1 and _spread(run)):
        return False
    broad = sum(1 for here in rows if len(here) >= BROAD)
    met = _columns_met(run, rows, lines)
    if (
        shared < SHARED * len(run)
        and broad < ROWS_MIN
        and not any(_signs(phrases) > 0.6 for phrases in held)
        and (not _is_parted(met, max(met) - min(met) + 1) or _holds_another(run, columns, lines))
    ):
        return False
    if _is_list(held) or _is_contents(held) or _has_leaders(held):
        return False
    prose = [_is_prose(phrases, column) for phrases, column in zip(held, columns, strict=True)]
    if all(prose):
        return False
    if len(columns) == 2:
        data = any(figures(phrases) > 0.6 or _are_keys(phrases) for phrases in held)
        return data or _is_parted(met, len(met)) or _is_card(held, lines) or _has_heads(run, held) or _answers(held)
    return True


def nearest(phrase: Phrase | Piece, columns: Sequence[Column]) -> int:
    """The column that shares most with the phrase, else the nearest."""
    x0, x1 = phrase.x0, phrase.x1
    shared = [(x1 if x1 < right else right) - (x0 if x0 > left else left) for left, right in columns]
    return shared.index(max(shared))


def figures(phrases: Sequence[Phrase]) -> float:
    """Share of the phrases that are numbers, marks or dashes."""
    return sum(1 for p in phrases if is_figure(p)) / len(phrases) if phrases else 0.0


def _are_keys(phrases: Sequence[Phrase]) -> bool:
    """Whether most of the phrases are abbreviations in capitals of which the same few come again: keys of a legend."""
    keys = [p.text for p in phrases if 1 < len(p.text) <= KEY and p.text.isalpha() and p.text.isupper()]
    return len(keys) > 0.6 * len(phrases) and len(keys) >= ROWS_MIN and 1 < len(set(keys)) <= len(keys) / 2


def _signs(phrases: Sequence[Phrase]) -> float:
    """Share of the phrases that are figures or single characters: a number, a level, a mark for each row."""
    return sum([is_figure(p) or len(p.text) == 1 for p in phrases]) / len(phrases) if len(phrases) >= ROWS_MIN else 0.0


def _columns_met(run: Sequence[TextRow], columns: Sequence[set[int]], lines: Sequence[Edge]) -> dict[int, set[int]]:
    """The columns in which each space between level lines holds print, by its place from the top."""
    places = [e.at for e in lines]
    met: dict[int, set[int]] = {}
    for row, here in zip(run, columns, strict=True):
        met.setdefault(bisect_left(places, row.cy), set()).update(here)
    return met


def _is_parted(met: Mapping[int, set[int]], spaces: int) -> bool:
    """Whether level lines part the print into rows with several columns in most of so many spaces.

    Where lines are drawn around cards, the spaces between these are empty.
    """
    return sum(1 for here in met.values() if len(here) > 1) >= max(PARTED_ROWS, PARTED_SHARE * spaces)


def _holds_another(run: Sequence[TextRow], columns: Sequence[Column], lines: Sequence[Edge]) -> bool:
    """Whether the rows in one space between level lines all have a gap inside one column: a table of other columns."""
    places = [e.at for e in lines]
    gaps: dict[int, list[bool]] = {}
    for row in run:
        parts = split_wide(row)
        inside = len(parts) > 1 and len({nearest(part, columns) for part in parts}) == 1
        gaps.setdefault(bisect_left(places, row.cy), []).append(inside)
    return any(len(own) >= ROWS_MIN and all(own) for own in gaps.values())


def _is_card(held: Sequence[Sequence[Phrase]], lines: Sequence[Edge]) -> bool:
    """Whether short labels, set off by a colon or bold print, head values on a panel."""
    labels = held[0]
    set_off = sum(1 for p in labels if p.text.endswith(":") or (p.words and p.words[0].bold))
    short = sum(len(p.words) for p in labels) <= SHORT * len(labels)
    return len(lines) >= 2 and len(labels) >= ROWS_MIN and short and set_off > 0.7 * len(labels)


def _has_heads(run: Sequence[TextRow], held: Sequence[Sequence[Phrase]]) -> bool:
    """Whether the first row is bold in every column, and the first column is not bold below it; lists head nothing."""
    heads = run[0].phrases
    bold = len(heads) == len(held) and all(w.bold for p in heads for w in p.words)
    if not bold or any(p.words and MARKER.match(p.words[0].text) for phrases in held for p in phrases):
        return False
    return all(p is heads[0] or not any(w.bold for w in p.words) for p in held[0])


def _answers(held: Sequence[Sequence[Phrase]]) -> bool:
    """Whether the last column answers the first: the same few words come again beside texts of which none does."""
    asked, answers = (Counter(p.text for p in phrases) for phrases in (held[0], held[-1]))
    again = sum(count for text, count in answers.items() if count > 1)
    words = sum(len(p.words) for p in held[-1])
    few = again > ANSWERED * answers.total() and words <= ANSWER_WORDS * answers.total()
    beside = 2 * answers.total() > asked.total()  # Below the heads of cards stands more than a line or two.
    return few and beside and answers.total() >= ANSWERS_MIN and len(answers) > 1 and max(asked.values()) == 1


def _has_leaders(held: Sequence[Sequence[Phrase]]) -> bool:
    """Titles with dots to their page number."""
    if len(held) > 3:
        return False
    dotted = [p for phrases in held for p in phrases if LEADER.search(p.text)]
    ending = [p for p in dotted if p.text[-1].isdigit()]
    return len(dotted) >= ROWS_MIN and (len(ending) > 0.5 * len(dotted) or len(held) == 2)


def _spread(run: Sequence[TextRow]) -> bool:
    """Whether the gaps of two rows are those of a table and not of stretched print."""
    return all(len(split_wide(row)) > 2 for row in run)


def _is_prose(phrases: Sequence[Phrase], column: Column) -> bool:
    if len(phrases) < 3:
        return False
    words = sum(len(p.words) for p in phrases) / len(phrases)
    full = sum(1 for p in phrases if p.x1 - p.x0 > FULL_LINE * (column.x1 - column.x0)) / len(phrases)
    return words >= WORDS_OF_PROSE and full >= 0.5


def _is_list(held: Sequence[Sequence[Phrase]]) -> bool:
    """Markers, then text."""
    return len(held) == 2 and bool(held[0]) and all(not p.words or MARKER.match(p.text) for p in held[0])


def _is_contents(held: Sequence[Sequence[Phrase]]) -> bool:
    """Page numbers on the right that never fall, one a row, beside titles."""
    last = [p.text.strip(". ") for p in held[-1]]
    if len(held) > 3 or len(last) < 3 or not all(t.isdigit() and len(t) <= 4 for t in last):
        return False
    numbers = [int(t) for t in last]
    if any(a > b for a, b in pairwise(numbers)):
        return False
    return not (len(held) == 3 and figures(held[1]) > 0.5)
