"""Scales: which step of which scale a wording, a digit or a colour is.

Signals in order of precedence, and why:
1. the document's legend – it says what its own signs mean;
2. a scale of ``vocabulary/scales.yaml`` that knows every label and tells them apart – the fewer steps the
   better, since a document prints the steps it uses;
3. polarity: words that limit or affirm put unknown labels in order, a statement that the other labels limit or deny
   affirms, and of labels that lie close the order of print tells which is better;
4. the order in which a header prints its labels, its ends told apart by polarity – said as ``scale_unknown``.
Labels whose order stays open give no scale. A scale never maps onto another one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extractors import vocabulary
from extractors.kinds.assessment.wordings.statements import stated_step
from extractors.kinds.marks.glyphs import signs
from extractors.kinds.wording import bare, fold, joined, may_be_misprinted, misprints_any, same_wording

APART = 0.25
"""Polarities this far apart are different steps beyond doubt."""
NEAR = 0.1
"""Polarities less than this apart say nothing of which step is better: "delvist" or "i gang"."""
AFFIRMED = 0.9
"""Polarity of a statement that other labels limit or deny: "Arbejder vi med" beside "Arbejder vi ikke med"."""
ROOM = 0.6
"""Wordings so much further apart than those of a scale of three leave room for a step between them."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating scale as one document uses it.

    ``labels`` are the steps as printed, best first; ``keys`` what a cell may hold for each step: bare
    wordings, legend letters or digits, colour names.
    """

    name: str
    labels: tuple[str, ...]
    keys: tuple[frozenset[str], ...]
    known: bool
    """False when the order was worked out from polarity alone."""
    direction_known: bool = True
    """False when digits rate and nothing says which end is best."""
    open_steps: frozenset[int] = frozenset()
    """Steps that another scale with the wordings at hand numbers otherwise: a step that nobody got may be missing."""
    shades: tuple[int, ...] = ()
    """The colour (0xRRGGBB) of each step, where a legend has several shades of one hue."""

    @property
    def steps(self) -> int:
        return len(self.labels)

    def step_of(self, text: str) -> int | None:
        """Step (from 1) that the whole of ``text`` names, allowing a misprint; None when none or several."""
        # A sign is a key as it stands: "(+)" is another than "+", "(x)" than "x", and "-" is one.
        sign = text.casefold()
        exact = [i for i, keys in enumerate(self.keys, 1) if text in keys or sign in keys]
        wanted = bare(text) if sign not in signs() else ""
        if not wanted and not exact:
            return None
        exact = exact or [i for i, keys in enumerate(self.keys, 1) if wanted in keys]
        if exact:
            return exact[0] if len(exact) == 1 else None
        close = [i for i, keys in enumerate(self.keys, 1) if any(same_wording(wanted, key) for key in keys)]
        return close[0] if len(close) == 1 else None


@cache
def catalogue_of_scales() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Every scale of the vocabulary: name → steps, best first → bare wordings."""
    return {
        name: tuple(tuple(bare(wording) for wording in step) for step in scale["steps"])
        for name, scale in vocabulary.load("scales")["scales"].items()
    }


@cache
def _tail() -> re.Pattern[str]:
    """What may follow a step of degree: "I høj grad opfyldt"."""
    return re.compile(r" (?<=grad |fang )(?:" + "|".join(vocabulary.load("scales")["tails"]) + ")$")


@cache
def _opening() -> re.Pattern[str]:
    """What may stand before a step in a sentence: "Anbefalingen er opfyldt"."""
    return re.compile("^(?:" + "|".join(vocabulary.load("scales")["openings"]) + ") ")


_PLURALS = ((re.compile(r"ede$"), "et"), (re.compile(r"tte$"), "t"), (re.compile(r"(?<=\w{4}t)e$"), ""))
"""How the words of a step end that are said of several: "igangsatte", "indfriede", "opfyldte"."""


_DENIED = re.compile(r"\bej\b")
"""The word of forms for "ikke": "Ej opfyldt"."""


def _core(wanted: str) -> str:
    """A bare text without the words that may stand around a step, as it is said of one recommendation."""
    stated = stated_step(wanted)
    core = _tail().sub("", _opening().sub("", wanted)) if stated is None else stated
    if stated is None and "ej" in core:
        core = _DENIED.sub("ikke", core)
    if core[-1:] != "e":
        return core  # Nor is it said of several.
    return next((plural.sub(one, core) for plural, one in _PLURALS if plural.search(core)), core)


@cache
def _step_of_wording(name: str) -> dict[str, int]:
    """Step (from 1) of every wording of the named scale; the best step where several share one."""
    steps = catalogue_of_scales()[name]
    return {wording: index for index in range(len(steps), 0, -1) for wording in steps[index - 1]}


@cache
def _beyond_all() -> int:
    """Letters of a text that is too long to be a misprint of any wording, as are all longer ones."""
    return 2 * max(map(len, _known_wordings()))


@cache
def _wordings_near(name: str, length: int) -> tuple[tuple[int, str], ...]:
    """Steps and wordings of the named scale that a text of ``length`` letters may be a misprint of."""
    steps = enumerate(catalogue_of_scales()[name], 1)
    return tuple((index, w) for index, wordings in steps for w in wordings if may_be_misprinted(len(w), length))


@cache
def wordings_near(length: int) -> tuple[str, ...]:
    """The wordings of all scales that a text of ``length`` letters may be a misprint of."""
    wordings = sorted(_known_wordings())
    return tuple(w for w in wordings if may_be_misprinted(len(w), length))


@cache
def _scales_near(length: int) -> tuple[str, ...]:
    """The scales of which a text of ``length`` letters may be a misprinted step."""
    return tuple(name for name in catalogue_of_scales() if _wordings_near(name, length))


@lru_cache(maxsize=16384)
def step_in(name: str, text: str) -> int | None:
    """Step (from 1) of the named scale that ``text`` is a wording of, else None."""
    wanted = bare(text)
    exact = _step_of_wording(name)
    if wanted in exact:
        return exact[wanted]
    if (core := _core(wanted)) in exact:
        return exact[core]
    close = {
        index
        for index, wording in _wordings_near(name, min(len(wanted), _beyond_all()))
        if same_wording(wanted, wording)
    }
    return close.pop() if len(close) == 1 else None


@lru_cache(maxsize=16384)
def is_step_wording(text: str) -> bool:
    """Whether any scale of the vocabulary knows ``text`` as a step."""
    wanted = bare(text)
    known = _known_wordings()
    if len(wanted) > _longest_said() and _opening().match(wanted) is None:
        return stated_step(wanted) in known
    if wanted in known or _core(wanted) in known:
        return True
    near = wordings_near(min(len(wanted), _beyond_all()))
    if not near or not misprints_any(wanted, near):
        return False  # Many scales share their wordings: each was compared once.
    return any(step_in(name, text) is not None for name in _scales_near(min(len(wanted), _beyond_all())))


def respaced(text: str) -> str | None:
    """The wording of a step that ``text`` is when its spaces are set aside: "Delvistopfyldt"; None when it is none."""
    squeezed = bare(text).replace(" ", "")
    wording = _squeezed_wordings().get(squeezed)
    return wording[:1].upper() + wording[1:] if wording is not None and wording != bare(text) else None


@cache
def _squeezed_wordings() -> dict[str, str]:
    return {wording.replace(" ", ""): wording for wording in sorted(_known_wordings()) if " " in wording}


@cache
def _longest_said() -> int:
    """Letters that no wording with its tail or a misprint has more of, for what is no sentence."""
    longest = max(map(len, _known_wordings()))
    misprinted = next(n for n in itertools.count(longest) if not may_be_misprinted(longest, n))
    return max(misprinted, longest + len(" ") + max(map(len, vocabulary.load("scales")["tails"])) + len("e"))


@cache
def _known_wordings() -> frozenset[str]:
    """The wordings of all scales."""
    scales = catalogue_of_scales().values()
    return frozenset(wording for steps in scales for wordings in steps for wording in wordings)


@lru_cache(maxsize=16384)
def is_no_answer(text: str) -> bool:
    """Whether ``text`` is an answer beside every scale ("Ikke relevant", "Ved ikke")."""
    wanted = bare(text)
    return any(wanted == bare(w) or same_wording(wanted, bare(w)) for w in vocabulary.load("scales")["no_answer"])


@lru_cache(maxsize=16384)
def is_total(text: str) -> bool:
    """Whether ``text`` heads a row or column that counts the others ("I alt")."""
    return bare(text) in vocabulary.load("scales")["totals"]


@cache
def _polarities() -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(e), float(v)) for e, v in vocabulary.load("scales")["polarity"])


@cache
def _polarity_sieve() -> tuple[re.Pattern[str], ...]:
    return joined([pattern.pattern for pattern, _ in _polarities()])


@lru_cache(maxsize=16384)
def polarity(text: str) -> float | None:
    """Where between worst (0) and best (1) the words of ``text`` put it; None when they say nothing.

    A share that begins it says so by itself: "0 pct. opfyldt", "75 % implementeret".
    """
    folded = fold(text)
    share = _SHARE.match(folded)
    if share is not None:
        return min(int(share[1]), 100) / 100
    if not any(pattern.search(folded) for pattern in _polarity_sieve()):
        return None  # Most texts say nothing.
    return next((value for pattern, value in _polarities() if pattern.search(folded)), None)


def scale_of_labels(labels: Sequence[str], *, complete: bool, settled: bool = True, often: bool = True) -> Scale | None:
    """The scale that ``labels`` (as printed, any order) are the steps of.

    Args:
        labels: distinct wordings.
        complete: whether the labels are all steps there are (a header, a legend) or those that happen to
            occur (the cells of a column), in which case a known scale may have more.
        settled: whether so many cells use the labels that a step none of them names is hardly there.
        often: whether each label comes so often that a step between them would have come as well; asked where the
            labels are those of a scale that hardly anybody uses, or lie unevenly.

    Returns:
        None when fewer than two labels are given or their order cannot be told.
    """
    distinct = list(dict.fromkeys(label for label in labels if bare(label)))
    if not distinct or (complete and len(distinct) < 2):
        return None
    ordered = _digit_scale(distinct) or (_share_scale(distinct) if complete else None)
    if ordered is not None:
        return ordered
    candidates = []
    for order, (name, steps) in enumerate(catalogue_of_scales().items()):
        found: list[int] = []
        for label in distinct:
            place = step_in(name, label)
            if place is None:
                break
            found.append(place)
        if len(found) < len(distinct) or len(set(found)) < len(_wordings(distinct)):
            continue
        if complete and len(set(found)) < len(distinct):
            continue
        variants = sum(bare(label) != steps[p - 1][0] for label, p in zip(distinct, found, strict=True))
        surplus = len(steps) - len(set(found))
        candidates.append(((surplus, variants), order, name, found))
    if candidates:
        (surplus, _), _, name, found = min(candidates)
        scale = named_scale(name, distinct, found, complete=complete)
        rare = vocabulary.load("scales")["rare"]
        if complete or (settled and (often or name not in rare)):
            return scale
        rivals = [other for (more, _), _, rival, other in candidates if more == surplus + 1 and rival not in rare]
        moved = frozenset(a for other in rivals for a, b in zip(found, other, strict=True) if a != b)
        return replace(scale, open_steps=moved | (_below_an_unused(found) if name in rare else frozenset()))
    own = _by_polarity(distinct, in_order=complete) if len(distinct) > 1 else None
    return own if own is None or complete or often else replace(own, open_steps=_below_a_gap(own.labels))


def _below_an_unused(places: Sequence[int]) -> frozenset[int]:
    """Those of the steps in use that stand below one that is not: a document may have left it out of its scale."""
    unused = min(set(range(1, max(places))) - set(places), default=max(places))
    return frozenset(place for place in places if place > unused)


def _below_a_gap(labels: Sequence[str]) -> frozenset[int]:
    """Steps of an own scale that lie below so wide a gap that one may be missing."""
    places = [value or 0.0 for value in polarities(labels)]
    gaps = [step for step, (a, b) in enumerate(itertools.pairwise(places), 2) if a - b > ROOM]
    return frozenset(range(gaps[0], len(labels) + 1)) if gaps else frozenset()


def _wordings(labels: Sequence[str]) -> set[str]:
    return {bare(label) for label in labels}


def named_scale(name: str, labels: Sequence[str], places: Sequence[int], *, complete: bool) -> Scale:
    """The scale ``name`` as the document prints it: its own labels, only its own steps when ``complete``."""
    steps = catalogue_of_scales()[name]
    raw = vocabulary.load("scales")["scales"][name]["steps"]
    printed = {place: label for label, place in zip(labels, places, strict=True)}
    used = sorted(printed) if complete else range(1, len(steps) + 1)
    return Scale(
        name=name,
        labels=tuple(printed.get(place, raw[place - 1][0]) for place in used),
        keys=tuple(
            frozenset(steps[place - 1]) | ({bare(printed[place])} if place in printed else frozenset())
            for place in used
        ),
        known=True,
    )


def polarities(labels: Sequence[str]) -> list[float | None]:
    """The polarity of each of the labels of one scale.

    A label whose words say nothing affirms where another one holds the same statement, limited or denied.
    """
    values = [polarity(label) for label in labels]
    if values.count(None) != 1 or len(values) < 2:
        return values
    plain = values.index(None)
    words = set(fold(labels[plain]).split())
    for label, value in zip(labels, values, strict=True):
        others = fold(label).split()
        added = " ".join(word for word in others if word not in words)
        if value is not None and value < AFFIRMED - APART and words & set(others) and polarity(added) == value:
            values[plain] = AFFIRMED
    return values


def are_near(values: Sequence[float]) -> bool:
    """Whether two of the polarities lie too close to say which is better."""
    return any(a - b < NEAR for a, b in itertools.pairwise(sorted(values, reverse=True)))


def _by_polarity(labels: Sequence[str], *, in_order: bool) -> Scale | None:
    """The labels in order of polarity.

    Labels that are printed ``in_order`` are known when polarity agrees, either way round, where labels that lie close
    may come in any order; others when their polarities lie clearly apart and reach both ends. Of one wording that
    others limit, each limit says more or less than the next.
    """
    found = polarities(labels)
    values = [value for value in found if value is not None]
    if len(values) < len(labels):
        return None
    if in_order and max(values) - min(values) >= APART:
        for printed, fall in ((labels, values), (labels[::-1], values[::-1])):
            if all(b - a < NEAR for a, b in itertools.pairwise(fall)):
                return own_scale(list(printed), known=True)
    if len(set(values)) < len(labels):
        return None
    ranked = sorted(zip(values, labels, strict=True), key=lambda pair: -pair[0])
    ordered = [label for _, label in ranked]
    if in_order:
        return own_scale(ordered, known=False)
    clear = NEAR if _limit_one_wording(labels) else APART
    apart = all(a - b >= clear for (a, _), (b, _) in itertools.pairwise(ranked))
    return own_scale(ordered, known=apart and ranked[0][0] >= 1 - APART and ranked[-1][0] <= APART)


def _limit_one_wording(labels: Sequence[str]) -> bool:
    """Whether the labels are one of them, and that with words that say how far: "Opfyldt" beside "Næsten opfyldt"."""
    words = [set(fold(label).split()) for label in labels]
    plain = min(words, key=len)
    return bool(plain) and all(plain <= others for others in words)


def own_scale(ordered: Sequence[str], *, known: bool) -> Scale:
    """A scale of a document's own: the labels, best first."""
    return Scale(f"egen{len(ordered)}", tuple(ordered), tuple(frozenset({bare(x)}) for x in ordered), known=known)


def scale_in_printed_order(labels: Sequence[str]) -> Scale:
    """A scale of labels that say too little of their order: scales are printed in order, one end first.

    Which end is best is told by the polarity of the ends, else of any label; with none, the first is taken as best.
    The scale is ``known`` only when every label's polarity agrees with the order; else each row it rates is in doubt.
    """
    agreed = _by_polarity(labels, in_order=True)
    if agreed is not None and agreed.known:
        return agreed
    values = polarities(labels)
    first, last = values[0], values[-1]
    if first is None or last is None:
        half = len(labels) / 2
        lean = sum((value - 0.5) * (half - i - 0.5) for i, value in enumerate(values) if value is not None)
        return own_scale(list(labels) if lean >= 0 else list(labels)[::-1], known=False)
    return own_scale(list(labels) if first >= last else list(labels)[::-1], known=False)


_SHARE = re.compile(
    r"^(?:over|under|mindst|højst|ca\.?|mere end|mindre end)?\s*(\d{1,3})\s*(?:[-–]\s*\d{1,3}\s*)?"
    r"(?:%|pct\b\.?|procent)\s*(?!af\b|i\b|for\b)[^\W\d_]"
)
"""A share of what follows it at the beginning of a wording; alone, or as a share of something, it is a figure."""
_DIGIT = re.compile(r"^\(?([0-9]{1,2})[.)]?$")


def _digit_scale(labels: Sequence[str]) -> Scale | None:
    """A scale of digits 1…n, or 0…n, without a legend: the higher the better, direction unknown."""
    numbers = [int(m.group(1)) for label in labels if (m := _DIGIT.match(bare(label)))]
    if len(numbers) < len(labels) or not numbers or max(numbers) > 10 or max(numbers) < 1 + (0 in numbers):
        return None
    bottom, top = min(*numbers, 1), max(*numbers, 3)
    top = 4 if top == 3 and 3 not in numbers else top
    return digit_scale(range(top, bottom - 1, -1), direction_known=False)


_SHARES = re.compile(r"^(\d{1,3})(?: ?%)?(?: ?(?:-|–|til) ?(\d{1,3}))? ?(?:%|pct\.?|procent)$")
_WHOLE = 100


def _share_scale(labels: Sequence[str]) -> Scale | None:
    """A scale of shares, or of ranges of them, that reaches from nothing or nearly so to the whole: "0–25 %"."""
    found = [_SHARES.match(fold(label)) for label in labels]
    shares = [(int(m[1]), int(m[2] or m[1])) for m in found if m is not None]
    if len(shares) < len(labels) or len(set(shares)) < len(labels) or max(max(shares)) != _WHOLE:
        return None
    ranked = sorted(zip(shares, labels, strict=True), reverse=True)
    apart = all(low >= below for ((low, _), _), ((_, below), _) in itertools.pairwise(ranked))
    return own_scale([label for _, label in ranked], known=True) if apart else None


def digit_scale(digits: Sequence[int], *, direction_known: bool) -> Scale:
    """The scale of these digits, best first."""
    labels = tuple(str(n) for n in digits)
    keys = tuple(frozenset({label}) for label in labels)
    return Scale(f"tal{len(labels)}", labels, keys, known=True, direction_known=direction_known)
