"""Options that are offered below each recommendation, legends beside a table, and tables of slides."""

from __future__ import annotations

import pytest

from schemas.document import ExtractedDocument
from tests.kinds.drawn_tables import TITLES
from tests.kinds.test_assessment_forms import STEPS, of_html

HEAD = "<h1>Status på forebyggelsespakken Tobak</h1>"
GRID = "<style>td, th { border: .5pt solid #555; padding: 2pt 6pt; text-align: left }</style>"
RATED = list(zip(TITLES, STEPS, strict=True))
OFFERED = ("Ja, fuldt ud", "Ja, i nogen grad", "Kun i ringe grad", "Nej")
RADIO = """<style>
.o { line-height: 11pt; margin: LEADING 0; padding-left: 12pt; position: relative }
.o i { position: absolute; left: 0; top: 1.5pt; width: 6pt; height: 6pt; border: .75pt solid #555; border-radius: 50% }
.o i.on::after { content: ""; position: absolute; left: 1.2pt; top: 1.2pt; width: 3.6pt; height: 3.6pt;
  background: #222; border-radius: 50% }
</style>"""


def rated(document: ExtractedDocument) -> list[tuple[str | None, int | None]]:
    return [(row.title, row.rating_step) for row in document.assessments]


@pytest.mark.parametrize("leading", ["0", "2pt", "5pt"])
def test_drawn_buttons_below_a_question_that_comes_again_answer_it(leading: str) -> None:
    """Layout parts a list where its leading is wide: one option was text, the others a list of their own."""
    body = RADIO.replace("LEADING", leading) + HEAD + "<h2>Anbefalinger på grundniveau</h2>"
    for n, (title, step) in enumerate(RATED, 1):
        options = "".join(
            f"<div class=o><i{' class=on' if k == step else ''}></i>{text}</div>" for k, text in enumerate(OFFERED, 1)
        )
        body += f"<h3>{n}. {title}</h3><p style='margin:0'>Arbejder I med anbefalingen?</p>{options}<p>Se side {n}.</p>"
    document = of_html(body)
    assert rated(document) == RATED
    assert {row.rating_steps for row in document.assessments} == {4}


def test_a_legend_whose_first_row_reads_like_a_header_rates_nothing() -> None:
    colours = {1: ("Grøn", "#7c7", "er indarbejdet i driften"), 2: ("Gul", "#fd4", "er indarbejdet nogle steder")}
    colours[3] = ("Rød", "#e55", "er ikke indarbejdet")
    cell = "<td style='background:{1}'>{0}</td>"
    key = "".join(f"<tr>{cell.format(*c)}<td>Anbefalingen {c[2]}</td></tr>" for c in colours.values())
    rows = "".join(
        f"<tr><td>{n}</td><td>{title}</td>{cell.format(*colours[step])}</tr>"
        for n, (title, step) in enumerate(RATED, 1)
    )
    head = "<tr><th>Nr.</th><th>Anbefaling</th><th>Status</th></tr>"
    style = "<style>td, th { padding: 2pt 8pt; text-align: left }</style>"
    document = of_html(f"{style}{HEAD}<table>{key}</table><p></p><table>{head}{rows}</table>")
    assert rated(document) == RATED
    assert not any(row.needs_review for row in document.assessments)


@pytest.mark.parametrize("padding", ["1pt", "4pt 12pt"])
def test_the_title_of_a_slide_is_no_row_of_the_table_before_it(padding: str) -> None:
    """Tight lines are no table, and two of the titles were one text without a rating."""
    page = "<style>@page { size: 320mm 180mm; margin: 12mm } section { break-after: page } td { border: 0; padding: "
    page += f"{padding} }}</style>"
    dot = "<td><svg width=14 height=14><circle cx=7 cy=7 r=6 fill='{}'/></svg></td>"
    colours = {1: "#3aa757", 2: "#f0c419", 3: "#d64541"}
    key = "".join(
        f"<tr>{dot.format(colours[n])}<td>Vi følger {text}</td></tr>"
        for n, text in enumerate(("anbefalingen", "den delvist", "den ikke"), 1)
    )
    slides = f"<section><h1>Sådan læses status</h1><table>{key}</table></section>"
    for category, first in (("Rammer", 0), ("Tilbud", 3)):
        rows = "".join(
            f"<tr>{dot.format(colours[STEPS[i]])}<td><b>{TITLES[i]}</b></td><td>Aftalt i {2015 + i}</td></tr>"
            for i in range(first, first + 3)
        )
        slides += f"<section><h1>{category}</h1><table>{rows}</table></section>"
    document = of_html(f"{page}<section>{HEAD}<p>Ringsted Kommunes status</p></section>{slides}")
    assert rated(document) == RATED
    assert [row.category for row in document.assessments] == ["rammer"] * 3 + ["tilbud"] * 3


def test_a_question_about_recommendations_heads_their_titles() -> None:
    """Its column was a guess, and steps above marks alone may be anything: the document was no assessment."""
    steps = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")
    head = "".join(f"<th>{text}</th>" for text in ("I hvilken grad opfylder kommunen anbefalingen?", *steps))
    rows = "".join(
        f"<tr><td>{title}</td>{''.join(f'<td>{chr(88) if k == step else chr(32)}</td>' for k in (1, 2, 3, 4))}</tr>"
        for title, step in RATED
    )
    document = of_html(f"{GRID}{HEAD}<table><tr>{head}</tr>{rows}</table>")
    assert rated(document) == RATED


def test_a_unit_that_the_grid_cuts_heads_rows_and_is_no_label() -> None:
    """ "Center for" stands where numbers do, "Forebyggelse" begins where titles do: one was the label of the other."""
    style = "<style>td, th { padding: 2pt 2.4pt; text-align: left } tr { border-bottom: .5pt solid #999 }"
    style += " table { border-collapse: collapse }</style>"
    head = "".join(f"<th>{text}</th>" for text in ("Nr.", "Anbefaling", "Vurdering", "Bemærkninger"))
    rows = ""
    for n, (title, step) in enumerate(RATED, 1):
        if n in (1, 4):
            unit = "Forebyggelse" if n == 1 else "Kultur og Fritid"
            rows += f"<tr><td>Center for</td><td>{unit}</td></tr>"
        answer = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")[step - 1]
        rows += f"<tr><td>G{n}</td><td>{title}</td><td>{answer}</td><td>Aftalt i {2010 + n}.</td></tr>"
    document = of_html(f"{style}{HEAD}<table><tr>{head}</tr>{rows}</table>")
    units = [("Center for Forebyggelse",)] * 3 + [("Center for Kultur og Fritid",)] * 3
    assert [(row.title, row.departments) for row in document.assessments] == list(zip(TITLES, units, strict=True))


def test_a_header_of_ratings_right_above_a_step_is_no_part_of_it() -> None:
    """ "Vurdering" over all steps may stand right above the middle one."""
    heads = ("Nr.", "Anbefaling", "Er indført", "Vurdering<br>Under indførelse", "Ikke indført")
    head = "".join(f"<th>{text}</th>" for text in heads)
    rows = ""
    for n, (title, step) in enumerate(RATED, 1):
        marks = "".join(f"<td>{'x' if k == step else ''}</td>" for k in (1, 2, 3))
        rows += f"<tr><td>{n}</td><td>{title}</td>{marks}</tr>"
    document = of_html(f"{GRID}{HEAD}<table><tr>{head}</tr>{rows}</table>")
    steps = ("Er indført", "Under indførelse", "Ikke indført")
    assert [row.rating_text for row in document.assessments] == [steps[step - 1] for step in STEPS]


def test_a_legend_in_brackets_ends_with_them() -> None:
    """What the sentence goes on with was part of the last wording."""
    told = (
        "Gruppen har givet en score fra 1 til 3 (3 = I høj grad, 2 = I nogen grad, 1 = Slet ikke) ud fra, hvor langt "
    )
    rows = "".join(f"<tr><td>{title}</td><td>{4 - step}</td></tr>" for title, step in RATED)
    table = f"<table><tr><th>Anbefaling</th><th>Score</th></tr>{rows}</table>"
    document = of_html(f"{GRID}{HEAD}<p>{told}kommunen følger anbefalingerne.</p>{table}")
    steps = ("I høj grad", "I nogen grad", "Slet ikke")
    assert [row.rating_text for row in document.assessments] == [steps[step - 1] for step in STEPS]


def test_a_header_of_titles_names_their_level() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>{title}</td><td>{('Ja', 'Delvist', 'Nej')[step - 1]}</td></tr>"
        for n, (title, step) in enumerate(RATED, 1)
    )
    heads = "<tr><th></th><th>Anbefaling (grundniveau)</th><th>Opfyldt?</th></tr>"
    document = of_html(f"{GRID}{HEAD}<table>{heads}{rows}</table>")
    assert [row.level for row in document.assessments] == ["grundniveau"] * len(TITLES)


def test_ratings_below_a_printed_label_keep_it_beside_another_that_may_rate() -> None:
    """ "Vurdering" is what ratings without a label are called, too: those took the label "Status", and all was lost."""
    body = ""
    for n, (title, step) in enumerate(RATED, 1):
        told = "Delvist opfyldt" if n == 2 else f"Det blev aftalt i {2010 + n}."
        verdict = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")[step - 1]
        body += f"<p><b>{n}. {title}</b></p><p><b>Vurdering:</b> {verdict}</p>"
        body += f"<p><b>Status:</b> {told}</p><p><b>Område:</b> Sundhedsplejen</p>"
    document = of_html(HEAD + body)
    assert rated(document) == RATED


def test_a_level_below_its_label_is_no_title() -> None:
    """ "Niveau" stands bold above "Grundniveau" on every card, and was the title of all of them without a word."""
    body = ""
    for n, (title, step) in enumerate(RATED, 1):
        options = " &nbsp; ".join(
            f"{'☒' if k == step else '☐'} {text}" for k, text in enumerate(("Ja", "Delvist", "Nej"), 1)
        )
        parts = (
            ("Niveau", "Grundniveau"),
            ("Lever kommunen op til anbefalingen?", options),
            ("Ansvarlig afdeling", "HR"),
        )
        body += f"<h3>Anbefaling {n}: {title}</h3>"
        body += "".join(
            f"<p style='margin:4pt 0 0'><b>{label}</b></p><p style='margin:0'>{value}</p>" for label, value in parts
        )
    document = of_html(HEAD + body)
    assert [(row.title, row.level, row.rating_step) for row in document.assessments] == [
        (title, "grundniveau", step) for title, step in RATED
    ]
