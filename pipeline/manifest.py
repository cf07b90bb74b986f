"""The manifest: a CSV of what the PDFs cannot tell. What it says wins over what was read."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.errors import ManifestInvalid
from schemas.document import DocumentFacts

# Spreadsheets drop the leading zero of a code.
_CODE = re.compile("[0-9]{3,4}")
_DATE = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")

COLUMNS = ("path", *DocumentFacts.model_fields)
"""Columns of the manifest; all but ``path`` may be missing or empty."""


def read_manifest(path: Path) -> dict[str, DocumentFacts]:
    """Facts by the document's path as it stands in the manifest (with ``/`` between folders).

    Comma or semicolon separate; a byte order mark is allowed.

    Raises:
        ManifestInvalid: the file is missing, no CSV, or names a column, code or document that makes no sense.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ManifestInvalid(f"The manifest {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ManifestInvalid(f"The manifest {path} is not UTF-8 text.") from None
    header = text.split("\n", 1)[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    names = [name.strip() for name in rows.fieldnames or ()]
    unknown = sorted(set(names) - set(COLUMNS))
    if unknown:
        raise ManifestInvalid(f"The manifest has a column {unknown[0]!r} that is not known.")
    if "path" not in names:
        raise ManifestInvalid("The manifest has no column 'path'.")
    rows.fieldnames = names
    facts: dict[str, DocumentFacts] = {}
    for number, row in enumerate(rows, start=2):
        if None in row:
            raise ManifestInvalid(f"Line {number} of the manifest has more cells than the header.")
        values = {key: (value or "").strip() or None for key, value in row.items()}
        name = (values.pop("path") or "").replace("\\", "/").removeprefix("./")
        if not name:
            raise ManifestInvalid(f"Line {number} of the manifest names no path.")
        if name in facts:
            raise ManifestInvalid(f"Line {number} of the manifest names {name} a second time.")
        facts[name] = _check(values, number)
    return facts


def _check(values: dict[str, str | None], number: int) -> DocumentFacts:
    url, code, date = values.get("source_url"), values.get("municipality_code"), values.get("document_date")
    if url and urlsplit(url).scheme not in {"http", "https", "file", "ftp"}:
        raise ManifestInvalid(f"Line {number} of the manifest: {url!r} is no address of a web page or file.")
    if code and not _CODE.fullmatch(code):
        raise ManifestInvalid(f"Line {number} of the manifest: {code!r} is no municipality code of four digits.")
    if date and not _DATE.fullmatch(date):
        raise ManifestInvalid(f"Line {number} of the manifest: {date!r} is no date as ISO 8601 writes it (2018-11-05).")
    if code:
        values["municipality_code"] = code.zfill(4)
    return DocumentFacts.model_validate(values)
