"""Worker processes beside this one: a crash, a hang or a lack of memory costs one document and nothing else.

``ProcessPoolExecutor`` breaks as a whole when one worker dies; here each worker is replaced by itself, and the job
it held is tried once more, alone (no other job runs meanwhile), before it counts as lost: a neighbour's hunger for
memory must not fail a good document. When both tries were lost over the same page, the job is told to leave that page
out: a page that crashes the reader costs a page and no document.

Never: gives up on the pool, unpickles what a worker sends, or leaves a worker behind.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from multiprocessing.connection import Connection
from typing import Literal, NamedTuple

from pipeline.engines.child import Setup
from pipeline.engines.clock import cpu_seconds, queued_seconds
from pipeline.engines.errors import WorkerBug, WorkerLost
from pipeline.limits import Limits

_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[2]); "
    "from pipeline.engines.child import main; main(int(sys.argv[1]))"
)
_WATCH_SECONDS = 0.2
"""How often deadlines are looked at; a tenth of a percent of the shortest sensible limit."""
_LEAVE_SECONDS = 2.0
"""Time an idle worker has to leave after its connection closed."""
_FRAME_ROOM = 65_536
"""Bytes of a frame beyond the result: an exception's text, the memory figure."""
_LONGEST_NUMBER = 12
"""Digits of a number that a worker may send; a longer one says nothing."""
_START_SECONDS = 60
"""Time a new worker has to come up."""


class _Job(NamedTuple):
    name: str
    payload: bytes
    future: Future[bytes]


class PoolExecutor(Executor):
    """A pool of worker processes for functions from bytes to bytes."""

    def __init__(self, workers: int, limits: Limits) -> None:
        """Start ``workers`` threads, each of which starts and feeds one process when there is work."""
        self.workers = workers
        self._limits = limits
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._gate = _Gate()
        self._slots = [_Worker(limits) for _ in range(workers)]
        self._closed = threading.Event()
        self._threads = [threading.Thread(target=self._serve, args=(slot,), daemon=True) for slot in self._slots]
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        for thread in (*self._threads, self._watcher):
            thread.start()

    def submit(self, fn: Callable[[bytes], bytes], payload: bytes, /) -> Future[bytes]:  # type: ignore[override]
        """Have a worker call ``fn(payload)``; ``fn`` is a module-level function.

        The future raises :class:`WorkerLost` when two workers were lost over it, :class:`WorkerBug` when it raised.
        """
        return self.submit_named(f"{fn.__module__}:{fn.__qualname__}", payload)

    def submit_named(self, name: str, payload: bytes) -> Future[bytes]:
        """As :meth:`submit`, for the function called ``module:function``, which need not be importable here."""
        if self._closed.is_set():
            raise RuntimeError("cannot submit after shutdown")
        future: Future[bytes] = Future()
        self._jobs.put(_Job(name, payload, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the pool; ``cancel_futures`` drops what has not started and kills what has."""
        self._closed.set()
        if cancel_futures:
            with contextlib.suppress(queue.Empty):
                while True:
                    job = self._jobs.get_nowait()
                    if job is not None:
                        job.future.cancel()
            for slot in self._slots:
                slot.kill()
        for _ in self._threads:
            self._jobs.put(None)
        if wait:
            for thread in (*self._threads, self._watcher):
                thread.join()

    def _serve(self, worker: _Worker) -> None:
        """Feed one worker until the pool closes."""
        try:
            while (job := self._jobs.get()) is not None:
                if job.future.set_running_or_notify_cancel():
                    self._work(worker, job)
        finally:
            worker.stop()

    def _work(self, worker: _Worker, job: _Job) -> None:
        try:
            result = self._tries(worker, job)
        except BaseException as error:
            job.future.set_exception(error)
        else:
            job.future.set_result(result)

    def _tries(self, worker: _Worker, job: _Job) -> bytes:
        """Among the others, then alone, then without the pages over which both were lost.

        A page that used up its time on the processor would have done so alone too, so nobody has to wait for it.
        """
        try:
            with self._gate.shared():
                return worker.call(job)
        except WorkerLost as error:
            if self._closed.is_set():
                raise
            first = error
        try:
            with self._gate.shared() if first.reason == "time" and first.page else self._gate.alone():
                return worker.call(job)
        except WorkerLost as error:
            if error.page != first.page:
                raise
            lost = error
        pages: dict[int, str] = {}
        while lost.page and len(pages) < self._limits.lost_pages and not self._closed.is_set():
            pages[lost.page] = f"it was left out, for reading it failed twice: {lost}"
            try:
                with self._gate.shared():
                    return worker.call(job, pages)
            except WorkerLost as error:
                lost = error
        raise lost

    def _watch(self) -> None:
        """Kill every worker whose time is up."""
        while any(thread.is_alive() for thread in self._threads):
            for slot in self._slots:
                slot.end_if_late()
            time.sleep(_WATCH_SECONDS)


class _Worker:
    """One worker process and the connection to it; the process is started when first needed."""

    def __init__(self, limits: Limits) -> None:
        self._deadline: float | None = None
        self._latest = 0.0
        self._queued_before = 0.0
        self._page_began: float | None = None
        self._page_seconds_most = limits.page_seconds_most
        self._late: Literal["document", "page"] | None = None
        self._page = 0
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._calls = 0

    def call(self, job: _Job, lost_pages: Mapping[int, str] | None = None) -> bytes:
        """Have the process do a job, some pages left out; restart it when it was lost or is due."""
        self._late = None
        self._page = 0
        try:
            connection = self._connection or self._start()
            self._begin(self._limits.document_seconds)
            connection.send_bytes(job.name.encode())
            connection.send_bytes(json.dumps(lost_pages or {}).encode())
            connection.send_bytes(job.payload)
            answer = self._receive(connection)
        except (EOFError, OSError):
            raise self._lost() from None
        finally:
            self._deadline = None
        return self._understand(answer)

    def _begin(self, seconds: int) -> None:
        """Set the deadline ``seconds`` from now, not counting time spent waiting for the processor."""
        now = time.monotonic()
        self._queued_before = queued_seconds(self._process.pid) if self._process is not None else 0.0
        self._latest = now + self._limits.document_seconds_most
        self._deadline = now + seconds

    def end_if_late(self) -> None:
        """End the process when its document has taken longer than allowed, or its page more of the processor."""
        deadline, process = self._deadline, self._process
        if deadline is None or process is None:
            return
        now = time.monotonic()
        if now > min(deadline, self._latest):
            queued = queued_seconds(process.pid) - self._queued_before
            if now > min(deadline + queued, self._latest):
                self._late = "document"
        if self._late is None and self._page_seconds() > self._page_seconds_most:
            self._late = "page"
        if self._late is not None:
            self.kill()

    def _page_seconds(self) -> float:
        """CPU seconds since the page that is being read was first seen; how busy the machine is does not matter."""
        used = cpu_seconds(self._process.pid) if self._process is not None and self._page else None
        if used is None:
            return 0.0
        if self._page_began is None:
            self._page_began = used
        return used - self._page_began

    def kill(self) -> None:
        """End the process at once; whoever waits for its answer sees the connection close."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

    def stop(self) -> None:
        """Let the process leave, and end it when it does not."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            try:
                self._process.wait(_LEAVE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def _receive(self, connection: Connection) -> bytes:
        """The worker's answer; on the way it tells its page, and may ask for more time."""
        limit = self._limits.result_bytes + _FRAME_ROOM
        while True:
            answer = connection.recv_bytes(limit)
            kind, number = answer[:1], answer[1:_LONGEST_NUMBER]
            if kind not in (b"G", b"P", b"O") or not number.isdigit():
                return answer
            if kind != b"G":
                self._page, self._page_began = int(number), None
                self._page_seconds_most = (
                    self._limits.page_seconds_most if kind == b"P" else self._limits.ocr_seconds_most
                )
            elif self._deadline is not None:
                self._deadline += int(number)

    def _understand(self, answer: bytes) -> bytes:
        kind, body = answer[:1], answer[1:]
        if kind == b"R":
            self._calls += 1
            resident = int.from_bytes(body[-8:], "big")
            if self._calls >= self._limits.worker_documents or resident > self._limits.worker_resident_bytes:
                self.stop()
            return body[:-8]
        if kind == b"E":
            with contextlib.suppress(ValueError):
                summary, remote = json.loads(body)
                raise WorkerBug(str(summary), str(remote))
        self.kill()
        self.stop()
        if kind == b"M":
            raise WorkerLost("memory", "Reading it took more memory than allowed.", self._page)
        raise WorkerLost("output", "What it became is larger than allowed, or no result at all.")

    def _start(self) -> Connection:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _BOOT, str(theirs.fileno()), json.dumps(sys.path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
            )
        self._connection = Connection(ours.detach())
        self._calls = 0
        limits = self._limits
        setup = Setup(os.getpid(), sys.path, limits.worker_bytes, limits.document_seconds, limits.result_bytes)
        self._begin(_START_SECONDS)
        self._connection.send_bytes(json.dumps(setup._asdict()).encode())
        self._connection.recv_bytes(1)
        return self._connection

    def _lost(self) -> WorkerLost:
        """Say how the process was lost, and clear away what is left of it."""
        process, self._process = self._process, None
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if process is None:
            return WorkerLost("crash", "The worker process could not be started.")
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_LEAVE_SECONDS)
        process.kill()
        code = process.wait()
        if self._late == "page":
            return WorkerLost("time", "Reading the page took longer than allowed.", self._page)
        if self._late == "document" or code == -signal.SIGXCPU:
            return WorkerLost("time", "Reading it took longer than allowed.")
        if code == -signal.SIGKILL:
            sentence = "The system ended the worker that read it, as it does when memory runs out."
            return WorkerLost("memory", sentence, self._page)
        how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        return WorkerLost("crash", f"Reading it crashed the worker process ({how}).", self._page)


class _Gate:
    """Lets many jobs through at a time, or a single one alone."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._active = 0
        self._reserved = False

    @contextlib.contextmanager
    def shared(self) -> Iterator[None]:
        with self._condition:
            self._condition.wait_for(lambda: not self._reserved)
            self._active += 1
        try:
            yield
        finally:
            with self._condition:
                self._active -= 1
                self._condition.notify_all()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        with self._condition:
            self._condition.wait_for(lambda: not self._reserved)
            self._reserved = True
            self._condition.wait_for(lambda: self._active == 0)
        try:
            yield
        finally:
            with self._condition:
                self._reserved = False
                self._condition.notify_all()
