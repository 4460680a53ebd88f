"""The trained part of the classifier: a linear model over character grams, read from classify_model.bin.

A part's grams are a set: each counts once. A gram's weights are packed into one int, so that one ``sum`` adds all
fields at once: bits 42 and up the weight for policy over other, bits 21 to 41 that for price over other (both signed),
bits 0 to 20 the gram's share of the part's length (its squared rarity). A part's weights are divided by the root
of that length, so that a long part does not shout down a short one.

| part of the file, inflated | what |
|---|---|
| first line | JSON: the ``Shape`` below, and how many grams each part has |
| next line | the grams, title's then text's, each part's weightiest first, each followed by U+001F |
| 8 bytes a gram | its packed weights, little endian |
| 1 byte a gram | 1, 2, 3 if it is a word that can be shown as a reason for policy, price, other; else 0 |
"""

import json
import sys
import zlib
from array import array
from collections.abc import Sequence
from functools import lru_cache
from operator import add
from pathlib import Path
from typing import Any, Final, NamedTuple

MODEL_PATH: Final = Path(__file__).with_name("classify_model.bin")
TITLE_LETTERS: Final = 80  # of the title; the rest is cut off
TEXT_LETTERS: Final = 240  # of the text: more did not help, and costs 0.13 us a letter
FIELD_BITS: Final = 21
_MASK: Final = (1 << FIELD_BITS) - 1
_HALF: Final = 1 << (FIELD_BITS - 1)
_END: Final = "\x1f"

Ranks = dict[str, int]  # gram → its rank, 1 the weightiest


class Shape(NamedTuple):
    """What turns sums into scores. Pairs are (policy over other, price over other)."""

    scale: float  # of the int weights
    bias: tuple[float, float]
    no_title: tuple[float, float]
    no_text: tuple[float, float]
    sharpness: float  # fitted on texts the model had not seen, so that the scores are shares of being right


class Part(NamedTuple):
    """One part's packed weights by gram, the ranks of those that speak for policy, price, other, all grams by rank.

    Sets of the same grams beside the dicts would find them no sooner, and take half as much memory again.
    """

    weights: dict[str, int]
    reasons: tuple[Ranks, Ranks, Ranks]
    ranked: Sequence[str]


class Model(NamedTuple):
    """All that a text is weighed with."""

    shape: Shape
    title: Part
    text: Part


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
    head, line, numbers = zlib.decompress(data).split(b"\n", 2)
    shape = json.loads(head)
    titled, told = shape.pop("grams")
    grams = line.decode().split(_END)
    grams.pop()
    size = len(grams)
    packed = array("q", numbers[: 8 * size])
    if sys.byteorder == "big":  # pragma: no cover  no such machine to test on
        packed.byteswap()
    weights, speaks_for = packed.tolist(), numbers[8 * size :]
    fields: dict[str, Any] = {name: tuple(cell) if isinstance(cell, list) else cell for name, cell in shape.items()}
    cut = slice(titled), slice(titled, titled + told)
    return Model(Shape(**fields), *(_part(grams[place], weights[place], speaks_for[place]) for place in cut))


def _part(grams: Sequence[str], weights: Sequence[int], speaks_for: bytes) -> Part:
    reasons: tuple[Ranks, Ranks, Ranks] = ({}, {}, {})
    for rank, (gram, label) in enumerate(zip(grams, speaks_for, strict=True), 1):
        if label:
            reasons[label - 1][gram] = rank
    return Part(dict(zip(grams, weights, strict=True)), reasons, grams)


def write_model(shape: Shape, title: dict[str, int], text: dict[str, int]) -> bytes:
    """The file's bytes for packed weights; ``read_model`` gives the same model back."""
    rows = [row for part in (title, text) for row in sorted(part.items(), key=_weightiest_first)]
    packed = array("q", (weights for _, weights in rows))
    if sys.byteorder == "big":  # pragma: no cover
        packed.byteswap()
    head = json.dumps(shape._asdict() | {"grams": [len(title), len(text)]}).encode()
    grams = "".join(gram + _END for gram, _ in rows).encode()
    speaks_for = bytes(_speaks_for(gram, weights) for gram, weights in rows)
    return zlib.compress(b"\n".join((head, grams, packed.tobytes() + speaks_for)), 9)


def _weightiest_first(row: tuple[str, int]) -> tuple[int, str]:
    policy, price, _ = unpack(row[1])
    return min(policy, price, 0) - max(policy, price, 0), row[0]


def _speaks_for(gram: str, weights: int) -> int:
    """1, 2 or 3: the class that a word of two letters or more speaks for; 0 for what is no word."""
    if len(gram) < 2 or not gram.replace("%", "").isalpha():
        return 0
    policy, price, _ = unpack(weights)
    return 1 + max(range(3), key=(policy, price, 0).__getitem__)
