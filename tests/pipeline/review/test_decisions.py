"""What decisions do to a document, and how they are kept."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors import vocabulary
from pipeline.outcomes import check_document
from pipeline.review.apply import CONFLICT, LAPSED, apply_decisions, as_extracted
from pipeline.review.decisions import Decision, digest_of, make_decision, name_of, values_of
from pipeline.review.store import ReviewsInvalid, Store
from pipeline.runner import RunResult
from schemas.document import ExtractedDocument
from schemas.records import AssessmentRow, FindingRow
from tests.pipeline import samples

PATH = "a.pdf"


def make_document(data: bytes = b"first edition", **changes: object) -> ExtractedDocument:
    return samples.document(data, PATH, 2, **changes)


def decide(row: AssessmentRow, action: str = "correct", by: str = "Anna", **values: Any) -> Decision:
    said = values.pop("said", values_of(row) if action == "confirm" else {})
    base = {
        "at": "2026-01-01T12:00:00Z",
        "by": by,
        "action": action,
        "document_id": row.document_id,
        "path": PATH,
        "record": name_of(row),
        "read_sha256": digest_of(row),
        "read": {name: values_of(row)[name] for name in said},
        "said": said,
    }
    return make_decision(**(base | values))


def doubt(document: ExtractedDocument, field: str | None, code: str = "mark_none") -> ExtractedDocument:
    """The document with a warning on its last row."""
    row = document.assessments[-1]
    finding = FindingRow(
        document_id=row.document_id, record_id=row.record_id, code=code, severity="warning", field=field, message="?",
        page=1, x0=None, top=None, x1=None, bottom=None,
    )  # fmt: skip
    counted = document.document.model_copy(update={"finding_count": 1})
    return document.model_copy(update={"document": counted, "findings": (finding,)})


def test_a_correction_replaces_the_value_and_keeps_what_was_read() -> None:
    document = doubt(make_document(), "rating_step")
    row = document.assessments[-1]
    result = apply_decisions(document, [decide(row, said={"rating_step": 3, "rating_text": "I mindre grad"})])
    changed = result.assessments[-1]
    assert (changed.rating_step, changed.rating_text, changed.review) == (3, "I mindre grad", "corrected")
    assert not changed.needs_review
    kept = {e.field: json.loads(e.text_raw) for e in result.evidence if e.method == "review@1"}
    assert kept == {"rating_step": 1, "rating_text": "I høj grad", "needs_review": True}
    assert result.assessments[0] == document.assessments[0]
    assert check_document(result, row.document_id, PATH) == []


def test_a_correction_leaves_other_doubts_open() -> None:
    document = doubt(make_document(), "number")
    result = apply_decisions(document, [decide(document.assessments[-1], said={"rating_step": 3})])
    assert result.assessments[-1].needs_review


def test_a_confirmed_row_is_no_longer_in_doubt() -> None:
    document = doubt(make_document(), None)
    result = apply_decisions(document, [decide(document.assessments[-1], "confirm")])
    assert (result.assessments[-1].review, result.assessments[-1].needs_review) == ("confirmed", False)


def test_what_was_applied_can_be_undone_exactly() -> None:
    document = doubt(make_document(), "rating_step")
    row = document.assessments[-1]
    decisions = [decide(row, said={"rating_step": 4, "departments": ["Jobcentret"], "level": None})]
    assert as_extracted(apply_decisions(document, decisions)) == document


def test_counts_follow_the_corrected_rows_and_come_back() -> None:
    document = make_document()
    summary = document.assessment_summaries[0].model_copy(
        update={"rating_text": "I høj grad", "rating_step": 1, "count": 1, "count_computed": 2, "agrees": False}
    )
    document = document.model_copy(update={"assessment_summaries": (summary,)})
    disagrees = FindingRow.model_validate(
        document.findings[0].model_dump()
        | {"record_id": summary.record_id, "code": "summary_disagrees", "severity": "warning", "field": "count"}
    )
    document = document.model_copy(update={"findings": (disagrees,)})
    result = apply_decisions(document, [decide(document.assessments[1], said={"rating_step": 2})])
    assert (result.assessment_summaries[0].count_computed, result.assessment_summaries[0].agrees) == (1, True)
    assert not result.findings
    assert as_extracted(result) == document


def test_a_decision_holds_while_the_pdf_is_the_same() -> None:
    row = make_document().assessments[-1]
    later = make_document(activity="read otherwise now")
    result = apply_decisions(later, [decide(row, said={"activity": "as printed"})])
    assert result.assessments[-1].activity == "as printed"


def test_a_decision_holds_while_what_is_read_is_the_same() -> None:
    row = make_document(activity="misread").assessments[-1]
    later = make_document(b"second edition", activity="misread")
    result = apply_decisions(later, [decide(row, said={"activity": "as printed"})])
    assert result.assessments[-1].activity == "as printed"


def test_a_decision_lapses_when_both_have_changed() -> None:
    row = make_document(activity="misread").assessments[-1]
    later = make_document(b"second edition", activity="rewritten")
    result = apply_decisions(later, [decide(row, said={"activity": "as printed"})])
    changed = result.assessments[-1]
    assert (changed.activity, changed.review, changed.needs_review) == ("rewritten", "none", True)
    assert [f.code for f in result.findings if f.record_id == changed.record_id and f.severity == "warning"] == [LAPSED]
    assert as_extracted(result) == later


def test_a_decision_on_a_row_that_is_gone_is_said_to_be() -> None:
    row = make_document().assessments[-1]
    later = make_document().model_copy(update={"assessments": make_document().assessments[:0], "evidence": ()})
    result = apply_decisions(later, [decide(row, said={"activity": "x"})])
    assert [f.code for f in result.findings][-1] == LAPSED


def test_people_who_contradict_each_other_decide_nothing() -> None:
    document = make_document()
    row = document.assessments[-1]
    one, other = decide(row, said={"rating_step": 2}), decide(row, by="Bo", said={"rating_step": 3})
    result = apply_decisions(document, [one, other])
    assert result.assessments[-1].rating_step == row.rating_step
    assert result.assessments[-1].needs_review
    assert result.findings[-1].code == CONFLICT
    assert result.findings[-1].message == "Anna and Bo decided differently on rating_step"


def test_who_knew_of_the_other_decision_wins() -> None:
    document = make_document()
    row = document.assessments[-1]
    one = decide(row, said={"rating_step": 2})
    other = decide(row, by="Bo", said={"rating_step": 3}, supersedes=(one.decision_id,))
    assert apply_decisions(document, [other, one]).assessments[-1].rating_step == 3


def test_withdrawing_brings_back_what_was_superseded() -> None:
    document = make_document()
    row = document.assessments[-1]
    one = decide(row, said={"rating_step": 2})
    other = decide(row, said={"rating_step": 3}, supersedes=(one.decision_id,))
    back = decide(row, "withdraw", withdraws=(other.decision_id,))
    assert apply_decisions(document, [one, other, back]).assessments[-1].rating_step == 2
    assert (
        apply_decisions(document, [one, other, back, decide(row, "withdraw", withdraws=(one.decision_id,))]) == document
    )


def test_the_next_run_applies_decisions_cached_or_not(
    make_inputs: Callable[..., Path], run_samples: Callable[..., RunResult], tmp_path: Path
) -> None:
    folder, reviews = make_inputs(a="rows 2", b="same", c="same"), tmp_path / "reviews"
    cache = tmp_path / "cache"
    row = run_samples(folder, cache=cache).table("assessments").iloc[0]
    document = samples.document(b"rows 2", PATH, 2)
    Store(reviews).append(decide(document.assessments[0], said={"rating_step": 4}))
    result = run_samples(folder, cache=cache, reviews=reviews)
    after = result.table("assessments").iloc[0]
    assert (row["rating_step"], after["rating_step"], after["review"]) == (1, 4, "corrected")
    assert result.cached == 2
    assert json.loads((result.out / "run.json").read_text())["reviews"]["decisions"] == 1


def test_a_changed_line_is_no_decision(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(decide(make_document().assessments[0], said={"rating_step": 4}))
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes().replace(b'"Anna"', b'"Eva"'))
    with pytest.raises(ReviewsInvalid, match="Line 1"):
        store.read_valid()


def test_half_a_line_costs_no_other_decision(tmp_path: Path) -> None:
    store, row = Store(tmp_path), make_document().assessments[0]
    store.append(decide(row, said={"rating_step": 4}))
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])
    assert len(store.read_valid()) == 1
    store.append(decide(row, said={"rating_step": 2}))
    assert len(store.read_valid()) == 2


def test_a_last_line_without_an_end_counts(tmp_path: Path) -> None:
    store, row = Store(tmp_path), make_document().assessments[0]
    store.append(decide(row, said={"rating_step": 4}))
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert len(store.read_valid()) == 1
    store.append(decide(row, said={"rating_step": 2}))
    assert len(store.read_valid()) == 2


def test_the_findings_are_described_as_the_warnings_they_are() -> None:
    described = vocabulary.load("findings")
    assert [described[code]["severity"] for code in (LAPSED, CONFLICT)] == ["warning", "warning"]


EACH = 60


def _write(folder: str, by: str) -> None:
    row = make_document().assessments[0]
    store = Store(Path(folder))
    for number in range(EACH):
        store.append(decide(row, by=by, said={"notes": "x" * 5_000}, note=str(number)))
    os._exit(0)


def test_two_reviewers_at_once_lose_nothing(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_write, args=(str(tmp_path), name)) for name in ("Anna", "Bo")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    decisions = Store(tmp_path).read_valid()
    assert len(decisions) == 2 * EACH
    assert {(d.by, d.note) for d in decisions} == {(by, str(n)) for by in ("Anna", "Bo") for n in range(EACH)}
