"""Instruments that briefs call by a fixed name: indices, futures, commodities, coins, currencies, foreign shares.

`canonical` unites the names of one instrument (沪指, 上证指数). `asset` is an asset of DESIGN's `moves`, or ``market``
(港股: a market as a whole) or ``variety`` (玻璃: a future where futures are told of). `market` is where it is quoted,
an ISO country or XX.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from reference.tables import read_rows

__all__ = ["Instrument", "instruments", "sectors"]


class Instrument(NamedTuple):
    """One row of price_instruments.csv."""

    name: str
    canonical: str
    asset: str
    market: str


@lru_cache(maxsize=1)
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by each of its names."""
    return {row[0]: Instrument(*row) for row in read_rows("price_instruments.csv")}


@lru_cache(maxsize=1)
def sectors() -> frozenset[str]:
    """Bare names of sectors and concepts (光伏, 白酒), without 股 or 板块."""
    return frozenset(row[0] for row in read_rows("price_sectors.csv"))
