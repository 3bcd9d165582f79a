"""What was written in a page that is no longer the newest: it comes back, and the person is told what became of it."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions
from takwin.assessment.models import Attempt
from takwin.content.actions.publish import publish
from takwin.learning.models import Run
from tests.cast import SignIn
from tests.journeys.craft import STEP, number, offer, write
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db
WORDS = "Huit fois, le même élève a répondu."
LONG = "::::{long-text} account\n:points: 4\n\nRacontez.\n::::\n"
CHOICE = "::::{single-choice} who\n:shuffle: no\n\nQui ?\n\n- [x] Elle\n- [ ] Lui\n::::\n"
FILE = "::::{file-answer} plan\n:types: pdf\n\nRemettez.\n::::\n"


def quiz(*questions: str) -> str:
    return f":::::::{{quiz}} check\n:attempts: 2\n\n{''.join(questions)}:::::::"


QUIZ = quiz(number("sum", 4), CHOICE, LONG)
ANSWERS = {"answer__sum": "4", "answer__who": "2", "answer__account": WORDS}


@pytest.fixture
def run(tmp_path: Path, ghizlane: Person) -> Run:
    return offer(tmp_path / "essai", QUIZ, ghizlane)


@pytest.fixture
def learner(run: Run, amina: Person, sign_in: SignIn) -> Client:
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    return browser


def move(run: Run, folder: Path, body: str, by: Person) -> None:
    release = publish(write(folder, body), by, timezone.now()).release
    actions.move_run(run, release, by, "Mieux dit", timezone.now())


def send(page: Shown, **values: object) -> Shown:
    return page.send(page.form("/answer/check"), **values)


def typed(page: Shown) -> tuple[list[str], list[str], str]:
    """The number, the choices ticked, and the words, as the form holds them."""
    fields = page.form("/answer/check").fields
    return fields["answer.sum"], fields.get("answer.who", []), fields["answer.account"][0].strip()


def test_a_course_that_is_updated_meanwhile_takes_nothing_away(
    learner: Client, run: Run, tmp_path: Path, ghizlane: Person
) -> None:
    page = visit(learner, STEP)
    move(run, tmp_path / "newer", QUIZ.replace(":answer: 4", ":answer: 5"), ghizlane)
    page = send(page, **ANSWERS)
    assert page.status == 422
    assert "Le cours a été mis à jour" in page.text
    assert WORDS in page.tree.xpath("//textarea/text()")[0]
    assert typed(page)[:2] == (["4"], ["2"])
    assert not Attempt.objects.exists()
    page = page.send(page.form("/answer/check"), answer__account=WORDS)
    assert page.status == 200
    assert Attempt.objects.count() == 3


def test_a_question_that_asks_something_else_keeps_what_was_typed_and_no_choice(
    learner: Client, run: Run, tmp_path: Path, ghizlane: Person
) -> None:
    page = visit(learner, STEP)
    changed = QUIZ.replace("Qui ?", "Qui donc ?").replace("Racontez.", "Racontez tout.")
    move(run, tmp_path / "newer", changed, ghizlane)
    page = send(page, **ANSWERS)
    assert typed(page)[:2] == (["4"], [])
    assert WORDS in page.tree.xpath("//textarea/text()")[0]


@pytest.mark.parametrize("release", ["", "0", "9" * 40, "x"])
def test_any_release_may_be_told(learner: Client, release: str) -> None:
    page = send(visit(learner, STEP), **ANSWERS, release=release)
    assert page.status == 422
    assert WORDS in page.tree.xpath("//textarea/text()")[0]


def test_a_page_sent_before_does_not_swallow_what_was_changed(learner: Client) -> None:
    page = visit(learner, STEP)
    assert send(page, **ANSWERS).status == 200
    assert send(page, **ANSWERS).status == 200, "sent twice, it says the same"
    page = send(page, **ANSWERS | {"answer__sum": "7"})
    assert page.status == 422
    assert "Ce que vous aviez envoyé de cette page est conservé" in page.text
    assert page.form("/answer/check").fields["answer.sum"] == ["7"]
    assert Attempt.objects.count() == 3


def test_a_file_sent_twice_is_no_other_answer(tmp_path: Path, amina: Person, sign_in: SignIn) -> None:
    offer(tmp_path / "essai", quiz(FILE))
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    page = visit(browser, STEP)
    for _ in range(2):
        found = send(page, answer__plan=SimpleUploadedFile("fiche.pdf", b"%PDF-1.7 ", "application/pdf"))
        assert found.status == 200
    assert Attempt.objects.count() == 1
