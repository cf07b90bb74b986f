"""The commands of ``udtraek``."""

from __future__ import annotations

import click

from pipeline.cli.help import LazyGroup
from pipeline.versions import LIBRARIES, library_versions, tool_version

COMMANDS = {
    "run": ("pipeline.cli.run:run_command", "Read PDFs and write their records as tables."),
    "show": ("pipeline.cli.show:show_command", "Draw what was read on a page."),
    "schema": ("pipeline.cli.schema:schema_command", "Print the JSON Schema of the records."),
    "review": ("pipeline.cli.review:review_command", "Look at rows beside the page, and decide."),
    "reviews": ("pipeline.cli.reviews:reviews_group", "Check, list or export decisions."),
    "diff": ("pipeline.cli.diff:diff_command", "Say what differs between two runs, and why."),
    "catalogue": ("pipeline.cli.catalogue:catalogue_group", "List, show or import recommendations."),
    "vocabulary": ("pipeline.cli.vocabulary:vocabulary_group", "Check wordings, your own or those that ship."),
    "dataset": ("pipeline.cli.dataset:dataset_group", "Build the national dataset of runs, or its report."),
    "query": ("pipeline.cli.query:query_command", "Ask a dataset in SQL."),
    "ask": ("pipeline.cli.query:ask_command", "Ask a dataset one of ten questions."),
    "export": ("pipeline.cli.query:export_command", "Write a view for R, Stata, SPSS or pandas."),
    "audit": ("pipeline.cli.audit:audit_command", "Account for every word of the tables of a run."),
    "score": ("pipeline.cli.score:score_command", "Hold a run against gold files."),
    "doctor": ("pipeline.cli.doctor:doctor_command", "Say what is installed, and how to get the rest."),
    "completion": ("pipeline.cli.completion:completion_command", "Complete commands and options by the tab key."),
    "cache": ("pipeline.cli.cache:cache_group", "Look into the cache, or empty it."),
}
"""Each command: where it is, and what it does."""


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from pipeline.cli.exits import streams

        lines = [f"udtraek {tool_version()}"]
        lines += [f"  {name} {library_versions()[name] or '(not installed)'}" for name in LIBRARIES]
        streams().write("\n".join(lines))
        ctx.exit()


_EXAMPLES = (
    ("udtraek run assessments/ -o outputs/mine", "Read a folder of PDFs"),
    ("udtraek review outputs/mine", "Look at what is in doubt"),
    ("udtraek dataset build outputs/mine", "Make a dataset of it"),
    ("udtraek ask 1", "Ask it"),
)


@click.group(
    cls=LazyGroup,
    examples=_EXAMPLES,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Versions.")
def cli() -> None:
    """Read Danish municipal assessment PDFs into validated tables, with the place of every value."""
