"""A question that varies, through pages with scripts off: one's own row and no other, another one at the next attempt."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.test.utils import CaptureQueriesContext

from takwin.accounts.models import Person
from takwin.assessment.models import Attempt
from takwin.learning.models import Progress
from tests.cast import SignIn
from tests.journeys.craft import STEP, offer
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db
AtMost = Callable[[int], AbstractContextManager[CaptureQueriesContext]]
ROWS = {"24": "6", "30": "5", "42": "7"}
QUIZ = """\
:::::{quiz} final
:attempts: 3

::::{single-choice} groups
Combien de groupes de {{pupils}} élèves ?

- [ ] {{wrong}} groupes
  > Recomptez les {{pupils}} élèves.
- [x] {{right}} groupes

:::{variants}
:fresh: yes

| pupils | wrong | right |
|--------|-------|-------|
| 24     | 13    | 6     |
| 30     | 14    | 5     |
| 42     | 15    | 7     |
:::
::::
:::::
"""


@pytest.fixture
def page(tmp_path: Path, amina: Person, sign_in: SignIn) -> Shown:
    offer(tmp_path / "essai", QUIZ)
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    return visit(browser, STEP)


def asked(page: Shown) -> str:
    return next(pupils for pupils in ROWS if f"groupes de {pupils} élèves" in page.text)


def send(page: Shown, words: str) -> Shown:
    name, value = page.label(words)
    return page.send(page.form("/answer/final"), **{name.replace(".", "__"): value})


def test_one_sees_ones_own_row_and_no_other(page: Shown) -> None:
    mine = asked(page)
    html = page.response.content.decode()
    assert sum(f"groupes de {pupils} élèves" in html for pupils in ROWS) == 1
    assert "{{" not in html
    page = send(page, "1")  # the wrong one: 13, 14 or 15
    assert f"Recomptez les {mine} élèves." in page.text
    assert asked(page) == mine
    assert "Points : 0 sur 1" in page.text


def test_the_next_attempt_asks_another_row(page: Shown) -> None:
    first = asked(page)
    send(page, "1")
    second = visit(page.browser, f"{STEP}?again=final")
    assert asked(second) != first
    old = send(page, f"{ROWS[first]} groupes")
    assert asked(old) == first
    assert (old.status, Attempt.objects.count()) == (200, 1)  # the same form again: it has been taken
    page = send(second, f"{ROWS[asked(second)]} groupes")
    assert "Points : 1 sur 1" in page.text
    assert Progress.objects.get().mark == 100


def test_a_form_from_before_is_not_taken_as_an_answer_to_the_next_row(page: Shown) -> None:
    other = visit(page.browser, STEP)
    send(page, "1")
    late = send(other, f"{ROWS[asked(other)]} groupes")
    assert late.status == 422
    assert "Vous avez entre-temps répondu à ces questions." in late.text
    assert asked(late) != asked(page)
    assert Attempt.objects.count() == 1


def test_the_page_asks_little_and_my_marks_name_my_row(page: Shown, django_assert_max_num_queries: AtMost) -> None:
    page.browser.get(STEP)
    with django_assert_max_num_queries(6):
        page.browser.get(STEP)
    send(page, "1")
    assert f"Combien de groupes de {asked(page)} élèves ?" in visit(page.browser, "/courses/essai/marks/").text
