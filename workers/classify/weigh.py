"""Weighs a text by the trained model, and says which words weighed most."""

from math import exp, sqrt
from typing import NamedTuple

from reference.classify_model import Model, Shape, model, text_grams, title_grams, unpack
from reference.classify_rules import Label, Part

Reason = tuple[Part, int, int]
_LABELS: tuple[Label, Label, Label] = ("policy_story", "price_move", "other")
_REASONS = 5
_FEATURES = 20


class Grams(NamedTuple):
    """A title and a text in plain letters, and the grams of each; none where the part is empty."""

    title: str
    text: str
    titled: set[str]
    told: set[str]


def grams_of(title: str, text: str) -> Grams:
    """The grams of plain letters, cut to the lengths that the model reads."""
    return Grams(title, text, title_grams(title) if title else set(), text_grams(text) if text else set())


def weigh(title: str, text: str) -> tuple[Label, float, tuple[Reason, ...]]:
    """Label, score and reasons for plain letters, cut to the lengths that the model reads."""
    known, grams = model(), grams_of(title, text)
    policy, price = _totals(known, grams)
    sharpness, top = known.shape.sharpness, max(policy, price, 0.0)
    shares = exp(sharpness * (policy - top)), exp(sharpness * (price - top)), exp(-sharpness * top)
    best = shares.index(max(shares))
    return _LABELS[best], round(shares[best] / sum(shares), 3), _reasons(known, grams, best)


def _totals(known: Model, grams: Grams) -> tuple[float, float]:
    shape = known.shape
    titled = _part_total(shape, known.title.weights, grams.titled) if grams.titled else shape.no_title
    told = _part_total(shape, known.text.weights, grams.told) if grams.told else shape.no_text
    return shape.bias[0] + titled[0] + told[0], shape.bias[1] + titled[1] + told[1]


def _part_total(shape: Shape, weights: dict[str, int], grams: set[str]) -> tuple[float, float]:
    policy, price, square = unpack(sum(filter(None, map(weights.get, grams))))
    norm = shape.scale / sqrt(square) if square else 0.0
    return policy * norm, price * norm


def _reasons(known: Model, grams: Grams, best: int) -> tuple[Reason, ...]:
    """Where the weightiest words for a class stand, those that overlap made one; the weightiest first."""
    ranked: list[tuple[int, Part, str]] = [
        *((rank, "title", known.title.ranked[rank - 1]) for rank in _first(known.title.reasons[best], grams.titled)),
        *((rank, "text", known.text.ranked[rank - 1]) for rank in _first(known.text.reasons[best], grams.told)),
    ]
    found: list[Reason] = []
    for _, name, gram in sorted(ranked)[:_REASONS]:
        start = (grams.title if name == "title" else grams.text).index(gram)
        _unite(found, (name, start, start + len(gram)))
    return tuple(found)


def _first(ranks: dict[str, int], grams: set[str]) -> list[int]:
    return sorted(filter(None, map(ranks.get, grams)))[:_REASONS]


def _unite(found: list[Reason], new: Reason) -> None:
    """Add a place; those of its part that it overlaps or touches become one with it, at the first one's rank."""
    part, start, end = new
    near = [at for at, place in enumerate(found) if place[0] == part and start <= place[2] and end >= place[1]]
    if not near:
        found.append(new)
        return
    whole = [new, *(found[at] for at in near)]
    united = part, min(place[1] for place in whole), max(place[2] for place in whole)
    for at in reversed(near):
        del found[at]
    found.insert(near[0], united)


def features(title: str, text: str) -> list[tuple[Part, str, float]]:
    """The grams that weighed most, each with its weight for the class over the next; at most twenty, most first."""
    known, grams = model(), grams_of(title, text)
    policy, price = _totals(known, grams)
    best, second = sorted(range(3), key=(policy, price, 0.0).__getitem__, reverse=True)[:2]
    rows: list[tuple[Part, str, float]] = []
    for part, weights, said in _parts(known, grams):
        norm = known.shape.scale / sqrt(max(unpack(sum(weights[gram] for gram in said))[2], 1))
        for gram in said:
            values = (*unpack(weights[gram])[:2], 0)
            rows.append((part, gram, round((values[best] - values[second]) * norm, 4)))
    return sorted(rows, key=lambda row: (-abs(row[2]), row))[:_FEATURES]


def _parts(known: Model, grams: Grams) -> tuple[tuple[Part, dict[str, int], set[str]], ...]:
    title, text = known.title.weights, known.text.weights
    return ("title", title, grams.titled & title.keys()), ("text", text, grams.told & text.keys())
