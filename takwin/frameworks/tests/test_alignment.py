"""What covers what."""

import pytest

from takwin.frameworks.alignment import covers, is_value, known, names


def test_names_in_a_line() -> None:
    assert names(" digcompedu/1.2,takwin-values/V3 ,, digcompedu/1.2") == ("digcompedu/1.2", "takwin-values/V3")
    assert names("") == ()


@pytest.mark.parametrize(
    ("claimed", "aligned", "covered"),
    [
        ("digcompedu/1.2", "digcompedu/1.2", True),
        ("digcompedu/1", "digcompedu/1.2", True),
        ("digcompedu/1.2", "digcompedu/1", False),
        ("digcompedu/1.2", "digcompedu/1.3", False),
        ("roadmap-2022-2026/T", "roadmap-2022-2026/C6", True),
        ("nothing/1", "digcompedu/1.2", False),
        ("digcompedu/1.2", "nothing/1", False),
    ],
)
def test_work_on_a_part_is_work_on_the_whole(claimed: str, aligned: str, covered: bool) -> None:
    assert covers(claimed, aligned) is covered


def test_values_are_known_as_values() -> None:
    assert is_value("takwin-values/V3")
    assert not is_value("digcompedu/1.2")
    assert known("digcompedu/1.2")
    assert not known("digcompedu/9")
    assert not is_value("nothing")
