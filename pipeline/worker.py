"""What happens inside a worker: bytes in, bytes out. The only module of the pipeline that opens PDFs."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engines.child import PageWatch, grant_seconds, lost_pages
from pipeline.jobs import JobHeader, RenderHeader, ShowHeader, unpack
from pipeline.outcomes import UNREAD_STATUSES, unread_document, with_lost_pages
from schemas.document import ExtractedDocument

if TYPE_CHECKING:
    from extractors.pdf.render import Pixels

_PALETTE = 24
"""Colours of a page of text: enough for smooth letters and half a dozen shadings."""
_JPEG_QUALITY = 55


def read_document(payload: bytes) -> bytes:
    """Read the PDF of a packed :class:`~pipeline.jobs.JobHeader` job; JSON of the document, read or not.

    Bad input becomes a status; whatever is raised is a bug.
    """
    packed = unpack(payload)
    job = JobHeader.model_validate_json(packed.header)
    _ask_for_time(job, packed.data)
    return _read(job, packed.data).model_dump_json().encode()


def render_picture(payload: bytes) -> bytes:
    """The page that a packed :class:`~pipeline.jobs.RenderHeader` names, as a small PNG or JPEG.

    Empty when the page cannot be drawn.
    """
    from extractors.pdf.errors import InputError
    from extractors.pdf.render import pixels

    packed = unpack(payload)
    job = RenderHeader.model_validate_json(packed.header)
    for password in (None, *job.passwords):
        try:
            return _smaller(pixels(packed.data, job.page, dpi=job.dpi, password=password))
        except InputError:
            continue
    return b""


def show_page(payload: bytes) -> bytes:
    """The page that a packed :class:`~pipeline.jobs.ShowHeader` names, with what was read drawn over it.

    ``P`` and a PNG; ``N`` and the number of pages, when there is no such page; ``E`` and a sentence that says why the
    document cannot be read.
    """
    from extractors import pdf

    packed = unpack(payload)
    job = ShowHeader.model_validate_json(packed.header)
    try:
        return _show(job, packed.data)
    except pdf.InputError as error:
        return b"E" + str(error).encode()


def _show(job: ShowHeader, data: bytes) -> bytes:
    from extractors import extract, pdf
    from extractors.extract import ocr_settings
    from extractors.layout import build_layout
    from extractors.pdf.render import render
    from pipeline.show import draw_page

    password = next((p for p in job.passwords if _opens(data, p)), None)
    found: dict[str, str] = {}

    def once(key: str, find: Callable[[], str]) -> str:
        return found[key] if key in found else found.setdefault(key, find())

    source = pdf.read(data, password=password, ocr=ocr_settings(job.settings, once))
    if job.page > len(source.pages):
        return b"N" + str(len(source.pages)).encode()
    png = render(data, job.page, dpi=job.dpi, password=password)
    document = extract(data, settings=job.settings, password=password, ocr_cache=once)
    page = source.pages[job.page - 1]
    return b"P" + draw_page(png, page, build_layout(source), document, dpi=job.dpi, layers=job.layers)


def _opens(data: bytes, password: str) -> bool:
    from extractors import pdf

    try:
        pdf.read(data, password=password)
    except pdf.Encrypted:
        return False
    return True


def _smaller(page: Pixels) -> bytes:
    """The picture with few colours, or as JPEG, whichever is smaller: text is small as the one, a scan as the other."""
    from PIL import Image

    picture = Image.frombytes("RGB", (page.width, page.height), page.rgb)
    few, photo = io.BytesIO(), io.BytesIO()
    picture.quantize(_PALETTE, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(few, "PNG")
    picture.save(photo, "JPEG", quality=_JPEG_QUALITY)
    return min(few.getvalue(), photo.getvalue(), key=len)


def _ask_for_time(job: JobHeader, data: bytes) -> None:
    """Have the time limit grow with the number of pages; why a document cannot be opened is said by who reads it."""
    from extractors.pdf import InputError
    from extractors.pdf.opening import opened

    for password in (None, *job.passwords):
        try:
            with opened(data, password, job.limits) as document:
                grant_seconds(job.page_seconds * document.page_count)
            return
        except InputError:
            continue


def _read(job: JobHeader, data: bytes) -> ExtractedDocument:
    from extractors import extract
    from pipeline.cache import Cache

    kept = Cache(Path(job.cache)).ocr_page if job.cache is not None else None
    for password in (None, *job.passwords):
        document = extract(
            data,
            settings=job.settings,
            path=job.name,
            manifest=job.facts,
            password=password,
            limits=job.limits,
            watch=PageWatch(),
            ocr_cache=kept,
        )
        if document.document.status not in UNREAD_STATUSES:
            return with_lost_pages(document, lost_pages())
    row = document.document
    return unread_document(
        row.document_id, job.name, row.byte_size, row.status, row.status_reason or "", source_url=job.facts.source_url
    )
