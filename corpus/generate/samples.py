"""The committed samples: a few small documents that together cover every choice.

``python -m corpus.generate.samples choose`` picks them and writes data/samples.yaml (needs every producer);
``python -m corpus.generate.samples write DIR`` generates them again.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

import yaml

from corpus.generate import build, producers
from corpus.generate.coverage import FAMILIES, covered, families, name_of, wanted

SEED = 2024
FILE = Path(__file__).parent / "data" / "samples.yaml"
TRIES = 40
"""Candidates per kind in every round."""
BYTES = {"no": 220_000}
"""Largest PDF taken as a sample, by resolution of the scan."""
SCAN_BYTES = 420_000
COUNT = 40
"""Samples wanted; fewer when fewer cover everything, more when that many are needed."""
SMALL = {"row_count": "few", "cell_length": "short"}
"""What a sample is unless a larger option is still to be covered."""

Pair = tuple[str, str]


def choose() -> list[dict[str, Any]]:
    """Samples that cover every option, found by asking each time for what is still missing."""
    rng = random.Random(SEED)
    missing = wanted()
    samples: list[dict[str, Any]] = []
    while missing:
        candidates: list[tuple[int, int, build.Plan, dict[str, str], int, set[Pair]]] = []
        for kind in build.KINDS:
            for _ in range(TRIES if kind in ("assessment", "agenda") else TRIES // 2):
                fixed = _ask(rng, kind, missing)
                number = rng.randrange(10_000)
                made = build.plan(SEED, number, kind, 0, fixed)
                gain = missing & families(covered({"kind": kind, **made.choices}))
                candidates.append((len(gain), len(candidates), made, fixed, number, gain))
        candidates.sort(key=lambda c: (-c[0], c[1]))
        for size, _, made, fixed, number, gain in candidates[:40]:
            if size == 0:
                raise RuntimeError(f"nothing covers {sorted(missing)}")
            result = build.render([made])[0]
            if isinstance(result, build.BadRendering) or len(result[0]) > BYTES.get(made.choices["scan"], SCAN_BYTES):
                continue
            samples.append({"kind": made.kind, "number": number, "fixed": fixed})
            missing -= gain
            print(
                f"{len(samples):3} {made.name} covers {size}, {len(missing)} left, {len(result[0]) // 1000} kB",
                file=sys.stderr,
            )
            break
        else:
            print(f"no candidate of this round renders small enough; missing {sorted(missing)[:12]}", file=sys.stderr)
    return _needed(samples)


def _needed(samples: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The samples without those whose options others cover as well."""

    def shown(entry: dict[str, Any]) -> set[Pair]:
        made = build.plan(SEED, entry["number"], entry["kind"], 0, entry["fixed"])
        return families(covered({"kind": entry["kind"], **made.choices}))

    covers = [shown(s) for s in samples]
    keep = list(range(len(samples)))
    for n in range(len(samples)):
        rest = set().union(*(covers[m] for m in keep if m != n))
        if len(keep) > COUNT and wanted() <= rest:
            keep.remove(n)
    return [samples[n] for n in keep]


def _ask(rng: random.Random, kind: str, missing: set[Pair]) -> dict[str, str]:
    """Options to fix: for most choices one that is still missing, else what keeps the document small."""
    table = build.all_choices(kind)
    fixed = {k: v for k, v in SMALL.items() if k in table}
    scanned = rng.random() < 0.15
    for choice, options in table.items():
        name = name_of(kind, choice)
        firsts = {family[0]: family for family in FAMILIES.get(name, ())}
        open_options = [o for o in options if (name, o) in missing]
        if open_options and rng.random() < 0.85:
            picked = rng.choice(open_options)
            fixed[choice] = rng.choice(firsts.get(picked, (picked,)))
    return fixed if scanned else fixed | {"scan": "no"}


def write(folder: Path) -> int:
    """Generate the samples into a folder; the number of those that could not be made here."""
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for entry in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        made = build.plan(SEED, entry["number"], entry["kind"], 0, entry["fixed"])
        try:
            result = build.render([made])[0]
        except producers.ProducerMissing as error:
            print(f"skipped {made.name}: {error}", file=sys.stderr)
            failed += 1
            continue
        if isinstance(result, build.BadRendering):
            print(f"failed {made.name}: {result}", file=sys.stderr)
            failed += 1
            continue
        pdf, gold = result
        (folder / gold["pdf"]).write_bytes(pdf)
        (folder / f"{made.name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False) + "\n", encoding="utf-8")
    return failed


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("what", choices=["choose", "write"])
    args.add_argument("folder", type=Path, nargs="?", default=Path("corpus/samples"))
    opt = args.parse_args()
    if opt.what == "choose":
        head = "# The committed samples, as chosen by corpus.generate.samples.\n"
        FILE.write_text(
            head + yaml.safe_dump(choose(), allow_unicode=True, sort_keys=False, width=160), encoding="utf-8"
        )
        return 0
    return 1 if write(opt.folder) else 0


if __name__ == "__main__":
    sys.exit(main())
