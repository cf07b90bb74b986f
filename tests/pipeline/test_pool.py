"""Worker processes: what they survive, and what they leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.engines.clock import cpu_seconds, queued_seconds
from pipeline.engines.errors import WorkerBug, WorkerLost
from pipeline.engines.pool import PoolExecutor
from pipeline.limits import Limits
from tests.pipeline.jobs import alone, die_once, echo, fail, garble, oom_score, pid, read_pages, sleep_granted, threads

QUICK = Limits(document_seconds=20)


def test_results_come_back() -> None:
    with PoolExecutor(2, QUICK) as pool:
        futures = [pool.submit(echo, b"x%d" % n) for n in range(20)]
        assert [f.result() for f in futures] == [b"X%d" % n for n in range(20)]


def test_a_worker_is_kept_and_replaced_when_due() -> None:
    with PoolExecutor(1, Limits(worker_documents=3)) as pool:
        pids = [pool.submit(pid, b"").result() for _ in range(6)]
    assert len(set(pids[:3])) == 1
    assert len(set(pids)) == 2


def test_a_worker_that_grew_is_replaced() -> None:
    with PoolExecutor(1, Limits(worker_resident_bytes=1)) as pool:
        assert pool.submit(pid, b"").result() != pool.submit(pid, b"").result()


def test_a_lost_document_is_tried_once_more(tmp_path: Path) -> None:
    with PoolExecutor(1, QUICK) as pool:
        assert pool.submit(die_once, str(tmp_path / "seen").encode()).result() == b"second try"


def test_the_second_try_is_alone(tmp_path: Path) -> None:
    with PoolExecutor(2, QUICK) as pool:
        futures = [pool.submit(alone, str(tmp_path).encode()) for _ in range(2)]
        outcomes = [f.exception() or f.result() for f in futures]
    assert b"alone" in outcomes


def test_a_bug_is_told_with_its_place_and_the_worker_lives_on() -> None:
    with PoolExecutor(1, QUICK) as pool:
        before = pool.submit(pid, b"").result()
        with pytest.raises(WorkerBug, match="ValueError: æ") as caught:
            pool.submit(fail, "æ".encode()).result()
        assert "in fail" in caught.value.remote_traceback
        assert pool.submit(pid, b"").result() == before


def test_time_is_granted_by_the_job_itself() -> None:
    with PoolExecutor(1, Limits(document_seconds=3)) as pool:
        assert pool.submit(sleep_granted, b"20").result() == b"awake"
        with pytest.raises(WorkerLost) as caught:
            pool.submit(sleep_granted, b"0").result()
        assert caught.value.reason == "time"


def test_time_is_not_granted_without_end() -> None:
    with (
        PoolExecutor(1, Limits(document_seconds=2, document_seconds_most=3)) as pool,
        pytest.raises(WorkerLost) as caught,
    ):
        pool.submit(sleep_granted, b"99999").result()
    assert caught.value.reason == "time"


@pytest.mark.parametrize("letter", ["c", "h", "m"])
def test_a_page_that_costs_the_worker_is_left_out(letter: str) -> None:
    with PoolExecutor(1, Limits(page_seconds_most=1)) as pool:
        assert pool.submit(read_pages, f"abc{letter}e".replace("c", "x", 1).encode()).result() == b"abx-e"


def test_only_so_many_pages_are_left_out() -> None:
    with PoolExecutor(1, Limits(lost_pages=2)) as pool:
        assert pool.submit(read_pages, b"acbc").result() == b"a-b-"
        with pytest.raises(WorkerLost) as caught:
            pool.submit(read_pages, b"cccx").result()
    assert caught.value.page == 3


def test_what_comes_after_the_pages_has_no_page_s_limit() -> None:
    with PoolExecutor(1, Limits(page_seconds_most=1)) as pool:
        assert pool.submit(read_pages, b"ab!").result() == b"ab!"


@pytest.mark.parametrize("frame", [b"", b"E not JSON", b'E["one"]', b"G -1", b"P", b"Px", b"?", b"\x80\x04pickle"])
def test_a_frame_that_makes_no_sense_is_a_lost_document(frame: bytes) -> None:
    with PoolExecutor(1, QUICK) as pool:
        with pytest.raises(WorkerLost) as caught:
            pool.submit(garble, frame).result()
        assert caught.value.reason == "output"
        assert pool.submit(echo, b"x").result() == b"X"


def test_the_system_ends_a_worker_before_the_run_when_memory_runs_out() -> None:
    with PoolExecutor(1, QUICK) as pool:
        assert pool.submit(oom_score, b"").result() == b"1000"


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="the system does not say how long processes wait")
def test_waits_for_the_processor_are_told_from_work() -> None:
    """Two that want the same processor: each works and waits."""
    core = min(os.sched_getaffinity(0))
    spin = f"import os; os.sched_setaffinity(0, {{{core}}})\nwhile True: pass"
    both = [subprocess.Popen([sys.executable, "-c", spin]) for _ in range(2)]
    try:
        for _ in range(300):
            if all(queued_seconds(p.pid) > 0.1 and (cpu_seconds(p.pid) or 0) > 0.1 for p in both):
                break
            time.sleep(0.1)
        assert all(queued_seconds(p.pid) > 0.1 and (cpu_seconds(p.pid) or 0) > 0.1 for p in both)
    finally:
        for process in both:
            process.kill()
            process.wait()
    assert (queued_seconds(2**22 + 1), cpu_seconds(2**22 + 1)) == (0.0, None)


def test_libraries_in_workers_use_one_thread() -> None:
    with PoolExecutor(1, QUICK) as pool:
        assert pool.submit(threads, b"").result() == b"1"


def test_shutdown_leaves_nothing_behind() -> None:
    before = threading.active_count()
    pool = PoolExecutor(2, QUICK)
    pids = {pool.submit(pid, b"").result() for _ in range(4)}
    pool.shutdown()
    assert not [p for p in pids if Path(f"/proc/{p.decode()}").exists()]
    assert threading.active_count() == before
    with pytest.raises(RuntimeError):
        pool.submit(echo, b"")
