"""docs/reference.md, made from the program itself: ``python -m tests.reference`` writes it, a test compares it."""

from __future__ import annotations

from pathlib import Path

import click

from extractors import vocabulary
from pipeline.cli.commands import COMMANDS, cli
from pipeline.errors import ExitCode
from pipeline.limits import Limits, describe
from pipeline.writing.columns import KEYS, Column, columns_of
from schemas.records import SCHEMA_VERSION, TABLES

PATH = Path(__file__).parents[1] / "docs" / "reference.md"

_CODES = {
    ExitCode.OK: "fine",
    ExitCode.DIFFERENCES: "differences, a figure beyond its bound, something that is missing",
    ExitCode.USAGE: "wrong usage: an option, a path, a manifest, nothing to read",
    ExitCode.DOCUMENTS_NOT_OK: "some documents are not ok (`--fail-on` says from what on)",
    ExitCode.SELF_CHECK_FAILED: "what was written is not what was meant to be written",
    ExitCode.IO: "the output cannot be written, or belongs to something else",
    ExitCode.LIMIT: "the run is larger than its limits",
    ExitCode.BUG: "a bug in the program",
    ExitCode.STOPPED: "stopped by the user",
}


def reference() -> str:
    """The whole page."""
    return "\n".join(
        [
            "# Reference",
            "",
            "Made from the program by `python -m tests.reference`; `make test` fails when it is out of date.",
            "",
            "## Commands",
            "",
            *_commands(),
            "## Exit codes",
            "",
            "| code | meaning |",
            "|---|---|",
            *(f"| {code.value} | {_CODES[code]} |" for code in ExitCode),
            "",
            f"## Tables (schema {SCHEMA_VERSION})",
            "",
            "`null` is unknown or not stated, an empty text is a cell that is there and empty. Pages count from 1;",
            "coordinates are points from the top-left corner of the page as a reader sees it.",
            "",
            *(line for name in TABLES for line in _table(name)),
            "## Limits",
            "",
            "Change one with `--limit NAME=VALUE`.",
            "",
            "| limit | default | meaning |",
            "|---|---:|---|",
            *(f"| `{name}` | {value:,} | {meaning} |" for name, value, meaning in describe(Limits())),
            "",
            "## Findings",
            "",
            "| code | severity | meaning | what to do |",
            "|---|---|---|---|",
            *(
                f"| `{code}` | {entry['severity']} | {entry['meaning']} | {entry['remedy']} |"
                for code, entry in sorted(vocabulary.load("findings").items())
            ),
            "",
        ]
    )


def _commands() -> list[str]:
    lines = []
    names = cli.context_settings["help_option_names"]
    with click.Context(
        cli, info_name="udtraek", terminal_width=100, max_content_width=100, help_option_names=names
    ) as parent:
        for name in COMMANDS:
            command = cli.get_command(parent, name)
            assert command is not None
            lines += _help(name, command, parent)
    return lines


def _help(name: str, command: click.Command, parent: click.Context) -> list[str]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    lines = [f"### udtraek {name}", "", "```", command.get_help(context), "```", ""]
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            child = command.get_command(context, sub)
            assert child is not None
            lines += [line.replace("### udtraek", f"#### udtraek {name}", 1) for line in _help(sub, child, context)]
    return lines


def _table(name: str) -> list[str]:
    key = ", ".join(f"`{column}`" for column in KEYS.get(name, ()))
    return [
        f"### {name}",
        "",
        " ".join((TABLES[name].__doc__ or "").split()) + (f" Key: {key}." if key else ""),
        "",
        "| column | type | meaning |",
        "|---|---|---|",
        *(f"| `{column.name}` | {_type(column)} | {_meaning(column)} |" for column in columns_of(name)),
        "",
    ]


def _type(column: Column) -> str:
    if column.type != "list":
        return f"{column.type}{' or null' if column.nullable else ''}"
    if column.item == "struct":
        return "list of " + ", ".join(f"{field.name}: {field.type}" for field in column.fields)
    return f"list of {column.item}"


def _meaning(column: Column) -> str:
    choices = " One of " + ", ".join(f"`{choice}`" for choice in column.choices) + "." if column.choices else ""
    return (column.description + choices).replace("|", "\\|")


if __name__ == "__main__":
    PATH.write_text(reference(), encoding="utf-8")
