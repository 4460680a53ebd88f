"""A whole page onto the queues in one call."""

import redis

from producers.captured import NOTHING_IN_IT, why_no_page
from producers.send import DEFAULT_LIMITS, Limits, Refused, Sent, enqueue_items
from producers.split import Capture, split_capture


def enqueue_capture(
    capture: Capture, *, client: redis.Redis, prefix: str = "policytape:", limits: Limits = DEFAULT_LIMITS
) -> Sent:
    """Split a capture and put its raw items on their queues. Safe to repeat.

    Args:
        capture: ``producers.captured.read_capture`` reads one from a file.
        client: Of the queue's server.
        prefix: What our own keys start with.
        limits: When to stop.

    Returns:
        What was acknowledged; a page that is HTML or JSON, or holds neither a story nor briefs, is refused by its text.

    Raises:
        QueueFullError: As ``enqueue_items``.
        SendInterruptedError: The same.
        ValueError: The capture's time is none.
    """
    reason = why_no_page(capture.text)
    items = [] if reason else split_capture(capture).items
    if not items:
        return Sent(refused=[Refused(0, "text", reason or NOTHING_IN_IT)])
    return enqueue_items(items, client=client, prefix=prefix, limits=limits)
