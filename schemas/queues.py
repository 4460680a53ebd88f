"""What producers and workers agree on. A producer names a job by its string, never by import."""

from typing import Final

ARTICLES: Final = "articles"
BRIEFS: Final = "briefs"
QUEUES: Final = (ARTICLES, BRIEFS)
PROCESS_BATCH: Final = "workers.jobs.process_batch"
MAX_BATCH: Final = 500  # raw items in one job
MAX_RETRIES: Final = 3
JOB_TIMEOUT_S: Final = 3600  # never reached: the supervisor watches each item (supervisor.py)
FAILURE_TTL_S: Final = -1  # a job that failed for good holds items that we acknowledged: it stays until someone decides


def queue_for(kind: str) -> str:
    """The queue that carries a kind of raw item (``article`` or ``brief``)."""
    return ARTICLES if kind == "article" else BRIEFS
