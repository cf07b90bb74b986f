"""``datapackage.json``: what lies in the folder, for machines (Frictionless Data Package).

CSV files are table resources with schema, keys and references; Parquet and JSON files are file resources: the
validator cannot read Parquet with lists, or with nulls among integers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.writing.columns import KEYS, Column, columns_of
from pipeline.writing.digests import FileDigest
from pipeline.writing.tables import WITHOUT_CSV
from schemas.records import SCHEMA_VERSION, TABLES

_MEDIA_TYPES = {".csv": "text/csv", ".parquet": "application/vnd.apache.parquet", ".json": "application/json"}
_TYPES = {"list": "array"}


def write_package(folder: Path, digests: list[FileDigest]) -> None:
    """Write ``datapackage.json`` about the files in ``digests``, which stand below ``folder``."""
    package = {
        "name": "udtraek",
        "title": "Records read from municipal PDFs",
        "description": "Assessments, recommendations, actions and initiatives with the place of every value.",
        "version": SCHEMA_VERSION,
        "resources": [_resource(digest) for digest in digests],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _resource(digest: FileDigest) -> dict[str, Any]:
    path = Path(digest.path)
    table = path.stem
    resource: dict[str, Any] = {
        "name": _resource_name(path),
        "path": digest.path,
        "format": path.suffix[1:],
        "mediatype": _MEDIA_TYPES[path.suffix],
        "bytes": digest.bytes,
        "hash": f"sha256:{digest.sha256}",
    }
    if table in TABLES:
        resource["description"] = " ".join((TABLES[table].__doc__ or "").split())
    if path.suffix == ".csv":
        return {**resource, "type": "table", "encoding": "utf-8", "schema": table_schema(table)}
    return {**resource, "type": "file"}


def _resource_name(path: Path) -> str:
    if path.suffix == ".csv":
        return path.stem
    return f"{path.stem}-parquet" if path.suffix == ".parquet" else f"document-{path.stem}"


def table_schema(table: str) -> dict[str, Any]:
    """Table Schema of a table's CSV file."""
    columns = columns_of(table)
    schema: dict[str, Any] = {"fields": [csv_field(column) for column in columns], "missingValues": [""]}
    if table in KEYS:
        schema["primaryKey"] = list(KEYS[table])
    references = []
    names = {column.name for column in columns}
    if table != "documents" and "document_id" in names:
        references.append(_reference("document_id", "documents"))
    if table != "tables" and "table_id" in names and "tables" not in WITHOUT_CSV:
        references.append(_reference("table_id", "tables"))
    if references:
        schema["foreignKeys"] = references
    return schema


def _reference(column: str, table: str) -> dict[str, Any]:
    return {"fields": [column], "reference": {"resource": table, "fields": [column]}}


def csv_field(column: Column) -> dict[str, Any]:
    """A column's field in the Table Schema of a CSV file."""
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "description": column.description,
    }
    constraints: dict[str, Any] = {}
    # An empty text and null look alike to a reader of CSV: a text may always be missing there.
    if not column.nullable and (column.type != "string" or column.choices or column.pattern):
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    for name in ("minimum", "maximum"):
        bound = getattr(column, name)
        if bound is not None:
            constraints[name] = int(bound) if column.type == "integer" else bound
    if column.pattern:
        constraints["pattern"] = column.pattern.removeprefix("^").removesuffix("$")
    if constraints:
        field["constraints"] = constraints
    return field
