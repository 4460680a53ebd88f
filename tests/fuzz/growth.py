"""How long reading takes as a text of one repeated piece gets longer: it must grow no faster than the text."""

import gc
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Final, NamedTuple

from feeds.merge import merge
from producers.split import Capture, split_capture
from schemas.raw import MAX_BODY, MAX_SNIPPET, MAX_TITLE, Report, parse_raw, report_of
from tests.fuzz.faults import CAPTURED_AT
from tests.fuzz.seeds import PIECES
from workers.classify import classify
from workers.pipeline import read_item
from workers.policy import read_policy
from workers.price import read_moves

MAX_GROWTH: Final = 3.0  # for twice the text; two is linear
NOISE_S: Final = 0.05  # less is told by no clock of a shared machine, and harms nobody
MAX_S: Final = 1.0
_LEADS: Final = ("", "国务院印发", "5月16日，平安银行盘中涨3%，")


class Slow(NamedTuple):
    """A repeat that takes too long, or longer and longer."""

    reader: str
    field: str
    piece: str
    half_s: float
    whole_s: float


def _report(kind: str, title: str, text: str) -> Report:
    field = "snippet" if kind == "brief" else "body"
    return report_of(parse_raw({"kind": kind, "source": "s", "title": title, field: text, "captured_at": "2025-05-16"}))


def _split(report: Report) -> object:
    return split_capture(Capture(f"{report['title']}\n{report['text']}", "s", CAPTURED_AT))


READERS: Final[dict[str, Callable[[Report], object]]] = {
    "split": _split,
    "classify": lambda report: classify(report["title"], report["text"]),
    "price": read_moves,
    "policy": read_policy,
    "whole": lambda report: merge([read_item(report)]),
}
FIELDS: Final = {"title": MAX_TITLE, "snippet": MAX_SNIPPET, "body": MAX_BODY}


def pieces(count: int) -> Iterator[str]:
    """Every kind of piece, then `count` mixtures of two to four of them."""
    yield from PIECES
    rng = Random(7)
    for _ in range(count):
        yield "".join(rng.choice(PIECES) for _ in range(rng.randrange(2, 5)))


def made_of(field: str, piece: str, size: int, lead: str = "") -> Report:
    """A report whose field is a piece, repeated to a size."""
    text = (lead + piece * (size // len(piece) + 1))[: size - 1] + "甲"
    kind = "article" if field == "body" else "brief"
    return _report(kind, text, "甲乙") if field == "title" else _report(kind, "甲乙", text)


def seconds(reader: str, report: Report, *, tries: int = 2) -> float:
    """The least processor time that a reader takes."""
    least = float("inf")
    gc.disable()  # its runs come when they come, and would be blamed on one text
    for _ in range(tries):
        start = time.process_time()
        READERS[reader](report)
        least = min(least, time.process_time() - start)
    gc.enable()
    return least


def slow(reader: str, field: str, piece: str, size: int, lead: str = "") -> Slow | None:
    """Whether a repeat takes longer than a second, or more than three times as long as half of it."""
    whole_report, half_report = made_of(field, piece, size, lead), made_of(field, piece, size // 2, lead)
    whole = seconds(reader, whole_report, tries=1)
    if whole < NOISE_S:
        return None
    for _ in range(4):  # a busy machine is slow now and then; a slow pattern always
        half = seconds(reader, half_report)
        if whole <= MAX_S and whole <= MAX_GROWTH * max(half, NOISE_S / 2):
            return None
        whole = seconds(reader, whole_report)
    return Slow(reader, field, piece, half, whole)


def all_slow(size: int, *, mixtures: int, readers: tuple[str, ...] = tuple(READERS)) -> Iterator[Slow]:
    """Every repeat in every field, up to a size, that is too slow for a reader."""
    for field, most in FIELDS.items():
        for number, piece in enumerate(pieces(mixtures)):
            for reader in readers:
                found = slow(reader, field, piece, min(size, most), _LEADS[number % len(_LEADS)])
                if found:
                    yield found
