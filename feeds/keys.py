"""The names of everything that feeds keep in Redis; nobody else makes these keys.

| key after the prefix | type | what |
|---|---|---|
| ``item:{id}`` | string | the item as JSON; its ``feeds`` lists the feeds that name it |
| ``feed:policy`` ``feed:price`` ``feed:other`` | zset | item id by event_time in ms: every item is in exactly one |
| ``feed:movers:{day}`` | zset | price item id by change_pct of the greatest magnitude, sign kept |
| ``feed:security:{code}`` ``feed:region:{adcode}`` | zset | as the first three |
| ``feed:topic:{level1}`` ``feed:source:{source}`` | zset | as the first three |
| ``feed:rejected``, ``rejected:{raw_id}`` | zset, string | rejects, by the time first seen in ms |
| ``ledger:{day}`` | hash | raw id to item id, ``rejected`` or ``below_cut`` |
| ``received:{day}`` | set | raw ids put on the queue (on the queue's server) |
| ``cut:{feed}`` | string | retention's mark of policy, price, other: what stands at or below it is gone for good |
| ``trimming`` | hash | what a trim is taking out at the moment, so that the next can finish what a killed one began |
| ``events`` | stream | what landed or merged: id, kind, event_time, outcome |
"""

import re
from datetime import date
from typing import Final, NamedTuple

PREFIX: Final = "policytape:"
REJECTED: Final = "rejected"  # a ledger's word for a raw item that became no item
BELOW_CUT: Final = "below_cut"  # and for one that came when retention had no place for its item any more
CLASS_FEEDS: Final = {"policy_story": "policy", "price_move": "price", "other": "other"}
_NAME = re.compile(
    r"policy|price|other|rejected|movers:(?P<day>\d{4}-\d\d-\d\d)|region:\d{6}|(?:security|topic|source):.+", re.DOTALL
)


class FeedError(ValueError):
    """What feeds cannot answer; one line for the person who asked."""


class QuestionError(FeedError):
    """A question that makes no sense: a feed's name, a cursor, a limit that cannot be."""


class Keys(NamedTuple):
    """Key names under one prefix."""

    prefix: str = PREFIX

    def item(self, item_id: str) -> str:
        """The JSON of one item."""
        return f"{self.prefix}item:{item_id}"

    def feed(self, name: str) -> str:
        """A feed by its name, as ``policy`` or ``movers:2025-05-16``."""
        return f"{self.prefix}feed:{name}"

    def cut(self, name: str) -> str:
        """Retention's mark of a class feed."""
        return f"{self.prefix}cut:{name}"

    def trimming(self) -> str:
        """What trims are taking out at the moment."""
        return f"{self.prefix}trimming"

    def rejected(self, raw_id: str) -> str:
        """The JSON of one reject."""
        return f"{self.prefix}rejected:{raw_id}"

    def ledger(self, day: str) -> str:
        """What became of the raw items of one day (YYYY-MM-DD or ``undated``)."""
        return f"{self.prefix}ledger:{day}"

    def received(self, day: str) -> str:
        """The raw ids of one day that were put on the queue."""
        return f"{self.prefix}received:{day}"

    def events(self) -> str:
        """What landed or merged, for live readers."""
        return f"{self.prefix}events"


def check_feed_name(name: str) -> str:
    """The name itself. Raises QuestionError if no feed can be called so."""
    found = _NAME.fullmatch(name)
    if not found or not _is_day(found["day"]):
        raise QuestionError(
            f"no feed is called {name[:80]!r}: policy, price, other, movers:YYYY-MM-DD, security:CODE, region:ADCODE,"
            " topic:HEADING, source:NAME"
        )
    return name


def _is_day(text: str | None) -> bool:
    try:
        return text is None or bool(date.fromisoformat(text))
    except ValueError:
        return False
