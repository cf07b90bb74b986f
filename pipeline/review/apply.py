"""Extracted document + decisions → the document as people have decided; and back again.

Precedence, field by field:

1. People who contradict each other decide nothing: the extracted value stays, with the finding ``review_conflict``.
2. A decision holds while the PDF is the one it was said about, or while the extraction still gives what it was said
   about. When both have changed, it lapses: the extracted value stays, with the finding ``review_lapsed``.
3. What a person said wins over what was extracted.

Each field that changes gets a row of evidence of the method ``review@1`` whose ``text_raw`` is what was extracted, as
JSON: so :func:`as_extracted` can undo it, and a reader of the tables sees what the machine had said.

Never: adds or removes a record, or touches findings of the extraction, but for printed counts that now agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pipeline.diff.identity import pair_records
from pipeline.review.decisions import Decision, Value, plain, same, values_of
from pipeline.review.resolve import Verdict, not_withdrawn, resolve
from schemas.document import ExtractedDocument
from schemas.records import AssessmentRow, EvidenceRow, FindingRow, SummaryRow

METHOD = "review@1"
LAPSED, CONFLICT = "review_lapsed", "review_conflict"

Row = TypeVar("Row", AssessmentRow, SummaryRow)

_DOUBTS = ("error", "warning")
_FINDING = "finding"
"""Field of the evidence that keeps a finding which no longer holds."""
_RATING = frozenset({"rating_step", "rating_text", "rating_scale", "rating_steps", "mark_kind"})
"""Fields that one mark decides: who corrects one has looked at all."""


def apply_decisions(document: ExtractedDocument, decisions: Sequence[Decision]) -> ExtractedDocument:
    """The document with the decisions of people applied.

    Args:
        document: As extracted.
        decisions: Those said about this document, or about an earlier one under its path.
    """
    if not decisions:
        return document
    work = _Work(document)
    met, unmet = meet(document, decisions)
    rows = tuple(work.decide(row, met[row.record_id]) if row.record_id in met else row for row in document.assessments)
    for decision in not_withdrawn(unmet):
        work.doubt(LAPSED, f"{_words(decision)} finds no row any more", None, None)
    summaries = work.recount(document.assessments, rows)
    return work.finish(rows, summaries)


def meet(
    document: ExtractedDocument, decisions: Iterable[Decision]
) -> tuple[dict[str, list[Decision]], list[Decision]]:
    """Decisions by the record (as extracted) they are about, and those that meet none."""
    rows = [row.model_dump() for row in document.assessments]
    groups: dict[str, list[Decision]] = {}
    for decision in decisions:
        groups.setdefault(f"{decision.document_id}{decision.record.model_dump_json()}", []).append(decision)
    met: dict[str, list[Decision]] = {}
    unmet: list[Decision] = []
    for group in groups.values():
        name = group[0].record.model_dump()
        # The same row of the same file first: rows that nothing else tells apart keep their place.
        own = [row for row in rows if row["record_id"] == name["record_id"]]
        pairs = pair_records("assessments", [name], own).pairs or pair_records("assessments", [name], rows).pairs
        if pairs:
            met.setdefault(pairs[0][1]["record_id"], []).extend(group)
        else:
            unmet += group
    for group in met.values():
        group.sort(key=lambda d: (d.at, d.decision_id))
    return met, unmet


def as_extracted(document: ExtractedDocument) -> ExtractedDocument:
    """Undo :func:`apply_decisions`."""
    ours = [e for e in document.evidence if e.method == METHOD]
    before: dict[str, dict[str, Any]] = {}
    for row in ours:
        before.setdefault(row.record_id, {})[row.field] = json.loads(row.text_raw)
    gone = tuple(FindingRow.model_validate(values.pop(_FINDING)) for values in before.values() if _FINDING in values)
    findings = tuple(f for f in document.findings if f.code not in {LAPSED, CONFLICT}) + gone
    return _with(
        document,
        tuple(_changed(row, {**before.get(row.record_id, {}), "review": "none"}) for row in document.assessments),
        tuple(_changed(row, before.get(row.record_id, {})) for row in document.assessment_summaries),
        tuple(e for e in document.evidence if e.method != METHOD),
        findings,
    )


class _Work:
    """Applies decisions to one document; collects evidence and findings on the way."""

    def __init__(self, document: ExtractedDocument) -> None:
        self.document = document
        self.evidence: list[EvidenceRow] = []
        self.findings: list[FindingRow] = []
        self.settled: set[str] = set()
        """Summaries whose disagreement with the rows was an error of reading."""
        self._places: dict[tuple[str, str], EvidenceRow] = {}
        for row in document.evidence:
            self._places.setdefault((row.record_id, row.field), row)

    def decide(self, row: AssessmentRow, decisions: list[Decision]) -> AssessmentRow:
        """The row as people have decided."""
        verdict = resolve(decisions)
        read = values_of(row)
        holding = {f: said for f, (d, said) in verdict.said.items() if self._holds(d, f, read)}
        lapsed = sorted(set(verdict.said) - set(holding))
        new = {f: said for f, said in holding.items() if not same(said, read[f])}
        if verdict.conflicts:
            people = sorted({d.by for conflict in verdict.conflicts.values() for d in conflict})
            message = f"{' and '.join(people)} decided differently on {', '.join(verdict.conflicts)}"
            self.doubt(CONFLICT, message, row, next(iter(verdict.conflicts)))
        if lapsed:
            message = (
                f"a decision on {', '.join(lapsed)} has lapsed: the PDF and what is read from it have both changed"
            )
            self.doubt(LAPSED, message, row, lapsed[0])
        if not holding and not verdict.conflicts and not lapsed:
            return row
        changes: dict[str, Any] = dict(new)
        if holding:
            changes["review"] = "corrected" if new else "confirmed"
        changes["needs_review"] = bool(verdict.conflicts or lapsed) or self._doubtful(row, verdict, set(new))
        for name, value in changes.items():
            if name != "review" and not same(plain(value), plain(getattr(row, name))):
                self._state(row, name)
        return _changed(row, changes)

    def recount(self, old: tuple[AssessmentRow, ...], new: tuple[AssessmentRow, ...]) -> tuple[SummaryRow, ...]:
        """The summaries, their counts made anew from the decided rows."""
        if old == new or not self.document.assessment_summaries:
            return self.document.assessment_summaries
        from extractors.kinds.assessment.tables.summary import computed_counts

        before, after = (
            computed_counts([(r.package, r.number, r.level, r.rating_step) for r in rows]) for rows in (old, new)
        )
        summaries = []
        for row in self.document.assessment_summaries:
            wanted = (row.package, row.level, row.rating_step)
            more = sum(
                after[key] - before[key]
                for key in before.keys() | after.keys()
                if all(w is None or w == part for w, part in zip(wanted, key, strict=True))
            )
            if more and row.count_computed is not None:
                count = row.count_computed + more
                self._state(row, "count_computed")
                if row.agrees is not (count == row.count):
                    self._state(row, "agrees")
                    self.settled.add(row.record_id)
                row = _changed(row, {"count_computed": count, "agrees": count == row.count})
            summaries.append(row)
        return tuple(summaries)

    def doubt(self, code: str, message: str, row: AssessmentRow | None, name: str | None) -> None:
        """Note a finding, a warning, at the place where the field was read."""
        place = self._place(row.record_id, name) if row is not None and name is not None else None
        self.findings.append(
            FindingRow(
                document_id=self.document.document.document_id,
                record_id=row.record_id if row is not None else None,
                code=code,
                severity="warning",
                field=name,
                message=message,
                page=place.page if place else None,
                x0=place.x0 if place else None,
                top=place.top if place else None,
                x1=place.x1 if place else None,
                bottom=place.bottom if place else None,
            )
        )

    def finish(self, rows: tuple[AssessmentRow, ...], summaries: tuple[SummaryRow, ...]) -> ExtractedDocument:
        """The document with everything in it."""
        kept = []
        for finding in self.document.findings:
            if finding.code == "summary_disagrees" and finding.record_id in self.settled:
                row = next(s for s in self.document.assessment_summaries if s.record_id == finding.record_id)
                self._state(row, _FINDING, finding.model_dump(mode="json"))
            else:
                kept.append(finding)
        return _with(
            self.document,
            rows,
            summaries,
            (*self.document.evidence, *self.evidence),
            (*kept, *self.findings),
        )

    def _holds(self, decision: Decision, name: str, read: dict[str, Value]) -> bool:
        """Whether the PDF, or what is read from it, is still what the decision was made about."""
        if decision.document_id == self.document.document.document_id:
            return True
        return name in decision.read and same(decision.read[name], read[name])

    def _doubtful(self, row: AssessmentRow, verdict: Verdict, corrected: set[str]) -> bool:
        """Whether a doubt is left that nobody has decided on."""
        if not row.needs_review or any(d.action == "confirm" for d in verdict.live):
            return False
        decided = set(verdict.said) | corrected
        decided |= _RATING if decided & _RATING else set()
        doubts = [f for f in self.document.findings if f.record_id == row.record_id and f.severity in _DOUBTS]
        return any(f.field not in decided for f in doubts)

    def _place(self, record_id: str, name: str) -> EvidenceRow | None:
        return self._places.get((record_id, name))

    def _state(self, row: AssessmentRow | SummaryRow, name: str, value: Any = None) -> None:
        """Keep what was extracted, at the place it was extracted from."""
        place = self._place(row.record_id, name)
        text = json.dumps(value if name == _FINDING else plain(getattr(row, name)), ensure_ascii=False)
        self.evidence.append(
            EvidenceRow(
                record_id=row.record_id,
                field=name,
                document_id=row.document_id,
                page=place.page if place else None,
                x0=place.x0 if place else None,
                top=place.top if place else None,
                x1=place.x1 if place else None,
                bottom=place.bottom if place else None,
                text_raw=text,
                method=METHOD,
                confidence=1.0,
            )
        )


def _with(
    document: ExtractedDocument,
    rows: tuple[AssessmentRow, ...],
    summaries: tuple[SummaryRow, ...],
    evidence: tuple[EvidenceRow, ...],
    findings: tuple[FindingRow, ...],
) -> ExtractedDocument:
    return document.model_copy(
        update={
            "document": document.document.model_copy(update={"finding_count": len(findings)}),
            "assessments": rows,
            "assessment_summaries": summaries,
            "evidence": evidence,
            "findings": findings,
        }
    )


def _changed(row: Row, changes: dict[str, Any]) -> Row:
    """The row with some fields changed, validated again."""
    return type(row).model_validate(row.model_dump() | changes) if changes else row


def _words(decision: Decision) -> str:
    record = decision.record
    name = " ".join(str(part) for part in (record.number, record.title) if part is not None)
    return f"a decision of {decision.by} on {name!r}"
