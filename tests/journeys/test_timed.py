"""A quiz with a limit of time, and extra time for one person: through pages with scripts off."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment.models import Attempt
from takwin.content.models import Act
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Progress
from takwin.learning.timing import Extra
from takwin.notices.models import Notice
from takwin.records.models import Sentence
from takwin.records.vocabulary import VERBS, Audience
from tests.cast import SignIn
from tests.journeys.craft import STEP, number, offer
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db
AtMost = Callable[[int], AbstractContextManager[CaptureQueriesContext]]
QUIZ = f"::::::{{quiz}} final\n:attempts: 2\n:minutes: 20\n\n{number('un', 1)}{number('deux', 2)}::::::"
TIME = "/studio/essai/runs/open/time/"


def after(minutes: int) -> AbstractContextManager[object]:
    """So many minutes from now."""
    later: datetime = timezone.now() + timedelta(minutes=minutes)
    return patch("django.utils.timezone.now", return_value=later)


@pytest.fixture
def learner(tmp_path: Path, amina: Person, ghizlane: Person, sign_in: SignIn) -> Client:
    offer(tmp_path / "essai", QUIZ, ghizlane)
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    return browser


def begin(browser: Client, query: str = "") -> Shown:
    page = visit(browser, STEP + query)
    form = page.form("/answer/final")
    (address,) = page.tree.xpath("//form//button/@formaction[contains(., '/begin/')]")
    browser.post(address.split("#")[0], form.fields)
    return visit(browser, STEP)


def send(page: Shown, un: str = "1", deux: str = "2") -> Shown:
    return page.send(page.form("/answer/final"), answer__un=un, answer__deux=deux)


def test_one_is_told_the_time_before_and_sees_no_question(learner: Client, visitor: Client) -> None:
    page = visit(learner, STEP)
    assert "Vous disposez de 20 minutes pour ce quiz." in page.text
    assert "Combien pour" not in page.text
    refused = learner.post(
        f"{STEP}answer/final", page.form("/answer/final").fields | {"answer.un": "1", "answer.deux": "2"}
    )
    assert refused.status_code == 422
    assert not Attempt.objects.exists()
    assert "Combien pour" not in visit(visitor, STEP).text


def test_the_end_is_told_once_it_is_begun(learner: Client, django_assert_max_num_queries: AtMost) -> None:
    page = begin(learner)
    assert "Combien pour un" in page.text
    assert "Votre temps se termine à" in page.text
    assert "Temps restant : 20 minutes" in page.text
    assert Sentence.objects.get(verb=VERBS["began"].number).audience == Audience.COURSE
    told = Sentence.objects.count()
    learner.post(f"{STEP}begin/final")
    assert Sentence.objects.count() == told
    with django_assert_max_num_queries(6):
        learner.get(STEP)
    page = send(page)
    assert "Points : 2 sur 2" in page.text
    assert Progress.objects.get().mark == 200
    with after(3 * 60):
        page = visit(learner, STEP)
        assert "Combien pour un" in page.text  # what was answered stays to be seen
        assert not page.tree.xpath("//button[contains(@formaction, 'begin')]")


def test_a_second_tab_is_told_that_no_attempt_is_left(tmp_path: Path, amina: Person, sign_in: SignIn) -> None:
    offer(tmp_path / "essai", QUIZ.replace(":attempts: 2", ":attempts: 1"))
    browser = sign_in(amina)
    browser.post("/courses/essai/enrol")
    first, second = begin(browser), visit(browser, STEP)
    send(first)
    page = send(second, deux="9")
    assert page.status == 422
    assert "Vous avez utilisé toutes vos tentatives" in page.text
    assert "commencez-le d’abord" not in page.text


def test_late_answers_are_kept_and_do_not_count(learner: Client) -> None:
    page = begin(learner)
    with after(25):
        assert "Votre temps s’est terminé à" in visit(learner, STEP).text
        page = send(page)
    assert "Points : 2 sur 2" in page.text
    assert "Elles sont arrivées après la fin de votre temps" in page.text
    assert Attempt.objects.count() == 2
    assert {(one.seconds or 0) // 60 for one in Attempt.objects.all()} <= {24, 25}  # since it was begun
    assert "0 sur 1" in visit(learner, "/courses/essai/marks/").text
    assert Progress.objects.get().mark == 0
    assert learning.rebuild().changed == 0
    with after(26):
        page = visit(learner, f"{STEP}?again=final")
        assert "Combien pour" not in page.text
    with after(27):
        page = send(begin(learner, "?again=final"), deux="9")
    assert Progress.objects.get().mark == 100


def test_extra_time_is_given_told_and_counts_also_afterwards(
    learner: Client, amina: Person, ghizlane: Person, sign_in: SignIn
) -> None:
    page = begin(learner)
    with after(25):
        send(page)
    team = sign_in(ghizlane)
    assert visit(team, "/studio/essai/runs/open/marks/").tree.xpath(f"//a[@href='{TIME}']")
    desk = visit(team, TIME)
    wrong = desk.send(desk.form(TIME), username="personne", percent="33", minutes="0")
    assert wrong.status == 422
    assert wrong.tree.xpath("//input[@name='username']/@value") == ["personne"]
    desk = desk.send(desk.form(TIME), username="AMINA", percent="50", minutes="0")
    assert "Amina Bennani amina 50 0" in " ".join(desk.tree.xpath("//tbody")[0].itertext())
    assert Progress.objects.get().mark == 200
    assert learning.rebuild().changed == 0
    assert (Act.objects.get(what="extra-time").by, Act.objects.get(what="extra-time").about) == (ghizlane, amina)
    assert "50" in str(Notice.objects.get(person=amina).values)
    private = Sentence.objects.filter(verb=VERBS["granted"].number)
    assert {one.audience for one in private} == {Audience.PRIVATE}
    assert len(mail.outbox) <= 1


def test_whoever_has_extra_time_is_told_before(learner: Client, amina: Person, ghizlane: Person) -> None:
    who = Enrolment.objects.select_related("run__course", "progress", "person").get(person=amina)
    learning.grant_time(who, Extra(25, 5), ghizlane, timezone.now())
    page = visit(learner, STEP)
    assert "Vous disposez de 30 minutes pour ce quiz." in page.text
    assert "Les autres disposent de 20 minutes" in page.text
    begin(learner)
    told = Sentence.objects.filter(verb__in=[VERBS["began"].number, VERBS["granted"].number])
    assert {one.audience for one in told} == {Audience.PRIVATE}
    with after(29):
        assert "Temps restant : 1 minute" in visit(learner, STEP).text


@pytest.mark.parametrize("who", ["zed", "amina"])
def test_only_the_team_gives_time(who: str, learner: Client, zed: Person, amina: Person, sign_in: SignIn) -> None:
    browser = sign_in({"zed": zed, "amina": amina}[who])
    assert browser.get(TIME).status_code == 404
    assert browser.post(TIME, {"username": "amina", "percent": "50", "minutes": "0"}).status_code == 404
    assert Progress.objects.get().state.get("extra") is None
    if who == "zed":
        assert browser.post(f"{STEP}begin/final").status_code == 404
