"""Ratings that stand in one column: words, letters, digits, colours, faces.

The medium is found for the column, not for the cell: the first that rates most rows. A cell may hold words in a
colour on a shade; the words come first because they say the most, then signs, the colour of the text, shading.
The scale is the legend's, else the one the header lists, else the smallest that knows all values of the column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.cell_values import MEDIA, Value, sign_value, text_value, values_of
from extractors.kinds.assessment.columns.columns import Column
from extractors.kinds.assessment.columns.profiles import MIN_VERDICTS
from extractors.kinds.assessment.columns.ratings import Rating
from extractors.kinds.assessment.wordings.cut_short import without_cut_short
from extractors.kinds.assessment.wordings.legend import (
    Legend,
    colour_scale,
    explain_grey,
    face_scale,
    header_scale,
    in_words_of,
    is_shade,
    names_colours,
    step_of_sign,
)
from extractors.kinds.assessment.wordings.scales import (
    Scale,
    catalogue_of_scales,
    is_no_answer,
    scale_of_labels,
    step_in,
)
from extractors.kinds.assessment.wordings.statements import stated_step
from extractors.kinds.assessment.wordings.verdicts import verdict_of
from extractors.kinds.wording import bare

COVERAGE = 0.6
"""A scale has to know this share of the values before the rest may be called unknown ratings."""
ENOUGH_ROWS = 5
"""So many rows with the two ends of a scale only are taken to show that there is no step between."""
OFTEN = 5
"""A step that nobody got between two that each came so often is hardly there: e⁻⁵ is 1 %."""
MANY_ROWS = 12
"""A step that nobody got in so many rows is hardly there: a scale with one step more than the usual is printed by one
document in ten at most, and of five steps one is left out by so many rows in (4/5)¹² of them, 7 %."""
AGREE = 0.9
"""Words are those of the colours where they say the same in this share of the cells that have both."""
MOSTLY = 0.8
"""Share of the texts on colours that are the wordings of steps, where some are misread."""
SHADES = 28.0
"""Perceptual distance (CIE76 ΔE) from which two shades of one hue may be two steps, as the two greens that Office puts
beside each other are (29); careless ones lie closer."""
RETURNS = 2
"""A value of no step that comes so often is a step that the scale leaves out: then the others may be counted wrong."""
FEWEST_STEPS = 2
"""A scale that sentences state has more steps than one."""
MOST_STEPS = 6
"""No scale has more steps."""
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d+)? ?(?:%|pct\.?|procent)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SingleReading:
    """A rating column: its scale and the rating of each row."""

    scale: Scale | None
    ratings: dict[int, Rating]


def read_single(
    view: TableView, column: Column, legends: Sequence[Legend], pooled: Sequence[str] = ()
) -> SingleReading:
    """Read the ratings of ``column`` for every body row of the table.

    Args:
        view: the table.
        column: its rating column.
        legends: the document's legends.
        pooled: texts of the rating columns of all tables of the document, which use the same scale.
    """
    grey = explain_grey(legends)
    values = {medium: values_of(view, column.index, medium, grey=grey) for medium in MEDIA}
    best: tuple[float, int, str, Scale] | None = None
    for order, medium in enumerate(MEDIA):
        found = values[medium]
        scale = _scale_for(medium, found, column, legends, pooled)
        if scale is None:
            continue
        covered = sum(1 for value in found.values() if step_of_value(scale, value) is not None)
        if covered >= COVERAGE * len(view.body):
            best = (covered, order, medium, scale)
            break
        if covered and (best is None or (covered, -order) > (best[0], -best[1])):
            best = (covered, order, medium, scale)
    if best is None:
        return SingleReading(None, {})
    _, _, medium, scale = best
    if medium != "text" and names_colours(scale):
        scale = _in_printed_words(scale, values["text"], values[medium], column, legends, pooled)
    ratings = {row: rate_cell(view, row, column, values, medium, scale) for row in view.body}
    if medium == "sign" and _stands_in_columns(values["sign"]):
        doubt = ("mark_between", "one sign stands at several places of the column, which may be several columns")
        for row, value in values["sign"].items():
            ratings[row] = Rating(None, value.mark.kind, (value.mark,), (doubt,), 0.3)
    for row, value in values["text"].items() if medium != "text" else ():
        said = step_of_value(scale, value)
        if said is not None and ratings[row].step not in (None, said):
            doubt = ("mark_multiple", f"{value.key[:40]!r} stands on the colour of another step")
            ratings[row] = Rating(None, value.mark.kind, (value.mark,), (doubt,), 0.3)
    # A legend that counts signs and leaves out a number of them was read in part.
    counted = {v.key for v in values[medium].values() if v.mark.meaning == "level" and "*" in v.mark.sign}
    others = Counter(
        v.key for v in values[medium].values() if not v.key.startswith("\0") and step_of_value(scale, v) is None
    )
    left_out = {k for k, n in others.items() if k and (n >= RETURNS or k in counted)}
    if any(not is_no_answer(k) and not _names_several(scale, k) for k in left_out):
        for row, rating in ratings.items():
            if rating.step is not None:
                doubt = ("scale_unknown", f"a value of the column is no step of the scale {scale.name}")
                ratings[row] = replace(rating, doubts=(*rating.doubts, doubt))
    if medium == "sign" and len(values["sign"]) < len(view.body):
        for row, value in values["sign"].items():
            if value.mark.sign == "bar" and ratings[row].step is not None:
                doubt = ("scale_unknown", "a bar may say by its length how far something is, and not by its colour")
                ratings[row] = replace(ratings[row], doubts=(*ratings[row].doubts, doubt))
    if medium != "text" and not scale.shades and _in_several_shades(values[medium]):
        for row, rating in ratings.items():  # One more shade is one more step, and the others count otherwise.
            if rating.step is not None:
                doubt = ("scale_unknown", "a colour comes in shades that no legend tells apart")
                ratings[row] = replace(rating, doubts=(*rating.doubts, doubt))
    if medium != "text" and names_colours(scale) and _are_verdicts(values["text"], len(view.body)):
        for row, value in values["text"].items():
            if ratings[row].step is not None:
                doubt = ("scale_unknown", f"no scale knows {value.key[:40]!r}, which is printed; the colour rates")
                ratings[row] = replace(ratings[row], doubts=(*ratings[row].doubts, doubt))
    return SingleReading(scale, ratings)


def _in_printed_words(
    colours: Scale,
    texts: dict[int, Value],
    coloured: Mapping[int, Value],
    column: Column,
    legends: Sequence[Legend],
    pooled: Sequence[str],
) -> Scale:
    """``colours`` in the words that stand in some of its cells, where words and colours say the same.

    Of a scan some are misread: then those that most cells print.
    """
    words = _scale_for("text", texts, column, legends, pooled)
    if words is None or words.steps != colours.steps:
        usual = _usual_texts(texts, colours.steps)
        words = _scale_for("text", usual, column, legends, ()) if len(usual) >= MOSTLY * len(texts) else None
        texts = usual
    if words is None or words.steps != colours.steps:
        return colours
    both = [
        step_of_value(words, texts[row]) == step_of_value(colours, coloured[row]) for row in texts if row in coloured
    ]
    return in_words_of(words, colours) if len(both) >= MIN_VERDICTS and sum(both) >= AGREE * len(both) else colours


def _usual_texts(texts: Mapping[int, Value], count: int) -> dict[int, Value]:
    """The texts of the wordings that come most often, so many of them."""
    often = {key for key, _ in Counter(value.key for value in texts.values()).most_common(count)}
    return {row: value for row, value in texts.items() if value.key in often}


def _stands_in_columns(signs: Mapping[int, Value]) -> bool:
    """Whether the same sign stands in all rows, and not below itself: where it stands is what it says."""
    boxes = [value.mark.box for value in signs.values()]
    places = [box.cx for box in boxes]
    return len({value.key for value in signs.values()}) == 1 and max(places) - min(places) > max(b.width for b in boxes)


def _in_several_shades(values: Mapping[int, Value]) -> bool:
    """Whether a hue comes in shades far from each other: dark green may be more than light green."""
    colours: dict[str, set[int]] = {}
    for value in values.values():
        if value.mark.color is not None:
            colours.setdefault(value.key, set()).add(value.mark.color)
    return any(mark_reader.colour_distance(a, b) >= SHADES for own in colours.values() for a in own for b in own)


def _are_verdicts(texts: Mapping[int, Value], rows: int) -> bool:
    """Whether most cells print words, few and the same again: what they say is lost where colours alone rate."""
    usual = _usual_texts(texts, MOST_STEPS)
    again = len({value.key for value in usual.values()}) < len(usual)
    return again and len(texts) >= COVERAGE * rows and len(usual) >= MOSTLY * len(texts)


def unknown_values(view: TableView, column: Column) -> dict[int, Rating]:
    """Ratings of a column whose values are of no scale: what stands there is said, and is no step.

    A share in per cent says how far by itself; where the column holds nothing else, and no other column holds signs
    that may rate, there is nothing to doubt in it.
    """
    ratings = {}
    shares = all(_SHARE.fullmatch(text) for row in view.body if (text := view.text(row, column.index)).strip("-–— "))
    others = [replace(column, index=index) for index in range(view.column_count) if index != column.index]
    sure = shares and not any(wears_signs(view, other) for other in others)
    for row in view.body:
        value = text_value(view, row, column.index) or sign_value(view, row, column.index)
        if value is None:
            ratings[row] = Rating(None, None, (), (("mark_none", "the rating cell is empty"),), 0.5)
        else:
            doubt = ("rating_unknown", f"{(value.mark.text or value.mark.sign)[:60]!r} is no step of a known scale")
            share = value.mark.text if _SHARE.fullmatch(value.mark.text or "") else None
            doubts = () if sure and share is not None else (doubt,)
            ratings[row] = Rating(None, value.mark.kind, (value.mark,), doubts, 0.3, share=share)
    return ratings


def rating_texts(view: TableView, column: Column) -> list[str]:
    """The texts of the column's cells that may be verdicts, for the scale of the whole document."""
    return [value.mark.text for value in values_of(view, column.index, "text").values() if value.mark.text]


def wears_signs(view: TableView, column: Column | None) -> bool:
    """Whether most cells of a rating column hold a sign or a shade of their own."""
    if column is None or not view.body:
        return False
    held = {row for medium in ("sign", "shading") for row in values_of(view, column.index, medium)}
    return len(held) >= COVERAGE * len(view.body)


def _scale_for(
    medium: str, values: dict[int, Value], column: Column, legends: Sequence[Legend], pooled: Sequence[str]
) -> Scale | None:
    keys = [v.key for v in values.values() if v.key and not v.key.startswith("\0") and not is_no_answer(v.key)]
    if not keys:
        return None
    # A legend that tells shades of one hue apart and leaves one out that is used orders none of them.
    explained = [
        (share, scale)
        for scale in _scales(legends)
        if (share := _coverage(scale, values)) >= (1.0 if scale.shades else COVERAGE)
    ]
    if explained:  # Of two legends, one may be a part of the other that a line end cut off.
        return max(explained, key=lambda pair: pair[0])[1]
    if medium == "text":
        offered = _offered(values)
        listed = scale_of_labels(offered, complete=True) if offered else header_scale(column.headers)
        if listed is not None and _coverage(listed, values) == 1.0:
            return listed
        own = [v.mark.text if v.mark.text else v.key for v in values.values() if v.key in set(keys)]
        others = Counter(pooled) - Counter(own)
        for texts in ([*own, *others.elements()], own):
            scale = scale_of_values(texts)
            if scale is not None and _coverage(scale, values) >= COVERAGE:
                scale = _settled_by(scale, others) if texts is own else scale
                wider = listed is None or _coverage(scale, values) > _coverage(listed, values)
                return scale if wider else listed
        return listed if listed is not None and _coverage(listed, values) >= COVERAGE else None
    if medium == "sign" and set(keys) <= {"happy", "neutral", "sad"}:
        return face_scale()
    return colour_scale({v.mark.colour for v in values.values() if v.mark.colour is not None})


def _settled_by(scale: Scale, others: Counter[str]) -> Scale:
    """A scale of a document's own words, unsure where other tables hold words that it leaves out."""
    verdicts = {verdict_of(text) for text in others}
    left_out = any(scale.step_of(text) is None and not is_no_answer(text) for text in verdicts)
    return replace(scale, known=False) if left_out and scale.name not in catalogue_of_scales() else scale


def _scales(legends: Sequence[Legend]) -> list[Scale]:
    return [legend.scale for legend in legends if legend.scale is not None]


def _offered(values: dict[int, Value]) -> list[str]:
    """The answers that most lists of options offer: one list that was read badly adds none to all the others.

    "Ved ikke" is no step.
    """
    lists = [[x for x in value.offered if not is_no_answer(x)] for value in values.values() if value.offered]
    counts = Counter(key for labels in lists for key in {bare(label) for label in labels})
    return [label for labels in lists for label in labels if 2 * counts[bare(label)] >= len(lists)]


def _coverage(scale: Scale, values: dict[int, Value]) -> float:
    answered = [v for v in values.values() if not v.key.startswith("\0")]
    known = sum(1 for v in answered if step_of_value(scale, v) is not None or is_no_answer(v.key))
    return known / len(answered) if answered else 0.0


def scale_of_values(texts: Sequence[str]) -> Scale | None:
    """The scale that the cells of a column use: one that knows all values, else the one that knows most.

    Args:
        texts: the texts of the cells, with repetitions.
    """
    labels = _by_statement([verdict_of(text) for text in texts])
    counts = Counter(map(bare, labels))
    distinct = without_cut_short(list({bare(label): label for label in labels}.values()), counts)
    settled = len(texts) >= MANY_ROWS
    often = min(counts.values(), default=0) >= OFTEN
    doubled = _said_twice(distinct)
    distinct = [label for label in distinct if label not in doubled]
    whole = scale_of_labels(distinct, complete=False, settled=settled, often=often)
    if whole is not None and doubled:
        whole = replace(
            whole, open_steps=whole.open_steps | {step for x in doubled if (step := step_of_text(whole, x))}
        )
    if whole is not None and len(distinct) == 2 and _are_ends(distinct, whole):
        of_two = whole.steps == 2 and whole.name in catalogue_of_scales()
        if len(texts) >= ENOUGH_ROWS:
            whole = scale_of_labels(distinct, complete=True, settled=settled)
        if whole is not None and not of_two and not often:
            whole = replace(whole, open_steps=whole.open_steps | {whole.steps})
    if whole is not None and (whole.known or len(distinct) <= 6):
        return whole
    best: tuple[int, int, list[str]] | None = None
    for name in catalogue_of_scales():
        known = [label for label in distinct if step_in(name, label) is not None]
        covered = sum(counts[bare(label)] for label in known)
        if covered >= COVERAGE * len(texts) and (best is None or covered > best[0]):
            best = (covered, 0, known)
    return scale_of_labels(best[2], complete=False, settled=settled, often=often) if best is not None else None


def _by_statement(labels: Sequence[str]) -> list[str]:
    """The labels, those of sentences that state one step in several wordings in the words of that step."""
    stated = [stated_step(label) for label in labels]
    wordings: dict[str, set[str]] = {}
    for label, step in zip(labels, stated, strict=True):
        wordings.setdefault(step or bare(label), set()).add(bare(label))
    return [step if step and len(wordings[step]) > 1 else label for label, step in zip(labels, stated, strict=True)]


def _said_twice(labels: Sequence[str]) -> set[str]:
    """Sentences of which others say the same with fewer words: "lever fuldt ud op til" beside "lever op til".

    A document that writes sentences hardly means two steps by it, but it may.
    """
    stated = {label for label in labels if stated_step(label) is not None}
    for name in catalogue_of_scales() if stated else ():
        places = {label: place for label in labels if (place := step_in(name, label)) is not None}
        if len(places) < len(labels) or len(set(places.values())) < FEWEST_STEPS:
            continue
        shortest = {place: min((x for x in places if places[x] == place), key=len) for place in places.values()}
        more = {label for label, place in places.items() if label != shortest[place]}
        return more if more <= stated else set()
    return set()


def _are_ends(labels: Sequence[str], scale: Scale) -> bool:
    """Whether the labels are the best and the worst step: "delvist" and "ikke" leave room for a better one."""
    return {scale.step_of(label) for label in labels} == {1, scale.steps}


def step_of_value(scale: Scale, value: Value) -> int | None:
    """Step of ``scale`` (from 1) that a cell names by its words, sign or shade; None when it names none."""
    if scale.shades and value.mark.color is not None and (value.mark.kind == "fill" or is_shade(value.mark)):
        return step_of_sign(scale, value.mark)
    step = scale.step_of(value.key)
    if step is not None or not value.mark.text or _names_several(scale, value.key):
        return step
    return step_of_text(scale, verdict_of(value.mark.text))


def step_of_text(scale: Scale, text: str) -> int | None:
    """Step of ``scale`` that a text names, or states as a sentence."""
    step = scale.step_of(text)
    stated = stated_step(text) if step is None else None
    return step if stated is None else scale.step_of(stated)


_WITHOUT_ACCENTS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", " ": ""})


def _step_but_for_accents(scale: Scale, value: Value) -> int | None:
    """The one step whose wording has the letters of a text, whose Danish letters or spaces OCR has lost."""
    letters = value.key.translate(_WITHOUT_ACCENTS)
    steps = {step for step, label in enumerate(scale.labels, 1) if bare(label).translate(_WITHOUT_ACCENTS) == letters}
    return steps.pop() if value.mark.kind == "text" and len(steps) == 1 else None


def _names_several(scale: Scale, key: str) -> bool:
    """Whether a value is several steps one after the other: those of rows that came into one."""
    words = key.split()
    halves = ((" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words)))
    return any(
        scale.step_of(a) is not None and (scale.step_of(b) is not None or _names_several(scale, b)) for a, b in halves
    )


def rate_cell(
    view: TableView, row: int, column: Column, values: dict[str, dict[int, Value]], medium: str, scale: Scale
) -> Rating:
    """The rating of one row.

    Args:
        view: the table.
        row: the row.
        column: its rating column.
        values: what the column's cells hold, by medium and row.
        medium: the one that rates.
        scale: what its values are steps of.
    """
    value = values[medium].get(row)
    if value is None or not value.key:
        return _other_medium(view, row, column, values, medium, scale)
    if value.key == "\0none":
        return Rating(None, None, (), (("mark_none", "no answer of the list is marked"),), 0.5)
    if value.key.startswith("\0"):
        return Rating(None, value.mark.kind, (value.mark,), (("mark_multiple", "the cell holds several marks"),), 0.3)
    if is_no_answer(value.key):
        doubt = ("rating_not_applicable", f"marked as {value.mark.text or value.key}")
        return Rating(None, value.mark.kind, (value.mark,), (doubt,), 0.9)
    step = step_of_value(scale, value)
    if step is None and (step := _step_but_for_accents(scale, value)) is not None:
        doubt = ("ocr_low_confidence", f"{value.mark.text[:60]!r} is taken for {scale.labels[step - 1]!r}")
        return Rating(step, value.mark.kind, (value.mark,), (doubt,), value.mark.confidence, column.index)
    if step is None:
        doubt = ("rating_unknown", f"{(value.mark.text or value.key)[:60]!r} is no step of the scale {scale.name}")
        return Rating(None, value.mark.kind, (value.mark,), (doubt,), 0.3)
    doubts = []
    if not scale.direction_known:
        doubts.append(("scale_direction_unknown", "no legend says whether the highest number is the best"))
    if step in scale.open_steps:
        doubts.append(("scale_unknown", f"how many steps stand above {scale.labels[step - 1]!r} no row shows"))
    if not scale.known:
        doubts.append(("scale_unknown", f"the order of {', '.join(scale.labels)} is taken from their wording"))
    return Rating(step, value.mark.kind, (value.mark,), tuple(doubts), value.mark.confidence, column.index)


def _other_medium(
    view: TableView, row: int, column: Column, values: dict[str, dict[int, Value]], medium: str, scale: Scale
) -> Rating:
    """A row without a value in the column's medium: what else stands there is said, never guessed."""
    other = next(
        (values[m][row] for m in MEDIA if m != medium and row in values[m] and not values[m][row].key.startswith("\0")),
        None,
    )
    if other is None or not other.key:
        return Rating(None, None, (), (("mark_none", "the rating cell is empty"),), 0.5, None)
    step = step_of_value(scale, other)
    doubt = ("rating_unknown", f"the rating is given otherwise than in the other rows: {other.mark.text or other.key}")
    return Rating(step, other.mark.kind, (other.mark,), (doubt,), 0.4, column.index if step else None)
