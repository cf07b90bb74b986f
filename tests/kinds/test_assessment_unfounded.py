"""Rows that are right and were put in doubt by what is a document's own convention; and those whose doubt must stay."""

from __future__ import annotations

import pytest

from extractors.danish.catalogue import Catalogue
from schemas.document import ExtractedDocument
from tests.kinds.drawn_tables import TITLES, Cell, Paper, band
from tests.kinds.test_assessment_forms import of_html

HEAD = "<h1>Status på forebyggelsespakken Tobak</h1>"
PLACES = (0, 1, 2, 3, 1, 0)


def doubted(document: ExtractedDocument) -> list[bool]:
    return [row.needs_review for row in document.assessments]


def worded(sentence: str, words: tuple[str, ...], places: tuple[int, ...] = PLACES) -> ExtractedDocument:
    """A table rated in words of its own, below a sentence."""
    body = [[title, words[place]] for title, place in zip(TITLES, places, strict=True)]
    return Paper().line(sentence).table((300, 140), [["Anbefaling", "Så langt er vi"], *body]).read()


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi har brugt fire ord: Kører – På sporet – Trænger til et løft – Ikke i gang.",
        "Skalaen er Kører, På sporet, Trænger til et løft og Ikke i gang.",
        "Du kan se, om det er kører, på sporet, trænger til et løft eller ikke i gang i kommunen.",
    ],
)
def test_own_words_that_a_sentence_lists_in_their_order_are_not_doubted(sentence: str) -> None:
    """A list that held the very words of the rows settled nothing: the order was theirs and the document's."""
    words = ("Kører", "På sporet", "Trænger til et løft", "Ikke i gang")
    document = worded(sentence, words)
    assert [row.rating_step for row in document.assessments] == [place + 1 for place in PLACES]
    assert not any(doubted(document))


def test_own_words_that_nothing_lists_stay_in_doubt() -> None:
    assert all(doubted(worded("Skemaet er udfyldt i maj.", ("I drift", "I gang", "På vej", "Ikke startet"))))


def test_words_that_limit_one_wording_are_in_order() -> None:
    words = ("Opfyldt", "Næsten opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    document = worded("Skemaet er udfyldt i maj.", words)
    assert [row.rating_step for row in document.assessments] == [place + 1 for place in PLACES]
    assert not any(doubted(document))


def test_an_answer_and_how_far_it_holds_are_one_header() -> None:
    """ "Ja" and "i væsentlig grad" are steps of two scales, and were taken for two columns that ran together."""
    steps = ("Ja, fuldt ud", "Ja, i væsentlig grad", "Kun i begrænset omfang", "Nej")
    body = [[title, *("x" if k == n % 4 else "" for k in range(4))] for n, title in enumerate(TITLES)]
    document = Paper().table((300, 90, 90, 90, 60), [["Anbefaling", *steps], *body]).read()
    assert [row.rating_text for row in document.assessments] == [steps[n % 4] for n in range(len(TITLES))]
    assert not any(doubted(document))


@pytest.mark.parametrize("header", ["Nej Ja, delvist", "Ja, delvist Nej"])
def test_an_answer_beside_another_one_with_a_comma_is_two_headers(header: str) -> None:
    body = [[title, *("x" if k == n % 2 else "" for k in range(2))] for n, title in enumerate(TITLES)]
    document = Paper().table((300, 140, 90), [["Anbefaling", header, "Ja"], *body]).read()
    assert all(doubted(document))


def test_a_group_header_that_reaches_over_other_columns_hides_no_step_of_a_whole_scale() -> None:
    grades = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")
    header = [["Nr.", "Anbefaling", *band("Status (sæt x)", 5)], ["", "", *grades, "Bemærkninger"]]
    body = [
        [str(n), title, *("x" if k == place else "" for k in range(4)), "Se side 3" if n == 2 else ""]
        for n, (title, place) in enumerate(zip(TITLES, PLACES, strict=True), 1)
    ]
    document = Paper().table((40, 270, 70, 70, 70, 70, 120), [*header, *body], header=2).read()
    assert [row.rating_step for row in document.assessments] == [place + 1 for place in PLACES]
    assert not any(doubted(document))


def test_a_rating_whose_cell_reaches_into_columns_without_a_header_stands_beside_nothing() -> None:
    """Pills of several widths gave the column several edges: the rating was text that no header names."""
    words = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    places = (0, 1, 2, 1, 0, 1)
    body = [
        [str(n), title, *([Cell(words[k], span=2)] if k == 1 else [words[k], ""]), "Sundhedscentret"]
        for n, (title, k) in enumerate(zip(TITLES, places, strict=True), 1)
    ]
    document = Paper().table((40, 270, 90, 30, 150), [["Nr.", "Anbefaling", "Status", "", "Afdeling"], *body]).read()
    assert [row.rating_text for row in document.assessments] == [words[k] for k in places]
    assert not any(row.unmapped for row in document.assessments)
    assert not any(doubted(document))


@pytest.mark.parametrize("units", [True, False])
def test_merged_cells_without_a_header_name_groups_where_a_column_names_the_units(units: bool) -> None:
    rows = ""
    for n, title in enumerate(TITLES):
        group = f"<td rowspan=2>{('Små børn', 'Skoleelever', 'Ældre borgere')[n // 2]}</td>" if n % 2 == 0 else ""
        unit = "<td>Sundhedscentret</td>" if units else ""
        rows += f"<tr>{group}<td>{title}</td><td>{'Ja' if n % 3 else 'Nej'}</td>{unit}</tr>"
    head = f"<tr><th></th><th>Anbefaling</th><th>Opfyldt?</th>{'<th>Afdeling</th>' if units else ''}</tr>"
    grid = "<style>table { border-collapse: collapse } td, th { border: .5pt solid #555; padding: 3pt }</style>"
    document = of_html(f"{grid}{HEAD}<table>{head}{rows}</table>")
    assert len(document.assessments) == len(TITLES)
    assert doubted(document) == [not units] * len(TITLES)


@pytest.mark.parametrize(("best", "worst"), [(5, 1), (1, 5)])
def test_what_the_ends_of_digits_mean_says_which_is_best(best: int, worst: int) -> None:
    made = Paper().line(f"Giv point fra 1 til 5, hvor {best} er “efterleves fuldt ud” og {worst} er “efterleves ikke”.")
    points = (1, 5, 3, 4, 2, 5)
    body = [[str(n), title, str(p)] for n, (title, p) in enumerate(zip(TITLES, points, strict=True), 1)]
    document = made.table((40, 300, 60), [["Nr.", "Anbefaling", "Point"], *body]).read()
    assert [row.rating_step for row in document.assessments] == [abs(point - best) + 1 for point in points]
    assert not any(doubted(document))


@pytest.mark.parametrize(
    ("header", "role"),
    [("Forventes klar", "deadline"), ("Eksempel", "activity"), ("Hvad planlægger vi", None), ("Hvad vil vi", None)],
)
def test_headers_of_columns_beside_the_rating(header: str, role: str | None) -> None:
    body = [[title, "Ja" if n % 2 else "Nej", f"Noget i {2016 + n}"] for n, title in enumerate(TITLES)]
    document = Paper().table((300, 100, 200), [["Anbefaling", "Indarbejdet?", header], *body]).read()
    assert [row.rating_text for row in document.assessments] == ["Nej", "Ja"] * 3
    assert not any(doubted(document))
    assert not any(finding.code == "column_unknown" for finding in document.findings)
    for row in document.assessments if role is not None else ():
        assert (getattr(row, str(role)) or "").startswith("Noget i 20")


@pytest.mark.parametrize(
    ("unit", "sure"),
    [
        ("Rengøringen", True),
        ("Voksenstøtte", True),
        ("Bevillingsnævnet", True),
        ("Forebyggende team", True),
        ("UngNæstved", True),
        ("UU-Tårnby", True),
        ("Teknisk", False),
        ("Sundheds", False),
        ("Genoptrænin", False),
        ("Kommunikationsafdelin-Ungdomsskolen", False),
    ],
)
def test_a_word_that_names_a_function_is_a_unit_and_what_was_cut_is_in_doubt(unit: str, sure: bool) -> None:
    """How "Rengøringen" divides into units was uncertain, though there is nothing to divide."""
    body = [[title, "Ja" if n % 2 else "Nej", unit if n < 2 else "Jobcentret"] for n, title in enumerate(TITLES)]
    document = Paper().table((300, 100, 200), [["Anbefaling", "Opfyldt?", "Afdeling"], *body]).read()
    assert document.assessments[0].departments == (unit,)
    assert doubted(document) == [not sure] * 2 + [False] * 4


def test_a_list_whose_first_part_is_a_head_of_names_and_a_unit_elsewhere_is_in_doubt() -> None:
    units = ("Skole", "Skole, Kultur og Idræt", "Jobcentret", "Skole", "Jobcentret", "Skole")
    body = [[title, "Ja" if n % 2 else "Nej", unit] for n, (title, unit) in enumerate(zip(TITLES, units, strict=True))]
    document = Paper().table((300, 100, 200), [["Anbefaling", "Opfyldt?", "Afdeling"], *body]).read()
    assert doubted(document) == [False, True, False, False, False, False]


def test_a_column_beside_the_steps_that_another_step_heads_puts_the_scale_in_doubt() -> None:
    """Text of its neighbour had run into its cells: the column was of nothing, and the steps were three."""
    header = ["Nr.", "Anbefaling", "Helt", "Overvejende", "I mindre omfang", "Slet ikke"]
    told = "Der er holdt møder i alle distrikter"
    body = [
        [str(n), title, told if n % 2 else "", *("x" if k == n % 3 else "" for k in range(3))]
        for n, title in enumerate(TITLES, 1)
    ]
    document = Paper().table((40, 270, 140, 90, 90, 90), [header, *body]).read()
    assert all(doubted(document))


def test_letters_before_a_number_are_part_of_it() -> None:
    """R1 of "Rammer" and T1 of "Tilbud" were one number with two titles."""
    codes = ("R1", "R2", "R3", "T1", "T2", "T3")
    body = [[code, title, "Ja" if n % 2 else "Nej"] for n, (code, title) in enumerate(zip(codes, TITLES, strict=True))]
    document = Paper().table((60, 300, 100), [["ID", "Anbefaling", "Opfyldt?"], *body]).read()
    assert [row.number_raw for row in document.assessments] == list(codes)
    assert not any(doubted(document))


@pytest.mark.parametrize("packages", [("Tobak", "Tobak", "Alkohol", "Tobak", "Tobak", "Alkohol"), ("Tobak",) * 6])
def test_rows_of_a_package_that_numbers_none_lack_no_number(packages: tuple[str, ...]) -> None:
    body = [
        [package, title if n in (2, 5) else f"{n + 1}. {title}", "Ja" if n % 2 else "Nej"]
        for n, (package, title) in enumerate(zip(packages, TITLES, strict=True))
    ]
    document = Paper().table((100, 300, 100), [["Forebyggelsespakke", "Anbefaling", "Opfyldt?"], *body]).read()
    codes = {finding.code for finding in document.findings}
    assert ("number_missing" in codes) == (set(packages) == {"Tobak"})


def test_a_heading_beside_a_legend_is_no_head_of_a_table() -> None:
    made = Paper(title=None)
    made.heading("Tobak – anbefalinger på grundniveau", size=16)
    made._text((560, made.y - 12), "Anbefalingen er opfyldt", 6, bold=False, color=0)
    body = [[str(n), title, "Opfyldt" if n % 2 else "Ikke opfyldt"] for n, title in enumerate(TITLES, 1)]
    document = made.table((40, 300, 100), [["Nr.", "Anbefaling", "Status"], *body]).read()
    assert len(document.assessments) == len(TITLES)
    assert not any(finding.code == "table_unread" for finding in document.findings)


def test_a_rating_whose_header_lists_its_steps_is_no_guess() -> None:
    body = [[str(n), title, "Ja" if n % 2 else "Nej", "x"] for n, title in enumerate(TITLES, 1)]
    head = ["Nr.", "Anbefaling", "Ja / Nej", "Sundhedsafdelingen"]
    document = Paper().table((40, 300, 60, 120), [head, *body]).read()
    assert [row.rating_text for row in document.assessments] == ["Ja", "Nej"] * 3
    assert not any(finding.code == "column_role_guessed" for finding in document.findings)


def test_a_level_in_plain_print_behind_a_short_bold_title_does_not_make_it_plain() -> None:
    titles = ("Røgfri skoletid for alle elever", "Rygestop", *TITLES[2:])
    html = "<style>td, th { border: .5pt solid #555; padding: 3pt } table { border-collapse: collapse }</style>" + HEAD
    html += "<table><tr><th>Nr.</th><th>Anbefaling</th><th>Opfyldt?</th></tr>"
    for n, title in enumerate(titles, 1):
        html += f"<tr><td>{n}</td><td><b>{title}</b> (udviklingsniveau)</td><td>{'Ja' if n % 2 else 'Nej'}</td></tr>"
    document = of_html(f"{html}</table>")
    assert [row.title for row in document.assessments] == list(titles)
    assert not any(doubted(document))


def test_a_step_below_a_header_that_asks_for_it_is_in_the_first_row() -> None:
    """ "Ja" and the name of a centre read like headers, and the row was part of the head."""
    body = [
        ["Indeklima indgår i skolernes planer", "Ja", "Hvert tredje år", "Center for Uddannelse"],
        ["Klager registreres og følges op", "Delvist", "Aftales i 2020", "Center for Ejendomme"],
        ["Skoler får hjælp til at undersøge fugt", "Ja", "Inden en uge", "Center for Ejendomme"],
    ]
    made = Paper(title="Forebyggelsespakken Indeklima i skoler")
    head = ["Udsagn", "Svar", "Kommentar", "Ansvar"]
    document = made.table((260, 60, 200, 200), [head, *body], header=0).read()
    assert [(row.title, row.rating_text) for row in document.assessments] == [(r[0], r[1]) for r in body]


@pytest.mark.parametrize("other", ["J", "N"])
def test_a_letter_that_marks_rows_is_a_mark_and_one_of_two_is_an_answer(other: str) -> None:
    """An engine reads ticks as "J"; the text of the column was in doubt in each row."""
    letters = ("J", "J", "J", "J", other, other)
    body = [
        [str(n + 1), title, *(letter if k == PLACES[n] else "" for k in range(4))]
        for n, (title, letter) in enumerate(zip(TITLES, letters, strict=True))
    ]
    heads = ["Nr.", "Anbefaling", "I høj grad", "I nogen grad", "I mindre grad", "Slet ikke"]
    document = Paper().table((40, 270, 80, 80, 80, 80), [heads, *body]).read()
    assert [row.rating_step for row in document.assessments] == [place + 1 for place in PLACES]
    assert doubted(document) == [other == "N"] * 6


@pytest.mark.parametrize("known", [True, False])
def test_titles_of_the_catalogue_found_their_column_whatever_heads_it(known: bool) -> None:
    """Every row below "Indsats" was for review, also where its titles are the package's own."""
    own = [r.title for r in Catalogue.load().entries if (r.package, r.edition) == ("mental_sundhed", "2018")]
    body = [[title, ("Ja", "Nej")[n % 2], f"Se side {n}"] for n, title in enumerate(own[:6] if known else TITLES)]
    head = ["Indsats", "Vurdering", "Bemærkning"]
    document = Paper("Status på forebyggelsespakken Mental sundhed").table((300, 80, 120), [head, *body]).read()
    assert [row.title for row in document.assessments] == [row[0] for row in body]
    assert doubted(document) == [not known] * 6
