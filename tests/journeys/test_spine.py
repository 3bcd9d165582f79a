"""The spine: sign up, enrol, study, fail, retry, complete, and hold a credential; and all of it refused to strangers."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from takwin.accounts.models import Person
from takwin.assessment.models import Attempt
from takwin.config import followers
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Progress
from takwin.records.following import follow_all
from takwin.records.models import Sentence
from tests.cast import SignIn
from tests.journeys.course import SECRET, offer
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db(transaction=True)
QUIZ = "/courses/essai/one/quiz/"


def sign_up(browser: Client) -> Shown:
    page = visit(browser, "/sign-up/?next=/courses/essai/")
    form = page.form("/sign-up/")
    fields = {name for name in form.fields if "password" in name}
    return page.send(form, name="Amina Bennani", **dict.fromkeys(fields, "Une leçon à deux voix 7"))


def answer(page: Shown, choice: str, number: str, **more: Any) -> Shown:
    name, value = page.label(choice)
    form = page.form("/answer/final")
    form.fields[name] = [value]
    numeric = next(field for field in form.fields if field.startswith("answer.how-many"))
    form.fields[numeric] = [number]
    return page.send(form, **more)


def test_from_sign_up_to_credential(visitor: Client, tmp_path: Path) -> None:
    offer(tmp_path / "essai")
    sign_up(visitor)
    page = visit(visitor, "/courses/essai/")
    page = page.send(page.form("/enrol"))
    assert page.address == "/courses/essai/one/read/"
    page = page.send(page.form("/done"))
    assert page.address == QUIZ
    page = answer(page, "Le directeur", "7")
    assert "Points : 0 sur 2" in page.text
    page = visit(visitor, f"{QUIZ}?again=final")
    page = answer(page, "Une collègue", "12")
    assert "Points : 2 sur 2" in page.text
    page = page.send(page.form("/done"))
    assert "Vous avez achevé ce cours." in page.text
    follow_all(followers.followers())
    mine = visit(visitor, "/learn/")
    address = next(link for link in mine.tree.xpath("//main//a/@href") if link.startswith("/credentials/"))
    credential = json.loads(visitor.get(f"{address.rstrip('/')}.json").content)
    assert credential["credentialSubject"]["achievement"]["name"]
    assert credential["proof"]["cryptosuite"] == "eddsa-rdfc-2022"


def test_a_missing_answer_loses_nothing(visitor: Client, tmp_path: Path) -> None:
    offer(tmp_path / "essai")
    sign_up(visitor)
    course = visit(visitor, "/courses/essai/")
    course.send(course.form("/enrol"))
    page = answer(visit(visitor, QUIZ), "Une collègue", "")
    assert page.status == 422
    assert page.tree.xpath("//input[@type='radio'][@checked]")
    assert Attempt.objects.count() == 0
    page = answer(page, "Une collègue", "douze")
    assert page.status == 422
    assert "douze" in page.tree.xpath("//main//input/@value")
    form = page.form("/answer/final")
    page = page.send(form, **{"as-it-is": "yes"})
    assert "Points : 1 sur 2" in page.text


def test_a_double_submit_counts_once(amina: Person, sign_in: SignIn, tmp_path: Path) -> None:
    offer(tmp_path / "essai")
    browser = sign_in(amina)
    course = visit(browser, "/courses/essai/")
    course.send(course.form("/enrol"))
    page = visit(browser, QUIZ)
    answer(page, "Le directeur", "7")
    answer(page, "Une collègue", "12")
    assert Attempt.objects.count() == 2
    assert Progress.objects.get().mark == 0
    course = visit(browser, "/courses/essai/")
    browser.post("/courses/essai/enrol")
    assert Enrolment.objects.count() == 1


def test_a_third_attempt_is_refused_with_a_sentence(amina: Person, sign_in: SignIn, tmp_path: Path) -> None:
    offer(tmp_path / "essai")
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    for _ in range(2):
        answer(visit(browser, f"{QUIZ}?again=final"), "Le directeur", "7")
    told = Sentence.objects.count()
    late = browser.post(f"{QUIZ}answer/final", {"token": "01890000-0000-7000-8000-000000000000", "answer.who": "2"})
    assert late.status_code == 422
    assert Sentence.objects.count() == told


def test_no_key_and_no_feedback_reaches_a_page_before_it_may(
    visitor: Client, amina: Person, sign_in: SignIn, tmp_path: Path
) -> None:
    offer(tmp_path / "essai")
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    for reader in (visitor, browser):
        for address in ("/courses/essai/", "/courses/essai/one/read/", QUIZ):
            assert SECRET not in reader.get(address).content.decode()


@pytest.mark.parametrize("address", ["enrol", "one/read/done", "one/quiz/answer/final"])
def test_acts_are_refused_to_visitors_and_strangers(
    address: str, visitor: Client, zed: Person, sign_in: SignIn, tmp_path: Path
) -> None:
    offer(tmp_path / "essai")
    path = f"/courses/essai/{address}"
    assert visitor.post(path).status_code == 302
    assert "/sign-in/" in visitor.post(path).headers["Location"]
    if address != "enrol":
        assert sign_in(zed).post(path).status_code == 404
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(zed)
    assert strict.post(path).status_code == 403
    assert Attempt.objects.count() == 0


def test_a_full_disk_keeps_nobody_from_reading(
    amina: Person, sign_in: SignIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("database or disk is full")

    offer(tmp_path / "essai")
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    monkeypatch.setattr(learning, "open_step", refuse)
    assert visit(browser, QUIZ).status == 200
