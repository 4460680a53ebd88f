"""The words of price briefs: what each says of a change, a figure, a time or a subject.

| kind | words that |
|---|---|
| move | tell a change: direction, strength 1 to 3, limit, phase |
| noun, signed | name a change and need its figure: 涨幅, 涨跌幅 |
| price, amount, traded, turnover, value | name the figure behind them |
| other | name a figure that is none of ours: 振幅, 发行价 |
| over, under, near, exact | bound the figure behind them |
| extreme, prior, compare, unsure | set a clause aside: 一度, 昨日, 较, 或将 |
| phase, today, as_of | say when |
| group, link, filler, start, end | are no names: 三大指数, 该股, 集体, 其中, 等 |
| object | have what comes next as their object: 纳入 |
| driven | say that the name before is a cause: 带动下 |
| none | only look like one of the above: 合约 is no 约 |

Words stand in simplified characters; a text is brought to them by `reference.traditional.same_length`.
"""

from dataclasses import dataclass
from functools import lru_cache

from reference.tables import optional_text, read_rows

__all__ = ["MoveWord", "move_words"]


@dataclass(frozen=True, slots=True)
class MoveWord:
    """One word. `direction` is up, down, flat or None; `strength` 1 to 3, 0 if it says none."""

    word: str
    kind: str
    direction: str | None
    strength: int
    limit: str | None
    phase: str | None


@lru_cache(maxsize=1)
def move_words() -> tuple[MoveWord, ...]:
    """The whole table, in its order."""
    return tuple(
        MoveWord(word, kind, optional_text(direction), int(strength or 0), optional_text(limit), optional_text(phase))
        for word, kind, direction, strength, limit, phase in read_rows("move_words.csv")
    )
