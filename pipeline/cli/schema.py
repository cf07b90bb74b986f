"""``udtraek schema``."""

from __future__ import annotations

import json

import click
from pydantic import BaseModel

from pipeline.cli.exits import streams
from pipeline.cli.help import Command
from schemas.records import SCHEMA_VERSION, TABLES

_EXAMPLES = (
    ("udtraek schema assessments > assessments.schema.json", "The rows of one table"),
    ("udtraek schema document", "A file in documents/"),
)


@click.command("schema", cls=Command, examples=_EXAMPLES, short_help="Print the JSON Schema of the records.")
@click.argument("record", required=False, type=click.Choice([*TABLES, "document"]), metavar="[RECORD]")
def schema_command(record: str | None) -> None:
    """Print the JSON Schema (2020-12) of RECORD: a table's row, or 'document'; of all of them without."""
    streams().write(json.dumps(json_schema(record), ensure_ascii=False, indent=2))


def json_schema(record: str | None = None) -> dict[str, object]:
    """JSON Schema of one record type, or of all by name."""
    from schemas.document import ExtractedDocument

    models: dict[str, type[BaseModel]] = {**TABLES, "document": ExtractedDocument}
    if record is not None:
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$comment": f"udtraek {record} {SCHEMA_VERSION}",
            **models[record].model_json_schema(),
        }
    return {name: json_schema(name) for name in models}
