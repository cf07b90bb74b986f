"""Dates are never more exact than printed, and a document has the right one of several."""

import pytest

from extractors.danish.dates import decide_document_date, find_dates
from extractors.danish.evidence import Evidence


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("Status: juni 2016", "2016-06", "month"),
        ("November 2018", "2018-11", "month"),
        ("nov. 18", "2018-11", "month"),
        ("pr. 1/11-18", "2018-11-01", "day"),
        ("d. 5. november 2018", "2018-11-05", "day"),
        ("den 05.11.2018", "2018-11-05", "day"),
        ("3/5 2017", "2017-05-03", "day"),
        ("2018-11-05", "2018-11-05", "day"),
        ("11/2018", "2018-11", "month"),
        ("4. kvartal 2018", "2018", "quarter"),
        ("2. halvår 2018", "2018", "half"),
        ("efterår 2018", "2018", "season"),
        ("skoleåret 2018/19", "2018", "season"),
        ("primo 2019", "2019", "part"),
        ("2017-2020", "2017/2020", "period"),
        ("udgivet 2018", "2018", "year"),
    ],
)
def test_forms(text: str, iso: str, precision: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.iso, mention.precision) == (iso, precision)


@pytest.mark.parametrize(
    "text",
    [
        "kl. 10.15-11.45",
        "tlf. 96 96 20 18",
        "2 1/2 times",
        "4.000 borgere",
        "200.000-2018",
        "I maj 12 deltagere",
        "15.20.00-P05",
        "27.12.09-G01-2-14",
        "2018 kr.",
        "§ 84 og 85",
        "5-18 år",
        "3/4 af børnene",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_days_that_do_not_exist_are_not_made_up() -> None:
    assert [m.precision for m in find_dates("31/2 2018")] == ["year"]
    assert "2018-02-31" not in {m.iso for m in find_dates("31. februar 2018")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Status pr. 1. november 2018", "status"),
        ("Vedtaget af byrådet den 3. maj 2017", "adopted"),
        ("Udskrevet 12-03-2019", "printed"),
        ("lov nr. 1537 af 20. december 2006", "law"),
        ("senest 1. juni 2019", "deadline"),
        ("CSU = Center for Socialt Udsatte. Udarbejdet maj 2019.", "status"),
        ("Udfyldt i november 2017 af Sundhedshuset", "status"),
        ("Politikken er udarbejdet i maj 2016", None),
        ("November 2018", None),
        ("Kommunens vurdering af anbefalingerne i forebyggelsespakken, november 2018", None),  # "a|f" is no "f."
    ],
)
def test_kind(text: str, kind: str | None) -> None:
    assert find_dates(text)[0].kind_hint == kind


def test_status_wins_over_adoption_print_and_metadata() -> None:
    evidence = [
        Evidence("Udskrevet 12-03-2019", "running"),
        Evidence("Vedtaget af byrådet den 3. maj 2017", "title"),
        Evidence("Bekendtgørelse nr. 1344 af 03/12/2010", "body"),
        Evidence("Status: juni 2016", "body"),
        Evidence("D 2020-01-01", "metadata"),
    ]
    assert decide_document_date(evidence).iso == "2016-06"
    assert decide_document_date(evidence[:3]).iso == "2017-05-03"
    assert decide_document_date(evidence[2:3]).iso is None


def test_equal_dates_that_differ_are_said() -> None:
    decision = decide_document_date([Evidence("November 2015", "title"), Evidence("December 2015", "title")])
    assert decision.iso == "2015-11"
    assert decision.others == ("2015-12",)


def test_of_listed_years_the_last_is_the_document_s() -> None:
    assert decide_document_date([Evidence("Tobak – status 2017 og 2019", "title")]).iso == "2019"


def test_minutes_are_of_the_day_of_the_meeting_and_not_of_what_an_item_reports() -> None:
    evidence = [
        Evidence("Referat fra Sundhedsudvalget", "title"),
        Evidence("Mødedato: 8. september 2015 kl. 15.00", "body"),
        Evidence("2. Økonomirapport pr. 31. juli 2015", "title"),
    ]
    assert decide_document_date(evidence).iso == "2015-09-08"
    assert decide_document_date(evidence[2:]).iso == "2015-07-31"


def test_plan_of_a_year_is_of_the_day_it_was_adopted() -> None:
    adopted = Evidence("Godkendt af Sundhedsudvalget den 18. januar 2022.", "body")
    assert decide_document_date([Evidence("Handleplan 2022", "title"), adopted]).iso == "2022-01-18"
    assert decide_document_date([Evidence("Handleplan 2023", "title"), adopted]).iso == "2023"
    below = Evidence("Godkendt af Sundhedsudvalget den 1. december 2022", "title")
    assert decide_document_date([Evidence("Handleplan 2023", "title"), below]).iso == "2022-12-01"


def test_a_preposition_before_a_name_makes_no_date_a_deadline() -> None:
    assert [d.kind_hint for d in find_dates("Oplæg til Udvalget for Sundhed, maj 2016")] == [None]
    assert [d.kind_hint for d in find_dates("Løber frem til slutningen af maj 2016")] == ["deadline"]


def test_years_that_a_text_speaks_of_in_passing_are_not_the_document_s() -> None:
    adopted = Evidence("Vedtaget af Byrådet den 28. marts 2019", "title")
    sentence = Evidence("I kommunen lever 800 borgere med demens, og tallet stiger til 1.100 i 2030.", "title")
    note = Evidence("1 Hvordan har du det? Region Nordjylland 2021.", "running")
    assert decide_document_date([sentence, note, adopted]).iso == "2019-03-28"
    meeting = Evidence("Børneudvalget, møde den 4. juni 2020", "title")
    told = Evidence("Børneudvalget så i 2018 den første opgørelse. Siden er alle punkter set efter:", "title")
    assert decide_document_date([meeting, told]).iso == "2020-06-04"
