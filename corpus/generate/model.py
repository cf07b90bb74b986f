"""What a producer renders: blocks of paragraphs, tables and marks, with no idea of gold.

Every inline, fill or picture may carry a ``tag``: the number of the value it shows. Producers never look
at tags; :func:`recolour` turns tags into colours for the second rendering.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

BLACK = 0x000000
WHITE = 0xFFFFFF

ShapeKind = Literal[
    "field_on",
    "field_off",  # check boxes of a form: only the drawn producer has them
    "disc",
    "ring",
    "cross",
    "tick",
    "box",
    "box_cross",
    "box_tick",
    "square",
    "harvey0",
    "harvey1",
    "harvey2",
    "harvey3",
    "harvey4",
    "up",
    "right",
    "down",
]
IconKind = Literal[
    "smiley_good",
    "smiley_mid",
    "smiley_bad",
    "light_green",
    "light_yellow",
    "light_red",
    "thumb_up",
    "thumb_side",
    "thumb_down",
    "check",
    "logo",
    "chart",
    "photo",
    "plain",
]


@dataclass(frozen=True)
class Run:
    """A piece of text in one style. ``font`` names one of the symbol fonts, None is the body font."""

    text: str
    bold: bool = False
    italic: bool = False
    color: int = BLACK
    scale: float = 1.0
    font: str | None = None
    tag: int | None = None


@dataclass(frozen=True)
class Shape:
    """A mark drawn with lines and fills, ``size`` points wide and high. ``shift`` moves it right, in points."""

    kind: ShapeKind
    color: int = BLACK
    size: float = 9.0
    tag: int | None = None
    shift: float = 0.0


@dataclass(frozen=True)
class Icon:
    """A raster picture; ``plain`` is one colour all over (used by the marked rendering)."""

    kind: IconKind
    width: float = 11.0
    height: float = 11.0
    color: int = BLACK
    tag: int | None = None


Inline = Run | Shape | Icon
Align = Literal["left", "center", "right", "justify"]
Valign = Literal["top", "middle", "bottom"]


@dataclass(frozen=True)
class Para:
    """A paragraph. Styles: body, h1, h2, h3, small, bullet, caption."""

    inlines: tuple[Inline, ...] = ()
    style: str = "body"
    align: Align | None = None
    indent: float = 0.0
    hang: float = 0.0
    """How much further in than the first the later lines start (bullets), in points."""


@dataclass(frozen=True)
class Cell:
    """A table cell; ``push`` shifts its content right by that share of the cell's width (a mark off its column)."""

    paras: tuple[Para, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    fill: int | None = None
    fill_tag: int | None = None
    align: Align = "left"
    valign: Valign = "top"
    turned: bool = False
    push: float = 0.0


@dataclass(frozen=True)
class Row:
    """Cells by column; None where a cell from the left or above spans."""

    cells: tuple[Cell | None, ...]
    section: bool = False


@dataclass(frozen=True)
class TableStyle:
    ruling: str = "full"
    """full, horizontal, header_only, outer, vertical, light, none"""
    zebra: bool = False
    zebra_color: int = 0xEAF1F5
    line_color: int = 0x000000
    line_width: float = 0.5
    padding: float = 3.0
    repeat_header: bool = True
    split_rows: bool = True


@dataclass(frozen=True)
class Table:
    """``widths`` are shares of the table's width; ``width`` its share of the text area."""

    widths: tuple[float, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    style: TableStyle = TableStyle()
    font_scale: float = 1.0
    width: float = 1.0


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Space:
    points: float = 8.0


@dataclass(frozen=True)
class Box:
    """A framed or shaded panel of paragraphs (fact box, card)."""

    paras: tuple[Para, ...]
    fill: int | None = 0xEEF3F6
    line: int | None = None
    keep: bool = True


Block = Para | Table | PageBreak | Space | Box


@dataclass(frozen=True)
class PageSetup:
    """Sizes in points; ``header`` and ``footer`` may hold ``{page}``."""

    width: float = 595.3
    height: float = 841.9
    margin: float = 50.0
    font: str = "Liberation Sans"
    size: float = 10.0
    leading: float = 1.2
    header: str = ""
    footer: str = ""
    justify: bool = False
    hyphenate: bool = False
    break_words: bool = False
    accent: int = 0x1F4E79


@dataclass(frozen=True)
class Document:
    setup: PageSetup
    blocks: tuple[Block, ...]
    title: str = ""
    options: dict[str, object] = field(default_factory=dict)


def para(text: str, style: str = "body", tag: int | None = None, **kw: object) -> Para:
    """A paragraph of one run; further keywords go to the run (bold, italic, color, scale)."""
    return Para((Run(text, tag=tag, **kw),), style)  # type: ignore[arg-type]


def marker_color(tag: int) -> int:
    """The colour that stands for a tag: 31 levels per channel, far enough apart to survive rounding."""
    if not 0 <= tag < 31**3:
        raise ValueError(f"tag out of range: {tag}")
    levels = (tag % 31, tag // 31 % 31, tag // 961)
    return sum((4 + 8 * level) << shift for level, shift in zip(levels, (16, 8, 0), strict=True))


def marker_tag(color: int) -> int | None:
    """The tag a colour stands for, None for any other colour."""
    channels = [(color >> shift) & 255 for shift in (16, 8, 0)]
    if any(abs((c - 4) % 8) not in (0, 1, 7) or c > 246 for c in channels):
        return None
    levels = [round((c - 4) / 8) for c in channels]
    return levels[0] + 31 * levels[1] + 961 * levels[2]


def recolour(document: Document) -> Document:
    """The same document with every tag as a colour and everything else black, white or without fill."""

    def inline(item: Inline) -> Inline:
        if isinstance(item, Icon):
            return replace(item, kind="plain", color=BLACK if item.tag is None else marker_color(item.tag))
        return replace(item, color=BLACK if item.tag is None else marker_color(item.tag))

    def paragraph(item: Para) -> Para:
        return replace(item, inlines=tuple(map(inline, item.inlines)))

    def cell(item: Cell | None) -> Cell | None:
        if item is None:
            return None
        fill = None if item.fill_tag is None else marker_color(item.fill_tag)
        return replace(item, paras=tuple(map(paragraph, item.paras)), fill=fill)

    def row(item: Row) -> Row:
        return replace(item, cells=tuple(map(cell, item.cells)))

    def block(item: Block) -> Block:
        if isinstance(item, Para):
            return paragraph(item)
        if isinstance(item, Box):
            return replace(item, paras=tuple(map(paragraph, item.paras)), fill=None)
        if isinstance(item, Table):
            style = replace(item.style, zebra_color=WHITE, line_color=BLACK)
            return replace(item, header=tuple(map(row, item.header)), rows=tuple(map(row, item.rows)), style=style)
        return item

    setup = replace(document.setup, accent=BLACK)
    return replace(document, setup=setup, blocks=tuple(map(block, document.blocks)))


def walk_runs(document: Document, change: Callable[[Run], Run]) -> Document:
    """The document with ``change`` applied to every run of text."""

    def paragraph(item: Para) -> Para:
        return replace(item, inlines=tuple(change(i) if isinstance(i, Run) else i for i in item.inlines))

    def cell(item: Cell | None) -> Cell | None:
        return item and replace(item, paras=tuple(map(paragraph, item.paras)))

    def row(item: Row) -> Row:
        return replace(item, cells=tuple(map(cell, item.cells)))

    def block(item: Block) -> Block:
        if isinstance(item, Para):
            return paragraph(item)
        if isinstance(item, Box):
            return replace(item, paras=tuple(map(paragraph, item.paras)))
        if isinstance(item, Table):
            return replace(item, header=tuple(map(row, item.header)), rows=tuple(map(row, item.rows)))
        return item

    return replace(document, blocks=tuple(map(block, document.blocks)))
