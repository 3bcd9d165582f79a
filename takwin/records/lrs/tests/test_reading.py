"""JSON of others: read strictly, and kept as it was written where that says the same."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.records.lrs.reading import json_of, written_in
from takwin.records.lrs.words import Invalid

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=3), below, max_size=3),
    max_leaves=8,
)


@given(JSON, st.sampled_from([None, 0, 2]), st.booleans())
def test_each_thing_of_a_list_comes_with_how_it_was_written(value: Any, indent: int | None, plain: bool) -> None:
    body = json.dumps(value, indent=indent, ensure_ascii=plain).encode()
    found, texts = written_in(body)
    assert found == json_of(body) == value
    assert not texts or [json.loads(text) for text in texts] == (value if isinstance(value, list) else [value])
    assert texts or indent is not None or value == []


@pytest.mark.parametrize(
    "body", ["[1,]", "[1 2]", "[,1]", "[1]]", "[1],2", "[", "[1", '[{"a":1,"a":2}]', "[NaN]", "1 2", "", "[1]\0"]
)
def test_what_is_no_json_is_none_in_pieces_either(body: str) -> None:
    with pytest.raises(Invalid):
        written_in(body.encode())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_an_unusual_body_is_read_whole(encoding: str) -> None:
    assert written_in('["é"]'.encode(encoding)) == (["é"], [])
