"""Untrusted JSON values, whatever they hold: as bytes, and as rejects keep them. Pure."""

import json
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import orjson

MAX_LEVELS: Final = 100  # readers of JSON go down 200 levels and more; a reject adds one, and a raw item needs three


class _Sign(NamedTuple):
    """JSON that is already written."""

    text: str


def payload_bytes(payload: object) -> bytes:
    """Any JSON value as the bytes that its id is made from: JSON with its keys sorted."""
    try:
        return orjson.dumps(payload, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # 254 levels; lone surrogates, integers beyond 64 bits, which other parsers let through
        return "".join(_written(payload)).encode()


def kept_payload(payload: object) -> object:
    """A payload as a reject keeps it: as it came; as JSON text if readers of JSON would stumble over it."""
    try:
        orjson.dumps(payload)
    except TypeError:
        return payload_bytes(payload).decode()
    return payload_bytes(payload).decode() if _is_deep(payload) else payload


def _is_deep(payload: object) -> bool:
    level = [payload]
    for _ in range(MAX_LEVELS + 1):
        level = [child for value in level for child in _children(value)]
        if not level:
            return False
    return True


def _children(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _written(payload: object) -> Iterator[str]:
    """JSON in parts. Without recursion, so that no depth is too much."""
    rest = [payload]
    while rest:
        value = rest.pop()
        if isinstance(value, _Sign):
            yield value.text
        elif isinstance(value, dict):
            rest.append(_Sign("}"))
            for number, key in enumerate(sorted(value, key=str, reverse=True), 1):
                comma = "," if number < len(value) else ""
                rest += [value[key], _Sign(f"{comma}{json.dumps(str(key))}:")]
            rest.append(_Sign("{"))
        elif isinstance(value, list):
            rest.append(_Sign("]"))
            for number, each in enumerate(reversed(value), 1):
                rest += [each, _Sign("," if number < len(value) else "")]
            rest.append(_Sign("["))
        else:
            yield json.dumps(value, default=str)
