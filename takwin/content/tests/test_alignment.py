"""What a course claims, and where it is practised and assessed."""

from pathlib import Path

import pytest

from takwin.content.check import Checked, check
from takwin.content.release import assessed, practised
from takwin.content.tests.builders import COURSE, QUIZ, WELCOME, folder

CLAIMS = "competencies: [digcompedu/1.2, digcompedu/2]\nvalues: [takwin-values/V6]\ncompletion"
PRACTICE = "::::{numeric} alone\n:answer: 1\n:aligned: digcompedu/2.3, takwin-values/V6\n\n?\n\n:::{feedback}\nOui.\n:::\n::::\n"
STEP = "---\ntitle: Titre\n---\n![](media/square.svg){.decorative}\n\n"


def checked(place: Path, english: str = PRACTICE, **changes: str) -> Checked:
    """The small course with claims, one step aligned and one practice question."""
    source = COURSE.replace("completion", CLAIMS).replace("[welcome,", "[{id: welcome, aligned: [digcompedu/1.2]},")
    welcome = {"one/welcome.fr.md": STEP + PRACTICE, "one/welcome.en.md": STEP + english}
    return check(folder(place, {"course.yaml": source, **welcome, **changes}))


def test_steps_and_questions_practise(tmp_path: Path) -> None:
    found = checked(tmp_path)
    assert [one.name for one in found.problems] == ["module-resource"]
    assert found.compiled is not None
    outline = found.compiled.outline
    for claim in ("digcompedu/1.2", "digcompedu/2", "takwin-values/V6"):
        assert practised(outline, claim) == ["one/welcome"]
        assert assessed(outline, claim) == []
    assert practised(outline, "digcompedu/2.1") == []


@pytest.mark.parametrize(
    ("claim", "practising", "assessing"),
    [("digcompedu/2.3", [], ["one/check"]), ("takwin-values/V3", ["one/check"], []), ("digcompedu/1.1", [], [])],
)
def test_graded_questions_assess_and_a_value_is_never_assessed(
    claim: str, practising: list[str], assessing: list[str]
) -> None:
    item = {"step": "one/check", "graded": True, "aligned": ["digcompedu/2.3", "takwin-values/V3"]}
    steps = [{"id": "one/welcome"}, {"id": "one/check"}]
    outline = {"items": {"a": item, "b": {"step": "one/welcome", "graded": False}}, "modules": [{"steps": steps}]}
    assert practised(outline, claim) == practising
    assert assessed(outline, claim) == assessing


def test_a_question_is_aligned_alike_in_every_language(tmp_path: Path) -> None:
    found = checked(tmp_path, PRACTICE.replace(", takwin-values/V6", ""))
    *told, differs = found.problems
    assert [one.name for one in told] == ["module-resource"]
    assert (differs.name, differs.file, differs.line) == ("question-differs", "one/welcome.en.md", 6)
    assert "aligned" in str(differs.sentence)


def test_an_unknown_item_is_told_at_the_question(tmp_path: Path) -> None:
    found = checked(tmp_path, PRACTICE.replace("takwin-values/V6", "takwin-values/V66"))
    assert ("aligned-unknown", "one/welcome.en.md", 6) in [(one.name, one.file, one.line) for one in found.problems]


def test_courses_that_say_nothing_new_keep_their_digest(tmp_path: Path) -> None:
    """Taken before courses could name policies and align their steps."""
    then: dict[str, str | bytes | None] = {
        "one/welcome.en.md": WELCOME.replace("Bienvenue", "Welcome"),
        "one/check.en.md": QUIZ.replace("Vérifier", "Check"),
    }
    found = check(folder(tmp_path, then))
    assert found.compiled is not None
    assert "policies" not in found.compiled.canonical["course"]
    assert found.compiled.digest == "f6cd029ff5fdf4b9b3189d495b2afa9de5bbe3311d0d0e17867fbd19a1749fb2"
