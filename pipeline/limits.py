"""Every limit of a run, in one place. All are finite: a PDF may be hostile and a disk full of them.

What reading a single page may cost is limited by the reader itself (``extractors.pdf.limits``).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PositiveInt

_MIB = 1024 * 1024


class Limits(BaseModel):
    """Limits of a run; all of them stand in ``run.json``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: Annotated[PositiveInt, Field(description="PDF files in one run.")] = 1_000_000
    file_bytes: Annotated[PositiveInt, Field(description="Size of one PDF; larger ones are rejected unread.")] = (
        512 * _MIB
    )
    document_seconds: Annotated[
        PositiveInt, Field(description="Seconds a document may take before its pages are counted.")
    ] = 120
    page_seconds: Annotated[PositiveInt, Field(description="Further seconds per page: OCR takes about 3.")] = 6
    document_seconds_most: Annotated[
        PositiveInt, Field(description="Seconds a document may take however many pages it has.")
    ] = 7_200
    worker_bytes: Annotated[
        PositiveInt, Field(description="Address space of a worker process; a document that needs more fails.")
    ] = 6144 * _MIB
    worker_documents: Annotated[
        PositiveInt, Field(description="Documents after which a worker process is replaced by a fresh one.")
    ] = 400
    worker_resident_bytes: Annotated[
        PositiveInt, Field(description="Memory in use above which a worker is replaced after its document.")
    ] = 1536 * _MIB
    result_bytes: Annotated[PositiveInt, Field(description="Size of the JSON that one document may become.")] = (
        256 * _MIB
    )
    ahead: Annotated[
        PositiveInt, Field(description="Documents that may be done before the one that is next in order.")
    ] = 256
    ahead_bytes: Annotated[
        PositiveInt, Field(description="Size of the PDFs and results that may wait in memory at a time.")
    ] = 256 * _MIB
    report_images: Annotated[PositiveInt, Field(description="Page images in report.html.")] = 60


def describe(limits: Limits) -> list[tuple[str, int, str]]:
    """Name, value and meaning of every limit, in order of definition."""
    return [(name, getattr(limits, name), field.description or "") for name, field in type(limits).model_fields.items()]
