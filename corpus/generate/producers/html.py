"""A document as one HTML page, for WeasyPrint and Chromium."""

from __future__ import annotations

import base64
from functools import cache
from html import escape
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
TURNED = 0.64
"""Room for a character of turned text, in ems."""


def html(document: Document) -> str:
    """The whole page as HTML."""
    body = "".join(_block(b, document.setup) for b in document.blocks)
    return (
        f'<!doctype html><html lang="da"><head><meta charset="utf-8"><title>{escape(document.title)}</title>'
        f"<style>{_css(document)}</style></head><body>{body}</body></html>"
    )


@cache
def _wingdings() -> str:
    return base64.b64encode(Path(fonts.wingdings_path()).read_bytes()).decode()


def _css(document: Document) -> str:
    s = document.setup
    top = s.margin + (14 if s.header or s.footer else 0)
    running = ""
    if s.header:
        running += f"@top-left {{ content: {_content(s.header)}; font-size: 8pt }}"
    if s.footer:
        running += f"@bottom-center {{ content: {_content(s.footer)}; font-size: 8pt }}"
    uses = any(f == "wingdings" for f in _fonts(document))
    face = (
        f"@font-face {{ font-family: 'Corpus Wingdings'; src: url(data:font/ttf;base64,{_wingdings()}) }}"
        if uses
        else ""
    )
    breaking = "overflow-wrap: anywhere;" if s.break_words else "overflow-wrap: break-word;"
    return f"""{face}
@page {{ size: {s.width}pt {s.height}pt; margin: {top}pt {s.margin}pt; {running} }}
body {{ margin: 0; font: {s.size}pt/{s.leading} '{s.font}'; text-align: {"justify" if s.justify else "left"};
  hyphens: {"auto" if s.hyphenate else "manual"}; {breaking} white-space: pre-wrap; -webkit-print-color-adjust: exact; }}
p {{ margin: 0 0 3pt 0 }}
h1, h2, h3 {{ margin: 6pt 0 4pt 0; line-height: 1.2; break-after: avoid; text-align: left }}
h1 {{ font-size: 1.7em; color: #{s.accent:06x} }} h2 {{ font-size: 1.3em; color: #{s.accent:06x} }} h3 {{ font-size: 1.1em }}
.small, .caption {{ font-size: .85em }}
table {{ border-collapse: collapse; table-layout: fixed; }}
td, th {{ font-weight: normal; text-align: left; vertical-align: top; }}
td p, th p {{ margin: 0 }}
.room {{ position: relative; width: 1.3em; margin: 0 auto }}
.turned {{ position: absolute; left: 0; bottom: -1.3em; transform-origin: 0 0; transform: rotate(-90deg); white-space: nowrap; text-align: left }}
.box {{ padding: 6pt 8pt; margin: 4pt 0 }}
img, svg {{ vertical-align: -0.12em }}"""


def _content(text: str) -> str:
    left, found, right = text.partition("{page}")
    quote = '"' + left.replace('"', "'") + '"'
    return quote + (' counter(page) "' + right.replace('"', "'") + '"' if found else "")


def _fonts(document: Document) -> set[str]:
    from corpus.generate.model import walk_runs

    used: set[str] = set()

    def note(run: Run) -> Run:
        if run.font:
            used.add(run.font)
        return run

    walk_runs(document, note)
    return used


def _block(block: object, s: PageSetup) -> str:
    if isinstance(block, Para):
        return _para(block)
    if isinstance(block, Space):
        return f'<div style="height:{block.points}pt"></div>'
    if isinstance(block, PageBreak):
        return '<div style="break-before:page"></div>'
    if isinstance(block, Box):
        look = (f"background:#{block.fill:06x};" if block.fill is not None else "") + (
            f"border:.8pt solid #{block.line:06x};" if block.line is not None else ""
        )
        return f'<div class="box" style="{look}{"break-inside:avoid" if block.keep else ""}">{"".join(map(_para, block.paras))}</div>'
    if isinstance(block, Table):
        return _table(block)
    raise TypeError(type(block))


def _para(item: Para) -> str:
    inner = "".join(map(_inline, item.inlines))
    look = (f"text-align:{item.align};" if item.align else "") + (
        f"margin-left:{item.indent}pt;" if item.indent else ""
    )
    look += f"padding-left:{item.hang}pt;text-indent:-{item.hang}pt;" if item.hang else ""
    tag = item.style if item.style in ("h1", "h2", "h3") else "p"
    return f'<{tag} class="{item.style}"{f" style={chr(34)}{look}{chr(34)}" if look else ""}>{inner}</{tag}>'


def _inline(item: Inline) -> str:
    if isinstance(item, Run):
        look = f"color:#{item.color:06x};" if item.color or item.tag is not None else ""
        look += "font-weight:bold;" if item.bold else ""
        look += "font-style:italic;" if item.italic else ""
        look += f"font-size:{item.scale}em;" if item.scale != 1 else ""
        look += f"font-family:'{FAMILY[item.font]}';" if item.font else ""
        return f'<span style="{look}">{escape(item.text)}</span>' if look else escape(item.text)
    if isinstance(item, Icon):
        data = base64.b64encode(icons.png(item.kind, item.color)).decode()
        return f'<img src="data:image/png;base64,{data}" style="width:{item.width}pt;height:{item.height}pt">'
    return _svg(item)


def _svg(item: Shape) -> str:
    s, color, kind = item.size, f"#{item.color:06x}", item.kind
    stroke = f'fill="none" stroke="{color}" stroke-width="1.1"'
    parts = []
    if kind.startswith("box") or kind == "square":
        parts.append(
            f'<rect x=".5" y=".5" width="9" height="9" {stroke if kind != "square" else f"fill={chr(34)}{color}{chr(34)}"}/>'
        )
    if kind in ("disc", "ring"):
        parts.append(
            f'<circle cx="5" cy="5" r="4.2" {stroke if kind == "ring" else f"fill={chr(34)}{color}{chr(34)}"}/>'
        )
    if kind in ("cross", "box_cross"):
        parts.append(f'<path d="M2 2L8 8M2 8L8 2" {stroke}/>')
    if kind in ("tick", "box_tick"):
        parts.append(f'<path d="M1.5 5L4 8L8.5 1.5" {stroke}/>')
    if kind.startswith("harvey"):
        q = int(kind[-1])
        full = f"fill={chr(34)}{color}{chr(34)}"
        parts.append(f'<circle cx="5" cy="5" r="4.2" {full if q == 4 else stroke}/>')
        if q in (1, 2, 3):
            angle = pi / 2 * q
            parts.append(
                f'<path d="M5 5V.8A4.2 4.2 0 {int(q == 3)} 1 {5 + 4.2 * sin(angle):.2f} {5 - 4.2 * cos(angle):.2f}Z" {full}/>'
            )
    tips = {"up": "M5 .5L9.5 9H.5Z", "down": "M5 9.5L.5 1H9.5Z", "right": "M9.5 5L1 .5V9.5Z"}.get(kind)
    if tips:
        parts.append(f'<path d="{tips}" fill="{color}"/>')
    shift = f"margin-left:{item.shift}pt;" if item.shift else ""
    return f'<svg style="width:{s}pt;height:{s}pt;{shift}" viewBox="0 0 10 10">{"".join(parts)}</svg>'


def _table(table: Table) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{100 * w / total:.3f}%">' for w in table.widths)
    st = table.style
    head = "".join(_row(r, table, i, True) for i, r in enumerate(table.header))
    body = "".join(_row(r, table, i, False) for i, r in enumerate(table.rows))
    group = "table-header-group" if st.repeat_header else "table-row-group"
    line = f"{st.line_width}pt solid #{st.line_color:06x}"
    look = f"width:{100 * table.width}%;" + (f"font-size:{table.font_scale}em;" if table.font_scale != 1 else "")
    look += f"border:{line};" if st.ruling == "outer" else ""
    if st.ruling == "header_only" and head:
        head = f'<thead style="display:{group};border-bottom:{max(st.line_width, 0.8)}pt solid #{st.line_color:06x}">{head}</thead>'
    elif head:
        head = f'<thead style="display:{group}">{head}</thead>'
    return f'<table style="{look}"><colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table>'


def _row(row: Row, table: Table, number: int, header: bool) -> str:
    st = table.style
    look = "" if st.split_rows else "break-inside:avoid;"
    if st.zebra and not header and number % 2:
        look += f"background:#{st.zebra_color:06x};"
    return f'<tr style="{look}">{"".join(_cell(c, table, header) for c in row.cells if c is not None)}</tr>'


def _cell(cell: Cell, table: Table, header: bool) -> str:
    st = table.style
    line = f"{st.line_width}pt solid #{st.line_color:06x}"
    look = f"padding:{st.padding * 0.6:.1f}pt {st.padding:.1f}pt;"
    look += {
        "full": f"border:{line};",
        "horizontal": f"border-bottom:{line};",
        "vertical": f"border-left:{line};border-right:{line};",
        "light": "border:.25pt solid #d0d0d0;",
    }.get(st.ruling, "")
    look += f"background:#{cell.fill:06x};" if cell.fill is not None else ""
    look += f"text-align:{cell.align};" if cell.align != "left" else ""
    look += f"vertical-align:{cell.valign};" if cell.valign != "top" else ""
    spans = (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "") + (
        f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    )
    inner = "".join(map(_para, cell.paras))
    if cell.turned:
        long = max(len(i.text) for p in cell.paras for i in p.inlines if isinstance(i, Run)) * TURNED
        inner = f'<div style="height:{long:.1f}em" class="room"><div class="turned">{"".join(_inline(i) for p in cell.paras for i in p.inlines)}</div></div>'
    if cell.push:
        # A share of the whole cell: percentages are of what is left of it within the padding.
        left = f"calc({100 * cell.push:.0f}% + {2 * cell.push * st.padding:.1f}pt)"
        inner = f'<div style="position:relative;left:{left}">{inner}</div>'
    tag = "th" if header else "td"
    return f'<{tag}{spans} style="{look}">{inner}</{tag}>'
