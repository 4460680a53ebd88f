"""What becomes of a raw item that cannot be processed: it is kept whole, with the reason."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Stage = Literal["parse", "validate", "read", "crashed"]


class RejectedMessageError(Exception):
    """This raw item will never be good: set it aside, do not retry.

    Attributes:
        stage: Where it failed: ``parse`` (not JSON, not an object), ``validate`` (a field), ``read`` (a fault of ours).
        field: The field at fault, dotted; "" when it is the whole.
        reason: One line.
    """

    def __init__(self, stage: Stage, field: str, reason: str) -> None:
        super().__init__(stage, field, reason)  # every argument, so that it pickles
        self.stage: Stage = stage
        self.field = field
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}" if self.field else self.reason


class Reject(BaseModel):
    """A raw item set aside.

    Attributes:
        stage: ``parse``, ``validate``, ``read`` or ``crashed`` (its processing killed three processes).
        raw: The raw item as it came: an object, or the text of a line that was no JSON.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    kind: Literal["reject"] = "reject"
    raw_id: str
    stage: Stage
    field: str = ""
    reason: str
    raw: Any
