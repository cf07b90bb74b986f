"""Reading on a Dask cluster: the same bytes as here, whatever happens to a machine on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.engines.errors import WorkerBug, WorkerLost
from pipeline.errors import ClusterUnreachable
from pipeline.limits import Limits
from pipeline.progress import Silent
from pipeline.runner import RunResult, run
from pipeline.settings import RunSettings
from schemas.document import ExtractedDocument
from tests.pipeline import jobs, samples

pytest.importorskip("distributed")
pytestmark = pytest.mark.xdist_group("dask")

ROOT = Path(__file__).parents[2]
ALONE = ("--no-dashboard", "--host", "127.0.0.1")

Make = Callable[..., Path]
Tree = Callable[[Path], dict[str, bytes]]


class Cluster:
    """A scheduler and its workers, each a process of its own as on machines of their own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self._start("scheduler", "--port", "0", "--scheduler-file", str(self._file))
        for _ in range(600):
            if self._file.exists() and self._file.stat().st_size:
                break
            time.sleep(0.1)
        self.workers = [
            self._start("worker", "--scheduler-file", str(self._file), "--nthreads", "1", "--no-nanny")
            for _ in range(2)
        ]

    @property
    def address(self) -> str:
        address: str = json.loads(self._file.read_text())["address"]
        return address

    def _start(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{kind}", *ALONE, *options],
            cwd=self._file.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._processes = [*getattr(self, "_processes", []), process]
        return process

    def end(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    from distributed import Client

    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    yield cluster
    cluster.end()


class Killer(Silent):
    """Kills a worker when the second document is done."""

    def __init__(self, worker: subprocess.Popen[bytes]) -> None:
        self.worker = worker
        self.done = 0

    def finish(self, document: ExtractedDocument) -> None:
        self.done += 1
        if self.done == 2:
            self.worker.kill()
            self.worker.wait()


def read_here_and_there(
    folder: Path, tmp_path: Path, cluster: Cluster, progress: Silent
) -> tuple[RunResult, RunResult]:
    limits = Limits(document_seconds=20)
    here = run([folder], tmp_path / "here", RunSettings(workers=2, limits=limits), reader=samples.read)
    settings = RunSettings(engine="dask", scheduler=cluster.address, limits=limits)
    there = run([folder], tmp_path / "there", settings, reader=samples.read, progress=progress)
    return here, there


def test_answers_and_failures_come_back_as_from_a_pool(cluster: Cluster) -> None:
    from pipeline.engines.dask import DaskExecutor

    with DaskExecutor(cluster.address, None, Limits(document_seconds=5)) as engine:
        assert engine.workers == 2
        assert engine.submit(jobs.echo, b"abc").result(60) == b"ABC"
        with pytest.raises(WorkerBug, match="ValueError: no") as bug:
            engine.submit(jobs.fail, b"no").result(60)
        assert "jobs.py" in bug.value.remote_traceback
        with pytest.raises(WorkerLost) as lost:
            engine.submit(jobs.die, b"").result(60)
        assert lost.value.reason == "crash"
        assert engine.submit(jobs.echo, b"still there").result(60) == b"STILL THERE"


def test_a_worker_with_other_code_does_not_answer(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.engines import dask

    monkeypatch.setattr(dask, "engine_version", lambda: "another")
    with (
        dask.DaskExecutor(cluster.address, None, Limits()) as engine,
        pytest.raises(WorkerLost, match="another version"),
    ):
        engine.submit(jobs.echo, b"abc").result(60)


def test_same_bytes_when_a_worker_is_lost_on_the_way(
    make_inputs: Make, tmp_path: Path, tree: Tree, cluster: Cluster
) -> None:
    contents = {f"d{n:02}": f"slow 0.{n % 5 + 1}" for n in range(10)}
    folder = make_inputs(**contents, x="crash", y="raise x", z="rows 40")
    killer = Killer(cluster.workers[0])
    here, there = read_here_and_there(folder, tmp_path, cluster, killer)
    assert killer.worker.poll() is not None, "the worker was killed"
    assert there.documents == {"ok": 11, "failed": 2}
    one, two = tree(here.out), tree(there.out)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_a_cluster_that_does_not_answer_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.engines import dask

    monkeypatch.setattr(dask, "_CONNECT_SECONDS", 1)
    with pytest.raises(ClusterUnreachable, match=r"127\.0\.0\.1:9"):
        dask.DaskExecutor("tcp://127.0.0.1:9", None, Limits())
