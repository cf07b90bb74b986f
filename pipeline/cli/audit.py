"""``udtraek audit``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.exits import streams
from pipeline.cli.help import Command
from pipeline.cli.options import figures_option
from pipeline.errors import ExitCode, as_unwritable

if TYPE_CHECKING:
    from pipeline.audit import Audit

OUTPUT = "What comes out"
CELLS_SHOWN = 20
"""So many cells with lost words are listed on the terminal; --json has them all."""

_EXAMPLES = (
    ("udtraek audit outputs/mine", "What share of words, tables and pages went where"),
    ("udtraek audit outputs/mine --json | jq .accounted", "The share of words that is accounted for"),
)


@click.command("audit", cls=Command, examples=_EXAMPLES, short_help="Account for every word of the tables of a run.")
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
@figures_option(OUTPUT)
def audit_command(run: Path, json_path: Path | None) -> int:
    """Say where the words, tables and pages of RUN went, a folder that `udtraek run` wrote.

    Leaves with exit code 1 when words of a table that became records went nowhere.
    """
    from pipeline.audit import audit_run

    audit = audit_run(run)
    text = json.dumps(audit.as_json(), ensure_ascii=False, indent=1)
    if json_path is not None and str(json_path) == "-":
        streams().write(text)
    else:
        _print(audit)
        if json_path is not None:
            with as_unwritable(json_path):
                json_path.write_text(text + "\n", encoding="utf-8")
    return ExitCode.DIFFERENCES if audit.lost else ExitCode.OK


def _print(audit: Audit) -> None:
    from rich.markup import escape
    from rich.table import Table

    console = streams().console(stderr=False)
    shares = audit.as_json()
    for title, key in (
        ("Words in tables that became records", "words_in_mapped_tables"),
        ("Tables", "tables"),
        ("Pages", "pages"),
    ):
        console.print(title, style="bold")
        table = Table(show_edge=False)
        table.add_column("went to")
        table.add_column("count", justify="right")
        table.add_column("share", justify="right")
        for name, share in shares[key].items():
            table.add_row(name, str(share["count"]), f"{share['share']:.2%}")
        console.print(table)
    console.print(
        f"{audit.accounted:.2%} of the words are accounted for; {audit.unmapped_words} stand in other tables."
    )
    for lost in audit.lost[:CELLS_SHOWN]:
        words = escape(" ".join(lost.words))
        console.print(f"{escape(lost.path)} page {lost.page}, row {lost.row}, column {lost.column}: {words}")
    if len(audit.lost) > CELLS_SHOWN:
        console.print(f"and {len(audit.lost) - CELLS_SHOWN} more cells")
