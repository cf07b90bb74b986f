"""How fast the desk opens: the queue of a run with 50,000 rows, and a comparison with 10,000 changes.

``python -m tests.benchmarks.review`` prints the figures.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from starlette.testclient import TestClient

from pipeline.diff.compare import compare
from pipeline.diff.page import write_page
from pipeline.diff.side import Side
from pipeline.review.app import make_app
from pipeline.review.desk import Desk
from pipeline.review.pictures import Pictures
from pipeline.review.security import Guard
from pipeline.review.store import Store
from pipeline.writing.place import RUN_NAME
from pipeline.writing.run_writer import RunWriter
from tests.pipeline import samples

DOCUMENTS, ROWS_EACH = 1_000, 50
CHANGES = 10_000


def write_run(folder: Path) -> None:
    """A run of made-up documents; every fifth row is in doubt."""
    folder.mkdir()
    writer = RunWriter(folder)
    inputs = []
    for number in range(DOCUMENTS):
        data = f"rows {number}".encode()
        document = samples.document(data, f"{number:04}.pdf", ROWS_EACH)
        rows = tuple(
            row.model_copy(update={"needs_review": index % 5 == 0, "confidence": 0.3 + index / 100})
            for index, row in enumerate(document.assessments)
        )
        writer.add(document.model_copy(update={"assessments": rows}))
        inputs.append({"path": f"{number:04}.pdf", "sha256": hashlib.sha256(data).hexdigest()})
    writer.close_tables()
    manifest = {"schema_name": RUN_NAME, "schema_version": "1.0.0", "tool": {"code": folder.name}, "inputs": inputs}
    (folder / "run.json").write_text(json.dumps(manifest))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        write_run(root / "a")
        write_run(root / "b")
        begun = time.perf_counter()
        desk = Desk(root / "a", Store(root / "reviews"), "bench")
        print(f"start of the desk, {len(desk.items)} rows: {time.perf_counter() - begun:.2f} s")
        guard = Guard(8000)
        pictures = Pictures(desk.originals)
        client = TestClient(make_app(desk, pictures, guard, "da"), base_url="http://127.0.0.1:8000")
        client.get(f"/start?token={guard.token}")
        for path in ("/queue", "/queue?state=all&package=mental_sundhed&page=400", "/"):
            client.get(path)
            begun = time.perf_counter()
            size = len(client.get(path).content)
            print(f"{path}: {time.perf_counter() - begun:.3f} s, {size} bytes")
        pictures.close()

        path = root / "b" / "tables" / "assessments.parquet"
        table = pq.read_table(path)
        rows = table.to_pylist()
        for row in rows[:CHANGES]:
            row["activity"] = "Indsatsen er ændret siden sidste opgørelse."
        pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
        begun = time.perf_counter()
        comparison = compare(Side(root / "a", "a"), Side(root / "b", "b"))
        print(f"comparison, {len(comparison.changes)} changes: {time.perf_counter() - begun:.1f} s")
        begun = time.perf_counter()
        write_page(comparison, root / "diff.html", "da")
        size = (root / "diff.html").stat().st_size
        print(f"its page: {time.perf_counter() - begun:.1f} s, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
