"""From rows as read to published assessment records, with evidence and findings.

Precedence of what gives a value, and why: manifest before page (a person said it), cell before section (nearer),
page before catalogue (the document's word is what is published; the catalogue only links).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.danish.catalogue import Catalogue, Link
from extractors.danish.dates import find_dates
from extractors.danish.packages import find_packages
from extractors.danish.units import departments_from_cell
from extractors.kinds import notebook as nb
from extractors.kinds.assessment.doubt.unit_doubts import doubt_of_units
from extractors.kinds.assessment.rows.printed_rows import least_confidence
from extractors.kinds.assessment.rows.raw_rows import LevelClaim, RawRow, Text
from extractors.kinds.wording import category_of
from schemas.geometry import Box, union
from schemas.records import AssessmentRow

VERSION = "1"
"""Version of the rules of this folder, part of the method of every value they read."""
CLAIM_ORDER = ("column", "number", "suffix", "prefix", "colour", "section")
"""A level's own cell says most, then what is printed with the row itself, then the heading above."""
OCR_DOUBT = 0.6
"""A word that OCR is less sure of may be another word."""
DEPARTMENT_FIELDS = ("departments_raw", "departments", "department_ids")


def assemble(
    rows: Sequence[RawRow], context: nb.DocumentContext, catalogue: Catalogue, notebook: nb.Notebook
) -> list[AssessmentRow]:
    """Records of all rows of a document, in reading order."""
    occurrences: Counter[tuple[str | None, object]] = Counter()
    links = _links(rows, context, catalogue, notebook)
    _found_titles(rows, links)
    records = []
    for index, row in enumerate(rows, 1):
        record_id = nb.make_record_id(context.document_id, "a", index)
        package = package_of(row, context)
        occurrence = 1
        if row.number is not None:
            occurrences[(package, row.number.parts)] += 1
            occurrence = occurrences[(package, row.number.parts)]
        records.append(_record(record_id, row, package, occurrence, context, links[index - 1], notebook))
    return records


def package_of(row: RawRow, context: nb.DocumentContext) -> str | None:
    """The package of a row: its own cell, the heading above it, else the document's only one.

    Where the table's column names several, a row that it names none for is of none for sure.
    """
    if context.told_package is not None:
        return context.told_package
    text = row.texts.get("package")
    if text is not None and text.text:
        slugs = {m.slug for m in find_packages(text.text)}
        if len(slugs) == 1:
            return next(iter(slugs))
    if row.package_left_out:
        return None
    if row.section.package is not None:
        return row.section.package.value
    named = context.packages or context.subjects
    return named[0] if len(named) == 1 else None


def _record(
    record_id: str,
    row: RawRow,
    package: str | None,
    occurrence: int,
    context: nb.DocumentContext,
    linked: Link,
    notebook: nb.Notebook,
) -> AssessmentRow:
    before = len(notebook.findings)
    claim = _level(record_id, row, notebook)
    departments_text, departments, ids = _departments(record_id, row, context, notebook)
    link = _state_link(record_id, row, linked, notebook)
    rating = row.rating
    scale = row.scale
    step_label = scale.labels[rating.step - 1] if scale is not None and rating.step is not None else None
    text = {role: said(value.text) for role, value in row.texts.items()}
    _evidence(record_id, row, claim, notebook)
    place = _row_place(row)
    for code, message, name in (*[(c, m, "rating_step") for c, m in rating.doubts], *row.doubts):
        mark_place = (rating.marks[0].page, rating.marks[0].box) if rating.marks and name == "rating_step" else place
        notebook.doubt(code, message, record_id=record_id, name=name, place=mark_place)
    _say_print(record_id, row, place, notebook)
    if row.title is None or not row.title.text:
        notebook.doubt("title_missing", "the row has no title", record_id=record_id, name="title", place=place)
    if package is None:
        notebook.doubt("package_unknown", "no package for the row", record_id=record_id, name="package", place=place)
    raised = notebook.findings[before:]
    flagged = any(f.severity != "info" for f in raised)
    dates = find_dates(text["status_date"]) if text.get("status_date") else []
    return AssessmentRow(
        record_id=record_id,
        document_id=context.document_id,
        municipality_code=context.municipality_code,
        package=package,
        edition=context.edition,
        category=_category(row),
        number=row.number.number if row.number else None,
        number_raw=row.number_text.text if row.number_text and row.number else None,
        occurrence=occurrence,
        title=row.title.text if row.title else None,
        title_raw=row.title.printed if row.title else None,
        recommendation_id=link[0],
        recommendation_score=link[1],
        level=claim.level if claim else None,
        level_raw=claim.raw if claim and claim.source not in ("section", "colour") else None,
        rating_text=rating.share if step_label is None else step_label,
        rating_scale=scale.name if scale is not None else None,
        rating_step=rating.step,
        rating_steps=scale.steps if scale is not None else None,
        mark_kind=rating.kind,
        activity=text.get("activity"),
        departments_raw=departments_text,
        departments=departments,
        department_ids=ids,
        notes=text.get("notes"),
        responsible=text.get("responsible"),
        deadline=text.get("deadline"),
        status_date=dates[0].iso if dates else context.document_date,
        unmapped=tuple(f"{header}: {value.text}" if header else value.text for header, value in row.unmapped),
        page=row.page,
        page_last=row.page_last,
        confidence=row.confidence,
        needs_review=flagged,
    )


_DASHES = frozenset("-–—‐/.")


def said(text: str) -> str:
    """The text of a cell; "" when it holds nothing but a dash, which says that there is nothing to say."""
    return "" if text in _DASHES else text


def _level(record_id: str, row: RawRow, notebook: nb.Notebook) -> LevelClaim | None:
    """The level by the nearest source; sources that disagree are said."""
    claims = sorted(row.levels, key=lambda claim: CLAIM_ORDER.index(claim.source))
    printed = [claim for claim in claims if claim.source != "section"] or claims
    levels = {claim.level for claim in printed}
    if len(levels) > 1:
        said = ", ".join(f"{claim.source}: {claim.raw}" for claim in printed)
        notebook.doubt("level_conflict", said, record_id=record_id, name="level", place=_row_place(row))
    return claims[0] if claims else None


def _category(row: RawRow) -> str | None:
    cell = row.texts.get("category")
    own = category_of(cell.text) if cell is not None else None
    if own is not None:
        return own
    return row.section.category.value if row.section.category is not None else None


def _departments(
    record_id: str, row: RawRow, context: nb.DocumentContext, notebook: nb.Notebook
) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    cell = row.texts.get("department")
    said = row.section.department if cell is None else None
    if cell is None:
        if said is None:
            return None, (), ()
        printed = said.value if said.labelled else "\n".join(line.text for line in said.lines)
        cell = Text(said.value, said.lines, printed)
    units = departments_from_cell(cell.printed, context.municipality_code)
    if cell.text and not units:
        message = f"no unit is known in {cell.text[:60]!r}"
        notebook.doubt("department_unknown", message, record_id=record_id, name="departments", place=_place(cell))
    doubt = doubt_of_units(cell, units)
    if doubt is not None:
        notebook.doubt("department_uncertain", doubt, record_id=record_id, name="departments", place=_place(cell))
    ids = tuple(dict.fromkeys(unit_id for unit in units for unit_id in unit.ids))
    names = [said.value] if said is not None and said.whole else [unit.text for unit in units]
    return cell.text, tuple(dict.fromkeys(names)), ids


OWN_NUMBERS_MIN = 4
"""So many titles under other numbers than the catalogue's, and more than under the same, show numbers of one's own."""


def _links(
    rows: Sequence[RawRow], context: nb.DocumentContext, catalogue: Catalogue, notebook: nb.Notebook
) -> list[Link]:
    """What each row's title and number say together.

    Municipalities number rows themselves ("Løbenr. (internt)"). Where most titles stand under other numbers the numbers
    are the document's own: that is said once, and the titles alone link.
    """
    links = [_link(row, context, catalogue, with_number=True) for row in rows]
    agreements = Counter(link.agreement for link in links)
    if agreements["conflict"] < OWN_NUMBERS_MIN or agreements["conflict"] <= agreements["both"]:
        return links
    told = f"{agreements['conflict']} titles of the catalogue stand under numbers of the document's own"
    notebook.doubt("numbers_own", told, name="number")
    return [_link(row, context, catalogue, with_number=False) for row in rows]


def _found_titles(rows: Sequence[RawRow], links: Sequence[Link]) -> None:
    """No doubt whether a column holds the recommendations where most of its titles are the catalogue's."""
    guessed = [(row, link) for row, link in zip(rows, links, strict=True) if _guessed_title(row)]
    if 2 * sum(link.candidate is not None for _, link in guessed) > len(guessed):
        for row, _ in guessed:
            row.doubts[:] = [doubt for doubt in row.doubts if not _is_of_title(doubt)]


def _guessed_title(row: RawRow) -> bool:
    return any(map(_is_of_title, row.doubts))


def _is_of_title(doubt: tuple[str, str, str | None]) -> bool:
    return doubt[0] == "column_role_guessed" and doubt[2] == "title"


def _link(row: RawRow, context: nb.DocumentContext, catalogue: Catalogue, *, with_number: bool) -> Link:
    """The recommendation of the catalogue that the row's title means; none from after the document's date."""
    package = package_of(row, context)
    if row.title is None or not row.title.text or package is None:
        return Link(None, "none")
    number = row.number.number if row.number is not None and with_number else None
    link = catalogue.link(row.title.text, number, package, context.edition)
    found, date = link.candidate, context.document_date
    if found is not None and context.edition is None and date is not None and date[:4] < found.edition:
        return Link(None, "none")
    return link


def _state_link(record_id: str, row: RawRow, link: Link, notebook: nb.Notebook) -> tuple[str | None, float | None]:
    """Key and likeness of the catalogue's recommendation that number and title agree on."""
    found = link.candidate
    if found is None:
        return None, None
    if link.agreement == "conflict" and row.number is not None:
        message = f"the title is like number {found.number} of the catalogue, printed is {row.number.raw}"
        notebook.doubt("number_conflict", message, record_id=record_id, name="number", place=_row_place(row))
    for name in ("recommendation_id", "recommendation_score"):
        notebook.state(record_id, name, found.title, method=f"catalogue@{VERSION}", confidence=found.score)
    return found.recommendation_id, round(found.score, 4)


def _evidence(record_id: str, row: RawRow, claim: LevelClaim | None, notebook: nb.Notebook) -> None:
    def say(names: Iterable[str], places: Iterable[nb.Place], method: str) -> None:
        for name in names:
            notebook.read(record_id, name, places, method=f"{method}@{VERSION}", confidence=row.confidence)

    if row.number is not None and row.number_text is not None:
        say(("number",), nb.places_of(row.number_text.lines, row.number.raw), "cell.number")
        say(("number_raw",), nb.places_of(row.number_text.lines, row.number_text.text), "cell.number")
    if row.title is not None:
        say(("title",), nb.places_of(row.title.lines, row.title.text), "cell.title")
        say(("title_raw",), nb.places_of(row.title.lines), "cell.title")
    chosen = {role for role, _, _ in row.chosen}
    for role, text in row.texts.items():
        if text.text and role not in chosen:
            names = DEPARTMENT_FIELDS if role == "department" else (role,)
            say(names, nb.places_of(text.lines, text.text), f"cell.{role}")
    for _, text in row.unmapped:  # cell by cell: they do not stand beside each other
        say(("unmapped",), nb.places_of(text.lines), "cell.unmapped")
    if claim is not None:
        printed = () if claim.source in ("section", "colour") else ("level_raw",)
        say(("level", *printed), _places_of_level(claim), f"level.{claim.source}")
    for name, said in (("package", row.section.package), ("category", row.section.category)):
        if said is not None and name not in row.texts:
            say((name,), nb.places_of(said.lines), "section")
    if "department" not in row.texts and row.section.department is not None:
        unit = row.section.department
        say(("departments_raw", "departments"), nb.places_of(unit.lines, unit.value), "section")
    for role, mark, head in row.chosen:
        names = DEPARTMENT_FIELDS if role == "department" else (role,)
        headed = () if role == "level" else nb.places_of(head)
        say(names, (*headed, nb.Place(mark.page, mark.box, mark.text or mark.sign)), f"mark.{mark.kind}")
    for mark in row.rating.marks:
        place = nb.Place(mark.page, mark.box, mark.text or mark.sign)
        for name in ("rating_step", "rating_text", "rating_scale", "rating_steps", "mark_kind"):
            if name == "mark_kind" or row.rating.step is not None:
                notebook.read(
                    record_id, name, [place], method=f"mark.{mark.kind}@{VERSION}", confidence=row.rating.confidence
                )


def _places_of_level(claim: LevelClaim) -> list[nb.Place]:
    """Where the level is seen: its colour, else its words, behind the title where they end it."""
    if claim.place is not None:
        return [nb.Place(*claim.place, "colour")]
    return nb.places_of(claim.lines, claim.raw or None, last=claim.source == "suffix")


def _say_print(record_id: str, row: RawRow, place: tuple[int, Box] | None, notebook: nb.Notebook) -> None:
    """Say doubts of OCR in the words that name and place the row, and which words of it a second engine read."""
    texts = (row.number_text, row.title, row.texts.get("department"))
    lines = [line for text in texts if text is not None for line in text.lines]
    lines += [line for claim in row.levels for line in claim.lines]
    sure = least_confidence(lines)
    disputed = [word for line in lines for word in line.words if word.other_reading and word.confidence < OCR_DOUBT]
    if disputed:
        message = f"read as {disputed[0].text[:40]!r}, by the second reader as {disputed[0].other_reading[:40]!r}"
        notebook.doubt("second_reader_disagrees", message, record_id=record_id, place=place)
    elif sure < OCR_DOUBT:
        message = f"the engine is {sure:.0%} sure of some word of the row's number, level, title or unit"
        notebook.doubt("ocr_low_confidence", message, record_id=record_id, place=place)
    for name, line in ((name, line) for name, text in _named_texts(row) for line in text.lines):
        for word in line.words:
            if word.other_reading and word.confidence >= OCR_DOUBT:
                message = f"{word.other_reading[:40]!r} is read as {word.text[:40]!r}, as the second reader has it"
                at = (line.page, word.box)
                notebook.doubt("second_reader_taken", message, record_id=record_id, name=name, place=at)


def _named_texts(row: RawRow) -> list[tuple[str, Text]]:
    """The texts of a row by field."""
    named = [("number", row.number_text), ("title", row.title), *row.texts.items()]
    return [("departments" if name == "department" else name, text) for name, text in named if text is not None]


def _place(text: Text) -> tuple[int, Box] | None:
    if not text.lines:
        return None
    page = text.lines[0].page
    return page, union(line.box for line in text.lines if line.page == page)


def _row_place(row: RawRow) -> tuple[int, Box] | None:
    for text in (row.title, row.number_text, *row.texts.values()):
        if text is not None and text.lines:
            return _place(text)
    return (row.rating.marks[0].page, row.rating.marks[0].box) if row.rating.marks else None
