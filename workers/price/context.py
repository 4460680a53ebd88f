"""What all moves of one report share: its day, its printed date and time, the market it speaks of."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from reference import overseas
from reference.instruments import spoken
from schemas.raw import Report
from workers.price import times
from workers.price.grammar import PartReading
from workers.price.identity import Identity
from workers.price.names import Name
from workers.price.scan import Token
from workers.price.told import Place

__all__ = ["Context", "sets_the_market"]

_FUTURES: Final = re.compile(r"期货|期市|主力|主连|夜盘|合约")
# Told of the session and of nothing but goods, these are their futures: 收评：棉花反弹, PTA涨停
_SESSION: Final = re.compile(r"收评|午评|早评|盘初|早盘|尾盘|收[涨跌]|[涨跌]停")
_NOT_ONLY_GOODS: Final = re.compile(r"[股指债券价]|板块|概念|基金|现货|ETF|标普|T\+D|[（(]\d")
_A_LINE: Final = 60
_TRADITIONAL: Final = re.compile(r"[漲點報億萬滬這個於與將總經幣為來國開東發華電臺]")
# 某港股份, 某美股份 are names of mainland firms.
_HONG_KONG_SHARES: Final = re.compile(r"港股(?!份)")
_HONG_KONG_NAME: Final = re.compile(r"-S?W\Z")
_AMERICAN_SHARES: Final = re.compile(r"美股(?!份)")
_HONG_KONG: Final = re.compile(r"港股(?!份)|恒指|恒生")
_MAINLAND: Final = re.compile(r"A股|沪|深|创业板|涨停|跌停|科创")
_MIDNIGHT: Final = "T00:00:00"  # a printed day without a time
_END_OF_DAY: Final = "T23:59:59+08:00"
_WEST: Final = "+05:00"  # markets that trade in Shanghai's night have less
_OVERNIGHT: Final = "隔夜"
_TONIGHT: Final = re.compile(r"今[晚夜]")
_BEGINNINGS: Final = frozenset({"pre", "open"})  # of a session that is not over: never 隔夜
_OF_HONG_KONG: Final = Identity(None, "HKEX", None, "stock", "HK", printed=False)
_BEIJING: Final = "北京时间"
_WHOSE: Final = "时间"
_SEVERAL: Final = 2
_NOT_THE_DAY: Final = frozenset("自从较至于以")
_NOT_THE_DAY_AFTER: Final = frozenset("起至创所以")
_TOLD_ON: Final = frozenset("讯电消专收")


@lru_cache(maxsize=1)
def _of_hong_kong() -> frozenset[str]:
    return frozenset(name for name, each in spoken().items() if each.market == "HK" and each.asset == "stock")


class Context:
    """Made once a report; all it tells is the same for each of its moves."""

    __slots__ = (
        "_as_of",
        "clock",
        "day",
        "foreign",
        "futures",
        "hong_kong",
        "last",
        "local",
        "only_goods",
        "only_hong_kong",
        "overnight",
        "printed_at",
        "told",
    )

    def __init__(self, report: Report, readers: list[PartReading]) -> None:
        own = report["published_at"]
        moment = own or report["page_published_at"] or report["first_captured_at"]
        self.told = date.fromisoformat(moment[:10])
        # Of a page and a capture only the day counts: briefs are added to a page later, and captures are repeated.
        self.last = datetime.fromisoformat(moment if own and _MIDNIGHT not in own else moment[:10] + _END_OF_DAY)
        plain = "\n".join(reader.plain for reader in readers)
        self.overnight = (own is None or _MIDNIGHT in own) and _OVERNIGHT in plain and _TONIGHT.search(plain) is None
        self.futures = _FUTURES.search(plain) is not None
        self.only_goods = not self.futures and (
            len(plain) <= _A_LINE and _SESSION.search(plain) is not None and _NOT_ONLY_GOODS.search(plain) is None
        )
        self.only_hong_kong = _HONG_KONG_SHARES.search(plain) is not None and _MAINLAND.search(plain) is None
        self.hong_kong = _HONG_KONG.search(plain) is not None or (
            any(reader.plain is not reader.raw for reader in readers)
            and _TRADITIONAL.search(report["title"] + report["text"]) is not None
        )
        self.foreign = _AMERICAN_SHARES.search(plain) is not None
        self.day, day_at = _printed_day(readers, self.told)
        self.clock, clock_at = _printed_clock(readers)
        self.printed_at = [place for place in (day_at, clock_at) if place]
        self._as_of: dict[tuple[str | None, str | None], times.AsOf] = {}
        self.local = clock_at is None or _BEIJING not in plain or not _is_beijings(readers, clock_at)

    def market_of(
        self, name: Name, who: Identity, flags: list[str], paid_in: Collection[str | None]
    ) -> tuple[Identity, str | None]:
        """Where an instrument is quoted, in the light of the whole text; a Hong Kong share has no mainland code.

        Args:
            name: The instrument's.
            who: What name and code alone tell.
            flags: Marks of the mainland's shares.
            paid_in: The currencies that stand beside its price and its turnover; None for yuan.
        """
        is_by_name = who.asset == "stock" and not who.printed
        if is_by_name and (
            "HKD" in paid_in
            or (who.market != "CN" and _has_hong_kongs_letters(name.text))
            or (who.market == "CN" and (self.only_hong_kong or (self.hong_kong and name.text in _of_hong_kong())))
        ):
            who = _OF_HONG_KONG
        if who.market == "US" and not who.printed and who.asset == "stock" and self.hong_kong and not self.foreign:
            return _with_overseas_code(name, who), "HK"
        if who.market in ("HK", "US") and who.code is None and who.asset == "stock":
            return _with_overseas_code(name, who), who.market
        if who.market:
            return who, who.market
        if flags:
            return who, "CN"
        return who, "HK" if self.hong_kong else "US" if self.foreign else None

    def means_futures(self, name: Name) -> bool:
        """Whether goods of this name are futures here; 苹果 only where futures are told of, and never beside 美股."""
        if name.market == "US":
            return self.futures and not self.foreign
        return self.futures or self.only_goods

    def as_of(self, market: str | None, phase: str | None) -> times.AsOf:
        """When a quote stood. Without a printed day it is the last that was possible when it was told.

        A story's own time is a minute, a page's and a capture's a day: in its course nothing is too late but what
        comes to its end behind it, as New York's day does. There 隔夜 is the session before.
        """
        found = self._as_of.get((market, phase))
        if found is None:
            found = self._as_of[market, phase] = self._find_as_of(market, phase)
        return found

    def _find_as_of(self, market: str | None, phase: str | None) -> times.AsOf:
        if self.day:
            return times.as_of_text(market, self.day, self.clock, phase, local=self.local)
        found = times.as_of_text(market, self.told, self.clock, phase, local=self.local)
        offset = found.text[-len(_WEST) :]
        may_be_of_night = phase == "night" or ((offset[0] == "-" or offset < _WEST) and phase not in _BEGINNINGS)
        is_of_night = self.overnight and may_be_of_night
        if not is_of_night and datetime.fromisoformat(found.text) <= self.last:
            return found
        return times.as_of_text(market, times.session_before(market, self.told), self.clock, phase, local=self.local)


def sets_the_market(plain: str) -> bool:
    """Whether words tell of another market or of futures, so that names without a market are read as theirs."""
    return any(pattern.search(plain) for pattern in (_HONG_KONG, _AMERICAN_SHARES, _FUTURES))


def _has_hong_kongs_letters(name: str) -> bool:
    """阿里巴巴-SW, of a company that is quoted in Hong Kong; 星河-W may be Shanghai's."""
    letters = _HONG_KONG_NAME.search(name)
    share = overseas.in_briefs().get(name[: letters.start()]) if letters else None
    return share is not None and share.exchange == "HKEX"


def _with_overseas_code(name: Name, who: Identity) -> Identity:
    """The code of a well-known share, if the table has the one of the market that is spoken of."""
    known = overseas.in_briefs()
    share = known.get(name.text) or known.get(_HONG_KONG_NAME.sub("", name.text))
    if share is None or not share.code or (share.exchange == "HKEX") is not (who.market == "HK"):
        return who
    return replace(who, code=share.code, exchange=share.exchange)


def _printed_day(readers: list[PartReading], told: date) -> tuple[date | None, Place | None]:
    for reader in reversed(readers):
        for index, token in _clock_first(reader):
            on = _day_of(reader, index, token, told)
            if on:
                return on, (reader.part, token[1], token[2])
    return None, None


def _day_of(reader: PartReading, index: int, token: Token, told: date) -> date | None:
    plain = reader.plain
    kind, start, end, match = token
    after = plain[end : end + 1]
    if (start and plain[start - 1] in _NOT_THE_DAY and plain[start - 2 : start] != "截至") or (
        after and after in _NOT_THE_DAY_AFTER
    ):
        return None
    if kind == "today":
        first = min((m.order for m in reader.mentions if m.events), default=0)
        return told if index <= first else None
    if kind == "weekday":
        return times.last_weekday(plain[end - 1], told)
    if kind == "dayofmonth":
        if index > 1 and after not in _TOLD_ON:
            return None
        return times.day_of_month(int(match["dayofmonth"][:-1]), told)
    if match["month"]:
        year, month, day = match["year"], match["month"], match["day"]
    else:
        year, month, day = match["y2"], match["m2"], match["d2"]
    return times.complete_date(int(year) if year else None, int(month), int(day), told)


def _clock_first(reader: PartReading) -> list[tuple[int, Token]]:
    """A part's dates, those before a clock (1月4日09:30) first: they are the quote's."""
    dates, tokens = reader.dates, reader.tokens
    if len(dates) < _SEVERAL:
        return dates
    return sorted(dates, key=lambda each: each[0] + 1 >= len(tokens) or tokens[each[0] + 1][0] != "time")


def _is_beijings(readers: list[PartReading], clock_at: Place) -> bool:
    """Whether the clock is Shanghai's in a text that tells of its time: by the last word before it of whose it is."""
    before = next(reader.plain for reader in readers if reader.part == clock_at[0])[: clock_at[1]]
    at = before.rfind(_WHOSE)
    return at < 0 or before.endswith(_BEIJING, 0, at + len(_WHOSE))


def _printed_clock(readers: list[PartReading]) -> tuple[str | None, Place | None]:
    for reader in reversed(readers):
        for index, token in reader.times:
            before = reader.tokens[index - 1][0] if index else None
            after = reader.tokens[index + 1][0] if index + 1 < len(reader.tokens) else None
            if before not in (None, "as_of", "date") and after != "price":
                continue
            match = token[3]
            hour, minute = int(match["hour"]), int(match["minute"] or match["minute2"])
            return f"{hour:02d}:{minute:02d}", (reader.part, match.start("hour"), token[2])
    return None, None
