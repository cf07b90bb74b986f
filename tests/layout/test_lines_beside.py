"""Lines of two columns that come nearer to each other than phrases of one line do."""

from __future__ import annotations

from schemas.page import Page
from tests.layout.printed import blocks, page, texts, words


def _slide(number: int, left: str, right: str, right_edge: float = 300.0) -> Page:
    return page(
        words(f"Emne {number}", 50, 40, 20, bold=True),
        words(left, 50, 80),
        words(right, right_edge, 80),
        number=number,
        width=720,
        height=405,
    )


def test_a_line_that_comes_near_the_next_column_is_parted_where_other_pages_show_both() -> None:
    """One line alone beside a full one: no line of its page shows where the second column begins."""
    full = "Indsatserne skal være systematiske og følges tæt"
    others = [(1, "Kort linje", "Anden spalte"), (2, "Mål", "Midler"), (3, full, "Frivillige inddrages")]
    assert {full, "Frivillige inddrages"} <= set(texts(blocks(*(_slide(*slide) for slide in others))))
    # A wide gap that no other page repeats is white in a line.
    elsewhere = [_slide(1, "Kort linje", "Anden spalte", 330), _slide(2, "Mål", "Midler", 360), _slide(*others[2])]
    assert f"{full} Frivillige inddrages" in texts(blocks(*elsewhere))


def test_a_line_of_wide_spaces_is_whole_though_a_word_begins_at_an_edge_of_other_pages() -> None:
    """Titles in double spaces lost all words from the second option's edge on."""
    title = "Adgang  til  grønne  områder  for  alle"
    edge = 50 + len("Adgang  til  grønne  ") * 5.0
    slides = [_slide(i, "Ikke i gang", "Opfyldt", edge) for i in (1, 2)]
    assert " ".join(title.split()) in texts(
        blocks(*slides, page(words(title, 50, 80), number=3, width=720, height=405))
    )
