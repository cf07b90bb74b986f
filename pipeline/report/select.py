"""Run folder → what the report shows: all documents in a line each, the rows of as many as a page can bear.

Documents with doubts come first when there is not room for all rows; within a document all rows are shown or none.
"""

from __future__ import annotations

from collections.abc import Iterable
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

_FOR_MACHINES = ("tables", "cells", "evidence")
"""Records that the page does not show: they are most of a document, and all documents shown are held at once."""

_SEVERITY = {"error": 0, "warning": 1, "info": 2}


@dataclass(slots=True)
class Line:
    """A document's line in the list, and its weight when room is short."""

    row: DocumentRow
    position: int
    """Place in the list, from 1."""
    to_review: int
    steps: tuple[int, ...]
    """How many rows stand at each step of the rating scale, best first; the last counts those not rated."""
    worst: int
    """0 an error, 1 a warning, 2 nothing worse than a note."""
    records: int
    shown: bool = False

    @property
    def anchor(self) -> str:
        """What links to the document point at."""
        return f"d{self.position}"


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
    """What was read, without :data:`_FOR_MACHINES`."""
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


class Collector:
    """Sees every document of a run go by and keeps what the report may need: memory does not grow with the run."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._candidates: list[Line] = []
        self._findings: list[tuple[Line, FindingRow]] = []
        self._finding_total = self._documents = self._records = self._to_review = 0

    def add(self, document: ExtractedDocument) -> None:
        """Take note of the next document; documents come in the order in which they are listed."""
        self._documents += 1
        line = _line(document, self._documents)
        self._records += line.row.record_count
        self._to_review += line.to_review
        if len(self._lines) < DOCUMENT_LINES:
            self._lines.append(line)
        if 0 < line.records <= ROWS:
            self._candidates.append(line)
            if len(self._candidates) > 2 * ROWS:
                self._candidates = _most_pressing(self._candidates)[:ROWS]
        found = [(line, finding) for finding in document.findings if finding.severity != "info"]
        if found:
            self._finding_total += len(found)
            both = [*self._findings, *found]
            self._findings = sorted(both, key=lambda entry: _SEVERITY[entry[1].severity])[:FINDINGS]

    def select(self, folder: Path) -> Selection:
        """Choose what to show of the run in ``folder``, whose documents/ is complete."""
        room = ROWS
        for line in _most_pressing(self._candidates):
            if line.records <= room:
                line.shown = True
                room -= line.records
        chosen = sorted((line for line in self._candidates if line.shown), key=lambda line: line.position)
        return Selection(
            self._lines,
            [_shown(line, _read(folder, line.row.document_id)) for line in chosen],
            self._findings,
            self._finding_total,
            self._documents,
            self._records,
            self._to_review,
        )


def _most_pressing(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.worst, -line.to_review, line.position))


def pages_to_draw(shown: list[Shown], limit: int) -> list[tuple[Shown, PagePicture]]:
    """The pages that get a picture: those with a doubt, then a few of each document, then the rest."""
    wanted = [(s, p) for s in shown for p in s.pages if p.number in s.doubtful_pages]
    calm = [[(s, p) for p in s.pages if p.number not in s.doubtful_pages] for s in shown]
    wanted += [entry for pages in calm for entry in pages[:OTHER_PAGES]]
    wanted += [entry for pages in calm for entry in pages[OTHER_PAGES:]]
    return wanted[:limit]


def places_on(document: ExtractedDocument, pages: Iterable[int]) -> dict[int, list[Place]]:
    """The places that values were read from, by page."""
    found: dict[int, list[Place]] = {page: [] for page in pages}
    seen: set[tuple[object, ...]] = set()
    for evidence in document.evidence:
        if evidence.page in found and (place := _place(evidence)) is not None:
            # A value and its raw twin are read from the same box: one rectangle says both.
            key = (evidence.page, place.record_id, place.x0, place.top, place.width, place.height)
            if key not in seen:
                seen.add(key)
                found[evidence.page].append(place)
    return found


def _read(folder: Path, document_id: str) -> ExtractedDocument:
    return ExtractedDocument.model_validate_json((folder / "documents" / f"{document_id}.json").read_bytes())


def _line(document: ExtractedDocument, position: int) -> Line:
    most = max((row.rating_steps or 0 for row in document.assessments), default=0)
    steps = [0] * (most + 1)
    for row in document.assessments:
        steps[min(row.rating_step, most) - 1 if row.rating_step else -1] += 1
    return Line(
        document.document,
        position,
        review_count(document),
        tuple(steps),
        min((_SEVERITY[f.severity] for f in document.findings), default=2),
        sum(len(getattr(document, table)) for table in COUNTED_TABLES),
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
    for number, places in places_on(document, pages).items():
        pages[number].places = places
    kept = document.model_copy(update=dict.fromkeys(_FOR_MACHINES, ()))
    return Shown(line, kept, list(pages.values()), findings, frozenset(doubtful))


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
