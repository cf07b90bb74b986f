"""Columns of print → the same with those joined that are one: last words, lone lines, heads beside what they head.

White space alone parts a justified line's last words, or a head that stands beside the middle of its figures, from the
column they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.layout.lines import Phrase, is_sign, is_year
from extractors.layout.spaces import JUSTIFIED_MAX

INSIDE = 2.0
"""Points by which print reaches over an edge when it runs across."""
SAME_EDGE = 0.6
"""Points by which phrases that end at one side may differ."""
BEGUN_MIN = 3
"""Texts that begin at one side as well as they end at one: last words begin wherever the line happens to break."""
LINES_MIN = 2
"""Lines that show where justified print ends."""
FAR_OFF = 4.0
"""Font sizes by which the space before the last word of a justified line is wider than the others at most."""
WORD_SPACE = 0.4
"""Font sizes between words of one head."""
JOINING = ("/", "&")
"""Signs that stand between words."""
LINE_PITCH = 1.6
"""Line heights from one line of a cell to the next at most."""
BULLETS = ("•", "◦", "▪", "‣", "·", "–", "-", "\uf0b7", "\uf0a7")
"""Signs that begin a line of text, and rate nothing where no head stands above them."""
LONE_AMONG = 4
"""Columns of a table in which lone words may stand over several."""
LINE_CLOSEST = 0.8
"""Line heights from one line of a cell to the next at least."""
GAP_ENTRIES = 3
"""Entries that columns of figures have more of beside a head over the gap between them."""
ABBREVIATION = 3
"""Letters of an abbreviation that stands in the middle of its column as signs do."""
TOP = 6
"""Rows among which the heads of all columns stand."""
CENTRED_AMONG = 4
"""Columns, that of the head and that of its words counted apart, among which one without a head is told."""
HEAD_ROWS = 3
"""Lines that a head of one column takes at most."""
LABELS_MIN = 2
"""Turned labels beside columns of signs: a lone one may be anything."""


class Column(NamedTuple):
    """An interval of x that holds the phrases of one column."""

    x0: float
    x1: float


def with_last_words(columns: list[Column], rows: Sequence[Sequence[Phrase]]) -> list[Column]:
    """Join the last words of justified lines with what they stand beside.

    They end at one side, always beside words of the column before them, and a further line of it follows each: the last
    line of justified print is not stretched. A column of its own has a head, or entries that end anywhere or begin at
    one side; a lone word on the first line may be the head of the column after it.
    """
    i = 0
    while i + 1 < len(columns):
        left, right = columns[i : i + 2]
        lines = [
            (k, p) for k, row in enumerate(rows) for p in row if left.x0 - 0.5 <= p.x0 <= left.x1 < right.x1 >= p.x1
        ]
        if _are_last_words(lines, _print_in(right, rows)):
            columns[i : i + 2] = [Column(left.x0, right.x1)]
        else:
            i += 1
    return columns


def _are_last_words(lines: Sequence[tuple[int, Phrase]], last: Sequence[tuple[int, Phrase]]) -> bool:
    if not last or 2 * len(last) >= len(lines):
        return False
    if any(_is_entry(p) and not _ends_as_lines_do(p, lines) for _, p in last):
        return False
    side = max(p.x1 for _, p in last)
    if side - min(p.x1 for _, p in last) > SAME_EDGE:
        return False
    if len(last) == 1 and last[0][0] <= min(i for i, _ in lines):
        return False
    beside = dict(lines)
    apart = sum(i in beside and _stands_off(p, beside[i]) for i, p in last)
    if 2 * apart > len(last) or _is_column(beside, last):
        return False
    return all(i in beside and any(_follows(q, beside[i]) for k, q in lines if k > i) for i, _ in last)


def _is_column(beside: Mapping[int, Phrase], last: Sequence[tuple[int, Phrase]]) -> bool:
    """Whether texts of several words end at one side, begin at one side, and stand further off than their words do.

    All spaces of a justified line are as wide. What begins with a box is an option beside others.
    """
    begun = [p.x0 for _, p in last]
    if len(last) < BEGUN_MIN or max(begun) - min(begun) > SAME_EDGE or not last[0][1].text[0].isalnum():
        return False
    gaps = [(p.x0 - q.x1, _gaps(p)) for i, p in last if (q := beside.get(i)) is not None]
    off = sum(bool(own) and gap > WORD_SPACE * last[0][1].size + max(own) for gap, own in gaps)
    return 2 * off > len(last)


def _gaps(phrase: Phrase) -> list[float]:
    return [b.x0 - a.x1 for a, b in pairwise(phrase.words)]


def _stands_off(word: Phrase, before: Phrase) -> bool:
    """Whether a word stands further off than justified lines set theirs, whose spaces are all as wide.

    What stands beside the bold title of a text belongs to the title, however far off.
    """
    gaps = _gaps(before)
    return bool(gaps) and not before.bold and word.x0 - before.x1 > FAR_OFF * word.size + max(gaps)


def _is_entry(phrase: Phrase) -> bool:
    """Whether a figure or sign stands for itself, and in no sentence: "40," goes on."""
    return is_sign(phrase) and phrase.text not in JOINING and not phrase.text.endswith(",")


def _ends_as_lines_do(letter: Phrase, lines: Sequence[tuple[int, Phrase]]) -> bool:
    """Whether a lone small letter, which may be a word, ends where several lines of the print before it end."""
    return (
        letter.text.isalpha()
        and letter.text.islower()
        and (sum(abs(p.x1 - letter.x1) <= SAME_EDGE for _, p in lines) >= LINES_MIN)
    )


def _follows(lower: Phrase, upper: Phrase) -> bool:
    """Whether a line of one cell follows the other."""
    return 0 < lower.cy - upper.cy < LINE_PITCH * (upper.bottom - upper.top) and lower.x0 <= upper.x0 + INSIDE


def with_bullets(columns: list[Column], rows: Sequence[Sequence[Phrase]], loose: Sequence[Phrase]) -> list[Column]:
    """Join a column that holds one bullet per line and no head with the text that each begins.

    A mark is a bullet's like, but a column of marks has a head, and nothing to begin.
    """
    if not any(len(p.words) == 1 and p.words[0].text in BULLETS for row in rows for p in row):
        return columns
    i = 0
    while i + 1 < len(columns):
        held = _print_in(columns[i], rows)
        bullets = bool(held) and all(p.text in BULLETS for _, p in held) and len({p.text for _, p in held}) == 1
        turned = any(columns[i].x0 <= p.cx <= columns[i].x1 for p in loose)
        if bullets and not turned and {row for row, _ in held} <= {row for row, _ in _print_in(columns[i + 1], rows)}:
            columns[i : i + 2] = [Column(columns[i].x0, columns[i + 1].x1)]
        else:
            i += 1
    return columns


def without_lone(columns: list[Column], rows: Sequence[Sequence[Phrase]]) -> list[Column]:
    """The columns but those of words that stand alone on their lines: these head the rows below over several columns.

    So does a year or a text over the gap between two columns of figures; or it heads one that it misses.

    A cell centred beside one of two lines stands alone as well, but between these.
    """
    if len(columns) < LONE_AMONG:
        return columns
    prints = [_print_in(column, rows) for column in columns]
    kept = columns[:1]
    for k, held in enumerate(prints[1:], 1):
        lone = held and not any(is_sign(p) or len(rows[i]) > 1 or _is_between(i, rows) for i, p in held)
        if not lone and not (len(held) == 1 and k + 1 < len(columns) and _is_over_gap(*prints[k - 1 : k + 2])):
            kept.append(columns[k])
    return kept


def _is_over_gap(
    left: Sequence[tuple[int, Phrase]], head: Sequence[tuple[int, Phrase]], right: Sequence[tuple[int, Phrase]]
) -> bool:
    """Whether a year, or words, stands over the gap between two columns of figures, which begin further down."""
    ((at, phrase),) = head
    return (not is_sign(phrase) or is_year(phrase)) and all(
        2 * sum(is_sign(p) for _, p in side) > len(side) > GAP_ENTRIES and side[0][0] > at for side in (left, right)
    )


def _is_between(i: int, rows: Sequence[Sequence[Phrase]]) -> bool:
    """Whether the lone phrase of a row stands closer to a neighbouring row than lines do."""
    p = rows[i][0]
    near = [rows[k][0] for k in (i - 1, i + 1) if 0 <= k < len(rows)]
    return any(abs(p.cy - q.cy) < LINE_CLOSEST * (p.bottom - p.top) for q in near)


def with_own_heads(columns: list[Column], rows: Sequence[Sequence[Phrase]], loose: Sequence[Phrase]) -> list[Column]:
    """Join a head with the figures it stands beside: centred words over figures set to one side may never overlap.

    Of two neighbours one prints words alone, in a few rows; the other prints figures alone below them, and words at
    most above them, where a head over several columns stands. Words over turned labels are the head of these.
    """
    i = 0
    prints = [_print_in(column, rows) for column in columns]
    labelled = [any(column.x0 <= p.cx <= column.x1 for p in loose) for column in columns]
    while i + 1 < len(columns):
        if not any(labelled[i : i + 2]) and (_heads(prints[i], prints[i + 1]) or _heads(prints[i + 1], prints[i])):
            columns[i : i + 2] = [Column(columns[i].x0, columns[i + 1].x1)]
            prints[i : i + 2] = [_print_in(columns[i], rows)]
            del labelled[i]
        else:
            i += 1
    return columns


def with_centred_heads(columns: list[Column], rows: Sequence[Sequence[Phrase]]) -> list[Column]:
    """Join a head with the words beside it that have none, in the one row where all other columns have theirs.

    It is centred over its column, and all words below begin at the left side and end before it.
    """
    # The head and its words are two of them.
    headed = len(columns) - 1
    if len(columns) < CENTRED_AMONG or not any(len(row) == headed and all(p.bold for p in row) for row in rows[:TOP]):
        return columns
    prints = [_print_in(column, rows) for column in columns]
    alone = [k for k, held in enumerate(prints) if len(held) == 1 and held[0][1].bold]
    for k in alone:
        at = prints[k][0][0]
        headless = [i for i, held in enumerate(prints) if held and all(row > at for row, _ in held)]
        beside = sum(any(row == at for row, _ in held) for held in prints)
        if len(headless) == 1 and abs(headless[0] - k) == 1 and beside == headed:
            first, last = sorted((k, headless[0]))
            return [*columns[:first], Column(columns[first].x0, columns[last].x1), *columns[last + 1 :]]
    return columns


def with_stretched_heads(columns: list[Column], rows: Sequence[Sequence[Phrase]]) -> list[Column]:
    """Join the first word of a justified head with the rest of it, from which the stretched space parts it.

    "I    mindre" over "omfang" and signs: the word begins with a capital, what stands beside it goes on in small
    letters, and nothing else stands below or above it.
    """
    i = 0
    while i + 1 < len(columns):
        if _goes_on(_print_in(columns[i], rows), _print_in(columns[i + 1], rows)):
            columns[i : i + 2] = [Column(columns[i].x0, columns[i + 1].x1)]
        else:
            i += 1
    return columns


def _goes_on(first: Sequence[tuple[int, Phrase]], rest: Sequence[tuple[int, Phrase]]) -> bool:
    """Whether one word, perhaps again overleaf, is all of ``first``, and the words beside it go on over signs."""
    if not first or len({p.text for _, p in first}) > 1:
        return False
    at = {i for i, _ in first}
    beside = [p for i, p in rest if i in at]
    return (
        sum(i > min(at) and is_sign(p) for i, p in rest) > 1
        and len(beside) == len(first)
        and all(len(p.words) == 1 and p.text[:1].isupper() and p.text.isalpha() for _, p in first)
        and all(q.text[:1].islower() and not is_sign(q) for q in beside)
        and all(q.x0 - p.x1 <= JUSTIFIED_MAX * p.size for (_, p), q in zip(first, beside, strict=True))
    )


def with_turned_heads(columns: list[Column], rows: Sequence[Sequence[Phrase]], loose: Sequence[Phrase]) -> list[Column]:
    """Join turned labels with the signs they stand beside: a label at one side of its column, signs in the middle.

    Two labels at least stand over nothing, and all on the same side of a column of signs without a label: where labels
    and columns take turns, the side on which more do, else the one on which they stand closer.
    """
    if len(loose) < 2:
        return columns
    level = [[p for p in row if p not in loose] for row in rows]
    prints = [_print_in(column, level) for column in columns]
    labelled = [any(column.x0 <= p.cx <= column.x1 for p in loose) for column in columns]
    signs = [
        bool(held) and not named and all(is_sign(p) for _, p in held)
        for held, named in zip(prints, labelled, strict=True)
    ]
    bare = [i for i, named in enumerate(labelled) if named and not prints[i]]
    sides = [
        [(min(i, i + side), max(i, i + side)) for i in bare if 0 <= i + side < len(columns) and signs[i + side]]
        for side in (-1, 1)
    ]
    pairs = max(sides, key=lambda own: (len(own), -sum(columns[b].x0 - columns[a].x1 for a, b in own)))
    if len(pairs) < LABELS_MIN:
        return columns
    joined = dict(pairs)
    taken = set(joined.values())
    return [
        Column(column.x0, columns[joined[i]].x1) if i in joined else column
        for i, column in enumerate(columns)
        if i not in taken
    ]


def with_strays(columns: list[Column], rows: Sequence[Sequence[Phrase]], loose: Sequence[Phrase]) -> list[Column]:
    """Join a mark that stands beside the middle of its column, and off its other marks, with that column.

    No head stands over it, or one that stands over both; the column has one, marks or nothing below it, and nothing on
    the lines of the mark. Of columns on both sides it is the one whose middle is nearer: who rates asks whether it is
    near enough.
    """
    if not any(_is_mark(p) for row in rows for p in row):
        return columns
    prints = [_print_in(column, rows) for column in columns]
    labelled = [any(column.x0 <= p.cx <= column.x1 for p in loose) for column in columns]
    for i in reversed(range(len(columns))):
        held = prints[i]
        if labelled[i] or not held or not all(_is_mark(p) for _, p in held):
            continue
        head = _lowest_head(columns[i], rows)
        beside = [
            k
            for k in (i - 1, i + 1)
            if 0 <= k < len(columns)
            and (head is None or _is_head_of_both(head, i, k, columns, prints))
            and _may_hold(held, prints[k], headed=labelled[k] or head is not None)
        ]
        if not beside:
            continue
        middle = sum(p.cx for _, p in held) / len(held)
        k = min(beside, key=lambda k: abs(_axis(columns[k], prints[k]) - middle))
        first, last = sorted((i, k))
        columns[first : last + 1] = [Column(columns[first].x0, columns[last].x1)]
        prints[first : last + 1] = [sorted((*prints[first], *prints[last]), key=lambda found: found[0])]
        labelled[first : last + 1] = [labelled[first] or labelled[last]]
    return columns


def _lowest_head(column: Column, rows: Sequence[Sequence[Phrase]]) -> Phrase | None:
    """The last words that reach over a column."""
    over = (p for row in reversed(rows) for p in row if p.x0 < column.x1 and p.x1 > column.x0 and not is_sign(p))
    return next(over, None)


def _is_head_of_both(
    head: Phrase,
    stray: int,
    beside: int,
    columns: Sequence[Column],
    prints: Sequence[Sequence[tuple[int, Phrase]]],
) -> bool:
    """Whether words over two columns head these as one: no words run together that name one each, nor a group's.

    Their middle stands over the column beside the stray; a third one below them holds strays too, if anything.
    """
    words = head.words
    # A head of a group beside it may reach over its side.
    reached = [k for k, column in enumerate(columns) if head.x0 < sum(column) / 2 < head.x1]
    others = [p for k in reached if k not in (stray, beside) for _, p in prints[k]]
    strays = len(prints[stray]) + len(others)
    return (
        columns[beside].x0 <= head.cx <= columns[beside].x1
        and (not others or (all(map(_is_mark, others)) and 2 * strays <= len(prints[beside])))
        and all(b.x0 - a.x1 <= WORD_SPACE * head.size for a, b in pairwise(words))
        and not any(w.text in JOINING for w in words)
    )


def _is_mark(phrase: Phrase) -> bool:
    """Whether the phrase is a mark: drawn, a sign, or an x; digits and other letters say what they are."""
    return not phrase.words or (is_sign(phrase) and (phrase.text in "xX" or not any(map(str.isalnum, phrase.text))))


def _may_hold(held: Sequence[tuple[int, Phrase]], beside: Sequence[tuple[int, Phrase]], *, headed: bool) -> bool:
    """Whether marks may be those of the column beside them: it has a head, and below it marks or what counts them."""
    marked = {i for i, p in beside if _is_mark(p)}
    lines = {i for i, _ in held}
    first = min(marked | lines)
    heads = {p.text for i, p in beside if i < first and not _is_mark(p)}
    below = all(is_sign(p) or p.text in heads for i, p in beside if i > first)  # The head may come again overleaf.
    return (headed or bool(heads)) and below and not marked & lines and len(marked) >= len(held)


def _axis(column: Column, held: Sequence[tuple[int, Phrase]]) -> float:
    """Where the marks of a column stand."""
    places = [p.cx for _, p in held if _is_mark(p)]
    return sum(places) / len(places) if places else (column.x0 + column.x1) / 2


def _print_in(column: Column, rows: Sequence[Sequence[Phrase]]) -> list[tuple[int, Phrase]]:
    """Row and phrase of what stands in the column."""
    return [(i, p) for i, row in enumerate(rows) for p in row if column.x0 - 0.5 <= p.x0 and p.x1 <= column.x1 + 0.5]


def _heads(head: Sequence[tuple[int, Phrase]], body: Sequence[tuple[int, Phrase]]) -> bool:
    """Whether the print of ``head`` is the head of ``body``, or the words of it that begin before its signs do."""
    lines = {i for i, _ in head}
    head = _once(head, body)
    if not head or len(head) > HEAD_ROWS or len(body) < 2 or any(is_sign(p) and not is_year(p) for _, p in head):
        return False
    first, last = head[0][0], head[-1][0]
    signs = [i for i, p in body if _is_short(p)]
    words = [(i, p) for i, p in body if not _is_short(p)]
    marks = [p for _, p in body if is_sign(p)]
    if any(i < first and stands_over(p, marks) and all(p.x1 < q.x0 or q.x1 < p.x0 for _, q in head) for i, p in words):
        return False  # They have a head of their own, which leaves the other free.
    return (
        len(signs) > 1
        and all(i > last and i not in lines for i in signs)
        and all(i < first or any(i == k and _touch(p, q) for k, q in head) for i, p in words)
    )


def _once(head: Sequence[tuple[int, Phrase]], body: Sequence[tuple[int, Phrase]]) -> Sequence[tuple[int, Phrase]]:
    """The lines of a head without those that say the same again overleaf, with print of the body between them."""
    texts = [p.text for _, p in head]
    size = next((n for n in range(1, len(texts)) if texts[n:] == texts[:-n]), len(texts))
    again = [(head[at - 1][0], head[at][0]) for at in range(size, len(head), size)]
    return head[:size] if all(any(last < i < first for i, _ in body) for last, first in again) else head


def stands_over(head: Phrase, signs: Sequence[Phrase]) -> bool:
    """Whether the head reaches over one axis on which most signs stand.

    They stand in the middle of their column, though the head of it may begin at its left side.
    """
    axis = sorted(p.cx for p in signs)[len(signs) // 2] if signs else -1.0
    under = sum(abs(p.cx - axis) <= INSIDE for p in signs)
    return head.x0 <= axis <= head.x1 and 2 <= under > len(signs) - under


def _is_short(phrase: Phrase) -> bool:
    """Whether the phrase is a sign, or an abbreviation as short as one."""
    return is_sign(phrase) or (len(phrase.words) == 1 and len(phrase.text) <= ABBREVIATION)


def _touch(p: Phrase, q: Phrase) -> bool:
    """Whether two phrases of one row stand a word space apart."""
    return max(p.x0 - q.x1, q.x0 - p.x1) <= WORD_SPACE * max(p.size, q.size)
