"""Renderers of :mod:`corpus.generate.model` documents, one module per producer."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator

from corpus.generate.model import Document


class ProducerMissing(RuntimeError):
    """A producer is not installed here; its documents are skipped."""


OFFICE = frozenset({"writer", "calc", "impress"})


def missing(name: str) -> str | None:
    """Why a producer cannot be used here, None when it can."""
    if name in OFFICE or name == "chromium":
        program = "chromium" if name == "chromium" else "soffice"
        return None if shutil.which(program) else f"{program} is not installed"
    module = {"weasyprint": "weasyprint", "typst": "typst"}.get(name, "reportlab")
    return None if importlib.util.find_spec(module) else f"Python package {module} is not installed"


def render(jobs: list[tuple[str, Document]]) -> list[bytes]:
    """Render (producer, document) pairs; all those of LibreOffice share one start of the program.

    Raises:
        ProducerMissing: a producer is not installed.
    """
    for name in sorted({name for name, _ in jobs}):
        reason = missing(name)
        if reason:
            raise ProducerMissing(f"{name}: {reason}")
    office_jobs = [(name, document) for name, document in jobs if name in OFFICE]
    converted: Iterator[bytes] = iter(())
    if office_jobs:
        from corpus.generate.producers import office

        converted = iter(office.convert([(office.SUFFIX[n], office.flat(n, d)) for n, d in office_jobs]))
    return [next(converted) if name in OFFICE else _render_one(name, document) for name, document in jobs]


def _render_one(name: str, document: Document) -> bytes:
    if name == "reportlab":
        from corpus.generate.producers import reportlab_platypus

        return reportlab_platypus.render(document)
    if name == "drawn":
        from corpus.generate.producers import drawn

        return drawn.render(document)
    if name == "weasyprint":
        from corpus.generate.producers import weasyprint_html

        return weasyprint_html.render(document)
    if name == "chromium":
        from corpus.generate.producers import chromium

        return chromium.render(document)
    from corpus.generate.producers import typst_markup

    return typst_markup.render(document)
