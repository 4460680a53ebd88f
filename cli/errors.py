"""Errors as a person at a terminal reads them: one line, and the exit status."""

import re
import sys
from typing import Final

import click

from cli.neutral import neutral

EXIT_FAILED: Final = 1
EXIT_USAGE: Final = 2
EXIT_PIPE: Final = 141  # as the shell says of a writer whose reader has gone (128 + SIGPIPE)
EXIT_INTERRUPTED: Final = 130  # 128 + SIGINT
_MAX_CHARS: Final = 500
# Told apart by name, so that telling an error imports nothing; the first that fits is said.
_KNOWN: Final = {
    "runtime.settings.SettingError": "{}",
    "runtime.connect.ServerUnavailableError": "{}",
    "feeds.keys.FeedError": "{}",
    "producers.send.QueueFullError": "{}",
    "producers.send.SendInterruptedError": "{}",
    "redis.exceptions.AuthenticationError": "the server refused us: {}",
    "redis.exceptions.NoPermissionError": "the server refused us: {}",
    "redis.exceptions.OutOfMemoryError": "the server is full (maxmemory): nothing can be written until there is room",
    "redis.exceptions.ConnectionError": "cannot reach the server: {}",
    "redis.exceptions.TimeoutError": "the server does not answer: {}",
    "redis.exceptions.RedisError": "the server said: {}",
}
_PASSWORD: Final = re.compile(r"(://[^/@\s:]*:)[^@\s]*@")


class ToldError(click.ClickException):
    """Something that the user can act on. Its message is the whole of what is printed."""

    exit_code = EXIT_FAILED


def complain(text: str) -> None:
    """Tell on stderr, in one line, of something that is left out while the rest goes on."""
    print(f"policytape: {one_line(text)}", file=sys.stderr)


def say(error: Exception) -> tuple[str, int]:
    """The line and the exit status for any error. Control characters are neutral and passwords left out."""
    if isinstance(error, click.UsageError):
        where = error.ctx.command_path if error.ctx else "policytape"
        return f"{one_line(error.format_message())} (see: {where} --help)", EXIT_USAGE
    if isinstance(error, click.ClickException):
        return one_line(error.format_message()), error.exit_code
    return one_line(_known(error) or _unknown(error)), EXIT_FAILED


def one_line(text: str) -> str:
    """Any text on one line of at most 500 characters, safe for a terminal, without passwords of URLs."""
    flat = " ".join(neutral(_PASSWORD.sub(r"\1***@", text)).split())
    return flat if len(flat) <= _MAX_CHARS else flat[: _MAX_CHARS - 1] + "…"


def _known(error: Exception) -> str | None:
    """What is said of errors that come from outside: the server, the disk, the settings."""
    names = {f"{base.__module__}.{base.__name__}" for base in type(error).__mro__}
    for name, words in _KNOWN.items():
        if name in names:
            return words.format(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return None


def _unknown(error: Exception) -> str:
    return f"a fault of ours: {type(error).__name__}: {error} (POLICYTAPE_DEBUG=1 shows where)"
