"""``udtraek diff``."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path

import click

from pipeline.cli.exits import streams
from pipeline.cli.help import Command, Option, complete_path
from pipeline.cli.options import language_option, originals_option
from pipeline.errors import ExitCode, as_unwritable

WHAT, RESULT = "What is compared", "What it gives"

_EXAMPLES = (
    ("udtraek diff outputs/before outputs/after", "What changed, and why"),
    ("udtraek diff v1.2:outputs/samples outputs/samples --html diff.html", "Against the outputs of a git tag"),
    ("udtraek diff a b --ignore confidence --json | jq .causes", "From a script"),
)


@click.command("diff", cls=Command, examples=_EXAMPLES, short_help="Say what differs between two runs, and why.")
@click.argument("old", shell_complete=complete_path)
@click.argument("new", shell_complete=complete_path)
@click.option(
    "--ignore",
    cls=Option,
    section=WHAT,
    multiple=True,
    metavar="FIELD",
    help="Column whose differences do not count: column or table.column; may be repeated.",
)
@originals_option(WHAT, ", for the pictures")
@click.option(
    "--limit",
    cls=Option,
    section=RESULT,
    metavar="N",
    default=50,
    show_default=True,
    help="Changes listed one by one.",
)
@click.option("--json", "as_json", cls=Option, section=RESULT, is_flag=True, help="All of it as JSON on stdout.")
@click.option(
    "--html",
    cls=Option,
    section=RESULT,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A self-contained page with both places side by side.",
)
@click.option(
    "--parquet",
    cls=Option,
    section=RESULT,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Side files: changes.parquet, and the rows that came or went.",
)
@language_option(RESULT, "the page")
def diff_command(
    old: str,
    new: str,
    ignore: tuple[str, ...],
    originals: tuple[Path, ...],
    limit: int,
    as_json: bool,
    html: Path | None,
    parquet: Path | None,
    language: str,
) -> int:
    """Say what differs between the runs OLD and NEW, record by record, and why.

    A run is the folder that `udtraek run` wrote, or REVISION:FOLDER for one that git holds. Exit code: 0 no
    differences, 1 differences, 2 wrong usage.
    """
    from pipeline.diff.compare import compare
    from pipeline.diff.export import to_json, write_parquet
    from pipeline.diff.page import write_page
    from pipeline.diff.side import open_side
    from pipeline.diff.terminal import print_comparison

    said = streams()
    with ExitStack() as stack:
        before, after = (stack.enter_context(open_side(name, originals)) for name in (old, new))
        comparison = compare(before, after, ignore)
        with as_unwritable():
            if parquet is not None:
                write_parquet(comparison, parquet)
            if html is not None:
                write_page(comparison, html, language)
    if as_json:
        said.write(json.dumps(to_json(comparison), ensure_ascii=False))
    else:
        print_comparison(said.console(stderr=False), comparison, limit)
    return ExitCode.DIFFERENCES if comparison.differs else ExitCode.OK
