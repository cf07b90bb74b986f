"""Tables whose cells hold several things one after the other: a column for each of them.

Authors who have no room for another column print its entries in a cell they have:

1. labels, the same from row to row: "Vurdering: Opfyldt", "Ansvarlig: Sundhedscentret", "Frist: 2019". Each label that
   comes again in most cells of its column and words a role becomes a column; what stands above the first one stays;
2. where no column rates, the verdict that most texts of a column end in, parted from them by a stop, an arrow or a
   dash, by brackets or by a line of its own; or the one that they begin with, on a line of its own.

Words are never changed, and none is read in two columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractors.kinds.assessment.cells.made_tables import unprinted_label
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import Column, ColumnMap, map_columns
from extractors.kinds.assessment.wordings.form_records import LABEL_WEIGHT, RATING_LABEL, asks_for_rating, role_of
from extractors.kinds.assessment.wordings.run_in import Place, lines_of_places
from extractors.kinds.assessment.wordings.scales import is_step_wording
from extractors.kinds.assessment.wordings.verdicts import verdict_of
from extractors.kinds.wording import bare, weigh
from schemas.layout import Cell, CellPart, Table

FEWEST = 3
"""What comes less often is no habit."""
LABELLED = 0.5
"""A label that comes in this share of the filled cells of its column is a habit of the table."""
LABEL_WORDS = 4
"""Words of a label at most."""
CLOSED = 0.8
"""A column rates by the ends of its texts when this share of them ends in a step of a scale."""
STEP_WORDS = 5
"""Words of a verdict at most."""
PARTED_ROLES = frozenset({"rating", "level", "category", "department", "responsible", "deadline", "notes", "activity"})
"""What a label within a cell may say; a number or a title is the cell's own."""
SENTENCES = frozenset({"activity", "notes"})
"""What is told in sentences, which end in a stop of their own."""
TEXT_ROLES = frozenset({"activity", "notes", "title", "unknown"})
"""What a column may be whose texts end in verdicts."""
REST_LABEL = "Bemærkninger"
"""What a text tells beside the verdict that its header asks for."""
_STOPS, _SENTENCE_ENDS = ".!?:;,)", ".!?;)"
_JOINTS = frozenset({"→", "⇒", "➔", "➜", "➡", "›", "»", "–", "—", "-", "=>", "->", "|", "·", "•"})
"""Signs that part a text and its verdict, or two fields of a line."""

_Fields = dict[str, list[Place]]
"""What a cell says by label; what stands before the first label has none."""


def parted_table(view: TableView, before: ColumnMap | None = None) -> Table | None:
    """The table with a column of its own for all that cells say one after the other; None where they say one thing.

    Args:
        view: the table.
        before: the columns of the table before it, for one that goes on without a header.
    """
    if len(view.body) < FEWEST or not view.header_rows:
        return None
    columns = map_columns(view, before)
    parted: dict[int, dict[int, _Fields]] = {}
    labels: set[str] = set()
    for column in columns.columns:
        found = _labelled(view, column, columns, labels)
        if found:
            parted[column.index] = found
            labels |= {label for fields in found.values() for label in fields}
    for column in columns.columns if not any(map(asks_for_rating, labels)) else ():
        may_rate = column.role == "rating" if columns.rates else column.role in TEXT_ROLES
        unread = may_rate and column.index not in parted and not _opens_with_verdicts(view, column.index)
        found = _rated(view, column.index) if unread else {}
        if found:
            parted[column.index] = found
            break
    return _with_columns(view, parted) if parted else None


def _labelled(view: TableView, column: Column, columns: ColumnMap, taken: AbstractSet[str]) -> dict[int, _Fields]:
    """What the cells of a column say by label, by row; empty where labels do not come again."""
    if not any(":" in line.text for row in view.body for line in view.lines(row, column.index)):
        return {}
    places = {row: own for row in view.body if (own := _places(view, row, column.index))}
    held = {c.role for c in columns.columns if c.by == "header" and c is not column}
    counts = Counter(label for own in places.values() for label in _fields(own, None))
    labels = {
        label
        for label, count in counts.items()
        if label and label not in taken and count >= max(FEWEST, LABELLED * len(places)) and role_of(label) not in held
    }
    return {row: _fields(own, labels) for row, own in places.items()} if labels else {}


def _places(view: TableView, row: int, column: int) -> list[Place]:
    return [(line, word) for line in view.lines(row, column) for word in line.words]


def _fields(places: Sequence[Place], labels: AbstractSet[str] | None) -> _Fields:
    """The words of a cell by the label before them: by any that words a role, or by ``labels`` alone."""
    fields: _Fields = {"": []}
    label, at = "", 0
    while at < len(places):
        found = _label_at(places, at)
        if found is not None and found[0] not in fields and (labels is None or found[0] in labels):
            label, at = found
            fields[label] = []
            continue
        fields[label].append(places[at])
        at += 1
    return {
        label: _without_joint(own, stops=bool(label) and role_of(label) not in SENTENCES)
        for label, own in fields.items()
    }


def _label_at(places: Sequence[Place], at: int) -> tuple[str, int] | None:
    """The label that begins at a word, and the first word after it; None when none begins there."""
    line, _ = places[at]
    if at and places[at - 1][0] is line and not _ends(places[at - 1]):
        return None
    for end in range(at + 1, min(at + 1 + LABEL_WORDS, len(places) + 1)):
        if places[end - 1][0] is not line:
            return None
        if places[end - 1][1].text.endswith(":"):
            label = " ".join(word.text for _, word in places[at:end]).rstrip(" :")
            role = role_of(label)
            sure = role in PARTED_ROLES and weigh("roles", label)[role] >= LABEL_WEIGHT
            return (label, end) if sure else None
        if _ends(places[end - 1]):
            return None
    return None


def _ends(place: Place) -> bool:
    """Whether something ends with the word: a sentence, or a field before a sign that parts two."""
    text = place[1].text
    return text[-1:] in _STOPS or text in _JOINTS


def _without_joint(places: Sequence[Place], *, stops: bool = False) -> list[Place]:
    """The words without the signs that part them from what follows, nor the stop behind a name where it ``stops``."""
    kept = [*places]
    while kept and kept[-1][1].text in _JOINTS:
        kept.pop()
    if stops and kept:
        line, last = kept[-1]
        kept[-1] = (line, last._replace(text=last.text.rstrip(".;,") or last.text))
    return kept


def _opens_with_verdicts(view: TableView, column: int) -> bool:
    """Whether most cells of a column are verdicts, with a remark behind them or without."""
    texts = [text for row in view.body if (text := view.text(row, column))]
    return 2 * sum(is_step_wording(verdict_of(text)) for text in texts) > len(texts)


def _rated(view: TableView, column: int) -> dict[int, _Fields]:
    """The texts of a column and the verdicts they end in or begin with, by row; empty where neither is a habit."""
    places = {row: own for row in view.body if (own := _places(view, row, column))}
    if any(mark.kind != "text" for row in places for mark in view.marks(row, column)):
        return {}  # Signs beside words choose one of them.
    for verdict in (_closing, _opening):
        found = {row: fields for row, own in places.items() if (fields := verdict(own)) is not None}
        said = {bare(" ".join(word.text for _, word in fields[RATING_LABEL])) for fields in found.values()}
        if len(found) >= max(FEWEST, CLOSED * len(places)) and len(said) > 1:
            return {row: found.get(row) or _alone(own) for row, own in places.items()}
    return {}


def _alone(places: Sequence[Place]) -> _Fields:
    """What a cell holds besides the habit of its column: a verdict without a text, or a text without a verdict."""
    text = " ".join(word.text for _, word in places)
    return {"": [], RATING_LABEL: [*places]} if is_step_wording(text.strip(" .:;")) else {"": [*places]}


def _opening(places: Sequence[Place]) -> _Fields | None:
    """A text and the verdict that stands on a line of its own above it; None when it begins otherwise."""
    first = [place for place in places if place[0] is places[0][0]]
    rest = places[len(first) :]
    step = " ".join(word.text for _, word in first).strip(" .:;")
    if rest and rest[0][1].text[:1].isupper() and is_step_wording(step):
        return {"": [*rest], RATING_LABEL: first}
    return None


def _closing(places: Sequence[Place]) -> _Fields | None:
    """A text and the verdict that it ends in; None when it ends otherwise, or lists the answers there are."""
    if any(is_step_wording(line.text) for line in dict.fromkeys(line for line, _ in places[:1])):
        return None
    for start in range(max(1, len(places) - STEP_WORDS), len(places)):
        line, first = places[start]
        if first.text in _JOINTS:
            continue
        before = places[start - 1][1].text
        ended = before in _JOINTS or before[-1:] in _SENTENCE_ENDS or first.text[:1] == "("
        ended = ended or (places[start - 1][0] is not line and first.text[:1].isupper())
        step = " ".join(word.text for _, word in places[start:]).strip(" ().:;")
        if ended and is_step_wording(step):
            verdict = [(own, word._replace(text=word.text.strip("().:;") or word.text)) for own, word in places[start:]]
            return {"": _without_joint(places[:start]), RATING_LABEL: verdict}
    return None


def _with_columns(view: TableView, parted: Mapping[int, Mapping[int, _Fields]]) -> Table:
    """The table with a column for each label of the cells that are parted."""
    labels = {column: _labels(cells) for column, cells in parted.items()}
    starts = [0]
    for column in range(view.column_count):
        starts.append(starts[-1] + len(labels.get(column, ("",))))
    cells: list[Cell] = []
    for cell in view.table.cells:
        at, end = starts[cell.column], starts[cell.column + cell.column_span]
        own = labels.get(cell.column, [""]) if cell.column_span == 1 else [""]
        if own == [""]:
            cells.append(replace(cell, column=at, column_span=end - at))
            continue
        header = cell.is_header or cell.row < view.header_rows
        fields = parted[cell.column].get(cell.row)
        for column, label in enumerate(own, at):
            parts: tuple[CellPart, ...]
            if header and (label or (RATING_LABEL in own and asks_for_rating(view.text(cell.row, cell.column)))):
                parts = (unprinted_label(view, label or REST_LABEL),)
            elif header or (fields is None and column == at):
                parts = cell.parts
            else:
                parts = tuple(_part(part, (fields or {}).get(label, ()), whole=column == at) for part in cell.parts)
            cells.append(replace(cell, column=column, parts=parts))
    return replace(view.table, column_count=starts[-1], cells=tuple(cells))


def _labels(cells: Mapping[int, _Fields]) -> list[str]:
    """The labels of a column from the top down, the empty one first where some cell says more than they name."""
    found = dict.fromkeys(label for fields in cells.values() for label, own in fields.items() if label or own)
    return sorted(found, key=bool)


def _part(part: CellPart, places: Sequence[Place], *, whole: bool) -> CellPart:
    """The words of one field that stand in this part of a cell; its shade and drawings stay with the ``whole``."""
    lines = lines_of_places([(line, word) for line, word in places if line in part.lines])
    return part._replace(lines=lines) if whole else CellPart(part.page, part.box, lines, (), (), (), ())
