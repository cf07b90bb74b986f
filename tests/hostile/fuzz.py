"""Read mutations of the project's own PDFs, and keep every one that breaks a promise.

``python -m tests.hostile.fuzz --count 2000`` reads so many, ``--seconds 3600`` for so long; ``--first`` is the seed
number of the first, so that another run tries others. Good documents go among them and have to come out the same bytes
as alone. What breaks a promise is kept in ``tests/hostile/findings`` by hash, and read again by ``make test``.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.engines.errors import WorkerBug, WorkerLost
from pipeline.engines.pool import PoolExecutor
from pipeline.jobs import JobHeader, pack
from pipeline.limits import Limits
from pipeline.outcomes import check_document
from pipeline.worker import read_document
from schemas.document import ExtractedDocument, ExtractSettings
from tests.hostile.mutations import mutation, samples

FINDINGS = Path(__file__).parent / "findings"
LIMITS = Limits(document_seconds=40, page_seconds=1, worker_bytes=3 << 30, worker_documents=200)
_GOOD_EVERY = 20
"""One document in so many is a good one."""


class Outcome(NamedTuple):
    """What became of one document: its status, or how its worker was lost, and what is wrong with that."""

    status: str
    seconds: float
    problem: str | None = None


def judge(future: Future[bytes], data: bytes, name: str) -> Outcome:
    """Whether the promises were kept: a typed status, a valid document that does not contradict itself."""
    begun = time.monotonic()
    try:
        document = ExtractedDocument.model_validate_json(future.result())
    except WorkerLost as error:
        # A worker lost to the PDF library is a typed outcome; one that outran its limits is worth a look.
        return Outcome(f"lost: {error.reason}", time.monotonic() - begun)
    except WorkerBug as error:
        return Outcome("bug", 0, error.remote_traceback)
    except ValidationError as error:
        return Outcome("bug", 0, str(error)[:2000])
    violations = check_document(document, hashlib.sha256(data).hexdigest(), name)
    return Outcome(document.document.status, time.monotonic() - begun, "\n".join(violations) or None)


def payload(data: bytes, name: str) -> bytes:
    """The job that reads ``data``."""
    return pack(JobHeader(name=name, settings=ExtractSettings(ocr="never")), data)


def read_mutations(seeds: Iterator[int], workers: int, until: float) -> Iterator[tuple[int | str, bytes, Outcome]]:
    """Read the mutations numbered ``seeds`` until ``until`` (monotonic seconds), good documents among them."""
    good = [path.read_bytes() for path in samples()]
    expected: dict[int, bytes] = {}
    with PoolExecutor(workers, LIMITS) as pool:
        waiting: deque[tuple[int | str, bytes, Future[bytes]]] = deque()
        for count, seed in enumerate(seeds):
            if time.monotonic() > until:
                break
            data = mutation(seed)
            waiting.append((seed, data, pool.submit(read_document, payload(data, "mutation.pdf"))))
            if count % _GOOD_EVERY == 0:
                index = count // _GOOD_EVERY % len(good)
                if index not in expected:
                    expected[index] = read_document(payload(good[index], "good.pdf"))
                waiting.append(
                    (f"good {index}", good[index], pool.submit(read_document, payload(good[index], "good.pdf")))
                )
            while len(waiting) > 2 * workers:
                yield _next(waiting, expected)
        while waiting:
            yield _next(waiting, expected)


def _next(
    waiting: deque[tuple[int | str, bytes, Future[bytes]]], expected: dict[int, bytes]
) -> tuple[int | str, bytes, Outcome]:
    label, data, future = waiting.popleft()
    outcome = judge(future, data, "mutation.pdf" if isinstance(label, int) else "good.pdf")
    if isinstance(label, str) and outcome.problem is None and future.result() != expected[int(label.split()[1])]:
        outcome = outcome._replace(problem="A good document gave other bytes than alone.")
    return label, data, outcome


def main() -> int:
    """Read mutations; exit code 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--first", type=int, default=0, help="number of the first mutation")
    parser.add_argument(
        "--count", type=int, default=None, help="mutations to read; without it as many as there is time"
    )
    parser.add_argument("--seconds", type=float, default=3600, help="time to spend")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    options = parser.parse_args()
    seeds = (
        itertools.count(options.first)
        if options.count is None
        else iter(range(options.first, options.first + options.count))
    )
    begun = time.monotonic()
    counts: Counter[str] = Counter()
    broken = 0
    for label, data, outcome in read_mutations(seeds, options.workers, begun + options.seconds):
        counts[outcome.status if isinstance(label, int) else f"good: {outcome.status}"] += 1
        if outcome.status.startswith("lost"):
            print(f"{label}: {outcome.status} after {outcome.seconds:.0f} s", flush=True)
        if outcome.problem:
            broken += 1
            FINDINGS.mkdir(exist_ok=True)
            path = FINDINGS / f"{hashlib.sha256(data).hexdigest()[:16]}.pdf"
            path.write_bytes(data)
            print(f"{label}: {path.name}\n{outcome.problem}", flush=True)
    print(f"{time.monotonic() - begun:.0f} s, {dict(sorted(counts.items()))}, {broken} broken promises")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
