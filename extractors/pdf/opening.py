"""Bytes to an open PDF, or a declared error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pymupdf
from pymupdf import mupdf

from extractors.pdf.errors import Damaged, EmptyFile, Encrypted, LimitExceeded, NoPages, NotPdf, TooLarge, WrongPassword
from extractors.pdf.limits import Limits

# MuPDF writes to the process's streams unless told otherwise; stdout carries results only.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

LIBRARY_ERRORS: tuple[type[Exception], ...] = (pymupdf.mupdf.FzErrorBase, pymupdf.FileDataError)
"""What PyMuPDF raises on bytes it cannot make sense of: MuPDF's own exceptions and its wrapper's."""

_MUPDF_CODE = re.compile(r"code=\d+: ")  # code=7: malformed page tree

# Readers accept a header that starts within the first kilobyte (ISO 32000-1, annex H, note 13).
_HEADER_WITHIN = 1024


@contextmanager
def opened(data: bytes, password: str | None, limits: Limits) -> Iterator[pymupdf.Document]:
    """The PDF in ``data``, open for reading and closed afterwards.

    Raises:
        InputError: the bytes are no PDF, damaged, encrypted, or ask for more than ``limits``.
    """
    if not data:
        raise EmptyFile
    if len(data) > limits.file_bytes:
        raise TooLarge(len(data), limits.file_bytes)
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise NotPdf
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
    except LIBRARY_ERRORS as error:
        raise Damaged from error
    try:
        _unlock(document, password)
        try:
            page_count = mupdf.fz_count_pages(document.this)
        except LIBRARY_ERRORS as error:
            raise Damaged from error
        if page_count == 0:
            raise NoPages
        if page_count > limits.pages:
            raise LimitExceeded(f"The PDF has {page_count:,} pages, more than the {limits.pages:,} allowed.")
        _forget_structure(document)
        yield document
    finally:
        document.close()
        pymupdf.TOOLS.reset_mupdf_warnings()


def raised_by_mupdf(error: RuntimeError) -> bool:
    """Whether MuPDF says so by way of PyMuPDF's C++ half, which raises bare errors; any other is a bug of ours."""
    return type(error) is RuntimeError and _MUPDF_CODE.match(str(error)) is not None


def _forget_structure(document: pymupdf.Document) -> None:
    """Take the tree of tags out of the open document: nothing is read from it, it costs time on every page, and MuPDF
    frees its memory twice where the tree is damaged, which ends the process.
    """
    root = mupdf.pdf_dict_gets(mupdf.pdf_trailer(mupdf.pdf_document_from_fz_document(document.this)), "Root")
    if mupdf.pdf_is_dict(root):
        mupdf.pdf_dict_dels(root, "StructTreeRoot")


def _unlock(document: pymupdf.Document, password: str | None) -> None:
    if not document.needs_pass:
        return
    if password is None:
        raise Encrypted
    if not document.authenticate(password):
        raise WrongPassword
