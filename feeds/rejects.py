"""Rejects: raw items that became no item, kept whole with the reason, listed, shown, dropped.

The ledger decides who wins: a raw item that has landed is no reject, whichever came first. Retrying is sending the
raw item again: landing takes the reject away, failing again changes nothing. Where today's rules give it another raw
id (it was not valid, and is now), it is accounted for under that one, and ``settle_retried`` takes the old one away. A
reject that was dropped or trimmed does not come back while the ledger knows it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import orjson
import redis

from feeds.cut import SWAP
from feeds.keys import REJECTED, FeedError, Keys
from feeds.ledger import strike
from feeds.wire import Command, call, send
from schemas.ids import day_of
from schemas.items import Doc
from schemas.rejects import Reject

CRASHED: Final = "crashed"
_KEYS: Final = Keys()
_PAGE: Final = 200


class Filter(NamedTuple):
    """Which rejects are meant; None is any. ``since_ms`` is by the time first seen, inclusive."""

    stage: str | None = None
    source: str | None = None
    field: str | None = None
    since_ms: int | None = None

    def takes(self, reject: Doc) -> bool:
        """Whether stage, source and field fit."""
        raw = reject["raw"]
        source = raw.get("source") if isinstance(raw, dict) else None
        pairs = ((self.stage, reject["stage"]), (self.source, source), (self.field, reject["field"]))
        return all(wanted is None or wanted == found for wanted, found in pairs)


def reject(docs: Sequence[Doc], *, client: redis.Redis, now_ms: int, keys: Keys = _KEYS) -> list[bool]:
    """Set raw items aside. Safe to repeat; of several rejects of one raw id the smallest JSON stays.

    Args:
        docs: Rejects as JSON has them (``schemas.rejects.Reject``).
        client: Of the feeds' server or cluster.
        now_ms: When they were seen; only the first time counts.
        keys: Where feeds live.

    Returns:
        For each, whether it is new: False if it was set aside before, or has landed after all.
    """
    smallest: dict[str, bytes] = {}
    for doc in docs:
        value = orjson.dumps(doc)
        smallest[doc["raw_id"]] = min(smallest.get(doc["raw_id"], value), value, key=_order)
    gone = _gone(client, list(smallest), keys)
    fresh = {raw_id: value for raw_id, value in smallest.items() if raw_id not in gone}
    _keep(client, fresh, keys)
    account: list[Command] = [("HSETNX", keys.ledger(day_of(raw_id)), raw_id, REJECTED) for raw_id in fresh]
    check: list[Command] = [("HGET", keys.ledger(day_of(raw_id)), raw_id) for raw_id in fresh]
    seen: list[Command] = [("ZADD", keys.feed(REJECTED), "NX", now_ms, raw_id) for raw_id in fresh]
    replies = send(client, [*seen, *account, *check])
    added = dict(zip(fresh, replies[len(fresh) : 2 * len(fresh)], strict=True))
    checked = zip(fresh, replies[2 * len(fresh) :], strict=True)
    send(client, forget_rejects([raw_id for raw_id, what in checked if what != REJECTED.encode()], keys))
    return [bool(added.pop(doc["raw_id"], 0)) for doc in docs]


def _gone(client: redis.Redis, raw_ids: Sequence[str], keys: Keys) -> set[str]:
    """Raw ids that have landed, or whose reject was dropped or trimmed: the ledger knows them, nothing else does."""
    known = send(client, [("HGET", keys.ledger(day_of(raw_id)), raw_id) for raw_id in raw_ids])
    kept = send(client, [("EXISTS", keys.rejected(raw_id)) for raw_id in raw_ids])
    told = zip(raw_ids, known, kept, strict=True)
    return {
        raw_id for raw_id, what, is_kept in told if what is not None and not (what == REJECTED.encode() and is_kept)
    }


def _keep(client: redis.Redis, values: Mapping[str, bytes], keys: Keys) -> None:
    replies = send(client, [("SET", keys.rejected(raw_id), value, "NX") for raw_id, value in values.items()])
    for (raw_id, value), reply in zip(values.items(), replies, strict=True):
        if reply is None:
            _keep_smallest(client, keys.rejected(raw_id), value)


def _keep_smallest(client: redis.Redis, key: str, new: bytes) -> None:
    while True:
        old = send(client, [("GET", key)])[0]
        if old is None:  # it was dropped this moment
            return
        if _order(old) <= _order(new) or send(client, [call(SWAP, key, old, new)])[0]:
            return


def _order(value: bytes) -> tuple[bool, bytes]:
    """What reading found goes before what a crash left, since only the first is the same whenever it happens."""
    return orjson.loads(value)["stage"] == CRASHED, value


def forget_rejects(raw_ids: Sequence[str], keys: Keys = _KEYS) -> list[Command]:
    """Commands that remove rejects, if there are such; the ledger is left as it is."""
    if not raw_ids:
        return []
    return [*(("DEL", keys.rejected(raw_id)) for raw_id in raw_ids), ("ZREM", keys.feed(REJECTED), *raw_ids)]


def list_rejects(client: redis.Redis, wanted: Filter = Filter(), *, keys: Keys = _KEYS) -> Iterator[Reject]:  # noqa: B008  immutable
    """Rejects that fit, the last seen first. What goes or comes while listing may be left out."""
    lowest = "-inf" if wanted.since_ms is None else wanted.since_ms
    start = 0
    while True:
        page = send(client, [("ZREVRANGEBYSCORE", keys.feed(REJECTED), "+inf", lowest, "LIMIT", start, _PAGE)])[0]
        if not page:
            return
        start += _PAGE
        for value in send(client, [("GET", keys.rejected(raw_id.decode())) for raw_id in page]):
            if value is not None and wanted.takes(doc := orjson.loads(value)):
                yield Reject.model_validate(doc)


def get_reject(client: redis.Redis, raw_id: str, *, keys: Keys = _KEYS) -> Reject:
    """One reject, its raw item whole: enqueue that to retry it. Raises FeedError if there is none."""
    value = send(client, [("GET", keys.rejected(raw_id))])[0]
    if value is None:
        raise FeedError(f"no reject {raw_id[:80]!r}")
    return Reject.model_validate_json(value)


def settle_retried(
    client: redis.Redis, queue_client: redis.Redis, raw_ids: Iterable[str], *, keys: Keys = _KEYS
) -> None:
    """Forget rejects that stand on a queue again under other raw ids, with their account. Safe to repeat.

    Only once they do: until then the reject is all that there is of a raw item. It goes last, so that whoever is
    interrupted finds it and can retry it once more.

    Args:
        client: Of the feeds' server.
        queue_client: Of the queue's server.
        raw_ids: Their old ids.
        keys: Where feeds live.
    """
    names = list(raw_ids)
    strike(client, queue_client, names, keys=keys)
    send(client, forget_rejects(names, keys))


def drop_rejects(client: redis.Redis, raw_ids: Iterable[str], *, keys: Keys = _KEYS) -> int:
    """Remove rejects for good; their raw items stay accounted for as rejected. Returns how many there were."""
    names = list(raw_ids)
    replies = send(client, forget_rejects(names, keys))
    return sum(replies[: len(names)])
