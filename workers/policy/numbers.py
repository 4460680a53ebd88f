"""Numbers as Chinese prints them, exactly: no float arithmetic on the way.

A scale before a unit stays with the unit (1.4万元 is 1.4 万元), as printed; mixed forms (25万3000人) are counted out.
"""

from decimal import Decimal
from typing import Final

_DIGITS: Final = {**{digit: value for value, digit in enumerate("零一二三四五六七八九")}, "两": 2, "〇": 0}
_TENS: Final = {"十": 10, "廿": 20, "卅": 30, "百": 100, "千": 1000}
SCALES: Final = {"万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000, "百万": 1_000_000, "千万": 10_000_000,
                 "千": 1_000, "百": 100, "百亿": 10_000_000_000, "千亿": 100_000_000_000}  # fmt: skip


def json_number(value: Decimal) -> int | float:
    """A number as JSON prints it: whole numbers without a point, others with the digits that were printed."""
    return int(value) if value == value.to_integral_value() else float(value)


def arabic(text: str) -> Decimal:
    """1,134.10 → 1134.10."""
    return Decimal(text.replace(",", ""))


def chinese(text: str) -> int | None:
    """一百二十 → 120, 两千 → 2000, 二〇 → 20. None if the characters form no number (五六, 百千)."""
    if not any(char in _TENS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text)) if len(text) == 1 or "〇" in text else None
    total, digit = 0, None
    last = 10_000
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
            continue
        ten = _TENS[char]
        if ten >= last or (digit == 0):
            return None
        total += (1 if digit is None else digit) * ten
        digit, last = None, min(ten, 100) if char in "廿卅" else ten
    return total + (digit or 0)


def neighbours(text: str) -> tuple[int, int] | None:
    """五六 → (5, 6): two digits that follow each other say "five or six"."""
    if len(text) != 2:
        return None
    low, high = _DIGITS.get(text[0]), _DIGITS.get(text[1])
    return (low, high) if low and high and high - low == 1 else None
