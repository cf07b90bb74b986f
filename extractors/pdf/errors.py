"""What can be wrong with a PDF that is not a fault of this program.

Each failure is a class with a stable ``code`` and the document's ``status``; its text is one clear sentence for a
person. Anything else that is raised while reading is a bug and is not caught.
"""

from __future__ import annotations

from typing import ClassVar, Literal


class InputError(Exception):
    """The bytes cannot be read as asked; the message says why in one sentence."""

    code: ClassVar[str] = "input"
    status: ClassVar[Literal["failed", "rejected"]] = "failed"


class EmptyFile(InputError):
    """No bytes at all."""

    code = "empty_file"

    def __init__(self) -> None:
        super().__init__("The file is empty.")


class NotPdf(InputError):
    """The bytes are something else than a PDF."""

    code = "not_pdf"

    def __init__(self) -> None:
        super().__init__("The file is not a PDF.")


class Damaged(InputError):
    """A PDF whose structure cannot be repaired."""

    code = "damaged"

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"The PDF is damaged and cannot be opened{': ' + detail if detail else ''}.")


class NoPages(InputError):
    """A PDF without a page."""

    code = "no_pages"

    def __init__(self) -> None:
        super().__init__("The PDF has no pages.")


class Encrypted(InputError):
    """A password is needed and none was given."""

    code = "encrypted"
    status = "rejected"

    def __init__(self, message: str = "The PDF is encrypted and needs a password.") -> None:
        super().__init__(message)


class WrongPassword(Encrypted):
    """A password was given and does not open the PDF."""

    code = "wrong_password"

    def __init__(self) -> None:
        super().__init__("The PDF is encrypted and the password does not open it.")


class LimitExceeded(InputError):
    """The document asks for more than :class:`~extractors.pdf.limits.Limits` allows."""

    code = "limit_exceeded"
    status = "rejected"


class TooLarge(LimitExceeded):
    """The file has more bytes than allowed."""

    code = "too_large"

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"The file has {size:,} bytes, more than the {limit:,} allowed.")
