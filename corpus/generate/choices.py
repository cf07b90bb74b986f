"""The choices a document is made of, and how one set of them is drawn.

Contract: every choice is drawn freely; :func:`settle` then mends what cannot stand together (a mark that a
producer cannot draw, a group header over one column). What is written to gold is the settled set, so that a
count of choices is a count of what was really rendered.
"""

from __future__ import annotations

import random

Choices = dict[str, str]

PRODUCERS: dict[str, float] = {
    "reportlab": 3,
    "drawn": 2,
    "weasyprint": 3,
    "typst": 2,
    "writer": 3,
    "calc": 2,
    "impress": 1,
    "chromium": 2,
}

MARKS_IN_COLUMNS: dict[str, float] = {
    "x": 5,
    "X": 4,
    "plus": 1,
    "check": 2,
    "heavy_check": 2,
    "dot": 2,
    "bullet": 1,
    "black_square": 1,
    "star": 0.5,
    "pua_check": 2,
    "pua_cross": 1,
    "latin_check": 1,
    "zapf_check": 1,
    "box_glyph": 2,
    "box_tick_glyph": 1,
    "pua_box": 1,
    "box_drawn": 2,
    "box_tick_drawn": 1,
    "disc_drawn": 2,
    "ring_drawn": 1,
    "cross_drawn": 2,
    "tick_drawn": 2,
    "fill": 2,
    "icon_check": 1,
    "word_in_column": 0.5,
    "form_field": 0.5,
}
MARKS_IN_CELL: dict[str, float] = {
    "word": 5,
    "colored_word": 1,
    "abbreviation": 2,
    "digit": 3,
    "fill": 3,
    "fill_word": 2,
    "dot_colored": 1,
    "pua_smiley": 1,
    "disc_colored": 3,
    "harvey": 1,
    "arrow": 1,
    "icon_light": 2,
    "icon_smiley": 2,
    "icon_thumb": 1,
    "options_glyph": 2,
    "options_drawn": 1,
}

ASSESSMENT: dict[str, dict[str, float]] = {
    "producer": PRODUCERS,
    "arrangement": {"table": 12, "cards": 1.5, "questions": 1.2, "prose": 1.2},
    "ruling": {"full": 4, "horizontal": 2, "header_only": 1, "outer": 1, "vertical": 0.7, "light": 1, "none": 3},
    "zebra": {"no": 3, "yes": 1},
    "page": {"portrait": 3, "landscape": 5, "landscape_a3": 1},
    "rotate": {"0": 6, "90": 1, "270": 1},
    "crop": {"none": 8, "bleed": 1},
    "header_repeat": {"first": 1, "all": 1},
    "header_levels": {"1": 3, "2": 4, "3": 1},
    "header_turned": {"no": 4, "rating": 1},
    "header_fill": {"none": 2, "pale": 2, "dark": 2},
    "merged": {"none": 4, "number": 1, "repeat": 1},
    "sections": {"none": 4, "category": 2, "level": 2, "department": 1, "package": 2},
    "section_form": {"row": 2, "heading": 1, "column": 0.7},
    "package_count": {"1": 6, "2": 2, "3": 1},
    "numbering": {"restart": 3, "continued": 1},
    "number_form": {"plain": 5, "dot": 2, "nr": 1, "letter": 1, "decimal": 1, "none": 1, "in_title": 1},
    "level_form": {
        "letter": 4,
        "word": 3,
        "suffix": 1,
        "prefix": 1,
        "section": 1,
        "color": 1,
        "color_row": 0.5,
        "none": 1,
    },
    "title_text": {"title": 6, "with_text": 1},
    "column_labels": {"words": 6, "letters": 1},
    "rating_place": {"columns": 3, "cell": 2},
    "scale": {
        "grad4": 3,
        "trafiklys3": 3,
        "opfyldt3": 1,
        "ja_nej": 1,
        "ja_delvist_nej": 1,
        "implementering3": 1.5,
        "tal4": 0.7,
        "tal5": 0.7,
    },
    "scale_order": {"best_first": 3, "worst_first": 1},
    "mark_columns": MARKS_IN_COLUMNS,
    "mark_cell": MARKS_IN_CELL,
    "doubtful_rows": {"none": 3, "some": 2},
    "mark_between": {"no": 4, "yes": 1},
    "titles": {"own": 6, "catalogue": 1},
    "column_order": {"usual": 2, "shuffled": 1},
    "category_column": {"no": 6, "yes": 1},
    "responsible": {"no": 4, "yes": 1},
    "deadline": {"no": 4, "yes": 1},
    "economy": {"no": 6, "yes": 1},
    "committee": {"no": 6, "yes": 1},
    "activity": {"yes": 6, "no": 1},
    "departments": {"yes": 6, "no": 1},
    "notes": {"yes": 3, "no": 1},
    "cell_length": {"short": 2, "medium": 3, "long": 1},
    "bullets_in_cells": {"no": 6, "yes": 1},
    "rows_split": {"yes": 2, "no": 1},
    "wide": {"no": 8, "sideways": 1},
    "row_count": {"few": 1, "some": 3, "all": 2},
    "summary": {"none": 3, "agrees": 2, "differs": 1},
    "summary_place": {"after": 2, "before": 1, "last_row": 0.7},
    "legend_place": {"before": 3, "after": 1, "page_footer": 0.5},
    "front": {"title": 4, "title_intro": 2, "title_page": 1},
    "running": {"none": 2, "header_footer": 2, "page_number": 2},
    "footnote": {"no": 4, "yes": 1},
    "logo": {"no": 4, "yes": 1},
    "font": {"Liberation Sans": 3, "Liberation Serif": 2, "Carlito": 3, "DejaVu Sans": 1},
    "font_size": {"6": 0.5, "7": 1, "8": 2, "9": 3, "10": 2, "11": 1, "12": 0.5},
    "text": {"ragged": 4, "justified": 1, "justified_double_spaces": 1},
    "hyphenation": {"none": 3, "hyphens": 1, "broken_words": 1},
    "vertical": {"top": 3, "middle": 1},
    "padding": {"tight": 1, "usual": 3, "wide": 1},
    "empty_rows": {"no": 6, "yes": 1},
    "mistakes": {"no": 2, "yes": 1},
    "date_form": {"month_year": 3, "day_month_year": 2, "numeric": 2, "year": 1, "none": 1},
    "edition": {"none": 3, "printed": 1},
}

LATER: dict[str, dict[str, float]] = {
    "number_code": {"none": 12, "joined": 0.5, "dashed": 0.5},
    "former_rating": {"none": 10, "years": 1, "words": 0.5},
    "card_form": {"fields": 1, "framed": 1},
    "units_form": {"text": 14, "ticks": 1},
}
"""Choices of assessments that came later. They are drawn from a stream of their own: a new choice changes no document that
does not take it."""

PUSHING = frozenset({"drawn", "weasyprint", "chromium"})
"""Producers that can print a mark between two columns."""
SPANNING = frozenset({"weasyprint", "chromium", "typst", "writer", "calc"})
"""Producers that break a table where a cell spans the break."""
LONE_MARKS = frozenset({"x", "X", "plus", "check", "heavy_check", "dot", "disc_drawn", "cross_drawn", "tick_drawn"})
"""Marks that stand in a cell where all others of the row are empty."""


def draw(rng: random.Random, table: dict[str, dict[str, float]], fixed: Choices | None = None) -> Choices:
    """One option for every choice of ``table``; options in ``fixed`` are taken as given."""
    chosen: Choices = {}
    for name, options in table.items():
        pick = rng.choices(list(options), weights=list(options.values()))[0]
        chosen[name] = (fixed or {}).get(name, pick)
    return chosen


def settle(chosen: Choices) -> Choices:
    """The nearest set of choices that can be rendered together."""
    c = dict(chosen)
    arrangement, producer = c["arrangement"], c["producer"]
    if producer in ("calc", "impress", "drawn") and arrangement != "table":
        c["arrangement"] = arrangement = "table"
    if arrangement != "table":
        c |= {
            "column_order": "usual",
            "wide": "no",
            "merged": "none",
            "header_levels": "1",
            "header_turned": "no",
            "header_repeat": "first",
            "header_fill": "none",
            "category_column": "no",
            "empty_rows": "no",
            "rating_place": "cell",
            "section_form": "heading",
            "rotate": "0",
            "summary_place": "after",
        }
        if c["page"] == "landscape_a3":
            c["page"] = "portrait"
    if arrangement in ("questions", "prose"):
        c |= {"ruling": "none", "zebra": "no"}
    if arrangement == "questions":
        c["mark_cell"] = c["mark_cell"] if c["mark_cell"].startswith("options") else "options_glyph"
        if c["scale"] in ("tal4", "tal5", "trafiklys3"):
            c["scale"] = "ja_delvist_nej"
    if arrangement == "prose":
        c |= {"mark_cell": "word", "activity": "yes"}
        if c["scale"] in ("tal4", "tal5", "trafiklys3"):
            c["scale"] = "opfyldt3"
    _settle_marks(c)
    _settle_sections(c)
    _settle_space(c)
    _settle_later(c)
    if c["rotate"] != "0":
        c["crop"] = "none"
    return c


def _settle_marks(c: Choices) -> None:
    if c["rating_place"] == "columns":
        c["mark_cell"] = "-"
        if c["mark_columns"] == "form_field" and (
            c["producer"] != "drawn" or c["rotate"] != "0" or c["crop"] != "none"
        ):
            c["mark_columns"] = "box_glyph"
        if c["scale"].startswith("tal") or c["mark_columns"] == "word_in_column":
            c["column_labels"] = "words"
        if c["scale"] in ("tal4", "tal5") and c["mark_columns"] == "word_in_column":
            c["mark_columns"] = "x"
    else:
        c |= {"mark_columns": "-", "header_turned": "no", "column_labels": "-"}
        mark = c["mark_cell"]
        if mark in ("digit",) and c["scale"] not in ("tal4", "tal5"):
            c["scale"] = "tal4"
        elif mark == "abbreviation" and c["scale"] in ("tal4", "tal5"):
            c["scale"] = "grad4"
        elif c["scale"] in ("tal4", "tal5") and mark not in ("digit",):
            c["mark_cell"] = mark = "digit"
        if mark in (
            "fill",
            "fill_word",
            "dot_colored",
            "disc_colored",
            "icon_light",
            "icon_smiley",
            "icon_thumb",
            "pua_smiley",
            "colored_word",
            "arrow",
        ) and c["scale"] not in ("trafiklys3", "opfyldt3", "implementering3", "ja_delvist_nej"):
            c["scale"] = "trafiklys3"
        if mark.startswith("options") and c["scale"] == "trafiklys3":
            c["scale"] = "opfyldt3"
    plain = c["rating_place"] == "columns" or c["mark_cell"] in ("word", "options_glyph", "options_drawn")
    if plain and c["scale"] not in ("tal4", "tal5") and c["column_labels"] != "letters":
        c["legend_place"] = "-"
    if c["producer"] in ("calc", "impress"):
        drawn_to_glyph = {
            "box_drawn": "box_glyph",
            "box_tick_drawn": "box_tick_glyph",
            "disc_drawn": "dot",
            "ring_drawn": "dot",
            "cross_drawn": "X",
            "tick_drawn": "check",
            "icon_check": "heavy_check",
            "disc_colored": "dot_colored",
            "harvey": "word",
            "icon_light": "fill",
            "icon_smiley": "pua_smiley",
            "icon_thumb": "fill_word",
            "arrow": "dot_colored",
            "options_drawn": "word",
            "options_glyph": "word",
        }
        c["mark_columns"] = drawn_to_glyph.get(c["mark_columns"], c["mark_columns"])
        c["mark_cell"] = drawn_to_glyph.get(c["mark_cell"], c["mark_cell"])
        if c["mark_columns"] == "-" and c["mark_cell"] != "digit" and c["scale"] in ("tal4", "tal5"):
            c["scale"] = "grad4"
    if c["producer"] == "calc":
        c |= {
            "bullets_in_cells": "no",
            "logo": "no",
            "front": "title",
            "hyphenation": "none",
            "crop": "none",
            "footnote": "no",
            "text": "ragged",
            "section_form": "row",
            "rows_split": "no",
        }
    between = c["producer"] in PUSHING and c["mark_columns"] in LONE_MARKS and c["doubtful_rows"] == "some"
    if c["mark_between"] == "yes" and not between:
        c["mark_between"] = "no"
    if c["mark_columns"] == "fill" and c["zebra"] == "yes":
        c["zebra"] = "no"


def _settle_sections(c: Choices) -> None:
    if c["titles"] == "catalogue":
        c |= {"package_count": "1", "edition": "none", "category_column": "no"}
        if c["sections"] in ("category", "package"):
            c["sections"] = "none"
    if c["package_count"] != "1" and c["sections"] not in ("package", "department"):
        c["sections"] = "package"
    if c["sections"] == "department":
        c["departments"] = "no"
        if c["arrangement"] != "table":
            c["package_count"] = "1"  # nothing would tell which package a row is from
    if c["sections"] == "package" and c["package_count"] == "1":
        c["package_count"] = "2"
    if c["package_count"] == "1":
        c["numbering"] = "-"
    if c["level_form"] == "section" and c["sections"] != "level":
        c["level_form"] = "letter"
    if c["sections"] == "level":
        c["level_form"] = "section"
    if c["number_form"] == "letter":
        c["level_form"] = "prefix"
    elif c["level_form"] == "prefix":
        c["number_form"] = "letter"
    if c["number_form"] == "decimal":
        c["numbering"] = "restart" if c["numbering"] != "-" else "-"
    if c["number_form"] == "letter" and c["numbering"] == "continued":
        c["numbering"] = "restart"
    if c["sections"] == "none":
        c["section_form"] = "-"
    if c["section_form"] == "column" and (
        c["arrangement"] != "table" or c["producer"] not in SPANNING or c["wide"] != "no"
    ):
        c["section_form"] = "row"
    if c["level_form"] == "color_row" and (
        c["arrangement"] != "table" or "fill" in (c["mark_columns"], c["mark_cell"]) or c["merged"] != "none"
    ):
        c["level_form"] = "color"
    if c["level_form"] == "color_row":
        c["zebra"] = "no"
    if c["arrangement"] != "table":
        c["title_text"] = "title"
    if c["sections"] == "category":
        c["category_column"] = "no"
    if c["number_form"] == "none" and c["merged"] != "none":
        c["merged"] = "none"
    if c["sections"] == "department":
        c["merged"] = "none"
    if c["summary"] == "none":
        c["summary_place"] = "-"
    single = (
        c["package_count"] == "1"
        and c["section_form"] in ("-", "row")
        and c["wide"] == "no"
        and c["arrangement"] == "table"
    )
    if c["summary_place"] == "last_row" and not (single and c["rating_place"] == "columns"):
        c["summary_place"] = "after"


def _settle_later(c: Choices) -> None:
    """The choices of LATER where the others leave room for them."""
    if c["number_form"] != "plain":
        c["number_code"] = "-"
    one_cell = c["arrangement"] == "table" and c["rating_place"] == "cell" and not c["mark_cell"].startswith("options")
    if not one_cell or c["wide"] != "no" or c["producer"] == "impress":
        c["former_rating"] = "-"
    if c["arrangement"] != "cards":
        c["card_form"] = "-"
    elif c["card_form"] == "framed" and c["mark_cell"] in ("fill", "fill_word"):
        c["mark_cell"] = "disc_colored"  # a fill would colour the field's name as well
    if c["departments"] != "yes" or c["arrangement"] in ("prose", "questions") or c["producer"] == "impress":
        c["units_form"] = "-"


def _settle_space(c: Choices) -> None:
    """Columns that fit the page: what is too much for a portrait page goes to a landscape one."""
    if c["producer"] == "impress":
        c |= {
            "page": "landscape",
            "row_count": "few",
            "cell_length": "short",
            "wide": "no",
            "header_repeat": "all",
            "rows_split": "no",
            "hyphenation": "none",
            "summary_place": "after" if c["summary"] != "none" else "-",
            "economy": "no",
            "committee": "no",
            "merged": "none",
            "font_size": "9",
            "bullets_in_cells": "no",
            "front": "title",
            "footnote": "no",
            "section_form": "row" if c["sections"] != "none" else "-",
        }
    if c["arrangement"] == "table":
        count = sum(
            c[k] == "yes"
            for k in (
                "category_column",
                "responsible",
                "deadline",
                "economy",
                "committee",
                "activity",
                "departments",
                "notes",
            )
        )
        columns = (
            {"grad4": 4, "tal4": 4, "tal5": 5, "ja_nej": 2}.get(c["scale"], 3) if c["rating_place"] == "columns" else 1
        )
        load = count * 2 + columns * (0.6 if c["header_turned"] == "rating" or c["scale"].startswith("tal") else 1) + 4
        size = int(c["font_size"])
        if load * size > 115 and c["page"] == "portrait" and c["wide"] == "no":
            c["page"] = "landscape"
        limit = {"portrait": 115, "landscape": 165, "landscape_a3": 260}[c["page"]]
        while load * size > limit and size > 6 and c["wide"] == "no":
            size -= 1
        c["font_size"] = str(size)
    if c["wide"] == "sideways" and c["merged"] != "none":
        c["merged"] = "none"
    if c["rating_place"] != "columns" and c["header_levels"] == "3":
        c["header_levels"] = "2"
    if c["wide"] == "sideways":
        c |= {"sections": "none" if c["sections"] != "package" else c["sections"], "empty_rows": "no"}
        if c["sections"] == "none":
            # Nothing would tell which package a row is from.
            c |= {"section_form": "-", "package_count": "1", "numbering": "-"}
            c["level_form"] = "letter" if c["level_form"] == "section" else c["level_form"]
    if c["hyphenation"] == "broken_words" and c["producer"] == "typst":
        c["hyphenation"] = "hyphens"
