"""Numbers, levels, sections, units and the other fields of a row, read from drawn pages."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf
import pytest

from schemas.document import ExtractedDocument
from schemas.records import AssessmentRow
from tests.kinds.drawn_tables import GREEN, RED, TITLE, TITLES, YELLOW, Cell, Paper, Row, band

GRADES = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")
HEADER = ("Nr.", "Anbefaling", *GRADES, "Forankret i")
WIDTHS = (45, 270, 65, 65, 65, 65, 150)


def row(number: str, title: str | Cell, step: int = 1, unit: str = "Sundhedscentret") -> Row:
    return [number, title, *(Cell("x", shift=0.45) if k == step else "" for k in range(1, 5)), unit]


def rows(numbers: Sequence[str], titles: Sequence[str] = TITLES) -> list[Row]:
    return [row(n, t) for n, t in zip(numbers, titles, strict=False)]


def paper(body: Sequence[Row], title: str | None = TITLE) -> Paper:
    return Paper(title).table(WIDTHS, [HEADER, *body])


def with_columns(header: str, cells: Sequence[str], title: str = TITLE) -> Paper:
    """The table with one more column."""
    body = [[*r, c] for r, c in zip(rows("123456"), cells, strict=False)]
    return Paper(title).table((*WIDTHS[:-1], 100, 80), [[*HEADER, header], *body])


def codes(document: ExtractedDocument, record: AssessmentRow) -> set[str]:
    return {f.code for f in document.findings if f.record_id == record.record_id and f.severity != "info"}


# --- numbers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        (("1", "2", "3"), (1, 2, 3)),
        (("1.", "2.", "3."), (1, 2, 3)),
        (("Nr. 1", "Nr. 2", "Nr. 3"), (1, 2, 3)),
        (("01", "02", "03"), (1, 2, 3)),
        (("G1", "G2", "U3"), (1, 2, 3)),
        (("3.1", "3.2", "3.3"), (1, 2, 3)),
        (("#1", "#2", "#3"), (1, 2, 3)),
        (("1)", "2)", "3)"), (1, 2, 3)),
    ],
    ids=lambda forms: str(forms[0]),
)
def test_forms_of_numbers(printed: tuple[str, ...], numbers: tuple[int, ...]) -> None:
    found = paper(rows(printed)).rows()
    assert [r.number for r in found] == list(numbers)
    assert [r.number_raw for r in found] == list(printed)
    assert [r.title for r in found] == list(TITLES[:3])


def test_a_number_that_its_narrow_column_breaks_is_one() -> None:
    found = paper(rows(("S\nO-\n1", "S\nO-\n2", "SO-\n3", "SO-4", "SO-5"))).rows()
    assert [(r.number, r.number_raw) for r in found] == [(n, f"SO-{n}") for n in range(1, 6)]


def test_a_number_that_breaks_behind_the_letter_of_its_level_keeps_it() -> None:
    found = paper(rows(("G9", "U1\n0", "G1\n1"))).rows()
    assert [(r.number, r.number_raw, r.level) for r in found] == [
        (9, "G9", "grundniveau"),
        (10, "U10", "udviklingsniveau"),
        (11, "G11", "grundniveau"),
    ]


def test_a_row_with_one_score_above_others_is_no_header() -> None:
    """ "Sundhed" and "Ikke planlagt" are wordings of headers as well: the first row of a further grid was lost."""
    made = Paper().line("1 = Intet, 2 = Lidt, 3 = En del, 4 = Meget")
    widths = (260, 60, 140, 100)
    made.table(widths, [["Anbefaling", "Score", "Afdeling", "Næste skridt"], [TITLES[0], "4", "Skole", "2020"]])
    rest = [[TITLES[1], "1", "Sundhed", "Ikke planlagt"], [TITLES[2], "3", "Kultur og Fritid", ""]]
    rows = made.table(widths, rest, header=0).rows()
    assert [(row.title, row.rating_text, row.rating_step) for row in rows] == [
        (TITLES[0], "Meget", 1),
        (TITLES[1], "Intet", 4),
        (TITLES[2], "En del", 2),
    ]


def test_a_row_that_the_next_counts_on_from_is_no_header() -> None:
    """The rest of a table begins with a row whose texts are wordings of headers as well."""
    head: list[Row] = [["Anbefaling", "Hovedområde", "Status", "Enhed"]]
    first = [[f"G{n} {t}", "Rammer", "Opfyldt", "Skoleafdelingen"] for n, t in enumerate(TITLES[:3], 1)]
    rest = [[f"G{n} {t}", "Tilbud til borgerne", "Opfyldt", "Projektleder"] for n, t in enumerate(TITLES[3:], 4)]
    made = Paper().table((260, 140, 100, 140), [*head, *first])
    made.y += 20
    found = made.table((260, 140, 100, 140), rest, header=0).rows()
    assert [row.number for row in found] == [1, 2, 3, 4, 5, 6]


def test_print_in_the_column_of_numbers_that_is_no_number_is_doubted() -> None:
    document = paper(rows(("§§", "??", "!!", "--", "~~"))).read()
    assert [r.number for r in document.assessments] == [None] * 5
    assert all("number_missing" in codes(document, r) and r.needs_review for r in document.assessments)


def test_the_number_may_stand_before_the_title() -> None:
    body = [r[1:] for r in rows("123456", [f"{n}. {t}" for n, t in enumerate(TITLES, 1)])]
    found = Paper().table(WIDTHS[1:], [HEADER[1:], *body]).rows()
    assert [r.number for r in found] == [1, 2, 3, 4, 5, 6]
    assert [r.title for r in found] == list(TITLES)


def test_rows_without_numbers_are_rows() -> None:
    body = [r[1:] for r in rows("123456")]
    found = Paper().table(WIDTHS[1:], [HEADER[1:], *body]).rows()
    assert [(r.number, r.number_raw, r.title) for r in found] == [(None, None, title) for title in TITLES]
    assert not any(r.needs_review for r in found)


def test_a_title_that_wraps_is_one_title() -> None:
    title = "Samarbejde med almen praksis om tidlig opsporing af borgere der ryger og henvisning til rygestop"
    found = paper([row("1", title), *rows("23", TITLES[1:])]).rows()
    assert found[0].title == title
    assert "\n" in (found[0].title_raw or "")


def test_a_number_printed_twice_gives_two_rows_that_are_counted() -> None:
    found = paper(
        [row("1", TITLES[0]), row("2", TITLES[1]), row("2", TITLES[1], 3, "Jobcentret"), row("3", TITLES[2])]
    ).rows()
    assert [(r.number, r.occurrence, r.rating_step) for r in found] == [(1, 1, 1), (2, 1, 1), (2, 2, 3), (3, 1, 1)]


def test_a_missing_number_is_said_at_the_row_after_it() -> None:
    document = paper(rows(("1", "2", "3", "5", "6", "7"))).read()
    assert ["number_gap" in codes(document, r) for r in document.assessments] == [False] * 3 + [True] + [False] * 2


def test_rows_without_a_number_are_said_where_most_have_one() -> None:
    numbers = ["1", "", "3", "", "5", "6"]
    document = paper(rows(numbers)).read()
    assert ["number_missing" in codes(document, r) for r in document.assessments] == [not n for n in numbers]


@pytest.mark.parametrize("sign", ["¹", "* "])
def test_a_note_below_the_table_is_no_row(sign: str) -> None:
    note = f"{sign}Vurderingen er foretaget af arbejdsgruppen."
    found = paper([*rows(("1", "2", "3")), ["", note, "", "", "", ""]]).rows()
    assert [row.number for row in found] == [1, 2, 3]
    assert found[-1].unmapped == (f"Note: {note}",)


def test_a_number_out_of_order_is_said() -> None:
    numbers = [str(n) for n in (1, 2, 3, 4, 5, 6, 3, 8, 9, 10, 11, 12)]
    document = paper(rows(numbers, [*TITLES, *TITLES])).read()
    assert "number_order" in codes(document, document.assessments[6])


# --- levels --------------------------------------------------------------------------------------------------------

LEVELS = ("grundniveau", "udviklingsniveau", "grundniveau", "grundniveau", "udviklingsniveau", "grundniveau")


@pytest.mark.parametrize(
    ("basic", "advanced"),
    [("G", "U"), ("Grundniveau", "Udviklingsniveau"), ("(G)", "(U)"), ("Grundniveau (G)", "Udviklingsniveau (U)")],
)
def test_the_level_column(basic: str, advanced: str) -> None:
    cells = [basic if level == "grundniveau" else advanced for level in LEVELS]
    found = with_columns("Niveau", cells).rows()
    assert [r.level for r in found] == list(LEVELS)
    assert [r.level_raw for r in found] == cells


@pytest.mark.parametrize(
    ("before", "after"),
    [("", " (u)"), ("", " (U)"), ("", " [U]"), ("", " – udviklingsniveau"), ("", ", U"), ("U: ", ""), ("(U) ", "")],
)
def test_the_level_beside_the_title(before: str, after: str) -> None:
    turn = {"u": "g", "U": "G"}
    marks = [
        (before, after)
        if level == "udviklingsniveau"
        else tuple(
            "".join(turn.get(c, c) for c in s) if "niveau" not in s else s.replace("udviklings", "grund")
            for s in (before, after)
        )
        for level in LEVELS
    ]
    found = paper(rows("123456", [f"{b}{t}{a}" for (b, a), t in zip(marks, TITLES, strict=True)])).rows()
    assert [r.level for r in found] == list(LEVELS)
    assert [r.title for r in found] == list(TITLES)


def test_the_letter_of_the_number() -> None:
    printed = [f"{'G' if level == 'grundniveau' else 'U'}{n}" for n, level in enumerate(LEVELS, 1)]
    assert [r.level for r in paper(rows(printed)).rows()] == list(LEVELS)


def test_rows_in_the_table_that_name_the_level() -> None:
    body = [
        band("Anbefalinger på grundniveau", 7, bold=True),
        *rows("123"),
        band("Anbefalinger på udviklingsniveau", 7, bold=True),
        *rows("456", TITLES[3:]),
    ]
    found = paper(body).rows()
    assert [r.level for r in found] == ["grundniveau"] * 3 + ["udviklingsniveau"] * 3
    assert {r.level_raw for r in found} == {None}
    assert [r.number for r in found] == [1, 2, 3, 4, 5, 6]


def test_headings_above_tables_that_name_the_level() -> None:
    made = Paper().heading("Grundniveau").table(WIDTHS, [HEADER, *rows("123")])
    found = made.heading("Udviklingsniveau").table(WIDTHS, [HEADER, *rows("456", TITLES[3:])]).rows()
    assert [r.level for r in found] == ["grundniveau"] * 3 + ["udviklingsniveau"] * 3


def test_the_colour_of_the_number_that_a_legend_gives_to_a_level() -> None:
    colors = {"grundniveau": 0x5B9BD5, "udviklingsniveau": 0xF4B183}
    made = Paper().sign(colors["grundniveau"], "Grundniveau").sign(colors["udviklingsniveau"], "Udviklingsniveau")
    body = [
        [Cell(str(n), fill=colors[level]), *row("", t)[1:]]
        for n, (t, level) in enumerate(zip(TITLES, LEVELS, strict=True), 1)
    ]
    found = made.table(WIDTHS, [HEADER, *body]).rows()
    assert [r.level for r in found] == list(LEVELS)
    assert {r.level_raw for r in found} == {None}


def test_two_sources_that_disagree_on_the_level_are_said() -> None:
    titles = [TITLES[0], f"{TITLES[1]} (u)", *TITLES[2:]]
    body = [[*r, level] for r, level in zip(rows("123456", titles), "GGGGUG", strict=True)]
    document = Paper().table((*WIDTHS[:-1], 100, 60), [[*HEADER, "Niveau"], *body]).read()
    assert [r.level for r in document.assessments] == ["grundniveau"] * 4 + ["udviklingsniveau", "grundniveau"]
    assert ["level_conflict" in codes(document, r) for r in document.assessments] == [False, True] + [False] * 4
    assert [r.needs_review for r in document.assessments] == [False, True] + [False] * 4


def test_a_row_without_a_level_among_rows_with_one_is_said() -> None:
    document = with_columns("Niveau", ["G", "U", "", "G", "G", "U"]).read()
    assert document.assessments[2].level is None
    assert "level_missing" in codes(document, document.assessments[2])


def test_a_level_cell_that_is_no_level_is_said() -> None:
    document = with_columns("Niveau", ["G", "U", "Z", "G", "G", "U"]).read()
    assert document.assessments[2].level is None
    assert "level_unknown" in codes(document, document.assessments[2])


# --- sections ------------------------------------------------------------------------------------------------------


def test_rows_in_the_table_that_name_the_category() -> None:
    names = (
        ("Rammer", "rammer"),
        ("Tilbud", "tilbud"),
        ("Information og undervisning", "information"),
        ("Tidlig opsporing", "tidlig_opsporing"),
    )
    body = [r for n, (name, _) in enumerate(names) for r in (band(name, 7, bold=True), row(str(n + 1), TITLES[n]))]
    assert [r.category for r in paper(body).rows()] == [slug for _, slug in names]


def test_a_column_may_name_category_and_package() -> None:
    cells = ["Rammer", "Rammer", "Tilbud", "Tilbud", "Tidlig opsporing", "Tidlig opsporing"]
    assert [r.category for r in with_columns("Kategori", cells).rows()] == (
        ["rammer"] * 2 + ["tilbud"] * 2 + ["tidlig_opsporing"] * 2
    )
    packages = ["Tobak", "Tobak", "Alkohol", "Alkohol", "Mental sundhed", "Stoffer"]
    found = with_columns("Forebyggelsespakke", packages, title="Status på forebyggelsespakkerne").rows()
    assert [r.package for r in found] == ["tobak"] * 2 + ["alkohol"] * 2 + ["mental_sundhed", "stoffer"]


@pytest.mark.parametrize("inside", [True, False], ids=["rows in the table", "headings between tables"])
def test_several_packages_with_numbers_that_start_anew(inside: bool) -> None:
    made = Paper("Status på forebyggelsespakkerne")
    names = ("Forebyggelsespakke: Tobak", "Forebyggelsespakke: Alkohol")
    if inside:
        body = [r for name in names for r in (band(name, 7, bold=True), *rows("123"))]
        made.table(WIDTHS, [HEADER, *body])
    else:
        for name in names:
            made.heading(name).table(WIDTHS, [HEADER, *rows("123")])
    document = made.read()
    found = document.assessments
    assert [(r.package, r.number, r.occurrence) for r in found] == [
        *(("tobak", n, 1) for n in (1, 2, 3)),
        *(("alkohol", n, 1) for n in (1, 2, 3)),
    ]
    assert document.document.packages == ("alkohol", "tobak")
    assert not any(r.needs_review for r in found)


def test_turned_labels_name_the_package_of_the_rows_beside_them_and_of_no_others() -> None:
    """The document's title names but one of the packages: it is not that of rows which no label runs beside."""

    def label(text: str) -> Cell:
        def turn(page: pymupdf.Page, box: pymupdf.Rect) -> None:
            page.insert_text((box.x0 + 14, box.y1 + 8), text, fontsize=9, rotate=90)

        return Cell(draw=turn)

    body = [[*r, ""] for r in rows("123456789", TITLES * 2)]
    body[2][-1], body[7][-1] = label("Alkohol"), label("Tobak")
    document = Paper().table((*WIDTHS[:-1], 100, 80), [[*HEADER, "Forebyggelsespakke"], *body]).read()
    packages = {r.number: r.package for r in document.assessments}
    assert (packages[3], packages[8]) == ("alkohol", "tobak")
    unsaid = [r for r in document.assessments if r.number in (1, 5)]
    assert all(r.package is None and "package_unknown" in codes(document, r) for r in unsaid)


def test_rows_of_a_package_that_nothing_names_are_said() -> None:
    document = paper(rows("123456"), "Status på anbefalinger").read()
    assert {r.package for r in document.assessments} == {None}
    assert all("package_unknown" in codes(document, r) for r in document.assessments)


def test_headings_that_name_the_unit_the_rows_belong_to() -> None:
    header, widths = HEADER[:-1], WIDTHS[:-1]
    made = Paper()
    for n, unit in enumerate(("Jobcentret", "Sundhedscentret")):
        body = [r[:-1] for r in rows("123456")[3 * n : 3 * n + 3]]
        made.heading(unit).table(widths, [header, *body])
    found = made.rows()
    assert [r.departments for r in found] == [("Jobcentret",)] * 3 + [("Sundhedscentret",)] * 3


# --- fields --------------------------------------------------------------------------------------------------------


def test_the_last_unit_of_a_cell_in_a_row_of_its_own_heads_no_rows() -> None:
    """ "Team Unge" below "Sundhedscentret" was taken for the unit of the rows below it, and lost."""
    body: list[Row] = rows("123456")
    body.insert(2, [*[""] * (len(HEADER) - 1), "Team Unge"])
    found = paper(body).rows()
    assert [len(r.departments) for r in found] == [1, 2, 1, 1, 1, 1]
    assert found[1].departments[1] == "Team Unge"


def test_units_of_a_cell_are_told_apart() -> None:
    body = [row("1", TITLES[0], unit="Jobcentret og Sundhedscentret"), row("2", TITLES[1], unit="Børn og Unge"),
            row("3", TITLES[2], unit="Jobcentret,\nHjemmeplejen")]  # fmt: skip
    found = paper(body).rows()
    assert [r.departments for r in found] == [
        ("Jobcentret", "Sundhedscentret"),
        ("Børn og Unge",),
        ("Jobcentret", "Hjemmeplejen"),
    ]
    assert found[0].departments_raw == "Jobcentret og Sundhedscentret"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Aktiviteter", "activity"),
        ("Hvad gør vi i dag?", "activity"),
        ("Bemærkninger", "notes"),
        ("Ansvarlig", "responsible"),
        ("Tidsplan", "deadline"),
    ],
)
def test_columns_of_text_go_to_their_field_and_empty_is_not_unknown(header: str, field: str) -> None:
    cells = ["Er beskrevet i planen.", "", "-", "Nyt i år.", "Se planen.", "Ingen."]
    found = with_columns(header, cells).rows()
    assert [getattr(r, field) for r in found] == [c if c != "-" else "" for c in cells]
    others = {"activity", "notes", "responsible", "deadline"} - {field}
    assert {getattr(r, other) for r in found for other in others} == {None}


def test_a_date_column_dates_its_rows() -> None:
    found = with_columns("Statusdato", ["1. maj 2019", "02.03.2019", "2018", "", "maj 2019", "1/6-2019"]).rows()
    assert [r.status_date for r in found][:3] == ["2019-05-01", "2019-03-02", "2018"]


@pytest.mark.parametrize("header", ["Målgruppe", "Økonomi", "Kvartalets tema"])
def test_columns_that_have_no_field_are_kept(header: str) -> None:
    found = with_columns(header, ["Unge", "Alle", "", "Ældre", "Børn", "Voksne"]).rows()
    assert found[0].unmapped == (f"{header}: Unge",)
    assert found[2].unmapped == ()
    assert not any(r.needs_review for r in found)


def test_two_columns_of_the_grid_under_one_header_are_one() -> None:
    """The units stood in the second one, and were kept as unmapped without a doubt."""
    head: Row = ["Nr.", "Anbefaling", "Status", Cell("Forankring", span=2)]
    body = [
        [str(n), title, "Opfyldt" if n % 2 else "Ikke opfyldt", "", "Jobcentret"] for n, title in enumerate(TITLES, 1)
    ]
    found = Paper().table((40, 270, 100, 40, 140), [head, *body]).rows()
    assert {row.departments for row in found} == {("Jobcentret",)}


def test_a_unit_for_several_fields_is_one_without_a_doubt() -> None:
    units = ("Center for Kultur, Fritid og Borgerservice", "Center for Job, Ydelser og Uddannelse", "Center for Kultur")
    document = paper([row(str(n), TITLES[n], unit=unit) for n, unit in enumerate(units, 1)]).read()
    assert [(r.departments, codes(document, r)) for r in document.assessments] == [((unit,), set()) for unit in units]


def test_a_dash_in_a_unit_cell_is_no_unit() -> None:
    document = paper([*rows("12"), row("3", TITLES[2], unit="-")]).read()
    assert document.assessments[2].departments == ()
    assert not document.assessments[2].needs_review


def test_recommendations_are_linked_to_the_catalogue_by_title() -> None:
    titles = ("Forældreuddannelse", "Børns trivsel i dagtilbud", "Deltagelse i fritidsaktiviteter")
    made = Paper("Forebyggelsespakken Mental sundhed (2012)").table(WIDTHS, [HEADER, *rows(("7", "9", "12"), titles)])
    found = made.rows()
    assert [r.recommendation_id for r in found] == [f"mental_sundhed:2012:{n}" for n in (7, 9, 12)]
    assert {r.edition for r in found} == {"2012"}


# --- tables that are hard to tell apart ----------------------------------------------------------------------------


def test_titles_that_hold_the_words_of_headers_are_rows() -> None:
    titles = ("Tilbud om rygestop", "Projekt røgfri skole", *TITLES)
    body = [[title, ("Opfyldt", "Ikke opfyldt")[n % 2]] for n, title in enumerate(titles)]
    assert [r.title for r in Paper().table((300, 200), [["Anbefaling", "Status"], *body]).rows()] == list(titles)


def test_tables_of_two_packages_whose_headers_differ_in_one_word_are_two_tables() -> None:
    made = Paper("Status på forebyggelsespakkerne")
    for name in ("Tobak", "Alkohol"):
        made.heading(f"Forebyggelsespakke: {name}")
        made.table(WIDTHS, [["Nr.", f"Anbefalinger i pakken {name}", *HEADER[2:]], *rows("123456")]).page()
    found = made.rows()
    assert [(r.package, r.number) for r in found] == [(p, n) for p in ("tobak", "alkohol") for n in range(1, 7)]


def test_a_bold_title_ends_where_its_description_begins() -> None:
    def both(page: pymupdf.Page, box: pymupdf.Rect) -> None:
        page.insert_text((box.x0 + 3, box.y0 + 11), "Røgfri skoletid", fontname="hebo", fontsize=9)
        page.insert_text((box.x0 + 3, box.y0 + 22), "Kommunen sikrer, at elever og", fontname="helv", fontsize=9)
        page.insert_text((box.x0 + 3, box.y0 + 33), "ansatte ikke ryger i skoletiden.", fontname="helv", fontsize=9)

    body = [row("1", Cell("\n\n\n", draw=both)), *rows("23456")]
    document = paper(body).read()
    first = document.assessments[0]
    assert first.title == "Røgfri skoletid"
    assert first.title_raw == "Røgfri skoletid\nKommunen sikrer, at elever og\nansatte ikke ryger i skoletiden."
    bottom = max(e.bottom or 0 for e in document.evidence if e.record_id == first.record_id and e.field == "title")
    below = max(
        e.bottom or 0
        for e in document.evidence
        if e.record_id == document.assessments[1].record_id and e.field == "title"
    )
    assert bottom < below - 40


@pytest.mark.parametrize(
    ("heading", "category"),
    [
        ("Anbefalinger om rammer", "rammer"),
        ("Fysiske og sociale rammer", "rammer"),
        ("Rammerne omkring os", "rammer"),
        ("Tilbud", "tilbud"),
        ("Oplysning og undervisning", "information"),
        ("Tidlig indsats og opsporing", "tidlig_opsporing"),
        ("Opsporing", "tidlig_opsporing"),
    ],
)
def test_section_rows_that_name_a_category(heading: str, category: str) -> None:
    body = [band(heading, 7), *rows("123456")]
    assert {r.category for r in paper(body).rows()} == {category}


def test_a_section_that_the_columns_cut_through_is_one_heading() -> None:
    def across(page: pymupdf.Page, box: pymupdf.Rect) -> None:
        page.insert_text((box.x1 - 12, box.y0 + 11), "Anbefalinger om rammer", fontname="hebo", fontsize=9)

    body = [[Cell("", draw=across), *[""] * 6], *rows("123456")]
    found = paper(body).rows()
    assert [r.number for r in found] == [1, 2, 3, 4, 5, 6]
    assert {r.category for r in found} == {"rammer"}


def _merged_over_pages(head: str, said: str, rest: str = "") -> list[AssessmentRow]:
    """Six rows on two pages whose first column is one cell on each, printed on one of them.

    It is the first, or the second where the fourth row goes on with the ``rest`` of its title.
    """
    made = Paper(title="Status på forebyggelsespakken Tobak")
    widths = (80, 45, 270, 65, 65, 65, 65)

    def sheet(first: int, last: int, text: str, rest: str = "") -> None:
        made.table(widths, [[head, "Nr.", "Anbefaling", *GRADES]])
        top = made.y = made.y - 14
        entries = [("", str(n), TITLES[n - 1], "x") for n in range(first, last + 1)]
        for printed in [("", "", rest, ""), *entries] if rest else entries:
            for column, entry in enumerate(printed):
                left = 40 + sum(widths[:column])
                made._text((left + 3, made.y + 11), entry, 9, False, 0)
            for column in range(1, len(widths)):
                left = 40 + sum(widths[:column])
                made.sheet.draw_rect(pymupdf.Rect(left, made.y, left + widths[column], made.y + 16), width=0.7)
            made.y += 16
        made.sheet.draw_rect(pymupdf.Rect(40, top, 40 + widths[0], made.y), width=0.7)
        made._text((43, top + 11), text, 9, False, 0)

    sheet(1, 4, "" if rest else said)
    made.page()
    sheet(5, 6, said if rest else "", rest)
    return made.rows()


def test_a_merged_cell_holds_overleaf_where_it_is_not_printed_again() -> None:
    found = _merged_over_pages("Pakke", "Tobak")
    assert [(r.number, r.package) for r in found] == [(n, "tobak") for n in range(1, 7)]


def test_a_merged_cell_holds_below_the_rest_of_the_row_that_the_page_cut() -> None:
    found = _merged_over_pages("Ansvarlig afdeling", "Center Sundhed", rest="og i foreninger")
    assert [(r.number, r.departments) for r in found] == [(n, ("Center Sundhed",)) for n in range(1, 7)]
    assert found[3].title == f"{TITLES[3]} og i foreninger"


def test_a_section_that_each_half_of_a_wide_table_prints_is_one() -> None:
    widths = (*WIDTHS[:-1], 45, 150)
    body = [[*r[:-1], r[0], r[-1]] for r in rows("1212")]
    for at, package in ((2, "Alkohol"), (0, "Tobak")):
        body.insert(at, [*band(package, 6), *band(package, 2)])
    found = (
        Paper("Status på forebyggelsespakkerne").table(widths, [[*HEADER[:-1], HEADER[0], HEADER[-1]], *body]).rows()
    )
    assert [(r.package, r.number) for r in found] == [("tobak", 1), ("tobak", 2), ("alkohol", 1), ("alkohol", 2)]


def test_a_unit_merged_over_rows_is_the_unit_of_each() -> None:
    found = _merged_over_pages("Ansvarlig afdeling", "Center Sundhed")
    assert [(r.number, r.departments) for r in found] == [(n, ("Center Sundhed",)) for n in range(1, 7)]


def test_rows_of_the_grid_that_share_their_colour_are_one_row() -> None:
    """A line that the grid saw through a row gave a second one, with number and rating of the first."""
    made = Paper()
    widths = (45, 270, 60, 250)
    made.table(widths, [["Nr.", "Anbefaling", "Status", "Aktiviteter"]])
    made.y -= 14
    for n, title in enumerate(TITLES, 1):
        texts = (str(n), title, "", "Der er holdt møder\nmed alle skoler")
        for column, text in enumerate(texts):
            left = 40 + sum(widths[:column])
            fill = (0.0, 0.7, 0.3) if column == 2 else None
            box = pymupdf.Rect(left, made.y, left + widths[column], made.y + 32)
            made.sheet.draw_rect(box, width=0.7, fill=fill)
            for index, line in enumerate(text.split("\n")):
                made._text((left + 3, made.y + 11 + 16 * index), line, 9, False, 0)
            if n == 4 and column != 2:
                made.sheet.draw_line((left, made.y + 16), (left + widths[column], made.y + 16), width=0.7)
        made.y += 32
    rows = made.rows()
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6]
    assert rows[3].activity == "Der er holdt møder med alle skoler"


def test_a_level_in_brackets_ends_the_title_before_its_description() -> None:
    titles = [f"{title} (g) Kommunen sikrer, at indsatsen er koordineret." for title in TITLES]
    found = paper(rows("123456", titles)).rows()
    assert [r.title for r in found] == list(TITLES)
    assert {r.level for r in found} == {"grundniveau"}


def test_a_level_on_a_line_of_its_own_below_the_title_is_no_part_of_it() -> None:
    """ "… forankring / Grundniveau" was the title, and no row had a level."""
    found = paper(rows("123456", [f"{title}\nGrundniveau" for title in TITLES])).rows()
    assert [r.title for r in found] == list(TITLES)
    assert {r.level for r in found} == {"grundniveau"}


def test_a_row_that_sums_up_those_above_it_is_no_recommendation() -> None:
    """ "Gennemsnit Tobak" was one, rated 2 of 5, and nothing said so."""
    header = ["Pakke", "Anbefaling", "Score (1-5)"]
    body = [["Tobak", TITLES[0], "4"], ["Tobak", TITLES[1], "2"], ["", "Gennemsnit Tobak", "3,0"]]
    body += [["Alkohol", TITLES[2], "1"], ["Alkohol", TITLES[3], "5"], ["", "Samlet vurdering, alkohol", "3"]]
    made = Paper("Status på forebyggelsespakkerne").line("1 er lavest og 5 er højest.")
    assert [r.title for r in made.table((100, 300, 90), [header, *body]).rows()] == list(TITLES[:4])


def test_a_number_that_those_below_go_on_from_heads_them() -> None:
    """ "1 Rammer" was a recommendation nobody rated, and the first of them a header."""
    table: list[Row] = [["", "Pakkens anbefalinger", "Det gør vi", "Det gør vi delvist", "Det gør vi ikke"]]
    for n, name in enumerate(("Rammer", "Tilbud"), 1):
        table.append([Cell(str(n), bold=True), Cell(name, bold=True), "", "", ""])
        table += [[f"{n}.{k}", TITLES[3 * n + k - 4], *("x" if s == k else "" for s in (1, 2, 3))] for k in (1, 2, 3)]
    found = Paper().table((40, 300, 80, 80, 80), table).rows()
    assert [(r.number_raw, r.title, r.category, r.rating_step) for r in found] == [
        (f"{n}.{k}", TITLES[3 * n + k - 4], ("rammer", "tilbud")[n - 1], k) for n in (1, 2) for k in (1, 2, 3)
    ]


def test_a_table_of_few_rows_is_read_as_the_one_before_under_the_same_headers() -> None:
    """Two rows with a letter show no column of ratings: the last recommendations were missing."""
    header = ["Det anbefales", "Det gør vi", "A/B/C"]
    made = Paper().line("A: Efterleves   B: Efterleves i nogen grad   C: Efterleves ikke")
    body = [[title, f"Møde {n}", "ABC"[n % 3]] for n, title in enumerate(TITLES)]
    made.table((280, 200, 60), [header, *body[:4]]).heading("Sider i bilaget").table(
        (280, 200, 60), [header, *body[4:]]
    )
    assert [r.rating_step for r in made.rows()] == [1, 2, 3, 1, 2, 3]


def test_a_column_of_categories_under_a_loose_header_is_no_column_of_units() -> None:
    body = [[*r[:-1], "Rammer" if n < 3 else "Tilbud"] for n, r in enumerate(rows("123456"))]
    found = Paper().table(WIDTHS, [[*HEADER[:-1], "Område"], *body]).rows()
    assert [r.category for r in found] == ["rammer"] * 3 + ["tilbud"] * 3
    assert not any(r.departments for r in found)


def test_an_assessment_by_title_and_form_needs_no_word_of_recommendations() -> None:
    made = Paper("Samlet status på Tobak", size=(595, 842)).line("Odsherred Kommune").line("December 2023")
    made.line("Signaturforklaring: x – opfyldt i den grad, som kolonnen siger.")
    header = ["Nr.", "G/U", "Emne", *GRADES, "Forankret i"]
    body = [[r[0], "g", *r[1:]] for r in rows("123456")]
    document = made.table((30, 30, 170, 45, 45, 45, 45, 100), [header, *body]).read()
    assert document.document.kind == "assessment"
    assert [r.number for r in document.assessments] == [1, 2, 3, 4, 5, 6]


def test_a_wide_sample_beside_a_name_that_breaks_gives_a_level_its_colour() -> None:
    """Spreadsheets: the sample is a cell, and the name is broken by the narrow column beside it."""
    colors = {"grundniveau": 0xDDEBF7, "udviklingsniveau": 0xFCE4D6}
    made = Paper()
    for x, level, name in ((40, "grundniveau", "Grund\nniveau"), (300, "udviklingsniveau", "Udvi\nklin\ngsni\nveau")):
        fill = tuple(part / 255 for part in colors[level].to_bytes(3, "big"))
        made.sheet.draw_rect(pymupdf.Rect(x, made.y, x + 150, made.y + 36), fill=fill, color=None)
        for i, piece in enumerate(name.split("\n")):
            made.sheet.insert_text((x + 154, made.y + 10 + 10 * i), piece, fontsize=9)
    made.y += 60
    body = [
        [Cell(str(n), fill=colors[level]), *row("", t)[1:]]
        for n, (t, level) in enumerate(zip(TITLES, LEVELS, strict=True), 1)
    ]
    assert [r.level for r in made.table(WIDTHS, [HEADER, *body]).rows()] == list(LEVELS)


def test_names_of_levels_that_break_letter_by_letter_beside_each_other_give_tall_samples_their_meaning() -> None:
    """A sheet sets its key in the narrow columns of the table below: the lines of both names were read across."""
    colors = {"grundniveau": 0xDDEBF7, "udviklingsniveau": 0xFCE4D6}
    made = Paper()
    pieces = ("Gr u n d ni ve a u", "U d vi kli n gs ni ve a u")
    for x, level, name in zip((40, 170), colors, pieces, strict=True):
        fill = tuple(part / 255 for part in colors[level].to_bytes(3, "big"))
        made.sheet.draw_rect(pymupdf.Rect(x, made.y, x + 110, made.y + 100), fill=fill, color=None)
        for i, piece in enumerate(name.split()):
            made.sheet.insert_text((x + 112, made.y + 9 + 9.5 * i), piece, fontsize=9)
    made.y += 120
    body = [
        [Cell(str(n), fill=colors[level]), *row("", t)[1:]]
        for n, (t, level) in enumerate(zip(TITLES, LEVELS, strict=True), 1)
    ]
    assert [r.level for r in made.table(WIDTHS, [HEADER, *body]).rows()] == list(LEVELS)


def test_numbers_with_the_abbreviation_of_their_package() -> None:
    table: list[Row] = [["Pakke", "Nr.", "Anbefaling", "Status"]]
    raws = ("A1", "A2", "T-1", "T-2", "MS 1", "MS 12")
    packages = ("Alkohol", "Alkohol", "Tobak", "Tobak", "Mental sundhed", "Mental sundhed")
    for raw, package, title in zip(raws, packages, TITLES, strict=True):
        table.append([package, raw, title, "Delvist opfyldt" if raw.endswith("1") else "Opfyldt"])
    rows = Paper(title="Status på forebyggelsespakkerne").table((110, 50, 300, 120), table).rows()
    assert [(row.package, row.number_raw, row.number) for row in rows] == [
        (slug, raw, number)
        for slug, raw, number in zip(
            ("alkohol", "alkohol", "tobak", "tobak", "mental_sundhed", "mental_sundhed"),
            raws,
            (1, 2, 1, 2, 1, 12),
            strict=True,
        )
    ]


def test_titles_in_rows_of_their_own_above_what_is_said_of_them() -> None:
    words = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    body: list[Row] = []
    for n, title in enumerate(TITLES, 1):
        body += [
            [Cell(f"Anbefaling {n}: {title}", span=3, bold=True)],
            [words[n % 3], "Drøftes hvert år.", "Jobcentret"],
        ]
    rows = Paper().table((120, 300, 150), [["Status", "Nuværende indsats", "Forankret i"], *body]).rows()
    assert [(row.number, row.title) for row in rows] == list(enumerate(TITLES, 1))
    assert [row.rating_text for row in rows] == [words[n % 3] for n in range(1, 7)]
    assert {row.departments for row in rows} == {("Jobcentret",)}


def test_rows_below_a_verdict_over_the_whole_width_have_it() -> None:
    words = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    body: list[Row] = []
    for start, word in enumerate(words):
        body += [band(word, 3)]
        body += [[str(n), TITLES[n - 1], "Drøftes hvert år."] for n in range(start + 1, 7, 3)]
    rows = Paper().table((40, 300, 200), [["Nr.", "Anbefaling", "Bemærkninger"], *body]).rows()
    assert sorted((row.number, row.rating_text, row.rating_step) for row in rows) == [
        (n, words[(n - 1) % 3], (n - 1) % 3 + 1) for n in range(1, 7)
    ]


def test_one_verdict_over_the_whole_width_rates_nothing() -> None:
    body: list[Row] = [band("Opfyldt", 3), *([str(n), title, "Drøftes."] for n, title in enumerate(TITLES, 1))]
    document = Paper().table((40, 300, 200), [["Nr.", "Anbefaling", "Bemærkninger"], *body]).read()
    assert not document.assessments


def test_each_half_of_a_wide_table_heads_its_sections() -> None:
    """The heading stood in the row twice and was a row of its own; all rows were of the package before."""
    names = ("Forebyggelsespakke: Tobak", "Forebyggelsespakke: Alkohol")
    body = [r for name in names for r in ([Cell(name, span=6), Cell(name, span=1)], *rows("123"))]
    found = paper(body, "Status på forebyggelsespakkerne").rows()
    assert [(r.package, r.number) for r in found] == [(name, n) for name in ("tobak", "alkohol") for n in (1, 2, 3)]


def test_a_columns_own_header_says_more_than_that_of_its_group() -> None:
    above: Row = ["", "", "", Cell("Uddybende bemærkninger", span=2)]
    header: Row = ["Nr.", "Anbefaling", "Opfyldt?", "Indsats", "Forankret i"]
    body = [[str(n), t, "Ja", "Kurser for unge", "Tandplejen"] for n, t in enumerate(TITLES, 1)]
    found = Paper(TITLE).table((45, 270, 65, 150, 150), [above, header, *body], header=2).rows()
    assert {(r.activity, r.departments, r.notes) for r in found} == {("Kurser for unge", ("Tandplejen",), None)}


def test_a_sure_header_is_not_overruled_by_cells_that_do_not_fit_it() -> None:
    """Rows that came together had "3 4" for their number, the column had no role, and no row a doubt."""
    document = paper(rows(("1", "3 4", "5 6", "7 8"))).read()
    assert [r.needs_review for r in document.assessments] == [False, True, True, True]


def test_a_level_on_a_line_of_its_own_ends_a_bold_title() -> None:
    def both(page: pymupdf.Page, box: pymupdf.Rect) -> None:
        page.insert_text((box.x0 + 3, box.y0 + 11), "Røgfri skoletid", fontname="hebo", fontsize=9)
        page.insert_text((box.x0 + 3, box.y0 + 22), "(u)", fontname="helv", fontsize=9)
        page.insert_text(
            (box.x0 + 3, box.y0 + 33), "Kommunen sikrer, at elever ikke ryger.", fontname="helv", fontsize=9
        )

    first = paper([row("1", Cell("\n\n\n", draw=both)), *rows("23456")]).rows()[0]
    assert (first.title, first.level) == ("Røgfri skoletid", "udviklingsniveau")


def test_a_package_of_merged_cells_goes_on_where_the_page_cut_its_cell() -> None:
    """The cell is merged as far as the page goes; the rows below it have cells of their own that print nothing."""
    made = Paper("Status på forebyggelsespakkerne")
    xs = (100.0, 130.0, 400.0, 500.0)

    def box(x0: float, x1: float, top: float, bottom: float, text: str = "") -> None:
        made.sheet.draw_rect(pymupdf.Rect(x0, top, x1, bottom), color=(0, 0, 0), width=0.7)
        made._text((x0 + 3, top + 12), text, 9.0, False, 0)

    left, y = 40.0, 80.0
    for x0, x1, text in zip((left, *xs), (*xs, xs[-1]), ("Pakke", "Nr.", "Anbefaling", "Status"), strict=False):
        box(x0, x1, y, y + 20, text)
    for start, count, merged, name in ((0, 3, 3, "Tobak"), (3, 3, 1, "Alkohol")):
        box(left, xs[0], y + 20 * (start + 1), y + 20 * (start + 1 + merged), name)
        for k in range(count):
            top = y + 20 * (start + k + 1)
            if k >= merged:
                box(left, xs[0], top, top + 20)
            for x0, x1, text in zip(xs, xs[1:], (str(k + 1), TITLES[start + k], "Opfyldt"), strict=False):
                box(x0, x1, top, top + 20, text)
    assert [row.package for row in made.rows()] == ["tobak"] * 3 + ["alkohol"] * 3


@pytest.mark.parametrize(
    ("heading", "units"),
    [("Center for By og Miljø", ("Center for By og Miljø",)), ("Læsevejledning", ()), ("Sundhedsudvalget", ())],
)
def test_one_heading_that_is_a_unit_is_that_of_the_rows_in_doubt(heading: str, units: tuple[str, ...]) -> None:
    """It was dropped without a word: it might be the sender's."""
    body = [r[:-1] for r in rows("123456")]
    document = Paper().heading(heading).table(WIDTHS[:-1], [HEADER[:-1], *body]).read()
    doubted = {"department_uncertain"} if units else set()
    assert [(r.departments, codes(document, r)) for r in document.assessments] == [(units, doubted)] * 6


def test_a_title_that_goes_on_beside_one_number_and_one_rating_is_one() -> None:
    """Lines of a title stood in rows of their own, and were recommendations with the rating of the one above."""
    made = Paper()
    widths = (45, 250, 90, 250)
    made.table(widths, [["Nr.", "Anbefaling", "Status", "Aktiviteter"]])
    made.y -= 14
    for n, title in enumerate(TITLES, 1):
        first, _, rest = title.partition(" ")
        for line, texts in enumerate(((str(n), first, "", "Der er holdt møder"), ("", rest, "", "med alle skoler"))):
            for column in (0, 1, 3):
                left = 40 + sum(widths[:column])
                box = pymupdf.Rect(left, made.y + 16 * line, left + widths[column], made.y + 16 * line + 16)
                made.sheet.draw_rect(box, width=0.7)
                made._text((left + 3, made.y + 11 + 16 * line), texts[column], 9, False, 0)
        box = pymupdf.Rect(335, made.y, 425, made.y + 32)
        made.sheet.draw_rect(box, width=0.7)
        made._text((338, made.y + 19), "Opfyldt", 9, False, 0)
        made.y += 32
    found = made.rows()
    assert [(r.number, r.title) for r in found] == list(enumerate(TITLES, 1))
    assert {(r.rating_text, r.activity) for r in found} == {("Opfyldt", "Der er holdt møder med alle skoler")}


# --- rows that tell more -------------------------------------------------------------------------------------------


def test_a_text_across_the_columns_below_a_row_tells_more_of_it() -> None:
    """Its rating column held prose then, and nothing of the table was read."""
    made = Paper()
    made.line("FI: Fuldt implementeret. DI: Delvist implementeret. II: Ikke implementeret.")
    body: list[Row] = []
    for n, title in enumerate(TITLES, 1):
        body.append([str(n), title, "G", ("FI", "DI", "II")[n % 3]])
        body.append(["", Cell(f"Indsats: Møde {n} er holdt.\nForvaltning: Jobcentret\nBemærkninger: Ny plan", span=3)])
    found = made.table((40, 400, 60, 60), [["Nr.", "Anbefaling", "Niveau", "Vurd."], *body]).rows()
    assert [r.title for r in found] == list(TITLES)
    assert [r.rating_step for r in found] == [2, 3, 1, 2, 3, 1]
    assert [r.activity for r in found] == [f"Møde {n} er holdt." for n in range(1, 7)]
    assert {(r.departments, r.notes) for r in found} == {(("Jobcentret",), "Ny plan")}


def test_texts_without_labels_tell_more_where_most_rows_have_one() -> None:
    """ "Der er holdt møde 1" below a row was a row without a number."""
    body: list[Row] = []
    for n, title in enumerate(TITLES, 1):
        body.append([str(n), title, "G", ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")[n % 3]])
        body.append(["", Cell(f"Der er holdt møde {n}", span=3)])
    found = Paper().table((40, 400, 60, 90), [["Nr.", "Anbefaling", "Niveau", "Vurdering"], *body]).rows()
    assert [(r.number, r.title, r.activity) for r in found] == [
        (n, title, f"Der er holdt møde {n}") for n, title in enumerate(TITLES, 1)
    ]
    assert not any(r.needs_review for r in found)


def test_a_title_cell_whose_header_names_the_unit_too_is_parted_by_its_print() -> None:
    """ "Anbefaling og ansvarlig enhed": the unit below the title became its last words."""

    def unit(sheet: pymupdf.Page, box: pymupdf.Rect) -> None:
        sheet.insert_text((box.x0 + 4, box.y0 + 28), "Jobcentret", fontsize=8, color=(0.5, 0.5, 0.5))

    body = [
        [str(n), Cell(f"{title}\n ", draw=unit), "Opfyldt" if n % 2 else "Ikke opfyldt"]
        for n, title in enumerate(TITLES, 1)
    ]
    found = Paper().table((40, 400, 120), [["Nr.", "Anbefaling og ansvarlig enhed", "Status"], *body]).rows()
    assert [r.title for r in found] == list(TITLES)
    assert {r.departments for r in found} == {("Jobcentret",)}


def test_numbers_begin_anew_with_the_package_that_a_column_names() -> None:
    header = ["Pakke", "Nr.", "Anbefaling", "Ja", "Nej"]
    numbers = {"Alkohol": (2, 5, 9, 12), "Tobak": (1, 4, 7, 11), "Hygiejne": (3, 6, 8, 10)}
    rows = [[package, str(n), f"{TITLES[n % 6]} {n}", "x", ""] for package, found in numbers.items() for n in found]
    document = Paper("Status på forebyggelsespakkerne").table((80, 40, 300, 60, 60), [header, *rows]).read()
    assert [row.number for row in document.assessments] == [n for found in numbers.values() for n in found]
    assert not any(finding.code == "number_order" for finding in document.findings)


def test_packages_as_columns_give_a_row_for_each_recommendation_of_each() -> None:
    body = [
        ["Skriftlig politik", "Opfyldt", "Delvist opfyldt", "Ikke opfyldt"],
        ["Rådgivning til borgere", "Delvist opfyldt", "–", "Opfyldt"],
        ["Systematisk opsporing", "Ikke opfyldt", "Opfyldt", ""],
    ]
    made = Paper(title="Tværgående anbefalinger i tre forebyggelsespakker")
    rows = made.table((200, 120, 120, 120), [["Anbefaling", "Alkohol", "Tobak", "Stoffer"], *body]).rows()
    assert [(row.title, row.package, row.rating_step) for row in rows] == [
        ("Skriftlig politik", "alkohol", 1),
        ("Skriftlig politik", "tobak", 2),
        ("Skriftlig politik", "stoffer", 3),
        ("Rådgivning til borgere", "alkohol", 2),
        ("Rådgivning til borgere", "stoffer", 1),
        ("Systematisk opsporing", "alkohol", 3),
        ("Systematisk opsporing", "tobak", 1),
    ]


@pytest.mark.parametrize("down", [True, False], ids=["units down", "units across"])
def test_a_verdict_of_each_unit_on_each_recommendation_gives_a_row_for_each(down: bool) -> None:
    """The table gave nothing: no column was headed as one of ratings."""
    units = ("Jobcentret", "Sundhed og Omsorg", "Børn og Unge")
    words = {units[0]: ("I drift", "Ikke igangsat", "I drift"), units[1]: ("Under udvikling", "I drift", "I drift")}
    words[units[2]] = ("Ikke igangsat", "", "Under udvikling")
    if down:
        table = [["Fagområde", *TITLES[:3]], *([unit, *words[unit]] for unit in units)]
    else:
        across = zip(*words.values(), strict=True)
        table = [["Anbefaling", *units], *([title, *own] for title, own in zip(TITLES, across, strict=False))]
    rows = Paper().table((170, 190, 190, 190), table).rows()
    found = {(row.departments, row.title): row.rating_text for row in rows}
    assert found == {((unit,), t): w for unit in units for t, w in zip(TITLES, words[unit], strict=False) if w}


def test_recommendations_in_coloured_cells_below_their_package() -> None:
    """A sheet with a column for each package and nothing but titles in coloured cells gave no rows."""
    made = Paper(title="Farvekort over forebyggelsespakkerne")
    for colour, word in ((GREEN, "Gennemført"), (YELLOW, "På vej"), (RED, "Ikke begyndt")):
        made.sign(colour, word)
    shades = (GREEN, RED, YELLOW, GREEN, RED)
    cells = [Cell(title, fill=shade) for title, shade in zip(TITLES, shades, strict=False)]
    rows = made.table((250, 250), [["Tobak", "Alkohol"], cells[:2], cells[2:4], [cells[4], ""]]).rows()
    assert [(row.package, row.title, row.rating_text) for row in rows] == [
        ("tobak", TITLES[0], "Gennemført"),
        ("tobak", TITLES[2], "På vej"),
        ("tobak", TITLES[4], "Ikke begyndt"),
        ("alkohol", TITLES[1], "Ikke begyndt"),
        ("alkohol", TITLES[3], "Gennemført"),
    ]


def test_crosses_under_packages_are_no_ratings() -> None:
    body = [["Skoler", "x", "x", ""], ["Dagtilbud", "", "x", "x"], ["Plejecentre", "x", "", "x"]]
    made = Paper(title="Hvem bruger forebyggelsespakkerne?")
    assert made.table((200, 120, 120, 120), [["Anbefaling", "Alkohol", "Tobak", "Stoffer"], *body]).rows() == ()


def test_a_label_in_the_heading_says_whose_the_rows_below_are() -> None:
    made = Paper()
    for n, unit in enumerate(("Børn og Unge", "Teknik og Miljø")):
        made.heading(f"Ansvarlig forvaltning: {unit}")
        body = [[str(k + 1), TITLES[k], "Opfyldt"] for k in range(3 * n, 3 * n + 3)]
        made.table((40, 300, 120), [["Nr.", "Anbefaling", "Status"], *body])
    assert [row.departments for row in made.rows()] == [("Børn og Unge",)] * 3 + [("Teknik og Miljø",)] * 3


def test_headings_of_tables_beside_each_other_are_each_its_own() -> None:
    made = Paper()
    top = made.y
    for n, level in enumerate(("grundniveau", "udviklingsniveau")):
        made.left, made.y = 40.0 + 400.0 * n, top
        made.heading(f"Anbefalinger på {level}")
        body = [[str(k + 1), TITLES[k], "Opfyldt"] for k in range(3 * n, 3 * n + 3)]
        made.table((30, 230, 90), [["Nr.", "Anbefaling", "Status"], *body])
    assert [row.level for row in made.rows()] == ["grundniveau"] * 3 + ["udviklingsniveau"] * 3


def test_a_second_row_of_a_recommendation_has_its_category_too() -> None:
    """Number and title were taken from the row above, and the category in the merged cell beside them was not."""
    rows = [
        ["1", TITLES[0], "Rammer", "x", ""],
        ["", "", "", "", "x"],
        ["2", TITLES[1], "Tilbud til borgerne", "x", ""],
    ]
    table = Paper().table((40, 270, 120, 80, 80), [["Nr.", "Anbefaling", "Kategori", "Opfyldt", "Ikke opfyldt"], *rows])
    assert [(row.number, row.category) for row in table.rows()] == [(1, "rammer"), (1, "rammer"), (2, "tilbud")]


def test_a_level_that_heads_the_titles_is_the_level_of_their_rows() -> None:
    """The column was a guess, which put all rows in doubt, and their level was lost."""
    made = Paper()
    for name, titles in (("Grundniveau", TITLES[:4]), ("Udviklingsniveau", TITLES[4:])):
        body = [[str(n), title, "✓" if n % 2 else "÷"] for n, title in enumerate(titles, 1)]
        made.table((30, 300, 80), [[Cell(name, span=2), "Opfyldt"], *body])
    rows = made.line("✓ = Ja, ÷ = Nej").rows()
    assert [row.level for row in rows] == ["grundniveau"] * 4 + ["udviklingsniveau"] * 2
    assert not any(row.needs_review for row in rows)


@pytest.mark.parametrize("told", ["Opstart drøftes", ""], ids=["filled in", "blank"])
def test_a_part_without_ratings_is_of_rows_that_are_not_rated_where_it_was_filled_in(told: str) -> None:
    """Headed as the part above it, it was no assessment: its row was lost, and all others in doubt."""
    head = ["Anbefaling", "G/U", "Status", "Kommentarer"]
    made = Paper().line("Grøn = opfyldt, gul = delvist opfyldt, rød = ikke opfyldt")
    colours = (GREEN, YELLOW, RED, RED, GREEN)
    body = [[t, "G", Cell(fill=c), "Møde i maj"] for t, c in zip(TITLES[:5], colours, strict=True)]
    made.heading("Børn").table((300, 40, 80, 200), [head, *body])
    made.heading("Jobcenter").table((300, 40, 80, 200), [head, [TITLES[5], "U", "", told]])
    found = made.rows()
    steps = (1, 2, 3, 3, 1, *([None] if told else []))
    assert [(row.title, row.rating_step) for row in found] == list(zip(TITLES, steps, strict=False))
    assert [row.needs_review for row in found] == [not told] * 5 + [True] * bool(told)


def test_one_unit_in_a_column_of_closed_cells_is_that_of_its_row() -> None:
    """Of three rows it was taken for all of them; where one of few is filled, that is said and not done."""
    body = [
        [t, s, u]
        for t, s, u in zip(TITLES, ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt"), ("Jobcentret", "", ""), strict=False)
    ]
    found = Paper().table((300, 120, 140), [["Anbefaling", "Status", "Enhed"], *body]).rows()
    assert [row.departments for row in found] == [("Jobcentret",), (), ()]
    assert [row.needs_review for row in found[1:]] == [True, True]


@pytest.mark.parametrize(
    ("codes", "numbers"),
    [
        ([f"T{n}" for n in range(1, 7)], [1, 2, 3, 4, 5, 6]),
        (["S1", "S2", "S3", "S4", "S4", "S4"], [None] * 6),
    ],
)
def test_numbers_behind_one_letter_count_up_without_a_header(codes: list[str], numbers: list[int | None]) -> None:
    document = Paper().table(WIDTHS, [["", *HEADER[1:]], *rows(codes)]).read()
    assert [row.number for row in document.assessments] == numbers


def test_the_short_title_names_a_row_whose_wording_stands_beside_it() -> None:
    rows = [
        [str(n), title, f"Det anbefales, at kommunen arbejder med emne {n} i alle sine forvaltninger", "Opfyldt"]
        for n, title in enumerate(TITLES, 1)
    ]
    head = ["Nr.", "Overskrift", "Anbefalingens ordlyd", "Status"]
    assert [row.title for row in Paper().table((30, 220, 330, 100), [head, *rows]).rows()] == list(TITLES)


def test_a_column_headed_by_its_package_holds_the_titles() -> None:
    rows = [[title, ("Ja", "Delvist", "Nej")[n % 3]] for n, title in enumerate(TITLES)]
    found = Paper().table((330, 100), [["Tobak", "Status"], *rows]).rows()
    assert [row.title for row in found] == list(TITLES)
    assert not any(row.needs_review for row in found)


def test_rows_beside_one_number_are_of_one_recommendation() -> None:
    """Its title is printed once; the second row had the number and no title."""
    made, widths = Paper(), (45, 270, 60, 150)
    made.table(widths, [["Nr.", "Anbefaling", "Status", "Forankret i"]])
    made.y -= 14
    for number, title in enumerate(TITLES[:4], 1):
        answers = (("Opfyldt", "Sundhedscentret"), ("Delvist opfyldt", "Jobcentret"))[: 2 if number == 2 else 1]
        top, bottom = made.y, made.y + 18 * len(answers)
        made.sheet.draw_rect(pymupdf.Rect(40, top, 85, bottom), width=0.7)
        made._text((44, top + 12), str(number), 9, False, 0)
        for at, (status, unit) in enumerate(answers):
            for column, text in enumerate((title if at == 0 else "", status, unit), 1):
                left = 40 + sum(widths[:column])
                made.sheet.draw_rect(pymupdf.Rect(left, made.y, left + widths[column], made.y + 18), width=0.7)
                made._text((left + 4, made.y + 12), text, 9, False, 0)
            made.y += 18
    found = made.rows()
    assert [(r.number, r.title, r.rating_text) for r in found][1:3] == [
        (2, TITLES[1], "Opfyldt"),
        (2, TITLES[1], "Delvist opfyldt"),
    ]
    assert not any(r.needs_review for r in found)


def test_a_number_below_a_title_without_one_is_doubted_with_it() -> None:
    """The grid cut a row in two: its title stood above, and what was below went for the title of its number."""
    document = paper(rows(["1", "2", "", "3", "4"], (*TITLES[:3], "Aftale om mål og ansvar", TITLES[4]))).read()
    assert [row.needs_review for row in document.assessments] == [False, False, True, True, False]
    assert "title_cut" in codes(document, document.assessments[3])


def test_a_number_that_both_halves_of_a_wide_table_print_is_no_title() -> None:
    widths = (70, 240, 80, 70, 150)
    head = ["Anbefaling nr.", "Emne", "Opfyldelse", "Anbefaling nr.", "Forankret i"]
    body = [[f"TO-{n}", title, "Opfyldt", f"TO-{n}", "Sundhedscentret"] for n, title in enumerate(TITLES, 1)]
    found = Paper().table(widths, [head, *body]).rows()
    assert [(r.number_raw, r.title) for r in found] == [(f"TO-{n}", title) for n, title in enumerate(TITLES, 1)]


def test_a_header_that_stands_apart_is_settled_by_the_cells_below_it() -> None:
    """A heading parts it from its rows: "Del af pakken" may head packages or categories."""
    widths = (45, 270, 120, 160)
    made = Paper().table(widths, [["Nr.", "Anbefaling", "Status", "Del af pakken"]])
    made.heading("Anbefalinger på grundniveau")
    body = [[str(n), title, "Opfyldt", "Rammer" if n < 4 else "Tilbud"] for n, title in enumerate(TITLES, 1)]
    found = made.table(widths, body, header=0).rows()
    assert [r.category for r in found] == ["rammer"] * 3 + ["tilbud"] * 3
    assert {r.level for r in found} == {"grundniveau"}


def test_a_star_behind_a_title_is_none_of_it() -> None:
    """Surveys print one behind each question that must be answered."""
    rows = [[f"{title} *", "Ja" if n % 2 else "Nej"] for n, title in enumerate(TITLES)]
    document = Paper().table((300, 100), [["Anbefaling", "Opfyldt?"], *rows]).read()
    assert [row.title for row in document.assessments] == list(TITLES)
    assert [row.title_raw for row in document.assessments] == [row[0] for row in rows]
