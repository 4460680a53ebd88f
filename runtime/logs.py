"""Logs on stderr: one line an event, pretty on a terminal, else a JSON object. RQ's own lines come the same way.

Of our own, since this is all we need: structlog imports rich, and costs each start 55 ms.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any, Final

import orjson

_LEVELS: Final = {"debug": 10, "info": 20, "warning": 30, "error": 40}
_NAMES: Final = {level: name for name, level in _LEVELS.items()} | {50: "error"}
_COLOURS: Final = {"debug": "2", "info": "32", "warning": "33", "error": "31"}


class Log:
    """Says what happened: a constant sentence, and its values by name.

    Attributes:
        level: Whatever is below is not told.
        pretty: None looks whether stderr is a terminal.
    """

    level: int = _LEVELS["info"]
    pretty: bool | None = None

    def debug(self, event: str, **values: object) -> None:
        """What only helps to find a fault."""
        self.tell(_LEVELS["debug"], event, values)

    def info(self, event: str, **values: object) -> None:
        """What is as it should be."""
        self.tell(_LEVELS["info"], event, values)

    def warning(self, event: str, **values: object) -> None:
        """What mends itself."""
        self.tell(_LEVELS["warning"], event, values)

    def exception(self, event: str, **values: object) -> None:
        """An error, with the traceback of the exception that is being handled."""
        self.tell(_LEVELS["error"], event, {**values, "exception": traceback.format_exc().rstrip()})

    def tell(self, level: int, event: str, values: dict[str, Any]) -> None:
        """One line, in one write. The stream is looked up each time: tests and embedding programs change it."""
        if level < self.level:
            return
        name = _NAMES.get(level, "info")
        pretty = sys.stderr.isatty() if self.pretty is None else self.pretty
        sys.stderr.write((_pretty if pretty else _json)(name, event, values) + "\n")
        sys.stderr.flush()


log: Final = Log()


def _json(level: str, event: str, values: dict[str, Any]) -> str:
    told = {**values, "event": event, "level": level, "timestamp": datetime.now(UTC).isoformat()}
    try:
        return orjson.dumps(told, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
    except orjson.JSONEncodeError:  # half a surrogate pair, or a number beyond 64 bits
        return json.dumps(told, default=str)


def _pretty(level: str, event: str, values: dict[str, Any]) -> str:
    """Values may come from strangers: what is not printable is shown escaped."""
    trace = str(values.get("exception", "")).splitlines()
    words = [f"{name}={_shown(value)}" for name, value in values.items() if name != "exception"]
    head = f"{datetime.now().astimezone():%H:%M:%S} \x1b[{_COLOURS[level]}m{level:7}\x1b[0m {event:20}"
    return "\n".join([" ".join([head, *words]).rstrip(), *(_escaped(line) for line in trace)])


def _shown(value: object) -> str:
    text = str(value)
    return text if text and text.isprintable() and " " not in text else repr(text)


def _escaped(line: str) -> str:
    return line if line.isprintable() else repr(line)[1:-1]


class _Relay(logging.Handler):
    """Passes what libraries log on to our log; a lost server needs no traceback."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        extra = {"error": f"{type(error).__name__}: {error}"} if error else {}
        log.tell(record.levelno, "library said", {"logger": record.name, "text": record.getMessage(), **extra})


def set_up_logs(level: str = "info", *, pretty: bool | None = None) -> None:
    """Say what is logged and how, once, at the start of a process.

    Args:
        level: ``debug``, ``info``, ``warning`` or ``error``.
        pretty: None looks whether stderr is a terminal.
    """
    log.level, log.pretty = _LEVELS[level], pretty
    for name in ("rq.worker", "rq.job", "rq.queue", "rq.registry"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [_Relay()], False
        logger.setLevel(logging.WARNING)
