"""The whole line with the real reader: a PDF on disk becomes rows; bad files become statuses."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

from pipeline.runner import RunResult, run
from pipeline.settings import RunSettings

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples"
SHARED = ROOT.parent / "shared"

ROWS = [
    ("1", "Røgfrie skolegårde og idrætsanlæg", "G", 1, "Aftale med alle skoler", "Skoleafdelingen"),
    ("2", "Tilbud om rygestop til gravide", "G", 3, "", "Sundhedscentret"),
    ("3", "Kampagne mod snus blandt unge", "U", 2, "Planlagt til foråret", "Ungeenheden"),
    ("4", "Rådgivning om passiv rygning", "U", 4, "", "Sundhedsplejen"),
]
STEPS = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")


def assessment_pdf() -> bytes:
    """A self-assessment as a municipality might typeset it, with the cross in one of four columns."""
    reportlab = pytest.importorskip("reportlab")
    assert reportlab
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    header = ["Nr.", "Anbefaling", "Niveau", *STEPS, "Aktivitet", "Forankring"]
    body = [
        [number, title, level, *("x" if step == n else "" for n in range(1, 5)), activity, unit]
        for number, title, level, step, activity, unit in ROWS
    ]
    table = Table([header, *body], repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTSIZE", (0, 0), (-1, -1), 8)]))
    title = Paragraph(
        "Randers Kommunes status på Forebyggelsespakken om tobak, marts 2019", getSampleStyleSheet()["Heading1"]
    )
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=landscape(A4), invariant=1).build([title, table])
    return out.getvalue()


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    """One run over an assessment and everything that can be wrong with a file."""
    folder = tmp_path_factory.mktemp("line")
    files = folder / "in"
    files.mkdir()
    good = assessment_pdf()
    (files / "randers.pdf").write_bytes(good)
    (files / "empty.pdf").write_bytes(b"")
    (files / "page.pdf").write_bytes(b"<!doctype html><title>404</title>")
    (files / "cut.pdf").write_bytes(good[:200])
    document = pymupdf.open(stream=good)
    for name, password in (("locked.pdf", "hemmelig"), ("sealed.pdf", "ukendt")):
        document.save(files / name, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw="ejer")
    settings = RunSettings(workers=2, passwords=("forkert", "hemmelig"))
    return run([files], folder / "out", settings)


def rows_of(result: RunResult, table: str) -> list[dict[str, str]]:
    with (result.out / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_cross_s_column_is_the_rating(result: RunResult) -> None:
    wanted = {row["path"]: row["document_id"] for row in rows_of(result, "documents")}["randers.pdf"]
    rows = [row for row in rows_of(result, "assessments") if row["document_id"] == wanted]
    read = [(r["number"], r["title"], r["level"][:1].upper(), int(r["rating_step"] or 0), r["activity"]) for r in rows]
    assert read == [row[:5] for row in ROWS]
    assert [row["rating_text"] for row in rows] == [STEPS[row[3] - 1] for row in ROWS]
    assert [json.loads(row["departments"]) for row in rows] == [[row[5]] for row in ROWS]


def test_the_document_s_facts_are_read(result: RunResult) -> None:
    (row,) = [row for row in rows_of(result, "documents") if row["path"] == "randers.pdf"]
    assert (row["kind"], row["municipality_code"], row["packages"], row["document_date"]) == (
        "assessment", "0730", '["tobak"]', "2019-03",
    )  # fmt: skip


def test_every_file_has_a_row_and_a_status(result: RunResult) -> None:
    statuses = {row["path"]: row["status"] for row in rows_of(result, "documents")}
    assert statuses["randers.pdf"] == "ok"
    assert statuses["locked.pdf"] == "ok", "one of the passwords opens it"
    assert statuses["sealed.pdf"] == "rejected"
    assert {statuses[name] for name in ("empty.pdf", "page.pdf", "cut.pdf")} <= {"failed", "rejected"}
    reasons = {row["path"]: row["status_reason"] for row in rows_of(result, "documents")}
    assert "password" in reasons["sealed.pdf"]
    assert all(reasons[name] for name, status in statuses.items() if status != "ok")
    assert not result.bugs


def test_every_value_has_a_place(result: RunResult) -> None:
    """The contract: every field that was read from the page has at least one row of evidence."""
    import pyarrow.parquet as pq

    evidence = {
        (e["record_id"], e["field"]) for e in pq.read_table(result.out / "tables" / "evidence.parquet").to_pylist()
    }
    for row in pq.read_table(result.out / "tables" / "assessments.parquet").to_pylist():
        for name in ("number", "title", "level", "rating_step", "rating_text", "activity", "departments"):
            if row[name] not in (None, "", []):
                assert (row["record_id"], name) in evidence, name


def test_the_package_is_valid(result: RunResult) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(result.out / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])


def test_no_password_is_written_anywhere(result: RunResult) -> None:
    for path in result.out.rglob("*"):
        if path.is_file():
            assert b"hemmelig" not in path.read_bytes(), path.name


def udtraek(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cwd / "cache")}
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=env, timeout=600, check=False)


def test_the_samples_are_read_as_their_gold_says(tmp_path: Path) -> None:
    read = udtraek("run", SAMPLES, "-o", "out", "-q", cwd=tmp_path)
    assert read.returncode == 0, read.stderr
    scored = udtraek("score", "out", SAMPLES, "--at-least", "assessments.f1=0.7", cwd=tmp_path)
    assert scored.returncode == 0, scored.stderr + scored.stdout[-3000:]


SEED_BOUNDS = (
    *("assessments.f1=1", "assessments.rating_step=1", "assessments.level=1", "assessments.number=1"),
    *("assessments.fields=0.98", "assessments.departments=0.95", "assessment_summaries.f1=1", "document.fields=1"),
)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["libreoffice", "libreoffice-flow", "calc", "chromium"])
def test_the_seed_assessments_are_read_whole(tmp_path: Path, name: str) -> None:
    read = udtraek("run", SHARED / "seeds" / f"seed-000-{name}.pdf", "-o", "out", "-q", cwd=tmp_path)
    assert read.returncode == 0, read.stderr
    gates = [part for bound in SEED_BOUNDS for part in ("--at-least", bound)]
    gates += ["--only", f"seed-000-{name}.gold", "--at-most", "assessments.silent=0"]
    scored = udtraek("score", "out", SHARED / "seeds", *gates, cwd=tmp_path)
    assert scored.returncode == 0, scored.stderr


@pytest.mark.shared
def test_real_documents_give_no_assessment_and_hostile_ones_a_row_each(tmp_path: Path) -> None:
    folders = [SHARED / "real", SHARED / "hostile"]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix.lower() == ".pdf"]
    read = udtraek("run", *folders, "-o", "out", "--json", "-q", "--ocr", "never", cwd=tmp_path)
    assert read.returncode == 3, read.stderr
    summary = json.loads(read.stdout)
    assert (summary["rows"]["documents"], summary["rows"]["assessments"], summary["bugs"]) == (len(files), 0, 0)
