"""A policy is checked, kept as small as it is, and told in plain words; a format is a policy to start from."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takwin.learning.presets import FORMATS, SELF_STUDY, preset
from takwin.learning.run import ADMISSIONS, CREDENTIALS, LATES, SEQUENCES, BadPolicy, Policy, Span, differences
from takwin.learning.told import CHOICES, NAMES, plainly

MANUAL = Path(__file__).parents[3] / "docs" / "explanation" / "formats"


def test_the_shelf_holds_the_formats_of_the_study() -> None:
    assert set(FORMATS) == {"self-study", "xmooc", "cmooc", "spoc", "hybrid", "flipped"}
    assert all(one.name == name and one.title and one.what and one.why for name, one in FORMATS.items())
    assert preset("no longer known") is FORMATS[SELF_STUDY]


@pytest.mark.parametrize("name", FORMATS)
def test_the_manual_says_what_a_format_changes(name: str) -> None:
    page = (MANUAL / f"{name}.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", page, re.MULTILINE))
    changed = FORMATS[name].policy.to_json()
    assert set(rows) == set(changed)
    for field, value in changed.items():
        assert ("yes" if value is True else str(value)) in rows[field], field


def test_a_run_that_says_nothing_is_free_self_study() -> None:
    plain = Policy.from_json({})
    assert plain == FORMATS[SELF_STUDY].policy == Policy()
    assert plain.to_json() == {}
    assert not plain.guides


@pytest.mark.parametrize("name", ["xmooc", "spoc", "hybrid", "flipped"])
def test_a_format_with_dates_guides(name: str) -> None:
    assert FORMATS[name].policy.guides


def test_a_cmooc_has_no_single_path() -> None:
    policy = FORMATS["cmooc"].policy
    assert (policy.sequence, policy.pace, policy.publishes, policy.guides) == ("free", "free", True, False)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"admission": "by luck"}, "admission"),
        ({"supervision": 5}, "supervision"),
        ({"seats": 0}, "seats"),
        ({"attempts": 0}, "attempts"),
        ({"offer_days": 0}, "offer_days"),
        ({"shares": {"steps": 101}}, "shares"),
        ({"shares": {"money": 1}}, "shares"),
        ({"credential": "by luck"}, "credential"),
        ({"schedule": {"one": Span(None, 3)}}, "schedule one"),
        ({"pace": "fixed", "schedule": {"one": Span(None, 3)}}, "schedule one"),
        ({"pace": "relative", "schedule": {"one": Span(5, 3)}}, "schedule one"),
        ({"pace": "relative", "schedule": {"one": Span(0, 1000)}}, "schedule one"),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_place(wrong: dict[str, Any], where: str) -> None:
    with pytest.raises(BadPolicy) as refused:
        Policy(**wrong)
    assert refused.value.where == where


def policies() -> st.SearchStrategy[Policy]:
    spans = st.tuples(st.integers(0, 499), st.integers(500, 999), st.integers(0, 2))
    kept = spans.map(lambda three: Span(None if three[2] == 1 else three[0], None if three[2] == 2 else three[1]))
    return st.builds(
        Policy,
        admission=st.sampled_from(ADMISSIONS),
        seats=st.none() | st.integers(1, 1000),
        pace=st.just("relative"),
        schedule=st.dictionaries(st.sampled_from(["one", "two", "one/a"]), kept),
        sequence=st.sampled_from(SEQUENCES),
        needs=st.dictionaries(st.sampled_from(["one", "two"]), st.just(("one",))),
        late=st.sampled_from(LATES),
        attempts=st.none() | st.integers(1, 20),
        shares=st.dictionaries(st.sampled_from(["steps", "mark", "tasks"]), st.integers(0, 100)),
        credential=st.sampled_from(CREDENTIALS),
        supervision=st.integers(0, 4),
        flipped=st.booleans(),
    )


@settings(max_examples=40)
@given(policies())
def test_reading_back_gives_the_same(policy: Policy) -> None:
    assert Policy.from_json(policy.to_json()) == policy


def test_fixed_dates_are_read_back_and_what_is_not_known_is_left_alone() -> None:
    policy = Policy(pace="fixed", schedule={"one": Span(date(2026, 12, 1), date(2026, 12, 8))})
    assert Policy.from_json(policy.to_json() | {"of a later version": 1}) == policy


def test_only_what_departs_from_the_format_is_a_difference() -> None:
    spoc = FORMATS["spoc"].policy
    dated = Policy.from_json(spoc.to_json() | {"schedule": {"one": ["2026-12-01", None]}})
    assert differences(spoc, dated) == []
    (one,) = differences(spoc, Policy.from_json(spoc.to_json() | {"seats": 24}))
    assert (one.name, one.usual, one.here) == ("seats", 30, 24)


def test_every_field_and_every_choice_has_its_words() -> None:
    assert set(Policy.__slots__) - {"schedule"} == set(NAMES)
    for name, choices in CHOICES.items():
        for value in choices:
            text = [str(one) for one in plainly(Policy(**{name: value}))]
            assert text[-1] == "It costs nothing."
            assert ("This run gives no credential." in text) == ((name, value) == ("credential", "none"))
