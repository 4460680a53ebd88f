"""Weighs a text by the trained model, and says which words weighed most."""

from collections.abc import Iterable
from math import exp, sqrt

from reference.classify_model import Model, Shape, model, text_grams, title_grams, unpack
from reference.classify_rules import Label, Part

Reason = tuple[Part, int, int]
_LABELS: tuple[Label, Label, Label] = ("policy_story", "price_move", "other")
_REASONS = 5


def weigh(title: str, text: str) -> tuple[Label, float, tuple[Reason, ...]]:
    """Label, score and reasons for plain letters, cut to the lengths that the model reads."""
    known = model()
    titled = title_grams(title) if title else set()
    told = text_grams(text) if text else set()
    policy, price = _totals(known, titled, told)
    sharpness = known.shape.sharpness
    top = max(policy, price, 0.0)
    shares = (exp(sharpness * (policy - top)), exp(sharpness * (price - top)), exp(-sharpness * top))
    best = shares.index(max(shares))
    reasons = _reasons(known, best, (title, titled), (text, told))
    return _LABELS[best], round(shares[best] / sum(shares), 3), reasons


def _totals(known: Model, titled: set[str], told: set[str]) -> tuple[float, float]:
    shape = known.shape
    policy, price = shape.bias
    for grams, weights, absent in ((titled, known.title, shape.no_title), (told, known.text, shape.no_text)):
        more = _part_total(shape, sum(filter(None, map(weights.get, grams)))) if grams else absent
        policy += more[0]
        price += more[1]
    return policy, price


def _part_total(shape: Shape, packed: int) -> tuple[float, float]:
    policy, price, square = unpack(packed)
    norm = shape.scale / sqrt(square) if square else 0.0
    return policy * norm, price * norm


def _reasons(known: Model, best: int, title: tuple[str, set[str]], text: tuple[str, set[str]]) -> tuple[Reason, ...]:
    """Where the loudest grams for a class stand, merged where they touch: title first, then by weight."""
    parts: list[tuple[Part, str, frozenset[str]]] = [
        ("title", title[0], title[1] & known.loud_title[best]),
        ("text", text[0], text[1] & known.loud_text[best]),
    ]
    found: list[Reason] = []
    for part, letters, loud in parts:
        found += ((part, start, end) for start, end in _merged(letters, loud))
    return tuple(found[:_REASONS])


def _merged(letters: str, grams: Iterable[str]) -> list[tuple[int, int]]:
    """Places of grams, those that overlap made one, the longest first."""
    places = sorted((letters.find(word), len(word)) for word in (gram.strip("^$") for gram in grams))
    merged: list[tuple[int, int]] = []
    for start, size in places:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], start + size))
        else:
            merged.append((start, start + size))
    return sorted(merged, key=lambda place: (place[0] - place[1], place[0]))


def features(title: str, text: str) -> list[tuple[Part, str, float]]:
    """The grams that weighed most for the class over its runner-up, either way, at most twenty; most first."""
    known = model()
    titled = title_grams(title) if title else set()
    told = text_grams(text) if text else set()
    policy, price = _totals(known, titled, told)
    ranked = sorted(((policy, 0), (price, 1), (0.0, 2)), reverse=True)
    best, second = ranked[0][1], ranked[1][1]
    rows: list[tuple[Part, str, float]] = []
    parts: list[tuple[Part, set[str], dict[str, int]]] = [("title", titled, known.title), ("text", told, known.text)]
    for part, grams, weights in parts:
        square = unpack(sum(filter(None, map(weights.get, grams))))[2]
        for gram in grams & weights.keys():
            values = (*unpack(weights[gram])[:2], 0)
            rows.append((part, gram, round((values[best] - values[second]) * known.shape.scale / sqrt(square), 4)))
    return sorted(rows, key=lambda row: (-abs(row[2]), row))[:20]
