"""Generate documents: ``python -m corpus.generate --count 20 --seed 7 --out DIR``."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from corpus.generate import build, fonts, producers

CHUNK = 10
"""Documents a worker makes together."""


@dataclass(frozen=True)
class Task:
    """Documents that one worker makes together: LibreOffice is started once for all of them."""

    seed: int
    numbers: tuple[int, ...]
    kind: str
    out: str
    fixed: dict[str, str]
    verbose: bool


def make(task: Task) -> list[str]:
    """Generate the documents of a task; for each what happened, in a word or a sentence."""
    results: list[str] = []
    waiting = list(task.numbers)
    for attempt in range(build.ATTEMPTS):
        plans = []
        for number in waiting:
            kind = build.draw_kind(task.seed, number) if task.kind == "mixed" else task.kind
            made = build.plan(task.seed, number, kind, attempt, task.fixed)
            reason = producers.missing(made.choices["producer"])
            if reason:
                results.append(f"skipped {made.choices['producer']}: {reason}")
            else:
                plans.append((number, made))
        waiting = []
        for (number, made), result in zip(plans, build.render([m for _, m in plans]), strict=True):
            if isinstance(result, build.BadRendering):
                if task.verbose:
                    print(f"attempt {attempt + 1}: {result}", file=sys.stderr)
                waiting.append(number)
                continue
            pdf, gold = result
            (Path(task.out) / gold["pdf"]).write_bytes(pdf)
            text = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
            (Path(task.out) / f"{made.name}.gold.json").write_text(text, encoding="utf-8")
            results.append(f"ok at attempt {attempt + 1}")
        if not waiting:
            break
    return results + [f"failed: number {n}" for n in waiting]


def main() -> int:
    """Generate what the command line asks for; 1 when a font is missing, or a document could not be made."""
    try:
        return generate()
    except fonts.FontMissing as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1


def generate() -> int:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--count", type=int, default=10)
    args.add_argument("--start", type=int, default=0, help="number of the first document")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--kind", choices=["mixed", *build.KINDS], default="mixed")
    args.add_argument("--jobs", type=int, default=1)
    args.add_argument("--set", action="append", default=[], metavar="CHOICE=OPTION", help="fix a choice")
    args.add_argument("--verbose", action="store_true", help="say why a layout was tried again")
    opt = args.parse_args()
    opt.out.mkdir(parents=True, exist_ok=True)
    fixed = dict(item.split("=", 1) for item in opt.set)
    numbers = range(opt.start, opt.start + opt.count)
    tasks = [
        Task(opt.seed, tuple(numbers[i : i + CHUNK]), opt.kind, str(opt.out), fixed, opt.verbose)
        for i in range(0, opt.count, CHUNK)
    ]
    if opt.jobs > 1:
        with ProcessPoolExecutor(opt.jobs) as pool:
            results = [r for part in pool.map(make, tasks) for r in part]
    else:
        results = [r for t in tasks for r in make(t)]
    for text, count in sorted(Counter(results).items()):
        print(f"{count:5} {text}")
    return 1 if any(r.startswith("failed") for r in results) else 0


if __name__ == "__main__":
    sys.exit(main())
