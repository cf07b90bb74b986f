"""``udtraek show``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.exits import streams
from pipeline.cli.help import Command, Option
from pipeline.cli.options import own_wordings, vocabulary_option
from pipeline.errors import DocumentUnreadable, InputMissing, PageMissing, SettingInvalid, as_unwritable
from pipeline.jobs import ShowHeader, pack
from pipeline.limits import Limits
from pipeline.tesseract import second_reader
from schemas.document import ExtractSettings

PICTURE, READING = "Picture", "Reading"

_EXAMPLES = (
    ("udtraek show a.pdf --page 2", "Page 2 with tables, cells and the place of every value, as a-p2.png"),
    ("udtraek show a.pdf --page 2 --layers words,rulings,fills -o p2.png", "What the page is drawn with"),
    ("udtraek show a.pdf --layers all --open", "Page 1 with everything, in a viewer"),
)


@click.command("show", cls=Command, examples=_EXAMPLES, short_help="Draw what was read on a page.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--page",
    cls=Option,
    section=PICTURE,
    type=click.IntRange(min=1),
    metavar="N",
    default=1,
    show_default=True,
    help="Page, from 1.",
)
@click.option(
    "--layers",
    cls=Option,
    section=PICTURE,
    metavar="NAMES",
    default="",
    help="Layers to draw, with commas between, or 'all'.",
)
@click.option(
    "--dpi",
    cls=Option,
    section=PICTURE,
    type=click.IntRange(36, 300),
    metavar="N",
    default=130,
    show_default=True,
    help="Pixels per inch.",
)
@click.option(
    "-o",
    "--out",
    cls=Option,
    section=PICTURE,
    type=click.Path(path_type=Path),
    metavar="PNG",
    help="Where to write the picture.  [default: NAME-pN.png here]",
)
@click.option("--open", "viewer", cls=Option, section=PICTURE, is_flag=True, help="Open the picture in a viewer.")
@click.option(
    "--password", "passwords", cls=Option, section=READING, multiple=True, help="Password for an encrypted PDF."
)
@click.option(
    "--ocr",
    cls=Option,
    section=READING,
    type=click.Choice(["auto", "never", "always"]),
    default="auto",
    show_default=True,
    help="Read the page by OCR.",
)
@vocabulary_option(READING)
def show_command(
    file: Path,
    page: int,
    layers: str,
    dpi: int,
    out: Path | None,
    viewer: bool,
    passwords: tuple[str, ...],
    ocr: str,
    vocabulary: Path | None,
) -> None:
    """Draw what was read on a page of FILE: words, lines, rulings, tables, cells, marks, and what each value became."""
    header = ShowHeader(
        page=page,
        dpi=dpi,
        passwords=passwords,
        layers=parse_layers(layers),
        settings=ExtractSettings.model_validate(
            {
                "ocr": ocr,
                "ocr_second": second_reader("dan") if ocr != "never" else None,
                "vocabulary": own_wordings(vocabulary),
            }
        ),
    )
    target = out or Path(f"{file.stem}-p{page}.png")
    picture = _draw(file, header)
    with as_unwritable(target):
        target.write_bytes(picture)
    streams().write(str(target))
    if viewer:
        click.launch(str(target))


def parse_layers(names: str) -> tuple[str, ...]:
    """Layers by their names with commas between; ``all`` is all of them.

    Raises:
        SettingInvalid: there is no such layer.
    """
    from pipeline.show import DEFAULT_LAYERS, LAYERS

    if names == "all":
        return LAYERS
    wanted = tuple(name.strip() for name in names.split(",") if name.strip()) or DEFAULT_LAYERS
    for name in wanted:
        if name not in LAYERS:
            raise SettingInvalid(f"There is no layer {name!r}; there are {', '.join(LAYERS)}.")
    return wanted


def _draw(file: Path, header: ShowHeader) -> bytes:
    from pipeline.engines.errors import WorkerLost
    from pipeline.engines.pool import PoolExecutor
    from pipeline.worker import show_page

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputMissing(f"{file} cannot be read: {error.strerror}.") from None
    with PoolExecutor(1, Limits()) as pool:
        try:
            picture: bytes = pool.submit(show_page, pack(header, data)).result()
        except WorkerLost as error:
            raise DocumentUnreadable(f"{file}: {error}") from None
    kind, said = picture[:1], picture[1:]
    if kind == b"N":
        raise PageMissing(f"{file} has no page {header.page}; its last page is {said.decode()}.")
    if kind == b"E":
        raise DocumentUnreadable(f"{file}: {said.decode()}")
    return said
