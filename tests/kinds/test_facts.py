"""Whose document it is, of what packages and when: read from titles, headers, addresses and the manifest."""

from __future__ import annotations

import pytest

from schemas.document import DocumentFacts, ExtractedDocument
from schemas.records import DocumentRow
from tests.kinds.drawn_tables import TITLES, Paper, Row

BODY = [[str(n), title, "Opfyldt" if n % 2 else "Ikke opfyldt"] for n, title in enumerate(TITLES, 1)]


def read(title: str, *lines: str, manifest: DocumentFacts | None = None, path: str = "a.pdf") -> ExtractedDocument:
    made = Paper(title)
    for line in lines:
        made.line(line)
    made.table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *BODY])
    return made.read(manifest=manifest, path=path)


def facts(title: str, *lines: str, path: str = "a.pdf") -> DocumentRow:
    return read(title, *lines, path=path).document


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Herlev Kommunes status på forebyggelsespakken Tobak", ()),
        ("Status på forebyggelsespakken Tobak", ("Herlev Kommune",)),
        ("Status på forebyggelsespakken Tobak", ("Henvendelse til sundhed@herlev.dk",)),
        ("Status på forebyggelsespakken Tobak", ("Herlev Kommune, april 2013. Krydset viser det ansvarlige center.",)),
        ("Status på forebyggelsespakken Tobak", ("Skemaet er udfyldt af Herlev Kommune i samarbejde med skolerne.",)),
    ],
    ids=["title", "sender", "e-mail", "sender in a sentence", "text"],
)
def test_the_municipality(title: str, lines: tuple[str, ...]) -> None:
    found = facts(title, *lines)
    assert (found.municipality_code, found.municipality) == ("0163", "Herlev")
    assert found.organisation is not None
    assert found.region is not None


def test_the_municipality_of_a_running_header() -> None:
    made = Paper("Status på forebyggelsespakken Tobak")
    for _ in range(3):
        made.y, keep = 18.0, made.y
        made.line("Herlev Kommune · Center for Sundhed", size=8)
        made.y = keep + 10
        made.table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *BODY]).page()
    assert made.read().document.municipality_code == "0163"


def test_the_date_at_the_foot_of_the_only_page() -> None:
    made = Paper("Modenhedsanalyse af forebyggelsespakken Tobak")
    made.table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *BODY])
    made.y = made.size[1] - 30
    assert made.line("Oktober 2020", size=8).read().document.document_date == "2020-10"


def test_the_municipality_in_a_line_that_the_grid_took_in_above_its_rows() -> None:
    """ "Center for …" made the line a label of units, and one mention in the text is too little."""
    made = Paper("Spørgeskema: Forebyggelsespakken Tobak")
    above: list[Row] = [["Respondent: Herlev Kommune, Center for Sundhed", "", ""]]
    made.table(
        (400, 150, 140), [*above, ["Anbefaling", "Status", "Bemærkninger"], *([t, "Opfyldt", ""] for t in TITLES)]
    )
    assert made.read().document.municipality_code == "0163"


def test_a_title_that_the_side_of_a_sheet_cuts_goes_on_at_the_edge_of_the_next_page() -> None:
    """The letter at the edge is on both pages; the package stood on the second alone."""
    made = Paper(None)
    made.heading("Implementering af forebyggelsesp", size=16)
    made.table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *BODY]).page()
    made.left -= 8
    made.heading("pakken om Tobak i Herlev Kommune", size=16)
    made.left += 8
    document = made.table((40, 200), [["Nr.", "Forankret i"], *([row[0], "Staben"] for row in BODY)]).read().document
    assert document.title == "Implementering af forebyggelsespakken om Tobak i Herlev Kommune"
    assert document.packages == ("tobak",)


def test_rows_carry_the_municipality_of_their_document() -> None:
    document = read("Herlev Kommunes status på forebyggelsespakken Tobak")
    assert {row.municipality_code for row in document.assessments} == {"0163"}


def test_a_line_that_is_nothing_but_the_municipality_signs_the_page() -> None:
    """An appendix of minutes names its municipality once, on a line of its own."""
    made = Paper("Referat af møde i Sundhedsudvalget")
    for n in range(6):
        made.line(f"{n}. Udvalget drøftede arbejdet med forebyggelse i kommunens tilbud og tog det til efterretning.")
    made.heading("Bilag 1: Status for forebyggelsespakken om overvægt").line("Ikast-Brande Kommune")
    assert made.read().document.municipality_code == "0756"


def test_a_document_that_names_no_municipality_has_none() -> None:
    assert facts("Status på forebyggelsespakken Tobak").municipality_code is None


def test_two_municipalities_of_equal_weight_are_not_chosen_between() -> None:
    document = read("Status på forebyggelsespakken Tobak", "Herlev Kommune og Ballerup Kommune")
    assert document.document.municipality_code is None
    assert "municipality_several" in {f.code for f in document.findings}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Status pr. 1. maj 2019", "2019-05-01"),
        ("Status: november 2018", "2018-11"),
        ("Opdateret 03.02.2020", "2020-02-03"),
        ("Status 2017", "2017"),
        ("Besvarelse 14 · Afsluttet 04-05-2021 kl. 14.22", "2021-05-04"),
    ],
)
def test_the_date_as_exact_as_printed(text: str, date: str) -> None:
    assert facts("Status på forebyggelsespakken Tobak", text).document_date == date


def test_headers_of_former_ratings_do_not_date_the_document() -> None:
    """The document was dated 2017 by the column of the rating before."""
    rows: list[Row] = [["Nr.", "Anbefaling", "Nuværende status 2017", "Nuværende status 2021"]]
    rows += [[str(n), title, "Ikke opfyldt", "Opfyldt"] for n, title in enumerate(TITLES, 1)]
    made = Paper().line("Sundhedsafdelingen, juni 2021").table((40, 270, 140, 140), rows)
    assert made.read().document.document_date == "2021-06"


def test_rows_carry_the_date_of_their_document() -> None:
    document = read("Status på forebyggelsespakken Tobak", "Status pr. 1. maj 2019")
    assert {row.status_date for row in document.assessments} == {"2019-05-01"}


@pytest.mark.parametrize(
    ("title", "packages"),
    [
        ("Status på forebyggelsespakken Tobak", ("tobak",)),
        ("Forebyggelsespakke – Mad & måltider", ("mad_og_maaltider",)),
        ("Selvevaluering: forebyggelsespakken om seksuel sundhed", ("seksuel_sundhed",)),
        ("Forebyggelsespakkerne om tobak og alkohol", ("alkohol", "tobak")),
    ],
)
def test_the_packages_of_the_title(title: str, packages: tuple[str, ...]) -> None:
    assert tuple(sorted(facts(title).packages)) == packages


def test_the_package_of_the_subject_line_of_a_memo() -> None:
    sender = ("Herlev Kommune", "Staben", "Vestergade 1", "2730 Herlev", "Til: Børneudvalget", "Dato: 3. maj 2016")
    found = facts("Notat", *sender, "Emne: Forebyggelsespakken Tobak")
    assert (found.packages, found.title) == (("tobak",), "Notat")


def test_a_package_that_is_the_subject_of_the_title_is_that_of_the_rows() -> None:
    document = read("Mental sundhed – status på anbefalingerne")
    assert {row.package for row in document.assessments} == {"mental_sundhed"}
    assert document.document.packages == ("mental_sundhed",)


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Status på forebyggelsespakken Tobak (2018)", ""),
        ("Status på forebyggelsespakken Tobak", "Der er taget udgangspunkt i forebyggelsespakken fra 2018."),
    ],
)
def test_the_edition(title: str, line: str) -> None:
    document = read(title, line) if line else read(title)
    assert document.document.edition == "2018"
    assert {row.edition for row in document.assessments} == {"2018"}


@pytest.mark.parametrize(
    "source",
    [
        "Skemaet følger forebyggelsespakke om tobak, Sundhedsstyrelsen 2012, og er kommunens eget.",
        "Kort gengivelse af Sundhedsstyrelsens pakke fra 2012.",
    ],
)
def test_the_edition_of_a_package_whose_publisher_a_sentence_names(source: str) -> None:
    lines = ["Arbejdsgruppen har mødtes fem gange i foråret."] * 8
    assert facts("Røgfri fremtid", *lines, source, *lines).edition == "2012"


def test_a_year_behind_the_packages_that_is_no_edition_is_the_date() -> None:
    document = read("Fælles status på forebyggelsespakken Tobak", "Fælles status på forebyggelsespakkerne, 2016")
    assert (document.document.edition, document.document.document_date) == (None, "2016")


def test_the_year_of_the_edition_is_not_the_date_of_the_status() -> None:
    assert facts("Status på forebyggelsespakken Tobak (2018)", "Status: maj 2021").document_date == "2021-05"


def test_the_title_is_what_is_printed_largest() -> None:
    title = "Kommunens arbejde med anbefalingerne i forebyggelsespakken om tobak og røgfrie miljøer på alle områder"
    assert facts(title, "Center for Sundhed").title == title


def test_the_manifest_wins_and_says_where_the_document_disagrees() -> None:
    manifest = DocumentFacts(
        source_url="https://example.org/a.pdf",
        municipality_code="0151",
        document_date="2020-01-02",
        package="alkohol",
        edition="2012",
    )
    document = read(
        "Herlev Kommunes status på forebyggelsespakken Tobak (2018)", "Status pr. 1. maj 2019", manifest=manifest
    )
    found = document.document
    assert (found.municipality_code, found.municipality) == ("0151", "Ballerup")
    assert (found.document_date, found.edition) == ("2020-01-02", "2012")
    assert found.source_url == "https://example.org/a.pdf"
    row = document.assessments[0]
    assert (row.municipality_code, row.edition) == ("0151", "2012")
    assert row.status_date == "2020-01-02"
    assert "municipality_code" in {f.field for f in document.findings if f.code == "manifest_overrides"}


def test_a_manifest_that_agrees_is_no_finding() -> None:
    manifest = DocumentFacts(municipality_code="0163")
    document = read("Herlev Kommunes status på forebyggelsespakken Tobak", manifest=manifest)
    assert "manifest_overrides" not in {f.code for f in document.findings}


def test_the_package_of_the_manifest_is_that_of_the_rows() -> None:
    document = read("Status på forebyggelsespakken Tobak", manifest=DocumentFacts(package="alkohol"))
    assert document.document.packages == ("alkohol",)
    assert {row.package for row in document.assessments} == {"alkohol"}


@pytest.mark.parametrize("field", ["document_date", "package", "edition"])
def test_every_field_that_the_manifest_overrules_is_said(field: str) -> None:
    values = {"document_date": "2020-01-02", "package": "alkohol", "edition": "2012"}
    document = read(
        "Status på forebyggelsespakken Tobak (2018)",
        "Status pr. 1. maj 2019",
        manifest=DocumentFacts(**{field: values[field]}),
    )
    assert field in {str(f.field) for f in document.findings if f.code == "manifest_overrides"}


def test_values_from_the_manifest_are_said_in_the_evidence() -> None:
    document = read("Status på forebyggelsespakken Tobak", manifest=DocumentFacts(municipality_code="0163"))
    assert "municipality_code" in {e.field for e in document.evidence if e.method.startswith("manifest")}


@pytest.mark.parametrize(
    ("title", "language"), [("Status på forebyggelsespakken Tobak", "da"), ("Kravspecifikation", None)]
)
def test_the_language(title: str, language: str | None) -> None:
    text = "Det er ikke alle skoler, der har indført en røgfri skoletid, og vi skal have det med i planen for i år."
    made = Paper(title).line(text) if language else Paper("ABC 123")
    assert made.read().document.language == language


def test_title_printed_twice_hides_no_sender_below_it() -> None:
    made = Paper("Gennemgang af anbefalinger: Fysisk aktivitet")
    made.line("Gennemgang af anbefalinger: Fysisk aktivitet").line("Herlev Kommune").line("Februar 2016")
    made.table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *BODY])
    found = made.read().document
    assert (found.municipality_code, found.document_date) == ("0163", "2016-02")


def test_packages_are_read_from_rows_that_head_others() -> None:
    made = Paper("Status på forebyggelsespakkerne i Herlev Kommune")
    rows = [["Forebyggelsespakke om alkohol", "", ""], *BODY, ["Forebyggelsespakke om tobak", "", ""], *BODY]
    made.table((240, 300, 140), [["Nr.", "Anbefaling", "Farve"], *rows])
    assert made.read().document.packages == ("alkohol", "tobak")


def test_package_in_the_title_of_an_appendix_is_the_agenda_s() -> None:
    made = Paper("Referat fra Sundhedsudvalget")
    made.line("2. Status på forebyggelsespakkerne").line("Bilag 1: Kortlægning af kommunens indsats – Hygiejne")
    made.line("Udvalget drøfter i næste møde salg af alkohol.")
    assert made.read().document.packages == ("hygiejne",)


def test_assessment_of_which_nothing_can_be_read_is_said() -> None:
    made = Paper("Status på forebyggelsespakken om tobak")
    made.table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *[[n, title, ""] for n, title, _ in BODY]])
    made.line("Forklaring: Opfyldt, Delvist opfyldt, Ikke opfyldt")
    for text in ("Grundniveau", "Opfyldt", "Ikke opfyldt"):
        made.line(text)
    document = made.read()
    assert document.assessments == ()
    assert document.document.kind == "assessment"
    assert "assessment_unread" in {finding.code for finding in document.findings}


def test_recommendations_listed_in_a_table_of_which_no_row_is_read_are_said() -> None:
    """Each verdict stands at the end of a text: the document was of no kind, and nobody was told that it had rows."""
    rows = [["Anbefaling", "Sådan gør vi"], *([title, "Der er holdt kurser. → Opfyldt"] for title in TITLES)]
    made = Paper("Hygiejne i vores institutioner").line("Gennemgang af en af Sundhedsstyrelsens forebyggelsespakker.")
    document = made.table((270, 300), rows).read()
    assert not document.assessments
    assert "assessment_unread" in {finding.code for finding in document.findings}


def test_sender_and_date_that_a_table_took_in_above_its_header_are_read() -> None:
    made = Paper("Status på forebyggelsespakken Tobak")
    above = [["Herlev", "Kommune", "", "", ""], ["Sidst revideret:", "23-04-2014", "", "", ""]]
    rows = [[*cells, "", "Skolen"] for cells in BODY]
    made.table((80, 300, 140, 60, 60), [*above, ["Nr.", "Anbefaling", "Status", "Mål", "Ansvarlig"], *rows], header=3)
    found = made.read().document
    assert (found.municipality_code, found.document_date) == ("0163", "2014-04-23")


def test_a_line_below_the_title_that_holds_a_date_is_no_label() -> None:
    made = Paper("Forebyggelsespakkerne i Vejen Kommune").line("Status til Udvalget for Sundhed og Ældre, maj 2016")
    made.table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *BODY])
    assert made.read().document.document_date == "2016-05"


def test_a_sender_with_the_name_of_its_unit_is_no_label() -> None:
    made = Paper("Baseline for forebyggelsespakken Tobak").line("Herlev Kommune - Center for Sundhed og Pleje")
    made.table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *BODY])
    assert made.read().document.municipality_code == "0163"


def test_of_two_measurements_the_later_one_dates_the_document() -> None:
    assert facts("Forebyggelsespakken Tobak", "Der er målt i 2014 og i 2017").document_date == "2017"


def test_the_imprint_dates_the_document_and_what_it_is_compared_with_does_not() -> None:
    made = Paper("Forebyggelsespakkerne 2012-2014").line("Pilen viser udviklingen siden 2012.")
    made.table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *BODY]).line("Herlev Kommune, Sundhed, august 2014")
    assert made.read().document.document_date == "2014-08"
