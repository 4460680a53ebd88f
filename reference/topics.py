"""The subject headings of the State Council's document search (gov.cn): 22 headings and their sub-headings."""

from collections.abc import Mapping

from reference.tables import read_json

# Sub-headings by heading, in the order of gov.cn; the last heading, 其他, has none. A tiny table: read at import.
TOPICS: Mapping[str, tuple[str, ...]] = {level1: tuple(level2) for level1, level2 in read_json("topics.json").items()}
