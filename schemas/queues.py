"""The names by which producers and workers find each other. A producer names a job by its string, never by import."""

from typing import Final

ARTICLES: Final = "articles"
BRIEFS: Final = "briefs"
QUEUES: Final = (ARTICLES, BRIEFS)
PROCESS_BATCH: Final = "workers.jobs.process_batch"
MAX_BATCH: Final = 500  # raw items in one job


def queue_for(kind: str) -> str:
    """The queue that carries a kind of raw item (``article`` or ``brief``)."""
    return ARTICLES if kind == "article" else BRIEFS
