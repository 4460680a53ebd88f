"""Where the makers find the packages they read: unpacked wheels, given as folders on the command line."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parent.parent


def read_package_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a package's CSV file as dicts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_package_json(path: Path) -> Any:  # noqa: ANN401  the maker knows the shape
    """A package's JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def write_table(filename: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table of reference/ and give back its number of rows."""
    written = [["" if cell is None else str(cell) for cell in row] for row in rows]
    with (REFERENCE / filename).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(written)
    print(f"{filename}: {len(written)} rows")
    return len(written)
