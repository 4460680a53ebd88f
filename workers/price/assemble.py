"""One instrument's mentions as a move: its fields, and where each of them stands."""

from typing import TYPE_CHECKING, Any, Final

from schemas.raw import Report
from workers.price.checks import checks_of
from workers.price.choose import Figures, best_event, best_figures, limit_event
from workers.price.context import Context
from workers.price.figures import Number, printed
from workers.price.identity import Identity, identify
from workers.price.keys import move_key
from workers.price.names import Name
from workers.price.proof import prove
from workers.price.told import Event, Figure, Mention, Place

if TYPE_CHECKING:
    from schemas.evidence import Evidence

__all__ = ["Assembler"]

_QUOTED_IN_POINTS: Final = frozenset({"sector", "index"})  # no price, no limit of their own: 板块拉升 多股涨停
_NO_VALUES: Final[dict[str, Any]] = dict.fromkeys(
    (
        "price",
        "currency",
        "points",
        "amount",
        "amount_bound",
        "amount_currency",
        "turnover_rate_pct",
        "volume_shares",
        "market_value",
    )
)


class Assembler:
    """Puts moves and their evidence together, one instrument after the other."""

    def __init__(self, report: Report, context: Context, bases: dict[str, tuple[str | None, Place | None]]) -> None:
        self.report, self.context = report, context
        self.base = bases.get("text", bases["title"])
        self.moves: list[dict[str, Any]] = []
        self.evidence: Evidence = {}
        self.keys: list[str] = []

    def add(self, mentions: list[Mention], *, may_be_cut: bool) -> None:
        """One instrument's move behind the others. `may_be_cut`: a time may stand where the text is cut."""
        event = best_event(mentions)
        named, coded, name = _names(mentions, event)
        flags, flags_at = _flags(mentions)
        best = best_figures(mentions)
        who, market = self._identity(name, coded.code, flags, best)
        limit = None if who.asset in _QUOTED_IN_POINTS else limit_event(mentions, event)
        figures = _of_asset(best, who.asset) if best else best
        phase, phase_at = self._phase(event, figures.get("price") or figures.get("points"), mentions)
        as_of, precision, as_of_at = self._as_of(market, phase, phase_at, may_be_cut=may_be_cut)
        part, start, end = named.at
        name_told = self.report[part][start:end]  # type: ignore[literal-required]  # one of the two
        move: dict[str, Any] = {
            "name": name_told,
            "code": who.code,
            "exchange": who.exchange,
            "board": who.board,
            "asset": who.asset,
            "direction": event.direction,
            "change_pct": event.pct,
            "pct_bound": event.bound,
            "limit": limit.limit if limit else None,
            **(_values(figures, who.asset, market) if figures else _NO_VALUES),
            "as_of": as_of,
            "as_of_precision": precision,
            "phase": phase,
            "flags": flags,
        }
        twice = mentions[0].part != mentions[-1].part
        told = (_told_pct(mentions, "title"), _told_pct(mentions, "text")) if twice else (None, None)
        move["checks"] = checks_of(move, market, told, who.candidates, printed_code=coded.code is not None)
        grounds = (named.at, coded.code_at, event, limit, figures, as_of_at, phase_at, flags_at)
        prove(self.evidence, self.report["raw_id"], len(self.moves), move, grounds)
        self.moves.append(move)
        change = None if event.pct is None else f"{event.bound}{printed(event.pct)}"
        clock = self.context.clock or ""
        self.keys.append(move_key(name_told, event.direction, change, move["limit"], clock, phase))

    def _identity(self, name: Name, code: str | None, flags: list[str], best: Figures) -> tuple[Identity, str | None]:
        """Who it is, and where it is quoted."""
        context = self.context
        who = identify(name, code, context.told, futures=context.means_futures(name))
        paid_in = [best[field].currency for field in ("price", "amount") if field in best] if best else ()
        return context.market_of(name, who, flags, paid_in)

    def _phase(self, event: Event, level: Figure | None, mentions: list[Mention]) -> tuple[str | None, Place | None]:
        if level and level.own_phase and level.phase != "open" and event.phase in (None, "open"):
            return level.phase, level.phase_at
        if (
            level
            and level.phase not in (None, "open", event.phase)
            and level.order > event.order
            and level.at[0] == event.part
        ):
            return level.phase, level.phase_at
        base = self.base
        if (
            event.part == "title"
            and event.phase == "intraday"
            and base[0] == "midday"
            and base[1]
            and base[1][0] == "text"
        ):
            return base  # 早盘 of a title, 截至早盘收盘 of its text
        if event.phase:
            return event.phase, event.phase_at
        other = next((e for m in mentions for e in reversed(m.events) if e.phase and _may_hold(e, event)), None)
        return (other.phase, other.phase_at) if other else base

    def _as_of(
        self, market: str | None, phase: str | None, phase_at: Place | None, *, may_be_cut: bool
    ) -> tuple[str | None, str | None, list[Place]]:
        context = self.context
        if context.clock is None and (phase is None or phase == "intraday") and (context.day is None or may_be_cut):
            return None, None, []
        found = context.as_of(market, phase)
        if found.precision == "day" and context.day is None:
            return None, None, []  # a phase that the market has not
        places = context.printed_at
        if phase_at and found.precision == "session":
            places = [*places, phase_at]
        return found.text, found.precision, places


def _may_hold(event: Event, chosen: Event) -> bool:
    """Whether the time of one change is another's: 盘初曾涨 tells of the session, 高开，其后转跌 of none."""
    if event.phase == "open":
        return event.order >= chosen.order
    return not event.extreme or event.phase == "intraday"


def _flags(mentions: list[Mention]) -> tuple[list[str], list[Place]]:
    """The flags of all mentions, each once, and where each stands first."""
    found: dict[str, Place] = {}
    for mention in mentions:
        for flag, place in mention.flags:
            found.setdefault(flag, place)
    return list(found), list(found.values())


def _names(mentions: list[Mention], event: Event) -> tuple[Mention, Mention, Name]:
    """The mention whose name is printed with the change, the one with a code, and the name that tables know best."""
    first = mentions[0]
    if len(mentions) == 1:
        return first, first, first.name
    named = next(m for m in mentions if event in m.events)
    coded = next((m for m in mentions if m.code), named)
    return named, coded, next((m.name for m in mentions if m.name.known), named.name)


def _of_asset(best: Figures, asset: str | None) -> Figures:
    """The figures by the fields they fill; one without a unit is what the instrument is quoted in."""
    figures = dict(best)
    bare = figures.pop("bare", None)
    if asset in _QUOTED_IN_POINTS:
        figures.pop("price", None)
    if bare and asset != "sector":
        figures.setdefault("points" if asset == "index" else "price", bare)
    return figures


def _values(figures: Figures, asset: str | None, market: str | None) -> dict[str, Any]:
    """What the figures say, with their currencies."""
    values = _NO_VALUES | {field: figure.value for field, figure in figures.items()}
    price, amount = figures.get("price"), figures.get("amount")
    if amount:
        values["amount_bound"], values["amount_currency"] = amount.bound, _currency(amount, market)
    if asset != "index":
        values["currency"] = _currency(price, market) if price else values["amount_currency"]
        if asset == "fx" and values["currency"] and price and price.currency is None:
            values["currency"] = "CNY"  # 6.67元兑1美元, in Hong Kong's texts too
    return values


def _told_pct(mentions: list[Mention], part: str) -> Number | None:
    """The last exact percentage that a part tells, None if it tells none."""
    told = [
        event.pct
        for m in mentions
        if m.part == part
        for event in m.events
        if event.pct is not None and event.bound == "exact" and not event.extreme
    ]
    return told[-1] if told else None


def _currency(figure: Figure, market: str | None) -> str | None:
    if figure.unit_at is None:
        return None
    return figure.currency or ("HKD" if market == "HK" else "CNY")
