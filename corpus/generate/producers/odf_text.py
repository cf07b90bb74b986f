"""Writer documents as flat ODF."""

from __future__ import annotations

from corpus.generate.model import Box, Cell, Document, PageBreak, Para, Row, Run, Space, Table
from corpus.generate.producers import odf
from corpus.generate.producers.flow import STYLES


class Writer:
    """Turns one document into a flat ODF text."""

    def __init__(self, document: Document) -> None:
        self.document, self.s = document, document.setup
        self.styles = odf.Styles()
        self.tables = 0

    def xml(self) -> str:
        s = self.s
        body, after_break = "", False
        for block in self.document.blocks:
            if isinstance(block, PageBreak):
                after_break = True
                continue
            body += self.block(block, after_break)
            after_break = False
        hyphens = f'fo:hyphenate="{str(s.hyphenate).lower()}" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"'
        common = (
            f'<style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="{int(s.leading * 87)}%"/>'
            f'<style:text-properties style:font-name="{s.font}" fo:font-size="{s.size}pt" fo:language="da" fo:country="DK" {hyphens}/></style:default-style>'
            '<style:style style:name="Standard" style:family="paragraph"/>'
            '<style:style style:name="Running" style:family="paragraph"><style:text-properties fo:font-size="8pt"/></style:style>'
        )
        extra = 18 if s.header or s.footer else 0
        header = self._running(s.header, "header")
        footer = self._running(s.footer, "footer")
        layout = (
            f'<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="{s.width}pt" fo:page-height="{s.height}pt" '
            f'fo:margin-top="{s.margin + (0 if s.header else extra)}pt" fo:margin-bottom="{s.margin + (0 if s.footer else extra)}pt" '
            f'fo:margin-left="{s.margin}pt" fo:margin-right="{s.margin}pt" style:print-orientation="{"landscape" if s.width > s.height else "portrait"}"/>'
            f'<style:header-style><style:header-footer-properties fo:min-height="18pt" fo:margin-bottom="6pt"/></style:header-style>'
            f'<style:footer-style><style:header-footer-properties fo:min-height="18pt" fo:margin-top="6pt"/></style:footer-style></style:page-layout>'
        )
        master = f'<style:master-page style:name="Standard" style:page-layout-name="page">{header}{footer}</style:master-page>'
        return odf.document("text", {s.font}, common, layout + self.styles.xml(), master, body)

    @staticmethod
    def _running(value: str, kind: str) -> str:
        if not value:
            return ""
        left, found, right = value.partition("{page}")
        number = "<text:page-number/>" if found else ""
        return f'<style:{kind}><text:p text:style-name="Running">{odf.text(left)}{number}{odf.text(right)}</text:p></style:{kind}>'

    def block(self, block: object, break_before: bool) -> str:
        if isinstance(block, Para):
            return self.para(block, break_before=break_before)
        if isinstance(block, Space):
            style = self.styles.name(
                "paragraph",
                f'<style:paragraph-properties fo:line-height="{block.points}pt"{_break(break_before)}/>'
                '<style:text-properties fo:font-size="2pt"/>',
            )
            return f'<text:p text:style-name="{style}"/>'
        if isinstance(block, Box):
            cell = Cell(block.paras, fill=block.fill)
            return self.table(Table((1,), (), (Row((cell,)),)), break_before, frame=block.line)
        if isinstance(block, Table):
            return self.table(block, break_before)
        raise TypeError(type(block))

    def para(
        self, item: Para, scale: float = 1.0, align: str | None = None, break_before: bool = False, inside: bool = False
    ) -> str:
        factor, bold = STYLES[item.style]
        size = self.s.size * factor * scale
        how = (
            align
            if align and align != "left"
            else item.align or ("justify" if self.s.justify and not item.style.startswith("h") else "left")
        )
        how = {"left": "start", "right": "end"}.get(how, how)
        space = (
            ""
            if inside
            else ' fo:margin-top="6pt" fo:margin-bottom="3pt" fo:keep-with-next="always"'
            if item.style.startswith("h")
            else ' fo:margin-bottom="3pt"'
        )
        indent = (
            f' fo:margin-left="{item.indent + item.hang}pt" fo:text-indent="-{item.hang}pt"'
            if item.indent or item.hang
            else ""
        )
        look = f' fo:color="#{self.s.accent:06x}"' if item.style in ("h1", "h2") else ""
        style = self.styles.name(
            "paragraph",
            f'<style:paragraph-properties fo:text-align="{how}"{space}{indent}{_break(break_before)}/>'
            f'<style:text-properties fo:font-size="{size:.1f}pt"{look}/>',
        )
        inner = "".join(self._accented(i, item, size, bold) for i in item.inlines)
        return f'<text:p text:style-name="{style}">{inner}</text:p>'

    def _accented(self, item: object, para: Para, size: float, bold: bool) -> str:
        if isinstance(item, Run) and item.tag is None and item.color == 0 and para.style in ("h1", "h2"):
            item = Run(item.text, True, item.italic, self.s.accent, item.scale, item.font)
        return odf.inline(item, self.styles, size, bold)  # type: ignore[arg-type]

    def table(self, table: Table, break_before: bool, frame: int | None = None) -> str:
        self.tables += 1
        s, st = self.s, table.style
        width = (s.width - 2 * s.margin) * table.width
        total = sum(table.widths)
        ruling = st.ruling if frame is None else "full"
        name = self.styles.name(
            "table",
            f'<style:table-properties style:width="{width:.1f}pt" table:align="left" table:border-model="collapsing" '
            f'style:may-break-between-rows="true"{_break(break_before)}/>',
        )
        columns = "".join(
            f'<table:table-column table:style-name="{self.styles.name("table-column", _width(width * w / total))}"/>'
            for w in table.widths
        )
        keep = "" if st.split_rows else ' fo:keep-together="always"'
        rows = [*table.header, *table.rows]
        color = st.line_color if frame is None else frame
        line = f"{st.line_width}pt solid #{color:06x}"
        parts = []
        for r, row in enumerate(rows):
            cells = odf.row_cells(
                table,
                r,
                row,
                lambda edges: odf.borders(ruling, line, edges),
                lambda cell, border, stripe: self.cell(cell, table, border, stripe),
            )
            high = turned_height(row, s.size * table.font_scale)
            least = f' style:min-row-height="{high}pt"' if high else ""
            row_style = self.styles.name("table-row", f"<style:table-row-properties{keep}{least}/>")
            parts.append(f'<table:table-row table:style-name="{row_style}">{cells}</table:table-row>')
        head = "".join(parts[: len(table.header)])
        if head and st.repeat_header:
            head = f"<table:table-header-rows>{head}</table:table-header-rows>"
        return f'<table:table table:name="T{self.tables}" table:style-name="{name}">{columns}{head}{"".join(parts[len(table.header) :])}</table:table>'

    def cell(self, cell: Cell, table: Table, border: str, zebra: int | None) -> str:
        fill = cell.fill if cell.fill is not None else zebra
        look = f'fo:padding="{table.style.padding}pt" style:vertical-align="{"middle" if cell.valign == "middle" else cell.valign}" {border}'
        look += f' fo:background-color="#{fill:06x}"' if fill is not None else ""
        look += ' style:writing-mode="bt-lr"' if cell.turned else ""
        style = self.styles.name("table-cell", f"<style:table-cell-properties {look}/>")
        spans = odf.spans(cell)
        inner = "".join(self.para(p, table.font_scale, cell.align, inside=True) for p in cell.paras or (Para(),))
        return (
            f'<table:table-cell table:style-name="{style}" office:value-type="string"{spans}>{inner}</table:table-cell>'
        )


def turned_height(row: Row, size: float) -> float:
    """Room for turned text, which LibreOffice does not make by itself; 0 for a row without."""
    lengths = [
        len(i.text) / c.rowspan
        for c in row.cells
        if c and c.turned
        for p in c.paras
        for i in p.inlines
        if isinstance(i, Run)
    ]
    return round(max(lengths) * size * 0.62 + 8, 1) if lengths else 0.0


def _break(wanted: bool) -> str:
    return ' fo:break-before="page"' if wanted else ""


def _width(points: float) -> str:
    return f'<style:table-column-properties style:column-width="{points:.2f}pt"/>'


def flat(document: Document) -> str:
    """The document as flat ODF text."""
    return Writer(document).xml()
