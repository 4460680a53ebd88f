"""The administrative divisions of China, province to county: present, former, and zones that are none.

Tables: divisions.csv (present ones), division_names.csv (short forms and former names), zones.csv (new areas and
development zones), division_words.csv (forms that are also ordinary words). Names are in simplified characters.
Sources stand in SOURCES.md.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from reference.tables import optional_text, read_rows


class Division(NamedTuple):
    """One division under one of its full names.

    Attributes:
        adcode: The present six-digit code of the area; a former division has that of the one which holds its area now.
        name: The full name: present ("余杭区"), former ("余杭市") or a zone's ("雄安新区").
        level: province, prefecture or county; of a zone or a former division: that of the division `adcode` names.
        parent: The adcode one level up; None for provinces.
        full_path: Names from the province down, joined ("浙江省杭州市余杭区"); of a former division as it was then.
        kind: official, former or zone.
        valid_from: The year from which the division has this name, None if it is older than the source or unknown.
        valid_to: The year in which the name ended, None if it is in use.
    """

    adcode: str
    name: str
    level: str
    parent: str | None
    full_path: str
    kind: str
    valid_from: int | None = None
    valid_to: int | None = None


_KINDS = ("official", "zone", "former")


@lru_cache(maxsize=1)
def _present() -> dict[str, Division]:
    """Every present division by adcode; parents stand before their children in the table."""
    found: dict[str, Division] = {}
    for adcode, name, level, parent, since in read_rows("divisions.csv"):
        path = found[parent].full_path + name if parent else name
        found[adcode] = Division(
            adcode, name, level, optional_text(parent), path, "official", int(since) if since else None
        )
    return found


@lru_cache(maxsize=1)
def _zones() -> dict[str, tuple[Division, ...]]:
    """Zones by each of their forms. A zone without a code of its own has the code of the division it lies in."""
    present, found = _present(), dict[str, list[Division]]()
    for name, adcode, parent, forms in read_rows("zones.csv"):
        host = present.get(adcode)
        level, above = (host.level, host.parent) if host else ("prefecture", parent)
        zone = Division(adcode, name, level, above, present[parent].full_path + name, "zone")
        for form in (name, *filter(None, forms.split("|"))):
            found.setdefault(form, []).append(zone)
    return {form: tuple(each) for form, each in found.items()}


@lru_cache(maxsize=1)
def _coded_zones() -> dict[str, Division]:
    return {zone.adcode: zone for zones in _zones().values() for zone in zones if zone.adcode not in _present()}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[Division, ...]]:
    """Every form with all it can mean: present divisions, then zones, then former ones; larger before smaller."""
    present, found = _present(), dict[str, list[Division]]()
    for division in present.values():
        found.setdefault(division.name, []).append(division)
    for form, zones in _zones().items():
        found.setdefault(form, []).extend(zones)
    for name, adcode, kind, until, path in read_rows("division_names.csv"):
        now = present[adcode]
        then = (
            now
            if kind == "short"
            else now._replace(name=name, full_path=path, kind=kind, valid_from=None, valid_to=int(until))
        )
        found.setdefault(name, []).append(then)
    return {name: tuple(sorted(each, key=_order)) for name, each in found.items()}


def _order(division: Division) -> tuple[int, int, str]:
    levels = ("province", "prefecture", "county")
    return _KINDS.index(division.kind), levels.index(division.level), division.adcode


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("division_words.csv"))


def by_adcode(adcode: str) -> Division | None:
    """The present division (or zone with a code of its own) of a six-digit code; None for a code that is not in use."""
    return _present().get(adcode) or _coded_zones().get(adcode)


def by_name(name: str) -> list[Division]:
    """All that a full, short or former name can mean, present divisions first, larger before smaller; [] if unknown.

    The caller chooses: by the parent that the text names, by the year (`valid_to`), or says that it is ambiguous.
    """
    return list(_by_name().get(name, ()))


def names() -> Mapping[str, tuple[Division, ...]]:
    """Every form to look for in running text, with all it can mean; without those of `is_common_word`."""
    return _findable()


@lru_cache(maxsize=1)
def _findable() -> dict[str, tuple[Division, ...]]:
    words = _words()
    return {name: each for name, each in _by_name().items() if name not in words and len(name) > 1}


def is_common_word(name: str) -> bool:
    """Whether a form is an ordinary word too (西湖, 金山, 城区), so that only its parent before it makes it a place."""
    return name in _words()


def ancestors(adcode: str) -> list[str]:
    """The adcodes above a division, nearest first: 330110 → 330100, 330000; [] for a province or an unknown code."""
    found: list[str] = []
    division = by_adcode(adcode)
    while division and division.parent:
        found.append(division.parent)
        division = by_adcode(division.parent)
    return found
