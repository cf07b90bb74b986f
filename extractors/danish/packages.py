"""The eleven forebyggelsespakker in text, and which of them a document is about.

A package's name is an everyday word (*alkohol*, *stoffer*, *mental sundhed*). It means the package, in
order of precedence:

1. beside the word *forebyggelsespakke* (``Forebyggelsespakke – Tobak``, ``forebyggelsespakken om mental
   sundhed``, also in a list after it), or as first part of a compound (``tobakspakken``);
2. as a name, with a capital inside the sentence, in a text that speaks of recommendations (``opfyldelse af
   Sundhedsstyrelsens anbefalinger om Seksuel sundhed``);
3. when the text is nothing but the name (a cover, a table cell, a heading), edition and the word
   *anbefalinger* apart;
4. else it is only a subject: such mentions are found too, with ``certain`` false.

An edition counts only when it is printed as one (``2018-udgaven``, ``Mental sundhed (2018)``): a date
below the title is the date of the document, as is a year after the name in which there was no edition.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors import vocabulary
from extractors.danish.dates import find_dates
from extractors.danish.evidence import Evidence


@dataclass(frozen=True, slots=True)
class PackageMention:
    """A package named in text. ``certain`` is False when the name may be a mere subject."""

    slug: str
    start: int
    end: int
    edition: str | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class PackagesDecision:
    """The packages a document is about, sorted, with the edition if one is printed for them."""

    slugs: tuple[str, ...]
    edition: str | None
    reason: str


@cache
def package_names() -> dict[str, str]:
    """Printed name of each package by slug."""
    return {item["slug"]: item["name"] for item in vocabulary.load("packages")["packages"]}


@cache
def _by_name() -> dict[str, str]:
    return {name: item["slug"] for item in vocabulary.load("packages")["packages"] for name in item["names"]}


@cache
def _by_compound() -> dict[str, str]:
    """Slug by first part of ``…pakken``: names, and words that name a package only so."""
    items = vocabulary.load("packages")["packages"]
    return {name: item["slug"] for item in items for name in (*item["names"], *item.get("compounds", ()))}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Pattern of names as words, of names as first part of ``…pakken``, and as that of other words for the subject."""
    names, firsts = _any_of(_by_name()), _any_of(_by_compound())
    return (
        # "Forebyggelsespakken-Alkohol": a dash that is printed without spaces, or at the end of a line.
        re.compile(rf"(?:(?<![\w-])|(?<=pakken-)|(?<=pakke-))({names})(?![\w])", re.IGNORECASE),
        re.compile(rf"(?<![\w-])({firsts})(?:s|e)?-?(?:forebyggelses)?pakke(?:n|ns|r|rne)?(?!\w)", re.IGNORECASE),
        re.compile(
            rf"(?<![\w-])({firsts})(?:s|e)?-?(?:forebyggelse|indsats|område|arbejde)(?:n|t|en|et)?(?!\w)", re.IGNORECASE
        ),
    )


def _any_of(names: Iterable[str]) -> str:
    """Expression of any of the names, the longest first, with "og" and spaces as they may be printed.

    A narrow column that breaks words leaves it open whether two of them are one.
    """
    forms = sorted(names, key=len, reverse=True)
    return "|".join(
        re.escape(form).replace(r"\ og\ ", r"\s+(?:og|&|\+)\s+").replace(r"\ ", r"[\s_-]*") for form in forms
    )


@cache
def _openings() -> dict[str, re.Pattern[str]]:
    """First words of the names: hardly any text holds one, and that is seen much sooner than that no name matches."""
    openings = sorted({name.split()[0].lower() for name in _by_compound()})
    return {opening: re.compile(re.escape(opening), re.IGNORECASE) for opening in openings}


_PACKAGE_WORD = re.compile(r"forebyggelses-?\s?pakke(?:rnes|rne|ns|n|r)?(?!\w)", re.IGNORECASE)
#: What may stand between the word and the name: *om*, *på*, *for*, *vedr.*, quotes, dash, colon, other names.
_BETWEEN = re.compile(
    r"[\s\"'”“»«:–—,;/&()_-]*(?:(?:om|på|for|vedr\.?|vedrørende|til|omhandlende|er|og|eller|samt|nr\.?\s?\d+|"
    r"\d+\.?|20\d\d)[\s\"'”“»«:–—,;/&()_-]*)*",
    re.IGNORECASE,
)
_RECOMMENDATION_WORD = re.compile(r"anbefaling|forebyggelsespakke", re.IGNORECASE)
_NAME_INSIDE_SENTENCE = re.compile(r"(?:\b(?:om|for|på|vedr\.?|vedrørende|i)|[:–—-])\s+[\"”“»]?$")
_NAME_BEFORE_WORD = re.compile(r"[\s\"'”“»«:–—,(_-]*$")
_EDITION_AFTER = re.compile(
    r"[\s\"”»]*(?:\((?:revideret|opdateret|udgave|version|fra|anno)?\s?(20\d\d)\)|"
    r"[,–-]?\s?(?:version|udgave|udgaven|revideret|opdateret|fra|anno)\s(?:fra\s)?(20\d\d)(?!\s*(?:til|[-–—])\s*(?:20)?\d\d)|"
    r"[,–-]?\s?(20\d\d)-?(?:udgaven?|versionen?|pakken)|[,–-]?\s(20\d\d)(?=\s*(?:$|\n)))",
    re.IGNORECASE,
)
_EDITION_BEFORE = re.compile(r"(20\d\d)-?(?:udgaven?|versionen?)\s(?:af\s)?(?:\w+\s){0,2}$", re.IGNORECASE)
_ALONE = re.compile(
    r"[\W\d_]*(?:(?:anbefaling(?:er|erne)?|pakken?|om|på|for|og|samt|status|samlet|tema|bilag|sundhedsstyrelsen|tjekliste|"
    r"(?:grund|udviklings)niveau)[\W\d_]*)*",
    re.IGNORECASE,
)


def find_packages(text: str) -> list[PackageMention]:
    """Find the packages named in ``text``, in order, without overlaps."""
    return list(_find(text))


@lru_cache(maxsize=2048)
def _find(text: str) -> tuple[PackageMention, ...]:
    lower = text.lower()
    openings = [pattern for opening, pattern in _openings().items() if opening in lower]
    if not openings:
        return ()
    plain, compound, subject = _patterns()
    places = sorted({match.start() for opening in openings for match in opening.finditer(text)})
    found: list[PackageMention] = []
    for match in _matches(compound, text, places) if "pakke" in lower else ():
        found.append(PackageMention(_slug(match[1]), match.start(), match.end(), _edition(text, match), True))
    # "Alkoholforebyggelse i …": a subject, and a package where the document says that it is about one.
    found += [PackageMention(_slug(m[1]), m.start(), m.end(), None, False) for m in _matches(subject, text, places)]
    named = _matches(plain, text, places)
    matches = [m for m in named if not any(f.start < m.end() and m.start() < f.end for f in found)]
    if not matches:
        return tuple(sorted(found, key=lambda mention: mention.start))
    certain = _certain(text, matches)
    for match in matches:
        edition = _edition(text, match)
        found.append(PackageMention(_slug(match[1]), match.start(), match.end(), edition, match.start() in certain))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _matches(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern of names, which begin where a name opens, without overlaps."""
    end = 0
    for place in places:
        match = pattern.match(text, place) if place >= end else None
        if match is not None:
            yield match
            end = match.end()


def _slug(name: str) -> str:
    return _by_letters()[_letters(name)]


@cache
def _by_letters() -> dict[str, str]:
    """Slug by name or first part of a compound, without what stands between its words."""
    return {_letters(name): slug for name, slug in _by_compound().items()}


def _letters(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name.lower().replace("&", "og").replace("+", "og"))


def _edition(text: str, match: re.Match[str]) -> str | None:
    after = _EDITION_AFTER.match(text, match.end())
    if after:
        bare = after[4]
        return next(group for group in after.groups() if group) if not bare or bare in _editions_of(match) else None
    before = _EDITION_BEFORE.search(text[max(0, match.start() - 40) : match.start()])
    return before[1] if before else None


def _editions_of(match: re.Match[str]) -> frozenset[str]:
    """Years in which the package that ``match`` names was published: any other year after the name dates the text."""
    return _known_editions()[_slug(match[1])]


@cache
def _known_editions() -> dict[str, frozenset[str]]:
    return {p["slug"]: frozenset(e["edition"] for e in p["editions"]) for p in vocabulary.load("packages")["packages"]}


@cache
def edition_years() -> frozenset[str]:
    """Years in which any package was published."""
    return frozenset().union(*_known_editions().values())


def _certain(text: str, matches: Sequence[re.Match[str]]) -> set[int]:
    """Starts of the names beside *forebyggelsespakke*, and of those that are all of the text but a date or level."""
    certain: set[int] = set()
    starts_of = [match.start() for match in matches]
    for word in _PACKAGE_WORD.finditer(text):
        position = word.end()
        first = bisect_left(starts_of, position)
        for match in matches[first:]:
            between = _BETWEEN.match(text, position)
            if between is None or between.end() < match.start():
                break
            certain.add(match.start())
            position = match.end()
        before = matches[first - 1] if first else None
        if before is not None and _NAME_BEFORE_WORD.fullmatch(text[before.end() : word.start()]):
            certain.add(before.start())
    if _RECOMMENDATION_WORD.search(text):
        for match in matches:
            if match[1][0].isupper() and _NAME_INSIDE_SENTENCE.search(text[max(0, match.start() - 14) : match.start()]):
                certain.add(match.start())
    ends, starts = [0, *(m.end() for m in matches)], [*(m.start() for m in matches), len(text)]
    rest = "".join(text[a:b] for a, b in zip(ends, starts, strict=True))
    for date in reversed(find_dates(rest)):
        rest = rest[: date.start] + rest[date.end :]
    if _ALONE.fullmatch(rest):
        certain.update(match.start() for match in matches)
    return certain


#: In the body a package must recur, and about as often as the one named most.
_RECURS = 2
_SHARE_OF_MOST = 1 / 3
#: A longer text is no heading.
_LONGEST_HEADING = 80


def decide_packages(evidence: Sequence[Evidence]) -> PackagesDecision:
    """Which packages a document is about.

    Certain mentions in title, running text, file name and metadata decide. Where there are none but the title
    speaks of packages, headings that name one in the body do (``Forebyggelsespakke om tobak``), and besides them where
    it speaks of several; then a
    subject in the title does if the document speaks of packages, and else a certain
    mention that recurs in the body. A mere subject alone never makes a package.
    """
    named: set[str] = set()
    subjects: set[str] = set()
    headings: set[str] = set()
    editions: dict[str, set[str]] = {}
    body: Counter[str] = Counter()
    speaks_of_packages = _speaks_of_packages(evidence)
    for item in evidence:
        text = item.text.replace("_", " ") if item.source == "file_name" else item.text
        for mention in find_packages(text):
            if mention.edition and (mention.certain or item.source == "title"):
                editions.setdefault(mention.slug, set()).add(mention.edition)
            if item.source == "body":
                body[mention.slug] += mention.certain
                if mention.certain and len(text) <= _LONGEST_HEADING:
                    headings.add(mention.slug)
            elif mention.certain:
                named.add(mention.slug)
            elif item.source == "title" and speaks_of_packages:
                subjects.add(mention.slug)
    titles = [item.text for item in evidence if item.source in ("title", "running")]
    title_speaks = any(_PACKAGE_WORD.search(text) for text in titles)
    if any(_SEVERAL.search(text) for text in titles):
        named |= headings  # the first heading of several may stand on the title page
    slugs = sorted(named or (headings if title_speaks else ()) or subjects)
    reason = "title"
    if not slugs:
        enough = max(_RECURS, _SHARE_OF_MOST * max(body.values(), default=0))
        slugs = sorted(slug for slug, count in body.items() if count >= enough)
        reason = "body" if slugs else "none"
    printed = {edition for slug in slugs for edition in editions.get(slug, ())}
    if not printed and slugs:
        printed = {year for item in evidence for year in _EDITION_OF_ALL.findall(item.text)}
    if not printed and len(slugs) == 1:
        printed = _imprint_editions(evidence, slugs[0])
    return PackagesDecision(tuple(slugs), printed.pop() if len(printed) == 1 else None, reason)


_SEVERAL = re.compile(r"forebyggelsespakker(?:ne|nes)?\b", re.IGNORECASE)
_EDITION_OF_ALL = re.compile(
    r"forebyggelsespakke(?:rne|r|n)?\s?(?:\(|(?:fra|anno|udgave|version|udgivet i|revideret)\s)(20\d\d)\b",
    re.IGNORECASE,
)


def _speaks_of_packages(evidence: Sequence[Evidence]) -> bool:
    """Whether the word *forebyggelsespakke* stands anywhere, or both levels, which only packages have."""
    texts = [item.text.lower() for item in evidence]
    if any(_PACKAGE_WORD.search(text) for text in texts):
        return True
    return any("grundniveau" in text for text in texts) and any("udviklingsniveau" in text for text in texts)


_IMPRINT = re.compile(r"Sundhedsstyrelsen[\s,.]+(?:\w+\s)?(20\d\d)")


def _imprint_editions(evidence: Sequence[Evidence], slug: str) -> set[str]:
    """Known editions of the package whose year the imprint prints: ``Sundhedsstyrelsen 2018``."""
    known = _known_editions()[slug]
    texts = (item.text for item in evidence if item.source in ("title", "running", "address"))
    return {year for text in texts for year in _IMPRINT.findall(text) if year in known}
