"""ReportLab with its own layout engine: Platypus tables, repeated headers, rows cut at the page's end."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer
from reportlab.platypus import PageBreak as RlPageBreak
from reportlab.platypus import Table as RlTable

from corpus.generate.model import Box, Cell, Document, PageBreak, PageSetup, Para, Row, Run, Space, Table
from corpus.generate.producers import flow
from corpus.generate.producers.flow import STYLES, Flow, rgb

ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT, "justify": TA_JUSTIFY}


class MixedPara(Flowable):  # type: ignore[misc]
    """A paragraph with drawn marks among its words."""

    def __init__(self, item: Para, setup: PageSetup, scale: float, align: str | None = None) -> None:
        super().__init__()
        self.item, self.setup, self.scale, self.how = item, setup, scale, align

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.flow = Flow(self.item, self.setup, width, self.scale)
        return width, self.flow.height

    def draw(self) -> None:
        self.flow.draw(self.canv, 0, self.flow.height, self.how)


class TurnedText(Flowable):  # type: ignore[misc]
    """One line of text turned a quarter to the left."""

    def __init__(self, runs: list[Run], setup: PageSetup, scale: float) -> None:
        super().__init__()
        self.runs, self.setup, self.size = runs, setup, setup.size * scale

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        self.long = sum(stringWidth(r.text, flow.run_font(r, self.setup), self.size) for r in self.runs)
        return self.size * 1.2, self.long

    def draw(self) -> None:
        self.canv.rotate(90)
        x = 0.0
        for run in self.runs:
            self.canv.setFont(flow.run_font(run, self.setup), self.size)
            self.canv.setFillColorRGB(*rgb(run.color))
            self.canv.drawString(x, -self.size, run.text)
            x += self.canv.stringWidth(run.text, flow.run_font(run, self.setup), self.size)


def render(document: Document) -> bytes:
    """The document as PDF bytes, the same for the same document."""
    out = io.BytesIO()
    s = document.setup
    foot = 18 if s.footer or s.header else 0
    template = BaseDocTemplate(
        out,
        pagesize=(s.width, s.height),
        leftMargin=s.margin,
        rightMargin=s.margin,
        topMargin=s.margin + foot,
        bottomMargin=s.margin + foot,
        title=document.title,
        invariant=1,
    )
    frame = Frame(s.margin, s.margin + foot, s.width - 2 * s.margin, s.height - 2 * (s.margin + foot), 0, 0, 0, 0)
    template.addPageTemplates(
        [PageTemplate(frames=[frame], onPage=lambda c, _: running_lines(c, s, c.getPageNumber()))]
    )
    width = s.width - 2 * s.margin
    story: list[Flowable] = []
    for block in document.blocks:
        story += _block(block, s, width)
    template.build(story)
    return out.getvalue()


def running_lines(canvas: Canvas, s: PageSetup, number: int) -> None:
    """Header and footer of a page."""
    canvas.saveState()
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont(flow.font_name(s.font, False, False), 8)
    if s.header:
        canvas.drawString(s.margin, s.height - s.margin, s.header)
    if s.footer:
        canvas.drawCentredString(s.width / 2, s.margin - 4, s.footer.replace("{page}", str(number)))
    canvas.restoreState()


def _block(block: Any, s: PageSetup, width: float) -> list[Flowable]:
    if isinstance(block, Para):
        return [_para(block, s), Spacer(1, 3)]
    if isinstance(block, Space):
        return [Spacer(1, block.points)]
    if isinstance(block, PageBreak):
        return [RlPageBreak()]
    if isinstance(block, Box):
        style: list[Any] = [("LEFTPADDING", (0, 0), (-1, -1), 8), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        if block.fill is not None:
            style.append(("BACKGROUND", (0, 0), (-1, -1), _color(block.fill)))
        if block.line is not None:
            style.append(("BOX", (0, 0), (-1, -1), 0.8, _color(block.line)))
        return [RlTable([[_para(p, s)] for p in block.paras], colWidths=[width], style=style), Spacer(1, 6)]
    return [_table(block, s, width), Spacer(1, 4)]


def _para(item: Para, s: PageSetup, scale: float = 1.0, align: str | None = None, accent: bool = True) -> Flowable:
    if not all(isinstance(i, Run) for i in item.inlines):
        return MixedPara(item, s, scale, align)
    factor, bold = STYLES[item.style]
    size = s.size * factor * scale
    how = align if align and align != "left" else item.align or ("justify" if s.justify else "left")
    style = ParagraphStyle(
        "p",
        fontName=flow.font_name(s.font, bold, False),
        fontSize=size,
        leading=size * s.leading,
        alignment=ALIGN[how],
        leftIndent=item.indent + item.hang,
        firstLineIndent=-item.hang,
        splitLongWords=1,
        hyphenationLang="da_DK" if s.hyphenate else "",
        hyphenationMinWordLength=7,
        spaceBefore=8 if item.style in ("h2", "h3") else 0,
    )
    parts = []
    for run in item.inlines:
        assert isinstance(run, Run)
        font = flow.run_font(run, s, bold)
        parts.append(
            f'<font name="{font}" size="{size * run.scale:.2f}" color="#{run.color:06x}">{_keep_spaces(escape(run.text))}</font>'
        )
    return Paragraph("".join(parts) or " ", style)


def _keep_spaces(text: str) -> str:
    """Platypus folds spaces; a second one survives as no-break space."""
    return text.replace("  ", "\u00a0 ")


def _color(color: int) -> Any:
    from reportlab.lib.colors import Color

    return Color(*rgb(color))


def _table(table: Table, s: PageSetup, width: float) -> RlTable:
    total = sum(table.widths)
    widths = [width * table.width * w / total for w in table.widths]
    rows = [*table.header, *table.rows]
    data: list[list[Any]] = []
    pad = table.style.padding
    style: list[Any] = [
        ("LEFTPADDING", (0, 0), (-1, -1), pad),
        ("RIGHTPADDING", (0, 0), (-1, -1), pad),
        ("TOPPADDING", (0, 0), (-1, -1), pad * 0.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad * 0.8),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for r, row in enumerate(rows):
        line: list[Any] = []
        for c, cell in enumerate(row.cells):
            line.append("" if cell is None else _cell(cell, s, table.font_scale))
            if cell is None:
                continue
            if cell.colspan > 1 or cell.rowspan > 1:
                style.append(("SPAN", (c, r), (c + cell.colspan - 1, r + cell.rowspan - 1)))
            if cell.fill is not None:
                style.append(("BACKGROUND", (c, r), (c + cell.colspan - 1, r + cell.rowspan - 1), _color(cell.fill)))
            if cell.valign != "top":
                style.append(("VALIGN", (c, r), (c, r), cell.valign.upper()))
            if cell.align != "left":
                style.append(("ALIGN", (c, r), (c, r), cell.align.upper()))
        data.append(line)
    style = _zebra(table, rows) + style + _rules(table, rows)
    spans = any(cell and cell.rowspan > 1 for row in table.rows for cell in row.cells)
    return RlTable(
        data,
        colWidths=widths,
        repeatRows=len(table.header) if table.style.repeat_header else 0,
        style=style,
        splitInRow=0 if spans or not table.style.split_rows else 1,
        # Measuring no more rows than a page holds leaves cells that span without a place where a row is split.
        longTableOptimize=0,
        hAlign="LEFT",
    )


def _cell(cell: Cell, s: PageSetup, scale: float) -> Any:
    if cell.turned:
        return TurnedText([i for p in cell.paras for i in p.inlines if isinstance(i, Run)], s, scale)
    return [_para(p, s, scale, cell.align) for p in cell.paras] or ""


def _zebra(table: Table, rows: list[Row]) -> list[Any]:
    if not table.style.zebra:
        return []
    color = _color(table.style.zebra_color)
    return [
        ("BACKGROUND", (0, r), (-1, r), color)
        for r in range(len(table.header), len(rows))
        if (r - len(table.header)) % 2
    ]


def _rules(table: Table, rows: list[Row]) -> list[Any]:
    st, head = table.style, len(table.header)
    w, color, all_ = st.line_width, _color(st.line_color), ((0, 0), (-1, -1))
    if st.ruling == "full":
        return [("GRID", *all_, w, color)]
    if st.ruling == "horizontal":
        return [("LINEBELOW", *all_, w, color)]
    if st.ruling == "vertical":
        return [("LINEBEFORE", *all_, w, color), ("LINEAFTER", *all_, w, color)]
    if st.ruling == "outer":
        return [("BOX", *all_, w, color)]
    if st.ruling == "light":
        return [("INNERGRID", *all_, 0.25, _color(0xD0D0D0))]
    if st.ruling == "header_only" and head:
        return [("LINEBELOW", (0, head - 1), (-1, head - 1), max(w, 0.8), color)]
    return []
