"""What the national dataset costs: ``python -m tests.benchmarks.nation FOLDER`` (some minutes, 600 MB).

A made-up country is written as a run and built, one document is added and built again; both are held against the
country's own books, and the data package is validated.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.nation import make_nation, one_more, write_run
from pipeline.cache import Cache
from pipeline.dataset.build import BuildSettings, build
from pipeline.dataset.report import write_report
from tests.dataset.answers import differences


def timed(what: str, work: Callable[[], Any]) -> tuple[Any, float]:
    """Do the work; print and give what it cost of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    cpu = time.process_time() - cpu
    print(f"{what:<32}{cpu:8.2f} s of CPU {time.perf_counter() - wall:8.2f} s by the clock")
    return result, cpu


def main(folder: Path) -> None:
    nation = make_nation()
    runs = [write_run(folder / "run", nation.documents)]
    out, cache = folder / "dataset", Cache(folder / "cache")
    result, full = timed("full build", lambda: build(runs, out, BuildSettings(), cache))
    print(f"{result.counts['documents']} documents, {result.counts['assessments']} assessments")
    print("questions that answer wrongly:", differences(out, nation) or "none")
    runs.append(write_run(folder / "more", [one_more(nation, "0820", "tobak", 2022)]))
    _, step = timed("one document more", lambda: build(runs, out, BuildSettings(), cache))
    print(f"that is {step / full:.1%} of the full build")
    print("questions that answer wrongly:", differences(out, nation) or "none")
    timed("report", lambda: write_report(out, folder / "report.html"))
    import frictionless

    report, _ = timed("frictionless", lambda: frictionless.validate(str(out / "datapackage.json")))
    print("valid" if report.valid else report.flatten(["rowNumber", "fieldName", "type", "note"])[:5])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
