"""What counts and what is current, on rows set by hand."""

from __future__ import annotations

from pipeline.dataset.canonical import canonical_id, crosswalk, recommendation_key
from pipeline.dataset.dates import last_day, overlap, region_at
from pipeline.dataset.statuses import Report, decide
from schemas.records import AssessmentRow
from tests.pipeline.samples import assessment


def row(document: str, number: int | None, step: int | None, date: str | None, **changes: object) -> AssessmentRow:
    occurrence = int(str(changes.get("occurrence", 1)))
    values = {
        "record_id": f"{document}-{number}-{occurrence}-{changes.get('edition', '')}",
        "rating_step": step,
        "rating_text": None if step is None else str(step),
        "status_date": date,
        "package": "tobak",
        "edition": "2018",
        **changes,
    }
    return assessment(document.ljust(64, "0"), number or 0, **values).model_copy(update={"number": number})


def decided(*rows: AssessmentRow) -> dict[str, Report]:
    documents: dict[str, list[AssessmentRow]] = {}
    for r in rows:
        documents.setdefault(r.document_id, []).append(r)
    reports = decide(documents, dict.fromkeys(documents))
    return {report.document_id.rstrip("0"): report for report in reports}


def current(*rows: AssessmentRow) -> list[tuple[str, int | None, int | None]]:
    return [
        (name, s.row.number, s.row.rating_step)
        for name, report in decided(*rows).items()
        for s in report.statuses
        if s.is_current
    ]


def test_of_a_number_printed_twice_the_first_rating_counts() -> None:
    report = decided(
        row("a", 1, None, "2018"), row("a", 1, 3, "2018", occurrence=2), row("a", 1, 2, "2018", occurrence=3)
    )
    statuses = report["a"].statuses
    assert [s.is_counted for s in statuses] == [False, True, False]
    assert all(s.ratings_differ and s.occurrences == 3 for s in statuses)


def test_the_newest_is_current_and_a_number_not_asked_again_keeps_its_status() -> None:
    old = [row("a", n, 3, "2015-05") for n in (1, 2, 3)]
    new = [row("b", 2, 1, "2018-02")]
    assert current(*old, *new) == [("a", 1, 3), ("a", 3, 3), ("b", 2, 1)]


def test_a_newer_row_without_a_rating_does_not_bring_the_older_back() -> None:
    assert current(row("a", 1, 3, "2015"), row("b", 1, None, "2018")) == [("b", 1, None)]


def test_not_asked_is_neither_worst_nor_unrated() -> None:
    rows = [row("a", 1, 4, "2018"), row("a", 2, None, "2018")]
    assert current(*rows) == [("a", 1, 4), ("a", 2, None)]


def test_a_revised_version_replaces_the_draft() -> None:
    draft = [row("a", n, 3, "2015-11") for n in range(1, 6)]
    final = [row("b", n, 2, "2015-12") for n in range(1, 6)]
    reports = decided(*draft, *final)
    assert reports["a"].superseded_by == "b".ljust(64, "0")
    assert (reports["a"].version, reports["b"].version) == (1, 2)
    assert all(s.is_superseded and not s.is_current for s in reports["a"].statuses)


def test_parts_of_two_committees_both_hold() -> None:
    one = [row("a", n, 3, "2015-11") for n in (1, 2, 3)]
    other = [row("b", n, 2, "2015-11") for n in (4, 5, 6)]
    reports = decided(*one, *other)
    assert reports["a"].superseded_by is None
    assert len(current(*one, *other)) == 6


def test_dates_that_cannot_be_told_apart_are_said() -> None:
    reports = decided(row("a", 1, 1, "2018"), row("b", 1, 3, "2018-05"), *[row("b", n, 3, "2018-05") for n in (2, 3)])
    newest = next(s for r in reports.values() for s in r.statuses if s.row.number == 1 and s.is_current)
    assert newest.order_uncertain


def test_editions_are_kept_apart_and_joined_by_one_to_one_links_alone() -> None:
    old = row("a", 10, 3, "2013", package="mental_sundhed", edition="2012", recommendation_id="mental_sundhed:2012:10")
    new = row("b", 10, 1, "2019", package="mental_sundhed", edition="2018", recommendation_id="mental_sundhed:2018:10")
    reports = decided(old, new)
    assert [s.is_current for r in reports.values() for s in r.statuses] == [True, True]
    assert [s.is_newest for r in reports.values() for s in r.statuses] == [False, True]
    # 2012 no. 14 became 2018 nos. 3 and 4: who met one of them has not met it.
    assert canonical_id("mental_sundhed:2012:14") == "mental_sundhed:2012:14"


def test_rows_of_nobody_are_never_current() -> None:
    assert current(row("a", 1, 1, "2018", municipality_code=None)) == []
    assert current(row("a", 1, 1, "2018", package=None)) == []


def test_a_title_names_a_recommendation_without_a_number() -> None:
    one, same, other = (row("a", None, 1, "2018", title=t) for t in ("Røgfri  skole", "RØGFRI skole", "Røgfri hal"))
    assert recommendation_key(one) == recommendation_key(same) != recommendation_key(other)
    assert recommendation_key(one).startswith("tobak:2018:~")


def test_what_extraction_linked_wins_over_the_printed_number() -> None:
    linked = row("a", 7, 1, "2018", package="mental_sundhed", recommendation_id="mental_sundhed:2018:9")
    assert recommendation_key(linked) == "mental_sundhed:2018:9"


def test_the_crosswalk_says_what_was_split_and_merged() -> None:
    relations = {(link.from_key, link.to_key): link.relation for link in crosswalk()}
    assert relations["mental_sundhed:2012:10", "mental_sundhed:2018:10"] == "one_to_one"
    assert relations["mental_sundhed:2012:16", "mental_sundhed:2018:17"] == "split"
    assert relations["mental_sundhed:2012:15", "mental_sundhed:2018:4"] == "split_and_merged"


def test_dates_are_no_more_exact_than_printed() -> None:
    assert last_day("2016-02") == "2016-02-29"
    assert last_day("2018-13") == "2018-12-31"
    assert overlap("2018", "2018-05-03")
    assert not overlap("2018-04", "2018-05-03")


def test_the_region_is_that_of_the_date() -> None:
    assert region_at("0101", "2026-12-31") == "Region Hovedstaden"
    assert region_at("0330", "2027") == "Region Østdanmark"
    assert region_at("0820", "2027") == "Region Nordjylland"
    assert region_at("0101", None) == "Region Hovedstaden"
