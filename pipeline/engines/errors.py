"""How a worker can fail its document."""

from __future__ import annotations

from typing import Literal

LossReason = Literal["crash", "time", "memory", "output"]


class WorkerLost(Exception):
    """The worker did not survive the document, or overstepped a limit, twice.

    ``reason`` says how: ``crash``, ``time``, ``memory`` or ``output`` (a result larger than allowed, or none); ``page``
    which page was being read, 0 when none was.
    """

    def __init__(self, reason: LossReason, sentence: str, page: int = 0) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.page = page


class WorkerBug(Exception):
    """The function raised: a defect of the program, not of the document. ``remote_traceback`` says where."""

    def __init__(self, summary: str, remote_traceback: str) -> None:
        super().__init__(summary)
        self.remote_traceback = remote_traceback
