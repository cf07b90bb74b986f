"""Inputs and outputs in an object store: an S3-compatible server on this machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputMissing, NothingToRead, OutputForeign, SettingInvalid
from pipeline.inputs import find_files
from pipeline.runner import run
from pipeline.settings import RunSettings
from pipeline.stores import located
from tests.pipeline import samples

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("s3fs")
server = pytest.importorskip("moto.server")
pytestmark = pytest.mark.xdist_group("stores")

HERE = RunSettings(workers=0)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of a server that keeps everything in memory."""
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty bucket of its own."""
    options = {"endpoint_url": endpoint, "key": "key", "secret": "secret"}
    monkeypatch.setitem(fsspec.config.conf, "s3", options)
    name = hashlib.sha256(tmp_path.name.encode()).hexdigest()[:40]
    fsspec.filesystem("s3").mkdir(name)
    return f"s3://{name}"


def put(url: str, files: dict[str, str]) -> None:
    for name, content in files.items():
        with fsspec.open(f"{url}/{name}", "wb") as file:
            file.write(content.encode())


def content_of(url: str) -> dict[str, bytes]:
    store, root = fsspec.url_to_fs(url)
    store.invalidate_cache()
    return {path.removeprefix(f"{root}/"): store.cat_file(path) for path in store.find(root)}


def without_times(content: dict[str, bytes]) -> dict[str, Any]:
    manifest = json.loads(content["run.json"])
    for name in ("times", "input_root", "fingerprint", "tool"):
        manifest.pop(name)
    return {**content, "run.json": manifest}


def test_same_files_from_and_into_a_store_as_from_and_into_a_folder(
    bucket: str, make_inputs: Callable[..., Path], tmp_path: Path
) -> None:
    files = {"a.pdf": "rows 3", "sub/b.pdf": "raise x", "sub/c.pdf": "rows 2", "notes.txt": "no PDF"}
    put(f"{bucket}/in", files)
    folder = make_inputs(**{name.replace("/", "__"): content for name, content in files.items()})
    here = run([folder], tmp_path / "out", HERE, reader=samples.read)
    there = run([f"{bucket}/in/"], f"{bucket}/runs/first", HERE, reader=samples.read)
    assert there.documents == {"ok": 2, "failed": 1}
    assert there.out == f"{bucket}/runs/first"
    written = {p.relative_to(here.out).as_posix(): p.read_bytes() for p in Path(here.out).rglob("*.*")}
    assert without_times(content_of(f"{bucket}/runs/first")) == without_times(written)


def test_a_run_in_a_store_is_replaced_and_nothing_else(bucket: str) -> None:
    put(f"{bucket}/in", {"a.pdf": "rows 3", "b.pdf": "ok"})
    run([f"{bucket}/in"], f"{bucket}/out", HERE, reader=samples.read)
    before = content_of(f"{bucket}/out")
    run([f"{bucket}/in/a.pdf"], f"{bucket}/out", HERE, reader=samples.read)
    after = content_of(f"{bucket}/out")
    assert len([name for name in before if name.startswith("documents/")]) == 2
    assert len([name for name in after if name.startswith("documents/")]) == 1
    put(f"{bucket}/thesis", {"chapter.txt": "mine"})
    with pytest.raises(OutputForeign, match="no run"):
        run([f"{bucket}/in"], f"{bucket}/thesis", HERE, reader=samples.read)
    assert content_of(f"{bucket}/thesis") == {"chapter.txt": b"mine"}


def test_names_are_those_below_the_folder_that_holds_all(bucket: str) -> None:
    put(f"{bucket}/in", {"x/a.pdf": "ok", "y/z/b.PDF": "ok", "y/c.doc": "ok"})
    files = find_files([f"{bucket}/in/x", f"{bucket}/in/y"])
    assert [(file.name, file.byte_size) for file in files] == [("x/a.pdf", 2), ("y/z/b.PDF", 2)]
    assert [file.name for file in find_files([f"{bucket}/in"], exclude=["x/*"])] == ["y/z/b.PDF"]


def test_what_is_not_there_is_said(bucket: str, tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="nowhere"):
        find_files([f"{bucket}/nowhere"])
    put(f"{bucket}/in", {"a.doc": "ok"})
    with pytest.raises(NothingToRead):
        find_files([f"{bucket}/in"])
    with pytest.raises(SettingInvalid, match="not in both"):
        find_files([f"{bucket}/in", tmp_path])
    with pytest.raises(SettingInvalid, match="nostore"):
        find_files(["nostore://somewhere"])


def test_a_path_is_no_url() -> None:
    assert located("in/a:b//c.pdf") == Path("in/a:b//c.pdf")
    assert located("s3://bucket/in/") == "s3://bucket/in"
    assert located("file:///data/a%20b") == Path("/data/a b")
