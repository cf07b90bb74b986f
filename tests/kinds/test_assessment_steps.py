"""Rating scales whose steps are columns, read from drawn pages."""

from __future__ import annotations

from collections.abc import Callable

import pymupdf
import pytest

from extractors import extract
from schemas.document import ExtractedDocument
from tests.kinds.drawn_tables import BLACK, GREEN, RED, TITLES, YELLOW, Cell, Paper, Row, band

GRADES = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")
OPENED = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
STEPS = (1, 2, 3, 4, 1, 2)
WIDTHS = (40, 270, 70, 70, 70, 70, 150)
Mark = Callable[[int, int], str | Cell]
"""What stands in a cell: its step and the step of its row."""


def cross(step: int, chosen: int) -> str | Cell:
    return Cell("x", shift=0.45) if step == chosen else ""


def paper(mark: Mark = cross, labels: tuple[str, ...] = GRADES, steps: tuple[int | None, ...] = STEPS) -> Paper:
    """A table with a column per step and a row per title."""
    header = ["Nr.", "Anbefaling", *labels, "Forankret i"]
    rows = [
        [str(n), title, *(mark(k, step) if step else "" for k in range(1, len(labels) + 1)), "Sundhedscentret"]
        for n, (title, step) in enumerate(zip(TITLES, steps, strict=False), 1)
    ]
    return Paper().table((40, 270, *(280 / len(labels) for _ in labels), 150), [header, *rows])


def steps_of(document: ExtractedDocument) -> list[int | None]:
    return [row.rating_step for row in document.assessments]


def codes_of(document: ExtractedDocument, number: int) -> set[str]:
    """Findings of the row with this number, information apart."""
    record = next(row.record_id for row in document.assessments if row.number == number)
    return {f.code for f in document.findings if f.record_id == record and f.severity != "info"}


def drawn_cross(page: pymupdf.Page, box: pymupdf.Rect) -> None:
    square = pymupdf.Rect(box.x0 + 30, box.y0 + 4, box.x0 + 39, box.y0 + 13)
    page.draw_rect(square, color=(0, 0, 0), width=0.8)
    page.draw_line(square.tl, square.br, width=0.8)
    page.draw_line(square.tr, square.bl, width=0.8)


def drawn_box(page: pymupdf.Page, box: pymupdf.Rect) -> None:
    page.draw_rect(pymupdf.Rect(box.x0 + 30, box.y0 + 4, box.x0 + 39, box.y0 + 13), color=(0, 0, 0), width=0.8)


MARKS: dict[str, tuple[Mark, str]] = {
    "x": (cross, "glyph"),
    "capital X": (lambda k, s: Cell("X", shift=0.45) if k == s else "", "glyph"),
    "tick": (lambda k, s: Cell("✓", shift=0.45) if k == s else "", "glyph"),
    "bullet": (lambda k, s: Cell("●", shift=0.45) if k == s else "", "glyph"),
    "a sign no list knows": (lambda k, s: Cell("♣", shift=0.45) if k == s else "", "glyph"),
    "boxes": (lambda k, s: Cell("☒" if k == s else "☐", shift=0.45), "checkbox"),
    "rings": (lambda k, s: Cell("●" if k == s else "○", shift=0.45), "glyph"),
    "bracketed x": (lambda k, s: Cell("[x]" if k == s else "[ ]", shift=0.4), "checkbox"),
    "x among dashes": (lambda k, s: Cell("x" if k == s else "-", shift=0.45), "glyph"),
    "shading": (lambda k, s: Cell(fill=0x8FBC8F) if k == s else "", "fill"),
    "drawn boxes": (lambda k, s: Cell(draw=drawn_cross if k == s else drawn_box), "checkbox"),
    "the column's words": (lambda k, s: GRADES[k - 1] if k == s else "", "text"),
}


@pytest.mark.parametrize("name", MARKS)
def test_one_mark_in_the_row_is_its_rating(name: str) -> None:
    mark, kind = MARKS[name]
    document = paper(mark).read()
    assert steps_of(document) == list(STEPS)
    assert [row.rating_text for row in document.assessments] == [GRADES[step - 1] for step in STEPS]
    assert {row.rating_steps for row in document.assessments} == {4}
    assert {row.rating_scale for row in document.assessments} == {"grad4"}
    assert {row.mark_kind for row in document.assessments} == {kind}
    assert not any(row.needs_review for row in document.assessments)


def test_marks_in_a_shaded_column_are_read_by_the_mark_and_not_by_the_shade() -> None:
    def in_stripes(step: int, chosen: int) -> Cell:
        return Cell("x" if step == chosen else "", fill=0xDDEBF7 if step == 2 else None, shift=0.45)

    assert steps_of(paper(in_stripes).read()) == list(STEPS)


def test_zebra_rows_are_no_marks() -> None:
    rows = [
        [Cell(c if isinstance(c, str) else c.text, fill=0xE8EEF4 if n % 2 else None) for c in row]
        for n, row in enumerate(
            [str(n), t, *("x" if k == s else "" for k in range(1, 5)), "Jobcentret"]
            for n, (t, s) in enumerate(zip(TITLES, STEPS, strict=True), 1)
        )
    ]
    document = Paper().table(WIDTHS, [["Nr.", "Anbefaling", *GRADES, "Forankret i"], *rows]).read()
    assert steps_of(document) == list(STEPS)
    assert {row.mark_kind for row in document.assessments} == {"glyph"}


def test_the_scale_may_be_printed_worst_first() -> None:
    document = paper(lambda k, s: "x" if 5 - k == s else "", labels=GRADES[::-1]).read()
    assert steps_of(document) == list(STEPS)


@pytest.mark.parametrize(
    ("order"),
    [(6, 2, 3, 4, 5, 1, 0), (2, 3, 4, 5, 0, 1, 6), (1, 6, 5, 4, 3, 2, 0)],
    ids=["units first", "marks first", "marks backwards"],
)
def test_columns_may_stand_in_any_order(order: tuple[int, ...]) -> None:
    header = ["Nr.", "Anbefaling", *GRADES, "Forankret i"]
    rows = [
        [str(n), title, *("x" if k == step else "" for k in range(1, 5)), "Sundhedscentret"]
        for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1)
    ]
    document = Paper().table([WIDTHS[i] for i in order], [[row[i] for i in order] for row in [header, *rows]]).read()
    assert steps_of(document) == list(STEPS)
    assert [row.number for row in document.assessments] == [1, 2, 3, 4, 5, 6]
    assert [row.title for row in document.assessments] == list(TITLES)
    assert {row.departments for row in document.assessments} == {("Sundhedscentret",)}


def test_a_header_of_two_levels_names_the_steps_below_the_question() -> None:
    upper = ["Nr.", "Anbefaling", Cell("I hvor høj grad er anbefalingen opfyldt?", span=4), "Forankret i"]
    rows = [
        [str(n), title, *("x" if k == step else "" for k in range(1, 5)), "Sundhedscentret"]
        for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1)
    ]
    document = Paper().table(WIDTHS, [upper, ["", "", *GRADES, ""], *rows], header=2).read()
    assert steps_of(document) == list(STEPS)
    assert {row.rating_text for row in document.assessments} == set(GRADES)


def test_colours_may_head_the_columns() -> None:
    header = ["Nr.", "Anbefaling", Cell(fill=GREEN), Cell(fill=YELLOW), Cell(fill=RED), "Forankret i"]
    rows = [
        [str(n), title, *("x" if k == step else "" for k in range(1, 4)), "Sundhedscentret"]
        for n, (title, step) in enumerate(zip(TITLES, (1, 2, 3, 1, 2, 3), strict=True), 1)
    ]
    document = Paper().table((40, 270, 70, 70, 70, 150), [header, *rows]).read()
    assert steps_of(document) == [1, 2, 3, 1, 2, 3]
    assert {row.rating_text for row in document.assessments} == {"Grøn", "Gul", "Rød"}


def test_a_scale_no_list_knows_is_read_in_the_order_of_its_words() -> None:
    labels = ("Fuldt på plads", "Delvist på plads", "Ikke på plads")
    document = paper(labels=labels, steps=(1, 2, 3, 3, 2, 1)).read()
    assert steps_of(document) == [1, 2, 3, 3, 2, 1]
    assert {row.rating_text for row in document.assessments} == set(labels)


def test_an_order_that_words_do_not_tell_is_said() -> None:
    """Nothing shows that such columns rate at all: no row is made up, and that a table was not read is said."""
    document = paper(labels=("Spor A", "Spor B", "Spor C"), steps=(1, 2, 3, 3, 2, 1)).read()
    assert not document.assessments
    assert {"table_unread", "assessment_unread"} <= {finding.code for finding in document.findings}


@pytest.mark.parametrize(
    ("sentence", "steps"),
    [
        ("Sporene går fra Spor A nederst til »Spor C« øverst.", [3, 2, 1, 1, 2, 3]),
        ("Spor A er det bedste, og Spor C er det laveste.", [1, 2, 3, 3, 2, 1]),
        ("Spor A er lavest i Nord, Spor A er højest i Syd, og Spor C er højest i Vest.", []),
    ],
)
def test_a_sentence_says_which_end_is_best(sentence: str, steps: list[int]) -> None:
    document = paper(labels=("Spor A", "Spor B", "Spor C"), steps=(1, 2, 3, 3, 2, 1)).line(sentence).read()
    assert steps_of(document) == steps
    assert not any(row.needs_review for row in document.assessments)


# --- what is no rating ---------------------------------------------------------------------------------------------


def test_a_row_without_a_mark_is_not_rated_and_says_so() -> None:
    document = paper(steps=(1, 2, None, 4, 1, 2)).read()
    assert steps_of(document) == [1, 2, None, 4, 1, 2]
    row = document.assessments[2]
    assert (row.rating_text, row.mark_kind, row.needs_review, row.title) == (None, None, True, TITLES[2])
    assert codes_of(document, 3) == {"mark_none"}


def test_two_marks_are_no_rating() -> None:
    document = paper(lambda k, s: "x" if k == s or (s == 3 and k == 4) else "").read()
    assert steps_of(document) == [1, 2, None, 4, 1, 2]
    assert codes_of(document, 3) == {"mark_multiple"}
    assert [row.needs_review for row in document.assessments] == [False, False, True, False, False, False]


def test_a_mark_on_the_border_of_two_columns_is_no_rating() -> None:
    document = paper(lambda k, s: Cell("x", shift=0.97 if s == 3 else 0.45) if k == s else "").read()
    assert steps_of(document) == [1, 2, None, 4, 1, 2]
    assert codes_of(document, 3) == {"mark_between"}


def test_a_mark_that_touches_the_border_of_its_column_is_no_rating() -> None:
    touching = 1 - 4.6 / WIDTHS[4]
    document = paper(lambda k, s: Cell("x", shift=touching if s == 3 else 0.45) if k == s else "").read()
    assert steps_of(document) == [1, 2, None, 4, 1, 2]
    assert codes_of(document, 3) == {"mark_between"}


def test_marks_beside_the_middle_of_their_column_count() -> None:
    document = paper(lambda k, s: Cell("x", shift=0.8) if k == s else "").read()
    assert steps_of(document) == list(STEPS)
    assert not any(row.needs_review for row in document.assessments)


def test_marks_in_a_column_of_their_own_below_the_head_of_a_step_are_doubted_alone() -> None:
    """Two columns had the same head, one of them made of marks off its middle, and no row was rated."""
    head: Row = ["Nr.", "Anbefaling", Cell("JA", span=2, shift=0.7), "NEJ", "Forankret i"]
    chosen = (1, 2, 1, 0, 1, 2)
    rows: list[Row] = [
        [str(n), title, *("x" if k == step else "" for k in (0, 1, 2)), "Sundhedscentret"]
        for n, (title, step) in enumerate(zip(TITLES, chosen, strict=True), 1)
    ]
    document = Paper().table((40, 270, 60, 60, 60, 150), [head, *rows]).read()
    assert steps_of(document) == [1, 2, 1, None, 1, 2]
    assert codes_of(document, 4) == {"mark_between"}


@pytest.mark.parametrize("label", ["Ikke relevant", "Ikke rel.", "Ved ikke", "Ikke vurderet"])
def test_an_answer_beside_the_scale_is_no_rating_and_no_doubt(label: str) -> None:
    document = paper(labels=(*GRADES, label), steps=(1, 2, 5, 4, 3, 5)).read()
    assert steps_of(document) == [1, 2, None, 4, 3, None]
    assert {row.rating_steps for row in document.assessments} == {4}
    assert not document.assessments[2].needs_review
    assert "rating_not_applicable" in {f.code for f in document.findings}


def test_a_step_that_nobody_chose_is_a_step_still() -> None:
    document = paper(steps=(1, 1, 2, 2, 4, 4)).read()
    assert steps_of(document) == [1, 1, 2, 2, 4, 4]
    assert {row.rating_steps for row in document.assessments} == {4}


# --- over pages ----------------------------------------------------------------------------------------------------


def overleaf(header_again: bool) -> Paper:
    header = ["Nr.", "Anbefaling", *GRADES, "Forankret i"]
    rows = [
        [str(n), title, *("x" if k == step else "" for k in range(1, 5)), "Sundhedscentret"]
        for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1)
    ]
    made = Paper().table(WIDTHS, [header, *rows[:3]])
    made.page()
    return made.table(WIDTHS, [header, *rows[3:]] if header_again else rows[3:], header=int(header_again))


@pytest.mark.parametrize("header_again", [True, False])
def test_a_table_goes_on_overleaf(header_again: bool) -> None:
    document = overleaf(header_again).read()
    assert steps_of(document) == list(STEPS)
    assert [row.page for row in document.assessments] == [1, 1, 1, 2, 2, 2]
    assert [row.number for row in document.assessments] == [1, 2, 3, 4, 5, 6]


def test_a_row_that_goes_on_overleaf_is_one_row() -> None:
    header = ["Nr.", "Anbefaling", *GRADES, "Aktiviteter"]
    long = "Skolerne har indført røgfri skoletid, og der er holdt møder med alle elevråd om"
    rows = [[str(n), title, "x", "", "", "", "Er i gang."] for n, title in enumerate(TITLES[:3], 1)]
    made = Paper()
    made.y = 420.0
    made.table(WIDTHS, [header, *rows, ["4", TITLES[3], "", "x", "", "", long]])
    made.page()
    after = [["", "", "", "", "", "", "hvordan de unge bedst bliver hørt."], ["5", TITLES[4], "x", "", "", "", "Nej."]]
    made.table(WIDTHS, after, header=0)
    document = made.read()
    assert [row.number for row in document.assessments] == [1, 2, 3, 4, 5]
    row = document.assessments[3]
    assert row.activity == f"{long} hvordan de unge bedst bliver hørt."
    assert (row.page, row.page_last, row.rating_step) == (1, 2, 2)


def test_colour_of_the_ink_does_not_matter_for_marks_in_columns() -> None:
    document = paper(lambda k, s: Cell("x", color=(GREEN, YELLOW, RED, BLACK)[k - 1]) if k == s else "").read()
    assert steps_of(document) == list(STEPS)


def test_a_title_over_the_table_inside_it_is_no_row() -> None:
    rows = [[str(n), t, "x", "", "", "", "Jobcentret"] for n, t in enumerate(TITLES, 1)]
    top = band("Forebyggelsespakken om tobak", 7, bold=True)
    document = Paper("Status 2019").table(WIDTHS, [top, ["Nr.", "Anbefaling", *GRADES, "Forankret i"], *rows]).read()
    assert [row.number for row in document.assessments] == [1, 2, 3, 4, 5, 6]
    assert {row.package for row in document.assessments} == {"tobak"}


def test_a_column_that_only_the_group_header_stands_over_is_no_step() -> None:
    header = [["Nr.", "Anbefaling", *band("Sæt kryds", 3), "Forankret i"], ["", "", "Ja", "", "Nej", ""]]
    marks = (("x", "", ""), ("", "x", ""), ("", "", "x"), ("x", "", ""), ("", "", "x"), ("x", "", ""))
    rows = [[str(n), t, *m, "Sundhedscentret"] for n, (t, m) in enumerate(zip(TITLES, marks, strict=True), 1)]
    document = Paper().table((40, 270, 60, 40, 60, 150), [*header, *rows], header=2).read()
    assert steps_of(document) == [1, None, 2, 1, 2, 1]
    assert {row.rating_steps for row in document.assessments} == {2}
    assert codes_of(document, 2) == {"mark_between"}


def test_a_column_off_the_steps_that_only_their_group_header_stands_over_is_no_step() -> None:
    """A mark beside the middle of its column had one of its own, which counted as a fourth step of every row."""
    header = [["Nr.", "Anbefaling", *band("Vurdering", 4), "Forankret i"], ["", "", "", *OPENED, ""]]
    marks = (("", "x", "", ""), ("x", "", "", ""), ("", "", "", "x"), ("", "x", "", ""), ("", "", "x", ""))
    rows = [[str(n), t, *m, "Sundhedscentret"] for n, (t, m) in enumerate(zip(TITLES, marks, strict=False), 1)]
    document = Paper().table((40, 250, 30, 70, 90, 70, 120), [*header, *rows], header=2).read()
    assert steps_of(document) == [1, None, 3, 1, 2]
    assert {row.rating_steps for row in document.assessments} == {3}
    assert codes_of(document, 2) == {"mark_between"}


def test_steps_worded_as_sentences_keep_their_negation() -> None:
    labels = ("Kommunen lever op til anbefalingen", "Kommunen er i gang", "Kommunen er ikke i gang")
    document = paper(labels=labels, steps=(1, 2, 3, 3, 2, 1)).read()
    assert steps_of(document) == [1, 2, 3, 3, 2, 1]
    assert [row.rating_text for row in document.assessments][:3] == list(labels)


def test_empty_columns_of_which_each_row_shades_one_are_steps() -> None:
    def lit(step: int, chosen: int) -> str | Cell:
        return Cell(fill=GREEN) if step == chosen else ""

    document = paper(lit, ("GR", "GU", "RØ"), (1, 2, 3, 3, 2, 1)).read()
    assert steps_of(document) == [1, 2, 3, 3, 2, 1]
    assert not any(row.needs_review for row in document.assessments)


def test_a_step_that_no_list_knows_and_nobody_chose_is_a_step_still() -> None:
    """Marks alone showed two steps of three: every row below the unmarked one was rated a step too well."""
    labels = ("Målet er nået", "På vej", "Ikke startet")
    assert steps_of(paper(labels=labels, steps=(2, 3, 2, 2, 3, 2)).read()) == [2, 3, 2, 2, 3, 2]
    assert steps_of(paper(labels=labels, steps=(1, 3, 1, 1, 3, 1)).read()) == [1, 3, 1, 1, 3, 1]


def test_a_step_that_nobody_chose_may_name_the_recommendation_in_its_head() -> None:
    """The head of the unmarked step is one that titles have as well: two steps were counted, and nothing said so."""
    labels = ("Kommunen lever op til anbefalingen", "Kommunen er i gang", "Kommunen er ikke i gang")
    document = paper(labels=labels, steps=(2, 3, 2, 2, 3, 2)).read()
    assert steps_of(document) == [2, 3, 2, 2, 3, 2]
    assert {row.rating_steps for row in document.assessments} == {3}


def test_a_text_that_slipped_into_an_unmarked_step_does_not_end_the_scale() -> None:
    labels = ("Ikke implementeret", "Under implementering", "Implementeret")
    header = ["Nr.", "Anbefaling", *labels, "Forankret i"]
    rows = [
        [str(n), f"{title} {part}", "", Cell(fill=YELLOW), "", "Sundhedscentret"]
        for n, (title, part) in enumerate(((title, part) for part in ("nu", "senere") for title in TITLES), 1)
    ]
    rows[4][4] = "Der er afsat midler til tilbuddet frem til 2023."
    document = Paper().table((40, 270, 80, 80, 80, 150), [header, *rows]).read()
    assert set(steps_of(document)) == {2}
    assert {row.rating_steps for row in document.assessments} == {3}


def test_two_shades_of_three_steps_are_no_rating() -> None:
    document = paper(
        lambda k, s: Cell(fill=(GREEN, YELLOW, RED)[k - 1]) if k in (s, 3) else "",
        ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt"),
        (1, 3, 3, 2, 3, 3),
    ).read()
    assert steps_of(document) == [None, 3, 3, None, 3, 3]
    assert codes_of(document, 1) == {"mark_multiple"}


def test_a_legend_orders_steps_whose_header_holds_more_than_their_digit() -> None:
    """The words of a group header, cut into the column of one digit, left its marks without a step and a doubt."""
    made = paper(labels=("1", "2", "Implementering 3", "4"), steps=(3, 1, 2, 4, 3, 1))
    made.line("Sådan læses skemaet:").line("1: I høj grad").line("2: I nogen grad")
    document = made.line("3: I mindre grad").line("4: Slet ikke").read()
    assert steps_of(document) == [3, 1, 2, 4, 3, 1]


def test_a_column_of_marks_between_the_steps_that_no_header_words_puts_the_scale_in_doubt() -> None:
    header = ["Nr.", "Anbefaling", "I høj grad", *band("I nogen grad I mindre grad", 2), "Slet ikke", "Forankret i"]
    rows = [
        [str(n), title, *("x" if k == step else "" for k in range(1, 5)), "Sundhedscentret"]
        for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1)
    ]
    document = Paper().table(WIDTHS, [header, *rows]).read()
    assert all(row.needs_review for row in document.assessments)


def test_a_column_of_the_steps_own_group_that_is_no_step_puts_the_scale_in_doubt() -> None:
    header = [["Nr.", "Anbefaling", *band("Hvor langt er kommunen?", 3), "Forankret i"]]
    header.append(["", "", "Kommunen er i gang", "Kommunen er ikke i gang", "Andet at sige om det", ""])
    rest = ("Der er holdt møder i alle distrikter om emnet", "", "Gruppen følger op hvert år i juni", "", "", "")
    marks = (("x", ""), ("", "x"), ("", "x"), ("x", ""), ("", "x"), ("x", ""))
    rows = [
        [str(n), t, *m, more, "Sundhedscentret"]
        for n, (t, m, more) in enumerate(zip(TITLES, marks, rest, strict=True), 1)
    ]
    document = Paper().table((40, 230, 70, 70, 160, 120), [*header, *rows], header=2).read()
    assert all(row.needs_review for row in document.assessments)


def test_two_steps_in_one_header_put_the_scale_in_doubt() -> None:
    document = paper(labels=("Grøn Gul", "Rød"), steps=(1, 2, 2, 1, 2, 1)).read()
    assert all(row.needs_review for row in document.assessments)


def test_a_step_whose_space_was_lost_gets_it_back() -> None:
    document = paper(labels=("Opfyldt", "Delvistopfyldt", "Ikke opfyldt"), steps=(1, 2, 3, 3, 2, 1)).read()
    assert [row.rating_text for row in document.assessments][:3] == ["Opfyldt", "Delvist opfyldt", "Ikke opfyldt"]


def test_the_row_that_counts_the_marks_is_a_summary_and_no_mark() -> None:
    """A step that was hardly ever chosen is a column of signs all the same, and the count is held against the rows."""
    labels = ("IO", "DO", "O")
    header = ["Nr.", "Anbefaling", *labels, "Forankret i"]
    rows = [
        [str(n), title, *("x" if k == step else "" for k in (1, 2, 3)), "Sundhedscentret"]
        for n, (title, step) in enumerate(zip(TITLES, (1, 2, 2, 3, 3, 3), strict=True), 1)
    ]
    made = Paper().table((40, 270, 93, 93, 93, 150), [header, *rows, ["", "Antal i alt", "1", "2", "4", ""]])
    document = made.read()
    assert [row.rating_text for row in document.assessments] == ["IO", "DO", "DO", "O", "O", "O"]
    assert [(s.rating_text, s.count, s.agrees) for s in document.assessment_summaries] == [
        ("IO", 1, True),
        ("DO", 2, True),
        ("O", 4, False),
    ]


def test_the_row_that_counts_shades_may_name_itself_behind_its_numbers() -> None:
    """The titles stand last, and so does the word for the total: its numbers were all that the step columns print."""
    header = ["Nr.", "Ja", "Delvist", "Nej", "Anbefaling"]
    rows: list[Row] = [
        [str(n), *(Cell(fill=GREEN) if k == step else "" for k in (1, 2, 3)), title]
        for n, (title, step) in enumerate(zip(TITLES, (1, 2, 2, 3, 3, 3), strict=True), 1)
    ]
    made = Paper().table((40, 93, 93, 93, 270), [header, *rows, ["", "1", "2", "3", "Antal i alt"]])
    assert steps_of(made.read()) == [1, 2, 2, 3, 3, 3]


def test_counts_that_came_into_the_last_row_do_not_end_painted_steps() -> None:
    """The row of totals ran into the last one: two numbers were all that both step columns print."""
    steps = tuple(1 + n % 2 for n in range(12))
    rows: list[Row] = [
        [str(n), f"{TITLES[n % 6]} {n}", *(Cell(fill=GREEN) if k == step else "" for k in (1, 2)), "Jobcentret"]
        for n, step in enumerate(steps, 1)
    ]
    rows[-1] = [*rows[-1][:2], "6", Cell("6", fill=GREEN), "Jobcentret"]
    document = Paper().table((40, 270, 90, 90, 150), [["Nr.", "Anbefaling", "Ja", "Nej", "Forankret i"], *rows]).read()
    assert steps_of(document)[:-1] == list(steps[:-1])
    assert document.assessments[-1].needs_review


def test_first_letters_of_the_steps_of_one_scale_head_marks() -> None:
    """Which end is best they do not say: every row is read, and every one is said."""
    labels = ("I", "D", "O")
    rows = [
        [str(n), title, *("x" if k == n % 3 else "" for k in range(3)), "Sundhedscentret"]
        for n, title in enumerate(TITLES, 1)
    ]
    document = Paper().table((40, 270, 93, 93, 93, 150), [["Nr.", "Anbefaling", *labels, "Enhed"], *rows]).read()
    assert [row.rating_text for row in document.assessments] == [labels[n % 3] for n in range(1, 7)]
    assert all(row.needs_review for row in document.assessments)


@pytest.mark.parametrize(
    ("labels", "order"),
    [(("H", "N", "M", "S"), (1, 2, 3, 4)), (("S", "M", "N", "H"), (4, 3, 2, 1)), (("G", "IG", "IP"), (1, 2, 3))],
)
def test_initials_of_every_step_of_a_scale_in_its_order_say_which_end_is_best(
    labels: tuple[str, ...], order: tuple[int, ...]
) -> None:
    steps = tuple(n % len(labels) + 1 for n in range(6))
    document = paper(labels=labels, steps=steps).read()
    assert [(row.rating_step, row.rating_text) for row in document.assessments] == [
        (order[step - 1], labels[step - 1]) for step in steps
    ]
    assert not any(row.needs_review for row in document.assessments)


def test_a_table_headed_as_the_one_before_has_its_columns_though_few_rows_show_them() -> None:
    """Two rows under keys of a legend, both rated alike: one column of marks looked like the rating."""
    made = Paper().line("O = Opfyldt").line("D = Opfyldt i nogen grad").line("I = Ej opfyldt")
    for level, steps in (("grundniveau", (1, 2, 1, 3)), ("udviklingsniveau", (3, 3))):
        made.heading(f"Anbefalinger på {level}")
        titles = TITLES[:4] if len(steps) == 4 else TITLES[4:]
        rows = [[*(cross(k, s) for k in (1, 2, 3)), title, "Drøftet"] for s, title in zip(steps, titles, strict=True)]
        made.table((50, 50, 50, 300, 150), [["O", "D", "I", "Anbefaling", "Bemærkninger"], *rows])
    found = made.read()
    assert steps_of(found) == [1, 2, 1, 3, 3, 3]


def test_labels_that_ran_together_over_their_columns() -> None:
    """A bold label wider than its column touches the next one; the header cell came to stand over both."""
    made = Paper()
    rows: list[Row] = [["Nr.", "Anbefaling", "Ja", Cell("Delvist Nej", span=2), "Bemærkninger"]]
    for n, (title, step) in enumerate(zip(TITLES, (1, 2, 3, 1, 2, 3), strict=True), 1):
        rows.append([str(n), title, *(cross(k, step) for k in (1, 2, 3)), "Drøftet"])
    found = made.table((40, 270, 60, 60, 60, 150), rows).rows()
    assert [(row.rating_text, row.rating_step, row.rating_steps) for row in found] == [
        (("Ja", "Delvist", "Nej")[step - 1], step, 3) for step in (1, 2, 3, 1, 2, 3)
    ]


def test_cells_that_repeat_their_own_header_are_marks_of_that_step() -> None:
    labels = ("Kommunen lever op til anbefalingen", "Kommunen er i gang", "Kommunen er ikke i gang")
    document = paper(lambda k, s: labels[k - 1] if k == s else "", labels, (1, 2, 3, 1, 2, 1)).read()
    assert steps_of(document) == [1, 2, 3, 1, 2, 1]
    assert {row.rating_steps for row in document.assessments} == {3}


def test_the_words_of_a_group_are_no_part_of_the_step_below_them() -> None:
    """ "anbefalingen? Overvejende" was the wording of a step, without a doubt."""
    words = ("Helt", "Overvejende", "Slet ikke")
    head = [["", "", Cell("I hvor høj grad opfylder kommunen", span=3)], ["", "", "", "anbefalingen?", ""]]
    head += [["", "", Cell("Sæt kryds", span=3)], ["Nr.", "Anbefaling", *words]]
    body = [[str(n), title, *("x" if k == n % 3 else "" for k in range(3))] for n, title in enumerate(TITLES, 1)]
    rows = Paper().table((40, 270, 70, 70, 70), [*head, *body], header=4).rows()
    assert [row.rating_text for row in rows] == [words[n % 3] for n in range(1, 7)]


def test_upper_lines_of_narrow_headers_that_ran_together_are_dealt_to_their_columns() -> None:
    words = ("I høj grad", "I nogen grad", "Slet ikke")
    body = [[str(n), title, *("x" if k == n % 3 else "" for k in range(3))] for n, title in enumerate(TITLES, 1)]
    above = Cell("I høj" + " " * 9 + "I nogen" + " " * 6 + "Slet", span=3)
    made = Paper().table((40, 270, 40, 40, 40), [["", "", above], ["Nr.", "Anbefaling", "grad", "grad", "ikke"], *body])
    rows = made.rows()
    assert [row.rating_text for row in rows] == [words[n % 3] for n in range(1, 7)]


def test_a_mark_half_way_between_the_axes_of_two_columns_is_no_rating() -> None:
    """Without lines their parting gives way to the mark, which then stood in one of them."""
    wide = (40, 250, 40, 100, 60, 150)
    rows: list[Row] = [["Nr.", "Anbefaling", "Ja", Cell("Delvist", shift=0.35), "Nej", "Forankret i"]]
    for n, (title, step) in enumerate(zip(TITLES, (1, 2, 2, 2, 2, 1), strict=True), 1):
        shift = 0.05 if n == 5 else 0.48 if step == 2 else 0.45
        marks = [Cell("x", shift=shift) if step == k else "" for k in (1, 2, 3)]
        rows.append([str(n), title, *marks, "Sundhedscentret"])
    document = Paper().table(wide, rows).read()
    assert steps_of(document) == [1, 2, 2, 2, None, 1]
    assert codes_of(document, 5) == {"mark_between"}


def test_rings_alone_mark_steps_that_no_list_knows() -> None:
    """An empty ring marks nothing beside filled ones; alone it was none, and the rows were rated by its colour."""
    labels = ("Kommunen lever op til anbefalingen", "Kommunen er i gang", "Kommunen er ikke i gang")
    steps = (1, 2, 3, 3, 2, 1)
    made = paper(lambda k, s: Cell("○", shift=0.45) if k == s else "", labels, steps)
    assert [(row.rating_step, row.rating_text) for row in made.rows()] == [(step, labels[step - 1]) for step in steps]


def test_rings_alone_mark_steps_though_some_rows_have_two() -> None:
    """A third of the rows in doubt left all of them without a rating."""
    twice = {3: 1, 4: 3, 5: 1}

    def rings(step: int, row: int) -> str | Cell:
        return Cell("○", shift=0.45) if step in (STEPS[row], twice.get(row)) else ""

    header = ["Nr.", "Anbefaling", *OPENED, "Forankret i"]
    rows = [
        [str(row + 1), title, *(rings(k, row) for k in (1, 2, 3)), "Sundhedscentret"]
        for row, title in enumerate(TITLES[:6])
    ]
    document = Paper().table((40, 270, 90, 90, 90, 150), [header, *rows]).read()
    assert steps_of(document) == [1, 2, 3, 1, None, None]
    assert "mark_multiple" in codes_of(document, 6)


def test_a_light_across_the_edge_that_only_the_head_draws_rates_nothing() -> None:
    """A sign without words, where a line of the head would run, ended the reading of the document."""
    made, widths = Paper(), (45, 270, 60, 60, 60)
    made.table(widths, [["Nr.", "Anbefaling", "Ja", "Delvist", "Nej"]])
    made.y -= 14
    for n, title in enumerate(TITLES, 1):
        for column, text in enumerate((str(n), title)):
            made._text((43 + sum(widths[:column]), made.y + 11), text, 9, False, 0)
        middle = 385 + 60 * (n % 3) + (32 if n == 4 else 0)
        made.sheet.draw_circle((middle, made.y + 9), 5, color=(0, 0.6, 0), fill=(0, 0.6, 0))
        made.y += 16
        made.sheet.draw_line((40, made.y), (535, made.y), width=0.7)
    rows = made.rows()
    assert [(row.rating_step, row.needs_review) for row in rows] == [
        (2, False), (3, False), (1, False), (None, True), (3, False), (1, False)
    ]  # fmt: skip


def test_steps_worded_as_sentences_may_stand_in_the_first_columns() -> None:
    """Columns beside none were looked for from the first column on, and a scale of two found there."""
    labels = ("Kommunen lever op til anbefalingen", "Kommunen er i gang", "Kommunen er ikke i gang")
    header = [*band("Grad af opfyldelse", 3), "Nr.", "Anbefaling"]
    chosen = (1, 2, 3, 3, 2, 1)
    rows = [
        [*("x" if k == step else "" for k in (1, 2, 3)), str(n), title]
        for n, (step, title) in enumerate(zip(chosen, TITLES, strict=True), 1)
    ]
    document = Paper().table((90, 90, 90, 40, 300), [header, [*labels, "", ""], *rows], header=2).read()
    assert steps_of(document) == list(chosen)


def test_the_only_row_of_a_table_may_be_marked_twice() -> None:
    """Marks in nearly every column were taken for empty boxes, and the last page's row was lost."""
    header = ["Nr.", "Anbefaling", "Ja", "Delvist", "Nej", "Forankret i"]
    rows = [[str(n), t, "✔", "", "", "Jobcentret"] for n, t in enumerate(TITLES[:5], 1)]
    made = (
        Paper()
        .table((40, 270, 60, 60, 60, 150), [header, *rows])
        .line("Den sidste anbefaling står på næste side, hvor kommunen følger op på den i løbet af året.")
        .page()
    )
    made.table((40, 270, 60, 60, 60, 150), [header, ["6", TITLES[5], "✔", "✔", "", "Jobcentret"]])
    document = made.read()
    assert steps_of(document) == [1, 1, 1, 1, 1, None]
    assert codes_of(document, 6) == {"mark_multiple"}


def test_heads_of_groups_right_above_a_table_are_no_table_that_nobody_read() -> None:
    made = Paper()
    for x, text in ((60, "Sundhedsstyrelsens anbefalinger"), (600, "Kommunens aktiviteter")):
        made._text((x, made.y + 8), text, 9, True, 0)
    made.y += 11
    rows = [[str(n), t, "x", "", "", "Jobcentret"] for n, t in enumerate(TITLES, 1)]
    header = ["Nr.", "Anbefaling", "Ja", "Delvist", "Nej", "Forankret i"]
    assert not any(row.needs_review for row in made.table((40, 270, 60, 60, 60, 250), [header, *rows]).rows())


def test_a_name_alone_in_a_first_column_of_steps_heads_the_rows_below() -> None:
    """It was a mark of words for the first step, and the rows kept the unit of the section above."""
    header = ["Ja", "Delvist", "Nej", "Nr.", "Anbefaling"]
    rows = [["x", "", "", str(n), title] for n, title in enumerate(TITLES, 1)]
    names = [[name, "", "", "", ""] for name in ("Tandplejen", "Jobcentret")]
    made = Paper().table((90, 90, 90, 40, 300), [header, names[0], *rows[:3], names[1], *rows[3:]])
    read = made.rows()
    assert [list(row.departments) for row in read] == [["Tandplejen"]] * 3 + [["Jobcentret"]] * 3


def test_a_row_with_boxes_of_its_own_is_no_more_of_the_row_above() -> None:
    header = ["Nr.", "Anbefaling", "Ja", "Delvist", "Nej", "Aktivitet"]
    rows = [[str(n), t, "☒", "☐", "☐", "Kurser på skolerne"] for n, t in enumerate(TITLES, 1)]
    rows.insert(2, ["", "", "☐", "☐", "☐", "Samarbejde med foreninger"])
    read = Paper().table((40, 270, 60, 60, 60, 200), [header, *rows]).rows()
    assert [(row.number, row.rating_step) for row in read[:4]] == [(1, 1), (2, 1), (2, None), (3, 1)]
    assert read[1].activity == "Kurser på skolerne"


def test_answers_printed_in_every_row_are_told_by_what_rings_them() -> None:
    """The first of three columns that print "Ja", "Delvist" and "Nej" in every row rated all rows with "Ja"."""

    def ringed(sheet: pymupdf.Page, box: pymupdf.Rect) -> None:
        sheet.draw_oval(pymupdf.Rect(box.x0 + 1, box.y0 + 1, box.x0 + 45, box.y1 - 1), color=(0, 0, 0.6))

    words, steps = ("Ja", "Delvist", "Nej"), (1, 2, 3, 3, 2, 1)
    body = [
        [str(n), title, *(Cell(word, draw=ringed if k == step else None) for k, word in enumerate(words, 1))]
        for n, (title, step) in enumerate(zip(TITLES, steps, strict=True), 1)
    ]
    head = ["Nr.", "Anbefaling", Cell("Er anbefalingen opfyldt?", span=3)]
    rows = Paper().table((40, 270, 60, 60, 60), [head, *body]).rows()
    assert [row.rating_step for row in rows] == list(steps)
    assert {row.rating_steps for row in rows} == {3}


def test_columns_of_priorities_rate_nothing() -> None:
    head = ["Nr.", "Anbefaling", "Høj prioritet", "Mellem prioritet", "Lav prioritet"]
    body = [[str(n), title, *("x" if k == n % 3 else "" for k in range(3))] for n, title in enumerate(TITLES, 1)]
    assert Paper().table((40, 270, 80, 80, 80), [head, *body]).rows() == ()


def test_crosses_under_units_are_no_steps_where_another_column_words_the_rating() -> None:
    head = ["Nr.", "Anbefaling", "Dagtilbud", "Skole", "Ældre", "Status", "Kommentar"]
    words = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    body = [
        [str(n), title, *("x" if k == n % 3 else "" for k in range(3)), words[n % 3], ""]
        for n, title in enumerate(TITLES, 1)
    ]
    rows = Paper().table((40, 250, 60, 60, 60, 100, 120), [head, *body]).rows()
    assert [row.rating_text for row in rows] == [words[n % 3] for n in range(1, 7)]


def test_a_step_that_nobody_got_is_one_though_its_header_names_the_recommendation() -> None:
    """Without a mark in its column the header was taken for one of titles, and the scale lost its best step."""
    labels = ("Kommunen lever op til anbefalingen", "Kommunen er i gang", "Kommunen er ikke i gang")
    document = paper(labels=labels, steps=(2, 3, 2, 3, 2, 3)).read()
    assert [(row.rating_step, row.rating_steps) for row in document.assessments] == [(2, 3), (3, 3)] * 3


def test_a_header_that_its_column_breaks_into_rows_of_the_grid_is_whole() -> None:
    """The last letter stood in a row of its own below: "I mindre omfan g"."""
    labels = ("Helt", "I mindre omfang", "Slet ikke")
    widths = (40, 270, 60, 60, 60, 150)
    top: list[Row] = [["", "", "Helt", "I mindre\nomfan", "Slet ikke", "Forankret"]]
    top.append(["Nr.", "Anbefaling", "", "g", "", "i"])
    rows = [
        [str(n), title, *(cross(k, step % 3 + 1) for k in (1, 2, 3)), "Sundhedscen\ntret"]
        for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1)
    ]
    document = Paper().table(widths, [*top, *rows], header=2).read()
    assert {row.rating_text for row in document.assessments} == set(labels)


def test_two_steps_whose_lines_stand_beside_each_other_in_one_header_are_said() -> None:
    """The marks of both columns were of the step "Slet I mindre ikke omfang", and no row said that it may be wrong."""
    document = paper(labels=("Slet I mindre\nikke omfang", "Overvejende", "Helt"), steps=(1, 2, 3, 1, 2, 3)).read()
    assert all(row.needs_review for row in document.assessments if row.rating_text and "omfang" in row.rating_text)
    assert any("scale_unknown" in codes_of(document, n) for n in range(1, 7))


def test_three_steps_a_word_a_line_in_one_header_are_said() -> None:
    """The marks of three narrow columns were all of the step "I I I høj nogen lav grad grad grad", unsaid."""
    document = paper(labels=("I I I\nhøj nogen lav\ngrad grad grad", "Slet ikke"), steps=(1, 2, 1, 1, 2, 1)).read()
    rated = [row for row in document.assessments if row.rating_text]
    assert len(rated) == 6
    assert all(row.needs_review for row in rated)


def test_few_rows_that_all_use_one_step_of_an_own_scale_are_rated() -> None:
    """A lone column of marks was taken for the rating, and its signs for values of no scale."""
    labels = ("Kommunen er ikke i gang", "Kommunen er i gang", "Kommunen lever op til anbefalingen")
    document = paper(lambda k, s: "+" if k == s else "", labels=labels, steps=(3, 3)).read()
    assert [(row.rating_text, row.rating_step) for row in document.assessments] == [(labels[2], 1)] * 2


def test_a_table_headed_as_a_later_one_has_its_steps_though_its_rows_use_one() -> None:
    """Of steps that no list knows one alone was marked under the first heading, and none of its rows was read."""
    labels = ("Ikke startet", "Undervejs i år", "Målet nås")
    head = ["Anbefaling", *labels, "Bemærkninger"]
    made = Paper()
    for unit, steps in (("Team Sundhed", (2, 2)), ("Jobcentret", (1, 3, 2, 1))):
        made.heading(unit)
        titles = TITLES[:2] if len(steps) == 2 else TITLES[2:]
        rows = [[title, *(cross(k, s) for k in (1, 2, 3)), "Drøftet"] for s, title in zip(steps, titles, strict=True)]
        made.table((250, 70, 70, 70, 200), [head, *rows])
    found = made.read()
    assert [row.rating_text for row in found.assessments] == [labels[s - 1] for s in (2, 2, 1, 3, 2, 1)]


def test_a_question_in_the_header_of_the_step_it_stands_over_is_no_part_of_it() -> None:
    """The head of the group had come into the cell of the middle step: "anbefalingen Igangsat" was its wording."""
    head = ["Nr.", "Anbefaling", "Gennemført", "Opfyldelse af anbefalingen\nIgangsat", "Ikke påbegyndt", "Forankret i"]
    rows = [
        [str(n), title, *(cross(k, step % 3 + 1) for k in (1, 2, 3)), "Sundhedscentret"]
        for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1)
    ]
    document = Paper().table((40, 230, 90, 150, 90, 150), [head, *rows]).read()
    assert {row.rating_text for row in document.assessments} == {"Gennemført", "Igangsat", "Ikke påbegyndt"}


def test_the_steps_of_a_table_headed_alike_count_where_they_are_marked_here() -> None:
    """Keys head all columns of steps; each table marked others, and one whose marks had one key was not read."""
    made = Paper().line(
        "S – Slet ikke opfyldt, M – I mindre grad opfyldt, N – I nogen grad opfyldt, H – I høj grad opfyldt"
    )
    groups = ((3, 4), (2, 3), (4, 4))
    for at, steps in enumerate(groups):
        made.heading(("Rammer", "Tilbud", "Tidlig opsporing")[at])
        rows = [
            [f"G{2 * at + n}", TITLES[2 * at + n - 1], *(cross(k, s) for k in (1, 2, 3, 4)), "Drøftet"]
            for n, s in enumerate(steps, 1)
        ]
        made.table((40, 250, 40, 40, 40, 40, 200), [["Nr.", "Anbefaling", *"SMNH", "Bemærkninger"], *rows])
    found = made.read()
    assert steps_of(found) == [2, 1, 3, 2, 1, 1]


def test_a_step_that_wraps_below_words_which_ask_for_a_rating_elsewhere_is_whole() -> None:
    labels = ("Opfyldt", "Opfyldt i\nnogen grad", "Kommunen er ikke\ni gang")
    document = paper(labels=labels, steps=(1, 2, 3, 1, 2, 3)).read()
    assert {row.rating_text for row in document.assessments} == {label.replace("\n", " ") for label in labels}


def test_a_header_cut_over_two_of_its_keys_is_no_part_of_them() -> None:
    """ "Status (sæt x)" stood over four keys and was parted where two of their columns meet."""
    import weasyprint

    html = (
        "<p>S = Slet ikke, M = Mindre grad, N = Nogen grad, H = Høj grad</p><h2>Forebyggelsespakken Tobak</h2><table>"
    )
    html += "<tr><th rowspan=2>Nr.<th rowspan=2>Anbefaling<th><th>Status<th>(sæt x)<th></tr>"
    html += "<tr><th>S<th>M<th>N<th>H</tr>"
    for n, title in enumerate(TITLES, 1):
        html += f"<tr><td>{n}<td>{title}{''.join('<td>x' if k == n % 4 else '<td>' for k in range(4))}</tr>"
    style = "<style>table { border-collapse: collapse } th, td { border: 0.5pt solid; padding: 3pt 8pt }</style>"
    rows = extract(weasyprint.HTML(string=style + html + "</table>").write_pdf()).assessments
    assert [(row.rating_text, row.rating_step) for row in rows] == [("SMNH"[n % 4], 4 - n % 4) for n in range(1, 7)]


def test_the_first_line_of_a_step_over_the_columns_of_its_group_is_no_head_of_the_group() -> None:
    """ "Opfyldt i" stood in the middle of three columns, over "nogen grad": the step was "nogen grad", unsaid."""
    body = [[str(n), title, *("x" if k == n % 3 else "" for k in range(3))] for n, title in enumerate(TITLES, 1)]
    head = [
        ["", "", Cell("Opfyldt i", span=3, shift=0.37)],
        ["Nr.", "Anbefaling", "Ej opfyldt", "nogen grad", "Opfyldt"],
    ]
    rows = Paper().table((40, 270, 70, 70, 70), [*head, *body], header=2).rows()
    assert {row.rating_text for row in rows} == {"Ej opfyldt", "Opfyldt i nogen grad", "Opfyldt"}


@pytest.mark.parametrize("shares", [("0-25 %", "26-50 %", "51-75 %", "76-100 %"), ("0 %", "25 %", "50 %", "100 %")])
def test_shares_of_the_whole_are_steps_the_most_of_it_best(shares: tuple[str, ...]) -> None:
    document = paper(labels=shares).read()
    assert steps_of(document) == [5 - step for step in STEPS]
    assert {row.rating_text for row in document.assessments if row.rating_step == 1} == {shares[-1]}


def test_a_denied_step_is_one_though_it_holds_another() -> None:
    document = paper(labels=("Implementeret", "I gang", "Ikke i gang"), steps=(1, 2, 3, 1, 2, 3)).read()
    assert steps_of(document) == [1, 2, 3, 1, 2, 3]
    assert not any(row.needs_review for row in document.assessments)


def test_a_question_whose_words_the_columns_cut_is_no_part_of_their_steps() -> None:
    widths = (40.0, 200.0, 70.0, 70.0, 70.0, 120.0)
    head = ["Nr.", "Anbefaling", "Hvor\nHøj grad", "langt er\nNogen grad", "kommunen?\nMindre grad", "Forankret i"]
    body = [[str(n), title, "x", "", "", "Direktionen"] for n, title in enumerate(TITLES, 1)]
    body[1][2:4] = ["", "x"]
    rows = Paper().table(widths, [head, *body]).rows()
    assert [row.rating_text for row in rows][:3] == ["Høj grad", "Nogen grad", "Høj grad"]


def test_a_step_beside_a_header_that_all_but_touches_it_has_its_own_words_alone() -> None:
    """Headers that all but touch run together over both columns: one label named the step and the level."""
    last = Cell("Implementeret Grundniveau/udviklingsniveau", span=2)
    head = ["Nr.", "Anbefaling", "Ikke implementeret", "Under implementering", last]
    body = [[str(n), title, "", "", "", "grundniveau"] for n, title in enumerate(TITLES, 1)]
    for row, step in zip(body, (3, 2, 1, 3, 2, 3), strict=True):
        row[1 + step] = "x"
    rows = Paper().table((40, 230, 90, 90, 64, 130), [head, *body]).rows()
    assert [row.rating_text for row in rows][:3] == ["Implementeret", "Under implementering", "Ikke implementeret"]
    assert {row.level for row in rows} == {"grundniveau"}


def test_marks_of_two_columns_in_one_say_nothing() -> None:
    """Without lines, crosses at the left of their cells came below the head before theirs, and rated the rows."""
    made, steps = Paper(), (0, 1, 0, 2, 1, 0)
    for x, head in zip((50, 80, 267, 321, 393), ("Nr.", "Anbefaling", *OPENED), strict=True):
        made._text((x, 100), head, 8, True, 0)
    for n, title in enumerate(TITLES):
        y = 112.0 + 11 * n
        for x, text in ((60, str(n + 1)), (80, title), ((249, 316, 383)[steps[n]], "x")):
            made._text((x, y), text, 8, False, 0)
    rows = made.rows()
    assert all(row.needs_review or row.rating_step == step + 1 for row, step in zip(rows, steps, strict=True))


def test_a_tick_far_off_its_column_puts_no_others_in_doubt_where_every_step_has_its_box() -> None:
    """Ticks stood as far apart as columns without lines do, and the boxes beside them were not looked at."""
    made, steps = Paper(), (2, 1, 2, 2, 0, 1, 2, 0, 1, 2)
    off = {2: 20, 6: -24}
    middles = (280.0, 350.0, 420.0)
    for x, head in zip((50, 80, *(m - 15 for m in middles)), ("Nr.", "Anbefaling", *OPENED), strict=True):
        made._text((x, 100), head, 7, True, 0)
    for n, title in enumerate((*TITLES, *TITLES[:4])):
        y = 114.0 + 13 * n
        made._text((60, y), str(n + 1), 8, False, 0)
        made._text((80, y), title, 8, False, 0)
        for step, middle in enumerate(middles):
            x = middle + off.get(n, 0) * (step == steps[n])
            made._text((x, y), "☑" if step == steps[n] else "☐", 8, False, 0)
    rows = made.rows()
    middle = [n for n in range(len(steps)) if n not in off]
    assert [rows[n].rating_step for n in middle] == [steps[n] + 1 for n in middle]


def test_marks_at_the_outer_side_of_a_table_without_lines_touch_no_other_column() -> None:
    """Print ended the last column at its marks, right of the middle of its head, and all its rows were in doubt."""
    made, steps = Paper(), (0, 2, 1, 2, 0, 2)
    for x, head in zip((50, 80, 280, 340, 400), ("Nr.", "Anbefaling", *OPENED), strict=True):
        made._text((x, 100), head, 7, True, 0)
    for n, title in enumerate(TITLES):
        for x, text in ((60, str(n + 1)), (80, title), ((290, 360, 455)[steps[n]], "x")):
            made._text((x, 116.0 + 14 * n), text, 8, False, 0)
    rows = made.rows()
    assert [row.rating_step for row in rows] == [step + 1 for step in steps]


def test_marks_at_the_outer_side_of_a_page_of_a_wide_sheet_touch_no_other_column() -> None:
    """The titles stood on the next page of the sheet, and the last step before them was no last column."""
    made, steps = Paper(), (0, 2, 1, 2, 0, 2)
    first = ((50, "Nr."), (280, OPENED[0]), (340, OPENED[1]), (400, OPENED[2]))
    second = ((50, "Nr."), (90, "Anbefaling"), (400, "Bemærkninger"))
    for heads in (first, second):
        if heads is second:
            made.page()
        for x, head in heads:
            made._text((x, 100), head, 7, True, 0)
        for n, title in enumerate(TITLES):
            marks = ((50, f"{n + 1}."), ((290, 360, 455)[steps[n]], "x"))
            for x, text in marks if heads is first else ((50, f"{n + 1}."), (90, title), (400, "Drøftes")):
                made._text((x, 116.0 + 14 * n), text, 8, False, 0)
    rows = made.rows()
    assert [(row.title, row.rating_step) for row in rows] == [(t, s + 1) for t, s in zip(TITLES, steps, strict=True)]
