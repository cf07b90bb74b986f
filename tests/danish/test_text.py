"""Characters, headings and spaces of a damaged text layer."""

import pytest

from extractors.danish.text import (
    close_split_ligatures,
    normalise,
    split_bullet,
    split_glued_number,
    split_run_together,
    unmangle_heading,
)


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("a\u030a ae\u0301", "å aé"),
        ("ﬁre oﬃcielle ﬂag", "fire officielle flag"),
        ("sund\u00adhed", "sundhed"),
        ("to\u00a0\u00a0ord\u2009her\t nu", "to ord her nu"),
        ("usyn\u200blig\ufeff", "usynlig"),
        ("\uf0b7 punkt", "• punkt"),
        ("\ufffd punkt", "• punkt"),
        ("k\ufffdbenhavn", "k\ufffdbenhavn"),
        ("\uf0fe \uf0a8", "☑ ☐"),
        ("sm\u00c3\u00a5 b\u00c3\u00b8rn", "små børn"),
        ("linje et  \n  linje to", "linje et\nlinje to"),
        ("x\x00y\x1fz\r\nw", "xyz\nw"),
        ("◾helt/delvist ½ § 84", "◾helt/delvist ½ § 84"),
    ],
)
def test_normalise_gives_what_a_reader_sees(raw: str, seen: str) -> None:
    assert normalise(raw) == seen
    assert normalise(seen) == seen


@pytest.mark.parametrize(
    ("layer", "print_"),
    [
        ("meNtal suNDheD", "Mental sundhed"),
        ("aNbefalINger", "Anbefalinger"),
        ("tal\tpå\tsuNDheD I kommuneN", "Tal på sundhed i kommunen"),
        ("SundhEdSVæSEnET", "Sundhedsvæsenet"),
        ("styrke børns trivsel", "Styrke børns trivsel"),
        ("Samarbejde med HR, SSP og PPRs ledere", "Samarbejde med HR, SSP og PPRs ledere"),
        ("BedreBørn i skolen", "BedreBørn i skolen"),
        ("ALKOHOL OG TOBAK", "ALKOHOL OG TOBAK"),
    ],
)
def test_headings_get_the_case_of_the_print(layer: str, print_: str) -> None:
    assert unmangle_heading(layer) == print_


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("Hvemarbejdermedinitiativet?", "Hvem arbejder med initiativet?"),
        ("Indsatserderfremmermentalsundhed", "Indsatser der fremmer mental sundhed"),
        ("uddannelsesinstitutionerne", "uddannelsesinstitutionerne"),
        ("arbejdsmarkedsforvaltningen", "arbejdsmarkedsforvaltningen"),
        ("omborgerrettet forebyggelse", "omborgerrettet forebyggelse"),
    ],
)
def test_spaces_are_put_back_only_where_words_were_run_together(raw: str, seen: str) -> None:
    assert split_run_together(raw) == seen


def test_gaps_after_ligatures_close_and_real_words_stay_apart() -> None:
    assert close_split_ligatures("de fl este er afl edte, fi re") == "de fleste er afledte, fire"
    assert close_split_ligatures("der er fl. steder") == "der er fl. steder"


def test_bullets_and_glued_numbers() -> None:
    assert split_bullet("•  tilbud") == ("•", "tilbud")
    assert split_bullet("π tilbud") == ("π", "tilbud")
    assert split_bullet("Y tilbud") == (None, "Y tilbud")
    assert split_bullet("Y tilbud", letters="Y") == ("Y", "tilbud")
    assert split_bullet("I dag") == (None, "I dag")
    assert split_glued_number("afdeling5") == ("afdeling", "5")
    assert split_glued_number("WHO5") == ("WHO5", None)
