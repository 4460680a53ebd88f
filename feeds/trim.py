"""Retention: feeds, items, ledgers and rejects, by age and by count.

A class feed keeps its newest items by (event_time, id). What goes is first marked (``feeds.cut``), so that no landing
brings it back, then removed in portions (``feeds.removal``). Trims may run at the same time as landings and as each
other, and be killed.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import redis

from feeds.cut import NAMES, Mark, raise_mark
from feeds.keys import REJECTED, Keys
from feeds.ledger import account_days, strike
from feeds.rejects import forget_rejects
from feeds.removal import remove, resume
from feeds.wire import scored, send
from schemas.ids import UNDATED, day_of
from schemas.raw import SHANGHAI

_PORTION: Final = 500
_LAST: Final = "~"  # after every id
_KEYS: Final = Keys()


class Retention(NamedTuple):
    """What is kept; None is all.

    Attributes:
        item_days: Items whose event_time is younger.
        items: So many of each class feed.
        ledger_days: Ledgers and received sets of younger days. Longer than items: the ledger knows repeats.
        reject_days: Rejects first seen since.
        rejects: So many.
    """

    item_days: float | None = None
    items: int | None = None
    ledger_days: int | None = None
    reject_days: float | None = None
    rejects: int | None = None


class Trimmed(NamedTuple):
    """How many of each went."""

    items: int
    ledgers: int
    rejects: int


def trim(
    client: redis.Redis, queue_client: redis.Redis, kept: Retention, *, now: datetime, keys: Keys = _KEYS
) -> Trimmed:
    """Remove what is not to be kept. Safe to repeat, to interrupt, and to run beside landings.

    Args:
        client: Of the feeds' server.
        queue_client: Of the queue's server, which has the received sets; may be the same.
        kept: What stays. To keep more than before brings nothing back, and what stands below an earlier mark goes.
        now: Ages are counted from here; aware.
        keys: Where feeds live.
    """
    resume(client, keys)
    items = sum(_trim_feed(client, name, kept, now, keys) for name in NAMES)
    ledgers = _trim_ledgers(client, queue_client, kept, now, keys)
    return Trimmed(items, ledgers, _trim_rejects(client, queue_client, kept, now, keys))


def _trim_feed(client: redis.Redis, name: str, kept: Retention, now: datetime, keys: Keys) -> int:
    mark = raise_mark(client, keys, name, max(_marks(client, name, kept, now, keys), default=None))
    removed = 0
    while mark is not None:
        reply = send(client, [("ZRANGE", keys.feed(name), 0, _PORTION - 1, "WITHSCORES")])[0]
        below = [item_id for item_id, score in scored(reply) if (int(score), item_id) <= mark]
        if not below:
            break
        removed += remove(client, below, name, keys)
    return removed


def _marks(client: redis.Redis, name: str, kept: Retention, now: datetime, keys: Keys) -> Iterable[Mark]:
    if kept.item_days is not None:
        yield _ms(now - timedelta(days=kept.item_days)) - 1, _LAST
    if kept.items is not None:
        reply = send(client, [("ZREVRANGE", keys.feed(name), kept.items, kept.items, "WITHSCORES")])[0]
        for item_id, score in scored(reply):
            yield int(score), item_id


def _trim_ledgers(client: redis.Redis, queue_client: redis.Redis, kept: Retention, now: datetime, keys: Keys) -> int:
    if kept.ledger_days is None:
        return 0
    first = (now.astimezone(SHANGHAI) - timedelta(days=kept.ledger_days)).strftime("%Y-%m-%d")
    days = [day for day in account_days(client, queue_client, keys=keys) if day != UNDATED and day < first]
    # Received first: what is accounted for without having been received balances again at the next trim.
    send(queue_client, [("DEL", keys.received(day)) for day in days])
    send(client, [("DEL", keys.ledger(day)) for day in days])
    return len(days)


def _trim_rejects(client: redis.Redis, queue_client: redis.Redis, kept: Retention, now: datetime, keys: Keys) -> int:
    gone = 0
    while raw_ids := _surplus(client, kept, now, keys):
        gone += len(raw_ids)
        send(client, forget_rejects(raw_ids, keys))
        # Input that could not be parsed has no day by which its account could go, so it goes with its reject.
        strike(client, queue_client, (raw_id for raw_id in raw_ids if day_of(raw_id) == UNDATED), keys=keys)
    return gone


def _surplus(client: redis.Redis, kept: Retention, now: datetime, keys: Keys) -> list[str]:
    """The first seen of the rejects that go, a portion of them."""
    (count,) = send(client, [("ZCARD", keys.feed(REJECTED))])
    surplus = 0 if kept.rejects is None else count - kept.rejects
    if kept.reject_days is not None:
        old = _ms(now - timedelta(days=kept.reject_days))
        surplus = max(surplus, *send(client, [("ZCOUNT", keys.feed(REJECTED), "-inf", f"({old}")]))
    if surplus <= 0:
        return []
    first = send(client, [("ZRANGE", keys.feed(REJECTED), 0, min(surplus, _PORTION) - 1)])[0]
    return [raw_id.decode() for raw_id in first]


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
