"""Make the gallery of marks in docs/ratings.md and its pictures from the catalogue that the tests read.

Run from the root of the project: ``python -m docs.make_marks``. Needs the fonts that the corpus draws with.
"""

from __future__ import annotations

from pathlib import Path

import pymupdf

from extractors.kinds.marks import colour_name
from tests.kinds.marks_catalogue import SAMPLES, Sample
from tests.kinds.marks_drawing import CELL, Reading, pdf_of, read_cell

PAGE = Path("docs/ratings.md")
PICTURES = Path("docs/pictures/marks")
BEGIN, END = "<!-- gallery of marks: made by docs/make_marks.py -->", "<!-- end of the gallery of marks -->"
DPI = 144
FRAME = (0.82, 0.0, 0.44)
RULING = (0.7, 0.7, 0.7)
GROUPS = {
    "glyph": "Characters",
    "checkbox": "Boxes and option buttons",
    "drawing": "Drawings",
    "icon": "Raster pictures",
    "": "Colour of cell and text",
}


def gallery() -> str:
    """The gallery as Markdown: a table per kind of mark."""
    blocks = []
    for kind, title in GROUPS.items():
        rows = [row(sample) for sample in SAMPLES if (sample.read[0][0] if sample.read else "") == kind]
        head = "| as drawn, and the box that is read | what it is | `mark_kind` | sign | meaning | colour | level |"
        blocks.append("\n".join([f"### {title}", "", head, "|---|---|---|---|---|---|---|", *rows]))
    return "\n\n".join(blocks)


def row(sample: Sample) -> str:
    """One line of a table."""
    picture = f"![{sample.name}](pictures/marks/{sample.name}.png)"
    if not sample.read:
        kind, colour = ("fill", sample.shading) if sample.shading else ("text", sample.text_colour)
        return f"| {picture} | {sample.title} | {kind} |  | colour | {colour} |  |"
    columns = [
        "<br>".join("" if value is None else str(value) for value in column)
        for column in zip(*sample.read, strict=True)
    ]
    signs = "<br>".join(f"`{sign}`" for _, sign, *_ in sample.read)
    kinds = "<br>".join(dict.fromkeys(kind for kind, *_ in sample.read))
    return f"| {picture} | {sample.title} | {kinds} | {signs} | {columns[2]} | {columns[3]} | {columns[4]} |"


def picture(sample: Sample) -> bytes:
    """The cell as a PNG with a frame around each mark that was read."""
    reading = read_cell(sample.draw)
    check(sample, reading)
    with pymupdf.open(stream=pdf_of(sample.draw), filetype="pdf") as document:
        page = document[0]
        page.draw_rect(pymupdf.Rect(CELL), color=RULING, width=0.5)
        for mark in reading.marks:
            page.draw_rect(pymupdf.Rect(mark.box.grown(1)), color=FRAME, width=0.75)
        content: bytes = page.get_pixmap(dpi=DPI).tobytes("png")
        return content


def check(sample: Sample, reading: Reading) -> None:
    """Refuse to show what is not read so.

    Raises:
        ValueError: the catalogue says otherwise than the reader.
    """
    found = tuple((m.kind, m.sign, m.meaning, m.colour, m.level) for m in reading.marks)
    shading = None if reading.shading is None else colour_name(reading.shading)
    if found != sample.read or shading != sample.shading:
        raise ValueError(f"{sample.name}: read as {found}, shading {shading}")


def main() -> None:
    """Write pictures and page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        (PICTURES / f"{sample.name}.png").write_bytes(picture(sample))
    for left_over in {p.stem for p in PICTURES.glob("*.png")} - {s.name for s in SAMPLES}:
        (PICTURES / f"{left_over}.png").unlink()
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{gallery()}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
