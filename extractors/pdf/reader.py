"""Bytes of a PDF to its pages: the order of the steps."""

from __future__ import annotations

import hashlib
import re

import pymupdf
from pymupdf import mupdf

from extractors.pdf.display import Display
from extractors.pdf.drawings import read_drawings
from extractors.pdf.errors import InputError
from extractors.pdf.glyphs import NameGlyphs, UnnamedGlyphs
from extractors.pdf.gradients import add_gradients
from extractors.pdf.images import ImageReader
from extractors.pdf.limits import DEFAULT_LIMITS, Limits
from extractors.pdf.ocr import NEVER, OcrSettings, ocr_page
from extractors.pdf.ocr.keys import with_keys_agreed
from extractors.pdf.opening import LIBRARY_ERRORS, opened, raised_by_mupdf
from extractors.pdf.places import with_place
from extractors.pdf.strings import clean
from extractors.pdf.turning import Transform
from extractors.pdf.upright import read_upright
from extractors.pdf.visibility import without_unseen
from extractors.pdf.watch import Unwatched, Watch
from extractors.pdf.widgets import filled_in, read_widgets
from extractors.pdf.words import PageText
from schemas.page import Page, Source

_METADATA = ("title", "author", "subject", "keywords", "creator", "producer", "creationDate", "modDate")


# Counting the operators that paint is needed before MuPDF makes objects of them, and only where there are many.
_PAINTING = re.compile(rb"[\s\]](?:[SsFbB]|f\*?|[bB]\*)(?=\s)")
_LONG_CONTENT = 1024 * 1024


class _PageLimitError(Exception):
    """A page asks for more than is allowed; its text says what."""


def read(
    data: bytes,
    *,
    password: str | None = None,
    ocr: OcrSettings = NEVER,
    limits: Limits = DEFAULT_LIMITS,
    watch: Watch | None = None,
    name_glyphs: NameGlyphs | None = None,
) -> Source:
    """Read a PDF.

    Args:
        data: its bytes.
        password: opens it when it is encrypted.
        ocr: when and how pages are read by OCR.
        limits: what reading may cost.
        watch: learns which page is being read, and may have it left out.
        name_glyphs: tells from the words of the document which letters its glyphs without a name show.

    Returns:
        All pages, each with its number; a page that cannot be read has ``problem`` set and no content.

    Raises:
        InputError: the document as a whole cannot be read.
    """
    with opened(data, password, limits) as document:
        images = ImageReader(limits)
        watch = watch or Unwatched()
        glyphs = UnnamedGlyphs()
        pages = [_page(document, index, images, glyphs, ocr, limits, watch) for index in range(document.page_count)]
        watch.pages_read()
        named, letters = glyphs.named(with_keys_agreed(pages), name_glyphs)
        return Source(
            document_id=hashlib.sha256(data).hexdigest(),
            byte_size=len(data),
            pages=named,
            metadata=_metadata(document, limits),
            outline=_outline(document, limits),
            looks=dict(sorted(images.looks.items())),
            letters_told=letters,
        )


def _page(
    document: pymupdf.Document,
    index: int,
    images: ImageReader,
    glyphs: UnnamedGlyphs,
    ocr: OcrSettings,
    limits: Limits,
    watch: Watch,
) -> Page:
    """One page; what MuPDF cannot read and what exceeds a limit becomes the page's problem."""
    number = index + 1
    left_out = watch.page(number)
    if left_out is not None:
        return Page(number, 0.0, 0.0, problem=left_out)
    try:
        page = document[index]
        rect = page.rect
        width, height = rect.width, rect.height
    except (IndexError, *LIBRARY_ERRORS) as error:  # type: ignore[misc]
        # IndexError: MuPDF mended the file while reading it, and found fewer pages than the file had said.
        return Page(number, 0.0, 0.0, problem=f"the page cannot be opened ({_reason(error, limits)})")
    try:
        instructions = _instructions(page, width, height, limits)
        display, text = read_upright(page, limits.words, glyphs)
        content = _content(page, display, text, instructions, number, images, limits)
        watch.ocr(number)
        return ocr_page(content, display, ocr, limits)
    except (_PageLimitError, OverflowError, InputError) as error:
        return Page(number, width, height, problem=f"the page is too large: {error}")
    except LIBRARY_ERRORS as error:
        return Page(number, width, height, problem=f"the page is damaged ({_reason(error, limits)})")
    except RuntimeError as error:
        if not raised_by_mupdf(error):
            raise
        return Page(number, width, height, problem=f"the page is damaged ({_reason(error, limits)})")


def _instructions(page: pymupdf.Page, width: float, height: float, limits: Limits) -> bytes:
    """A page's drawing instructions, looked at before anything is made of them.

    Raises:
        _PageLimitError: the page is too large, or there are too many.
    """
    if not (0 < width <= limits.page_side and 0 < height <= limits.page_side):
        raise _PageLimitError(f"{width:,.0f} × {height:,.0f} points, more than the {limits.page_side:,} allowed a side")
    instructions: bytes = page.read_contents()
    size = len(instructions)
    if size > limits.content_bytes:
        raise _PageLimitError(f"{size:,} bytes of drawing instructions, more than the {limits.content_bytes:,} allowed")
    painted = len(_PAINTING.findall(instructions)) if size > _LONG_CONTENT else 0
    if painted > limits.drawings:
        raise _PageLimitError(f"{painted:,} drawings, more than the {limits.drawings:,} allowed")
    return instructions


def _content(
    page: pymupdf.Page,
    display: Display,
    text: PageText,
    instructions: bytes,
    number: int,
    images: ImageReader,
    limits: Limits,
) -> Page:
    width, height = display.width, display.height
    # MuPDF gives drawings and form fields unrotated; all else comes as the reader sees it.
    turn: Transform | None = tuple(page.rotation_matrix) if page.rotation else None
    shapes = read_drawings(page, turn, width, height, limits.drawings)
    pictures = images.read(display, instructions, (*shapes.drawings, *shapes.fills))
    add_gradients(page, display, turn, shapes, pictures)
    seen, unseen = without_unseen(display, text.seen, shapes, limits)
    widgets = with_place(read_widgets(page, turn, limits))
    filled = filled_in(page, widgets, text, limits)
    return Page(
        number=number,
        width=width,
        height=height,
        words=(*seen, *filled.seen),
        hidden=tuple(text.hidden + unseen),
        rulings=tuple(shapes.rulings),
        fills=tuple(shapes.fills),
        drawings=tuple(shapes.drawings),
        images=pictures,
        widgets=tuple(widgets),
    )


def _metadata(document: pymupdf.Document, limits: Limits) -> dict[str, str]:
    found = document.metadata or {}
    return {key: value for key in _METADATA if (value := clean(found.get(key) or "", limits.text_length))}


def _outline(document: pymupdf.Document, limits: Limits) -> tuple[tuple[int, str, int], ...]:
    try:
        root = mupdf.fz_load_outline(document.this)
    except LIBRARY_ERRORS:
        # A broken outline says nothing about the pages.
        return ()
    # MuPDF's own entries: PyMuPDF's wrapping of them takes three times as long as loading them.
    entries: list[tuple[int, str, int]] = []
    waiting = [(1, root.m_internal)]
    while waiting and len(entries) < limits.outline_entries:
        level, entry = waiting.pop()
        if entry is None:
            continue
        page = entry.page.page + 1 if entry.uri else 0
        entries.append((level, clean(entry.title or "", limits.text_length), max(page, 0)))
        waiting += [(level, entry.next), (level + 1, entry.down)]
    return tuple(entries)


def _reason(error: Exception, limits: Limits) -> str:
    return clean(str(error), limits.text_length) or type(error).__name__
