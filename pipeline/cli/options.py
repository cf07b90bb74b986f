"""Options that several commands have, worded once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipeline.cli.help import Option

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def vocabulary_option(section: str) -> Decorator:
    """A user's own wordings, as ``vocabulary``."""
    return click.option(
        "--vocabulary",
        cls=Option,
        section=section,
        type=click.Path(path_type=Path),
        metavar="FILE.yaml",
        help="Your own wordings, beside those that ship; `udtraek vocabulary check` looks through such a file.",
    )


def own_wordings(path: Path | None) -> str | None:
    """The text of the file that ``--vocabulary`` names, checked.

    Raises:
        VocabularyInvalid: it cannot be read, or used.
    """
    from pipeline.vocabulary import read_own

    return read_own(path) if path is not None else None


def originals_option(section: str, purpose: str = "") -> Decorator:
    """Where the PDFs of a run lie now, as ``originals``."""
    return click.option(
        "--originals",
        "--input",
        "originals",
        cls=Option,
        section=section,
        multiple=True,
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="FOLDER",
        help=f"Where the PDFs lie now{purpose}, if they were moved; may be repeated.",
    )


def figures_option(section: str) -> Decorator:
    """All figures as JSON on stdout, or in a file beside the tables, as ``json_path``."""
    return click.option(
        "--json",
        "json_path",
        cls=Option,
        section=section,
        type=click.Path(path_type=Path, allow_dash=True),
        is_flag=False,
        flag_value="-",
        metavar="[FILE]",
        help="All figures as JSON: on stdout instead of the tables, or in FILE beside them.",
    )


def language_option(section: str, what: str) -> Decorator:
    """The language of a page that is written or served, as ``language``."""
    return click.option(
        "--language",
        cls=Option,
        section=section,
        type=click.Choice(["da", "en"]),
        default="da",
        show_default=True,
        help=f"Language of {what}.",
    )
