"""Lines of runs, shapes and pictures on a ReportLab canvas: the text engine of both ReportLab producers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from corpus.generate import fonts, icons
from corpus.generate.model import Icon, Inline, PageSetup, Para, Run, Shape

STYLES = {
    "body": (1.0, False),
    "bullet": (1.0, False),
    "small": (0.85, False),
    "caption": (0.85, False),
    "h1": (1.7, True),
    "h2": (1.3, True),
    "h3": (1.1, True),
}
"""Size factor and boldness of the paragraph styles."""


@cache
def font_name(family: str, bold: bool, italic: bool) -> str:
    """Register a font with ReportLab once and return its name there."""
    name = f"{family}-{int(bold)}{int(italic)}"
    pdfmetrics.registerFont(TTFont(name, fonts.path(family, bold, italic)))
    return name


@cache
def symbol_font(name: str) -> str:
    if name == "zapf":
        return "ZapfDingbats"
    file = fonts.wingdings_path() if name == "wingdings" else fonts.path("DejaVu Sans")
    pdfmetrics.registerFont(TTFont(f"symbol-{name}", file))
    return f"symbol-{name}"


def run_font(run: Run, setup: PageSetup, bold: bool = False) -> str:
    if run.font:
        return symbol_font(run.font)
    return font_name(setup.font, run.bold or bold, run.italic)


@dataclass
class Piece:
    """A word, a space or a mark with its width in points."""

    item: Inline
    text: str
    width: float
    size: float
    font: str = ""

    @property
    def space(self) -> bool:
        return self.text.isspace()


@dataclass
class LaidLine:
    pieces: list[Piece]
    width: float
    height: float
    last: bool = False


@cache
def _hyphenator() -> Any:
    import pyphen

    return pyphen.Pyphen(lang="da_DK", left=3, right=3)


class Flow:
    """One paragraph broken into lines for a width."""

    def __init__(self, item: Para, setup: PageSetup, width: float, scale: float = 1.0) -> None:
        self.para, self.setup, self.width = item, setup, max(width - item.indent - item.hang, 1.0)
        factor, self.bold = STYLES[item.style]
        self.size = setup.size * factor * scale
        self.lines = self._break()
        self.height = sum(line.height for line in self.lines)

    def _pieces(self) -> list[Piece]:
        pieces: list[Piece] = []
        for item in self.para.inlines:
            if isinstance(item, Run):
                size = self.size * item.scale
                font = run_font(item, self.setup, self.bold)
                word = ""
                for char in item.text + "\0":
                    if char in " \0":
                        if word:
                            pieces.append(Piece(item, word, pdfmetrics.stringWidth(word, font, size), size, font))
                        if char == " ":
                            pieces.append(Piece(item, " ", pdfmetrics.stringWidth(" ", font, size), size, font))
                        word = ""
                    else:
                        word += char
            elif isinstance(item, Shape):
                pieces.append(Piece(item, "", item.size, item.size))
            else:
                pieces.append(Piece(item, "", item.width, item.height))
        return pieces

    def _break(self) -> list[LaidLine]:
        lines: list[LaidLine] = []
        current: list[Piece] = []
        queue = self._words(self._pieces())
        while queue:
            word = queue.pop(0)
            used = sum(p.width for p in current) - (0.0 if lines else self.para.hang)
            wide = sum(p.width for p in word)
            if used + wide <= self.width + 0.01 or (word[0].space and current):
                current += word
                continue
            split = self._split(word, self.width - used, bool(current))
            if split:
                head, tail = split
                lines.append(self._line([*current, *head]))
                current = []
                queue.insert(0, tail)
            elif current:
                lines.append(self._line(current))
                current = []
                queue.insert(0, word)
            else:
                current = word
        lines.append(self._line(current))
        lines[-1].last = True
        return lines

    @staticmethod
    def _words(pieces: list[Piece]) -> list[list[Piece]]:
        """Pieces between spaces belong together; every space stands alone."""
        words: list[list[Piece]] = []
        for piece in pieces:
            if piece.space or not words or words[-1][0].space:
                words.append([piece])
            else:
                words[-1].append(piece)
        return words

    def _split(self, word: list[Piece], room: float, started: bool) -> tuple[list[Piece], list[Piece]] | None:
        """A word cut to fit: at a hyphen of its own, by hyphenation, or anywhere when it is wider than the line."""
        if len(word) != 1 or not word[0].text or word[0].space:
            return None
        piece = word[0]

        def part(text: str) -> Piece:
            return Piece(piece.item, text, pdfmetrics.stringWidth(text, piece.font, piece.size), piece.size, piece.font)

        cuts: list[tuple[str, str]] = []
        text = piece.text
        cuts += [(text[: i + 1], text[i + 1 :]) for i in range(1, len(text) - 2) if text[i] in "-/"]
        if self.setup.hyphenate and text.isalpha() and len(text) > 6:
            cuts += [(text[:i] + "-", text[i:]) for i in _hyphenator().positions(text)]
        fitting = [(h, t) for h, t in cuts if part(h).width <= room]
        if fitting:
            head, tail = max(fitting, key=lambda c: len(c[0]))
            return [part(head)], [part(tail)]
        if (not started or self.setup.break_words) and piece.width > self.width:
            n = len(text) - 1
            while n > 1 and part(text[:n]).width > room:
                n -= 1
            return ([part(text[:n])], [part(text[n:])]) if part(text[:n]).width <= room or not started else None
        return None

    def _line(self, pieces: list[Piece]) -> LaidLine:
        while pieces and pieces[-1].space:
            pieces = pieces[:-1]
        while pieces and pieces[0].space and len(pieces) > 1:
            pieces = pieces[1:]
        tallest = max((p.size for p in pieces), default=self.size)
        return LaidLine(pieces, sum(p.width for p in pieces), max(self.size, tallest) * self.setup.leading)

    def draw(
        self, canvas: Any, x: float, y_top: float, align: str | None = None, lines: list[LaidLine] | None = None
    ) -> float:
        """Draw with the top at ``y_top`` (canvas coordinates, upwards); returns the y below the last line."""
        align = align or self.para.align or ("justify" if self.setup.justify else "left")
        x += self.para.indent
        y = y_top
        for number, line in enumerate(self.lines if lines is None else lines):
            baseline = y - line.height + 0.28 * self.size * self.setup.leading
            free = self.width - line.width
            gaps = sum(p.space for p in line.pieces)
            extra = free / gaps if align == "justify" and not line.last and gaps and free > 0 else 0.0
            at = (
                x
                + (self.para.hang if number else 0.0)
                + (free / 2 if align == "center" else free if align == "right" else 0.0)
            )
            at = self._draw_line(canvas, line, at, baseline, extra)
            y -= line.height
        return y

    def _draw_line(self, canvas: Any, line: LaidLine, at: float, baseline: float, extra: float) -> float:
        """Runs of one style are drawn as one string unless justified, as most producers do."""
        i = 0
        while i < len(line.pieces):
            piece = line.pieces[i]
            if isinstance(piece.item, Run):
                text, width = piece.text, piece.width
                while not extra and i + 1 < len(line.pieces) and line.pieces[i + 1].item is piece.item:
                    i += 1
                    text, width = text + line.pieces[i].text, width + line.pieces[i].width
                if text.strip():
                    canvas.setFillColorRGB(*rgb(piece.item.color))
                    canvas.setFont(piece.font, piece.size)
                    canvas.drawString(at, baseline, text)
                at += width + (extra if piece.space else 0.0)
            else:
                draw_mark(canvas, piece.item, at, baseline - 0.12 * piece.size)
                at += piece.width
            i += 1
        return at


def rgb(color: int) -> tuple[float, float, float]:
    return (color >> 16) / 255, (color >> 8 & 255) / 255, (color & 255) / 255


def draw_mark(canvas: Any, item: Shape | Icon, x: float, y: float) -> None:
    """A shape or picture with its lower left corner at x, y."""
    if isinstance(item, Icon):
        image = ImageReader(io.BytesIO(icons.png(item.kind, item.color)))
        canvas.drawImage(image, x, y, item.width, item.height)
        return
    if item.kind.startswith("field"):
        _draw_field(canvas, item, x, y)
        return
    canvas.saveState()
    canvas.setStrokeColorRGB(*rgb(item.color))
    canvas.setFillColorRGB(*rgb(item.color))
    s, x = item.size, x + item.shift
    canvas.setLineWidth(s / 9)
    kind = item.kind
    if kind.startswith("box") or kind == "square":
        canvas.rect(x + 0.05 * s, y + 0.05 * s, 0.9 * s, 0.9 * s, stroke=kind != "square", fill=kind == "square")
    if kind in ("disc", "ring"):
        canvas.circle(x + s / 2, y + s / 2, 0.42 * s, stroke=kind == "ring", fill=kind == "disc")
    if kind in ("cross", "box_cross"):
        canvas.line(x + 0.2 * s, y + 0.2 * s, x + 0.8 * s, y + 0.8 * s)
        canvas.line(x + 0.2 * s, y + 0.8 * s, x + 0.8 * s, y + 0.2 * s)
    if kind in ("tick", "box_tick"):
        path = canvas.beginPath()
        path.moveTo(x + 0.15 * s, y + 0.5 * s)
        path.lineTo(x + 0.4 * s, y + 0.2 * s)
        path.lineTo(x + 0.85 * s, y + 0.85 * s)
        canvas.drawPath(path, stroke=1, fill=0)
    if kind.startswith("harvey"):
        canvas.circle(x + s / 2, y + s / 2, 0.42 * s, stroke=1, fill=kind == "harvey4")
        if kind in ("harvey1", "harvey2", "harvey3"):
            extent = 90 * int(kind[-1])
            canvas.wedge(x + 0.08 * s, y + 0.08 * s, x + 0.92 * s, y + 0.92 * s, 90 - extent, extent, stroke=0, fill=1)
    if kind in ("up", "right", "down"):
        tips = {
            "up": [(0.5, 0.95), (0.05, 0.1), (0.95, 0.1)],
            "down": [(0.5, 0.05), (0.05, 0.9), (0.95, 0.9)],
            "right": [(0.95, 0.5), (0.1, 0.05), (0.1, 0.95)],
        }[kind]
        path = canvas.beginPath()
        path.moveTo(x + tips[0][0] * s, y + tips[0][1] * s)
        for px, py in tips[1:]:
            path.lineTo(x + px * s, y + py * s)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _draw_field(canvas: Any, item: Shape, x: float, y: float) -> None:
    """A check box of an interactive form; in the marked rendering a rectangle in its colour."""
    if item.color:
        canvas.setFillColorRGB(*rgb(item.color))
        canvas.rect(x, y, item.size, item.size, stroke=0, fill=1)
        return
    canvas.acroForm.checkbox(
        name=f"felt{canvas.getPageNumber()}-{x:.0f}-{y:.0f}",
        checked=item.kind == "field_on",
        x=x,
        y=y,
        size=item.size,
        buttonStyle="cross",
        borderWidth=0.5,
        forceBorder=True,
    )
