"""What holds until the next comma."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reference.move_words import MoveWord
    from workers.price.told import Mention, Percent, Place


# What a clause holds: one bit each, since a clause begins at each comma and all of them are cleared at once.
PRIOR: Final = 1 << 0  # 昨日: not of today
UNSURE: Final = 1 << 1  # 或将
COMPARE: Final = 1 << 2  # 较昨日, until the verb
EXTREME: Final = 1 << 3  # 一度
CAUSE: Final = 1 << 4  # 由于
TODAY: Final = 1 << 5  # it tells when in the session
LONG: Final = 1 << 6  # 本周, 今年: it tells of more than a day
OLDER: Final = 1 << 7  # the clause before ； did
TOLD_LONG: Final = 1 << 8  # a change of more than a day was told
BEHIND_LONG: Final = 1 << 9  # the clause before the comma told one
BEHIND_EXTREME: Final = 1 << 10  # the clause before the comma told an extreme
DISTRIBUTE: Final = 1 << 11  # 分别: each figure to its own name
TO_LEVEL: Final = 1 << 12  # 至: the next figure is a level
STRANGER: Final = 1 << 13  # a verb has been said of what is no name

DOUBTED: Final = PRIOR | UNSURE
NOT_NOW: Final = PRIOR | COMPARE
SET_ASIDE: Final = PRIOR | UNSURE | COMPARE
ENDED_BY_A_SPACE: Final = SET_ASIDE | EXTREME  # in a title


class Clause:
    """What holds until the next comma.

    Attributes:
        holds: The bits above.
        before: Which part of the session was spoken of where it began.
        label: The word that names the next figure, and where it stands.
        bound: over, under or near, and its word.
        held: A percentage that waits for its word behind it: 20%涨停.
        queue: Those who still wait for their figure behind 分别.
    """

    __slots__ = ("before", "bound", "held", "holds", "label", "label_at", "queue")

    def __init__(self) -> None:
        self.holds = 0
        self.before: tuple[str | None, Place | None] = (None, None)
        self.label: MoveWord | None = None
        self.label_at: Place | None = None
        self.bound: tuple[str, Place] | None = None
        self.held: Percent | None = None
        self.queue: tuple[Mention, ...] = ()

    def figure_read(self) -> None:
        """Label and bound are used up."""
        self.label = self.bound = None
        self.holds &= ~TO_LEVEL


def holds_behind(last: int) -> int:
    """What a clause holds because of what the one before it held."""
    holds = BEHIND_EXTREME if last & EXTREME else 0
    if last & PRIOR and last & (TOLD_LONG | BEHIND_LONG):
        holds |= BEHIND_LONG
    return holds
