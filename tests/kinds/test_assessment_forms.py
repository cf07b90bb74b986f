"""Recommendations that are rated in forms – cards, questions, prose – and printed summaries, read from drawn pages."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf
import pytest

from extractors import extract
from extractors.kinds.assessment.legends.levels import without_keys
from extractors.kinds.assessment.tables.headed_tables import heads_rows
from extractors.layout import build_layout
from extractors.pdf import read
from schemas.document import ExtractedDocument
from tests.kinds.drawn_tables import GREEN, RED, TITLE, TITLES, YELLOW, Cell, Paper, band
from tests.layout.printed import blocks, page, words

A4 = (595.0, 842.0)
WORDS = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
STEPS = (1, 2, 3, 3, 2, 1)


def ratings(document: ExtractedDocument) -> list[tuple[int | None, str | None, int | None]]:
    return [(row.number, row.title, row.rating_step) for row in document.assessments]


EXPECTED = [(n, title, step) for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1)]


# --- cards ---------------------------------------------------------------------------------------------------------


def cards(*, one_table: bool) -> Paper:
    made = Paper(size=A4)
    rows = []
    for n, title, step in EXPECTED:
        card = [
            ["Anbefaling", f"{n}. {title}"],
            ["Niveau", "Grundniveau" if n % 2 else "Udviklingsniveau"],
            ["Vurdering", WORDS[step - 1]],
            ["Nuværende indsats", "Er beskrevet i planen."],
            ["Forankring", "Sundhedscentret"],
        ]
        rows += card
        if not one_table:
            made.table((130, 380), card, header=0)
    if one_table:
        made.table((130, 380), rows, header=0)
    return made


@pytest.mark.parametrize("one_table", [True, False], ids=["one grid", "a grid each"])
def test_cards(one_table: bool) -> None:
    document = cards(one_table=one_table).read()
    assert ratings(document) == EXPECTED
    assert [row.level for row in document.assessments] == ["grundniveau", "udviklingsniveau"] * 3
    assert {row.activity for row in document.assessments} == {"Er beskrevet i planen."}
    assert {row.departments for row in document.assessments} == {("Sundhedscentret",)}
    assert document.document.kind == "assessment"


def test_cards_with_short_fields_beside_each_other() -> None:
    """ "Nr. 3 | Niveau: Grundniveau" has its labels in the cells of the values: number, level and unit were lost."""
    rows = []
    for n, title, step in EXPECTED:
        rows += [[f"Nr. T{n}", "Niveau: Udviklingsniveau", "Udfyldt af: Sundhedscentret"]]
        rows += [["Anbefaling", Cell(title, span=2)], ["Vurdering", Cell(WORDS[step - 1], span=2)]]
    document = Paper(size=A4).table((130, 180, 200), rows, header=0).read()
    assert ratings(document) == EXPECTED
    assert {row.level for row in document.assessments} == {"udviklingsniveau"}
    assert {row.departments for row in document.assessments} == {("Sundhedscentret",)}


def test_cards_are_no_halves_of_one_another_and_their_values_no_headers() -> None:
    """The last card of a page was joined with one of the next, and "Fysisk aktivitet" was a header unread."""
    made = Paper(size=A4)
    titles = [f"Fysisk aktivitet for borgere i gruppe {n}" for n in range(1, 19)]
    for n, title in enumerate(titles, 1):
        rows = [["Anbefaling", f"{n}. {title}"], ["Vurdering", WORDS[n % 3]], ["Forankring", "Sundhedscentret"]]
        rows += [["Nuværende indsats", f"Møde {n}"], ["Noter", ""]]
        made.table((130, 380), rows, header=1)
        made.y += 30
        if made.y > 760:
            made.page()
    document = made.read()
    assert ratings(document) == [(n, title, n % 3 + 1) for n, title in enumerate(titles, 1)]
    assert not any(row.needs_review for row in document.assessments)
    assert [table.column_count for table in document.tables] == [2] * len(titles)


def test_the_rest_of_a_value_below_its_label_s_row_belongs_to_it() -> None:
    """A page cut the cell of the units, and the one overleaf, beside no label, was lost without a word."""
    made = Paper(size=A4)
    for n, title, step in EXPECTED:
        rows = [["Anbefaling", f"{n}. {title}"], ["Vurdering", WORDS[step - 1]], ["Forankring", "Sundhedscentret"]]
        made.table((130, 380), [*rows, ["", "Jobcentret"], ["Nuværende indsats", "Møder"]], header=0)
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.departments for row in document.assessments} == {("Sundhedscentret", "Jobcentret")}


def test_a_card_that_goes_on_overleaf_keeps_its_values() -> None:
    """What a page cut off a card was read as the beginning of the next: all units below moved by one card."""
    made = Paper(size=A4)
    rows: list[list[str]] = []
    for n, title, step in EXPECTED:
        rows += [["Løbenr.", str(n)], ["Anbefaling", title], ["Vurdering", WORDS[step - 1]]]
        if n == 3:
            made.table((130, 380), rows, header=0).page()
            rows = []
        rows += [["Forankring", f"Team {'ABCDEF'[n - 1]}"], ["Noter", "Ingen"]]
    document = made.table((170, 340), rows, header=0).read()
    assert ratings(document) == EXPECTED
    assert [row.departments for row in document.assessments] == [(f"Team {letter}",) for letter in "ABCDEF"]


def test_a_label_that_a_page_cuts_between_its_lines_keeps_its_value() -> None:
    """What stood beside the first line of the label was the answer to an unknown label."""
    made = Paper(size=A4)
    for n, title, step in EXPECTED:
        label = ["Hvor er indsatsen", "forankret?"] if n == 3 else ["Hvor er indsatsen\nforankret?"]
        fields = [("Nr.", str(n)), ("Anbefaling", title), ("Vurdering", WORDS[step - 1])]
        fields.append((label[0], f"Team {'ABCDEF'[n - 1]}"))
        made.table((130, 380), [[name, Cell(value, shift=0.05 * n)] for name, value in fields], header=0)
        made.y -= 14
        if n == 3:
            made.page().table((130, 380), [[label[1], ""]], header=0)
            made.y -= 14
        made.table((130, 380), [["Noter", "Ingen"]], header=0)
    document = made.read()
    assert ratings(document) == EXPECTED
    assert [row.departments for row in document.assessments] == [(f"Team {letter}",) for letter in "ABCDEF"]


def test_a_row_over_cards_that_name_themselves_is_a_section() -> None:
    rows = []
    for n, title, step in EXPECTED:
        rows += [band("Rammer" if n < 4 else "Tilbud", 2, bold=True)] if n in (1, 4) else []
        rows += [["Løbenr.", str(n)], ["Hvad anbefales?", title], ["Vurdering", WORDS[step - 1]]]
    document = Paper(size=A4).table((130, 380), rows, header=0).read()
    assert ratings(document) == EXPECTED
    assert [row.category for row in document.assessments] == ["rammer"] * 3 + ["tilbud"] * 3


def test_a_large_name_between_cards_of_one_grid_heads_them_though_a_summary_names_it_again() -> None:
    """The cards below it were those of the package before."""
    made = Paper("Status i Nordby Kommune", size=A4).heading("Mental sundhed")
    for n, title, step in EXPECTED:
        if n == 4:
            made._text((made.left + 4, made.y + 14), "Tobak", 14, True, 0)
            made.table((130, 380), [["", ""]], header=0).y -= 14
        card = [["Løbenr.", str(n)], ["Hvad anbefales?", title], ["Vurdering", WORDS[step - 1]]]
        made.table((130, 380), card, header=0).y -= 14
    made.y += 30
    sums = [["", *WORDS], ["Mental sundhed", "1", "1", "1"], ["Tobak", "1", "1", "1"]]
    document = made.heading("Opsummering").table((130, 90, 90, 90), sums).read()
    assert ratings(document) == EXPECTED
    assert [row.package for row in document.assessments] == ["mental_sundhed"] * 3 + ["tobak"] * 3


def test_the_name_of_a_section_in_the_cell_of_a_label_is_no_part_of_it() -> None:
    """The card below it was lost: its title came under a label of its own, its verdict under the next card's title."""
    rows = []
    for n, title, step in EXPECTED:
        name, above = ("Tilbud\n", "\n") if n == 4 else ("", "")
        rows += [
            [f"{name}Hvad anbefales?", f"{above}{n}. {title}"],
            ["Vurdering", WORDS[step - 1]],
            ["Noter", f"Se bilag {n}"],
        ]
    made = Paper(size=A4).heading("Rammer").table((130, 380), rows, header=0)
    document = made.read()
    assert ratings(document) == EXPECTED
    assert [row.notes for row in document.assessments] == [f"Se bilag {n}" for n in range(1, 7)]
    assert [row.category for row in document.assessments[3:]] == ["tilbud"] * 3


def test_cards_with_their_title_over_both_columns() -> None:
    made = Paper(size=A4)
    for n, title, step in EXPECTED:
        card = [
            band(f"{n}. {title}", 2, bold=True),
            ["Grad af opfyldelse", WORDS[step - 1]],
            ["Ansvarlig", "Jobcentret"],
        ]
        made.table((130, 380), card, header=0)
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.responsible for row in document.assessments} == {"Jobcentret"}


def test_a_heading_that_is_a_number_numbers_the_card_below_it() -> None:
    made = Paper(size=A4)
    for n, title, step in EXPECTED:
        made.line(f"Anbefaling nr. {n}", bold=True)
        made.table((130, 380), [["Anbefaling", title], ["Vurdering", WORDS[step - 1]], ["Indsats", "Ja."]], header=0)
    assert ratings(made.read()) == EXPECTED


def card_without_lines(made: Paper, fields: Sequence[tuple[str, str]], *, fill: int | None = None) -> None:
    """Labels and values in two columns of white space, 14 points apart; the rating may be a colour."""
    for label, value in fields:
        lines = label.split("\n")
        if label == "Hvor langt er vi?" and fill is not None:
            color = ((fill >> 16) / 255, (fill >> 8 & 255) / 255, (fill & 255) / 255)
            made.sheet.draw_rect(pymupdf.Rect(175, made.y, 540, made.y + 14), fill=color, color=None)
        for index, line in enumerate(lines):
            made._text((45, made.y + 10 + 10.5 * index), line, 9, True, 0)
        made._text((180, made.y + 10), value, 9, False, 0)
        made.y += 14 + 10.5 * (len(lines) - 1)
    made.y += 12


def test_cards_that_no_lines_part() -> None:
    """Of cards without rules the grid made one column of values, or rows of two labels: levels became titles."""
    made = Paper(size=A4)
    made._text((45, made.y + 10), "Rammer", 11, True, 0)
    made.y += 24
    for n, title, step in EXPECTED:
        level = "G" if n % 2 else "U"
        fields = [("#", f"{n}"), ("Hvad anbefales?", title), ("Niveau for\nanbefalingen", level)]
        fields += [("Hvor langt er vi?", ""), ("Nuværende indsats", "Er beskrevet."), ("Forankring", "Jobcentret")]
        card_without_lines(made, fields, fill=(GREEN, YELLOW, RED)[step - 1])
    document = made.read()
    assert ratings(document) == EXPECTED
    assert [row.level for row in document.assessments] == ["grundniveau", "udviklingsniveau"] * 3
    assert {(row.activity, row.departments, row.category) for row in document.assessments} == {
        ("Er beskrevet.", ("Jobcentret",), "rammer")
    }
    assert not any(row.needs_review for row in document.assessments)


def test_a_label_that_wraps_names_the_titles_of_cards() -> None:
    """The heading above the first card was the title of all, for no line of the label says that it asks for one."""
    made = Paper(size=A4).heading("Forebyggelsespakke om tobak")
    for n, title, step in EXPECTED:
        fields = [("#", f"{n}"), ("Sundhedsstyrelsen\nanbefaler", title), ("G/U", "(G)"), ("Hvor langt er vi?", "")]
        card_without_lines(made, fields, fill=(GREEN, YELLOW, RED)[step - 1])
    assert ratings(made.read()) == EXPECTED


def test_a_label_that_goes_on_overleaf_is_one_label() -> None:
    """The second line of a label at the head of a page parted the card in two, and headed the rest."""
    made = Paper(size=A4)
    for n, title, step in EXPECTED:
        made._text((45, made.y + 10), "Nr.", 9, True, 0)
        made._text((180, made.y + 10), str(n), 9, False, 0)
        made._text((45, made.y + 24), "Anbefaling i", 9, True, 0)
        made._text((180, made.y + 24), title, 9, False, 0)
        made.y += 24
        if n == 3:
            made.page()
        made._text((45, made.y + 10.5), "forebyggelsespakken", 9, True, 0)
        made.y += 10.5
        card_without_lines(made, [("Vurdering", WORDS[step - 1]), ("Forankring", f"Team {'ABCDEF'[n - 1]}")])
    document = made.read()
    assert ratings(document) == EXPECTED
    assert [row.departments for row in document.assessments] == [(f"Team {letter}",) for letter in "ABCDEF"]


def test_a_summary_below_cards_is_none_of_them() -> None:
    made = Paper(size=A4)
    for n, title, step in EXPECTED:
        card_without_lines(made, [("Nr.", str(n)), ("Anbefaling", title), ("Vurdering", WORDS[step - 1])])
    made.heading("Opsummering")
    made.table((135, 90, 90, 90), [["", *WORDS], ["Anbefalinger på grundniveau", "2", "2", "2"]])
    document = made.read()
    assert ratings(document) == EXPECTED
    assert [row.count for row in document.assessment_summaries] == [2, 2, 2]


def test_a_column_that_begins_like_labels_is_no_card() -> None:
    notes = ("Evalueringen fra 2018 viser gode resultater", "Indsatsen er sårbar og bæres af få nøglepersoner")
    made = Paper(size=A4)
    widths = (150, 40, 200, 110)
    rows = [[notes[n % 2], str(n), title, WORDS[step - 1]] for n, title, step in EXPECTED]
    made.table(widths, [["Kommentarer", "Nr.", "Anbefaling", "Vurdering"], *rows])
    assert ratings(made.read()) == EXPECTED


def test_heads_printed_again_overleaf_are_no_labels_of_cards() -> None:
    """Recommendations that two units share come twice, so that their numbers looked like labels, as the heads did."""
    words = ("Er indført", "Under indførelse", "Ikke indført")
    head = ["Løbenr.", "Anbefaling i forebyggelsespakken", "Implementeringsgrad", "Beskrivelse af indsatsen"]
    rows = [[f"Nr. {n}", title, words[step - 1], "Er beskrevet i planen"] for n, title, step in EXPECTED]
    made = Paper()
    made.table((60, 240, 120, 200), [head, rows[0], rows[1], rows[1], rows[2]])
    made.page()
    made.table((60, 240, 120, 200), [head, rows[2], rows[3], rows[4], rows[4], rows[5]])
    found = made.read().assessments
    assert sorted({(row.number, row.rating_step) for row in found}) == [(n, step) for n, _, step in EXPECTED]


def test_a_head_with_the_steps_of_a_scale_heads_rows_and_no_cards() -> None:
    """Lines that came again in the notes of several rows looked like labels of cards: no row was read."""
    head = ["Noter", "Ikke indført", "Under indførelse", "Er indført", "Nr.", "Anbefaling", "Økonomiske konsekvenser"]
    rows = [["Kræver midler", *("x" if k == 4 - step else "" for k in (1, 2, 3)), str(n), title, "Ingen"]
            for n, title, step in EXPECTED]  # fmt: skip
    widths = (100, 60, 60, 60, 40, 250, 90)
    (table,) = build_layout(read(Paper().table(widths, [head, *rows]).pdf())).tables
    (other,) = build_layout(read(Paper().table(widths, [[*head[:1], "A", "B", "C", *head[4:]], *rows]).pdf())).tables
    assert heads_rows(table)
    assert not heads_rows(other)


# --- questions and prose -------------------------------------------------------------------------------------------


def options(step: int | None) -> str:
    return "     ".join(f"{'☒' if n == step else '☐'} {word}" for n, word in enumerate(WORDS, 1))


def test_questions_with_boxes_beside_the_answers() -> None:
    made = Paper(size=A4).line("Kommunen har svaret på, om anbefalingerne i forebyggelsespakken er opfyldt i dag.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11).line(options(step)).line("Der arbejdes med anbefalingen på skolerne.")
    assert ratings(made.read()) == EXPECTED


def test_the_title_of_a_form_with_its_state_is_no_recommendation() -> None:
    """ "Status: Afsluttet" below the title made it a row, and who had answered was the unit of all rows."""
    made = Paper(None, size=A4).heading("Besvarelse: Forebyggelsespakken Tobak", size=15)
    made.line("Besvaret af: Staben", after=0).line("Sendt: 3. maj 2019", after=0).line("Status: Afsluttet")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11).line("Lever kommunen op til anbefalingen?").line(options(step))
        made.line("Uddyb gerne jeres svar", after=2).line("" if n == 2 else f"Drøftet på møde {n} i udvalget.")
    rows = made.read().assessments
    assert [(row.number, row.title, row.rating_step) for row in rows] == EXPECTED
    assert {row.departments for row in rows} == {()}
    assert [row.notes for row in rows] == ["" if n == 2 else f"Drøftet på møde {n} i udvalget." for n in range(1, 7)]


def test_questions_that_nobody_answered_are_no_assessment() -> None:
    made = Paper(size=A4).line("Kommunen bedes svare på, om anbefalingerne i forebyggelsespakken er opfyldt i dag.")
    for n, title, _ in EXPECTED:
        made.heading(f"{n}. {title}", size=11).line(options(None)).line("Der arbejdes med anbefalingen på skolerne.")
    document = made.read()
    assert not [row for row in document.assessments if row.rating_step is not None]


def test_one_unanswered_question_among_answers_is_not_rated() -> None:
    made = Paper(size=A4).line("Kommunen har svaret på, om anbefalingerne i forebyggelsespakken er opfyldt i dag.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11).line(options(None if n == 3 else step))
    document = made.read()
    assert [row.rating_step for row in document.assessments] == [1, 2, None, 3, 2, 1]
    assert document.assessments[2].needs_review


def test_questions_of_which_most_are_unanswered_keep_the_answers_there_are() -> None:
    made = Paper(size=A4).line("Kommunen har svaret på, om anbefalingerne i forebyggelsespakken er opfyldt i dag.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11).line(options(step if n in (2, 3) else None))
    document = made.read()
    assert [row.rating_step for row in document.assessments] == [None, 2, 3, None, None, None]
    assert [row.number for row in document.assessments if row.needs_review] == [1, 4, 5, 6]


def test_prose_with_a_verdict_under_each_recommendation() -> None:
    made = Paper(size=A4).line("Her gennemgås, hvordan kommunen lever op til anbefalingerne i forebyggelsespakken.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11)
        made.line(
            "Skolerne og ungdomsskolen samarbejder om emnet, og der er holdt møder med elevråd og forældre i alle "
            "distrikter. Arbejdet følges af en gruppe med medlemmer fra tre centre."
        )
        made.line(f"Vurdering: {WORDS[step - 1]}", bold=True)
    document = made.read()
    assert ratings(document) == EXPECTED
    assert all((row.activity or "").startswith("Skolerne og ungdomsskolen") for row in document.assessments)


def test_codes_of_several_packages_before_titles_number_them() -> None:
    """ "HY1 Hygiejnepolitik" was a title without a number where "TO1" and "AL1" came as well."""
    made = Paper(size=A4).line("Her gennemgås, hvordan kommunen lever op til anbefalingerne i forebyggelsespakken.")
    for n, title, step in EXPECTED:
        made.heading(f"{'HTA'[n % 3]}{'YOL'[n % 3]}{(n + 2) // 3} {title}", size=11)
        made.line(f"Der er holdt møder om emne {n} med elevråd og forældre i alle distrikter.")
        made.line(f"Vurdering: {WORDS[step - 1]}", bold=True)
    document = made.read()
    assert [(row.title, row.rating_step) for row in document.assessments] == [entry[1:] for entry in EXPECTED]
    assert [row.number_raw for row in document.assessments] == ["TO1", "AL1", "HY1", "TO2", "AL2", "HY2"]


def test_titles_and_verdicts_inside_their_paragraphs() -> None:
    body = "".join(
        f"<p><b>{n}. {title} ({'G' if n % 2 else 'U'}).</b> Skolerne arbejder med emnet. Der er holdt møder med "
        f"forældre i alle distrikter. <b>Vurdering: {WORDS[step - 1].lower()}.</b></p>"
        for n, title, step in EXPECTED
    )
    import weasyprint

    html = f"<style>body {{ font-family: Carlito }}</style><h1>Status på forebyggelsespakken Tobak</h1>{body}"
    document = extract(weasyprint.HTML(string=html).write_pdf())
    assert ratings(document) == EXPECTED
    assert [row.level for row in document.assessments] == ["grundniveau", "udviklingsniveau"] * 3
    assert {(row.activity or "")[:29] for row in document.assessments} == {"Skolerne arbejder med emnet. "}


def test_a_verdict_that_opens_the_text_below_a_heading() -> None:
    made = Paper(size=A4).line("Her gennemgås, hvordan kommunen lever op til anbefalingerne i forebyggelsespakken.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11).line(f"Status: {WORDS[step - 1]}. Emnet drøftes med elevråd hvert år.")
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.activity for row in document.assessments} == {"Emnet drøftes med elevråd hvert år."}


def test_a_verdict_in_bold_that_opens_the_text_below_a_heading() -> None:
    import weasyprint

    body = "".join(
        f"<h3>{n}. {title}</h3><p><b>{WORDS[step - 1]}.</b> Emnet drøftes med elevråd hvert år.</p>"
        for n, title, step in EXPECTED
    )
    html = f"<style>body {{ font-family: Carlito }}</style><h1>Status på forebyggelsespakken Tobak</h1>{body}"
    document = extract(weasyprint.HTML(string=html).write_pdf())
    assert ratings(document) == EXPECTED
    assert {row.activity for row in document.assessments} == {"Emnet drøftes med elevråd hvert år."}


@pytest.mark.parametrize("closing", ["({})", "– {}"])
def test_headings_that_end_in_the_verdict(closing: str) -> None:
    made = Paper(size=A4).line("Her gennemgås, hvordan kommunen lever op til anbefalingerne i forebyggelsespakken.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title} {closing.format(WORDS[step - 1].lower())}", size=11)
        made.line("Emnet drøftes med elevråd hvert år.")
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.activity for row in document.assessments} == {"Emnet drøftes med elevråd hvert år."}


def test_questions_and_labels_without_a_colon() -> None:
    made = Paper(size=A4).line("Kommunen har svaret på, om den arbejder med anbefalingerne i forebyggelsespakken.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11)
        made.line(f"Arbejder I med anbefalingen? {('Ja', 'Delvist', 'Nej')[step - 1]}", after=12)
        made.line("Beskriv indsatsen", after=12).line("Emnet drøftes med elevråd hvert år.", after=12)
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.activity for row in document.assessments} == {"Emnet drøftes med elevråd hvert år."}


def prose(rated: Sequence[int], text: str = "Arbejdet følges af en gruppe.") -> Paper:
    """Recommendations in prose, of which those in ``rated`` have a verdict."""
    made = Paper(size=A4).line("Her gennemgås, hvordan kommunen lever op til anbefalingerne i forebyggelsespakken.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11).line(text)
        if n in rated:
            made.line(f"Vurdering: {WORDS[step - 1]}", bold=True)
    return made


def test_a_recommendation_without_a_verdict_among_others_is_a_row_that_is_not_rated() -> None:
    document = prose((1, 2, 4, 5, 6)).read()
    assert ratings(document) == [(n, title, None if n == 3 else step) for n, title, step in EXPECTED]
    assert [row.number for row in document.assessments if row.needs_review] == [3]


def test_a_project_named_like_a_category_is_no_heading() -> None:
    document = prose((1, 2, 3, 4, 5, 6), "Projekt Trygge Rammer").read()
    assert ratings(document) == EXPECTED
    assert {row.activity for row in document.assessments} == {"Projekt Trygge Rammer"}


def test_a_verdict_alone_on_top_of_the_next_page_is_no_running_header() -> None:
    made = Paper(size=A4).line("Her gennemgås, hvordan kommunen lever op til anbefalingerne i forebyggelsespakken.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11).line("Arbejdet følges af en gruppe.").page()
        made.line(f"Vurdering: {WORDS[step - 1]}", bold=True)
    assert ratings(made.read()) == EXPECTED


def test_labels_of_questions_keep_their_answers() -> None:
    made = Paper(size=A4).line("Kommunen har svaret på, om anbefalingerne i forebyggelsespakken er opfyldt i dag.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11).line(options(step)).line("Beskriv indsatsen:")
        made.line("Der arbejdes med", after=0).line("Ansvarlig enhed:", after=0).line("Park og Vej")
        made.line("Frist:", after=0).line("Igangsat")
    made.line("* Anbefalinger på udviklingsniveau er markeret særskilt.")
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.departments for row in document.assessments} == {("Park og Vej",)}
    assert {row.deadline for row in document.assessments} == {"Igangsat"}


def test_options_far_apart_on_one_line_are_one_answer() -> None:
    made = Paper(size=A4).line("Kommunen har svaret på, om anbefalingerne i forebyggelsespakken er opfyldt i dag.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11)
        y = made.y
        for place, (number, word) in enumerate(enumerate(WORDS, 1)):
            made._text((40 + 130 * place, y + 11), f"{'☒' if number == step else '☐'} {word}", 9, False, 0)
        made.y = y + 14
        made.line("Beskriv indsatsen:").line("Der arbejdes med anbefalingen på skolerne.")
    assert ratings(made.read()) == EXPECTED


# --- summaries -----------------------------------------------------------------------------------------------------

GRADES = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")
ROWS = ((1, "G", 1), (2, "G", 1), (3, "G", 2), (4, "G", 4), (5, "U", 3), (6, "U", 1))


def with_summary(summary: Sequence[Sequence[str]], *, first: bool = False) -> ExtractedDocument:
    body = [
        [str(n), TITLES[n - 1], level, *(Cell("x", shift=0.45) if k == step else "" for k in range(1, 5))]
        for n, level, step in ROWS
    ]
    widths = [120, *[80] * (len(summary[0]) - 1)]
    made = Paper()
    if first:
        made.heading("Samlet opgørelse").table(widths, summary)
    made.heading("Anbefalingerne")
    made.table((40, 280, 60, 70, 70, 70, 70), [["Nr.", "Anbefaling", "Niveau", *GRADES], *body])
    if not first:
        made.heading("Samlet opgørelse").table(widths, summary)
    return made.read()


RIGHT = [["Niveau", *GRADES], ["Grundniveau", "2", "1", "0", "1"], ["Udviklingsniveau", "1", "0", "1", "0"]]


@pytest.mark.parametrize("first", [True, False], ids=["before the rows", "after the rows"])
def test_a_summary_that_agrees(first: bool) -> None:
    document = with_summary(RIGHT, first=first)
    assert len(document.assessments) == 6
    assert [(s.level, s.rating_step, s.count, s.agrees) for s in document.assessment_summaries] == [
        *(("grundniveau", k, n, True) for k, n in enumerate((2, 1, 0, 1), 1)),
        *(("udviklingsniveau", k, n, True) for k, n in enumerate((1, 0, 1, 0), 1)),
    ]
    assert {s.rating_text for s in document.assessment_summaries} == set(GRADES)
    assert {s.package for s in document.assessment_summaries} == {"tobak"}


def test_a_summary_that_disagrees_is_said_and_changes_no_row() -> None:
    wrong = [RIGHT[0], ["Grundniveau", "3", "1", "0", "1"], RIGHT[2]]
    document = with_summary(wrong)
    assert [s.agrees for s in document.assessment_summaries] == [False] + [True] * 7
    assert (document.assessment_summaries[0].count, document.assessment_summaries[0].count_computed) == (3, 2)
    assert [f.code for f in document.findings if f.severity == "warning"] == ["summary_disagrees"]
    assert [row.rating_step for row in document.assessments] == [step for _, _, step in ROWS]


def test_a_summary_may_stand_on_its_side() -> None:
    turned = [list(column) for column in zip(*RIGHT, strict=True)]
    document = with_summary(turned)
    counts = {(s.level, s.rating_step): s.count for s in document.assessment_summaries}
    assert counts[("grundniveau", 1)] == 2
    assert counts[("udviklingsniveau", 3)] == 1
    assert len(counts) == 8
    assert all(s.agrees for s in document.assessment_summaries)


def test_totals_of_a_summary_are_counts_without_a_step() -> None:
    document = with_summary([[*RIGHT[0], "I alt"], [*RIGHT[1], "4"], [*RIGHT[2], "2"]])
    totals = [(s.level, s.count) for s in document.assessment_summaries if s.rating_step is None]
    assert totals == [("grundniveau", 4), ("udviklingsniveau", 2)]
    assert all(s.agrees for s in document.assessment_summaries)


def test_a_summary_alone_is_no_assessment() -> None:
    document = Paper(TITLE).table((120, 80, 80, 80, 80), RIGHT).read()
    assert not document.assessments
    assert not document.assessment_summaries


def test_headings_that_call_themselves_recommendations() -> None:
    made = Paper()
    for n, (title, word) in enumerate(zip(TITLES, ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt") * 2, strict=True), 1):
        made.heading(f"Anbefaling {n}: {title} (grundniveau)", size=11).line(f"Status: {word}")
        made.line("Hvad gør vi: Der arbejdes med anbefalingen på skolerne.")
    rows = made.rows()
    assert [(row.number, row.title, row.rating_step, row.level) for row in rows] == [
        (n, title, (n - 1) % 3 + 1, "grundniveau") for n, title in enumerate(TITLES, 1)
    ]
    assert {row.activity for row in rows} == {"Der arbejdes med anbefalingen på skolerne."}


def test_level_at_the_far_end_of_a_title_s_line_is_that_title_s() -> None:
    """Boxes set the level at the right edge; in reading order it comes after the text of the box."""
    made = Paper()
    levels = ("Grundniveau", "Udviklingsniveau", "Grundniveau", "Grundniveau", "Udviklingsniveau", "Grundniveau")
    for n, (title, level) in enumerate(zip(TITLES, levels, strict=True), 1):
        made.heading(f"{n}. {title}", size=10)
        made.sheet.insert_text((700, made.y - 10), level, fontname="helv", fontsize=9)
        made.line("Status: Delvist opfyldt" if n % 2 else "Status: Opfyldt", after=0)
        made.line("Aktivitet: Emnet drøftes med forældrene hvert år.", after=0).line("Ansvarlig: Skolechefen", after=20)
    rows = made.rows()
    assert [row.level for row in rows] == [level.lower() for level in levels]
    assert {(row.activity, row.responsible) for row in rows} == {
        ("Emnet drøftes med forældrene hvert år.", "Skolechefen")
    }


# --- titles with a tag, lists under headings -------------------------------------------------------------------------


OWN = ("I mål", "Godt i gang", "Ikke begyndt")


@pytest.mark.parametrize("beside", [True, False], ids=["behind the title", "at the right edge"])
def test_a_document_s_own_verdict_on_the_line_of_the_title(beside: bool) -> None:
    tag = "color:white;background:#555;font-size:8pt;border-radius:4pt;padding:1pt 5pt"
    place = "margin-left:8pt" if beside else "float:right"
    body = "".join(
        f"<h3>{n}. {title} <span style='{tag};{place}'>{OWN[step - 1]}</span></h3><p>Skolerne er med i arbejdet, "
        "og der følges op hvert år.</p>"
        for n, title, step in EXPECTED
    )
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{body}")
    assert ratings(document) == EXPECTED
    assert [row.rating_text for row in document.assessments] == [OWN[step - 1] for step in STEPS]


def test_a_verdict_in_plain_size_at_the_edge_of_a_title_s_line_is_no_part_of_the_text_below() -> None:
    body = "".join(
        f"<h3 style='margin:8pt 0 0'>{n}. {title} <i style='float:right;font-weight:400;font-size:10.5pt'>"
        f"{WORDS[step - 1]}</i></h3><p style='margin:0'>Der følges op hvert år.</p>"
        for n, title, step in EXPECTED
    )
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{body}")
    assert ratings(document) == EXPECTED
    assert {row.activity for row in document.assessments} == {"Der følges op hvert år."}


@pytest.mark.parametrize("head", ["{}", "Anbefalinger, der er {} (2)"])
def test_lists_under_headings_that_rate(head: str) -> None:
    body = ""
    for step, word in enumerate(WORDS, 1):
        body += f"<h2>{head.format(word if head == '{}' else word.lower())}</h2><ul>"
        body += "".join(f"<li>Anbefaling {n}: {title}</li>" for n, title, own in EXPECTED if own == step) + "</ul>"
    below = "<p>Arbejdet følges af en styregruppe.</p>"
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1><p>Her er status.</p>{body}{below}")
    assert sorted(ratings(document)) == EXPECTED
    assert not any(row.activity for row in document.assessments)


def test_lists_under_headings_whose_statements_one_another_limit() -> None:
    body = ""
    for step, word in enumerate(("", "delvist ", "ikke "), 1):
        body += f"<h2>Anbefalinger, som kommunen {word}efterlever</h2><p>Vurderet i foråret.</p><ul>"
        body += "".join(f"<li>Anbefaling {n}: {title}</li>" for n, title, own in EXPECTED if own == step) + "</ul>"
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1><p>Her er status.</p>{body}")
    assert sorted(ratings(document)) == EXPECTED
    assert {row.rating_text for row in document.assessments} == {"efterlever", "delvist efterlever", "ikke efterlever"}


def test_a_closing_line_far_below_the_last_question_belongs_to_none() -> None:
    options = [" &emsp; ".join(f"{'☒' if k == step else '☐'} {w}" for k, w in enumerate(WORDS, 1)) for step in STEPS]
    body = "".join(
        f"<h3 style='margin:10pt 0 0'>{n}. {title}</h3><p style='margin:0'>{offered} &emsp; ☐ Ved ikke</p>"
        "<p style='margin:0'>Uddyb gerne: Skolerne er med.</p>"
        for (n, title, _), offered in zip(EXPECTED, options, strict=True)
    )
    closing = "<p style='margin-top:18pt'>Tak for besvarelsen.</p>"
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{body}{closing}")
    assert ratings(document) == EXPECTED
    assert {(row.notes, row.rating_steps) for row in document.assessments} == {("Skolerne er med.", 3)}


def test_the_key_of_drawn_dots_is_no_title_among_those_that_wear_them() -> None:
    made = Paper(size=A4)
    colours = (GREEN, YELLOW, RED)
    made.left += 15
    for colour, word in zip(colours, ("Vi er i mål", "Vi er på vej", "Vi er ikke begyndt"), strict=True):
        dot(made, colour).line(word, size=12)
    for _, title, step in EXPECTED:
        dot(made, colours[step - 1]).line(title, size=12, bold=True, after=2).line("Skolerne er med.", after=14)
    document = made.read()
    assert [(row.title, row.rating_step) for row in document.assessments] == [(t, step) for _, t, step in EXPECTED]


def dot(made: Paper, colour: int) -> Paper:
    """A dot before the line that follows."""
    rgb = tuple((colour >> shift & 255) / 255 for shift in (16, 8, 0))
    made.sheet.draw_circle(pymupdf.Point(made.left - 9, made.y + 11), 4, fill=rgb, color=None)
    return made


def test_boxes_below_the_steps_that_head_a_slide() -> None:
    made = Paper(size=(960.0, 540.0)).page()
    made.heading("Tobak", size=28)
    top = made.y
    for column, (word, titles) in enumerate(zip(OWN, (TITLES[:2], TITLES[2:3], TITLES[3:]), strict=True)):
        made.left, made.y = 50.0 + 300 * column, top
        made.heading(word, size=18)
        for title in titles:
            box = pymupdf.Rect(made.left - 8, made.y, made.left + 250, made.y + 40)
            made.sheet.draw_rect(box, fill=(0.9, 0.93, 0.96), color=(0.3, 0.4, 0.6), radius=0.2)
            made.y += 8
            made.line(title, size=12, after=32)
    found = [(row.title, row.package, row.rating_step) for row in made.read().assessments]
    assert found == [(title, "tobak", step) for title, step in zip(TITLES, (1, 1, 2, 3, 3, 3), strict=True)]


def test_verdicts_in_the_corner_of_cards_beside_each_other() -> None:
    titles = [f"Indsats på {place}" for place in ("skoler", "gader", "museer", "havne", "pladser", "stadion")]
    cards = "".join(
        f"<div style='width:46%;float:left;margin:0 8pt 12pt 0'><h3 style='margin:0;font-size:11pt'>{title}"
        f"<span style='float:right;font-size:8pt;font-weight:400'>{OWN[step - 1]}</span></h3>"
        f"<p style='margin:0'>Ansvarlig enhed: Jobcentret</p><p style='margin:0'>Der følges op hvert år.</p></div>"
        for title, step in zip(titles, STEPS, strict=True)
    )
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{cards}")
    assert [(row.title, row.rating_step) for row in document.assessments] == list(zip(titles, STEPS, strict=True))


def test_labels_in_boxes_of_slides() -> None:
    """Every box has its label above it, the one that asks for a rating with the verdict alone below."""
    made = Paper(size=(960.0, 540.0))
    for n, title, step in EXPECTED:
        made.page().heading(f"{n}. {title}", size=30)
        made.line("Indsats", size=16, bold=True).line("Skolerne er med i arbejdet, og der følges op.", size=14)
        made.line("Status", size=16, bold=True).line(WORDS[step - 1], size=14, bold=True)
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.activity for row in document.assessments} == {"Skolerne er med i arbejdet, og der følges op."}


def test_text_below_a_list_of_verdicts_belongs_to_none_of_them() -> None:
    items = "".join(f"<li>{title} – {WORDS[step - 1].lower()}</li>" for _, title, step in EXPECTED)
    after = "<p>Indstilling: Det indstilles, at status tages til efterretning.</p>"
    document = of_html(f"<h2>Forebyggelsespakken Tobak</h2><p>Status er gjort op.</p><ul>{items}</ul>{after}")
    assert [row.rating_step for row in document.assessments] == list(STEPS)
    assert not any(row.activity for row in document.assessments)


def test_text_below_a_row_is_told_by_a_number_that_reaches_down_beside_a_merged_category() -> None:
    """The category's cell, merged over all rows, stood before the number's and hid that it reaches down."""
    rows = "".join(
        ("<tr>" if n > 1 else "<tr><td rowspan=12>Rammer</td>")
        + f"<td rowspan=2>{n}</td><td>{title}</td><td>{'Ja' if n % 2 else 'Nej'}</td></tr>"
        + f"<tr><td colspan=2>Der er holdt møde {n} med alle skoler i kommunen</td></tr>"
        for n, title in enumerate(TITLES, 1)
    )
    head = "<tr><th>Kategori</th><th>Nr.</th><th>Anbefaling</th><th>Er den opfyldt?</th></tr>"
    style = "<style>table{border-collapse:collapse} td,th{border:1px solid}</style>"
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{style}<table>{head}{rows}</table>")
    assert [row.number for row in document.assessments] == [1, 2, 3, 4, 5, 6]
    assert [row.activity for row in document.assessments] == [
        f"Der er holdt møde {n} med alle skoler i kommunen" for n in range(1, 7)
    ]


def of_html(body: str) -> ExtractedDocument:
    import weasyprint

    html = f"<style>body {{ font-family: Carlito; font-size: 11pt }}</style>{body}"
    return extract(weasyprint.HTML(string=html).write_pdf())


def test_a_table_of_one_row_under_the_title_of_each_recommendation() -> None:
    made = Paper(size=A4)
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11)
        made.table((110, 110, 150), [["Niveau", "Opfyldt?", "Hvor"], ["Grundniveau", WORDS[step - 1], "Jobcentret"]])
        made.line("Skolerne er med i arbejdet, og der følges op hvert år.")
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.departments for row in document.assessments} == {("Jobcentret",)}
    assert {row.activity for row in document.assessments} == {"Skolerne er med i arbejdet, og der følges op hvert år."}
    assert not any(row.needs_review for row in document.assessments)


def test_status_before_a_text_tells_what_is_done() -> None:
    made = Paper(size=A4).line("Grøn: efterleves. Gul: efterleves delvist. Rød: efterleves ikke.")
    for n, title, step in EXPECTED:
        made.heading(f"Anbefaling {n} (G): {title}", size=11)
        made.line(("GRØN", "GUL", "RØD")[step - 1], bold=True)
        made.line("Status: Der er ansat en konsulent, som underviser skolernes personale og forældre i emnet.")
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.level for row in document.assessments} == {"grundniveau"}
    assert all((row.activity or "").startswith("Der er ansat en konsulent") for row in document.assessments)


def test_radio_buttons_below_a_question() -> None:
    steps = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")
    body = "".join(
        f"<h3>{n}. {title}</h3><p>I hvilken grad lever kommunen op til anbefalingen?</p>"
        + "".join(f"<p style='margin:0'>{'◉' if k == own - 1 else '○'} {step}</p>" for k, step in enumerate(steps))
        + "<p>Beskriv indsatsen: Der holdes kurser.</p>"
        for n, title, own in EXPECTED
    )
    document = of_html(f"<h1>Selvevaluering af forebyggelsespakken Tobak</h1>{body}")
    assert ratings(document) == EXPECTED
    assert {row.activity for row in document.assessments} == {"Der holdes kurser."}


@pytest.mark.parametrize(("on", "off"), [("◉", "○"), ("☒", "☐"), ("[x]", "[ ]")])
def test_options_in_paragraphs_of_their_own_answer_the_title_above_them(on: str, off: str) -> None:
    """No question stood between title and options, so they asked for nothing, and all twelve answers were lost."""
    steps = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")

    def listed(own: int | None) -> str:
        return "".join(f"<p style='margin: 3px 14px'>{on if k == own else off} {s}</p>" for k, s in enumerate(steps, 1))

    body = "".join(
        f"<h3>Anbefaling {n}: {title}</h3>{listed(step)}<p style='margin-left: 9px'>Uddyb: Drøftet {n} gange.</p>"
        for n, title, step in EXPECTED
    )
    key = f"<h3>Sådan svarer I</h3>{listed(None)}"
    document = of_html(f"<h1>Selvevaluering – forebyggelsespakken Tobak</h1>{key}{body}<p>Tak for jeres svar.</p>")
    assert ratings(document) == EXPECTED
    assert [row.notes for row in document.assessments] == [f"Drøftet {n} gange." for n in range(1, 7)]


def test_boxes_of_units_below_titles_rate_nothing() -> None:
    units = ("Skoler", "Dagtilbud", "Ældreplejen")
    body = "".join(
        f"<h3>{n}. {title}</h3>"
        + "".join(f"<p>{'☒' if k == n % 3 else '☐'} {unit}</p>" for k, unit in enumerate(units))
        for n, title, _ in EXPECTED
    )
    assert not of_html(f"<h1>Hvem er med i anbefalingerne i forebyggelsespakken Tobak?</h1>{body}").assessments


def margin(side: str, said: str, *, texts: int) -> Paper:
    """Titles with their text, and beside each its rating in a margin."""
    made = Paper(size=A4).line("Kommunens egen vurdering af anbefalingerne i forebyggelsespakken står i margenen.")
    left, right = (40, 420) if side == "right" else (170, 40)
    for n, title, step in EXPECTED:
        if n in (1, 4):
            made.heading("Rammer" if n == 1 else "Tilbud", size=13)
        made.y += 11
        lines = [f"{n}. {title}", "Der arbejdes med anbefalingen på alle skoler,", "og der følges op hvert år."][
            : texts + 1
        ]
        words = {"boxes": [f"{'☒' if k == step else '☐'} {word}" for k, word in enumerate(WORDS, 1)]}
        words |= {"word": [WORDS[step - 1]], "own": [("Vi er i mål", "Vi er på vej", "Vi mangler")[step - 1]]}
        for k, text in enumerate(lines):
            made._text((left, made.y + 12 * k), text, 10 - (k > 0), k == 0, 0)
        for k, text in enumerate(words[said]):
            made._text((right, made.y + 11 * k), text, 8, False, 0)
        made.y += 12 * max(len(lines), len(words[said])) + 6
    return made


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(("said", "texts"), [("boxes", 2), ("boxes", 0), ("word", 1), ("word", 0), ("own", 1)])
def test_ratings_in_a_margin_are_those_of_the_titles_beside_them(side: str, said: str, texts: int) -> None:
    """All boxes of a section were read behind its last title, which had several answers, and the others none."""
    assert ratings(margin(side, said, texts=texts).read()) == EXPECTED


def test_a_key_in_the_margin_rates_no_title() -> None:
    made = Paper(size=A4).line(
        "Anbefalingerne i forebyggelsespakken er omtalt herunder. I margenen står, hvad vi kalder dem."
    )
    for k, word in enumerate(WORDS):
        made._text((440, 110 + 14 * k), f"☐ {word}", 8, False, 0)
    for n, title, _ in EXPECTED:
        made.heading(f"{n}. {title}", size=10).line("Der arbejdes med det på alle skoler.")
    assert not [row for row in made.read().assessments if row.rating_step is not None]


def test_bullets_that_begin_with_the_verdict_in_brackets() -> None:
    colours = ("Grøn", "Gul", "Rød")
    items = "".join(f"<li>({colours[step - 1]}) {title}</li>" for _, title, step in EXPECTED)
    document = of_html(f"<h1>Status</h1><h2>Forebyggelsespakken Tobak</h2><ul>{items}</ul>")
    assert [(row.title, row.rating_step) for row in document.assessments] == [(t, step) for _, t, step in EXPECTED]


def test_levels_on_a_line_under_each_title() -> None:
    body = "".join(
        f"<h3>{n}. {title}</h3><p>{'Grundniveau' if n % 2 else 'Udviklingsniveau'}</p>"
        f"<p>Skolerne er med i arbejdet.</p><p>Status: {WORDS[step - 1]}</p>"
        for n, title, step in EXPECTED
    )
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{body}")
    assert ratings(document) == EXPECTED
    assert [row.level for row in document.assessments] == ["grundniveau", "udviklingsniveau"] * 3
    assert {row.activity for row in document.assessments} == {"Skolerne er med i arbejdet."}


def test_labels_behind_each_other_on_one_line() -> None:
    gap = "<span style='display:inline-block;width:14pt'></span>"
    body = "".join(
        f"<h3>{n}. {title}</h3><p>Niveau: Grundniveau{gap} Status: {WORDS[step - 1]}{gap} Ansvarlig: Jobcentret</p>"
        "<p>Der holdes kurser i alle byer.</p>"
        for n, title, step in EXPECTED
    )
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{body}")
    assert ratings(document) == EXPECTED
    assert {(row.level, row.responsible) for row in document.assessments} == {("grundniveau", "Jobcentret")}


def test_bullets_that_open_with_title_and_verdict_and_go_on() -> None:
    made = Paper(size=A4).line("Sundhedsstyrelsens anbefalinger i forebyggelsespakken er vurderet nedenfor.")
    for _, title, step in EXPECTED:
        made.line(f"• {title}: {WORDS[step - 1]}. Tages op igen næste år.")
    document = made.read()
    assert [(row.title, row.rating_step) for row in document.assessments] == [(t, s) for _, t, s in EXPECTED]


def test_what_bullets_say_behind_title_and_verdict_is_no_other_verdict() -> None:
    """Texts with "ikke" or "mangler" on the line of a title were verdicts too, and of several none counted."""
    items = "".join(
        f"<li>{title}: {WORDS[step - 1].lower()}. Skilte mangler på to skoler.</li>" for _, title, step in EXPECTED
    )
    document = of_html(f"<h1>Forebyggelsespakken Tobak</h1><p>Er anbefalingerne opfyldt?</p><ul>{items}</ul>")
    assert [(row.title, row.rating_step) for row in document.assessments] == [(t, s) for _, t, s in EXPECTED]


def test_lists_under_steps_that_are_said_of_several() -> None:
    heads = ("Opfyldte anbefalinger", "Delvist opfyldte anbefalinger", "Ikke opfyldte anbefalinger")
    lists = "".join(
        f"<p><b>{head}</b></p><ul>{''.join(f'<li>{t}</li>' for _, t, step in EXPECTED if step == place)}</ul>"
        for place, head in enumerate(heads, 1)
    )
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{lists}")
    assert {(row.title, row.rating_step) for row in document.assessments} == {(t, s) for _, t, s in EXPECTED}


def test_numbered_lines_in_plain_print_above_bullets() -> None:
    items = "".join(
        f"<p>{n}. {title}</p><ul><li>Der holdes kurser.</li><li>{WORDS[step - 1]}</li></ul>"
        for n, title, step in EXPECTED
    )
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{items}")
    assert ratings(document) == EXPECTED
    assert {row.activity for row in document.assessments} == {"Der holdes kurser."}


@pytest.mark.parametrize(
    "form",
    [
        "<p>{title}</p><p>Status: {step}</p><p>Der holdes kurser.</p>",
        "<p>{title}<br>Der holdes kurser.<br>Vurdering: {step}</p>",
        "<p>{title}</p><p>Der holdes kurser. Anbefalingen er {small}.</p>",
        "<p><b>{title}.</b> Der holdes kurser. <i>{step}.</i></p>",
        "<h3>{title} <span style='color:#777'>{step}</span></h3><p>Der holdes kurser.</p>",
        "<h3>{step}: {title}</h3><p>Der holdes kurser.</p>",
    ],
)
def test_titles_in_plain_print_and_verdicts_within_lines(form: str) -> None:
    body = "".join(form.format(title=t, step=WORDS[s - 1], small=WORDS[s - 1].lower()) for _, t, s in EXPECTED)
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{body}")
    assert [(row.title, row.rating_step) for row in document.assessments] == [(t, s) for _, t, s in EXPECTED]
    assert {row.activity for row in document.assessments} == {"Der holdes kurser."}


def test_a_label_and_its_answer_in_another_print_are_no_title() -> None:
    body = "".join(
        f"<h3>{n}. {t}</h3><p><b>Lever vi op til anbefalingen:</b> {WORDS[s - 1]}</p><p>Kurser.</p>"
        for n, t, s in EXPECTED
    )
    assert ratings(of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{body}")) == EXPECTED


def test_questions_are_recommendations_where_the_title_says_so() -> None:
    """A survey asks too: only a municipality that looks at its own work answers for itself."""
    asked = [f"{n}. Har kommunen en indsats for {title.lower()}?" for n, title, _ in EXPECTED]

    def form(title: str) -> ExtractedDocument:
        made = Paper(title, size=A4)
        for text, (_, _, step) in zip(asked, EXPECTED, strict=True):
            made.heading(text, size=11).line(options(step))
        return made.read()

    steps = [row.rating_step for row in form("Selvevaluering: Seksuel sundhed").assessments]
    assert steps == list(STEPS)
    assert not form("Hvad mener du om dit plejehjem?").assessments


PRINTED = "<h1>Seksuel sundhed</h1><p>{}</p>{}<p style='margin-top: 20pt'>Mange tak, fordi I svarede på det hele.</p>"


@pytest.mark.parametrize(
    ("about", "rows"),
    [
        ("Spørgsmålene svarer til anbefalingerne i Sundhedsstyrelsens forebyggelsespakke.", 6),
        ("Skemaet sendes til alle, som bor på kommunens plejehjem.", 0),
    ],
)
def test_questions_are_recommendations_where_a_text_says_so(about: str, rows: int) -> None:
    """The title names the package alone, and no row was read; what closes the form was part of the last answer."""
    body = "".join(
        f"<p style='margin: 9pt 0 0'><b>{n}. Har kommunen en indsats for {t.lower()}?</b></p>"
        f"<p style='margin: 0'>Svar: <b>{'Nej' if n % 3 else 'Ja'}</b></p>"
        f"<p style='margin: 0'><i>Kommentar: Der er hold {n}.</i></p>"
        for n, t, _ in EXPECTED
    )
    found = of_html(PRINTED.format(about, body)).assessments
    assert len(found) == rows
    assert [row.rating_step for row in found] == [2, 2, 1, 2, 2, 1][:rows]
    assert [row.notes for row in found] == [f"Der er hold {n}." for n in range(1, rows + 1)]


def test_a_bare_answer_below_each_question_is_its_own() -> None:
    """Questions that hold words of a role were labels, and the answers below them a list of steps under one heading."""
    asked = [f"{n}. Har kommunen {title.lower()}?" for n, title, _ in EXPECTED]
    body = "".join(f"<p><b>{text}</b></p><p>{('Ja', 'Delvist', 'Nej')[n % 3]}</p>" for n, text in enumerate(asked))
    found = of_html(f"<h1>Selvevaluering: Tobak</h1><p>Skemaet er udfyldt i foråret.</p>{body}").assessments
    assert [row.rating_text for row in found] == ["Ja", "Delvist", "Nej"] * 2


def test_letters_before_titles_are_no_part_of_them() -> None:
    body = "".join(f"<h3>{'abcdef'[n - 1]}) {t}</h3><p>Vurdering: {WORDS[s - 1]}</p>" for n, t, s in EXPECTED)
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{body}")
    assert [(row.title, row.rating_step) for row in document.assessments] == [(t, s) for _, t, s in EXPECTED]
    assert {row.number_raw for row in document.assessments} == {None}


LEVELS = tuple(("Grundniveau", "Udviklingsniveau")[n % 2] for n in range(len(TITLES)))
BOARD = "<tr><th>Opfyldt</th><th>Delvist opfyldt</th><th>Ikke opfyldt</th></tr>"


def test_lists_below_the_steps_that_head_the_columns_of_a_board() -> None:
    columns = [[f"<p>{n}. {title} (G)</p>" for n, title, own in EXPECTED if own == step] for step in (1, 2, 3)]
    body = "".join(f"<td>{''.join(items)}</td>" for items in columns)
    document = of_html(f"<h1>Forebyggelsespakken Tobak</h1><table>{BOARD}<tr>{body}</tr></table>")
    assert sorted(ratings(document)) == EXPECTED
    assert {(row.package, row.level) for row in document.assessments} == {("tobak", "grundniveau")}


def test_prose_below_the_steps_that_head_columns_is_no_board() -> None:
    body = "".join(f"<td><p>{title}</p><p>Det går fint.</p></td>" for title in TITLES[:3])
    document = of_html(f"<h1>Forebyggelsespakken Tobak</h1><table>{BOARD}<tr>{body}</tr></table>")
    assert not document.assessments


# --- signs beside titles, labels within a line, fields --------------------------------------------------------------


def test_titles_that_wear_a_sign_are_rated_by_it() -> None:
    import weasyprint

    signs = "☺😐☹"
    items = "".join(
        f"<p>{signs[step - 1]} <b>{title}</b> (grundniveau)<br>Der holdes møder hvert år.</p>"
        for _, title, step in EXPECTED
    )
    legend = "<p>☺ Går godt &nbsp; 😐 Kan blive bedre &nbsp; ☹ Mangler</p>"
    style = '<style>@page { size: A4 } body { font-family: "DejaVu Sans" }</style>'
    html = f"{style}<h1>Forebyggelsespakke om tobak</h1>{legend}{items}"
    read = extract(weasyprint.HTML(string=html).write_pdf())
    assert [(row.title, row.rating_step) for row in read.assessments] == [(title, step) for _, title, step in EXPECTED]
    assert {(row.level, row.activity) for row in read.assessments} == {("grundniveau", "Der holdes møder hvert år.")}


def test_signs_in_a_column_before_the_titles_rate_them() -> None:
    """The signs were read first and then the titles, and the document was no assessment."""
    import weasyprint

    place = "position:absolute;top:{}pt;left:{}pt;font-size:{}pt"
    items = "".join(
        f"<div style='{place.format(90 * n + 3, 0, 24)}'>{'↑→↓'[step - 1]}</div>"
        f"<div style='{place.format(90 * n, 60, 14)}'>{n}. {title} (grundniveau)</div>"
        f"<div style='{place.format(90 * n + 30, 60, 11)}'>Der holdes møder hvert år.</div>"
        for n, title, step in EXPECTED
    )
    legend = f"<div style='{place.format(720, 60, 11)}'>↑ Opfyldt &nbsp; → Delvist opfyldt &nbsp; ↓ Ikke opfyldt</div>"
    html = f"<style>@page {{ size: A4 }} body {{ font-family: 'DejaVu Sans' }}</style>{items}{legend}"
    read = extract(weasyprint.HTML(string=f"<h1>Forebyggelsespakke om tobak</h1>{html}").write_pdf())
    assert [(row.title, row.rating_step) for row in read.assessments] == [(title, step) for _, title, step in EXPECTED]
    assert {row.activity for row in read.assessments} == {"Der holdes møder hvert år."}


def test_cards_are_rated_by_the_colour_of_their_edge() -> None:
    """The edge was an area as large as the card, and the level below one title the section of the next."""
    colours = ("#2e7d32", "#f9a825", "#c62828")
    key = "".join(
        f"<span style='display:inline-block;width:9pt;height:9pt;background:{colour}'></span> {word} &nbsp; "
        for colour, word in zip(colours, WORDS, strict=True)
    )
    cards = "".join(
        f"<div style='margin:6pt 0;padding:3pt 6pt;border:0.7pt solid #ddd;border-left:5pt solid {colours[step - 1]}'>"
        f"<b>{n}. {title}</b><br>{level} · Jobcentret<br>Der holdes møder hvert år.</div>"
        for (n, title, step), level in zip(EXPECTED, LEVELS, strict=False)
    )
    document = of_html(f"<h1>Forebyggelsespakken Tobak</h1><p>{key}</p>{cards}")
    assert ratings(document) == EXPECTED
    assert [row.level for row in document.assessments] == [level.lower() for level in LEVELS]
    assert not any(row.needs_review for row in document.assessments)


def test_bullets_of_two_kinds_rate_nothing() -> None:
    made = Paper(size=A4)
    for n, title in enumerate(TITLES):
        made.line(f"{'•' if n % 2 else '-'} {title}")
    assert made.rows() == ()


def test_a_label_behind_the_answer_to_another_is_read() -> None:
    """ "Vurdering: Opfyldt. Forankring: Jobcentret." was one answer, and no verdict."""
    made = Paper(size=A4)
    for _, title, step in EXPECTED:
        made.heading(title).line("Møder holdes.").line(f"Vurdering: {WORDS[step - 1]}. Forankring: Jobcentret.")
    document = made.read()
    assert [(row.title, row.rating_step) for row in document.assessments] == [(t, s) for _, t, s in EXPECTED]
    assert {row.departments for row in document.assessments} == {("Jobcentret",)}


def test_boxes_of_units_that_a_page_parts_are_one_list() -> None:
    made = Paper(size=A4).line("Her gennemgås, hvordan kommunen lever op til anbefalingerne i forebyggelsespakken.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11).line(f"Vurdering: {WORDS[step - 1]}").line("Aktivitet: Møder holdes.")
        made.line("Ansvarlig enhed: ☒ Tandplejen", after=0).line("☐ Skolerne", after=0)
        if n == 2:
            made.page()
        for unit in ("☐ Velfærdsforvaltningen", "☐ Ungerådgivningen", "☒ Kommunikationsafdelingen"):
            made.line(unit, after=0)
        made.line("", after=10).line("Noter: Der følges op.")
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.departments for row in document.assessments} == {("Tandplejen", "Kommunikationsafdelingen")}
    assert {row.activity for row in document.assessments} == {"Møder holdes."}


def test_what_was_filled_into_fields_is_read() -> None:
    """The text of form fields was on no page: units and activities of a form were missing without a word."""
    made = Paper(size=A4)
    for n, title, step in EXPECTED:
        made.heading(f"Anbefaling {n}: {title}").line(f"Vurdering: {WORDS[step - 1]}").line("Afdeling:", after=14)
        field = pymupdf.Widget()
        field.rect = pymupdf.Rect(120, made.y - 28, 160 if n == 1 else 400, made.y - 12)  # the first shows "Jobcentr"
        field.field_type, field.field_name = pymupdf.PDF_WIDGET_TYPE_TEXT, f"felt{n}"
        field.field_value, field.text_fontsize = "Jobcentret", 9
        made.sheet.add_widget(field)
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.departments for row in document.assessments} == {("Jobcentret",)}


def test_sentence_that_says_how_far_is_the_verdict() -> None:
    made = Paper(size=A4).line("Kommunen har set på, hvor langt den er med anbefalingerne i forebyggelsespakken.")
    for n, title, step in EXPECTED:
        said = ("Anbefalingen er", "Anbefalingen vurderes at være", "Det vurderes, at anbefalingen er")[n % 3]
        said = f"{said} {WORDS[step - 1].lower()}."
        made.heading(f"{n}. {title}", size=11)
        if n < 4:
            made.line("Der er lavet en plan.").line(said)
        else:
            made.line(f"Der er lavet en plan. {said}")
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {str(row.rating_text).casefold() for row in document.assessments} == {word.casefold() for word in WORDS}


def test_keys_above_a_title_are_the_title_s() -> None:
    """The title of the card above had the number and level of the next."""
    made = Paper(size=A4).line("Forebyggelsespakken: Grøn = opfyldt, Gul = delvist opfyldt, Rød = ikke opfyldt.")
    for n, title, step in EXPECTED:
        made.line(f"Anbefaling {n} · {'Grundniveau' if n % 2 else 'Udviklingsniveau'}")
        made.line(("Grøn", "Gul", "Rød")[step - 1])
        made.heading(title, size=14).line("Der er lavet en plan.")
    document = made.read()
    assert ratings(document) == EXPECTED
    assert [row.level for row in document.assessments] == ["grundniveau", "udviklingsniveau"] * 3
    assert {row.rating_steps for row in document.assessments} == {3}


def test_numbered_lines_with_level_and_verdict_behind_a_colon() -> None:
    made = Paper(size=A4).line("Kommunen følger her op på anbefalingerne i forebyggelsespakken.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title} ({'G' if n % 2 else 'U'}): {WORDS[step - 1]}", size=11).line(
            "• Der er lavet en plan"
        )
    document = made.read()
    assert ratings(document) == EXPECTED
    assert [row.level for row in document.assessments] == ["grundniveau", "udviklingsniveau"] * 3


def test_comments_on_the_rating_are_no_rating() -> None:
    """A comment that reads like a verdict gave its label to the ratings of all recommendations, and none was read."""
    comments = ("Forventes opfyldt", "Drøftes igen", "Ny plan i år", "Følges op", "Ingen", "Afventer")
    body = "".join(
        f"<h3>Nr. {n} {title}</h3><p>Kurser på skolerne</p><h4>Vurdering: {WORDS[step - 1]}</h4>"
        f"<p>Kommentarer til vurderingen: {comments[n % 6]}</p>"
        for n, title, step in EXPECTED
    )
    document = of_html(f"<h1>Status på forebyggelsespakken Tobak</h1>{body}")
    assert ratings(document) == EXPECTED
    assert {row.notes for row in document.assessments} == set(comments)


def test_a_level_at_the_side_of_a_title_is_no_part_of_the_label_below_it() -> None:
    made = Paper(size=A4)
    for n, title, step in EXPECTED:
        made.line(f"{n}. {title}", bold=True, after=0)
        made._text((500, made.y), "(G)", 9, False, 0)
        made.line(f"Lever vi op til anbefalingen: {WORDS[step - 1]}", after=2)
        made.line("Indsats: Kurser på skolerne", after=20 if n % 2 else 12)
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.level for row in document.assessments} == {"grundniveau"}


def test_levels_of_cards_beside_each_other_are_no_key() -> None:
    key = [words(text, x, 113) for text, x in (("Grundniveau", 60), ("Udviklingsniveau", 310))]
    titles = [words(text, x, 100) for text, x in (("5. Solcreme ved stævner", 60), ("6. Pjece til hjemmet", 310))]
    assert not without_keys(blocks(page(*key)))
    assert [block.text for block in without_keys(blocks(page(*titles, *key)))].count("Grundniveau") == 1


def test_a_disc_drawn_before_a_title_rates_it_where_a_legend_explains_the_discs() -> None:
    made = Paper("Forebyggelsespakken om tobak", size=A4)
    colours = (GREEN, YELLOW, RED)

    def disc(color: int, x: float) -> None:
        centre = pymupdf.Point(x, made.y + 9)
        made.sheet.draw_circle(centre, 4, fill=tuple(c / 255 for c in color.to_bytes(3, "big")), color=None)

    for color, word in zip(colours, WORDS, strict=True):
        disc(color, 40)
        made.line(f"      {word}", after=0)
    for _, title, step in EXPECTED:
        disc(colours[step - 1], 40)
        made.heading(f"      {title}").line("Møder holdes hvert år.", after=12)
    assert [(row.title, row.rating_step) for row in made.rows()] == [(title, step) for _, title, step in EXPECTED]


def test_an_empty_ring_behind_a_label_is_a_step_of_the_discs_and_no_option() -> None:
    made = Paper("Forebyggelsespakken om tobak", size=A4)
    made.left += 15
    blue = (0.12, 0.31, 0.47)

    def disc(step: int, x: float) -> None:
        centre = pymupdf.Point(x, made.y + 8)
        made.sheet.draw_circle(centre, 4, fill=blue if step == 1 else None, color=blue)
        if step == 2:
            made.sheet.draw_sector(centre, pymupdf.Point(centre.x, centre.y - 4), 180, fill=blue, color=None)

    for step, word in enumerate(WORDS, 1):
        disc(step, made.left - 9)
        made.line(word)
    for n, title, step in EXPECTED:
        made.heading(f"{n} {title}")
        disc(step, made.left + 82)
        made.line("Selvvurdering:", bold=True).line("Ansvarlig: Skolechefen").line("Bemærkninger: Drøftes", after=12)
    document = made.read()
    assert [(row.title, row.rating_step) for row in document.assessments] == [(t, step) for _, t, step in EXPECTED]
    assert not any(row.activity for row in document.assessments)


def test_page_numbers_that_leaders_lead_to_are_no_verdicts() -> None:
    made = Paper("Forebyggelsespakken Tobak", size=A4)
    for n, title in enumerate(TITLES, 1):
        made.line(f"{title}{'.' * 60}{n % 4 + 1}")
    assert made.rows() == ()


@pytest.mark.parametrize("leader", ["." * 40, " . . . . . . . . "])
def test_verdicts_that_leaders_lead_to(leader: str) -> None:
    made = Paper(size=A4)
    for n, title, step in EXPECTED:
        made.line(f"{n}. {title}{leader}{WORDS[step - 1]}", after=2).line(f"Drøftes på møde {n}.", after=10)
    document = made.read()
    assert ratings(document) == EXPECTED
    assert [row.activity for row in document.assessments] == [f"Drøftes på møde {n}." for n in range(1, 7)]


def test_the_head_of_a_form_is_no_part_of_its_first_title() -> None:
    """ "Selvvurdering – Tobak 1. Røgfri skoletid" was the title of the first recommendation."""
    made = Paper(title=None, size=A4).heading("Selvvurdering - forebyggelsespakke Tobak", size=14)
    made.line("Udfyldt den 12. marts 2015", after=14)
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=9)
        for label, value in (("Vurdering:", WORDS[step - 1]), ("Bemærkninger:", f"Møde {n}")):
            made.sheet.insert_text((140, made.y + 9), value, fontname="helv", fontsize=9)
            made.line(label)
    assert ratings(made.read()) == EXPECTED


def test_groups_of_a_list_that_an_application_prints() -> None:
    """The name of each group, whose sign comes from a font that has no bold, was part of the first title below it."""
    style = "td,th{border-bottom:1px solid #ccc;padding:5pt;text-align:left}"
    style += ".g td{border:0;padding-top:12pt;font-weight:700}"
    body = ""
    for n, (title, word) in enumerate(zip(TITLES, WORDS * 2, strict=True)):
        if n % 3 == 0:
            body += f"<tr class=g><td colspan=3>⌄ Pakke : {('Tobak', 'Stoffer')[n // 3]} (3)</td></tr>"
        body += f"<tr><td>{title}</td><td>{word}</td><td>Jobcentret</td></tr>"
    head = "<tr><th>Anbefaling ⌄</th><th>Status ⌄</th><th>Enhed ⌄</th></tr>"
    document = of_html(f"<style>{style}</style><h1>Forebyggelsespakker</h1><table>{head}{body}</table>")
    assert [(row.title, row.package) for row in document.assessments] == [
        (title, "tobak" if n < 3 else "stoffer") for n, title in enumerate(TITLES)
    ]


def test_options_that_no_list_knows_are_answers_where_each_is_a_verdict_of_its_own() -> None:
    """Below each other behind a label; the column was too wordy to rate, and no row of the form was read."""
    words = ("Er indført", "Under indførelse", "Ikke indført")
    made = Paper(size=A4).line("Kommunen har svaret på, hvor langt anbefalingerne i forebyggelsespakken er.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11)
        boxes = [f"{'☒' if k == step else '☐'} {word}" for k, word in enumerate(words, 1)]
        made.line(f"Vurdering af opfyldelse: {boxes[0]}").line(boxes[1]).line(boxes[2])
        made.line("Konkrete indsatser: Der arbejdes med anbefalingen på skolerne.")
    assert ratings(made.read()) == EXPECTED


def test_a_list_of_options_that_the_page_cuts_is_one_answer() -> None:
    """What stood on the first page was text of the recommendation, and the mark there rated nothing."""
    made = Paper(size=A4).line("Kommunen har svaret på, om anbefalingerne i forebyggelsespakken er opfyldt i dag.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11)
        for k, word in enumerate(WORDS, 1):
            made.line(f"{'Vurdering: ' if k == 1 else ''}{'☒' if k == step else '☐'} {word}")
            if n == 3 and k == 1:
                made.page()
        made.line("Beskrivelse: Der arbejdes med anbefalingen på skolerne.")
    document = made.read()
    assert ratings(document) == EXPECTED
    assert not any("☐" in (row.activity or "") for row in document.assessments)


def test_recommendations_without_a_verdict_at_the_ends_of_a_run_are_rows() -> None:
    """Between others their number told them; before the first and after the last rated one they were no rows."""
    made = Paper(size=A4).line("Her er status på anbefalingerne i forebyggelsespakken.")
    for n, title, step in EXPECTED:
        made.heading(f"{n}. {title}", size=11).line("Der arbejdes med anbefalingen på skolerne.")
        if n not in (1, len(EXPECTED)):
            made.line(f"Vurdering: {WORDS[step - 1]}")
        made.line("Forvaltning: Jobcentret")
    found = ratings(made.read())
    assert found == [(n, title, step if n not in (1, len(EXPECTED)) else None) for n, title, step in EXPECTED]


@pytest.mark.parametrize("label", ["Skema {}: ", "Kort {} – "])
def test_a_word_and_a_number_before_all_titles_number_them(label: str) -> None:
    """Both were part of the title, unless the word was one of a list."""
    made = Paper(size=A4)
    for n, title, step in EXPECTED:
        head = band(label.format(n) + title, 2, fill=0xDDEEDD)
        made.table((130, 380), [head, ["Vurdering", WORDS[step - 1]], ["Nuværende indsats", "Er beskrevet."]], header=1)
    document = made.read()
    assert ratings(document) == EXPECTED
    assert [row.number_raw for row in document.assessments] == [label.format(n).rstrip(" :–") for n, *_ in EXPECTED]


def test_a_level_behind_the_count_of_a_heading_is_that_of_what_stands_below() -> None:
    made = Paper(size=A4).line("Her er status på anbefalingerne i forebyggelsespakken.")
    for n, title, step in EXPECTED:
        made.heading(f"Punkt {n} (udviklingsniveau)", size=11).line(title)
        made.line(f"Svar: {WORDS[step - 1]}").line("Kommentar: Der er lavet en aftale.")
    document = made.read()
    assert ratings(document) == EXPECTED
    assert {row.level for row in document.assessments} == {"udviklingsniveau"}
    assert {row.number_raw for row in document.assessments} == {str(n) for n, *_ in EXPECTED}


def test_headings_that_only_count_number_what_is_asked_below_them() -> None:
    """ "Spørgsmål 1" was the title, and what was asked no recommendation, though each prints its level."""
    answers = ("Ja, det gør vi", "Ja, men kun delvist", "Nej")
    made = Paper("Spørgeskema om forebyggelsespakken Tobak", size=A4)
    for n, title, step in EXPECTED:
        made.heading(f"Spørgsmål {n}", size=11)
        made.sheet.insert_text((460, made.y - 12), "Grundniveau", fontname="helv", fontsize=9)
        made.line(f"Har I {title.lower()}?")
        made.line("    ".join(f"{'☒' if k == step else '☐'} {word}" for k, word in enumerate(answers, 1)))
        made.line("Uddyb svaret:").line(f"Svar nummer {n} fra kommunen.")
    made.left = 240
    document = made.line("Tak for besvarelsen!").read()
    assert ratings(document) == [(n, f"Har I {title.lower()}?", step) for n, title, step in EXPECTED]
    assert [row.notes for row in document.assessments] == [f"Svar nummer {n} fra kommunen." for n, *_ in EXPECTED]
    assert {row.level for row in document.assessments} == {"grundniveau"}
    assert not any(row.activity for row in document.assessments)


@pytest.mark.parametrize("counted", ["Spørgsmål {}", "Spørgsmål {} af 6", "Skema {}:", "Q{} *", "{}."])
@pytest.mark.parametrize("bold", [True, False], ids=["bold", "plain"])
def test_small_lines_that_only_count_number_the_title_below_them(counted: str, bold: bool) -> None:
    """ "Spørgsmål 2" ended the comment on the first question, and no row had a number, without a doubt."""
    made = Paper("Spørgeskema om forebyggelsespakken Tobak", size=A4)
    for n, title, step in EXPECTED:
        made.line(counted.format(n), size=7).line(title, bold=bold)
        made.line("    ".join(f"{'☒' if k == step else '☐'} {word}" for k, word in enumerate(WORDS, 1)))
        made.line("Uddyb svaret:").line(f"Svar nummer {n} fra kommunen.")
    document = made.read()
    assert ratings(document) == EXPECTED
    assert [row.notes for row in document.assessments] == [f"Svar nummer {n} fra kommunen." for n, *_ in EXPECTED]


def test_what_points_at_a_step_of_a_bar_that_every_slide_prints_rates_its_title() -> None:
    made = Paper("Status på forebyggelsespakken Tobak", size=(720.0, 540.0))
    bar = ("Ikke begyndt", "Under opbygning", "Næsten i mål", "I mål")
    for n, title in enumerate(TITLES):
        made.page().heading(title, size=20)
        made.y += 60
        for place, step in enumerate(bar):
            made.left = 40 + 160 * place
            box = pymupdf.Rect(made.left, made.y, made.left + 160, made.y + 30)
            made.sheet.draw_rect(box, color=None, fill=(0.9, 0.9 - place / 10, 0.9))
            made.sheet.insert_text((made.left + 30, made.y + 19), step, fontsize=12)
        x, y = 120 + 160 * (n % 4), made.y + 33
        made.sheet.draw_polyline([(x, y), (x + 10, y + 20), (x - 10, y + 20)], color=None, fill=(0, 0, 0))
        made.y, made.left = made.y + 80, 40
        made.heading("Det gør vi")
        made.line(f"Emne {n} drøftes med elevrådene." if n else "Afdeling: Børn og Unge", size=12)
    rows = made.read().assessments
    assert [(row.title, row.rating_text) for row in rows] == [(t, bar[n % 4]) for n, t in enumerate(TITLES)]
    assert {row.rating_steps for row in rows} == {4}
    said = [None, *(f"Emne {n} drøftes med elevrådene." for n in range(1, len(TITLES)))]
    assert [row.activity or None for row in rows] == said


def test_titles_with_coded_numbers_are_rows_though_nobody_rated_them() -> None:
    """Numbers behind an abbreviation counted for nothing: what bore no rating was no row."""
    made = Paper("Status på forebyggelsespakkerne", size=A4)
    for n, title, step in EXPECTED:
        made.line(f"TO{n} {title}", bold=True).line("Der er afsat midler.")
        made.line(f"Vurdering: {WORDS[step - 1]}" if n not in (1, 3) else "").line("Afdeling: Jobcentret", after=12)
    document = made.read()
    assert [(r.number_raw, r.title, r.rating_step) for r in document.assessments] == [
        (f"TO{n}", title, step if n not in (1, 3) else None) for n, title, step in EXPECTED
    ]
    assert [r.needs_review for r in document.assessments if r.number in (1, 3)] == [True, True]
