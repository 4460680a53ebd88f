"""Where the values of a move stand."""

from functools import lru_cache
from typing import Any

from schemas.evidence import Evidence, Span
from schemas.moves import Move
from workers.price.choose import Figures
from workers.price.told import Event, Place

__all__ = ["Grounds", "prove"]


# What a move rests on: where its name and its code are printed (None: it has none), its change, its limit, its figures,
# and where its time, its phase and its flags are printed. A plain tuple: one is made and taken apart a move.
Grounds = tuple[Place, Place | None, Event, Event | None, Figures, list[Place], Place | None, list[Place]]


def prove(evidence: Evidence, raw_id: str, index: int, move: dict[str, Any], grounds: Grounds) -> None:
    """Puts the spans of a move's values into the evidence, under its path ("moves[0].name")."""
    named_at, coded_at, event, limit, figures, as_of_at, phase_at, flags_at = grounds
    path = _paths(index)
    evidence[path["name"]] = name = [_span(raw_id, named_at)]
    code = [_span(raw_id, coded_at)] if coded_at else name
    for field in ("code", "exchange", "board", "asset"):
        if move[field] is not None:
            evidence[path[field]] = code
    evidence[path["direction"]] = [_span(raw_id, event.word_at)]
    if event.figure_at:
        evidence[path["change_pct"]] = [_span(raw_id, event.figure_at)]
        evidence[path["pct_bound"]] = [_span(raw_id, event.bound_at or event.figure_at)]
    if limit:
        evidence[path["limit"]] = [_span(raw_id, limit.word_at)]
    if figures:
        _prove_figures(evidence, raw_id, path, figures, has_currency=move["currency"] is not None)
    if as_of_at:
        at = [_span(raw_id, place) for place in as_of_at]
        evidence[path["as_of"]] = evidence[path["as_of_precision"]] = at
    if phase_at:
        evidence[path["phase"]] = [_span(raw_id, phase_at)]
    if flags_at:
        evidence[path["flags"]] = [_span(raw_id, place) for place in flags_at]


@lru_cache(maxsize=256)
def _paths(index: int) -> dict[str, str]:
    """The evidence paths of one move's fields; making them anew for each report takes 2 us a move."""
    return {field: f"moves[{index}].{field}" for field in Move.model_fields}


def _prove_figures(
    evidence: Evidence, raw_id: str, path: dict[str, str], figures: Figures, *, has_currency: bool
) -> None:
    for field, figure in figures.items():
        evidence[path[field]] = [_span(raw_id, figure.at)]
    amount = figures.get("amount")
    unit = figures.get("price", amount)
    if has_currency and unit and unit.unit_at:
        evidence[path["currency"]] = [_span(raw_id, unit.unit_at)]
    if amount and amount.unit_at:
        evidence[path["amount_bound"]] = [_span(raw_id, amount.bound_at or amount.at)]
        evidence[path["amount_currency"]] = [_span(raw_id, amount.unit_at)]


def _span(raw_id: str, place: Place) -> Span:
    part, start, end = place
    return {"raw_id": raw_id, "part": part, "start": start, "end": end}  # type: ignore[typeddict-item]  # one of the two
