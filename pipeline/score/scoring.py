"""A run and gold files → a score: per document, per field, per layout choice, and how far confidence can be trusted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import GoldInvalid, NotARun
from pipeline.score.compare import TEXT_TOLERANCE, TEXT_TOLERANCE_OCR, same
from pipeline.score.fields import DOCUMENT_FIELDS, FIELDS, LIKENESS, SILENT_FIELDS, How
from pipeline.score.match import Pair, Row, pair_records
from pipeline.writing.place import read_run
from schemas.geometry import Box


class Place(NamedTuple):
    """A place on a page, and what belongs to it around."""

    page: int | None = None
    box: Box | None = None
    around: Box | None = None


class Miss(NamedTuple):
    """Something that is wrong."""

    pdf: str
    kind: str
    """Record type, or ``document``."""
    field: str
    """The field that is wrong; ``missed`` or ``spurious`` for a whole record."""
    record: str
    """What the record is called, for people."""
    got: Any
    want: Any
    silent: bool
    """Whether a row for which it counts is wrong without being marked for review."""
    place: Place
    """Where it should have been read, or else where it was read."""


@dataclass(slots=True)
class Tally:
    """Counts of one record type; adds up over documents."""

    gold: int = 0
    got: int = 0
    matched: int = 0
    fields_right: int = 0
    fields: int = 0
    whole: int = 0
    """Records right in every field."""
    silent: int = 0
    flagged: int = 0
    flagged_right: int = 0
    by_field: dict[str, list[int]] = field(default_factory=dict)
    """Right and asked, by field."""
    by_mark: dict[str, list[int]] = field(default_factory=dict)
    """Rows of which the kind of mark was read right, those of which the rating was, and all, by the gold's kind."""

    @property
    def precision(self) -> float:
        return self.matched / self.got if self.got else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def field_share(self) -> float:
        return self.fields_right / self.fields if self.fields else float(not self.got)

    @property
    def whole_share(self) -> float:
        return self.whole / self.gold if self.gold else float(not self.got)

    @property
    def silent_share(self) -> float:
        return self.silent / self.got if self.got else 0.0

    def share_of(self, name: str) -> float:
        """Share of a field's gold values that were read right."""
        right, asked = self.by_field.get(name, (0, 0))
        return right / asked if asked else 1.0

    def add(self, other: Tally) -> None:
        for name in ("gold", "got", "matched", "fields_right", "fields", "whole", "silent", "flagged", "flagged_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, (right, asked) in other.by_field.items():
            mine = self.by_field.setdefault(name, [0, 0])
            mine[0] += right
            mine[1] += asked
        for name, counts in other.by_mark.items():
            before = self.by_mark.get(name, [0, 0, 0])
            self.by_mark[name] = [a + b for a, b in zip(before, counts, strict=True)]


@dataclass(slots=True)
class DocumentScore:
    """One document held against its gold."""

    pdf: str
    gold_path: Path
    found: bool
    layout: dict[str, str]
    tallies: dict[str, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)
    """Confidence of each assessment, and whether it is right in the fields that silent errors are about."""


@dataclass(slots=True)
class Score:
    """A whole run held against gold."""

    documents: list[DocumentScore]

    @property
    def totals(self) -> dict[str, Tally]:
        """Tallies over all documents, by record type; ``document`` counts the documents' own fields."""
        totals: dict[str, Tally] = {}
        for document in self.documents:
            for kind, tally in document.tallies.items():
                totals.setdefault(kind, Tally()).add(tally)
        return totals

    def by_layout(self) -> dict[tuple[str, str], tuple[int, Tally]]:
        """Number of documents and their assessments' tally, by each choice of the gold's ``layout``."""
        groups: dict[tuple[str, str], tuple[int, Tally]] = {}
        for document in self.documents:
            tally = document.tallies.get("assessments")
            if tally is None or not (tally.gold or tally.got):
                continue
            for choice in document.layout.items():
                count, total = groups.get(choice, (0, Tally()))
                total.add(tally)
                groups[choice] = (count + 1, total)
        return dict(sorted(groups.items()))


def score_run(run: Path, gold: Iterable[Path], only: str = "") -> Score:
    """Hold the run in the folder ``run`` against the gold files below the folders ``gold``.

    Documents and gold meet by file name. ``only`` takes the gold files alone whose name holds it.

    Raises:
        NotARun: ``run`` is none.
        GoldInvalid: there is no gold, or it cannot be used.
    """
    read_run(run)
    tables = _Tables(run)
    documents = [
        _score_document(gold_file, content, tables) for gold_file, content in _read_gold(gold) if only in gold_file.name
    ]
    if not documents:
        raise GoldInvalid("There is no gold file to score against.")
    return Score(documents)


class _Tables:
    """The rows of a run, by document."""

    def __init__(self, run: Path) -> None:
        import pyarrow.parquet as pq

        self.documents: dict[str, Row] = {}
        self._rows: dict[str, dict[str, list[Row]]] = {}
        try:
            for row in pq.read_table(run / "tables" / "documents.parquet").to_pylist():
                self.documents[row["file_name"]] = row
            for kind in FIELDS:
                by_document = self._rows.setdefault(kind, {})
                for row in pq.read_table(run / "tables" / f"{kind}.parquet").to_pylist():
                    by_document.setdefault(row["document_id"], []).append(row)
        except FileNotFoundError as error:
            raise NotARun(f"{run} is no complete run: {error.filename} is missing.") from None
        self._places = _places(run)

    def rows(self, kind: str, document: Row | None) -> list[Row]:
        if document is None:
            return []
        rows = self._rows[kind].get(document["document_id"], [])
        # A null wording holds the printed total, which gold keeps apart.
        return [row for row in rows if row["rating_text"]] if kind == "assessment_summaries" else rows

    def place(self, row: Row, name: str) -> Place:
        found = self._places.get((row["record_id"], name)) or self._places.get((row["record_id"], "title"))
        return found or Place(row.get("page"))


def _places(run: Path) -> dict[tuple[str, str], Place]:
    import pyarrow.parquet as pq

    columns = ["record_id", "field", "page", "x0", "top", "x1", "bottom"]
    places: dict[tuple[str, str], Place] = {}
    for row in pq.read_table(run / "tables" / "evidence.parquet", columns=columns).to_pylist():
        if row["page"] is not None and row["x0"] is not None:
            box = Box(row["x0"], row["top"], row["x1"], row["bottom"])
            places.setdefault((row["record_id"], row["field"]), Place(row["page"], box, box))
    return places


def _read_gold(folders: Iterable[Path]) -> Iterator[tuple[Path, Row]]:
    for path in sorted({path for folder in folders for path in folder.rglob("*.gold.json")}):
        try:
            content = json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            raise GoldInvalid(f"{path} cannot be read: {error}.") from None
        if not isinstance(content, dict) or "pdf" not in content:
            raise GoldInvalid(f"{path} is no gold file: it does not name its PDF.")
        yield path, content


def _score_document(gold_path: Path, gold: Row, tables: _Tables) -> DocumentScore:
    document = tables.documents.get(gold["pdf"])
    by_ocr = bool(document and document["ocr_page_count"])
    tolerance = TEXT_TOLERANCE_OCR if by_ocr else TEXT_TOLERANCE
    score = DocumentScore(gold["pdf"], gold_path, document is not None, gold.get("layout", {}))
    score.tallies["document"] = _document_fields(score, document, gold.get("document", {}), tolerance)
    for kind, fields in FIELDS.items():
        if kind in gold:
            pairs = pair_records(kind, tables.rows(kind, document), gold[kind])
            score.tallies[kind] = _records(score, kind, fields, pairs, tolerance, tables)
    return score


def _document_fields(score: DocumentScore, document: Row | None, gold: Row, tolerance: float) -> Tally:
    tally = Tally(gold=1, got=int(document is not None), matched=int(document is not None))
    for name, how in DOCUMENT_FIELDS.items():
        if name not in gold:
            continue
        got = document[name] if document else None
        right = document is not None and same(how, got, gold[name], tolerance)
        _count(tally, name, right)
        if not right:
            score.misses.append(Miss(score.pdf, "document", name, "", got, gold[name], False, Place()))
    tally.whole = int(tally.fields_right == tally.fields)
    return tally


def _records(
    score: DocumentScore, kind: str, fields: dict[str, How], pairs: Sequence[Pair], tolerance: float, tables: _Tables
) -> Tally:
    tally = Tally(gold=sum(p.want is not None for p in pairs), got=sum(p.got is not None for p in pairs))
    for got, want in pairs:
        flagged = bool(got and got.get("needs_review"))
        if want is None:
            assert got is not None  # noqa: S101 - a pair has at least one side
            tally.silent += kind == "assessments" and not flagged
            place = tables.place(got, "title")
            silent = kind == "assessments" and not flagged
            score.misses.append(Miss(score.pdf, kind, "spurious", name_of(kind, got), _brief(got), None, silent, place))
            if kind == "assessments":
                score.sure.append((got["confidence"], False))
            continue
        # A category that gold does not know is not asked for: many documents do not print it.
        asked = [name for name in fields if name in want and not (name == "category" and want[name] is None)]
        if want.get("mark_kind") is not None:
            _count_mark(tally, got, want, tolerance)
        if got is None:
            for name in asked:
                _count(tally, name, False)
            place = gold_place(want, "title")
            score.misses.append(Miss(score.pdf, kind, "missed", name_of(kind, want), None, _brief(want), False, place))
            continue
        tally.matched += 1
        wrong = [name for name in asked if not _is_right(fields[name], name, got, want, tolerance)]
        for name in asked:
            _count(tally, name, name not in wrong)
        tally.whole += not wrong
        bad = bool(SILENT_FIELDS.intersection(wrong))
        if kind == "assessments":
            tally.silent += bad and not flagged
            tally.flagged += flagged
            tally.flagged_right += flagged and not bad
            score.sure.append((got["confidence"], not bad))
        for name in wrong:
            place = gold_place(want, name)
            if place.box is None:
                place = tables.place(got, name)
            silent = kind == "assessments" and name in SILENT_FIELDS and not flagged
            score.misses.append(
                Miss(score.pdf, kind, name, name_of(kind, want), got.get(name), want[name], silent, place)
            )
    return tally


def _count_mark(tally: Tally, got: Row | None, want: Row, tolerance: float) -> None:
    """Count a row by its kind of mark: kind and rating are figures beside the fields, a row can be whole without."""
    kind = got is not None and got.get("mark_kind") == want["mark_kind"]
    rating = got is not None and _is_right("exact", "rating_step", got, want, tolerance)
    counts = tally.by_mark.setdefault(want["mark_kind"], [0, 0, 0])
    for i, one in enumerate((kind, rating, True)):
        counts[i] += one


def _is_right(how: How, name: str, got: Row, want: Row, tolerance: float) -> bool:
    accepted = [want[name], *want.get(f"{name}_alt", [])]
    return any(same(how, got.get(name), value, tolerance) for value in accepted)


def _count(tally: Tally, name: str, right: bool) -> None:
    counts = tally.by_field.setdefault(name, [0, 0])
    counts[0] += right
    counts[1] += 1
    tally.fields_right += right
    tally.fields += 1


_PLACE_OF = {"rating_step": "rating_text", "rating_steps": "rating_text", "departments": "departments_raw"}
"""Fields whose place in the gold is that of another."""


def gold_place(want: Row, name: str) -> Place:
    """Where the gold says that a value stands, or else its record; and the part of the record on that page."""
    boxes: dict[str, list[float]] = want.get("boxes", {})
    names = (name, f"{name}_raw", _PLACE_OF.get(name, ""), "title", *boxes)
    place = next((boxes[n] for n in names if n in boxes), None)
    if place is None:
        return Place(want.get("page"))
    page, *box = place
    together = [b[1:] for b in boxes.values() if b[0] == page]
    x0, top, x1, bottom = zip(*together, strict=True)
    return Place(int(page), Box(*box), Box(min(x0), min(top), max(x1), max(bottom)))


def name_of(kind: str, row: Row) -> str:
    """What people would call the record."""
    number = row.get("number_raw") or row.get("number")
    title = row.get(LIKENESS.get(kind, ("title",))[0]) or row.get("title") or row.get("rating_text") or ""
    return " ".join(str(part) for part in (number, title) if part)[:120]


def _brief(row: Row) -> dict[str, Any]:
    names = ("number_raw", "title", "action", "level", "rating_text", "count", "page")
    return {name: row[name] for name in names if row.get(name) not in (None, "")}
