"""Ids come from content, so that the same thing said twice has one id, wherever and whenever it is read.

| id | form | made from |
|---|---|---|
| raw id | ``2025-05-16-`` and 24 hex digits | all that reading depends on; the day completes its dates |
| raw id of input that cannot be parsed | ``undated-`` and 24 hex digits | its bytes |
| item id | 24 hex digits | kind, day and key of one reading |
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

import orjson

UNDATED = "undated"
_WORDS = re.compile(r"[^\W_]+")
_DIGEST_BYTES = 12  # 96 bits: a million items a day for a thousand years collide with a chance below 1 in 10^6


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def raw_id(day: str, parts: Sequence[str | None]) -> str:
    """The id of a valid raw item: its day (YYYY-MM-DD, local) and a hash of the parts in their order."""
    return f"{day}-{_digest(orjson.dumps(parts))}"


def unparsed_id(data: bytes) -> str:
    """The id of input that is no valid raw item: a hash of its bytes, without a day."""
    return f"{UNDATED}-{_digest(data)}"


def day_of(raw_id: str) -> str:
    """The day inside a raw id (YYYY-MM-DD), or ``undated``: names the ledger that accounts for it."""
    return raw_id.rpartition("-")[0]


def by_day(raw_ids: Iterable[str]) -> dict[str, list[str]]:
    """Raw ids by their day, each once."""
    days = defaultdict[str, list[str]](list)
    for one in dict.fromkeys(raw_ids):
        days[day_of(one)].append(one)
    return days


def item_id(kind: str, day: str, key: Sequence[str]) -> str:
    """The id of the item that a reading belongs to: readings with an equal kind, day and key are one item."""
    return _digest(orjson.dumps([kind, day, *key]))


def content_key(text: str) -> str:
    """Text as identity sees it: letters and digits alone, after NFKC.

    Punctuation goes first: it is what is wide in Chinese text, and NFKC is quick only where nothing is.
    """
    words = "".join(_WORDS.findall(text))
    if unicodedata.is_normalized("NFKC", words):
        return words
    return "".join(_WORDS.findall(unicodedata.normalize("NFKC", words)))


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """A name as identity sees it: NFKC, without spaces. Moves of equal keys in two reports are one instrument's."""
    return "".join(unicodedata.normalize("NFKC", name).split())
