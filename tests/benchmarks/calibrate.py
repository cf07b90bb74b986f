"""Fit the confidence of assessment rows, and show how far it can be trusted.

    python -m corpus.generate --count 150 --seed 3000 --kind assessment --out DIR
    python -m tests.benchmarks.calibrate collect DIR --out fit.jsonl
    python -m tests.benchmarks.calibrate fit fit.jsonl --held held.jsonl

``collect`` reads generated documents and keeps each row's signals beside what gold says of it. ``fit`` fits one
logistic model per value on these rows, says which threshold the predictions for documents left out of the fit ask for,
writes ``extractors/kinds/assessment/doubt/confidence.json``, and measures held documents for docs/confidence.md.
The same rows give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

import click

from extractors import vocabulary
from pipeline.score.calibration import calibration_error, reliability
from pipeline.score.compare import TEXT_TOLERANCE, TEXT_TOLERANCE_OCR
from pipeline.score.fields import FIELDS, SILENT_FIELDS
from pipeline.score.match import pair_records
from pipeline.score.scoring import _is_right

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "extractors" / "kinds" / "assessment" / "doubt" / "confidence.json"
PICTURE = ROOT / "docs" / "pictures" / "confidence.svg"
ASKED = {
    "row": tuple(sorted(SILENT_FIELDS)),
    "number": ("number",),
    "level": ("level",),
    "rating": ("rating_step", "rating_text"),
    "departments": ("departments",),
    "title": ("title",),
}
"""Which gold fields each model is about."""
PENALTY = 0.2
"""Inverse strength of the L2 penalty: few rows are wrong, and many signals are rare."""
RAREST = 8
"""A signal that fewer rows show gets no weight."""
WRONG_MOST = 0.003
"""Share of rows that may be wrong among those that nobody is asked to look at."""
PRICE_MOST = 0.01
"""Share of right rows that the threshold may flag beyond the findings: more, and nobody looks any longer."""
FOLDS = 5


@click.group()
def cli() -> None:
    """Calibrate confidence."""


@cli.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path))
@click.option("--jobs", default=1)
def collect(folders: tuple[Path, ...], out: Path, jobs: int) -> None:
    """Keep the signals of every row of the generated documents in FOLDERS, with what gold says."""
    golds = sorted(path for folder in folders for path in folder.rglob("*.gold.json"))
    with ProcessPoolExecutor(jobs) as pool:
        samples = [sample for found in pool.map(_samples, golds, chunksize=4) for sample in found]
    out.write_text("".join(json.dumps(sample, sort_keys=True) + "\n" for sample in samples), encoding="utf-8")
    click.echo(f"{len(samples)} rows of {len(golds)} documents")


def _samples(gold_path: Path) -> list[dict[str, Any]]:
    from extractors import extract as module
    from extractors.kinds.assessment import read_assessments

    gold = json.loads(gold_path.read_bytes())
    readings: list[Any] = []

    def reading(*args: Any, **named: Any) -> Any:
        readings.append(read_assessments(*args, **named))
        return readings[-1]

    with mock.patch("extractors.extract.read_assessments", reading):
        document = module(gold_path.parent / gold["pdf"])
    signals = {r.record_id: s for found in readings for r, s in zip(found.assessments, found.signals, strict=True)}
    doubted = {f.record_id for f in document.findings if f.severity != "info" and f.code != "low_confidence"}
    tolerance = TEXT_TOLERANCE_OCR if document.document.ocr_page_count else TEXT_TOLERANCE
    rows = [row.model_dump(mode="json") for row in document.assessments]
    samples = []
    for got, want in pair_records("assessments", rows, gold.get("assessments", [])):
        if got is None:
            continue
        right = {}
        for name, fields in ASKED.items():
            asked = [field for field in fields if want is not None and field in want]
            right[name] = want is not None and all(
                _is_right(FIELDS["assessments"][field], field, got, want, tolerance) for field in asked
            )
        samples.append(
            {
                "pdf": gold["pdf"],
                "signals": signals[got["record_id"]],
                "flagged": got["record_id"] in doubted,
                "right": right,
            }
        )
    return samples


@cli.command()
@click.argument("samples", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--held", multiple=True, type=click.Path(exists=True, path_type=Path), help="Rows to measure on.")
@click.option("--review-below", default=0.0, help="Threshold to publish; the one that the rows ask for is printed.")
@click.option("--write/--no-write", default=True)
def fit(samples: tuple[Path, ...], held: tuple[Path, ...], review_below: float, write: bool) -> None:
    """Fit the models on SAMPLES."""
    rows = list(_read(samples))
    names = _signals(rows)
    models = {name: _fit(rows, names, name) for name in ASKED}
    _weigh_rare_findings(models["row"]["weights"])
    click.echo(f"threshold by documents left out: {_threshold(rows, names)}")
    content = {"models": models, "review_below": review_below}
    if write:
        MODEL.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for told, measured in (("fitted on", rows), ("held", list(_read(held)))):
        if measured:
            _report(told, measured, content, draw=write and told == "held")


def _read(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _signals(rows: Sequence[dict[str, Any]]) -> list[str]:
    names = sorted({name for row in rows for name in row["signals"]} - {"finding:low_confidence"})
    return [name for name in names if sum(name in row["signals"] for row in rows) >= RAREST]


def _matrix(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> list[list[float]]:
    return [[row["signals"].get(name, 0.0) for name in names] for row in rows]


def _fit(rows: Sequence[dict[str, Any]], names: Sequence[str], about: str) -> dict[str, Any]:
    from sklearn.linear_model import LogisticRegression

    right = [int(row["right"][about]) for row in rows]
    fitted = LogisticRegression(C=PENALTY, max_iter=2000, tol=1e-8).fit(_matrix(rows, names), right)
    weights = {name: round(float(w), 3) for name, w in zip(names, fitted.coef_[0], strict=True)}
    return {
        "intercept": round(float(fitted.intercept_[0]), 3),
        "weights": {name: weight for name, weight in weights.items() if abs(weight) >= 0.05},
    }


def _weigh_rare_findings(weights: dict[str, float]) -> None:
    """Give findings too rare to be fitted the usual weight of the others: each is raised for a reason."""
    usual = round(median(weight for name, weight in weights.items() if name.startswith("finding:")), 3)
    for code, entry in vocabulary.load("findings").items():
        if entry["severity"] != "info":
            weights.setdefault(f"finding:{code}", usual)


def _probability(model: dict[str, Any], signals: dict[str, float]) -> float:
    from math import exp

    total = model["intercept"] + sum(model["weights"].get(name, 0.0) * value for name, value in signals.items())
    return float(1 / (1 + exp(-total)))


def _threshold(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> float:
    """Lowest confidence from which at most WRONG_MOST of unflagged rows are wrong, on documents left out.

    Where that would cost more than PRICE_MOST, the highest that does not.
    """
    pdfs = sorted({row["pdf"] for row in rows})
    fold = {pdf: i % FOLDS for i, pdf in enumerate(pdfs)}
    judged: list[tuple[float, bool]] = []
    for left in range(FOLDS):
        model = _fit([row for row in rows if fold[row["pdf"]] != left], names, "row")
        judged += [
            (_probability(model, row["signals"]), row["right"]["row"])
            for row in rows
            if fold[row["pdf"]] == left and not row["flagged"]
        ]
    dear = sum(row["right"]["row"] for row in rows) * PRICE_MOST
    for step in range(500, 1000):
        kept = [right for sure, right in judged if sure >= step / 1000]
        if not kept or sum(not right for right in kept) <= WRONG_MOST * len(kept):
            return step / 1000
        if sum(right for sure, right in judged if sure < (step + 1) / 1000) > dear:
            return step / 1000
    return 1.0


def _report(told: str, rows: Sequence[dict[str, Any]], content: dict[str, Any], *, draw: bool) -> None:
    below = content["review_below"]
    judged = [(_probability(content["models"]["row"], row["signals"]), row) for row in rows]
    for word, kept in (
        ("by findings alone", [row for _, row in judged if not row["flagged"]]),
        (f"and below {below}", [row for sure, row in judged if not row["flagged"] and sure >= below]),
    ):
        wrong = sum(not row["right"]["row"] for row in kept)
        right = sum(row["right"]["row"] for row in rows)
        price = 1 - sum(row["right"]["row"] for row in kept) / right
        click.echo(
            f"{told}: {len(rows)} rows, {len(rows) - right} wrong; {word}: {len(rows) - len(kept)} flagged "
            f"({1 - len(kept) / len(rows):.1%}), {wrong} unflagged wrong ({wrong / max(1, len(kept)):.2%}), "
            f"{price:.1%} of right rows flagged"
        )
    bins = {}
    for name, model in content["models"].items():
        bins[name] = reliability((_probability(model, row["signals"]), row["right"][name]) for row in rows)
        click.echo(f"  {name}: expected calibration error {calibration_error(bins[name]):.4f}")
    if draw:
        PICTURE.write_text(_drawing(bins["row"]), encoding="utf-8")


def _drawing(bins: Sequence[Any]) -> str:
    """Reliability diagram of the rows: stated confidence across, share right upwards, area by number of rows."""
    size, margin = 360, 40
    most = max(b.rows for b in bins)

    def x(share: float) -> float:
        return round(margin + share * size, 1)

    def y(share: float) -> float:
        return round(margin + (1 - share) * size, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size + 2 * margin}" height="{size + 2 * margin}" '
        'font-family="sans-serif" font-size="11">',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#999" stroke-dasharray="4 3"/>',
        f'<path d="M{x(0)} {y(1)}V{y(0)}H{x(1)}" fill="none" stroke="#333"/>',
        f'<text x="{x(0.5)}" y="{y(0) + 30}" text-anchor="middle">stated confidence</text>',
        f'<text x="12" y="{y(1) - 12}">share of rows right</text>',
    ]
    for share in (0, 0.5, 1):
        parts.append(f'<text x="{x(share)}" y="{y(0) + 14}" text-anchor="middle">{share:g}</text>')
        parts.append(f'<text x="{x(0) - 6}" y="{y(share) + 4}" text-anchor="end">{share:g}</text>')
    for b in bins:
        radius = round(3 + 9 * (b.rows / most) ** 0.5, 1)
        parts.append(
            f'<circle cx="{x(b.stated)}" cy="{y(b.right)}" r="{radius}" fill="#2b6cb0" fill-opacity=".7">'
            f"<title>{b.rows} rows, stated {b.stated:.3f}, right {b.right:.3f}</title></circle>"
        )
    return "\n".join((*parts, "</svg>", ""))


if __name__ == "__main__":
    cli()
