"""A package is named, not merely talked about."""

import pytest

from extractors.danish.evidence import Evidence
from extractors.danish.packages import decide_packages, find_packages, package_names


@pytest.mark.parametrize(
    ("text", "slugs", "edition"),
    [
        ("Sundhedsstyrelsens Forebyggelsespakke om Mental Sundhed\nNovember 2018", ["mental_sundhed"], None),
        ("Forebyggelsespakke – Mad & Måltider", ["mad_og_maaltider"], None),
        ("Forebyggelsespakken Tobak (2018)", ["tobak"], "2018"),
        ("Mad & måltider – 2013", ["mad_og_maaltider"], None),
        ("Implementering af forebyggelsespakken om Mad og maltider i Aalborg", ["mad_og_maaltider"], None),
        ("2018-udgaven af forebyggelsespakken Mental sundhed", ["mental_sundhed"], "2018"),
        ("Tobakspakken og alkoholpakken", ["tobak", "alkohol"], None),
        ("Stofpakken og solpakken: status", ["stoffer", "solbeskyttelse"], None),
        ("forebyggelsespakkerne om alkohol, tobak og stoffer", ["alkohol", "tobak", "stoffer"], None),
        ("Tjekliste for forebyggelsespakke på overvægt", ["overvaegt"], None),
        ("Samlet status seksuel sundhed Status: juni 2016", ["seksuel_sundhed"], None),
        ("INDEKLIMA I SKOLER", ["indeklima_i_skoler"], None),
        ("Forebyggelsespakken-Indeklima i skoler", ["indeklima_i_skoler"], None),
        ("Overvægt – grundniveau", ["overvaegt"], None),
        ("Mentalsundhed", ["mental_sundhed"], None),
        ("Indeklima iskoler", ["indeklima_i_skoler"], None),
        ("unge og alkohol i nattelivet", [], None),
        ("alkohol- og stofproblemer", [], None),
    ],
)
def test_certain_mentions(text: str, slugs: list[str], edition: str | None) -> None:
    certain = [m for m in find_packages(text) if m.certain]
    assert [m.slug for m in certain] == slugs
    assert all(m.edition == edition for m in certain)


def test_all_eleven_by_their_own_names() -> None:
    assert len(package_names()) == 11
    for slug, name in package_names().items():
        for text in (name, f"Forebyggelsespakke om {name.lower()}", f"Forebyggelsespakken {name.upper()}"):
            assert [m.slug for m in find_packages(text) if m.certain] == [slug], text


def test_the_title_decides_and_a_subject_alone_does_not() -> None:
    title = Evidence("Status på mental sundhed i Vejle Kommune", "title")
    body = Evidence("Arbejdet følger Sundhedsstyrelsens forebyggelsespakke om mental sundhed.", "body")
    other = Evidence("Forebyggelsespakken om tobak nævnes her.", "body")
    assert decide_packages([title]).slugs == ()
    assert decide_packages([title, body, other]).slugs == ("mental_sundhed",)
    assert decide_packages([body, body]).slugs == ("mental_sundhed",)


def test_a_compound_of_the_title_is_a_subject_that_counts_where_packages_are_spoken_of() -> None:
    title = Evidence("Alkoholforebyggelse i Vejle Kommune", "title")
    assert decide_packages([title]).slugs == ()
    assert decide_packages([title, Evidence("Opfølgning på forebyggelsespakken", "body")]).slugs == ("alkohol",)


def test_the_imprint_gives_a_known_edition() -> None:
    cover = [Evidence("Forebyggelsespakke\nAlkohol", "title"), Evidence("2 Sundhedsstyrelsen 2018", "running")]
    assert decide_packages(cover).edition == "2018"
    cover[1] = Evidence("2 Sundhedsstyrelsen 2016", "running")
    assert decide_packages(cover).edition is None


def test_a_span_of_years_is_no_edition() -> None:
    assert decide_packages([Evidence("Forebyggelsespakken Alkohol fra 2014 til 2018", "title")]).edition is None


def test_headings_name_the_packages_of_a_document_about_several() -> None:
    title = Evidence("Bilag 2. Oversigt over forebyggelsespakker", "title")
    parts = [Evidence("Forebyggelsespakke om tobak", "body"), Evidence("Indeklima i skoler", "body")]
    prose = Evidence(
        "Unge oplever, at alkohol fylder meget i forebyggelsespakken om alkohol, og at det skal ændres snart.", "body"
    )
    assert decide_packages([title, *parts, prose]).slugs == ("indeklima_i_skoler", "tobak")
    assert decide_packages(parts).slugs == ()
    statement = Evidence("Anbefalingerne følger Sundhedsstyrelsens forebyggelsespakke fra 2012.", "body")
    assert decide_packages([title, *parts, statement]).edition == "2012"


def test_a_name_with_a_capital_inside_a_title_about_recommendations() -> None:
    titles = [
        "Opfyldelse af Sundhedsstyrelsens anbefalinger om Seksuel sundhed",
        "Gennemgang af anbefalinger: Seksuel sundhed",
    ]
    for title in titles:
        assert decide_packages([Evidence(title, "title")]).slugs == ("seksuel_sundhed",)
    assert decide_packages([Evidence("Kommunens anbefalinger om seksuel sundhed for unge", "title")]).slugs == ()


def test_title_of_several_packages_takes_the_headings_besides_the_one_it_stands_above() -> None:
    evidence = [
        Evidence("Sundhedsstyrelsens forebyggelsespakker – kortlægning i Greve Kommune", "title"),
        Evidence("Forebyggelsespakken Hygiejne", "title", 0.8),
        Evidence("Forebyggelsespakke om mad og måltider"),
    ]
    assert decide_packages(evidence).slugs == ("hygiejne", "mad_og_maaltider")
    alone = [Evidence("Status på forebyggelsespakken Hygiejne", "title"), *evidence[2:]]
    assert decide_packages(alone).slugs == ("hygiejne",)
