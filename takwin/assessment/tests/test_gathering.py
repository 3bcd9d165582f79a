"""What a group chose, told without telling on anybody; no database."""

from hypothesis import given
from hypothesis import strategies as st

from takwin.assessment.gathering import FEWEST, gathered

SHOWN = [{"id": name, "html": name.upper()} for name in ("c1", "c2", "c3")]
ANSWERS = st.lists(st.sampled_from(["c1", "c2", "c3"]), max_size=40)


def test_four_people_are_not_told_about_five_are() -> None:
    assert gathered(["c1"] * 4, SHOWN) is None
    told = gathered(["c1", "c1", "c3", "c1", "c3"], SHOWN)
    assert told
    assert (told.people, told.lines) == (5, (("C1", 3), ("C2", 0), ("C3", 2)))


@given(ANSWERS, st.sampled_from(["c1", "c2", "c3"]))
def test_one_more_answer_never_shows_by_itself(first: list[str], one_more: str) -> None:
    before, after = gathered(first, SHOWN), gathered([*first, one_more], SHOWN)
    grown = (after.people if after else 0) - (before.people if before else 0)
    assert grown in {0, FEWEST}
    assert grown or before == after


@given(ANSWERS)
def test_everybody_counted_is_counted_once(first: list[str]) -> None:
    if told := gathered(first, SHOWN):
        assert sum(people for _, people in told.lines) == told.people <= len(first)
