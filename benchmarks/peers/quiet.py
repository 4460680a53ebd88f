"""A logging configuration that says nothing."""

from typing import Any, Final

LOGS: Final[dict[str, Any]] = {"version": 1, "disable_existing_loggers": True, "root": {"level": "ERROR"}}
