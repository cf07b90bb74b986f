"""Lists of recommendations under headings that rate them: "Opfyldt", then all that is met.

At least two different headings are steps of one known scale, or statements whose words put them in order as the steps
of one; under each stands a list, after a paragraph of introduction at most, and each of its items is a recommendation
with the heading's verdict. In a form, a verdict answers the heading above it and no list follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.danish import text as danish
from extractors.kinds.assessment.form_pieces import Piece, on_one_line
from extractors.kinds.assessment.form_records import RATING_LABEL, VERDICT_MAX, statement_in, words_of_step
from extractors.kinds.assessment.scales import polarity, scale_of_labels
from schemas.layout import Layout, Line

MIN_HEADS = 2
"""One heading that is a step may head anything."""
TITLE_MAX = 250
"""A longer item is prose about what is met."""


def may_rate_lists(layout: Layout) -> bool:
    """Whether headings of lists affirm or limit something: they may rate the items below them."""
    heads = set()
    for page in layout.pages:
        for block, *below in zip(page.blocks, page.blocks[1:], page.blocks[2:], strict=False):
            listed = any(other.kind == "list_item" for other in below)
            if (
                block.kind == "heading"
                and listed
                and len(block.text) <= VERDICT_MAX
                and polarity(block.text) is not None
            ):
                heads.add(block.text)
    return len(heads) >= MIN_HEADS


def with_rated_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which every item of a list under a step's heading is a title, and the heading its rating."""
    lists = [i for i in range(len(pieces)) if _heads_list(pieces, i) and not _ends_title(pieces, i)]
    heads = {i: lines for i in lists if (lines := _step_lines(pieces[i]))} or _stated(pieces, lists)
    steps = list(dict.fromkeys(lines[0].text for lines in heads.values()))
    scale = scale_of_labels(steps, complete=True) if len(steps) >= MIN_HEADS else None
    if scale is None or not scale.known:
        return list(pieces)
    rated: list[Piece] = []
    verdict: tuple[Line, ...] = ()
    for index, piece in enumerate(pieces):
        if index in heads:
            verdict = heads[index]
        elif verdict and _is_item(piece):
            rated += [
                replace(piece, kind="heading", label=""),
                Piece("rating", RATING_LABEL, verdict, pieces[index].block),
            ]
        elif not verdict or piece.kind == "heading":  # What stands between a list and the next heading is of no item.
            verdict = ()
            rated.append(piece)
    return rated


def _stated(pieces: Sequence[Piece], lists: Sequence[int]) -> dict[int, tuple[Line, ...]]:
    """The heads of lists whose words say a verdict that no scale knows: "Anbefalinger, som vi delvist følger"."""
    found = {i: line for i in lists if (line := _head_of(pieces[i])) is not None and len(line.text) <= VERDICT_MAX}
    stated = {i: statement_in([word.text for word in line.words]) for i, line in found.items()}
    return {i: (_cut(line, stated[i]),) for i, line in found.items() if stated[i]}


def _ends_title(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a verdict stands on the line of a title, "3. Røgfri skoletid: Opfyldt": it is the title's own."""
    return at > 0 and pieces[at - 1].kind == "heading" and on_one_line(pieces[at - 1].lines, pieces[at].lines)


def _heads_list(pieces: Sequence[Piece], head: int) -> bool:
    """Whether a list follows the piece, after a paragraph at most."""
    below = pieces[head + 1 : head + 3]
    return any(map(_is_item, below[:1])) or (len(below) > 1 and below[0].kind == "text" and _is_item(below[1]))


def _is_item(piece: Piece) -> bool:
    text = danish.join_lines([line.text for line in piece.lines])
    return piece.block.kind == "list_item" and piece.kind in ("text", "heading", "pair") and len(text) <= TITLE_MAX


def _head_of(piece: Piece) -> Line | None:
    """The one line of a piece that may head a list; None when it is no heading."""
    heads = piece.kind in ("verdict", "heading") and piece.block.kind != "list_item"
    bold = piece.block.kind == "heading" or all(line.bold for line in piece.lines)
    return piece.lines[0] if heads and bold and len(piece.lines) == 1 else None


def _step_lines(piece: Piece) -> tuple[Line, ...]:
    """The words of a heading that are a step, as a line; none when it is no such heading."""
    line = _head_of(piece)
    places = words_of_step([word.text for word in line.words]) if line is not None else []
    return (_cut(line, places),) if line is not None and places else ()


def _cut(line: Line, places: Sequence[int]) -> Line:
    """The words at these places of a line, as a line without a colon at its end."""
    named = line.with_words(tuple(line.words[i] for i in places))
    return named._replace(text=named.text.rstrip(":"))
