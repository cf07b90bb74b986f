"""Where entries of legends end that run on to the next line."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.danish import text as danish
from extractors.kinds.marks.legend_keys import LegendEntry, clean_text, longest_text
from schemas.geometry import union
from schemas.layout import Line

ONE_HEIGHT = 4.0
"""Points within which lines stand beside each other."""


def continued(found: Sequence[tuple[int, LegendEntry]], lines: Sequence[Line]) -> list[LegendEntry]:
    """Entries with the lines added that go on with the last one of the line above: small letters, right below.

    In running text an entry goes on at the left edge, up to the end of the sentence or the next key.
    """
    last_of = {index: at for at, (index, _) in enumerate(found)}
    first_of = {index: at for at, (index, _) in reversed(list(enumerate(found)))}
    entries = [entry for _, entry in found]
    for index, at in last_of.items():
        below, above = index + 1, lines[index]
        row = _beside(index, lines)
        if above.box.x1 - entries[at].box.x1 > above.box.height:  # A sentence of another kind ends the line.
            continue
        ends_row = row[-1] is above or not any(lines[i] is row[-1] for i in last_of)
        if len(row) > 1 and row[-1] is above:  # The line that the legend runs on to is far from its last entry.
            below = next((i for i, line in enumerate(lines) if i not in first_of and _runs_below(row, line)), below)
        while below < len(lines):
            line, key = lines[below], first_of.get(below)
            words = [w for w in line.words if key is None or w.x1 <= found[key][1].box.x0 + 0.1]
            gap = line.box.top - above.box.bottom
            aligned = line.box.x0 >= entries[at].box.x0 - 2
            runs = ends_row and not aligned and abs(line.box.x0 - row[0].box.x0) <= 2
            if not (words and line.text[:1].islower() and -1 <= gap < 0.7 * line.box.height and (aligned or runs)):
                break
            ends = key is not None
            if runs:
                count = next((i for i, word in enumerate(words, 1) if word.text.endswith((".", ";"))), len(words))
                ends, words = ends or count < len(words), words[:count]
            text = danish.join_lines([entries[at].text, clean_text(" ".join(word.text for word in words))])
            if len(text) > longest_text():
                break
            entries[at] = entries[at]._replace(text=text, box=union([entries[at].box, *(w.box for w in words)]))
            if ends:
                break
            above, below = line, below + 1
    return entries


def _beside(index: int, lines: Sequence[Line]) -> list[Line]:
    """The lines on the height of one of them, from left to right: wide spaces part the entries of a legend."""
    own = lines[index]
    height = round(own.box.cy / ONE_HEIGHT)
    row = [line for line in lines if line.page == own.page and round(line.box.cy / ONE_HEIGHT) == height]
    return sorted(row, key=lambda line: line.box.x0)


def _runs_below(row: Sequence[Line], line: Line) -> bool:
    """Whether the line stands right below the others, at the left edge of all."""
    gap = line.box.top - row[0].box.bottom
    return line.page == row[0].page and -1 <= gap < 0.7 * line.box.height and abs(line.box.x0 - row[0].box.x0) <= 2
