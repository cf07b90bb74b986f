"""What happens to a PDF after its producer: pages turned, a crop box, so that the reader still sees the same."""

from __future__ import annotations

import pymupdf

BLEED = 17.0
"""Points of paper beyond the crop box, as printers ask for (6 mm)."""


def turn_pages(pdf: bytes, degrees: int) -> bytes:
    """The same look with /Rotate: content turned back and the page's rotation set to ``degrees`` (90 or 270)."""
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for page in document:
            w, h = page.rect.width, page.rect.height
            matrix = f"0 1 -1 0 {h:.4f} 0 cm" if degrees == 90 else f"0 -1 1 0 0 {w:.4f} cm"
            _wrap(document, page, matrix)
            document.xref_set_key(page.xref, "MediaBox", f"[0 0 {h:.4f} {w:.4f}]")
            document.xref_set_key(page.xref, "CropBox", "null")
            document.xref_set_key(page.xref, "Rotate", str(degrees))
        return _save(document)


def add_bleed(pdf: bytes) -> bytes:
    """The same look as a part of larger paper with crop marks outside the crop box."""
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for page in document:
            w, h, b = page.rect.width, page.rect.height, BLEED
            _wrap(document, page, f"1 0 0 1 {b} {b} cm")
            marks = f"q 0.25 w {b} 0 m {b} 10 l S {w + b} 0 m {w + b} 10 l S 0 {b} m 10 {b} l S 0 {h + b} m 10 {h + b} l S Q"
            _append(document, page, marks)
            document.xref_set_key(page.xref, "MediaBox", f"[0 0 {w + 2 * b:.4f} {h + 2 * b:.4f}]")
            document.xref_set_key(page.xref, "CropBox", f"[{b} {b} {w + b:.4f} {h + b:.4f}]")
        return _save(document)


def _wrap(document: pymupdf.Document, page: pymupdf.Page, matrix: str) -> None:
    page.clean_contents(sanitize=False)
    xref = page.get_contents()[0]
    document.update_stream(xref, b"q " + matrix.encode() + b"\n" + document.xref_stream(xref) + b"\nQ\n")


def _append(document: pymupdf.Document, page: pymupdf.Page, content: str) -> None:
    xref = page.get_contents()[0]
    document.update_stream(xref, document.xref_stream(xref) + content.encode() + b"\n")


def _save(document: pymupdf.Document) -> bytes:
    out: bytes = document.tobytes(deflate=True, no_new_id=True)
    return out
