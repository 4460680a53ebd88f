"""What every test here needs: the vocabulary, built before the first one's time is taken."""

import pytest

from workers.price.scan import vocabulary


@pytest.fixture(scope="session", autouse=True)
def _built() -> None:
    vocabulary()
