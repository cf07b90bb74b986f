"""``udtraek query``, ``udtraek ask`` and ``udtraek export``: reading a dataset."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.dataset import dataset_option
from pipeline.cli.exits import streams
from pipeline.cli.help import Command
from pipeline.errors import UdtraekError
from pipeline.progress import printable

if TYPE_CHECKING:
    from rich.console import Console

_MOST = 40
_LONGEST = 60
_GAP = 3
_NARROWEST = 12
"""Letters that still tell words apart."""
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
        # Hashes are for programs; on a terminal they take the place of what a person reads.
        shown = [i for i, name in enumerate(names) if name not in {"document_id", "record_id"} or len(names) < _FEW]
        header, cells = [names[i] for i in shown], [[_short(row[i]) for i in shown] for row in rows[:limit]]
        _print_table(said.console(stderr=False), header, cells, [_is_number(rows, i) for i in shown])
        if len(rows) > limit:
            said.write(f"… {len(rows) - limit} more rows; --format csv gives all.")


def _print_table(console: Console, header: list[str], cells: list[list[str]], numbers: list[bool]) -> None:
    """Print a table, or, where a terminal is too narrow even for cut words, a block for each row."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    natural = [max(map(len, column)) for column in zip(header, *cells, strict=True)]
    if not console.is_terminal:
        console.width = sum(natural) + _GAP * len(natural)
    widths = _widths(natural, numbers, console.width - _GAP * len(natural))
    if widths is None:
        for row in cells:
            console.print(Text("─" * min(console.width, _LONGEST)))
            for name, value in zip(header, row, strict=True):
                console.print(Text(f"{name:{max(map(len, header))}}  {value}"))
        return
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, number, width in zip(header, numbers, widths, strict=True):
        table.add_column(name, no_wrap=True, justify="right" if number else "left", width=width)
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)


def _widths(natural: list[int], numbers: list[bool], room: int) -> list[int] | None:
    """Width of each column: where room is short, the longest words give way, and figures never do.

    None when nothing that could be read is left of the words.
    """
    least = [width if number else min(width, _NARROWEST) for width, number in zip(natural, numbers, strict=True)]
    if sum(least) > room:
        return None
    widths = list(natural)
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda i: widths[i] - least[i])
        widths[widest] -= 1
    return widths


def _is_number(rows: list[tuple[Any, ...]], column: int) -> bool:
    return all(row[column] is None or isinstance(row[column], int | float) for row in rows[:_MOST])


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | str | list) else str(value)


def _short(value: Any) -> str:
    if value is None:
        return "–"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = printable(" ".join(text.split()))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
