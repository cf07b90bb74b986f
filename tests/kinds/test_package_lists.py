"""Packages in short form: numbered lists, and tables of their recommendations."""

from __future__ import annotations

import pytest

from tests.kinds.test_package import CATEGORIES, LEVELS, RECOMMENDATIONS
from tests.kinds.typeset import records, typeset

TITLE = "<h1>Forebyggelsespakken Alkohol – anbefalingerne kort</h1><p>Til temadagen.</p>"
IDEAS = ("Se nabokommunens politik.", "", "Brug årets samtaleark.", "", "", "Aftal det med lægerne.")
ROWS = [(*row, idea) for row, idea in zip(RECOMMENDATIONS, IDEAS, strict=True)]


def read(html: str, style: str = "") -> list[tuple[object, ...]]:
    document = typeset(TITLE + html, style)
    assert document.kind.kind == "package"
    return [
        (row.number, row.title, row.level, row.category, row.description, row.inspiration or "")
        for row in records(document, "package")[0].recommendations
    ]


def expected(*, numbered: bool = True) -> list[tuple[object, ...]]:
    return [
        (n if numbered else None, title, LEVELS[level], CATEGORIES[category], text, idea)
        for n, (title, level, category, text, idea) in enumerate(ROWS, 1)
    ]


@pytest.mark.parametrize("run_in", [False, True])
@pytest.mark.parametrize("lead", ["<br>Inspiration: {}", "</p><p><i>Idéer til handling:</i> {}", " Inspiration: {}"])
def test_numbered_titles_with_their_level_and_inspiration_behind_the_text(lead: str, run_in: bool) -> None:
    html, above = "", ""
    for n, (title, level, category, text, idea) in enumerate(ROWS, 1):
        html += f"<h2>{category}</h2>" if category != above else ""
        above = category
        html += f"<p><b>{n}. {title} ({level}){'.' if run_in else ''}</b>{' ' if run_in else '<br>'}"
        html += f"{text}{lead.format(idea) if idea else ''}</p>"
    assert read(html) == expected()


HEADERS = ("Anbefaling", "Niveau", "Hvad går den ud på?", "Gode eksempler")


def table(headers: tuple[str, ...] = HEADERS, *, categories: str = "column") -> str:
    heads = "".join(f"<th>{text}</th>" for text in headers)
    html = f"<table><tr><th>Nr.</th>{heads}{'<th>Kategori</th>' if categories == 'column' else ''}</tr>"
    above = ""
    for n, (title, level, category, text, idea) in enumerate(ROWS, 1):
        if categories == "rows" and category != above:
            html += f"<tr><td colspan='9'><b>{category}</b></td></tr>"
        above = category
        cells = (str(n), title, "Grund" if level == "G" else "Udvikling", text, idea)
        cells += (category,) if categories == "column" else ()
        html += "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    return html + "</table>"


@pytest.mark.parametrize("categories", ["column", "rows"])
@pytest.mark.parametrize(
    "style",
    ["td, th { border: 1px solid }", "tr:nth-child(even) td { background: #def }", "td { border-top: 1px solid }"],
)
def test_table_of_recommendations_with_their_levels_is_a_package(style: str, categories: str) -> None:
    """Shaded row by row, it is parted where a category stands on white: what goes on has the same columns."""
    found = read(table(categories=categories), f"@page {{ size: A4 landscape }} td, th {{ padding: 4pt }} {style}")
    assert found == expected()


def test_table_with_a_column_that_no_package_has_is_none() -> None:
    headers = ("Anbefaling", "Niveau", "Hvad går den ud på?", "Hvor langt er Hvidovre?")
    document = typeset("<h1>Alkohol</h1>" + table(headers), "td, th { border: 1px solid }")
    assert document.kind.kind != "package"
