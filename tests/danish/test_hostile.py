"""Text from a PDF is hostile: any string gives a result whose places lie inside it."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.danish.catalogue import Catalogue
from extractors.danish.dates import find_dates
from extractors.danish.packages import find_packages
from extractors.danish.personal import find_personal_data, mask_cpr
from extractors.danish.places import find_municipalities
from extractors.danish.references import find_references
from extractors.danish.sentences import split_sentences
from extractors.danish.text import close_split_ligatures, join_lines, normalise, split_run_together
from extractors.danish.units import departments_from_cell, departments_in_text

FINDERS: list[Callable[[str], list[Any]]] = [
    find_dates,
    find_packages,
    find_personal_data,
    find_municipalities,
    find_references,
    departments_from_cell,
    departments_in_text,
]
NAMES = [
    "A- og ",
    "Center for ",
    "og ",
    "Sundhedsplejen",
    "Børn",
    "i ",
    "Vejle Kommune ",
    "forebyggelsespakke ",
    "om alkohol ",
]
SIGNS = [
    ", ",
    "(",
    "/",
    "\n",
    "• ",
    "1/11-18 ",
    "\u00ad",
    "010190-1234 ",
    "\uf0b7",
    "\x00",
    "Ã¦",
    "www.",
    "nr. 4 og ",
    "\u202e",
]
PIECES = st.sampled_from([*NAMES, *SIGNS, "é", "𝟙", "12"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=20).map("".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_places_lie_inside_the_text(text: str) -> None:
    for find in FINDERS:
        for mention in find(text):
            assert 0 <= mention.start < mention.end <= len(text)
    for start, end in split_sentences(text):
        assert text[start:end].strip() == text[start:end] != ""


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_repair_settles(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert len(mask_cpr(text)) == len(text)
    letters = [c for c in normalise(close_split_ligatures(split_run_together(once))) if c.isalnum()]
    assert letters == [c for c in once if c.isalnum()]
    joined = join_lines(once.split("\n"))
    assert [c for c in joined if c.isalnum()] == [c for c in once if c.isalnum()]
    assert "  " not in joined


@pytest.mark.parametrize(
    "piece", ["a", "A, ", "A og ", "A- og ", "Ab ", "a-\n", "A\n", "www.", " ", "\u00a0", "1/1-", "Vejle ", "Skole, "]
)
def test_length_costs_no_more_than_length(piece: str) -> None:
    text = piece * 5000
    for find in FINDERS:
        find(text)
    join_lines(text.split("\n"))
    Catalogue.load().match(text)
    split_run_together(text)
