"""A municipality's rows → the bytes that are published of them, kept in the cache.

What is expensive – reading documents, deciding, validating, writing text – is done once for a municipality as long as
its documents stay what they are; a build then only puts fragments together.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache as cached
from typing import TYPE_CHECKING, NamedTuple

from pipeline.cache import Cache
from pipeline.dataset.archive import Piece
from pipeline.dataset.packing import Packed, cut, pack, unpack
from pipeline.dataset.part import PART_TABLES
from pipeline.dataset.personal import Counts, sum_personal
from pipeline.dataset.shares import Share, json_lines, keep_shares, kept_shares, make_shares
from pipeline.dataset.sources import Source
from pipeline.dataset.workbook import SheetRows, record_sheets
from pipeline.writing.columns import arrow_schema_of_model, columns_of_model
from pipeline.writing.tables import csv_line, table_of_lines
from schemas.dataset import DATASET_SCHEMA_VERSION, DATASET_TABLES
from schemas.records import Record

if TYPE_CHECKING:
    import pyarrow as pa

PARTITIONED = frozenset({"assessments", "assessment_units"})
"""Tables that grow with the country: one Parquet file per municipality, so that one document rewrites one file."""


class Fragment(NamedTuple):
    """What one municipality adds to the dataset."""

    key: str
    digests: dict[str, str]
    """What each document's rows were made of: see :class:`pipeline.dataset.sources.Source`."""
    counts: dict[str, int]
    """Rows by table."""
    personal: Counts
    parquet: dict[str, bytes | memoryview]
    """A complete Parquet file by table that has one per municipality; none for a table without rows."""
    batches: dict[str, Packed]
    """Rows of the other tables, as Arrow passes them on."""
    csv: dict[str, Packed]
    """Lines of the CSV file by table, without header."""
    sheets: dict[str, SheetRows]
    """Rows of the workbook's sheets that are made of them."""


def fragment(key: str, sources: Sequence[Source], cache: Cache | None, last: str | None = None) -> Fragment:
    """The fragment of one municipality, from the cache where it stands there.

    Args:
        key: What its rows are made of (:meth:`pipeline.dataset.sources.Sources.key`).
        sources: Its documents.
        cache: Where fragments are kept.
        last: What its rows were made of in the last version: documents that are what they were are not read again.
    """
    kept = kept_fragment(key, cache)
    if kept is not None:
        return kept
    shares = make_shares(sources, kept_shares(last, cache) if last else {})
    made = _made(key, sources, list(shares.values()))
    if cache:
        keep_shares(key, shares, cache)
        cache.put_packed(key, _pack(made))
    return made


def kept_fragment(key: str, cache: Cache | None) -> Fragment | None:
    """The fragment that stands in the cache under ``key``, if any."""
    kept = cache.get_packed(key) if cache else None
    return _unpack(key, kept) if kept is not None else None


def arrow_rows(table: str, rows: Sequence[Record]) -> pa.Table:
    """Rows of a table as Arrow holds them."""
    return _arrow(table, [json_lines(rows)] if rows else [])


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


def csv_header(table: str) -> bytes:
    """Header line of a table's CSV file."""
    return csv_line(column.name for column in columns_of_model(DATASET_TABLES[table])).encode()


@cached
def _schema(table: str) -> pa.Schema:
    name = {"name": f"udtraek-dataset-{table}", "version": DATASET_SCHEMA_VERSION}
    return arrow_schema_of_model(DATASET_TABLES[table]).with_metadata(name)


def _arrow(table: str, lines: Sequence[bytes | memoryview]) -> pa.Table:
    return table_of_lines(lines, _schema(table)).combine_chunks()


def _made(key: str, sources: Sequence[Source], shares: Sequence[Share]) -> Fragment:
    arrow = {
        table: _arrow(table, lines)
        for table in PART_TABLES
        if (lines := [share.json[table] for share in shares if table in share.json])
    }
    return Fragment(
        key,
        {source.document_id: source.digest for source in sources},
        {table: sum(share.counts[table] for share in shares) for table in PART_TABLES},
        sum_personal(share.personal for share in shares),
        {table: parquet_bytes(arrow[table]) for table in sorted(PARTITIONED & arrow.keys())},
        {table: _batch(content) for table, content in arrow.items() if table not in PARTITIONED},
        {table: Packed.of(b"".join(share.csv[table] for share in shares if table in share.csv)) for table in arrow},
        record_sheets(share.sheets for share in shares),
    )


def _batch(rows: pa.Table) -> Packed:
    return Packed.of(rows.to_batches()[0].serialize().to_pybytes())


def _pack(made: Fragment) -> bytes:
    pieces: list[tuple[str, str, bytes | memoryview, list[int]]] = [
        *(("parquet", table, content, []) for table, content in made.parquet.items()),
        *(("batches", table, rows.content, [rows.size]) for table, rows in made.batches.items()),
        *(("csv", table, text.content, [text.size]) for table, text in made.csv.items()),
        *(("sheets", name, s.piece.deflated, [s.piece.size, s.piece.crc, s.rows]) for name, s in made.sheets.items()),
    ]
    about = {
        "digests": made.digests,
        "counts": made.counts,
        "personal": made.personal,
        "pieces": [(kind, name, len(content), about) for kind, name, content, about in pieces],
    }
    return pack(about, (content for _, _, content, _ in pieces))


def _unpack(key: str, content: memoryview) -> Fragment:
    head, pieces = unpack(content)
    found = Fragment(key, head["digests"], head["counts"], head["personal"], {}, {}, {}, {})
    said = head["pieces"]
    for (kind, name, _, about), piece in zip(said, cut(pieces, [entry[2] for entry in said]), strict=True):
        if kind == "parquet":
            found.parquet[name] = piece
        elif kind == "sheets":
            found.sheets[name] = SheetRows(about[2], Piece(piece, about[0], about[1]))
        else:
            {"batches": found.batches, "csv": found.csv}[kind][name] = Packed(piece, *about)
    return found
