"""An acceptance is written into course.yaml and nothing else changes there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takwin.content.source.annotate import NotWritable, with_accepted
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
