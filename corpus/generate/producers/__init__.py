"""Renderers of :mod:`corpus.generate.model` documents, one module per producer."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable

from corpus.generate.model import Document


class ProducerMissing(RuntimeError):
    """A producer is not installed here; its documents are skipped."""


Render = Callable[[list[Document]], list[bytes]]


def missing(name: str) -> str | None:
    """Why a producer cannot be used here, None when it can."""
    program = {"writer": "soffice", "calc": "soffice", "impress": "soffice", "chromium": "chromium"}.get(name)
    if program and shutil.which(program) is None:
        return f"{program} is not installed"
    module = {"reportlab": "reportlab", "drawn": "reportlab", "weasyprint": "weasyprint", "typst": "typst"}.get(name)
    if module and importlib.util.find_spec(module) is None:
        return f"Python package {module} is not installed"
    return None


def render(name: str, documents: list[Document]) -> list[bytes]:
    """Render documents with the producer called ``name``; several at once save a slow producer's start.

    Raises:
        ProducerMissing: the producer is not installed.
    """
    reason = missing(name)
    if reason:
        raise ProducerMissing(f"{name}: {reason}")
    if name == "reportlab":
        from corpus.generate.producers import reportlab_platypus

        return [reportlab_platypus.render(d) for d in documents]
    if name == "drawn":
        from corpus.generate.producers import drawn

        return [drawn.render(d) for d in documents]
    if name == "weasyprint":
        from corpus.generate.producers import weasyprint_html

        return [weasyprint_html.render(d) for d in documents]
    if name == "chromium":
        from corpus.generate.producers import chromium

        return [chromium.render(d) for d in documents]
    if name == "typst":
        from corpus.generate.producers import typst_markup

        return [typst_markup.render(d) for d in documents]
    from corpus.generate.producers import office

    return office.render(name, documents)
