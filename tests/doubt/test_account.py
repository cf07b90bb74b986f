"""Every word of a mapped table is in a field, in unmapped, in a header, or in a finding; the audit counts them."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from extractors import extract
from extractors.kinds.account import account_cells
from pipeline.audit import audit_run
from pipeline.cli.commands import cli
from pipeline.runner import run as run_folder
from pipeline.settings import RunSettings
from schemas.document import ExtractedDocument
from tests.kinds.drawn_tables import TITLES, Cell, Paper

HEADER = ("Nr.", "Anbefaling", "Ja", "Nej", "Forankret i", "Pris")


def drawn() -> Paper:
    rows = [[str(n), title, Cell("x", shift=0.45), "", "Jobcentret", "2 mio."] for n, title in enumerate(TITLES, 1)]
    return Paper().table((45, 300, 60, 60, 150, 100), [HEADER, *rows])


def ways(document: ExtractedDocument) -> dict[str, int]:
    total: dict[str, int] = {}
    for account in account_cells(document.tables, document.cells, document.evidence, document.findings):
        for way, count in account.ways.items():
            total[way] = total.get(way, 0) + count
    return total


def test_every_word_is_accounted_for_and_none_twice() -> None:
    document = extract(drawn().pdf())
    found = ways(document)
    assert found["unmapped"] == 2 * len(TITLES)
    assert found["header"] == sum(len(text.split()) for text in HEADER)
    assert set(found) == {"field", "unmapped", "header"}
    assert sum(found.values()) == sum(len(cell.text.split()) for cell in document.cells)


def test_a_word_whose_evidence_is_gone_is_lost_until_a_finding_says_it() -> None:
    document = extract(drawn().pdf())
    cell = next(cell for cell in document.cells if cell.text == "Jobcentret")
    kept = tuple(row for row in document.evidence if row.top is None or not cell.top <= row.top <= cell.bottom)
    without = document.model_copy(update={"evidence": kept})
    assert ways(without)["nothing"] > 0
    assert "nothing" not in ways(document)


def test_audit_says_what_share_went_where(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(drawn().pdf())
    run_folder([folder], tmp_path / "out", RunSettings(workers=0))
    audit = audit_run(tmp_path / "out")
    assert audit.accounted == 1.0
    assert audit.tables == {"assessments": 1}
    assert audit.pages == {"record": 1}
    result = CliRunner().invoke(cli, ["audit", str(tmp_path / "out"), "--json", "-"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["words_in_mapped_tables"]["nothing"] == {"count": 0, "share": 0.0}
