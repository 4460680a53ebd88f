"""Readings of real forms, not made up ones (tests/unit/feeds/test_merge.py has those): any order, any grouping."""

from random import Random

import pytest

from feeds.merge import merge
from schemas.items import Doc
from tests.fuzz.faults import faults_of_item
from tests.fuzz.merging import faults_of_merging, groups_of, reports_of_one


def groups(first: int, end: int) -> list[tuple[list[Doc], Random]]:
    """Readings that are one item, and what chooses their order."""
    numbers = [(number, Random(f"merge/{number}")) for number in range(first, end)]
    return [(docs, rng) for _, rng in numbers for docs in groups_of(reports_of_one(rng))]


@pytest.mark.parametrize("block", range(2))
def test_reports_of_one_item_unite_in_any_order(block: int) -> None:
    found = groups(block * 300, (block + 1) * 300)

    assert len(found) > 200
    assert [fault for docs, rng in found for fault in faults_of_merging(docs, rng)] == []


def test_what_holds_of_one_report_holds_of_their_union() -> None:
    assert [fault for docs, _ in groups(0, 400) for fault in faults_of_item(merge(docs))] == []
