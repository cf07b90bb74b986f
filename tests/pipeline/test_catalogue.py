"""A user's own catalogue: made from packages, never losing what stands in it, and used in a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractors.danish.catalogue_entries import dump_entries, parse_entries
from pipeline.catalogue import adopt, as_entries, read_own
from pipeline.errors import CatalogueInvalid
from schemas.document import ExtractSettings
from schemas.records import RecommendationRow
from tests.kinds.drawn_tables import TITLES, Paper
from tests.pipeline.test_cli import udtraek


def rows(**changes: Any) -> list[RecommendationRow]:
    given: dict[str, Any] = {
        "record_id": "x", "document_id": "0" * 64, "package": "tobak", "edition": "2012", "number": None,
        "level": "grundniveau", "category": "rammer", "target_groups": (), "description": None, "inspiration": None,
        "page": 1, "page_last": 1, "confidence": 1.0,
    }  # fmt: skip
    return [RecommendationRow(**{**given, "order": i, "title": title, **changes}) for i, title in enumerate(TITLES, 1)]


def test_where_no_number_is_printed_the_order_is_the_number() -> None:
    entries = as_entries(rows())
    assert [entry.recommendation_id for entry in entries[:2]] == ["tobak:2012:1", "tobak:2012:2"]
    assert [entry.number for entry in as_entries(rows(number=7))] == [7] * len(TITLES)


@pytest.mark.parametrize("missing", ["package", "edition"])
def test_what_the_document_does_not_say_has_to_be_told(missing: str) -> None:
    with pytest.raises(CatalogueInvalid, match=missing):
        as_entries(rows(**{missing: None}))
    told = {"package": "alkohol", "edition": "2018"}[missing]
    assert as_entries(rows(**{missing: None}), **{missing: told})[0].recommendation_id.count(told) == 1


def test_own_catalogue_keeps_its_comments_and_grows(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("# ours\npackage: stoffer\neditions:\n- edition: '2013'\n  recommendations:\n  - {title: Et}")
    before = own.read_text()
    done = adopt(own, as_entries(rows()), complete=True)
    assert (len(done.added), done.known, done.changed) == (len(TITLES), 0, ())
    assert own.read_text().startswith(before)
    assert len(parse_entries(read_own(own)).recommendations) == len(TITLES) + 1
    assert parse_entries(read_own(own)).complete["tobak", "2012"]
    assert adopt(own, as_entries(rows())).known == len(TITLES)
    assert [path.name for path in tmp_path.iterdir()] == ["own.yaml"]


def test_other_words_under_a_known_key_are_not_written_unasked(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    adopt(own, as_entries(rows()))
    before = own.read_bytes()
    other = as_entries(rows(level="udviklingsniveau"))
    assert len(adopt(own, other).changed) == len(TITLES)
    assert own.read_bytes() == before
    adopt(own, other, replace=True)
    assert {e.level for e in parse_entries(read_own(own)).recommendations.values()} == {"udviklingsniveau"}


def test_two_recommendations_with_one_key_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueInvalid, match="tobak:2012:7"):
        adopt(tmp_path / "own.yaml", as_entries(rows(number=7)))


@pytest.mark.parametrize("text", ["package: [", "package: tobak", "\xff"], ids=["no yaml", "other form", "no utf-8"])
def test_catalogue_that_cannot_be_used_stops_a_run_with_a_sentence(tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(text.encode("latin-1"))
    done = udtraek("run", tmp_path, "-o", tmp_path / "out", "--catalogue", own, cwd=tmp_path)
    assert done.returncode == 2
    assert "own.yaml cannot be used" in done.stderr
    assert not (tmp_path / "out").exists()


def test_rows_link_to_the_user_s_own_recommendations() -> None:
    paper = Paper("Status på forebyggelsespakken Tobak 2012")
    table = [[str(n), title, "Opfyldt" if n % 2 else "Ikke opfyldt"] for n, title in enumerate(TITLES, 1)]
    paper.table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *table])
    own = dump_entries(as_entries(rows()))
    alone = paper.rows()
    linked = paper.read(settings=ExtractSettings(catalogue=own)).assessments
    assert {row.recommendation_id for row in alone} == {None}
    assert [row.recommendation_id for row in linked] == [f"tobak:2012:{n}" for n in range(1, len(TITLES) + 1)]


def test_catalogue_commands(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    adopt(own, as_entries(rows()))
    listed = json.loads(udtraek("catalogue", "list", "--catalogue", own, "--json", cwd=tmp_path).stdout)
    tobak = next(row for row in listed if (row["package"], row["edition"]) == ("tobak", "2012"))
    assert (tobak["known"], tobak["own"], tobak["complete"]) == (len(TITLES), len(TITLES), False)
    assert "known by name only" in udtraek("catalogue", "list", cwd=tmp_path).stdout
    assert TITLES[2] in udtraek("catalogue", "show", "tobak", "--catalogue", own, cwd=tmp_path).stdout
    one = json.loads(udtraek("catalogue", "show", "mental_sundhed:2018:5", "--json", cwd=tmp_path).stdout)
    assert one[0]["counterparts"][0]["recommendation_id"] == "mental_sundhed:2012:4"
    missing = udtraek("catalogue", "show", "mental_sundhed:1999", cwd=tmp_path)
    assert (missing.returncode, "holds nothing" in missing.stderr) == (2, True)


def test_import_reads_a_package(tmp_path: Path) -> None:
    paper = Paper("Forebyggelsespakke – Tobak", (595, 842)).heading("Anbefalinger", size=16)
    for category, titles in (("Rammer", TITLES[:2]), ("Tilbud", TITLES[2:4]), ("Tidlig opsporing", TITLES[4:])):
        paper.heading(category, size=13)
        for title in titles:
            paper.heading(f"{title} (g)", size=10).line("Kommunen har en aftale, som følges op hvert år.")
    pdf, own = tmp_path / "pakke.pdf", tmp_path / "own.yaml"
    pdf.write_bytes(paper.pdf())
    arguments = ("catalogue", "import", pdf, "--catalogue", own, "--edition", "2012")
    dry = udtraek(*arguments, "--dry-run", cwd=tmp_path)
    assert (dry.returncode, own.exists()) == (0, False)
    done = udtraek(*arguments, cwd=tmp_path)
    assert done.stdout.startswith(f"{len(TITLES)} added"), done.stderr
    assert [e.title for e in parse_entries(read_own(own)).recommendations.values()] == list(TITLES)
    assert udtraek(*arguments, cwd=tmp_path).stdout.startswith("0 added")
