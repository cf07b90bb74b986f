"""Lists without heads whose signs a key explains, and keys in frames of their own."""

from __future__ import annotations

import pytest

from extractors import extract
from schemas.document import ExtractedDocument

weasyprint = pytest.importorskip("weasyprint")

STYLE = """
@page { size: A4; margin: 20mm 18mm }
body { font-family: Carlito, "DejaVu Sans", sans-serif; font-size: 10pt }
.key { border: 1pt solid #123; columns: 2; padding: 5pt 8pt }
h2 { border-bottom: 1pt solid #b22; font-size: 12pt } h3 { color: #b22; font-size: 10pt; margin: 4pt 0 }
table { width: 100%; border-collapse: collapse } td { padding: 4pt 0; border-bottom: 0.7pt dotted #888 }
td:first-child { width: 18pt } td:last-child { width: 45% }
"""
STEPS = (("●", "100 pct. på plads"), ("◕", "Næsten på plads"), ("◑", "Halvt på plads"), ("○", "0 pct. på plads"))
LISTED = {
    "Rammer": (
        ("Røgfri skoletid", 0, "Vedtaget i 2016"),
        ("Røgfri legepladser", 2, ""),
        ("Røgfri haller", 1, "To ud af tre"),
    ),
    "Tilbud": (("Hold for gravide rygere", 1, "Sammen med jordemødrene"), ("Rygestoptilbud", 0, "Fire hold om året")),
    "Tidlig opsporing": (("Henvisning fra læger", 3, "Drøftes"), ("Samtaler i tandplejen", 2, "Fra 8. klasse")),
}


def read(*, key: bool = True) -> ExtractedDocument:
    explained = "".join(f"<div>{sign} {text}</div>" for sign, text in STEPS) if key else "<div>Udgivet af Sundhed</div>"
    body = "".join(
        f"<h3>{heading}</h3><table>"
        + "".join(
            f"<tr><td>{STEPS[step][0]}</td><td>{title}</td><td><i>{note}</i></td></tr>" for title, step, note in rows
        )
        + "</table>"
        for heading, rows in LISTED.items()
    )
    html = (
        f"<style>{STYLE}</style><h1>Tobak</h1><p>Faxe Kommunes egenvurdering efter Sundhedsstyrelsens "
        f"forebyggelsespakke, maj 2014</p><div class=key>{explained}</div><h2>Anbefalinger på grundniveau</h2>{body}"
    )
    return extract(weasyprint.HTML(string=html).write_pdf(), path="faxe.pdf")


def test_a_list_of_signs_and_titles_is_rated_by_the_key_in_a_frame_above_it() -> None:
    """The frame and the list were one table, whose signs nothing explained."""
    rows = [(title, STEPS[step][1], step + 1) for listed in LISTED.values() for title, step, _ in listed]
    found = read().assessments
    assert [(row.title, row.rating_text, row.rating_step) for row in found] == rows
    assert {row.level for row in found} == {"grundniveau"}
    assert [row.category for row in found] == ["rammer"] * 3 + ["tilbud"] * 2 + ["tidlig_opsporing"] * 2


def test_a_list_of_signs_that_nothing_explains_is_no_assessment() -> None:
    assert read(key=False).assessments == ()
