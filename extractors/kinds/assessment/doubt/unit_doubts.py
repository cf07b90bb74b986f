"""Signs that the units of a row are not its own, or not whole: read from their words and from the rows around.

In order of how sure they are:

1. a unit that is the mere head of a name (*Team*, *Center for*) or two names joined: the cell was divided wrongly;
2. a list that ends in a comma or *og*: its end stands elsewhere;
3. in what OCR read, a name behind a lone letter or with a word that lacks the sign of its Danish letter;
4. a list that commas or *og* part, with another name below it that nothing parts from it: the lines of two rows;
5. no unit beside a row where one name stands beside several rows: the name of its group was not found;
6. a line in the look of the heading that named the unit, within a cell above: the next heading was not found.

Nothing is mended here: a check raises findings, it never changes a value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.danish.compounds import is_word, split_compound, word_cost
from extractors.danish.unit_lists import COMPLETE, Unit
from extractors.danish.unit_names import classify, unit_vocabulary
from extractors.kinds.assessment.rows.raw_rows import RawRow, Text
from extractors.kinds.assessment.wordings.misread import is_by_ocr
from extractors.kinds.assessment.wordings.sections import Said
from schemas.layout import Line

DOUBTFUL = 0.5
"""Units read with less are said to be uncertain."""
GROUPED = 0.5
"""One name stands beside several rows in a document where this share of the filled rows share theirs with others."""
ACRONYM = 5
"""Letters of an abbreviation at most: "UU-Centret"."""
FAR_LIKELIER = 1.5
"""Powers of ten by which a word is far likelier than another."""
_SIGNED = {"a": "åæ", "o": "ø"}
_LONE_LETTER = re.compile(r"[A-ZÆØÅ] [A-ZÆØÅ]\w\w")
_NOUN = re.compile(r"[A-ZÆØÅ][a-zæøåé]{6,}")
_LONG_WORD = re.compile(r"[^\W\d_]{6,}")
_BARE_HEAD = re.compile(
    r"^(?:team|center|centret|afdeling|afdelingen|forvaltning|kompetencecenter|videnscenter)(?: for)?$", re.I
)
"""The first part of a unit's name, alone: its own name was cut off."""
_JOINED = re.compile(r"\s+(?:og|samt|&)\s+|,\s+")
_FOR_FIELDS = re.compile(r"\S+ for (?P<fields>.+\s(?:og|&)\s.+)")
"""A name that says what its unit is for, the last of it after *og*."""
_OPEN_END = re.compile(r"(?:,|/|&|\b(?:og|samt))\s*$", re.IGNORECASE)
"""After this a list goes on."""


def doubt_of_units(cell: Text, units: Sequence[Unit]) -> str | None:
    """Why the units that were read of a cell may not be those of its row; None when nothing speaks against them."""
    if any(unit.confidence < DOUBTFUL for unit in units) and not _is_one_noun(cell, units):
        return f"how {cell.text[:60]!r} divides into units is uncertain"
    torn = _torn([unit.text for unit in units])
    if torn is not None:
        return f"{torn[:60]!r} is not the name of one unit"
    if units and _OPEN_END.search(cell.printed):
        return f"the list of units ends in {cell.printed.split()[-1]!r}"
    below = _below_a_list(cell.printed, units)
    if below is not None:
        return f"{below.text[:60]!r} stands below a list that nothing parts from it"
    misread = next((unit.text for unit in units if _is_misread(unit.text)), None) if is_by_ocr(cell.lines) else None
    return f"{misread[:60]!r} may be misread" if misread is not None else None


def _is_one_noun(cell: Text, units: Sequence[Unit]) -> bool:
    """Whether the cell is one word that names a function: "Rengøringen", "Voksenstøtte". There is nothing to divide.

    A cut name is no word ("Kommunikationsafdelin") or ends in what joins it to the rest ("Sundheds").
    """
    if len(units) != 1 or units[0].text != cell.text.strip() or not _NOUN.fullmatch(cell.text.strip()):
        return False
    word = cell.text.strip().lower()
    if is_by_ocr(cell.lines) or word.endswith("s") or not is_word(word):
        return False
    return word.endswith(("en", "et")) or (len(split_compound(word)) > 1 and bool(units[0].areas))


def _is_misread(unit: str) -> bool:
    """Whether the name of a unit begins with a lone letter, or has a word that is far likelier with its Danish letter.

    A stroke beside print is read as a letter, and the stroke through an Ø is passed over: "Borneforvaltningen".
    """
    return _LONE_LETTER.match(unit) is not None or any(map(_lacks_sign, _LONG_WORD.findall(unit.lower())))


def _lacks_sign(word: str) -> bool:
    """Whether one letter of ``word`` as the Danish one drawn like it makes a word that is far likelier."""
    likelier = word_cost(word) - FAR_LIKELIER
    forms = (word[:at] + sign + word[at + 1 :] for at, letter in enumerate(word) for sign in _SIGNED.get(letter, ""))
    return any(is_word(form) and word_cost(form) <= likelier for form in forms)


def check_groups(rows: Sequence[RawRow]) -> None:
    """Say which rows have no unit where one name stands beside a group of rows: each row is of some group.

    Where marks choose units, none may be chosen.
    """
    if any(role == "department" for row in rows for role, _, _ in row.chosen):
        return
    lines = [row.texts["department"].lines if "department" in row.texts else () for row in rows]
    groups = Counter(own for own in lines if own)
    shared = sum(count for count in groups.values() if count > 1)
    if not shared or shared < GROUPED * groups.total():
        return
    for row, own in zip(rows, lines, strict=True):
        if not own and row.section.department is None:
            message = "one unit stands beside several rows, and none beside this"
            row.doubts.append(("department_uncertain", message, "departments"))


def _torn(units: Sequence[str]) -> str | None:
    """The first unit that is no whole name or more than one; None when all are well."""
    for unit in units:
        if _BARE_HEAD.match(unit) or _is_first_part(unit) or unit.endswith(("-", " og", " for")):
            return unit
        if any(_is_whole(one) and _is_whole(other) for one, other in pairwise(unit.split())):
            return unit
        if any(_runs_into(before, after) for before, after in pairwise(unit.split("-"))):
            return unit
        if _lists_fields(unit):
            continue
        for match in _JOINED.finditer(unit):
            sides = (unit[: match.start()], unit[match.end() :])
            if all(classify(side).basis in COMPLETE for side in sides):
                return unit
    return None


def _is_whole(word: str) -> bool:
    """Whether the word is a unit's whole name: ``Sundhedsafdelingen``."""
    return word.endswith(("en", "et")) and classify(word).basis in ("listed", "head")


def _is_first_part(unit: str) -> bool:
    """Whether the name is what joins names to their heads, alone: "Sundheds", "Ungdoms"."""
    words = unit_vocabulary()
    return unit.lower() in words.combining and unit.lower() not in words.fields and unit.endswith("s")


def _runs_into(before: str, after: str) -> bool:
    """Whether a hyphen joins what was cut to another unit: "Kommunikationsafdelin-Ungdomsskolen"."""
    word = before.rpartition(" ")[2]
    return len(word) > ACRONYM and word.isalpha() and after[:1].isupper() and _is_whole(after)


def _lists_fields(unit: str) -> bool:
    """Whether the name lists the fields of one unit: ``Center for Kultur, Fritid og Borgerservice``."""
    match = _FOR_FIELDS.fullmatch(unit)
    fields = unit_vocabulary().fields
    return match is not None and all(field.lower() in fields for field in _JOINED.split(match["fields"]))


def _below_a_list(printed: str, units: Sequence[Unit]) -> Unit | None:
    """The first unit that a line end alone parts from the one before, in a cell where signs or words part others."""
    between = [printed[one.end : other.start].strip() for one, other in pairwise(units)]
    if not any(between):
        return None
    return next((unit for sign, unit in zip(between, units[1:], strict=True) if not sign), None)


def check_lines_like_headings(rows: Sequence[RawRow]) -> None:
    """Say in rows below one with a cell that ends in the look of the heading above them that their unit may be another.

    Rows set tight may take the name of the next section for the last line of their first cell.
    """
    ended: Said | None = None
    for row in rows:
        said = row.section.department
        if ended is not None and said is not None and said.lines == ended.lines:
            message = f"a line in the look of the heading {said.value!r} stands within a cell above"
            row.doubts.append(("department_uncertain", message, "departments"))
        else:
            ended = None
        if said is not None and any(_ends_like(text.lines, said.lines) for text in row.texts.values()):
            ended = said


def _ends_like(lines: Sequence[Line], heading: Sequence[Line]) -> bool:
    """Whether the last line of a cell is bold as a heading is, and its first one not."""
    return len(lines) > 1 and lines[-1].bold and not lines[0].bold and all(line.bold for line in heading)
