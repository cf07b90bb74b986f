"""The desk as pages of a local server. Nothing a browser sends names a file: documents are known by their hash."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from extractors import vocabulary
from pipeline.review import views
from pipeline.review.desk import Desk, Stale
from pipeline.review.pictures import DPI, Pictures
from pipeline.review.security import COOKIE, Guard
from pipeline.review.store import ReviewsInvalid
from pipeline.web.page import environment, static
from pipeline.web.texts import LANGUAGES, texts_in

if TYPE_CHECKING:
    from collections.abc import Callable

_PACKAGE = "pipeline.review"
_LANGUAGE = "udtraek_language"


def make_app(desk: Desk, pictures: Pictures, guard: Guard, language: str) -> Starlette:
    """The server's application."""
    pages = _Pages(desk, pictures, guard, language)
    return Starlette(
        routes=[
            Route("/start", pages.start),
            Route("/", pages.overview),
            Route("/queue", pages.queue),
            Route("/document/{document_id}", pages.document),
            Route("/edit/{document_id}/{record_id}", pages.edit),
            Route("/page/{document_id}/{number:int}", pages.picture),
            Route("/language/{language}", pages.choose_language),
            Route("/static/{name}", _static),
            Route("/decide", pages.decide, methods=["POST"]),
            Route("/undo", pages.undo, methods=["POST"]),
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=guard)],
        exception_handlers={Stale: pages.missing, HTTPException: pages.missing, ReviewsInvalid: _unreadable},
    )


class _Pages:
    """The handlers; those without ``async`` run in threads."""

    def __init__(self, desk: Desk, pictures: Pictures, guard: Guard, language: str) -> None:
        self.desk = desk
        self.pictures = pictures
        self.guard = guard
        self.language = language

    def start(self, request: Request) -> Response:
        cookie = self.guard.start(request.query_params.get("token", ""))
        if cookie is None:
            return PlainTextResponse("This is not the address that `udtraek review` printed.", status_code=403)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(COOKIE, cookie, httponly=True, samesite="strict")
        return response

    def overview(self, request: Request) -> Response:
        self.desk.refresh()
        worst = next((item for item in self.desk.items.values() if item.needs_review), None)
        return self._render(request, "overview.html.j2", groups=views.overview(self.desk), worst=worst, here="overview")

    def queue(self, request: Request) -> Response:
        self.desk.refresh()
        query = request.query_params
        wanted = {name: query.get(name, "") for name in ("state", "finding", "municipality", "package")}
        wanted["state"] = wanted["state"] if wanted["state"] in {"decided", "all"} else "open"
        number = query.get("page", "1")
        part = views.queue(self.desk, **wanted, number=int(number) if number.isdecimal() and len(number) < 7 else 1)
        return self._render(
            request,
            "queue.html.j2",
            part=part,
            wanted=wanted,
            choices=views.choices(self.desk),
            documents=self.desk.documents,
            here="queue",
        )

    def document(self, request: Request) -> Response:
        self.desk.refresh()
        document_id = request.path_params["document_id"]
        seen = self.desk.look(document_id)
        doubtful = [i for i in self.desk.items.values() if i.needs_review and i.document_id != document_id]
        return self._render(
            request,
            "document.html.j2",
            seen=seen,
            d=seen.document.document,
            rows=views.row_views(seen),
            pages=views.pages_of(seen.document),
            remarks=[f for f in seen.document.findings if f.record_id is None],
            elsewhere=doubtful[0] if doubtful else None,
            points_per_pixel=72 / DPI,
            here="document",
        )

    def edit(self, request: Request) -> Response:
        view = self._view(request.path_params["document_id"], request.path_params["record_id"])
        seen = self.desk.look(request.path_params["document_id"])
        return self._render(
            request, "edit.html.j2", v=view, units=views.unit_names(seen), text_fields=views.TEXT_FIELDS
        )

    def picture(self, request: Request) -> Response:
        content = self.pictures.page(request.path_params["document_id"], request.path_params["number"])
        if not content:
            return PlainTextResponse("", status_code=404)
        kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
        return Response(content, media_type=kind, headers={"Cache-Control": "private, max-age=3600"})

    def choose_language(self, request: Request) -> Response:
        language = request.path_params["language"]
        back = request.query_params.get("back", "/")
        safe = back.startswith("/") and not back.startswith("//") and "\\" not in back
        response = RedirectResponse(back if safe else "/", status_code=303)
        if language in LANGUAGES:
            response.set_cookie(_LANGUAGE, language, samesite="strict")
        return response

    async def decide(self, request: Request) -> Response:
        return await self._post(request, self._decide)

    async def undo(self, request: Request) -> Response:
        return await self._post(request, self._undo)

    def missing(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        if request.method == "POST":
            return JSONResponse({"error": self._texts(request).not_found}, status_code=status)
        return self._render(request, "missing.html.j2", status=status, code=status, here="")

    async def _post(self, request: Request, act: Callable[[Request, dict[str, Any]], Response]) -> Response:
        try:
            given = await request.json()
        except ValueError:
            given = None
        if not isinstance(given, dict):
            return JSONResponse({"error": "The request is no JSON object."}, status_code=400)
        try:
            return await run_in_threadpool(act, request, given)
        except ValueError as error:
            return JSONResponse({"error": str(error).splitlines()[0]}, status_code=400)
        except OSError as error:
            return JSONResponse({"error": error.strerror or "?"}, status_code=500)

    def _decide(self, request: Request, given: dict[str, Any]) -> Response:
        self.desk.refresh()
        document_id, record_id = str(given.get("document")), str(given.get("record"))
        view = self._view(document_id, record_id)
        wanted, note = given.get("said"), given.get("note")
        said = views.said_of(view, wanted) if isinstance(wanted, dict) else None
        known = [str(name) for name in given.get("known", ()) if isinstance(name, str)]
        if set(known) != {d.decision_id for d in view.live}:
            # What the person looked at is not what stands now: they must see it before they decide.
            return self._answer(
                request, document_id, record_id, error=self._texts(request).changed_by_others, status=409
            )
        self.desk.decide(document_id, record_id, said, known, note.strip() or None if isinstance(note, str) else None)
        texts = self._texts(request)
        return self._answer(
            request, document_id, record_id, said=texts.kept_confirmed if said is None else texts.kept_corrected
        )

    def _undo(self, request: Request, given: dict[str, Any]) -> Response:
        self.desk.refresh()
        names = (given.get("document"), given.get("record"))
        chosen = names if all(isinstance(name, str) for name in names) else (None, None)
        try:
            document_id, record_id = self.desk.undo(*chosen)
        except Stale:
            return JSONResponse({"error": self._texts(request).nothing_to_undo}, status_code=409)
        return self._answer(request, document_id, record_id, said=self._texts(request).kept_undone)

    def _answer(
        self, request: Request, document_id: str, record_id: str, *, status: int = 200, **more: str
    ) -> Response:
        """The row as it stands now, for the page to put in place."""
        html = self._html(request, "row.html.j2", v=self._view(document_id, record_id))
        counts = {"left": self.desk.open_count(), "here": self.desk.open_count(document_id)}
        return JSONResponse(
            {"document": document_id, "record": record_id, "html": html, **counts, **more}, status_code=status
        )

    def _view(self, document_id: str, record_id: str) -> views.RowView:
        for view in views.row_views(self.desk.look(document_id)):
            if view.row.record_id == record_id:
                return view
        raise Stale

    def _chosen(self, request: Request) -> str:
        language = request.cookies.get(_LANGUAGE, "")
        return language if language in LANGUAGES else self.language

    def _texts(self, request: Request) -> Any:
        return texts_in(self._chosen(request))

    def _html(self, request: Request, template: str, **values: Any) -> str:
        language = self._chosen(request)
        return (
            environment(_PACKAGE)
            .get_template(template)
            .render(
                t=texts_in(language),
                language=language,
                by=self.desk.by,
                address=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
                stamp=_stamp(),
                meanings=vocabulary.load("findings"),
                **values,
            )
        )

    def _render(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        html = self._html(request, template, left=self.desk.open_count(), **values)
        return HTMLResponse(html, status_code=status)


def _unreadable(_: Request, error: Exception) -> Response:
    return PlainTextResponse(f"{error}\n{ReviewsInvalid.hint}", status_code=500)


@cache
def _assets() -> dict[str, tuple[str, str]]:
    """Everything that is served beside the pages."""
    return {
        "review.css": (static("look.css") + static("review.css", _PACKAGE), "text/css"),
        "review.js": (static("review.js", _PACKAGE), "text/javascript"),
        "icon.svg": (static("icon.svg", _PACKAGE), "image/svg+xml"),
    }


@cache
def _stamp() -> str:
    """Changes with the assets, so that a browser does not keep old ones."""
    return hashlib.sha256("".join(text for text, _ in _assets().values()).encode()).hexdigest()[:12]


def _static(request: Request) -> Response:
    text, kind = _assets().get(request.path_params["name"], (None, None))
    if text is None:
        return PlainTextResponse("", status_code=404)
    return Response(text, media_type=kind, headers={"Cache-Control": "private, max-age=86400"})
