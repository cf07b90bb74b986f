"""The answers to the ten questions from a made-up country's own books: no SQL, nothing of the dataset's code."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import Any

import yaml

from corpus.nation import Fact, Nation
from extractors import vocabulary

Answer = Callable[[Nation], Any]


def canonical(fact: Fact) -> str:
    """Key that joins editions where a recommendation has one successor with one predecessor."""
    key = f"{fact.package}:{fact.edition}:{fact.number}"
    return _successors().get(key, key)


@cache
def _successors() -> dict[str, str]:
    catalogue = yaml.safe_load(vocabulary.read_text("catalogue/mental_sundhed.yaml"))
    later = next(e for e in catalogue["editions"] if e["edition"] == "2018")["recommendations"]
    links = [(old, new["number"]) for new in later for old in new.get("predecessors", ())]
    olds, news = Counter(old for old, _ in links), Counter(new for _, new in links)
    return {
        f"mental_sundhed:2012:{old}": f"mental_sundhed:2018:{new}" for old, new in links if olds[old] == news[new] == 1
    }


def day(date: str) -> str:
    """Last day a date can mean; good enough to order by."""
    return f"{date}-12-31" if len(date) == 4 else f"{date}-31"


def newest(nation: Nation) -> list[Fact]:
    found: dict[tuple[str, str], Fact] = {}
    for fact in sorted(nation.facts, key=lambda f: day(f.date)):
        found[fact.code, canonical(fact)] = fact
    return list(found.values())


def least_met(nation: Nation) -> dict[str, tuple[int, int, int, int, int]]:
    """Rated, met, worst, asked and not rated, in doubt."""
    groups: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in newest(nation):
        groups[canonical(fact)].append(fact)
    return {
        key: (
            _rated(facts),
            _met(facts),
            sum(f.step == f.steps for f in facts),
            sum(f.step is None for f in facts),
            sum(f.doubt for f in facts),
        )
        for key, facts in groups.items()
        if _rated(facts)
    }


def levels(nation: Nation) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    """Packages, asked, rated, met by municipality and level."""
    groups: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in newest(nation):
        groups[fact.code, fact.level].append(fact)
    return {k: (len({f.package for f in v}), len(v), _rated(v), _met(v)) for k, v in groups.items()}


def moved(nation: Nation) -> dict[tuple[str, str, str, str], Counter[str]]:
    """Directions by municipality, package and the two dates."""
    series: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in sorted(nation.facts, key=lambda f: day(f.date)):
        if fact.step is not None and not fact.draft:
            series[fact.code, canonical(fact)].append(fact)
    found: defaultdict[tuple[str, str, str, str], Counter[str]] = defaultdict(Counter)
    for facts in series.values():
        for old, new in pairwise(facts):
            assert old.step
            assert new.step
            direction = "better" if new.step < old.step else "worse" if new.step > old.step else "unchanged"
            if old.steps != new.steps:
                direction = "not_comparable"
            found[new.code, new.package, old.date, new.date][direction] += 1
    return dict(found)


def regions(nation: Nation) -> dict[str, tuple[int, int, int]]:
    """Municipalities, rated and met on the basic level, by region."""
    vocabulary_ = vocabulary.load("municipalities")
    region = {m["code"]: vocabulary_["regions"][m["region"]] for m in vocabulary_["municipalities"]}
    groups: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in newest(nation):
        if fact.level == "grundniveau" and fact.step is not None:
            groups[region[fact.code]].append(fact)
    return {name: (len({f.code for f in facts}), len(facts), _met(facts)) for name, facts in groups.items()}


def units(nation: Nation) -> dict[str, int]:
    """Current recommendations by unit, and those that name none."""
    counts = Counter(unit for fact in nation.current.values() for unit in fact.units)
    return {**counts, "(none named)": sum(not fact.units for fact in nation.current.values())}


def texts(nation: Nation) -> dict[str, set[tuple[str, int]]]:
    """Path and page of the newest text on each recommendation."""
    found: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for fact in newest(nation):
        found[canonical(fact)].add((fact.path, fact.page))
    return dict(found)


def summaries(nation: Nation) -> dict[str, int]:
    return dict(nation.wrong_sums)


def coverage(nation: Nation) -> dict[tuple[str, str], int]:
    return dict(nation.covered)


def themes(nation: Nation) -> Counter[str]:
    return Counter(theme for *_, theme in nation.actions)


def initiatives(nation: Nation) -> set[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return set(nation.initiatives)


def _rated(facts: Iterable[Fact]) -> int:
    return sum(f.step is not None for f in facts)


def _met(facts: Iterable[Fact]) -> int:
    return sum(f.step == 1 for f in facts)
