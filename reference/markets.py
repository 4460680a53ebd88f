"""Where and when markets trade: time zone, currency, and the local time that a session's name stands for."""

from datetime import time
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from reference.tables import read_rows

PHASES = ("pre", "open", "midday", "close", "night")


class Market(NamedTuple):
    """One market.

    Attributes:
        code: CN, HK, US, ...: an ISO country, or HK and TW.
        zone: Name of its time zone, such as "Asia/Shanghai".
        currency: ISO code of what its shares are quoted in.
        sessions: Local times of pre, open, midday, close and night, without those that it has not.
    """

    code: str
    zone: str
    currency: str
    sessions: dict[str, time]


@lru_cache(maxsize=1)
def _markets() -> tuple[dict[str, Market], dict[str, Market]]:
    markets, by_exchange = {}, {}
    for code, zone, currency, *times, exchanges, _name in read_rows("markets.csv"):
        sessions = {phase: time.fromisoformat(at) for phase, at in zip(PHASES, times, strict=True) if at}
        markets[code] = Market(code, zone, currency, sessions)
        by_exchange.update(dict.fromkeys(exchanges.split(), markets[code]))
    return markets, by_exchange


def market(code: str) -> Market | None:
    """A market by its code (CN, HK, US, ...)."""
    return _markets()[0].get(code)


def market_of(exchange: str) -> Market | None:
    """The market of an exchange (SSE, HKEX, NASDAQ, SHFE, LME, ...)."""
    return _markets()[1].get(exchange)


@lru_cache(maxsize=32)
def zone_of(market_code: str) -> ZoneInfo | None:
    """A market's time zone."""
    found = market(market_code)
    return ZoneInfo(found.zone) if found else None
