"""What one part of a report tells: mentions of instruments, each with its changes and figures."""

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

    __slots__ = (
        "at",
        "bound",
        "bound_at",
        "currency",
        "extreme",
        "order",
        "own_phase",
        "phase",
        "phase_at",
        "unit_at",
        "value",
    )

    def __init__(self, value: Number | None, at: Place, order: int) -> None:
        self.value, self.at, self.order = value, at, order
        self.bound = "exact"
        self.bound_at: Place | None = None
        self.currency: str | None = None
        self.unit_at: Place | None = None
        self.phase: str | None = None
        self.phase_at: Place | None = None
        self.extreme = self.own_phase = False


class Mention:
    """One instrument as one part names it, and all that the part tells of it. `raw` is the name as printed."""

    __slots__ = ("at", "code", "code_at", "events", "figures", "flags", "flags_at", "name", "order", "part", "raw")

    def __init__(self, part: str, name: Name, at: Place, raw: str, order: int) -> None:
        self.part, self.name, self.at, self.raw, self.order = part, name, at, raw, order
        self.code: str | None = name.code
        self.code_at: Place | None = None
        self.flags: list[str] = []
        self.flags_at: list[Place] = []
        self.events: list[Event] = []
        self.figures: dict[str, list[Figure]] = {}

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
