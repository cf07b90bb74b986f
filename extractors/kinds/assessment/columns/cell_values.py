"""What the cells of a rating column hold, medium by medium: words, signs, the colour of the words, shading.

A value is what is compared with a scale, and no rating. Contract: a cell with several verdicts, signs or colours holds
none of them, and a list of options the one that is ticked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.cells.emphasised import listed_answers
from extractors.kinds.assessment.cells.ticked import TICKED, options_of
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.profiles import is_symbol
from extractors.kinds.assessment.wordings.legend import colour_word, sign_key
from extractors.kinds.assessment.wordings.scales import is_step_wording, polarity
from extractors.kinds.wording import bare
from schemas.marks import Mark

MEDIA = ("text", "sign", "text_colour", "shading")
"""What may rate, in order of how much it says."""


@dataclass(frozen=True, slots=True)
class Value:
    """What one cell holds in one medium."""

    key: str
    mark: Mark
    offered: tuple[str, ...] = ()
    """All answers that the cell offers, when it is a list of options."""


def values_of(view: TableView, column: int, medium: str, *, grey: bool = False) -> dict[int, Value]:
    """What the body rows of a column hold in one medium; rows that hold nothing are left out.

    Args:
        view: the table.
        column: the column.
        medium: words, signs, the colour of the words or shading.
        grey: whether grey is a colour like others.
    """
    if medium == "shading":
        found = {row: _shade_value(view, row, column, grey=grey) for row in view.body if not view.heads_rows(row)}
    else:
        reader = {"text": text_value, "sign": sign_value, "text_colour": _colour_value}[medium]
        found = {row: reader(view, row, column) for row in view.body if not view.heads_rows(row)}
    return {row: value for row, value in found.items() if value is not None}


def text_value(view: TableView, row: int, column: int) -> Value | None:
    """The words of a cell, or the option or answer of a list that is chosen."""
    options = options_of(view, row, column)
    checked = [o for o in options if o.mark.meaning in TICKED]
    if len(options) >= 2:
        offered = tuple(option.label for option in options)
        if len(checked) != 1:
            return Value("\0several" if checked else "\0none", options[0].mark, offered)
        return Value(bare(checked[0].label), checked[0].mark, offered)
    if options and not checked and options[0].mark.sign == "box" and options[0].label:
        return Value("\0none", options[0].mark)  # "☐ Ja" is no answer, whatever stood beside it.
    listed = listed_answers(view, row, column)
    if listed:
        chosen = [answer for answer in listed if answer.chosen]
        offered = tuple(answer.label for answer in listed)
        key = bare(chosen[0].label) if len(chosen) == 1 else "\0several" if chosen else "\0none"
        return Value(key, (chosen or listed)[0].mark, offered)
    text = _SIGN_BESIDE.sub("", view.text(row, column))
    if _says_several(view, row, column):
        return Value("\0several", view.mark_of_words(row, column))
    # A bar beside a share draws what the share says, as a coloured dot does beside the words of its step.
    drawn = [mark for mark in view.marks(row, column) if mark.kind != "text"]
    beside = _SHARE.match(text) or (all(mark.meaning == "colour" for mark in drawn) and polarity(text) is not None)
    if not bare(text) or (drawn and not beside):
        return None
    return Value(bare(text), view.mark_of_words(row, column)._replace(text=text))


def _says_several(view: TableView, row: int, column: int) -> bool:
    """Whether the lines of a cell are several verdicts, no two of them one: they rate rows that came into one."""
    lines = list(dict.fromkeys(line.text for line in view.lines(row, column)))
    if len(lines) < 2 or is_step_wording(view.text(row, column)) or not all(map(is_step_wording, lines)):
        return False
    return not any(is_step_wording(f"{a} {b}") for a, b in pairwise(lines))


_SHARE = re.compile(r"^\d{1,3} ?(%|pct\.?)$")
_SIGN_BESIDE = re.compile(r"^[^\w\s.,;:()\[\]+–—-]+\s+(?=\w)|(?<=\w)\s+[^\w\s.,;:()\[\]+–—!?%*-]+$")
"""A dot or another sign before or behind the words of a cell: "● Grøn"."""


def sign_value(view: TableView, row: int, column: int) -> Value | None:
    """The sign of a cell, or a symbol that nobody listed."""
    signs = [m for m in view.marks(row, column) if m.meaning != "text"]
    if not signs:
        text = view.text(row, column)  # "+/-", "~": no sign that is known, and no word
        return Value(text, view.mark_of_words(row, column)) if is_symbol(text) else None
    keys = {sign_key(m) for m in signs}
    return Value(sign_key(signs[0]) if len(keys) == 1 else "\0several", signs[0])


def _colour_value(view: TableView, row: int, column: int) -> Value | None:
    part = view.cell(row, column).parts[0]
    names = {mark_reader.colour_name(word.color) for line in part.lines for word in line.words}
    if len(names - {"white", "grey", "black", None}) > 1:
        return Value("\0several", view.mark_of_words(row, column))
    return coloured(view, row, column, mark_reader.text_colour_of(part), "text")


def _shade_value(view: TableView, row: int, column: int, *, grey: bool) -> Value | None:
    shade = view.shading(row, column)
    others = [view.shading(row, c) for c in range(view.column_count) if view.cell(row, c) is not view.cell(row, column)]
    if 2 * others.count(shade) > len(others):
        return None  # It is the row's.
    value = coloured(view, row, column, shade, "fill", grey=grey)
    if value is not None and any(map(mark_reader.is_shaded_in_parts, view.cell(row, column).parts)):
        return Value("\0several", value.mark)
    return value


def coloured(
    view: TableView, row: int, column: int, color: int | None, sign: str, *, grey: bool = False
) -> Value | None:
    """The value of a colour of a cell: of its words (``sign`` is "text") or behind them; None when it is no colour."""
    name = mark_reader.colour_name(color) if color is not None else None
    if name is None or name in ("white", "black") or (name == "grey" and not grey):
        return None
    part = view.cell(row, column).parts[0]
    if sign == "text":
        mark = view.mark_of_words(row, column)._replace(meaning="colour", color=color, colour=name)
    else:
        mark = Mark("fill", "fill", "colour", color, name, None, view.text(row, column), part.page, part.box, 1.0)
    return Value(colour_word(name), mark)
