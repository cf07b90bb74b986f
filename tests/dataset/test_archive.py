"""Members of a zip file that are put together from pieces."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import pytest

from pipeline.dataset import archive
from pipeline.dataset.archive import ArchiveFull, joined_crc, piece, write_archive


@pytest.mark.parametrize("second", [b"", b"x", b"rows" * 9999])
def test_the_checksum_of_two_texts_is_that_of_both_in_one(second: bytes) -> None:
    assert joined_crc(zlib.crc32(b"first"), zlib.crc32(second), len(second)) == zlib.crc32(b"first" + second)


def test_pieces_come_out_as_one_text(tmp_path: Path) -> None:
    texts = [b"<row>1</row>" * 500, b"", b"<row>\xc3\xa6</row>"]
    write_archive(tmp_path / "a.zip", [("x/one.xml", [piece(text) for text in texts]), ("empty", [])])
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == {"x/one.xml": b"".join(texts), "empty": b""}


def test_what_the_format_has_no_room_for_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST", 100)
    with pytest.raises(ArchiveFull, match="one"):
        write_archive(tmp_path / "a.zip", [("one", [piece(b"x" * 101)])])
