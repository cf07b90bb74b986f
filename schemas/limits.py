"""Every limit there is. All are finite: a PDF may be hostile, and a disk full of them.

Measured on ordinary municipal documents a page has 100–900 words, 0–700 drawings and 0–3 images; the limits leave two
orders of magnitude above that.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PositiveInt

_MIB = 1024 * 1024


class ReadLimits(BaseModel):
    """What reading one PDF may cost. These decide what is read, so they are part of the cache key."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    file_bytes: Annotated[PositiveInt, Field(description="Size of one PDF; larger ones are rejected unread.")] = (
        512 * _MIB
    )
    pages: Annotated[PositiveInt, Field(description="Pages of a document; one with more is rejected.")] = 5_000
    page_side: Annotated[PositiveInt, Field(description="Points of a page's longer side: 70 metres.")] = 200_000
    content_bytes: Annotated[
        PositiveInt, Field(description="Size of a page's drawing instructions, unpacked; a larger page is not read.")
    ] = 64 * _MIB
    words: Annotated[PositiveInt, Field(description="Words of a page, and form fields.")] = 50_000
    drawings: Annotated[PositiveInt, Field(description="Vector drawings of a page.")] = 100_000
    images: Annotated[PositiveInt, Field(description="Placed images of a page; further ones are left out.")] = 5_000
    looks: Annotated[PositiveInt, Field(description="Different small images of the document that are looked at.")] = 500
    image_pixels: Annotated[
        PositiveInt, Field(description="Pixels of an image that is looked at, and of a page that is drawn.")
    ] = 100_000_000
    ocr_pixels: Annotated[
        PositiveInt,
        Field(
            description="Pixels of a page given to OCR: A4 at 300 dpi has half as many; larger pages are drawn more "
            "coarsely."
        ),
    ] = 16_000_000
    outline_entries: Annotated[PositiveInt, Field(description="Bookmarks of the document.")] = 10_000
    text_length: Annotated[
        PositiveInt, Field(description="Characters of one metadata value, bookmark title or form field.")
    ] = 2_000


class RunLimits(ReadLimits):
    """What a run may cost: its workers, its memory, its output. All of them stand in ``run.json``."""

    files: Annotated[PositiveInt, Field(description="PDF files in one run.")] = 1_000_000
    document_seconds: Annotated[
        PositiveInt,
        Field(description="Seconds a document may take before its pages are counted, waits for the processor apart."),
    ] = 120
    page_seconds: Annotated[PositiveInt, Field(description="Further seconds per page: OCR takes 3 to 12.")] = 30
    document_seconds_most: Annotated[
        PositiveInt, Field(description="Seconds a document may take however many pages it has, waits and all.")
    ] = 14_400
    page_seconds_most: Annotated[
        PositiveInt, Field(description="Seconds on the processor that reading one page may take, OCR apart.")
    ] = 30
    ocr_seconds_most: Annotated[
        PositiveInt, Field(description="Seconds on the processor that OCR of one page may take.")
    ] = 180
    lost_pages: Annotated[
        PositiveInt,
        Field(description="Pages over which workers may be lost, and that are then left out, before a document fails."),
    ] = 3
    worker_bytes: Annotated[
        PositiveInt, Field(description="Address space of a worker process; a document that needs more fails.")
    ] = 4096 * _MIB
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


def describe(limits: ReadLimits) -> list[tuple[str, int, str]]:
    """Name, value and meaning of every limit, in order of definition."""
    return [(name, getattr(limits, name), field.description or "") for name, field in type(limits).model_fields.items()]
