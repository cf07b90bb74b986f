"""Which recommendation a row speaks of, within its edition and across editions.

Within an edition, in order of precedence:

1. The catalogue's key, where extraction linked the title to it: titles are compared, numbers may be the municipality's.
2. ``package:edition:number``, where a number is printed.
3. ``package:edition:~`` and a hash of the folded title.

Across editions only one-to-one links of the crosswalk join: a recommendation that was split or merged keeps its own
key, for whoever meets half of a recommendation has not met it. Never: joins by likeness of titles.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache, lru_cache

from extractors.danish.catalogue_entries import Recommendation, shipped_entries
from schemas.dataset import DatasetCrosswalk
from schemas.records import AssessmentRow

UNKNOWN = "?"
"""Stands in a key for a package or edition that is not known."""


def recommendation_key(row: AssessmentRow) -> str:
    """Key of the recommendation that ``row`` assesses, within its edition."""
    if row.recommendation_id is not None:
        return row.recommendation_id
    prefix = f"{row.package or UNKNOWN}:{row.edition or UNKNOWN}"
    if row.number is not None:
        return f"{prefix}:{row.number}"
    return f"{prefix}:~{hashlib.sha256(folded(row.title).encode()).hexdigest()[:12]}"


def basis_of(key: str) -> str:
    """What a key that no catalogue knows rests on: ``number`` or ``title``."""
    return "title" if key.rsplit(":", 1)[-1].startswith("~") else "number"


def canonical_id(key: str) -> str:
    """The newest edition's key for the same recommendation, by one-to-one links of the crosswalk."""
    links = _one_to_one()
    while key in links:
        key = links[key]
    return key


@cache
def known() -> dict[str, Recommendation]:
    """The catalogue's recommendations by key."""
    return shipped_entries().recommendations


@cache
def crosswalk() -> tuple[DatasetCrosswalk, ...]:
    """All links that the catalogue states, sorted."""
    editions: dict[str, set[str]] = {}
    for entry in known().values():
        editions.setdefault(entry.package, set()).add(entry.edition)
    pairs = []
    for entry in known().values():
        before = max((e for e in editions[entry.package] if e < entry.edition), default=None)
        for number in entry.predecessors if before else ():
            pairs.append((f"{entry.package}:{before}:{number}", entry.recommendation_id, entry.package))
    successors = Counter(old for old, _, _ in pairs)
    predecessors = Counter(new for _, new, _ in pairs)
    relations = {(False, False): "one_to_one", (True, False): "split", (False, True): "merged"}
    return tuple(
        DatasetCrosswalk.model_validate(
            {
                "from_key": old,
                "to_key": new,
                "package": package,
                "relation": relations.get((successors[old] > 1, predecessors[new] > 1), "split_and_merged"),
            }
        )
        for old, new, package in sorted(pairs)
    )


@lru_cache(maxsize=65_536)
def folded(text: str | None) -> str:
    """Text as it is compared: in small letters, with single spaces."""
    return " ".join((text or "").casefold().split())


@cache
def _one_to_one() -> dict[str, str]:
    return {link.from_key: link.to_key for link in crosswalk() if link.relation == "one_to_one"}
