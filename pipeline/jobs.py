"""What goes to a worker: one PDF and how to read it, as bytes. What comes back is JSON."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from schemas.document import DocumentFacts, ExtractSettings
from schemas.limits import ReadLimits

_LENGTH_BYTES = 8


class JobHeader(BaseModel):
    """Everything about a job but the PDF itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    settings: ExtractSettings = ExtractSettings()
    facts: DocumentFacts = DocumentFacts()
    passwords: tuple[str, ...] = ()
    limits: ReadLimits = ReadLimits()
    cache: str | None = None
    """Folder of the cache, for what OCR finds on a page; the worker may be on a machine that has no such folder."""
    page_seconds: int = 0
    """Seconds to ask for, per page, once the pages are counted."""


class RenderHeader(BaseModel):
    """Which page of the PDF to draw."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page: int
    dpi: int
    passwords: tuple[str, ...] = ()


class ShowHeader(RenderHeader):
    """Which page to draw, with which layers over it."""

    layers: tuple[str, ...]
    settings: ExtractSettings = ExtractSettings()


class Packed(NamedTuple):
    """A header, still JSON, and the bytes of a PDF."""

    header: bytes
    data: bytes


def pack(header: BaseModel, data: bytes) -> bytes:
    """One payload of a header and a PDF."""
    text = header.model_dump_json().encode()
    return b"".join((len(text).to_bytes(_LENGTH_BYTES, "big"), text, data))


def unpack(payload: bytes) -> Packed:
    """Undo :func:`pack`."""
    end = _LENGTH_BYTES + int.from_bytes(payload[:_LENGTH_BYTES], "big")
    return Packed(payload[_LENGTH_BYTES:end], payload[end:])
