"""Calc documents as flat ODF: front matter and main table on one sheet, tables of another shape on sheets of their own."""

from __future__ import annotations

from dataclasses import replace

from corpus.generate.model import Block, Box, Cell, Document, PageBreak, Para, Row, Run, Space, Table, TableStyle
from corpus.generate.producers import odf
from corpus.generate.producers.flow import STYLES
from corpus.generate.producers.odf_text import turned_height


class Book:
    """Turns one document into a flat ODF spreadsheet.

    ``fit_width`` True prints every sheet one page wide, as its author would set it; False lets wide sheets run on
    over further pages, left columns first.
    """

    def __init__(self, document: Document, fit_width: bool) -> None:
        self.document, self.s, self.fit_width = document, document.setup, fit_width
        self.styles = odf.Styles()

    def xml(self) -> str:
        s = self.s
        sheets = "".join(self.sheet(n, blocks) for n, blocks in enumerate(self.sheets(), start=1))
        common = (
            f'<style:default-style style:family="table-cell"><style:text-properties style:font-name="{s.font}" fo:font-size="{s.size}pt" '
            'fo:language="da" fo:country="DK"/></style:default-style><style:style style:name="Default" style:family="table-cell"/>'
        )
        scale = 'style:scale-to-X="1" style:scale-to-Y="0"' if self.fit_width else 'style:print-page-order="ttb"'
        layout = (
            f'<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="{s.width}pt" fo:page-height="{s.height}pt" '
            f'fo:margin="{s.margin}pt" style:print-orientation="{"landscape" if s.width > s.height else "portrait"}" {scale}/>'
            '<style:header-style><style:header-footer-properties fo:min-height="18pt" fo:margin-bottom="4pt"/></style:header-style>'
            '<style:footer-style><style:header-footer-properties fo:min-height="18pt" fo:margin-top="4pt"/></style:footer-style></style:page-layout>'
        )
        master = (
            f'<style:master-page style:name="Default" style:page-layout-name="page">{self._running(s.header, "header")}{self._running(s.footer, "footer")}'
            "</style:master-page>"
        )
        return odf.document("spreadsheet", {s.font}, common, layout + self.styles.xml(), master, sheets)

    @staticmethod
    def _running(value: str, kind: str) -> str:
        if not value:
            return f'<style:{kind} style:display="false"/>'
        left, found, right = value.partition("{page}")
        return f"<style:{kind}><text:p>{odf.text(left)}{'<text:page-number/>' if found else ''}{odf.text(right)}</text:p></style:{kind}>"

    def sheets(self) -> list[list[Block]]:
        """Blocks by sheet: a table whose columns differ from the main table's starts one, and ends it."""
        tables = [b for b in self.document.blocks if isinstance(b, Table)]
        main = max(tables, key=lambda t: len(t.rows)).widths if tables else (1.0,)
        first: list[Block] = []
        others: list[list[Block]] = []
        waiting: list[Block] = []
        for block in self.document.blocks:
            if isinstance(block, Table) and block.widths != main and len(block.rows) + len(block.header) > 1:
                heads = waiting[-1:] if waiting and isinstance(waiting[-1], Para) else []
                first += waiting[: len(waiting) - len(heads)]
                others.append([*heads, block])
                waiting = []
            elif isinstance(block, Table):
                first += [*waiting, block]
                waiting = []
            elif not isinstance(block, PageBreak):
                waiting.append(block)
        return [s for s in ([*first, *waiting], *others) if s]

    def sheet(self, number: int, blocks: list[Block]) -> str:
        s = self.s
        tables = [b for b in blocks if isinstance(b, Table)]
        widths = max(tables, key=lambda t: len(t.rows)).widths if tables else (1.0,)
        room = (s.width - 2 * s.margin) * (1.0 if self.fit_width else 1.8)
        columns = "".join(
            f'<table:table-column table:style-name="{self.styles.name("table-column", _width(room * w / sum(widths)))}"/>'
            for w in widths
        )
        rows, printed_header = [], False
        for block in blocks:
            if isinstance(block, Table):
                head = [self.row(r, n, block, len(widths), True) for n, r in enumerate(block.header)]
                if head and block.style.repeat_header and not printed_header:
                    rows.append(f"<table:table-header-rows>{''.join(head)}</table:table-header-rows>")
                    printed_header = True
                else:
                    rows += head
                rows += [self.row(r, n, block, len(widths), False) for n, r in enumerate(block.rows)]
            elif isinstance(block, Space):
                rows.append(self.line((Para(),), len(widths)))
            elif isinstance(block, Box):
                rows += [self.line((p,), len(widths), block.fill) for p in block.paras]
            elif isinstance(block, Para):
                rows.append(self.line((block,), len(widths)))
        style = self.styles.name(
            "table", '<style:table-properties table:display="true"/>', 'style:master-page-name="Default"'
        )
        name = "Skema" if number == 1 else f"Ark{number}"
        return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{"".join(rows)}</table:table>'

    def line(self, paras: tuple[Para, ...], width: int, fill: int | None = None) -> str:
        """A paragraph over the whole width; its height is guessed, because Calc does not fit merged cells."""
        text = sum(len(i.text) for p in paras for i in p.inlines if isinstance(i, Run))
        size = self.s.size * STYLES[paras[0].style][0]
        room = (self.s.width - 2 * self.s.margin) * 0.9
        high = size * 1.3 * (1 + int(text * size * 0.55 / room)) + 3
        table = Table((1.0,) * width, (), (), TableStyle(ruling="none"))
        return self.row(
            Row((Cell(paras, colspan=width, fill=fill), *[None] * (width - 1))), 0, table, width, False, high
        )

    def row(self, row: Row, number: int, table: Table, width: int, header: bool, high: float | None = None) -> str:
        st = table.style
        rows = len(table.header) + len(table.rows)
        at = number if header else len(table.header) + number
        zebra = st.zebra_color if st.zebra and not header and number % 2 else None
        line = f"{st.line_width}pt solid #{st.line_color:06x}"
        cells = []
        for c, cell in enumerate(row.cells):
            if cell is None:
                cells.append("<table:covered-table-cell/>")
                continue
            edges = odf.edges_of(at, c, rows, len(row.cells), (cell.rowspan, cell.colspan), len(table.header))
            cells.append(self.cell(cell, table, odf.borders(st.ruling, line, edges), zebra))
        fixed = high or turned_height(row, self.s.size * table.font_scale) or None
        look = (
            f'style:row-height="{fixed:.1f}pt" style:use-optimal-row-height="false"'
            if fixed
            else 'style:use-optimal-row-height="true"'
        )
        style = self.styles.name("table-row", f"<style:table-row-properties {look}/>")
        return f'<table:table-row table:style-name="{style}">{"".join(cells)}</table:table-row>'

    def cell(self, cell: Cell, table: Table, border: str, zebra: int | None) -> str:
        fill = cell.fill if cell.fill is not None else zebra
        look = f'fo:wrap-option="wrap" fo:padding="{min(table.style.padding, 3.0)}pt" style:vertical-align="{cell.valign}" {border}'
        look += f' fo:background-color="#{fill:06x}"' if fill is not None else ""
        look += ' style:rotation-angle="90"' if cell.turned else ""
        align = {"left": "start", "center": "center", "right": "end"}.get(cell.align, "start")
        size = self.s.size * table.font_scale
        style = self.styles.name(
            "table-cell",
            f'<style:table-cell-properties {look}/><style:paragraph-properties fo:text-align="{align}"/>'
            f'<style:text-properties style:font-name="{self.s.font}" fo:font-size="{size:.1f}pt"/>',
        )
        spans = odf.spans(cell)
        inner = "".join(self.para(p, size) for p in cell.paras)
        kind = ' office:value-type="string"' if inner else ""
        return f'<table:table-cell table:style-name="{style}"{kind}{spans}>{inner}</table:table-cell>'

    def para(self, item: Para, size: float) -> str:
        factor, bold = STYLES[item.style]
        runs = [replace(i, scale=i.scale * factor, bold=i.bold or bold) for i in item.inlines if isinstance(i, Run)]
        return f"<text:p>{''.join(odf.inline(r, self.styles, size) for r in runs)}</text:p>"


def _width(points: float) -> str:
    return f'<style:table-column-properties style:column-width="{points:.2f}pt"/>'


def flat(document: Document) -> str:
    """The document as a flat ODF spreadsheet."""
    return Book(document, fit_width=not document.options.get("sideways")).xml()
