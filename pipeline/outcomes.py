"""What became of a document: the row of one that could not be read, and the checks on one that was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal

from schemas.columns import Status
from schemas.document import ExtractedDocument
from schemas.records import TABLES, DocumentRow, FindingRow, Record

COUNTED_TABLES = (
    "assessments",
    "recommendations",
    "policy_actions",
    "initiatives",
    "slides",
    "milestones",
    "agenda_items",
)
"""Tables whose rows ``record_count`` counts."""

RECORD_TABLES = (*COUNTED_TABLES, "assessment_summaries")
"""Tables whose rows have a ``record_id`` that evidence and findings can refer to."""

UNREAD_STATUSES = ("failed", "rejected")

UNREAD = "document_unread"
DUPLICATE = "document_duplicate"
PAGES_LOST = "pages_lost"


def unread_document(
    document_id: str,
    name: str,
    byte_size: int,
    status: Status,
    reason: str,
    *,
    source_url: str | None = None,
) -> ExtractedDocument:
    """A document of which nothing was read: its row, and a finding that says why."""
    return ExtractedDocument(
        document=DocumentRow(
            document_id=document_id,
            path=name,
            file_name=name.rsplit("/", 1)[-1],
            status=status,
            status_reason=reason,
            byte_size=byte_size,
            finding_count=1,
            source_url=source_url,
        ),
        findings=(_document_finding(document_id, UNREAD, "error", reason),),
    )


def duplicate_document(original: DocumentRow, name: str) -> ExtractedDocument:
    """A file with the same bytes as one before it: a row of its own, and no records, which stand under the first."""
    message = f"{name} has the same content as {original.path}; its records are given once, under that path."
    row = original.model_copy(
        update={"path": name, "file_name": name.rsplit("/", 1)[-1], "record_count": 0, "finding_count": 1}
    )
    return ExtractedDocument(
        document=row, findings=(_document_finding(original.document_id, DUPLICATE, "info", message),)
    )


def with_lost_pages(document: ExtractedDocument, pages: tuple[int, ...]) -> ExtractedDocument:
    """The document with a finding that says over which pages workers were lost."""
    if not pages:
        return document
    message = f"left out, for reading them ended or outran the worker process: page {', '.join(map(str, pages))}"
    row = document.document
    return document.model_copy(
        update={
            "document": row.model_copy(update={"finding_count": (row.finding_count or 0) + 1}),
            "findings": (*document.findings, _document_finding(row.document_id, PAGES_LOST, "error", message)),
        }
    )


def has_lost_pages(document: ExtractedDocument) -> bool:
    """Whether another try might read more of the document."""
    return any(finding.code == PAGES_LOST for finding in document.findings)


def unread_id(name: str) -> str:
    """A document id for a file whose bytes could not be had."""
    return hashlib.sha256(f"unread:{name}".encode()).hexdigest()


def renamed(document: ExtractedDocument, name: str) -> ExtractedDocument:
    """The same document found under another name."""
    if document.document.path == name:
        return document
    row = document.document.model_copy(update={"path": name, "file_name": name.rsplit("/", 1)[-1]})
    return document.model_copy(update={"document": row})


def rows_of(document: ExtractedDocument, table: str) -> tuple[Record, ...]:
    """The document's rows of a published table."""
    if table == "documents":
        return (document.document,)
    rows: tuple[Record, ...] = getattr(document, table)
    return rows


def review_count(document: ExtractedDocument) -> int:
    """How many records a person should look at."""
    return sum(row.needs_review for row in document.assessments)


def has_no_row(document: ExtractedDocument) -> bool:
    """Whether an assessment gave no row at all: nothing is marked for review, and all of it is missing."""
    return document.document.kind == "assessment" and not document.assessments


def check_document(document: ExtractedDocument, document_id: str, name: str) -> list[str]:
    """What is wrong with the document as a whole, beyond what its types say; empty when nothing is.

    Every row belongs to the document, names are unique, whatever refers to a record or a table refers to one that
    is there, pages exist, and the counts are the counts.
    """
    return list(_violations(document, document_id, name))


def _violations(document: ExtractedDocument, document_id: str, name: str) -> Iterator[str]:
    row = document.document
    if row.document_id != document_id:
        yield "The document's id is not the hash of its bytes."
    if row.path != name:
        yield "The document's path is not the one it was found under."
    ids: list[str] = []
    last = row.page_count
    for table, model in TABLES.items():
        rows = rows_of(document, table)
        if {r.document_id for r in rows} - {document_id}:  # type: ignore[attr-defined]
            yield f"A row of {table} belongs to another document."
        if table in RECORD_TABLES:
            ids += [r.record_id for r in rows]  # type: ignore[attr-defined]
        page = next((name for name in ("page_last", "page") if name in model.model_fields), None)
        if last is not None and page and max((getattr(r, page) or 1 for r in rows), default=1) > last:
            yield f"A row of {table} names a page beyond the last."
    known = set(ids)
    if len(known) != len(ids):
        yield "Two records have the same id."
    if any(e.record_id not in {*known, document_id} for e in document.evidence):
        yield "Evidence refers to a record that is not there."
    if any(f.record_id is not None and f.record_id not in known for f in document.findings):
        yield "A finding refers to a record that is not there."
    tables = {t.table_id for t in document.tables}
    if len(tables) != len(document.tables):
        yield "Two tables have the same id."
    if any(c.table_id not in tables for c in document.cells):
        yield "A cell refers to a table that is not there."
    if row.record_count != sum(len(rows_of(document, table)) for table in COUNTED_TABLES):
        yield "The number of records is not the number stated."
    if row.finding_count != len(document.findings):
        yield "The number of findings is not the number stated."


def _document_finding(document_id: str, code: str, severity: Literal["error", "info"], message: str) -> FindingRow:
    return FindingRow(
        document_id=document_id,
        record_id=None,
        code=code,
        severity=severity,
        field=None,
        message=message,
        page=None,
        x0=None,
        top=None,
        x1=None,
        bottom=None,
    )
