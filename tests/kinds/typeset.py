"""Small documents typeset from HTML, read as the program reads them."""

from __future__ import annotations

from dataclasses import dataclass

from extractors import pdf
from extractors.kinds.dispatch import KindRecords, read_kind
from extractors.kinds.kind import KindDecision, decide_kind
from extractors.kinds.notebook import DocumentContext, Notebook
from extractors.layout import build_layout
from schemas.columns import Kind
from schemas.layout import Layout
from schemas.page import Source

STYLE = """
@page { size: A4; margin: 2cm }
body { font-family: Carlito, "Liberation Sans", sans-serif; font-size: 10.5pt; line-height: 1.35 }
h1 { font-size: 19pt } h2 { font-size: 15pt } h3 { font-size: 12pt }
table { border-collapse: collapse; width: 100% }
td, th { border: 0.7pt solid #444; padding: 3pt; vertical-align: top; text-align: left }
"""


@dataclass(frozen=True)
class Typeset:
    """A document as read: its pages, its layout, its kind."""

    source: Source
    layout: Layout
    kind: KindDecision


def typeset(html: str, style: str = "") -> Typeset:
    """Read the PDF that ``html`` makes; ``style`` comes after the usual style sheet."""
    import weasyprint

    source = pdf.read(weasyprint.HTML(string=f"<style>{STYLE}{style}</style>{html}").write_pdf())
    layout = build_layout(source)
    return Typeset(source, layout, decide_kind(source, layout))


def records(document: Typeset, kind: Kind, **context: object) -> tuple[KindRecords, Notebook]:
    """Records of the document read as ``kind``, and the notebook with their evidence."""
    notebook = Notebook(document.source.document_id)
    known = {"municipality_code": None, "packages": (), "edition": None, "document_date": None, **context}
    about = DocumentContext(document.source.document_id, **known)  # type: ignore[arg-type]
    return read_kind(kind, document.source, document.layout, about, notebook), notebook
