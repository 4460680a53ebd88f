import io
import os
from itertools import cycle

from hypothesis import given
from hypothesis import strategies as st

from cli.lines import arriving, bounded, parse_line


class Dripping(io.BytesIO):
    """Gives as much at once as it was told to, in turns."""

    def __init__(self, data: bytes, sizes: list[int]) -> None:
        super().__init__(data)
        self._sizes = cycle(sizes)

    def read1(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002  the reader's wish
        return self.read(next(self._sizes))


@given(
    st.lists(st.sampled_from([b"\n", b"a", b"\r\n", "长".encode(), b"{}"]), max_size=30).map(b"".join),
    st.lists(st.integers(1, 9), min_size=1, max_size=5),
)
def test_lines_that_arrive_in_pieces_are_the_lines(data: bytes, sizes: list[int]) -> None:
    assert list(arriving(Dripping(data, sizes))) == list(bounded(io.BytesIO(data)))


def test_of_a_line_that_is_too_long_only_the_beginning_is_kept() -> None:
    long, short = arriving(io.BytesIO(b"x" * 9_000_000 + b"\n{}"))

    assert long is not None
    assert len(long) < 8_000_010
    assert parse_line(long)[1] == "longer than 8,000,000 bytes"
    assert short == b"{}"


def test_silence_is_told_while_it_lasts() -> None:
    reads, writes = os.pipe()
    with open(reads, "rb") as stream, open(writes, "wb", buffering=0) as writer:  # noqa: PTH123  pipes
        writer.write(b"one\nt")
        lines = arriving(stream)
        found = [next(lines) for _ in range(3)]
        writer.write(b"wo\n")
        found.append(next(lines))

    assert found == [b"one\n", None, None, b"two\n"]


def test_half_a_line_is_not_given_once_reading_has_to_stop() -> None:
    asked = iter([False, True])

    assert list(arriving(io.BytesIO(b'{"whole": 1}\n{"half'), lambda: next(asked))) == [b'{"whole": 1}\n']
