"""What is true of a document as a whole: title, municipality, packages, date, language.

Each fact is weighed from every place that speaks of it – title, running header, address, e-mail, body, file name,
metadata – by the rules of ``extractors.danish``; this module only says which text stands where. The manifest wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors import vocabulary
from extractors.danish import text as danish
from extractors.danish.dates import decide_document_date, find_dates
from extractors.danish.evidence import Evidence
from extractors.danish.municipalities import municipalities
from extractors.danish.numbers import leading_number
from extractors.danish.packages import decide_packages, edition_years, find_packages
from extractors.danish.places import decide_municipality, find_municipalities
from extractors.kinds.notebook import Notebook, places_of
from extractors.kinds.wording import weigh
from schemas.document import DocumentFacts
from schemas.layout import Block, Cell, Layout, Line, Table
from schemas.page import Source

TITLE_MAX = 250
"""A longer text is no title, however large it is printed."""
YEARS_OF_PLAN = 3
"""So many headers that are years and nothing else head the columns of a plan."""
TITLE_PAGES = 2
"""A cover may be a picture: the title is looked for on the first pages that hold text."""
OPENING_BLOCKS = 4
"""Subtitle, sender, date: so many short blocks may stand below a title."""
FOOT = 0.92
"""Share of the height of a page below which its foot is."""
LABEL_MAX = 60
"""A longer text is no label, whatever words it holds."""
ENOUGH_WORDS = 3
"""Fewer little words tell no language."""
BODY_BLOCKS = 150
"""So many blocks of running text say whose document it is; more cost time and add nothing."""
SAME_SIZE, SAME_HEIGHT = 0.2, 1.5
"""Points by which the two parts of a title may differ that the side of a sheet cuts."""

_EMAIL_OR_WEB = re.compile(r"\S+@\S+|www\.\S+|https?://\S+|\b\w[\w-]*\.dk\b")
_SUBJECT = re.compile(r"(?:emne|vedr|vedrørende|angående)\s*[:.]\s", re.IGNORECASE)
"""Begins the line of a memo or letter that says what it is about, below whom it is to and when it was written."""
_ADDRESS = re.compile(r"\b\d{4}\s+[A-ZÆØÅ][a-zæøå]+")
_APPENDIX_HEADING = re.compile(r"bilag\s+\d{1,3}\s*[:.–-]", re.IGNORECASE)
_ITEM_HEADING = re.compile(r"(?:(?:punkt|pkt\.?|sag)\s*(?:nr\.?\s*)?)?\d{1,3}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was decided about the document."""

    title: str | None
    organisation: str | None
    municipality_code: str | None
    municipality: str | None
    region: str | None
    packages: tuple[str, ...]
    named_packages: tuple[str, ...]
    """Of them those that the title names, or the text as packages: a heading may name a mere subject."""
    edition: str | None
    document_date: str | None
    language: str | None
    subjects: tuple[str, ...]
    """Packages named in the title as subjects only ("Mental sundhed – status"), sorted."""


def read_facts(source: Source, layout: Layout, file_name: str, manifest: DocumentFacts, notebook: Notebook) -> Facts:
    """Decide the document's facts; doubts about them go to ``notebook``."""
    title_blocks = find_title(layout)
    evidence = list(_evidence(source, layout, file_name, title_blocks))
    place = decide_municipality(evidence)
    packages = decide_packages([*evidence, *_wrapped_titles(layout)])
    date = decide_document_date([_without_editions(e) for e in evidence])
    code = manifest.municipality_code or place.code
    edition = packages.edition or _edition_of_the_packages(evidence)
    _note_manifest(manifest, place.code, packages.slugs, edition, date.iso, notebook)
    if date.iso is None and manifest.document_date is None:
        notebook.doubt("date_unknown", "no date of status is printed", name="document_date")
    if date.others and manifest.document_date is None:
        told = ", ".join(date.others[:4])
        notebook.doubt("date_conflict", f"besides {date.iso} there is {told}", name="document_date")
    if code is None and place.reason == "several":
        names = ", ".join(municipalities()[c].name for c, _ in place.candidates[:4])
        notebook.doubt("municipality_several", f"the document names {names}", name="municipality_code")
    title = _title_text(title_blocks, layout) if title_blocks else None
    said = {m.slug for m in find_packages(title or "")}
    said |= {m.slug for e in evidence if "pakke" in e.text.lower() for m in find_packages(e.text) if m.certain}
    named = tuple(slug for slug in packages.slugs if slug in said)
    known = municipalities().get(code) if code is not None else None
    if title_blocks:
        lines = tuple(line for block in title_blocks for line in block.lines)
        notebook.read(notebook.document_id, "title", places_of(lines), method="facts.title@1")
    return Facts(
        title=title,
        organisation=known.official_name if known is not None else None,
        municipality_code=code,
        municipality=known.name if known is not None else None,
        region=known.region if known is not None else None,
        packages=(manifest.package,) if manifest.package else packages.slugs,
        named_packages=(manifest.package,) if manifest.package else named,
        edition=manifest.edition or edition,
        document_date=manifest.document_date or date.iso,
        language=detect_language(layout),
        subjects=tuple(sorted({m.slug for e in evidence if e.source == "title" for m in find_packages(e.text)})),
    )


_PACKAGES_FROM = re.compile(
    r"(?:forebyggelses|\bSundhedsstyrelsens\s)pakke(?:n|r|rne|rnes|s)?\s*(?:(?:fra|\(|,? ?udgave|version|anno)\s*"
    r"|[^.;:\n]{0,60}?\bSundhedsstyrelsen,?\s\(?)(20[012]\d)\b",
    re.IGNORECASE,
)


def _without_editions(evidence: Evidence) -> Evidence:
    """The evidence without the years that packages have: they date no document."""
    text = _PACKAGES_FROM.sub(lambda match: "" if match[1] in edition_years() else match[0], evidence.text)
    return evidence if text == evidence.text else replace(evidence, text=text)


def _edition_of_the_packages(evidence: Sequence[Evidence]) -> str | None:
    """The year that the text gives the packages without naming one ("forebyggelsespakke fra 2012"); None if several."""
    years = {match[1] for item in evidence for match in _PACKAGES_FROM.finditer(item.text)} & edition_years()
    return years.pop() if len(years) == 1 else None


def _note_manifest(
    manifest: DocumentFacts,
    code: str | None,
    packages: tuple[str, ...],
    edition: str | None,
    date: str | None,
    notebook: Notebook,
) -> None:
    """Note what the manifest gives as evidence of the document, and where the document says otherwise."""
    for name, told, printed in (
        ("municipality_code", manifest.municipality_code, code),
        ("document_date", manifest.document_date, date),
        ("package", manifest.package, packages[0] if len(packages) == 1 else None),
        ("edition", manifest.edition, edition),
        ("source_url", manifest.source_url, None),
    ):
        if told is None:
            continue
        notebook.state(notebook.document_id, name, told, method="manifest@1")
        if printed is not None and printed != told:
            notebook.doubt("manifest_overrides", f"the manifest says {told}, the document {printed}", name=name)


def find_title(layout: Layout) -> tuple[Block, ...]:
    """Blocks of the document's title: the largest print of the first pages that is short enough."""
    for page in layout.pages[:TITLE_PAGES]:
        blocks = [b for b in page.blocks if b.kind not in ("footer", "footnote", "turned") and b.lines]
        blocks = [b for b in blocks if len(b.text) <= TITLE_MAX and re.search(r"[^\W\d]{3}", b.text)]
        if not blocks:
            continue
        sizes = {id(b): max(line.size for line in b.lines) for b in blocks}
        largest = max(sizes.values())
        first = next(i for i, b in enumerate(blocks) if sizes[id(b)] >= largest - 0.2)
        chosen = [blocks[first]]
        for block in blocks[first + 1 :]:
            near = block.box.top - chosen[-1].box.bottom <= 1.5 * largest
            if sizes[id(block)] < largest - 0.2 or not near or len(chosen) == 3:
                break
            chosen.append(block)
        return tuple(chosen)
    return ()


def _title_text(title_blocks: Sequence[Block], layout: Layout) -> str:
    """The title; one line that runs over the side of a sheet goes on at the edge of the page to its right.

    The letter that the edge cuts is on both pages.
    """
    lines = [line for block in title_blocks for line in block.lines]
    text = danish.join_lines([line.text for line in lines])
    if len(lines) > 1:
        return text
    for page in layout.pages:
        rest = next((block.lines[0] for block in page.blocks if _goes_on_from(lines[0], block)), None)
        if rest is not None:
            cut = text[-1:].casefold() == rest.text[:1].casefold()
            return text + rest.text[cut:]
    return text


def _goes_on_from(title: Line, block: Block) -> bool:
    """Whether the block is print of the title's size at its height on a later page, and begins left of all print."""
    first = block.lines[0] if block.lines else None
    return (
        first is not None
        and first.page > title.page
        and abs(first.size - title.size) <= SAME_SIZE
        and abs(first.box.cy - title.box.cy) <= SAME_HEIGHT
        and title.box.x0 - first.box.x0 > SAME_HEIGHT
        and first.text[:1].islower()
    )


def _evidence(source: Source, layout: Layout, file_name: str, title_blocks: tuple[Block, ...]) -> Iterator[Evidence]:
    titles = {id(block) for block in title_blocks}
    yield Evidence(file_name.rsplit(".", 1)[0], "file_name")
    for key in ("title", "subject", "author"):
        if source.metadata.get(key):
            yield Evidence(source.metadata[key], "metadata")
    if title_blocks:
        yield Evidence(_title_text(title_blocks, layout), "title")
    running: set[str] = set()
    seen = 0
    opening = True
    table_top = min((t.boxes[0][1].top for t in layout.tables if t.page == 1), default=float("inf"))
    for page in layout.pages:
        for block in page.blocks:
            if id(block) in titles or seen > BODY_BLOCKS:
                continue
            text = danish.join_lines([line.text for line in block.lines])
            if block.kind in ("header", "footer"):
                if text not in running:
                    running.add(text)
                    yield Evidence(text, "running")
                continue
            seen += 1
            at_foot = block.box.bottom > FOOT * source.pages[page.number - 1].height
            if at_foot and (_is_date(text) or _names_package(text)):
                running.add(text)
                yield Evidence(text, "running")  # of a document of one page
                continue
            above = page.number == 1 and block.box.top < table_top
            opening = opening and above and not _begins_content(text)
            short = (block.kind == "heading" or seen <= OPENING_BLOCKS) and len(text) <= TITLE_MAX
            # A date beside the headings of a sheet may come after the first of them.
            about = above and len(text) <= TITLE_MAX and _SUBJECT.match(text) is not None
            if (opening and short) or about or (above and _is_date(text)):
                yield Evidence(text, "title", 0.8)
            elif ("@" in text or "www." in text or "http" in text or ".dk" in text) and _EMAIL_OR_WEB.search(text):
                yield Evidence(text, "email")
                yield Evidence(text, "body")
            elif len(text) <= TITLE_MAX and (_ADDRESS.search(text) or _signs(text)):
                yield Evidence(text, "address")
            else:
                yield Evidence(text, "body")
    for table in layout.tables:
        yield from _table_evidence(table)


def _names_package(text: str) -> bool:
    """Whether a short text says whose package it speaks of: "Forebyggelsespakken tobak – status"."""
    return len(text) <= LABEL_MAX and any(mention.certain for mention in find_packages(text))


def _is_date(text: str) -> bool:
    """Whether the text is a date and nothing else."""
    found = find_dates(text) if len(text) <= LABEL_MAX else []
    return len(found) == 1 and not (text[: found[0].start] + text[found[0].end :]).strip(" .,()–-")


def _signs(text: str) -> bool:
    """Whether the text is the name of a municipality and nothing else, or an imprint that begins with it.

    Whoever wrote the page signs it so: "Holbæk Kommune", "Holbæk Kommune, Sundhedspolitik, august 2014".
    """
    named = next((m for m in find_municipalities(text) if m.strength == "kommune"), None)
    if named is None:
        return False
    dates = find_dates(text)
    dated = bool(dates) and not text[dates[-1].end :].strip(" .)")
    rest = text.replace(text[named.start : named.end], "").strip(" .,:–-")
    return not rest or (dated and named.start == 0 and text[named.end :].lstrip()[:1] in tuple(",|·–-"))


def _table_evidence(table: Table) -> Iterator[Evidence]:
    """Header cells, and rows of which little is filled: they head what follows, or are lines above the table."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.lines:
            rows.setdefault(cell.row, []).append(cell)
    above = table.page == 1
    for row, cells in sorted(rows.items()):
        few = len(cells) <= max(1, (table.column_count + 1) // 3)
        above = above and few
        if not few and row >= max(1, table.header_rows):
            continue
        texts = [danish.join_lines([line.text for line in cell.lines]) for cell in cells]
        if few and (len(texts) > 1 or row >= max(1, table.header_rows)):
            yield from _table_line(" ".join(texts), above)
        if row < max(1, table.header_rows):
            for text in _without_earlier(texts):
                yield from _table_line(text, table.page == 1)


def _without_earlier(texts: Sequence[str]) -> Iterator[str]:
    """The headers of a row without those that another repeats for a later time: "Status 2017", "Status 2019".

    Several that are dates and nothing else are the years of a plan.
    """
    parted = [_parted_from_date(text) for text in texts]
    if sum(not rest and bool(date) for rest, date in parted) >= YEARS_OF_PLAN:
        parted = [(rest, date) for rest, date in parted if rest]
        texts = [text for text in texts if _parted_from_date(text)[0]]
    for text, (rest, date) in zip(texts, parted, strict=True):
        if date == max(other for said, other in parted if said == rest):
            yield text


def _parted_from_date(text: str) -> tuple[str, str]:
    """The text without its dates, and the last of them; "" when there is none."""
    found = find_dates(text)
    for mention in reversed(found):
        text = text[: mention.start] + text[mention.end :]
    return text.strip(), found[-1].iso if found else ""


def _table_line(text: str, heads: bool) -> Iterator[Evidence]:
    named = any(mention.strength == "kommune" for mention in find_municipalities(text)) if heads else False
    titled = heads and len(text) <= TITLE_MAX and (named or not weigh("roles", text))
    yield Evidence(text, "title" if titled else "body", 0.8)


def _begins_content(text: str) -> bool:
    """Whether the block is no longer part of a title page: a numbered item, or a label of the form that follows.

    A line with a date is no label, nor is one that names a municipality: "Status til udvalget, maj 2016",
    "Holbæk Kommune – Center for Sundhed".
    """
    for mention in reversed(find_packages(text)):
        text = text[: mention.start] + text[mention.end :]
    if leading_number(text) is not None:
        return True
    if len(text) > LABEL_MAX:
        return False
    weights = [w for role, w in weigh("roles", text.rstrip(":?")).items() if role != "package"]
    return (
        max(weights, default=0.0) >= 0.95
        and not any(mention.strength == "kommune" for mention in find_municipalities(text))
        and not find_dates(text)
    )


def _wrapped_titles(layout: Layout) -> Iterator[Evidence]:
    """Headings in an agenda that are titles of what it wraps: they say which packages it deals with, and nothing else.

    The heading of an appendix is a title ("Bilag 1: Kortlægning … – Hygiejne"); that of an item is one when it names
    packages as such ("3. Status på forebyggelsespakkerne").
    """
    for page in layout.pages:
        for block in page.blocks:
            if len(block.text) > TITLE_MAX or block.kind in ("header", "footer"):
                continue
            if _APPENDIX_HEADING.match(block.text) or (
                block.kind == "heading"
                and _ITEM_HEADING.match(block.text)
                and "forebyggelsespakke" in block.text.casefold()
            ):
                yield Evidence(danish.join_lines([line.text for line in block.lines]), "title", 0.8)


def detect_language(layout: Layout) -> str | None:
    """The language whose little words (``vocabulary/languages.yaml``) the text holds most of; None when it has none."""
    lines = [line for page in layout.pages[:20] for block in page.blocks for line in block.lines]
    lines += [line for table in layout.tables[:10] for cell in table.cells for line in cell.lines]
    counts = Counter(" ".join([line.text for line in lines]).casefold().split(" "))
    scores = {code: sum(counts[word] for word in words.split()) for code, words in vocabulary.load("languages").items()}
    best = max(sorted(scores), key=lambda code: scores[code])
    return best if scores[best] >= ENOUGH_WORDS else None
