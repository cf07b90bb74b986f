"""The streams of the command: stdout carries results only, and both can say what Danish names need.

Whatever else prints to stdout, a C library included, is sent to stderr. In a pipe or a file results are UTF-8, whatever
the locale says. On a terminal they are written as it reads them; one that claims to know ASCII alone (``LANG=C``) is
taken to read UTF-8, as nearly all do.
"""

from __future__ import annotations

import codecs
import os
import sys
from typing import TextIO

UTF_8 = "utf-8"


def protect_stdout() -> TextIO:
    """Redirect standard output to standard error; the stream that is returned is the real one."""
    sys.stdout.flush()
    encoding = _encoding(sys.stdout) if sys.stdout.isatty() else UTF_8
    real = os.fdopen(os.dup(1), "w", encoding=encoding, errors="backslashreplace", newline="\n")
    os.dup2(2, 1)
    return real


def readable(stream: TextIO) -> None:
    """Have ``stream`` write letters beyond ASCII as they are."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding=_encoding(stream), errors="backslashreplace")


def _encoding(stream: TextIO) -> str:
    try:
        name = codecs.lookup(stream.encoding).name
    except (LookupError, TypeError):
        return UTF_8
    return UTF_8 if name == "ascii" else name
