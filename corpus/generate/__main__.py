"""Generate documents: ``python -m corpus.generate --count 20 --seed 7 --out DIR``."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from corpus.generate import build
from corpus.generate.producers import ProducerMissing


def make(task: tuple[int, int, str, str, dict[str, str]]) -> str:
    """Generate one document; what happened in a word or a sentence."""
    seed, number, kind, out, fixed = task
    problem = ""
    for attempt in range(build.ATTEMPTS):
        made = build.plan(seed, number, kind, attempt, fixed)
        try:
            pdf, gold = build.render(made)
        except ProducerMissing as error:
            return f"skipped: {error}"
        except build.BadRendering as error:
            problem = str(error)
            continue
        folder = Path(out)
        (folder / gold["pdf"]).write_bytes(pdf)
        (folder / f"{made.name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return f"ok at attempt {attempt + 1}"
    return f"failed: {problem}"


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--count", type=int, default=10)
    args.add_argument("--start", type=int, default=0, help="number of the first document")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--kind", default="assessment")
    args.add_argument("--jobs", type=int, default=1)
    args.add_argument("--set", action="append", default=[], metavar="CHOICE=OPTION", help="fix a choice")
    opt = args.parse_args()
    opt.out.mkdir(parents=True, exist_ok=True)
    fixed = dict(item.split("=", 1) for item in opt.set)
    tasks = [(opt.seed, n, opt.kind, str(opt.out), fixed) for n in range(opt.start, opt.start + opt.count)]
    if opt.jobs > 1:
        with ProcessPoolExecutor(opt.jobs) as pool:
            results = list(pool.map(make, tasks, chunksize=4))
    else:
        results = [make(t) for t in tasks]
    for text, count in sorted(Counter(results).items()):
        print(f"{count:5} {text}")
    return 1 if any(r.startswith("failed") for r in results) else 0


if __name__ == "__main__":
    sys.exit(main())
