"""How long a process has really worked: on a busy machine most of the time passes while it waits for its turn."""

from __future__ import annotations

import os
from pathlib import Path

_NANOSECONDS = 1e9


def cpu_seconds(pid: int) -> float | None:
    """Time on the processor that all threads of a process have used; None when there is no telling."""
    try:
        # The name, in brackets, may hold anything; user and system time are fields 14 and 15 of the whole.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def queued_seconds(pid: int) -> float:
    """Time that a process was ready to work and the processor was not free; 0 when there is no telling."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1]) / _NANOSECONDS
    except (OSError, ValueError, IndexError):
        return 0.0
