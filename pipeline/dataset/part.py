"""One document, and what was decided on it → its rows in every table of the dataset."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from extractors import vocabulary
from extractors.danish.municipalities import municipalities
from pipeline.dataset import dates
from pipeline.dataset.canonical import folded, known
from pipeline.dataset.sources import RunOutdated, Source
from pipeline.dataset.statuses import Report, Status
from pipeline.errors import NotARun
from pipeline.report.select import FAR_FIELDS
from schemas.dataset import DATASET_TABLES
from schemas.document import ExtractedDocument
from schemas.records import AssessmentRow, EvidenceRow, Record

PART_TABLES = tuple(
    name for name in DATASET_TABLES if name not in {"municipalities", "packages", "catalogue", "crosswalk"}
)
"""Tables whose rows belong to a municipality; the others belong to the country."""

Rows = dict[str, list[Record]]
"""Rows by table, in final order."""


def document_rows(document: ExtractedDocument, report: Report, parent: str | None, run: str) -> Rows:
    """The rows of one document.

    Args:
        document: What was read from it.
        report: What was decided on its assessments.
        parent: The agenda that it was laid before (:func:`parent_of`).
        run: Name of the run that it stands in.
    """
    rows: Rows = {table: [] for table in PART_TABLES}
    rows["documents"].append(_document(document, report, parent, run))
    _add_assessments(rows, document, report)
    _add_records(rows, document)
    return rows


def read_document(source: Source) -> ExtractedDocument:
    """Read what a run says of a document.

    Raises:
        NotARun: the document's file is gone, or is not the one that its run wrote.
        RunOutdated: it has another form than this program's records.
    """
    try:
        content = (source.run / "documents" / f"{source.document_id}.json").read_bytes()
    except OSError as error:
        raise NotARun(f"{source.run}: document {source.document_id[:12]}: {error.strerror}.") from None
    if hashlib.sha256(content).hexdigest() != source.digest:
        raise NotARun(f"{source.run}: document {source.document_id[:12]} is not the one that the run wrote.")
    try:
        return ExtractedDocument.model_validate_json(content)
    except ValidationError:
        raise RunOutdated(f"{source.run} was written by a version whose records have other columns.") from None


def _document(document: ExtractedDocument, report: Report, parent: str | None, run: str) -> Record:
    row = document.document
    return DATASET_TABLES["documents"].model_validate(
        {
            **dict(row),
            "region": dates.region_at(row.municipality_code, report.as_of or row.document_date),
            "documents_version": report.version if report.statuses else None,
            "superseded_by": report.superseded_by,
            "parent_document_id": parent,
            "scope": _scope(report),
            "packages_rated": tuple(sorted({s.row.package for s in report.statuses if s.row.package})),
            "run": run,
        }
    )


def _scope(report: Report) -> str | None:
    """Whether all recommendations of the editions that a document rates are in it."""
    printed: defaultdict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for status in report.statuses:
        printed[status.row.package, status.row.edition].add(status.key)
    wanted = {key: _known_count(*key) for key in printed}
    if not printed or None in wanted.values():
        return None
    return "whole" if all(len(keys) >= (wanted[key] or 0) for key, keys in printed.items()) else "part"


def _known_count(package: str | None, edition: str | None) -> int | None:
    for entry in vocabulary.load("packages")["packages"]:
        for one in entry["editions"]:
            if (entry["slug"], one["edition"]) == (package, edition):
                count: int | None = one.get("recommendation_count")
                return count
    return None


def parent_of(document: ExtractedDocument, all_: Iterable[ExtractedDocument], as_of: str | None) -> str | None:
    """The agenda that a document with ratings was laid before: same packages, the first on or after its date."""
    row = document.document
    if row.kind != "assessment" or row.municipality_code is None or as_of is None:
        return None
    agendas = []
    for other in all_:
        agenda = other.document
        if agenda.kind != "agenda" or agenda.document_date is None or not set(agenda.packages) & set(row.packages):
            continue
        if dates.first_day(as_of) <= dates.first_day(agenda.document_date) <= _year_later(as_of):
            agendas.append((dates.first_day(agenda.document_date), agenda.document_id))
    first = sorted(agendas)[:2]
    if not first or (len(first) == 2 and first[0][0] == first[1][0]):
        return None
    return first[0][1]


def _year_later(date: str) -> str:
    last = dates.last_day(date) or dates.NEVER
    return f"{int(last[:4]) + 1:04}{last[4:]}"


def _add_assessments(rows: Rows, document: ExtractedDocument, report: Report) -> None:
    boxes = _boxes(document.assessments, document.evidence)
    for status in report.statuses:
        row = status.row
        rows["assessments"].append(_assessment(status, document.document.path, boxes.get(row.record_id)))
        if not status.is_counted:
            continue
        for position, unit in enumerate(row.departments, 1):
            values = {"record_id": row.record_id, "position": position, "unit": unit, "unit_folded": folded(unit)}
            rows["assessment_units"].append(DATASET_TABLES["assessment_units"].model_validate(values))


def _assessment(status: Status, path: str, box: tuple[float, float, float, float] | None) -> Record:
    row = status.row
    entry = known().get(status.key)
    rated = row.rating_step is not None and row.rating_steps is not None
    four = row.rating_step is not None and row.rating_steps == 4
    x0, top, x1, bottom = box or (None, None, None, None)
    return DATASET_TABLES["assessments"].model_validate(
        {
            **dict(row),
            "municipality": _name(row.municipality_code),
            "region": dates.region_at(row.municipality_code, status.as_of),
            "recommendation_key": status.key,
            "canonical_id": status.canonical,
            "level_joined": row.level or (entry.level if entry else None),
            "as_of": status.as_of,
            "as_of_last_day": dates.last_day(status.as_of),
            "rating_norm": 4 - (row.rating_step or 0) if four else None,
            "is_met": row.rating_step == 1 if rated else None,
            "is_worst": row.rating_step == row.rating_steps if rated else None,
            "is_counted": status.is_counted,
            "occurrences": status.occurrences,
            "ratings_differ": status.ratings_differ,
            "is_current": status.is_current,
            "is_newest": status.is_newest,
            "is_superseded": status.is_superseded,
            "order_uncertain": status.order_uncertain,
            "path": path,
            "x0": x0,
            "top": top,
            "x1": x1,
            "bottom": bottom,
        }
    )


def _boxes(
    rows: Sequence[AssessmentRow], evidence: Sequence[EvidenceRow]
) -> Mapping[str, tuple[float, float, float, float]]:
    """Where each row stands on its first page: around all that was read from the row itself."""
    pages = {row.record_id: row.page for row in rows}
    found: dict[str, tuple[float, float, float, float]] = {}
    for e in evidence:
        if e.field in FAR_FIELDS or pages.get(e.record_id) != e.page:
            continue
        if e.x0 is None or e.top is None or e.x1 is None or e.bottom is None:
            continue
        a = found.get(e.record_id, (e.x0, e.top, e.x1, e.bottom))
        found[e.record_id] = (min(a[0], e.x0), min(a[1], e.top), max(a[2], e.x1), max(a[3], e.bottom))
    return found


def _add_records(rows: Rows, document: ExtractedDocument) -> None:
    """The tables that are taken over as they are, with whose they are."""
    row = document.document
    whose = {"municipality": _name(row.municipality_code), "path": row.path}
    coded = {"municipality_code": row.municipality_code, **whose}
    by_table: list[tuple[str, Sequence[Record], dict[str, Any]]] = [
        ("assessment_summaries", document.assessment_summaries, coded),
        ("recommendations", document.recommendations, {}),
        ("policy_actions", document.policy_actions, whose),
        (
            "initiatives",
            document.initiatives,
            {**coded, "organisation": row.organisation, "as_of": row.document_date},
        ),
        ("findings", document.findings, {}),
    ]
    for table, records, added in by_table:
        model = DATASET_TABLES[table]
        for record in records:
            values = {**dict(record), **added}
            rows[table].append(model.model_validate({n: values[n] for n in model.model_fields}))


def _name(code: str | None) -> str | None:
    municipality = municipalities().get(code or "")
    return municipality.name if municipality else None
