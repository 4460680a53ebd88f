"""A Python source that goes on while it is sent: what it has told of is not held back until a batch is full."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import redis

from producers import PAUSE, enqueue_items, send
from producers.send import Limits, Pause, Sent
from schemas.raw import RawBrief
from tests.builders import make_brief


class Time:
    """Stands still but where a test says otherwise."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """The time that sending sees."""
    fake = Time()
    monkeypatch.setattr(send, "time", fake)
    return fake


def test_at_a_pause_all_is_sent_and_told(client: redis.Redis) -> None:
    seen: list[tuple[int, int]] = []

    def source() -> Iterator[RawBrief | Pause | dict[str, str]]:
        yield make_brief(title="第一条消息")
        yield {"kind": "brief"}
        yield PAUSE
        yield PAUSE
        seen.append((client.llen("rq:queue:briefs"), len(told[-1].refused)))
        yield make_brief(title="第二条消息")

    told: list[Sent] = []
    sent = enqueue_items(source(), client=client, tell=told.append)

    assert seen == [(1, 1)]
    assert (sent.acknowledged, sent.batches) == (2, 2)
    assert [refused.position for refused in sent.refused] == [1]


def test_of_a_source_that_trickles_nothing_is_held_for_longer_than_a_second(client: redis.Redis, time: Time) -> None:
    waiting = []

    def source() -> Iterator[RawBrief]:
        for number in range(6):
            time.now_s += 0.4
            yield make_brief(title=f"第{number}条消息")
            waiting.append(client.scard("policytape:received:2025-05-16"))

    enqueue_items(source(), client=client)

    assert waiting == [0, 0, 3, 3, 3, 6]


def test_a_server_that_is_slow_to_take_batches_gets_no_smaller_ones(
    client: redis.Redis, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make_room(_seconds: float) -> None:
        time.now_s += 5
        client.delete("rq:queue:briefs")

    monkeypatch.setattr(send, "time", SimpleNamespace(monotonic=time.monotonic, sleep=make_room))
    sizes: list[int] = []
    items = (make_brief(title=f"第{number}条消息") for number in range(1_501))
    enqueue_items(items, client=client, limits=Limits(jobs=1), note=lambda raw_ids: sizes.append(len(raw_ids)))

    assert sizes == [500, 500, 500, 1]


def test_what_was_refused_is_told_however_sending_ends(client: redis.Redis) -> None:
    def source() -> Iterator[dict[str, str]]:
        yield {"kind": "brief"}
        raise KeyboardInterrupt

    told: list[Sent] = []
    with pytest.raises(KeyboardInterrupt):
        enqueue_items(source(), client=client, tell=told.append)

    assert [refused.position for refused in told[-1].refused] == [0]
