"""The only code that knows feed keys. Scripts read feeds with ``FeedReader``."""

from feeds.keys import FeedError
from feeds.read import FeedReader, Page

__all__ = ["FeedError", "FeedReader", "Page"]
