"""``udtraek reviews``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.exits import streams
from pipeline.cli.help import Command, Group
from pipeline.errors import ExitCode, InputMissing
from pipeline.progress import printable
from pipeline.review.store import DEFAULT_FOLDER

if TYPE_CHECKING:
    from pipeline.review.store import Store

_CHECK_EXAMPLES = (
    ("udtraek reviews check", "Before decisions are merged"),
    ("udtraek reviews check --run outputs/mine", "After a run: what has lapsed there"),
)
_LIST_EXAMPLES = (("udtraek reviews list --by Anna --since 2026-01-01", "What one person decided this year"),)
_EXPORT_EXAMPLES = (
    ("udtraek reviews export --format markdown", "For a pull request"),
    ("udtraek reviews export --reviews decisions/ > decisions.csv", "Of another folder, for a spreadsheet"),
)


@click.group(
    "reviews",
    cls=Group,
    examples=(*_CHECK_EXAMPLES, *_LIST_EXAMPLES, *_EXPORT_EXAMPLES),
    short_help="Check, list or export decisions.",
)
@click.option(
    "--reviews",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    default=DEFAULT_FOLDER,
    show_default=True,
    help="Where the decisions are; may stand behind the command as well.",
)
@click.pass_context
def reviews_group(ctx: click.Context, folder: Path) -> None:
    """Look over the decisions that `udtraek review` keeps, before they are merged or after."""
    ctx.meta["reviews"] = folder


_reviews = click.option(
    "--reviews",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help=f"Where the decisions are.  [default: {DEFAULT_FOLDER}]",
)


def _store(ctx: click.Context, folder: Path | None) -> Store:
    """The decisions of the folder that is named behind the command, else before it."""
    from pipeline.review.store import Store

    chosen: Path = folder or ctx.meta["reviews"]
    if not chosen.is_dir():
        raise InputMissing(f"There is no folder {chosen} with decisions; name it with --reviews FOLDER.")
    return Store(chosen)


@reviews_group.command("check", cls=Command, examples=_CHECK_EXAMPLES)
@_reviews
@click.option(
    "--run",
    type=click.Path(path_type=Path),
    metavar="RUN",
    help="Also say which decisions have lapsed or met no row there.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON on stdout.")
@click.pass_context
def check_command(ctx: click.Context, folder: Path | None, run: Path | None, as_json: bool) -> int:
    """Say what is wrong: lines that are no decisions, conflicts, decisions that refer to none; exit code 1 if any."""
    from pipeline.review.check import check

    problems = check(_store(ctx, folder), run)
    if as_json:
        streams().write(json.dumps([problem._asdict() for problem in problems], ensure_ascii=False))
    else:
        for problem in problems:
            streams().write(f"{problem.where}: {problem.code}: {printable(problem.message)}")
        if not problems:
            streams().write("Nothing is wrong.")
    return ExitCode.DIFFERENCES if problems else ExitCode.OK


@reviews_group.command("list", cls=Command, examples=_LIST_EXAMPLES)
@_reviews
@click.option("--by", metavar="NAME", help="Only this person's.")
@click.option("--since", metavar="DATE", help="Only those made on or after a date, ISO 8601.")
@click.option("--json", "as_json", is_flag=True, help="Decisions as a JSON list.")
@click.pass_context
def list_command(ctx: click.Context, folder: Path | None, by: str | None, since: str | None, as_json: bool) -> None:
    """List decisions, the oldest first."""
    from pipeline.review.check import lines_of

    decisions = [
        d for d in _store(ctx, folder).read_valid() if (by is None or d.by == by) and (since is None or d.at >= since)
    ]
    if as_json:
        streams().write(json.dumps([d.model_dump(mode="json") for d in decisions], ensure_ascii=False))
        return
    for line in lines_of(decisions):
        what = f"{line['field']}: {_cut(line['read'])} → {_cut(line['said'])}" if line["field"] else line["action"]
        name = f"{line['number'] if line['number'] is not None else '–'} {_cut(line['title'])}"
        streams().write(printable(f"{line['at'][:16]}  {line['by']}  {line['path']}  {name}  {what}"))


@reviews_group.command("export", cls=Command, examples=_EXPORT_EXAMPLES)
@_reviews
@click.option(
    "--format", "form", type=click.Choice(["csv", "json", "markdown"]), default="csv", show_default=True, help="Form."
)
@click.pass_context
def export_command(ctx: click.Context, folder: Path | None, form: str) -> None:
    """Write the decisions that stand to stdout, a line per decided field; 'markdown' suits a pull request."""
    from pipeline.review.check import lines_of
    from pipeline.review.resolve import not_withdrawn
    from pipeline.writing.tables import csv_line

    lines = lines_of(not_withdrawn(_store(ctx, folder).read_valid()))
    if form == "json":
        streams().write(json.dumps(lines, ensure_ascii=False))
    elif form == "csv":
        names = ["at", "by", "action", "path", "document_id", "number", "title", "field", "read", "said", "note"]
        rows = [csv_line(names), *(csv_line(_flat(line[name]) for name in names) for line in lines)]
        streams().write("".join(rows))
    else:
        rows = ["| Who | Document | Row | Field | Read | Said |", "|---|---|---|---|---|---|"]
        for line in lines:
            name = f"{line['number'] if line['number'] is not None else ''} {line['title'] or ''}"
            cells = (line["by"], line["path"], name, line["field"] or line["action"], line["read"], line["said"])
            rows.append("| " + " | ".join(_markdown(cell) for cell in cells) + " |")
        streams().write("\n".join(rows))


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _cut(value: Any, most: int = 60) -> str:
    text = "–" if value is None else str(_flat(value))
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _markdown(value: Any) -> str:
    """A cell that cannot leave its cell, or be taken for markup."""
    text = printable(_cut(value, 200)).strip()
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>()#+-!|&" else c for c in text)
