"""What headings say of the rows below them: package, level, category, unit.

A heading holds until one of the same sort follows; a new package ends what was said of level, category and unit. A
label may say what the rest of the heading is: "Ansvarlig forvaltning: Teknik og Miljø".
Full-width rows inside a table and headings between tables are one thing here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.danish.packages import find_packages
from extractors.danish.unit_names import classify
from extractors.danish.units import departments_from_cell
from extractors.kinds.wording import category_of, level_in, weigh
from schemas.columns import CategoryName, LevelName
from schemas.layout import Block, Line

HEADING_MAX = 160
"""A longer text is prose that may name a package in passing."""
NAME_MAX, NAME_REST = 80, 24
"""Letters of a line that names a package, and of what it says besides: more is a sentence about it."""
SURE_LABEL = 0.9
"""A label of this weight is a wording of its role."""
UNIT_CONFIDENCE = 0.7
"""A heading names a unit when it is a unit's name by form or vocabulary, not because it is all there is."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a heading says, with the lines it stands in."""

    value: str
    lines: tuple[Line, ...]
    labelled: bool = False
    """Whether a label says what it is."""
    whole: bool = False
    """Whether it is one name, whatever names it joins."""


@dataclass(frozen=True, slots=True)
class Section:
    """What holds for the rows below."""

    package: Said | None = None
    level: Said | None = None
    category: Said | None = None
    department: Said | None = None

    def under(self, text: str, lines: tuple[Line, ...], *, units: bool = False) -> Section:
        """The section after the heading ``text``.

        Args:
            text: the heading, wrapping undone.
            lines: where it stands.
            units: whether a heading may name the unit that the rows belong to.
        """
        if not text or len(text) > HEADING_MAX:
            return self
        labelled = _LABELLED.match(text) if units else None
        if labelled is not None and _names_unit(labelled["label"]):
            return replace(self, department=Said(labelled["value"], lines, labelled=True))
        section = self
        packages = {mention.slug for mention in find_packages(text) if mention.certain}
        if len(packages) == 1:
            slug = next(iter(packages))
            if section.package is None or section.package.value != slug:
                section = Section(package=Said(slug, lines))
        level: LevelName | None = level_in(text)
        if level is not None:
            section = replace(section, level=Said(level, lines))
        category: CategoryName | None = category_of(text)
        if category is not None:
            section = replace(section, category=Said(category, lines))
        if units and not packages and level is None and category is None:
            found = departments_from_cell(text)
            if len(found) == 1 and found[0].confidence >= UNIT_CONFIDENCE:
                section = replace(section, department=Said(found[0].text, lines))
        return section


_LABELLED = re.compile(r"^(?P<label>[^:]{2,40}?)\s*:\s+(?P<value>[^:]{2,80})$")


def _names_unit(label: str) -> bool:
    """Whether the label of a heading says that a unit follows, and nothing else; an area may be a subject."""
    weights = weigh("roles", label)
    best = max(weights.values(), default=0.0)
    return best >= SURE_LABEL and weights.get("department", 0.0) == best and classify(label).type != "omraade"


def names_package(text: str) -> bool:
    """Whether the text is the name of one package and hardly anything else: "Forebyggelsespakken Hygiejne"."""
    mentions = [mention for mention in find_packages(text) if mention.certain] if len(text) <= NAME_MAX else []
    rest = len(text) - sum(mention.end - mention.start for mention in mentions)
    return len({mention.slug for mention in mentions}) == 1 and rest <= NAME_REST and not text.endswith(".")


def names_unit(block: Block) -> bool:
    """Whether the block is a line that is the name of one unit and nothing else."""
    if len(block.lines) != 1 or len(block.text) > NAME_MAX or block.text.endswith("."):
        return False
    found = departments_from_cell(block.text)
    return len(found) == 1 and found[0].confidence >= UNIT_CONFIDENCE and found[0].text == block.text.strip()


def is_section_heading(block: Block) -> bool:
    """Whether the block may head the rows below it: a heading or caption, or a short paragraph all in bold."""
    if block.kind in ("heading", "caption"):
        return len(block.lines) <= 3
    if block.kind == "paragraph" and len(block.lines) <= 2 and names_package(block.text.replace("\n", " ")):
        return True
    return block.kind == "paragraph" and len(block.lines) <= 2 and all(line.bold for line in block.lines)
