"""Captures to raw items, raw items to queues. For scripts: ``from producers import enqueue_capture, enqueue_items``."""

from producers.pages import enqueue_capture
from producers.send import PAUSE, Sent, enqueue_items
from producers.split import Capture

__all__ = ["PAUSE", "Capture", "Sent", "enqueue_capture", "enqueue_items"]
