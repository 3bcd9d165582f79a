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
