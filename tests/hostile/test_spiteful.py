"""PDFs that mean harm: each ends in a typed status within its limits, and costs nobody else anything."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from extractors import extract
from pipeline.cache import Cache
from pipeline.limits import Limits
from pipeline.runner import RunResult, run
from pipeline.settings import RunSettings
from pipeline.writing.place import read_run
from schemas.document import ExtractSettings
from tests.hostile.spiteful import SPITEFUL, page, say
from tests.kinds.drawn_tables import Paper

ROOT = Path(__file__).parents[2]
QUICK = Limits(document_seconds=60, page_seconds_most=3, worker_bytes=3 << 30)

READ_ALL_THE_SAME = {
    "form_in_itself", "outline_in_a_circle", "glyph_in_itself", "coordinates_beyond_number", "text_that_lies",
    "active_content", "metadata_that_lies", "huge_image", "long_line", "rulings_without_number",
}  # fmt: skip
TOO_LARGE = {"words_without_number", "drawings_without_number", "huge_page", "large_page"}


def good_pdf() -> bytes:
    header = ["Nr.", "Anbefaling", "I høj grad", "Slet ikke"]
    return Paper("Forebyggelsespakken Tobak").table((40, 250, 90, 90), [header, ["1", "Røgfri skole", "x", ""]]).pdf()


@pytest.fixture(scope="module")
def spiteful_run(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    """All of them in one run, with a good document first and last."""
    folder = tmp_path_factory.mktemp("spiteful")
    files = folder / "in"
    files.mkdir()
    for name, make in SPITEFUL.items():
        (files / f"{name}.pdf").write_bytes(make())
    (files / "a.pdf").write_bytes(good_pdf())
    (files / "z.pdf").write_bytes(good_pdf() + b"\n")
    settings = RunSettings(workers=2, limits=QUICK, extract=ExtractSettings(ocr="never"))
    return run([files], folder / "out", settings)


@pytest.fixture(scope="module")
def documents(spiteful_run: RunResult) -> dict[str, dict[str, str]]:
    with (spiteful_run.out / "csv" / "documents.csv").open(encoding="utf-8", newline="") as file:
        return {row["path"].removesuffix(".pdf"): row for row in csv.DictReader(file)}


def test_every_one_has_a_status_and_none_is_a_bug(
    spiteful_run: RunResult, documents: dict[str, dict[str, str]]
) -> None:
    assert not spiteful_run.bugs
    assert set(documents) == {"a", "z", *SPITEFUL}
    assert {name for name, row in documents.items() if row["status"] == "ok"} == {"a", "z", *READ_ALL_THE_SAME}
    assert all(
        row["status_reason"].endswith((".", "allowed", ")", "side"))
        for name, row in documents.items()
        if row["status"] != "ok"
    )


def test_what_is_too_large_is_told_from_what_is_damaged(documents: dict[str, dict[str, str]]) -> None:
    assert {name for name, row in documents.items() if "too large" in row["status_reason"]} == TOO_LARGE
    late = {name for name, row in documents.items() if "longer than allowed" in row["status_reason"]}
    assert late == {"forms_beyond_counting", "tiles_without_number"}


def test_good_documents_give_the_same_as_alone(spiteful_run: RunResult, documents: dict[str, dict[str, str]]) -> None:
    for name, data in (("a", good_pdf()), ("z", good_pdf() + b"\n")):
        alone = extract(data, path=f"{name}.pdf", settings=ExtractSettings(ocr="never"))
        written = spiteful_run.out / "documents" / f"{documents[name]['document_id']}.json"
        assert written.read_text(encoding="utf-8") == alone.model_dump_json() + "\n"
        assert alone.assessments


def test_no_trick_of_the_text_reaches_what_is_published(spiteful_run: RunResult) -> None:
    """Direction marks, zero-width and control characters change what a reader sees or a terminal does."""
    for name in ("documents", "slides", "assessments", "recommendations", "policy_actions", "initiatives"):
        for row in pq.read_table(spiteful_run.out / "tables" / f"{name}.parquet").to_pylist():
            text = json.dumps(row, ensure_ascii=False, default=str)
            assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Cn")], (name, row)
    report = (spiteful_run.out / "report.html").read_text(encoding="utf-8")
    assert not [c for c in report if unicodedata.category(c) in ("Cf", "Cs") or c in "\x00\x07\x1b"]
    assert "<script>alert" not in report


# What is loaded on the way is loaded at the first reading. The second asks for nothing by way of Python, and gives the
# same where nobody, MuPDF included, can open another file or socket.
_ASKED_FOR = """
import resource, sys
from pathlib import Path
from extractors import extract

data = Path("a.pdf").read_bytes()
first = extract(data)
resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
asked = []
doors = ("open", "socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork", "os.mkdir", "os.remove", "urllib.")
sys.addaudithook(lambda name, about: asked.append((name, about[:1])) if name.startswith(doors) else None)
second = extract(data)
print(second.document.title, asked, first == second)
"""


def test_nothing_in_a_pdf_is_run_fetched_or_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(SPITEFUL["active_content"]())
    command = [sys.executable, "-c", _ASKED_FOR]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.strip() == "Anbefaling [] True"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_page_that_never_ends_costs_itself_alone(tmp_path: Path) -> None:
    """Beside a good page of the same document."""
    import pymupdf

    document = pymupdf.open(stream=page(say(b"Anbefaling")))
    document.insert_pdf(pymupdf.open(stream=SPITEFUL["forms_beyond_counting"]()))
    document.insert_pdf(pymupdf.open(stream=page(say(b"Slut"))))
    (tmp_path / "a.pdf").write_bytes(document.tobytes())
    limits = QUICK.model_copy(update={"page_seconds_most": 1})
    settings = RunSettings(workers=1, limits=limits, cache=tmp_path / "cache", extract=ExtractSettings(ocr="never"))
    result = run([tmp_path / "a.pdf"], tmp_path / "out", settings)
    (row,) = result.table("documents").to_dict("records")
    assert (row["status"], row["page_count"]) == ("partial", 3)
    assert "pages_lost" in set(result.table("findings")["code"])
    assert Cache(tmp_path / "cache").info().entries == 0, "another try may read it whole"
    assert read_run(result.out)["fingerprint"] is None
