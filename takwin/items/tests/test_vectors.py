"""The vectors that a marker on a device is tested with are what the kinds say, and reach every kind that can be marked there."""

import json

from takwin.items.tests.vectors import FILE, device_kinds, vectors, write


def test_the_file_is_the_one_made_from_the_kinds() -> None:
    assert FILE.read_text(encoding="utf-8") == write(vectors()), "python -m takwin.items.tests.vectors"


def test_every_kind_is_there_with_marks_of_all_sorts() -> None:
    found = json.loads(FILE.read_text(encoding="utf-8"))
    assert {one["kind"] for one in found} == set(device_kinds())
    for name in device_kinds():
        cases = [case for one in found if one["kind"] == name for case in one["cases"]]
        states = {state for case in cases for state in case["parts"].values()}
        assert {"right", "wrong"} <= states
        assert {case["marks"][0] for case in cases} >= {0, 100}
    assert any(0 < case["marks"][0] < 100 for one in found for case in one["cases"])
