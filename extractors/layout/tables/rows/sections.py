"""Bands of print that head the rows below them, or say their unit, in tables of figures.

Three kinds, all in rows of their own: a line in the first column alone that was not broken for want of room, neither
itself nor the line above it, or that is in another weight; words alone in a first column of numbers; and a lone line of
words in a column of figures that is centred over the whole table or over all columns but the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from extractors.layout.lines import Phrase, TextRow, is_sign, is_year
from extractors.layout.tables.rows.bands import LEADER, Band, ends_with, is_bold, make_bands, pitch_of
from extractors.layout.tables.rows.row_evidence import EARLY, broken_early

COLUMNS_MIN = 3
"""Columns of a table in which a lone line can be centred over several."""
FIGURES = 0.6
"""Share of figures from which a column holds figures."""
OFF_LINES = 1.6
"""Heights of a line from which the next one is none of the same cell."""
OFF_MIDDLE = 0.02
"""Share of the table's width by which a line may miss the middle of its columns."""
BROKEN = 6
"""Letters of an abbreviation before a number at most."""
PLAIN = 0.25
"""Share of plain lines in the first column alone below each other from which cells have a title and lines of text."""
PLAIN_ALONE = 0.4
"""Share of all plain lines in the first column alone from which names have several lines."""
ENDED = 2.6
"""Pitches of lines below the last line of its column from which a line is no paragraph of the same cell."""
BOLD_MIN = 2
"""Bold lines alone in the first column that head rows of words."""
ROWS_BELOW = 2
"""Other lines below each of them at least, on average."""
TITLED = 0.7
"""Share of the rows that have a bold title above plain text where titles are no names of sections."""
BETWEEN = 0.6
"""Heights of a line from the end of one to the beginning of the next in one cell at most."""
SAME_LEFT = 1.5
"""Points by which names of one level may differ in where they begin."""
LEVEL_ROWS = 2
"""Rows right below others that show where names of a level begin."""
FIGURE_COLUMNS = 2
"""Columns of figures in a table whose first column names the rows."""


def span_centred(bands: Sequence[Band], xs: Sequence[float]) -> None:
    """Let lone lines of words over figures span the columns they are centred over."""
    figures = _figure_columns(bands)
    first = next((i for i, band in enumerate(bands) if any(c in figures for c in band.cells)), len(bands))
    second = min((p.x0 for band in bands for p in band.cells.get(1, ())), default=xs[1])
    for band in bands[first + 1 :]:
        held = [(c, p) for c, phrases in band.cells.items() for p in phrases]
        if len(held) != 1 or band.spanning or held[0][0] not in figures or is_entry(held[0][1]):
            continue
        if columns_below(held[0][1], xs, second) is not None:
            band.spanning.append(held[0][1])
            band.cells.clear()


def is_entry(phrase: Phrase) -> bool:
    """Whether the phrase is an entry of a column of figures; a lone year may head rows."""
    return is_sign(phrase) and not is_year(phrase)


def columns_below(phrase: Phrase, xs: Sequence[float], second: float) -> tuple[int, int] | None:
    """First and last column of those that a lone phrase is centred over: all, or all but the first.

    Args:
        phrase: the line.
        xs: partings of the columns.
        second: where the print of the second column begins; its cells begin between the parting and that.
    """
    last = len(xs) - 2
    if last + 1 < COLUMNS_MIN or not phrase.words:
        return None
    slack = OFF_MIDDLE * (xs[-1] - xs[0])
    if abs(phrase.cx - (xs[0] + xs[-1]) / 2) <= slack:
        return 0, last
    return (1, last) if xs[1] - 2 * slack <= 2 * phrase.cx - xs[-1] <= second + 2 * slack else None


def find_sections(
    bands: Sequence[Band],
    room: Sequence[tuple[float, float]],
    drawn: Collection[int] = (),
    close: Collection[int] = (),
) -> set[int]:
    """Bands that head rows from the first column.

    Args:
        bands: the bands of a table.
        room: left and right end of the room for lines of each column.
        drawn: bands below which a line is drawn.
        close: bands that stand as close to the one above as lines of one cell do; in plain print they are one.
    """
    figures = _figure_columns(bands)
    alone = [set(band.cells) == {0} and not band.spanning and len(band.cells[0]) == 1 for band in bands]
    if 0 in figures:
        return {i for i, lone in enumerate(alone) if lone and i and _is_name(bands[i].cells[0][0])}
    if len(figures) < FIGURE_COLUMNS:
        return _bold_among_words(bands, alone)
    plain = [lone and not band.cells[0][0].bold for band, lone in zip(bands, alone, strict=True)]
    beside = [own and (a or b) for a, own, b in zip([False, *plain], plain, [*plain[1:], False], strict=False)]
    if sum(beside) > PLAIN * len(bands) or sum(plain) > PLAIN_ALONE * len(bands):
        return set()
    found = set()
    titled = are_titled(bands)
    names = Counter(band.cells[0][0].text for band in bands if 0 in band.cells)
    for i in range(1, len(bands) - 1):
        if not alone[i]:
            continue
        line = bands[i].cells[0][0]
        above, below = _lines_above(bands, i), bands[i + 1].cells.get(0)
        if is_sign(line) or not below or (i in close and above and not line.bold):
            continue
        begun = not above or i - 1 in drawn or _are_apart(above[-1], line, room[0])
        # A name that comes again is whole.
        ended = is_sign(below[0]) or names[below[0].text] > 1 or _are_apart(line, below[0], room[0])
        ended = ended or _is_over_level(bands, i)
        if titled and (not below[0].bold if line.bold else above and above[-1].bold):
            continue  # A title above its text, or the text, as others have.
        if begun and ended and not _hangs(bands, i + 1):
            found.add(i)
    return found


def are_titled(bands: Sequence[Band]) -> bool:
    """Whether most rows have a bold title in one column, and plain text below it."""
    figures = _figure_columns(bands)
    rows = Counter(c for band in bands for c in band.cells if c in figures and is_sign(band.cells[c][0]))
    changes: Counter[int] = Counter()
    above: dict[int, bool] = {}
    for band in bands:
        for column, held in band.cells.items():
            for line in held:
                changes[column] += above.get(column, False) and not line.bold
                above[column] = line.bold
    return max(changes.values(), default=0) >= TITLED * max(rows.values(), default=0) > 0


def _lines_above(bands: Sequence[Band], at: int) -> list[Phrase] | None:
    """What the first column prints right above a band; a line of a cell set in the middle may stand between."""
    line = bands[at].cells[0][0]
    for band in (bands[at - 1], *bands[max(0, at - 2) : at - 1]):
        held = band.cells.get(0)
        if held is not None:
            near = line.top - held[-1].bottom <= BETWEEN * (line.bottom - line.top)
            return held if band is bands[at - 1] or near else None
    return None


def _bold_among_words(bands: Sequence[Band], alone: Sequence[bool]) -> set[int]:
    """Bold lines alone above plain rows of words, where no other line stands alone: titles of cells have text below."""
    lone = {i for i, own in enumerate(alone) if own}
    if (
        len(lone) < BOLD_MIN
        or ROWS_BELOW * len(lone) > len(bands) - len(lone)
        or not all(is_bold(bands[i]) for i in lone)
    ):
        return set()
    below = [bands[i + 1] if i + 1 < len(bands) else None for i in lone]
    headed = all(band is not None and 0 in band.cells and len(band.cells) > 1 and not is_bold(band) for band in below)
    return lone if headed else set()


def find_long_sections(
    bands: Sequence[Band], room: Sequence[tuple[float, float]], drawn: Collection[int]
) -> dict[int, int]:
    """Last and first bands of lines that head rows together from the first column, and end in a colon.

    Args:
        bands: the bands of a table.
        room: left and right end of the room for lines of each column.
        drawn: bands below which a line is drawn.
    """
    found: dict[int, int] = {}
    if len(_figure_columns(bands)) < FIGURE_COLUMNS:
        return found
    first = 0
    for i, band in enumerate(bands):
        if set(band.cells) != {0} or band.spanning or len(band.cells[0]) != 1:
            first = i + 1
            continue
        line, above = band.cells[0][0], bands[i - 1].cells.get(0) if i else None
        if i in (0, first) and above and i - 1 not in drawn and not _are_apart(above[-1], line, room[0]):
            first = i + 1
        elif i > first and ends_with(line, (":",)) and i + 1 < len(bands):
            found[i] = first
            first = i + 1
    return found


def find_set_apart(
    bands: Sequence[Band],
    room: Sequence[tuple[float, float]],
    wide: Sequence[bool],
    entries: Collection[int],
    drawn: Collection[int],
    tight: float,
) -> set[int]:
    """Bands that head rows: lines alone in the first column, a space below a row whose first cell ended long before.

    Args:
        bands: the bands of a table.
        room: left and right end of the room for lines of each column.
        wide: for each band but the last whether the space below it is that between rows.
        entries: bands that hold an entry of each row.
        drawn: bands below which a line is drawn or the page ends.
        tight: pitch of lines.
    """
    found = set()
    titled = are_titled(bands)
    for i in range(1, len(bands)):
        lone = set(bands[i].cells) == {0} and not bands[i].spanning and len(bands[i].cells[0]) == 1
        if (
            not lone
            or (titled and bands[i].cells[0][0].bold)
            or i in entries
            or i - 1 in drawn
            or not wide[i - 1]
            or 0 in bands[i - 1].cells
        ):
            continue
        ends = i in drawn or i + 1 == len(bands) or i + 1 in entries
        above = next((band.cells[0][-1].cy for band in reversed(bands[:i]) if 0 in band.cells), None)
        below = bands[i + 1].cells.get(0) if i + 1 < len(bands) and not wide[i] else None
        if below and not _are_apart(bands[i].cells[0][0], below[0], room[0]):
            continue  # The first line of a cell that others are set in the middle of.
        if ends and above is not None and bands[i].cells[0][0].cy - above > ENDED * tight > 0:
            found.add(i)
    return found


def _hangs(bands: Sequence[Band], at: int) -> bool:
    """Whether the line of the first column goes on with the lone one above, further in than all but such lines begin.

    Entries begin where that does, so that the line heads none of them.
    """
    line, above = bands[at].cells[0][0], bands[at - 1].cells[0][0]
    if line.x0 - above.x0 <= SAME_LEFT:
        return False
    named = [(i, band, band.cells[0][0].x0) for i, band in enumerate(bands) if 0 in band.cells]
    level = [i for i, _, x0 in named if abs(x0 - line.x0) <= SAME_LEFT]
    entries = sum(len(band.cells) > 1 and abs(x0 - above.x0) <= SAME_LEFT for _, band, x0 in named)
    return entries > len(level) and all(
        i and set(bands[i - 1].cells) == {0} and bands[i - 1].cells[0][0].x0 < line.x0 - SAME_LEFT for i in level
    )


def _is_over_level(bands: Sequence[Band], at: int) -> bool:
    """Whether names begin where the line below does, further in than this one, right below other rows mostly.

    Second lines of names hang as far in as that, below the first ones alone.
    """
    left = bands[at + 1].cells[0][0].x0
    if left - bands[at].cells[0][0].x0 <= SAME_LEFT:
        return False
    level = [
        len(above.cells) > 1
        for above, band in pairwise(bands)
        if len(band.cells) > 1 and 0 in band.cells and abs(band.cells[0][0].x0 - left) <= SAME_LEFT
    ]
    return sum(level) >= LEVEL_ROWS and 2 * sum(level) > len(level)


def _is_name(line: Phrase) -> bool:
    """Whether a line alone among numbers names what follows: no piece of a number broken over lines."""
    return not is_sign(line) and len(line.text) > BROKEN and line.text[0].isupper()


def section_ends(rows: Sequence[TextRow], xs: Sequence[float]) -> list[float]:
    """Places above and below bold lines that stand alone in the first column, off the plain print of other columns.

    They head sections: two rows that touch and are shaded alike are one shade. A line that runs over the border of the
    first column, which may be as narrow as a sign, is no line of the cell below it however close they stand.
    """
    if not any(w.bold for row in rows for p in row.phrases for w in p.words):
        return []
    bands = make_bands(rows, xs)
    across = [_runs_across(band, xs) for band in bands]
    lone = [
        over or (set(band.cells) == {0} and not band.spanning and is_bold(band))
        for over, band in zip(across, bands, strict=True)
    ]
    found = []
    for (above, heads, over), (below, headed, under) in pairwise(zip(bands, lone, across, strict=True)):
        others = below if heads else above
        height = max((p.bottom - p.top for p in others.cells.get(0, ())), default=0.0)
        apart = over or under or pitch_of(above, below) > OFF_LINES * height > 0
        if heads != headed and len(others.cells) > 1 and not is_bold(others) and apart:
            found.append((above.bottom + below.top) / 2)
    return found


def _runs_across(band: Band, xs: Sequence[float]) -> bool:
    """Whether all that the band prints is one bold line from the first column into others."""
    if band.cells or len(band.spanning) != 1:
        return False
    (line,) = band.spanning
    return line.bold and line.x0 < xs[1]


def _are_apart(above: Phrase, below: Phrase, room: tuple[float, float]) -> bool:
    """Whether the next line does not go on with the one above: that ended early or in dots, or one of them is bold."""
    if above.text.endswith(LEADER):
        return True
    if _is_capitals(above.text) != _is_capitals(below.text):
        return True
    if above.bold != below.bold or room[1] - above.x1 > EARLY * (room[1] - room[0]):
        return not below.text[0].islower()
    return broken_early(above, below, room) > 0


def _is_capitals(text: str) -> bool:
    """Whether the text is set in capitals."""
    return text.isupper() and sum(map(str.isalpha, text)) > BROKEN


def _figure_columns(bands: Sequence[Band]) -> set[int]:
    """The columns that hold figures for the most part."""
    signs: dict[int, list[bool]] = {}
    for band in bands:
        for c, phrases in band.cells.items():
            signs.setdefault(c, []).extend(map(is_sign, phrases))
    return {c for c, held in signs.items() if len(held) > 1 and sum(held) >= FIGURES * len(held)}
