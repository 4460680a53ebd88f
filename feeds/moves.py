"""The moves of one item from several reports of it. Pure.

Facts that only mean something together come from one report together: a percentage and its bound, an amount, its
bound and its currency, a price and its currency, a time and its precision, a code with its exchange, board and asset.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from feeds.paths import Reading
from schemas.ids import name_key

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
    """A move as one report tells it, and its place among that report's moves ("moves[1].")."""

    move: Move
    place: str
    reading: Reading


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
    for key, told in lead.items():
        _add(merged, [told, *(other[key] for other in others if key in other)])
    return merged


def _by_key(reading: Reading) -> dict[tuple[str, int], Told]:
    """A report's moves, in its order, by name; of several of one name, by their place in an order that all share."""
    moves = reading.doc["moves"]
    named = defaultdict[str, list[int]](list)
    for at, move in enumerate(moves):
        named[name_key(move["name"])].append(at)
    keys: dict[int, tuple[str, int]] = {}
    for name, same in named.items():
        keys.update((at, (name, rank)) for rank, at in enumerate(sorted(same, key=lambda at: _shared_order(moves[at]))))
    return {keys[at]: Told(move, f"moves[{at}].", reading) for at, move in enumerate(moves)}


def _shared_order(move: Move) -> tuple[str, ...]:
    return tuple(str(move[field]) for field in ("direction", "limit", "phase", "as_of", "change_pct", "pct_bound"))


def _add(merged: MergedMoves, tellings: Sequence[Told]) -> None:
    lead = tellings[0]
    move, differences = dict(lead.move), list[dict[str, Any]]()
    _cite(merged, lead, lead, "name")
    for fields in _GROUPS:
        ranks = [_rank(told, fields) for told in tellings]
        chosen = tellings[ranks.index(min(ranks))]
        for field in fields:
            move[field] = chosen.move[field]
            _cite(merged, lead, chosen, field)
            if _is_cut_off(tellings, field):
                merged.truncated.append(lead.place + field)
        if fields[0] in _COMPARED:
            whole = [told for told, rank in zip(tellings, ranks, strict=True) if rank == 0]
            differences += _differences(whole, fields[0])
    move["checks"] = [*_checks(tellings), *differences]
    merged.moves.append(move)


def _cite(merged: MergedMoves, lead: Told, chosen: Told, field: str) -> None:
    """Take over where the chosen report prints a field, under the name that the field has in the item."""
    for rest, spans in chosen.reading.evidence.get(chosen.place + field, {}).items():
        merged.evidence[lead.place + field + rest] = spans


def _rank(told: Told, fields: Sequence[str]) -> int:
    """How well a report prints a fact: 0 whole and exact, 1 whole, 2 not whole. The order of reports settles ties."""
    if not _is_whole(told, fields[0]):
        return 2
    bounded = len(fields) > 1 and fields[1].endswith("_bound")
    return int(bounded and told.move[fields[1]] not in (None, "exact"))


def _is_whole(told: Told, field: str) -> bool:
    return told.move[field] not in (None, []) and not _is_cut(told, field)


def _is_cut(told: Told, field: str) -> bool:
    return bool(told.reading.truncated) and "" in told.reading.truncated.get(told.place + field, ())


def _is_cut_off(tellings: Sequence[Told], field: str) -> bool:
    """Whether some report cuts the field off and none prints it whole."""
    return any(_is_cut(told, field) for told in tellings) and not any(_is_whole(told, field) for told in tellings)


def _checks(tellings: Iterable[Told]) -> list[dict[str, Any]]:
    """The checks that any report's figures allowed; of one name, those of the first report that made it."""
    checks: list[dict[str, Any]] = []
    for told in tellings:
        known = {check["name"] for check in checks}
        checks += [check for check in told.move["checks"] if check["name"] not in known]
    return checks


def _differences(whole: Sequence[Told], field: str) -> Iterator[dict[str, Any]]:
    """A failed check if reports print a figure whole, exact and different."""
    printed: dict[Any, str] = {}
    for told in whole:
        printed.setdefault(told.move[field], told.reading.raw_id)
    if len(printed) > 1:
        detail = ", ".join(f"{value} in {raw_id}" for value, raw_id in printed.items())
        yield {"name": "reports_differ", "ok": False, "detail": f"{field}: {detail}"}
