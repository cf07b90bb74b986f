"""Headings: which blocks head others, and how deep they stand.

Signals, in order of precedence: size beyond the body; a whole block in bold (or in capitals, or in a colour of its own)
where the body is not; a block of few lines that does not end like a sentence. A list item is a heading only when it is
larger than the body. Depth comes from the styles: the larger the higher, then capitals, then bold; one style is one
depth throughout the document. Printed numbers ("2", "2.1") order styles of equal size.

The module never reads words: that "Formål" heads something is not its business.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.layout.markers import number_depth
from schemas.layout import Line

LARGER = 1.1
"""A heading that is larger than the body exceeds it by this factor: print sizes go in steps of half a point."""
MUCH_LARGER = 1.3
"""From this factor on a short block is a heading even when it is worded as a sentence."""
LEADERS = "...."
"""Dots that lead to a page number: a line of a table of contents is no heading."""
BOLD_BODY = 0.75
"""Running text is bold only when this share of it is: short documents hold more letters in headings than in text."""
LINES_MAX = 4
LETTERS_MAX = 220
"""More lines or letters than this are a lead paragraph, not a heading."""
LETTERS_MIN = 3
"""Fewer letters are a sign or an abbreviation."""
CAPITALS_MIN = 4
"""Fewer letters in capitals are an abbreviation."""
PLAIN = 0.3
"""Smaller plain print with so many letters for each bold one is the body, and the bold print its headings."""
ALIKE = 0.12
"""Share of its size by which a line of a picture may be measured wrong."""
SAME_SIZE = 0.04
"""Sizes that differ by a smaller share are one: scaling gives 8.95 beside 9.0."""


class Style(NamedTuple):
    """How a block is set, as far as it tells headings apart."""

    size: float
    capitals: bool
    bold: bool
    color: int


def body_style(lines: Iterable[Line]) -> Style:
    """The style of most letters of ``lines``; 10 points and black for no lines at all.

    Where those are bold and a good share of the letters is smaller and plain, that is the body: beside tables, headings
    may have most of the letters.
    """
    sizes: Counter[float] = Counter()
    styles: defaultdict[float, Counter[tuple[bool, int]]] = defaultdict(Counter)
    for line in lines:
        if not line.direction:
            size = round(line.size, 1)
            sizes[size] += len(line.text)
            styles[size][line.bold, line.color] += len(line.text)
    if not sizes:
        return Style(10.0, False, False, 0)

    def is_bold_at(size: float) -> bool:
        return sum(n for (is_bold, _), n in styles[size].items() if is_bold) >= BOLD_BODY * sizes[size]

    size = max(sorted(sizes), key=lambda s: sizes[s])
    if is_bold_at(size):
        plain = [s for s in sorted(sizes) if s < size and sizes[s] >= PLAIN * sizes[size] and not is_bold_at(s)]
        size = max(plain, key=lambda s: sizes[s], default=size)
    inside, bold = styles[size], is_bold_at(size)
    colors = {color: n for (is_bold, color), n in sorted(inside.items()) if is_bold == bold}
    return Style(size, False, bold, max(sorted(colors), key=lambda color: colors[color]))


def style_of(lines: Sequence[Line]) -> Style:
    """The style of a block: its lines' largest share decides, bold and capitals only when all of it is."""
    text = "".join(line.text for line in lines)
    first = max(lines, key=lambda line: len(line.text))
    capitals = text == text.upper() and sum(map(str.isalpha, text)) >= CAPITALS_MIN
    return Style(round(first.size * 2) / 2, capitals, all(line.bold for line in lines), first.color)


def is_heading(lines: Sequence[Line], body: Style, *, listed: bool) -> bool:
    """Whether the block of ``lines`` is set as a heading.

    Args:
        lines: the block's lines.
        body: style of the running text.
        listed: whether the block starts with a bullet or dash; such an item heads nothing unless it is large.
    """
    if listed or len(lines) > LINES_MAX or not _stands_out(lines[0], body):
        return False
    text = " ".join(line.text for line in lines)
    if len(text) > LETTERS_MAX or sum(map(str.isalpha, text)) < LETTERS_MIN:
        return False
    style = style_of(lines)
    sentence = text.rstrip().endswith((".", ",", ";")) and not text.rstrip(".").endswith(tuple("0123456789"))
    if style.size >= body.size * MUCH_LARGER:
        return not (len(lines) > 2 and sentence)
    if sentence or LEADERS in text:
        return False
    if style.size >= body.size * LARGER:
        return True
    bold = style.bold and not body.bold and not _leads_in(lines)
    if style.size < body.size * (1 - SAME_SIZE) and not bold:
        return False
    return bold or (style.capitals and style.color != body.color)


def _leads_in(lines: Sequence[Line]) -> bool:
    """Whether bold words that end in a colon lead to what stands behind them in plain print: "**Frist:** 2026"."""
    words = [word for line in lines for word in line.words]
    plain = next((i for i, word in enumerate(words) if not word.bold), 0)
    return plain > 0 and words[plain - 1].text.endswith(":") and not any(word.bold for word in words[plain:])


def _stands_out(line: Line, body: Style) -> bool:
    """Whether a line differs from the body at all; capitals alone need a colour to."""
    return line.size >= body.size * LARGER or (line.bold and not body.bold) or line.color != body.color


def rank_styles(styles: Sequence[tuple[Style, str]]) -> dict[Style, int]:
    """Depth of each heading style, 1 = highest; styles of one size, case and weight share a depth.

    So do styles that pictures of pages give in other sizes: that of "3." between "2." and "4.".

    Args:
        styles: style and printed marker of each heading, in the order of the document.
    """
    depths: dict[Style, list[int]] = {}
    for style, marker in styles:
        depths.setdefault(style, []).append(number_depth(marker))
    ordered = sorted(depths, key=lambda s: (-s.size, min(depths[s]), not s.capitals, not s.bold, s.color))
    ranks: dict[Style, int] = {}
    rank = 0
    previous: Style | None = None
    for style in ordered:
        same = (
            previous is not None
            and abs(previous.size - style.size) <= SAME_SIZE * previous.size
            and (previous.capitals, previous.bold) == (style.capitals, style.bold)
        )
        if not same:
            rank += 1
            previous = style
        ranks[style] = rank
    numbered = [(int(m.rstrip(".)")), style) for style, m in styles if m.rstrip(".)").isdecimal()]
    for (before, above), (number, style), (after, below) in zip(numbered, numbered[1:], numbered[2:], strict=False):
        between = before + 1 == number == after - 1 and ranks[above] == ranks[below] != ranks[style]
        if between and style.bold == above.bold and abs(style.size - above.size) <= ALIKE * above.size:
            ranks[style] = ranks[above]
    return ranks
