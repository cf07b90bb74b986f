"""Drawing signs into a cell of a small page, and reading the cell back."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import pymupdf

from corpus.generate import fonts, icons
from extractors.kinds.marks import Option, marks_in, options_in, shading_of, text_colour_of
from extractors.pdf import read
from schemas.geometry import Box, union
from schemas.layout import CellPart, Line
from schemas.marks import Mark
from schemas.page import ImageLook, Page, Word

Draw = Callable[[pymupdf.Page], None]
Point = tuple[float, float]

CELL = Box(10, 8, 90, 38)
PAGE = (100, 46)
CX, CY = 50.0, 23.0
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
GREEN, YELLOW, RED, BLUE = (0.0, 0.69, 0.31), (1.0, 0.75, 0.0), (0.85, 0.1, 0.1), (0.12, 0.31, 0.47)


@dataclass(frozen=True)
class Reading:
    """What was read from a drawn cell."""

    page: Page
    looks: dict[str, ImageLook]
    part: CellPart
    marks: tuple[Mark, ...]
    shading: int | None
    text_colour: int | None
    options: list[Option]


def pdf_of(draw: Draw, size: tuple[float, float] = PAGE) -> bytes:
    """A page with what ``draw`` draws."""
    document = pymupdf.open()
    draw(document.new_page(width=size[0], height=size[1]))
    content: bytes = document.tobytes()
    return content


def read_cell(draw: Draw) -> Reading:
    """Draw a cell, read the page, and take what lies in the cell."""
    source = read(pdf_of(draw))
    part = part_of(source.pages[0], CELL)
    marks = marks_in(part, source.looks)
    return Reading(source.pages[0], source.looks, part, marks, shading_of(part), text_colour_of(part), options_in(part))


def part_of(page: Page, box: Box) -> CellPart:
    """What lies in ``box``, as a table gives it: by the middle of each thing."""

    def inside(item: object) -> bool:
        its: Box = item.box  # type: ignore[attr-defined]
        return box.holds(its.cx, its.cy)

    return CellPart(
        page.number,
        box,
        lines_of([w for w in page.words if inside(w)], page.number),
        tuple(f for f in page.fills if inside(f)),
        tuple(d for d in page.drawings if inside(d)),
        tuple(i for i in page.images if inside(i)),
        tuple(w for w in page.widgets if inside(w)),
    )


def lines_of(words: list[Word], page: int = 1) -> tuple[Line, ...]:
    """Words level with each other as lines, from the top."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.cy, w.x0)):
        if rows and abs(rows[-1][0].cy - word.cy) < 0.5 * (word.bottom - word.top):
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(line_of(sorted(row, key=lambda w: w.x0), page) for row in rows)


def line_of(words: list[Word], page: int = 1) -> Line:
    """Words as one line."""
    box = union(word.box for word in words)
    text = " ".join(word.text for word in words)
    return Line(page, tuple(words), box, text, words[0].size, words[0].bold, words[0].color, 0)


# --- how to draw ---------------------------------------------------------------------------------------------------


def text(
    content: str, font: str = "helv", size: float = 10, color: tuple[float, ...] = BLACK, x: float = CX - 4
) -> Draw:
    """Characters in one of the PDF's own fonts, or "symbols" / "wingdings" from the corpus."""

    def draw(page: pymupdf.Page) -> None:
        files = {"symbols": lambda: fonts.path("DejaVu Sans"), "wingdings": fonts.wingdings_path}
        if font in files:
            page.insert_font(fontname=font, fontfile=files[font]())
        page.insert_text((x, CY + 3.5), content, fontname=font, fontsize=size, color=color)

    return draw


def together(*parts: Draw) -> Draw:
    """One drawing after the other."""

    def draw(page: pymupdf.Page) -> None:
        for part in parts:
            part(page)

    return draw


def disc(
    r: float = 5,
    fill: tuple[float, ...] | None = BLACK,
    line: tuple[float, ...] | None = None,
    x: float = CX,
    y: float = CY,
    width: float = 1,
) -> Draw:
    return lambda page: page.draw_circle((x, y), r, color=line, fill=fill, width=width)


def rect(
    x0: float,
    top: float,
    x1: float,
    bottom: float,
    fill: tuple[float, ...] | None = None,
    line: tuple[float, ...] | None = BLACK,
) -> Draw:
    return lambda page: page.draw_rect((x0, top, x1, bottom), color=line, fill=fill)


def box(side: float = 10, fill: tuple[float, ...] | None = None, x: float = CX) -> Draw:
    half = side / 2
    return rect(x - half, CY - half, x + half, CY + half, fill)


def line(*points: Point, color: tuple[float, ...] = BLACK, width: float = 1) -> Draw:
    return lambda page: page.draw_polyline([pymupdf.Point(x, y) for x, y in points], color=color, width=width)


def polygon(*points: Point, fill: tuple[float, ...] | None = BLACK) -> Draw:
    return lambda page: page.draw_polyline(
        [pymupdf.Point(x, y) for x, y in points], color=None if fill else BLACK, fill=fill, closePath=True
    )


def cross(reach: float = 4, color: tuple[float, ...] = BLACK, width: float = 1, x: float = CX) -> Draw:
    return together(
        line((x - reach, CY - reach), (x + reach, CY + reach), color=color, width=width),
        line((x + reach, CY - reach), (x - reach, CY + reach), color=color, width=width),
    )


def tick(scale: float = 1, color: tuple[float, ...] = BLACK, width: float = 1.2) -> Draw:
    return line(
        (CX - 3.5 * scale, CY), (CX - scale, CY + 3 * scale), (CX + 4 * scale, CY - 4 * scale), color=color, width=width
    )


def sector(share: float, r: float = 6, fill: tuple[float, ...] = BLUE) -> Draw:
    """A ring that is filled to ``share``, from the top clockwise."""
    steps = max(2, round(48 * share))
    angles = [2 * math.pi * share * i / steps for i in range(steps + 1)]
    edge = [(CX + r * math.sin(a), CY - r * math.cos(a)) for a in angles]
    return together(disc(r, None, BLACK), polygon((CX, CY), *edge, fill=fill))


def face(bend: float, fill: tuple[float, ...] | None = YELLOW) -> Draw:
    """A face whose mouth is ``bend`` points deep: positive smiles."""

    def mouth(page: pymupdf.Page) -> None:
        y = CY + 3.5 - bend / 2
        points = [(CX - 4, y), (CX - 2, y + bend), (CX + 2, y + bend), (CX + 4, y)]
        page.draw_bezier(*(pymupdf.Point(*p) for p in points))

    return together(
        disc(8, fill, BLACK), disc(1, BLACK, x=CX - 3, y=CY - 2.5), disc(1, BLACK, x=CX + 3, y=CY - 2.5), mouth
    )


def arrow(turn: float, fill: tuple[float, ...] = BLACK) -> Draw:
    """A broad arrow that points up, turned clockwise by degrees."""
    a = math.radians(turn)
    shape = [(0, -7), (6, 0), (2.5, 0), (2.5, 7), (-2.5, 7), (-2.5, 0), (-6, 0)]
    turned = [(CX + x * math.cos(a) - y * math.sin(a), CY + x * math.sin(a) + y * math.cos(a)) for x, y in shape]
    return polygon(*turned, fill=fill)


def star(fill: tuple[float, ...] | None) -> Draw:
    reach = [6.5 if i % 2 == 0 else 2.6 for i in range(10)]
    return polygon(
        *((CX + r * math.sin(i * math.pi / 5), CY - r * math.cos(i * math.pi / 5)) for i, r in enumerate(reach)),
        fill=fill,
    )


def icon(kind: str, x: float = CX) -> Draw:
    return lambda page: page.insert_image((x - 6, CY - 6, x + 6, CY + 6), stream=icons.png(kind))


def widget(checked: bool) -> Draw:
    def draw(page: pymupdf.Page) -> None:
        field = pymupdf.Widget()
        field.field_type = pymupdf.PDF_WIDGET_TYPE_CHECKBOX
        field.field_name = "box"
        field.rect = pymupdf.Rect(CX - 5, CY - 5, CX + 5, CY + 5)
        field.field_value = checked
        page.add_widget(field)

    return draw


def lights(*fills: tuple[float, ...]) -> Draw:
    return together(
        rect(CX - 6, CY - 14, CX + 6, CY + 14, BLACK),
        *(disc(3.6, fill, y=CY - 9 + 9 * i) for i, fill in enumerate(fills)),
    )


def shade(fill: tuple[float, ...]) -> Draw:
    return rect(*CELL, fill, None)


def options(*labels: tuple[Draw, str]) -> Draw:
    """Boxes before labels, one below the other."""

    def draw(page: pymupdf.Page) -> None:
        for i, (sign, label) in enumerate(labels):
            sign(page)
            page.insert_text((24, 15.5 + 9 * i), label, fontsize=7)

    return draw


def small_box(row: int, checked: bool) -> Draw:
    y = 13 + 9 * row
    frame = rect(14, y - 3, 20, y + 3)
    strokes = together(line((14, y - 3), (20, y + 3)), line((20, y - 3), (14, y + 3)))
    return together(frame, strokes) if checked else frame
