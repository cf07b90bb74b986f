"""What keeps other pages in the reviewer's browser out.

Every request must name this server as its host (a page on another name that resolves to this machine does not), bear
the session's cookie (set by the start address, whose token only the terminal shows), and, where it changes something,
come from this server's own pages. Answers may load and run only what this server gives, in no frame.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from hmac import compare_digest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

COOKIE = "udtraek_review"
BODY_BYTES = 256 * 1024
"""Size of a posted decision: many times the longest cell."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Next = Callable[["Request"], Awaitable["Response"]]


class Guard:
    """Lets only the reviewer's own requests through."""

    def __init__(self, port: int) -> None:
        self.token = secrets.token_urlsafe(24)
        self._session = secrets.token_urlsafe(24)
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Answer a request, or refuse it."""
        reason = self._refusal(request)
        if reason is not None:
            from starlette.responses import PlainTextResponse

            response: Response = PlainTextResponse(reason, status_code=403)
        else:
            response = await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def start(self, given: str) -> str | None:
        """The session's cookie for who has the token."""
        return self._session if compare_digest(given.encode(), self.token.encode()) else None

    def _refusal(self, request: Request) -> str | None:
        host = request.headers.get("host", "")
        if host not in self._hosts:
            return "This server answers under its own address only."
        if request.url.path == "/start":
            return None
        given = request.cookies.get(COOKIE, "")
        if not compare_digest(given.encode(), self._session.encode()):
            return "Open the address that `udtraek review` printed."
        if request.method not in {"GET", "HEAD"}:
            if request.headers.get("origin") != f"http://{host}":
                return "Only this server's own pages may change anything."
            if request.headers.get("content-type", "").split(";")[0] != "application/json":
                return "Decisions are posted as JSON."
            if not request.headers.get("content-length", "").isdecimal():
                return "The length of a decision must be stated."
            if int(request.headers["content-length"]) > BODY_BYTES:
                return "The decision is too long."
        return None
