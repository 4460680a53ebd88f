from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from producers.send import MAX_ARTICLES, MAX_BATCH_BYTES, PAUSE, Batch, Packed, Pause, batches_of
from schemas.queues import ARTICLES, BRIEFS, MAX_BATCH

_PACKED = st.tuples(st.sampled_from((ARTICLES, BRIEFS)), st.integers(1, MAX_BATCH_BYTES + 5).map(bytes), st.text("ab"))


@given(st.lists(_PACKED | st.just(PAUSE), max_size=12))
def test_batches_hold_everything_once_and_in_order(packed: list[Packed | Pause]) -> None:
    batches = list(batches_of(packed))

    items = [one for one in packed if one is not PAUSE]
    for queue in (ARTICLES, BRIEFS):
        sent = [pair for it in batches if it.queue == queue for pair in zip(it.items, it.raw_ids, strict=True)]
        assert sent == [(data, raw_id) for name, data, raw_id in items if name == queue]
    assert all(len(it.items) == 1 or sum(map(len, it.items)) <= MAX_BATCH_BYTES for it in batches)


@given(st.lists(_PACKED, max_size=12))
def test_at_a_pause_all_that_was_read_goes(packed: list[Packed]) -> None:
    batches: list[Batch] = []
    gone = []

    def source() -> Iterator[Packed | Pause]:
        yield from packed
        yield PAUSE
        gone.append(sum(len(it.items) for it in batches))

    for batch in batches_of(source()):
        batches.append(batch)  # noqa: PERF402  the source looks at it meanwhile

    assert gone == [len(packed)]


def test_batches_are_bounded_in_items() -> None:
    packed = [(queue, b"{}", "x") for queue in (ARTICLES, BRIEFS) for _ in range(1001)]

    sizes = {(it.queue, len(it.items)) for it in batches_of(packed)}

    assert sizes == {(ARTICLES, MAX_ARTICLES), (ARTICLES, 1), (BRIEFS, MAX_BATCH), (BRIEFS, 1)}
