"""Figures that are no percentage, and the labels that name them."""

import re
from typing import Final

from workers.price import figures
from workers.price.scan import Token
from workers.price.state import State
from workers.price.told import Figure, Place

__all__ = ["add_figure", "on_bare", "on_label", "on_measure", "on_other"]

_VAGUE_LEVELS: Final = ("以上", "以下", "附近", "上方", "下方", "左右")
_SHARES_A_LOT: Final = 2  # 手 is 10**2 shares


def on_label(s: State, token: Token) -> None:
    """A label makes the names before it the subject; 现报 and 收报 tell the time as well."""
    clause = s.clause
    if s.waiting:
        found = s.namer.mentions_of(s.segments, s.subjects, s.index, strict=bool(s.subjects))
        s.forget_names()
        s.closed = False
        if found:
            s.speak_of(found)
            s.event = None
    elif s.topic and (not s.subjects or s.namer.knows_name(s.topic)):
        s.take_names()
    clause.label, clause.label_at = token[3], s.place(token)
    if token[3].phase and token[0] == "price" and not clause.prior:
        s.phases.tell(token[3].phase, token[3].word, clause.label_at)


def on_other(s: State, token: Token) -> None:
    """A label of a figure that is none of ours; the name before it stays what the text speaks of."""
    s.clause.label, s.clause.label_at = token[3], s.place(token)
    if s.waiting and s.orphan:
        s.end_waiting()
    elif s.waiting and s.namer.knows_name(s.segments):
        s.topic = s.segments
    s.forget_names()


def on_measure(s: State, match: re.Match[str]) -> None:
    """A figure with a unit: money, points or a number of shares."""
    unit = match["unit"]
    place = (s.part, match.start("number"), match.end("unit"))
    if unit in ("股", "手"):
        if s.clause.label_kind == "traded":
            shares = figures.scaled(match, _SHARES_A_LOT if unit == "手" else 0)
            add_figure(s, "volume_shares", Figure(shares, place, s.index))
    elif unit == "点":
        _add_level(s, "points", Figure(figures.scaled(match, 0), place, s.index))
    elif unit.endswith("基点"):
        if s.event is not None:
            s.event.threshold = True  # a change in points of a hundredth has no percentage, but may tell a level
    elif unit != "点子":
        _add_money(s, match, place)
    s.clause.figure_read()


def _add_money(s: State, match: re.Match[str], place: Place) -> None:
    label, bound = s.clause.label_kind, s.clause.bound
    figure = Figure(figures.scaled(match, 0), place, s.index)
    figure.currency = figures.currency_of(match["unit"])
    figure.unit_at = (s.part, match.start("unit"), match.end("unit"))
    if label in ("amount", "traded", "value"):
        if bound:
            figure.bound, figure.bound_at = bound
        add_figure(s, "market_value" if label == "value" else "amount", figure)
    elif label != "other":
        _add_level(s, "price", figure)


def on_bare(s: State, token: Token) -> None:
    """A number without a unit counts behind a price label, if it does not touch the end, where it may be cut."""
    if s.clause.label_kind == "price" and token[2] < len(s.plain.rstrip(".… ")):
        _add_level(s, "bare", Figure(figures.exact(s.word(token)), s.place(token), s.index))
    s.clause.figure_read()


def _add_level(s: State, field: str, figure: Figure) -> None:
    """A price or points, where the words say that it is the level and not the change."""
    after = s.after()
    lead = s.plain[max(figure.at[1] - 1, 0)]
    before_close = lead in "以于" and after is not None and after[0] in ("phase", "price")  # 以12元收盘
    if s.plain.startswith(_VAGUE_LEVELS, s.tokens[s.index][2]):
        return  # 至140美元以上, 4000美元附近
    if s.clause.label_kind == "price" or before_close or (s.clause.to_level and s.event is not None):
        add_figure(s, field, figure)


def add_figure(s: State, field: str, figure: Figure) -> None:
    """Gives the one subject a figure; a list has none of its own."""
    clause = s.clause
    if figure.value is None:
        return
    if s.waiting:
        s.take_names(figure=True)
    if len(s.subjects) != 1 or s.grouped or clause.prior or clause.compare:
        return
    figure.extreme = clause.extreme
    phase = clause.label.phase if clause.label else None
    if phase:
        figure.own_phase, figure.phase_at = True, clause.label_at
        figure.phase = s.phases.now if phase == "close" else phase
    else:
        figure.phase, figure.phase_at = s.phases.now, s.phases.at
    s.subjects[0].figures.setdefault(field, []).append(figure)
