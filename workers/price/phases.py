"""Which part of the session is spoken of."""

from typing import Final

from workers.price.told import Place

__all__ = ["WHOLES", "Phases"]

WHOLES: Final = frozenset({"midday", "close"})  # phases of a report that looks back


class Phases:
    """Which part of the session is spoken of: now, and again after the sentence (`base`)."""

    __slots__ = ("at", "base", "fresh", "now")

    def __init__(self, base: tuple[str | None, Place | None]) -> None:
        self.base = base
        self.now, self.at = base
        self.fresh = False

    def tell(self, phase: str, word: str, at: Place, *, lasting: bool = True) -> None:
        """A word of time. 收盘 after 午间 means the midday close, 现报 before the open is still before it."""
        if (
            phase == "close"
            and self.now in ("midday", "night")
            and (
                self.fresh
                or (not lasting and (self.now == "night" or (self.base[1] is not None and self.base[1][0] == "title")))
            )
        ):
            return
        if phase == "open" and self.now == "night" and self.fresh:
            return  # 夜盘开盘
        if phase == "intraday" and self.now in ("pre", "after", "night") and word[0] in "现目最暂":
            return
        self.now, self.at, self.fresh = phase, at, True
        if lasting and (phase != "intraday" or word.startswith(("截至", "截止"))):
            self.base = (phase, at)

    def settle(self) -> None:
        """What is told now holds for the rest of the part."""
        self.base = (self.now, self.at)

    def go_on(self) -> None:
        """其后: 早段跌2%，其后报2700点 of half a day is the midday's; what follows the open is the open's no more."""
        if self.base[0] in WHOLES:
            self.back()
        elif self.now == "open":
            self.now = self.at = None
            if self.base[0] == "open":
                self.base = (None, None)

    def back(self) -> None:
        """Back to what holds for the part, if anything does."""
        if self.base[0]:
            self.now, self.at = self.base
