"""The subject headings of the State Council's document search (gov.cn): 22 headings and their sub-headings."""

from collections.abc import Mapping
from functools import lru_cache

from reference.tables import read_json


@lru_cache(maxsize=1)
def topics() -> Mapping[str, tuple[str, ...]]:
    """Sub-headings by heading, in the order of gov.cn; the last heading, 其他, has none."""
    return {level1: tuple(level2) for level1, level2 in read_json("topics.json").items()}


def level1_of(level2: str) -> list[str]:
    """The headings that have a sub-heading; several for 其他, [] for an unknown one."""
    return [level1 for level1, inside in topics().items() if level2 in inside]
