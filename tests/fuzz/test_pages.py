"""Mutated pages: split whatever they hold; and files damaged byte by byte: text, or told why not."""

from random import Random
from typing import Final

import pytest

from producers.decode import UndecodableError, decode
from tests.fuzz.faults import faults_of_page
from tests.fuzz.mutate import damage, make_page

_PAGES: Final = 300


@pytest.mark.parametrize("block", range(2))
def test_a_mutated_page_is_split_whole(block: int) -> None:
    found = []
    for number in range(block * _PAGES, (block + 1) * _PAGES):
        page = make_page(Random(f"page/{number}"))
        found += [(fault, page) for fault in faults_of_page(page, read=False)]

    assert found == []


def test_a_damaged_file_is_text_or_refused_in_one_line() -> None:
    refused: list[str] = []
    found: list[str] = []
    for number in range(1_000):
        rng = Random(f"bytes/{number}")
        data = make_page(rng).encode(rng.choice(("utf-8", "gb18030", "utf-16", "utf-16-le")), "replace")
        try:
            found += faults_of_page(decode(damage(data, rng)), read=False)
        except UndecodableError as error:
            refused.append(str(error))

    assert found == []
    assert 100 < len(refused) < 900
    assert all(len(reason.splitlines()) == 1 for reason in refused)
