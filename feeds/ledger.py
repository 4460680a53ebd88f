"""The account: what was received, and what became of it."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import redis

from feeds.keys import BELOW_CUT, REJECTED, Keys
from feeds.wire import Command, names, scan, send
from schemas.ids import by_day

_KEYS: Final = Keys()
_REJECTED: Final = REJECTED.encode()
_BELOW_CUT: Final = BELOW_CUT.encode()
_PAGE: Final = 1000


class Account(NamedTuple):
    """What became of the raw items of one day, or of all.

    Attributes:
        day: YYYY-MM-DD, ``undated``, or ``total``.
        received: Raw ids that were put on the queue.
        landed: Items that they began: distinct item ids. An item that two days tell of is landed on both.
        merged: Raw ids that joined an item.
        rejected: Raw ids set aside.
        below_cut: Raw ids that came when retention had no place for their items any more: no feed has them. What was
            trimmed after it had landed is landed.
    """

    day: str
    received: int
    landed: int
    merged: int
    rejected: int
    below_cut: int

    @property
    def waiting(self) -> int:
        """Received and not yet accounted for; below zero if raw items landed that no queue has seen."""
        return self.received - self.landed - self.merged - self.rejected - self.below_cut

    @property
    def is_balanced(self) -> bool:
        """Nothing is waiting, nothing came from nowhere."""
        return self.waiting == 0


class Fate(NamedTuple):
    """How many of some raw items were set aside, nothing is told of yet, or came too late; the others are in items."""

    rejected: int
    waiting: int
    below_cut: int


def ledger(client: redis.Redis, queue_client: redis.Redis, *, keys: Keys = _KEYS) -> list[Account]:
    """The account of each day, earliest first, ``undated`` after them, and of all together as the last.

    Args:
        client: Of the feeds' server.
        queue_client: Of the queue's server, which has the received sets; may be the same.
        keys: Where feeds live.
    """
    days = account_days(client, queue_client, keys=keys)
    accounts = [_account(client, queue_client, day, keys) for day in days]
    totals = (
        (sum(column) for column in zip(*(account[1:] for account in accounts), strict=True)) if accounts else (0,) * 5
    )
    return [*accounts, Account("total", *totals)]


def account_days(client: redis.Redis, queue_client: redis.Redis, *, keys: Keys = _KEYS) -> list[str]:
    """The days that have a ledger or a received set, earliest first, ``undated`` last. Looks at every key."""
    return sorted({*names(client, keys.ledger("")), *names(queue_client, keys.received(""))})


def fate(client: redis.Redis, raw_ids: Iterable[str], *, keys: Keys = _KEYS) -> Fate:
    """What became of these raw items, each counted once.

    Args:
        client: Of the feeds' server.
        raw_ids: Any, in any order.
        keys: Where feeds live.
    """
    rejected = waiting = below_cut = 0
    for day, some in _pages(raw_ids):
        told = send(client, [("HMGET", keys.ledger(day), *some)])[0]
        rejected += told.count(_REJECTED)
        waiting += told.count(None)
        below_cut += told.count(_BELOW_CUT)
    return Fate(rejected, waiting, below_cut)


def write_off(client: redis.Redis, queue_client: redis.Redis, raw_ids: Iterable[str], *, keys: Keys = _KEYS) -> int:
    """Account for raw items that nobody will read as rejected; those never received, or told of, are left alone.

    One that is enqueued again and lands is landed. Safe to repeat. Returns how many were written off.

    Args:
        client: Of the feeds' server.
        queue_client: Of the queue's server.
        raw_ids: Any, in any order.
        keys: Where feeds live.
    """
    count = 0
    for day, some in _pages(raw_ids):
        received = send(queue_client, [("SMISMEMBER", keys.received(day), *some)])[0]
        owed = [raw_id for raw_id, is_received in zip(some, received, strict=True) if is_received]
        commands: list[Command] = [("HSETNX", keys.ledger(day), raw_id, REJECTED) for raw_id in owed]
        count += sum(send(client, commands))
    return count


def strike(client: redis.Redis, queue_client: redis.Redis, raw_ids: Iterable[str], *, keys: Keys = _KEYS) -> None:
    """Take raw items off the account, as if they had never been received. Safe to repeat.

    Args:
        client: Of the feeds' server.
        queue_client: Of the queue's server.
        raw_ids: Of raw items that are accounted for elsewhere, or that nobody asks for any more.
        keys: Where feeds live.
    """
    for day, some in _pages(raw_ids):
        send(queue_client, [("SREM", keys.received(day), *some)])
        send(client, [("HDEL", keys.ledger(day), *some)])


def _pages(raw_ids: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Raw ids of one day, so many at a time."""
    for day, some in by_day(raw_ids).items():
        for start in range(0, len(some), _PAGE):
            yield day, some[start : start + _PAGE]


def _account(client: redis.Redis, queue_client: redis.Redis, day: str, keys: Keys) -> Account:
    fields = scan(client, "HSCAN", keys.ledger(day), "COUNT", "1000")
    items: set[bytes] = set()
    others: dict[bytes, set[bytes]] = {_REJECTED: set(), _BELOW_CUT: set()}  # raw ids: a scan may name one twice
    for raw_id, what in zip(fields, fields, strict=True):
        if what in others:
            others[what].add(raw_id)
        else:
            items.add(what)
    told = send(client, [("HLEN", keys.ledger(day))])[0]
    received = send(queue_client, [("SCARD", keys.received(day))])[0]
    rejected, below_cut = map(len, others.values())
    return Account(day, received, len(items), told - len(items) - rejected - below_cut, rejected, below_cut)
