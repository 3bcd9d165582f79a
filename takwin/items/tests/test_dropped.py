"""Labels put into zones, and places chosen in a picture: what an answer earns, what is said, what a form means."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.items.item import Choice, Json, Line, Outcome, Unanswered, Written
from takwin.items.kinds.drag_and_drop.places import spread
from takwin.items.shelf import kind
from takwin.items.tests.reading import draft

DROP = Written(
    "drag-and-drop",
    "q",
    "?",
    lines=(Line("a", "1", "Not a"), Line("b", "2"), Line("c", "1, 3"), Line("d", "", "Nowhere")),
    zones=(Line("A"), Line("B"), Line("C")),
    feedback={"right": "Well done", "wrong": "Look again"},
)
PICTURE = {"image": "media/a.svg", "alt": "A"}
SPOTS = Written(
    "hotspot",
    "q",
    "?",
    PICTURE,
    choices=(Choice("low", True, area="rect 1,90,9,99"), Choice("high", False, "No", area="rect 1,1,9,9")),
)


def score(written: Written, response: Json) -> Outcome:
    return kind(written.kind).score(draft(written).key, response, 100)


@pytest.mark.parametrize(
    ("matches", "shares", "all_or_nothing"),
    [
        ({"l1": "z1", "l2": "z2", "l3": "z3"}, 100, 100),
        ({"l1": "z1", "l2": "z2", "l3": "z1"}, 100, 100),
        ({"l1": "z1", "l2": "z2", "l3": "z3", "l4": "z1"}, 67, 0),
        ({"l1": "z1", "l2": "z1"}, 33, 0),
        ({"l4": "z1"}, 0, 0),
        ({"l1": "z9", "l2": None, "x": "z1"}, 0, 0),
        ({}, 0, 0),
    ],
)
def test_labels_earn_their_shares(matches: Json, shares: int, all_or_nothing: int) -> None:
    assert score(DROP, {"matches": matches}).mark == shares
    strict = replace(DROP, options={"scoring": "match_correct"})
    assert score(strict, {"matches": matches}).mark == all_or_nothing


def test_what_is_said_of_each_label() -> None:
    outcome = score(DROP, {"matches": {"l1": "z2", "l2": "z2", "l4": "z1"}})
    assert outcome.parts == {"l1": "wrong", "l2": "right", "l3": "wrong", "l4": "wrong"}
    assert set(outcome.feedback) == {"l1", "l4", "wrong"}
    assert "l4" not in score(DROP, {"matches": {"l1": "z1"}}).parts, "a label that fits nowhere is rightly left"


def read(written: Written, **fields: str) -> Json:
    public = kind(written.kind).arrange(draft(written).public, 0)
    return kind(written.kind).read(public, {name.replace("_", "-"): [value] for name, value in fields.items()})


def test_a_zone_that_takes_one_label_says_so() -> None:
    plain = replace(DROP, options={"shuffle": "no"})
    assert read(plain, answer_1="1", answer_2="1", answer_3="9") == {"matches": {"l1": "z1", "l2": "z1"}}
    with pytest.raises(Unanswered, match="Place 1 takes one label") as refused:
        read(replace(DROP, options={"shuffle": "no", "one-each": "yes"}), answer_1="1", answer_3="1")
    assert refused.value.typed == {"matches": {"l1": "z1", "l3": "z1"}}
    with pytest.raises(Unanswered, match="at least one label"):
        read(plain)


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("123456"), unique=True)))
def test_labels_are_spread_where_they_can_be(wanted: dict[str, list[str]]) -> None:
    numbered = {f"l{ord(name)}": zones for name, zones in wanted.items()}
    found = spread(numbered)
    assert len(set(found.values())) == len(found)
    assert all(zone in numbered[label] for label, zone in found.items())
    alone = [label for label in numbered if label not in found]
    assert all(zone in found.values() for label in alone for zone in numbered[label])


def test_places_are_numbered_from_top_to_bottom() -> None:
    public = kind("hotspot").arrange(draft(SPOTS).public, 5)
    assert [one["html"] for one in public["choices"]] == ["high", "low"]
    assert read(SPOTS, answer="2") == {"choice": "c1"}


def test_one_place_or_several() -> None:
    assert score(SPOTS, {"choice": "c1"}).mark == 100
    assert score(SPOTS, {"choices": ["c1"]}).mark == 0
    several = replace(SPOTS, options={**PICTURE, "several": "yes", "scoring": "map_response"})
    assert score(several, {"choices": ["c1"]}).mark == 100
    assert score(several, {"choices": ["c1", "c2"]}).mark == 0
    assert read(several, answer="2") == {"choices": ["c1"]}
    for written in (SPOTS, several):
        with pytest.raises(Unanswered, match="place"):
            read(written, answer="7")


def test_a_question_still_in_markdown_says_the_same_whatever_the_picture() -> None:
    public = kind("hotspot").compile(SPOTS).public
    assert public["image"] == PICTURE
    assert [one["area"] for one in public["choices"]] == [{"text": "rect 1,90,9,99"}, {"text": "rect 1,1,9,9"}]
