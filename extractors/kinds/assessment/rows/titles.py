"""Signs that a row holds less or more than itself, read from its words.

The grid says which print belongs together; where it is wrong, the words often show it. In order of how sure they are:

1. a number cell that holds two numbers, a title with the number of another row inside, or one title beside several
   numbers: two rows in one;
2. a title that begins with a small letter in a document whose titles begin with capitals: the end of another title;
3. a title that ends in a word after which something must follow (*til*, *og*, *for*): its end stands elsewhere;
4. a title that is a sentence in a document whose titles are none, that is not bold where the others are, or no word
   at all: another cell's text.

Nothing is mended here: a check raises findings, it never changes a value.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extractors.kinds.assessment.rows.raw_rows import RawRow
from extractors.kinds.assessment.wordings.form_records import role_of
from extractors.kinds.excerpt import excerpt
from schemas.layout import Line

CAPITALS = 0.5
"""Share of titles that must begin with a capital before a small letter is odd: torn rows may be nearly as many."""
SENTENCES = 0.2
"""Where no more of the titles end in a full stop, those that do are odd."""
SHORTEST = 3
"""Fewer letters are no title."""
BOLD = 0.6
"""Share of titles that must be bold before a plain one is odd."""
SAID_AGAIN, LABELLED = 3, 0.8
"""A wording of a role that is so many titles, and this share of all, is a label of the form."""
FEWEST = 4
"""So many titles must be there before they are held against one another."""
_NUMBERED_START = re.compile(r"\s\d{1,3}[.)]\s+[A-ZÆØÅ]")
"""Inside a title: the number of another recommendation begins. "… lokalt 12. Tilbud om …"."""
_TWO_NUMBERS = re.compile(r"^\D{0,4}\d{1,3}[.)]?\s+(?:nr\.?\s*|[GU]\s?)?\d{1,3}[.)]?$", re.IGNORECASE)
"""A number cell with two numbers: "3 Nr. 4", "12. 13."."""
_OPEN_END = re.compile(
    r"(?:[,;(/–-]|\b(?:og|eller|samt|til|for|med|ved|på|af|om|mellem|fra|under|som|der|at|den|det|de|en|et))$"
)
"""After this a Danish title goes on. "i" is left out: *deltage i* ends well."""


def check_titles(rows: Sequence[RawRow]) -> None:
    """Say in the rows which titles and number cells show that the grid cut or joined rows."""
    titled = [row.title.text for row in rows if row.title is not None and row.title.text]
    capitals = sum(1 for text in titled if not _begins_small(text))
    orderly = len(titled) >= FEWEST and capitals >= CAPITALS * len(titled)
    for row in _under_one_title(rows):
        row.doubts.append(("rows_merged", "several numbers stand beside one title", "title"))
    sentences = sum(1 for text in titled if text.endswith("."))
    bare = len(titled) >= FEWEST and sentences <= SENTENCES * len(titled)
    for row in _plain_among_bold(rows):
        row.doubts.append(("title_unlike", "the title is not bold, the others are", "title"))
    # "Niveau", "Ansvarlig" and the like name what a form asks of all, and no recommendation.
    usual, count = Counter(titled).most_common(1)[0] if titled else ("", 0)
    labels = {usual} if count >= max(SAID_AGAIN, LABELLED * len(rows)) and role_of(usual) is not None else set()
    before: RawRow | None = None
    for row in rows:
        text = row.title.text if row.title is not None else ""
        if text in labels or (text and sum(map(str.isalpha, text)) < SHORTEST):
            row.doubts.append(("title_unlike", f"{text!r} is no title", "title"))
        elif bare and text.endswith("."):
            row.doubts.append(("title_unlike", "the title is a sentence, the others are not", "title"))
        if _NUMBERED_START.search(text):
            row.doubts.append(("rows_merged", "the title holds the number of another row", "title"))
        if row.number_text is not None and _TWO_NUMBERS.match(row.number_text.text):
            row.doubts.append(("rows_merged", f"the number cell holds {row.number_text.text!r}", "number"))
        if orderly and text and _begins_small(text):
            row.doubts.append(("title_cut", "the title begins with a small letter, the others do not", "title"))
            if before is not None and before.table == row.table:
                before.doubts.append(("title_cut", "the row below begins in the middle of a title", "title"))
        elif _OPEN_END.search(text):
            row.doubts.append(("title_cut", f"the title ends in {text.split()[-1]!r}", "title"))
        before = row


def _under_one_title(rows: Sequence[RawRow]) -> list[RawRow]:
    """Rows whose title is the print of another row's, though each has a number of its own."""
    numbers: dict[tuple[Line, ...], set[tuple[int, ...]]] = defaultdict(set)
    titled = [(row.title.lines, row) for row in rows if row.title is not None and row.title.text]
    for lines, row in titled:
        numbers[lines] |= {row.number.parts} if row.number is not None else set()
    return [row for lines, row in titled if len(numbers[lines]) > 1]


def _plain_among_bold(rows: Sequence[RawRow]) -> list[RawRow]:
    """Rows with a plain line in their title where titles are bold: it is of the description below some title.

    A level in brackets behind a short title may be most of its line.
    """
    titled = [(_is_bold(row.title.lines), row.title, row) for row in rows if row.title is not None and row.title.lines]
    bold = sum(1 for is_bold, _, _ in titled if is_bold)
    orderly = len(titled) >= FEWEST and bold >= BOLD * len(titled)
    return [row for is_bold, t, row in titled if orderly and not is_bold and not _is_bold(excerpt(t.lines, t.text))]


def _is_bold(lines: Sequence[Line]) -> bool:
    return all(line.bold for line in lines if len(line.text) > SHORTEST)


def _begins_small(text: str) -> bool:
    first = next(filter(str.isalpha, text), "")
    return first.islower()
