"""A made-up country of documents as runs write them, without PDFs: what the national dataset is tried on.

Every municipality assesses itself against every package every few years, with all that makes merging hard: documents
that are missing, cover a part, exist as draft and final version, rate a number twice, leave ratings out, use another
scale or sum up wrongly. The generator keeps its own books (:class:`Fact`), against which answers are held.

``python -m corpus.nation --out FOLDER`` writes the run of the whole country, about 3,000 documents.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractors import vocabulary
from extractors.danish.catalogue_entries import shipped_entries
from extractors.danish.municipalities import municipalities
from pipeline.writing.run_writer import RunWriter
from schemas.document import ExtractedDocument
from schemas.records import (
    AssessmentRow,
    DocumentRow,
    EvidenceRow,
    FindingRow,
    InitiativeRow,
    PolicyActionRow,
    SummaryRow,
)

SCALES = {
    "grad4": ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke"),
    "lys3": ("Grøn", "Gul", "Rød"),
}
UNITS = (
    "Sundhedscentret", "Jobcentret", "Familieafdelingen", "Børne- og Ungeforvaltningen", "Kultur og Fritid",
    "Ældreområdet", "Socialpsykiatrien", "HR-afdelingen", "Teknik og Miljø", "Skoleafdelingen",
)  # fmt: skip
VERBS = ("Etablere", "Styrke", "Udarbejde", "Sikre", "Tilbyde", "Understøtte", "Formidle", "Fremme")
THINGS = (
    "tilbud til unge", "en handleplan", "indsatser i dagtilbud", "rådgivning af borgere", "samarbejdet med foreninger",
    "tidlig opsporing", "røgfrie miljøer", "en politik på skolerne", "kompetencer hos medarbejdere",
)  # fmt: skip
THEMES = ("ensomhed", "bevægelse", "søvn", "fællesskaber", "overgange", "pårørende")
TEXT = (
    "Indsatsen er forankret i kommunens sundhedspolitik og følges op hvert år. Medarbejderne har deltaget i kurser, og "
    "der samarbejdes med foreninger, skoler og almen praksis. "
)


@dataclass(frozen=True)
class Fact:
    """What the country's own books say of one number in one document."""

    code: str
    package: str
    edition: str
    number: int
    date: str
    level: str
    step: int | None
    steps: int
    units: tuple[str, ...]
    title: str
    path: str
    page: int
    doubt: bool
    draft: bool
    """Whether a later version of the same status replaced it."""


@dataclass
class Nation:
    """The documents, and the books."""

    documents: list[ExtractedDocument] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    current: dict[tuple[str, str, str, int], Fact] = field(default_factory=dict)
    """The newest of each municipality, package, edition and number, kept while the years go by."""
    covered: dict[tuple[str, str], int] = field(default_factory=dict)
    """Documents by municipality and package."""
    wrong_sums: dict[str, int] = field(default_factory=dict)
    """Wrong counts by path, of documents with a summary."""
    actions: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Path, goal, action and theme."""
    initiatives: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    """Path, number, actors and status lines."""


def make_nation(
    seed: int = 1, *, codes: int = 98, packages: int = 11, years: tuple[int, ...] = (2013, 2016, 2019)
) -> Nation:
    """A country of the first ``codes`` municipalities and ``packages`` packages."""
    nation = Nation()
    for year in years:
        for code in sorted(municipalities())[:codes]:
            for package in _packages()[:packages]:
                _assess(nation, random.Random(f"{seed}:{year}:{code}:{package}"), code, package, year)
    for code in sorted(municipalities())[:codes]:
        rng = random.Random(f"{seed}:{code}")
        nation.documents.append(_policy(nation, rng, code))
        if rng.random() < 0.3:
            nation.documents.append(_deck(nation, rng, code))
    return nation


def one_more(nation: Nation, code: str, package: str, year: int, seed: int = 1) -> ExtractedDocument:
    """Let one municipality assess itself once more; the books are kept up."""
    rng = random.Random(f"{seed}:more:{code}:{package}:{year}")
    known = len(nation.documents)
    while len(nation.documents) == known:
        _assess(nation, rng, code, package, year)
    return nation.documents[-1]


def write_run(folder: Path, documents: list[ExtractedDocument], ended: str = "2024-05-01T12:00:00+00:00") -> Path:
    """Write documents as a run folder."""
    folder.mkdir(parents=True)
    writer = RunWriter(folder)
    for document in sorted(documents, key=lambda d: d.document.path):
        writer.add(document)
    writer.close_tables()
    inputs = [{"path": d.document.path, "sha256": d.document.document_id} for d in documents]
    tool = {"name": "udtraek", "version": "0.1.0", "code": "0", "vocabulary": "0", "libraries": {}}
    writer.finish({"tool": tool, "settings": {}, "inputs": inputs, "times": {"ended": ended}})
    return folder


def _packages() -> list[str]:
    """Slugs; the one with a crosswalk first, so that small countries have it."""
    slugs = [entry["slug"] for entry in vocabulary.load("packages")["packages"]]
    return sorted(slugs, key=lambda slug: (slug != "mental_sundhed", slug))


def _edition(package: str, year: int) -> str:
    entry = next(e for e in vocabulary.load("packages")["packages"] if e["slug"] == package)
    return max(e["edition"] for e in entry["editions"] if int(e["edition"]) <= max(year, 2013))


def _recommendations(package: str, edition: str) -> list[tuple[int, str, str, str | None]]:
    """Number, level, title and catalogue key of an edition."""
    entries = [e for e in shipped_entries().recommendations.values() if (e.package, e.edition) == (package, edition)]
    if entries and all(e.number for e in entries):
        return [(e.number or 0, e.level or "grundniveau", e.title, e.recommendation_id) for e in entries]
    rng = random.Random(f"{package}:{edition}")
    name = package.replace("_", " ")
    return [
        (
            number,
            "udviklingsniveau" if rng.random() < 0.25 else "grundniveau",
            f"{rng.choice(VERBS)} {rng.choice(THINGS)} om {name}, del {number}",
            None,
        )
        for number in range(1, rng.randint(16, 30) + 1)
    ]


def _assess(nation: Nation, rng: random.Random, code: str, package: str, year: int) -> None:
    """One municipality's status of one package: none, one document, or a draft and a final version."""
    if rng.random() < 0.06:
        return
    edition = _edition(package, year)
    asked = _recommendations(package, edition)
    if rng.random() < 0.08:  # one committee's part
        first = rng.randrange(len(asked) // 2)
        asked = asked[first : first + len(asked) // 2]
    scale = "grad4" if rng.random() < 0.7 else "lys3"
    drafted = rng.random() < 0.03
    for draft in (True, False) if drafted else (False,):
        month = 11 if draft else 12 if drafted else rng.randint(1, 10)
        date = f"{year}" if not drafted and rng.random() < 0.1 else f"{year}-{month:02}"
        nation.documents.append(_assessment(nation, rng, code, package, edition, asked, scale, date, draft))


def _assessment(
    nation: Nation,
    rng: random.Random,
    code: str,
    package: str,
    edition: str,
    asked: list[tuple[int, str, str, str | None]],
    scale: str,
    date: str,
    draft: bool,
) -> ExtractedDocument:
    path = f"{code}/{package}-{date}{'-udkast' if draft else ''}.pdf"
    document_id = _id(path, rng)
    steps = len(SCALES[scale])
    tilt = rng.random()
    rows: list[AssessmentRow] = []
    sums: dict[tuple[str, int], int] = {}
    for number, level, title, key in asked:
        step = None if rng.random() < 0.02 else min(steps, 1 + int(steps * rng.random() ** (1 + tilt)))
        units = tuple(rng.sample(UNITS, rng.choice((0, 1, 1, 1, 2))))
        page = 1 + len(rows) // 8
        doubt = rng.random() < 0.05
        fact = Fact(code, package, edition, number, date, level, step, steps, units, title, path, page, doubt, draft)
        nation.facts.append(fact)
        nation.current[code, package, edition, number] = fact
        rows.append(_row(document_id, len(rows), fact, scale, key))
        if step is not None:
            sums[level, step] = sums.get((level, step), 0) + 1
        if rng.random() < 0.02:  # the number stands twice; the first row with a rating counts
            again = Fact(**{**fact.__dict__, "step": 1 + (step or 0) % steps if step else None, "doubt": False})
            rows.append(_row(document_id, len(rows), again, scale, key, occurrence=2))
    nation.covered[code, package] = nation.covered.get((code, package), 0) + 1
    summaries: list[SummaryRow] = []
    if rng.random() < 0.3:
        nation.wrong_sums[path] = 0
        for (level, step), count in sorted(sums.items()):
            printed = count + (1 if rng.random() < 0.03 else 0)
            nation.wrong_sums[path] += printed != count
            summaries.append(
                SummaryRow(
                    record_id=f"{document_id[:16]}-s{len(summaries):03}", document_id=document_id, package=package,
                    level=level, rating_text=SCALES[scale][step - 1], rating_step=step, count=printed,
                    count_computed=count, agrees=printed == count, page=rows[-1].page,
                )
            )  # fmt: skip
    return ExtractedDocument(
        document=_document(document_id, path, "assessment", code, date, len(rows), package=package, edition=edition),
        assessments=tuple(rows),
        assessment_summaries=tuple(summaries),
        evidence=tuple(e for position, row in enumerate(rows) for e in _evidence(row, position % 8)),
        findings=tuple(_finding(row) for row in rows if row.needs_review),
    )


def _row(
    document_id: str, position: int, fact: Fact, scale: str, key: str | None, occurrence: int = 1
) -> AssessmentRow:
    return AssessmentRow(
        record_id=f"{document_id[:16]}-a{position:03}", document_id=document_id, municipality_code=fact.code,
        package=fact.package, edition=fact.edition, category=None, number=fact.number, number_raw=str(fact.number),
        occurrence=occurrence, title=fact.title, title_raw=fact.title, recommendation_id=key,
        recommendation_score=1.0 if key else None, level=fact.level, level_raw=fact.level[0].upper(),
        rating_text=SCALES[scale][fact.step - 1] if fact.step else None, rating_scale=scale, rating_step=fact.step,
        rating_steps=fact.steps, mark_kind="glyph" if fact.step else None,
        activity=f"{TEXT}Det gælder {fact.title[:1].lower()}{fact.title[1:]}.", departments_raw=", ".join(fact.units),
        departments=fact.units, department_ids=(), notes=TEXT if position % 3 == 0 else "", responsible=None,
        deadline=None, status_date=fact.date, page=fact.page, page_last=fact.page,
        confidence=0.4 if fact.doubt else 0.95, needs_review=fact.doubt,
    )  # fmt: skip


def _evidence(row: AssessmentRow, place: int) -> Iterator[EvidenceRow]:
    top = 90.0 + 60 * place
    for column, name in enumerate(("number", "title", "rating_step", "activity", "departments")):
        if getattr(row, name) is not None:
            x0 = 40.0 + 100 * column
            yield EvidenceRow(
                record_id=row.record_id, field=name, document_id=row.document_id, page=row.page, x0=x0, top=top,
                x1=x0 + 90, bottom=top + 50, text_raw=str(getattr(row, name))[:60], method="made@1", confidence=0.95,
            )  # fmt: skip


def _finding(row: AssessmentRow) -> FindingRow:
    return FindingRow(
        document_id=row.document_id, record_id=row.record_id, code="mark_between_columns", severity="warning",
        field="rating_step", message="Made up.", page=row.page, x0=None, top=None, x1=None, bottom=None,
    )  # fmt: skip


def _policy(nation: Nation, rng: random.Random, code: str) -> ExtractedDocument:
    path = f"{code}/sundhedspolitik.pdf"
    document_id = _id(path, rng)
    rows = []
    for index in range(1, rng.randint(4, 9)):
        theme = rng.choice(THEMES)
        goal, action = f"Flere oplever {theme}", f"{rng.choice(VERBS)} {rng.choice(THINGS)}"
        nation.actions.append((path, goal, action, theme))
        rows.append(
            PolicyActionRow(
                record_id=f"{document_id[:16]}-p{index:03}", document_id=document_id, municipality_code=code,
                area_number=1, area="Trivsel", goal=goal, objective=None, action_index=index, action=action,
                responsible=None, deadline=None, indicator=None, page=index, confidence=0.9,
            )
        )  # fmt: skip
    return ExtractedDocument(
        document=_document(document_id, path, "policy", code, "2018", len(rows)), policy_actions=tuple(rows)
    )


def _deck(nation: Nation, rng: random.Random, code: str) -> ExtractedDocument:
    path = f"{code}/alliance.pdf"
    document_id = _id(path, rng)
    rows = []
    for number in range(1, rng.randint(3, 6)):
        actors = tuple(rng.sample(UNITS, rng.randint(1, 3)))
        status = tuple(f"Trin {step} er nået" for step in range(1, rng.randint(2, 4)))
        nation.initiatives.append((path, str(number), actors, status))
        rows.append(
            InitiativeRow(
                record_id=f"{document_id[:16]}-i{number:03}", document_id=document_id, number_raw=str(number),
                numbers=(number,), title=f"Initiativ om {rng.choice(THEMES)}", target_group=None, status=status,
                actors=actors, pages=(number + 1,), confidence=0.9,
            )
        )  # fmt: skip
    return ExtractedDocument(
        document=_document(document_id, path, "presentation", code, "2019-03", len(rows)), initiatives=tuple(rows)
    )


def _document(
    document_id: str, path: str, kind: str, code: str, date: str, records: int, package: str = "", edition: str = ""
) -> DocumentRow:
    municipality = municipalities()[code]
    return DocumentRow.model_validate(
        {
            "document_id": document_id, "path": path, "file_name": path.rsplit("/", 1)[-1], "status": "ok",
            "kind": kind, "title": f"{municipality.name}: {package or kind}", "organisation": municipality.official_name,
            "municipality_code": code, "municipality": municipality.name, "region": municipality.region,
            "packages": (package,) if package else (), "edition": edition or None, "document_date": date,
            "language": "da", "page_count": 20, "ocr_page_count": 0, "byte_size": 1000, "record_count": records,
        }
    )  # fmt: skip


def _id(path: str, rng: random.Random) -> str:
    return hashlib.sha256(f"{path}:{rng.random()}".encode()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--municipalities", type=int, default=98)
    parser.add_argument("--packages", type=int, default=11)
    arguments = parser.parse_args()
    nation = make_nation(arguments.seed, codes=arguments.municipalities, packages=arguments.packages)
    write_run(arguments.out / "run", nation.documents)
    write_run(arguments.out / "more", [one_more(nation, "0820", "tobak", 2022)], "2024-06-01T12:00:00+00:00")
    print(f"{len(nation.documents)} documents, {len(nation.facts)} facts")


if __name__ == "__main__":
    main()
