"""Every problem in the catalogue, told at the right place of a course that has it."""

from pathlib import Path

import pytest

from takwin.content.check import check
from takwin.content.source.catalogue import CATALOGUE
from takwin.content.tests import complaints, weak
from takwin.content.tests.builders import folder
from takwin.content.tests.complaints import Case

CASES = [*complaints.CASES, *weak.CASES]
ASKED = {"link-gone", "link-unreachable", "link-moved"}
"""What only a site can say is tested in `test_links.py`."""
UNTESTED = {"media-large"} | ASKED
"""A large file takes half a gigabyte."""


def test_the_small_course_is_sound(tmp_path: Path) -> None:
    checked = check(folder(tmp_path))
    assert [one.name for one in checked.problems] == ["module-resource"], "it has no task"
    assert checked.publishable


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_told_where_it_stands(case: Case, tmp_path: Path) -> None:
    checked = check(folder(tmp_path, case.changes))
    told = [(one.name, one.file, one.line) for one in checked.problems]
    assert (case.name, case.file, case.line) in told
    level = CATALOGUE[case.name][0]
    assert checked.publishable is (level != "error") or any(one.level == "error" for one in checked.problems)
    for one in checked.problems:
        assert str(one.sentence)
        assert str(one.try_this)
        assert "%%" not in f"{one.sentence}{one.try_this}"


def test_every_problem_has_its_course() -> None:
    assert {case.name for case in CASES} | UNTESTED == set(CATALOGUE)


@pytest.mark.parametrize("name", weak.SOUND)
def test_what_only_looks_weak_is_left_alone(name: str, tmp_path: Path) -> None:
    names, changes = weak.SOUND[name]
    assert {one.name for one in check(folder(tmp_path, changes)).problems} & names == set()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (":::{tips}\nUn.\n:::", "tip"),
        ("::::{True_False} q\n:answer: true\n\nUn ?\n::::", "true-false"),
        (":::::{quiz} q\n\n::::{numerik} n\n:answer: 1\n\nUn ?\n::::\n:::::", "numeric"),
        ("::::{numeric} n\n:answer: 1\n\nUn ?\n\n:::{hints}\nUn.\n:::\n::::", "hint"),
        (
            ":::::{task} t\n:title: T\n:minutes: 5\n\n::::{product}\nUn.\n::::\n\n::::{criteres}\nUn.\n::::\n:::::",
            "criteria",
        ),
    ],
)
def test_a_misspelt_directive_is_told_what_was_meant(written: str, meant: str, tmp_path: Path) -> None:
    found = check(folder(tmp_path, complaints.step("", written).changes)).problems
    told = {str(one.try_this) for one in found if one.name == "directive-unknown"}
    assert told == {f"Perhaps you meant: {meant}."}
    assert not {one.name for one in found} & {"quiz-text", "task-text"}
