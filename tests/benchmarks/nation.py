"""What the national dataset costs: ``python -m tests.benchmarks.nation FOLDER`` (some minutes, 600 MB).

A made-up country is written as a run and built, one document is added and built again; both are held against the
country's own books, and the data package is validated. Builds are processes of their own, as users start them, with
code that is compiled; their CPU time is given with and without what starting Python and importing the libraries costs.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from corpus.nation import make_nation, one_more, write_run
from tests.dataset.answers import differences

_IMPORTS = (
    "from pipeline.cli.dataset import _start_lean; _start_lean(); "
    "import pipeline.dataset.build, pipeline.dataset.about, duckdb"
)
_ROUNDS = 5
"""How often what takes a second is measured; the least counts, for others use the machine too."""
_FULL_ROUNDS = 2


class Cost(NamedTuple):
    """What a process took, in seconds."""

    cpu: float
    clock: float


def cost(arguments: list[str], cache: Path) -> Cost:
    """What a Python process costs."""
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPYCACHEPREFIX": str(cache / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    clock = time.perf_counter() - wall
    print(f"{' '.join(arguments)[:60]:<62}{cpu:6.2f} s of CPU {clock:6.2f} s by the clock")
    return Cost(cpu, clock)


def main(folder: Path) -> None:
    nation = make_nation()
    runs = [str(write_run(folder / "run", nation.documents))]
    out, cache = folder / "dataset", folder / "cache"
    start = min(cost(["-c", _IMPORTS], cache).cpu for _ in range(_ROUNDS))
    command = ["-m", "pipeline", "dataset", "build", "-o", str(out)]
    fulls = []
    for _ in range(_FULL_ROUNDS):
        for written in (out, cache / "udtraek"):
            shutil.rmtree(written, ignore_errors=True)
        fulls.append(cost([*command, *runs], cache))
    print("questions that answer wrongly:", differences(out, nation) or "none")
    steps = []
    for code in sorted({d.document.municipality_code or "" for d in nation.documents})[:_ROUNDS]:
        runs.append(str(write_run(folder / f"more-{code}", [one_more(nation, code, "tobak", 2022)])))
        steps.append(cost([*command, *runs], cache))
        print("questions that answer wrongly:", differences(out, nation) or "none")
    full, step = (Cost(*map(min, zip(*costs, strict=True))) for costs in (fulls, steps))
    print(
        f"one document more: {step.cpu / full.cpu:.1%} of the full build's CPU, {step.clock / full.clock:.1%} by the "
        f"clock; {(step.cpu - start) / (full.cpu - start):.1%} without start"
    )
    cost(["-m", "pipeline", "dataset", "report", "-d", str(out), "-o", str(folder / "report.html")], cache)
    import frictionless

    report = frictionless.validate(str(out / "datapackage.json"))
    print("valid" if report.valid else report.flatten(["rowNumber", "fieldName", "type", "note"])[:5])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
