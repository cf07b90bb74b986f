"""What is never an assessment, whatever marks it holds: read from drawn pages."""

from __future__ import annotations

import pytest

from tests.kinds.drawn_tables import TITLES, Cell, Paper

X = Cell("x", shift=0.45)
PACKAGE = "Forebyggelsespakken Tobak: anbefalingerne behandles på mødet."
"""Says the words that let a document be looked at, so that the tables alone decide."""


def attendance(made: Paper) -> Paper:
    names = ("Anne Holm", "Bo Lind", "Carl Bech", "Dorte Friis", "Else Krag", "Finn Juhl")
    rows = [[name, X if n % 2 else "", "" if n % 2 else X, ""] for n, name in enumerate(names)]
    return made.table((200, 90, 90, 90), [["Navn", "Deltog", "Afbud", "Fraværende"], *rows])


def routing(made: Paper) -> Paper:
    cases = ("Budget 2020", "Lokalplan 34", "Skolestruktur", "Ny tobakspolitik", "Høring om rygestop")
    rows = [[str(n), case, *(X if (n + k) % 3 else "" for k in range(5))] for n, case in enumerate(cases, 1)]
    return made.table((40, 220, 60, 60, 60, 60, 60), [["Nr.", "Sag", "DIR", "FOU", "BFU", "SOS", "ØKU"], *rows])


def unfilled_boxes(made: Paper) -> Paper:
    options = "☐ Opfyldt\n☐ Delvist opfyldt\n☐ Ikke opfyldt"
    rows = [[str(n), title, options] for n, title in enumerate(TITLES[:4], 1)]
    return made.table((40, 280, 160), [["Nr.", "Anbefaling", "Er anbefalingen opfyldt?"], *rows])


def unfilled_columns(made: Paper) -> Paper:
    rows = [[str(n), title, "", "", ""] for n, title in enumerate(TITLES, 1)]
    return made.table(
        (40, 280, 80, 80, 80), [["Nr.", "Anbefaling", "Opfyldt", "Delvist opfyldt", "Ikke opfyldt"], *rows]
    )


def survey(made: Paper) -> Paper:
    questions = ("Har kommunen en politik?", "Er skoletiden røgfri?", "Tilbydes rygestop?", "Henviser lægerne?")
    rows = [[q, "42 %", "31 %", "17 %", "10 %"] for q in questions]
    return made.table(
        (260, 80, 80, 80, 80), [["Spørgsmål", "I høj grad", "I nogen grad", "I mindre grad", "Slet ikke"], *rows]
    )


def counts(made: Paper) -> Paper:
    rows = [[f"{n}. {title}", "12", "30", "41", "9"] for n, title in enumerate(TITLES, 1)]
    return made.table(
        (260, 80, 80, 80, 80), [["Anbefaling", "I høj grad", "I nogen grad", "I mindre grad", "Slet ikke"], *rows]
    )


def budget(made: Paper) -> Paper:
    rows = [[str(n), title, "125.000", "130.000", "95.000"] for n, title in enumerate(TITLES, 1)]
    return made.table((40, 280, 80, 80, 80), [["Nr.", "Indsats", "2019", "2020", "2021"], *rows])


def target_groups(made: Paper) -> Paper:
    rows = [[str(n), title, X, X if n % 2 else "", X] for n, title in enumerate(TITLES, 1)]
    return made.table((40, 280, 80, 80, 80), [["Nr.", "Anbefaling", "Børn", "Unge", "Voksne"], *rows])


def responsible(made: Paper) -> Paper:
    rows = [[str(n), title, *(X if k == n % 3 else "" for k in range(3))] for n, title in enumerate(TITLES, 1)]
    return made.table((40, 280, 90, 90, 90), [["Nr.", "Anbefaling", "Børn og Unge", "Social", "Sundhed"], *rows])


def committees(made: Paper) -> Paper:
    rows = [[str(n), title, *(X if k == n % 4 else "" for k in range(4))] for n, title in enumerate(TITLES, 1)]
    return made.table((40, 280, 50, 50, 50, 50), [["Nr.", "Anbefaling", "ØU", "SKU", "FU", "SSU"], *rows])


def complexity(made: Paper) -> Paper:
    rows = [[str(n), title, ("Høj", "Middel", "Lav")[n % 3]] for n, title in enumerate((*TITLES, *TITLES), 1)]
    return made.table((40, 280, 90), [["Nr.", "Anbefaling", "Kompleksitet"], *rows])


@pytest.mark.parametrize(
    "draw",
    [
        complexity,
        responsible,
        committees,
        attendance,
        routing,
        unfilled_boxes,
        unfilled_columns,
        survey,
        counts,
        budget,
        target_groups,
    ],
)
def test_no_assessment(draw: object) -> None:
    document = draw(Paper("Bilag til mødet").line(PACKAGE)).read()  # type: ignore[operator]
    assert [row.title for row in document.assessments if row.rating_step is not None] == []
    assert not document.assessments
    assert not document.assessment_summaries
    assert document.document.kind != "assessment"


def test_requirements_of_something_else_are_no_assessment() -> None:
    requirements = ("Systemet skal logge adgang", "Systemet skal kunne eksportere", "Data skal ligge i EU")
    rows = [
        [str(n), text, ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")[n % 3]] for n, text in enumerate(requirements)
    ]
    document = Paper("Kravspecifikation").table((40, 300, 140), [["Nr.", "Krav", "Status"], *rows]).read()
    assert not document.assessments


def test_requirements_of_a_type_each_are_no_assessment() -> None:
    """A column headed "Type" parts recommendations by category, and anything else by anything else."""
    made = Paper("Kravspecifikation").line("Maden følger de officielle anbefalinger.")
    rows = [[f"K{n}", text, ("Skal", "Bør")[n % 2], "Ja" if n % 3 else "Nej"] for n, text in enumerate(POINTS, 1)]
    assert not made.table((40, 300, 60, 80), [["Nr.", "Krav", "Type", "Opfyldt"], *rows]).read().assessments


def test_an_attendance_list_beside_an_assessment_adds_no_rows() -> None:
    rows = [[str(n), title, "Opfyldt" if n % 2 else "Ikke opfyldt"] for n, title in enumerate(TITLES, 1)]
    made = attendance(Paper().line("Deltagere i arbejdsgruppen"))
    document = made.table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *rows]).read()
    assert [row.title for row in document.assessments] == list(TITLES)


def test_tables_that_are_no_assessment_are_published_all_the_same() -> None:
    document = budget(Paper("Bilag til mødet").line(PACKAGE)).read()
    assert [table.mapped_to for table in document.tables] == [None]
    assert "125.000" in {cell.text for cell in document.cells}


def test_an_example_in_a_guide_is_no_assessment_of_a_document_without_rows() -> None:
    made = Paper("Vejledning i selvevaluering").line(
        "Skriv x i den kolonne, der passer: i høj grad, i nogen grad, i mindre grad eller slet ikke. "
        "Anbefalingerne i forebyggelsespakken vurderes en for en."
    )
    assert not made.line("x = opfyldt, o = ikke opfyldt").read().assessments


POINTS = ("Instrukser for håndhygiejne", "Medicin", "Journalføring", "Aftaler med læger", "Smitteveje", "Ernæring")


def inspection(made: Paper) -> Paper:
    rows = [[str(n), point, *(X if k == n % 3 else "" for k in range(3))] for n, point in enumerate(POINTS, 1)]
    return made.table((40, 260, 90, 90, 90), [["Nr.", "Målepunkt", "Opfyldt", "Ikke opfyldt", "Ikke aktuelt"], *rows])


def portfolio(made: Paper) -> Paper:
    words = ("Implementeret", "Under implementering", "Planlagt")
    rows = [[str(n), point, words[n % 3]] for n, point in enumerate(POINTS, 1)]
    return made.table((40, 260, 160), [["Nr.", "Projekt", "Status"], *rows])


def consultants(made: Paper) -> Paper:
    words = ("Implementeret", "Under implementering", "Planlagt")
    rows = [[str(n), point, words[n % 3]] for n, point in enumerate(POINTS, 1)]
    return made.table((40, 260, 160), [["Nr.", "Konsulentens anbefaling", "Status"], *rows])


@pytest.mark.parametrize("draw", [inspection, portfolio, consultants])
def test_points_that_are_no_recommendations_of_a_package(draw: object) -> None:
    """The administration "anbefaler" something in nearly every document; that makes no package of it."""
    made = Paper("Opfølgning").line("Forvaltningen anbefaler, at oversigten tages til efterretning.")
    assert not draw(made).read().assessments  # type: ignore[operator]


@pytest.mark.parametrize("draw", [inspection, portfolio])
def test_minutes_with_an_item_on_a_package_rate_no_other_points(draw: object) -> None:
    made = Paper("Referat af møde i Sundhedsudvalget").line("Mødedato: 2. september 2015")
    made.heading("1. Forebyggelsespakken Tobak").heading("Sagsfremstilling").line("Udvalget orienteres om pakken.")
    made.heading("Indstilling").line("Forvaltningen indstiller, at orienteringen tages til efterretning.")
    made.heading("Beslutning").line("Godkendt.").heading("2. Tilsyn").heading("Sagsfremstilling")
    document = draw(made.line("Resultatet fremgår af skemaet.")).read()  # type: ignore[operator]
    assert document.document.kind == "agenda"
    assert not document.assessments


def test_actions_that_come_again_and_speak_of_progress_are_no_labels_of_a_form() -> None:
    """Each table of the plan has the same action with another deadline beside it, as a card has a label and a value."""
    made = Paper("Sundhedspolitik").line(PACKAGE)
    for n, area in enumerate(("Aktiv hele livet", "Røgfri fremtid", "Mad med glæde"), 1):
        made.heading(f"{n}. {area}").line("Mål", bold=True)
        made.table(
            (160, 260, 80),
            [
                ["Vi vil", "Sådan gør vi", "Tidsramme"],
                ["Samle kræfterne", "Ansætte en koordinator, der skal sikre fremdrift.", f"31.12.202{n}"],
                ["Lære af andre", "Etablere et netværk.", "Løbende"],
            ],
        )
    assert not made.read().assessments


@pytest.mark.parametrize(
    ("above", "read"),
    [
        ("Eksempel på et udfyldt skema", False),
        ("Eksemplet er opdigtet og viser kun formen.", False),
        ("Vores skema", True),
    ],
)
def test_a_table_that_is_said_to_be_an_example_rates_nothing(above: str, read: bool) -> None:
    made = Paper("Vejledning til udfyldelse af skema om forebyggelsespakken Tobak").heading(above, size=12)
    rows = [[str(n), title, *(X if k == n % 3 else "" for k in range(3))] for n, title in enumerate(TITLES, 1)]
    made.table((40, 260, 90, 90, 90), [["Nr.", "Anbefaling", "Helt", "Delvist", "Slet ikke"], *rows])
    assert bool(made.read().assessments) is read


def test_a_table_that_says_what_the_steps_mean_rates_nothing() -> None:
    made = Paper("Status på forebyggelsespakken Tobak").line("Anbefalingerne er vurderet af Sundhedsafdelingen.")
    steps = [
        ["Helt", "Indsatsen findes og bruges alle relevante steder"],
        ["Delvist", "Indsatsen findes nogle steder"],
        ["Slet ikke", "Der er ingen indsats"],
    ]
    assert not made.table((100, 400), [["Vurdering", "Betydning"], *steps]).read().assessments
