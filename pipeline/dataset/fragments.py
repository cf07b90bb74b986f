"""A municipality's rows → the bytes that are published of them, kept in the cache.

What is expensive – reading documents, deciding, validating, writing text – is done once for a municipality as long as
its documents stay what they are; a build then only puts fragments together.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from pipeline.cache import Cache
from pipeline.dataset.archive import Piece
from pipeline.dataset.part import PART_TABLES, Part, build_part
from pipeline.dataset.personal import count_personal
from pipeline.dataset.sources import Source
from pipeline.dataset.workbook import SheetRows, record_sheets
from pipeline.writing.columns import arrow_schema_of_model, columns_of_model, plain
from pipeline.writing.tables import csv_line, table_of_lines
from schemas.dataset import DATASET_SCHEMA_VERSION, DATASET_TABLES
from schemas.records import Record

PARTITIONED = frozenset({"assessments", "assessment_units"})
"""Tables that grow with the country: one Parquet file per municipality, so that one document rewrites one file."""

_HEAD = 8
_CODEC = "lz4"


class Packed(NamedTuple):
    """Text that is kept compressed until it is written."""

    content: bytes
    size: int

    @classmethod
    def of(cls, content: bytes) -> Packed:
        """Compress ``content``."""
        import pyarrow as pa

        return cls(pa.compress(content, codec=_CODEC, asbytes=True), len(content))

    def open(self) -> bytes:
        """The text."""
        import pyarrow as pa

        opened: bytes = pa.decompress(self.content, self.size, codec=_CODEC, asbytes=True)
        return opened


class Fragment(NamedTuple):
    """What one municipality adds to the dataset."""

    key: str
    counts: dict[str, int]
    """Rows by table."""
    titles: list[list[Any]]
    """What the catalogue wants to know of the titles: see :class:`pipeline.dataset.part.Part`."""
    personal: dict[str, dict[str, int]]
    """Pieces of personal data by column and kind."""
    parquet: dict[str, bytes]
    """A complete Parquet file by table that has one per municipality; none for a table without rows."""
    lines: dict[str, Packed]
    """Rows of the other tables, each a line of JSON."""
    csv: dict[str, Packed]
    """Lines of the CSV file by table, without header."""
    sheets: dict[str, SheetRows]
    """Rows of the workbook's sheets that are made of them."""


def fragment(key: str, sources: Sequence[Source], cache: Cache | None) -> Fragment:
    """The fragment of one municipality, from the cache where it stands there."""
    kept = cache.get(key) if cache else None
    if kept is not None:
        return _unpack(key, kept)
    made = _make(key, build_part(sources))
    if cache:
        cache.put(key, _pack(made), level=0)  # its parts are compressed
    return made


def parquet_bytes(table: str, lines: list[bytes]) -> bytes:
    """Rows, each a line of JSON, as one Parquet file."""
    import pyarrow.parquet as pq

    name = {"name": f"udtraek-dataset-{table}", "version": DATASET_SCHEMA_VERSION}
    content = table_of_lines(lines, arrow_schema_of_model(DATASET_TABLES[table]).with_metadata(name))
    buffer = io.BytesIO()
    pq.write_table(content, buffer, compression="zstd", compression_level=3, version="2.6")
    return buffer.getvalue()


def json_lines(rows: Sequence[Record]) -> list[bytes]:
    """Rows, each a line of JSON."""
    return [row.model_dump_json().encode() for row in rows]


def csv_bytes(table: str, rows: Sequence[Record]) -> bytes:
    """Rows as lines of CSV, without header."""
    names = [column.name for column in columns_of_model(DATASET_TABLES[table])]
    return "".join(csv_line(plain(getattr(row, name)) for name in names) for row in rows).encode()


def csv_header(table: str) -> bytes:
    """Header line of a table's CSV file."""
    return csv_line(column.name for column in columns_of_model(DATASET_TABLES[table])).encode()


def _make(key: str, part: Part) -> Fragment:
    titles = sorted(([*title, count] for title, count in part.titles.items()), key=json.dumps)
    filled = {table: rows for table, rows in part.rows.items() if rows}
    lines = {table: json_lines(rows) for table, rows in filled.items()}
    return Fragment(
        key,
        {table: len(part.rows[table]) for table in PART_TABLES},
        titles,
        count_personal(part.rows),
        {table: parquet_bytes(table, lines[table]) for table in sorted(PARTITIONED & filled.keys())},
        {table: Packed.of(b"\n".join(lines[table])) for table in filled if table not in PARTITIONED},
        {table: Packed.of(csv_bytes(table, rows)) for table, rows in filled.items()},
        record_sheets(part.rows),
    )


def _pack(made: Fragment) -> bytes:
    """Header as JSON with the lengths of what follows, then all of it."""
    blobs: list[tuple[str, str, bytes, list[int]]] = [
        *(("parquet", table, content, []) for table, content in made.parquet.items()),
        *(("lines", table, text.content, [text.size]) for table, text in made.lines.items()),
        *(("csv", table, text.content, [text.size]) for table, text in made.csv.items()),
        *(("sheets", name, s.piece.deflated, [s.piece.size, s.piece.crc, s.rows]) for name, s in made.sheets.items()),
    ]
    head = {
        "counts": made.counts,
        "titles": made.titles,
        "personal": made.personal,
        "blobs": [(kind, name, len(content), about) for kind, name, content, about in blobs],
    }
    text = json.dumps(head, ensure_ascii=False).encode()
    return b"".join([len(text).to_bytes(_HEAD, "big"), text, *(content for _, _, content, _ in blobs)])


def _unpack(key: str, content: bytes) -> Fragment:
    size = int.from_bytes(content[:_HEAD], "big")
    head = json.loads(content[_HEAD : _HEAD + size])
    found = Fragment(key, head["counts"], head["titles"], head["personal"], {}, {}, {}, {})
    position = _HEAD + size
    for kind, name, length, about in head["blobs"]:
        blob = content[position : position + length]
        position += length
        if kind == "parquet":
            found.parquet[name] = blob
        elif kind == "sheets":
            found.sheets[name] = SheetRows(about[2], Piece(blob, about[0], about[1]))
        else:
            {"lines": found.lines, "csv": found.csv}[kind][name] = Packed(blob, *about)
    return found
