"""Jobs → results, in the order of the jobs, with bounded memory.

Jobs are handed to the executor a few at a time and in order; results that are done before their turn wait. How many
may wait, and how large, is limited: one slow document does not make the rest pile up in memory.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Started(NamedTuple, Generic[T]):
    """A job under way: what it is about, its future result, and the bytes it holds until then."""

    about: T
    future: Future[bytes]
    byte_size: int


def in_order(
    jobs: Iterable[Callable[[], Started[T]]], *, at_once: Callable[[], int], ahead: int, ahead_bytes: int
) -> Iterator[Started[T]]:
    """Start the jobs in order and yield each, done, in the same order.

    Args:
        jobs: Functions that start a job; called as late as possible, for a started job holds its PDF.
        at_once: How many jobs may be under way at a time, now: a cluster may grow.
        ahead: Jobs that may be started beyond the one that is next; twice ``at_once`` where that is more.
        ahead_bytes: Bytes that started jobs may hold together; one job is always started.
    """
    waiting: deque[Started[T]] = deque()
    source = iter(jobs)
    exhausted = False
    while True:
        while not exhausted and _has_room(waiting, at_once(), ahead, ahead_bytes):
            start = next(source, None)
            if start is None:
                exhausted = True
            else:
                waiting.append(start())
        if not waiting:
            return
        if waiting[0].future.done():
            yield waiting.popleft()
        else:
            wait([job.future for job in waiting if not job.future.done()], return_when=FIRST_COMPLETED)


def _has_room(waiting: deque[Started[T]], at_once: int, ahead: int, ahead_bytes: int) -> bool:
    if not waiting:
        return True
    under_way = held = 0
    for job in waiting:
        if job.future.done():
            held += len(job.future.result()) if job.future.exception() is None else 0
        else:
            under_way += 1
            held += job.byte_size
    return under_way < at_once and len(waiting) < max(ahead, 2 * at_once) and held < ahead_bytes
