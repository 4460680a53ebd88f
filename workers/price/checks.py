"""What a careful editor would compare. Each check names the rule and the figures; none changes a value."""

from datetime import date
from functools import lru_cache
from typing import Any, Final

from reference import securities, trading_days
from reference.price_limits import limit_on
from workers.price.figures import Number, printed

__all__ = ["checks_of"]

Check = dict[str, Any]

_NEW_DAYS: Final = 14  # no limit on a share's first five trading days; holidays may lie between
_MORNING: Final = "09:15", "11:30"
_AFTERNOON: Final = "13:00", "15:30"
_AMOUNT_SPREAD: Final = (0.5, 2.0)  # an average price lies near the last one, not on it


def checks_of(
    move: dict[str, Any],
    market: str | None,
    told_pct: tuple[Any, Any],
    candidates: tuple[str, ...],
    *,
    printed_code: bool,
) -> list[Check]:
    """The checks that apply to one move, in a fixed order.

    Args:
        move: With all its values.
        market: Where it is quoted.
        told_pct: The percentage as the title and as the text tell it, None where one tells none.
        candidates: The codes that an ambiguous name can mean.
        printed_code: The code is printed, so that the name can be held against it.
    """
    found: list[Check] = []
    pct, direction = move["change_pct"], move["direction"]
    if pct is not None:
        found.append(_direction_check(pct, direction))
    day = move["as_of"][:10] if move["as_of"] else None
    if move["code"] and move["asset"] == "stock" and market == "CN":
        _add_limit_checks(found, move, day)
        if printed_code:
            _add_name_check(found, move)
    if candidates:
        found.append({"name": "name_is_one", "ok": False, "detail": f"{move['name']} can be {', '.join(candidates)}"})
    if day and market == "CN":
        _add_day_checks(found, move, day)
    if told_pct[0] is not None and told_pct[1] is not None:
        found.append(
            {
                "name": "title_agrees",
                "ok": told_pct[0] == told_pct[1],
                "detail": f"title {told_pct[0]}%, text {told_pct[1]}%",
            }
        )
    if move["amount"] and move["price"] and move["volume_shares"]:
        _add_amount_check(found, move)
    return found


def _direction_check(pct: Number, direction: str | None) -> Check:
    sign = "up" if pct > 0 else "down" if pct < 0 else "flat"
    detail = f"{printed(pct)}% is {sign}, told {direction}"
    return {"name": "direction_agrees", "ok": sign in (direction, "flat"), "detail": detail}


def _add_limit_checks(found: list[Check], move: dict[str, Any], day: str | None) -> None:
    board, pct = move["board"], move["change_pct"]
    if pct is None or board is None or day is None:
        return
    allowed = _allowed(move["code"], board, day, st="ST" in " ".join(move["flags"]))
    if allowed is None:
        return
    # a limit price is rounded to a cent, so a cheap share may pass its limit by half a cent's worth
    slack = 0.01 + (0.5 / move["price"] if move["price"] else 0.5)
    ok = abs(pct) <= allowed + slack or move["pct_bound"] == "near"
    found.append({"name": "within_limit", "ok": ok, "detail": f"{printed(pct)}% against {allowed}% ({board})"})
    if move["limit"]:
        found.append(
            {
                "name": "limit_reached",
                "ok": abs(pct) >= allowed - slack,
                "detail": f"limit {move['limit']} at {pct}%, limit is {allowed}%",
            }
        )


@lru_cache(maxsize=8192)
def _allowed(code: str, board: str, day: str, *, st: bool) -> int | None:
    """A share's limit on a day; None on its first days and where none is known."""
    on = date.fromisoformat(day)
    share = securities.by_code(code)
    if share and share.listed_on and 0 <= (on - share.listed_on).days <= _NEW_DAYS:
        return None
    return limit_on(board, on, st=st)


def _add_name_check(found: list[Check], move: dict[str, Any]) -> None:
    share = securities.by_code(move["code"])
    if share is None:
        return
    ok = any(each.code == share.code for naming in (securities.by_name(move["name"]),) for each in naming) or _is_part(
        move["name"], share.name
    )
    found.append({"name": "name_agrees", "ok": ok, "detail": f"{move['name']}, {move['code']} is {share.name}"})


def _is_part(name: str, listed: str) -> bool:
    return name in listed or listed in name or name[-2:] in listed


def _add_day_checks(found: list[Check], move: dict[str, Any], day: str) -> None:
    trading = _is_trading_day(day)
    if trading is not None:
        found.append({"name": "trading_day", "ok": trading, "detail": day})
    if move["as_of_precision"] == "minute" and move["asset"] in ("stock", "fund", "index"):
        clock = move["as_of"][11:16]
        ok = _MORNING[0] <= clock <= _MORNING[1] or _AFTERNOON[0] <= clock <= _AFTERNOON[1]
        found.append({"name": "within_session", "ok": ok, "detail": clock})


@lru_cache(maxsize=512)
def _is_trading_day(day: str) -> bool | None:
    return trading_days.is_trading_day(date.fromisoformat(day))


def _add_amount_check(found: list[Check], move: dict[str, Any]) -> None:
    ratio = move["amount"] / (move["price"] * move["volume_shares"])
    low, high = _AMOUNT_SPREAD
    found.append(
        {
            "name": "amount_agrees",
            "ok": low <= ratio <= high,
            "detail": f"{move['amount']} for {move['volume_shares']} at {move['price']}",
        }
    )
