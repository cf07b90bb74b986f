"""A comparison → JSON, and Parquet side files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.diff.compare import COMPARED, Change, Comparison

DIFF_NAME = "udtraek-diff"
DIFF_VERSION = "1.0.0"


def to_json(comparison: Comparison) -> dict[str, Any]:
    """The whole comparison as plain data, ``schema_name`` and ``schema_version`` first."""
    return {
        "schema_name": DIFF_NAME,
        "schema_version": DIFF_VERSION,
        "old": comparison.old.label,
        "new": comparison.new.label,
        "run_causes": list(comparison.run_causes),
        "schema": [{"table": c.table, "column": c.column, "kind": c.kind} for c in comparison.schema],
        "counts": {table: dict(sorted(count.items())) for table, count in comparison.counts().items()},
        "causes": dict(comparison.causes()),
        "changes": [_change(change) for change in comparison.changes],
    }


def write_parquet(comparison: Comparison, folder: Path) -> list[Path]:
    """Write side files: ``changes.parquet``, and ``TABLE.added.parquet`` and ``TABLE.removed.parquet`` where needed.

    ``changes`` has one row per changed field, and one per record that came or went (``field`` null); values are JSON.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    text = pa.string()
    names = ("table", "kind", "document_id", "path", "municipality_code", "old_record_id", "new_record_id")
    schema = pa.schema(
        [(n, text) for n in (*names, "label", "field", "old", "new")] + [("causes", pa.list_(text))],
        metadata={"name": DIFF_NAME, "version": DIFF_VERSION},
    )
    written = [folder / "changes.parquet"]
    pq.write_table(pa.Table.from_pylist(_lines(comparison), schema=schema), written[0], compression="zstd")
    for table in COMPARED:
        for kind, side in (("added", comparison.new), ("removed", comparison.old)):
            rows = [change.row for change in comparison.changes if (change.table, change.kind) == (table, kind)]
            path = folder / f"{table}.{kind}.parquet"
            path.unlink(missing_ok=True)  # of an earlier comparison
            if rows:
                source = pq.read_schema(side.folder / "tables" / f"{table}.parquet")
                pq.write_table(pa.Table.from_pylist(rows, schema=source), path, compression="zstd")
                written.append(path)
    return written


def _change(change: Change) -> dict[str, Any]:
    whole = change.kind != "changed"
    return {
        "table": change.table,
        "kind": change.kind,
        "document_id": change.document["document_id"],
        "path": change.document["path"],
        "municipality": change.document.get("municipality"),
        "label": change.label,
        "old_record_id": change.old.get("record_id") if change.old else None,
        "new_record_id": change.new.get("record_id") if change.new else None,
        "causes": list(change.causes),
        "fields": [{"field": f.field, "old": f.old, "new": f.new, "causes": list(f.causes)} for f in change.fields],
        "row": dict(change.row) if whole else None,
    }


def _lines(comparison: Comparison) -> list[dict[str, Any]]:
    lines = []
    for change in comparison.changes:
        base = {
            "table": change.table,
            "kind": change.kind,
            "document_id": change.document["document_id"],
            "path": change.document["path"],
            "municipality_code": change.document.get("municipality_code"),
            "old_record_id": change.old.get("record_id") if change.old else None,
            "new_record_id": change.new.get("record_id") if change.new else None,
            "label": change.label,
        }
        if not change.fields:
            lines.append(base | {"field": None, "old": None, "new": None, "causes": list(change.causes)})
        for f in change.fields:
            values = {"old": json.dumps(f.old, ensure_ascii=False), "new": json.dumps(f.new, ensure_ascii=False)}
            lines.append(base | {"field": f.field, **values, "causes": list(f.causes)})
    return lines
