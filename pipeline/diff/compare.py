"""Two runs → every record that was added, removed or changed, field by field, each with its cause.

Compared are documents, all record tables and findings. Tables, cells and evidence are not: they say where values
stand, not what they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.diff.identity import Pairing, Row, pair_documents, pair_records
from pipeline.diff.side import Side
from pipeline.diff.why import CAUSES, Cause, Reasons
from pipeline.outcomes import RECORD_TABLES

COMPARED = ("documents", *RECORD_TABLES, "findings")
"""Tables that are compared, in the order in which their changes are given."""

ChangeKind = Literal["added", "removed", "changed"]

_NAMES = frozenset({"record_id", "document_id"})
_LEFT_OUT: dict[str, frozenset[str]] = {
    # Counts of rows that are compared themselves.
    "documents": frozenset({"record_count", "finding_count"}),
    # Where a finding stands follows from its record; what it says is its message.
    "findings": _NAMES | {"page", "x0", "top", "x1", "bottom"},
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record that has another value."""

    field: str
    old: Any
    new: Any
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A record that was added, removed or changed; ``old`` and ``new`` are its rows."""

    table: str
    kind: ChangeKind
    document: Mapping[str, Any]
    """The row of its document, on the new side where there is one."""
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None
    fields: tuple[FieldChange, ...]
    causes: tuple[Cause, ...]

    @property
    def row(self) -> Mapping[str, Any]:
        """The record as it is now, or was."""
        return self.new or self.old or {}

    @property
    def label(self) -> str:
        """What a person calls the record."""
        row = self.row
        number = row.get("number_raw") or row.get("number")
        name = row.get("title") or row.get("action") or row.get("message") or row.get("rating_text") or row.get("path")
        return " ".join(str(part) for part in (number, name) if part is not None) or self.table


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """A column that one side has and the other lacks."""

    table: str
    column: str
    kind: Literal["added", "removed"]


@dataclass(slots=True)
class Comparison:
    """Everything that differs between two runs."""

    old: Side
    new: Side
    run_causes: tuple[Cause, ...]
    schema: list[SchemaChange] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    equal: Counter[str] = field(default_factory=Counter)
    """Records without a difference, by table."""

    @property
    def differs(self) -> bool:
        """Whether there is any difference."""
        return bool(self.changes or self.schema)

    def counts(self) -> dict[str, Counter[str]]:
        """Added, removed and changed records by table, with the equal ones."""
        counts = {table: Counter({"equal": self.equal[table]}) for table in COMPARED}
        for change in self.changes:
            counts[change.table][change.kind] += 1
        return counts

    def causes(self) -> Counter[Cause]:
        """Changes by cause; one with several causes counts under each."""
        found = Counter(cause for change in self.changes for cause in change.causes)
        return Counter({cause: found[cause] for cause in CAUSES if found[cause]})

    def fields(self) -> Counter[tuple[str, str]]:
        """Changed values by table and field."""
        return Counter((change.table, f.field) for change in self.changes for f in change.fields)


def compare(old: Side, new: Side, ignore: Iterable[str] = ()) -> Comparison:
    """Compare two runs.

    Args:
        old: The run that was.
        new: The run that is.
        ignore: Columns, ``column`` or ``table.column``, whose differences do not count.
    """
    reasons = Reasons(old, new)
    result = Comparison(old, new, reasons.run, schema=_schema_changes(old, new))
    work = _Work(result, reasons, frozenset(ignore))
    documents = pair_documents(old.rows("documents"), new.rows("documents"))
    rows = {table: (_by_document(old, table), _by_document(new, table)) for table in COMPARED[1:]}
    work.add("documents", documents, None)
    sides: list[tuple[Row | None, Row | None]] = [*documents.pairs, *((row, None) for row in documents.gone)]
    sides += [(None, row) for row in documents.come]
    done: tuple[set[str], set[str]] = (set(), set())
    for before, after in sorted(sides, key=lambda side: str((side[1] or side[0] or {})["path"])):
        # A document found under several paths has its records once, under the first.
        first = tuple(d is not None and d["document_id"] not in done[i] for i, d in enumerate((before, after)))
        names: dict[str, str] = {}
        for table in COMPARED[1:]:
            olds, news = (_of(rows[table][i], d) if first[i] else [] for i, d in enumerate((before, after)))
            if table == "findings":
                olds = [{**row, "record_id": names.get(row["record_id"], row["record_id"])} for row in olds]
            pairing = pair_records(table, olds, news)
            names |= {o["record_id"]: n["record_id"] for o, n in pairing.pairs if table != "findings"}
            work.add(table, pairing, (before, after))
        for i, document in enumerate((before, after)):
            if document is not None:
                done[i].add(document["document_id"])
    return result


class _Work:
    """Turns pairings into changes."""

    def __init__(self, result: Comparison, reasons: Reasons, ignore: frozenset[str]) -> None:
        self.result = result
        self.reasons = reasons
        self.ignore = ignore

    def add(self, table: str, pairing: Pairing, documents: tuple[Row | None, Row | None] | None) -> None:
        for old, new in pairing.pairs:
            fields = tuple(self._fields(table, old, new))
            if not fields:
                self.result.equal[table] += 1
                continue
            found = {cause for change in fields for cause in change.causes}
            causes = tuple(cause for cause in CAUSES if cause in found)
            self._note(Change(table, "changed", self._document(documents, new), old, new, fields, causes))
        for old in pairing.gone:
            causes = self._whole(documents, old)
            self._note(Change(table, "removed", self._document(documents, old), old, None, (), causes))
        for new in pairing.come:
            causes = self._whole(documents, new)
            self._note(Change(table, "added", self._document(documents, new), None, new, (), causes))

    def _note(self, change: Change) -> None:
        self.result.changes.append(change)

    @staticmethod
    def _document(documents: tuple[Row | None, Row | None] | None, row: Row) -> Row:
        return (documents[1] or documents[0] or row) if documents else row

    def _whole(self, documents: tuple[Row | None, Row | None] | None, row: Row) -> tuple[Cause, ...]:
        """Why a record, a finding or a document came or went."""
        if str(row.get("code", "")).startswith("review_"):
            return ("review",)
        if documents is None or documents[0] is None or documents[1] is None:
            return ("source",)
        if documents[0]["document_id"] != documents[1]["document_id"]:
            return ("source",)
        return self.reasons.of_document(documents[1]["document_id"])

    def _fields(self, table: str, old: Row, new: Row) -> Iterator[FieldChange]:
        left_out = _LEFT_OUT.get(table, _NAMES)
        for name in dict.fromkeys((*new, *old)):
            if name in left_out or name in self.ignore or f"{table}.{name}" in self.ignore:
                continue
            if old.get(name) == new.get(name):
                continue
            causes = self.reasons.of_field(name, old, new)
            if name in {"path", "file_name"}:
                causes = ("source",)  # the same bytes under another name
            yield FieldChange(name, old.get(name), new.get(name), causes)


def _schema_changes(old: Side, new: Side) -> list[SchemaChange]:
    changes = []
    for table in COMPARED:
        before, after = old.columns(table), new.columns(table)
        changes += [SchemaChange(table, name, "removed") for name in before if name not in after]
        changes += [SchemaChange(table, name, "added") for name in after if name not in before]
    return changes


def _by_document(side: Side, table: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in side.rows(table):
        found.setdefault(row["document_id"], []).append(row)
    return found


def _of(rows: Mapping[str, Sequence[Row]], document: Row | None) -> list[Row]:
    return list(rows.get(document["document_id"], ())) if document else []
