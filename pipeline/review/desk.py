"""The desk of one reviewer: a run, the decisions on it so far, and what is still in doubt.

Records are held in memory in a line each; documents are read when they are looked at.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import NotARun
from pipeline.originals import Originals
from pipeline.review.apply import apply_decisions, as_extracted, meet
from pipeline.review.decisions import Decision, Value, digest_of, make_decision, name_of, same, values_of
from pipeline.review.resolve import resolve
from pipeline.review.store import Index, Store
from pipeline.writing.place import read_run
from schemas.document import ExtractedDocument
from schemas.records import AssessmentRow

_DOCUMENTS_KEPT = 24
_RANKS = {"error": 2, "warning": 1, "info": 0}
_COLUMNS = ("record_id", "document_id", "municipality_code", "package", "number_raw", "title", "rating_text")
_MORE_COLUMNS = ("page", "confidence", "needs_review", "review")


class Stale(Exception):
    """The record is not there, or nothing is there to undo."""


@dataclass(slots=True)
class Item:
    """A record's line in the queue."""

    record_id: str
    document_id: str
    municipality_code: str | None
    package: str | None
    number_raw: str | None
    title: str | None
    rating_text: str | None
    page: int
    confidence: float
    needs_review: bool
    review: str
    codes: tuple[str, ...] = ()
    """Findings about it that are worse than a note."""
    worst: int = 0
    """2 an error, 1 a warning, 0 neither."""

    @property
    def rank(self) -> tuple[int, float, int]:
        """Sorts the worst first: its worst finding, then how unsure it is, then how many findings."""
        return (-self.worst, self.confidence, -len(self.codes))


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as it stands now."""

    document: ExtractedDocument
    extracted: ExtractedDocument
    decisions: dict[str, list[Decision]]
    """By record."""


class Desk:
    """A run under review. Safe to use from several threads."""

    def __init__(self, run: Path, store: Store, by: str, originals: Iterable[Path] = ()) -> None:
        """Open a run.

        Raises:
            NotARun: ``run`` holds none.
        """
        self.run = run
        self.by = by
        self.manifest = read_run(run)
        self.originals = Originals(run, self.manifest, originals)
        self._store = store
        self._lock = threading.RLock()
        self._seen: OrderedDict[str, Seen] = OrderedDict()
        self._made: list[Decision] = []
        self._stamp: object = None
        self._index = Index(())
        self._decided: dict[str, tuple[str, ...]] = {}
        self.documents: dict[str, dict[str, Any]] = {}
        for row in self._rows("documents"):
            self.documents.setdefault(row["document_id"], row)
        self.items = self._read_items()
        self.refresh()

    def refresh(self) -> None:
        """Take in what was decided since, here or by others."""
        with self._lock:
            stamp = self._store.stamp()
            if stamp == self._stamp:
                return
            self._index, self._stamp = Index(self._store.read_valid()), stamp
            for document_id, row in self.documents.items():
                names = tuple(d.decision_id for d in self._index.of(document_id, row["path"]))
                if names != self._decided.get(document_id, ()):
                    self._decided[document_id] = names
                    self._seen.pop(document_id, None)
                    for record in self.look(document_id).document.assessments:
                        item = self.items.get(record.record_id)
                        if item is not None:
                            item.needs_review, item.review = record.needs_review, record.review
                            item.rating_text = record.rating_text

    def look(self, document_id: str) -> Seen:
        """A document with everything decided on it.

        Raises:
            Stale: there is no such document, or nothing was read from it.
        """
        with self._lock:
            if document_id in self._seen:
                self._seen.move_to_end(document_id)
                return self._seen[document_id]
            if document_id not in self.documents:
                raise Stale
            try:
                content = (self.run / "documents" / f"{document_id}.json").read_bytes()
            except OSError:
                raise Stale from None
            extracted = as_extracted(ExtractedDocument.model_validate_json(content))
            decisions = self._index.of(document_id, self.documents[document_id]["path"])
            met = meet(extracted, decisions)[0]
            seen = Seen(apply_decisions(extracted, decisions), extracted, met)
            self._seen[document_id] = seen
            while len(self._seen) > _DOCUMENTS_KEPT:
                self._seen.popitem(last=False)
            return seen

    def decide(
        self, document_id: str, record_id: str, said: dict[str, Value] | None, known: Sequence[str], note: str | None
    ) -> Decision | None:
        """Keep a decision: these values are right, or, with None, all values as they stand.

        Args:
            document_id: The document.
            record_id: The record.
            said: Values by field; those that stand already are left out.
            known: Decisions the person saw when deciding.
            note: Why, in the person's words.

        Returns:
            The decision; None when it says nothing new.

        Raises:
            Stale: there is no such record.
        """
        with self._lock:
            seen = self.look(document_id)
            now, read = (_row(d, record_id) for d in (seen.document, seen.extracted))
            standing = values_of(now)
            changed = standing if said is None else {f: v for f, v in said.items() if not same(v, standing[f])}
            if not changed and now.needs_review:
                changed = said or {}  # that a value in doubt is right is news, too
            if not changed:
                return None
            live = {d.decision_id for d in resolve(seen.decisions.get(record_id, [])).live}
            decision = make_decision(
                **self._head(document_id, read),
                action="confirm" if said is None else "correct",
                read={name: values_of(read)[name] for name in changed},
                said=changed,
                supersedes=tuple(sorted(live & set(known))),
                note=note,
            )
            self._keep(decision)
            return decision

    def undo(self, document_id: str | None = None, record_id: str | None = None) -> tuple[str, str]:
        """Withdraw the last decision made at this desk, or the latest on a record; document and record it was about.

        Raises:
            Stale: there is none.
        """
        with self._lock:
            if document_id is None or record_id is None:
                if not self._made:
                    raise Stale
                last = self._made.pop()
                document_id, record_id = last.document_id, self._record_of(last)
            else:
                live = resolve(self.look(document_id).decisions.get(record_id, [])).live
                if not live:
                    raise Stale
                last = live[-1]
                self._made = [d for d in self._made if d.decision_id != last.decision_id]
            read = _row(self.look(document_id).extracted, record_id)
            self._keep(
                make_decision(**self._head(document_id, read), action="withdraw", withdraws=(last.decision_id,)),
                undoable=False,
            )
            return document_id, record_id

    def open_count(self, document_id: str | None = None) -> int:
        """How many records are still in doubt."""
        return sum(i.needs_review for i in self.items.values() if document_id in (None, i.document_id))

    def _record_of(self, decision: Decision) -> str:
        for record_id, decisions in self.look(decision.document_id).decisions.items():
            if any(d.decision_id == decision.decision_id for d in decisions):
                return record_id
        raise Stale

    def _head(self, document_id: str, read: AssessmentRow) -> dict[str, Any]:
        return {
            "at": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
            "by": self.by,
            "document_id": document_id,
            "path": self.documents[document_id]["path"],
            "record": name_of(read),
            "read_sha256": digest_of(read),
        }

    def _keep(self, decision: Decision, *, undoable: bool = True) -> None:
        self._store.append(decision)
        if undoable:
            self._made.append(decision)
        self.refresh()

    def _rows(self, table: str, columns: list[str] | None = None) -> list[dict[str, Any]]:
        import pyarrow.parquet as pq

        try:
            rows: list[dict[str, Any]] = pq.read_table(
                self.run / "tables" / f"{table}.parquet", columns=columns
            ).to_pylist()
        except OSError:
            raise NotARun(f"{self.run} lacks tables/{table}.parquet.") from None
        return rows

    def _read_items(self) -> dict[str, Item]:
        items = {row["record_id"]: Item(**row) for row in self._rows("assessments", [*_COLUMNS, *_MORE_COLUMNS])}
        for row in self._rows("findings", ["record_id", "code", "severity"]):
            item = items.get(row["record_id"])
            if item is not None and row["severity"] != "info":
                item.worst = max(item.worst, _RANKS[row["severity"]])
                item.codes = tuple(dict.fromkeys((*item.codes, row["code"])))
        return dict(sorted(items.items(), key=lambda entry: entry[1].rank))


def _row(document: ExtractedDocument, record_id: str) -> AssessmentRow:
    for row in document.assessments:
        if row.record_id == record_id:
            return row
    raise Stale
