"""The notebook of one document: where each value comes from, and what a person should know.

Every kind writes here while it reads, so that no value is published without its place on the page
and no doubt is forgotten. Severities stand in ``vocabulary/findings.yaml``: a code that is not
described there cannot be raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors import vocabulary
from extractors.kinds.excerpt import excerpt
from schemas.geometry import Box, union
from schemas.layout import Line
from schemas.page import Word
from schemas.records import EvidenceRow, FindingRow, checked_rows


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """What is known of the document as a whole before its records are read."""

    document_id: str
    municipality_code: str | None
    packages: tuple[str, ...]
    edition: str | None
    document_date: str | None
    told_package: str | None = None
    """The package that the manifest gives; it wins over headings."""
    subjects: tuple[str, ...] = ()
    """Packages whose names stand in the title as mere subjects: they count when the document has rows to rate."""


class Place(NamedTuple):
    """A place on a page and what stands there, before any repair."""

    page: int
    box: Box
    text_raw: str


def places_of(lines: Sequence[Line], value: str | None = None, *, last: bool = False) -> list[Place]:
    """The places of a value that was read from ``lines``, in page order.

    Args:
        lines: what it was read from.
        value: what was read, where the lines may hold more: the places are those of its own words.
        last: whether it is the last of several runs of words that print it.
    """
    own = tuple(lines) if value is None else excerpt(lines, value, last=last)
    # What else is printed matters only where several lines may become one place.
    others = [
        (line.page, word)
        for line in (lines if len(own) > 1 and own != tuple(lines) else ())
        for word in line.words
        if not any(part.page == line.page and part.box.holds(word.cx, word.cy) for part in own)
    ]
    runs: list[list[Line]] = []
    for _, line in sorted(enumerate(own), key=lambda pair: (pair[1].page, pair[0])):
        if runs and runs[-1][0].page == line.page and not _covers([*runs[-1], line], others):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [
        Place(run[0].page, union([line.box for line in run]), "\n".join([line.text for line in run])) for run in runs
    ]


def _covers(lines: Sequence[Line], others: Sequence[tuple[int, Word]]) -> bool:
    """Whether the box around ``lines`` holds any of the words that are not theirs."""
    if not others:
        return False
    box = union([line.box for line in lines])
    return any(page == lines[0].page and box.holds(word.cx, word.cy) for page, word in others)


class Seen(NamedTuple):
    """A row of evidence that is not published yet: a page gives fifty, and most get another confidence later."""

    record_id: str
    field: str
    document_id: str
    page: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None
    text_raw: str
    method: str
    confidence: float


@dataclass(slots=True)
class Notebook:
    """Collects evidence and findings of one document."""

    document_id: str
    evidence: list[Seen] = field(default_factory=list)
    findings: list[FindingRow] = field(default_factory=list)

    def read(self, record_id: str, name: str, places: Iterable[Place], *, method: str, confidence: float = 1.0) -> None:
        """Note that the record's field ``name`` was read at ``places`` by the rule ``method``."""
        confidence = round(confidence, 4)
        for page, box, text in places:
            x0, top, x1, bottom = box
            edges = (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
            self.evidence.append(Seen(record_id, name, self.document_id, page, *edges, text, method, confidence))

    def state(self, record_id: str, name: str, text: str, *, method: str, confidence: float = 1.0) -> None:
        """Note a value that has no place on a page: from the manifest, the catalogue or a sum."""
        nowhere = (None, None, None, None, None)
        self.evidence.append(Seen(record_id, name, self.document_id, *nowhere, text, method, round(confidence, 4)))

    def published_evidence(self) -> tuple[EvidenceRow, ...]:
        """All evidence, as rows that are published."""
        return checked_rows(EvidenceRow, self.evidence)

    def doubt(
        self,
        code: str,
        message: str,
        *,
        record_id: str | None = None,
        name: str | None = None,
        place: tuple[int, Box] | None = None,
    ) -> None:
        """Raise the finding ``code``; its severity is the vocabulary's.

        Raises:
            KeyError: the code is not described in ``vocabulary/findings.yaml``.
        """
        page, box = place if place is not None else (None, None)
        x0, top, x1, bottom = (round(v, 2) for v in box) if box is not None else (None, None, None, None)
        self.findings.append(
            FindingRow(
                document_id=self.document_id,
                record_id=record_id,
                code=code,
                severity=vocabulary.load("findings")[code]["severity"],
                field=name,
                message=message,
                page=page,
                x0=x0,
                top=top,
                x1=x1,
                bottom=bottom,
            )
        )

    def forget(self, record_ids: set[str]) -> None:
        """Drop what was noted of records that are not published after all."""
        self.evidence = [row for row in self.evidence if row.record_id not in record_ids]
        self.findings = [row for row in self.findings if row.record_id not in record_ids]


def make_record_id(document_id: str, table: str, index: int) -> str:
    """Name of the ``index``-th record (from 1) of ``table`` in a document: stable for the same bytes."""
    return f"{document_id[:16]}-{table}-{index:04d}"
