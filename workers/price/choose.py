"""Of all that is told of one instrument, what counts: the current over an extreme, the exact over the rounded."""

from typing import Final

from workers.price.phases import WHOLES
from workers.price.told import Event, Figure, Mention

__all__ = ["Figures", "best_event", "best_figures", "limit_event"]

Figures = dict[str, Figure]  # by field; only those that are told

_LEAST_LIMIT_PCT: Final = 9
_LEVELS: Final = frozenset({"price", "points", "bare"})


def best_event(mentions: list[Mention]) -> Event:
    """The change that counts: with a percentage, current, exact, in the text, the last one told."""
    if len(mentions) == 1 and len(mentions[0].events) == 1:
        return mentions[0].events[0]
    best = _last_of_full_weight(mentions)
    if best:
        return best
    events = [event for mention in mentions for event in mention.events]
    best = max(events, key=_weight)
    if best.extreme:  # 一度跌近1%，随后翻红: a turn without a figure counts before the extreme
        for event in events:
            if event.part == best.part and event.order > best.order and event.direction not in (None, best.direction):
                best = event
    elif best.phase == "intraday":  # 早段升1.4%，半日微升1点: the session's end counts before its beginning
        for event in events:
            if event.part == best.part and event.order > best.order and event.in_points and event.phase in WHOLES:
                best = event
    return best


def _last_of_full_weight(mentions: list[Mention]) -> Event | None:
    """The last change that no rule of `_weight` speaks against. Most have one, found in a fifth of the time."""
    best = None
    for mention in mentions:
        if mention.part == "text":
            for event in mention.events:
                if (
                    event.bound == "exact"
                    and event.pct is not None
                    and not event.extreme
                    and (event.phase != "open" or not event.own_phase)
                    and (best is None or event.order > best.order)
                ):
                    best = event
    return best


def _weight(event: Event) -> tuple[int, int]:
    """One bit a rule, the first the weightiest; of equals the last told."""
    later = event.phase != "open" or not event.own_phase
    current = later and not event.extreme
    told = event.pct is not None or event.vague
    rank = (
        32 * (told or event.limit is not None or (event.in_points and current))
        + 16 * (not event.extreme)
        + 8 * later
        + 4 * told
        + 2 * (event.bound == "exact" and not _is_rounded(event))
        + (event.part == "text")
    )
    return rank, event.order


def _is_rounded(event: Event) -> bool:
    """科指升2% of a title: the text's 近2.1% says more."""
    return event.part == "title" and isinstance(event.pct, int)


def limit_event(mentions: list[Mention], chosen: Event) -> Event | None:
    """The limit that stands beside the chosen change: same direction, and not overtaken by a smaller percentage."""
    if len(mentions) == 1 and len(mentions[0].events) == 1:
        return chosen if chosen.limit and _reaches(chosen, mentions) else None
    found = [
        e
        for m in mentions
        for e in m.events
        if e.limit and e.limit == chosen.direction and (not e.extreme or chosen.extreme)
    ]
    if not found:
        return None
    if not _reaches(chosen, mentions):
        return None
    return max(found, key=lambda e: (e.part == "text", -e.order))


def _reaches(chosen: Event, mentions: list[Mention]) -> bool:
    """Whether the percentage, if any, is large enough for a limit: 9 of 10, or any for ST shares and futures."""
    return (
        chosen.pct is None
        or abs(chosen.pct) >= _LEAST_LIMIT_PCT
        or any(m.name.asset == "future" or any("ST" in flag for flag, _ in m.flags) for m in mentions)
    )


def best_figures(mentions: list[Mention]) -> Figures:
    """The figure that counts of each field, never an extreme."""
    best: Figures = {}
    for mention in mentions:
        for field, figures in mention.figures.items():
            for figure in figures:
                if not figure.extreme and (field not in best or _rank(field, figure) > _rank(field, best[field])):
                    best[field] = figure
    return best


def _rank(field: str, figure: Figure) -> tuple[bool, bool, bool, int]:
    """Not the open if there is another; the exact; the text's; the last level told, the first of all else."""
    order = figure.order if field in _LEVELS else -figure.order
    return figure.phase != "open", figure.bound == "exact", figure.at[0] == "text", order
