from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from pipeline.cli.commands import cli
from pipeline.diff.compare import Comparison, compare
from pipeline.diff.identity import pair_documents, pair_records
from pipeline.diff.side import Side, open_side
from pipeline.errors import NotARun
from pipeline.runner import RunResult

Edit = Callable[[list[dict[str, Any]]], None]
Runs = Callable[..., tuple[Path, Path]]


def edit_table(run: Path, table: str, edit: Edit) -> None:
    """Change a run's table as another version of the program would have."""
    path = run / "tables" / f"{table}.parquet"
    stored = pq.read_table(path)
    rows = stored.to_pylist()
    edit(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=stored.schema), path)


def edit_manifest(run: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    manifest = json.loads((run / "run.json").read_text())
    edit(manifest)
    (run / "run.json").write_text(json.dumps(manifest))


@pytest.fixture
def runs(make_inputs: Callable[..., Path], run_samples: Callable[..., RunResult]) -> tuple[Path, Path]:
    """Two runs over the same documents."""
    folder = make_inputs(a="rows 4", b="row b")
    return run_samples(folder, "old").out, run_samples(folder, "new").out


def compared(runs: tuple[Path, Path]) -> Comparison:
    return compare(Side(runs[0], "old"), Side(runs[1], "new"))


def test_equal_runs_do_not_differ(runs: tuple[Path, Path]) -> None:
    result = CliRunner().invoke(cli, ["diff", *map(str, runs)], standalone_mode=False)
    assert (result.return_value, result.output) == (0, "No differences.\n")


def test_a_changed_value_is_named_with_the_cause(runs: tuple[Path, Path]) -> None:
    edit_table(runs[1], "assessments", lambda rows: rows[1].update(rating_step=3))
    edit_manifest(runs[1], lambda manifest: manifest["tool"].update(vocabulary="another"))
    result = CliRunner().invoke(cli, ["diff", *map(str, runs), "--json"], standalone_mode=False)
    assert result.return_value == 1
    (change,) = json.loads(result.output)["changes"]
    assert (change["table"], change["kind"], change["path"]) == ("assessments", "changed", "a.pdf")
    assert change["fields"] == [{"field": "rating_step", "old": 1, "new": 3, "causes": ["vocabulary"]}]


def test_nothing_that_differs_but_the_value_is_said_to_be_unexplained(runs: tuple[Path, Path]) -> None:
    edit_table(runs[1], "assessments", lambda rows: rows[0].update(notes="new"))
    assert compared(runs).causes() == {"unexplained": 1}


def test_several_things_changed_at_once_are_all_named(runs: tuple[Path, Path]) -> None:
    edit_table(runs[1], "assessments", lambda rows: rows[0].update(notes="new"))
    edit_manifest(runs[1], lambda m: (m["tool"].update(vocabulary="v", code="c"), m["settings"].update(ocr="always")))
    assert set(compared(runs).causes()) == {"extractor", "vocabulary", "settings"}


def test_ignored_columns_do_not_count(runs: tuple[Path, Path]) -> None:
    edit_table(runs[1], "assessments", lambda rows: rows[0].update(confidence=0.1))
    assert compared(runs).differs
    assert not compare(Side(runs[0], ""), Side(runs[1], ""), ["assessments.confidence"]).differs


def test_a_file_that_was_replaced_changed_the_source(
    make_inputs: Callable[..., Path], run_samples: Callable[..., RunResult]
) -> None:
    old = run_samples(make_inputs(a="row before"), "old").out
    new = run_samples(make_inputs(a="row after"), "new").out
    comparison = compared((old, new))
    assert set(comparison.causes()) == {"source"}
    assert {f for _, f in comparison.fields()} == {"document_id", "byte_size", "activity"}


def test_a_renamed_file_is_the_same_document(
    make_inputs: Callable[..., Path], run_samples: Callable[..., RunResult], tmp_path: Path
) -> None:
    folder = make_inputs(a="rows 2")
    old = run_samples(folder, "old").out
    (folder / "a.pdf").rename(folder / "z.pdf")
    comparison = compared((old, run_samples(folder, "new").out))
    assert [(c.table, c.kind) for c in comparison.changes] == [("documents", "changed")]


def test_a_later_version_under_another_name_is_the_next_of_its_chain() -> None:
    base = {"kind": "assessment", "municipality_code": "0820", "packages": ["tobak"]}
    old = {**base, "document_id": "a", "path": "2019.pdf"}
    others = [
        {**base, "document_id": "b", "path": "2021.pdf"},
        {**base, "document_id": "c", "path": "x", "packages": []},
    ]
    pairing = pair_documents([old], others)
    assert [(o["path"], n["path"]) for o, n in pairing.pairs] == [("2019.pdf", "2021.pdf")]
    assert [row["path"] for row in pairing.come] == ["x"]


def record(number: int | None, title: str, occurrence: int = 1) -> dict[str, Any]:
    return {"package": "tobak", "edition": "2018", "number": number, "occurrence": occurrence, "title": title}


def test_a_row_put_in_does_not_change_all_below_it() -> None:
    titles = ["Røgfri skoletid", "Rygestop til gravide", "Tilsyn med udskænkning", "Lokalt samarbejde om børn"]
    old = [record(n, title) for n, title in enumerate(titles, 1)]
    new = [record(1, titles[0]), record(2, "Helt ny anbefaling om noget andet")]
    new += [record(n, title) for n, title in enumerate(titles[1:], 3)]
    pairing = pair_records("assessments", old, new)
    assert all(o["title"] == n["title"] for o, n in pairing.pairs)
    assert [row["number"] for row in pairing.come] == [2]
    assert not pairing.gone


def test_a_reworded_title_keeps_its_number() -> None:
    pairing = pair_records(
        "assessments",
        [record(1, "Røgfri skoletid i alle skoler"), record(2, "Rygestop")],
        [record(1, "Røgfri skoletid i alle kommunens skoler"), record(2, "Rygestop")],
    )
    assert [(o["number"], n["number"]) for o, n in pairing.pairs] == [(1, 1), (2, 2)]


def test_a_column_that_one_side_lacks_is_a_change_of_schema(runs: tuple[Path, Path]) -> None:
    path = runs[0] / "tables" / "assessments.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["unmapped", "rating_text"]), path)
    comparison = compared(runs)
    assert [(c.column, c.kind) for c in comparison.schema] == [("rating_text", "added"), ("unmapped", "added")]
    assert set(comparison.causes()) == {"schema"}


def test_side_files_hold_the_rows_that_came_and_went(runs: tuple[Path, Path], tmp_path: Path) -> None:
    edit_table(runs[1], "assessments", lambda rows: rows.pop())
    edit_table(runs[0], "slides", lambda rows: rows.clear())
    CliRunner().invoke(cli, ["diff", *map(str, runs), "--parquet", str(tmp_path / "side")], standalone_mode=False)
    found = {path.name for path in (tmp_path / "side").iterdir()}
    assert found == {"changes.parquet", "assessments.removed.parquet", "slides.added.parquet"}
    assert pq.read_table(tmp_path / "side" / "assessments.removed.parquet").schema.names[0] == "record_id"


def test_a_run_is_read_from_a_git_revision(runs: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = runs[0].parent
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["init", "-q"], ["add", "old"], ["commit", "-qm", "x"], ["tag", "v1"]):
        subprocess.run([*git, *command], cwd=root, check=True, capture_output=True)
    monkeypatch.chdir(root)
    with open_side("v1:old") as side:
        assert len(side.rows("assessments")) == 6
    with pytest.raises(NotARun), open_side("v2:old"):
        pass
    with pytest.raises(NotARun), open_side("--exec=x:old"):
        pass


def test_the_page_holds_hostile_text_as_data(runs: tuple[Path, Path], tmp_path: Path) -> None:
    hostile = "</script><script>document.title='owned'</script><!--"
    edit_table(runs[1], "assessments", lambda rows: rows[0].update(activity=hostile))
    page = tmp_path / "diff.html"
    CliRunner().invoke(cli, ["diff", *map(str, runs), "--html", str(page)], standalone_mode=False)
    text = page.read_text()
    assert "owned" in text
    assert "</script><script>document" not in text
    assert text.count("<!--") == 0
