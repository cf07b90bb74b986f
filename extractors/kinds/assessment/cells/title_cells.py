"""Title cells that hold more than the title: its description, the unit below it, what else the header names.

What follows the title is told by its print: the title is bold and the rest is not, or – where that is the habit of the
column – its first lines are set otherwise than those below them. Where all is set alike, and that is the habit of the
column, a sentence tells that begins on a line of its own though there was room for it above.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from extractors.danish import text as danish
from extractors.kinds.assessment.cells.told_below import TOLD_ROLES, ToldRole
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.wording import level_of, weigh
from schemas.columns import LevelName
from schemas.layout import Line

SURE = 0.7
"""Weight of a wording from which a part of a header names a role."""
HABIT = 0.5
"""Share of the cells in which the print must change for that to be the habit of the column."""
HABIT_FEWEST = 3
FOLLOWED = 0.75
"""Share of the cells in which a sentence must follow the title for that to be the habit of the column."""
SIZE_STEP = 0.06
"""Sizes of print that differ by more than this share are two."""
_JOINTS = re.compile(r"\s*(?:[/,&+(\n]|\bog\b|\bsamt\b|\bmed\b)\s*")

_SUFFIX = re.compile(
    r"\s*[(\[]\s*(g|u|grundniveau|udviklingsniveau|grund|udvikling)\.?\s*[)\]]\s*\*?\s*$"
    r"|(?:\s+[–—-]\s*|,\s+|\s+■\s*)(grundniveau|udviklingsniveau|[gu])\s*$"
    r"|(?<!\bpå)(?<!\btil)(?<!\bfor)\s+(?-i:(Grundniveau|Udviklingsniveau))\s*$",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^\s*(?:[(\[]\s*(g|u|grundniveau|udviklingsniveau)\s*[)\]]|(grundniveau|udviklingsniveau|g|u)\s*[:–-])\s+",
    re.IGNORECASE,
)


_BEFORE_DESCRIPTION = re.compile(
    r"(?<=\w)\s+[(\[](?:g|u|grundniveau|udviklingsniveau)[)\]](?=\s+(?-i:[A-ZÆØÅ0-9]))", re.IGNORECASE
)
"""A level in brackets ends the title where a sentence follows it: the description."""


class TitleHabit(NamedTuple):
    """How a column sets apart what is more than the title."""

    by: Literal["print", "sentence", "nothing"]
    """Its print, or that a sentence begins on a line of its own."""
    right: float
    """Where the column ends."""


class _Look(NamedTuple):
    """What tells the print of two lines of one cell apart."""

    bold: bool
    italic: bool
    size: float
    color: int


def role_beside_title(header: str) -> ToldRole | None:
    """The role that a header names beside the title: "Anbefaling og ansvarlig enhed"; None when it names none."""
    parts = [weigh("roles", part.strip(" )")) for part in _JOINTS.split(danish.normalise(header)) if part.strip(" )")]
    if len(parts) < 2 or not any(part.get("title", 0.0) >= SURE for part in parts):
        return None
    named = {role: max(part.get(role, 0.0) for part in parts) for role in TOLD_ROLES}
    best = max(TOLD_ROLES, key=lambda role: named[role])
    return best if named[best] >= SURE else None


def habit_of_titles(view: TableView, column: int) -> TitleHabit:
    """How the cells of the title column set what is more than the title apart.

    Smaller print below titles that are all set alike shows it by itself, in however few of them.
    """
    cells = [lines for row in view.body if (lines := view.lines(row, column))]
    right = max((part.box.x1 for row in view.body for part in view.cell(row, column).parts), default=0.0)
    changed = sum(1 for lines in cells if _end_of_look(lines) < len(lines))
    if changed >= max(HABIT_FEWEST, HABIT * len(cells)) or _are_above_small_print(cells):
        return TitleHabit("print", right)
    followed = sum(1 for lines in cells if _before_sentence(lines, right) < len(lines))
    return TitleHabit("sentence" if followed >= max(HABIT_FEWEST, FOLLOWED * len(cells)) else "nothing", right)


def _are_above_small_print(cells: Sequence[tuple[Line, ...]]) -> bool:
    """Whether all cells begin in one print, and those that go on in another do so in one that is smaller."""
    firsts = [_look(lines[0]) for lines in cells]
    rests = [_look(lines[end]) for lines in cells if (end := _end_of_look(lines)) < len(lines)]
    if not rests or not all(_is_like(look, firsts[0]) for look in firsts):
        return False
    return all(_is_like(look, rests[0]) and look.size < (1 - SIZE_STEP) * firsts[0].size for look in rests)


def title_lines(lines: tuple[Line, ...], habit: TitleHabit) -> tuple[Line, ...]:
    """The lines of a cell that are the title.

    The bold lines that head it, when what follows them is not bold; a level on a line of its own ends the title, in
    whatever print. Else what the ``habit`` of the column says.
    """
    bold = 0
    while bold < len(lines) and all(word.bold for word in lines[bold].words):
        bold += 1
    if 0 < bold < len(lines) and level_of(lines[bold].text) is not None:
        bold += 1
    plain = not any(word.bold for line in lines[bold:] for word in line.words)
    if 0 < bold < len(lines) and plain:
        return lines[:bold]
    if habit.by == "print":
        return lines[: _end_of_look(lines)]
    if habit.by == "sentence":
        with_room = _before_sentence(lines, habit.right)
        return lines[: with_room if with_room < len(lines) else _before_sentence(lines, math.inf)]
    return lines


def _before_sentence(lines: Sequence[Line], right: float) -> int:
    """How many lines stand before a sentence that begins on a line of its own and ends the cell; all where none does.

    The line above ends no sentence, and had room for its first word.
    """
    if len(lines) < 2 or not lines[-1].text.endswith((".", "!", "?")):
        return len(lines)
    for end, (above, line) in enumerate(pairwise(lines), 1):
        first = line.words[0]
        room = right - above.box.x1 > first.x1 - first.x0 + line.size
        if room and first.text[0].isupper() and not above.text.endswith((".", "!", "?", ":")):
            return end
    return len(lines)


def part_level(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], Line | None]:
    """The lines without the one at their end, else at their beginning, that names a level and nothing else; and that.

    A word in small letters, printed as the title is, may be the title's own: "tilbud på / grundniveau".
    """
    for level, beside, others in ((-1, -2, lines[:-1]), (0, 1, lines[1:])):
        if len(lines) > 1 and level_of(lines[level].text) is not None:
            small = lines[level].text[:1].islower() and _is_like(_look(lines[level]), _look(lines[beside]))
            if not small:
                return others, lines[level]
    return lines, None


def take_levels(title: str) -> tuple[str, list[tuple[LevelName, str, str]]]:
    """The title without the levels printed before and behind it, and these: level, print, where it stands."""
    inner = _BEFORE_DESCRIPTION.search(title)
    if inner is not None:
        title = title[: inner.end()]
    found: list[tuple[LevelName, str, str]] = []
    for pattern, source in ((_SUFFIX, "suffix"), (_PREFIX, "prefix")):
        match = pattern.search(title)
        level = level_of(next(group for group in match.groups() if group)) if match is not None else None
        if match is not None and level is not None:
            found.append((level, match.group(0).strip(), source))
            title = (title[: match.start()] + title[match.end() :]).strip()
    return title, found


def _end_of_look(lines: Sequence[Line]) -> int:
    """How many lines at the top of a cell are printed alike; a level that follows them belongs to them."""
    looks = [_look(line) for line in lines]
    end = next((i for i, look in enumerate(looks) if not _is_like(look, looks[0])), len(lines))
    return end + 1 if end < len(lines) and level_of(lines[end].text) is not None else end


def _look(line: Line) -> _Look:
    """How a line begins: what follows within it may be set otherwise, as a level in brackets."""
    first = line.words[0]
    return _Look(first.bold, first.italic, first.size, first.color)


def _is_like(a: _Look, b: _Look) -> bool:
    return a[:2] == b[:2] and a.color == b.color and abs(a.size - b.size) <= SIZE_STEP * max(a.size, b.size)
