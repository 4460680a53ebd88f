"""A signal that comes while a worker reads a job."""

import pytest
from rq.exceptions import DeserializationError, StopRequested

from workers.rq_job import BatchJob, UnreadableJobError


def _raise_wrapped(first: Exception) -> None:
    try:
        raise first
    except type(first) as error:
        raise DeserializationError from error


@pytest.mark.parametrize(
    ("first", "told"), [(StopRequested(), StopRequested), (ValueError("damaged"), UnreadableJobError)]
)
def test_a_stop_is_no_fault_of_the_job(
    first: Exception, told: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BatchJob, "_restore", lambda *_: _raise_wrapped(first))

    with pytest.raises(told):
        BatchJob.restore(BatchJob.__new__(BatchJob), {b"data": b""})
