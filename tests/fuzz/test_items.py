"""Mutated raw items: ten thousand of the million that `python -m benchmarks.fuzz` goes through."""

import os
import subprocess
import sys
from hashlib import blake2b
from random import Random
from typing import Final

import orjson
import pytest

from tests.fuzz.faults import faults_of_payload
from tests.fuzz.mutate import make_payload
from workers.pipeline import process_payload

_BLOCK: Final = 1_200


@pytest.mark.parametrize("block", range(8))
def test_a_mutated_item_breaks_nothing(block: int) -> None:
    found = []
    for number in range(block * _BLOCK, (block + 1) * _BLOCK):
        payload = make_payload(Random(f"item/{number}"))
        found += [(fault, payload) for fault in faults_of_payload(payload)]

    assert found == []


def digest_of_cases(count: int) -> str:
    """A hash of what many cases give, to compare with another process."""
    docs = [process_payload(make_payload(Random(f"hash/{number}"))) for number in range(count)]
    return blake2b(orjson.dumps(docs)).hexdigest()


def test_another_process_with_another_hash_seed_reads_the_same() -> None:
    code = "from tests.fuzz.test_items import digest_of_cases as d; print(d(400))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "4711")
    }

    assert told == {digest_of_cases(400)}
