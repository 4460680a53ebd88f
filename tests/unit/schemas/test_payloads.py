import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.payloads import MAX_LEVELS, kept_payload, payload_bytes
from schemas.rejects import Reject
from tests.builders import make_payload
from workers.pipeline import process_payload

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=20,
)


def nested(levels: int, inside: Any = 1) -> Any:
    for level in range(levels):
        inside = [inside] if level % 2 else {"b": 2, "a": inside, "列": []}
    return inside


@given(_VALUES)
def test_ordinary_values_are_kept_as_they_came(value: Any) -> None:
    assert kept_payload(value) is value
    assert orjson.loads(payload_bytes(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(nested(300), id="deep"),
        pytest.param(nested(3, "\ud800"), id="lone-surrogate"),
        pytest.param(nested(2, 10**30), id="beyond-64-bits"),
        pytest.param({"\udfff": [], "": {}}, id="surrogate-as-a-name"),
    ],
)
def test_what_json_writers_refuse_is_kept_as_text_with_the_same_value(value: Any) -> None:
    kept = kept_payload(value)

    assert isinstance(kept, str)
    assert json.loads(kept) == value
    assert payload_bytes(value) == kept.encode()


def test_as_many_levels_as_readers_go_down_are_kept_as_they_came() -> None:
    just, beyond = nested(MAX_LEVELS), nested(MAX_LEVELS + 1)

    assert kept_payload(just) is just
    assert kept_payload(beyond) == orjson.dumps(beyond, option=orjson.OPT_SORT_KEYS).decode()


@pytest.mark.parametrize("levels", [1, 150, 253, 254, 255, 1_000])
def test_a_reject_of_any_depth_can_be_stored_and_read(levels: int) -> None:
    line = b'{"kind":"none","deep":' + b"[" * levels + b"]" * levels + b"}"

    doc = process_payload(orjson.loads(line))

    assert (doc["kind"], doc["stage"]) == ("reject", "validate")
    assert Reject.model_validate_json(orjson.dumps(doc)).model_dump(mode="json") == doc


@pytest.mark.parametrize(
    "payload",
    [{"kind": "\ud800"}, make_payload(title="\ud800甲"), make_payload() | {"kind": 10**30}, [[]] * 3, None, "甲", 1.5],
)
def test_no_value_raises(payload: Any) -> None:
    doc = process_payload(payload)

    assert doc["kind"] == "reject"
    assert orjson.loads(orjson.dumps(doc)) == doc
