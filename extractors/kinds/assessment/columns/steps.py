"""Columns that are the steps of a rating scale.

Signals in order of precedence, and why: columns that hold marks, one to a row – nothing else looks like that; a group
header that asks for a rating; headers that are wordings of steps. Which step a column is, its wording says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from extractors.kinds.assessment.cells.ticked import box_of
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.profiles import Profile, answers_return
from extractors.kinds.assessment.columns.step_labels import (
    HEADER_ENOUGH,
    are_several_steps,
    asks_for_rating,
    own_part,
    step_label,
)
from extractors.kinds.assessment.wordings.initials import scale_of_initials
from extractors.kinds.assessment.wordings.scales import (
    Scale,
    catalogue_of_scales,
    is_no_answer,
    is_step_wording,
    polarity,
    scale_in_printed_order,
    scale_of_labels,
)
from extractors.kinds.wording import bare, weigh
from schemas.geometry import union

SURE_OTHER = 0.95
"""Weight of a header from which it asks for something else than a rating."""
MARK_SHARE = 0.7
"""A column of signs holds signs in this share of its filled cells."""
WORDED_SHARE = 0.8
"""A step column may hold the step's own wording in place of a mark, in this share of its filled cells."""
SIGN_LETTERS = 4
"""Signs are short: an x, a tick, a bracketed x."""
BETWEEN = 0
"""The step of a column that is none: the grid made it of marks between two columns."""
STRAY = 0.1
"""Share of rows whose text may have slipped into the column of a step that nobody chose."""
EXCLUSIVE_SHARE = 0.6
"""Steps exclude each other: this share of the marked rows has one mark alone."""


def find_step_columns(
    view: TableView, paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile], *, closed: Set[int] = frozenset()
) -> tuple[dict[int, int | None], Scale | None]:
    """Columns that are steps of one scale: index → step, and the scale.

    None stands for an answer beside the scale, ``BETWEEN`` for marks that stand in no column of their own.

    Steps are, in order of how much they say: columns that hold marks, one to a row; columns under one group header
    that asks for a rating; columns whose own header is a step wording, or stands in their cells. Columns of marks are
    joined by those beside them that nobody marked, when header or group header makes them one with them. Colours and
    faces in header cells stand for wordings. Columns that are ``closed`` are no steps, whatever they hold.
    """
    closed = closed | {i for i, path in enumerate(paths) if any(map(_asks_for_other, path))}
    closed = closed | _worded_alone(view, paths, profiles)
    strays = _beside_their_header(view, profiles, closed)
    closed = closed | strays
    boxed = _labels_of_boxes(view, closed) or _labels_of_answers(view, paths, closed)
    leaves = {i: step_label(view, i, path[-1]) for i, path in enumerate(paths) if path and i not in closed} | boxed
    printed = paths
    paths = [(boxed[i],) if i in boxed else path for i, path in enumerate(paths)]
    paths = [(*path[:-1], leaves[i]) if i in leaves else () for i, path in enumerate(paths)]
    worded = [i for i, leaf in leaves.items() if _repeats_head(view, i, leaf)]
    profiles = [replace(profile, step=1.0) if i in worded else profile for i, profile in enumerate(profiles)]
    for members in (sorted(boxed), *_candidate_sets(view, paths, profiles, closed), worded):
        between = _between_steps(members, leaves) or _below_group_alone(members, paths)
        between = [*between, *sorted(strays)]
        members = _completed([i for i in members if i not in between], leaves, paths, profiles)
        labels = [leaves[i] for i in members if i in leaves and not is_no_answer(leaves[i])]
        if len(labels) < 2 or len(labels) < sum(1 for i in members if i not in leaves or not is_no_answer(leaves[i])):
            continue
        if len(set(map(bare, labels))) != len(labels):
            continue
        scale = scale_of_labels(labels, complete=True)
        if scale is None or not scale.known:
            if _is_worded_beside(members, printed, profiles):
                continue
            scale = scale_of_initials(labels) or scale_in_printed_order(labels)
        found: dict[int, int | None] = {i: scale.step_of(leaves[i]) for i in members}
        found |= dict.fromkeys(between, BETWEEN)
        ran_together = any(are_several_steps(label) for label in labels) or any(own_part(view, i) for i in members)
        misread = any(i in leaves and profiles[i].sign >= MARK_SHARE and _is_headed_alone(i, paths) for i in between)
        if ran_together or misread or _leaves_out(found, scale, paths, profiles):
            scale = replace(scale, known=False)
        for i, leaf in leaves.items():
            if i not in found and is_no_answer(leaf) and _may_hold_marks(profiles[i]):
                found[i] = None
        return found, scale
    coloured = [(i, label) for i, label in view.header_colours() if i not in closed]
    if len(coloured) >= 2:
        scale = scale_of_labels([label for _, label in coloured], complete=True)
        if scale is not None:
            return {i: scale.step_of(label) for i, label in coloured}, scale
    return {}, None


def _beside_their_header(view: TableView, profiles: Sequence[Profile], closed: Set[int]) -> set[int]:
    """Columns of marks that the grid made beside those right below the header of one step: marks off its middle."""
    found: set[int] = set()
    row = view.header_span[1] - 1
    for cell in {id(cell): cell for cell in view.grid[row]}.values() if row >= view.header_span[0] else ():
        below = [i for i in range(cell.column, cell.column + cell.column_span) if i not in closed]
        marked = [i for i in below if profiles[i].sign >= MARK_SHARE and profiles[i].letters <= SIGN_LETTERS]
        if len(marked) < 2 or len(marked) < cell.column_span or not is_step_wording(view.text(row, cell.column)):
            continue
        middle = union(line.box for line in view.own_lines(row, cell.column)).cx
        off = {i: abs(mark.box.cx - middle) for i in marked for r in view.body for mark in view.marks(r, i)[:1]}
        found |= off.keys() - {min(off, key=lambda i: (off[i], i))}
    return found


def _is_worded_beside(members: Sequence[int], paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile]) -> bool:
    """Whether another column asks for the rating in words: then crosses under headers of no scale say who or when."""
    return any(
        profiles[i].step >= WORDED_SHARE
        and any(weigh("roles", text).get("rating", 0.0) >= HEADER_ENOUGH for text in path)
        for i, path in enumerate(paths)
        if i not in members
    )


def _worded_alone(view: TableView, paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile]) -> set[int]:
    """The one column whose cells hold the wordings of several steps: it rates by itself, whatever heads it."""
    worded = [i for i, path in enumerate(paths) if path and asks_for_rating(path[-1])]
    worded = [i for i in worded if profiles[i].step >= WORDED_SHARE and not _repeats_head(view, i, paths[i][-1])]
    return set(worded) if len(worded) == 1 and answers_return(view, worded[0]) else set()


def _asks_for_other(header: str) -> bool:
    """Whether a header asks for what is no rating: priority, risk, complexity."""
    weights = weigh("roles", header)
    return weights.get("other", 0.0) >= SURE_OTHER and weights.get("rating", 0.0) < SURE_OTHER


def _labels_of_boxes(view: TableView, closed: Set[int]) -> dict[int, str]:
    """Columns whose every cell prints the same step beside a box: "☐ Ja", "☒ Delvist", "☐ Nej" under one header."""
    found: dict[int, str] = {}
    for index in set(range(view.column_count)) - closed if len(view.body) > 1 else ():
        boxes = [box for row in view.body if (box := box_of(view, row, index)) is not None]
        labels = {bare(box.label): box.label for box in boxes}
        if len(labels) == 1 and len(boxes) >= WORDED_SHARE * len(view.body) and is_step_wording(next(iter(labels))):
            found[index] = labels.popitem()[1]
    return found if len(set(map(bare, found.values()))) == len(found) >= 2 else {}


def _labels_of_answers(view: TableView, paths: Sequence[tuple[str, ...]], closed: Set[int]) -> dict[int, str]:
    """Columns under one header that each print one step in every cell: "Ja   Delvist   Nej", one of them ringed."""
    found: dict[int, str] = {}
    for index in (i for i in range(view.column_count) if i not in closed and paths[i]):
        texts = [view.text(row, index) for row in view.body]
        label = texts[0] if texts else ""
        if len(texts) > 1 and is_step_wording(label) and texts.count(label) >= WORDED_SHARE * len(texts):
            found[index] = label
    alike = {i: label for i, label in found.items() if sum(paths[i] == paths[j] for j in found) > 1}
    return alike if len(set(map(bare, alike.values()))) == len(alike) >= 2 else {}


def _repeats_head(view: TableView, index: int, leaf: str) -> bool:
    """Whether the cells of a column hold its own header in place of a mark, whatever scale that wording is of."""
    texts = [text for row in view.body if (text := view.text(row, index))]
    return bool(texts) and sum(bare(text) == bare(leaf) for text in texts) >= WORDED_SHARE * len(texts)


def _completed(
    members: Sequence[int],
    leaves: Mapping[int, str],
    paths: Sequence[tuple[str, ...]],
    profiles: Sequence[Profile],
) -> list[int]:
    """The members with the columns between and beside them that are headed as steps too, whether marked or not."""
    if not members:
        return []
    joined = set(members)
    reach = range(min(members), max(members) + 1)
    joined |= {i for i in reach if i in leaves and _is_step_beside(leaves[i], paths[i], profiles[i])}
    for at, way in ((reach.start - 1, -1), (reach.stop, 1)):
        while at in leaves and _is_step_beside(leaves[at], paths[at], profiles[at]):
            joined.add(at)
            at += way
    return sorted(joined)


def _is_step_beside(leaf: str, path: tuple[str, ...], profile: Profile) -> bool:
    """Whether a column that holds marks at most is headed by a verdict and by nothing else that a column may be."""
    said = is_step_wording(leaf) or polarity(leaf) is not None
    stray = said and profile.filled * (1 - profile.sign) <= STRAY * (profile.filled + profile.empty)
    if profile.filled and not (stray or profile.sign >= MARK_SHARE or profile.step >= WORDED_SHARE):
        return False
    own = weigh("roles", path[-1])  # No column of titles holds marks or nothing, whatever its header names.
    others = max((weight for role, weight in own.items() if role not in ("rating", "title")), default=0.0)
    return is_step_wording(leaf) or (polarity(leaf) is not None and others < HEADER_ENOUGH)


def _leaves_out(
    found: Mapping[int, int | None], scale: Scale, paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile]
) -> bool:
    """Whether a step may be missing: another column stands under the steps' own group header, or between them.

    So does one beside them that a step heads which is none of theirs: its marks were read as something else.
    A group header may reach over its neighbours: where a known scale lacks none of its steps, one whose own header asks
    for something else is no step.
    """
    whole = scale.steps == len(catalogue_of_scales().get(scale.name, ()))
    steps = [i for i, step in found.items() if step]
    groups = [frozenset(paths[i][:-1]) for i in steps]
    uppers = frozenset[str]().union(*groups)
    shared = frozenset.intersection(*groups) if groups else frozenset()
    rest = [(i, path) for i, path in enumerate(paths) if i not in found]
    if shared and any(shared & set(path[:-1]) and not (whole and _heads_another(path[-1])) for _, path in rest):
        return True
    steps_beside = {label for i, path in rest for label in path[-1:] if i + 1 in steps or i - 1 in steps}
    if any(is_step_wording(label) and scale.step_of(label) is None for label in steps_beside):
        return True
    own = [
        i for i, path in rest if profiles[i].sign or (path and path[-1] not in uppers and not asks_for_rating(path[-1]))
    ]
    return any(min(steps, default=0) < i < max(steps, default=0) for i in own)


def _heads_another(header: str) -> bool:
    """Whether a header asks for something else than a rating, and is no step itself."""
    weights = weigh("roles", header)
    others = max((weight for role, weight in weights.items() if role != "rating"), default=0.0)
    return others >= HEADER_ENOUGH and not is_step_wording(header) and polarity(header) is None


def _between_steps(members: Sequence[int], leaves: Mapping[int, str]) -> list[int]:
    """Members without a step's wording that stand between members which are a known scale without them."""
    worded = [i for i in members if i in leaves and (is_step_wording(leaves[i]) or is_no_answer(leaves[i]))]
    steps = [leaves[i] for i in worded if not is_no_answer(leaves[i])]
    if len(steps) < 2:
        return []
    scale = scale_of_labels(steps, complete=True)
    if scale is None or not scale.known:
        return []
    rest = [i for i in members if i not in worded and worded[0] < i < worded[-1]]
    return [i for i in rest if i not in leaves or polarity(leaves[i]) is None]


def _is_headed_alone(index: int, paths: Sequence[tuple[str, ...]]) -> bool:
    """Whether a column has a head of its own, which may be that of a step in words that nobody knows, or misread."""
    return bool(paths[index]) and not any(paths[index][-1] in path for i, path in enumerate(paths) if i != index)


def _below_group_alone(members: Sequence[int], paths: Sequence[tuple[str, ...]]) -> list[int]:
    """Members over which only the group header of the others stands: the grid made a column of marks off theirs."""
    heads = {upper for i in members for upper in paths[i][:-1]}
    return [i for i in members if paths[i] and paths[i][-1] in heads]


def _candidate_sets(
    view: TableView, paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile], closed: Set[int]
) -> list[list[int]]:
    known = [i for i, path in enumerate(paths) if path and is_step_wording(path[-1]) and _may_hold_marks(profiles[i])]
    sets = []
    marked = _exclusive_mark_columns(view, profiles, closed)
    if marked:
        sets.append(_joined(marked, known, paths, profiles))
        sets.append(marked)
    sets += [sorted({*group, *known}) for group in _under_rating_header(paths, profiles)]
    if len(known) >= 2:
        sets.append(known)
    shaded = _exclusive_shade_columns(view, paths, profiles)
    alone = _beside_empty_steps(paths, profiles, closed)
    return [*sets, *(found for found in (shaded, alone) if found)]


def _beside_empty_steps(paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile], closed: Set[int]) -> list[int]:
    """The one column of signs with the empty ones beside it, headed as steps: few rows may all have one step."""
    marked = [i for i, p in enumerate(profiles) if p.sign >= MARK_SHARE and p.letters <= SIGN_LETTERS]
    if len(marked) != 1 or marked[0] in closed or not paths[marked[0]]:
        return []
    leaves = {i: path[-1] for i, path in enumerate(paths) if path and i not in closed}
    members = _completed(marked, leaves, paths, profiles)
    labels = [leaves[i] for i in members]
    scale = scale_of_labels(labels, complete=True) if _is_verdict(labels, members.index(marked[0])) else None
    return members if scale is not None and scale.known and scale.direction_known else []


def _is_verdict(labels: Sequence[str], at: int) -> bool:
    """Whether one of several labels says how far a recommendation is met."""
    return len(labels) > 1 and (is_step_wording(labels[at]) or polarity(labels[at]) is not None)


def _exclusive_mark_columns(view: TableView, profiles: Sequence[Profile], closed: Set[int]) -> list[int]:
    """Columns of signs of which most rows mark just one; fewer than two are none.

    Where no row has any other sign, a ring or an empty box marks it.
    """
    columns = [
        i
        for i, p in enumerate(profiles)
        if i not in closed and p.sign >= MARK_SHARE and p.letters <= SIGN_LETTERS and p.number <= 0.5
    ]
    if len(columns) < 2:
        return []
    marked = [sum(bool(_positive(view, row, i)) for i in columns) for row in view.body]
    if not any(marked):
        marked = [sum(bool(view.marks(row, i)) for i in columns) for row in view.body]
    single = sum(1 for n in marked if n == 1)
    return columns if single >= EXCLUSIVE_SHARE * max(1, sum(1 for n in marked if n)) else []


def _exclusive_shade_columns(
    view: TableView, paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile]
) -> list[int]:
    """Empty columns with headers of which most rows shade just one; fewer than two are none."""
    columns = [i for i, p in enumerate(profiles) if paths[i] and not p.filled]
    if len(columns) < 2:
        return []
    shaded = [sum(view.shading(row, i) is not None for i in columns) for row in view.body]
    single = sum(1 for n in shaded if n == 1)
    return columns if single >= EXCLUSIVE_SHARE * max(1, len(shaded)) else []


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
    """Whether the cells are marks, wordings of steps or empty: long text is no mark, numbers are a summary.

    Of a column that prints next to nothing, the number is a count that came into the row above it.
    """
    counted = profile.number > 0.5 and profile.filled > STRAY * (profile.filled + profile.empty)
    return (profile.letters <= 12 or profile.step >= WORDED_SHARE) and not counted


def _under_rating_header(paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile]) -> list[list[int]]:
    """Runs of columns under one group header that asks for a rating, and whose cells may hold marks."""
    groups: dict[str, list[int]] = {}
    for index, path in enumerate(paths):
        for upper in path[:-1]:
            if asks_for_rating(upper) and _may_hold_marks(profiles[index]):
                groups.setdefault(upper, []).append(index)
    return [members for members in groups.values() if len(members) >= 2]
