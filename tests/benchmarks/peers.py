"""What a page costs other tools doing their smaller job, the tables of a page, beside the whole line on the same PDFs.

    python -m tests.benchmarks.peers [FILE-OR-FOLDER…] [--sample N] [--with NAME=PYTHON …]

Each tool runs in a process of its own: CPU milliseconds a page after it has read four documents, and largest memory.
Tools with dependencies of their own are given the Python of an environment that has them, as in
``--with camelot=venv/bin/python``. Known names: camelot, pymupdf4llm, unstructured, docling (which needs its models on
this machine). Without ``--with`` only those are measured that the project has itself. Documents with pages read by OCR
are left out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from extractors import extract
from tests.benchmarks.line import ROOT, documents

# What each tool is asked: ``read(path)``; the harness below times it.
TOOLS = {
    "pymupdf words + drawings": """
import pymupdf
def read(path):
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text("words"); page.get_cdrawings()
""",
    "pymupdf find_tables": """
import pymupdf
def read(path):
    with pymupdf.open(path) as document:
        for page in document:
            for table in page.find_tables().tables:
                table.extract()
""",
    "pdfplumber": """
import pdfplumber
def read(path):
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()
""",
    "camelot": """
import camelot
def read(path):
    camelot.read_pdf(path, pages="all", flavor="lattice")
""",
    "pymupdf4llm": """
import pymupdf4llm
def read(path):
    pymupdf4llm.to_markdown(path, show_progress=False)
""",
    "unstructured": """
from unstructured.partition.pdf import partition_pdf
def read(path):
    partition_pdf(path, strategy="fast")
""",
    "docling": """
from docling.document_converter import DocumentConverter
converter = DocumentConverter()
def read(path):
    converter.convert(path)
""",
    "the whole line": """
import tempfile
from pathlib import Path
from extractors import extract
from pipeline import outcomes
from pipeline.writing.run_writer import RunWriter
from schemas.document import ExtractedDocument
writer = RunWriter(Path(tempfile.mkdtemp()))
def read(path):
    content = extract(Path(path)).model_dump_json().encode()
    document = ExtractedDocument.model_validate_json(content)
    outcomes.check_document(document, document.document.document_id, document.document.path)
    writer.add(document)
""",
}
WARM_UP = 4
"""Documents that are read before any is timed."""
OWN = ("pymupdf words + drawings", "pymupdf find_tables", "pdfplumber", "the whole line")

HARNESS = """
import io, json, os, resource, sys, time, contextlib
real, sys.stdout = sys.stdout, sys.stderr
paths = json.load(sys.stdin)
{tool}
for path in paths[:WARM_UP]:
    read(path)
begun, failed = time.process_time(), 0
children = resource.getrusage(resource.RUSAGE_CHILDREN)
for path in paths[WARM_UP:]:
    try:
        read(path)
    except Exception as error:
        failed += 1
        print(path, type(error).__name__, error, file=sys.stderr)
after = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = time.process_time() - begun + after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
memory = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
json.dump([seconds, int(memory), failed], real)
"""


def measured(tool: str, python: str, paths: list[Path]) -> tuple[float, int, int] | None:
    """CPU seconds, largest memory in MB, documents it failed on; None where it cannot run."""
    done = subprocess.run(
        [python, "-c", HARNESS.replace("{tool}", TOOLS[tool]).replace("WARM_UP", str(WARM_UP))],
        input=json.dumps([str(path.resolve()) for path in paths]),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT) if tool in OWN else "", "OMP_NUM_THREADS": "1"},
    )
    if done.returncode:
        print(f"{tool}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    seconds, kilobytes, failed = json.loads(done.stdout)
    return seconds, kilobytes // 1024, failed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--with", dest="others", action="append", default=[], metavar="NAME=PYTHON")
    options = parser.parse_args()
    read = [(path, extract(path).document) for path in documents(options.paths, options.sample)]
    text = [(path, about.page_count or 1) for path, about in read if not about.ocr_page_count]
    pages = sum(count for _, count in text[WARM_UP:])
    print(f"{len(text) - WARM_UP} documents, {pages} pages\n\n| tool | ms a page | MB | failed |\n|---|---:|---:|---:|")
    others = dict(other.split("=", 1) for other in options.others)
    for tool in [*OWN[:-1], *others, OWN[-1]]:
        figures = measured(tool, others.get(tool, sys.executable), [path for path, _ in text])
        if figures is not None:
            print(f"| {tool} | {1000 * figures[0] / pages:.1f} | {figures[1]} | {figures[2]} |", flush=True)


if __name__ == "__main__":
    main()
