"""Numbers as Chinese prints them, exactly: no float arithmetic on the way.

A scale before a unit stays with the unit, as printed (1.4万元 is 1.4 万元); mixed forms are counted out (2亿1千万元).
"""

import re
from decimal import Decimal
from typing import Final

_DIGITS: Final = {**{digit: value for value, digit in enumerate("零一二三四五六七八九")}, "两": 2, "〇": 0}
_TENS: Final = {"十": 10, "廿": 20, "卅": 30, "百": 100, "千": 1000}
_SMALL: Final = {"百": 100, "千": 1000}
_BIG: Final = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
_PARTS: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|万亿|[千百万亿]|[零〇一二三四五六七八九两十廿卅]+")
_ALL: Final = 10**16  # above any scale
_EXACT: Final = 2**53  # readers of JSON lose digits of larger whole numbers


def json_number(value: Decimal | int) -> int | float | None:
    """A number as JSON prints it: whole ones without a point, others with the digits printed; None if JSON cannot."""
    if isinstance(value, int) or value == value.to_integral_value():
        whole = int(value)
        return whole if abs(whole) <= _EXACT else None
    number = float(value)
    return number if Decimal(repr(number)) == value else None


def arabic(text: str) -> Decimal | int:
    """1,134.10 → 1134.10; whole numbers as int, which is faster and equal to the Decimal."""
    digits = text.replace(",", "")
    return int(digits) if digits.isdigit() else Decimal(digits)


def compound(text: str) -> Decimal | None:
    """2亿1千万 → 210000000, 136万2千 → 1362000, 25万3000 → 253000. None if the parts form no number."""
    total = section = Decimal(0)
    current: Decimal | None = None
    last_big = last_small = _ALL
    for part in _PARTS.findall(text.replace("零", "")):
        if part in _SMALL:
            if current is None or _SMALL[part] >= last_small:
                return None
            section, current, last_small = section + current * _SMALL[part], None, _SMALL[part]
        elif part in _BIG:
            value = section + (current or 0)
            if not value or value * _BIG[part] >= last_big:
                return None
            total, section, current = total + value * _BIG[part], Decimal(0), None
            last_big, last_small = _BIG[part], _ALL
        else:
            number = arabic(part) if part[0].isdigit() else chinese(part)
            if current is not None or number is None:
                return None
            current = Decimal(number)
    rest = section + (current or 0)
    return total + rest if rest < last_big and (current or 0) < last_small else None


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
