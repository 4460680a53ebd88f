"""Whether any text of one repeated piece makes reading grow faster than the text, or last over a second.

    python -m benchmarks.growth [--chars 200000] [--mixtures 60] [--reader price --reader policy]

Every kind of piece in every field, at half and at full length: a title of 500, a snippet of 4,000, a body of `--chars`
characters. Processor time, without Python's collections; a busy machine makes it up to twice as long.
"""

import argparse
import sys
import time

from tests.fuzz.growth import FIELDS, MAX_GROWTH, MAX_S, READERS, all_slow, pieces


def main() -> int:
    """Measure all; 1 if any is too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chars", type=int, default=200_000)
    parser.add_argument("--mixtures", type=int, default=60, help="so many mixtures of pieces as well")
    parser.add_argument("--reader", action="append", choices=sorted(READERS), help="all if not given")
    options = parser.parse_args()
    readers = tuple(options.reader or READERS)
    begun, count = time.perf_counter(), 0
    for found in all_slow(options.chars, mixtures=options.mixtures, readers=readers):
        count += 1
        print(
            f"{found.reader:9} {found.field:8} {found.half_s:6.2f} s, {found.whole_s:6.2f} s  {found.piece!r}",
            flush=True,
        )
    kinds = len(list(pieces(options.mixtures)))
    took = time.perf_counter() - begun
    print(f"{kinds} repeats in {len(FIELDS)} fields by {', '.join(readers)}: {took:.0f} s")
    print(f"{count} over {MAX_S} s, or over {MAX_GROWTH} times as long for twice the text")
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main())
