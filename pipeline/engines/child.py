"""The worker's side of the border: a process that answers jobs until the connection closes.

Frames, each length-prefixed by ``multiprocessing.connection``:

* in, once: JSON of :class:`Setup`; out, once: ``!`` when the process is up;
* in, per job: ``module:function``, then JSON of the pages over which workers were lost before, then the payload;
* out, while working: ``G`` and a number: so many further seconds are granted; ``P`` and a number: this page is being
  read, 0 when all are; ``O`` and a number: by OCR;
* out, at the end: ``R`` and the result, or ``E`` and JSON of the exception, or ``M`` (out of memory) or ``O`` (the
  result is too large). ``R`` ends with eight bytes: memory in use.

No pickle crosses in either direction: a worker that a PDF has taken over can send bytes, not objects.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

_PR_SET_PDEATHSIG = 1
_CPU_SLACK_SECONDS = 30
_COLLECT_AFTER = 50_000
"""New objects between two looks for garbage in circles: some pages' worth, of which hardly any is in a circle."""

_connection: Connection | None = None
_granted_cpu = 0
_lost_pages: dict[int, str] = {}


class Setup(NamedTuple):
    """What the parent tells a new worker."""

    parent: int
    path: list[str]
    address_bytes: int
    seconds: int
    result_bytes: int


def grant_seconds(seconds: int) -> None:
    """Allow the job that is running so many further seconds; nothing happens outside a worker."""
    global _granted_cpu
    if _connection is not None and seconds > 0:
        _connection.send_bytes(b"G" + str(seconds).encode())
        _granted_cpu += seconds
        _limit_cpu(_granted_cpu)


class PageWatch:
    """Tells the parent which page is being read; leaves out those over which workers were lost before."""

    def page(self, number: int) -> str | None:
        if number in _lost_pages:
            return _lost_pages[number]
        _tell(b"P", number)
        return None

    def ocr(self, number: int) -> None:
        _tell(b"O", number)

    def pages_read(self) -> None:
        _tell(b"P", 0)


def lost_pages() -> tuple[int, ...]:
    """The pages that the job that is running has to leave out."""
    return tuple(sorted(_lost_pages))


def _tell(kind: bytes, page: int) -> None:
    if _connection is not None:
        _connection.send_bytes(b"%s%d" % (kind, page))


def main(descriptor: int) -> None:
    """Answer jobs that arrive on the socket ``descriptor`` until it closes."""
    global _connection, _granted_cpu, _lost_pages
    connection = Connection(descriptor)
    setup = Setup(**json.loads(connection.recv_bytes()))
    _harden(setup)
    sys.path[:] = setup.path
    _connection = connection
    connection.send_bytes(b"!")
    while True:
        try:
            name = connection.recv_bytes().decode()
            _lost_pages = {int(page): why for page, why in json.loads(connection.recv_bytes()).items()}
            payload = connection.recv_bytes()
        except EOFError:
            return
        _granted_cpu = setup.seconds
        _limit_cpu(_granted_cpu)
        answer = _answer(name, payload, setup.result_bytes)
        connection.send_bytes(answer)
        if answer[:1] == b"M":
            return
        if gc.get_freeze_count() == 0:
            collect_rarely()


def collect_rarely() -> None:
    """Look for garbage in circles now and then only, and no more among what is loaded already.

    Python's own pace, a look every 700 objects and now and then at all there are, costs 8 % of a document's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 20, 100)


def load(name: str) -> Callable[[bytes], bytes]:
    """The function called ``module:function``."""
    module, _, function = name.partition(":")
    loaded: Callable[[bytes], bytes] = getattr(importlib.import_module(module), function)
    return loaded


def _answer(name: str, payload: bytes, limit: int) -> bytes:
    try:
        result = load(name)(payload)
        if len(result) > limit:
            return b"O"
        return b"R" + result + _resident_bytes().to_bytes(8, "big")
    except MemoryError:
        return b"M"
    except Exception as error:
        summary = f"{type(error).__name__}: {error}"
        return b"E" + json.dumps([summary[:500], traceback.format_exc()[-8000:]]).encode()


def _harden(setup: Setup) -> None:
    """Die with the parent, leave its Ctrl-C alone, dump no core, stay within the memory limit, one thread each."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != setup.parent:
        os._exit(0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        # When memory runs out the system ends a worker, and not the run.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = setup.address_bytes if hard == resource.RLIM_INFINITY else min(setup.address_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


def _limit_cpu(seconds: int) -> None:
    """Let this process use ``seconds`` more of CPU: it ends by itself even when nobody watches it any more."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(usage.ru_utime + usage.ru_stime) + seconds + _CPU_SLACK_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _resident_bytes() -> int:
    try:
        with Path("/proc/self/statm").open("rb") as file:
            return int(file.read().split()[1]) * resource.getpagesize()
    except (OSError, IndexError, ValueError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
