"""The trained part of the classifier: a linear model over character grams, read from classify_model.bin.

A part's grams are a set: each counts once. A gram's weights are packed into one int, so that one ``sum`` adds all
fields at once: bits 42 and up the weight for policy over other, bits 21 to 41 that for price over other (both signed),
bits 0 to 20 the gram's share of the part's length (its squared rarity). A part's weights are divided by the root
of that length, so that a long part does not shout down a short one.

| bytes of the file, inflated | what |
|---|---|
| first line | JSON: the ``Shape`` below, and how many grams each part has |
| next line | the grams, title's then text's, each followed by U+001F |
| the rest | int16 little endian: all weights for policy, all for price, all squared rarities |
"""

import json
import sys
import zlib
from array import array
from collections.abc import Iterable
from functools import lru_cache
from operator import add
from pathlib import Path
from typing import Final, NamedTuple

MODEL_PATH: Final = Path(__file__).with_name("classify_model.bin")
TITLE_LETTERS: Final = 80  # of the title; the rest is cut off
TEXT_LETTERS: Final = 240  # of the text: more did not help, and costs 0.13 us a letter
FIELD_BITS: Final = 21
_MASK: Final = (1 << FIELD_BITS) - 1
_HALF: Final = 1 << (FIELD_BITS - 1)
_END: Final = "\x1f"


class Shape(NamedTuple):
    """What turns sums into scores. Pairs are (policy over other, price over other)."""

    scale: float  # of the int weights
    bias: tuple[float, float]
    no_title: tuple[float, float]
    no_text: tuple[float, float]
    sharpness: float  # fitted on texts the model had not seen, so that the scores are shares of being right


class Model(NamedTuple):
    """Packed weights by gram, and the few grams that speak loudest for each class, for telling why."""

    shape: Shape
    title: dict[str, int]
    text: dict[str, int]
    loud_title: tuple[frozenset[str], frozenset[str], frozenset[str]]  # policy, price, other
    loud_text: tuple[frozenset[str], frozenset[str], frozenset[str]]


def title_grams(letters: str) -> set[str]:
    """The distinct grams of one to four letters of a title, its start and end marked."""
    marked = f"^{letters}$"
    twos = list(map(add, marked, marked[1:]))
    threes = list(map(add, twos, marked[2:]))
    return {*letters, *twos, *threes, *map(add, threes, marked[3:])}


def text_grams(letters: str) -> set[str]:
    """The distinct grams of one to three letters of a text, its start marked."""
    marked = f"^{letters}"
    twos = list(map(add, marked, marked[1:]))
    return {*letters, *twos, *map(add, twos, marked[2:])}


def pack(policy: int, price: int, square: int) -> int:
    """Three fields as one int; see the module."""
    return (policy << 2 * FIELD_BITS) + (price << FIELD_BITS) + square


def unpack(packed: int) -> tuple[int, int, int]:
    """The fields of a packed int, or of a sum of packed ints."""
    square = packed & _MASK
    rest = packed >> FIELD_BITS
    price = ((rest + _HALF) & _MASK) - _HALF
    return (rest - price) >> FIELD_BITS, price, square


@lru_cache(maxsize=1)
def model() -> Model:
    """The model of this release. Loaded on first use; call before fork to share it."""
    return read_model(MODEL_PATH.read_bytes())


def read_model(data: bytes) -> Model:
    """The model in a file's bytes."""
    head, grams_line, weights = zlib.decompress(data).split(b"\n", 2)
    shape = json.loads(head)
    counts = shape.pop("grams")
    grams = grams_line.decode().split(_END)[:-1]
    numbers = array("h", weights)
    if sys.byteorder == "big":  # pragma: no cover  no such machine in CI
        numbers.byteswap()
    size = len(grams)
    packed = list(map(pack, numbers[:size], numbers[size : 2 * size], numbers[2 * size :]))
    title = dict(zip(grams[: counts[0]], packed, strict=False))
    text = dict(zip(grams[counts[0] :], packed[counts[0] :], strict=True))
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in shape.items()}
    return Model(Shape(**fields), title, text, _loud(title), _loud(text))


def write_model(shape: Shape, title: dict[str, int], text: dict[str, int]) -> bytes:
    """The file's bytes for packed weights; ``read_model`` gives the same model back."""
    fields = [unpack(packed) for packed in (*title.values(), *text.values())]
    numbers = array("h", (field[place] for place in range(3) for field in fields))
    if sys.byteorder == "big":  # pragma: no cover
        numbers.byteswap()
    head = json.dumps(shape._asdict() | {"grams": [len(title), len(text)]}).encode()
    grams = "".join(gram + _END for gram in (*title, *text)).encode()
    return zlib.compress(b"\n".join((head, grams, numbers.tobytes())), 9)


def _loud(weights: dict[str, int]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """For each class the grams of two letters or more that speak loudest for it, at most an eighth of all."""
    scored: list[list[tuple[int, str]]] = [[], [], []]
    for gram, packed in weights.items():
        if len(gram.strip("^$ ")) > 1:
            policy, price, _ = unpack(packed)
            for place, value in enumerate((policy - max(price, 0), price - max(policy, 0), -max(policy, price))):
                if value > 0:
                    scored[place].append((value, gram))
    return tuple(frozenset(_top(pairs, len(weights) // 8)) for pairs in scored)  # type: ignore[return-value]  three


def _top(pairs: list[tuple[int, str]], count: int) -> Iterable[str]:
    return (gram for _, gram in sorted(pairs, reverse=True)[:count])
