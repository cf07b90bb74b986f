"""Prose layout: what a reader takes as one paragraph, heading or list item, and in which order."""

from __future__ import annotations

import random

import pytest

from extractors.layout.blocks import split_blocks, text_lines
from extractors.layout.lines import free_lines
from schemas.page import Drawing, Fill, Image, Ruling
from tests.layout.printed import blocks, page, texts, words

LONG = "ord som fylder linjen helt ud til kanten af spalten her"


def column(x: float, top: float, count: int, *, width: int = 40, step: float = 13.0) -> list[list]:
    """``count`` full lines of ``width`` letters."""
    return [words(f"l{x:.0f}{i} ".ljust(width, "n"), x, top + i * step) for i in range(count)]


def test_columns_are_read_one_after_the_other() -> None:
    left = [words(f"venstre {LONG[:30]} {i}", 50, 100 + 13 * i) for i in range(4)]
    right = [words(f"højre {LONG[:30]} {i}", 320, 100 + 13 * i) for i in range(4)]
    found = texts(blocks(page(*[line for pair in zip(left, right, strict=True) for line in pair])))
    joined = " ".join(found)
    assert joined.index("venstre") < joined.rindex("venstre") < joined.index("højre")


def test_columns_whose_lines_stand_half_a_line_apart_are_read_one_after_the_other() -> None:
    """No two of their lines shared a height, and they were read from side to side."""
    lines = [words(f"Venstre linje {n}", 50, 100 + 14 * n) for n in range(6)]
    lines += [words(f"Højre linje {n}", 300, 107 + 14 * n) for n in range(6)]
    found = " ".join(texts(blocks(page(*lines))))
    assert found.index("Venstre linje 5") < found.index("Højre linje 0")


def test_heading_over_both_columns_comes_first_and_text_below_them_last() -> None:
    found = texts(
        blocks(
            page(
                words("En overskrift over begge spalter på siden", 50, 80, 18, bold=True),
                *[words(f"a{i} {LONG[:40]}", 50, 120 + 13 * i) for i in range(4)],
                *[words(f"b{i} {LONG[:40]}", 320, 120 + 13 * i) for i in range(4)],
                words("nederst " + LONG + " " + LONG[:30], 50, 260),
            )
        )
    )
    order = [next(i for i, text in enumerate(found) if sign in text) for sign in ("overskrift", "a0", "b0", "nederst")]
    assert order == sorted(order)


def test_labels_of_a_form_are_read_row_by_row() -> None:
    rows = [("Dato:", "5. maj"), ("Sted:", "Rådhuset, lokale 2, stuen til højre"), ("Tid:", "kl. 14")]
    lines = [w for i, (k, v) in enumerate(rows) for w in (words(k, 50, 100 + 20 * i), words(v, 200, 100 + 20 * i))]
    joined = " ".join(texts(blocks(page(*lines))))
    assert joined.index("Dato") < joined.index("maj") < joined.index("Sted") < joined.index("Rådhuset")


def test_line_that_fills_its_column_does_not_run_into_the_next_one() -> None:
    """The gap between the first lines is one that a justified line might have; the second lines tell the columns."""
    left = (words("Bedre sammenhæng mellem kommune,", 50, 100), words("sygehus og almen praksis", 50, 112))
    right = (words("Brug for data, der kan", 222, 100), words("sammenlignes", 222, 112))
    assert right[0][0].x0 - left[0][-1].x1 < 14.0
    assert texts(blocks(page(*left, *right))) == [
        "Bedre sammenhæng mellem kommune, sygehus og almen praksis",
        "Brug for data, der kan sammenlignes",
    ]


def test_lines_wrapped_by_the_column_are_one_paragraph() -> None:
    found = blocks(
        page(words("En sætning som er så lang at den må brydes over", 50, 100), words("to linjer.", 50, 112))
    )
    assert texts(found) == ["En sætning som er så lang at den må brydes over to linjer."]


def test_the_short_last_line_of_a_text_goes_on_with_it_above_a_heading_with_its_answer_at_the_margin() -> None:
    """The last line left a gutter to the answer below it, and was read as a paragraph of its own."""
    found = texts(
        blocks(
            page(
                words("Den første overskrift", 50, 80),
                words("Opfyldt", 480, 80),
                words(("En linje som går helt ud til kanten " * 3)[:89], 50, 105),
                words("og slutter her.", 50, 118.8),
                words("Den næste overskrift", 50, 145),
                words("Opfyldt", 480, 145),
            )
        )
    )
    assert any(text.endswith("og slutter her.") and text.startswith("En linje") for text in found)


def test_extra_space_between_lines_parts_paragraphs() -> None:
    found = blocks(
        page(
            words("Første afsnit er langt og fylder " + LONG, 50, 100),
            words("og går videre her til enden af " + LONG, 50, 112),
            words("Andet afsnit er langt og fylder " + LONG, 50, 132),
            words("og går også videre til enden af " + LONG, 50, 144),
        )
    )
    assert len(found) == 2


def test_line_broken_though_the_next_word_had_room_ends_its_paragraph() -> None:
    found = blocks(
        page(
            words("Dagsorden for møde i udvalget " + LONG, 50, 70),
            words("Dato: 5. maj", 50, 100),
            words("Sted: Rådhuset", 50, 112),
            words("Tid: Mandag", 50, 124),
        )
    )
    assert texts(found)[1:] == ["Dato: 5. maj", "Sted: Rådhuset", "Tid: Mandag"]


@pytest.mark.parametrize("sign", ["•", "-", "–", "›", "\uf0a7", "\ufffd", "π", "1.", "a)"])
def test_bullets_of_every_sort_begin_items_and_hanging_lines_belong_to_them(sign: str) -> None:
    second = {"1.": "2.", "a)": "b)"}.get(sign, sign)
    lines = []
    for i, mark in enumerate((sign, second)):
        y = 100 + 26 * i
        lines += [words(mark, 50, y), words("Første linje af punktet som er " + LONG, 70, y)]
        lines += [words("og her dets anden linje", 70, y + 12)]
    found = blocks(page(*lines))
    assert [block.kind for block in found] == ["list_item", "list_item"]
    assert [block.marker for block in found] == [sign, second]
    assert all(block.text.endswith("anden linje") for block in found)
    assert text_lines(found[0])[0].text.startswith("Første")


def test_a_bullet_alone_on_its_line_begins_the_line_below() -> None:
    found = blocks(
        page(
            words("• Tilbud til ældre borgere.", 60, 100),
            words("•", 60, 112),
            words("Tilbud til ældre borgere og de", 70, 124),
            words("frivillige.", 70, 136),
        )
    )
    assert texts(found) == ["• Tilbud til ældre borgere.", "• Tilbud til ældre borgere og de frivillige."]


def test_bullet_glued_to_its_word_is_taken_off() -> None:
    (found,) = blocks(page(words("\uf0a7Målet er klart", 50, 100)))
    assert found.marker == "\uf0a7"
    assert " ".join(line.text for line in text_lines(found)) == "Målet er klart"


def test_drawn_bullet_begins_an_item_and_a_large_square_does_not() -> None:
    def dot(y: float, side: float) -> Drawing:
        return Drawing(55, y - 5 - side / 2, 55 + side, y - 5 + side / 2, None, 0, 0.0, ())

    small = page(words("Et punkt med prik", 70, 100), words("Et til", 70, 114), drawings=[dot(100, 4), dot(114, 4)])
    large = page(words("En overskrift med farve", 70, 100, bold=True), drawings=[dot(100, 9)])
    assert [block.kind for block in blocks(small)] == ["list_item", "list_item"]
    assert blocks(large)[0].marker == ""


def test_dash_within_a_wrapped_sentence_is_no_bullet() -> None:
    found = blocks(
        page(
            words("Vi arbejder sammen om de svære sager " + LONG, 50, 100),
            words("– fx når en borger har brug for hjælp " + LONG, 50, 112),
            words("og støtte.", 50, 124),
        )
    )
    assert [block.kind for block in found] == ["paragraph"]


def test_date_at_the_start_of_a_line_is_no_list_number() -> None:
    (found,) = blocks(page(words("16. oktober 2018", 50, 100)))
    assert (found.kind, found.marker) == ("paragraph", "")


def test_nesting_follows_the_edges_of_the_markers_and_goes_on_overleaf() -> None:
    first = page(words("• Et punkt", 50, 100), words("• Et underpunkt", 70, 114))
    second = page(words("• Endnu et underpunkt", 70, 100), words("• Et nyt punkt", 50, 114), number=2)
    found = blocks(first, second)
    assert [block.level for block in found] == [1, 2, 2, 1]


def test_larger_or_bold_short_lines_are_headings_ranked_by_size() -> None:
    body = [words(LONG + " " + LONG, 50, 200 + 12 * i) for i in range(5)]
    found = blocks(
        page(
            words("Kapitel", 50, 100, 18), words("Afsnit", 50, 140, 13), words("Underafsnit", 50, 170, bold=True), *body
        )
    )
    headings = [(block.text, block.level) for block in found if block.kind == "heading"]
    assert headings == [("Kapitel", 1), ("Afsnit", 2), ("Underafsnit", 3)]


def test_bold_print_with_most_letters_is_headings_where_plain_print_is_smaller() -> None:
    """So do documents read whose text stands in tables, but for a line here and there."""
    heads = [words("Havnen og byens rum i fremtiden", 60, 60 + 80 * n, 16, bold=True) for n in range(3)]
    found = blocks(page(*heads, words("Her står der lidt om planen.", 60, 90, 11)))
    assert [block.kind for block in found] == ["heading", "paragraph", "heading", "heading"]


def test_table_of_contents_holds_no_headings() -> None:
    body = [words(LONG + " " + LONG, 50, 400 + 12 * i) for i in range(6)]
    lines = [words(f"Kapitel {i} ......................... {i}", 50, 100 + 16 * i, 12) for i in range(4)]
    assert not [block for block in blocks(page(*lines, *body)) if block.kind == "heading"]


def test_running_text_and_page_numbers_are_set_apart() -> None:
    pages = [
        page(
            words("Sundhedspolitik 2020", 50, 40, 8),
            words(f"Tekst på side {i} " + LONG, 50, 200),
            words(str(i), 300, 810, 8),
            number=i,
        )
        for i in range(1, 5)
    ]
    found = blocks(*pages)
    assert {block.text for block in found if block.kind == "header"} == {"Sundhedspolitik 2020"}
    assert [block.text for block in found if block.kind == "footer"] == ["1", "2", "3", "4"]


def test_lead_in_that_recurs_at_one_height_is_no_running_header_below_other_text() -> None:
    pages = [
        page(words(f"{name} anbefaling", 50, 60, 12, bold=True), words("Beskrivelse", 50, 90, bold=True), number=i)
        for i, name in enumerate(("Første", "Anden", "Tredje"), 1)
    ]
    assert not [block for block in blocks(*pages) if block.kind == "header" and block.text == "Beskrivelse"]


def test_a_name_that_begins_a_line_goes_on_with_the_one_above_where_the_margins_are_wide() -> None:
    """The right margin is as wide as the left one: up to 3 cm, the name had no room on the line above."""
    above = words("x" * 60 + " har faste dage i", 85, 100)
    assert len(blocks(page(above, words("Silkeborg", 85, 112)))) == 1
    assert len(blocks(page(above, words("Ribe", 85, 112)))) == 2


def test_what_counts_the_parts_of_every_page_is_no_running_header_where_it_begins_one() -> None:
    """ "Spørgsmål 3" at the top of a page was left out like a name of the document."""
    pages = [
        page(
            *(words(f"Spørgsmål {3 * i + n}", 50, 60 + 150 * n, 8) for n in range(3)),
            *(words(LONG, 50, 80 + 150 * n) for n in range(3)),
            number=i + 1,
        )
        for i in range(3)
    ]
    assert not [block for block in blocks(*pages) if block.kind == "header"]


def test_end_of_a_heading_that_recurs_behind_other_text_is_no_running_header() -> None:
    """Behind titles of other lengths the same level begins at another place; a name beside a chapter does not."""

    def headers(*tops: tuple[str, str, float]) -> set[str]:
        pages = [
            page(words(left, 50, 60, bold=True), words(right, x, 60, bold=True), words(LONG, 50, 90), number=i)
            for i, (left, right, x) in enumerate(tops, 1)
        ]
        return {block.text for block in blocks(*pages) if block.kind == "header"}

    assert not headers(("Første anbefaling", "Grundniveau", 200), ("Anbefaling nummer to", "Grundniveau", 230))
    assert headers(("Kapitel A", "Region Nord", 300), ("Kapitel B, del 2", "Region Nord", 300)) == {"Region Nord"}


def test_fact_box_is_a_panel_and_read_in_its_place() -> None:
    box = Fill(40, 140, 400, 200, 0xDDEEFF)
    found = blocks(
        page(
            words("Før boksen " + LONG, 50, 110),
            words("Fakta om området", 50, 165),
            words("Efter boksen " + LONG, 50, 230),
            fills=[box],
        )
    )
    assert [block.panel is not None for block in found] == [False, True, False]


def test_badge_is_parted_from_the_title_it_marks() -> None:
    circle = Drawing(48, 86, 62, 104, None, 0x22AA77, 0.0, ())
    found = blocks(page(words("G 6. Lokale kampagner om alkohol", 52, 100, 12, bold=True), drawings=[circle]))
    assert texts(found) == ["G", "6. Lokale kampagner om alkohol"]


def test_small_print_under_a_picture_is_its_caption() -> None:
    picture = Image(50, 300, 400, 500, "d", 10, 10)
    body = [words(LONG + " " + LONG, 50, 100 + 12 * i) for i in range(6)]
    found = blocks(page(*body, words("Figur 1. Andel der ryger", 50, 515, 8), images=[picture]))
    assert found[-1].kind == "caption"


def test_cell_is_split_into_its_bullets() -> None:
    lines = free_lines(1, [w for i in range(3) for w in words(f"• Handling {i}", 50, 100 + 14 * i)])
    assert [block.text for block in split_blocks(lines)] == [f"• Handling {i}" for i in range(3)]


@pytest.mark.parametrize("seed", range(12))
def test_every_word_stands_in_exactly_one_block(seed: int) -> None:
    rng = random.Random(seed)
    lines = [
        words(
            rng.choice(["• ", "1. ", "– ", "", "", ""]) + "ord " * rng.randint(1, 9),
            rng.choice([50, 70, 300]),
            60 + 9 * i + rng.random() * 8,
            rng.choice([8.0, 10.0, 10.0, 16.0]),
            bold=rng.random() < 0.2,
        )
        for i in range(60)
    ]
    fills = [Fill(40, 100, 280, 220, 0xEEEEEE), Fill(290, 300, 560, 500, 0xCCDDEE)]
    drawn = page(*lines, fills=fills)
    placed = [id(word) for block in blocks(drawn) for line in block.lines for word in line.words]
    assert sorted(placed) == sorted(id(word) for word in drawn.words)


def test_the_short_last_line_of_a_title_is_no_column_beside_what_stands_below_it() -> None:
    title = words("En anbefaling der er for lang til linjen", 60, 60, 24), words("og ender her", 230, 90, 24)
    below = words("Indsats", 60, 130, 12, bold=True), words("Status", 420, 130, 12, bold=True)
    text = [words(f"l{i} ".ljust(50, "n"), 60, 150 + 13 * i) for i in range(3)]
    found = texts(blocks(page(*title, *below, *text, words("Opfyldt", 420, 150))))
    assert found[0] == "En anbefaling der er for lang til linjen og ender her"


def test_tags_at_the_right_edge_are_read_with_the_line_they_stand_on() -> None:
    lines = []
    for i, y in enumerate((100, 160, 220)):
        lines += [words(f"{i + 1}. En titel paa linjen", 50, y, bold=True), words(f"mærke{i}", 480, y, 8)]
        lines += [words(f"tekst{i} ".ljust(60, "n"), 50, y + 20)]
    joined = " ".join(texts(blocks(page(*lines))))
    order = [joined.index(sign) for i in range(3) for sign in (f"{i + 1}. En", f"mærke{i}", f"tekst{i}")]
    assert order == sorted(order)


def test_words_that_share_a_small_shape_stay_together() -> None:
    """ "I mål" in a coloured pill: the "I" was taken for a badge of one letter, and set apart from its word."""
    box = Drawing(196, 88, 240, 104, None, 0x2F9E44, 0.0, ())
    found = texts(blocks(page(words("Rygestop til alle", 50, 100), words("I mål", 200, 100, 8), drawings=[box])))
    assert "I mål" in found


def test_a_list_may_leave_numbers_out() -> None:
    found = texts(blocks(page(*[words(f"{n}. Tilbud til borgere", 50, 100 + 13 * n) for n in (1, 3, 4, 7)])))
    assert found == [f"{n}. Tilbud til borgere" for n in (1, 3, 4, 7)]


def test_print_far_smaller_than_a_title_is_no_mark_of_it() -> None:
    """The title of a slide reaches down into the head of its table, whose words were taken for raised numbers."""
    lines = free_lines(1, [*words("skoler", 180, 121, 44), *words("I høj grad", 200, 118)])
    assert [line.text for line in lines] == ["skoler", "I høj grad"]


def test_short_last_line_of_a_paragraph_opens_no_column_above_options() -> None:
    question = "Får alle elever undervisning af en lærer med"
    options = [words(text, x, 130) for text, x in (("Ja", 60), ("Delvist", 140), ("Nej", 240))]
    found = texts(blocks(page(words(question, 50, 100), words("særlige evner?", 50, 112), *options)))
    assert found == [f"{question} særlige evner?", "Ja", "Delvist", "Nej"]


def side_heads(step: float, rule: float | None = None) -> list[str]:
    """The first words of two titles of two lines and of what is said of them beside, in reading order."""
    lines = []
    for i, name in enumerate(("Sunde", "Trygge")):
        top = 100 + step * i
        lines += [words(f"{name} rammer for", 50, top, bold=True), words("hele kommunen", 50, top + 12, bold=True)]
        lines += [words("Her " + LONG, 200, top), words("og videre til den er slut.", 200, top + 12)]
        lines.append(words("Mere i bilaget.", 200, top + 24))
    drawn = [Ruling(50.0, rule, 520.0, rule, 0.5, 0, False)] if rule is not None else []
    return [text.split()[0] for text in texts(blocks(page(*lines, rulings=drawn)))]


def test_title_of_several_lines_beside_a_text_is_no_label() -> None:
    assert side_heads(step=36) == ["Sunde", "Trygge", "Her", "Mere", "Her", "Mere"]


def test_titles_level_with_texts_of_their_own_are_read_with_them() -> None:
    assert side_heads(step=60) == ["Sunde", "Her", "Mere", "Trygge", "Her", "Mere"]


def test_line_drawn_over_all_columns_parts_what_stands_above_and_below() -> None:
    assert side_heads(step=36, rule=125.0) == ["Sunde", "Her", "Mere", "Trygge", "Her", "Mere"]


def test_boxes_close_beside_each_other_are_read_from_the_left() -> None:
    """The left one is higher, so that its middle stands lower."""
    left = [words(f"venstre {i}", 60, 120 + 20 * i) for i in range(5)]
    right = [words(f"til højre {i}", 220, 120 + 20 * i) for i in range(3)]
    areas = [Fill(50.0, 105.0, 210.0, 220.0, 0xEEEEEE), Fill(213.0, 105.0, 380.0, 180.0, 0xEEEEEE)]
    found = " ".join(texts(blocks(page(*left, *right, fills=areas))))
    assert found.index("venstre 4") < found.index("højre 0")


def test_a_heading_whose_number_stands_between_those_of_two_others_is_of_their_depth() -> None:
    """The picture of a page gives the headings of one style in sizes that differ."""
    tops = (("1. Fællesskaber", 13.0), ("2. Aktiv hele livet", 12.5), ("3. En sund start", 12.0), ("4. Trivsel", 13.0))
    lines = []
    for i, (text, size) in enumerate(tops):
        lines += [words(text, 50, 100 + 60 * i, size, bold=True), words(LONG, 50, 120 + 60 * i)]
    depths = {block.text: block.level for block in blocks(page(*lines)) if block.kind == "heading"}
    assert len(depths) == 4
    assert len(set(depths.values())) == 1
