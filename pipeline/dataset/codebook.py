"""The codebook: every column of every table and view, from its one definition and ``data/codebook.yaml``."""

from __future__ import annotations

from pathlib import Path

from pipeline.dataset import facts
from pipeline.dataset.database import questions, views
from pipeline.writing.columns import Column, columns_of_model
from pipeline.writing.tables import csv_line
from schemas.dataset import DATASET_TABLES

FIELDS = ("table", "column", "type", "meaning", "unit", "values", "source", "missing", "known_problems")


def codebook() -> list[dict[str, str]]:
    """One entry per column, in order, with the keys :data:`FIELDS`."""
    return [_entry(table, c) for table, model in DATASET_TABLES.items() for c in columns_of_model(model)]


def write_codebook(folder: Path) -> None:
    """Write ``codebook.csv`` and ``codebook.md``."""
    entries = codebook()
    lines = [csv_line(FIELDS), *(csv_line(entry.values()) for entry in entries)]
    (folder / "codebook.csv").write_text("".join(lines), encoding="utf-8", newline="")
    (folder / "codebook.md").write_text("\n".join(_page(entries)) + "\n", encoding="utf-8")


def _entry(table: str, column: Column) -> dict[str, str]:
    known = facts.load("codebook")
    kind = f"list of {column.item}" if column.type == "list" else column.type
    values = ", ".join(column.choices)
    if column.minimum is not None or column.maximum is not None:
        bounds = (column.minimum, column.maximum)
        values = "–".join("" if bound is None else f"{bound:g}" for bound in bounds)
    return dict(
        zip(
            FIELDS,
            (
                table,
                column.name,
                kind,
                column.description,
                _listed(known["units"], column.name),
                values,
                _listed(known["sources"], column.name) or known["source_read"],
                "null: unknown or not stated" if column.nullable else "never missing",
                known["problems"].get(column.name, ""),
            ),
            strict=True,
        )
    )


def _page(entries: list[dict[str, str]]) -> list[str]:
    lines = ["# Codebook", "", "Every table and column. What to conclude, and what not, stands in README.md.", ""]
    lines += [f"- {name}: {meaning}." for name, meaning in facts.load("codebook")["missing"].items()]
    for table, model in DATASET_TABLES.items():
        lines += ["", f"## {table}", "", " ".join((model.__doc__ or "").split()), ""]
        lines += [
            "| column | type | meaning | unit | values | source | known problems |",
            "|---|---|---|---|---|---|---|",
        ]
        for entry in entries:
            if entry["table"] == table:
                names = ("column", "type", "meaning", "unit", "values", "source", "known_problems")
                cells = [entry[name].replace("|", "\\|") for name in names]
                lines.append("| " + " | ".join([f"`{cells[0]}`", *cells[1:]]) + " |")
    lines += ["", "## Views of the database", "", "| view | what it holds |", "|---|---|"]
    lines += [f"| `{view.name}` | {view.meaning} |" for view in views()]
    lines += [f"| `{q.name}` | {q.en} {q.note} |" for q in questions()]
    return lines


def _listed(groups: dict[str, list[str]], name: str) -> str:
    return next((group for group, names in groups.items() if name in names), "")
