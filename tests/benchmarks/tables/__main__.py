"""Compare table finders: ``python -m tests.benchmarks.tables TRUTH_DIR [--envs DIR] [--engines a,b,…]``.

Scores every engine on the PDF files of TRUTH_DIR by adjacency relations, with time per page and peak memory, in one
run on one machine. ``udtraek``, ``pdfplumber`` and ``pymupdf`` run in the project's environment; the others in one
each under ``--envs``, made when missing, so that nothing of theirs enters ours. An engine that cannot be installed is
said to be missing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pymupdf

from tests.benchmarks.tables.adjacency import Counts, GridCell, compare, read_truth, relations, score
from tests.benchmarks.tables.engines import ENGINES

PACKAGES = {
    "camelot_lattice": "camelot-py[base]",
    "camelot_stream": "camelot-py[base]",
    "tabula": "tabula-py[jpype]",
    "img2table": "img2table",
}
TIME_LIMIT = 1800
"""Seconds for one engine over all files."""
ROOT = Path(__file__).resolve().parents[3]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--envs", type=Path, default=Path(".benchmark-envs"))
    parser.add_argument("--engines", default="udtraek,pdfplumber,pymupdf")
    parser.add_argument("--files", action="store_true", help="one line a file as well")
    options = parser.parse_args(arguments)
    paths = sorted(p for p in options.truth.glob("*.pdf") if _readings(p))
    pages = sum(_page_count(p) for p in paths)
    print(f"{len(paths)} documents, {pages} pages")
    print(f"{'engine':18} {'P':>6} {'R':>6} {'F1':>6} {'ms/page':>8} {'MiB':>6}  failed")
    for name in options.engines.split(","):
        lines = _lines_of(name, paths, options.envs)
        if lines is None:
            print(f"{name:18} could not be installed")
            continue
        counts = {path.name: _counts(path, lines.get(path.name, {})) for path in paths}
        got = score(counts)
        seconds = sum(line["seconds"] for line in lines.values())
        peak = max((line["peak_mib"] for line in lines.values()), default=0.0)
        failed = len(paths) - sum(1 for line in lines.values() if not line["problem"])
        print(
            f"{name:18} {got.precision:6.3f} {got.recall:6.3f} {got.f1:6.3f} {1000 * seconds / pages:8.1f} {peak:6.0f}"
            f"  {failed or ''}",
            flush=True,
        )
        if options.files:
            for file, c in sorted(counts.items(), key=lambda item: item[1].f1):
                print(f"    {file:16} F1 {c.f1:.3f}  right {c.right} found {c.found} true {c.true}")
    return 0


def _readings(path: Path) -> list[Path]:
    """The truth files of a document: one, or several readings that count alike."""
    stems = {
        path.stem,
        f"{path.stem}a",
        f"{path.stem}b",
        path.stem[:-1] + "b" if path.stem.endswith("a") else path.stem,
    }
    return sorted(p for p in path.parent.glob("*-str.xml") if p.name.removesuffix("-str.xml") in stems)


def _page_count(path: Path) -> int:
    with pymupdf.open(path) as pdf:
        return int(pdf.page_count)


def _lines_of(name: str, paths: Sequence[Path], envs: Path) -> dict[str, dict[str, Any]] | None:
    python = _python_for(name, envs)
    if python is None:
        return None
    command = [str(python), str(Path(__file__).with_name("engines.py")), name, *map(str, paths)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(Path.home())}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=TIME_LIMIT, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"file"')]
    return {line["file"]: line for line in lines}


def _python_for(name: str, envs: Path) -> Path | None:
    """The interpreter of an engine's environment, which is made when it is missing."""
    if name not in ENGINES:
        raise SystemExit(f"unknown engine {name}; known are {', '.join(ENGINES)}")
    package = PACKAGES.get(name)
    if package is None:
        return Path(sys.executable)
    folder = envs / package.split("[")[0]
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        made = subprocess.run([str(python), "-m", "pip", "install", "-q", package], capture_output=True, check=False)
        if made.returncode:
            return None
    return python


def _counts(path: Path, line: dict[str, Any]) -> Counts:
    found = [(t["page"], relations(GridCell(*cell) for cell in t["cells"])) for t in line.get("tables", ())]
    found.sort(key=lambda table: table[0])
    return max((compare(found, read_truth(p)) for p in _readings(path)), key=lambda c: c.f1)


if __name__ == "__main__":
    sys.exit(main())
