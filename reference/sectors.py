"""Names of sectors that move: industries and concepts, without 概念, 板块 or 股 behind them."""

from functools import lru_cache

from reference.tables import read_rows


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """Every name in its written form. Many are words of daily speech: ask for 板块, 概念, 股 or a move beside them."""
    return frozenset(row[0] for row in read_rows("sectors.csv"))
