"""What the cache keeps of a dataset: bytes that are compressed, several pieces of them as one entry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

_CODEC = "lz4"
_HEAD = 8
"""Bytes of the number that says how long the JSON is."""


class Packed(NamedTuple):
    """Bytes that are kept compressed until they are written."""

    content: bytes | memoryview
    size: int

    @classmethod
    def of(cls, content: bytes) -> Packed:
        """Compress ``content``."""
        import pyarrow as pa

        return cls(pa.compress(content, codec=_CODEC, asbytes=True), len(content))

    def open(self) -> pa.Buffer:
        """The bytes as they were."""
        import pyarrow as pa

        return pa.decompress(self.content, self.size, codec=_CODEC)

    def pour(self, vessel: memoryview) -> Iterator[memoryview]:
        """The bytes as they were, in pieces that all lie in ``vessel``: each has to be used before the next comes.

        Memory that is new costs more than what is done with it.
        """
        import pyarrow as pa

        stream = pa.CompressedInputStream(pa.BufferReader(self.content), _CODEC)
        while size := stream.readinto(vessel):
            yield vessel[:size]


def pack(about: Any, pieces: Iterable[bytes | memoryview]) -> bytes:
    """Say ``about`` as JSON, then the pieces one after the other; ``about`` has to know how long each is."""
    text = json.dumps(about, ensure_ascii=False).encode()
    return b"".join([len(text).to_bytes(_HEAD, "big"), text, *pieces])


def unpack(content: memoryview) -> tuple[Any, memoryview]:
    """What was said, and the pieces, still one after the other."""
    start = _HEAD + int.from_bytes(content[:_HEAD], "big")
    return json.loads(bytes(content[_HEAD:start])), content[start:]


def cut(pieces: memoryview, lengths: Sequence[int]) -> Iterator[memoryview]:
    """Take the pieces apart."""
    position = 0
    for length in lengths:
        yield pieces[position : position + length]
        position += length
