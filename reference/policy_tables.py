"""The vocabulary that policy stories are read with. One table a thing; a row added needs no code.

| table | rows |
|---|---|
| policy_units.csv | units of figures: unit, kind, note |
| policy_words.csv | words that mark programmes, documents, companies, dates: word, kind, note |
| policy_bodies.csv | public bodies by name: name, body (its full name), jurisdiction, topic, note |
| policy_offices.csv | offices that follow a place or a country: office, stands_for, topic, note |
| policy_countries.csv | countries and organisations: name, code, note |
| policy_places.csv | names for several divisions at once, and forms that divisions.csv lacks: name, adcodes, note |
| policy_companies.csv | companies without a share of that name: name, note |
| policy_name_words.csv | names of shares that are phrases of two common words: name, note |
| topic_words.csv | words that speak for a subject heading: word, level1, level2, weight, note |
| policy_terms.csv | words worth being a keyword: term, weight |

Names stand in simplified characters, as the pages are searched.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from reference.tables import read_rows


class BodyName(NamedTuple):
    """A public body's name. Names with the same ``body`` mean the same one."""

    name: str
    body: str
    jurisdiction: str
    topic: str


class Office(NamedTuple):
    """An office that a place may have. Offices that stand for the same one share ``stands_for``."""

    name: str
    stands_for: str
    topic: str


class TopicWord(NamedTuple):
    """A word that speaks for a heading with a weight of 1 (a hint) to 5 (nothing else)."""

    word: str
    level1: str
    level2: str
    weight: int


@lru_cache(maxsize=1)
def units() -> dict[str, str]:
    """Unit → its kind."""
    return {unit: kind for unit, kind, _ in read_rows("policy_units.csv")}


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for word, kind, _ in read_rows("policy_words.csv"):
        kinds.setdefault(kind, []).append(word)
    return kinds


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind, longest first."""
    return tuple(sorted(_words()[kind], key=len, reverse=True))


@lru_cache(maxsize=1)
def bodies() -> tuple[BodyName, ...]:
    """Public bodies by their names."""
    return tuple(BodyName(*row[:4]) for row in read_rows("policy_bodies.csv"))


@lru_cache(maxsize=1)
def offices() -> tuple[Office, ...]:
    """Offices that follow a place or a country."""
    return tuple(Office(*row[:3]) for row in read_rows("policy_offices.csv"))


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """Name → ISO code; HK, MO and TW as well. Organisations have none ("")."""
    return {name: code for name, code, _ in read_rows("policy_countries.csv")}


@lru_cache(maxsize=1)
def places() -> dict[str, tuple[str, ...]]:
    """Name → the adcodes that it means."""
    return {name: tuple(adcodes.split("|")) for name, adcodes, _ in read_rows("policy_places.csv")}


@lru_cache(maxsize=1)
def place_words() -> tuple[str, ...]:
    """Forms of divisions that are ordinary words too; they are places only behind their parent."""
    return tuple(row[0] for row in read_rows("division_words.csv"))


@lru_cache(maxsize=1)
def companies() -> frozenset[str]:
    """Companies that have no share under their own name."""
    return frozenset(row[0] for row in read_rows("policy_companies.csv"))


@lru_cache(maxsize=1)
def name_words() -> frozenset[str]:
    """Names of shares that are plain phrases as well (创新医疗, 西部建设), beside those of common_words.csv."""
    return frozenset(row[0] for row in read_rows("policy_name_words.csv"))


@lru_cache(maxsize=1)
def topic_words() -> tuple[TopicWord, ...]:
    """Words that speak for subject headings."""
    return tuple(TopicWord(word, one, two, int(weight)) for word, one, two, weight, _ in read_rows("topic_words.csv"))


@lru_cache(maxsize=1)
def terms() -> dict[str, float]:
    """Words worth being a keyword → how rare they are in policy stories; a rarer one says more."""
    return {term: float(weight) for term, weight in read_rows("policy_terms.csv")}
