"""Logs on stderr: pretty on a terminal, one JSON object a line otherwise. RQ's own lines come the same way."""

import logging
import sys
from typing import Any, Final

import orjson
import structlog

_LEVELS: Final = {"debug": 10, "info": 20, "warning": 30, "error": 40}


class _Relay(logging.Handler):
    """Passes what libraries log on to our log; a lost server needs no traceback."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        extra: dict[str, Any] = {"error": f"{type(error).__name__}: {error}"} if error else {}
        structlog.get_logger().log(
            record.levelno, "library said", logger=record.name, text=record.getMessage(), **extra
        )


def _dumps(event: Any, default: Any) -> str:  # noqa: ANN401  structlog's signature
    return orjson.dumps(event, default=default, option=orjson.OPT_NON_STR_KEYS).decode()


def set_up_logs(level: str = "info", *, pretty: bool | None = None) -> None:
    """Say where logs go, once, at the start of a process.

    Args:
        level: ``debug``, ``info``, ``warning`` or ``error``.
        pretty: None looks whether stderr is a terminal.
    """
    on_terminal = sys.stderr.isatty() if pretty is None else pretty
    last: list[Any] = (
        [structlog.dev.ConsoleRenderer()]
        if on_terminal
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(serializer=_dumps)]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            *last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    for name in ("rq.worker", "rq.job", "rq.queue", "rq.registry"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [_Relay()], False
        logger.setLevel(logging.WARNING)
