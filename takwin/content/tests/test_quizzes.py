"""What a quiz says beside its questions, and where it stands in a release."""

from typing import Any

from takwin.content.compiler import Compiled, compile
from takwin.content.tests.builders import course

SECTIONS = """\
::::::{quiz} check

::::{numeric} alone
:answer: 1

Un ?
::::

:::{section} La *première* heure
Relisez la grille.

Puis répondez.
:::

::::{numeric} first
:answer: 2

Deux ?
::::

:::{section} Ensuite
:::

::::{numeric} second
:answer: 3

Trois ?
::::

:::{outcome} 80%
**Bravo.**
:::
:::{outcome} 0%
Relisez le module.
:::
::::::
"""


def quiz(body: str) -> tuple[Compiled, Any]:
    """The compiled course and its first part that is a quiz."""
    compiled = compile(course(body), {})
    return compiled, next(part for part in compiled.pages["one/a", "fr"] if "quiz" in part)


def test_sections_and_what_is_said_of_the_whole_stand_in_the_page() -> None:
    compiled, part = quiz(SECTIONS)
    assert part["items"] == ["alone", "first", "second"]
    assert [(one["title"], one["items"]) for one in part["sections"]] == [
        ("La <em>première</em> heure", ["first"]),
        ("Ensuite", ["second"]),
    ]
    assert part["sections"][0]["html"] == "<p>Relisez la grille.</p>\n<p>Puis répondez.</p>"
    assert part["outcomes"] == [
        {"share": 80, "html": "<strong>Bravo.</strong>"},
        {"share": 0, "html": "Relisez le module."},
    ]
    assert compiled.outline["quizzes"]["check"]["items"] == ["alone", "first", "second"]


def test_a_quiz_that_says_nothing_more_is_written_as_before() -> None:
    compiled, part = quiz("::::::{quiz} check\n\n::::{numeric} alone\n:answer: 1\n\nUn ?\n::::\n::::::")
    assert set(part) == {"quiz", "title", "items"}
    assert set(compiled.outline["quizzes"]["check"]) == {"step", "title", "attempts", "feedback", "items"}


POOL = """\
::::::::{quiz} check

::::{numeric} fixed
:answer: 1

Un ?
::::

:::::{pool} steps
:pick: 2
:fresh: yes

::::{numeric} a
:answer: 2

Deux ?
::::
::::{numeric} b
:answer: 3

Trois ?
::::
::::{numeric} c
:answer: 4

Quatre ?
::::
:::::
::::::::
"""


def test_a_pool_stands_in_the_outline() -> None:
    compiled, part = quiz(POOL)
    assert part["items"] == ["fixed", "a", "b", "c"]
    said = compiled.outline["quizzes"]["check"]
    assert said["pools"] == [{"id": "steps", "pick": 2, "fresh": True, "items": ["a", "b", "c"]}]
    assert said["items"] == part["items"]
    assert all(compiled.outline["items"][item]["graded"] for item in said["items"])


VARIED = """\
::::{single-choice} share
:points: 2

{{pupils}} élèves en groupes de {{size}} : combien de groupes ?

- [ ] {{wrong}}
  > Non : {{wrong}} × {{size}} ne font pas {{pupils}}.
- [x] {{groups}}

:::{variants}
:fresh: yes

| pupils | size | groups | wrong |
|--------|------|--------|-------|
| 24     | 4    | 6      | 8     |
| 30     | 5    | 6      | 7     |
| 36     | 6    | *6*    | 9 \\| 10 |
:::
:::{hint}
{{pupils}} : {{size}}
:::
::::
"""


def test_each_row_makes_a_question_of_its_own() -> None:
    compiled = compile(course(VARIED), {})
    assert [one.name for one in compiled.problems if one.level == "error"] == []
    told, item = compiled.outline["items"]["share"], compiled.items["share"]
    assert (told["variants"], told["fresh"], told["points"]) == (3, True, 200)
    rows = item.public["fr"]["variants"]
    assert [row["prompt"][:9] for row in rows] == ["24 élèves", "30 élèves", "36 élèves"]
    assert [[choice["html"] for choice in row["choices"]] for row in rows] == [
        ["8", "6"], ["7", "6"], ["9 | 10", "<em>6</em>"],
    ]  # fmt: skip
    assert [key["choices"]["c1"] for key in item.key["fr"]["variants"]] == [
        "Non : 8 × 4 ne font pas 24.",
        "Non : 7 × 5 ne font pas 30.",
        "Non : 9 | 10 × 6 ne font pas 36.",
    ]
    assert item.hints["fr"] == [["24 : 4"], ["30 : 5"], ["36 : 6"]]
    assert "{{" not in str(item)


def test_every_row_is_checked_as_a_question_of_its_own() -> None:
    compiled = compile(course(VARIED.replace("| 7     |", "| 6     |")), {})
    assert [(one.name, one.line) for one in compiled.problems if one.level == "error"] == [("choice-twice", 16)]


def test_a_changed_value_asks_something_else_and_a_changed_answer_only_marks_anew() -> None:
    numeric = "::::{numeric} a\n:answer: {{b}}\n\n{{a}} ?\n\n:::{variants}\n| a | b |\n|--|--|\n| 1 | 2 |\n| 2 | 3 |\n:::\n::::"
    first, other_key, other = (
        compile(course(text), {}).outline["items"]["a"]
        for text in (numeric, numeric.replace("| 2 | 3 |", "| 2 | 4 |"), numeric.replace("| 2 | 3 |", "| 5 | 3 |"))
    )
    assert first["asked"] == other_key["asked"] != other["asked"]
    assert other["key"] == first["key"] != other_key["key"]


def test_time_and_confidence_stand_in_the_outline_only_where_they_are_said() -> None:
    one = "::::::{quiz} check\n%s\n::::{numeric} alone\n:answer: 1\n\nUn ?\n::::\n::::::"
    said = {"minutes": 20, "late": "counts", "confidence": True}
    compiled, _ = quiz(one % ":minutes: 20\n:late: counts\n:confidence: yes\n")
    assert compiled.outline["quizzes"]["check"].items() >= said.items()
    compiled, _ = quiz(one % ":minutes: 20\n:late: kept\n:confidence: no\n")
    assert set(said) & set(compiled.outline["quizzes"]["check"]) == {"minutes"}
