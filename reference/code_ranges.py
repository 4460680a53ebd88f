"""What the range of a printed code says: exchange, board and kind of asset."""

from functools import lru_cache
from typing import NamedTuple

from reference.tables import optional_text, read_rows

SUFFIXES = {"SSE": "SH", "SZSE": "SZ", "BSE": "BJ", "HKEX": "HK"}
EXCHANGES = {suffix: exchange for exchange, suffix in SUFFIXES.items()}


class CodeRange(NamedTuple):
    """What a code's range fixes. `board` is None where the exchange has none for the asset (bonds, indices)."""

    exchange: str
    board: str | None
    asset: str


@lru_cache(maxsize=1)
def _ranges() -> dict[tuple[int, str], CodeRange]:
    return {
        (int(digits), prefix): CodeRange(exchange, optional_text(board), asset)
        for prefix, digits, exchange, board, asset, _note in read_rows("code_ranges.csv")
    }


def exchange_of(digits: str) -> CodeRange | None:
    """What the range of a six-digit mainland or five-digit Hong Kong code says; None outside all known ranges.

    Without its suffix a code of 000xxx is read as a Shenzhen share, never as a Shanghai index.
    """
    if not (digits.isascii() and digits.isdigit()):
        return None
    ranges = _ranges()
    found = (ranges.get((len(digits), digits[:width])) for width in (3, 2, 1))
    return next((each for each in found if each is not None), None)


def full_code(digits: str) -> str | None:
    """A code with its exchange's suffix, such as "002317.SZ" and "00700.HK"; None outside all known ranges."""
    found = exchange_of(digits)
    return f"{digits}.{SUFFIXES[found.exchange]}" if found else None
