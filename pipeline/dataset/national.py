"""The tables that belong to the country: municipalities, packages, the catalogue and the crosswalk."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from extractors import vocabulary
from extractors.danish.municipalities import municipalities
from pipeline.dataset import facts
from pipeline.dataset.canonical import basis_of, canonical_id, crosswalk, folded, known
from schemas.dataset import DatasetCatalogue, DatasetMunicipality, DatasetPackage
from schemas.records import Record

if TYPE_CHECKING:
    import duckdb

_TITLES = """
    select recommendation_key, package, edition, number, coalesce(title, ''), level, recommendation_id is not null,
      count(*)
    from assessments where is_counted group by all order by all"""


class Titled(NamedTuple):
    """Counted rows that are alike in what the catalogue wants to know of them."""

    key: str
    package: str | None
    edition: str | None
    number: int | None
    title: str
    level: str | None
    is_linked: bool
    """Whether a catalogue has the key."""
    rows: int


def printed_titles(connection: duckdb.DuckDBPyConnection) -> list[Titled]:
    """The titles that stand in the database's assessments."""
    return [Titled(*row) for row in connection.execute(_TITLES).fetchall()]


def national_rows(titles: Iterable[Titled]) -> dict[str, list[Record]]:
    """Rows by table; ``titles`` is what was printed in the whole country."""
    return {
        "municipalities": _municipalities(),
        "packages": _packages(),
        "catalogue": _catalogue(titles),
        "crosswalk": list(crosswalk()),
    }


def _municipalities() -> list[Record]:
    tiles = {code: (column, row) for code, column, row in facts.load("tiles")}
    return [
        DatasetMunicipality(
            municipality_code=code,
            municipality=m.name,
            region=m.region,
            tile_column=tiles[code][0],
            tile_row=tiles[code][1],
        )
        for code, m in sorted(municipalities().items())
    ]


def _packages() -> list[Record]:
    return [
        DatasetPackage(
            package=entry["slug"],
            edition=edition["edition"],
            package_name=entry["name"],
            published=edition["date"],
            recommendation_count=edition.get("recommendation_count"),
        )
        for entry in vocabulary.load("packages")["packages"]
        for edition in entry["editions"]
    ]


def _catalogue(titles: Iterable[Titled]) -> list[Record]:
    """The catalogue's recommendations, and those that stand in documents only."""
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wordings: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    levels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, tuple[str | None, str | None, int | None]] = {}
    linked: set[str] = set()  # keys of a catalogue, be it one that a user brought to a run
    for key, package, edition, number, title, level, is_linked, count in titles:
        if is_linked:
            linked.add(key)
        places.setdefault(key, (package, edition, number))
        printed[key][folded(title)] += count
        wordings[key, folded(title)][title] += count
        if level:
            levels[key][level] += count
    # A crosswalk may lead to an edition that no document is about.
    keys = {*known(), *printed, *(canonical_id(key) for key in printed)}
    rows = []
    for key in sorted(keys):
        entry, spoken = known().get(key), printed[key]
        commonest = _commonest(spoken)
        package, edition, number = (
            (entry.package, entry.edition, entry.number) if entry else places.get(key, (None, None, None))
        )
        rows.append(
            DatasetCatalogue.model_validate(
                {
                    "recommendation_key": key,
                    "canonical_id": canonical_id(key),
                    "package": package,
                    "edition": edition,
                    "number": number,
                    "title": entry.title if entry else _commonest(wordings[key, commonest or ""]),
                    "level": (entry.level if entry else None) or _commonest(levels[key]),
                    "central": entry.central if entry else False,
                    "basis": "catalogue" if key in linked or entry else basis_of(key),
                    "title_variants": len(spoken),
                    "title_agreement": spoken[commonest] / spoken.total() if commonest is not None else None,
                }
            )
        )
    return list(rows)


def _commonest(counts: Counter[str]) -> str | None:
    """The commonest text; of equals the first in the alphabet."""
    return min(counts, key=lambda text: (-counts[text], text), default=None)
