"""The moves of one item from several reports of it. Pure.

Facts that only mean something together come from one report together: a percentage and its bound, an amount, its
bound and its currency, a price and its currency, a time and its precision, a code with its exchange, board and asset.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from feeds.paths import Reading, under

_GROUPS: Final = (  # the first of each decides; a bound, where there is one, is the second
    ("direction",),
    ("change_pct", "pct_bound"),
    ("limit",),
    ("price", "currency"),
    ("points",),
    ("amount", "amount_bound", "amount_currency"),
    ("turnover_rate_pct",),
    ("volume_shares",),
    ("market_value",),
    ("as_of", "as_of_precision"),
    ("phase",),
    ("flags",),
    ("code", "exchange", "board", "asset"),
)
_COMPARED: Final = frozenset(
    {"change_pct", "price", "points", "amount", "turnover_rate_pct", "volume_shares", "market_value", "code"}
)
Move = dict[str, Any]


class Told(NamedTuple):
    """A move as one report tells it, and its place among that report's moves."""

    move: Move
    at: int
    reading: Reading

    def path(self, field: str) -> str:
        """The field's path in the report's own evidence."""
        return f"moves[{self.at}].{field}"


class MergedMoves(NamedTuple):
    """Moves with what belongs to them; paths begin with ``moves[``."""

    moves: list[Move]
    evidence: dict[str, Any]
    truncated: list[str]


def merge_moves(readings: Sequence[Reading]) -> MergedMoves:
    """The leading report's moves, each fact from the first report that prints it whole; exact ones before bounds.

    Args:
        readings: Of one item, so of the same moves; the leading one first.
    """
    lead, *others = [_by_key(reading) for reading in readings]
    merged = MergedMoves([], {}, [])
    for key, told in sorted(lead.items(), key=lambda pair: pair[1].at):
        _add(merged, [told, *(other[key] for other in others if key in other)])
    return merged


def _by_key(reading: Reading) -> dict[tuple[str, int], Told]:
    """A report's moves by name; of several of one name, by their place in an order that all reports share."""
    named = defaultdict[str, list[Told]](list)
    for at, move in enumerate(reading.doc["moves"]):
        named[_name_key(move["name"])].append(Told(move, at, reading))
    return {(name, at): told for name, same in named.items() for at, told in enumerate(sorted(same, key=_shared_order))}


def _name_key(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _shared_order(told: Told) -> tuple[str, ...]:
    fields = ("direction", "limit", "phase", "as_of", "change_pct", "pct_bound")
    return tuple(str(told.move[field]) for field in fields)


def _add(merged: MergedMoves, tellings: Sequence[Told]) -> None:
    lead = tellings[0]
    move, name = dict(lead.move), lead.path("name")
    merged.evidence.update(under(lead.reading.doc["evidence"], name))
    merged.truncated.extend(under(lead.reading.doc["truncated"], name))
    for fields in _GROUPS:
        chosen = min(tellings, key=lambda told: _rank(told, fields))
        for field in fields:
            move[field] = chosen.move[field]
            evidence = chosen.reading.doc["evidence"]
            merged.evidence.update(under(evidence, chosen.path(field), lead.path(field)))
            if _is_cut_off(tellings, field):
                merged.truncated.append(lead.path(field))
    move["checks"] = [*_checks(tellings), *_differences(tellings)]
    merged.moves.append(move)


def _rank(told: Told, fields: Sequence[str]) -> int:
    """How well a report prints a fact: 0 whole and exact, 1 whole, 2 not whole. The order of reports settles ties."""
    if not _is_whole(told, fields[0]):
        return 2
    bounded = len(fields) > 1 and fields[1].endswith("_bound")
    return int(bounded and told.move[fields[1]] not in (None, "exact"))


def _is_whole(told: Told, field: str) -> bool:
    return told.move[field] not in (None, []) and told.path(field) not in told.reading.doc["truncated"]


def _is_cut_off(tellings: Sequence[Told], field: str) -> bool:
    """Whether some report cuts the field off and none prints it whole."""
    named = any(told.path(field) in told.reading.doc["truncated"] for told in tellings)
    return named and not any(_is_whole(told, field) for told in tellings)


def _checks(tellings: Iterable[Told]) -> list[dict[str, Any]]:
    """The checks that any report's figures allowed; of one name, those of the first report that made it."""
    checks: list[dict[str, Any]] = []
    for told in tellings:
        known = {check["name"] for check in checks}
        checks += [check for check in told.move["checks"] if check["name"] not in known]
    return checks


def _differences(tellings: Sequence[Told]) -> Iterator[dict[str, Any]]:
    """A failed check for each figure that reports print whole, exact and different."""
    for fields in _GROUPS:
        printed: dict[Any, str] = {}
        for told in tellings:
            if fields[0] in _COMPARED and _rank(told, fields) == 0:
                printed.setdefault(told.move[fields[0]], told.reading.raw_id)
        if len(printed) > 1:
            detail = ", ".join(f"{value} in {raw_id}" for value, raw_id in printed.items())
            yield {"name": "reports_differ", "ok": False, "detail": f"{fields[0]}: {detail}"}
