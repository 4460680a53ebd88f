"""Names that nothing parts: 谷歌特斯拉, 沪铜沪锌, 基建地产, 金银油."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from reference import securities
from workers.price.names import Name, known_name

__all__ = ["glued_names"]

_METALS: Final = re.compile(r"\s*(?P<metals>[金银铜油铂钯]{2,4})\s*$")
_GOODS: Final = frozenset({"future", "variety", "commodity"})
_FAMILIES: Final = (
    frozenset({"sector"}),
    _GOODS,
    frozenset({"index"}),
    frozenset({"stock"}),
)
_LONGEST: Final = 16
_LEAST: Final = 4
_SHORT: Final = 2


@lru_cache(maxsize=8192)
def glued_names(text: str) -> tuple[Name, ...]:
    """Names of one kind that fill a text together: two, more of goods, or metals told by one character each."""
    metals = _METALS.match(text)
    if metals:
        first = metals.start("metals")
        signs = metals["metals"]
        return tuple(
            Name(first + at, first + at + 1, sign, "commodity", "US", f"commodity:{sign}", known=True, tabled=True)
            for at, sign in enumerate(signs)
        )
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if not _LEAST <= end - start <= _LONGEST:
        return ()
    for at in range(start + 2, end - 1):
        left = known_name(text, start, at)
        right = known_name(text, at, end) if left else None
        if left and right and _are_of_one_family(left, right):
            return (left, right)
        if left and right is None and left.asset in _GOODS:
            rest = glued_names(text[at:end])
            if rest and rest[0].asset in _GOODS:
                return (left, *(replace(name, start=name.start + at, end=name.end + at) for name in rest))
    return ()


def _are_of_one_family(left: Name, right: Name) -> bool:
    """Whether two names go together; short names of shares are too often parts of other words."""
    family = next((kinds for kinds in _FAMILIES if left.asset in kinds), None)
    if family is None or right.text[0].isdigit() or right.asset not in family or left.key == right.key:
        return False
    if left.asset == "index" and left.text[-1].isdigit() and right.text.endswith("指数"):
        return False  # 沪深300地产指数
    if left.asset == "sector":  # 5G消费电子概念, 燃料电池能源 are one
        return len(left.text) == len(right.text.removesuffix("板块").removesuffix("股")) == _SHORT
    return left.asset != "stock" or not (securities.is_common_word(left.text) or securities.is_common_word(right.text))
