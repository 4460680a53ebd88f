"""Landing: readings become items and index entries, whatever else runs and wherever it stopped before.

An item is a function of the set of its reports; its JSON is replaced by compare-and-set on its own key alone, and
its entries in feeds only grow. So landings commute, and repeating a batch after a crash heals it. The order of writes:
the item, then the feeds that name it, then the event, then the ledger: what the ledger has is complete.

A batch of new items takes three round trips (look up, create, index), whatever its size.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from itertools import chain
from typing import Final, Literal, NamedTuple

import orjson
import redis

from feeds.cut import SWAP, Mark, is_below, mark_commands, marks_of
from feeds.entries import Entry, enter, entry_of, settle
from feeds.keys import BELOW_CUT, REJECTED, Keys
from feeds.merge import merge, unite_reports
from feeds.ready import Ready
from feeds.rejects import forget_rejects
from feeds.wire import Command, call, script, send
from schemas.ids import by_day
from schemas.items import Doc
from schemas.raw import Report

Outcome = Literal["landed", "merged", "repeat", "below_cut"]
Read = Callable[[Report], Doc]
MAX_EVENTS: Final = 100_000
_KEYS: Final = Keys()

_ANNOUNCE: Final = script("""
for at = 2, #ARGV, 4 do
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'id', ARGV[at], 'kind', ARGV[at + 1],
             'event_time', ARGV[at + 2], 'outcome', ARGV[at + 3])
end
return 0
""")


class _Stored(NamedTuple):
    """An item as the server holds it now, and whether others' reports were there."""

    entry: Entry
    kind: str
    event_time: str
    joined: bool


def land(ready: Sequence[Ready], *, client: redis.Redis, read: Read, keys: Keys = _KEYS) -> list[Outcome]:
    """Land readings of one report each. Safe to repeat, whole or in part, at the same time or after a crash.

    A raw item that is set aside as a reject and lands after all is a successful retry: the reject goes.

    Args:
        ready: What ``make_ready`` makes of readings; in any order, repeats allowed.
        client: Of the feeds' server or cluster, whatever it decodes.
        read: Reading itself, for the reports of items that are there already. Pure.
        keys: Where feeds live.

    Returns:
        What became of each: it began an item (``landed``), joined one (``merged``), was in the ledger already
        (``repeat``), or is older than what retention keeps, so that only the ledger knows it (``below_cut``). Two
        workers that land one raw id at the same moment may both say ``landed``; the ledger counts it once.
    """
    return _Landing(client, read, keys).land(ready) if ready else []


class _Landing(NamedTuple):
    client: redis.Redis
    read: Read
    keys: Keys

    def land(self, ready: Sequence[Ready]) -> list[Outcome]:
        ledger, marks = self._look_up([one.raw_id for one in ready])
        below = [is_below(marks, one.kind, one.entry) for one in ready] if marks else [False] * len(ready)
        groups = defaultdict[str, list[Ready]](list)
        for one, is_out in zip(ready, below, strict=True):
            if not is_out and ledger.get(one.raw_id, REJECTED) in (REJECTED, one.entry.id):  # told of once is told
                groups[one.entry.id].append(one)
        stored = self._store(groups, set(ledger.values()))
        outcomes = _outcomes(ready, below, ledger, stored)
        account = {
            one.raw_id: BELOW_CUT if is_out else one.entry.id
            for one, is_out in zip(ready, below, strict=True)
            if ledger.get(one.raw_id, REJECTED) == REJECTED
        }
        marks = self._name(stored, _news(ready, outcomes), account, retried=account.keys() & ledger.keys())
        # Retention may have been removing what we wrote just now, or what a landing wrote that died before it looked.
        doubtful = [item.entry for item in stored.values() if is_below(marks, item.kind, item.entry)] if marks else []
        settle(self.client, self.keys, doubtful, entered=True)
        out = [one.entry for one, is_out in zip(ready, below, strict=True) if is_out]
        settle(self.client, self.keys, out, entered=None)
        return outcomes

    def _look_up(self, raw_ids: Sequence[str]) -> tuple[dict[str, str], dict[str, Mark]]:
        """What the ledger says of raw ids, and how far retention has cut."""
        days = by_day(raw_ids)
        marks, replies = mark_commands(self.keys), [("HMGET", self.keys.ledger(day), *days[day]) for day in days]
        answers = send(self.client, [*marks, *replies])
        ledger = {
            raw_id: what.decode()
            for same_day, whats in zip(days.values(), answers[len(marks) :], strict=True)
            for raw_id, what in zip(same_day, whats, strict=True)
            if what is not None
        }
        return ledger, marks_of(answers[: len(marks)])

    def _store(self, groups: Mapping[str, list[Ready]], known: Container[str]) -> dict[str, _Stored]:
        """Bring each item to what its stored reports and these readings make together.

        Nobody waits for anybody: a swap that fails means that someone else's has succeeded.
        """
        stored: dict[str, _Stored] = {}
        fresh = [item for item in groups if item not in known]
        there = [item for item in groups if item in known]
        while fresh or there:
            there += self._create(fresh, groups, stored)
            fresh, there = self._join(there, groups, stored)
        return stored

    def _create(self, fresh: Sequence[str], groups: Mapping[str, list[Ready]], stored: dict[str, _Stored]) -> list[str]:
        """Write items that are not there; returns those that are."""
        made = [_made(groups[item]) for item in fresh]
        commands: list[Command] = [
            ("SET", self.keys.item(item), one.value, "NX") for item, one in zip(fresh, made, strict=True)
        ]
        there: list[str] = []
        for item, one, reply in zip(fresh, made, send(self.client, commands), strict=True):
            if reply is None:
                there.append(item)
            else:
                stored[item] = _Stored(one.entry, one.kind, one.event_time, joined=False)
        return there

    def _join(
        self, there: Sequence[str], groups: Mapping[str, list[Ready]], stored: dict[str, _Stored]
    ) -> tuple[list[str], list[str]]:
        """Unite readings with items; returns those that went away meanwhile, and those that someone else changed."""
        olds = send(self.client, [("GET", self.keys.item(item)) for item in there])
        swaps: dict[str, tuple[_Stored, Command]] = {}
        fresh: list[str] = []
        for item, old in zip(there, olds, strict=True):
            if old is None:
                fresh.append(item)
                continue
            docs = [one.doc() for one in groups[item]]
            ours = {one.raw_id for one in groups[item]}
            seen = orjson.loads(old)
            joined = any(report["raw_id"] not in ours for report in seen["reports"])
            new = unite(seen, docs, self.read)
            value = old if new is seen else orjson.dumps(new)
            now = _Stored(entry_of(new, docs), new["kind"], new["event_time"], joined)
            if value == old:
                stored[item] = now
            else:
                swaps[item] = now, call(SWAP, self.keys.item(item), old, value)
        replies = send(self.client, [command for _, command in swaps.values()])
        done = {item: swapped for (item, (swapped, _)), reply in zip(swaps.items(), replies, strict=True) if reply}
        stored |= done
        return fresh, [item for item in swaps if item not in done]

    def _name(
        self,
        stored: Mapping[str, _Stored],
        told: Mapping[str, Outcome],
        account: Mapping[str, str],
        *,
        retried: Collection[str],
    ) -> dict[str, Mark]:
        """Name items in feeds, announce them, write the ledger; returns how far retention has cut by now."""
        days = by_day(account)
        accounts: list[Command] = [
            ("HSET", self.keys.ledger(day), *chain.from_iterable((raw_id, account[raw_id]) for raw_id in raw_ids))
            for day, raw_ids in days.items()
        ]
        commands = [*enter([item.entry for item in stored.values()], self.keys), *self._announce(stored, told)]
        commands += forget_rejects(list(retried), self.keys)
        marks = mark_commands(self.keys)
        replies = send(self.client, commands, then=[*marks, *accounts])[len(commands) :]
        # Fewer new fields than we knew of: someone wrote one meanwhile, and it may have been a reject.
        doubtful = [
            raw_id
            for raw_ids, added in zip(days.values(), replies[len(marks) :], strict=True)
            for raw_id in raw_ids
            if added < len(raw_ids)
        ]
        send(self.client, forget_rejects(doubtful, self.keys))
        return marks_of(replies[: len(marks)])

    def _announce(self, stored: Mapping[str, _Stored], told: Mapping[str, Outcome]) -> list[Command]:
        if not told:
            return []
        fields: list[str] = []
        for item, outcome in told.items():
            what = stored[item]
            fields += (item, what.kind, what.event_time, outcome)
        return [call(_ANNOUNCE, self.keys.events(), MAX_EVENTS, *fields)]


def unite(seen: Doc, docs: Sequence[Doc], read: Read) -> Doc:
    """A stored item together with new readings of its id; itself if they add nothing. Pure, as far as ``read`` is.

    A stored report that reads differently now (the rules have changed since) stays, but gives no field.
    """
    known = {report["raw_id"]: report for report in seen["reports"]}
    if all(_is_known(doc["reports"][0], known) for doc in docs):
        return _captured_again(seen, docs)
    readings = [reading for report in seen["reports"] if (reading := read(report))["id"] == seen["id"]]
    return merge([*readings, *docs], seen)


def _is_known(report: Report, known: Mapping[str, Report]) -> bool:
    """Whether a report can change nothing but when it was captured last."""
    same = known.get(report["raw_id"])
    return same is not None and same["first_captured_at"] <= report["first_captured_at"]


def _captured_again(seen: Doc, docs: Sequence[Doc]) -> Doc:
    """What ``merge`` would give, without reading all reports again: 10 microseconds, not 40 a report."""
    reports = unite_reports(chain(seen["reports"], *(doc["reports"] for doc in docs)))
    if reports == seen["reports"]:
        return seen
    last = max(seen["last_captured_at"], *(doc["last_captured_at"] for doc in docs))
    return {**seen, "reports": reports, "last_captured_at": last}


def _made(ready: Sequence[Ready]) -> Ready:
    """What readings of one id make together."""
    if len(ready) == 1:
        return ready[0]
    docs = [one.doc() for one in ready]
    item = merge(docs)
    value = orjson.dumps(item)
    return Ready(entry_of(item, docs), ready[0].raw_id, item["kind"], item["event_time"], value)


def _outcomes(
    ready: Sequence[Ready], below: Sequence[bool], ledger: Mapping[str, str], stored: Mapping[str, _Stored]
) -> list[Outcome]:
    """What became of each reading."""
    told: set[str] = set()
    begun = set(ledger.values())
    outcomes: list[Outcome] = []
    for one, is_out in zip(ready, below, strict=True):
        item, raw_id = one.entry.id, one.raw_id
        outcome: Outcome
        if raw_id in told or ledger.get(raw_id, REJECTED) != REJECTED:
            outcome = "repeat"
        elif is_out:
            outcome = "below_cut"
        else:
            outcome = "merged" if item in begun or stored[item].joined else "landed"
            begun.add(item)
        told.add(raw_id)
        outcomes.append(outcome)
    return outcomes


def _news(ready: Sequence[Ready], outcomes: Sequence[Outcome]) -> dict[str, Outcome]:
    """What each item's first report did, for those that landed or merged."""
    news: dict[str, Outcome] = {}
    for one, outcome in zip(ready, outcomes, strict=True):
        if outcome in ("landed", "merged"):
            news.setdefault(one.entry.id, outcome)
    return news
