"""What a badge says that a course asks."""

from typing import Any

import pytest

from takwin.credentials.composing import achievement
from takwin.learning.tests.builders import outline

ASKED = "Steps done: at least 100%. Points of the graded questions: at least 60%."
DECLARED = " Tasks that the learner declares done, unchecked: at least 50%."


@pytest.mark.parametrize(("tasks", "told"), [(None, ASKED), (0, ASKED), (50, ASKED + DECLARED)])
def test_the_criteria_name_tasks_where_completion_asks_for_them(tasks: int | None, told: str) -> None:
    content: Any = outline(tasks=tasks)
    assert achievement(content, "r", "https://a.example/", (), str).criteria == {"fr": told}
