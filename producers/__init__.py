"""Captures to raw items, raw items to queues. For scripts: ``from producers import enqueue_capture, enqueue_items``."""

from producers.send import enqueue_items

__all__ = ["enqueue_items"]
