"""LibreOffice: flat ODF files to PDF, many in one start of the program."""

from __future__ import annotations

import re
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from corpus.generate.model import Document
from corpus.generate.temporary import process_folder

TIME_LIMIT = 300
"""Seconds for one start with all its documents."""
SUFFIX = {"writer": "fodt", "calc": "fods", "impress": "fodp"}


@cache
def _profile() -> str:
    """A user profile of this process alone: two LibreOffice programs cannot share one."""
    return process_folder("corpus-office-")


def flat(name: str, document: Document) -> str:
    if name == "writer":
        from corpus.generate.producers import odf_text

        return odf_text.flat(document)
    if name == "calc":
        from corpus.generate.producers import odf_sheet

        return odf_sheet.flat(document)
    from corpus.generate.producers import odf_slides

    return odf_slides.flat(document)


def convert(files: list[tuple[str, str]]) -> list[bytes]:
    """PDF bytes of flat ODF texts given with their suffixes, in one start of LibreOffice.

    Raises:
        RuntimeError: LibreOffice wrote no PDF for one of them.
    """
    with tempfile.TemporaryDirectory(prefix="corpus-odf-") as folder:
        paths = []
        for n, (suffix, content) in enumerate(files):
            path = Path(folder, f"{n:04d}.{suffix}")
            path.write_text(content, encoding="utf-8")
            paths.append(path)
        command = [
            "soffice",
            f"-env:UserInstallation=file://{_profile()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "pdf",
            "--outdir",
            f"{folder}/out",
            *map(str, paths),
        ]
        done = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT, check=False)
        results = []
        for path in paths:
            out = Path(folder, "out", path.stem + ".pdf")
            if not out.exists():
                raise RuntimeError(f"LibreOffice wrote no PDF: {done.stderr.decode(errors='replace')[-400:]}")
            results.append(_timeless(out.read_bytes()))
        return results


def _timeless(pdf: bytes) -> bytes:
    """The file without its creation date and random identifiers, byte for byte as long."""
    pdf = re.sub(rb"D:\d{14}[+-]\d\d'\d\d'", b"D:20000101000000+00'00'", pdf)
    pdf = re.sub(rb"D:\d{14}Z", b"D:20000101000000Z", pdf)

    def zeros(match: re.Match[bytes]) -> bytes:
        return re.sub(rb"<[0-9A-F]{32}>", b"<" + b"0" * 32 + b">", match[0])

    pdf = re.sub(rb"/ID\s*\[[^\]]*\]", zeros, pdf)
    return re.sub(rb"/DocChecksum\s*/[0-9A-F]{32}", b"/DocChecksum /" + b"0" * 32, pdf)
