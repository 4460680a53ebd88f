"""What the environment says: where the servers are and how far to go. Secrets can come from files.

| variable | what |
|---|---|
| ``POLICYTAPE_QUEUE_URL``, ``POLICYTAPE_FEEDS_URL`` | ``redis://``, ``rediss://`` (TLS) or ``unix://`` |
| ``POLICYTAPE_QUEUE_PASSWORD``, ``POLICYTAPE_FEEDS_PASSWORD`` | kept apart from the URL, so that the URL can be shown |
| ``POLICYTAPE_TLS_CA``, ``_TLS_CERT``, ``_TLS_KEY`` | paths of PEM files for ``rediss://`` |
| ``POLICYTAPE_PREFIX`` | what our own keys start with |
| ``POLICYTAPE_DATA_DIR`` | where the embedded server keeps its data |
| ``POLICYTAPE_`` and any attribute of ``Settings`` in capitals | its value |
| any of them with ``_FILE`` behind | a file that holds the value, as container secrets do; the variable itself wins |

An empty variable is an unset one.
"""

import os
import sys
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    model_validator,
)

_ENV_PREFIX = "POLICYTAPE_"
HIGH_WATER_JOBS: Final = 20_000
HIGH_WATER_MEMORY: Final = 0.75


def _absolute(path: Path) -> Path:
    try:
        return path.expanduser().resolve()  # a server that is started elsewhere has to find it too
    except RuntimeError as error:
        raise ValueError(str(error)) from error


_Path = Annotated[Path, AfterValidator(_absolute)]


def _default_data_dir() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "policytape"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "policytape"


class SettingError(Exception):
    """A setting that makes no sense: its variable and why, in one line, without the value, which may be a secret."""


def _from_environment(name: str) -> str | None:
    """The value of a variable, or of its file; None if both are unset or empty, as compose files leave them."""
    value = os.environ.get(_ENV_PREFIX + name)
    path = os.environ.get(f"{_ENV_PREFIX}{name}_FILE")
    if path and not value:
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingError(f"{_ENV_PREFIX}{name}_FILE: {error}") from error
    return value or None


def unknown_variables() -> list[str]:
    """Variables of the environment that begin as ours and are none, by name: perhaps misspelt."""
    known = {"DEBUG"} | {name.upper() + end for name in Settings.model_fields for end in ("", "_FILE")}
    ours = (name for name in os.environ if name.startswith(_ENV_PREFIX))
    return sorted(name for name in ours if name.removeprefix(_ENV_PREFIX) not in known)


class Settings(BaseModel):
    """How this process is to run. Read once, at its start; shows no secret when printed.

    Arguments go before the environment. (pydantic-settings would do this too; its import costs each start 90 ms.)
    Raises SettingError for a value that makes no sense.

    Attributes:
        queue_url: None means the embedded server.
        feeds_url: None means the queue's server.
        high_water_jobs: Producers stop when a queue holds this many jobs (of up to 500 items each).
        high_water_memory: Producers stop when the queue's server has used this share of its maxmemory.
        item_limit_s: A process that spends longer on one item is killed; items take milliseconds.
        worker_memory_bytes: Address space of one worker process; 0 sets no limit.
        stop_s: How long a stop waits for batches in hand.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    queue_url: SecretStr | None = None
    feeds_url: SecretStr | None = None
    queue_password: SecretStr | None = None
    feeds_password: SecretStr | None = None
    tls_ca: _Path | None = None
    tls_cert: _Path | None = None
    tls_key: _Path | None = None
    prefix: Annotated[str, Field(pattern=r"^[\w:.{}-]*$")] = "policytape:"
    data_dir: _Path = Field(default_factory=_default_data_dir, validate_default=True)
    high_water_jobs: Annotated[int, Field(ge=1)] = HIGH_WATER_JOBS
    high_water_memory: Annotated[float, Field(gt=0, le=1)] = HIGH_WATER_MEMORY
    item_limit_s: Annotated[float, Field(gt=0)] = 10.0
    worker_memory_bytes: Annotated[int, Field(ge=0)] = 2 << 30
    stop_s: Annotated[float, Field(ge=0)] = 60.0

    @model_validator(mode="wrap")
    @classmethod
    def _with_environment(cls, given: dict[str, Any], validate: ModelWrapValidatorHandler["Settings"]) -> "Settings":
        said = {name: _from_environment(name.upper()) for name in cls.model_fields if name not in given}
        try:
            return validate({name: value for name, value in said.items() if value is not None} | given)
        except ValidationError as error:
            fault = error.errors()[0]
            name, reason = str(fault["loc"][0]).upper(), fault["msg"].removeprefix("Value error, ")
            raise SettingError(f"{_ENV_PREFIX}{name}: {reason}") from error

    def at(self, url: str) -> "Settings":
        """The same settings with the queue's server at this URL; feeds stay where they are, if they have their own."""
        return self.model_copy(update={"queue_url": SecretStr(url)})
