"""A municipality's rows → the bytes that are published of them, kept in the cache.

What is expensive – reading documents, deciding, validating, writing text – is done once for a municipality as long as
its documents stay what they are; a build then only puts fragments together.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache as cached
from typing import TYPE_CHECKING, NamedTuple

from pipeline.cache import Cache
from pipeline.dataset.archive import Piece
from pipeline.dataset.part import build_part
from pipeline.dataset.personal import count_personal
from pipeline.dataset.sources import Source
from pipeline.dataset.workbook import SheetRows, record_sheets
from pipeline.writing.columns import arrow_schema_of_model, columns_of_model, plain
from pipeline.writing.tables import csv_line, table_of_lines
from schemas.dataset import DATASET_SCHEMA_VERSION, DATASET_TABLES
from schemas.records import Record

if TYPE_CHECKING:
    import pyarrow as pa

PARTITIONED = frozenset({"assessments", "assessment_units"})
"""Tables that grow with the country: one Parquet file per municipality, so that one document rewrites one file."""

_HEAD = 8
_CODEC = "lz4"


class Packed(NamedTuple):
    """Bytes that are kept compressed until they are written."""

    content: bytes | memoryview
    size: int

    @classmethod
    def of(cls, content: bytes) -> Packed:
        """Compress ``content``."""
        import pyarrow as pa

        return cls(pa.compress(content, codec=_CODEC, asbytes=True), len(content))

    def open(self) -> pa.Buffer:
        """The bytes as they were."""
        import pyarrow as pa

        return pa.decompress(self.content, self.size, codec=_CODEC)

    def pour(self, vessel: memoryview) -> Iterator[memoryview]:
        """The bytes as they were, in pieces that all lie in ``vessel``: each has to be used before the next comes.

        Memory that is new costs more than what is done with it.
        """
        import pyarrow as pa

        stream = pa.CompressedInputStream(pa.BufferReader(self.content), _CODEC)
        while size := stream.readinto(vessel):
            yield vessel[:size]


class Fragment(NamedTuple):
    """What one municipality adds to the dataset."""

    key: str
    digests: dict[str, str]
    """What each document's rows were made of: see :class:`pipeline.dataset.sources.Source`."""
    counts: dict[str, int]
    """Rows by table."""
    personal: dict[str, dict[str, int]]
    """Pieces of personal data by column and kind."""
    parquet: dict[str, bytes | memoryview]
    """A complete Parquet file by table that has one per municipality; none for a table without rows."""
    batches: dict[str, Packed]
    """Rows of the other tables, as Arrow passes them on."""
    csv: dict[str, Packed]
    """Lines of the CSV file by table, without header."""
    sheets: dict[str, SheetRows]
    """Rows of the workbook's sheets that are made of them."""


def fragment(key: str, sources: Sequence[Source], cache: Cache | None) -> Fragment:
    """The fragment of one municipality, from the cache where it stands there."""
    kept = kept_fragment(key, cache)
    if kept is not None:
        return kept
    made = _make(key, sources)
    if cache:
        cache.put_packed(key, _pack(made))
    return made


def kept_fragment(key: str, cache: Cache | None) -> Fragment | None:
    """The fragment that stands in the cache under ``key``, if any."""
    kept = cache.get_packed(key) if cache else None
    return _unpack(key, kept) if kept is not None else None


def arrow_rows(table: str, rows: Sequence[Record]) -> pa.Table:
    """Rows of a table as Arrow holds them."""
    return table_of_lines([row.model_dump_json().encode() for row in rows], _schema(table)).combine_chunks()


def joined_rows(table: str, parts: Iterable[Packed]) -> pa.Table:
    """The rows of several fragments, one after the other."""
    import pyarrow as pa

    schema = _schema(table)
    batches = [pa.ipc.read_record_batch(part.open(), schema) for part in parts]
    return pa.Table.from_batches(batches, schema).combine_chunks()


def parquet_bytes(rows: pa.Table) -> bytes:
    """Rows as one Parquet file."""
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(rows, buffer, compression="zstd", compression_level=3, version="2.6")
    return buffer.getvalue()


def csv_bytes(table: str, rows: Sequence[Record]) -> bytes:
    """Rows as lines of CSV, without header."""
    names = [column.name for column in columns_of_model(DATASET_TABLES[table])]
    return "".join(csv_line(plain(getattr(row, name)) for name in names) for row in rows).encode()


def csv_header(table: str) -> bytes:
    """Header line of a table's CSV file."""
    return csv_line(column.name for column in columns_of_model(DATASET_TABLES[table])).encode()


@cached
def _schema(table: str) -> pa.Schema:
    name = {"name": f"udtraek-dataset-{table}", "version": DATASET_SCHEMA_VERSION}
    return arrow_schema_of_model(DATASET_TABLES[table]).with_metadata(name)


def _make(key: str, sources: Sequence[Source]) -> Fragment:
    rows = build_part(sources)
    arrow = {table: arrow_rows(table, records) for table, records in rows.items() if records}
    return Fragment(
        key,
        {source.document_id: source.digest for source in sources},
        {table: len(records) for table, records in rows.items()},
        count_personal(rows),
        {table: parquet_bytes(arrow[table]) for table in sorted(PARTITIONED & arrow.keys())},
        {table: _batch(content) for table, content in arrow.items() if table not in PARTITIONED},
        {table: Packed.of(csv_bytes(table, rows[table])) for table in arrow},
        record_sheets(rows),
    )


def _batch(rows: pa.Table) -> Packed:
    return Packed.of(rows.to_batches()[0].serialize().to_pybytes())


def _pack(made: Fragment) -> bytes:
    """Header as JSON with the lengths of what follows, then all of it."""
    blobs: list[tuple[str, str, bytes | memoryview, list[int]]] = [
        *(("parquet", table, content, []) for table, content in made.parquet.items()),
        *(("batches", table, rows.content, [rows.size]) for table, rows in made.batches.items()),
        *(("csv", table, text.content, [text.size]) for table, text in made.csv.items()),
        *(("sheets", name, s.piece.deflated, [s.piece.size, s.piece.crc, s.rows]) for name, s in made.sheets.items()),
    ]
    head = {
        "digests": made.digests,
        "counts": made.counts,
        "personal": made.personal,
        "blobs": [(kind, name, len(content), about) for kind, name, content, about in blobs],
    }
    text = json.dumps(head, ensure_ascii=False).encode()
    return b"".join([len(text).to_bytes(_HEAD, "big"), text, *(content for _, _, content, _ in blobs)])


def _unpack(key: str, content: memoryview) -> Fragment:
    size = int.from_bytes(content[:_HEAD], "big")
    head = json.loads(bytes(content[_HEAD : _HEAD + size]))
    found = Fragment(key, head["digests"], head["counts"], head["personal"], {}, {}, {}, {})
    position = _HEAD + size
    for kind, name, length, about in head["blobs"]:
        blob = content[position : position + length]
        position += length
        if kind == "parquet":
            found.parquet[name] = blob
        elif kind == "sheets":
            found.sheets[name] = SheetRows(about[2], Piece(blob, about[0], about[1]))
        else:
            {"batches": found.batches, "csv": found.csv}[kind][name] = Packed(blob, *about)
    return found
