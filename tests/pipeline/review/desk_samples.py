"""A run to review: real PDFs of a few lines, and documents that say where each value stands on them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pymupdf

from pipeline.jobs import JobHeader, unpack
from pipeline.runner import RunResult, run
from pipeline.settings import RunSettings
from schemas.document import ExtractedDocument
from schemas.records import AssessmentRow, DocumentRow, EvidenceRow, FindingRow
from tests.pipeline import samples

STEPS = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")
TITLES = (
    "Røgfri skoletid i alle kommunens skoler",
    "Rygestop til gravide og deres partnere",
    "Tilsyn med udskænkning til unge under 18 år",
    "Lokalt samarbejde om børn i familier med alkoholproblemer",
    "Tidlig opsporing i jobcentret",
    "Information til forældre om unges rusmidler",
)
ROWS_TOP, ROW_HEIGHT = 120.0, 60.0
COLUMNS = {"number": (40, 60), "title": (70, 260), "rating_step": (280, 300), "activity": (330, 555)}

HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


def write_pdf(path: Path, name: str, rows: int = len(TITLES)) -> None:
    """A page with a line per row, as the documents below say."""
    pdf = pymupdf.open()
    page = pdf.new_page(width=595, height=842)
    page.insert_text((40, 70), name, fontsize=16)
    for index in range(rows):
        top = ROWS_TOP + index * ROW_HEIGHT
        page.draw_rect((35, top, 560, top + ROW_HEIGHT), width=0.6)
        page.insert_text((42, top + 20), str(index + 1), fontsize=10)
        page.insert_textbox((70, top + 8, 260, top + 55), TITLES[index], fontsize=10)
        page.insert_text((285, top + 20), "x", fontsize=10)
        page.insert_textbox((330, top + 8, 555, top + 55), "Indsatsen er beskrevet i kommunens politik.", fontsize=10)
    path.parent.mkdir(parents=True, exist_ok=True)
    pdf.save(path, no_new_id=True)


def make_document(data: bytes, path: str, *, town: str = "Vesthimmerlands", text: str = "") -> ExtractedDocument:
    """What is read from such a page: the third row's mark is in doubt, the fifth row's number a little."""
    document_id = hashlib.sha256(data).hexdigest()
    rows: list[AssessmentRow] = []
    evidence: list[EvidenceRow] = []
    for index, title in enumerate(TITLES):
        row = samples.assessment(
            document_id,
            index + 1,
            package="tobak",
            title=text + title,
            title_raw=title,
            rating_text=STEPS[index % 2],
            rating_step=index % 2 + 1,
            activity=text + "Indsatsen er beskrevet i kommunens politik.",
            departments=(text + "Jobcentret",),
            departments_raw="Jobcentret",
            confidence={2: 0.35, 4: 0.6}.get(index, 0.98),
            needs_review=index in {2, 4},
        )
        rows.append(row)
        top = ROWS_TOP + index * ROW_HEIGHT
        for field, (x0, x1) in COLUMNS.items():
            place = {"page": 1, "x0": float(x0), "top": top + 8, "x1": float(x1), "bottom": top + 24}
            raw = str(getattr(row, field))
            evidence.append(
                EvidenceRow(
                    record_id=row.record_id, field=field, document_id=document_id, text_raw=raw,
                    method="cell@1", confidence=row.confidence, **place,
                )
            )  # fmt: skip
    findings = tuple(
        FindingRow(
            document_id=document_id, record_id=rows[index].record_id, code=code, severity="warning", field=field,
            message=text + message, page=1, x0=None, top=None, x1=None, bottom=None,
        )
        for index, code, field, message in (
            (2, "mark_between", "rating_step", "the mark stands between I høj grad and I nogen grad"),
            (4, "number_order", "number", "5 comes after 3"),
        )
    )  # fmt: skip
    return ExtractedDocument(
        document=DocumentRow(
            document_id=document_id,
            path=path,
            file_name=path.rsplit("/", 1)[-1],
            status="ok",
            kind="assessment",
            title=text + "Status på anbefalingerne",
            municipality_code="0820",
            municipality=text + town,
            packages=("tobak",),
            page_count=1,
            byte_size=len(data),
            record_count=len(rows),
            finding_count=len(findings),
        ),
        assessments=tuple(rows),
        evidence=tuple(evidence),
        findings=findings,
    )


def make_reader(text: str = "") -> Callable[[bytes], bytes]:
    """A reader that gives such documents."""

    def read(payload: bytes) -> bytes:
        packed = unpack(payload)
        name = JobHeader.model_validate_json(packed.header).name
        return make_document(packed.data, name, text=text).model_dump_json().encode()

    return read


def make_run(folder: Path, out: Path, *, text: str = "", reviews: Path | None = None) -> RunResult:
    """Run over a folder of such PDFs."""
    return run([folder], out, RunSettings(workers=0, reviews=reviews), reader=make_reader(text))
