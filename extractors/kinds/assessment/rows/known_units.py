"""Units that their words alone do not show, and the rest of the document does.

1. Where tables stand below headings in one look, and some of these are units by name, all are: the words of one may be
   those of a subject ("Ældre og handicap"). A heading that names a package, level or category is none.
2. A cell that holds nothing but what other cells hold, one below the other, names these units: "Skolerne" above "Byg
   og Ejendomme" is no "Skolerne Byg og Ejendomme".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extractors.danish import text as danish
from extractors.danish.unit_names import classify, unit_vocabulary
from extractors.danish.units import departments_from_cell
from extractors.kinds.assessment.rows.raw_rows import RawRow, Text
from extractors.kinds.assessment.wordings.sections import Said, Section
from schemas.layout import Block

SAME_EDGE = 2.0
"""Points by which headings of one look may begin apart."""
_LIST_OR_NAME = re.compile(r"(?P<first>[^,]+(?:, [^,]+)*), (?P<last>[^,]+ (?:og|&) [^,]+)")
"""One name of several fields, or names of which the last has two: "Skole, Sundhed og Forebyggelse"."""


def name_units_of_alike_heads(rows: Sequence[RawRow], heads: Mapping[int, Block]) -> None:
    """Give rows the unit that the heading of their table is, where headings of its look name units.

    Args:
        rows: what was read of the tables.
        heads: by number of a table the last heading above it and below the table before.
    """
    units = [row.section.department for row in rows if row.section.department is not None]
    named = [head for head in heads.values() if any(head.lines == said.lines for said in units)]
    for row in rows if named else ():
        head = heads.get(row.table)
        said = row.section.department
        if head is None or said is None or said.labelled or head in named or not any(_is_like(head, u) for u in named):
            continue
        text = danish.join_lines([line.text for line in head.lines])
        if Section().under(text, head.lines) != Section() or said.lines == head.lines:
            continue
        row.section = replace(row.section, department=Said(text, head.lines, whole=True))
        message = f"{text!r} is a unit because headings of its look are"
        row.doubts.append(("department_uncertain", message, "departments"))


def part_known_units(rows: Sequence[RawRow]) -> None:
    """Part the cells of units that hold what several other cells hold: at the ends of lines, and at commas."""
    cells = [row.texts["department"] for row in rows if "department" in row.texts]
    known = Counter(cell.text for cell in cells if cell.text)
    listed = _names_in_lists(known)
    for row in rows:
        cell = row.texts.get("department")
        if cell is None:
            continue
        ends = _ends_of_lines(cell) if len(cell.lines) > 1 else []
        names = _parts(cell.text, known, ends) if ends else []
        doubtful = _LIST_OR_NAME.fullmatch(cell.text) if len(names) < 2 else None
        if doubtful is not None and doubtful["last"] in listed:
            names = [doubtful["first"], doubtful["last"]]
        elif doubtful is not None and _may_be_parted(cell.text, doubtful["first"], known):
            message = f"{cell.text[:60]!r} is one unit or more: {doubtful['first'][:60]!r} stands alone elsewhere"
            row.doubts.append(("department_uncertain", message, "departments"))
        if len(names) > 1:
            row.texts["department"] = replace(cell, printed=";\n".join(names))


def _may_be_parted(text: str, first: str, known: Counter[str]) -> bool:
    """Whether ``text``, read as one unit, begins with a bare field that is a unit of its own in other cells."""
    # "Skole" is a head of names as well as a field.
    field = first.lower() in unit_vocabulary().fields or classify(first).basis in ("field", "fields")
    return first in known and field and len(departments_from_cell(text)) == 1


def _names_in_lists(cells: Iterable[str]) -> set[str]:
    """What cells hold alone or in a list that commas part: not of those that may be one name as well."""
    found: set[str] = set()
    for cell in cells:
        *others, last = cell.split(", ")
        if not others or not _LIST_OR_NAME.fullmatch(cell) or any(" og " in other for other in others):
            found.update((*others, last))
    return found


def _ends_of_lines(cell: Text) -> list[int]:
    """Where lines end in the text of a cell, whose wrapping is undone."""
    ends, at = [], 0
    for line in cell.lines[:-1]:
        found = cell.text.find(line.text.rstrip("-"), at)
        if found >= 0:
            at = found + len(line.text.rstrip("-"))
            ends.append(at)
    return ends


def _parts(text: str, known: Counter[str], ends: Sequence[int]) -> list[str]:
    """The text in parts of which each is what another cell holds; none where it is no such list."""
    for end in ends:
        first, rest = text[:end], text[end:].lstrip()
        if first not in known or not text[end:].startswith(" "):
            continue
        if rest in known:
            return [first, rest]
        further = _parts(rest, known, [e - (len(text) - len(rest)) for e in ends if e > end])
        if further:
            return [first, *further]
    return []


def _is_like(a: Block, b: Block) -> bool:
    one, other = a.lines[0], b.lines[0]
    look = (one.size, one.bold, one.color) == (other.size, other.bold, other.color)
    return look and abs(one.box.x0 - other.box.x0) <= SAME_EDGE
