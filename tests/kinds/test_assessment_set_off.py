"""Verdicts that stand behind or above the title they rate, set off by a label, another look or brackets."""

from __future__ import annotations

import pytest

from schemas.document import ExtractedDocument
from tests.kinds.test_assessment_forms import WORDS, of_html
from tests.kinds.test_assessment_lists import ROWS, read

HEAD = "<h1>Status på forebyggelsespakken Tobak</h1><p>Anbefalingerne gennemgås en for en.</p>"
FOOT = "<p style='font-size: 7pt'>Sagsnr. 29.09.00-P20-1-14</p>"


def printed(item: str) -> ExtractedDocument:
    rows = enumerate(ROWS, 1)
    body = "".join(item.format(n=n, t=title, w=WORDS[step - 1], a=text) for n, (title, step, text) in rows)
    return of_html(HEAD + body + FOOT)


@pytest.mark.parametrize(
    "item",
    [
        "<p><b>{n}) {t}.</b> <i>Vurdering: {w}</i></p><p>{a}</p>",
        "<h3>{t} – status: {w}</h3><p>{a}</p>",
        "<h3>{t} (Vurdering: {w})</h3><p>{a}</p>",
        "<h3>{t} | Status: {w}</h3><p>{a}</p>",
        "<p><b>{t}</b> Status: {w}<br>{a}</p>",
        "<p><b>{t}</b> <i>Vurdering: {w}.</i> {a}</p>",
        "<p><b>{t}</b> <i>({w})</i> {a}</p>",
        "<p><b>{t}</b> (G) ({w}) {a}</p>",
        "<ul><li><b>{t}.</b> <i>Vurdering: {w}</i><br>{a}</li></ul>",
        "<p><b>{n}) {t}.</b> {a} <i>Vurdering: {w}</i></p>",
        "<h3>{t}</h3><p>{a} <i>(vurdering: {w})</i></p>",
    ],
)
def test_verdicts_set_off_from_their_titles(item: str) -> None:
    """The label of the verdict and the title before it were a label of the form, and the chapter the title."""
    document = printed(item)
    assert read(document) == ROWS
    assert {row.rating_text for row in document.assessments} == set(WORDS)
    assert not any(row.needs_review for row in document.assessments)


@pytest.mark.parametrize(
    "item",
    [
        "<p style='margin: 8pt 0 0'>Vurdering: {w}</p><p style='margin: 0'><b>{t}</b></p><p style='margin: 0'>{a}</p>",
        "<p>{w}</p><h3>{t}</h3><p>{a}</p>",
    ],
)
def test_verdicts_above_their_titles(item: str) -> None:
    """Each was that of the recommendation before, without a doubt."""
    assert read(printed(item)) == ROWS


def test_a_verdict_below_the_text_is_not_that_of_the_next_title() -> None:
    assert read(printed("<h3>{t}</h3><p>{a}</p><p>Vurdering: {w}</p>")) == ROWS


def test_a_sentence_behind_a_bold_title_is_no_label_of_a_verdict() -> None:
    document = printed("<p><b>{t}.</b> {a} Ingen ved, om det er sådan.</p><p>Vurdering: {w}</p>")
    assert [row.activity for row in document.assessments] == [f"{a} Ingen ved, om det er sådan." for *_, a in ROWS]


@pytest.mark.parametrize("item", ["<h3>{t} ({o})</h3><p>{a}</p>", "<p><b>{t}</b> <i>({o})</i><br>{a}</p>"])
@pytest.mark.parametrize(
    "own", [("følges", "følges delvist", "følges ikke"), ("det gør vi altid", "vi er på vej", "det mangler vi")]
)
def test_words_in_brackets_behind_titles(item: str, own: tuple[str, str, str]) -> None:
    """Words that no scale of the vocabulary knows were part of the title, and the document no assessment."""
    rows = enumerate(ROWS, 1)
    document = of_html(HEAD + "".join(item.format(n=n, t=t, o=own[s - 1], a=a) for n, (t, s, a) in rows) + FOOT)
    assert read(document) == ROWS
    assert {row.rating_text for row in document.assessments} == set(own)


def test_the_same_words_in_brackets_behind_every_title_rate_nothing() -> None:
    items = "".join(f"<h3>{title} (i hele kommunen)</h3><p>{text}</p>" for title, _, text in ROWS)
    assert not of_html(HEAD + items + FOOT).assessments
