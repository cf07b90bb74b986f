"""``udtraek query``, ``udtraek ask`` and ``udtraek export``: reading a dataset."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipeline.cli.dataset import dataset_option
from pipeline.cli.exits import streams
from pipeline.cli.help import Command
from pipeline.errors import UdtraekError
from pipeline.progress import printable

_MOST = 40
_LONGEST = 60
_FEW = 6
"""Columns up to which nothing is left out of a table."""

_QUERY_EXAMPLES = (
    ('udtraek query "select level_joined, avg(is_met::int) from current group by all"', "Any SQL that DuckDB reads"),
    ('udtraek query "show all tables" --format csv', "What there is to ask of"),
)
_ASK_EXAMPLES = (
    ("udtraek ask list", "The questions"),
    ("udtraek ask 1", "Which recommendations are least met"),
    ("udtraek ask 6 mental_sundhed:2018:10 --format csv > trivsel.csv", "What municipalities do for one of them"),
    ("udtraek ask 9 ensomhed", "Actions about a theme"),
)
_EXPORT_EXAMPLES = (
    ("udtraek export --to stata -o current.dta", "For Stata, with labels of variables and values"),
    ("udtraek export --view history --to r -o history/", "For R: Parquet, and a script that sets factors and labels"),
)


class QuestionUnknown(UdtraekError):
    """A question was asked that is none of those the dataset answers."""

    code = "question_unknown"
    hint = "`udtraek ask list` lists them."


def _form(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options for how rows are printed."""
    command = click.option(
        "--format",
        "form",
        type=click.Choice(["table", "csv", "json"]),
        default="table",
        show_default=True,
        help="Form of the result; a table is cut to what a terminal shows.",
    )(command)
    return click.option(
        "--limit", metavar="N", default=_MOST, show_default=True, help="Rows of a table; csv and json give all."
    )(command)


@click.command("query", cls=Command, examples=_QUERY_EXAMPLES, short_help="Ask a dataset in SQL.")
@click.argument("sql")
@dataset_option
@_form
def query_command(sql: str, dataset: Path, form: str, limit: int) -> None:
    """Run a query on the dataset's database. It may read the database and nothing else, and change nothing."""
    from pipeline.dataset.database import connect, rows_of

    with connect(dataset) as connection:
        _print(*rows_of(connection, sql), form, limit)


@click.command("ask", cls=Command, examples=_ASK_EXAMPLES, short_help="Ask a dataset one of ten questions.")
@click.argument("which", metavar="list|N")
@click.argument("words", nargs=-1)
@dataset_option
@_form
def ask_command(which: str, words: tuple[str, ...], dataset: Path, form: str, limit: int) -> None:
    """Answer question N, about WORDS where some are given; 'list' lists the questions."""
    from pipeline.dataset.database import answer, connect, questions

    if which == "list":
        for question in questions():
            streams().write(f"{question.number:>2}  {question.en}\n    {question.da}\n    {question.note}")
        return
    asked = next((q for q in questions() if str(q.number) == which or q.name == which), None)
    if asked is None:
        raise QuestionUnknown(f"There is no question {which!r}.")
    with connect(dataset) as connection:
        names, rows = answer(connection, asked, " ".join(words))
    if form == "table":
        streams().write(f"{asked.en}\n{asked.note}\n")
    _print(names, rows, form, limit)


@click.command(
    "export", cls=Command, examples=_EXPORT_EXAMPLES, short_help="Write a view for R, Stata, SPSS or pandas."
)
@dataset_option
@click.option(
    "--view", default="current", show_default=True, metavar="NAME", help="Table or view (current, history …)."
)
@click.option("--to", type=click.Choice(["stata", "spss", "r", "pandas"]), required=True, help="For which program.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="PATH",
    help="File, or folder for r and pandas.",
)
def export_command(dataset: Path, view: str, to: str, out: Path) -> None:
    """Write a view with labels: what each variable means, and what its values stand for."""
    from pipeline.dataset.export import export
    from pipeline.errors import as_unwritable

    with as_unwritable(out):
        count = export(dataset, view, to, out)
    streams().write(f"{count} rows in {out}")


def _print(names: list[str], rows: list[tuple[Any, ...]], form: str, limit: int) -> None:
    said = streams()
    if form == "json":
        said.write(json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, default=str))
    elif form == "csv":
        from pipeline.writing.tables import csv_line

        said.write("".join([csv_line(names), *(csv_line(map(_plain, row)) for row in rows)]))
    else:
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        # Hashes are for programs; on a terminal they take the place of what a person reads.
        shown = [i for i, name in enumerate(names) if name not in {"document_id", "record_id"} or len(names) < _FEW]
        for i in shown:
            table.add_column(names[i], no_wrap=True, justify="right" if _is_number(rows, i) else "left")
        for row in rows[:limit]:
            table.add_row(*(_short(row[i]) for i in shown))
        said.console(stderr=False).print(table)
        if len(rows) > limit:
            said.write(f"… {len(rows) - limit} more rows; --format csv gives all.")


def _is_number(rows: list[tuple[Any, ...]], column: int) -> bool:
    return all(row[column] is None or isinstance(row[column], int | float) for row in rows[:_MOST])


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | str | list) else str(value)


def _short(value: Any) -> str:
    from rich.markup import escape

    if value is None:
        return "–"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = printable(" ".join(text.split()))
    return escape(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
