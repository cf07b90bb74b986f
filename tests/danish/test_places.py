"""Whose document it is: every municipality in every spelling, and nobody by mistake."""

from collections import Counter

import pytest

from extractors.danish.evidence import Evidence
from extractors.danish.municipalities import municipalities
from extractors.danish.places import decide_municipality, find_municipalities


def test_all_98_with_their_regions() -> None:
    known = municipalities()
    assert len(known) == 98
    assert Counter(m.region for m in known.values()) == {
        "Region Hovedstaden": 29,
        "Region Sjælland": 17,
        "Region Syddanmark": 22,
        "Region Midtjylland": 19,
        "Region Nordjylland": 11,
    }
    assert (known["0330"].name, known["0340"].name) == ("Slagelse", "Sorø")


@pytest.mark.parametrize("code", sorted(municipalities()))
def test_every_official_name_in_every_case(code: str) -> None:
    official = municipalities()[code].official_name
    ascii_name = official.lower().translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}))
    small = official.replace("Kommune", "kommune")
    for text in (official, official.upper(), f"{official}s plan", f"i {official}.", small):
        assert [m.code for m in find_municipalities(text)] == [code], text
    assert decide_municipality([Evidence(f"{ascii_name}_tobak_2018.pdf".replace(" ", "-"), "file_name")]).code == code
    assert decide_municipality([Evidence(f"{official} – status på mental sundhed", "title")]).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Århus Kommune", "0751"),
        ("Åbenrå kommune", "0580"),
        ("Fåborg-Midtfyn Kommune", "0430"),
        ("Vesthimmerland Kommune", "0820"),
        ("Nordfyns Kommunes indsats", "0480"),
        ("Byrådet i Horsens", "0615"),
        ("skriv til post@ltk.dk", "0173"),
        ("www.vesthimmerland.dk", "0820"),
        ("sundhed@toender.dk", "0550"),
        ("VHK arbejder med anbefalingen", "0820"),
        ("Kalundborg Kommune Stevns", "0326"),
    ],
)
def test_spellings(text: str, code: str) -> None:
    assert find_municipalities(text)[0].code == code


@pytest.mark.parametrize(
    "text",
    [
        "Randersklyngen og Midtklyngen",
        "Region Midtjylland",
        "Projekt Vejen Frem",
        "VHK-modellen",
        "Odense Universitetshospital",
        "kontakt@gmail.com",
        "Greve som helst",
        "Aalborg Universitet",
        "kommunen har vedtaget en kommuneplan",
    ],
)
def test_towns_regions_and_methods_are_no_municipalities(text: str) -> None:
    assert find_municipalities(text) == []


def test_weighing() -> None:
    title = Evidence("Psykiatripolitik for Helsingør Kommune", "title")
    passing = Evidence("Erfaringer fra Middelfart Kommune og Randers Kommune", "body")
    assert decide_municipality([title, passing, passing]).code == "0217"
    assert decide_municipality([passing]).code is None
    example = Evidence("En række fynske kommuner (bl.a. Middelfart Kommune) har et mål", "body")
    assert decide_municipality([example]).code is None
    both = Evidence("Vejle Kommune og Kolding Kommune: fælles plan", "title")
    assert decide_municipality([both]).reason == "several"
    assert decide_municipality([]).reason == "none"
    assert decide_municipality([Evidence("I Skive ligger et hus", "body")]).code is None
    many = Evidence("Gribskov Kommune tilbyder. Gribskov Kommunes tilbud. I Gribskov Kommune.", "body")
    assert decide_municipality([many]).code == "0270"


def test_surnames_and_studies_are_no_municipalities() -> None:
    assert find_municipalities("Kirsten Halsnæs, DTU") == []
    assert find_municipalities("(Halsnæs et al., 2020)") == []
    assert [m.code for m in find_municipalities("Sundhedspolitik Aalborg og Jobcenter Horsens")] == ["0851", "0615"]
    towns = Evidence(
        "Studier fra Roskilde, Roskilde, Roskilde, i Roskilde, fra Roskilde, i Roskilde og Roskilde", "body"
    )
    assert decide_municipality([towns]).code is None
