"""Help that a person can read: options under headings, examples at the end, commands loaded when used."""

from __future__ import annotations

import importlib
from typing import Any

import click
from click.shell_completion import CompletionItem

from pipeline.cli.exits import streams


def complete_path(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Have the shell complete files, where a value may be a path or something else."""
    return [CompletionItem(incomplete, type="file")]


class Option(click.Option):
    """An option that stands under a heading of its command's help."""

    def __init__(self, *args: Any, section: str = "Options", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


class _HelpOnStdout(click.Command):
    """Help is a result: it goes to the real stdout."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _print_help
        return option


def _print_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        streams().write(ctx.get_help())
        ctx.exit()


class _EndsInExamples(_HelpOnStdout):
    """Help that ends in examples, each with what it does."""

    def __init__(self, *args: Any, examples: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        if not self.examples:
            return
        with formatter.section("Examples"):
            for line, meaning in self.examples:
                formatter.write_text(f"{meaning}:")
                # A command that is broken over two lines cannot be copied.
                formatter.write(f"{'':>{formatter.current_indent + 2}}{line}\n")


class Command(_EndsInExamples):
    """A command whose help groups its options by section and ends in examples."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, section by section in order of first appearance; those of no section come last."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                sections.setdefault(getattr(parameter, "section", ""), []).append(record)
        for name, records in sorted(sections.items(), key=lambda section: not section[0]):
            with formatter.section(name or ("Other" if len(sections) > 1 else "Options")):
                formatter.write_dl(records)


class Group(_EndsInExamples, click.Group):
    """A group of few commands."""


class LazyGroup(Group):
    """A group whose commands are imported when they are used: ``--help`` stays instant."""

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]], **kwargs: Any) -> None:
        """``lazy`` gives each command's ``module:name`` and its one-line help."""
        super().__init__(*args, **kwargs)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order a user meets them."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command."""
        if cmd_name not in self.lazy:
            return None
        module, _, name = self.lazy[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, meaning) for name, (_, meaning) in self.lazy.items()])
