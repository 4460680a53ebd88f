"""What one part of a report tells: mentions of instruments, each with its changes and figures."""

from typing import Final

from workers.price.figures import Number
from workers.price.names import Name

__all__ = ["Event", "Figure", "Mention", "Percent", "Place"]

_NO_FIGURES: Final[dict[str, list["Figure"]]] = {}  # of all mentions that have none: most

Place = tuple[str, int, int]  # part, start, end


class Event:
    """One change told of one or more subjects.

    Attributes:
        order: Its place among the part's tokens.
        noun: It is a word like 涨幅, which is nothing without its figure.
        threshold: It is a word like 失守, whose figure is a level.
        extreme: It was only so for a while (一度).
        own_phase: Its phase stands in its own word (收涨).
        vague: Its figure is a range.
        currency: What it is told in (涨0.5美元), its code and where it stands.
        in_points: It is told in points (微升1点).
        loose: It is told as a view or a cause, and is nothing without its figure.
    """

    # Slots that are all set: a default of the class is slower to read.
    __slots__ = (
        "bound",
        "bound_at",
        "currency",
        "direction",
        "extreme",
        "figure_at",
        "in_points",
        "limit",
        "loose",
        "noun",
        "order",
        "own_phase",
        "part",
        "pct",
        "phase",
        "phase_at",
        "threshold",
        "vague",
        "word_at",
    )

    def __init__(
        self, word_at: Place, order: int, direction: str | None, phase: str | None = None, phase_at: Place | None = None
    ) -> None:
        self.part = word_at[0]
        self.word_at, self.order, self.direction, self.phase, self.phase_at = word_at, order, direction, phase, phase_at
        self.limit: str | None = None
        self.pct: Number | None = None
        self.bound: str | None = None
        self.bound_at: Place | None = None
        self.figure_at: Place | None = None
        self.currency: tuple[str | None, Place] | None = None
        self.extreme = self.noun = self.threshold = self.own_phase = self.loose = self.vague = self.in_points = False

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
    """One instrument as one part names it, and all that the part tells of it. `at`: where the name is printed."""

    __slots__ = ("at", "code", "code_at", "events", "figures", "flags", "name", "order", "part")

    def __init__(self, name: Name, at: Place, order: int) -> None:
        self.part, self.name, self.at, self.order = at[0], name, at, order
        self.events: list[Event] = []
        self.code: str | None = name.code
        self.code_at: Place | None = None
        self.flags: tuple[tuple[str, Place], ...] = ()
        self.figures = _NO_FIGURES

    def take(self, field: str, figure: Figure) -> None:
        """One more figure of a field."""
        if field in self.figures:
            self.figures[field].append(figure)
        elif self.figures:
            self.figures[field] = [figure]
        else:
            self.figures = {field: [figure]}

    def rename(self, name: Name, at: Place) -> None:
        """Gives the instrument a better name: what 以下简称 introduces."""
        self.name, self.at = name, at


class Percent:
    """A percentage as told: its value, its sign or none, its bound, and where both stand."""

    __slots__ = ("at", "bound", "bound_at", "sign", "value")

    def __init__(self, value: Number | None, sign: str, bound: str, at: Place, bound_at: Place | None) -> None:
        self.value, self.sign, self.bound, self.at, self.bound_at = value, sign, bound, at, bound_at
