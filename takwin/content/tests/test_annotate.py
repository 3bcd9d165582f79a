"""An acceptance is written into course.yaml and nothing else changes there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takwin.content.source.annotate import NotWritable, with_accepted, without_accepted
from takwin.content.source.course import Accepted
from takwin.content.source.tree import parse
from takwin.content.tests.builders import COURSE

ONE = Accepted("captions-missing", "one/welcome", "Film muet : rien n'est dit.")
BEFORE = "accepted:\n  - finding: a-b\n    reason: |\n      deux\n      lignes\n"


@pytest.mark.parametrize(
    "text",
    [
        COURSE,
        "# Notre cours\n" + COURSE + "\n\n",
        COURSE + BEFORE,
        COURSE + "accepted:\n- {finding: a-b, reason: c}\n# la fin\n",
        BEFORE + "# après\n" + COURSE,
        COURSE + "accepted:\n",
        "accepted:\n" + COURSE,
        COURSE + "accepted:\n- finding: a-b\n  reason: c",
    ],
)
def test_the_lines_of_the_author_stay(text: str) -> None:
    new = with_accepted(text, ONE)
    kept = iter(new.split("\n"))
    assert all(line in kept for line in text.rstrip().split("\n"))
    tree = parse(with_accepted(new, Accepted("b-c", "", "x: y")), "course.yaml")
    assert tree is not None
    assert tree.named is not None
    finding = tree.named["accepted"].many
    assert finding is not None
    assert [(one.named or {})["finding"].text for one in finding][-2:] == ["captions-missing", "b-c"]


@pytest.mark.parametrize(
    "text", [COURSE + "accepted: [{finding: a, reason: b}]\n", COURSE + "accepted: x\n", "- a\n", ""]
)
def test_what_must_be_written_by_hand_is_refused(text: str) -> None:
    with pytest.raises(NotWritable):
        with_accepted(text, ONE)


SIGNS = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ue000\ue001")


@settings(deadline=None)
@given(st.text(SIGNS, min_size=1, max_size=80).map(str.strip).filter(bool))
def test_any_reason_is_kept(reason: str) -> None:
    tree = parse(with_accepted(COURSE, Accepted("a-b", "", reason)), "course.yaml")
    assert tree is not None
    assert tree.named is not None
    (one,) = tree.named["accepted"].many or []
    assert one.named is not None
    assert one.named["reason"].text == reason


@pytest.mark.parametrize(
    ("accepted", "lines", "left"),
    [
        (BEFORE, [1], ""),
        (BEFORE + "# après\n", [1], "# après\n"),
        (
            "accepted:\n- {finding: a, reason: b}\n# bien\n- finding: c\n  reason: d\n",
            [1],
            "accepted:\n# bien\n- finding: c\n  reason: d\n",
        ),
        (
            "accepted:\n- {finding: a, reason: b}\n- finding: c\n  reason: >\n    d\n\n    e\n",
            [2],
            "accepted:\n- {finding: a, reason: b}\n",
        ),
    ],
)
def test_what_is_withdrawn_goes_alone(accepted: str, lines: list[int], left: str) -> None:
    at = COURSE.count("\n") + 1
    assert without_accepted(COURSE + accepted, [at + line for line in lines]) == COURSE + left
    moved = accepted + COURSE
    assert without_accepted(moved, [1 + line for line in lines]) == left + COURSE


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (COURSE + "accepted: [{finding: a, reason: b}]\n", [16]),
        (COURSE + BEFORE, [3]),
        (COURSE, [1]),
        ("- a\n", [1]),
    ],
)
def test_what_must_be_taken_out_by_hand_is_refused(text: str, lines: list[int]) -> None:
    with pytest.raises(NotWritable):
        without_accepted(text, lines)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(SIGNS, min_size=1, max_size=40).map(str.strip).filter(bool), min_size=1, max_size=3))
def test_what_was_accepted_can_be_withdrawn(reasons: list[str]) -> None:
    texts = [COURSE]
    for reason in reasons:
        texts.append(with_accepted(texts[-1], Accepted("a-b", "one", reason)))
    for before, text in zip(reversed(texts[:-1]), reversed(texts[1:]), strict=True):
        tree = parse(text, "course.yaml")
        assert tree is not None
        assert tree.named is not None
        last = (tree.named["accepted"].many or [])[-1].line
        assert without_accepted(text, [last]) == before
