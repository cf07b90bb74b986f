"""WeasyPrint."""

from __future__ import annotations

import logging

from corpus.generate.model import Document
from corpus.generate.producers.html import html


def render(document: Document) -> bytes:
    """The document as PDF bytes."""
    from weasyprint import HTML

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    pdf: bytes = HTML(string=html(document)).write_pdf(pdf_identifier=b"corpus")
    return pdf
