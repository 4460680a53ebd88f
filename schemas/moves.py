"""One instrument's change inside a price item."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Number = int | float  # exact decimals as printed; whole ones are int
Bound = Literal["exact", "over", "under", "near"]
Direction = Literal["up", "down", "flat"]
Board = Literal["main", "chinext", "star", "bse", "fund"]
Asset = Literal["stock", "fund", "index", "sector", "commodity", "future", "fx", "bond", "crypto"]
Phase = Literal["pre", "open", "intraday", "midday", "close", "after", "night"]
Precision = Literal["second", "minute", "session", "day", "captured"]


class Check(BaseModel):
    """What a careful editor would compare. A failed one never changes a value."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    name: str
    ok: bool
    detail: str = Field(description="the rule and the figures, one line")


class Move(BaseModel):
    """One instrument's change. A value that the text does not print, or cuts off, is null; null is not zero.

    Attributes:
        name: As printed, without code and flags.
        code: "002317.SZ", "00175.HK"; null if unknown or ambiguous.
        change_pct: Signed percent.
        price: Last or closing price in ``currency`` (ISO code).
        points: Level of an index.
        amount: Turnover value in plain units of ``amount_currency``.
        volume_shares: In shares or contracts; one 手 of shares is 100.
        as_of: When the quote stood, with the market's offset.
        flags: Printed remarks beside the name: 维权, ST.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    name: str
    code: str | None = None
    exchange: str | None = None
    board: Board | None = None
    asset: Asset | None = None
    direction: Direction | None = None
    change_pct: Number | None = None
    pct_bound: Bound | None = None
    limit: Literal["up", "down"] | None = None
    price: Number | None = None
    currency: Annotated[str, Field(min_length=3, max_length=4)] | None = None
    points: Number | None = None
    amount: Number | None = None
    amount_bound: Bound | None = None
    amount_currency: str | None = None
    turnover_rate_pct: Number | None = None
    volume_shares: Number | None = None
    market_value: Number | None = None
    as_of: AwareDatetime | None = None
    as_of_precision: Precision | None = None
    phase: Phase | None = None
    flags: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
