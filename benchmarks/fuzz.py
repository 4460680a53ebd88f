"""Whether anything breaks reading: mutated raw items and pages, each checked for all that must hold.

    python -m benchmarks.fuzz [--cases 1000000] [--seed 1] [--pages 20]

A case is a raw item, or (one in `--pages`) a page and all its items. Case N of seed S is the same wherever it runs.
Prints cases a second, the slowest case, and each kind of fault with how often it came and its shortest case.
"""

import argparse
import json
import re
import sys
import time
from random import Random
from typing import Any

from tests.fuzz.faults import faults_of_page, faults_of_payload
from tests.fuzz.mutate import make_page, make_payload

SHOWN_CHARS = 400
SLOW_S = 1.0
_VALUES = re.compile(r"[=:(\[].*", re.DOTALL)


def make_case(seed: int, number: int, pages: int) -> dict[str, Any] | str:
    """A raw item or a page."""
    rng = Random(f"{seed}/{number}")
    return make_page(rng) if pages and number % pages == 0 else make_payload(rng)


def faults_of(case: dict[str, Any] | str) -> list[str]:
    """What is wrong with a case."""
    return faults_of_page(case) if isinstance(case, str) else faults_of_payload(case)


def kind_of(fault: str) -> str:
    """A fault without its values: "another figure: moves[].price"."""
    head, _, rest = fault.partition(": ")
    field = re.match(r"[\w.\[\]]*(?= |$)", rest)
    return (
        f"{head}: {field[0]}"
        if field and ("[]" in field[0] or field[0] in ("jurisdiction", "effective_from"))
        else head
    )


def main() -> int:
    """Run the cases; 1 if any is at fault or slower than a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--pages", type=int, default=20, help="every so manieth case is a page; 0 for none")
    options = parser.parse_args()
    found: dict[str, tuple[int, str, str]] = {}
    slowest = (0.0, 0)
    begun = time.perf_counter()
    faults_of(
        {"kind": "brief", "source": "s", "title": "财政部印发《甲办法》", "captured_at": "2025-05-16"}
    )  # loads the tables
    faults_of({"kind": "brief", "source": "s", "title": "平安银行涨3%", "captured_at": "2025-05-16"})
    loaded = time.perf_counter()
    for number in range(options.first, options.first + options.cases):
        case = make_case(options.seed, number, options.pages)
        start = time.process_time()
        faults = faults_of(case)
        slowest = max(slowest, (time.process_time() - start, number))
        for fault in faults:
            kind, shown = kind_of(fault), case if isinstance(case, str) else json.dumps(case, ensure_ascii=False)
            count, told, shortest = found.get(kind, (0, fault, shown))
            if len(shown) <= len(shortest):
                told, shortest = f"{fault}  (case {number})", shown
            found[kind] = count + 1, told, shortest
    took = time.perf_counter() - loaded
    rate, loading = options.cases / took, loaded - begun
    print(f"{options.cases} cases of seed {options.seed} in {took:.0f} s: {rate:.0f} a second (tables {loading:.1f} s)")
    print(f"slowest: case {slowest[1]}, {slowest[0] * 1000:.0f} ms with its checks")
    for kind, (count, told, shortest) in sorted(found.items(), key=lambda each: -each[1][0]):
        print(f"{count:7} {kind}\n        {told[:SHOWN_CHARS]}\n        {shortest[:SHOWN_CHARS]!r}")
    print(f"{sum(count for count, _, _ in found.values())} faults of {len(found)} kinds")
    return int(bool(found) or slowest[0] > SLOW_S)


if __name__ == "__main__":
    sys.exit(main())
