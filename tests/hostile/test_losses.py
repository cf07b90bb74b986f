"""What a run may lose on the way – workers, room on the disk, a moment's rights – and what it may not: results."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.runner import RunResult, run
from pipeline.settings import RunSettings
from tests.pipeline import samples
from tests.pipeline.conftest import make_inputs, run_samples, tree
from tests.pipeline.test_cli import _COMMAND

__all__ = ["make_inputs", "run_samples", "tree"]

ROOT = Path(__file__).parents[2]
Make = Callable[..., Path]
Run = Callable[..., RunResult]
Tree = Callable[[Path], dict[str, bytes]]


def test_workers_that_are_killed_lose_nothing_but_the_try(make_inputs: Make, tree: Tree, tmp_path: Path) -> None:
    """Two of two hundred: the system ends a worker when memory runs out, an operator when he means another."""
    wanted = {f"d{n}": f"row {n}" for n in range(198)}
    marks = [tmp_path / "first", tmp_path / "second"]
    folder = make_inputs(**wanted, k1=f"killed {marks[0]}", k2=f"killed {marks[1]}")
    disturbed = run([folder], tmp_path / "disturbed", RunSettings(workers=2), reader=samples.read)
    assert all(mark.exists() for mark in marks)
    calm = run([folder], tmp_path / "calm", RunSettings(workers=2), reader=samples.read)
    assert disturbed.documents == {"ok": 200}
    assert tree(disturbed.out) == tree(calm.out)


@pytest.mark.parametrize("room", [0, 200, 3_000, 40_000])
def test_a_disk_that_is_full_at_any_moment(make_inputs: Make, tree: Tree, tmp_path: Path, room: int) -> None:
    """No file may grow beyond ``room``: the run ends in a sentence, and the last one stands as it was."""
    folder = make_inputs(a="rows 3")
    out = run([folder], tmp_path / "out", RunSettings(workers=0), reader=samples.read).out
    before = tree(out)
    make_inputs(a="rows 300", b="rows 200")
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND, "run", str(folder), "-o", str(out), "--no-cache", "--workers", "1"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, timeout=120, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )  # fmt: skip
    assert done.returncode == ExitCode.IO, done.stderr
    assert done.stderr.startswith(f"Error: {out} cannot be written: ")
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(out) == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_a_folder_that_vanishes_under_the_run_is_said(
    make_inputs: Make, run_samples: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody clears away the place where the run is being written."""
    import shutil

    from pipeline.errors import OutputUnwritable
    from pipeline.writing.run_writer import RunWriter

    add = RunWriter.add

    def then_gone(writer: RunWriter, document: object) -> None:
        add(writer, document)  # type: ignore[arg-type]
        shutil.rmtree(writer.folder)

    monkeypatch.setattr(RunWriter, "add", then_gone)
    with pytest.raises(OutputUnwritable, match="somebody removed"):
        run_samples(make_inputs(a="rows 3", b="rows 4"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]
