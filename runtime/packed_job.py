"""RQ's job, packed our way: what producers write and workers write back."""

from typing import Any

from rq.job import Job

from runtime.packing import pack


class PackedJob(Job):
    """A job whose call is squeezed at zlib's level 1."""

    def to_dict(self, include_meta: bool = True, include_result: bool = True) -> dict[str, Any]:  # noqa: FBT001, FBT002  RQ's
        """As RQ writes it, but for the call: RQ squeezes it at level 6, several microseconds an item (job.py:1102)."""
        packed = pack(self.data)
        data, self._data = self._data, b""
        try:
            fields: dict[str, Any] = super().to_dict(include_meta=include_meta, include_result=include_result)
        finally:
            self._data = data
        return fields | {"data": packed}
