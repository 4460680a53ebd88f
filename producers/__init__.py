"""Captures to raw items, raw items to queues. For scripts: ``from producers import enqueue_capture, enqueue_items``."""

from producers.pages import enqueue_capture
from producers.send import Sent, enqueue_items
from producers.split import Capture

__all__ = ["Capture", "Sent", "enqueue_capture", "enqueue_items"]
