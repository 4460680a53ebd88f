"""Which feeds name an item, and by which score. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from feeds.keys import CLASS_FEEDS
from reference.divisions import ancestors
from schemas.items import Doc

MOVERS: Final = "movers:"
_NEW_YORK: Final = re.compile(r"\.(?:OQ?|N|US)\Z")  # behind a ticker: an exchange's letter, or where it is


@lru_cache(maxsize=4096)
def event_ms(event_time: str) -> int:
    """An item's time as feeds score it: ms since 1970, UTC."""
    return int(datetime.fromisoformat(event_time).timestamp() * 1000)


def feeds_of(doc: Doc) -> list[str]:
    """The names of all feeds that one reading puts its item into, sorted.

    An item is in the feeds of every report that ever told of it: feeds only grow while it lives, so the order of
    landing cannot matter.
    """
    names = {CLASS_FEEDS[doc["kind"]]}
    for report in doc["reports"]:
        names.add("source:" + report["source"])
    if doc["kind"] == "price_move":
        _add_securities(names, doc["moves"])
        if movers_score(doc) is not None:
            names.add(MOVERS + doc["event_time"][:10])
    elif doc["kind"] == "policy_story":
        _add_securities(names, doc["companies"])
        for region in doc["regions"]:
            if region["role"] == "about":
                names.update(_regions(region["adcode"]))
        names.update(f"topic:{topic['level1']}" for topic in doc["topics"])
    return sorted(names)


def _add_securities(names: set[str], named: Iterable[dict[str, Any]]) -> None:
    """A New York share goes under its code as printed and under the bare ticker: AAPL.O and AAPL."""
    for each in named:
        code = each["code"]
        if code:
            names.add("security:" + code)
            if not code[0].isdigit() and _NEW_YORK.search(code):
                names.add("security:" + _NEW_YORK.sub("", code))


@lru_cache(maxsize=4096)
def _regions(adcode: str) -> tuple[str, ...]:
    return tuple(f"region:{code}" for code in (adcode, *ancestors(adcode)))


def movers_score(doc: Doc) -> float | None:
    """The change_pct of the greatest magnitude among a price item's moves, sign kept; None if none is printed.

    A rise wins a tie. The score in a feed is the greatest of all reports' scores in this same order.
    """
    moves = doc["moves"]
    if len(moves) == 1:
        pct: float | None = moves[0]["change_pct"]
        return pct
    printed = [move["change_pct"] for move in moves if move["change_pct"] is not None]
    return max(printed, key=magnitude, default=None)


def magnitude(pct: float) -> tuple[float, float]:
    """Sorts by size, a rise after a fall of the same size."""
    return abs(pct), pct
