"""Compounds are taken apart where two words meet, and nowhere else."""

import pytest

from extractors.danish.compounds import is_word, split_compound


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("sundhedsforvaltningen", ("sundhed", "forvaltningen")),
        ("fritidsaktiviteter", ("fritid", "aktiviteter")),
        ("hjemmebesøg", ("hjemme", "besøg")),
        ("byrum", ("by", "rum")),
        ("lavtærskelstilbud", ("lav", "tærskel", "tilbud")),
        ("forebyggelse", ("forebyggelse",)),
        ("undersøgelse", ("undersøgelse",)),
        ("institutioner", ("institutioner",)),
        ("kommunikation", ("kommunikation",)),
    ],
)
def test_split(word: str, parts: tuple[str, ...]) -> None:
    assert split_compound(word) == parts


def test_fragments_are_no_words() -> None:
    assert is_word("Arbejdsmarkedsforvaltningen")
    for fragment in ("forvaltninge", "tningen", "fritidsl", "l", "nsport"):
        assert not is_word(fragment)


def test_run_together_text_does_not_cost_forever() -> None:
    assert split_compound("ab" * 5000) == ("ab" * 5000,)
