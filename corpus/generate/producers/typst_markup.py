"""Typst, with the document written as markup."""

from __future__ import annotations

import itertools
import tempfile
from math import cos, pi, sin
from pathlib import Path

from corpus.generate import fonts, icons
from corpus.generate.model import (
    Box,
    Cell,
    Document,
    Icon,
    Inline,
    PageBreak,
    PageSetup,
    Para,
    Row,
    Run,
    Shape,
    Space,
    Table,
)

FAMILY = {"symbols": "DejaVu Sans", "wingdings": "Corpus Wingdings", "zapf": "D050000L"}
SIZES = {"h1": 1.7, "h2": 1.3, "h3": 1.1, "small": 0.85, "caption": 0.85}


def render(document: Document) -> bytes:
    """The document as PDF bytes."""
    import typst

    with tempfile.TemporaryDirectory(prefix="corpus-typst-") as folder:
        pictures: dict[str, str] = {}
        source = Path(folder, "main.typ")
        source.write_text(_Markup(pictures, folder).document(document), encoding="utf-8")
        font_paths = sorted(
            {str(Path(fonts.path(f)).parent) for f in ("Liberation Sans", "DejaVu Sans", "Carlito")}
            | {str(Path(fonts.wingdings_path()).parent)}
        )
        return typst.compile(str(source), font_paths=font_paths, timestamp=946684800)


class _Markup:
    def __init__(self, pictures: dict[str, str], folder: str) -> None:
        self.pictures, self.folder = pictures, folder

    def document(self, document: Document) -> str:
        s = document.setup
        header = f"header: text(size: 8pt, {_string(s.header)})," if s.header else ""
        left, found, right = s.footer.partition("{page}")
        footer = (
            f"footer: align(center, text(size: 8pt)[#{_string(left)}#{'context counter(page).display()' if found else _string('')}#{_string(right)}]),"
            if s.footer
            else ""
        )
        y = s.margin + (14 if s.header or s.footer else 0)
        head = (
            f"#set page(width: {s.width}pt, height: {s.height}pt, margin: (x: {s.margin}pt, y: {y}pt), {header} {footer})\n"
            f'#set text(font: ({_string(s.font)}, "DejaVu Sans"), size: {s.size}pt, lang: "da", hyphenate: {str(s.hyphenate).lower()}, fallback: true)\n'
            f"#set par(justify: {str(s.justify).lower()}, leading: {(s.leading - 0.75) * s.size:.2f}pt, spacing: {s.size * 0.7:.2f}pt)\n"
            f"#set document(title: {_string(document.title)})\n"
        )
        return head + "\n".join(self.block(b, s) for b in document.blocks)

    def block(self, block: object, s: PageSetup) -> str:
        if isinstance(block, Para):
            return "\n" + self.para(block, s) + "\n"
        if isinstance(block, Space):
            return f"#v({block.points}pt)"
        if isinstance(block, PageBreak):
            return "#pagebreak(weak: false)"
        if isinstance(block, Box):
            look = f'fill: rgb("#{block.fill:06x}"), ' if block.fill is not None else ""
            look += f'stroke: .8pt + rgb("#{block.line:06x}"), ' if block.line is not None else ""
            inner = "\n\n".join(self.para(p, s) for p in block.paras)
            return f"#block({look}inset: 8pt, width: 100%, breakable: {str(not block.keep).lower()})[{inner}]"
        if isinstance(block, Table):
            return self.table(block, s)
        raise TypeError(type(block))

    def para(self, item: Para, s: PageSetup, scale: float = 1.0) -> str:
        inner = "".join(self.inline(i, s.size * scale * SIZES.get(item.style, 1.0)) for i in item.inlines)
        if item.style in SIZES:
            accent = f', fill: rgb("#{s.accent:06x}")' if item.style in ("h1", "h2") else ""
            weight = ', weight: "bold"' if item.style.startswith("h") else ""
            inner = f"#text(size: {s.size * SIZES[item.style]:.2f}pt{weight}{accent})[{inner}]"
            if item.style.startswith("h"):
                inner = f"#block(sticky: true, above: {s.size:.1f}pt, below: {s.size * 0.6:.1f}pt)[#set par(justify: false)\n{inner}]"
        if item.align:
            inner = f"#align({item.align})[{inner}]" if item.align != "justify" else inner
        if item.hang:
            inner = f"#par(hanging-indent: {item.hang}pt)[{inner}]"
        if item.indent:
            inner = f"#pad(left: {item.indent}pt)[{inner}]"
        return inner

    def inline(self, item: Inline, size: float) -> str:
        if isinstance(item, Run):
            options = [f'fill: rgb("#{item.color:06x}")'] if item.color or item.tag is not None else []
            options += ['weight: "bold"'] if item.bold else []
            options += ['style: "italic"'] if item.italic else []
            options += [f"size: {size * item.scale:.2f}pt"] if item.scale != 1 else []
            options += [f"font: {_string(FAMILY[item.font])}"] if item.font else []
            text = "#" + _string(item.text.replace("  ", "\u00a0 ")) + ";"
            return f"#text({', '.join(options)})[{text}]" if options else text
        if isinstance(item, Icon):
            key = f"{item.kind}-{item.color:06x}.png"
            if key not in self.pictures:
                Path(self.folder, key).write_bytes(icons.png(item.kind, item.color))
                self.pictures[key] = key
            return f'#box(baseline: 12%, image("{key}", width: {item.width}pt, height: {item.height}pt))'
        return self.shape(item)

    def shape(self, item: Shape) -> str:
        s, color, kind = item.size, f'rgb("#{item.color:06x}")', item.kind
        stroke = f"stroke: {s / 9:.2f}pt + {color}"
        parts = []

        def place(what: str, x: float = 0, y: float = 0) -> None:
            parts.append(f"#place(dx: {x * s:.2f}pt, dy: {y * s:.2f}pt, {what})")

        def line(*points: tuple[float, float]) -> None:
            for (x0, y0), (x1, y1) in itertools.pairwise(points):
                place(f"line(start: ({x0 * s:.2f}pt, {y0 * s:.2f}pt), end: ({x1 * s:.2f}pt, {y1 * s:.2f}pt), {stroke})")

        def polygon(points: list[tuple[float, float]]) -> None:
            place(f"polygon(fill: {color}, {', '.join(f'({x * s:.2f}pt, {y * s:.2f}pt)' for x, y in points)})")

        if kind.startswith("box") or kind == "square":
            place(
                f"rect(width: {0.9 * s:.2f}pt, height: {0.9 * s:.2f}pt, {stroke if kind != 'square' else f'fill: {color}'})",
                0.05,
                0.05,
            )
        if kind in ("disc", "ring"):
            place(f"circle(radius: {0.42 * s:.2f}pt, {stroke if kind == 'ring' else f'fill: {color}'})", 0.08, 0.08)
        if kind in ("cross", "box_cross"):
            line((0.2, 0.2), (0.8, 0.8))
            line((0.2, 0.8), (0.8, 0.2))
        if kind in ("tick", "box_tick"):
            line((0.15, 0.5), (0.4, 0.8), (0.85, 0.15))
        if kind.startswith("harvey"):
            quarter = int(kind[-1])
            place(f"circle(radius: {0.42 * s:.2f}pt, {f'fill: {color}' if quarter == 4 else stroke})", 0.08, 0.08)
            if quarter in (1, 2, 3):
                polygon(
                    [(0.5, 0.5)]
                    + [
                        (0.5 + 0.42 * sin(pi / 2 * quarter * k / 24), 0.5 - 0.42 * cos(pi / 2 * quarter * k / 24))
                        for k in range(25)
                    ]
                )
        tips = {
            "up": [(0.5, 0.05), (0.95, 0.9), (0.05, 0.9)],
            "down": [(0.5, 0.95), (0.05, 0.1), (0.95, 0.1)],
            "right": [(0.95, 0.5), (0.1, 0.05), (0.1, 0.95)],
        }.get(kind)
        if tips:
            polygon(tips)
        return f"#box(width: {s}pt, height: {s}pt, baseline: 12%, inset: (left: {item.shift}pt))[{''.join(parts)}]"

    def table(self, table: Table, s: PageSetup) -> str:
        st = table.style
        total = sum(table.widths)
        columns = ", ".join(f"{100 * w / total:.3f}%" for w in table.widths)
        line = f'{st.line_width}pt + rgb("#{st.line_color:06x}")'
        stroke = {
            "full": line,
            "horizontal": f"(bottom: {line})",
            "vertical": f"(x: {line})",
            "light": '.25pt + rgb("#d0d0d0")',
        }.get(st.ruling, "none")
        head = len(table.header)
        zebra = (
            f'(x, y) => if y >= {head} and calc.odd(y - {head}) {{ rgb("#{st.zebra_color:06x}") }}'
            if st.zebra
            else "none"
        )
        parts = [
            f"columns: ({columns},)",
            f"stroke: {stroke}",
            f"fill: {zebra}",
            f"inset: (x: {st.padding}pt, y: {st.padding * 0.8:.1f}pt)",
        ]
        if head:
            cells = ", ".join(self.cells(r, s, table) for r in table.header)
            rule = f", table.hline(stroke: {line})" if st.ruling == "header_only" else ""
            parts.append(f"table.header(repeat: {str(st.repeat_header).lower()}, {cells}{rule})")
        if table.rows:
            parts.append(",\n".join(self.cells(r, s, table) for r in table.rows))
        inner = f"table({', '.join(parts)})"
        if st.ruling == "outer":
            inner = f"block(stroke: {line}, breakable: true, {inner})"
        size = f"#set text(size: {s.size * table.font_scale:.2f}pt);" if table.font_scale != 1 else ""
        return f"#[{size}#block(width: {100 * table.width}%, {inner})]"

    def cells(self, row: Row, s: PageSetup, table: Table) -> str:
        return ", ".join(self.cell(c, s, table) for c in row.cells if c is not None)

    def cell(self, cell: Cell, s: PageSetup, table: Table) -> str:
        options = [f"colspan: {cell.colspan}"] if cell.colspan > 1 else []
        options += [f"rowspan: {cell.rowspan}"] if cell.rowspan > 1 else []
        options += [f'fill: rgb("#{cell.fill:06x}")'] if cell.fill is not None else []
        options += [f"align: {cell.align} + {'horizon' if cell.valign == 'middle' else cell.valign}"]
        options += [f"breakable: {str(table.style.split_rows).lower()}"]
        if cell.turned:
            inner = f"#rotate(-90deg, reflow: true)[{''.join(self.inline(i, s.size) for p in cell.paras for i in p.inlines)}]"
        else:
            inner = "\n\n".join(self.para(p, s) for p in cell.paras)
        return f"table.cell({', '.join(options)})[{inner}]"


def _string(text: str) -> str:
    """A Typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
