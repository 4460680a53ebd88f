"""What one part of a report tells: mentions of instruments, each with its changes and figures."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from workers.price.figures import Number
from workers.price.names import Name

__all__ = ["Event", "Figure", "Mention", "Percent", "Place"]

Place = tuple[str, int, int]  # part, start, end


class Event:
    """One change told of one or more subjects.

    Attributes:
        order: Its place among the part's tokens.
        noun: It is a word like 涨幅, which is nothing without its figure.
        threshold: It is a word like 失守, whose figure is a level.
        extreme: It was only so for a while (一度).
        own_phase: Its phase stands in its own word (收涨).
        loose: It is told as a view or a cause, and is nothing without its figure.
    """

    # Defaults of the class: a list shares one event, a wrap makes hundreds, and most set few of them.
    direction: str | None = None
    limit: str | None = None
    pct: Number | None = None
    bound: str | None = None
    bound_at: Place | None = None
    figure_at: Place | None = None
    phase: str | None = None
    phase_at: Place | None = None
    extreme = noun = threshold = own_phase = loose = False

    def __init__(self, part: str, start: int, end: int, order: int) -> None:
        self.part, self.order = part, order
        self.word_at: Place = (part, start, end)

    def take(self, value: Number | None, bound: str, figure_at: Place, bound_at: Place | None = None) -> None:
        """Gives the change its percentage; the sign comes from the direction."""
        self.pct = -value if value is not None and self.direction == "down" else value
        self.bound, self.bound_at, self.figure_at = bound, bound_at, figure_at


class Figure:
    """One figure told of a subject: a price, points, an amount. `value` is None where JSON cannot carry it exactly."""

    # Defaults of the class: most figures are exact and say nothing of a session.
    bound = "exact"
    bound_at: Place | None = None
    currency: str | None = None
    unit_at: Place | None = None
    phase: str | None = None
    phase_at: Place | None = None
    extreme = own_phase = False

    def __init__(self, value: Number | None, at: Place, order: int) -> None:
        self.value, self.at, self.order = value, at, order


class Mention:
    """One instrument as one part names it, and all that the part tells of it. `raw` is the name as printed."""

    # Defaults of the class: most mentions have neither code nor flags nor figures.
    code: str | None = None
    code_at: Place | None = None
    flags: tuple[tuple[str, Place], ...] = ()
    figures: Mapping[str, list[Figure]] = MappingProxyType({})

    def __init__(self, part: str, name: Name, at: Place, raw: str, order: int) -> None:
        self.part, self.name, self.at, self.raw, self.order = part, name, at, raw, order
        self.events: list[Event] = []
        if name.code:
            self.code = name.code

    def take(self, field: str, figure: Figure) -> None:
        """One more figure of a field."""
        if field in self.figures:
            self.figures[field].append(figure)
        else:
            self.figures = {**self.figures, field: [figure]}

    def rename(self, name: Name, at: Place, raw: str) -> None:
        """Gives the instrument a better name: what 以下简称 introduces."""
        self.name, self.at, self.raw = name, at, raw


class Percent(NamedTuple):
    """A percentage as told: its value, its sign or none, its bound, and where both stand."""

    value: Number | None
    sign: str
    bound: str
    at: Place
    bound_at: Place | None
