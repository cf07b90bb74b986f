"""Undoing wrapping: what a reader would miss is a word cut in two, or two run into one."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.danish.text import breaks_inside_words, join_lines, mend_broken_words

SENTENCES = [
    item if isinstance(item, str) else item["text"]
    for part in ("free_text", "negatives")
    for item in json.loads((Path(__file__).parent / "data" / "departments_held_out.json").read_text(encoding="utf-8"))[
        part
    ]
]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["beskæf-", "tiger sig med"], "beskæftiger sig med"),
        (["børne-", "og ungeområdet"], "børne- og ungeområdet"),
        (["alkohol-", "eller stofproblemer"], "alkohol- eller stofproblemer"),
        (["alderen 5-", "18 år"], "alderen 5-18 år"),
        (["HR-", "afdelingen"], "HR-afdelingen"),
        (["Nord-", "Als"], "Nord-Als"),
        (["den nye dagtilbudsaftale-", "der køres forsøg"], "den nye dagtilbudsaftale- der køres forsøg"),
        (["loven om arbejdsmiljø\u00ad", "og trivsel"], "loven om arbejdsmiljøog trivsel"),
        (["særligt visitere-", "de ydelser"], "særligt visiterede ydelser"),
        (["og/", "eller arbejde"], "og/eller arbejde"),
        (["Misbrugscentret", "/ Hjemmeplejen"], "Misbrugscentret / Hjemmeplejen"),
        (["Misbrugscentret /", "Hjemmeplejen"], "Misbrugscentret / Hjemmeplejen"),
        (["læs på www.eksem-", "pel.dk/21"], "læs på www.eksempel.dk/21"),
        (["læs på www.dialog-", "net.dk"], "læs på www.dialog-net.dk"),
        (["findes på www.sund", "hed.dk under"], "findes på www.sundhed.dk under"),
        (["kataloget (”Sundhed”,", "”Trivsel”)"], "kataloget (”Sundhed”, ”Trivsel”)"),
    ],
)
def test_marks_at_the_line_end_decide(lines: list[str], expected: str) -> None:
    assert join_lines(lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Børne  og  ", "Arbejdsmarkedsforval", "tningen"], "Børne og Arbejdsmarkedsforvaltningen"),
        (["Kultur- og", "Sundhedsforvaltninge", "n"], "Kultur- og Sundhedsforvaltningen"),
        (["Social- og", "Seksualundervi", "sning"], "Social- og Seksualundervisning"),
        (["tilbud for", "ældre borgere"], "tilbud for ældre borgere"),
        (["Familie", "afdelingen er åben"], "Familie afdelingen er åben"),
        (["I", "nogen", "grad"], "I nogen grad"),
        (["Team", "HR"], "Team HR"),
        (["Kommune", "n er i gang"], "Kommunen er i gang"),
        (["Der er", "i alt", "b lev"], "Der er i alt b lev"),
        (["Må", "let", "er", "nå", "et"], "Målet er nået"),
        (["Ig", "an", "gs", "at"], "Igangsat"),
        (["lev", "er", "op", "til", "an", "bef", "ali", "ng", "en"], "lever op til anbefalingen"),
        (["Ko", "m", "mu", "ne", "n", "er i", "ga", "ng"], "Kommunen er i gang"),
        (["HR", "UU", "PPR", "SSP"], "HR UU PPR SSP"),
    ],
)
def test_words_cut_by_a_narrow_column_are_joined_and_others_are_not(lines: list[str], expected: str) -> None:
    assert join_lines(lines) == expected


def test_text_that_breaks_anywhere_is_joined_also_where_both_halves_are_words() -> None:
    lines = ["Passet er en mulighed for at få ti", "lskud til udgifter ved et aktivt friti"]
    lines += ["dsliv, for eksempel kontingent ell", "er tra", "nsport af sociale år", "sager og andet"]
    assert join_lines(lines) == (
        "Passet er en mulighed for at få tilskud til udgifter ved et aktivt fritidsliv, for eksempel kontingent eller "
        "transport af sociale årsager og andet"
    )


def test_spaces_at_line_ends_tell_breaks_inside_words_from_breaks_between_them() -> None:
    lines = [
        "Passet giver tilskud og ",
        "så kan unge med lav indkom",
        "st gå til fod",
        "bold og svø",
        "mning i fritiden",
    ]
    joined = "Passet giver tilskud og så kan unge med lav indkomst gå til fodbold og svømning i fritiden"
    assert join_lines(lines) == joined


def wrap_words(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def wrap_cutting_long_words(text: str, width: int) -> list[str]:
    lines = []
    for line in wrap_words(text, width):
        lines += [line[i : i + width] for i in range(0, len(line), width)] if " " not in line else [line]
    return lines


def wrap_with_hyphens(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            room = width - len(lines[-1]) - 2
            cuts = [m.end() for m in re.finditer(r"[aeiouyæøå][^\Waeiouyæøå\d]*?(?=[^\Waeiouyæøå\d][aeiouyæøå])", word)]
            cut = max((c for c in cuts if 2 <= c <= room and word.isalpha()), default=0)
            if cut:
                lines[-1] += f" {word[:cut]}-"
                word = word[cut:]
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@pytest.mark.parametrize("wrap", [wrap_words, wrap_cutting_long_words, wrap_with_hyphens])
def test_generated_wrapping_is_undone(wrap: Callable[[str, int], list[str]]) -> None:
    junctions = wrong = 0
    for sentence in SENTENCES:
        for width in (16, 22, 30, 45, 70):
            lines = wrap(sentence, width)
            junctions += len(lines) - 1
            if join_lines(lines) != sentence:
                wrong += 1
    assert junctions > 1000
    assert wrong / junctions <= 0.005


def test_nothing_is_lost_or_added() -> None:
    text = "Første linje med tal 4.000 og 8,1 pct."
    assert join_lines([]) == ""
    assert join_lines(["", "  ", ""]) == ""
    assert join_lines([text]) == text
    assert join_lines(["Slet\nikke", "relevant"]) == "Slet ikke relevant"


def test_a_source_that_breaks_inside_words_shows_it_in_several_cells() -> None:
    cells = [["samarbejde med Børneforvalt", "ningen"], ["drøftes i Sundhedsforvaltnin", "gen"]]
    assert breaks_inside_words(cells)
    assert not breaks_inside_words(cells[:1])
    assert not breaks_inside_words([["drøftes i Sundhedsforvaltningen", "og i"], ["sammen med", "Børneforvaltningen"]])


def test_what_is_known_of_the_source_joins_words_of_a_short_cell() -> None:
    assert join_lines(["Sundhed og Om", "sorg"]) == "Sundhed og Om sorg"
    assert join_lines(["Sundhed og Om", "sorg"], breaks_words=True) == "Sundhed og Omsorg"
    assert mend_broken_words(["Sundhed og Om", "sorg", "Jobcentret"]) == ["Sundhed og Omsorg", "Jobcentret"]
    divided = ["Kultur- og Fri", "tidsforvaltnin", "gen, Jobcentret"]
    assert mend_broken_words(divided) == ["Kultur- og Fritidsforvaltningen,", "Jobcentret"]


def test_a_phrase_that_says_a_word_twice_keeps_its_hyphen() -> None:
    assert join_lines(["Forløb med mand til mand-", "samtaler og vejlednings-", "timer"]) == (
        "Forløb med mand til mand-samtaler og vejledningstimer"
    )


def test_a_proper_name_keeps_its_hyphen() -> None:
    assert join_lines(["Headspace-", "teamet"]) == "Headspace-teamet"
    assert join_lines(["efter Vordingborg-", "modellen"]) == "efter Vordingborg-modellen"
    assert join_lines(["Rusmiddel-", "centret"]) == "Rusmiddelcentret"


def test_a_word_that_a_narrow_column_divides_twice() -> None:
    assert (
        join_lines(["Social- og Sun", "dhedsforvaltnin", "gen, Jobcentret"])
        == "Social- og Sundhedsforvaltningen, Jobcentret"
    )
