"""Wordings of the vocabulary weighed: every pattern counts, whatever it begins with and whatever stands in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extractors import vocabulary
from extractors.kinds.wording import weigh


@pytest.fixture(autouse=True)
def as_it_ships() -> Iterator[None]:
    yield
    vocabulary.replace({})


def keys(roles: dict[str, list[object]], *texts: str) -> list[list[str]]:
    vocabulary.replace({"roles": roles})
    return [sorted(weigh("roles", text)) for text in texts]


def test_patterns_are_found_wherever_their_alternatives_stand() -> None:
    roles: dict[str, list[object]] = {
        "start": ["^fast|løs$"],
        "word": [r"\b(sær|særskilt) nr\b|uden tal$"],
        "inside": [["(u)?kendt", 0.4]],
        "signs": [r"^\(a[|(]b\)"],
    }
    found = keys(roles, "Fast stof", "Helt løs", "I særskilt nr 3", "Er uden tal", "Velkendt", "(a(b)", "Noget andet")
    assert found == [["start"], ["start"], ["word"], ["word"], ["inside"], ["signs"], []]


def test_patterns_that_refer_to_their_groups_or_set_flags_are_found() -> None:
    roles: dict[str, list[object]] = {"first": ["^(x)y"], "twice": [r"^(ja|nej) \1$"], "flags": ["(?i:Å)$"]}
    assert keys(roles, "Nej nej", "Ja nej", "Blå", "Xyz") == [["twice"], [], ["flags"], ["first"]]
