"""Reports of one item, as several portals would tell it, and what must hold of their union."""

import re
from collections import defaultdict
from collections.abc import Iterator
from random import Random
from typing import Any, Final

import orjson

from feeds.land import unite
from feeds.merge import merge
from schemas.items import Doc
from schemas.raw import MAX_SNIPPET, MAX_TITLE, parse_raw, report_of
from schemas.rejects import RejectedMessageError
from tests.fuzz.mutate import mutate_seed
from tests.fuzz.seeds import Seed, seeds
from workers.pipeline import read_item

_TAIL: Final = re.compile(r"[,，](?:成交|换手|报|总市值)[^,，。]*")
_TIMES: Final = ("2025-06-12T08:00:00+08:00", "2025-06-12T09:30:00+08:00", "2025-06-12T09:30:01+08:00", None)


def _told_otherwise(seed: Seed, rng: Random) -> Seed:
    """The same story in another portal's words: other widths, other spaces, less or other figures at its end."""
    title, text = seed
    way = rng.randrange(8)
    if way == 0:
        text = text[: rng.randrange(len(text) // 2, len(text) + 1)] + rng.choice(("...", "…", ""))
    elif way == 1:
        title = title[: rng.randrange(len(title) // 2, len(title) + 1)] + "..."
    elif way == 2:
        text = _TAIL.sub("", text, count=rng.randrange(3))
    elif way == 3:
        text = re.sub(r"(?<=成交)\d", str(rng.randrange(1, 9)), text)
    elif way == 4:
        text = text.translate(
            {
                ord(a): b
                for a, b in zip("，。：0123", "，．:０１２３" if rng.random() < 0.5 else ",.：0123", strict=True)
            }
        )
    elif way == 5:
        text = text.replace("，", rng.choice(("， ", "，\u200b", "，\u3000"))).replace(
            "元", rng.choice(("元", " 元", "港元"))
        )
    elif way == 6:
        title = ""
    return Seed(title, text)


def reports_of_one(rng: Random) -> list[dict[str, Any]]:
    """Raw items that tell one story, or nearly one, up to a dozen."""
    seed = rng.choice(seeds()) if rng.random() < 0.7 else mutate_seed(rng)
    kind, field = ("brief", "snippet") if len(seed.text) <= MAX_SNIPPET and rng.random() < 0.8 else ("article", "body")
    found = []
    for _ in range(rng.randrange(2, 13)):
        title, text = _told_otherwise(seed, rng)
        payload: dict[str, Any] = {
            "kind": kind,
            "source": rng.choice(("甲网", "乙网", "丙网")),
            "title": title[:MAX_TITLE],
            field: text,
        }
        payload["captured_at"] = f"2025-06-12T{rng.randrange(24):02}:{rng.randrange(60):02}:00+08:00"
        payload["published_at"], payload["url"] = rng.choice(_TIMES), rng.choice((None, "https://example.org/1"))
        found.append(payload)
    return found


def groups_of(payloads: list[dict[str, Any]]) -> Iterator[list[Doc]]:
    """Readings of one id each, where several are."""
    groups = defaultdict[str, list[Doc]](list)
    for payload in payloads:
        try:
            doc = read_item(report_of(parse_raw(payload)))
        except RejectedMessageError:
            continue
        groups[doc["id"]].append(doc)
    yield from (docs for docs in groups.values() if len(docs) > 1)


def faults_of_merging(docs: list[Doc], rng: Random) -> Iterator[str]:
    """Where the union of readings depends on their order, grouping or repetition."""
    whole = merge(docs)
    data = orjson.dumps(whole)
    for _ in range(3):
        rest = docs + rng.choices(docs, k=rng.randrange(4))
        rng.shuffle(rest)
        if orjson.dumps(merge(rest)) != data:
            yield f"order: another item {whole['id']}"
        item: Doc | None = None
        while rest:
            size = rng.randrange(1, len(rest) + 1)
            some, rest = rest[:size], rest[size:]
            item = merge(some) if item is None else unite(orjson.loads(orjson.dumps(item)), some, read_item)
        if orjson.dumps(item) != data:
            yield f"grouping: another item {whole['id']}"
