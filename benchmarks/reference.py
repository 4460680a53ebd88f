"""How fast the reference tables load, how large they are, and how much of a fuller table they cover.

    python benchmarks/reference.py [--securities FILE.csv] [--divisions FILE.csv]

A securities file needs columns code, name, exchange, type, status (L or D), aliases (joined by |); a divisions file
adcode, name, level, kind. Nothing of them is kept. A former division's code in such a file may be its old one, which
counts as wrong here: we give the present one.
"""

import argparse
import csv
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reference import divisions, instruments, overseas, sectors, securities, trading_days, warming
from reference.topics import TOPICS

SHOWN = 15


def load() -> None:
    """Time of a first load, and memory of all tables."""
    start, worked = time.perf_counter(), time.process_time()
    warming.warm()
    worked_ms, passed_ms = (time.process_time() - worked) * 1000, (time.perf_counter() - start) * 1000
    print(f"load        {worked_ms:8.1f} ms of work, {passed_ms:.1f} ms passed, all tables")
    for module in (securities, divisions, instruments, overseas, sectors, trading_days):
        clear(module.__dict__.values())
    clear(sys.modules["reference.legal_names"].__dict__.values())
    tracemalloc.start()
    warming.warm()
    print(f"memory      {tracemalloc.get_traced_memory()[0] / 1e6:8.1f} MB, all tables")
    tracemalloc.stop()


def clear(values: object) -> None:
    """Empty the caches among a module's values."""
    for value in list(values):  # type: ignore[call-overload]  # a module's namespace
        if hasattr(value, "cache_clear"):
            value.cache_clear()


def sizes() -> None:
    """Names that each loader offers."""
    tables = {
        "share names": len(securities.names()),
        "places": len(divisions.names()),
        "instruments": len(instruments.spoken()),
        "overseas": len(overseas.names()),
        "sectors": len(sectors.names()),
        "topics": len(TOPICS),
    }
    for name, size in tables.items():
        print(f"{name:12}{size:8}")


def timed(label: str, call: Callable[[], object]) -> None:
    """Microseconds of a call."""
    start, times = time.perf_counter(), 20_000
    for _ in range(times):
        call()
    print(f"{label:28}{(time.perf_counter() - start) / times * 1e6:8.2f} µs")


def cover_securities(path: Path) -> None:
    """Names of a fuller table, by what our table answers: right, ambiguous, wrong or missing."""
    counts: Counter[tuple[str, str, str]] = Counter()
    wrong: list[str] = []
    for row in read(path):
        if row["type"] != "stock":
            continue
        names = [
            ("name", row["name"].removesuffix("(退)")),
            *(("alias", each) for each in row["aliases"].split("|") if each),
        ]
        for kind, name in names:
            codes = [each.code[:6] for each in securities.by_name(name)]
            answer = judge(row["code"], codes)
            counts[f"{row['exchange']} {row['status'][0]}", kind, answer] += 1
            if answer == "wrong":
                wrong.append(f"{name}: {row['code']}, we say {codes}")
    report(counts, wrong)


def cover_divisions(path: Path) -> None:
    """Names of a fuller table of divisions, the same way."""
    counts: Counter[tuple[str, str, str]] = Counter()
    wrong: list[str] = []
    for row in read(path):
        codes = [each.adcode for each in divisions.by_name(row["name"])]
        answer = judge(row["adcode"], codes)
        counts[row["kind"], row["level"], answer] += 1
        if answer == "wrong" and row["kind"] != "former":
            wrong.append(f"{row['name']}: {row['adcode']}, we say {codes}")
    report(counts, wrong)


def judge(code: str, answers: list[str]) -> str:
    """How a list of answers stands to the right one."""
    if not answers:
        return "missing"
    if code not in answers:
        return "wrong"
    return "right" if len(answers) == 1 else "ambiguous"


def read(path: Path) -> list[dict[str, str]]:
    """A CSV file's rows."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def report(counts: Counter[tuple[str, str, str]], wrong: list[str]) -> None:
    """Print counts and the first wrong ones."""
    for (table, kind, answer), count in sorted(counts.items()):
        print(f"{table:10}{kind:12}{answer:12}{count:6}")
    for line in wrong[:SHOWN]:
        print("  wrong:", line)


def main() -> None:
    """Print all figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--securities", type=Path)
    arguments.add_argument("--divisions", type=Path)
    chosen = arguments.parse_args()
    load()
    sizes()
    timed("securities.by_name", lambda: securities.by_name("*ST天宜"))
    timed("securities.by_code", lambda: securities.by_code("002317"))
    timed("divisions.by_name", lambda: divisions.by_name("余杭区"))
    if chosen.securities:
        cover_securities(chosen.securities)
    if chosen.divisions:
        cover_divisions(chosen.divisions)


if __name__ == "__main__":
    main()
