"""Rows that are right and were put in doubt by what is a document's own convention; and those whose doubt must stay."""

from __future__ import annotations

import pytest

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
