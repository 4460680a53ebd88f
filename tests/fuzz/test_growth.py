import pytest

from tests.fuzz.growth import FIELDS, Slow, pieces, slow

SIZE = 24_000  # `python -m benchmarks.growth` goes to 200,000


@pytest.mark.parametrize("reader", ["split", "classify", "price", "policy"])
@pytest.mark.parametrize("field", ["title", "snippet"])
def test_twice_the_text_takes_twice_the_time(reader: str, field: str) -> None:
    found: list[Slow | None] = [slow(reader, field, piece, FIELDS[field]) for piece in pieces(0)]

    assert [each for each in found if each] == []


@pytest.mark.parametrize("reader", ["split", "classify", "price", "policy"])
@pytest.mark.parametrize("block", range(4))
def test_twice_the_story_takes_twice_the_time(reader: str, block: int) -> None:
    found: list[Slow | None] = [slow(reader, "body", piece, SIZE) for piece in list(pieces(0))[block::4]]

    assert [each for each in found if each] == []
