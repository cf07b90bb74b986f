"""The catalogue of recommendations: package + edition + number is the key, the title the evidence.

Entries ship as facts in ``vocabulary/catalogue/*.yaml``; a user's own file of the same form adds to them and
wins where both know a key. Matching compares titles by character n-grams (``extractors.danish.ngrams``).
A number alone never links: municipalities print their own numbers. Where number and title point at
different recommendations, the title decides and the disagreement is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from extractors.danish import ngrams
from extractors.danish.catalogue_entries import Recommendation, parse_entries, shipped_entries

#: Likeness from which a title is the same recommendation: without a number, with the same number (poor OCR
#: leaves half of the likeness), and against another number. Titles of other packages reach 0.8 when they
#: differ in a few words. Measured on noisy and foreign titles, see tests/benchmarks/danish.py.
CERTAIN = 0.6
POSSIBLE = 0.45
CONTRADICTED = 0.75
#: Likenesses closer than this are equal: the number, or nobody, decides between them.
MARGIN = 0.1
#: A cell may hold a title and its text: with so many letters more than the title, its beginning is compared too, for
#: the likeliest candidates. Titles of a word or two begin too much, and a title that is all of the text goes before.
TEXT_FOLLOWS = 40
SHORTEST_LEADING = 20
LED_BY = 5
LEADS = 0.9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recommendation that a title may mean, with its likeness 0–1."""

    recommendation_id: str
    score: float
    package: str
    edition: str
    number: int | None
    title: str
    level: str | None
    category: str | None
    basis: Literal["title", "crosswalk"] = "title"


@dataclass(frozen=True, slots=True)
class Link:
    """What a row's title and number say together.

    ``agreement``: ``both`` (number and title point at the same), ``title`` (no number, or the
    catalogue knows none), ``conflict`` (the title is certain, the number another), ``none`` (no link).
    """

    candidate: Candidate | None
    agreement: Literal["both", "title", "conflict", "none"]


@dataclass(frozen=True, slots=True)
class EditionDecision:
    """The edition whose titles a document prints, with the mean likeness to each edition."""

    edition: str | None
    scores: tuple[tuple[str, float], ...]


class Catalogue:
    """Recommendations with an index over their titles."""

    def __init__(self, entries: Iterable[Recommendation], complete: Mapping[tuple[str, str], bool]) -> None:
        """Index ``entries``; ``complete`` says for which package and edition all are known."""
        self.entries = tuple(entries)
        self._complete = dict(complete)
        self._by_id = {entry.recommendation_id: entry for entry in self.entries}
        self._index_of = {entry.recommendation_id: i for i, entry in enumerate(self.entries)}
        wordings = [(i, text) for i, entry in enumerate(self.entries) for text in (entry.title, *entry.also)]
        self._entry_of = [i for i, _ in wordings]
        self._title_of = {entry: position for position, entry in reversed(list(enumerate(self._entry_of)))}
        self._index = ngrams.Index([clean_title(text) for _, text in wordings])
        self._positions: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
        for position, entry_index in enumerate(self._entry_of):
            entry = self.entries[entry_index]
            for key in ((entry.package, entry.edition), (entry.package, None), (None, entry.edition), (None, None)):
                self._positions[key].append(position)
        self._scores = lru_cache(maxsize=4096)(self._index.scores)

    @classmethod
    def load(cls, own: str | None = None) -> Catalogue:
        """Load the shipped catalogue, with what a user's own file says (its text, ``own``) on top.

        Raises:
            CatalogueError: the user's file has another form.
        """
        return _load(own)

    def get(self, recommendation_id: str) -> Recommendation | None:
        """The recommendation with this key (``package:edition:number``), None when there is none."""
        return self._by_id.get(recommendation_id)

    def editions(self, package: str) -> tuple[str, ...]:
        """Editions of ``package`` of which at least one title is known, oldest first."""
        return tuple(sorted({entry.edition for entry in self.entries if entry.package == package}))

    def is_complete(self, package: str, edition: str) -> bool:
        """Whether all recommendations of this edition are known by title."""
        return self._complete.get((package, edition), False)

    def match(
        self, title: str, package: str | None = None, edition: str | None = None, limit: int = 3
    ) -> list[Candidate]:
        """Recommendations whose title is like ``title``, best first, at most ``limit``.

        Args:
            title: A title as printed; numbers before it and level marks after it are set aside.
            package: Slug to look in, None for all.
            edition: Edition to look in, None for all.
            limit: Most candidates to return.
        """
        text = clean_title(title)
        scores = self._scores(text)
        per_entry: dict[int, float] = {}
        for position in self._positions.get((package, edition), ()):
            score = scores.get(position, 0.0)
            entry = self._entry_of[position]
            if score > per_entry.get(entry, 0.0):
                per_entry[entry] = score
        ranked = ngrams.best(per_entry)
        leading = {entry: max(score, self._leading_score(text, entry)) for entry, score in ranked[:LED_BY]}
        return [self._candidate(entry, score) for entry, score in ngrams.best({**dict(ranked), **leading})[:limit]]

    def _leading_score(self, text: str, entry: int) -> float:
        """Likeness of the beginning of ``text`` to a title that is shorter: what follows it in the cell is its text."""
        title = self.entries[entry].title
        if len(text) < len(title) + TEXT_FOLLOWS or len(title) < SHORTEST_LEADING:
            return 0.0
        beginning = text[: len(title) + 1].rpartition(" ")[0] or text[: len(title)]
        return LEADS * self._scores(beginning).get(self._title_of[entry], 0.0)

    def link(self, title: str, number: int | None, package: str | None = None, edition: str | None = None) -> Link:
        """Link a row by title and number; the title decides.

        Without an edition a title links only where no other edition words it as well.
        """
        candidates = self.match(title, package, edition, limit=5)
        if not candidates:
            return Link(None, "none")
        best = candidates[0]
        if any(c.edition != best.edition and best.score - c.score < MARGIN for c in candidates):
            return Link(None, "none")
        same = next((c for c in candidates if number is not None and c.number == number), None)
        if same is not None and same.score >= POSSIBLE and best.score - same.score < MARGIN:
            return Link(same, "both")
        contradicted = number is not None and best.number is not None
        if best.score < (CONTRADICTED if contradicted else CERTAIN):
            return Link(None, "none")
        return Link(best, "conflict" if contradicted else "title")

    def crosswalk(self, title: str, package: str, edition: str, limit: int = 3) -> list[Candidate]:
        """Candidates for the same subject in another ``edition`` of ``package``, best first.

        What the catalogue says about predecessors comes first (``basis`` is then ``crosswalk``), after it
        the titles by likeness: across editions wordings change more than titles show.
        """
        known = self._known_counterparts(title, package, edition)
        likely = self.match(title, package, edition, limit=limit + len(known))
        scores = {c.recommendation_id: c.score for c in likely}
        stated = [
            replace(self._candidate(self._index_of[i], scores.get(i, 0.0)), basis="crosswalk")
            for i in sorted(known, key=lambda i: (-scores.get(i, 0.0), i))
        ]
        return (stated + [c for c in likely if c.recommendation_id not in known])[:limit]

    def _known_counterparts(self, title: str, package: str, edition: str) -> set[str]:
        """Keys of ``edition`` that the catalogue links to the recommendation with this title."""
        found: set[str] = set()
        for other in self.editions(package):
            source = self.link(title, None, package, other).candidate if other != edition else None
            if source is None:
                continue
            if other > edition:
                entry = self._by_id[source.recommendation_id]
                found |= {f"{package}:{edition}:{number}" for number in entry.predecessors}
            else:
                found |= {
                    e.recommendation_id
                    for e in self.entries
                    if (e.package, e.edition) == (package, edition) and source.number in e.predecessors
                }
        return found & self._by_id.keys()

    def decide_edition(self, titles: Sequence[str], package: str, date: str | None = None) -> EditionDecision:
        """Which edition of ``package`` the titles of a document are taken from.

        None when the titles are not those of any edition, when two editions fit as well, or when the edition
        is younger than the document.

        Args:
            titles: Titles as printed.
            package: Slug of the package.
            date: Date of the document, ISO 8601 as exact as known.
        """
        means = []
        for edition in self.editions(package):
            found = [self.match(title, package, edition, limit=1) for title in titles]
            scores = [candidates[0].score if candidates else 0.0 for candidates in found]
            if scores:
                means.append((edition, round(sum(scores) / len(scores), 4)))
        ranking = tuple(sorted(means, key=lambda pair: (-pair[1], pair[0])))
        if not ranking or ranking[0][1] < CERTAIN:
            return EditionDecision(None, ranking)
        if len(ranking) > 1 and ranking[0][1] - ranking[1][1] < MARGIN:
            return EditionDecision(None, ranking)
        if date is not None and date[:4] < ranking[0][0]:
            return EditionDecision(None, ranking)
        return EditionDecision(ranking[0][0], ranking)

    def _candidate(self, index: int, score: float) -> Candidate:
        entry = self.entries[index]
        return Candidate(
            entry.recommendation_id,
            score,
            entry.package,
            entry.edition,
            entry.number,
            entry.title,
            entry.level,
            entry.category,
        )


# --- titles -------------------------------------------------------------------------------------

_LEVEL_MARK = re.compile(
    r"\s*[(\[]\s*(?:[gu]|grundniveau|udviklingsniveau|grund|udvikling)\s*[)\]]\s*[.:]?\s*$", re.IGNORECASE
)
_LONGEST_TITLE = 400
_NUMBER_BEFORE = re.compile(
    r"^\s*(?:(?:anbefaling|nr|anb)\.?\s*(?:nr\.?\s*)?)?(?:[GU]\s?)?\d{1,3}(?:\.\d{1,2})?[.):\-–]?\s+(?=\D)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def clean_title(title: str) -> str:
    """Set aside a number before a title, a level mark after it, and what no title is long enough to hold."""
    title = " ".join(title[:_LONGEST_TITLE].split())
    return _LEVEL_MARK.sub("", _NUMBER_BEFORE.sub("", title)).strip()


@lru_cache(maxsize=4)
def _load(own: str | None) -> Catalogue:
    shipped = shipped_entries()
    if own is None:
        return Catalogue(shipped.recommendations.values(), shipped.complete)
    theirs = parse_entries(own)
    entries = {**shipped.recommendations, **theirs.recommendations}
    whole = {edition for known in (shipped, theirs) for edition, complete in known.complete.items() if complete}
    return Catalogue(entries.values(), dict.fromkeys(whole, True))
