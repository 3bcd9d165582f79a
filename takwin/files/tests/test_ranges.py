"""Range headers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.files.ranges import Unsatisfiable, parse


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("bytes=0-9", (0, 10)),
        ("bytes=90-", (90, 10)),
        ("bytes=-5", (95, 5)),
        ("bytes=-500", (0, 100)),
        ("bytes=50-1000", (50, 50)),
        ("bytes=9-3", None),
        ("bytes=0-1,5-6", None),
        ("bytes=-", None),
        ("lines=1-2", None),
        ("", None),
        ("bytes=٣-٤", None),
        ("Bytes=0-9", (0, 10)),
        ("bytes= 0-9", (0, 10)),
        (f"bytes={'0' * 30}5-{'0' * 30}9", (5, 5)),
        (f"bytes=5-{'9' * 5000}", (5, 95)),
        (f"bytes=-{'9' * 5000}", (0, 100)),
        (f"bytes={'9' * 30}-5", None),
        ("bytes=--5", None),
        ("bytes=1-2-3", None),
        ("bytes=1 - 2", None),
    ],
)
def test_ranges_of_a_hundred_bytes(header: str, wanted: tuple[int, int] | None) -> None:
    assert parse(header, 100) == wanted


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0", f"bytes={'9' * 5000}-"])
def test_a_range_beyond_the_end(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        parse(header, 100)


@given(st.text(), st.integers(0, 10**12))
def test_whatever_is_asked_lies_inside(header: str, size: int) -> None:
    for asked in (header, f"bytes={header}"):
        try:
            found = parse(asked, size)
        except Unsatisfiable:
            continue
        assert found is None or (0 <= found[0] < size and 0 < found[1] <= size - found[0])
