"""Printed figures as exact numbers. No float arithmetic: digits and a power of ten."""

from functools import lru_cache
from typing import Final

Number = int | float

_SCALES: Final = {None: 0, "百": 2, "千": 3, "万": 4, "亿": 8, "万亿": 12}
_DIGITS: Final = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_CURRENCIES: Final = {
    "元": None,
    "人民币": "CNY",
    "元人民币": "CNY",
    "美元": "USD",
    "美分": "USD",
    "美仙": "USD",
    "港元": "HKD",
    "港币": "HKD",
    "欧元": "EUR",
    "英镑": "GBP",
    "便士": "GBP",
    "日元": "JPY",
    "日圆": "JPY",
    "新台币": "TWD",
    "台币": "TWD",
    "元新台币": "TWD",
    "新元": "SGD",
    "韩元": "KRW",
    "卢布": "RUB",
    "澳元": "AUD",
    "加元": "CAD",
    "瑞郎": "CHF",
    "印尼盾": "IDR",
    "卢比": "INR",
    "里拉": "TRY",
    "令吉": "MYR",
    "泰铢": "THB",
}
_SAFE_DIGITS: Final = 15
_MAX_WHOLE: Final = 2**53
_UNITS: Final = {"手": 2, "美分": -2, "美仙": -2, "便士": -2}


def exact(digits: str, power: int = 0) -> Number | None:
    """Decimal text times a power of ten: an int if whole, else the float whose text has the same digits.

    None for more digits than readers of JSON keep: 15 of a fraction, 2**53 of a whole.
    """
    if not power and len(digits) <= _SAFE_DIGITS:
        try:
            value = float(digits)
        except ValueError:
            pass  # 1,234
        else:
            return int(value) if value.is_integer() else value
    if "," in digits or " " in digits:
        digits = digits.replace(",", "").replace(" ", "")
    whole, _, fraction = digits.partition(".")
    shift = power - len(fraction)
    number = int(whole + fraction)
    if shift >= 0:
        number *= 10**shift
        return number if number <= _MAX_WHOLE else None
    quotient, rest = divmod(number, 10**-shift)
    if not rest:
        return quotient if quotient <= _MAX_WHOLE else None
    text = f"{quotient}.{rest:0{-shift}d}"
    return float(text) if len(text.strip("0")) - 1 <= _SAFE_DIGITS else None


percent = lru_cache(maxsize=4096)(exact)  # a few thousand say all that shares do

printed = lru_cache(maxsize=4096, typed=True)(str)  # a float's text takes five times as long; 1.0 is no 1


def currency_of(unit: str) -> str | None:
    """The ISO code that a unit names; None for a bare 元, which depends on the market."""
    return _CURRENCIES[unit]


def scaled(digits: str, scale: str | None, unit: str) -> Number | None:
    """The value of a figure with its scale (万, 亿), lots (手) and hundredths (美分) worked in."""
    return exact(digits, _SCALES[scale] + _UNITS.get(unit, 0))


def tenths(text: str) -> Number | None:
    """Chinese tenths and multiples as percent: 两成 is 20, 半成 5, 一成半 15, 两倍 200, 1.5倍 150."""
    if text == "半成":
        return 5
    if text.endswith("倍"):
        return exact(str(_DIGITS.get(text[0], text[:-1])), 2)
    head = _DIGITS.get(text[0]) or int(text[0])
    return head * 10 + (5 if text.endswith("半") else 0)
