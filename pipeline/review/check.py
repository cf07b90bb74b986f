"""Decisions looked over as a whole, for who merges them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.review.apply import CONFLICT, LAPSED, apply_decisions, as_extracted
from pipeline.review.decisions import Decision
from pipeline.review.resolve import not_withdrawn, resolve
from pipeline.review.store import Index, Store
from pipeline.writing.place import read_run
from schemas.document import ExtractedDocument


class Problem(NamedTuple):
    """Something that is wrong with the decisions."""

    where: str
    """File and line, or the document's path."""
    code: str
    message: str


def check(store: Store, run: Path | None = None) -> list[Problem]:
    """Lines that are no decisions, references to decisions that are not there, conflicts; of a run also what lapsed.

    Raises:
        NotARun: ``run`` is given and holds none.
    """
    kept = store.read()
    problems = [Problem(f"{p.file}:{p.line}", "invalid", p.reason) for p in kept.problems]
    known = {decision.decision_id for decision in kept.decisions}
    for decision in kept.decisions:
        for name in (*decision.supersedes, *decision.withdraws):
            if name not in known:
                problems.append(Problem(decision.path, "unknown_decision", f"refers to {name}, which is not there"))
    if run is None:
        problems += _conflicts(kept.decisions)
    else:
        problems += _in_run(Index(kept.decisions), run)
    return problems


def lines_of(decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    """A line per field that a decision changed; one without a field for a confirmation or a withdrawal."""
    lines = []
    for d in decisions:
        base: dict[str, Any] = {
            "at": d.at,
            "by": d.by,
            "action": d.action,
            "path": d.path,
            "document_id": d.document_id,
        }
        base |= {"number": d.record.number, "title": d.record.title, "note": d.note}
        changed = [name for name in d.said if d.said[name] != d.read.get(name)] if d.action == "correct" else []
        lines += [{**base, "field": name, "read": d.read.get(name), "said": d.said[name]} for name in changed]
        if not changed:
            lines.append({**base, "field": None, "read": None, "said": None})
    return lines


def _conflicts(decisions: Sequence[Decision]) -> list[Problem]:
    """Conflicts between decisions on one record of one document."""
    groups: dict[str, list[Decision]] = {}
    for decision in decisions:
        groups.setdefault(f"{decision.document_id}{decision.record.model_dump_json()}", []).append(decision)
    problems = []
    for group in groups.values():
        for name, conflict in resolve(group).conflicts.items():
            record = group[0].record
            people = " and ".join(sorted({d.by for d in conflict}))
            message = f"{people} decided differently on {name} of {record.number} {record.title}"
            problems.append(Problem(group[0].path, CONFLICT, message))
    return problems


def _in_run(index: Index, run: Path) -> list[Problem]:
    """What the decisions come to in a run."""
    met: set[str] = set()
    problems = []
    for entry in read_run(run).get("inputs", ()):
        decisions = index.of(entry["sha256"], entry["path"])
        path = run / "documents" / f"{entry['sha256']}.json"
        if not decisions or not path.is_file():
            continue
        met |= {d.decision_id for d in decisions}
        document = apply_decisions(as_extracted(ExtractedDocument.model_validate_json(path.read_bytes())), decisions)
        problems += [
            Problem(entry["path"], f.code, f.message) for f in document.findings if f.code in {LAPSED, CONFLICT}
        ]
    for decision in not_withdrawn(index.decisions):
        if decision.decision_id not in met:
            problems.append(Problem(decision.path, "document_missing", "the run does not hold the document"))
    return problems
