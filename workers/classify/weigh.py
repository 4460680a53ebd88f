"""Weighs a text by the trained model, and says which words weighed most."""

from math import exp, sqrt
from typing import NamedTuple

from reference.classify_model import Model, Shape, model, text_grams, title_grams, unpack
from reference.classify_model import Part as Weights
from reference.classify_rules import Label, Part

Reason = tuple[Part, int, int]
_LABELS: tuple[Label, Label, Label] = ("policy_story", "price_move", "other")
_REASONS = 5
_FEATURES = 20


class Grams(NamedTuple):
    """A title and a text in plain letters, and the grams of each that the model knows."""

    title: str
    text: str
    titled: set[str]
    told: set[str]


def grams_of(title: str, text: str) -> Grams:
    """The grams of plain letters, cut to the lengths that the model reads."""
    known = model()
    return Grams(
        title, text, title_grams(title) & known.title.weights.keys(), text_grams(text) & known.text.weights.keys()
    )


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
    titled = _part_total(shape, known.title, grams.titled) if grams.title else shape.no_title
    told = _part_total(shape, known.text, grams.told) if grams.text else shape.no_text
    return shape.bias[0] + titled[0] + told[0], shape.bias[1] + titled[1] + told[1]


def _part_total(shape: Shape, part: Weights, grams: set[str]) -> tuple[float, float]:
    policy, price, square = unpack(sum(map(part.weights.__getitem__, grams)))
    norm = shape.scale / sqrt(square) if square else 0.0
    return policy * norm, price * norm


def _reasons(known: Model, grams: Grams, best: int) -> tuple[Reason, ...]:
    """Where the weightiest words for a class stand, those that overlap made one; the weightiest first.

    If no word speaks for it, the letters and signs that do; if none does either, what spoke against it in vain.
    """
    ranked: list[tuple[int, Part]] = [
        *((rank, "title") for rank in _first(known.title, grams.titled, best)),
        *((rank, "text") for rank in _first(known.text, grams.told, best)),
    ]
    if ranked:
        words = {"title": known.title.ranked, "text": known.text.ranked}
        return _places(grams, [(part, words[part][rank - 1]) for rank, part in sorted(ranked)[:_REASONS]])
    rows = features(grams.title, grams.text)
    speaking = [row for row in rows if row[2] > 0] or rows
    return _places(grams, [(part, gram) for part, gram, _ in speaking[:_REASONS]])


def _first(part: Weights, grams: set[str], best: int) -> list[int]:
    """The ranks of the weightiest words for a class."""
    ranks = part.reasons[best]
    return sorted(map(ranks.__getitem__, grams & ranks.keys()))[:_REASONS]


def _places(grams: Grams, found: list[tuple[Part, str]]) -> tuple[Reason, ...]:
    """Where some grams stand first; the marks of a part's ends are no letters of it."""
    places: list[Reason] = []
    for part, gram in found:
        letters = grams.title if part == "title" else grams.text
        start = letters.find(gram)
        if start < 0:
            start = f"^{letters}$".index(gram) - 1
        _unite(places, (part, max(start, 0), min(start + len(gram), len(letters))))
    return tuple(places)


def _unite(found: list[Reason], new: Reason) -> None:
    """Add a place; those of its part that it overlaps or touches become one with it, at the first one's rank."""
    part, start, end = new
    near = [at for at, (name, first, last) in enumerate(found) if start <= last and end >= first and part == name]
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
    parts: tuple[tuple[Part, Weights, set[str]], ...]
    parts = ("title", known.title, grams.titled), ("text", known.text, grams.told)
    for name, part, said in parts:
        weights = {gram: unpack(part.weights[gram]) for gram in said}
        norm = known.shape.scale / sqrt(max(sum(square for _, _, square in weights.values()), 1))
        for gram, (for_policy, for_price, _) in weights.items():
            values = for_policy, for_price, 0
            rows.append((name, gram, round((values[best] - values[second]) * norm, 4)))
    return sorted(rows, key=lambda row: (-abs(row[2]), row))[:_FEATURES]
