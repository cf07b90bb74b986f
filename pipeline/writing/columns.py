"""Record models → columns: the one place where a published column's type and description are looked up.

Parquet schema, CSV cells, data package, and documentation all ask here, so they say the same.
"""

from __future__ import annotations

import types
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from schemas.records import TABLES, Record

if TYPE_CHECKING:
    import pyarrow as pa

ColumnType = Literal["string", "integer", "number", "boolean", "list", "struct"]

KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("path",),
    "assessments": ("record_id",),
    "assessment_summaries": ("record_id",),
    "recommendations": ("record_id",),
    "policy_actions": ("record_id",),
    "initiatives": ("record_id",),
    "slides": ("record_id",),
    "milestones": ("record_id",),
    "agenda_items": ("record_id",),
    "tables": ("table_id",),
    "cells": ("table_id", "row", "column", "page"),
}
"""Primary keys. Evidence and findings have none: a value may have several places and a record several findings."""


class Column(NamedTuple):
    """A published column."""

    name: str
    type: ColumnType
    nullable: bool
    description: str
    choices: tuple[str, ...] = ()
    """The values it can have, where they are a fixed set."""
    item: ColumnType | None = None
    """Type of the items of a list."""
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    fields: tuple[Column, ...] = ()
    """Fields of a struct, or of a list's structs."""


def columns_of(table: str) -> tuple[Column, ...]:
    """Columns of a published table of a run, in order."""
    return columns_of_model(TABLES[table])


def arrow_schema(table: str) -> pa.Schema:
    """The Parquet schema of a published table of a run; each field carries its description."""
    return arrow_schema_of_model(TABLES[table])


def arrow_schema_of_model(model: type[Record]) -> pa.Schema:
    """The Parquet schema of rows of ``model``; each field carries its description."""
    import pyarrow as pa

    return pa.schema([_arrow_field(pa, column) for column in columns_of_model(model)])


@cache
def columns_of_model(model: type[Record]) -> tuple[Column, ...]:
    """Columns of rows of ``model``, in order."""
    return tuple(
        _column(name, field.annotation, field.description or "", field.metadata)
        for name, field in model.model_fields.items()
    )


def _column(name: str, annotation: Any, description: str, metadata: list[Any]) -> Column:
    nullable = False
    if get_origin(annotation) in {Union, types.UnionType}:
        parts = [part for part in get_args(annotation) if part is not types.NoneType]
        nullable = len(parts) < len(get_args(annotation))
        if len(parts) != 1:
            raise TypeError(f"column {name}: a column has one type")
        annotation = parts[0]
    bounds: dict[str, Any] = {}
    for constraint in metadata:
        for ours, theirs in (("minimum", "ge"), ("maximum", "le"), ("pattern", "pattern")):
            if getattr(constraint, theirs, None) is not None:
                bounds[ours] = getattr(constraint, theirs)
    if get_origin(annotation) is Literal:
        return Column(name, "string", nullable, description, choices=tuple(get_args(annotation)))
    if get_origin(annotation) is tuple:
        item = get_args(annotation)[0]
        if isinstance(item, type) and issubclass(item, Record):
            return Column(name, "list", nullable, description, item="struct", fields=columns_of_model(item))
        return Column(name, "list", nullable, description, item=_simple(name, item))
    return Column(name, _simple(name, annotation), nullable, description, **bounds)


def _simple(name: str, annotation: Any) -> ColumnType:
    simple: dict[Any, ColumnType] = {str: "string", int: "integer", float: "number", bool: "boolean"}
    if annotation not in simple:
        raise TypeError(f"column {name}: {annotation!r} has no published form")
    return simple[annotation]


def _arrow_field(pa: Any, column: Column) -> pa.Field:
    return pa.field(
        column.name, _arrow_type(pa, column), nullable=column.nullable, metadata={"description": column.description}
    )


def _arrow_type(pa: Any, column: Column) -> pa.DataType:
    simple = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    if column.type == "list":
        struct = pa.struct([pa.field(f.name, _arrow_type(pa, f), nullable=f.nullable) for f in column.fields])
        item = struct if column.item == "struct" else simple[str(column.item)]
        return pa.list_(pa.field("element", item, nullable=False))
    return simple[column.type]


def plain(value: Any) -> Any:
    """A record's value as plain Python: models as dicts, tuples as lists."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, BaseModel):
        return value.model_dump()
    return value
