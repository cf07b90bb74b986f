"""``udtraek completion``."""

from __future__ import annotations

import click

from pipeline.cli.exits import streams
from pipeline.cli.help import Command

VARIABLE = "_UDTRAEK_COMPLETE"
"""The environment variable by which a shell asks for completions."""

_SHELLS = ("bash", "zsh", "fish")
_EXAMPLES = (
    (
        "udtraek completion bash > ~/.local/share/bash-completion/completions/udtraek",
        "For bash, from the next shell on",
    ),
    ('eval "$(udtraek completion zsh)"', "For zsh, in ~/.zshrc after compinit"),
    ("udtraek completion fish > ~/.config/fish/completions/udtraek.fish", "For fish"),
)


@click.command(
    "completion",
    cls=Command,
    examples=_EXAMPLES,
    short_help="Complete commands and options by the tab key.",
)
@click.argument("shell", type=click.Choice(_SHELLS), metavar="bash|zsh|fish")
def completion_command(shell: str) -> None:
    """Print the lines that teach a shell the commands, options and files of udtraek."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None, "click knows the shells"  # noqa: S101
    root = click.get_current_context().find_root().command
    streams().write(kind(root, {}, "udtraek", VARIABLE).source())
