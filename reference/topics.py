"""The subject headings of the State Council's document search (gov.cn): 22 headings and their sub-headings."""

from collections.abc import Mapping

from reference.tables import read_json

# Sub-headings by heading, in the order of gov.cn; the last heading, 其他, has none. A tiny table: read at import.
TOPICS: Mapping[str, tuple[str, ...]] = {level1: tuple(level2) for level1, level2 in read_json("topics.json").items()}


def level1_of(level2: str) -> list[str]:
    """The headings that have a sub-heading; several for 其他, [] for an unknown one."""
    return [level1 for level1, inside in TOPICS.items() if level2 in inside]
