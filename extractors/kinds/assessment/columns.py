"""What each column of a table means.

Signals in order of precedence, and why:
1. the header's wording (``vocabulary/roles.yaml``), lowest header row first – it is what the author says;
2. the content of the column – it decides where a header allows several roles ("Status") or none is printed;
3. the columns of the table before, where a table has no header and the same columns – a page that goes on.
A place in the order of columns is never a signal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractors.danish import text as danish
from extractors.danish.packages import find_packages
from extractors.kinds.assessment.scales import (
    Scale,
    is_no_answer,
    is_step_wording,
    polarity,
    scale_in_printed_order,
    scale_of_labels,
)
from extractors.kinds.assessment.view import TableView
from extractors.kinds.wording import bare, category_of, fold, level_of_cell, weigh

Role = Literal[
    "number",
    "title",
    "level",
    "category",
    "package",
    "rating",
    "step",
    "no_answer",
    "activity",
    "department",
    "responsible",
    "deadline",
    "notes",
    "status_date",
    "other",
    "unknown",
]

HEADER_ENOUGH = 0.5
"""A header wording of this weight alone gives a column its role."""
UPPER_HEADER = 0.8
"""What a wording in a group header counts for against the column's own header."""
CONTENT_WEIGHT = 0.6
"""Content may overrule a header that is half sure, not one that is sure."""
VERDICT_MAX = 60
"""A verdict is a few words; longer text describes."""
MIN_VERDICTS = 4
"""Fewer cells do not show that verdicts come back."""
MARK_SHARE = 0.7
"""A column of signs holds signs in this share of its filled cells."""
WORDED_SHARE = 0.8
"""A step column may hold the step's own wording in place of a mark, in this share of its filled cells."""
SIGN_LETTERS = 4
"""Signs are short: an x, a tick, a bracketed x."""
EXCLUSIVE_SHARE = 0.6
"""Steps exclude each other: this share of the marked rows has one mark alone."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column with its role and why."""

    index: int
    headers: tuple[str, ...]
    """Header texts from the top down, wrapping undone, each once."""
    role: Role
    by: Literal["header", "content", "guess", "inherited"]
    weight: float
    step: int | None = None
    """For a column of a rating step: its place on the scale, from 1 = best."""

    @property
    def label(self) -> str:
        return self.headers[-1] if self.headers else ""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The columns of one table, with the scale when its steps are columns."""

    columns: tuple[Column, ...]
    scale: Scale | None
    notes: tuple[str, ...] = field(default=())

    def of(self, role: Role) -> Column | None:
        """The column with this role; None when there is none."""
        return next((column for column in self.columns if column.role == role), None)

    def all_of(self, role: Role) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role == role)

    @property
    def rates(self) -> bool:
        """Whether some column can hold a rating."""
        return self.of("rating") is not None or len(self.all_of("step")) >= 2


@dataclass(frozen=True, slots=True)
class Profile:
    """What the cells of a column look like; shares are of the cells that hold something."""

    filled: int
    empty: int
    number: float
    level: float
    category: float
    package: float
    step: float
    mark: float
    sign: float
    """Signs of any meaning, empty boxes included."""
    letters: float
    """Mean number of letters in a filled cell."""


def profile_column(view: TableView, index: int) -> Profile:
    """Look at the body cells of column ``index``."""
    filled = empty = numbers = levels = categories = packages = steps = marks = drawn = 0
    letters = 0
    texts: list[str] = []
    for row in view.body:
        text = view.text(row, index)
        signs = view.marks(row, index)
        if not text and not signs:
            empty += 1
            continue
        filled += 1
        letters += len(text)
        texts.append(text)
        numbers += view.number(text) is not None
        levels += level_of_cell(text) is not None
        categories += category_of(text) is not None and len(text) < 60
        packages += len(text) < 80 and any(mention.certain for mention in find_packages(text))
        steps += bool(text) and is_step_wording(text)
        marks += any(mark.meaning not in ("empty", "text") for mark in signs)
        drawn += any(mark.meaning != "text" for mark in signs)
    n = max(1, filled)
    step = max(steps / n, _verdict_share(texts))
    return Profile(
        filled, empty, numbers / n, levels / n, categories / n, packages / n, step, marks / n, drawn / n, letters / n
    )


def _verdict_share(texts: Sequence[str]) -> float:
    """Share of cells that are short verdicts, where the same few verdicts come back row after row; else 0."""
    short = [bare(text) for text in texts if len(text) <= VERDICT_MAX and polarity(text) is not None]
    if len(short) < MIN_VERDICTS or 2 * len(set(short)) > len(short):
        return 0.0
    return len(short) / len(texts)


def header_path(view: TableView, index: int) -> tuple[str, ...]:
    """Header texts above column ``index``, from the top down, a spanning cell once.

    Texts of cells that stand over this column alone are one header, printed in several rows of the grid.
    """
    path: list[str] = []
    alone: list[str] = []
    seen: set[int] = set()
    for row in range(*view.header_span):
        cell = view.cell(row, index)
        text = view.text(row, index)
        if row in view.full_width or not text or id(cell) in seen:
            continue
        seen.add(id(cell))
        if cell.column_span > 1:
            path.append(text)
        elif text not in alone:
            alone.append(text)
    if alone:
        path.append(" ".join(alone))
    return tuple(path)


def map_columns(view: TableView, before: ColumnMap | None = None) -> ColumnMap:
    """Give every column of the table its role.

    Args:
        view: the table.
        before: the columns of the table before it, for one that goes on without a header.
    """
    paths = [header_path(view, index) for index in range(view.column_count)]
    if before is not None and not any(paths) and len(before.columns) == view.column_count:
        inherited = (Column(c.index, c.headers, c.role, "inherited", c.weight, c.step) for c in before.columns)
        return ColumnMap(tuple(inherited), before.scale)
    profiles = [profile_column(view, index) for index in range(view.column_count)]
    steps, scale = find_step_columns(view, paths, profiles)
    chosen = _assign_roles(paths, profiles, taken=set(steps), rated=scale is not None)
    columns: list[Column] = []
    for index, path in enumerate(paths):
        if index in steps:
            step = steps[index]
            columns.append(Column(index, path, "step" if step else "no_answer", "header", 1.0, step))
        else:
            role, by, weight = chosen[index]
            columns.append(Column(index, path, role, by, weight))
    return ColumnMap(tuple(columns), scale)


def find_step_columns(
    view: TableView, paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile]
) -> tuple[dict[int, int | None], Scale | None]:
    """Columns that are steps of one scale: index → step (None: an answer beside the scale), and the scale.

    Steps are, in order of how much they say: columns that hold marks, one to a row; columns under one group header
    that asks for a rating; columns whose own header is a step wording. Columns of marks are joined by those beside
    them that nobody marked, when header or group header makes them one with them. Colours and faces in header cells
    stand for wordings.
    """
    leaves = {i: step_label(view, i, path[-1]) for i, path in enumerate(paths) if path}
    paths = [(*path[:-1], leaves[i]) if path else path for i, path in enumerate(paths)]
    for members in _candidate_sets(view, paths, profiles):
        labels = [leaves[i] for i in members if i in leaves and not is_no_answer(leaves[i])]
        if len(labels) < 2 or len(labels) < sum(1 for i in members if i not in leaves or not is_no_answer(leaves[i])):
            continue
        if len(set(map(bare, labels))) != len(labels):
            continue
        scale = scale_of_labels(labels, complete=True)
        if scale is None or not scale.known:
            scale = scale_in_printed_order(labels)
        found: dict[int, int | None] = {i: scale.step_of(leaves[i]) for i in members}
        for i, leaf in leaves.items():
            if i not in found and is_no_answer(leaf) and _may_hold_marks(profiles[i]):
                found[i] = None
        return found, scale
    coloured = view.header_colours()
    if len(coloured) >= 2:
        scale = scale_of_labels([label for _, label in coloured], complete=True)
        if scale is not None:
            return {i: scale.step_of(label) for i, label in coloured}, scale
    return {}, None


def step_label(view: TableView, index: int, header: str) -> str:
    """The wording of a step in a column's header, without the words of a group header that the grid cut into it.

    The whole header when it is a step; else its lowest line, else its last words, when they are one.
    """
    if is_step_wording(header):
        return header
    rows = [row for row in range(*view.header_span) if row not in view.full_width and view.text(row, index)]
    lowest = view.text(rows[-1], index) if rows else header
    if is_step_wording(lowest) or (polarity(lowest) is not None and polarity(header) != polarity(lowest)):
        return lowest
    words = header.split()
    for start in range(1, len(words)):
        rest = " ".join(words[start:])
        if is_step_wording(rest):
            return rest
    return header


def _candidate_sets(view: TableView, paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile]) -> list[list[int]]:
    known = [i for i, path in enumerate(paths) if path and is_step_wording(path[-1]) and _may_hold_marks(profiles[i])]
    sets = []
    marked = _exclusive_mark_columns(view, profiles)
    if marked:
        sets.append(_joined(marked, known, paths, profiles))
        sets.append(marked)
    sets += [sorted({*group, *known}) for group in _under_rating_header(paths, profiles)]
    if len(known) >= 2:
        sets.append(known)
    return sets


def _exclusive_mark_columns(view: TableView, profiles: Sequence[Profile]) -> list[int]:
    """Columns of signs of which most rows mark just one; fewer than two are none."""
    columns = [
        i for i, p in enumerate(profiles) if p.sign >= MARK_SHARE and p.letters <= SIGN_LETTERS and p.number <= 0.5
    ]
    if len(columns) < 2:
        return []
    marked = [sum(bool(_positive(view, row, i)) for i in columns) for row in view.body]
    single = sum(1 for n in marked if n == 1)
    return columns if single >= EXCLUSIVE_SHARE * max(1, sum(1 for n in marked if n)) else []


def _positive(view: TableView, row: int, column: int) -> bool:
    return any(mark.meaning not in ("empty", "text") for mark in view.marks(row, column))


def _joined(
    marked: Sequence[int], known: Sequence[int], paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile]
) -> list[int]:
    """The marked columns with the unmarked ones that header or group header makes one with them."""
    uppers = {upper for i in marked for upper in paths[i][:-1]}
    joined = {*marked, *known}
    for i, path in enumerate(paths):
        beside = i - 1 in joined or i + 1 in joined
        if path and beside and not profiles[i].filled and uppers & set(path[:-1]):
            joined.add(i)
    return sorted(joined)


def _may_hold_marks(profile: Profile) -> bool:
    """Whether the cells are marks, wordings of steps or empty: long text is no mark, numbers are a summary."""
    return (profile.letters <= 12 or profile.step >= WORDED_SHARE) and profile.number <= 0.5


def _under_rating_header(paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile]) -> list[list[int]]:
    """Runs of columns under one group header that asks for a rating, and whose cells may hold marks."""
    groups: dict[str, list[int]] = {}
    for index, path in enumerate(paths):
        for upper in path[:-1]:
            if weigh("roles", upper).get("rating", 0.0) >= HEADER_ENOUGH and _may_hold_marks(profiles[index]):
                groups.setdefault(upper, []).append(index)
    return [members for members in groups.values() if len(members) >= 2]


def _assign_roles(
    paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile], *, taken: set[int], rated: bool
) -> dict[int, tuple[Role, Literal["header", "content", "guess"], float]]:
    """Best role of each column that is no step, each role once (``other`` and ``unknown`` as often as need be)."""
    scored: list[tuple[float, int, str, float]] = []
    for index, path in enumerate(paths):
        if index in taken:
            continue
        by_header = _header_weights(path)
        by_content = _content_weights(profiles[index])
        for role in sorted(set(by_header) | set(by_content)):
            if role == "rating" and rated and by_header.get(role, 0) < 1.0:
                continue
            header, content = by_header.get(role, 0.0), by_content.get(role, 0.0)
            score = header + CONTENT_WEIGHT * content
            if score >= HEADER_ENOUGH - 0.05 and (header or content >= 0.7):
                scored.append((score, index, role, header))
    chosen: dict[int, tuple[Role, Literal["header", "content", "guess"], float]] = {}
    used: set[str] = set()
    for score, index, role, header in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if index in chosen or (role in used and role != "other"):
            continue
        by: Literal["header", "content", "guess"] = (
            "header" if header >= HEADER_ENOUGH else "content" if header else "guess"
        )
        chosen[index] = (role, by, min(1.0, score))  # type: ignore[assignment]  # keys of roles.yaml are roles
        used.add(role)
    _guess_title(paths, profiles, taken, chosen, used)
    for index in range(len(paths)):
        chosen.setdefault(index, ("unknown", "guess", 0.0))
    return chosen


def _guess_title(
    paths: Sequence[tuple[str, ...]],
    profiles: Sequence[Profile],
    taken: set[int],
    chosen: dict[int, tuple[Role, Literal["header", "content", "guess"], float]],
    used: set[str],
) -> None:
    """A table needs a title: the fullest text column without a role, else the surest activity, gives it."""
    if "title" in used:
        return
    free = [
        i
        for i, p in enumerate(profiles)
        if i not in taken and i not in chosen and p.letters >= 10 and p.filled > p.empty and p.step < 0.5
    ]
    if free:
        best = max(free, key=lambda i: (profiles[i].filled, -i))
        chosen[best] = ("title", "guess", 0.4)


def _header_weights(path: tuple[str, ...]) -> dict[str, float]:
    """Weight of each role by the wordings above a column; a header cut into pieces by its width is read whole."""
    weights: dict[str, float] = {}
    for height, text in enumerate(reversed(path)):
        factor = UPPER_HEADER**height
        found = weigh("roles", danish.normalise(text)) or weigh("roles", text.replace(" ", ""))
        for role, weight in found.items():
            if role == "rating" and is_step_wording(text):
                continue
            weights[role] = max(weights.get(role, 0.0), weight * factor)
    whole = fold(" ".join(path))
    if len(path) > 1:
        for role, weight in weigh("roles", whole).items():
            weights[role] = max(weights.get(role, 0.0), weight * UPPER_HEADER)
    return weights


def _content_weights(profile: Profile) -> dict[str, float]:
    """For and against each role, −1…1, from what the cells hold; nothing is said of an empty column."""
    if not profile.filled:
        return {}
    rating = max(profile.step, profile.mark)
    wordy = min(1.0, profile.letters / 40)
    weights = {
        "number": profile.number - wordy if profile.number >= 0.5 else -1.0,
        "level": profile.level if profile.level >= 0.5 else -1.0,
        "category": profile.category if profile.category >= 0.5 else -0.5,
        "package": profile.package if profile.package >= 0.5 else -0.5,
        "rating": rating if rating >= 0.5 else -wordy,
    }
    short = -max(profile.number, profile.level, rating, 0.0)
    for role in ("title", "activity", "notes"):
        weights[role] = short + 0.3 * wordy
    for role in ("department", "responsible"):
        weights[role] = short - (0.3 if profile.letters > 150 else 0.0)
    weights["other"] = -0.1
    return weights


def column_texts(columns: Mapping[int, Column]) -> dict[int, str]:
    """Header of each column in one line, for messages and ``unmapped``."""
    return {index: " / ".join(column.headers) for index, column in columns.items()}
