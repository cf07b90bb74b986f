"""Recommendations in lists: under headings that rate them, and with a drawn sign beside each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.document import ExtractedDocument
from tests.kinds.drawn_tables import TITLES
from tests.kinds.test_assessment_forms import EXPECTED, STEPS, of_html, ratings

TOLD = (
    "Alle skoler er med siden sidste sommer.",
    "Der er hold hvert kvartal.",
    "Lægerne bruger ikke skemaet.",
    "Er ikke drøftet endnu.",
    "Er afprøvet på to skoler.",
    "Skilte er sat op.",
)
BUNCHES = ("Her er vi i mål", "Her er vi på vej", "Her mangler vi noget")
HEAD = "<h1>Status på forebyggelsespakken Tobak</h1><p>Anbefalingerne er delt i tre bunker.</p>"
ROWS = [(title, step, text) for title, step, text in zip(TITLES, STEPS, TOLD, strict=True)]


def read(document: ExtractedDocument) -> list[tuple[str | None, int | None, str | None]]:
    return [(row.title, row.rating_step, row.activity) for row in document.assessments]


# --- under headings that rate --------------------------------------------------------------------------------------


def in_bunches(
    item: Callable[[str, str], str], around: str = "<ul>{}</ul>", bunches: tuple[str, ...] = BUNCHES
) -> ExtractedDocument:
    body = ""
    for step, head in enumerate(bunches, 1):
        items = "".join(item(title, text) for title, own, text in ROWS if own == step)
        body += f"<h2>{head}</h2>{around.format(items)}"
    return of_html(HEAD + body)


ITEMS: dict[str, tuple[Callable[[str, str], str], str]] = {
    "bold, colon": (lambda title, text: f"<li><b>{title}</b>: {text}</li>", "<ul>{}</ul>"),
    "bold, dash": (lambda title, text: f"<li><b>{title}</b> – {text}</li>", "<ul>{}</ul>"),
    "bold, line": (lambda title, text: f"<li><b>{title}</b><br>{text}</li>", "<ul>{}</ul>"),
    "plain, colon": (lambda title, text: f"<li>{title}: {text}</li>", "<ul>{}</ul>"),
    "dash before": (lambda title, text: f"<p>– <b>{title}</b>: {text}</p>", "{}"),
    "item below": (lambda title, text: f"<li>{title}<ul><li>{text}</li></ul></li>", "<ul>{}</ul>"),
    "paragraph": (lambda title, text: f"<p><b>{title}</b>: {text}</p>", "{}"),
    "heading": (lambda title, text: f"<h4>{title}</h4><p>{text}</p>", "{}"),
}


@pytest.mark.parametrize("item", ITEMS)
def test_items_under_headings_that_rate_have_a_title_and_a_text(item: str) -> None:
    """Bullet, title and text were the title of one row, items below items were rows, and other items none."""
    found = read(in_bunches(*ITEMS[item]))
    assert sorted(found) == sorted(ROWS)


@pytest.mark.parametrize(
    "bunches",
    [
        ("Allerede gennemført", "Under implementering", "Endnu ikke påbegyndt"),
        ("1. Det opfylder kommunen:", "2. Det opfylder kommunen delvist:", "3. Det opfylder kommunen ikke:"),
    ],
)
def test_headings_of_lists_in_words_that_some_scale_knows_or_none(bunches: tuple[str, ...]) -> None:
    assert sorted(read(in_bunches(*ITEMS["bold, colon"], bunches))) == sorted(ROWS)


def test_names_of_packages_before_items_are_no_titles() -> None:
    document = in_bunches(lambda title, _: f"<li>Tobak: {title}</li>")
    assert not {row.title for row in document.assessments} & {"Tobak"}


# --- with a drawn sign ---------------------------------------------------------------------------------------------

COLOURS = ("#2e9e4f", "#f0b400", "#d03b2f")
NOTE = "<p><i>Notatet bygger på samtaler med lederne i alle forvaltninger.</i></p>"


def dot(step: int) -> str:
    style = "display:inline-block;width:8pt;height:8pt;border-radius:4pt;background:" + COLOURS[step - 1]
    return f"<span style='{style}'></span>"


def with_dots(item: Callable[[str, str, str], str]) -> ExtractedDocument:
    words = ("Gennemført", "Under udvikling", "Ikke igangsat")
    legend = " &nbsp; ".join(f"{dot(step)} {word}" for step, word in enumerate(words, 1))
    body = "".join(item(dot(step), title, text) for title, step, text in ROWS)
    return of_html(f"<h1>Status på forebyggelsespakken Tobak</h1><p>{legend}</p>{body}{NOTE}")


DOTTED: dict[str, Callable[[str, str, str], str]] = {
    "heading": lambda sign, title, text: f"<h4>{sign} {title}</h4><p>{text}</p>",
    "bold and level": lambda sign, title, text: f"<p>{sign} <b>{title}</b> (G)<br>{text}</p>",
    "bold, colon": lambda sign, title, text: f"<p>{sign} <b>{title}:</b> {text}</p>",
    "behind": lambda sign, title, text: f"<p><b>{title}</b> (G) {sign}<br>{text}</p>",
}


@pytest.mark.parametrize("item", DOTTED)
def test_signs_drawn_beside_titles_rate_them_and_the_last_text_is_a_note(item: str) -> None:
    """A title in bold whose level is not was part of the text above, and the note in italics that of the last one."""
    document = with_dots(DOTTED[item])
    assert read(document) == ROWS
    assert {row.level for row in document.assessments} == (
        {"grundniveau"} if "(G)" in DOTTED[item]("", "", "") else {None}
    )


def test_plain_titles_with_drawn_signs_are_rated_where_a_legend_explains_these() -> None:
    document = with_dots(lambda sign, title, _: f"<p>{sign} {title}</p>")
    assert ratings(document) == [(None, title, step) for _, title, step in EXPECTED]


def test_a_title_in_a_form_is_no_heading_of_the_others() -> None:
    """ "Information om …", a title, was the category of all recommendations, without a doubt."""
    document = with_dots(DOTTED["heading"])
    assert {row.category for row in document.assessments} == {None}
