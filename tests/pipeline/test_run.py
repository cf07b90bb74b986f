"""A whole run over made-up PDFs: what is written, what bad input becomes, what stays the same."""

from __future__ import annotations

import csv
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline.errors import ExitCode, OutputForeign, OutputUnwritable
from pipeline.inputs import NothingToRead
from pipeline.limits import Limits
from pipeline.runner import RunResult, run
from pipeline.settings import RunSettings
from schemas.document import ExtractedDocument
from schemas.records import TABLES, AssessmentRow
from tests.pipeline import samples

Make = Callable[..., Path]
Run = Callable[..., RunResult]
Tree = Callable[[Path], dict[str, bytes]]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_output_of_the_contract_is_there(make_inputs: Make, run_samples: Run) -> None:
    result = run_samples(make_inputs(a="rows 3", sub__b="ok"))
    out = result.out
    assert {p.stem for p in (out / "tables").iterdir()} == set(TABLES)
    assert {p.stem for p in (out / "csv").iterdir()} == set(TABLES) - {"cells", "evidence"}
    assert {p.name for p in out.iterdir()} == {
        *("run.json", "documents", "tables", "csv", "datapackage.json", "report.html"),
    }
    assert result.rows["assessments"] == 5
    assert result.table("assessments")["title"].tolist() == [samples.TITLE] * 5
    for path in (out / "documents").iterdir():
        assert ExtractedDocument.model_validate_json(path.read_bytes()).document.document_id == path.stem
    assert [row["path"] for row in read_csv(out / "csv" / "documents.csv")] == ["a.pdf", "sub/b.pdf"]


def test_parquet_columns_are_those_of_the_models(make_inputs: Make, run_samples: Run) -> None:
    out = run_samples(make_inputs(a="ok")).out
    schema = pq.read_schema(out / "tables" / "assessments.parquet")
    assert schema.names == list(AssessmentRow.model_fields)
    assert str(schema.field("departments").type).startswith("list<")
    assert str(schema.field("rating_step").type) == "int64"
    assert schema.field("title").metadata[b"description"] == AssessmentRow.model_fields["title"].description.encode()
    slides = pq.read_table(out / "tables" / "slides.parquet").to_pylist()
    assert slides[0]["bullets"][1] == {"level": 2, "text": 'Anden "citat"'}


def test_duckdb_answers_the_contract_s_question(make_inputs: Make, run_samples: Run) -> None:
    out = run_samples(make_inputs(a="rows 3")).out
    answer = duckdb.sql(
        f"select level, rating_text, count(*) from '{out}/tables/assessments.parquet' group by all"
    ).fetchall()
    assert answer == [("grundniveau", "I høj grad", 3)]


def test_frictionless_accepts_the_package(make_inputs: Make, run_samples: Run) -> None:
    frictionless = pytest.importorskip("frictionless")
    out = run_samples(make_inputs(a="rows 3", b="raise x", c="rows 3", d="row =cmd|x")).out
    report = frictionless.validate(str(out / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert report.stats["tasks"] == len(TABLES) * 2 - 2 + 3  # CSV twins, Parquet, three distinct documents


def test_the_package_notices_a_changed_file(make_inputs: Make, run_samples: Run) -> None:
    frictionless = pytest.importorskip("frictionless")
    out = run_samples(make_inputs(a="rows 3")).out
    path = out / "csv" / "assessments.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("0.97", "9.70"), encoding="utf-8")
    assert not frictionless.validate(str(out / "datapackage.json")).valid


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-cmd", "@x", "＝1", "\t=1", " =1"])
def test_text_that_a_spreadsheet_would_run_is_neutralised(make_inputs: Make, run_samples: Run, text: str) -> None:
    out = run_samples(make_inputs(a=f"row {text}")).out
    last = read_csv(out / "csv" / "assessments.csv")[-1]
    assert last["activity"] == f"'{text}"
    assert pq.read_table(out / "tables" / "assessments.parquet")["activity"].to_pylist()[-1] == text


@pytest.mark.parametrize("text", ["-12", "+4,5", "-1.000,50", "-3%"])
def test_numbers_are_not_text(make_inputs: Make, run_samples: Run, text: str) -> None:
    out = run_samples(make_inputs(a=f"row {text}")).out
    assert read_csv(out / "csv" / "assessments.csv")[-1]["activity"] == text


def test_null_and_empty_differ_in_csv(make_inputs: Make, run_samples: Run) -> None:
    out = run_samples(make_inputs(a="ok")).out
    raw = (out / "csv" / "assessments.csv").read_bytes()
    assert b',glyph,"",' in raw, "the cell is there and empty"
    assert b",[],,,,2018-11," in raw, "not stated"
    assert raw.count(b"\r\n") == 3


def test_run_json_describes_the_run(make_inputs: Make, run_samples: Run) -> None:
    out = run_samples(make_inputs(a="rows 3", b="raise x")).out
    manifest = json.loads((out / "run.json").read_bytes())
    assert manifest["documents"] == {"failed": 1, "ok": 1}
    assert [(i["path"], i["status"]) for i in manifest["inputs"]] == [("a.pdf", "ok"), ("b.pdf", "failed")]
    assert manifest["rows"]["assessments"] == 3
    named = {o["path"] for o in manifest["outputs"]}
    assert named == {p.relative_to(out).as_posix() for p in out.rglob("*.*") if p.name != "run.json"}
    assert manifest["limits"] == Limits().model_dump()


def test_same_bytes_for_any_number_of_workers(make_inputs: Make, run_samples: Run, tree: Tree) -> None:
    folder = make_inputs(a="rows 3", b="slow 0.4", c="raise x", d="rows 40", e="ok", f="ok")
    first = run_samples(folder, "one")
    second = run_samples(folder, "two", workers=3)
    one, two = tree(first.out), tree(second.out)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_worker_failures_cost_one_document_each(make_inputs: Make, run_samples: Run) -> None:
    folder = make_inputs(
        a="ok",
        b="crash",
        c="rows 3",
        d="hang",
        e="leak",
        f="exit",
        g="raise x",
        h="garbage",
        i="huge 3000000",
        j="liar",
        k="rows 2",
        l="types",
    )
    limits = Limits(document_seconds=5, result_bytes=2_000_000)
    result = run_samples(folder, workers=2, limits=limits)
    rows = {
        row["path"]: (row["status"], row["status_reason"]) for row in read_csv(result.out / "csv" / "documents.csv")
    }
    assert {name for name, (status, _) in rows.items() if status == "ok"} == {"a.pdf", "c.pdf", "k.pdf"}
    assert all(reason for status, reason in rows.values() if status != "ok")
    assert "SIGSEGV" in rows["b.pdf"][1]
    assert "longer than allowed" in rows["d.pdf"][1]
    assert "memory" in rows["e.pdf"][1]
    assert "larger than allowed" in rows["i.pdf"][1]
    assert result.rows["assessments"] == 7
    assert {bug.path for bug in result.bugs} == {"g.pdf", "h.pdf", "j.pdf", "l.pdf"}
    assert result.exit_code() == ExitCode.BUG


def test_a_worker_that_prints_does_not_reach_stdout(
    make_inputs: Make, run_samples: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    run_samples(make_inputs(a="noisy", b="ok"), workers=1)
    assert capfd.readouterr().out == ""


def test_identical_files_give_their_records_once(make_inputs: Make, run_samples: Run) -> None:
    result = run_samples(make_inputs(a="rows 3", z="rows 3"))
    rows = read_csv(result.out / "csv" / "documents.csv")
    assert [(r["path"], r["status"], r["record_count"]) for r in rows] == [("a.pdf", "ok", "4"), ("z.pdf", "ok", "0")]
    assert result.rows["assessments"] == 3
    findings = read_csv(result.out / "csv" / "findings.csv")
    assert [f["message"] for f in findings if f["code"] == "document_duplicate"] == [
        "z.pdf has the same content as a.pdf; its records are given once, under that path."
    ]


def test_unreadable_files_have_rows(make_inputs: Make, run_samples: Run, tmp_path: Path) -> None:
    folder = make_inputs(a="ok", big="ok" + " " * 50)
    outside = tmp_path / "secret.pdf"
    outside.write_text("ok")
    (folder / "link.pdf").symlink_to(outside)
    os.mkfifo(folder / "pipe.pdf")
    (folder / "lost.pdf").symlink_to(folder / "nothing")
    result = run_samples(folder, limits=Limits(file_bytes=20))
    rows = {r["path"]: r for r in read_csv(result.out / "csv" / "documents.csv")}
    assert {name: row["status"] for name, row in rows.items()} == {
        "a.pdf": "ok", "big.pdf": "rejected", "link.pdf": "rejected", "pipe.pdf": "rejected", "lost.pdf": "rejected",
    }  # fmt: skip
    assert len({row["document_id"] for row in rows.values()}) == 5
    findings = read_csv(result.out / "csv" / "findings.csv")
    said = {row["document_id"]: row["status_reason"] for row in rows.values() if row["status"] == "rejected"}
    assert {f["document_id"]: f["message"] for f in findings if f["code"] == "document_unread"} == said
    assert result.exit_code() == ExitCode.DOCUMENTS_NOT_OK
    assert result.exit_code("never") == ExitCode.OK


def test_a_foreign_output_folder_is_left_alone(make_inputs: Make, run_samples: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(OutputForeign):
        run_samples(make_inputs(a="ok"))
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["thesis.txt"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "out"]


def test_an_unwritable_place_is_said(make_inputs: Make, run_samples: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputUnwritable):
        run_samples(make_inputs(a="ok"), "file/out")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_parent_is_said(make_inputs: Make, run_samples: Run, tmp_path: Path) -> None:
    parent = tmp_path / "locked"
    parent.mkdir()
    parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(OutputUnwritable):
        run_samples(make_inputs(a="ok"), "locked/out")


def test_a_failing_run_keeps_the_last_one(
    make_inputs: Make, run_samples: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_inputs(a="rows 3")
    out = run_samples(folder).out
    before = tree(out)

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.writing.run_writer.write_package", full_disk)
    with pytest.raises(OutputUnwritable, match="No space left"):
        run_samples(make_inputs(b="rows 7"))
    assert tree(out) == before
    assert sorted(p.name for p in out.parent.iterdir()) == ["in", "out"]


def test_a_run_replaces_the_one_before(make_inputs: Make, run_samples: Run) -> None:
    folder = make_inputs(a="rows 3", b="rows 4")
    run_samples(folder)
    (folder / "b.pdf").unlink()
    result = run_samples(folder)
    assert len(list((result.out / "documents").iterdir())) == 1
    assert sorted(p.name for p in result.out.parent.iterdir()) == ["in", "out"]


def test_a_killed_run_leaves_the_last_state_and_the_next_completes(
    make_inputs: Make, run_samples: Run, tree: Tree, tmp_path: Path
) -> None:
    folder = make_inputs(a="rows 3", b="slow 30")
    script = (
        "import sys; from pipeline.runner import run; from pipeline.settings import RunSettings\n"
        "from tests.pipeline import samples\n"
        "run([sys.argv[1]], sys.argv[2], RunSettings(workers=1), reader=samples.read)\n"
    )
    (folder / "b.pdf").rename(tmp_path / "b.pdf")
    out = run_samples(folder).out
    before = tree(out)
    (tmp_path / "b.pdf").rename(folder / "b.pdf")
    process = subprocess.Popen([sys.executable, "-c", script, str(folder), str(out)], cwd=Path(__file__).parents[2])
    staged = out.with_name(".out.new") / "documents"
    for _ in range(600):
        if staged.exists() and any(staged.iterdir()):
            break
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    process.wait()
    assert tree(out) == before
    (folder / "b.pdf").write_text("rows 5")
    after = run_samples(folder)
    assert after.documents == {"ok": 2}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "out"]


def test_nothing_to_read_is_said(make_inputs: Make, run_samples: Run) -> None:
    with pytest.raises(NothingToRead):
        run_samples(make_inputs())


def test_run_works_with_defaults_from_the_api(make_inputs: Make, tmp_path: Path) -> None:
    """`from pipeline import run` is the documented door, and spawns its workers without a __main__ guard."""
    folder = make_inputs(a="rows 3")
    script = tmp_path / "script.py"
    script.write_text(
        "from pipeline import run, RunSettings\n"
        "from tests.pipeline import samples\n"
        f"result = run([{str(folder)!r}], {str(tmp_path / 'out')!r}, RunSettings(workers=2), reader=samples.read)\n"
        "print(len(result.table('assessments')))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, env=env, timeout=120, check=True)
    assert done.stdout == "3\n"


def test_inputs_may_be_given_in_any_order(make_inputs: Make, tmp_path: Path, tree: Tree) -> None:
    folder = make_inputs(a="rows 3", b="ok", sub__c="rows 5")
    paths = [folder / "sub", folder / "b.pdf", folder / "a.pdf", folder / "a.pdf"]
    settings = RunSettings(workers=0)
    one = run(paths, tmp_path / "one", settings, reader=samples.read)
    two = run(paths[::-1], tmp_path / "two", settings, reader=samples.read)
    assert tree(one.out) == tree(two.out)
    assert [r["path"] for r in read_csv(one.out / "csv" / "documents.csv")] == ["a.pdf", "b.pdf", "sub/c.pdf"]
