"""A quiz with a pool: what one sees, sends and earns, through pages with scripts off."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.test.utils import CaptureQueriesContext

from takwin.accounts.models import Person
from takwin.config import followers
from takwin.credentials.models import Credential
from takwin.learning.models import Progress
from takwin.records.following import follow_all
from tests.cast import SignIn
from tests.journeys.craft import STEP, number, offer
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db
AtMost = Callable[[int], AbstractContextManager[CaptureQueriesContext]]
NAMES = [f"q{place}" for place in range(1, 7)]


def pooled(fresh: str = "no", attempts: int = 2) -> str:
    inside = "".join(number(name, name[1:], ":points: 2\n") for name in NAMES)
    return (
        f"::::::::{{quiz}} final\n:attempts: {attempts}\n\n{number('own', 0)}\n:::{{section}} Au hasard\n:::\n"
        f":::::{{pool}} p\n:pick: 2\n:fresh: {fresh}\n\n{inside}:::::\n::::::::\n"
    )


def asked(page: Shown) -> list[str]:
    return [one.removeprefix("q-") for one in page.tree.xpath("//div[contains(@class, 'question-block')]/@id")]


def send(page: Shown, right: bool = True) -> Shown:
    form = page.form("/answer/final")
    answers = {name: {"own": "0"}.get(name, name[1:]) if right else "99" for name in asked(page)}
    fields = {
        next(field for field in form.fields if field.startswith(f"answer.{name}")): v for name, v in answers.items()
    }
    return page.send(form, **{field.replace(".", "__"): value for field, value in fields.items()})


@pytest.fixture
def page(tmp_path: Path, amina: Person, sign_in: SignIn) -> Shown:
    """The quiz with a pool that asks the same at every attempt."""
    offer(tmp_path / "essai", pooled())
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    return visit(browser, STEP)


def test_each_person_is_asked_their_own_and_no_other(page: Shown, brahim: Person, sign_in: SignIn) -> None:
    mine = asked(page)
    assert (len(mine), mine[0]) == (3, "own")
    assert "3 questions · 5 points · 2 tentatives restantes" in page.text
    assert "Question 3 sur 3" in page.text
    for name in set(NAMES) - set(mine):
        assert f"Combien pour {name}" not in page.response.content.decode()
    assert asked(visit(page.browser, STEP)) == mine
    page = send(page)
    assert "Points : 5 sur 5" in page.text
    assert asked(page) == mine
    marks = visit(page.browser, "/courses/essai/marks/")
    assert len(marks.tree.xpath("//main//tbody/tr")) == 3
    assert "5 sur 5" in marks.text
    follow_all(followers.followers())
    told = json.loads(Credential.objects.get().signed)["credentialSubject"]
    values = {one["resultDescription"].rpartition("#")[2]: one["value"] for one in told["result"]}
    assert (values["result-mark"], values["result-work-final"]) == ("100", "5")
    assert [one["valueMax"] for one in told["achievement"]["resultDescription"] if "work-final" in one["id"]] == ["5"]


def test_a_form_with_other_questions_earns_nothing(page: Shown) -> None:
    mine = asked(page)
    other = next(name for name in NAMES if name not in mine)
    form = page.form("/answer/final")
    smuggled = {f"answer__{other}": other[1:], "as-it-is": "yes"}
    page = page.send(form, **smuggled)
    assert page.status == 422
    assert Progress.objects.get().mark == 0


def test_a_step_with_a_pool_asks_little(page: Shown, django_assert_max_num_queries: AtMost) -> None:
    page.browser.get(STEP)
    with django_assert_max_num_queries(6):
        page.browser.get(STEP)
    send(page)
    page.browser.get(STEP)
    with django_assert_max_num_queries(6):
        page.browser.get(STEP)


def test_a_visitor_sees_a_selection_too(page: Shown, visitor: Shown) -> None:
    assert len(asked(visit(visitor, STEP))) == 3  # type: ignore[arg-type]


def test_a_fresh_pool_asks_anew_and_an_old_form_is_not_taken(tmp_path: Path, amina: Person, sign_in: SignIn) -> None:
    offer(tmp_path / "essai", pooled("yes", attempts=3))
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    first, other = visit(browser, STEP), visit(browser, STEP)
    page = send(first, right=False)
    assert asked(page) == asked(first)
    assert "Points : 0 sur 5" in page.text
    second = visit(browser, f"{STEP}?again=final")
    assert not {*asked(first)[1:]} & {*asked(second)[1:]}
    page = send(first)
    assert (page.status, asked(page)) == (200, asked(first))  # sent again: it has been taken
    page = send(other)
    assert page.status == 422
    assert "Vous avez entre-temps répondu à ces questions." in page.text
    assert asked(page) == asked(second)
    page = send(second)
    assert "Points : 5 sur 5" in page.text
    assert Progress.objects.get().mark == 500
    follow_all(followers.followers())
    assert Credential.objects.count() == 1


def test_the_team_sees_who_was_asked_what(tmp_path: Path, amina: Person, ghizlane: Person, sign_in: SignIn) -> None:
    offer(tmp_path / "essai", pooled(), ghizlane)
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    page = send(visit(browser, STEP))
    book = visit(sign_in(ghizlane), "/studio/essai/runs/open/marks/")
    cells = [one.text_content() for one in book.tree.xpath("//main//tbody/tr/td")]
    assert cells[0] == "5 sur 5"
    assert sorted(cells[2:], reverse=True)[4:] == ["2", "2", "1"]
    assert cells[2:].count("×non posée") == 4
    assert "× non posée à cette personne" in book.text
    assert "pas encore de réponse" not in book.text
    assert asked(page)
    table = sign_in(ghizlane).get("/studio/essai/runs/open/marks.csv").getvalue().decode()
    assert table.strip().splitlines()[1].count(",not asked,") >= 1
    assert (table.count("not asked"), table.count("waiting")) == (4, 0)
