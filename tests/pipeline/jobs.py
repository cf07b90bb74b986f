"""Jobs for worker processes: functions from bytes to bytes, in a module that imports next to nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path


def echo(payload: bytes) -> bytes:
    return payload.upper()


def pid(_: bytes) -> bytes:
    return str(os.getpid()).encode()


def die_once(payload: bytes) -> bytes:
    """Die the first time: ``payload`` names a file that remembers."""
    seen = Path(payload.decode())
    if not seen.exists():
        seen.write_text("")
        os._exit(1)
    return b"second try"


def alone(payload: bytes) -> bytes:
    """Die when another job runs at the same time; all jobs announce themselves in the folder ``payload``."""
    folder = Path(payload.decode())
    mine = folder / str(os.getpid())
    mine.write_text("")
    time.sleep(1)
    crowded = len(list(folder.iterdir())) > 1
    mine.unlink()
    if crowded:
        os._exit(1)
    return b"alone"


def threads(_: bytes) -> bytes:
    return os.environ["OMP_NUM_THREADS"].encode()


def oom_score(_: bytes) -> bytes:
    return Path("/proc/self/oom_score_adj").read_bytes().strip()


def sleep_granted(payload: bytes) -> bytes:
    from pipeline.engines.child import grant_seconds

    grant_seconds(int(payload))
    time.sleep(4)
    return b"awake"


def garble(payload: bytes) -> bytes:
    """Send the parent a frame of one's own, as a worker might that a PDF has taken over."""
    from pipeline.engines import child

    assert child._connection is not None
    child._connection.send_bytes(payload)
    return b""


def fail(payload: bytes) -> bytes:
    raise ValueError(payload.decode())


def read_pages(payload: bytes) -> bytes:
    """Read as many pages as ``payload`` has letters: ``c`` crashes, ``h`` never ends, ``m`` needs too much memory."""
    from pipeline.engines.child import PageWatch

    watch = PageWatch()
    read = b""
    for number, letter in enumerate(payload.decode(), 1):
        if watch.page(number) is not None:
            read += b"-"
            continue
        match letter:
            case "c":
                os.abort()
            case "h":
                while True:
                    pass
            case "m":
                bytearray(1 << 46)
        read += letter.encode()
    watch.pages_read()
    if payload.endswith(b"!"):
        time.sleep(3)
    return read


def die(_: bytes) -> bytes:
    os._exit(1)
