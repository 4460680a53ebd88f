"""Loads the tables that reading needs, once, before worker processes fork."""

from datetime import date

from reference import (
    code_ranges,
    divisions,
    instruments,
    legal_names,
    markets,
    name_words,
    overseas,
    sectors,
    securities,
    trading_days,
)

_ANY_DAY = date(2025, 1, 2)


def warm() -> None:
    """Fill every loader's cache, so that forked workers share the tables."""
    code_ranges.exchange_of("600000")
    securities.names()
    securities.by_code("600000")
    securities.is_common_word("")
    legal_names.by_legal_name("中国石油化工股份有限公司")
    overseas.names()
    sectors.names()
    instruments.by_name("")
    instruments.spoken()
    instruments.by_contract("")
    divisions.names()
    divisions.by_adcode("")
    markets.market("CN")
    name_words.name_words("lead")
    trading_days.is_trading_day(_ANY_DAY)
