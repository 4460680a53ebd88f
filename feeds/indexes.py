"""Which feeds name an item, and by which score. Pure."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from feeds.keys import CLASS_FEEDS
from reference.divisions import ancestors
from schemas.items import Doc

MOVERS: Final = "movers:"


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
    names.update(f"source:{report['source']}" for report in doc["reports"])
    if doc["kind"] == "price_move":
        names.update(_of_moves(doc))
    elif doc["kind"] == "policy_story":
        names.update(_of_story(doc))
    return sorted(names)


def _of_moves(doc: Doc) -> Iterator[str]:
    yield from _securities(doc["moves"])
    if movers_score(doc) is not None:
        yield MOVERS + doc["event_time"][:10]


def _of_story(doc: Doc) -> Iterator[str]:
    yield from _securities(doc["companies"])
    for region in doc["regions"]:
        if region["role"] == "about":
            yield from _regions(region["adcode"])
    for topic in doc["topics"]:
        yield f"topic:{topic['level1']}"


def _securities(named: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (f"security:{each['code']}" for each in named if each["code"])


@lru_cache(maxsize=4096)
def _regions(adcode: str) -> tuple[str, ...]:
    return tuple(f"region:{code}" for code in (adcode, *ancestors(adcode)))


def movers_score(doc: Doc) -> float | None:
    """The change_pct of the greatest magnitude among a price item's moves, sign kept; None if none is printed.

    A rise wins a tie. The score in a feed is the greatest of all reports' scores in this same order.
    """
    printed = [move["change_pct"] for move in doc["moves"] if move["change_pct"] is not None]
    return max(printed, key=lambda pct: (abs(pct), pct), default=None)
