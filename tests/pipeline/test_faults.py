"""Breaking a run on purpose: other runs, kills, disks, files that come and go, settings that change."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cache import Cache
from pipeline.errors import OutputBusy, OutputUnwritable
from pipeline.limits import Limits
from pipeline.runner import RunResult, run
from pipeline.settings import RunSettings
from pipeline.writing.place import output_folder
from schemas.document import DocumentFacts, ExtractSettings
from tests.pipeline import samples

ROOT = Path(__file__).parents[2]
Make = Callable[..., Path]
Run = Callable[..., RunResult]
Tree = Callable[[Path], dict[str, bytes]]

KILLS = int(os.environ.get("UDTRAEK_KILLS", "6"))
"""More of them: UDTRAEK_KILLS=50 pytest tests/pipeline/test_faults.py."""

_RUN = (
    "import sys; from pathlib import Path; from pipeline.runner import run; from pipeline.settings import RunSettings\n"
    "from tests.pipeline import samples\n"
    "settings = RunSettings(workers=2, cache=Path(sys.argv[3]))\n"
    "run([sys.argv[1]], sys.argv[2], settings, reader=samples.read)\n"
)


def test_two_runs_into_one_folder(make_inputs: Make, run_samples: Run, tmp_path: Path) -> None:
    folder = make_inputs(a="rows 3")
    with output_folder(tmp_path / "out") as staging:
        with pytest.raises(OutputBusy):
            run_samples(folder)
        assert staging.is_dir(), "the other run's work is untouched"
        (staging / "run.json").write_text('{"schema_name": "udtraek-run"}')
    assert run_samples(folder).documents == {"ok": 1}


def test_a_lock_left_by_a_dead_run_does_not_matter(make_inputs: Make, run_samples: Run, tmp_path: Path) -> None:
    (tmp_path / ".out.lock").write_text("")
    (tmp_path / ".out.new").mkdir()
    (tmp_path / ".out.new" / "half.json").write_text("{")
    assert run_samples(make_inputs(a="ok")).documents == {"ok": 1}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "out"]


def test_a_file_that_vanishes_costs_itself(make_inputs: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_inputs(a="ok", b="rows 3")
    import pipeline.runner

    find = pipeline.runner.find_files

    def then_remove(*args: object, **kwargs: object) -> object:
        found = find(*args, **kwargs)  # type: ignore[arg-type]
        (folder / "a.pdf").unlink()
        return found

    monkeypatch.setattr(pipeline.runner, "find_files", then_remove)
    result = run([folder], tmp_path / "out", RunSettings(workers=0), reader=samples.read)
    assert result.documents == {"failed": 1, "ok": 1}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_while_tables_are_written(
    make_inputs: Make, run_samples: Run, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The CSV lands on a device that is full: the last run stays, and one sentence says why."""
    folder = make_inputs(a="rows 3")
    out = run_samples(folder).out
    before = tree(out)
    from pipeline.writing import tables

    original = tables.TableWriter.__init__

    def on_full(self: tables.TableWriter, target: Path, name: str) -> None:
        original(self, target, name)
        if name == "assessments":
            self._csv = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - the writer closes it

    monkeypatch.setattr(tables.TableWriter, "__init__", on_full)
    with pytest.raises(OutputUnwritable, match="No space left"):
        run_samples(make_inputs(a="rows 400"))
    assert tree(out) == before


def test_killed_runs_resume_to_the_same_bytes(make_inputs: Make, tree: Tree, tmp_path: Path) -> None:
    folder = make_inputs(**{f"d{n}": f"rows {n + 1}" for n in range(12)})
    expected = tree(run([folder], tmp_path / "calm", RunSettings(workers=0), reader=samples.read).out)
    out, cache = tmp_path / "out", tmp_path / "cache"
    command = [sys.executable, "-c", _RUN, str(folder), str(out), str(cache)]
    begun = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    whole = time.monotonic() - begun
    assert tree(out) == expected
    dice = random.Random(12)
    for kill in range(KILLS):
        for entry in cache.rglob("*.z"):
            if dice.random() < 0.5:
                entry.unlink()
        (folder / "d0.pdf").write_text(f"rows {kill + 20}")
        process = subprocess.Popen(command, cwd=ROOT)
        time.sleep(dice.uniform(0.1, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert len(tree(out)) == len(expected), "a whole run is there at any moment"
    (folder / "d0.pdf").write_text("rows 1")
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    assert tree(out) == expected
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cache", "calm", "in", "out"]


def test_a_cache_that_cannot_be_written_does_not_stop_the_run(
    make_inputs: Make, run_samples: Run, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    result = run_samples(make_inputs(a="rows 3"), cache=tmp_path / "cache")
    assert result.documents == {"ok": 1}
    assert "cache cannot be written" in result.warnings[0]


def test_nothing_is_done_when_nothing_changed(make_inputs: Make, run_samples: Run, tmp_path: Path) -> None:
    folder = make_inputs(a="rows 3", b="rows 4")
    first = run_samples(folder, cache=tmp_path / "cache")
    made = (first.out / "run.json").stat().st_mtime_ns
    again = run_samples(folder, cache=tmp_path / "cache")
    assert (first.out / "run.json").stat().st_mtime_ns == made
    assert (again.documents, again.rows, again.cached) == (first.documents, first.rows, 2)
    assert run_samples(folder, cache=tmp_path / "cache", force=True).cached == 0


@pytest.mark.parametrize("change", ["content", "name", "new", "gone", "settings", "output", "output gone", "failure"])
def test_any_change_is_noticed(make_inputs: Make, run_samples: Run, tmp_path: Path, change: str) -> None:
    folder = make_inputs(a="rows 3", b="raise x" if change == "failure" else "rows 4")
    settings: dict[str, object] = {"cache": tmp_path / "cache"}
    out = run_samples(folder, **settings).out
    made = (out / "run.json").stat().st_mtime_ns
    match change:
        case "content":
            (folder / "a.pdf").write_text("rows 5")
        case "name":
            (folder / "a.pdf").rename(folder / "c.pdf")
        case "new":
            (folder / "c.pdf").write_text("rows 5")
        case "gone":
            (folder / "a.pdf").unlink()
        case "settings":
            settings["extract"] = ExtractSettings(ocr="never")
        case "output":
            path = out / "csv" / "assessments.csv"
            path.write_bytes(path.read_bytes().replace(b"0.97", b"9.70"))
        case "output gone":
            (out / "report.html").unlink()
    run_samples(folder, **settings)
    assert (out / "run.json").stat().st_mtime_ns != made
    assert b"9.70" not in (out / "csv" / "assessments.csv").read_bytes()


def test_a_damaged_cache_entry_is_read_anew(make_inputs: Make, run_samples: Run, tree: Tree, tmp_path: Path) -> None:
    folder = make_inputs(a="rows 3", b="rows 4")
    cache = tmp_path / "cache"
    first = run_samples(folder, cache=cache)
    expected = tree(first.out)
    entries = sorted(cache.rglob("*.z"))
    entries[0].write_bytes(entries[0].read_bytes()[:-9] + b"garbage!!")
    (first.out / "report.html").unlink()
    again = run_samples(folder, cache=cache)
    assert again.cached == 1
    assert tree(again.out) == expected


def test_failures_are_not_cached(make_inputs: Make, run_samples: Run, tmp_path: Path) -> None:
    folder = make_inputs(a="raise x")
    run_samples(folder, cache=tmp_path / "cache")
    assert Cache(tmp_path / "cache").info().entries == 0


def test_the_key_follows_everything_that_decides_the_result(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    plain = ("0" * 64, "a.pdf", ExtractSettings(), DocumentFacts(), Limits())
    keys = {
        cache.key(*plain),
        cache.key("1" * 64, *plain[1:]),
        cache.key(plain[0], "aalborg.pdf", *plain[2:]),
        cache.key(*plain[:2], ExtractSettings(ocr="never"), *plain[3:]),
        cache.key(*plain[:3], DocumentFacts(edition="2018"), plain[4]),
        cache.key(*plain[:4], Limits(words=7)),
    }
    assert len(keys) == 6
    assert cache.key(*plain) == cache.key(*plain[:4], Limits(document_seconds=7)), "it decides how, not what is read"


def test_a_manifest_fact_reaches_the_reader_and_the_cache_key(make_inputs: Make, tmp_path: Path) -> None:
    folder = make_inputs(a="rows 3")
    (tmp_path / "m.csv").write_text("path,source_url\na.pdf,https://example.org/a.pdf\nlost.pdf,\n")
    cache = tmp_path / "cache"
    run([folder], tmp_path / "out", RunSettings(workers=0, cache=cache), reader=samples.read)
    settings = RunSettings(workers=0, cache=cache, manifest=tmp_path / "m.csv")
    result = run([folder], tmp_path / "out", settings, reader=samples.read)
    assert result.cached == 0
    assert result.warnings == ("The manifest names lost.pdf, which is not among the files.",)


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8", "TZ": "America/St_Johns", "PYTHONUTF8": "0"},
    ],
)
def test_same_bytes_in_any_environment(
    make_inputs: Make, tree: Tree, tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = make_inputs(a="rows 3", b="raise x", æ="rows 40")
    expected = tree(run([folder], tmp_path / "one", RunSettings(workers=0), reader=samples.read).out)
    command = [sys.executable, "-c", _RUN, str(folder), str(tmp_path / "two"), str(tmp_path / "cache")]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120, env={**os.environ, **environment})
    assert tree(tmp_path / "two") == expected
