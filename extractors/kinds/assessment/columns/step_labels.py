"""What the header of a column says in words of a step, whatever the grid cut from it or ran together with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.wordings.scales import is_no_answer, is_step_wording, polarity
from extractors.kinds.wording import bare, weigh
from schemas.layout import Line

HEADER_ENOUGH = 0.5
"""A header wording of this weight alone gives a column its role."""
HEADER_SURE = 0.8
"""A word of this weight heads ratings wherever it stands, and is part of no step."""
KEY_MAX = 2
"""Letters of a key of a step."""
BESIDE_WORDS = 8
"""Words of a header that may be two wordings line beside line; more are a sentence."""


def step_label(view: TableView, index: int, header: str) -> str:
    """The wording of a step in a column's header, without the words of a group header that the grid cut into it.

    The whole header when it is a step or an answer beside the scale; else its lowest line, else its last words, when
    they are a step.
    """
    own = own_part(view, index) or _part_above(view, index)
    if own is not None:
        return own
    below = (_key_below, _below_the_group, _below_a_question, _below_a_cut_question)
    header = next((part for find in below if (part := find(view, index))), header)
    dealt = _with_words_above(view, index, header)
    if dealt is not None:
        return dealt
    if is_step_wording(header) or is_no_answer(header):
        return header
    if are_several_steps(header):
        return header
    rows = _header_rows(view, index)
    lowest = view.text(rows[-1], index) if rows else header
    if is_step_wording(lowest) or (polarity(lowest) is not None and polarity(header) != polarity(lowest)):
        return lowest
    words = header.split()
    if len(words) > 1 and words[1][:1].isupper() and weigh("roles", words[0]).get("rating", 0.0) >= HEADER_SURE:
        return " ".join(words[1:])  # "Vurdering" over all steps, right above the middle one
    for start in range(1, len(words)):
        rest = " ".join(words[start:])
        if is_step_wording(rest):
            return header if _belongs_to(words[start - 1], header, rest) else rest
    squeezed = header.replace(" ", "")  # an abbreviation whose letters stand below each other: "G/R"
    return squeezed if is_step_wording(squeezed) else header


def _header_rows(view: TableView, index: int) -> list[int]:
    """The rows of the header that print something above the column, from the top down."""
    return [row for row in range(*view.header_span) if row not in view.full_width and view.text(row, index)]


def _key_below(view: TableView, index: int) -> str | None:
    """The key in the lowest row of a header, beside another key: what is printed above it is cut off a group's header.

    "Status (sæt x)" over four keys may be parted where two of their columns meet.
    """
    rows = _header_rows(view, index)
    key = view.text(rows[-1], index) if len(rows) > 1 else ""
    beside = [view.text(rows[-1], c) for c in (index - 1, index + 1) if rows and 0 <= c < view.column_count]
    return key if _is_key(key) and any(map(_is_key, beside)) else None


def _is_key(text: str) -> bool:
    return 0 < len(text) <= KEY_MAX and text.isalpha() and text.isupper()


def _below_the_group(view: TableView, index: int) -> str | None:
    """What stands below a group header, where more print of the column stands above that: it heads the group."""
    rows = _header_rows(view, index)
    own = [row for row in rows if view.cell(row, index).column_span == 1]
    if len(own) < 2 or not any(own[-2] < row < own[-1] for row in rows):
        return None
    return view.text(own[-1], index)


def _below_a_question(view: TableView, index: int) -> str | None:
    """The step in the lower lines of a header cell, where the upper ones ask for a rating, and over this column alone.

    They head the group of the columns, over the middle of which they stand: "Opfyldelse af anbefalingen" above a step.
    """
    own = [row for row in _header_rows(view, index) if view.cell(row, index).column_span == 1]
    lines = [line for row in own for line in view.own_lines(row, index)]
    for at in reversed(range(1, len(lines))):
        question, step = view.join(lines[:at]), view.join(lines[at:])
        # "Kommunen er ikke" above "i gang" and "Opfyldt i" above "nogen grad" are one wording.
        whole = polarity(question) is not None or polarity(f"{question} {step}") not in (None, polarity(step))
        if is_step_wording(step) and not whole and asks_for_rating(question):
            others = (
                view.text(row, c) for c in range(view.column_count) if c != index for row in _header_rows(view, c)
            )
            return step if not any(text.startswith(question) for text in others) else None
    return None


def _below_a_cut_question(view: TableView, index: int) -> str | None:
    """The step below a group header whose words the grid cut into the cells of its columns: "Hvor | langt er | vi?".

    All that stand on its height are read together, and it heads no column by itself: below it each has its step.
    """
    own = _last_header_lines(view, index)
    if len(own) < 2 or not is_step_wording(view.join(own[1:])):
        return None
    beside = [c for c in range(view.column_count) if _stands_level(_last_header_lines(view, c), own[0])]
    run = [c for c in beside if set(range(min(c, index), max(c, index) + 1)) <= set(beside)]
    parts = [_last_header_lines(view, c) for c in run]
    question = view.join([lines[0] for lines in parts])
    steps = all(is_step_wording(view.join(lines[1:])) for lines in parts)
    whole = any(is_step_wording(view.join(lines)) for lines in parts)
    asked = steps and not whole and len(run) > 1 and asks_for_rating(question)
    return view.join(own[1:]) if asked and polarity(question) is None else None


def _last_header_lines(view: TableView, index: int) -> tuple[Line, ...]:
    """The lines of the lowest cell of the header that is the column's own; none where it spans several."""
    rows = _header_rows(view, index)
    return view.own_lines(rows[-1], index) if rows and view.cell(rows[-1], index).column_span == 1 else ()


def _stands_level(lines: Sequence[Line], line: Line) -> bool:
    return len(lines) > 1 and lines[0].box.top < line.box.cy < lines[0].box.bottom


def asks_for_rating(header: str) -> bool:
    """Whether a header asks for a rating, as a group header does that stands over one column of its group."""
    return weigh("roles", header).get("rating", 0.0) >= HEADER_ENOUGH


def _with_words_above(view: TableView, index: int, header: str) -> str | None:
    """The step that a header is with the words straight above it, in a cell that came to stand over several columns.

    Print sets the upper lines of narrow headers so tight that they run together: "I høj I nogen" over "grad", "grad".
    """
    span = range(*view.header_span)
    upper = [row for row in span if row not in view.full_width and view.cell(row, index).column_span > 1]
    own = next((view.cell(row, index) for row in reversed(span) if view.cell(row, index).column_span == 1), None)
    if not upper or own is None or not own.parts:
        return None
    spanned = [c for c in range(view.column_count) if view.cell(upper[-1], c) is view.cell(upper[-1], index)]
    left, right = own.parts[0].box.x0, own.parts[0].box.x1
    over = [w for row in upper for line in view.lines(row, index) for w in line.words]
    words = [w.text for w in over if left <= w.cx <= right]
    if not words:
        return None
    says_all = is_step_wording(header) and sum(bare(view.text(own.row, c)) == bare(header) for c in spanned) == 1
    if says_all and not (len(words) == len(over) and words[-1].casefold() in _OPEN):
        return None  # What stands above it heads the group.
    text = " ".join([*words, header])
    return text if is_step_wording(text) else None


def own_part(view: TableView, index: int) -> str | None:
    """The column's own step in a lowest header cell that came to stand over several: "Delvist Nej" over two."""
    rows = _header_rows(view, index)
    cell = view.cell(rows[-1], index) if rows else None
    if cell is None or cell.column_span < 2:
        return None
    parts = _as_steps(view.text(rows[-1], index).split(), cell.column_span)
    return parts[index - cell.column] if parts is not None else None


def _part_above(view: TableView, index: int) -> str | None:
    """The step right above the column in a lowest header cell over several columns, of which another asks for more.

    Headers that all but touch run together: "Implementeret Grundniveau/udviklingsniveau".
    """
    rows = _header_rows(view, index)
    cell = view.cell(rows[-1], index) if rows else None
    if cell is None or cell.column_span < 2 or not view.body:
        return None
    columns = range(cell.column, cell.column + cell.column_span)
    below = [view.cell(view.body[0], c) for c in columns]
    if any(part.column_span > 1 or not part.parts for part in below):
        return None
    words = [word for line in view.own_lines(rows[-1], index) for word in line.words]
    texts = [" ".join(w.text for w in words if part.parts[0].box.x0 <= w.cx < part.parts[0].box.x1) for part in below]
    own = texts[index - cell.column]
    headed = all(
        is_step_wording(text) or max(weigh("roles", text).values(), default=0.0) >= HEADER_ENOUGH for text in texts
    )
    return own if headed and is_step_wording(own) and not all(map(is_step_wording, texts)) else None


def _as_steps(words: Sequence[str], count: int) -> list[str] | None:
    """The words as so many wordings of steps, one after the other; None when they are not."""
    if count == 1:
        return [" ".join(words)] if is_step_wording(" ".join(words)) else None
    for end in range(1, len(words) - count + 2):
        first, rest = " ".join(words[:end]), words[end:]
        if is_step_wording(first) and (others := _as_steps(rest, count - 1)) is not None:
            return [first, *others]
    return None


def _belongs_to(before: str, header: str, rest: str) -> bool:
    """Whether the word before a step's wording is part of it: a verb ("Kommunen er i gang"), or what turns it.

    So is an answer that the wording goes on with: "Ja, i væsentlig grad".
    """
    return before.casefold() in _VERBS or _goes_on(before) or polarity(header) not in (None, polarity(rest))


def _goes_on(word: str) -> bool:
    """Whether a wording goes on behind the word: it ends in a comma or is a dash."""
    return word.endswith(",") or word in _DASHES


_OPEN = frozenset({"i", "er", "ikke"})
"""Words that end no header: "Opfyldt i" above "nogen grad" is the first line of that."""
_DASHES = frozenset({"-", "–", "—"})
_VERBS = frozenset({"er", "bliver", "har", "kommunen", "anbefalingen", "vi", "kun", "næsten", "endnu", "meget"})
"""Words that belong to the step behind them: verbs, and what limits it ("Kun i begrænset omfang")."""


def are_several_steps(label: str) -> bool:
    """Whether a header is steps run together: the grid made one column of them.

    Their lines stand beside each other: "Slet I mindre" above "ikke omfang" is two steps word by word. No step says two
    words twice: "I I høj lav grad grad".
    """
    words = label.split()
    denied = words[:1] and words[0].casefold() == "ikke" and words[1:] and words[1][:1].islower()
    if is_step_wording(label) or len(words) < 2 or denied:  # "Ikke i gang" is no "Ikke" beside "I gang".
        return False
    if words[0].endswith(",") or words[1] in _DASHES:  # "Ja, i væsentlig grad": no header ends so.
        return are_several_steps(" ".join(words[1 + (words[1] in _DASHES) :]))
    if sum(count > 1 for count in Counter(map(str.casefold, words)).values()) > 1:
        return True
    halves = ((" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words)))
    if any(is_step_wording(a) and (is_step_wording(b) or are_several_steps(b)) for a, b in halves):
        return True
    return len(words) <= BESIDE_WORDS and any(
        is_step_wording(" ".join(words[i] for i in chosen))
        and is_step_wording(" ".join(word for i, word in enumerate(words) if i not in chosen))
        for count in range(1, len(words) // 2 + 1)
        for chosen in combinations(range(len(words)), count)
    )
