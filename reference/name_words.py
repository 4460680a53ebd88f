"""The words around names in price briefs: what leads to a name, follows one, belongs to one, or is none.

name_words.csv: list, word, after, before, note. A word counts only where `after` stands in front of it and `before`
behind it. Each is a small pattern (``^`` and ``$``: the name's own start and end), or ``not`` and what must not stand
there. A blank in a word is any blank.

| list | a word that |
|---|---|
| lead, lead_end | leads to a name: 成分股; ends what leads to one: 受累于 |
| market, market_part | is a market in front of a name; makes it part of a longer one: 港股, 港股通 |
| country | is a country in front of a share's name |
| trail | stands between a name and what it did: 股价, 昨 |
| name_begins | has a name behind it wherever it stands: 带动 |
| firm, firm_latin | says what the company is whose Chinese, whose Latin name follows: 药厂 |
| before_share, before_market | may touch the share, the market's short name behind it |
| head_ends, known_head_ends | ends a name in front of it, ends one that a table holds: 宣布, 下试 |
| particle | is left over between a name and such a word: 更因 |
| goes_on | makes what a table holds the front of another name: 玻璃 |
| sector_end | is left out of a sector's name: 板块 |
| fund, stock, future, bond, interbank, index, crypto, price, material, metal, sector | shows by itself what kind of |
| | thing a name is: ETF, H股, 主力, 转债, SHIBOR, 综指, 币, 现货, 原油, 锂, 概念 |
| currency | has its rate told behind 兑 |
| whole_market, index_house | means a market as a whole behind its name (法国股指) unless this begins it (恒生股指) |
| related | makes shares of companies a group: 相关股份 |
| statistic | is an index that is not traded |
| too_general | tells of no instrument by itself |
| no_one | ends what is no single instrument: 妖股 |
| no_name, no_part | ends no name of a company; stands in no name at all |
| no_company, no_stem | stands in no company's name; begins none in front of 美股 |

The words of a list are tried longest first, so rows may stand in any order.
"""

import re
from functools import cache, lru_cache
from typing import Final

from reference.tables import read_rows

__all__ = ["name_words", "shape"]

_LIST: Final = re.compile(r"\{([a-z_]+)\}")
_NOT: Final = "not "


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[tuple[str, str, str]]]:
    lists: dict[str, list[tuple[str, str, str]]] = {}
    for name, word, after, before, _ in read_rows("name_words.csv"):
        lists.setdefault(name, []).append((word, after, before))
    return {name: sorted(rows, key=lambda row: len(row[0]), reverse=True) for name, rows in lists.items()}


@cache
def name_words(name: str) -> tuple[str, ...]:
    """The words of a list, longest first, whatever stands around them."""
    return tuple(word for word, _, _ in _lists()[name])


@cache
def shape(template: str) -> re.Pattern[str]:
    """A pattern in which ``{list}`` stands for any word of that list; made when it is first asked for."""
    return re.compile(_LIST.sub(lambda place: _any_of(place[1]), template))


def _any_of(name: str) -> str:
    """A pattern for any word of a list. It looks at one letter first, so that most places fail at once."""
    rows = _lists()[name]
    firsts = "".join(sorted({re.escape(word[0]) for word, _, _ in rows}))
    placed = [_beside("(?<", after) + _escaped(word) + _beside("(?", before) for word, after, before in rows]
    return f"(?=[{firsts}])(?:{'|'.join(placed)})"


def _escaped(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s")


def _beside(look: str, neighbour: str) -> str:
    sign, pattern = ("!", neighbour.removeprefix(_NOT)) if neighbour.startswith(_NOT) else ("=", neighbour)
    return f"{look}{sign}{pattern})" if neighbour else ""
