"""What the cells of a column look like: the signals of content that confirm, decide or correct its header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractors import vocabulary
from extractors.danish.numbers import leading_coded_number, parse_coded_number
from extractors.danish.packages import find_packages
from extractors.danish.units import departments_from_cell
from extractors.kinds.assessment.cells.ticked import options_of
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.wordings.legend import COLOUR_ORDER
from extractors.kinds.assessment.wordings.scales import is_step_wording, polarity
from extractors.kinds.assessment.wordings.verdicts import undated
from extractors.kinds.marks.colours import colour_name
from extractors.kinds.wording import bare, category_of, level_of_cell

VERDICT_MAX = 60
"""A verdict is a few words; longer text describes."""
CODED_FEWEST = 3
"""Fewer titles that open with a coded number do not show that it is one."""
COUNTED_FEWEST = 5
"""Fewer coded numbers that count up may be anything: a year has four quarters."""
TURNS_FEWEST = 3
"""Fewer numbers in turn may be ratings by chance."""
SYMBOL_MAX = 3
"""Characters of a sign that is printed as text."""
SHADES_MIN = 2
"""Colours of lights on empty cells from which they are ratings."""
MIN_VERDICTS = 4
"""Fewer cells do not show that verdicts come back."""
UNITS_MAX = 60
"""Mean letters of a cell that names units; longer text speaks of them."""
SURE_UNIT, LIKELY_UNIT = 0.9, 0.7
"""Confidence of what is a unit's name by form or vocabulary, and of one by a single word that names an area."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the cells of a column look like; shares are of the cells that hold something."""

    filled: int
    empty: int
    number: float
    coded: float
    """Numbers with an abbreviation before them, which a header may call numbers."""
    counted: bool
    """Whether numbers with one abbreviation before them count up from cell to cell, and each cell holds one."""
    in_turn: bool
    """Whether all cells hold numbers of which each is one more than that above: they count the rows."""
    level: float
    category: float
    package: float
    step: float
    mark: float
    sign: float
    """Signs of any meaning, empty boxes included."""
    letters: float
    """Mean number of letters in a filled cell."""
    judged: float = 0.0
    """Short texts that affirm or limit something, whether or not they come back."""
    groups: bool = False
    """Whether a cell stands for all that those around leave, as the last in a list of subjects does: "Øvrige"."""


def profile_column(view: TableView, index: int) -> Profile:
    """Look at the body cells of column ``index``; what is seen is kept with the view."""
    if index not in view.profiles:
        view.profiles[index] = _look(view, index)
    return view.profiles[index]


def _look(view: TableView, index: int) -> Profile:
    filled = empty = numbers = coded = levels = categories = packages = steps = marks = drawn = 0
    letters = 0
    texts: list[str] = []
    counts: list[int] = []
    cells: dict[int, str] = {}
    shades: list[str] = []
    for row in view.body:
        if view.heads_rows(row):
            continue
        text = view.text(row, index)
        signs = view.marks(row, index)
        if not text and not signs:
            empty += 1
            shade = _light_of(view, row, index)
            shades += [shade] if shade else []
            continue
        filled += 1
        letters += len(text)
        texts.append(text)
        cells.setdefault(id(view.cell(row, index)), text)  # One cell may reach over several rows.
        number = view.number(text)
        numbers += number is not None
        counts += [number.number] if number is not None else []
        coded += parse_coded_number(text) is not None
        options = [option.label for option in options_of(view, row, index)]
        levels += any(level_of_cell(said) is not None for said in options or [text])
        categories += len(text) < 60 and category_of(text) is not None
        packages += len(text) < 80 and any(mention.certain for mention in find_packages(text))
        steps += bool(text) and (is_step_wording(undated(text)) or _offers_steps(options))
        # A bar says how far something is, and not by which step of a scale.
        marks += any(mark.meaning not in ("empty", "text") and mark.sign != "bar" for mark in signs)
        drawn += any(mark.meaning != "text" for mark in signs)
    if (
        len(set(shades)) >= SHADES_MIN
    ):  # Colours alone rate: one of them may be that of a heading or of every other row.
        filled, empty = filled + len(shades), empty - len(shades)
        marks, drawn = marks + len(shades), drawn + len(shades)
    n = max(1, filled)
    if not marks and _are_symbols(texts):  # "++", "+", "–": signs that no list knows, and that come back
        marks, drawn = filled, filled
    step = max(steps / n, _verdict_share(texts))
    return Profile(
        filled,
        empty,
        numbers / n,
        coded / n,
        coded == len(texts) > 0 and _count_up(list(cells.values())),
        len(counts) == len(texts) >= TURNS_FEWEST and all(b == a + 1 for a, b in pairwise(counts)),
        levels / n,
        categories / n,
        packages / n,
        step,
        marks / n,
        drawn / n,
        letters / n,
        sum(1 for text in texts if len(text) <= VERDICT_MAX and polarity(text) is not None) / n,
        any(bare(text) in _remainders() for text in texts),
    )


@cache
def _remainders() -> frozenset[str]:
    return frozenset(vocabulary.load("units")["remainder"])


def _are_symbols(texts: Sequence[str]) -> bool:
    """Whether all texts are symbols without a letter or digit, of which the same few come back."""
    return len(texts) >= MIN_VERDICTS and 2 <= len(set(texts)) < len(texts) and all(map(is_symbol, texts))


def is_symbol(text: str) -> bool:
    """Whether the text is a sign of some characters, without a letter or digit."""
    return 0 < len(text) <= SYMBOL_MAX and not any(map(str.isalnum, text))


def _light_of(view: TableView, row: int, index: int) -> str:
    """The colour of a light that shades the cell and not the cells beside it; empty when none does."""
    shade = view.shading(row, index)
    name = colour_name(shade) if shade is not None else None
    beside = {view.shading(row, other) for other in (index - 1, index + 1) if 0 <= other < view.column_count}
    return name if name in COLOUR_ORDER and shade not in beside else ""


def answers_return(view: TableView, index: int) -> bool:
    """Whether the cells of a column hold short texts of which the same few come back row after row."""
    return texts_return([text for row in view.body if (text := view.text(row, index))])


def texts_return(texts: Sequence[str]) -> bool:
    """Whether texts are short, and the same few come back again and again."""
    bared = [bare(text) for text in texts]
    few = len(bared) >= MIN_VERDICTS and 2 * len(set(bared)) <= len(bared)
    few = few and len(set(bared)) > 1 and all(any(map(str.isalnum, text)) for text in bared)
    return few and max(map(len, bared)) <= VERDICT_MAX


def unit_share(view: TableView, index: int) -> float:
    """Share of the filled cells of a column that name units of a municipality and say nothing else.

    0 where most of them would be units in a cell alone ("Skoler", "Alle borgere"): these are as often who is aimed at.
    """
    texts = [text for row in view.body if (text := view.text(row, index))]
    if len(texts) < MIN_VERDICTS or sum(map(len, texts)) > UNITS_MAX * len(texts):
        return 0.0
    surest = [[unit.confidence for unit in departments_from_cell(text)] or [0.0] for text in texts]
    if 2 * sum(max(own) >= SURE_UNIT for own in surest) < len(texts):
        return 0.0
    return sum(min(own) >= LIKELY_UNIT for own in surest) / len(texts)


def opens_with_codes(view: TableView, index: int) -> bool:
    """Whether most texts of a column open with a number behind an abbreviation, each with its own: "T-1 …", "T-2 …"."""
    found = [leading_coded_number(view.text(row, index)) for row in view.body]
    numbers = {
        part[0].raw for part in found if part is not None
    }  # Each package may count anew, as its own letters say.
    return len(numbers) >= CODED_FEWEST and 2 * len(numbers) > len(found)


def _count_up(coded: Sequence[str]) -> bool:
    """Whether coded numbers are those of a list, "T1", "T2", "T3": each abbreviation counts one further each time.

    Of one abbreviation, some may be left out: a document rates some of the recommendations.
    """
    last: dict[str, int] = {}
    gaps = False
    for text in coded:
        number = parse_coded_number(text)
        code = text.rstrip(" .):")[: -len(str(number.number))] if number is not None else ""
        if number is None or number.number <= last.get(code, number.number - 1):
            return False
        gaps = gaps or number.number != last.get(code, number.number - 1) + 1
        last[code] = number.number
    return len(coded) >= COUNTED_FEWEST * len(last) and not (gaps and len(last) > 1)


def _offers_steps(labels: Sequence[str]) -> bool:
    """Whether what a cell offers to tick are answers, ticked or not: steps of a scale, or verdicts each of its own."""
    verdicts = {polarity(label) for label in labels}
    told = None not in verdicts and len(verdicts) == len(labels)
    return len(labels) >= 2 and (told or any(is_step_wording(label) for label in labels))


def _verdict_share(texts: Sequence[str]) -> float:
    """Share of cells that are short verdicts, where the same few verdicts come back row after row; else 0."""
    short = [bare(undated(text)) for text in texts if len(text) <= VERDICT_MAX and polarity(text) is not None]
    if len(short) < MIN_VERDICTS or 2 * len(set(short)) > len(short):
        return 0.0
    return len(short) / len(texts)
