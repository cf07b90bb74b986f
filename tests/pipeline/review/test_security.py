"""Who is refused."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from pipeline.review.store import Store
from tests.pipeline.review import desk_samples
from tests.pipeline.review.conftest import Server


class Client:
    """Speaks to a server as any program could."""

    def __init__(self, server: Server) -> None:
        self.host = urlsplit(server.address).netloc
        self.start = server.start[len(server.address) :]
        answer = self.ask("GET", self.start)
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(self.host, timeout=20)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        content = json.dumps(body) if body is not None else None
        connection.request(method, path, content, {"Host": self.host, **given})
        return connection.getresponse()

    def post(self, path: str, body: Any, **headers: str) -> http.client.HTTPResponse:
        own = {"Origin": f"http://{self.host}", "Content_Type": "application/json", "Cookie": self.cookie}
        return self.ask("POST", path, body, **(own | headers))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, Path]]:
    """One server for all tests here, and its folder."""
    folder = tmp_path_factory.mktemp("desk")
    desk_samples.write_pdf(folder / "in" / "tobak.pdf", "Tobak")
    desk_samples.make_run(folder / "in", folder / "run")
    server = Server(folder / "run", folder / "reviews")
    yield Client(server), folder
    server.end()


@pytest.fixture
def client(desk: tuple[Client, Path]) -> Client:
    return desk[0]


@pytest.fixture
def kept(desk: tuple[Client, Path]) -> Callable[[], int]:
    """How many decisions are kept."""
    return lambda: len(Store(desk[1] / "reviews").read_valid())


@pytest.fixture
def decision(desk: tuple[Client, Path]) -> dict[str, Any]:
    document = desk_samples.make_document((desk[1] / "in" / "tobak.pdf").read_bytes(), "tobak.pdf")
    row = document.assessments[2]
    return {"document": row.document_id, "record": row.record_id, "known": [], "said": {"rating_step": 3}}


def test_the_own_page_may_decide(client: Client, decision: dict[str, Any], kept: Callable[[], int]) -> None:
    before = kept()
    assert client.post("/decide", decision).status == 200
    assert kept() == before + 1
    assert client.post("/undo", {}).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Cookie": ""},
        {"Cookie": "udtraek_review=guess"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
    ],
)
def test_others_may_not_decide(
    client: Client, decision: dict[str, Any], kept: Callable[[], int], headers: dict[str, str]
) -> None:
    before = kept()
    assert client.post("/decide", decision, **headers).status == 403
    assert kept() == before


def test_others_may_not_look(client: Client) -> None:
    assert client.ask("GET", "/").status == 403
    assert client.ask("GET", "/", Cookie=client.cookie).status == 200
    assert client.ask("GET", "/", Cookie=client.cookie, Host="rebound.example").status == 403
    assert client.ask("GET", "/start?token=guess").status == 403


def test_every_answer_forbids_foreign_content(client: Client) -> None:
    for path in ("/", "/queue", "/nowhere", "/static/review.js"):
        answer = client.ask("GET", path, Cookie=client.cookie)
        policy = answer.getheader("Content-Security-Policy")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../cli/run.py",
        "/static/%2e%2e%2f%2e%2e%2fcli%2frun.py",
        "/document/..%2f..%2frun.json",
        "/document/run.json",
        "/page/..%2f..%2f/1",
        "/page/" + "0" * 64 + "/1",
        "/edit/x/y",
    ],
)
def test_no_path_leads_to_a_file(client: Client, path: str) -> None:
    assert client.ask("GET", path, Cookie=client.cookie).status == 404


@pytest.mark.parametrize(
    "said",
    [
        {"rating_step": 9},
        {"rating_step": "x"},
        {"number": "many"},
        {"confidence": 1},
        {"document_id": "0" * 64},
        {"level": "middel"},
        {"title": 5},
    ],
)
def test_a_decision_that_makes_no_sense_is_not_kept(
    client: Client, decision: dict[str, Any], kept: Callable[[], int], said: dict[str, Any]
) -> None:
    before = kept()
    assert client.post("/decide", {**decision, "said": said}).status == 400
    assert kept() == before


def test_the_language_link_stays_here(client: Client) -> None:
    for back in ("//evil.example", "https://evil.example", "/\\evil.example"):
        answer = client.ask("GET", f"/language/en?back={back}", Cookie=client.cookie)
        assert answer.getheader("Location") == "/"
