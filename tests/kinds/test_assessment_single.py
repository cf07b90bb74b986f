"""Ratings that stand in one column, read from drawn pages: words, letters, digits, colours, faces."""

from __future__ import annotations

import pymupdf
import pytest

from corpus.generate import icons
from extractors import extract
from tests.kinds.drawn_tables import BLACK, GREEN, RED, TITLES, YELLOW, Cell, Paper, Row

WIDTHS = (40, 270, 140, 180)
STEPS = (1, 2, 3, 3, 2, 1)


def rows_of(cells: dict[int, str | Cell], steps: tuple[int, ...] = STEPS) -> list[Row]:
    return [
        [str(n), title, cells[step], "Sundhedscentret"]
        for n, (title, step) in enumerate(zip(TITLES, steps, strict=False), 1)
    ]


def paper(
    cells: dict[int, str | Cell], header: str = "Status", legend: str = "", steps: tuple[int, ...] = STEPS
) -> Paper:
    """A table whose third column rates; ``cells`` says what stands there for each step."""
    made = Paper()
    if legend:
        made.line(legend)
    return made.table(WIDTHS, [["Nr.", "Anbefaling", header, "Forankret i"], *rows_of(cells, steps)])


def steps_of(made: Paper) -> list[int | None]:
    return [row.rating_step for row in made.rows()]


def test_words_are_read_and_kept_as_printed() -> None:
    rows = paper({1: "Opfyldt", 2: "Delvist opfyldt", 3: "Ikke opfyldt"}).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert [row.rating_text for row in rows][:3] == ["Opfyldt", "Delvist opfyldt", "Ikke opfyldt"]
    assert {(row.rating_scale, row.rating_steps, row.mark_kind) for row in rows} == {("opfyldt3", 3, "text")}
    assert not any(row.needs_review for row in rows)


def test_shares_in_per_cent_are_kept_as_printed_and_are_no_steps() -> None:
    """They were null as an empty cell is. No scale makes a step of them, and nothing is in doubt but the empty cell."""
    shares = ("80 %", "60 %", "100 %", "10 %", "75 %", "")
    table = [[str(n), title, share, "Staben"] for n, (title, share) in enumerate(zip(TITLES, shares, strict=True), 1)]
    rows = Paper().table(WIDTHS, [["Nr.", "Anbefaling", "Målopfyldelse", "Forankret i"], *table]).rows()
    assert [(row.rating_text, row.rating_step) for row in rows] == [(share or None, None) for share in shares]
    assert [row.needs_review for row in rows] == [not share for share in shares]


def test_titles_below_the_name_of_their_group_are_titles() -> None:
    """The head of a group and that of the titles were one: "Forebyggelsespakken Anbefaling i forebyggelsespakken"."""
    head = ["Nr.", "Forebyggelsespakken\nAnbefaling i forebyggelsespakken", "Status", "Forankret i"]
    rows = Paper().table(WIDTHS, [head, *rows_of({1: "Opfyldt", 2: "Delvist opfyldt", 3: "Ikke opfyldt"})]).rows()
    assert [row.title for row in rows] == list(TITLES)


def test_words_of_no_known_scale_are_put_in_order_by_what_they_say() -> None:
    rows = paper({1: "Helt på plads", 2: "Delvist på plads", 3: "Mangler"}).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert [row.rating_text for row in rows][:3] == ["Helt på plads", "Delvist på plads", "Mangler"]


def test_the_word_of_forms_for_not_denies_a_step_of_a_known_scale() -> None:
    rows = paper({1: "Opfyldt", 2: "Opfyldt i nogen grad", 3: "Ej opfyldt"}).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert {(row.rating_scale, row.needs_review) for row in rows} == {("opfyldt3", False)}


def test_a_step_that_few_rows_may_have_left_out_is_in_doubt() -> None:
    """Of "I mindre grad" there was none: whether "Slet ikke" is step 3 or 4 nothing says, "I høj grad" is the first."""
    rows = paper({1: "I høj grad", 2: "I nogen grad", 3: "Slet ikke"}).rows()
    assert [row.needs_review for row in rows] == [False, False, True, True, False, False]


def test_a_wider_scale_whose_best_step_many_rows_do_not_have_is_none() -> None:
    """Above "Høj grad" may stand "I meget høj grad"; where a dozen rows do not say it, it is hardly there."""
    cells = {1: "Høj grad", 2: "Nogen grad", 3: "Mindre grad"}
    body = [[str(n), f"{title} {n}", cells[1 + n % 3], "Jobcentret"] for n, title in enumerate((*TITLES, *TITLES), 1)]
    for count, doubted in ((6, True), (12, False)):
        rows = Paper().table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *body[:count]]).rows()
        assert {(row.rating_step, row.needs_review) for row in rows} == {(step, doubted) for step in (1, 2, 3)}


def test_a_summary_that_counts_no_other_step_settles_the_scale() -> None:
    made = paper({1: "I høj grad", 2: "I nogen grad", 3: "Slet ikke"})
    made.heading("Opsummering")
    made.table((140, 90, 90, 90), [["", "I høj grad", "I nogen grad", "Slet ikke"], ["Tobak", "2", "2", "2"]])
    assert [(row.rating_step, row.needs_review) for row in made.rows()] == [(step, False) for step in STEPS]


def test_words_that_no_scale_knows_are_said_where_their_colours_rate() -> None:
    """Rows were rated "Grøn" without a doubt, and the words on the green were lost."""
    cells = {1: Cell("Fase tre", fill=GREEN), 2: Cell("Fase to", fill=YELLOW), 3: Cell("Fase et", fill=RED)}
    rows = paper(cells).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert all(row.needs_review for row in rows)


def test_a_section_over_the_ratings_is_no_verdict() -> None:
    """ "GRUNDNIVEAU" over the first columns hid the scale of the words: the rows were rated by colours alone."""
    words = {1: ("Kommunen lever op til anbefalingen", GREEN), 2: ("Kommunen er i gang", YELLOW)}
    words[3] = ("Kommunen er ikke i gang", RED)
    body: list[Row] = [[Cell("GRUNDNIVEAU", span=2), "", ""]]
    for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1):
        body.append([Cell(words[step][0], fill=words[step][1]), title, "Jobcentret", str(n)])
    header = ["Status", "Anbefaling", "Forankret i", "Nr."]
    rows = Paper().table((190, 270, 140, 40), [header, *body]).rows()
    assert [row.rating_text for row in rows] == [words[step][0] for step in STEPS]


def test_a_remark_after_the_verdict_does_not_hide_it() -> None:
    cells = {1: "Opfyldt", 2: "Delvist opfyldt – mangler på to af skolerne", 3: "Ikke opfyldt"}
    assert steps_of(paper(cells)) == list(STEPS)


def test_the_texts_of_one_table_count_once_before_a_step_is_taken_to_be_missing() -> None:
    words = ("I høj grad", "I nogen grad", "Slet ikke")
    body = [[str(n), f"{TITLES[n % 6]} ({n})", words[n % 3]] for n in range(1, 10)]
    rows = Paper().table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *body]).rows()
    assert {row.needs_review for row in rows if row.rating_text == "Slet ikke"} == {True}


def test_two_ends_of_a_scale_in_few_rows_leave_the_worse_in_doubt() -> None:
    """Whether there is a step between them nothing says: the worst is step 2 or step 3."""
    rows = paper({1: "Opfyldt", 2: "Opfyldt", 3: "Ikke opfyldt"}, steps=STEPS[:4]).rows()
    assert {row.needs_review for row in rows if row.rating_text == "Ikke opfyldt"} == {True}
    assert {row.needs_review for row in rows if row.rating_text == "Opfyldt"} == {False}


@pytest.mark.parametrize(
    "words", [("I høj grad", "I nogen grad", "Slet ikke"), ("Helt på plads", "Overvejende på plads", "Slet ikke")]
)
@pytest.mark.parametrize(("worst", "doubted"), [(2, True), (6, False)])
def test_a_gap_above_a_step_that_few_rows_have_leaves_it_in_doubt(
    words: tuple[str, ...], worst: int, doubted: bool
) -> None:
    """Of "I mindre grad" there was none: where "Slet ikke" is rare so is the step above it, however many rows."""
    steps = [*(n % 2 for n in range(18)), *[2] * worst]
    body = [[str(n), f"{TITLES[n % 6]} ({n})", words[step]] for n, step in enumerate(steps, 1)]
    rows = Paper().table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *body]).rows()
    assert {row.rating_text for row in rows if row.needs_review} == ({words[2]} if doubted else set())


def test_a_step_below_one_of_a_rare_scale_that_nobody_got_is_in_doubt() -> None:
    """Helt, overvejende, slet ikke: of "I mindre omfang" there was none, and three steps were given without a doubt."""
    words = [("Helt", "Overvejende")[n % 2] for n in range(18)] + ["Slet ikke"]
    body = [[str(n), f"{TITLES[n % 6]} ({n})", word] for n, word in enumerate(words, 1)]
    rows = Paper().table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *body]).rows()
    assert {row.rating_steps for row in rows} == {4}
    assert {row.rating_text for row in rows if row.needs_review} == {"Slet ikke"}


@pytest.mark.parametrize(("count", "doubted"), [(8, {"Ej på plads"}), (12, set())])
def test_two_wordings_of_its_own_show_no_middle_step_in_few_rows(count: int, doubted: set[str]) -> None:
    body = [[str(n), f"{TITLES[n % 6]} ({n})", ("På plads", "Ej på plads")[n % 2]] for n in range(1, count + 1)]
    rows = Paper().table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *body]).rows()
    assert {row.rating_text for row in rows if row.needs_review} == doubted


def test_what_follows_every_verdict_is_its_remark() -> None:
    cells = {
        1: "Opfyldt – drøftes i 2017",
        2: "Delvist opfyldt (mangler på skolerne)",
        3: "Ikke opfyldt – ingen midler",
    }
    rows = paper(cells).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert [row.notes for row in rows[:3]] == ["drøftes i 2017", "(mangler på skolerne)", "ingen midler"]


@pytest.mark.parametrize("limited", ["Opfyldt (delvist)", "Ja – delvist på skolerne"])
def test_a_verdict_that_another_step_limits_is_no_step(limited: str) -> None:
    cells = {1: "Ja", 2: "Delvist", 3: limited}
    rows = paper(cells).rows()
    assert [row.rating_step for row in rows if row.rating_step] == [step for step in STEPS if step < 3]
    assert all(row.needs_review for row in rows if row.rating_step is None)


def test_the_number_of_a_footnote_is_no_part_of_the_verdict() -> None:
    rows = paper({1: "Ja1", 2: "Delvist²", 3: "Nej"}).rows()
    assert [row.rating_step for row in rows] == list(STEPS)


def test_a_misprint_is_the_same_step() -> None:
    rows = paper({1: "Opfyldt", 2: "Delvist opfylt", 3: "Ikke opfyldt"}).rows()
    assert [row.rating_step for row in rows] == list(STEPS)


def test_the_step_that_the_header_lists_and_nobody_got_counts() -> None:
    rows = paper({1: "Ja", 2: "Delvist"}, header="Opfyldt (ja/delvist/nej)", steps=(1, 2, 1, 1, 2, 1)).rows()
    assert [row.rating_step for row in rows] == [1, 2, 1, 1, 2, 1]
    assert {row.rating_steps for row in rows} == {3}


def test_partly_and_not_leave_room_for_a_better_step() -> None:
    made = Paper()
    table: list[Row] = [["Nr.", "Anbefaling", "Status"]]
    words = ("Delvist opfyldt", "Ikke opfyldt")
    table += [[str(n), f"{TITLES[n % 6]} ({n})", words[n % 2]] for n in range(1, 13)]
    rows = made.table((40, 300, 140), table).rows()
    assert {(row.rating_text, row.rating_step, row.rating_steps) for row in rows} == {
        ("Delvist opfyldt", 2, 3),
        ("Ikke opfyldt", 3, 3),
    }


def test_keys_of_a_legend_rate_whatever_the_header_says() -> None:
    """A header that was cut for print says nothing of its column."""
    legend = "Signaturforklaring: O = Opfyldt, D = Delvist opfyldt, I = Ikke opfyldt"
    rows = paper({1: "O", 2: "D", 3: "I"}, header="n?", legend=legend).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert rows[0].rating_text == "Opfyldt"


def test_a_legend_that_goes_on_at_its_height_on_the_page_beside_is_one() -> None:
    """A sheet wider than the page is printed in halves, and cuts the line of its legend."""
    made = Paper()
    height = made.y
    made.line("Farvekode: LO = Slet ikke opfyldt, MO = I mindre grad opfyldt, NO = I nogen grad opfyldt,")
    rows = [["Nr.", "Anbefaling", "Status"]]
    keys = dict(enumerate(("LO", "MO", "NO", "HO"), 1))
    rows += [[str(n), title, keys[1 + n % 4]] for n, title in enumerate(TITLES, 1)]
    made.table((40, 300, 100), rows).page().y = height
    made.line("HO = I høj grad opfyldt")
    steps = {"HO": 1, "NO": 2, "MO": 3, "LO": 4}
    found = made.rows()
    assert [row.rating_step for row in found] == [steps[keys[1 + n % 4]] for n in range(1, len(TITLES) + 1)]
    assert {row.rating_steps for row in found} == {4}


def test_a_legend_that_goes_on_overleaf_is_one() -> None:
    """Its first step stands on the page before: the others alone were no scale that knew it."""
    legend = ("Opfyldes", "Opfyldes delvist", "Opfyldes ikke")
    made = paper({1: "A", 2: "B", 3: "C"})
    made.y = made.size[1] - 60
    made.line("Skala:").line("A = Opfyldes")
    rows = made.page().line("B = Opfyldes delvist").line("C = Opfyldes ikke").rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert [row.rating_text for row in rows][:3] == list(legend)


DARK, LIGHT = 0x00803C, 0x92D050


def test_a_legend_may_have_several_shades_of_one_hue() -> None:
    """Both greens were "Grøn", so that a legend of four colours was none."""
    made = Paper()
    for color, text in ((DARK, "Helt opfyldt"), (LIGHT, "Overvejende opfyldt"), (YELLOW, "Delvist opfyldt")):
        made.sign(color, text)
    made.sign(RED, "Ikke opfyldt")
    cells = {1: shaded(DARK), 2: shaded(LIGHT), 3: shaded(RED)}
    rows = made.table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *rows_of(cells)]).rows()
    assert [row.rating_step for row in rows] == [{1: 1, 2: 2, 3: 4}[step] for step in STEPS]
    assert {row.rating_steps for row in rows} == {4}
    assert not any(row.needs_review for row in rows)


def test_shades_of_one_hue_that_no_legend_tells_apart_are_in_doubt() -> None:
    rows = paper({1: shaded(DARK), 2: shaded(LIGHT), 3: shaded(RED)}).rows()
    assert all(row.needs_review for row in rows)


def test_colours_at_the_edge_of_titles_are_not_worded_by_them() -> None:
    """The bar of each row stood right behind its title, which was printed as the wording of its colour."""

    def edge(color: int) -> Cell:
        fill = ((color >> 16) / 255, (color >> 8 & 255) / 255, (color & 255) / 255)
        return Cell(
            draw=lambda page, box: page.draw_rect(
                pymupdf.Rect(box.x0, box.y0, box.x0 + 8, box.y1), fill=fill, color=None
            )
        )

    rows = paper({1: edge(GREEN), 2: edge(YELLOW), 3: edge(RED)}).rows()
    assert [row.rating_text for row in rows][:3] == ["Grøn", "Gul", "Rød"]


def test_letters_mean_what_the_legend_says() -> None:
    legend = "Signaturforklaring: O = Opfyldt, D = Delvist opfyldt, I = Ikke opfyldt"
    rows = paper({1: "O", 2: "D", 3: "I"}, legend=legend).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert [row.rating_text for row in rows][:3] == ["Opfyldt", "Delvist opfyldt", "Ikke opfyldt"]
    assert not any(row.needs_review for row in rows)


@pytest.mark.parametrize(
    ("legend", "best"),
    [
        ("1 = slet ikke, 2 = i mindre grad, 3 = i nogen grad, 4 = i høj grad", "4"),
        ("1 = i høj grad, 2 = i nogen grad, 3 = i mindre grad, 4 = slet ikke", "1"),
        ("Kommunen har vurderet sig selv fra 1 til 4, hvor 1 er lavest og 4 er højest.", "4"),
        ("Kommunen har vurderet sig selv fra 1 til 4, hvor 1 er bedst.", "1"),
    ],
)
def test_digits_run_the_way_the_document_says(legend: str, best: str) -> None:
    digits = "4321" if best == "4" else "1234"
    cells: dict[int, str | Cell] = {step: digits[step - 1] for step in (1, 2, 3, 4)}
    rows = paper(cells, header="Vurdering", legend=legend, steps=(1, 2, 3, 4, 2, 1)).rows()
    assert [row.rating_step for row in rows] == [1, 2, 3, 4, 2, 1]
    assert {row.rating_steps for row in rows} == {4}
    assert not any(row.needs_review for row in rows)


def test_digits_from_0_under_a_header_that_says_which_is_best() -> None:
    cells: dict[int, str | Cell] = {step: str(4 - step) for step in (1, 2, 3, 4)}
    rows = paper(cells, header="Score (0-3, 3 er bedst)", steps=(1, 2, 3, 4, 2, 1)).rows()
    assert [(row.rating_step, row.rating_steps) for row in rows] == [(step, 4) for step in (1, 2, 3, 4, 2, 1)]
    assert not any(row.needs_review for row in rows)


def test_a_0_that_nothing_names_may_be_no_step() -> None:
    cells: dict[int, str | Cell] = {step: str(4 - step) for step in (1, 2, 3, 4)}
    rows = paper(cells, header="hvor 3 er bedst", steps=(1, 2, 3, 4, 2, 1)).rows()
    assert len(rows) == 6
    assert all(row.needs_review for row in rows)


def test_digits_without_a_word_on_their_direction_are_in_doubt() -> None:
    document = paper({1: "4", 2: "3", 3: "1"}, header="Vurdering").read()
    assert len(document.assessments) == 6
    assert all(row.needs_review for row in document.assessments)
    assert "scale_direction_unknown" in {f.code for f in document.findings}


def shaded(color: int) -> Cell:
    return Cell(fill=color)


def inked(color: int) -> Cell:
    return Cell("●", color=color, shift=0.45)


def light(color: int) -> Cell:
    def draw(page: pymupdf.Page, box: pymupdf.Rect) -> None:
        rgb = tuple((color >> n & 255) / 255 for n in (16, 8, 0))
        page.draw_circle(((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2), 5, fill=rgb, color=(0.3, 0.3, 0.3))

    return Cell(draw=draw)


def worded(color: int) -> Cell:
    return Cell({GREEN: "Grøn", YELLOW: "Gul", RED: "Rød"}[color])


@pytest.mark.parametrize(("cell", "kind"), [(shaded, "fill"), (inked, "glyph"), (light, "drawing"), (worded, "text")])
def test_traffic_lights_need_no_legend(cell: object, kind: str) -> None:
    cells = {1: cell(GREEN), 2: cell(YELLOW), 3: cell(RED)}  # type: ignore[operator]
    rows = paper(cells, header="Trafiklys").rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert {(row.rating_scale, row.rating_steps, row.mark_kind) for row in rows} == {("trafiklys3", 3, kind)}
    assert [row.rating_text for row in rows][:3] == ["Grøn", "Gul", "Rød"]
    assert not any(row.needs_review for row in rows)


def test_a_legend_in_words_names_the_colours() -> None:
    legend = "Grøn = fuldt implementeret, gul = igangsat men ikke systematisk, rød = ikke igangsat"
    rows = paper({1: shaded(GREEN), 2: shaded(YELLOW), 3: shaded(RED)}, legend=legend).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert [row.rating_text for row in rows][:3] == [
        "fuldt implementeret",
        "igangsat men ikke systematisk",
        "ikke igangsat",
    ]


def test_a_legend_of_coloured_squares_names_the_colours() -> None:
    made = Paper().sign(RED, "Ikke igangsat").sign(YELLOW, "I gang").sign(GREEN, "Implementeret")
    cells: dict[int, str | Cell] = {1: shaded(GREEN), 2: shaded(YELLOW), 3: shaded(RED)}
    rows = made.table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *rows_of(cells)]).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert [row.rating_text for row in rows][:3] == ["Implementeret", "I gang", "Ikke igangsat"]


def test_a_legend_may_turn_the_usual_order_of_colours_round() -> None:
    legend = "Rød = opfyldt, gul = delvist opfyldt, grøn = ikke opfyldt"
    rows = paper({1: shaded(RED), 2: shaded(YELLOW), 3: shaded(GREEN)}, legend=legend).rows()
    assert [row.rating_step for row in rows] == list(STEPS)


@pytest.mark.parametrize("signs", [(":-)", ":-|", ":-("), (":)", ":|", ":(")])
def test_faces_need_no_legend(signs: tuple[str, ...]) -> None:
    rows = paper({step: Cell(signs[step - 1], shift=0.45) for step in (1, 2, 3)}, header="Status").rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert {(row.rating_scale, row.rating_steps) for row in rows} == {("smiley3", 3)}


def test_pictures_of_faces_are_read_by_their_looks() -> None:
    def picture(name: str) -> Cell:
        def draw(page: pymupdf.Page, box: pymupdf.Rect) -> None:
            middle = (box.x0 + box.x1) / 2
            page.insert_image(pymupdf.Rect(middle - 6, box.y0 + 2, middle + 6, box.y0 + 14), stream=icons.png(name))

        return Cell(draw=draw)

    rows = paper({1: picture("smiley_good"), 2: picture("smiley_mid"), 3: picture("smiley_bad")}).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert {row.mark_kind for row in rows} == {"icon"}


def test_a_sign_of_a_colour_font_is_read_by_its_picture() -> None:
    """Its character stands behind the picture: the cell held two marks, and was rated by none."""

    def emoji(character: str, name: str) -> Cell:
        def draw(page: pymupdf.Page, box: pymupdf.Rect) -> None:
            page.insert_image(pymupdf.Rect(box.x0 + 2, box.y0 + 2, box.x0 + 14, box.y0 + 14), stream=icons.png(name))

        return Cell(character, draw=draw)

    cells = {1: emoji("✔", "smiley_good"), 2: emoji("☞", "smiley_mid"), 3: emoji("✘", "smiley_bad")}
    rows = paper(cells).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert {row.mark_kind for row in rows} == {"icon"}


def test_a_list_of_options_in_the_cell_is_read_by_the_box_that_is_filled() -> None:
    def options(step: int) -> Cell:
        labels = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
        return Cell("\n".join(f"{'☒' if n == step else '☐'} {label}" for n, label in enumerate(labels, 1)))

    rows = paper({1: options(1), 2: options(2), 3: options(3)}, header="Opfyldt?").rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert {row.mark_kind for row in rows} == {"checkbox"}
    assert {row.rating_steps for row in rows} == {3}


def test_one_list_of_options_with_a_wording_of_its_own_costs_no_other_row_its_rating() -> None:
    def options(*labels: str) -> Cell:
        return Cell("\n".join(f"{'☒' if n == 1 else '☐'} {label}" for n, label in enumerate(labels, 1)))

    yes, no, torn = options("Ja", "Delvist", "Nej"), options("Nej", "Ja", "Delvist"), options("Delvistt", "Ja", "Nej")
    document = paper({1: yes, 2: no, 3: torn}, header="Opfyldt?", steps=(1, 2, 1, 3, 2, 1)).read()
    assert [row.rating_text for row in document.assessments] == ["Ja", "Nej", "Ja", None, "Nej", "Ja"]
    assert document.assessments[3].needs_review


@pytest.mark.parametrize("cell", ["Grønt lys\nRødt lys", "☐ Grønt lys"])
def test_what_came_into_one_cell_or_was_left_of_it_is_no_rating(cell: str) -> None:
    """Two rows that came into one have two verdicts, and the option that a list was cut down to was not taken."""
    rows = rows_of({1: "Grønt lys", 2: "Gult lys", 3: "Rødt lys"})
    rows[0] = [*rows[0][:2], cell, rows[0][3]]
    first, *others = Paper().table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *rows]).rows()
    assert first.rating_step is None
    assert first.needs_review
    assert [row.rating_step for row in others] == list(STEPS[1:])


def test_two_filled_boxes_in_a_list_of_options_are_no_rating() -> None:
    def options(*steps: int) -> Cell:
        return Cell("\n".join(f"{'☒' if n in steps else '☐'} {label}" for n, label in enumerate(("Ja", "Nej"), 1)))

    document = paper(
        {1: options(1), 2: options(2), 3: options(1, 2)}, header="Opfyldt?", steps=(1, 2, 3, 1, 2, 1)
    ).read()
    assert [row.rating_step for row in document.assessments] == [1, 2, None, 1, 2, 1]
    assert document.assessments[2].needs_review
    assert "mark_multiple" in {f.code for f in document.findings}


def test_a_cell_that_is_no_step_is_not_rated_and_says_so() -> None:
    made = paper({1: "Opfyldt", 2: "Delvist opfyldt", 3: "Se bilag 4"}, steps=(1, 2, 3, 1, 2, 1))
    document = made.read()
    assert [row.rating_step for row in document.assessments] == [1, 2, None, 1, 2, 1]
    assert document.assessments[2].needs_review
    assert "rating_unknown" in {f.code for f in document.findings}


def test_an_empty_cell_is_not_rated_and_says_so() -> None:
    document = paper({1: "Opfyldt", 2: "Ikke opfyldt", 3: ""}, steps=(1, 2, 3, 1, 2, 1)).read()
    assert [row.rating_step for row in document.assessments][2] is None
    assert document.assessments[2].needs_review
    assert "mark_none" in {f.code for f in document.findings}


@pytest.mark.parametrize("answer", ["Ikke relevant", "Ved ikke", "Ikke aktuelt"])
def test_an_answer_beside_the_scale_is_no_rating_and_no_doubt(answer: str) -> None:
    document = paper({1: "Opfyldt", 2: "Ikke opfyldt", 3: answer}, steps=(1, 2, 3, 1, 2, 1)).read()
    assert document.assessments[2].rating_step is None
    assert not document.assessments[2].needs_review
    assert "rating_not_applicable" in {f.code for f in document.findings}


def test_words_go_before_the_colour_they_stand_on() -> None:
    cells: dict[int, str | Cell] = {
        1: Cell("Opfyldt", fill=0xC6EFCE),
        2: Cell("Delvist opfyldt", fill=0xFFEB9C),
        3: Cell("Ikke opfyldt", fill=0xFFC7CE, color=BLACK),
    }
    rows = paper(cells).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert {row.rating_scale for row in rows} == {"opfyldt3"}


def test_one_line_explains_dots_of_three_colours() -> None:
    dots = {step: Cell("●", color=color) for step, color in ((1, GREEN), (2, YELLOW), (3, RED))}
    made = Paper()
    for color, wording, place in ((GREEN, "Helt i mål", 40), (YELLOW, "På vej", 140), (RED, "Ikke startet", 240)):
        made._text((place, 80), "●", 9, False, color)
        made._text((place + 18, 80), wording, 9, False, BLACK)
    made.y = 90
    rows = made.table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *rows_of(dots)]).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert [row.rating_text for row in rows][:3] == ["Helt i mål", "På vej", "Ikke startet"]


def test_a_summary_that_counts_right_words_the_colours() -> None:
    lights = {1: Cell(fill=GREEN), 2: Cell(fill=YELLOW), 3: Cell(fill=RED)}
    for counts, worded in (("222", ["Målet er nået", "På vej", "Ikke startet"]), ("411", ["Grøn", "Gul", "Rød"])):
        made = paper(lights)
        made.heading("Opsummering")
        made.table((140, 90, 90, 90), [["", "Ikke startet", "På vej", "Målet er nået"], ["Tobak", *counts]])
        rows = made.rows()
        assert [row.rating_step for row in rows] == list(STEPS)
        assert [row.rating_text for row in rows][:3] == worded


def test_a_wording_that_its_cell_repeats_is_one() -> None:
    """A spreadsheet printed the word on each line of tall cells, and the colour behind it rated the rows."""
    words = {1: Cell("Grøn\nGrøn\nGrøn", fill=GREEN), 2: Cell("Gul", fill=YELLOW), 3: Cell("Rød\nRød", fill=RED)}
    rows = paper(words).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert {row.mark_kind for row in rows} == {"text"}


def test_a_summary_counts_the_step_that_no_row_has() -> None:
    """Two ends of three steps were a scale of two: the worst of three was published as the second of two."""
    words = {1: "Kommunen lever op til anbefalingen", 2: "Kommunen er ikke i gang", 3: "Kommunen er ikke i gang"}
    made = paper(words)
    made.heading("Opsummering")
    made.table((140, 140, 140, 180), [["", words[2], "Kommunen er i gang", words[1]], ["Tobak", "4", "0", "2"]])
    rows = made.rows()
    assert [row.rating_step for row in rows] == [1, 3, 3, 3, 3, 1]
    assert {row.rating_steps for row in rows} == {3}


def test_a_list_of_wordings_without_signs_words_the_colours() -> None:
    """Spreadsheets lose the colours of a legend in print: its words were left, and the rows rated "Grøn"."""
    made = Paper()
    for wording, place in (("Skala:", 40), ("Målet er nået", 80), ("På vej", 170), ("Ikke startet", 230)):
        made._text((place, 80), wording, 9, False, BLACK)
    made.y = 90
    lights = rows_of({1: Cell(fill=GREEN), 2: Cell(fill=YELLOW), 3: Cell(fill=RED)})
    rows = made.table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *lights]).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert [row.rating_text for row in rows][:3] == ["Målet er nået", "På vej", "Ikke startet"]


def test_a_table_of_four_columns_with_verdicts_is_no_card() -> None:
    words = {1: "Opfyldt", 2: "Delvist opfyldt", 3: "Ikke opfyldt"}
    rows = [[f"{n}.", "Borgerne henvises", words[s], t] for n, (t, s) in enumerate(zip(TITLES, STEPS, strict=True), 1)]
    made = Paper().table(
        (40, 200, 140, 270), [["Nr.", "Konkrete indsatser", "Hvor langt er vi?", "Hvad anbefales?"], *rows]
    )
    assert [(row.number, row.rating_step) for row in made.rows()] == list(enumerate(STEPS, 1))


def test_a_legend_that_the_columns_of_a_table_cut_is_read_along_its_row() -> None:
    def squares(page: pymupdf.Page, box: pymupdf.Rect) -> None:
        for x, color in ((box.x0 + 2, GREEN), (box.x0 + 70, YELLOW), (box.x0 + 128, RED)):
            fill = ((color >> 16) / 255, (color >> 8 & 255) / 255, (color & 255) / 255)
            page.draw_rect(pymupdf.Rect(x, box.y0 + 3, x + 9, box.y0 + 12), fill=fill, color=None)

    cells: dict[int, str | Cell] = {1: shaded(GREEN), 2: shaded(YELLOW), 3: shaded(RED)}
    legend = [
        "Tegn:",
        Cell("Nået", shift=0.17, draw=squares),
        Cell("På vej", shift=0.4),
        Cell("Ikke startet", shift=0.1),
    ]
    widths = (40, 80, 60, 150)
    notes = [
        ["Nr.", "Politisk", "Udgift", "Bemærkninger"],
        ["1", "Udvalg", "0 kr.", "Ok"],
        ["2", "Udvalg", "0 kr.", "Ok"],
    ]
    made = Paper().table((40, 270, 60, 150), [["Nr.", "Anbefaling", "Status", "Forankret i"], *rows_of(cells)])
    rows = made.table(widths, [*notes, legend]).rows()
    assert [row.rating_text for row in rows][:3] == ["Nået", "På vej", "Ikke startet"]


def test_ratings_that_begin_the_text_of_the_only_column_beside_the_titles() -> None:
    words = ("Opfyldt.", "Delvist opfyldt.", "Ikke opfyldt.")
    table: list[Row] = [["Nr.", "Anbefaling", "Status og indsats"]]
    for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1):
        table.append([str(n), title, f"{words[step - 1]} Der er ansat en konsulent, som følger op hvert år."])
    rows = Paper().table((40, 270, 340), table).rows()
    assert [(row.rating_step, row.rating_text) for row in rows] == [(s, words[s - 1].strip(".")) for s in STEPS]
    assert {row.activity for row in rows} == {"Der er ansat en konsulent, som følger op hvert år."}


@pytest.mark.parametrize(
    ("header", "legend"),
    [
        ("Vurdering", "Vi har vurderet os selv fra 1 (slet ikke) til 5 (fuldt ud)."),
        ("Vurdering 1–5 (5 = helt opfyldt)", ""),
        ("Vurdering", "Skalaen går fra 1 til 5, hvor 5 er højest."),
    ],
)
def test_scale_of_digits_reaches_to_the_end_that_is_named(header: str, legend: str) -> None:
    cells: dict[int, str | Cell] = {3: "3", 4: "2", 2: "4"}
    rows = paper(cells, header=header, legend=legend, steps=(3, 4, 2, 2, 4, 3)).rows()
    assert [(row.rating_step, row.rating_steps) for row in rows] == [(step, 5) for step in (3, 4, 2, 2, 4, 3)]


def test_a_sign_in_brackets_is_another_than_the_sign() -> None:
    legend = "Signaturforklaring: + = opfyldt, (+) = delvist opfyldt, ÷ = ikke opfyldt"
    rows = paper({1: "+", 2: "(+)", 3: "÷"}, header="Opfyldt", legend=legend).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert [row.rating_text for row in rows][:3] == ["opfyldt", "delvist opfyldt", "ikke opfyldt"]


def test_a_dot_before_the_word_is_no_part_of_it() -> None:
    rows = paper({1: "● Grøn", 2: "● Gul", 3: "● Rød"}, header="Trafiklys").rows()
    assert [(row.rating_text, row.rating_step) for row in rows] == [(("Grøn", "Gul", "Rød")[s - 1], s) for s in STEPS]


def test_coloured_dots_with_words_are_no_legend_of_themselves() -> None:
    """The first two verdicts would make a legend of two steps."""
    cells: dict[int, str | Cell] = {
        1: Cell("● Grøn", color=GREEN),
        2: Cell("● Gul", color=YELLOW),
        3: Cell("● Rød", color=RED),
    }
    rows = paper(cells, header="Trafiklys", steps=(1, 3, 1, 3, 2, 1)).rows()
    assert [(row.rating_step, row.rating_steps) for row in rows] == [(step, 3) for step in (1, 3, 1, 3, 2, 1)]


def test_a_lone_cross_under_one_label_says_nothing_of_the_rows_without() -> None:
    rows = paper({1: "x", 2: ""}, header="Opfyldt", steps=(1, 1, 2, 1, 1, 2)).rows()
    assert [row.title for row in rows] == list(TITLES)
    assert all(row.rating_step is None and row.needs_review for row in rows)


LEGEND = ((GREEN, "Opfyldt"), (YELLOW, "Delvist opfyldt"), (RED, "Ikke opfyldt"))


def worn(kind: str) -> Paper:
    """A table without a column for ratings, whose numbers, rows or titles wear the colours of a legend."""
    made = Paper()
    for fill, text in LEGEND:
        made.sign(fill, text)
    rows: list[Row] = []
    for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1):
        fill = LEGEND[step - 1][0]
        number = Cell(str(n), fill=fill if kind != "dot" else None)
        rest = fill if kind == "row" else None
        said = Cell(f"      {title}" if kind == "dot" else title, fill=rest, draw=_dot(fill) if kind == "dot" else None)
        rows.append([number, said, Cell("Der holdes kurser.", fill=rest), Cell("Sundhedscentret", fill=rest)])
    return made.table(WIDTHS, [["Nr.", "Anbefaling", "Indsats i dag", "Forankret i"], *rows])


def _dot(fill: int):  # type: ignore[no-untyped-def]  # what a cell draws
    def draw(sheet: pymupdf.Page, box: pymupdf.Rect) -> None:
        at = pymupdf.Point(box.x0 + 9, (box.y0 + box.y1) / 2)
        sheet.draw_circle(at, 4, color=None, fill=tuple((fill >> s & 255) / 255 for s in (16, 8, 0)))

    return draw


@pytest.mark.parametrize("kind", ["number", "row", "dot"])
def test_what_numbers_rows_or_titles_wear_rates_where_a_legend_says_so(kind: str) -> None:
    rows = worn(kind).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert [(row.number, row.title) for row in rows] == list(enumerate(TITLES, 1))


def test_wordings_listed_line_by_line_word_the_colours() -> None:
    made = Paper().line("Sådan læses skemaet:", bold=True)
    for wording in ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt"):
        made.line(wording)
    colours = {1: Cell(fill=GREEN), 2: Cell(fill=YELLOW), 3: Cell(fill=RED)}
    rows = made.table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *rows_of(dict(colours))]).rows()
    assert [row.rating_text for row in rows][:3] == ["Opfyldt", "Delvist opfyldt", "Ikke opfyldt"]


@pytest.mark.parametrize("joint", [": ", " = "])
def test_a_key_before_the_name_of_a_colour_is_no_part_of_its_wording(joint: str) -> None:
    made = Paper()
    for key, wording in (("GR", "Grøn"), ("GU", "Gul"), ("RØ", "Rød")):
        made.line(f"{key}{joint}{wording}")
    colours = {1: Cell(fill=GREEN), 2: Cell(fill=YELLOW), 3: Cell(fill=RED)}
    rows = made.table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *rows_of(dict(colours))]).rows()
    assert [row.rating_text for row in rows][:3] == ["Grøn", "Gul", "Rød"]


def test_a_face_before_the_name_of_a_colour_is_no_part_of_its_wording() -> None:
    made = Paper()
    for wording in ("☺ Grøn", "☹ Rød"):
        made.line(wording)
    cells = {1: "☺", 2: "☹", 3: "☹"}
    rows = made.table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *rows_of(dict(cells))]).rows()
    assert [row.rating_text for row in rows][:3] == ["Grøn", "Rød", "Rød"]


def test_a_cell_in_two_colours_is_not_rated_by_the_larger() -> None:
    def parts(page: pymupdf.Page, box: pymupdf.Rect) -> None:
        middle = box.y0 + 0.35 * box.height
        page.draw_rect(pymupdf.Rect(box.x0, box.y0, box.x1, middle), color=None, fill=(1, 0, 0))
        page.draw_rect(pymupdf.Rect(box.x0, middle, box.x1, box.y1), color=None, fill=(0, 0.69, 0.31))

    colours = {1: Cell(fill=GREEN), 2: Cell(fill=YELLOW), 3: Cell(fill=RED)}
    body = rows_of(dict(colours))
    body[0] = [*body[0][:2], Cell(draw=parts), body[0][3]]
    found = Paper().table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *body]).rows()
    assert [row.rating_step for row in found] == [None, 2, 3, 3, 2, 1]
    assert found[0].needs_review


def test_sections_that_name_packages_make_no_rating_column_one_of_packages() -> None:
    """Headings over all columns but one were the only print of the shaded column, which then named packages."""
    body: list[Row] = []
    for name, steps in (("Forebyggelsespakken Tobak", STEPS[:3]), ("Forebyggelsespakken Alkohol", STEPS[3:])):
        shades = {1: Cell(fill=GREEN), 2: Cell(fill=YELLOW), 3: Cell(fill=RED)}
        body += [[Cell(name, span=3), ""], *rows_of(dict(shades), steps)]
    rows = Paper("Kortlægning").table(WIDTHS, [["Nr.", "Anbefaling", "Nuværende status", "Forankret i"], *body]).rows()
    assert [(row.package, row.rating_step) for row in rows] == list(
        zip(["tobak"] * 3 + ["alkohol"] * 3, STEPS, strict=True)
    )


@pytest.mark.parametrize("signs", ["✓~✗", "+ +/- -", "● ◐ ○"])
def test_signs_that_the_header_itself_explains(signs: str) -> None:
    keys = signs.split() if " " in signs else list(signs)
    words = ("opfyldt", "delvist", "ikke")
    header = "Status (" + ", ".join(f"{key} = {word}" for key, word in zip(keys, words, strict=True)) + ")"
    rows = paper(dict(enumerate(keys, 1)), header).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert {row.rating_steps for row in rows} == {3}


def test_a_value_that_returns_and_is_no_step_puts_the_scale_in_doubt() -> None:
    rows = paper({1: "A", 2: "B", 3: "C"}, legend="A = opfyldt, C = ikke opfyldt").rows()
    assert all(row.needs_review for row in rows)


def test_two_steps_in_one_cell_put_no_scale_in_doubt_however_often() -> None:
    rows = paper({1: "Opfyldt", 2: "Ikke opfyldt", 3: "Opfyldt Ikke opfyldt"}).rows()
    assert [row.rating_text for row in rows] == [{1: "Opfyldt", 2: "Ikke opfyldt"}.get(step) for step in STEPS]
    assert [row.needs_review for row in rows] == [step == 3 for step in STEPS]


def test_the_answer_that_is_set_off_in_a_list_is_the_rating() -> None:
    import weasyprint

    words = ("Ja", "Delvist", "Nej")
    bold = (lambda w: f"<b>{w}</b>", lambda w: f"<span style='background:yellow'>{w}</span>")
    for way in bold:
        body = "".join(
            f"<tr><td>{n}</td><td>{title}</td><td>"
            + " / ".join(way(w) if k == step - 1 else w for k, w in enumerate(words))
            + "</td></tr>"
            for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1)
        )
        html = "<style>td, th { border: 1pt solid; padding: 3pt }</style><h1>Status på forebyggelsespakken Tobak</h1>"
        html += f"<table><tr><th>Nr.</th><th>Anbefaling</th><th>Følges anbefalingen?</th></tr>{body}</table>"
        rows = extract(weasyprint.HTML(string=html).write_pdf()).assessments
        assert [(row.rating_step, row.rating_text) for row in rows] == [(step, words[step - 1]) for step in STEPS]


def test_a_legend_of_bullets_explains_its_colours() -> None:
    """The bullet before every entry was taken for its sign, and its colour went with it."""
    made = Paper().line("• Grøn: implementeret").line("• Gul: delvist implementeret").line("• Rød: ikke implementeret")
    colours = {1: Cell(fill=GREEN), 2: Cell(fill=YELLOW), 3: Cell(fill=RED)}
    rows = made.table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *rows_of(dict(colours))]).rows()
    assert [row.rating_text for row in rows][:3] == ["implementeret", "delvist implementeret", "ikke implementeret"]
    assert [row.rating_step for row in rows] == list(STEPS)


def test_the_number_of_a_step_before_its_wording_is_no_answer_of_its_own() -> None:
    rows = paper({1: "1 – I høj grad", 2: "2 – I nogen grad", 3: "3 – I mindre grad"}).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert not any(row.notes for row in rows)


def test_one_sign_at_several_places_of_a_column_rates_nothing() -> None:
    """Three narrow columns were read as one, and every row had the first step."""
    ticks: dict[int, str | Cell] = {
        step: Cell("✓", color=GREEN, shift=shift) for step, shift in ((1, 0.1), (2, 0.45), (3, 0.8))
    }
    made = paper(ticks)
    assert [(row.rating_step, row.needs_review) for row in made.rows()] == [(None, True)] * 6


def test_words_in_some_coloured_cells_word_the_colours_and_a_word_on_another_colour_is_no_rating() -> None:
    words = {1: ("Opfyldes", GREEN), 2: ("Opfyldes delvist", YELLOW), 3: ("Opfyldes ikke", RED)}
    body = []
    for n in range(1, 25):
        text, fill = words[n % 3 + 1]
        body.append([str(n), f"{TITLES[n % 6]} {n}", Cell(text if n <= 12 else "", fill=fill), "Sundhedscentret"])
    body[0][2] = Cell("Opfyldes ikke", fill=YELLOW)
    rows = Paper().table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *body]).rows()
    assert (rows[0].rating_step, rows[0].needs_review) == (None, True)
    assert [(row.rating_step, row.rating_text) for row in rows[1:]] == [
        (n % 3 + 1, words[n % 3 + 1][0]) for n in range(2, 25)
    ]


def test_sentences_that_say_a_step() -> None:
    words = {
        k: f"Anbefalingen {w}. Der holdes møder."
        for k, w in enumerate(("er opfyldt", "er delvist opfyldt", "er ikke opfyldt"), 1)
    }
    assert steps_of(paper(words)) == list(STEPS)


def test_the_colour_of_a_title_rates_it_where_coloured_words_explain_it() -> None:
    made = Paper()
    x = 40.0
    for color, word in ((GREEN, "Implementeret"), (YELLOW, "Under implementering"), (RED, "Ikke implementeret")):
        made.sheet.insert_text(
            (x, made.y + 10), word + ",", fontsize=9, color=tuple(c / 255 for c in color.to_bytes(3, "big"))
        )
        x += pymupdf.get_text_length(word + ", ", fontsize=9)
    made.y += 24
    body = [
        [str(n), Cell(title, color=(GREEN, YELLOW, RED)[step - 1]), "Sundhedscentret"]
        for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1)
    ]
    rows = made.table((40, 300, 180), [["Nr.", "Anbefaling", "Forankret i"], *body]).rows()
    assert [(row.rating_step, row.title) for row in rows] == list(zip(STEPS, TITLES, strict=True))


@pytest.mark.parametrize("joint", ["=", ""], ids=["joined", "white space alone"])
def test_keys_of_a_column_are_explained_by_the_line_that_holds_them(joint: str) -> None:
    shares = ("100 %", "75 %", "50 %", "0 %")
    words = ("Fuldt indført", "Overvejende indført", "Delvist indført", "Ikke indført")
    made = Paper().line("   ".join(f"{share} {joint} {word}" for share, word in zip(shares, words, strict=True)))
    body = [[str(n + 1), TITLES[n], shares[n % 4]] for n in range(6)]
    rows = made.table((40, 300, 120), [["Nr.", "Anbefaling", "Implementering"], *body]).rows()
    assert [(row.rating_step, row.rating_text) for row in rows] == [(n % 4 + 1, words[n % 4]) for n in range(6)]
    assert not any(row.needs_review for row in rows)


def test_signs_under_a_blank_header_that_a_line_explains() -> None:
    made = Paper().line("Tegnforklaring:   + Arbejder vi med   (+) Arbejder vi delvist med   ÷ Arbejder vi ikke med")
    signs = ("+", "(+)", "÷", "+", "(+)", "÷")
    body = [[str(n), TITLES[n - 1], sign] for n, sign in enumerate(signs, 1)]
    rows = made.table((40, 300, 60), [["", "Anbefaling", ""], *body]).rows()
    assert [row.rating_step for row in rows] == [1, 2, 3, 1, 2, 3]


def test_a_statement_that_others_limit_and_deny_is_the_best_step() -> None:
    words = ("Følger anbefalingen", "Følger delvist", "Følger ikke")
    body = [[str(n + 1), TITLES[n % 6], words[n % 3]] for n in range(18)]
    rows = Paper().table((40, 300, 150), [["Nr.", "Anbefaling", "Status"], *body]).rows()
    assert [(row.rating_step, row.rating_text) for row in rows] == [(n % 3 + 1, words[n % 3]) for n in range(18)]


def test_of_wordings_that_lie_close_the_order_of_print_tells_which_is_better() -> None:
    words = ("Fuldt indført", "Delvist indført", "I gang", "Ikke begyndt")
    made = Paper()
    for sign, word in zip("●◑◔○", words, strict=True):
        made.line(f"{sign} {word}")
    body = [[str(n + 1), TITLES[n], "●◑◔○"[n % 4]] for n in range(6)]
    rows = made.table((40, 300, 60), [["Nr.", "Anbefaling", "Status"], *body]).rows()
    assert [(row.rating_step, row.rating_text) for row in rows] == [(n % 4 + 1, words[n % 4]) for n in range(6)]


def test_the_date_behind_a_verdict_is_no_part_of_it() -> None:
    """ "Opfyldt 2014" and "Opfyldt jan. 2016" were two words of no scale: the table was not read."""
    rows = paper({1: "Opfyldt 2014", 2: "Delvist opfyldt (maj 2015)", 3: "Ikke opfyldt"}).rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert [row.rating_text for row in rows][:2] == ["Opfyldt", "Delvist opfyldt"]


@pytest.mark.parametrize("cell", ["Ja, siden 2011", "Ja, et år i Sundhedscentret", "Ja: efter henvisning"])
def test_a_remark_behind_a_comma_or_colon(cell: str) -> None:
    rows = paper({1: cell, 2: "Delvist", 3: "Nej"}, header="Følger vi den?").rows()
    assert [row.rating_step for row in rows] == list(STEPS)
    assert {row.rating_text for row in rows} == {"Ja", "Delvist", "Nej"}


@pytest.mark.parametrize("cell", ["Ja, men ikke alle steder", "Ja, fra næste år", "Ja, kun på skolerne"])
def test_a_remark_that_limits_a_step_leaves_it_open(cell: str) -> None:
    rows = paper({1: cell, 2: "Delvist", 3: "Nej"}, header="Følger vi den?").rows()
    assert all(row.rating_text in (None, cell) for row in rows if row.number in (1, 6))


def test_far_from_met_is_the_worst_of_three() -> None:
    rows = paper({1: "Opfyldt", 2: "Næsten opfyldt", 3: "Langt fra opfyldt"}).rows()
    assert [row.rating_step for row in rows] == list(STEPS)


def test_words_beside_a_coloured_dot_are_the_rating() -> None:
    """The dot alone was read, and "Gul" stood for "I gang"."""
    words = ("Afsluttet", "I gang", "Ikke startet")

    def cell(step: int) -> Cell:
        colour = tuple((GREEN, YELLOW, RED)[step - 1] >> shift & 255 for shift in (16, 8, 0))

        def dot(sheet: pymupdf.Page, box: pymupdf.Rect) -> None:
            middle = (box.x0 + 8, (box.y0 + box.y1) / 2)
            sheet.draw_circle(middle, 3, color=None, fill=tuple(part / 255 for part in colour))

        return Cell(words[step - 1], shift=0.1, draw=dot)

    rows = [[*r[:3], "Læring"] for r in rows_of({step: cell(step) for step in (1, 2, 3)})]
    found = Paper().table(WIDTHS, [["Nr.", "Anbefaling", "Status ⌄", "Chefområde ⌄"], *rows]).rows()
    assert [(row.rating_step, row.rating_text) for row in found] == [(step, words[step - 1]) for step in STEPS]
    assert {row.departments for row in found} == {("Læring",)}


def test_the_verdicts_of_several_rows_in_one_cell_cast_no_doubt_on_the_others() -> None:
    """ "Opfyldt Opfyldt" came again, and was taken for a step that the scale does not know."""
    rows = paper({1: "Opfyldt", 2: "Delvist opfyldt", 3: "Opfyldt Opfyldt"}).rows()
    assert [row.rating_step for row in rows] == [1, 2, None, None, 2, 1]
    assert [row.needs_review for row in rows] == [False, False, True, True, False, False]


def test_a_cross_in_brackets_is_another_sign_than_a_cross_in_capitals() -> None:
    """ "X" and "(X)" were one key of the legend: what was met was met in part, without a doubt."""
    signs = ("X", "(X)", "-", "X", "(X)", "-")
    body = [[title, sign] for title, sign in zip(TITLES, signs, strict=True)]
    made = Paper().table((300, 80), [["Anbefaling", "Opfyldt"], *body])
    rows = made.line("X = opfyldt, (X) = delvist opfyldt, - = ikke opfyldt").rows()
    assert [row.rating_step for row in rows] == [1, 2, 3, 1, 2, 3]


def test_a_column_that_asks_for_a_rating_gives_rows_whatever_its_words_are() -> None:
    words = ("Fuldt på plads", "Kører delvist", "Pilotprojekt", "Ikke på dagsordenen", "Pilotprojekt", "Kører delvist")
    body = [[title, word] for title, word in zip(TITLES, words, strict=True)]
    rows = Paper().table((300, 160), [["Anbefaling", "Vurdering"], *body]).rows()
    assert [row.title for row in rows] == list(TITLES)
    assert all(row.needs_review for row in rows)


@pytest.mark.parametrize(
    ("place", "scanned"),
    [(97, 0.0), (110, 0.0), (-60, 0.0), (97, 1.6)],
    ids=["right", "further right", "left", "as scanned"],
)
def test_painted_cells_of_a_sheet_are_the_samples_of_their_colours(place: float, scanned: float) -> None:
    """They were too wide for samples, and the words beside them worded other colours in order, without a doubt."""
    words = {0x00B050: "På plads", 0x92D050: "Under opbygning", 0xFFFF00: "Besluttet", 0xFF6600: "Ingen aktivitet"}
    made = Paper()
    for n, (colour, word) in enumerate(words.items()):
        left = 40 if place > 0 else 110
        made.sheet.draw_rect(
            pymupdf.Rect(left, made.y, left + 55 - scanned * (n == 0), made.y + 15),
            fill=[(colour >> s & 255) / 255 for s in (16, 8, 0)],
        )
        made.sheet.insert_text((place if place > 0 else 40, made.y + 11), word, fontname="helv", fontsize=9)
        made.y += 15
    made.y += 20
    used = (0x00B050, 0x92D050, 0xFF6600, 0x92D050, 0xFFFF00, 0x00B050)
    body = [[title, Cell(fill=colour)] for title, colour in zip(TITLES, used, strict=True)]
    rows = made.table((300, 80), [["Anbefaling", "Status"], *body]).rows()
    assert [row.rating_text for row in rows] == [words[colour] for colour in used]


def test_two_greens_of_office_that_no_legend_explains_put_all_steps_in_doubt() -> None:
    """The greens alone were; yellow was step 2 of 3 without a doubt, where it may be 3 of 4."""
    used = (0x00B050, 0x92D050, YELLOW, 0x92D050, RED, 0x00B050)
    body = [[title, Cell(fill=colour)] for title, colour in zip(TITLES, used, strict=True)]
    rows = Paper().table((300, 80), [["Anbefaling", "Status"], *body]).rows()
    assert all(row.needs_review for row in rows)


@pytest.mark.parametrize("joint", [" – ", ": ", ". I praksis: "])
def test_what_a_legend_says_of_a_verdict_is_no_part_of_it(joint: str) -> None:
    """The whole line was the wording of the step."""
    words = {GREEN: "I mål", YELLOW: "På vej", RED: "Ikke i gang"}
    more = {GREEN: "indsatsen er i drift overalt", YELLOW: "ikke alle er med", RED: "ingen har taget fat"}
    made = Paper()
    for colour, word in words.items():
        made.sign(colour, f"{word}{joint}{more[colour]}")
    colours = (GREEN, YELLOW, RED, RED, YELLOW, GREEN)
    body = [[title, Cell(fill=colour)] for title, colour in zip(TITLES, colours, strict=True)]
    rows = made.table((300, 80), [["Anbefaling", "Status"], *body]).rows()
    assert [row.rating_text for row in rows] == [words[colour] for colour in colours]


@pytest.mark.parametrize("known", [True, False])
def test_words_on_colours_of_which_some_are_misread(known: bool) -> None:
    """Seven wordings in one column were no verdicts, and all rows were worded by their colours, unsaid."""
    words = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt") if known else ("Fase tre", "Fase to", "Fase et")
    misread = {
        3: "Opfvldt",
        9: "0pfyIdt i",
        14: "Ikke oofvldt",
        20: "lkke opfyl dt",
        25: "Delvi5t opfyldt",
        27: "Opf yldt",
    }
    body = []
    for n in range(1, 41):
        text = misread.get(n, words[n % 3])
        body.append([str(n), f"{TITLES[n % 6]} {n}", Cell(text, fill=(GREEN, YELLOW, RED)[n % 3]), "Sundhedscentret"])
    rows = Paper().table(WIDTHS, [["Nr.", "Anbefaling", "Status", "Forankret i"], *body]).rows()
    assert [row.rating_step for row in rows] == [n % 3 + 1 for n in range(1, 41)]
    if known:
        assert [row.rating_text for row in rows] == [words[n % 3] for n in range(1, 41)]
    else:
        assert all(row.needs_review for row in rows)
