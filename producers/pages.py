"""A whole page onto the queues in one call."""

import redis

from producers.send import DEFAULT_LIMITS, Limits, Sent, enqueue_items
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
        What was acknowledged; nothing is if the page holds neither a story nor briefs.

    Raises:
        QueueFullError: As ``enqueue_items``.
        SendInterruptedError: The same.
    """
    return enqueue_items(split_capture(capture).items, client=client, prefix=prefix, limits=limits)
