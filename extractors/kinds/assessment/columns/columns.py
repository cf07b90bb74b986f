"""What each column of a table means.

Signals in order of precedence, and why:
1. the header's wording (``vocabulary/roles.yaml``), lowest header row first – it is what the author says;
2. the content of the column – it decides where a header allows several roles ("Status") or none is printed;
   of ratings at several times the latest counts (``periods``);
3. the columns of the table before, where a table has no header and the same columns – a page that goes on.
A place in the order of columns is never a signal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from extractors.danish import text as danish
from extractors.danish.packages import find_packages
from extractors.kinds.assessment.cells.ticked import options_of
from extractors.kinds.assessment.cells.title_cells import role_beside_title
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.header_paths import header_path, printed_again
from extractors.kinds.assessment.columns.marked_values import MarkedColumn, find_marked_values
from extractors.kinds.assessment.columns.periods import read_periods
from extractors.kinds.assessment.columns.profiles import MIN_VERDICTS, Profile, profile_column, unit_share
from extractors.kinds.assessment.columns.step_labels import HEADER_ENOUGH
from extractors.kinds.assessment.columns.steps import BETWEEN, find_step_columns
from extractors.kinds.assessment.wordings.digit_directions import direction_in
from extractors.kinds.assessment.wordings.scales import Scale, is_step_wording
from extractors.kinds.assessment.wordings.verdicts import remark_of, verdict_of
from extractors.kinds.wording import fold, level_of, weigh

Role = Literal[
    "number",
    "title",
    "level",
    "category",
    "package",
    "rating",
    "step",
    "no_answer",
    "between",
    "activity",
    "department",
    "responsible",
    "deadline",
    "notes",
    "status_date",
    "other",
    "unknown",
]

UPPER_HEADER = 0.8
"""What a wording in a group header counts for against the column's own header."""
OWN_HEADER = 0.7
"""Weight of a column's own header from which it says what the column is; its group header then says little."""
BESIDE_OWN = 0.5
"""What a wording in a group header counts for against such a header."""
SURE_HEADER = 1.0
"""Weight of a header that says one role and nothing else: content may give the column another, but not take this."""
FEW_CELLS = 0.3
"""What a column holds counts in full when this share of its cells is filled; one cell in ten shows little."""
PACKAGE_LETTERS = 20
"""Mean number of letters from which cells are no abbreviations of packages."""
PACKAGE_NAME = 60
"""Letters of a header that names a package, at most; longer text speaks of one."""
VERDICTS_FIRST = 0.8
"""A column of text rates when this share of its cells begin with a step of a scale."""
REMARKED_SHARE = 0.5
"""Remarks after this share of the verdicts are a column's habit."""
JUDGED_SHARE = 0.8
"""A column in which so many cells are short judgements is not too wordy to rate: in a few rows none comes back."""
TITLED_SHARE = 0.7
"""Rows have their titles above them when a full-width row stands above this share of them; columns may cut some."""
MIN_TITLES = 3
"""Fewer full-width rows are sections of one row each."""
RECOMMENDED = "anbefal"
"""What the header of a column of recommendations says, whatever it asks about them."""
CONTENT_WEIGHT = 0.6
"""Content may overrule a header that is half sure, not one that is sure."""
SHARED_ROLES: tuple[Role, ...] = ("activity", "department", "notes", "responsible", "deadline")
"""What the print of two columns of the grid under one header may be together."""


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
    remark: Role | None = None
    """For a column whose cells begin with the rating: what the text after it is."""
    beside: Role | None = None
    """For a title column whose header names more: what stands below the titles."""
    marked: MarkedColumn | None = None
    """For a column whose marks say what its header names: how they do."""

    @property
    def label(self) -> str:
        return self.headers[-1] if self.headers else ""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The columns of one table, with the scale when its steps are columns."""

    columns: tuple[Column, ...]
    scale: Scale | None
    notes: tuple[str, ...] = field(default=())
    titles_above: bool = False
    """Whether the title of each row stands in a row of its own above it, over the whole width."""

    def of(self, role: Role) -> Column | None:
        """The column with this role; None when there is none."""
        return next((column for column in self.columns if column.role == role), None)

    def all_of(self, role: Role) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role == role)

    @property
    def marked(self) -> tuple[tuple[Column, MarkedColumn], ...]:
        """The columns whose marks say what their headers name."""
        return tuple((column, column.marked) for column in self.columns if column.marked is not None)

    @property
    def rates(self) -> bool:
        """Whether some column can hold a rating."""
        return self.of("rating") is not None or len(self.all_of("step")) >= 2

    @property
    def rates_by_header(self) -> bool:
        """Whether some header says so."""
        rating = self.of("rating")
        return len(self.all_of("step")) >= 2 or (rating is not None and rating.by == "header")


def map_columns(view: TableView, before: ColumnMap | None = None, *, heads_alone: bool = False) -> ColumnMap:
    """Give every column of the table its role; what the table alone says is kept with the view.

    Args:
        view: the table.
        before: the columns of the table before it, for one that goes on without a header.
        heads_alone: whether that table is a header without rows, so that content had no say in its columns yet.
    """
    goes_on = before is not None and len(before.columns) == view.column_count
    if before is not None and goes_on and not any(header_path(view, index) for index in range(view.column_count)):
        inherited = _settled_by_content(view, before) if heads_alone else before.columns
        return ColumnMap(tuple(replace(c, by="inherited") for c in inherited), before.scale)
    if view.columns is None:
        view.columns = _map_columns(view)
    return view.columns


def _settled_by_content(view: TableView, heads: ColumnMap) -> Iterator[Column]:
    """The columns below a header that stands apart, roles that it leaves open decided by what they hold."""
    held = {"step", "no_answer", "between"}
    taken = {c.index for c in heads.columns if c.role in held or c.marked is not None}
    profiles = [profile_column(view, index) for index in range(view.column_count)]
    paths = [column.headers for column in heads.columns]
    rated = heads.scale is not None
    chosen = _assign_roles(paths, profiles, lambda i: unit_share(view, i), taken=taken, rated=rated)
    for column in heads.columns:
        yield column if column.index in taken else replace(column, role=chosen[column.index][0])


def _map_columns(view: TableView) -> ColumnMap:
    paths = [header_path(view, index) for index in range(view.column_count)]
    profiles = [profile_column(view, index) for index in range(view.column_count)]
    periods = read_periods(view, paths, profiles)
    marked = find_marked_values(view, paths, profiles)
    steps, scale = find_step_columns(view, paths, profiles, closed=periods.aside | periods.timed | marked.keys())
    again = printed_again(view, paths)
    taken = {*steps, *periods.aside, *marked, *again}
    rated = scale is not None or any(not _header_weights(paths[index]) for index in periods.rated)
    chosen = _assign_roles(paths, profiles, lambda i: unit_share(view, i), taken=taken, rated=rated)
    columns: list[Column] = []
    for index, path in enumerate(paths):
        if index in periods.aside or index in again:
            columns.append(Column(index, path, "other", "header", 1.0))
        elif index in marked:
            columns.append(Column(index, path, marked[index].role, "header", 1.0, marked=marked[index]))
        elif index in steps:
            step = steps[index]
            kind: Role = "no_answer" if step is None else "between" if step == BETWEEN else "step"
            columns.append(Column(index, path, kind, "header", 1.0, step or None))
        else:
            role, by, weight = chosen[index]
            if role == "unknown" and index in periods.rated:
                role, by = "rating", "header"
            columns.append(Column(index, path, role, by, weight))
    found = ColumnMap(tuple(_with_shared_heads(view, columns)), scale)
    found = _with_role_beside_title(_with_titles_above(view, found))
    return _with_remarks(view, found) if found.rates else _with_verdicts_first(view, found)


def _with_shared_heads(view: TableView, columns: Sequence[Column]) -> Iterator[Column]:
    """The columns in which one that nothing names has the role of the one beside it whose header reaches over both."""
    for column in columns:
        head = view.cell(view.header_span[1] - 1, column.index) if view.header_span[1] else None
        beside = next((c for c in columns if c.headers == column.headers and c.role in SHARED_ROLES), None)
        shared = (
            head is not None and head.column_span > 1 and beside is not None and abs(beside.index - column.index) == 1
        )
        if column.role == "unknown" and beside is not None and shared and column.headers:
            yield replace(column, role=beside.role, by=beside.by, weight=beside.weight)
        else:
            yield column


def _with_titles_above(view: TableView, columns: ColumnMap) -> ColumnMap:
    """The columns of a table without a title of its own, where a full-width row stands above nearly every row."""
    title = columns.of("title")
    if columns.of("number") is not None or (title is not None and title.by != "guess"):
        return columns
    above = [view.text(row - 1, 0) for row in view.body if row - 1 in view.full_width]
    if len(above) < max(MIN_TITLES, TITLED_SHARE * len(view.body)) or len(set(above)) < len(above):
        return columns
    untitled = (replace(c, role="unknown", weight=0.0) if c is title else c for c in columns.columns)
    return replace(columns, columns=tuple(untitled), titles_above=True)


def _with_role_beside_title(columns: ColumnMap) -> ColumnMap:
    """The columns with what the title's header names beside the title, where no column of its own has it."""
    title = columns.of("title")
    beside = role_beside_title(title.label) if title is not None else None
    if title is None or beside is None or columns.of(beside) is not None:
        return columns
    return replace(columns, columns=tuple(replace(c, beside=beside) if c is title else c for c in columns.columns))


def _with_verdicts_first(view: TableView, columns: ColumnMap) -> ColumnMap:
    """The columns of a table that has none for ratings, where one column of text begins every cell with a rating."""
    for column in columns.columns:
        if column.role not in ("activity", "notes", "status_date", "unknown"):
            continue
        texts = [text for row in view.body if (text := view.text(row, column.index))]
        opened = [text for text in texts if is_step_wording(verdict_of(text))]
        if len(opened) >= max(MIN_VERDICTS, VERDICTS_FIRST * len(texts)) and any(map(remark_of, opened)):
            remark: Role = "activity" if column.role == "activity" else "notes"
            rated = replace(column, role="rating", by="content", remark=remark)
            return replace(columns, columns=tuple(rated if c is column else c for c in columns.columns))
    return columns


def _with_remarks(view: TableView, columns: ColumnMap) -> ColumnMap:
    """The columns with a role for what follows the verdicts of the rating column, where no other column has it."""
    rating = columns.of("rating")
    free: list[Role] = [role for role in ("notes", "activity") if columns.of(role) is None]
    texts = [view.text(row, rating.index) for row in view.body] if rating is not None and free else []
    if rating is not None and texts and any(len(options_of(view, row, rating.index)) > 1 for row in view.body):
        return columns  # What stands behind the first option is the others.
    remarked = [text for text in texts if is_step_wording(verdict_of(text)) and remark_of(text)]
    if len(remarked) < max(MIN_VERDICTS, REMARKED_SHARE * len(texts)):
        return columns
    with_remark = (replace(column, remark=free[0]) if column is rating else column for column in columns.columns)
    return replace(columns, columns=tuple(with_remark))


def _assign_roles(
    paths: Sequence[tuple[str, ...]],
    profiles: Sequence[Profile],
    units: Callable[[int], float],
    *,
    taken: set[int],
    rated: bool,
) -> dict[int, tuple[Role, Literal["header", "content", "guess"], float]]:
    """Best role of each column that is no step, each role once (``other`` and ``unknown`` as often as need be).

    ``units`` tells how many cells of a column name units; asked only where its header says nothing.
    """
    scored: list[tuple[float, int, str, float]] = []
    worded = [index for index, path in enumerate(paths) if path and is_step_wording(path[-1])]
    for index, path in enumerate(paths):
        if index in taken:
            continue
        by_header = _header_weights(path, lone_step=not rated and worded == [index])
        headed = max(by_header.values(), default=0.0) >= HEADER_ENOUGH
        sure = max(by_header.values(), default=0.0) >= SURE_HEADER
        by_content = _content_weights(profiles[index], sure=sure)
        if by_content and not headed:
            by_content["department"] = max(by_content["department"], units(index))
        for role in sorted(set(by_header) | set(by_content)):
            if role == "package" and _names_no_package(profiles[index]):
                continue
            if role == "rating" and rated and by_header.get(role, 0) < 1.0:
                continue
            header, content = by_header.get(role, 0.0), by_content.get(role, 0.0)
            score = header + CONTENT_WEIGHT * content
            if header >= SURE_HEADER:
                score = max(score, HEADER_ENOUGH)
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


def _names_no_package(profile: Profile) -> bool:
    """Whether the cells are texts of which none names a package: a group header says which one they are from."""
    return profile.filled >= MIN_VERDICTS and not profile.package and profile.letters >= PACKAGE_LETTERS


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
        told = bool(paths[best]) and _tells_of_rows(paths[best][-1])
        if any(RECOMMENDED in fold(text) for text in paths[best]):
            chosen[best] = ("title", "header", OWN_HEADER)  # "I hvilken grad opfylder kommunen anbefalingen?"
        else:
            chosen[best] = ("title", "content", OWN_HEADER) if told else ("title", "guess", 0.4)


def _tells_of_rows(header: str) -> bool:
    """Whether a header says which recommendations stand below it: those of a level, or of a package."""
    mentions = find_packages(header) if len(header) <= PACKAGE_NAME else []
    return level_of(header) is not None or (len(mentions) == 1 and mentions[0].certain)


def _header_weights(path: tuple[str, ...], *, lone_step: bool = False) -> dict[str, float]:
    """Weight of each role by the wordings above a column; a header cut into pieces by its width is read whole.

    What says which digit is best asks for a rating. The wording of a step heads a step, and asks for a rating only
    where no other column is headed by one.
    """
    weights: dict[str, float] = {}
    own = max(weigh("roles", danish.normalise(path[-1])).values(), default=0.0) if path else 0.0
    upper = UPPER_HEADER if own < OWN_HEADER else BESIDE_OWN
    for height, text in enumerate(reversed(path)):
        factor = upper**height
        found = weigh("roles", danish.normalise(text)) or weigh("roles", text.replace(" ", ""))
        for role, weight in found.items():
            if role == "rating" and is_step_wording(text) and not lone_step:
                continue
            weights[role] = max(weights.get(role, 0.0), weight * factor)
        if direction_in(text) is not None:
            weights["rating"] = max(weights.get("rating", 0.0), OWN_HEADER * factor)
    whole = fold(" ".join(path))
    if len(path) > 1:
        for role, weight in weigh("roles", whole).items():
            weights[role] = max(weights.get(role, 0.0), weight * upper)
    return weights


def _content_weights(profile: Profile, *, sure: bool) -> dict[str, float]:
    """For and against each role, −1…1, from what the cells hold; nothing is said of an empty column.

    Args:
        profile: what they hold.
        sure: whether the column's header says one role and nothing else.
    """
    if not profile.filled:
        return {}
    wordy = min(1.0, profile.letters / 40)
    rating = max(
        profile.step, profile.mark * (1 - wordy)
    )  # A sign before a text rates that, and is no column of its own.
    rating = 0.0 if profile.in_turn else rating  # Whatever digits are steps, these number the rows.
    judged = profile.judged >= JUDGED_SHARE and profile.filled > profile.empty
    coded = 1.0 if profile.counted else 0.0 if profile.coded >= 0.5 else -1.0
    weights = {
        "number": profile.number - wordy if profile.number >= 0.5 else coded,
        "level": profile.level if profile.level >= 0.5 else -1.0,
        "category": profile.category if profile.category >= 0.5 else -0.5,
        "package": profile.package if profile.package >= 0.5 else -0.5,
        "rating": rating if rating >= 0.5 else 0.0 if judged else -wordy,
    }
    short = -max(profile.number, profile.level, rating, 0.0)
    for role in ("title", "activity", "notes"):
        weights[role] = short + 0.3 * wordy
    grouping = max(profile.category, profile.package, profile.groups)
    for role in ("department", "responsible"):
        weights[role] = min(short, -grouping) - (0.3 if profile.letters > 150 else 0.0)
    weights["other"] = -0.1
    enough = min(1.0, profile.filled / (FEW_CELLS * (profile.filled + profile.empty)))
    named = "package" if profile.package == 1.0 else "category" if profile.category == 1.0 else None
    if named and not sure:  # A cell for each group of rows: few are filled, and each names the group.
        return {role: weight * (1.0 if role == named else enough) for role, weight in weights.items()}
    return {role: weight * enough for role, weight in weights.items()}
