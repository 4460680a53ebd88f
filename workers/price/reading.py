"""One report in, its moves out."""

import re
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from reference.price_instruments import instruments
from schemas.evidence import Evidence
from schemas.raw import Report
from workers.price import times
from workers.price.choose import best_event, best_figure, limit_event
from workers.price.grammar import Event, Mention, Place, Reader
from workers.price.identity import Identity, identify
from workers.price.scan import Token, scan

__all__ = ["MovesReading", "read_moves"]


class MovesReading(NamedTuple):
    """The moves of one report, where their values stand, what is cut off, and what makes them the same move elsewhere."""

    moves: list[dict[str, Any]]
    evidence: Evidence
    truncated: list[str]
    keys: list[str]


_FUTURES: Final = re.compile(r"期货|主力|夜盘|合约")
_TRADITIONAL: Final = re.compile(r"[漲點報億萬滬這個於與將總經幣為來國開東發華電臺]")


@lru_cache(maxsize=1)
def _dual() -> frozenset[str]:
    return frozenset(name for name, each in instruments().items() if each.market == "HK" and each.asset == "stock")



def read_moves(report: Report) -> MovesReading:
    """All instruments that a report tells a direction, a percentage or a limit of, in their order."""
    told = date.fromisoformat((report["published_at"] or report["page_published_at"] or report["first_captured_at"])[:10])
    readers = _read_parts(report)
    groups = _united([mention for reader in readers for mention in reader.mentions])
    context = _Context(report, readers, told)
    moves: list[dict[str, Any]] = []
    evidence: Evidence = {}
    for mentions in groups:
        context.add(mentions, moves, evidence)
    keys = sorted(_key(move) for move in moves)
    return MovesReading(moves, evidence, [], keys)


def _read_parts(report: Report) -> list[Reader]:
    title, text = report["title"], report["text"]
    readers = []
    phase: tuple[str | None, Place | None] = (None, None)
    for part, raw in (("title", title), ("text", text)):
        plain, tokens = scan(raw)
        reader = Reader(part, raw, plain, tokens, phase)
        reader.read()
        readers.append(reader)
        phase = reader.base
    return readers


def _united(mentions: list[Mention]) -> list[list[Mention]]:
    """Mentions of one instrument together, in the order of the text, then of the title."""
    groups: list[list[Mention]] = []
    told = [m for m in mentions if m.events or m.figures]
    for mention in sorted(told, key=lambda m: m.part == "title"):
        home = next((group for group in groups if any(_same(mention, other) for other in group)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    kept = [group for group in groups if any(m.events for m in group)]
    indices = any(m.name.asset == "index" for group in kept for m in group)
    return [g for g in kept if not _is_whole_market(g, others=indices)]


def _is_whole_market(group: list[Mention], *, others: bool) -> bool:
    if group[0].name.asset != "market":
        return False
    return others or not any(e.pct is not None for m in group for e in m.events)


def _same(one: Mention, other: Mention) -> bool:
    if one.code and other.code:
        return one.code.split(".")[0] == other.code.split(".")[0]
    a, b = one.name, other.name
    if a.key == b.key:
        return True
    if a.asset == b.asset or a.asset is None or b.asset is None:
        short, long = sorted((a.text, b.text), key=len)
        if a.asset in ("fx", "future"):
            return len(short) >= 3 and short in long
        if a.asset in ("sector", "fund", "stock", None) or b.asset is None:
            if a.asset == "stock" and _stem(a.text) != _stem(b.text):
                return False
            return len(short) >= 2 and (long.startswith(short) or (a.asset == "sector" and long.endswith(short)) or _stem(a.text) == _stem(b.text))
    return False


def _stem(name: str) -> str:
    return re.sub(r"(?:概念股|概念|板块|股|指数|ADR)$", "", name)


class _Context:
    """What all moves of a report share: its day, dates, times, script."""

    def __init__(self, report: Report, readers: list[Reader], told: date) -> None:
        self.raw_id = report["raw_id"]
        self.told = told
        self.readers = {reader.part: reader for reader in readers}
        plain = readers[0].plain + "\n" + readers[1].plain
        self.futures = _FUTURES.search(plain) is not None
        self.hong_kong = "港股" in plain or "恒指" in plain or "恒生" in plain or _TRADITIONAL.search(report["title"] + report["text"]) is not None
        self.only_hong_kong = "港股" in plain and re.search(r"A股|沪|深|创业板|涨停|跌停|科创", plain) is None
        self.united_states = "美股" in plain
        self.day, self.day_at = self._printed_day(readers)
        self.clock, self.clock_at = self._printed_clock(readers)

    def _printed_day(self, readers: list[Reader]) -> tuple[date | None, Place | None]:
        for reader in reversed(readers):
            for index, token in reader.dates:
                on = self._day_of(reader, index, token)
                if on:
                    return on, (reader.part, token[1], token[2])
        return None, None

    def _day_of(self, reader: Reader, index: int, token: Token) -> date | None:
        plain = reader.plain
        lead = plain[max(token[1] - 2, 0) : token[1]]
        if (lead[-1:] in ("自", "从", "较", "至", "于", "以") and lead not in ("截至",)) or plain[token[2] : token[2] + 1] in ("起", "至", "创", "所", "以"):
            return None
        first = min((m.order for m in reader.mentions if m.events), default=0)
        if token[0] == "today":
            return self.told if index <= first else None
        match = token[3]
        if token[0] == "dayofmonth" and not (index <= 1 or plain[token[2] : token[2] + 1] in "讯电消专收"):
            return None
        if token[0] == "dayofmonth":
            return times.day_of_month(int(match["dayofmonth"][:-1]), self.told)
        if match["month"]:
            year, month, day = match["year"], match["month"], match["day"]
        else:
            year, month, day = match["y2"], match["m2"], match["d2"]
        return times.complete_date(int(year) if year else None, int(month), int(day), self.told)

    def _printed_clock(self, readers: list[Reader]) -> tuple[str | None, Place | None]:
        for reader in reversed(readers):
            for index, token in reader.times:
                before = reader.tokens[index - 1][0] if index else None
                after = reader.tokens[index + 1][0] if index + 1 < len(reader.tokens) else None
                if before not in (None, "as_of", "date") and after != "price":
                    continue
                match = token[3]
                hour, minute = int(match["hour"]), int(match["minute"] or match["minute2"])
                if hour < 24 and minute < 60:
                    return f"{hour:02d}:{minute:02d}", (reader.part, match.start("hour"), token[2])
        return None, None

    def add(self, mentions: list[Mention], moves: list[dict[str, Any]], evidence: Evidence) -> None:
        """One instrument's move, put behind the others with its evidence."""
        event = best_event(mentions)
        if event is None:
            return
        named = next((m for m in mentions if event in m.events), mentions[0])
        coded = next((m for m in mentions if m.code), None)
        name = max((m.name for m in mentions), key=lambda n: n.known)
        who = identify(name if name.asset else named.name, coded.code if coded else None, self.told, futures=self.futures)
        if who.market == "CN" and not who.printed and self.hong_kong and _is_hong_kong(name):
            who = Identity(None, "HKEX", None, "stock", "HK", printed=False)
        if who.market == "CN" and not who.printed and self.only_hong_kong and who.asset == "stock":
            who = Identity(None, "HKEX", None, "stock", "HK", printed=False)
        market = who.market or ("CN" if named.flags else None) or ("HK" if self.hong_kong and not who.market else None)
        if who.market is None and self.united_states and not self.hong_kong:
            market = "US"
        limit = limit_event(mentions, event)
        level = _level(mentions, who)
        amount = best_figure(mentions, "amount")
        turnover = best_figure(mentions, "turnover_rate_pct")
        volume = best_figure(mentions, "volume_shares")
        value = best_figure(mentions, "market_value")
        price = level if level and who.asset != "index" and level.unit_at != "points" else None
        points = best_figure(mentions, "points") or (level if who.asset == "index" else None)
        phase, phase_at = _phase(event, price or points)
        if phase is None:
            other = next((e for m in mentions for e in m.events if e.phase), None)
            phase, phase_at = (other.phase, other.phase_at) if other else (None, None)
        if phase is None:
            phase, phase_at = self.readers["text" if self.readers["text"].tokens else "title"].base
        as_of, precision = self._as_of(market, phase)
        currency = _currency(price, who, market) or (_currency(amount, who, market) if not price else None)
        if who.asset == "index":
            currency = None
        move = {
            "name": named.raw.strip(), "code": who.code, "exchange": who.exchange, "board": who.board, "asset": who.asset,
            "direction": limit.direction if event.direction is None and limit else event.direction,
            "change_pct": event.pct, "pct_bound": event.bound if event.pct is not None else None, "limit": limit.limit if limit else None,
            "price": price.value if price else None, "currency": currency, "points": points.value if points else None,
            "amount": amount.value if amount else None, "amount_bound": amount.bound if amount else None,
            "amount_currency": _currency(amount, who, market), "turnover_rate_pct": turnover.value if turnover else None,
            "volume_shares": volume.value if volume else None, "market_value": value.value if value else None,
            "as_of": as_of, "as_of_precision": precision, "phase": phase, "flags": named.flags, "checks": [],
        }  # fmt: skip
        moves.append(move)
        _ = phase_at, evidence

    def _as_of(self, market: str | None, phase: str | None) -> tuple[str | None, str | None]:
        if self.day is None and self.clock is None and (phase is None or phase == "intraday"):
            return None, None
        return times.as_of_text(market, self.day or self.told, self.clock, phase)


def _is_hong_kong(name: Any) -> bool:
    return name.text in _dual()


def _level(mentions: list[Mention], who: Identity) -> Any:
    price, bare = best_figure(mentions, "price"), best_figure(mentions, "bare")
    if who.asset == "index":
        return bare
    return price or bare


def _phase(event: Event, figure: Any) -> tuple[str | None, Place | None]:
    if figure and figure.own_phase and figure.phase != "open" and event.phase in (None, "open"):
        return figure.phase, figure.phase_at
    if figure and figure.phase and figure.order > event.order and figure.phase != "open" and figure.at[0] == event.part:
        return figure.phase, figure.phase_at
    return event.phase, event.phase_at


def _currency(figure: Any, who: Identity, market: str | None) -> str | None:
    if figure is None or figure.unit_at is None:
        return None
    if figure.currency:
        return str(figure.currency)
    return "HKD" if market == "HK" else "CNY"


def _key(move: dict[str, Any]) -> str:
    return "|".join(str(move[f]) for f in ("name", "direction", "change_pct", "pct_bound", "limit", "as_of", "phase"))
