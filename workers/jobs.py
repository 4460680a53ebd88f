"""RQ's way in: the one function that jobs name. It knows nothing of RQ and may run twice for a batch."""

import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from feeds.ready import Ready, make_ready
from runtime.logs import log
from schemas.ids import unparsed_id
from schemas.items import Doc
from schemas.payloads import kept_payload, payload_bytes
from schemas.raw import payload_id
from workers.hands import POISON_BLAME, SURE
from workers.note import Note
from workers.patience import insist
from workers.pipeline import Judged, judge, read_judged

EXIT_MEMORY: Final = 70  # the process was at its memory's limit: its supervisor takes the item in hand for the cause

Put = TypeVar("Put")
Land = Callable[[Sequence[Ready]], Any]
Reject = Callable[[Sequence[Doc]], Any]


class Landing:
    """What a worker process hands to each batch: where items and rejects go, and how to stop.

    Attributes:
        land: Lands items; safe to repeat.
        reject: Keeps rejects; safe to repeat.
        note: Where the process says what it is at.
        is_stopping: Whether the process was told to stop.
    """

    def __init__(self, land: Land, reject: Reject, note: Note, is_stopping: Callable[[], bool] = lambda: False) -> None:
        self.land, self.reject, self.note, self.is_stopping = land, reject, note, is_stopping

    def insist(self, put: Callable[[Sequence[Put]], Any], what: Sequence[Put]) -> Any:  # noqa: ANN401  feeds' answer
        """Land, or reject, until it works."""
        return insist(lambda: put(what), is_stopping=self.is_stopping, on_wait=lambda: self.note.write("waiting"))


def process_batch(items: Sequence[object], *, landing: Landing, blame: int = 0) -> None:
    """Read every raw item of a batch, then land all of them. May run more than once for each batch.

    Args:
        items: Untrusted JSON values, 1 to 500.
        landing: Where they go.
        blame: How far this batch is at fault for processes that died (hands.py).
    """
    started = time.perf_counter()
    is_poison = len(items) == 1 and blame >= POISON_BLAME
    ready, rejects = ([], [_crashed(items[0], blame)]) if is_poison else _read(items, landing.note)
    landing.note.write("landing")
    outcomes = Counter(landing.insist(landing.land, ready) if ready else ())
    if rejects:
        landing.insist(landing.reject, rejects)
    landing.note.write("idle")
    log.info(
        "batch handled",
        items=len(items),
        **outcomes,
        rejected=len(rejects),
        first=ready[0].entry.id if ready else rejects[0]["raw_id"],
        ms=round((time.perf_counter() - started) * 1000, 1),
    )


def _read(items: Sequence[object], note: Note) -> tuple[list[Ready], list[Doc]]:
    judged: list[Judged | Doc] = []
    ready: list[Ready] = []
    rejects: list[Doc] = []
    try:
        for position, payload in enumerate(items):
            note.reading(position)
            judged.append(judge(payload))
        for position, each in enumerate(judged):
            note.reading(position)
            doc = read_judged(each)
            if doc["kind"] == "reject":
                rejects.append(doc)
            else:
                ready.append(make_ready(doc))
    except MemoryError:
        os._exit(EXIT_MEMORY)  # what else is broken by now nobody can say
    return ready, rejects


def _crashed(payload: object, blame: int) -> Doc:
    """The reject of an item that kills whoever reads it; not even its id is read again if that killed as well."""
    raw_id = payload_id(payload) if blame < POISON_BLAME + SURE else unparsed_id(payload_bytes(payload))
    reason = "at least three processes died with this item alone in hand"
    raw = kept_payload(payload)
    return {"kind": "reject", "raw_id": raw_id, "stage": "crashed", "field": "", "reason": reason, "raw": raw}
