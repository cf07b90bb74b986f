"""Workers on other machines: a Dask cluster, one document a task.

A Dask worker does not read the document itself: it keeps a pool of processes (:mod:`pipeline.engines.pool`), one for
each of its threads, so that a PDF that crashes, hangs or eats memory costs one document there as it does here. A worker
that is lost with its machine takes its tasks with it; the scheduler gives them to another.

What crosses the network, in both directions, is bytes. Every task names the version of the program that it is meant
for; a worker that runs another one does not answer, for its results would not be those of this machine.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import cache
from typing import Any, cast

from pipeline.engines.errors import LossReason, WorkerBug, WorkerLost
from pipeline.engines.pool import PoolExecutor
from pipeline.errors import ClusterUnreachable
from pipeline.limits import Limits
from pipeline.versions import engine_version

_CONNECT_SECONDS = 60
"""Time the scheduler has to answer, and the first worker to come up."""
_COUNT_EVERY_SECONDS = 3.0
"""How often workers are counted: the scheduler has to be asked."""
_ANSWER_SECONDS = 120
"""Time to fetch an answer that is ready."""

_one_pool = threading.Lock()


class DaskExecutor(Executor):
    """Runs functions from bytes to bytes on a Dask cluster."""

    def __init__(self, scheduler: str | None, workers: int | None, limits: Limits) -> None:
        """Connect to the cluster whose scheduler has the address ``scheduler``, else start one on this machine.

        ``workers`` is the number of processes of the latter.

        Raises:
            ClusterUnreachable: Dask is not installed, the scheduler does not answer, or has no workers.
        """
        try:
            from distributed import Client, LocalCluster
        except ModuleNotFoundError:
            raise ClusterUnreachable("Dask is not installed.") from None
        self._limits = limits.model_dump_json()
        self._version = engine_version()
        self._cluster: Any = None
        self._counted, self._counted_at = 1, float("-inf")
        try:
            if scheduler is None:
                self._cluster = LocalCluster(
                    n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
                )
            self._client = Client(
                scheduler or self._cluster, timeout=_CONNECT_SECONDS, set_as_default=False, name="udtraek"
            )
            self._client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        except (OSError, ValueError) as error:  # a time-out is an OSError, an address that makes no sense a ValueError
            if self._cluster is not None:
                self._cluster.close()
            raise ClusterUnreachable(f"No Dask cluster answers at {scheduler}: {error}.") from None

    @property
    def workers(self) -> int:
        """Documents that the cluster can read at a time, as of some seconds ago: it may grow and shrink."""
        now = time.monotonic()
        if now > self._counted_at + _COUNT_EVERY_SECONDS:
            threads: dict[str, int] = self._client.nthreads()
            self._counted, self._counted_at = max(1, sum(threads.values())), now
        return self._counted

    def submit(self, fn: Callable[[bytes], bytes], payload: bytes, /) -> Future[bytes]:  # type: ignore[override]
        """Have some worker of the cluster call ``fn(payload)``; ``fn`` is a module-level function.

        The future raises :class:`WorkerLost` and :class:`WorkerBug` as that of a pool on this machine does.
        """
        answer: Future[bytes] = Future()
        answer.set_running_or_notify_cancel()
        name = f"{fn.__module__}:{fn.__qualname__}"
        task = self._client.submit(call, name, payload, self._limits, self._version, pure=False)
        task.add_done_callback(lambda done: _hand_over(done, answer))
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; one that was started here ends, and what is under way in it."""
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def call(name: str, payload: bytes, limits: str, version: str) -> bytes:
    """Call the function ``name`` in a process of this Dask worker.

    Returns:
        ``R`` and the result; ``L`` and JSON of why its process was lost; ``E`` and JSON of what it raised.
    """
    if engine_version() != version:
        return b"L" + json.dumps(["crash", "The machine that should read it runs another version of udtraek."]).encode()
    try:
        with _one_pool:
            pool = _pool(limits)
        return b"R" + pool.submit_named(name, payload).result()
    except WorkerLost as error:
        return b"L" + json.dumps([error.reason, str(error)]).encode()
    except WorkerBug as error:
        return b"E" + json.dumps([str(error), error.remote_traceback]).encode()


@cache
def _pool(limits: str) -> PoolExecutor:
    """The processes of this Dask worker; they end with it."""
    from distributed import get_worker

    return PoolExecutor(get_worker().state.nthreads, Limits.model_validate_json(limits))


def _hand_over(task: Any, answer: Future[bytes]) -> None:
    """Give the answer of a task that is done to whoever waits for it."""
    from distributed import CancelledError, KilledWorker

    try:
        content: bytes = task.result(timeout=_ANSWER_SECONDS)
    except KilledWorker:
        answer.set_exception(WorkerLost("crash", "Every machine that should read it was lost over it."))
    except (CancelledError, OSError) as error:
        answer.set_exception(WorkerLost("crash", f"The cluster lost it: {type(error).__name__}."))
    except Exception as error:
        answer.set_exception(WorkerBug(f"{type(error).__name__}: {error}", ""))
    else:
        _understand(content, answer)


def _understand(content: bytes, answer: Future[bytes]) -> None:
    kind, body = content[:1], content[1:]
    if kind == b"R":
        answer.set_result(body)
        return
    first, second = cast("list[Any]", json.loads(body))
    if kind == b"L":
        answer.set_exception(WorkerLost(cast("LossReason", first), second))
    else:
        answer.set_exception(WorkerBug(first, second))
