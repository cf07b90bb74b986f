"""Columns whose marks say what their headers name, and no rating: the level of a row, or the units that take part.

A column of signs of one kind is one of these, in order of how much it says, when

1. the group header over it and others asks for a level, units or who is responsible: the headers below are answers;
2. its header and that of the column beside it name the two levels, or its header alone spells a level out;
3. it stands in a run of such columns whose headers are names of units and of nothing else.

A group header that asks for a rating, or headers that are wordings of steps, make columns steps. Where the signs under
units are of several kinds they say more than which unit, and where no header is a unit's name beyond doubt they may be
whom a recommendation is for: the rows say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.danish.units import departments_from_cell
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.profiles import LIKELY_UNIT, SURE_UNIT, Profile
from extractors.kinds.assessment.wordings.scales import is_step_wording
from extractors.kinds.marks.colours import colour_name
from extractors.kinds.wording import level_of, level_of_cell, weigh
from schemas.layout import Line
from schemas.marks import Mark

MarkedRole = Literal["level", "department", "responsible"]

SIGN_LETTERS = 4
"""Signs are short: an x, a tick, a bracketed x."""
SIGN_SHARE = 0.7
"""A column of signs holds signs in this share of its filled cells; else single letters, that say who does what."""
ASKED = 0.7
"""Weight from which a group header asks for one role."""
KEY_LETTERS = 2
"""Letters of a key: it names a level where the other stands beside it, or where a group header asks for levels."""
ANSWERED: tuple[MarkedRole, ...] = ("level", "department", "responsible")
"""Roles that marks may answer, the surest first."""


@dataclass(frozen=True, slots=True)
class MarkedColumn:
    """What the marks in a column say."""

    role: MarkedRole
    name: tuple[Line, ...]
    """The lines of the header."""
    doubt: str = ""
    """Why its marks may say something else or more."""
    shaded: bool = False
    """Whether its marks are shades."""


def find_marked_values(
    view: TableView, paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile]
) -> dict[int, MarkedColumn]:
    """The columns whose marks say what their headers name, by index."""
    may = [bool(path) and _may_be_marked(profile) for path, profile in zip(paths, profiles, strict=True)]
    found: dict[int, MarkedColumn] = {}
    for run in _runs(may):
        levels = _levels(run, paths)
        if len(_kinds(_signs(view, levels))) == 1:  # Several rate the row below the name of its level.
            found |= {i: MarkedColumn("level", _name_above(view, i)) for i in levels}
        for role, members, sure in _units(run, paths):
            shaded = not any(_signs(view, members))
            marks = list(_signs(view, members, shaded=shaded))
            if marks:
                doubt = _doubt(marks, sure=sure)
                found |= {i: MarkedColumn(role, _name_above(view, i), doubt, shaded) for i in members}
    return found


def _name_above(view: TableView, column: int) -> tuple[Line, ...]:
    """The lines of the lowest header cell that prints something over a column."""
    printed = (view.own_lines(row, column) for row in reversed(range(*view.header_span)))
    return next((lines for lines in printed if lines), ())


def marks_that_say(view: TableView, row: int, column: int, said: MarkedColumn) -> tuple[Mark, ...]:
    """The signs of a cell that choose what the header of its column names."""
    return _marks_of(view, row, column, shaded=said.shaded)


def _marks_of(view: TableView, row: int, column: int, *, shaded: bool) -> tuple[Mark, ...]:
    """The signs of a cell that are not empty; ``shaded`` when shades are the signs."""
    if shaded:
        color = view.shading(row, column)
        if color is None or color == view.shading(row, 0):
            return ()
        part = view.cell(row, column).parts[0]
        return (Mark("fill", "fill", "colour", color, colour_name(color), None, "", part.page, part.box, 1.0),)
    marks = view.marks(row, column)
    letters = () if marks or not view.text(row, column) else (view.mark_of_words(row, column),)
    return tuple(mark for mark in (*marks, *letters) if mark.meaning != "empty")


def _may_be_marked(profile: Profile) -> bool:
    """Whether a column holds signs, single letters or nothing."""
    signs = profile.sign >= SIGN_SHARE and profile.letters <= SIGN_LETTERS
    return not profile.filled or signs or (profile.letters <= 1 and not profile.number)


def _runs(may: Sequence[bool]) -> Iterator[list[int]]:
    """Neighbours that may hold marks."""
    run: list[int] = []
    for index, fits in enumerate([*may, False]):
        if fits:
            run.append(index)
        elif run:
            yield run
            run = []


def _asked(path: tuple[str, ...]) -> MarkedRole | None:
    """The role that the group headers over a column ask for; None when they ask for a rating, or for none of ours."""
    weights = weigh("roles", " ".join(path[:-1]))
    best = max(ANSWERED, key=lambda role: weights.get(role, 0.0))
    weight = weights.get(best, 0.0)
    return best if weight >= ASKED and weight >= max(weights.values()) else None


def _levels(run: Sequence[int], paths: Sequence[tuple[str, ...]]) -> list[int]:
    """The columns of a run whose headers name levels, each once."""
    named = {i: level for i in run if (level := level_of_cell(paths[i][-1])) is not None}
    if len(set(named.values())) < len(named):
        return []
    asked = [i for i in named if _asked(paths[i]) == "level"]
    spelt = [i for i in named if len(paths[i][-1]) > KEY_LETTERS and not _rates(paths[i])]
    others = [paths[i][-1] for i in run if i not in named]
    pair = len(named) > 1 and not any(len(leaf) <= KEY_LETTERS and not is_step_wording(leaf) for leaf in others)
    together = pair and max(named) - min(named) == 1 and not any(map(_rates, (paths[i] for i in named)))
    return list(named) if together or len(asked) == len(named) else spelt


def _rates(path: tuple[str, ...]) -> bool:
    """Whether a group header over the column asks for a rating."""
    return any(weigh("roles", upper).get("rating", 0.0) >= ASKED for upper in path[:-1])


def _units(run: Sequence[int], paths: Sequence[tuple[str, ...]]) -> Iterator[tuple[MarkedRole, list[int], bool]]:
    """Role, columns and sureness of the groups of units in a run."""
    leaves = {i: paths[i][-1] for i in run}
    free = [i for i, leaf in leaves.items() if not (is_step_wording(leaf) or level_of(leaf) or _asks(leaf))]
    asked = {i: role for i in free if (role := _asked(paths[i])) not in (None, "level")}
    for group in dict.fromkeys(paths[i][:-1] for i in asked):
        members = [i for i in asked if paths[i][:-1] == group]
        yield asked[members[0]], members, True
    named = {
        i: unit for i in free if i not in asked and not _rates(paths[i]) and (unit := _unit_of(paths[i])) is not None
    }
    sure = any(confidence >= SURE_UNIT for confidence, _ in named.values())
    listed = all(known for _, known in named.values())
    groups = {paths[i][:-1] for i in named} - {()}
    members = [i for i in free if i in named or paths[i][:-1] in groups]
    if len(named) > 1 and (sure or (listed and members == free)):
        yield "department", members, sure


def _asks(leaf: str) -> bool:
    """Whether a header asks for something, and is no name of a unit that holds the word: "Center for Sundhed"."""
    return bool(weigh("roles", leaf)) and not any(unit.ids for unit in departments_from_cell(leaf))


def _unit_of(path: tuple[str, ...]) -> tuple[float, bool] | None:
    """How sure a header is the name of one unit, and whether the vocabulary lists it; None when it may be none."""
    if any(weigh("roles", text) for text in path[:-1]) or not weigh("roles", path[-1]).keys() <= {"department"}:
        return None
    units = departments_from_cell(path[-1])
    confidence = min((unit.confidence for unit in units), default=0.0)
    return (confidence, any(unit.ids for unit in units)) if confidence >= LIKELY_UNIT else None


def _signs(view: TableView, members: Sequence[int], *, shaded: bool = False) -> Iterator[Mark]:
    return (mark for row in view.body for i in members for mark in _marks_of(view, row, i, shaded=shaded))


def _kinds(marks: Iterable[Mark]) -> set[tuple[str, str | None]]:
    """The different signs among some; a letter is one of its own."""
    return {(mark.text.casefold() if mark.meaning == "text" else mark.sign, mark.colour) for mark in marks}


def _doubt(marks: Sequence[Mark], *, sure: bool) -> str:
    if len(_kinds(marks)) > 1:
        return "signs of several kinds stand under the units, and may say more than which"
    return "" if sure else "no header is a unit beyond doubt: the marks may say whom the row is for"
