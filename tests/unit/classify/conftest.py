"""The tables are loaded before the first test, so that none is timed with its loading."""

import pytest

from workers.classify import classify


@pytest.fixture(scope="session", autouse=True)
def _tables() -> None:
    classify("题", "文")
