"""Documents made by hand, and readers that give them: the pipeline is tested without any PDF reader.

A "PDF" here is a line of text, ``kind argument``; :func:`read` turns it into a document, or misbehaves as told.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time

from pipeline.jobs import JobHeader, unpack
from schemas.document import ExtractedDocument
from schemas.records import (
    AssessmentRow,
    Bullet,
    CellRow,
    DocumentRow,
    EvidenceRow,
    FindingRow,
    SlideRow,
    SummaryRow,
    TableRow,
)

TITLE = "Forankre indsatsen på tværs – æøå"


def assessment(document_id: str, number: int, **changes: object) -> AssessmentRow:
    values: dict[str, object] = {
        "record_id": f"{document_id[:16]}-a{number:03}",
        "document_id": document_id,
        "municipality_code": "0820",
        "package": "mental_sundhed",
        "edition": "2018",
        "category": "rammer",
        "number": number,
        "number_raw": str(number),
        "occurrence": 1,
        "title": TITLE,
        "title_raw": TITLE.replace(" på", "\npå"),
        "recommendation_id": None,
        "recommendation_score": None,
        "level": "grundniveau",
        "level_raw": "G",
        "rating_text": "I høj grad",
        "rating_scale": "grad4",
        "rating_step": 1,
        "rating_steps": 4,
        "mark_kind": "glyph",
        "activity": "",
        "departments_raw": "Sundhedscentret, Jobcentret",
        "departments": ("Sundhedscentret", "Jobcentret"),
        "department_ids": (),
        "notes": None,
        "responsible": None,
        "deadline": None,
        "status_date": "2018-11",
        "page": 1,
        "page_last": 1,
        "confidence": 0.97,
        "needs_review": False,
    }
    return AssessmentRow.model_validate(values | changes)


def document(data: bytes, path: str, rows: int = 2, **changes: object) -> ExtractedDocument:
    """A document with ``rows`` assessments, one of each other kind of row, and evidence."""
    document_id = hashlib.sha256(data).hexdigest()
    assessments = tuple(
        assessment(document_id, n + 1, needs_review=n == rows - 1, **(changes if n == rows - 1 else {}))
        for n in range(rows)
    )
    box = {"page": 1, "x0": 50.0, "top": 60.0, "x1": 120.5, "bottom": 72.25}
    table_id = f"{document_id[:16]}-t01"
    findings = (
        FindingRow(
            document_id=document_id,
            record_id=assessments[-1].record_id if assessments else None,
            code="mark_off_centre",
            severity="info",
            field="rating_step",
            message="Krydset står ved siden af midten <b>af kolonnen</b>.",
            **box,
        ),
    )
    evidence = tuple(
        EvidenceRow(
            record_id=row.record_id,
            field=field,
            document_id=document_id,
            text_raw=str(getattr(row, field)),
            method="column@1",
            confidence=0.97,
            **box,
        )
        for row in assessments
        for field in ("title", "rating_step")
    )
    return ExtractedDocument(
        document=DocumentRow(
            document_id=document_id,
            path=path,
            file_name=path.rsplit("/", 1)[-1],
            status="ok",
            kind="assessment",
            title="Forebyggelsespakken om mental sundhed",
            municipality_code="0820",
            municipality="Vesthimmerlands Kommune",
            packages=("mental_sundhed",),
            page_count=1,
            byte_size=len(data),
            record_count=rows + 1,
            finding_count=1,
        ),
        assessments=assessments,
        assessment_summaries=(
            SummaryRow(
                record_id=f"{document_id[:16]}-s01",
                document_id=document_id,
                package="mental_sundhed",
                level=None,
                rating_text=None,
                rating_step=None,
                count=rows,
                count_computed=rows,
                agrees=True,
                page=1,
            ),
        ),
        slides=(
            SlideRow(
                record_id=f"{document_id[:16]}-l01",
                document_id=document_id,
                page=1,
                title=None,
                bullets=(Bullet(level=1, text="Første, med komma"), Bullet(level=2, text='Anden "citat"')),
            ),
        ),
        tables=(
            TableRow(
                table_id=table_id,
                document_id=document_id,
                page_last=1,
                row_count=1,
                column_count=1,
                header_rows=0,
                mapped_to="assessments",
                method="ruled",
                confidence=1.0,
                **box,
            ),
        ),
        cells=(
            CellRow(
                table_id=table_id,
                document_id=document_id,
                row=0,
                column=0,
                row_span=1,
                column_span=1,
                text=TITLE,
                is_header=False,
                **box,
            ),
        ),
        evidence=evidence,
        findings=findings,
    )


def read(payload: bytes) -> bytes:
    """What stands in the "PDF" decides what happens."""
    packed = unpack(payload)
    job = JobHeader.model_validate_json(packed.header)
    kind, _, argument = packed.data.decode().partition(" ")
    match kind:
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "hang":
            time.sleep(600)
        case "spin":
            while True:
                pass
        case "leak":
            return b"x" * (1 << 46)
        case "exit":
            os._exit(0)
        case "killed":
            # Once: the file that the argument names remembers.
            try:
                os.close(os.open(argument, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                pass
            else:
                os.kill(os.getpid(), signal.SIGKILL)
        case "raise":
            raise RuntimeError(argument)
        case "garbage":
            return b"\x00\xff no JSON"
        case "types":
            return document(packed.data, job.name).model_dump_json().replace('"page":1,', '"page":"one",').encode()
        case "huge":
            return b" " * int(argument)
        case "liar":
            return document(b"other bytes", job.name).model_dump_json().encode()
        case "noisy":
            print("printed by a library")
            os.write(1, b"written by a library\n")
            print("said by a library", file=sys.stderr)
        case "slow":
            time.sleep(float(argument))
        case "row":
            return document(packed.data, job.name, 2, activity=argument).model_dump_json().encode()
    return document(packed.data, job.name, int(argument) if kind == "rows" else 2).model_dump_json().encode()
