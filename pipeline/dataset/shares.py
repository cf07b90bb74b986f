"""What each document of a municipality adds to its rows, kept so that only what changed is worked on again.

A document's rows rest on what was read from it, and on what is decided with the municipality's other documents: which
of its statuses are current, which document took its place. Where both are what they were, its rows are what they were.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.cache import Cache
from pipeline.dataset.packing import Packed, cut, pack, unpack
from pipeline.dataset.part import document_rows, parent_of, read_document
from pipeline.dataset.personal import Counts, count_personal
from pipeline.dataset.sources import Source
from pipeline.dataset.statuses import Report, decide
from pipeline.dataset.workbook import RecordLine, record_lines
from pipeline.versions import rows_version
from pipeline.writing.columns import columns_of_model, plain
from pipeline.writing.tables import csv_line
from schemas.dataset import DATASET_TABLES
from schemas.document import ExtractedDocument
from schemas.records import Record

Text = bytes | memoryview

_SIZE = 8
"""Bytes of the number that says how long the shares are before they are compressed."""
_DECIDING = {"document", "assessments"}
"""The parts of a document that decide on it and on others."""


class Share(NamedTuple):
    """What one document adds."""

    made_of: str
    """What was read from it, and in which run it stands."""
    decided: str
    """What was decided on it."""
    deciding: Text
    """What decides on it and on others: an :class:`ExtractedDocument` with :data:`_DECIDING` alone, as JSON."""
    counts: dict[str, int]
    """Rows by table."""
    personal: Counts
    sheets: dict[str, list[RecordLine]]
    """Rows of the workbook's sheets of records."""
    json: dict[str, Text]
    """Lines of JSON by table that has rows, the last one's end left out."""
    csv: dict[str, Text]
    """Lines of the CSV file by table that has rows."""


def make_shares(sources: Sequence[Source], kept: Mapping[str, Share]) -> dict[str, Share]:
    """What each document of a municipality adds; those that are ``kept`` are not worked on again.

    Raises:
        NotARun: a document's file is gone, or is not the one that its run wrote.
        RunOutdated: it has another form than this program's records.
    """
    known = {s.document_id: k for s in sources if (k := kept.get(s.document_id)) and k.made_of == _made_of(s)}
    documents = {
        source.document_id: ExtractedDocument.model_validate_json(bytes(known[source.document_id].deciding))
        if source.document_id in known
        else read_document(source)
        for source in sources
    }
    rated = {key: document.assessments for key, document in documents.items()}
    reports = {r.document_id: r for r in decide(rated, {k: d.document.document_date for k, d in documents.items()})}
    shares = {}
    for source in sources:
        document, report = documents[source.document_id], reports[source.document_id]
        parent = parent_of(document, documents.values(), report.as_of)
        decided, share = _decided(report, parent), known.get(source.document_id)
        if share is None or share.decided != decided:
            whole = read_document(source) if share else document
            share = _share(source, whole, decided, document_rows(whole, report, parent, source.run.name))
        shares[source.document_id] = share
    return shares


def csv_bytes(table: str, rows: Sequence[Record]) -> bytes:
    """Rows as lines of CSV, without header."""
    names = [column.name for column in columns_of_model(DATASET_TABLES[table])]
    return "".join(csv_line(plain(getattr(row, name)) for name in names) for row in rows).encode()


def json_lines(rows: Sequence[Record]) -> bytes:
    """Rows as lines of JSON, the last one's end left out."""
    return "\n".join(row.model_dump_json() for row in rows).encode()


def kept_shares(key: str, cache: Cache | None) -> dict[str, Share]:
    """The shares of the municipality whose rows were made of ``key``, by document; none where they are not kept."""
    kept = cache.get_packed(_key(key)) if cache else None
    if kept is None:
        return {}
    size, content = int.from_bytes(kept[:_SIZE], "big"), kept[_SIZE:]
    return _unpack(memoryview(Packed(content, size).open()))


def keep_shares(key: str, shares: Mapping[str, Share], cache: Cache) -> None:
    """Keep the shares of the municipality whose rows are made of ``key``."""
    packed = Packed.of(_pack(shares))
    cache.put_packed(_key(key), b"".join([packed.size.to_bytes(_SIZE, "big"), packed.content]))


def _share(source: Source, document: ExtractedDocument, decided: str, rows: Mapping[str, Sequence[Record]]) -> Share:
    filled = {table: records for table, records in rows.items() if records}
    return Share(
        _made_of(source),
        decided,
        document.model_dump_json(include=_DECIDING).encode(),
        {table: len(records) for table, records in rows.items()},
        count_personal(filled),
        record_lines(rows),
        {table: json_lines(records) for table, records in filled.items()},
        {table: csv_bytes(table, records) for table, records in filled.items()},
    )


def _made_of(source: Source) -> str:
    return f"{source.digest}:{source.run.name}"


def _decided(report: Report, parent: str | None) -> str:
    """What was decided on a document, in short."""
    statuses = [
        [s.occurrences, s.ratings_differ, s.is_counted, s.is_current, s.is_newest, s.is_superseded, s.order_uncertain]
        for s in report.statuses
    ]
    text = json.dumps([report.version, report.superseded_by, parent, statuses])
    return hashlib.sha256(text.encode()).hexdigest()


def _key(key: str) -> str:
    return hashlib.sha256(f"shares\n{rows_version()}\n{key}".encode()).hexdigest()


def _pack(shares: Mapping[str, Share]) -> bytes:
    about = [
        [
            document_id,
            *(share.made_of, share.decided, share.counts, share.personal, share.sheets),
            [len(share.deciding), *map(len, share.json.values()), *map(len, share.csv.values())],
            list(share.json),
        ]
        for document_id, share in shares.items()
    ]
    return pack(about, (piece for s in shares.values() for piece in (s.deciding, *s.json.values(), *s.csv.values())))


def _unpack(content: memoryview) -> dict[str, Share]:
    about, pieces = unpack(content)
    found = {}
    for document_id, made_of, decided, counts, personal, sheets, lengths, tables in about:
        deciding, *texts = cut(pieces, lengths)
        pieces = pieces[sum(lengths) :]
        lines = {name: [RecordLine(*line) for line in those] for name, those in sheets.items()}
        json_of, csv_of = (
            dict(zip(tables, side, strict=True)) for side in (texts[: len(tables)], texts[len(tables) :])
        )
        found[document_id] = Share(made_of, decided, deciding, counts, personal, lines, json_of, csv_of)
    return found
