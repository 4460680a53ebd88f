"""How a benchmark is asked and answers: figures for people, or as JSON for benchmarks.compare."""

import argparse
import json
import os
import platform
from collections.abc import Callable, Mapping
from typing import Any

Figures = dict[str, Any]


def run(measure: Callable[[bool], Figures], show: Callable[[Figures], None], doc: str | None) -> None:
    """Measure, then print. ``measure`` takes whether to be quick."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer items: figures that only show that it works")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    asked = parser.parse_args()
    figures = measure(asked.quick)
    if asked.json:
        print(json.dumps(figures), flush=True)
    else:
        show(figures)


def table(rows: Mapping[str, Mapping[str, object]]) -> None:
    """Print rows with their columns aligned; numbers with what precision they have."""
    heads = list(dict.fromkeys(head for row in rows.values() for head in row))
    width = max(map(len, rows))
    print(" " * width, *(f"{head:>14}" for head in heads))
    for name, row in rows.items():
        print(f"{name:{width}}", *(f"{_text(row.get(head)):>14}" for head in heads))


def _text(value: object) -> str:
    return "" if value is None else f"{value:,.1f}" if isinstance(value, float) else str(value)


def machine() -> str:
    """What this ran on: processors and Python."""
    return f"{os.cpu_count()} processors, Python {platform.python_version()} ({platform.python_compiler()})"
