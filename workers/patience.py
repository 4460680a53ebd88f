"""Waiting for a server that is away or full: what a worker has in hand is acknowledged, so it gives nothing up."""

import os
import time
from collections.abc import Callable
from typing import Final, TypeVar

import redis

from runtime.connect import is_passing
from runtime.logs import log

EXIT_STOPPED: Final = 71  # the process was told to stop while it waited: its job goes back to the queue
_WAIT_S: Final = 0.2

Answer = TypeVar("Answer")


def insist(
    act: Callable[[], Answer], *, is_stopping: Callable[[], bool], on_wait: Callable[[], None] = lambda: None
) -> Answer:
    """Do what is safe to repeat until the server does it.

    Args:
        act: Sends commands; safe to repeat.
        is_stopping: Whether the process was told to stop: it then ends instead of waiting on.
        on_wait: Called before each wait.

    Raises:
        redis.RedisError: A fault that will not pass by itself.
    """
    told = False
    while True:
        try:
            return act()
        except redis.RedisError as error:
            if not is_passing(error):
                raise
            if not told:
                log.warning("server awaited", error=f"{type(error).__name__}: {error}")
                told = True
        if is_stopping():
            log.warning("stopped while a server was awaited")
            os._exit(EXIT_STOPPED)
        on_wait()
        time.sleep(_WAIT_S)
