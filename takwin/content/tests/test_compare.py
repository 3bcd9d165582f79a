"""Two states of a course compared: every change is told once, in its own words, and nothing else is."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takwin.content.check import check
from takwin.content.compare import Comparison, Edition, compare
from takwin.content.compare.paragraphs import paragraphs
from takwin.content.compare.taking_apart import apart, split
from takwin.content.compare.words import Run, runs
from takwin.content.tests.builders import COURSE, QUIZ, SQUARE, WELCOME, course, folder, in_english

SAMPLE = Path(__file__).parents[3] / "courses" / "feedback-to-a-colleague"


def edition(place: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Edition:
    found = check(folder(place, changes))
    assert found.course
    assert found.compiled
    media = {path: one.digest for path, one in found.compiled.media.items()}
    return Edition(found.course, found.compiled.outline, media)


def compared(place: Path, changes: Mapping[str, str | bytes | None]) -> Comparison:
    return compare(edition(place / "a"), edition(place / "b", changes))


def both(quiz: str) -> dict[str, str | bytes | None]:
    """The quiz in both languages."""
    return {"one/check.fr.md": quiz, "one/check.en.md": in_english(quiz)}


def told(found: tuple[Run, ...]) -> list[tuple[str, str]]:
    return [(one.what, one.text) for one in found]


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_in_the_runs(before: str, after: str) -> None:
    found = runs(before, after)
    assert "".join(one.text for one in found if one.what != "ins") == before
    assert "".join(one.text for one in found if one.what != "del") == after
    assert all(one.text for one in found)


LINES = st.lists(st.text("ab \u0627", min_size=1, max_size=6), max_size=8)


@settings(deadline=None)
@given(LINES, LINES)
def test_no_paragraph_is_forgotten(before: list[str], after: list[str]) -> None:
    found = paragraphs(before, after)
    stay = sum(one.count for one in found if one.what == "same")
    assert stay + sum(one.what in {"changed", "removed"} for one in found) == len(before)
    assert stay + sum(one.what in {"changed", "added"} for one in found) == len(after)


def test_a_changed_phrase_is_one_deletion_and_one_insertion() -> None:
    found = told(runs("Le but est de noter les élèves.", "Le but est de bien aider les élèves."))
    assert found == [
        ("same", "Le but est de "), ("del", "noter"), ("ins", "bien aider"), ("same", " les élèves."),
    ]  # fmt: skip


def test_arabic_words_are_not_cut_at_their_vowel_marks() -> None:
    found = told(runs("كَتَبَ الدَّرْسَ", "كَتَبَ الدَّرْسَيْنِ"))
    assert found == [("same", "كَتَبَ "), ("del", "الدَّرْسَ"), ("ins", "الدَّرْسَيْنِ")]


def test_the_same_course_has_no_changes(tmp_path: Path) -> None:
    assert compared(tmp_path, {}).same


def test_line_ends_and_layout_are_no_change(tmp_path: Path) -> None:
    assert compared(
        tmp_path, {"one/welcome.fr.md": WELCOME.replace("\n", "\r\n"), "course.yaml": COURSE + "# words\n"}
    ).same


def test_a_text_is_compared_paragraph_by_paragraph(tmp_path: Path) -> None:
    found = compared(tmp_path, {"one/welcome.fr.md": WELCOME.replace("**vous**", "**toutes**") + "\nUn mot de plus.\n"})
    (step,) = found.steps
    (text,) = step.texts
    assert (step.key, text.language, text.minutes, text.title) == ("one/welcome", "fr", None, ())
    assert [one.what for one in text.paragraphs] == ["changed", "same", "added"]
    assert told(text.paragraphs[0].runs) == [
        ("same", "Bonjour **"), ("del", "vous"), ("ins", "toutes"), ("same", "**."),
    ]  # fmt: skip
    assert (found.questions, found.places, found.figures, found.media, found.rest) == ((), (), (), (), ())


def test_a_title_and_the_workload_are_told(tmp_path: Path) -> None:
    welcome = WELCOME.replace("Bienvenue", "Bienvenus").replace("minutes: 10", "minutes: 15")
    found = compared(tmp_path, {"one/welcome.fr.md": welcome, "course.yaml": COURSE.replace("hours: 0.5", "hours: 1")})
    (text,) = found.steps[0].texts
    assert told(text.title) == [("del", "Bienvenue"), ("ins", "Bienvenus")]
    assert text.minutes == (10, 15)
    assert [(one.name, one.before, one.after, one.language) for one in found.figures] == [
        ("hours", "0.5", "1", ""), ("minutes", "30", "35", "fr"),
    ]  # fmt: skip


def test_another_key_is_told_as_such(tmp_path: Path) -> None:
    quiz = QUIZ.replace("- [ ] Noter", "- [x] Noter").replace("- [x] Aider", "- [ ] Aider")
    found = compared(tmp_path, both(quiz))
    (question,) = found.questions
    assert (question.item, question.what, question.graded, found.steps) == ("but", "key", True, ())
    assert [(one.text, one.right) for one in question.wordings[0].flips] == [("Noter", True), ("Aider", False)]
    assert found.languages == ("fr", "en")


def test_points_are_a_key_and_words_of_the_prompt_ask_something_else(tmp_path: Path) -> None:
    points = both(QUIZ.replace(":points: 2", ":points: 3"))
    (question,) = compared(tmp_path / "p", points).questions
    assert (question.what, [part.name for part in question.wordings[0].parts]) == ("key", ["options"])
    prompt = {"one/check.fr.md": QUIZ.replace("Quel est le but ?", "Quel est son but ?")}
    (question,) = compared(tmp_path / "q", prompt).questions
    assert question.what == "asked"
    (wording,) = question.wordings
    assert [(part.name, told(part.paragraphs[0].runs)) for part in wording.parts] == [
        ("prompt", [("same", "Quel est "), ("del", "le"), ("ins", "son"), ("same", " but ?")])
    ]


def test_feedback_leaves_marks_alone(tmp_path: Path) -> None:
    quiz = QUIZ.replace("Pensez à lundi.", "Pensez à mardi.")
    (question,) = compared(tmp_path, {"one/check.fr.md": quiz}).questions
    assert (question.what, [part.name for part in question.wordings[0].parts]) == ("words", ["hints"])


def test_questions_come_go_and_break(tmp_path: Path) -> None:
    without = QUIZ[: QUIZ.index("Entre.")] + "Entre.\n"
    gone = both(without)
    assert [(one.item, one.what) for one in compared(tmp_path / "g", gone).questions] == [("mesure", "gone")]
    came = compare(edition(tmp_path / "c", gone), edition(tmp_path / "d"))
    assert [(one.item, one.what) for one in came.questions] == [("mesure", "new")]
    broken = both(QUIZ.replace(":answer: 12345.5", ":answer: beaucoup"))
    assert [(one.item, one.what) for one in compared(tmp_path / "b", broken).questions] == [("mesure", "error")]


def test_steps_come_go_and_move(tmp_path: Path) -> None:
    more = {
        "course.yaml": COURSE.replace("steps: [welcome, check]", "steps: [check, welcome, last]"),
        "one/last.fr.md": WELCOME,
        "one/last.en.md": WELCOME,
    }
    found = compared(tmp_path, more).places
    assert {(one.key, one.what) for one in found} in (
        {("one/check", "moved"), ("one/last", "added")},
        {("one/welcome", "moved"), ("one/last", "added")},
    )
    split_up = (
        COURSE.replace("[welcome, check]", "[check]")
        + "  - id: two\n    title: {fr: Deux, en: Two}\n    steps: [welcome]\n"
    )
    moved = compared(
        tmp_path / "m",
        {
            "course.yaml": split_up,
            **{f"one/welcome.{one}.md": None for one in ("fr", "en")},
            **{f"two/welcome.{one}.md": WELCOME for one in ("fr", "en")},
        },
    ).places
    assert [(one.key, one.what, one.before, one.module) for one in moved] == [
        ("two", "added", "", True), ("two/welcome", "moved", "one/welcome", False),
    ]  # fmt: skip


def test_claims_and_files_are_told(tmp_path: Path) -> None:
    claims = COURSE + "competencies: [digcompedu/1.3]\n"
    found = compared(tmp_path, {"course.yaml": claims, "media/square.svg": SQUARE.replace("40", "50")})
    assert [(one.name, one.came, one.gone) for one in found.lists] == [("competencies", ("digcompedu/1.3",), ())]
    assert [(one.path, one.what) for one in found.media] == [("media/square.svg", "changed")]


def test_a_text_of_the_whole_course_is_told(tmp_path: Path) -> None:
    found = compared(tmp_path, {"course.yaml": COURSE.replace("fr: Un essai.", "fr: Un bref essai.")})
    (text,) = found.texts
    assert (text.name, text.language) == ("summary", "fr")
    assert told(text.paragraphs[0].runs) == [("same", "Un"), ("ins", " bref"), ("same", " essai.")]


@pytest.mark.parametrize("field", ["audience", "licence", "authors", "hours", "completion"])
def test_no_field_of_a_course_changes_unseen(field: str) -> None:
    old = course()
    values: dict[str, Any] = {
        "audience": {"fr": "Vous"},
        "licence": "CC0-1.0",
        "authors": ("Amina",),
        "hours": Decimal(2),
        "completion": replace(old.completion, mark=50),
    }
    outline: Mapping[str, object] = {"items": {}, "modules": []}
    assert not compare(Edition(old, outline, {}), Edition(replace(old, **{field: values[field]}), outline, {})).same


def test_the_parts_of_a_step_are_taken_apart() -> None:
    found = apart(QUIZ.split("---\n", 2)[2])
    assert list(found.questions) == ["but", "ville", "mesure"]
    assert found.paragraphs[0] == "Avant."
    assert found.paragraphs[-1] == "Entre."
    assert not any("SECRETRABAT" in one for one in found.paragraphs)
    assert split("a\n\n\nb\nc\n") == ("a", "b\nc")


def test_the_sample_course_equals_itself() -> None:
    found = check(SAMPLE)
    assert found.course
    assert found.compiled
    one = Edition(found.course, found.compiled.outline, {})
    assert compare(one, one).same
    empty = Edition(replace(found.course, modules=()), {"items": {}, "modules": []}, {})
    assert len(compare(empty, one).questions) == len(found.compiled.outline["items"])


VARIES = """\
::::{numeric} groupes
:answer: {{right}}

Combien de groupes de {{pupils}} ?

:::{variants}
| pupils | right |
|--------|-------|
| 24     | 6     |
| 30     | 5     |
:::
::::
"""


def test_a_row_that_changed_is_told_by_its_row(tmp_path: Path) -> None:
    def with_rows(rows: str) -> dict[str, str | bytes | None]:
        return {
            f"one/welcome.{one}.md": f"{text}\n{rows}" for one, text in (("fr", WELCOME), ("en", in_english(WELCOME)))
        }

    before = edition(tmp_path / "a", with_rows(VARIES))
    mended = VARIES.replace("| 30     | 5     |", "| 30     | 10    |\n| 42     | 7     |")
    (question,) = compare(before, edition(tmp_path / "b", with_rows(mended))).questions
    assert question.what == "asked"
    (part,) = question.wordings[0].parts
    assert part.name == "variants"
    assert [(one.what, one.count) for one in part.paragraphs if one.what == "same"] == [("same", 2)]
    assert told(part.paragraphs[1].runs) == [("same", "pupils: 30 · right: "), ("del", "5"), ("ins", "10")]
    assert [one.what for one in part.paragraphs] == ["same", "changed", "added"]
    (question,) = compare(
        before, edition(tmp_path / "c", with_rows(VARIES.replace("{variants}\n", "{variants}\n:fresh: yes\n\n")))
    ).questions
    assert [told(one.runs) for one in question.wordings[0].parts[0].paragraphs if one.what == "changed"] == [
        [("same", "fresh: "), ("del", "no"), ("ins", "yes")]
    ]
