"""What Writer, Calc and Impress documents share: the style registry and the XML of text, shapes and pictures."""

from __future__ import annotations

import base64
from collections.abc import Callable
from html import escape
from math import cos, pi, sin

from corpus.generate import icons
from corpus.generate.model import Cell, Icon, Inline, Row, Run, Table

NAMESPACES = " ".join(
    f'xmlns:{k}="{v}"'
    for k, v in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "presentation": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    }.items()
)
FAMILY = {"symbols": "DejaVu Sans", "wingdings": "Wingdings", "zapf": "D050000L"}


def spans(cell: Cell) -> str:
    """The attributes of a cell that reaches over several columns or rows; empty for any other."""
    if cell.colspan <= 1 and cell.rowspan <= 1:
        return ""
    return f' table:number-columns-spanned="{cell.colspan}" table:number-rows-spanned="{cell.rowspan}"'


class Styles:
    """Automatic styles, each written once; ``name`` gives the style of a family for its properties."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}

    def name(self, family: str, properties: str, attributes: str = "") -> str:
        key = (family + "\0" + attributes, properties)
        return self._names.setdefault(key, f"{family[0]}{family[-1]}{len(self._names) + 1}")

    def xml(self) -> str:
        parts = []
        for (head, properties), name in self._names.items():
            family, _, attributes = head.partition("\0")
            parts.append(
                f'<style:style style:name="{name}" style:family="{family}" {attributes}>{properties}</style:style>'
            )
        return "".join(parts)


def document(kind: str, fonts: set[str], common: str, automatic: str, master: str, body: str) -> str:
    """A flat ODF file; ``kind`` is text, spreadsheet or presentation."""
    faces = "".join(
        f'<style:font-face style:name="{f}" svg:font-family="\'{f}\'"/>' for f in sorted(fonts | set(FAMILY.values()))
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:font-face-decls>{faces}</office:font-face-decls>'
        f"<office:styles>{common}</office:styles><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )


def text_properties(run: Run, size: float, bold: bool = False) -> str:
    look = f'fo:color="#{run.color:06x}"'
    if run.bold or bold:
        look += ' fo:font-weight="bold" style:font-weight-asian="bold"'
    if run.italic:
        look += ' fo:font-style="italic"'
    if run.scale != 1.0:
        look += f' fo:font-size="{size * run.scale:.1f}pt"'
    if run.font:
        look += f' style:font-name="{FAMILY[run.font]}"'
        if run.font == "wingdings":
            look += ' style:font-charset="x-symbol"'
    return f"<style:text-properties {look}/>"


def text(value: str) -> str:
    """Escaped text with repeated spaces kept."""
    out: list[str] = []
    spaces = 0
    for char in value + "\0":
        if char == " ":
            spaces += 1
            continue
        if spaces:
            out.append(" " if spaces == 1 and out else f'<text:s text:c="{spaces}"/>')
            spaces = 0
        if char != "\0":
            out.append(escape(char))
    return "".join(out)


def inline(item: Inline, styles: Styles, size: float, bold: bool = False) -> str:
    """A run, shape or picture within a paragraph."""
    if isinstance(item, Run):
        return f'<text:span text:style-name="{styles.name("text", text_properties(item, size, bold))}">{text(item.text)}</text:span>'
    if isinstance(item, Icon):
        style = styles.name(
            "graphic",
            '<style:graphic-properties style:vertical-pos="middle" style:vertical-rel="line" fo:border="none"/>',
        )
        data = base64.b64encode(icons.png(item.kind, item.color)).decode()
        return (
            f'<draw:frame draw:style-name="{style}" text:anchor-type="as-char" svg:width="{item.width}pt" svg:height="{item.height}pt">'
            f"<draw:image><office:binary-data>{data}</office:binary-data></draw:image></draw:frame>"
        )
    path, filled = shape_path(item.kind)
    color = f"#{item.color:06x}"
    look = (
        f'draw:stroke="none" draw:fill="solid" draw:fill-color="{color}"'
        if filled
        else f'draw:stroke="solid" svg:stroke-width="{item.size / 9:.2f}pt" svg:stroke-color="{color}" draw:fill="none"'
    )
    style = styles.name(
        "graphic", f'<style:graphic-properties {look} style:vertical-pos="middle" style:vertical-rel="line"/>'
    )
    return (
        f'<draw:path draw:style-name="{style}" text:anchor-type="as-char" svg:width="{item.size}pt" svg:height="{item.size}pt" '
        f'svg:viewBox="0 0 1000 1000" svg:d="{path}"/>'
    )


def shape_path(kind: str) -> tuple[str, bool]:
    """A shape as one path in a square of 1000, and whether it is filled rather than stroked."""
    square = "M50 50 L950 50 L950 950 L50 950 Z"
    cross, tick = "M200 200 L800 800 M200 800 L800 200", "M150 500 L400 820 L860 150"
    if kind in ("box", "box_cross", "box_tick", "cross", "tick"):
        parts = [square] if kind.startswith("box") else []
        parts += [cross] if kind.endswith("cross") else [tick] if kind.endswith("tick") else []
        return " ".join(parts), False
    if kind == "square":
        return square, True
    if kind in ("disc", "harvey4"):
        return _circle(450), True
    if kind == "ring":
        return _circle(430), False
    if kind.startswith("harvey"):
        angle = pi / 2 * int(kind[-1])
        points = [(500 + 360 * sin(angle * k / 24), 500 - 360 * cos(angle * k / 24)) for k in range(25)]
        wedge = "M500 500 " + " ".join(f"L{x:.0f} {y:.0f}" for x, y in points) + " Z"
        return _circle(450) + " " + _circle(390) + (" " + wedge if kind != "harvey0" else ""), True
    return {
        "up": "M500 50 L950 900 L50 900 Z",
        "down": "M500 950 L950 100 L50 100 Z",
        "right": "M950 500 L100 50 L100 950 Z",
    }[kind], True


def _circle(r: float) -> str:
    k, c = r * 0.5523, 500
    return (
        f"M{c + r:.0f} {c} C{c + r:.0f} {c + k:.0f} {c + k:.0f} {c + r:.0f} {c} {c + r:.0f} C{c - k:.0f} {c + r:.0f} {c - r:.0f} {c + k:.0f} {c - r:.0f} {c} "
        f"C{c - r:.0f} {c - k:.0f} {c - k:.0f} {c - r:.0f} {c} {c - r:.0f} C{c + k:.0f} {c - r:.0f} {c + r:.0f} {c - k:.0f} {c + r:.0f} {c} Z"
    )


def borders(ruling: str, line: str, edges: frozenset[str]) -> str:
    """Border attributes of a cell; ``edges`` says at which sides of the table it lies (top, bottom, left, right, head)."""
    if ruling == "full":
        return f'fo:border="{line}"'
    if ruling == "light":
        return 'fo:border="0.25pt solid #d0d0d0"'
    sides = {
        "horizontal": {"bottom"},
        "vertical": {"left", "right"},
        "outer": edges & {"top", "bottom", "left", "right"},
        "header_only": {"bottom"} if "head" in edges else set(),
    }.get(ruling, set())
    return 'fo:border="none" ' + " ".join(f'fo:border-{side}="{line}"' for side in sorted(sides))


def edges_of(row: int, column: int, rows: int, columns: int, span: tuple[int, int], head_end: int) -> frozenset[str]:
    """The sides of a table that a cell at (row, column) with a span (rows, columns) touches."""
    found = set()
    if row == 0:
        found.add("top")
    if row + span[0] >= rows:
        found.add("bottom")
    if column == 0:
        found.add("left")
    if column + span[1] >= columns:
        found.add("right")
    if row + span[0] == head_end:
        found.add("head")
    return frozenset(found)


def row_cells(
    table: Table,
    r: int,
    row: Row,
    borders_of: Callable[[frozenset[str]], str],
    write: Callable[[Cell, str, int | None], str],
) -> str:
    """The cells of row ``r`` of a table, its header counted, with what spans cover.

    Args:
        table: the table.
        r: number of the row.
        row: the row.
        borders_of: gives the borders of a cell by its edges.
        write: gives a cell with its borders and the colour of its stripe.
    """
    head, count = len(table.header), len(table.header) + len(table.rows)
    stripe = table.style.zebra_color if table.style.zebra and r >= head and (r - head) % 2 else None
    cells = []
    for c, cell in enumerate(row.cells):
        if cell is None:
            cells.append("<table:covered-table-cell/>")
        else:
            edges = edges_of(r, c, count, len(row.cells), (cell.rowspan, cell.colspan), head)
            cells.append(write(cell, borders_of(edges), stripe))
    return "".join(cells)
