"""Every wording of the vocabulary, read through the whole pipeline from drawn pages."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from extractors import vocabulary
from schemas.records import AssessmentRow
from tests.kinds.drawn_tables import TITLES, Cell, Paper, Row

SCALES: dict[str, dict[str, Any]] = vocabulary.load("scales")["scales"]
WORDED = {name: scale["steps"] for name, scale in SCALES.items() if "digits" not in scale}
ROUNDS = [
    (name, [str(words[min(i, len(words) - 1)]) for words in steps])
    for name, steps in WORDED.items()
    for i in range(max(map(len, steps)))
]
"""Every wording of every scale, as many at once as the scale has steps."""


@pytest.mark.parametrize(("name", "words"), ROUNDS, ids=lambda value: str(value))
def test_wordings_of_steps_as_column_headers(name: str, words: list[str]) -> None:
    n = len(words)
    body: list[Row] = [
        [str(k + 1), TITLES[k], *(Cell("x", shift=0.45) if i == k else "" for i in range(n)), "Jobcentret"]
        for k in range(n)
    ]
    header = ["Nr.", "Anbefaling", *words, "Forankret i"]
    rows = Paper().table((40, 250, *[330 / n] * n, 100), [header, *body]).rows()
    assert [(row.rating_step, row.rating_text) for row in rows] == list(enumerate(words, 1))
    assert not any(row.needs_review for row in rows)
    if words == [str(step[0]) for step in WORDED[name]]:
        assert {row.rating_scale for row in rows} == {name}


@pytest.mark.parametrize(("name", "words"), ROUNDS, ids=lambda value: str(value))
def test_wordings_of_steps_in_a_rating_column(name: str, words: list[str]) -> None:
    body = [[str(n + 1), TITLES[n % 6], words[n % len(words)], "Jobcentret"] for n in range(18)]
    rows = Paper().table((40, 280, 200, 100), [["Nr.", "Anbefaling", "Vurdering", "Forankret i"], *body]).rows()
    expected = [(n % len(words) + 1, words[n % len(words)]) for n in range(18)]
    assert [(row.rating_step, row.rating_text) for row in rows] == expected
    assert not any(row.needs_review for row in rows)
    if words == [str(step[0]) for step in WORDED[name]]:
        assert {row.rating_scale for row in rows} == {name}


@pytest.mark.parametrize("name", [name for name in SCALES if name not in WORDED])
def test_digits(name: str) -> None:
    digits = [str(step[0]) for step in SCALES[name]["steps"]]
    made = Paper().line(f"Der er svaret på en skala, hvor 1 er lavest og {len(digits)} er højest.")
    body = [[str(n), TITLES[n % 6], digit] for n, digit in enumerate([*digits, *digits], 1)]
    rows = made.table((40, 280, 200), [["Nr.", "Anbefaling", "Vurdering"], *body]).rows()
    assert [row.rating_step for row in rows] == [*range(1, len(digits) + 1)] * 2
    assert {row.rating_scale for row in rows} == {name}


NO_ANSWERS = vocabulary.load("scales")["no_answer"]


@cache
def rows_beside_the_scale() -> dict[str | None, AssessmentRow]:
    body = [["Nej" if n % 3 else "Ja", f"Røgfri skole {n}"] for n in range(9)]
    body += [[word, f"Røgfri by {n}"] for n, word in enumerate(NO_ANSWERS)]
    rows = Paper().table((200, 280), [["Opfyldt (ja/nej)", "Anbefaling"], *body]).rows()
    return {row.title: row for row in rows}


@pytest.mark.parametrize("word", NO_ANSWERS)
def test_answers_beside_the_scale(word: str) -> None:
    row = rows_beside_the_scale()[f"Røgfri by {NO_ANSWERS.index(word)}"]
    assert row.rating_step is None
    assert not row.needs_review


# --- levels and categories -----------------------------------------------------------------------------------------

LEVELS = [(level, word) for level, words in vocabulary.load("levels").items() for word in words]


@cache
def rows_with_levels() -> tuple[AssessmentRow, ...]:
    body = [[str(n), TITLES[n % 6], word, "Opfyldt" if n % 2 else "Ikke opfyldt"] for n, (_, word) in enumerate(LEVELS)]
    return Paper().table((40, 280, 150, 150), [["Nr.", "Anbefaling", "Niveau", "Status"], *body]).rows()


@pytest.mark.parametrize(("level", "word"), LEVELS)
def test_wordings_of_levels(level: str, word: str) -> None:
    row = rows_with_levels()[LEVELS.index((level, word))]
    assert (row.level, row.level_raw) == (level, word)


CATEGORIES = [
    ("rammer", "Rammer"),
    ("rammer", "Rammer for indsatsen"),
    ("rammer", "1. Rammer"),
    ("rammer", "Kommunale rammer"),
    ("rammer", "Rammebetingelser"),
    ("tilbud", "Tilbud"),
    ("tilbud", "Anbefalinger om tilbud"),
    ("tilbud", "Sundhedsfremmende tilbud til borgere"),
    ("information", "Information"),
    ("information", "Informationsindsatser"),
    ("information", "Information og undervisning"),
    ("information", "Oplysning og kampagner"),
    ("tidlig_opsporing", "Tidlig opsporing"),
    ("tidlig_opsporing", "4. Tidlig opsporing"),
    ("tidlig_opsporing", "Opsporing"),
]


def test_every_pattern_of_categories_has_a_heading_here() -> None:
    for category, rows in vocabulary.load("categories").items():
        texts = [re.sub(r"^(\d\. |Anbefalinger om )", "", t).casefold() for c, t in CATEGORIES if c == category]
        assert [row for row in rows if not any(re.search(row, text) for text in texts)] == []


@cache
def rows_under_categories() -> tuple[AssessmentRow, ...]:
    body: list[Row] = []
    for n, (_, heading) in enumerate(CATEGORIES, 1):
        body += [[Cell(heading, span=3, bold=True)], [str(n), TITLES[n % 6], "Opfyldt" if n % 2 else "Ikke opfyldt"]]
    return Paper().table((40, 280, 150), [["Nr.", "Anbefaling", "Status"], *body]).rows()


@pytest.mark.parametrize(("category", "heading"), CATEGORIES)
def test_headings_of_categories(category: str, heading: str) -> None:
    number = CATEGORIES.index((category, heading)) + 1
    assert [row.category for row in rows_under_categories() if row.number == number] == [category]


# --- headers -------------------------------------------------------------------------------------------------------

HEADERS = {
    "number": [
        "Nr.",
        "Løbenr. (internt)",
        "Internt løbenummer",
        "Anbefaling nr.",
        "Anbefalingsnr.",
        "#",
        "Pkt.",
        "Anb.",
        "Pakke/nr.",
    ],
    "title": [
        "Anbefaling",
        "Sundhedsstyrelsens anbefalinger",
        "Anbefaling (G = grundniveau, U = udviklingsniveau)",
        "Anbefalingstekst",
        "Forebyggelsespakkens anbefalinger",
        "Pakkens anbefalinger Anbefalingens titel",
        "Hvad anbefaler Sundhedsstyrelsen?",
        "Titel",
        "Indsats i forebyggelsespakken",
        "Anbefalet indsats",
        "Indhold",
        "Udsagn",
        "Fra forebyggelsespakken: Emne",
    ],
    "level": [
        "Niveau",
        "Grundniveau/udviklingsniveau",
        "G/U",
        "Pakkens niveau",
        "Type niveau",
        "Niv.",
        "(G/U)",
        "Grund/Udvikling",
    ],
    "category": ["Kategori", "Hovedområde i pakken", "Type", "Hovedområde"],
    "package": ["Forebyggelsespakke", "Pakke", "Navn på forebyggelsespakke", "Hvilken pakke", "Emneområde"],
    "rating": [
        "I hvor høj grad er anbefalingen opfyldt?",
        "Opfyldelse",
        "Opfyldt?",
        "I hvor høj opfylder kommunen anbefalingen",
        "Målopfyldelse",
        "Lyskurv",
        "Selvvurdering",
        "Implementering",
        "Trafiklys",
        "Farve",
        "Status",
        "Status 2019",
        "Aktuel status",
        "Nuværende status i dag",
        "Lever kommunen op til anbefalingen?",
        "Er anbefalingen indfriet?",
        "Fremdrift",
        "Hvor langt er vi?",
        "Modenhed",
        "Niveau for opfyldelse",
        "Karakter",
        "Efterlever",
        "Konklusion",
        "Følges anbefalingen?",
        "Opnået",
        "Indarbejdet?",
        "Vurd.",
    ],
    "activity": [
        "Aktiviteter",
        "Evt. navn på indsats, projekt eller aktivitet",
        "Initiativer",
        "Nuværende indsats",
        "Tiltag",
        "Hvad er status",
        "Hvad gør vi i dag?",
        "Udmøntning",
        "Beskrivelse af praksis",
        "Status og indsats",
        "Status i dag",
        "Hvor er vi?",
        "Det gør vi",
        "Det sker der",
        "Hvis ja, hvordan?",
        "Hvad er der sket?",
        "Hvordan opfyldes anbefalingen?",
        "Eksempler på indsatser",
        "Eksempel",
        "Kort beskrivelse",
        "Status på arbejdet",
        "Hvordan?",
        "Hvad gøres der?",
    ],
    "department": [
        "Afd.",
        "Indsatsen er forankret i:",
        "Forvaltning",
        "Hvor",
        "Udførende enhed",
        "Ansvarligt område",
        "Hvem er involveret?",
        "Primær aktør",
        "Hvem gør det?",
        "Berørte områder",
        "Udfyldt af",
    ],
    "responsible": ["Ansvarlig", "Tovholder", "Kontakt", "Ansv.", "Opgaveansvarlig", "Hvem har ansvaret"],
    "deadline": [
        "Tidsplan",
        "Hvornår",
        "Forventet afsluttet",
        "Gennemføres senest",
        "Periode",
        "Senest",
        "Forventes klar",
    ],
    "notes": [
        "Bem.",
        "Bemærkninger",
        "Evt. uddybende beskrivelse",
        "Begrundelse",
        "Evt.",
        "Udfordringer",
        "Hvad mangler?",
        "Det mangler vi",
        "Hvis nej, hvorfor ikke?",
        "Overvejelser",
    ],
    "status_date": ["Dato", "Senest opdateret"],
    "other": [
        "Økonomi",
        "Politisk udvalg",
        "Politisk forankring",
        "Behandles i",
        "Målgruppe",
        "Betydning",
        "Prioritering",
        "Næste skridt",
        "Trend",
        "Hvor vil vi hen?",
        "Anbefaling til styregruppen",
        "Kilde",
        "Samarbejdspartnere",
        "Effektmål",
        "Resultat",
        "Verdensmål",
        "Forslag til handling",
        "Det vil vi",
        "Hvad planlægger vi",
        "Ideer",
        "Det kan vi gøre",
        "Evidens",
        "Behandles i",
    ],
}
CONTENT = {
    "number": ["1", "2", "3", "4", "5", "6"],
    "title": list(TITLES),
    "level": ["G", "U", "G", "G", "U", "U"],
    "category": ["Rammer", "Tilbud", "Information", "Tidlig opsporing", "Rammer", "Tilbud"],
    "package": ["Tobak", "Alkohol", "Stoffer", "Overvægt", "Tobak", "Alkohol"],
    "rating": ["Opfyldt", "Ikke opfyldt", "Delvist opfyldt", "Opfyldt", "Opfyldt", "Ikke opfyldt"],
    "department": ["Jobcentret", "Sundhedscentret", "Hjemmeplejen", "Jobcentret", "Jobcentret", "Hjemmeplejen"],
    "responsible": ["Chefen for området", "Leder", "Konsulenten", "Leder", "Leder", "Leder"],
    "deadline": ["2020", "2021", "Primo 2020", "Foråret 2021", "2020", "2021"],
    "status_date": ["1. maj 2019", "2. maj 2019", "3. maj 2019", "4. maj 2019", "5. maj 2019", "6. maj 2019"],
}
PROSE = [
    "Er beskrevet i planen.",
    "Drøftes i foråret.",
    "Nyt forløb fra maj.",
    "Ingen.",
    "Se planen.",
    "Under arbejde.",
]
FIELDS = {"number": "number_raw", "rating": "rating_text", "level": "level_raw", "department": "departments_raw"}
EXPECTED: dict[str, list[Any]] = {
    "category": ["rammer", "tilbud", "information", "tidlig_opsporing", "rammer", "tilbud"],
    "package": ["tobak", "alkohol", "stoffer", "overvaegt", "tobak", "alkohol"],
    "status_date": [f"2019-05-0{n}" for n in range(1, 7)],
}


def test_every_pattern_of_headers_has_a_header_here() -> None:
    for role, rows in vocabulary.load("roles").items():
        texts = [header.casefold() for header in HEADERS[role]]
        assert [row[0] for row in rows if not any(re.search(row[0], text) for text in texts)] == [], role


@pytest.mark.parametrize(
    ("role", "header"), [(role, header) for role, headers in HEADERS.items() for header in headers]
)
def test_headers_of_columns(role: str, header: str) -> None:
    columns = {"number": "Nr.", "title": "Anbefaling", "rating": "Vurdering", "department": "Forankring"} | {
        role: header
    }
    cells = {name: CONTENT.get(name, PROSE) for name in columns}
    body = [[cells[name][n] for name in columns] for n in range(6)]
    made = Paper("Status på forebyggelsespakkerne" if role == "package" else "Status på forebyggelsespakken Tobak")
    rows = made.table((90, 220, 120, 120, 140)[: len(columns)], [list(columns.values()), *body]).rows()
    assert [row.title for row in rows] == list(TITLES)
    if role == "other":
        assert [row.unmapped for row in rows] == [(f"{header}: {text}",) for text in PROSE]
    else:
        found = [getattr(row, FIELDS.get(role, role)) for row in rows]
        assert found == EXPECTED.get(role, cells[role])
    assert [row.rating_text for row in rows] == CONTENT["rating"]


def test_a_column_of_units_is_known_by_what_it_holds() -> None:
    units = ("Sundhedscentret", "Jobcentret", "Teknik og Miljø", "Dagtilbud og Skole", "Tandplejen", "Kultur og Fritid")
    words = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    rows = [[str(n), title, words[n % 3], unit] for n, (title, unit) in enumerate(zip(TITLES, units, strict=True), 1)]
    made = Paper().table((40, 270, 140, 180), [["Nr.", "Anbefaling", "Status", "Spillere"], *rows])
    assert [row.departments for row in made.rows()] == [(unit,) for unit in units]


def test_a_column_of_people_who_are_aimed_at_is_no_column_of_units() -> None:
    words, groups = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt"), ("Ældre", "Skoler", "Alle borgere")
    rows = [[str(n), title, words[n % 3], groups[n % 3]] for n, title in enumerate(TITLES, 1)]
    made = Paper().table((40, 270, 140, 180), [["Nr.", "Anbefaling", "Status", "Til hvem"], *rows])
    assert not any(row.departments for row in made.rows())


def test_answers_of_no_known_scale_are_rows_in_doubt() -> None:
    words = ("Fase tre, i alle afdelinger", "Fase to, på vej ud", "Fase et")
    rows = [[str(n), title, words[n % 3]] for n, title in enumerate(TITLES, 1)]
    found = Paper().table((40, 270, 180), [["Nr.", "Anbefaling", "Hvor langt er vi?"], *rows]).rows()
    assert [row.title for row in found] == list(TITLES)
    assert all(row.needs_review and row.rating_step is None for row in found)


def test_a_line_in_body_print_that_names_a_package_heads_the_table_below_it() -> None:
    made = Paper("Status på forebyggelsespakkerne")
    for name in ("Hygiejne", "Indeklima i skoler"):
        made.line(f"Forebyggelsespakken {name}")
        made.table(
            (40, 270, 140),
            [["Nr.", "Anbefaling", "Status"], ["1", TITLES[0], "Opfyldt"], ["2", TITLES[1], "Ikke opfyldt"]],
        )
    assert [row.package for row in made.rows()] == ["hygiejne"] * 2 + ["indeklima_i_skoler"] * 2


def test_header_far_above_that_of_a_single_column_is_that_of_a_group() -> None:
    """The units below "Sådan gør vi" / "Ansvarlig afdeling" were activities, for both lines were one header."""
    words, units = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt"), ("Sundhedscentret", "Jobcentret", "Tandplejen")
    rows = [[str(n), title, words[n % 3], units[n % 3]] for n, title in enumerate(TITLES, 1)]
    head = ["Nr.", "Anbefaling", "Status", "Sådan gør vi\n \n \nAnsvarlig afdeling"]
    made = Paper().table((40, 270, 140, 180), [head, *rows])
    assert [row.departments for row in made.rows()] == [(units[n % 3],) for n in range(1, len(TITLES) + 1)]


def test_wording_of_a_step_that_is_spread_over_its_cell_is_whole() -> None:
    """ "Slet" far above "ikke" was the header of a group, and the step was called "ikke"."""
    heads = ["Helt", "I nogen grad", "Slet\n \n \nikke"]
    rows = [[str(n), title, *("x" if n % 3 == k else "" for k in range(3))] for n, title in enumerate(TITLES, 1)]
    found = Paper().table((40, 270, 80, 80, 80), [["Nr.", "Anbefaling", *heads], *rows]).rows()
    assert {row.rating_text for row in found if row.rating_step == 3} == {"Slet ikke"}


def test_verdict_that_lost_its_accents_or_a_space_is_the_step_in_doubt() -> None:
    words = ("Grøn", "Gul", "Rød", "Gron", "Rød", "Grøn")
    rows = [[str(n), title, word] for n, (title, word) in enumerate(zip(TITLES, words, strict=True), 1)]
    found = Paper().table((40, 270, 140), [["Nr.", "Anbefaling", "Status"], *rows]).rows()
    assert [row.rating_step for row in found] == [1, 2, 3, 1, 3, 1]
    assert [row.needs_review for row in found] == [False, False, False, True, False, False]
