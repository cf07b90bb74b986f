"""``udtraek cache``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.exits import streams
from pipeline.cli.help import Command, Group

_INFO_EXAMPLES = (("udtraek cache info", "Where it is, and how large"),)
_PRUNE_EXAMPLES = (
    ("udtraek cache prune", "Empty it"),
    ("udtraek cache prune --keep-bytes 1000000000", "Keep the newest gigabyte"),
)


@click.group(
    "cache", cls=Group, examples=_INFO_EXAMPLES + _PRUNE_EXAMPLES, short_help="Look into the cache, or empty it."
)
@click.option("--cache", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="Folder of the cache.")
@click.pass_context
def cache_group(ctx: click.Context, folder: Path | None) -> None:
    """Look into the cache of documents that were read before, or empty it."""
    from pipeline.cache import Cache, default_folder

    ctx.meta["cache"] = Cache(folder or default_folder())


@cache_group.command("info", cls=Command, examples=_INFO_EXAMPLES)
@click.pass_context
def info_command(ctx: click.Context) -> None:
    """Say where the cache is, and what it holds."""
    cache = ctx.meta["cache"]
    info = cache.info()
    streams().write(f"{cache.folder}\n{info.entries} documents and pages read by OCR, {info.bytes} bytes")


@cache_group.command("prune", cls=Command, examples=_PRUNE_EXAMPLES)
@click.option(
    "--keep-bytes",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Keep the newest up to so many bytes.",
)
@click.pass_context
def prune_command(ctx: click.Context, keep_bytes: int) -> None:
    """Delete entries, the oldest first."""
    gone = ctx.meta["cache"].prune(keep_bytes)
    streams().write(f"{gone.entries} documents and pages read by OCR, {gone.bytes} bytes deleted")
