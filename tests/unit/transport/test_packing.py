import zlib
from contextlib import suppress

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime import packing
from runtime.packing import JobSerializer, UnpackError, pack, unpack


@given(st.lists(st.text()))
def test_what_was_packed_unpacks(words: list[str]) -> None:
    data = JobSerializer.dumps(words)

    assert JobSerializer.loads(unpack(pack(data))) == words
    assert unpack(data) == data  # JSON that nobody packed


@given(st.binary())
def test_any_bytes_unpack_or_are_refused(data: bytes) -> None:
    with suppress(UnpackError):
        assert isinstance(unpack(data), bytes)


def test_more_than_a_job_may_hold_is_refused_packed_and_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MAX_JOB_BYTES", 100)
    monkeypatch.setattr(packing, "MAX_PACKED_BYTES", 50)

    with pytest.raises(UnpackError, match="inflated"):
        unpack(zlib.compress(bytes(101)))
    with pytest.raises(UnpackError, match="at most 50"):
        unpack(bytes(51))


def test_fragments_are_json_already() -> None:
    assert JobSerializer.dumps([orjson.Fragment(b'{"a":1}')]) == b'[{"a":1}]'
