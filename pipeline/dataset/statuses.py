"""The assessment rows of one municipality → which of them count, and which are current.

Decided in this order, each on what the one before left:

1. Counted: of the rows of a document with the same package, edition and number, the first with a rating stands for the
   number, else the first. So printed summaries count, and so do ours.
2. Superseded: two documents are versions of one status when their dates are at most :data:`VERSION_DAYS` apart and the
   larger shares :data:`VERSION_OVERLAP` of its numbers with the other. The later one holds. Parts of a package that
   different committees report on share no numbers and both hold.
3. Current: of a municipality's counted rows with the same package, edition and number, the newest, rated or not: that a
   newer document leaves a rating out does not bring the older back. A number that a newer document does not name keeps
   its older status: it was not asked.
4. Newest: the same over all editions, by canonical_id.

Newer is who has the later last possible day ("2015" may be 31 December 2015); of equals the more exact date, the more
complete document, the document_id. Rows without municipality or package are published, and never current.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.dataset import dates
from pipeline.dataset.canonical import canonical_id, recommendation_key
from schemas.records import AssessmentRow

VERSION_DAYS = 62
"""Nobody assesses the same package anew within two months; drafts and revised appendices follow within weeks."""
VERSION_OVERLAP = 0.8
"""A revision may drop or add some rows; parts of a package share none."""

_NO_DAY = datetime.date(1, 1, 1)


@dataclass(slots=True)
class Status:
    """A row and what was decided on it."""

    row: AssessmentRow
    key: str
    canonical: str
    as_of: str | None
    occurrences: int = 1
    ratings_differ: bool = False
    is_counted: bool = False
    is_current: bool = False
    is_newest: bool = False
    is_superseded: bool = False
    order_uncertain: bool = False

    @property
    def item(self) -> Hashable:
        """What a municipality has one status of, within an edition."""
        row = self.row
        return (row.municipality_code, row.package, row.edition, self.key if row.number is None else row.number)


@dataclass(slots=True)
class Report:
    """The statuses of one document."""

    document_id: str
    statuses: list[Status]
    version: int = 1
    superseded_by: str | None = None
    items: frozenset[Hashable] = field(default_factory=frozenset)
    as_of: str | None = None
    """The latest date of its rows."""


def decide(rows: Mapping[str, Sequence[AssessmentRow]], document_dates: Mapping[str, str | None]) -> list[Report]:
    """Decide on the rows of one municipality, given by document in printed order."""
    reports = [_report(document_id, rows[document_id], document_dates[document_id]) for document_id in sorted(rows)]
    _supersede(reports)
    counted = [s for r in reports for s in r.statuses if s.is_counted and s.row.municipality_code and s.row.package]
    sizes = {report.document_id: len(report.items) for report in reports}
    for group in _groups(counted, lambda s: s.item):
        newest = max(group, key=lambda s: _rank(s, sizes))
        newest.is_current = True
        newest.order_uncertain = any(_uncertain(newest, other) for other in group if other is not newest)
    for group in _groups(counted, lambda s: (s.row.municipality_code, s.canonical)):
        max(group, key=lambda s: _rank(s, sizes)).is_newest = True
    return reports


def _report(document_id: str, rows: Sequence[AssessmentRow], date: str | None) -> Report:
    statuses = []
    for row in rows:
        key = recommendation_key(row)
        statuses.append(Status(row, key, canonical_id(key), row.status_date or date))
    for group in _groups(statuses, lambda s: s.item):
        next((s for s in group if s.row.rating_step is not None), group[0]).is_counted = True
        ratings = {(s.row.rating_step, s.row.rating_steps) for s in group if s.row.rating_step is not None}
        for status in group:
            status.occurrences, status.ratings_differ = len(group), len(ratings) > 1
    as_of = max((s.as_of for s in statuses if s.as_of), key=_age, default=None)
    return Report(document_id, statuses, items=frozenset(s.item for s in statuses), as_of=as_of)


def _supersede(reports: list[Report]) -> None:
    """Find versions of one status; each earlier one points at the next."""
    ordered = sorted(reports, key=lambda r: (*_age(r.as_of), len(r.items), r.document_id))
    for position, older in enumerate(ordered):
        for newer in ordered[position + 1 :]:
            if _same_status(older, newer):
                older.superseded_by = newer.document_id
                newer.version = older.version + 1
                for status in older.statuses:
                    status.is_superseded = True
                break


def _same_status(one: Report, other: Report) -> bool:
    if not one.items or not other.items or one.as_of is None or other.as_of is None:
        return False
    if abs((_day(dates.last_day(one.as_of)) - _day(dates.last_day(other.as_of))).days) > VERSION_DAYS:
        return False
    named = all(s.row.municipality_code for s in (*one.statuses, *other.statuses))
    return named and len(one.items & other.items) >= VERSION_OVERLAP * max(len(one.items), len(other.items))


def _rank(status: Status, sizes: Mapping[str, int]) -> tuple[str, str, int, str, int, str]:
    row = status.row
    return (*_age(status.as_of), sizes[row.document_id], row.edition or "", -(row.number or 0), row.document_id)


def _age(date: str | None) -> tuple[str, str]:
    return (dates.last_day(date) or dates.NEVER, dates.first_day(date))


def _uncertain(newest: Status, other: Status) -> bool:
    if other.is_superseded and not newest.is_superseded:
        return False
    return dates.overlap(newest.as_of, other.as_of) and newest.row.rating_step != other.row.rating_step


def _day(date: str | None) -> datetime.date:
    try:
        return datetime.date.fromisoformat(date or "")
    except ValueError:
        return _NO_DAY


def _groups(statuses: Iterable[Status], key: Callable[[Status], Hashable]) -> list[list[Status]]:
    found: dict[Hashable, list[Status]] = {}
    for status in statuses:
        found.setdefault(key(status), []).append(status)
    return list(found.values())
