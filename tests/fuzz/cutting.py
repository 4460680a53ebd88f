"""Texts cut at every character: no figure may come out that is not printed whole at that place."""

import re
from collections.abc import Iterator
from typing import Any, Final

from schemas.raw import MAX_SNIPPET, MAX_TITLE, parse_raw, report_of
from tests.fuzz.seeds import Seed
from workers.price import MovesReading, read_moves

MARKS: Final = ("", "...", "…")
_NUMBERS: Final = ("change_pct", "price", "points", "amount", "turnover_rate_pct", "volume_shares", "market_value")
_VALUES: Final = (*_NUMBERS, "code", "direction", "limit", "as_of")
_FIGURES: Final = (*_NUMBERS, "code", "as_of")
_GOES_ON: Final = re.compile(r"\d|[.,．﹒，]\s?\d")
_UNIT: Final = re.compile(r"\s?[百千万亿萬億%％成]")


def read(seed: Seed) -> MovesReading:
    """The moves of a title and a text, told on Friday, 16 May 2025."""
    kind, field = ("brief", "snippet") if len(seed.text) <= MAX_SNIPPET else ("article", "body")
    payload = {"kind": kind, "source": "s", "title": seed.title[:MAX_TITLE], field: seed.text}
    return read_moves(report_of(parse_raw(payload | {"captured_at": "2025-05-16T15:00:00+08:00"})))


def cuts_of(seed: Seed) -> Iterator[Seed]:
    """The text cut at every character, then the title, with and without a mark."""
    for mark in MARKS:
        for at in range(len(seed.text)):
            if seed.title or any(ch.isalnum() for ch in seed.text[:at]):
                yield Seed(seed.title, seed.text[:at] + mark)
        for at in range(len(seed.title)):
            if seed.text or any(ch.isalnum() for ch in seed.title[:at]):
                yield Seed(seed.title[:at] + mark, seed.text)


def half_printed(seed: Seed) -> Iterator[str]:
    """Figures that a cut makes of one that goes on in the whole text."""
    for cut in cuts_of(seed):
        reading = read(cut)
        for path, spans in reading.evidence.items():
            if path.rpartition(".")[2] in _FIGURES:
                for span in spans:
                    whole, part = getattr(seed, span["part"]), getattr(cut, span["part"])
                    printed, rest = part[span["start"] : span["end"]], whole[span["end"] :]
                    if not _is_whole(printed, rest):
                        yield f"half a figure: {path} {printed!r} of {(printed + rest)[:16]!r} in {cut}"


def _is_whole(printed: str, rest: str) -> bool:
    if printed[-1:].isdigit():
        return not (_GOES_ON.match(rest) or _UNIT.match(rest))
    return not (printed.endswith("成") and rest.startswith("半"))


def changed(seed: Seed) -> Iterator[str]:
    """Values of a brief of one instrument that a cut changes, rather than takes away."""
    (whole,) = read(seed).moves
    for cut in cuts_of(seed):
        for move in read(cut).moves:
            yield from _differences(whole, move, cut)


def _differences(whole: dict[str, Any], move: dict[str, Any], cut: Seed) -> Iterator[str]:
    for field in _VALUES:
        if move[field] not in (None, whole[field]):
            yield f"another value: {field} {move[field]!r}, not {whole[field]!r}, in {cut}"
