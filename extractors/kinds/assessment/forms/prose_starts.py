"""Which headings of a form without a table are recommendations: those with a rating below, and those of their run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from extractors.danish import text as danish
from extractors.danish.numbers import leading_coded_number, leading_number
from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.forms.form_pieces import PAIR, Piece, names_recommendation
from extractors.kinds.assessment.wordings.form_records import RATING_LABEL


def text_of(piece: Piece) -> str:
    """The words of a piece, wrapping undone."""
    return danish.join_lines([line.text for line in piece.lines])


def find_recommendations(pieces: Sequence[Piece], *, questions: bool) -> frozenset[int]:
    """Indices of the headings that a rating follows before the next heading: the recommendations."""
    starts = set()
    heading: int | None = None
    for index, piece in enumerate(pieces):
        if piece.kind == "heading":
            asks = piece.lines[-1].text.rstrip().endswith("?")
            heading = None if asks and not questions else index
        elif piece.kind == "rating" and heading is not None:
            starts.add(heading)
    return frozenset(_without_title(pieces, starts | _unrated(pieces, starts) | _unanswered(pieces)))


def _without_title(pieces: Sequence[Piece], starts: set[int]) -> set[int]:
    """The starts without the title of the document, below which a form may say its own state: "Status: Afsluttet".

    It stands first, in larger print than all others, and they are numbered. So does what says how to answer: a list of
    boxes that are all empty.
    """
    first, *others = sorted(starts) or [0]
    numbered = len(others) > 1 and not number_of(pieces[first]) and all(number_of(pieces[i]) for i in others)
    if not numbered:
        return starts
    larger = pieces[first].lines[0].size > max(pieces[i].lines[0].size for i in others)
    rated = [piece for piece in pieces[first + 1 : others[0]] if piece.kind == "rating"]
    return set(others) if larger or (rated and all(map(_is_empty_list, rated))) else starts


def _is_empty_list(piece: Piece) -> bool:
    """Whether a list of options has none that is ticked."""
    options = mark_reader.options_in(piece.lines)
    return bool(options) and all(option.mark.meaning == "empty" for option in options)


def _unanswered(pieces: Sequence[Piece]) -> set[int]:
    """Headings whose label that asks for a rating has no answer, where the same label has one elsewhere."""
    answered = {piece.label for piece in pieces if piece.kind == "rating"} - {RATING_LABEL}
    found = set()
    heading: int | None = None
    for index, piece in enumerate(pieces):
        if piece.kind == "heading":
            heading = index
        elif piece.kind == "label" and piece.label in answered and heading is not None:
            found.add(heading)
    return found


def _unrated(pieces: Sequence[Piece], starts: set[int]) -> set[int]:
    """Headings without a rating whose number fills the gap between the recommendations before and after them.

    One that has a label which rated ones have, or is called a recommendation as they are, may count on from the last of
    its run, or up to the first. Where most
    rated ones have numbers behind an abbreviation ("AL4"), so may the others.
    """
    coded = 2 * sum(_code_of(pieces[i]) != "" for i in starts) > len(starts)
    heads = {
        i: counted
        for i, piece in enumerate(pieces)
        if (piece.kind == "heading" or i in starts) and (counted := _counted(piece, coded=coded)) is not None
    }
    found = set()
    for before, after in pairwise(sorted(starts)):
        if before in heads and after in heads and heads[before].run == heads[after].run:
            gap = range(heads[before].number + 1, heads[after].number)
            between = (i for i in range(before + 1, after) if i in heads and heads[i].run == heads[before].run)
            found |= {i for i in between if heads[i].number in gap}
    usual = {label for i in starts for label in _labels_below(pieces, i)}
    for order, step in ((list(heads), 1), (list(heads)[::-1], -1)):
        for near, i in pairwise(order):
            counts = heads[i] == heads[near]._replace(number=heads[near].number + step)
            alike = usual & _labels_below(pieces, i) or _are_named(pieces[near], pieces[i])
            if near in starts | found and i not in starts and counts and alike:
                found.add(i)
    return found


def _are_named(*titles: Piece) -> bool:
    """Whether titles of one look say that they are recommendations: "Anbefaling 12: Håndtering af klager"."""
    labels = [PAIR.match(text_of(title)) for title in titles]
    named = all(label is not None and names_recommendation(label["label"]) for label in labels)
    return named and len({title.look for title in titles}) == 1


def _labels_below(pieces: Sequence[Piece], heading: int) -> set[str]:
    """The labels between a heading and the next one."""
    below = takewhile(lambda piece: piece.kind != "heading", pieces[heading + 1 :])
    return {piece.label for piece in below if piece.kind in ("pair", "label")}


class _Counted(NamedTuple):
    """What stands before the last part of a number, abbreviation or chapter, and that part."""

    run: tuple[str | int, ...]
    number: int


def _counted(piece: Piece, *, coded: bool) -> _Counted | None:
    """The number in front of a piece, behind its abbreviation where numbers are ``coded``; None where it has none."""
    parts = number_of(piece)
    if parts or not coded:
        return _Counted(parts[:-1], parts[-1]) if parts else None
    found = leading_coded_number(text_of(piece))
    return _Counted((_code_of(piece),), found[0].number) if found is not None else None


def _code_of(piece: Piece) -> str:
    """The abbreviation of the number in front of a piece; empty where it has none."""
    found = leading_coded_number(text_of(piece))
    return found[0].raw.rstrip("0123456789") if found is not None else ""


def number_of(piece: Piece) -> tuple[int, ...]:
    """The parts of the number in front of a piece; none where it has none."""
    found = leading_number(text_of(piece))
    return found[0].parts if found is not None else ()
