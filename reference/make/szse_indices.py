"""Makes szse_indices.csv, the codes and names of Shenzhen's indices, from traderharness.

python -m reference.make.szse_indices FOLDER
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from reference.make.packages import read_package_json, write_table
from reference.naming import written_form


def rows(folder: Path) -> Iterator[list[str]]:
    """Codes of 399xxx with the exchange's short names, whose NULs are dropped."""
    registry = read_package_json(folder / "traderharness/data/stock_registry.json")
    for digits, row in sorted(registry.items()):
        if digits.startswith("399"):
            yield [f"{digits}.SZ", written_form(row["name"])]


if __name__ == "__main__":
    write_table("szse_indices.csv", ["code", "name"], rows(Path(sys.argv[1])))
