"""The account: what was received, and what became of it."""

from typing import Final, NamedTuple

import redis

from feeds.keys import REJECTED, Keys
from feeds.wire import names, scan, send

_KEYS: Final = Keys()


class Account(NamedTuple):
    """What became of the raw items of one day, or of all.

    Attributes:
        day: YYYY-MM-DD, ``undated``, or ``total``.
        received: Raw ids that were put on the queue.
        landed: Items that they began: distinct item ids. An item that two days tell of is landed on both.
        merged: Raw ids that joined an item.
        rejected: Raw ids set aside.
    """

    day: str
    received: int
    landed: int
    merged: int
    rejected: int

    @property
    def waiting(self) -> int:
        """Received and not yet accounted for; below zero if raw items landed that no queue has seen."""
        return self.received - self.landed - self.merged - self.rejected

    @property
    def is_balanced(self) -> bool:
        """Nothing is waiting, nothing came from nowhere."""
        return self.waiting == 0


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
        (sum(column) for column in zip(*(account[1:] for account in accounts), strict=True)) if accounts else (0,) * 4
    )
    return [*accounts, Account("total", *totals)]


def account_days(client: redis.Redis, queue_client: redis.Redis, *, keys: Keys = _KEYS) -> list[str]:
    """The days that have a ledger or a received set, earliest first, ``undated`` last. Looks at every key."""
    return sorted({*names(client, keys.ledger("")), *names(queue_client, keys.received(""))})


def _account(client: redis.Redis, queue_client: redis.Redis, day: str, keys: Keys) -> Account:
    fields = list(scan(client, "HSCAN", keys.ledger(day), "COUNT", "1000"))
    told = dict(zip(fields[::2], fields[1::2], strict=True))  # by raw id: a scan may name one twice
    rejected = sum(what == REJECTED.encode() for what in told.values())
    landed = len(set(told.values()) - {REJECTED.encode()})
    received = send(queue_client, [("SCARD", keys.received(day))])[0]
    return Account(day, received, landed, len(told) - rejected - landed, rejected)
