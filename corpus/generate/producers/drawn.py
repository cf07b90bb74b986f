"""Free drawing on a ReportLab canvas, as layout programs and database reports export it.

Text of a page does not come in reading order: per page first the fills and rules, then the cells column by column,
the title last. Rows never break over pages unless they are higher than one.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from corpus.generate.model import Block, Box, Cell, Document, PageBreak, Para, Row, Run, Space, Table, TableStyle
from corpus.generate.producers import flow
from corpus.generate.producers.flow import Flow, LaidLine, rgb
from corpus.generate.producers.reportlab_platypus import running_lines


@dataclass
class Drawing:
    """Something to draw on the current page once the page is complete; lower ``order`` is drawn first."""

    order: tuple[int, int]
    flow: Flow
    x: float
    y: float
    align: str | None
    lines: list[LaidLine] | None = None


class Painter:
    """Places blocks from the top of the page down and draws each page when it is full."""

    def __init__(self, document: Document) -> None:
        self.document, self.s = document, document.setup
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(self.s.width, self.s.height), invariant=1)
        self.canvas.setTitle(document.title)
        self.waiting: list[Drawing] = []
        self.turned: list[tuple[float, float, Run]] = []
        self.extra = 18 if self.s.header or self.s.footer else 0
        self.y = self.top

    @property
    def top(self) -> float:
        return self.s.height - self.s.margin - self.extra

    @property
    def floor(self) -> float:
        return self.s.margin + self.extra

    @property
    def width(self) -> float:
        return self.s.width - 2 * self.s.margin

    def render(self) -> bytes:
        for block in self.document.blocks:
            self.place(block)
        self.end_page()
        self.canvas.save()
        return self.out.getvalue()

    def end_page(self) -> None:
        for item in sorted(self.waiting, key=lambda d: d.order):
            item.flow.draw(self.canvas, item.x, item.y, item.align, item.lines)
        for x, y, run in self.turned:
            self.canvas.saveState()
            self.canvas.translate(x, y)
            self.canvas.rotate(90)
            self.canvas.setFillColorRGB(*rgb(run.color))
            self.canvas.setFont(flow.run_font(run, self.s), self.s.size)
            self.canvas.drawString(0, 0, run.text)
            self.canvas.restoreState()
        running_lines(self.canvas, self.s, self.canvas.getPageNumber())
        self.waiting, self.turned = [], []
        self.canvas.showPage()
        self.y = self.top

    def place(self, block: Block) -> None:
        if isinstance(block, PageBreak):
            self.end_page()
        elif isinstance(block, Space):
            self.y -= block.points
        elif isinstance(block, Para):
            self.paragraph(block)
        elif isinstance(block, Box):
            look = TableStyle(ruling="none" if block.line is None else "outer", line_color=block.line or 0, padding=6)
            self.table(Table((1,), (), (Row((Cell(block.paras, fill=block.fill),)),), look))
        else:
            self.table(block)

    def paragraph(self, item: Para) -> None:
        laid = Flow(item, self.s, self.width)
        lead = 6 if item.style in ("h1", "h2", "h3") else 0
        if self.y - lead - laid.height < self.floor:
            self.end_page()
        self.y -= lead
        order = (9, 0) if item.style == "h1" else (1, len(self.waiting))
        self.waiting.append(Drawing(order, laid, self.s.margin, self.y, None))
        self.y -= laid.height + 3

    def table(self, table: Table) -> None:
        widths = [self.width * table.width * w / sum(table.widths) for w in table.widths]
        if table.header:
            heights = self.heights(table, table.header, widths)
            if self.y - sum(heights) - 30 < self.floor:
                self.end_page()
            self.rows(table, list(table.header), heights, widths, 0)
        done = 0
        while done < len(table.rows):
            take = self._together(table.rows, done)
            rows = list(table.rows[done : done + take])
            heights = self.heights(table, tuple(rows), widths)
            if self.y - sum(heights) < self.floor and self.y < self.top - 60:
                self.end_page()
                if table.header and table.style.repeat_header:
                    self.rows(table, list(table.header), self.heights(table, table.header, widths), widths, 0)
            self.rows(table, rows, heights, widths, len(table.header) + done)
            done += take
        self.y -= 6

    @staticmethod
    def _together(rows: tuple[Row, ...], start: int) -> int:
        """How many rows from ``start`` a spanning cell holds together."""
        return max((c.rowspan for c in rows[start].cells if c), default=1)

    def heights(self, table: Table, rows: tuple[Row, ...], widths: list[float]) -> list[float]:
        pad = table.style.padding
        heights = [self.s.size * self.s.leading + pad * 1.4] * len(rows)
        for spanned in (False, True):
            for r, row in enumerate(rows):
                for c, cell in enumerate(row.cells):
                    if cell is None or (cell.rowspan > 1) != spanned:
                        continue
                    need = (
                        self.content_height(cell, sum(widths[c : c + cell.colspan]) - 2 * pad, table.font_scale)
                        + pad * 1.4
                    )
                    missing = need - sum(heights[r : r + cell.rowspan])
                    if missing > 0:
                        heights[min(r + cell.rowspan, len(rows)) - 1] += missing
        return heights

    def content_height(self, cell: Cell, width: float, scale: float) -> float:
        if cell.turned:
            return (
                max(
                    self.canvas.stringWidth(i.text, flow.run_font(i, self.s), self.s.size)
                    for p in cell.paras
                    for i in p.inlines
                    if isinstance(i, Run)
                )
                + 2
            )
        return sum(Flow(p, self.s, width, scale).height for p in cell.paras)

    def rows(self, table: Table, rows: list[Row], heights: list[float], widths: list[float], first: int) -> None:
        lefts = [self.s.margin + sum(widths[:i]) for i in range(len(widths) + 1)]
        tops = [self.y - sum(heights[:i]) for i in range(len(heights) + 1)]
        for r, row in enumerate(rows):
            for c, cell in enumerate(row.cells):
                if cell is None:
                    continue
                bottom = tops[min(r + cell.rowspan, len(rows))]
                box = (lefts[c], bottom, lefts[c + cell.colspan], tops[r])
                body = first + r - len(table.header)
                zebra = table.style.zebra_color if table.style.zebra and body >= 0 and body % 2 else None
                self.background(table, cell, box, zebra)
                self.rules(table, box, first + r + cell.rowspan == len(table.header))
                self.content(table, cell, box, c)
        if table.style.ruling == "outer":
            self.line_look(table)
            self.canvas.rect(lefts[0], tops[-1], lefts[-1] - lefts[0], tops[0] - tops[-1])
        self.y = tops[-1]

    def background(self, table: Table, cell: Cell, box: tuple[float, float, float, float], zebra: int | None) -> None:
        fill = cell.fill if cell.fill is not None else zebra
        if fill is not None:
            self.canvas.setFillColorRGB(*rgb(fill))
            self.canvas.rect(box[0], box[1], box[2] - box[0], box[3] - box[1], stroke=0, fill=1)

    def line_look(self, table: Table, light: bool = False) -> None:
        self.canvas.setStrokeColorRGB(*rgb(0xD0D0D0 if light else table.style.line_color))
        self.canvas.setLineWidth(0.25 if light else table.style.line_width)

    def rules(self, table: Table, box: tuple[float, float, float, float], last_header: bool) -> None:
        x0, y0, x1, y1 = box
        ruling = table.style.ruling
        self.line_look(table, ruling == "light")
        if ruling in ("full", "light"):
            self.canvas.rect(x0, y0, x1 - x0, y1 - y0)
        elif ruling == "horizontal" or (ruling == "header_only" and last_header):
            self.canvas.line(x0, y0, x1, y0)
        elif ruling == "vertical":
            self.canvas.line(x0, y0, x0, y1)
            self.canvas.line(x1, y0, x1, y1)

    def content(self, table: Table, cell: Cell, box: tuple[float, float, float, float], column: int) -> None:
        pad = table.style.padding
        x0, y0, x1, y1 = box
        if cell.turned:
            runs = [i for p in cell.paras for i in p.inlines if isinstance(i, Run)]
            self.turned += [((x0 + x1) / 2 + self.s.size * 0.35, y0 + pad * 0.7, run) for run in runs]
            return
        flows = [Flow(p, self.s, x1 - x0 - 2 * pad, table.font_scale) for p in cell.paras]
        free = y1 - y0 - pad * 1.4 - sum(f.height for f in flows)
        y = y1 - pad * 0.7 - {"top": 0.0, "middle": free / 2, "bottom": free}[cell.valign]
        for laid in flows:
            self.place_lines(
                laid, x0 + pad + cell.push * (x1 - x0), y, cell.align if cell.align != "left" else None, column
            )
            y -= laid.height

    def place_lines(self, laid: Flow, x: float, y: float, align: str | None, column: int) -> None:
        self.waiting.append(Drawing((2, column), laid, x, y, align))


def render(document: Document) -> bytes:
    """The document as PDF bytes."""
    return Painter(document).render()
