"""Numbers of recommendations in every form, and nothing else."""

import pytest

from extractors.danish.numbers import leading_number, parse_number, parse_numbers
from extractors.danish.references import find_references


@pytest.mark.parametrize(
    ("text", "number", "letter"),
    [
        ("1", 1, None),
        ("12.", 12, None),
        ("Nr. 7", 7, None),
        ("G1", 1, "G"),
        ("U 4:", 4, "U"),
        ("3.2", 2, None),
        ("Anbefaling 7", 7, None),
        ("Anbefaling nr. 12", 12, None),
        ("1a", 1, None),
        ("15 (u)", 15, "U"),
        ("#3", 3, None),
        ("1)", 1, None),
    ],
)
def test_number_cells(text: str, number: int, letter: str | None) -> None:
    parsed = parse_number(text)
    assert parsed is not None
    assert (parsed.number, parsed.level_letter, parsed.raw) == (number, letter, text)


@pytest.mark.parametrize("text", ["", "x", "G", "2018", "5-18", "65 år", "1 Styrke trivsel", "0", "IV", "2/4"])
def test_other_cells(text: str) -> None:
    assert parse_number(text) is None


def test_parts_roman_and_compound_numbers() -> None:
    assert parse_number("3.2").parts == (3, 2)  # type: ignore[union-attr]
    assert parse_number("IV", roman=True).number == 4  # type: ignore[union-attr]
    assert parse_numbers("Initiativ 2/4") == (2, 4)
    assert parse_numbers("Initiativ 3.") == (3,)


@pytest.mark.parametrize(
    ("line", "number", "rest"),
    [
        ("9 Styrke børns trivsel", 9, "Styrke børns trivsel"),
        ("3.Oplysning", 3, "Oplysning"),
        ("U4 Bruge naturen", 4, "Bruge naturen"),
        ("Anbefaling 4 (U): Bruge naturen", 4, "Bruge naturen"),
    ],
)
def test_number_before_a_title(line: str, number: int, rest: str) -> None:
    found = leading_number(line)
    assert found is not None
    assert (found[0].number, found[1]) == (number, rest)


@pytest.mark.parametrize(
    "line", ["2  1/2  times varighed", "65  år  eller derover", "2.  mdr.  besøg", "16. graviditetsuge", "2018 Mental"]
)
def test_numbers_in_running_text_open_no_row(line: str) -> None:
    assert leading_number(line) is None


def test_references() -> None:
    assert find_references("Se beskrivelse under punk 15")[0].numbers == (15,)
    assert find_references("jf. anbefaling 3 og 4")[0].numbers == (3, 4)
    assert find_references("anbefalingerne 3-5")[0].numbers == (3, 4, 5)
    assert find_references("anbefaling G3")[0].level_letter == "G"
    assert find_references("fra det punkt 12 år senere") == []
