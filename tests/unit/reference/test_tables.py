"""The committed files: their shape, their keys, what they refer to."""

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import reference
from reference import divisions, overseas, sectors, securities
from reference.instruments import spoken
from reference.move_words import move_words
from reference.tables import read_json, read_rows
from reference.traditional import same_length

FOLDER = Path(next(iter(reference.__path__)))
LARGEST_BYTES = 5_000_000
KEYS = {
    "securities.csv": 1,
    "bse_codes.csv": 1,
    "common_words.csv": 1,
    "code_ranges.csv": 2,
    "szse_indices.csv": 1,
    "indices.csv": 1,
    "futures.csv": 1,
    "commodities.csv": 1,
    "currencies.csv": 2,
    "bonds.csv": 1,
    "market_names.csv": 2,
    "crypto.csv": 1,
    "overseas.csv": 1,
    "sectors.csv": 1,
    "markets.csv": 1,
    "trading_days.csv": 2,
    "divisions.csv": 1,
    "division_names.csv": 2,
    "division_words.csv": 1,
    "merged_divisions.csv": 2,
    "zones.csv": 1,
    "name_words.csv": 4,
}


def column(filename: str, at: int) -> list[str]:
    return [row[at] for row in read_rows(filename)]


@pytest.mark.parametrize(("filename", "width"), KEYS.items(), ids=KEYS)
def test_a_table_has_whole_rows_and_no_key_twice(filename: str, width: int) -> None:
    header = (FOLDER / filename).read_text(encoding="utf-8").splitlines()[0].split(",")
    rows = read_rows(filename)
    keys = [tuple(row[:width]) for row in rows]

    assert [row for row in rows if len(row) != len(header)] == []
    assert sorted(keys) == sorted(set(keys))
    assert [row for row in rows for cell in row if cell != cell.strip() or "\0" in cell] == []


@pytest.mark.parametrize("filename", [*KEYS, "security_names.csv", "topics.json"])
def test_a_table_is_small_and_has_its_source_told(filename: str) -> None:
    assert (FOLDER / filename).stat().st_size < LARGEST_BYTES
    assert filename in (FOLDER / "SOURCES.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("filename", "columns"), [("securities.csv", (4, 5, 6)), ("security_names.csv", (2, 3))])
def test_days_parse_and_lie_in_the_past_of_the_lists(filename: str, columns: tuple[int, ...]) -> None:
    days = [date.fromisoformat(row[at]) for row in read_rows(filename) for at in columns if row[at]]

    assert days
    assert date(1990, 1, 1) < min(days)
    assert max(days) <= date(2026, 10, 23)


def test_codes_are_six_digits_with_their_exchange() -> None:
    assert [code for code in column("securities.csv", 0) if not re.fullmatch(r"[0-9]{6}\.(SH|SZ|BJ)", code)] == []
    assert set(column("securities.csv", 2)) == {"main", "chinext", "star", "bse"}


def test_names_and_moved_codes_belong_to_shares_that_are_there() -> None:
    codes = set(column("securities.csv", 0))

    assert set(column("security_names.csv", 0)) <= codes
    assert set(column("bse_codes.csv", 1)) <= codes
    assert set(column("bse_codes.csv", 0)).isdisjoint(codes)
    assert len(set(column("bse_codes.csv", 1))) == len(column("bse_codes.csv", 1))


def test_a_listed_share_has_been_listed_before_it_was_gone() -> None:
    assert [row for row in read_rows("securities.csv") if row[4] and row[5] and row[4] >= row[5]] == []


def test_names_are_searched_for_as_texts_are_read() -> None:
    """A text is read in simplified characters: a name with another one in it would never be found."""
    known = {*securities.names(), *overseas.names(), *divisions.names(), *spoken(), *sectors.names()}
    known |= {word.word for word in move_words()} | set(column("name_words.csv", 1))

    assert {name for name in known if same_length(name) != name} == set()


def test_common_words_are_names_of_shares() -> None:
    assert [word for word in column("common_words.csv", 0) if word not in securities.names()] == []


def test_parents_of_divisions_stand_before_them() -> None:
    seen = {""}
    for adcode, _name, level, parent, _since in read_rows("divisions.csv"):
        assert parent in seen
        assert (level == "province") == (parent == "")
        seen.add(adcode)


def test_names_of_divisions_lead_to_codes_that_are_there() -> None:
    adcodes = set(column("divisions.csv", 0))

    assert set(column("division_names.csv", 1)) <= adcodes
    assert {row[2] for row in read_rows("zones.csv")} <= adcodes
    assert set(column("zones.csv", 1)) - adcodes == {"133100"}


def test_years_of_divisions_parse() -> None:
    years = [int(year) for year in (*column("divisions.csv", 4), *column("division_names.csv", 3)) if year]

    assert min(years) >= 1985
    assert max(years) <= 2026


def test_words_among_divisions_are_forms_of_divisions() -> None:
    forms = {*column("divisions.csv", 1), *column("division_names.csv", 0)}

    assert [word for word in column("division_words.csv", 0) if word not in forms] == []


def test_closed_days_are_weekdays_of_their_year() -> None:
    for _market, year, days in read_rows("trading_days.csv"):
        closed = [date.fromisoformat(f"{year}-{day}") for day in days.split()]
        assert closed == sorted(set(closed))
        assert all(day.weekday() < 5 for day in closed)


def test_markets_have_a_zone_that_exists_and_own_their_exchanges() -> None:
    exchanges = [exchange for row in read_rows("markets.csv") for exchange in row[8].split()]

    assert all(ZoneInfo(zone).key == zone for zone in column("markets.csv", 1))
    assert len(exchanges) == len(set(exchanges))
    assert {*column("indices.csv", 2), *column("futures.csv", 2), *column("commodities.csv", 2)} - {""} <= set(
        exchanges
    )


def test_there_are_22_headings_the_last_without_subheadings() -> None:
    topics = read_json("topics.json")

    assert len(topics) == 22
    assert [heading for heading, inside in topics.items() if not inside] == ["其他"]
    assert all(len(inside) == len(set(inside)) for inside in topics.values())
