"""The fields of one recommendation: what stands in its title and under it until the next title.

The title gives number and level where they are printed in it. Under it, lead-ins ("Målgruppe", "Inspiration til
handling") part the text into fields; text under no lead-in is the description. Headings of categories and legends of
the levels that stand on the way are nobody's text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.danish import text as danish
from extractors.danish.numbers import leading_number, parse_number
from extractors.kinds.beginnings import part_bold
from extractors.kinds.flow import Item
from extractors.kinds.notebook import DocumentContext, Notebook, make_record_id, places_of
from extractors.kinds.package.levels import WORD_MIN, LevelReader, LevelSign, decide, level_line, strip_level
from extractors.kinds.package.titles import category_heading
from extractors.kinds.patterns import find_name, pattern, says
from extractors.kinds.wording import category_of, level_in, level_of
from schemas.columns import CategoryName, LevelName
from schemas.layout import Line
from schemas.records import RecommendationRow

NO_LEVEL = 0.75
"""Confidence in a recommendation whose level is not stated though others' are."""
STRUCTURE = 0.96
"""Confidence in a title that was found by its style."""
_LABELLED_NUMBER = re.compile(r"^(?:anbefaling|anb\.?|nr\.?)\s*(\d{1,3})\s*[:.–-]?\s*(?=\S)", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"^(?:anbefaling|anb\.?|nr\.?)\s*(?:nr\.?\s*)?(\d{1,3})\s*[:.–-]?$", re.IGNORECASE)
_LEVEL_NUMBER = re.compile(r"^([GU])\s?(\d{1,3})\s*[:.)–-]?\s+(?=\S)")
_LEVEL_BEHIND = re.compile(r"\s*[(\[](grundniveau|udviklingsniveau|[gu])[)\]]\.?$", re.IGNORECASE)
"""A level in brackets at the end of the text: "… og følger op. (Grundniveau)"."""
_LIST_OF_GROUPS = re.compile(r"\s*[,;]\s*|\s+og\s+(?=[a-zæøå]+$)")
_FULL_STOPS = " .:;"


@dataclass(slots=True)
class Draft:
    """One recommendation before it has a number in the document's order."""

    title: str
    title_lines: tuple[Line, ...]
    number: int | None = None
    number_lines: tuple[Line, ...] = ()
    """Where the number stands, when not with the title."""
    package: str | None = None
    """Slug of the package that a heading above names, where a document holds several."""
    package_lines: tuple[Line, ...] = ()
    category: CategoryName | None = None
    category_lines: tuple[Line, ...] = ()
    levels: list[LevelSign] = field(default_factory=list)
    target_groups: tuple[str, ...] = ()
    target_lines: tuple[Line, ...] = ()
    description: str | None = None
    description_lines: tuple[Line, ...] = ()
    inspiration: str | None = None
    inspiration_lines: tuple[Line, ...] = ()
    table: int | None = None
    """Number of the table it was read from; None in running text."""
    confidence: float = STRUCTURE
    method: str = "package.title@1"


def read_draft(
    items: Sequence[Item],
    category: tuple[CategoryName, tuple[Line, ...]] | None,
    level: tuple[LevelName, tuple[Line, ...]] | None,
    levels: LevelReader,
) -> Draft:
    """Read one recommendation from its title and the items under it.

    Args:
        items: the title and all that follows it until the next title.
        category: category that the headings above state, with their lines.
        level: level that the headings above state, with their lines.
        levels: reader of level signs.
    """
    head, *body = items
    draft = read_title(head)
    named = _name_below(draft, body)
    if named is not None:
        name, body = named
        number, draft = draft.number, read_title(name)
        draft.number, draft.title_lines = number, (*head.lines, *name.lines)
    beside = levels.beside(head.printed_lines)
    if beside is not None:
        draft.levels.append(beside)
    if category is not None:
        draft.category, draft.category_lines = category
    parts = _parts([item for item in body if not _belongs_to_a_row(item, levels)], draft)
    if level is not None:
        draft.levels.append(LevelSign(level[0], level[1][0].text, "package.level_heading@1", level[1], 0.9))
    _fill(draft, parts)
    return draft


def read_title(head: Item) -> Draft:
    """Title, number and level from a title block."""
    text, number = head.heading_text, None
    marked = parse_number(head.marker) if head.marker else None
    if marked is not None:
        number = marked.number
    labelled, lettered = _LABELLED_NUMBER.match(text), _LEVEL_NUMBER.match(text)
    draft = Draft(text, head.lines)
    if labelled is not None:
        number, text = int(labelled[1]), text[labelled.end() :]
    elif lettered is not None:
        number, text = int(lettered[2]), text[lettered.end() :]
        stated = level_of(lettered[1])
        if stated is not None:
            draft.levels.append(LevelSign(stated, lettered[0], "package.level_in_title@1", head.lines, 0.97))
    elif number is None:
        found = leading_number(text)
        if found is not None:
            number, text = found[0].number, found[1]
    stripped, stated, raw = strip_level(text.rstrip(_FULL_STOPS))
    if stated is not None:
        draft.levels.append(LevelSign(stated, raw, "package.level_in_title@1", head.lines, 0.97))
    draft.title = danish.unmangle_heading(stripped)
    draft.number = number
    return draft


def _name_below(draft: Draft, body: Sequence[Item]) -> tuple[Item, list[Item]] | None:
    """The heading below a title that is a number alone ("Anbefaling 3"), and the rest of what stands under it.

    Sets the number of ``draft``. A level may stand between the two, at the other end of the line.
    """
    alone = _NUMBER_ALONE.match(draft.title)
    if alone is None:
        return None
    for i, item in enumerate(body):
        if item.block is None or level_line(item.text) is not None:
            continue
        if not item.is_heading and not all(word.bold for line in item.lines for word in line.words):
            return None
        draft.number = int(alone[1])
        return item, [*body[:i], *body[i + 1 :]]
    return None


def _belongs_to_a_row(item: Item, levels: LevelReader) -> bool:
    """Whether a block states the level of the title that it stands beside."""
    return item.block is not None and level_line(item.text) is not None and levels.stands_beside_text(item)


@dataclass(slots=True)
class _Part:
    """Lines under one lead-in."""

    name: str
    lines: list[Line] = field(default_factory=list)


def _parts(body: Sequence[Item], draft: Draft) -> list[_Part]:
    """The text under a title by lead-in; levels stated on lines of their own go to ``draft``."""
    parts = [_Part("description")]
    for item in body:
        if item.block is None or item.kind in ("caption", "footnote"):
            continue
        text = item.heading_text
        if item.is_heading and (category_heading(text) is not None or says("package", "chapter", text)):
            break
        stated = level_of(text) if len(text) < WORD_MIN else level_line(text)
        if stated is not None:
            if not draft.levels and not parts[-1].lines:
                draft.levels.append(LevelSign(stated, text, "package.level_line@1", item.lines, 0.95))
            continue
        if item.is_heading and level_in(text) is not None:
            break
        name = find_name("package", "labels", text)
        if name is not None:
            parts.append(_Part(name))
            continue
        parted = part_bold(item)
        begun = find_name("package", "labels", parted[0].text.rstrip(_FULL_STOPS)) if parted is not None else None
        if parted is not None and begun in ("inspiration", "description"):
            parts.append(_Part(begun, list(parted[1].lines)))
            continue
        lead, colon, _ = text.partition(":")
        led = find_name("package", "labels", lead) if colon else None
        if led == "inspiration" and text != lead + colon:
            first, *others = item.lines
            behind = first.text.partition(":")[2].strip()
            parts.append(_Part(led, [first._replace(text=behind), *others] if ":" in first.text else list(item.lines)))
            continue
        led = led if len(item.lines) <= 2 else None
        if led in ("target_groups", "category"):
            parts.append(_Part(led, list(item.lines)))
            parts.append(_Part("description"))
            continue
        parts[-1].lines += item.lines
    return parts


def _fill(draft: Draft, parts: Sequence[_Part]) -> None:
    """Make fields of the parts of a recommendation."""
    description = [line for part in parts if part.name == "description" for line in part.lines]
    inspiration = [line for part in parts if part.name == "inspiration" for line in part.lines]
    text = danish.join_lines([line.text for line in description])
    lead = _inspiration_lead(text)
    if lead is not None:
        split = _line_of(description, len(text[: lead.start()]))
        inside, text = text[lead.end() :].strip(), text[: lead.start()].strip()
        rest = danish.join_lines([line.text for line in inspiration])
        draft.inspiration = " ".join(part for part in (inside, rest) if part) or None
        draft.inspiration_lines = (*description[split:], *inspiration)
        description = description[: split + 1]
    elif inspiration:
        draft.inspiration = danish.join_lines([line.text for line in inspiration])
        draft.inspiration_lines = tuple(inspiration)
    bracketed = _LEVEL_BEHIND.search(text)
    stated = level_of(bracketed[1]) if bracketed is not None else None
    if bracketed is not None and stated is not None and description:
        text = text[: bracketed.start()]
        place = LevelSign(stated, bracketed[1], "package.level_behind@1", tuple(description[-1:]), 0.95)
        draft.levels.insert(0, place)
    draft.description, draft.description_lines = text or None, tuple(description)
    for part in parts:
        joined = danish.join_lines([line.text for line in part.lines])
        value = pattern("package", "target_groups_lead").sub("", joined)
        if part.name == "target_groups" and value:
            groups = [group.strip(_FULL_STOPS) for group in _LIST_OF_GROUPS.split(value)]
            draft.target_groups = tuple(group for group in groups if group)
            draft.target_lines = tuple(part.lines)
        elif part.name == "category" and draft.category is None:
            draft.category = category_of(joined.partition(":")[2] or joined)
            draft.category_lines = tuple(part.lines)


def _inspiration_lead(text: str) -> re.Match[str] | None:
    """Where the lead-in of the inspiration stands in mid-paragraph, or begins a sentence in a shorter wording."""
    whole = pattern("package", "inspiration_lead").search(text)
    return whole if whole is not None else pattern("package", "inspiration_sentence").search(text)


def _line_of(lines: Sequence[Line], letters: int) -> int:
    """Index of the line in which so many letters of the joined text have passed."""
    passed = 0
    for i, line in enumerate(lines):
        passed += len(line.text) + 1
        if passed > letters:
            return i
    return max(0, len(lines) - 1)


def publish(drafts: Sequence[Draft], context: DocumentContext, notebook: Notebook) -> tuple[RecommendationRow, ...]:
    """Records of ``drafts`` in order, with evidence and findings in ``notebook``."""
    package = context.packages[0] if len(context.packages) == 1 else None
    some_levels = any(draft.levels for draft in drafts)
    return tuple(
        _publish(draft, order, package, some_levels, context, notebook) for order, draft in enumerate(drafts, 1)
    )


def _publish(
    draft: Draft,
    order: int,
    package: str | None,
    some_levels: bool,
    context: DocumentContext,
    notebook: Notebook,
) -> RecommendationRow:
    record_id = make_record_id(context.document_id, "recommendations", order)

    def doubt(code: str, message: str) -> None:
        first = draft.title_lines[0]
        notebook.doubt(code, message, record_id=record_id, name="level", place=(first.page, first.box))

    level = decide(draft.levels, lambda message: doubt("level_conflict", message))
    confidence = min(draft.confidence, level.confidence if level is not None else 1.0)
    if level is None and some_levels:
        confidence = min(confidence, NO_LEVEL)
        doubt("level_missing", f"no level stands with {draft.title!r}")
    read = notebook.read
    if draft.number is not None:
        places = places_of(draft.number_lines or draft.title_lines, str(draft.number))
        read(record_id, "number", places, method="package.number@1", confidence=draft.confidence)
    if level is not None:
        places = places_of(level.lines, level.raw, last=level.lines == draft.title_lines)
        read(record_id, "level", places, method=level.method, confidence=level.confidence)
    for name, value, lines, method in (
        ("title", draft.title, draft.title_lines, draft.method),
        ("package", None, draft.package_lines, "package.heading@1"),
        ("category", None, draft.category_lines, "package.category@1"),
        ("target_groups", None, draft.target_lines, "package.label@1"),
        ("description", draft.description, draft.description_lines, "package.text@1"),
        ("inspiration", draft.inspiration, draft.inspiration_lines, "package.label@1"),
    ):
        if lines:
            read(record_id, name, places_of(lines, value), method=method, confidence=draft.confidence)
    pages = [line.page for line in (*draft.title_lines, *draft.description_lines, *draft.inspiration_lines)]
    return RecommendationRow(
        record_id=record_id,
        document_id=context.document_id,
        package=draft.package or package,
        edition=context.edition,
        order=order,
        number=draft.number,
        title=draft.title,
        level=level.level if level is not None else None,
        category=draft.category,
        target_groups=draft.target_groups,
        description=draft.description,
        inspiration=draft.inspiration,
        page=draft.title_lines[0].page,
        page_last=max(pages),
        confidence=round(confidence, 4),
    )
