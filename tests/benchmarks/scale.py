"""What a document costs as their number grows, and what the parent process holds: one line for each number.

    python -m tests.benchmarks.scale [FILE…] [--counts 100,1000,10000] [--workers N]

The documents are FILE…, one after the other, each copy with a comment of its own at its end: other bytes, so another
document, with the same pages. Without FILE it takes samples of one and two pages. Every run is a process of its own,
with an empty cache; the last figure of a line is the same run again, with nothing changed: its share of the CPU time of
the first.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = ("assessment-2024-2675-typst.pdf", "other-2024-5341-weasyprint.pdf")


def write_documents(folder: Path, samples: list[Path], count: int) -> None:
    """``count`` different documents, a thousand to a folder."""
    contents = [path.read_bytes() for path in samples]
    for number in range(count):
        path = folder / f"{number // 1000:03}" / f"{number % 1000:03}.pdf"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(contents[number % len(contents)] + b"\n%% %d\n" % number)


def measured(command: list[str]) -> tuple[float, float, float, int, dict[str, object]]:
    """Seconds, CPU seconds of the process and of its workers, its largest memory in bytes, and what it printed."""
    reading, writing = os.pipe()
    begun = time.monotonic()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, writing, 1)])
    os.close(writing)
    with os.fdopen(reading) as out:
        said = json.loads(out.read())
    workers = _cpu_of_children(pid)
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{command} failed")
    total = usage.ru_utime + usage.ru_stime
    return time.monotonic() - begun, total - workers, workers, usage.ru_maxrss * 1024, said


def _cpu_of_children(pid: int) -> float:
    """CPU seconds of the children that a process has waited for; 0 where it cannot be told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--counts", default="100,1000,10000")
    parser.add_argument("--workers", default=str(len(os.sched_getaffinity(0))))
    options = parser.parse_args()
    samples = options.files or [ROOT / "corpus" / "samples" / name for name in SAMPLES]
    print("| documents | pages | s | docs/s | CPU ms a page, all | parent alone | parent MB | again, share |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    for count in map(int, options.counts.split(",")):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            (folder / "in").mkdir()
            write_documents(folder / "in", samples, count)
            command = [sys.executable, "-m", "pipeline", "run", str(folder / "in"), "-o", str(folder / "out")]
            command += ["--cache", str(folder / "cache"), "--json", "--quiet", "--no-reviews"]
            command += ["--workers", options.workers]
            seconds, parent, workers, memory, said = measured(command)
            _, parent_again, workers_again, _, _ = measured(command)
            assert said["documents"] == {"ok": count}, said["documents"]
            pages = _pages(folder / "out")
            shutil.rmtree(folder / "out")
        figures = (
            f"{count:,} | {pages:,} | {seconds:.0f} | {count / seconds:.1f}",
            f"{1000 * (parent + workers) / pages:.1f} | {1000 * parent / pages:.1f}",
            f"{memory / 2**20:.0f} | {(parent_again + workers_again) / (parent + workers):.1%}",
        )
        print(f"| {' | '.join(figures)} |", flush=True)


def _pages(out: Path) -> int:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    return int(pc.sum(pq.read_table(out / "tables" / "documents.parquet", columns=["page_count"])[0]).as_py())


if __name__ == "__main__":
    main()
