"""``udtraek review``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.exits import streams
from pipeline.cli.help import Command, Option
from pipeline.cli.options import language_option, originals_option
from pipeline.review.store import DEFAULT_FOLDER

WORK, SERVER = "Work", "Server"

_EXAMPLES = (
    ("udtraek review outputs/mine", "Look at what is in doubt; the address to open is printed"),
    (
        "udtraek review outputs/mine --originals ~/assessments --as Anna",
        "The PDFs were moved; sign decisions with a name",
    ),
)


@click.command("review", cls=Command, examples=_EXAMPLES, short_help="Look at rows beside the page, and decide.")
@click.argument("run", type=click.Path(path_type=Path))
@click.option(
    "--reviews",
    cls=Option,
    section=WORK,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    default=DEFAULT_FOLDER,
    show_default=True,
    help="Where decisions are kept; put it under version control.",
)
@click.option("--as", "by", cls=Option, section=WORK, metavar="NAME", help="Who decides.  [default: git's user.name]")
@originals_option(WORK)
@click.option("--password", "passwords", cls=Option, section=WORK, multiple=True, help="Password for encrypted PDFs.")
@language_option(SERVER, "the pages")
@click.option(
    "--port",
    cls=Option,
    section=SERVER,
    type=click.IntRange(0, 65535),
    metavar="N",
    default=0,
    help="Port.  [default: a free one]",
)
@click.option("--open", "viewer", cls=Option, section=SERVER, is_flag=True, help="Open the pages in a browser.")
def review_command(
    run: Path,
    reviews: Path,
    by: str | None,
    originals: tuple[Path, ...],
    passwords: tuple[str, ...],
    language: str,
    port: int,
    viewer: bool,
) -> None:
    """Serve RUN to a browser on this machine: pages beside the rows read from them, doubts first, decisions kept.

    The next `udtraek run` applies the decisions. Ctrl+C ends the server; every decision shown as kept is on the disk.
    """
    from pipeline.review.desk import Desk
    from pipeline.review.pictures import Pictures
    from pipeline.review.serve import serve
    from pipeline.review.store import Store

    said = streams()
    desk = Desk(run, Store(reviews), by or _user_name(), originals)

    def started(address: str) -> None:
        said.write(address)
        click.echo(f"Open it in a browser on this machine. Decisions are kept in {reviews}; Ctrl+C ends.", err=True)
        if viewer:
            click.launch(address)

    serve(desk, Pictures(desk.originals, passwords), port=port, language=language, started=started)


def _user_name() -> str:
    """Who works here, as git or else the system knows them."""
    import getpass
    import subprocess

    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)  # noqa: S607
        return asked.stdout.strip() or getpass.getuser()
    except OSError:
        return getpass.getuser()
