"""Run folder → what the report shows: all documents in a line each, the rows of as many as a page can bear.

Documents with doubts come first when there is not room for all rows; within a document all rows are shown or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.outcomes import COUNTED_TABLES, review_count
from schemas.document import ExtractedDocument
from schemas.records import AssessmentRow, DocumentRow, EvidenceRow, FindingRow, Record

ROWS = 4_000
"""Rows of records in the page: about 4 MB of HTML, which a browser still scrolls smoothly."""
DOCUMENT_LINES = 2_000
FINDINGS = 200
OTHER_PAGES = 2
"""Pages without a doubt that every document gets before any gets more."""

FAR_FIELDS = frozenset(
    {
        "municipality_code",
        "package",
        "edition",
        "status_date",
        "category",
        "rating_text",
        "rating_scale",
        "rating_steps",
    }
)
"""Fields that are read elsewhere than in the row itself: in the title, a header, a legend, a section's heading."""

_SEVERITY = {"error": 0, "warning": 1, "info": 2}


@dataclass(slots=True)
class Line:
    """A document's line in the list, and its weight when room is short."""

    row: DocumentRow
    to_review: int
    steps: tuple[int, ...]
    """How many rows stand at each step of the rating scale, best first; the last counts those not rated."""
    worst: int
    """0 an error, 1 a warning, 2 nothing worse than a note."""
    records: int
    anchor: str
    shown: bool = False


@dataclass(slots=True)
class Place:
    """A box on a page that a field of a record was read from."""

    record_id: str
    field: str
    x0: float
    top: float
    width: float
    height: float
    far: bool
    """Whether it stands elsewhere than in the record's own row."""


@dataclass(slots=True)
class PagePicture:
    """A page that is shown as a picture, with the places on it."""

    number: int
    width: float = 0.0
    height: float = 0.0
    source: str = ""
    """``data:`` address of the picture; empty until it is drawn."""
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Shown:
    """A document whose rows are shown."""

    line: Line
    document: ExtractedDocument
    pages: list[PagePicture]
    findings: dict[str, list[FindingRow]]
    """Findings by record."""
    doubtful_pages: frozenset[int]


@dataclass(slots=True)
class Selection:
    """Everything the report shows."""

    lines: list[Line]
    shown: list[Shown]
    findings: list[tuple[Line, FindingRow]]
    finding_total: int
    document_total: int
    records: int
    to_review: int


def select(folder: Path, documents: list[tuple[str, str]]) -> Selection:
    """Choose what to show of the run in ``folder``.

    Args:
        folder: A run, its documents/ complete.
        documents: Path and document id of every document, in order.
    """
    lines: list[Line] = []
    findings: list[tuple[Line, FindingRow]] = []
    total = 0
    for position, document in enumerate(_read(folder, documents)):
        line = _line(document, position)
        lines.append(line)
        found = [(line, f) for f in document.findings if f.severity != "info"]
        total += len(found)
        findings = sorted([*findings, *found], key=lambda f: _SEVERITY[f[1].severity])[:FINDINGS]
    room = ROWS
    for line in sorted(lines, key=lambda line: (line.worst, -line.to_review)):
        if line.records and line.records <= room:
            line.shown = True
            room -= line.records
    chosen = [(line.row.path, line.row.document_id) for line in lines if line.shown]
    by_path = {line.row.path: line for line in lines}
    shown = [_shown(by_path[document.document.path], document) for document in _read(folder, chosen)]
    records, to_review = sum(line.row.record_count for line in lines), sum(line.to_review for line in lines)
    return Selection(lines[:DOCUMENT_LINES], shown, findings, total, len(lines), records, to_review)


def pages_to_draw(shown: list[Shown], limit: int) -> list[tuple[Shown, PagePicture]]:
    """The pages that get a picture: those with a doubt, then a few of each document, then the rest."""
    wanted = [(s, p) for s in shown for p in s.pages if p.number in s.doubtful_pages]
    calm = [[(s, p) for p in s.pages if p.number not in s.doubtful_pages] for s in shown]
    wanted += [entry for pages in calm for entry in pages[:OTHER_PAGES]]
    wanted += [entry for pages in calm for entry in pages[OTHER_PAGES:]]
    return wanted[:limit]


def _read(folder: Path, documents: list[tuple[str, str]]) -> Iterator[ExtractedDocument]:
    for path, document_id in documents:
        content = (folder / "documents" / f"{document_id}.json").read_bytes()
        document = ExtractedDocument.model_validate_json(content)
        if document.document.path == path:
            yield document


def _line(document: ExtractedDocument, position: int) -> Line:
    most = max((row.rating_steps or 0 for row in document.assessments), default=0)
    steps = [0] * (most + 1)
    for row in document.assessments:
        steps[min(row.rating_step, most) - 1 if row.rating_step else -1] += 1
    return Line(
        document.document,
        review_count(document),
        tuple(steps),
        min((_SEVERITY[f.severity] for f in document.findings), default=2),
        sum(len(getattr(document, table)) for table in COUNTED_TABLES),
        f"d{position + 1}",
    )


def _shown(line: Line, document: ExtractedDocument) -> Shown:
    findings: dict[str, list[FindingRow]] = {}
    for finding in document.findings:
        findings.setdefault(finding.record_id or "", []).append(finding)
    doubtful = {f.page for f in document.findings if f.page and f.severity != "info"}
    doubtful |= {row.page for row in document.assessments if row.needs_review}
    pages: dict[int, PagePicture] = {}
    for page in sorted({page for table in COUNTED_TABLES for row in getattr(document, table) for page in _pages(row)}):
        pages[page] = PagePicture(page)
    seen: set[tuple[object, ...]] = set()
    for evidence in document.evidence:
        if evidence.page in pages and (place := _place(evidence)) is not None:
            # A value and its raw twin are read from the same box: one rectangle says both.
            key = (evidence.page, place.record_id, place.x0, place.top, place.width, place.height)
            if key not in seen:
                seen.add(key)
                pages[evidence.page].places.append(place)
    return Shown(line, document, list(pages.values()), findings, frozenset(doubtful))


def _pages(row: Record) -> range | tuple[int, ...]:
    if isinstance(row, AssessmentRow):
        return range(row.page, row.page_last + 1)
    pages: tuple[int, ...] = getattr(row, "pages", None) or (getattr(row, "page", 1),)
    return pages


def _place(evidence: EvidenceRow) -> Place | None:
    if evidence.x0 is None or evidence.top is None or evidence.x1 is None or evidence.bottom is None:
        return None
    return Place(
        evidence.record_id,
        evidence.field,
        evidence.x0,
        evidence.top,
        max(1.0, evidence.x1 - evidence.x0),
        max(1.0, evidence.bottom - evidence.top),
        evidence.field in FAR_FIELDS,
    )
