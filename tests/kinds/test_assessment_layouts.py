"""Layouts that people choose: recommendations across, check lists, questionnaires, abbreviations, told scales."""

from __future__ import annotations

import pytest

from schemas.records import AssessmentRow
from tests.kinds.drawn_tables import GREEN, RED, TITLES, YELLOW, Cell, Paper, Row

THREE = ("Gennemført", "Under udvikling", "Ikke begyndt")


def _said(rows: tuple[AssessmentRow, ...]) -> list[tuple[str | None, str | None, int | None]]:
    return [(row.title, row.rating_text, row.rating_step) for row in rows]


def test_recommendations_as_columns() -> None:
    """A column for each recommendation gave no rows: its header was a title, and no column had a role."""
    table = [
        ["Anbefaling", *(f"{n}. {title}" for n, title in enumerate(TITLES[:3], 1))],
        ["Niveau", "Grundniveau", "Udviklingsniveau", "Grundniveau"],
        ["Status", THREE[0], THREE[2], THREE[1]],
        ["Bemærkninger", "Siden 2014", "", "Aftale med lægerne"],
    ]
    rows = Paper().table((110, 200, 200, 200), table).rows()
    assert _said(rows) == [(t, THREE[k], k + 1) for t, k in zip(TITLES, (0, 2, 1), strict=False)]
    assert [(row.number, row.notes) for row in rows] == [(1, "Siden 2014"), (2, ""), (3, "Aftale med lægerne")]


def test_a_form_of_one_recommendation_in_two_years_is_not_turned() -> None:
    """Columns that years head rate one recommendation twice: they are no two recommendations."""
    table = [
        ["Anbefaling", Cell(TITLES[0], span=2)],
        ["Niveau", "Grundniveau", "Grundniveau"],
        ["Status", THREE[1], THREE[0]],
    ]
    assert Paper().table((110, 200, 200), table).rows() == ()


def test_packages_by_the_abbreviations_that_the_document_explains() -> None:
    """Rows of several packages in one table were of none: "TOB 4" named a number alone."""
    made = Paper(title="Status på forebyggelsespakkerne").line("ALK = Alkohol, TOB = Tobak, FY = Fysisk aktivitet.")
    body = [["TOB 4", TITLES[0], "Ja"], ["ALK 2", TITLES[1], "Nej"], ["FY 11", TITLES[2], "Delvist"]]
    rows = made.table((80, 300, 100), [["Pakke/nr.", "Anbefaling", "Status"], *body]).rows()
    assert [(row.package, row.number, row.number_raw) for row in rows] == [
        ("tobak", 4, "TOB 4"),
        ("alkohol", 2, "ALK 2"),
        ("fysisk_aktivitet", 11, "FY 11"),
    ]
    assert not any(row.needs_review for row in rows)


def test_keys_of_a_legend_below_units() -> None:
    """The first column of letters rated each row for no unit, and the others were dropped without a doubt."""
    made = Paper().line("F: Fuldt indført. D: Delvist indført. I: Ikke indført.")
    units = ["Børn og Unge", "Sundhed og Omsorg", "Social"]
    rows = made.table((300, 110, 110, 110), [["Anbefaling", *units], [TITLES[0], *"DIF"], [TITLES[1], *"F-D"]]).rows()
    assert [(row.title, row.departments, row.rating_step) for row in rows] == [
        *((TITLES[0], (unit,), step) for unit, step in zip(units, (2, 3, 1), strict=True)),
        (TITLES[1], (units[0],), 1),
        (TITLES[1], (units[2],), 2),
    ]


def test_names_of_packages_alone_in_a_row_head_recommendations_that_units_are_crossed_with() -> None:
    """What stands alone in its row was dropped as a recommendation that no unit rates, and no row had a package."""
    made = Paper(title="Tobak og alkohol: hvem er hvor langt?")
    made.line("1 = På plads   2 = Næsten på plads   3 = Ikke i gang")
    units = ["Dagtilbud", "Skoler", "Teknik og Miljø"]
    table: list[Row] = [["Anbefaling", *units]]
    for package, titles in (("Tobak", TITLES[:2]), ("Alkohol", TITLES[2:4])):
        table += [[package, "", "", ""], *([title, *"12–"] for title in titles)]
    rows = made.table((300, 110, 110, 110), table).rows()
    assert [(row.package, row.title, row.departments, row.rating_step) for row in rows] == [
        (package, title, (unit,), step)
        for package, titles in (("tobak", TITLES[:2]), ("alkohol", TITLES[2:4]))
        for title in titles
        for unit, step in zip(units, (1, 2), strict=False)
    ]


def test_a_sign_in_brackets_is_a_key_of_its_own() -> None:
    """The bracket was part of the wording before it, and "(✔)" was read as the cross beside it without a doubt."""
    made = Paper().line("✔ På plads     (✔) På vej     ✘ Mangler")
    body = [[title, sign] for title, sign in zip(TITLES, ["✔", "(✔)", "✘", "✔", "(✔)", "✔"], strict=True)]
    rows = made.table((300, 80), [["Anbefaling", "Status"], *body]).rows()
    assert [row.rating_text for row in rows] == ["På plads", "På vej", "Mangler", "På plads", "På vej", "På plads"]


def test_a_check_list_with_a_box_before_each_recommendation() -> None:
    made = Paper(title="Tjekliste til forebyggelsespakken Tobak").line("☒ På plads     ☐ Mangler")
    for level, titles, boxes in (("Grundniveau", TITLES[:4], "☒☐☒☒"), ("Udviklingsniveau", TITLES[4:], "☐☒")):
        made.heading(level)
        for title, box in zip(titles, boxes, strict=True):
            made.line(f"{box} {title}", after=1)
    rows = made.rows()
    assert [row.rating_text for row in rows] == [{"☒": "På plads", "☐": "Mangler"}[box] for box in "☒☐☒☒☐☒"]
    assert [row.level for row in rows] == ["grundniveau"] * 4 + ["udviklingsniveau"] * 2


def test_signs_filled_in_part_are_in_the_order_of_a_legend_that_says_more_of_each() -> None:
    """A third column made the legend no legend, and the evidence of the package was the rating."""
    words = ("Optimeret", "Styret", "Defineret", "Tilfældig")
    signs = ("●●●●", "●●●○", "●●○○", "●○○○")
    made = Paper()
    told = ("Justeres hvert år", "Der er mål og ledelse", "Beskrevet og kendt", "Afhænger af den enkelte")
    made.table((70, 90, 260), [list(row) for row in zip(signs, words, told, strict=True)], header=0)
    body = [[t, e, signs[k]] for t, e, k in zip(TITLES, "★★★★★★", (1, 2, 0, 3, 1, 2), strict=True)]
    rows = made.table((300, 80, 80), [["Anbefaling", "Evidens", "Modenhed"], *body]).rows()
    assert [(row.rating_text, row.rating_step) for row in rows] == [(words[k], k + 1) for k in (1, 2, 0, 3, 1, 2)]


def test_a_questionnaire_with_remarks_below_the_answers() -> None:
    """The first answer was taken for a header, and the remarks for recommendations without a rating."""
    made = Paper(title="Spørgeskema: Forebyggelsespakken Tobak")
    table: list[list[str]] = [["2. I hvilken grad lever kommunen op til følgende anbefalinger?", ""]]
    grades = ("I høj grad", "Slet ikke", "I nogen grad", "I høj grad", "Slet ikke", "I mindre grad")
    for n, (title, grade) in enumerate(zip(TITLES, grades, strict=True), 1):
        table += [[f"2.{n} {title}", grade], ["Uddyb gerne dit svar", f"Tekst nummer {n} fra kommunen"]]
    table += [["3. Afslutning", ""], ["3.1 Må vi kontakte jer?", "Ja"]]
    rows = made.table((400, 300), table, header=0).rows()
    assert [(row.title, row.rating_text) for row in rows] == list(zip(TITLES, grades, strict=True))
    assert [(row.number_raw, row.notes) for row in rows[:2]] == [
        ("2.1", "Tekst nummer 1 fra kommunen"),
        ("2.2", "Tekst nummer 2 fra kommunen"),
    ]


@pytest.mark.parametrize(
    "sentence", ["Svarmuligheder: {}, {}, {} og {}.", "Det vurderes, om den opfyldes {}, {}, {} eller {}."]
)
def test_a_sentence_that_lists_the_steps_tells_the_scale(sentence: str) -> None:
    """Rows that show four of five steps of a known scale were numbered on the five, without a doubt."""
    steps = ("I meget høj grad", "I høj grad", "I mindre grad", "Slet ikke")
    body = [[title, steps[k]] for title, k in zip(TITLES, (0, 1, 2, 3, 1, 2), strict=True)]
    made = Paper().line(sentence.format(*map(str.lower, steps)))
    rows = made.table((300, 120), [["Anbefaling", "Vurdering"], *body]).rows()
    assert [(row.rating_text, row.rating_step, row.rating_steps) for row in rows] == [
        (steps[k], k + 1, 4) for k in (0, 1, 2, 3, 1, 2)
    ]


def test_the_number_of_a_note_is_no_part_of_a_title() -> None:
    made = Paper()
    titles = [f"{TITLES[0]}1", TITLES[1], "Luftkvalitet målt som partikler25"]
    made.table((300, 120), [["Anbefaling", "Status"], *([title, "Opfyldt"] for title in titles)])
    made._text((40, made.y + 2), "1", 5, bold=False, color=0)
    made._text((45, made.y + 4), "Små skoler er undtaget efter aftale.", 9, bold=False, color=0)
    assert [row.title for row in made.rows()] == [TITLES[0], TITLES[1], titles[2]]


def test_a_sentence_says_the_level_of_the_recommendations_that_are_not_marked() -> None:
    made = Paper().line("Anbefalinger mærket (u) er på udviklingsniveau; alle andre på grundniveau.")
    body = [[TITLES[0], "Opfyldt"], [f"{TITLES[1]} (u)", "Ikke opfyldt"], [TITLES[2], "Opfyldt"]]
    rows = made.table((300, 120), [["Anbefaling", "Vurdering"], *body]).rows()
    assert [row.level for row in rows] == ["grundniveau", "udviklingsniveau", "grundniveau"]


def test_a_letter_behind_nearly_every_title_is_its_level_and_behind_one_is_its_own() -> None:
    letters = ("G", "G", "U", "G", "U", "U")
    made = Paper().line("Forebyggelsespakken Tobak")
    body = [[f"{title} {letter}", "Opfyldt"] for title, letter in zip(TITLES, letters, strict=True)]
    rows = made.table((340, 120), [["Anbefaling", "Vurdering"], *body]).rows()
    levels = {"G": "grundniveau", "U": "udviklingsniveau"}
    assert [(row.title, row.level) for row in rows] == [(t, levels[x]) for t, x in zip(TITLES, letters, strict=True)]
    body[1:] = [[title, "Opfyldt"] for title in TITLES[1:]]
    (first, *_) = (
        Paper().line("Forebyggelsespakken Tobak").table((340, 120), [["Anbefaling", "Vurdering"], *body]).rows()
    )
    assert (first.title, first.level) == (f"{TITLES[0]} G", None)


def test_a_rating_of_another_year_behind_the_rating_is_no_note() -> None:
    words = ("Ja", "Delvist", "Nej")
    body = [[title, f"{words[n % 3]} (2014: {words[(n + 1) % 3].lower()})"] for n, title in enumerate(TITLES)]
    rows = Paper().table((300, 160), [["Anbefaling", "Opfyldes den?"], *body]).rows()
    assert [(row.rating_text, row.notes) for row in rows] == [(words[n % 3], None) for n in range(6)]


def test_small_tables_of_four_columns_are_no_cards() -> None:
    """The heads "Pakke | Anbefaling | Status | Ansvarlig" came again from table to table, and were labels of cards."""
    made = Paper(title="Anbefalinger i forebyggelsespakkerne fordelt på målgrupper")
    packages = ("Tobak", "Alkohol", "Stoffer")
    for n, group in enumerate(("Børn", "Voksne")):
        made.heading(group)
        body = [[packages[k], TITLES[3 * n + k], THREE[k], "Jobcentret"] for k in range(3)]
        made.table((90, 300, 120, 120), [["Pakke", "Anbefaling", "Status", "Ansvarlig enhed"], *body])
    assert _said(made.rows()) == [(title, THREE[k % 3], k % 3 + 1) for k, title in enumerate(TITLES)]


def test_a_package_names_the_column_of_its_recommendations() -> None:
    made = Paper(title="Forebyggelsespakkerne i kommunen")
    for n, package in enumerate(("Alkohol", "Stoffer")):
        body = [[TITLES[3 * n + k], ("Ja", "Delvist", "Nej")[k], ""] for k in range(3)]
        made.table((300, 120, 120), [[package, "Opfylder vi den?", "Bemærkning"], *body])
    assert [(row.package, row.title) for row in made.rows()] == [
        *(("alkohol", title) for title in TITLES[:3]),
        *(("stoffer", title) for title in TITLES[3:]),
    ]


def test_verdicts_over_groups_of_rows_may_say_how_many_there_are() -> None:
    """ "På plads (2 ud af 6)" headed nothing, and the table had no rating."""
    table: list[list[str | Cell]] = [["Pakke", "Anbefaling", "Hvem"]]
    for n, word in enumerate(("På plads", "Delvist på plads", "Ikke på plads")):
        table.append([Cell(f"{word} (2 ud af 6)", span=3)])
        table += [["Tobak", title, "Jobcentret"] for title in TITLES[2 * n : 2 * n + 2]]
    rows = Paper().table((90, 300, 150), table).rows()
    words = ("På plads", "Delvist på plads", "Ikke på plads")
    assert _said(rows) == [(title, words[n // 2], n // 2 + 1) for n, title in enumerate(TITLES)]


def test_titles_and_verdicts_without_headers() -> None:
    made = Paper().line("Status på seks anbefalinger i pakken.")
    words = ("Godt i gang", "Lidt i gang", "Ikke i gang")
    body = [[title, words[n % 3], "Følges op i foråret" if n % 2 else ""] for n, title in enumerate(TITLES)]
    rows = made.table((300, 100, 200), body, header=0).rows()
    assert _said(rows) == [(title, words[n % 3], n % 3 + 1) for n, title in enumerate(TITLES)]


@pytest.mark.parametrize("tables", [1, 3])
def test_words_of_no_scale_under_a_header_that_asks_for_a_status(tables: int) -> None:
    """The table was lost without a word: "Status" alone may head a text, but not the same few words again and again."""
    made = Paper()
    words = ("Spirer", "Sået", "Visner")
    for n in range(0, 6, 6 // tables):
        body = [[TITLES[k], words[k % 3]] for k in range(n, n + 6 // tables)]
        made.table((300, 120), [["Anbefaling", "Status"], *body])
    rows = made.rows()
    assert [row.title for row in rows] == list(TITLES)
    assert all(row.rating_step is None and row.needs_review for row in rows)


def test_the_column_beside_a_colour_in_small_tables_is_no_legend() -> None:
    made = Paper()
    units = ("Jobcentret", "Skoleafdelingen", "Sundhedscentret")
    for n in (0, 3):
        body = [[TITLES[n + k], ("Grøn", "Gul", "Rød")[k], units[k]] for k in range(3)]
        made.table((300, 60, 120), [["Anbefaling", "Status", "Ansvarlig enhed"], *body])
    assert [row.rating_text for row in made.rows()] == ["Grøn", "Gul", "Rød"] * 2


@pytest.mark.parametrize("head", ["Situation", "", "Fase"])
def test_colours_alone_rate_under_a_header_that_says_nothing(head: str) -> None:
    made = Paper().line("Grøn: Opfyldt. Gul: Delvist opfyldt. Rød: Ikke opfyldt.")
    shades = (GREEN, YELLOW, RED, GREEN, RED, GREEN)
    body = [[title, Cell(fill=shade), "Følges op"] for title, shade in zip(TITLES, shades, strict=True)]
    rows = made.table((300, 80, 150), [["Anbefaling", head, "Bemærkninger"], *body]).rows()
    words = {GREEN: "Opfyldt", YELLOW: "Delvist opfyldt", RED: "Ikke opfyldt"}
    assert [row.rating_text for row in rows] == [words[shade] for shade in shades]


@pytest.mark.parametrize("head", ["Indsats", "Tiltag", "Område"])
def test_recommendations_under_a_header_for_what_is_done(head: str) -> None:
    """In a status on a package such a table gave nothing: it had a rating and no titles."""
    body = [[title, ("Ja", "Delvist", "Nej")[n % 3], ""] for n, title in enumerate(TITLES)]
    rows = Paper().table((300, 100, 150), [[head, "Status", "Bemærkninger"], *body]).rows()
    assert [row.title for row in rows] == list(TITLES)
    assert all(row.needs_review for row in rows)


def test_an_empty_last_row_leaves_the_others_their_titles() -> None:
    """A line above the footer that is as wide as the rows ends such a row, and the whole table was left out."""
    body = [[title, ("Ja", "Delvist", "Nej")[n % 3], "Stab"] for n, title in enumerate(TITLES)]
    rows = Paper().table((300, 100, 150), [["Indsats", "Status", "Hvem"], *body, ["", "", ""]]).rows()
    assert [row.title for row in rows] == list(TITLES)


def test_a_question_how_far_a_package_is_followed_makes_them_recommendations_too() -> None:
    """The title named the package alone, and what the text above the table asks was not looked at."""
    body = [[title, ("Ja", "Delvist", "Nej")[n % 3], ""] for n, title in enumerate(TITLES)]
    made = Paper("Tobak: Sådan står det til i Faxe Kommune")
    made.line("I hvilken grad følger kommunen det, som Sundhedsstyrelsen foreslår i forebyggelsespakken om tobak?")
    rows = made.table((300, 100, 150), [["Indsats", "Status", "Bemærkninger"], *body]).rows()
    assert [row.title for row in rows] == list(TITLES)
    assert all(row.needs_review for row in rows)


def test_a_header_that_lists_two_of_three_answers() -> None:
    answers = ("Ja", "Delvist", "Nej", "Delvist", "Ja", "Nej")
    body = [list(pair) for pair in zip(TITLES, answers, strict=True)]
    rows = Paper().table((300, 100), [["Anbefaling", "Ja/nej"], *body]).rows()
    assert [row.rating_text for row in rows] == list(answers)


def test_name_of_a_unit_between_parts_of_a_table_is_that_of_the_rows_below_it() -> None:
    """Plain lines between grids headed nothing, and the rows had no unit without a word of it."""
    made = Paper().table((40, 270, 140), [["Nr.", "Anbefaling", "Status"]])
    units = ("Sundhedsforvaltningen", "Børne- og Ungeforvaltningen")
    for k, unit in enumerate(units):
        made.y -= 10
        made.line(unit, after=2)
        words = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
        rows = [[str(n), TITLES[n - 1], words[n % 3]] for n in range(3 * k + 1, 3 * k + 4)]
        made.table((40, 270, 140), rows, header=0)
    assert [row.departments for row in made.rows()] == [(unit,) for unit in units for _ in range(3)]


def test_a_sentence_tells_the_scale_of_words_that_say_too_little_of_their_order() -> None:
    steps = ("Helt i mål", "Godt på vej", "Ved at starte", "Ikke startet")
    places = (0, 1, 3, 1, 2, 3)
    body = [[title, steps[k]] for title, k in zip(TITLES, places, strict=True)]
    made = Paper().line(f"Hver anbefaling er vurderet på fire trin: {', '.join(steps[:3])} og {steps[3]}.")
    rows = made.table((300, 120), [["Anbefaling", "Hvor langt?"], *body]).rows()
    assert [(row.rating_text, row.rating_step, row.rating_steps) for row in rows] == [
        (steps[k], k + 1, 4) for k in places
    ]


def test_a_sentence_tells_the_scale_with_dashes_between_its_steps() -> None:
    steps = ("Kører", "På sporet", "Trænger til et løft", "Ikke i gang")
    places = (0, 1, 3, 1, 2, 3)
    body = [[title, steps[k]] for title, k in zip(TITLES, places, strict=True)]
    made = Paper().line(f"Vi har brugt fire ord: {' – '.join(steps)}.")
    rows = made.table((300, 120), [["Det anbefales", "Så langt er vi"], *body]).rows()
    assert [(row.rating_text, row.rating_step) for row in rows] == [(steps[k], k + 1) for k in places]


def test_a_word_that_limits_a_step_stays_in_its_wording() -> None:
    steps = ("Ja, fuldt ud", "Ja, i væsentlig grad", "Kun i begrænset omfang", "Nej")
    body = [[title, *("x" if k == n % 4 else "" for k in range(4))] for n, title in enumerate(TITLES)]
    rows = Paper().table((300, 90, 90, 90, 60), [["Anbefaling", *steps], *body]).rows()
    assert [row.rating_text for row in rows] == [steps[n % 4] for n in range(len(TITLES))]


@pytest.mark.parametrize(
    "steps",
    [
        ("På rette vej", "Halvvejs", "Ikke begyndt"),
        ("Fuldt dækket", "Mangler lidt", "Mangler meget"),
        ("Færdig", "Undervejs", "Udestår"),
        ("God", "Middel", "Svag"),
    ],
    ids=lambda steps: steps[0],
)
def test_own_words_in_order(steps: tuple[str, str, str]) -> None:
    places = (0, 1, 2, 2, 1, 0)
    body = [[title, steps[k]] for title, k in zip(TITLES, places, strict=True)]
    rows = Paper().table((300, 120), [["Anbefaling", "Vurdering"], *body]).rows()
    assert [(row.rating_text, row.rating_step) for row in rows] == [(steps[k], k + 1) for k in places]


def test_a_level_is_named_once_for_its_group_in_a_short_table() -> None:
    levels = ("Grundniveau", "", "", "Udviklingsniveau", "")
    body = [[level, title, "Ja"] for level, title in zip(levels, TITLES, strict=False)]
    rows = Paper().table((120, 300, 120), [["Niveau", "Anbefaling", "Opfyldt?"], *body]).rows()
    assert [row.level for row in rows] == ["grundniveau"] * 3 + ["udviklingsniveau"] * 2


def test_levels_that_come_twice_in_a_row_are_each_of_their_own_row() -> None:
    levels = ("Grundniveau", "", "Grundniveau", "", "Udviklingsniveau", "")
    body = [[level, title, "Ja"] for level, title in zip(levels, TITLES, strict=True)]
    rows = Paper().table((120, 300, 120), [["Niveau", "Anbefaling", "Opfyldt?"], *body]).rows()
    assert [row.level for row in rows] == ["grundniveau", None, "grundniveau", None, "udviklingsniveau", None]


def test_a_short_table_without_a_header_of_letters_titles_and_verdicts() -> None:
    steps = ("Delvist opfyldt", "Opfyldt", "Ikke opfyldt", "Delvist opfyldt", "Opfyldt")
    body = [[f"{letter}.", title, step] for letter, title, step in zip("abcde", TITLES, steps, strict=False)]
    rows = Paper().table((40, 300, 120), body, header=0).rows()
    assert [(row.title, row.rating_text) for row in rows] == list(zip(TITLES, steps, strict=False))


def test_coded_numbers_of_which_some_are_left_out_number_rows_under_a_head_that_says_nothing() -> None:
    codes = ("MS-3", "MS-4", "MS-6", "MS-9", "MS-13", "MS-16")
    steps = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    body = [[code, title, steps[n % 3]] for n, (code, title) in enumerate(zip(codes, TITLES, strict=True))]
    rows = Paper().table((60, 300, 120), [["r", "Anbefaling", "Status"], *body]).rows()
    assert [row.number_raw for row in rows] == list(codes)


@pytest.mark.parametrize("heads", [("Nr.", "Anbefaling", "Status"), ("Anbefaling", "Ja", "Delvist", "Nej")])
def test_two_packages_side_by_side(heads: tuple[str, ...]) -> None:
    """The second package was kept with the rows of the first as columns of no role."""
    others = ("Alkoholpolitik på arbejdspladser", "Samtaler om alkohol", "Ansvarlig udskænkning", "", "", "")
    table: list[Row] = [[Cell("Tobak", span=len(heads)), Cell("Alkohol", span=len(heads))], [*heads, *heads]]
    for n, pair in enumerate(zip(TITLES, others, strict=True)):
        row: list[str | Cell] = []
        for title, step in zip(pair, (n % 3, (n + 1) % 3), strict=True):
            words = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
            told = [str(n + 1), title, words[step]]
            marked = [title, *(Cell("x", shift=0.45) if k == step else "" for k in range(3))]
            row += (told if len(heads) == 3 else marked) if title else [""] * len(heads)
        table.append(row)
    widths = [40, 240, 90] if len(heads) == 3 else [220, 50, 50, 50]
    rows = Paper().table([*widths, *widths], table, header=2).rows()
    assert [(row.package, row.title, row.rating_step) for row in rows] == [
        *(("tobak", title, n % 3 + 1) for n, title in enumerate(TITLES)),
        *(("alkohol", title, (n + 1) % 3 + 1) for n, title in enumerate(others) if title),
    ]
    assert not any(row.unmapped for row in rows)


def test_heads_that_come_again_in_another_order_head_the_rows_below_them() -> None:
    """Those rows were rated by the first heads, and no word said so."""
    heads = ["Nr.", "Anbefaling", "Opfyldt", "Delvist opfyldt", "Ikke opfyldt"]
    table: list[Row] = [heads]
    for n, title in enumerate(TITLES):
        table += [[*heads[:2], *heads[:1:-1]]] if n == 3 else []
        steps = (2, 1, 0) if n >= 3 else (0, 1, 2)
        table.append([str(n + 1), title, *(Cell("x", shift=0.45) if k == n % 3 else "" for k in steps)])
    rows = Paper().table((40, 270, 90, 90, 90), table).rows()
    assert [(row.number, row.rating_step) for row in rows] == [(n + 1, n % 3 + 1) for n in range(6)]


@pytest.mark.parametrize("key", ["Grøn: opfyldt, gul: delvist opfyldt, rød: ikke opfyldt", ""])
def test_words_on_the_colour_of_a_rating_are_a_remark(key: str) -> None:
    """Where every cell said something of its own, the column was none of ratings, and no row was read."""
    colours, told = (GREEN, YELLOW, RED), ("Vedtaget i 2016", "Afventer budget", "Ingen midler", "Kun to skoler")
    table: list[Row] = [["Nr.", "Anbefaling", "Status"]]
    for n, (title, text) in enumerate(zip(TITLES, told, strict=False)):
        table.append([str(n + 1), title, Cell(text, fill=colours[n % 3])])
    made = Paper().line(key) if key else Paper()
    rows = made.table((40, 270, 200), table).rows()
    assert [(row.rating_step, row.rating_steps, row.notes) for row in rows] == [
        (n % 3 + 1, 3, text) for n, text in enumerate(told)
    ]


def test_a_trend_in_colours_of_a_light_rates_nothing() -> None:
    table: list[Row] = [["Nr.", "Anbefaling", "Trend", "Status"]]
    for n, title in enumerate(TITLES):
        colours = [(GREEN, YELLOW, RED)[k % 3] for k in (n + 1, n)]
        table.append([str(n + 1), title, Cell("→", color=colours[0]), Cell(fill=colours[1])])
    rows = Paper().table((40, 270, 60, 60), table).rows()
    assert [row.rating_step for row in rows] == [n % 3 + 1 for n in range(6)]
