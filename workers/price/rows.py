"""Rows of a table that lost its lines: 代码 简称 涨跌幅（%） ... 600000 某某银行 1.02 0.35 ...

Only columns that the header names count, and only values with another one behind them, as the last may be cut off.
"""

import re
from typing import Final

from reference import securities
from workers.price import figures
from workers.price.names import Name
from workers.price.told import Event, Figure, Mention, Place

__all__ = ["read_rows"]

_HEADER: Final = re.compile(
    r"代码\s{1,3}(?:证券|股票)?简称\s{1,3}(?P<columns>\S{1,20}(?:\s{1,3}\S{1,20}){0,11}?)\s{1,3}(?=\d{6}\s)", re.ASCII
)
_COLUMN: Final = re.compile(r"(?:今日|当日)?(?P<what>[^\s(（]+)(?:[(（](?P<unit>[^)）]*)[)）])?$")
_ROW: Final = re.compile(
    r"(?<!\d)(?P<code>\d{6})\s{1,3}(?P<name>[^\s\d]\S{1,9})\s{1,3}"
    r"(?P<values>(?:(?!\d{6}\s{1,3}[^\s\d])[+-]?\d{1,9}(?:\.\d{1,6})?%?\s{1,3}){1,12})",
    re.ASCII,
)
_VALUE: Final = re.compile(r"(?P<sign>[+-]?)(?P<digits>\d+(?:\.\d+)?)")
_CAPTION: Final = re.compile(r"涨停|跌停")
_CAPTION_CHARS: Final = 16
_FIELDS: Final = {
    ("涨跌幅", "%"): "change",
    ("涨幅", "%"): "change",
    ("收盘价", "元"): "price",
    ("最新价", "元"): "price",
    ("换手率", "%"): "turnover_rate_pct",
}


def read_rows(part: str, plain: str) -> list[Mention]:
    """One mention for each row whose change the table tells: in a column, or as a list of limits by its caption."""
    header = _HEADER.search(plain)
    if header is None:
        return []
    columns = [(m["what"], m["unit"]) if m else ("", None) for m in map(_COLUMN.match, header["columns"].split())]
    fields = [_FIELDS.get(column) if column[1] else None for column in columns]  # type: ignore[arg-type]  # a unit
    units = [header.start("columns") + header["columns"].find("元")] if "price" in fields else [0]
    caption = _CAPTION.search(plain, max(header.start() - _CAPTION_CHARS, 0), header.start())
    if caption is None and "change" not in fields:
        return []
    found: list[Mention] = []
    for row in _ROW.finditer(plain, header.end()):
        if securities.by_code(row["code"]) is None:
            continue
        mention = _mention(part, row)
        _read_values(mention, row, fields, (part, units[0], units[0] + 1))
        if caption and not mention.events:
            event = Event((part, *caption.span()), mention.order, "up" if caption[0] == "涨停" else "down")
            event.limit = event.direction
            mention.events.append(event)
        found.append(mention)
    return found


def _mention(part: str, row: re.Match[str]) -> Mention:
    start, end = row.span("name")
    name = Name(0, end - start, row["name"], "stock", "CN", f"share:{row['code']}", known=True, code=row["code"])
    mention = Mention(name, (part, start, end), row.start())
    mention.code_at = (part, *row.span("code"))
    return mention


def _read_values(mention: Mention, row: re.Match[str], fields: list[str | None], unit_at: Place) -> None:
    values = _VALUE.finditer(row.string, row.start("values"), row.end("values"))
    for field, value in zip(fields, values, strict=False):
        at = (mention.part, value.start("digits"), value.end("digits"))
        number = figures.exact(value["digits"])
        if field == "change":
            direction = "flat" if not number else "down" if value["sign"] == "-" else "up"
            event = Event((mention.part, *value.span()), mention.order, direction)
            event.take(number, "exact", at)
            mention.events.append(event)
        elif field:
            figure = Figure(number, at, mention.order)
            if field == "price":
                figure.unit_at = unit_at
            mention.take(field, figure)
