"""Places on straightened scans to places on the page as a reader sees it.

A scan is read lying straight and upright. What is published points at the page as it was scanned, so each box found on
such a page is turned back at the very end, when all geometry has been done.
"""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from schemas.document import ExtractedDocument
from schemas.geometry import Box
from schemas.page import Page, Source

Row = TypeVar("Row", bound=BaseModel)


def as_shown(document: ExtractedDocument, source: Source) -> ExtractedDocument:
    """The document with every box where the reader of the page sees it."""
    turned = {page.number: page for page in source.pages if page.placement is not None}
    if not turned:
        return document
    return document.model_copy(
        update={
            "tables": tuple(_placed(row, turned) for row in document.tables),
            "cells": tuple(_placed(row, turned) for row in document.cells),
            "evidence": tuple(_placed(row, turned) for row in document.evidence),
            "findings": tuple(_placed(row, turned) for row in document.findings),
        }
    )


def _placed(row: Row, turned: dict[int, Page]) -> Row:
    """A row with ``page``, ``x0``, ``top``, ``x1`` and ``bottom``, its box turned back when its page was turned."""
    edges = [getattr(row, name) for name in Box._fields]
    page = turned.get(getattr(row, "page", None) or 0)
    if page is None or any(edge is None for edge in edges):
        return row
    return row.model_copy(update=dict(zip(Box._fields, page.shown(Box(*edges)), strict=True)))
