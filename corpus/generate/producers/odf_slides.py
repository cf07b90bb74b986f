"""Impress documents as flat ODF: every page break starts a slide, a long table goes on over several."""

from __future__ import annotations

from dataclasses import replace

from corpus.generate.model import Block, Box, Cell, Document, Icon, PageBreak, Para, Row, Run, Space, Table
from corpus.generate.producers import odf
from corpus.generate.producers.flow import STYLES, Flow


class Deck:
    """Turns one document into a flat ODF presentation, laid out with the measures of ReportLab's fonts."""

    def __init__(self, document: Document) -> None:
        self.document, self.s = document, document.setup
        self.styles = odf.Styles()
        self.pages: list[list[str]] = [[]]
        self.y = self.s.margin

    def xml(self) -> str:
        s = self.s
        for block in self.document.blocks:
            self.place(block)
        common = (
            f'<style:default-style style:family="graphic"><style:text-properties style:font-name="{s.font}" fo:font-size="{s.size}pt" fo:language="da" '
            'fo:country="DK"/></style:default-style>'
        )
        layout = (
            f'<style:page-layout style:name="page"><style:page-layout-properties fo:margin="0pt" fo:page-width="{s.width}pt" fo:page-height="{s.height}pt" '
            'style:print-orientation="landscape"/></style:page-layout>'
        )
        drawing = self.styles.name("drawing-page", '<style:drawing-page-properties draw:fill="none"/>')
        footers = [self.footer(n) for n in range(1, len(self.pages) + 1)]
        pages = "".join(
            f'<draw:page draw:name="Slide{n}" draw:style-name="{drawing}" draw:master-page-name="Default">{"".join(p)}{footers[n - 1]}</draw:page>'
            for n, p in enumerate(self.pages, start=1)
        )
        master = f'<style:master-page style:name="Default" style:page-layout-name="page" draw:style-name="{drawing}"/>'
        return odf.document("presentation", {s.font}, common, layout + self.styles.xml(), master, pages)

    @property
    def width(self) -> float:
        return self.s.width - 2 * self.s.margin

    @property
    def bottom(self) -> float:
        return self.s.height - self.s.margin - 14

    def new_page(self) -> None:
        self.pages.append([])
        self.y = self.s.margin

    def place(self, block: Block) -> None:
        if isinstance(block, PageBreak):
            if self.pages[-1]:
                self.new_page()
        elif isinstance(block, Space):
            self.y += block.points
        elif isinstance(block, Para):
            self.text((block,))
        elif isinstance(block, Box):
            self.text(block.paras, block.fill, block.line)
        else:
            self.table(block)

    def text(self, paras: tuple[Para, ...], fill: int | None = None, line: int | None = None) -> None:
        """A text frame as high as its paragraphs."""
        height = sum(self.height(p) for p in paras) + 6
        if self.y + height > self.bottom:
            self.new_page()
        self.frame(paras, self.s.margin, self.y, self.width, height, fill, line)
        self.y += height + 2

    def frame(
        self,
        paras: tuple[Para, ...],
        x: float,
        y: float,
        width: float,
        height: float,
        fill: int | None = None,
        line: int | None = None,
    ) -> None:
        look = f'draw:fill="solid" draw:fill-color="#{fill:06x}" ' if fill is not None else 'draw:fill="none" '
        look += f'draw:stroke="solid" svg:stroke-color="#{line:06x}" ' if line is not None else 'draw:stroke="none" '
        style = self.styles.name(
            "graphic",
            f'<style:graphic-properties {look}fo:padding="2pt" draw:auto-grow-height="false" draw:textarea-vertical-align="top"/>',
        )
        pictures = [i for p in paras for i in p.inlines if isinstance(i, Icon)]
        for icon in pictures:
            self.pages[-1].append(
                odf.inline(icon, self.styles, 10).replace('text:anchor-type="as-char"', f'svg:x="{x}pt" svg:y="{y}pt"')
            )
        inner = "".join(
            self.para(replace(p, inlines=tuple(i for i in p.inlines if not isinstance(i, Icon)))) for p in paras
        )
        if not pictures or any(len(p.inlines) > 1 for p in paras):
            self.pages[-1].append(
                f'<draw:frame draw:style-name="{style}" svg:x="{x:.1f}pt" svg:y="{y:.1f}pt" svg:width="{width:.1f}pt" '
                f'svg:height="{height:.1f}pt"><draw:text-box>{inner}</draw:text-box></draw:frame>'
            )

    def height(self, para: Para, width: float | None = None, scale: float = 1.0) -> float:
        return Flow(para, self.s, (width or self.width) * 0.95 - 8, scale).height * 1.06

    def para(self, item: Para, scale: float = 1.0, align: str | None = None) -> str:
        factor, bold = STYLES[item.style]
        size = self.s.size * factor * scale
        how = {"left": "start", "right": "end", "justify": "justify"}.get(align or item.align or "left", "center")
        indent = (
            f' fo:margin-left="{item.indent + item.hang}pt" fo:text-indent="-{item.hang}pt"'
            if item.indent or item.hang
            else ""
        )
        color = f' fo:color="#{self.s.accent:06x}"' if item.style in ("h1", "h2") else ""
        style = self.styles.name(
            "paragraph",
            f'<style:paragraph-properties fo:text-align="{how}"{indent} fo:line-height="{int(self.s.leading * 87)}%"/>'
            f'<style:text-properties style:font-name="{self.s.font}" fo:font-size="{size:.1f}pt"{color}/>',
        )
        return f'<text:p text:style-name="{style}">{"".join(odf.inline(i, self.styles, size, bold) for i in item.inlines)}</text:p>'

    def table(self, table: Table) -> None:
        """As many rows as a slide holds, then the header again on the next slide."""
        widths = [self.width * table.width * w / sum(table.widths) for w in table.widths]

        def high(row: Row) -> float:
            cells = [(c, sum(widths[i : i + c.colspan])) for i, c in enumerate(row.cells) if c is not None]
            tall = [
                sum(self.height(p, w, table.font_scale) for p in c.paras)
                for c, w in cells
                if c.rowspan == 1 and not c.turned
            ]
            turned = [
                len(i.text) * self.s.size * 0.6
                for c, _ in cells
                if c.turned
                for p in c.paras
                for i in p.inlines
                if hasattr(i, "text")
            ]
            return max([*tall, *turned, self.s.size * 1.3]) + 2 * table.style.padding

        head = sum(map(high, table.header))
        rows = list(table.rows)
        first = True
        while rows or first:
            shown_head = table.header if first or table.style.repeat_header else ()
            room = self.bottom - self.y - (head if shown_head else 0)
            taken: list[Row] = []
            while rows and sum(map(high, taken)) + high(rows[0]) <= room:
                taken.append(rows.pop(0))
            if not taken and rows:
                if not self.pages[-1]:
                    taken.append(rows.pop(0))
                else:
                    self.new_page()
                    continue
            self.grid(
                replace(table, header=shown_head, rows=tuple(taken)), widths, [high(r) for r in (*shown_head, *taken)]
            )
            first = False

    def grid(self, table: Table, widths: list[float], heights: list[float]) -> None:
        st = table.style
        columns = "".join(
            f'<table:table-column table:style-name="{self.styles.name("table-column", f"<style:table-column-properties style:column-width={chr(34)}{w:.1f}pt{chr(34)}/>")}"/>'
            for w in widths
        )
        line = f"{st.line_width}pt solid #{st.line_color:06x}"
        rows = [*table.header, *table.rows]
        parts = []
        for r, row in enumerate(rows):
            cells = odf.row_cells(
                table,
                r,
                row,
                lambda edges: odf.borders(st.ruling, line, edges),
                lambda cell, border, stripe: self.cell(cell, table, border, stripe),
            )
            style = self.styles.name(
                "table-row", f'<style:table-row-properties style:row-height="{heights[r]:.1f}pt"/>'
            )
            parts.append(f'<table:table-row table:style-name="{style}">{cells}</table:table-row>')
        self.pages[-1].append(
            f'<draw:frame svg:x="{self.s.margin}pt" svg:y="{self.y:.1f}pt" svg:width="{sum(widths):.1f}pt" svg:height="{sum(heights):.1f}pt">'
            f"<table:table>{columns}{''.join(parts)}</table:table></draw:frame>"
        )
        self.y += sum(heights) + 6

    def cell(self, cell: Cell, table: Table, border: str, zebra: int | None) -> str:
        fill = cell.fill if cell.fill is not None else zebra
        look = f'draw:fill="solid" draw:fill-color="#{fill:06x}"' if fill is not None else 'draw:fill="none"'
        style = self.styles.name(
            "table-cell",
            f'<style:graphic-properties {look} fo:padding="{table.style.padding}pt" draw:textarea-vertical-align="{cell.valign}"/>'
            f"<style:paragraph-properties {border}/>",
        )
        spans = odf.spans(cell)
        inner = "".join(self.para(p, table.font_scale, cell.align) for p in cell.paras or (Para(),))
        return f'<table:table-cell table:style-name="{style}"{spans}>{inner}</table:table-cell>'

    def footer(self, number: int) -> str:
        if not self.s.footer:
            return ""
        value = self.s.footer.replace("{page}", str(number))
        style = self.styles.name(
            "graphic", '<style:graphic-properties draw:fill="none" draw:stroke="none" fo:padding="0pt"/>'
        )
        inner = self.para(Para((Run(value),), "small"))
        return (
            f'<draw:frame draw:style-name="{style}" svg:x="{self.s.margin}pt" svg:y="{self.s.height - self.s.margin + 4:.1f}pt" svg:width="{self.width:.1f}pt" '
            f'svg:height="12pt"><draw:text-box>{inner}</draw:text-box></draw:frame>'
        )


def flat(document: Document) -> str:
    """The document as a flat ODF presentation."""
    return Deck(document).xml()
