"""The vocabulary tables: rows that anybody may add must keep these rules."""

from collections import Counter

import pytest

from reference import divisions, overseas, policy_tables, securities
from reference.tables import read_rows
from reference.topics import TOPICS
from reference.traditional import same_length
from workers.policy import warm

TABLES = {
    "policy_units.csv": 3,
    "policy_words.csv": 3,
    "policy_bodies.csv": 5,
    "policy_offices.csv": 4,
    "policy_countries.csv": 3,
    "policy_companies.csv": 2,
    "policy_places.csv": 3,
    "policy_name_words.csv": 2,
    "topic_words.csv": 5,
    "policy_terms.csv": 2,
}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_whole_and_says_why_it_is_there(table: str) -> None:
    rows = read_rows(table)

    assert {len(row) for row in rows} == {TABLES[table]}
    assert all(row[0] and row[-1] for row in rows)
    assert [row[0] for row in rows if same_length(row[0]) != row[0]] == []  # pages are searched in simplified print


@pytest.mark.parametrize("table", ["policy_units.csv", "policy_offices.csv", "topic_words.csv", "policy_countries.csv"])
def test_a_word_stands_once(table: str) -> None:
    assert [word for word, count in Counter(row[0] for row in read_rows(table)).items() if count > 1] == []


def test_topic_words_and_bodies_name_headings_that_exist() -> None:
    for word in policy_tables.topic_words():
        assert word.level2 in TOPICS[word.level1], word
        assert 1 <= word.weight <= 5, word
    works = [each.topic for each in policy_tables.bodies()] + [each.topic for each in policy_tables.offices()]
    for topic in filter(None, works):
        level1, _, level2 = topic.partition("/")
        assert level1 in TOPICS
        assert not level2 or level2 in TOPICS[level1], topic


def test_groups_name_divisions_that_exist() -> None:
    assert all(divisions.by_adcode(code) for codes in policy_tables.places().values() for code in codes)


def test_a_company_stands_in_one_table() -> None:
    assert policy_tables.companies() & {*securities.names(), *overseas.names()} == set()


def test_a_warm_process_loads_nothing_more() -> None:
    warm()
    loads = policy_tables.terms.cache_info().misses
    warm()

    assert policy_tables.terms.cache_info().misses == loads
