"""Pages of a learner: few queries, nothing written twice, nothing lost, the right words in the right language."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment.models import Attempt
from takwin.config import followers
from takwin.content.actions import publish
from takwin.design.templatetags.fragments import REMEMBERED
from takwin.learning import actions
from takwin.learning.models import Enrolment, Progress, Run
from takwin.records.following import follow_all
from takwin.records.models import Cursor
from tests.cast import SignIn
from tests.journeys.course import SECRET, offer, write
from tests.journeys.pages import Shown, shown, visit

pytestmark = pytest.mark.django_db
COURSE = "/courses/essai/"
READ, QUIZ = f"{COURSE}one/read/", f"{COURSE}one/quiz/"
AtMost = Callable[[int], AbstractContextManager[CaptureQueriesContext]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The course of the journeys, open to everybody."""
    return offer(tmp_path / "essai")


@pytest.fixture
def learner(run: Run, amina: Person, sign_in: SignIn) -> Client:
    """Amina, who has joined and opened both steps once."""
    browser = sign_in(amina)
    browser.post(f"{COURSE}enrol")
    browser.get(READ)
    browser.get(QUIZ)
    return browser


def sent(browser: Client, address: str, data: dict[str, Any]) -> Shown:
    """The page after a form."""
    return shown(browser, browser.post(address, data, follow=True), address)


def filled(page: Shown, choice: str = "Une collègue", number: str = "12") -> dict[str, Any]:
    name, value = page.label(choice)
    numeric = next(one for one in page.form("/answer/final").fields if one.startswith("answer.how-many"))
    return {name: value, numeric: number, "token": page.form("/answer/final").fields["token"][0]}


def test_a_step_with_questions_asks_little_and_writes_nothing_again(
    learner: Client, django_assert_max_num_queries: AtMost
) -> None:
    with django_assert_max_num_queries(6) as asked:
        assert learner.get(QUIZ).status_code == 200
    assert not [one["sql"] for one in asked.captured_queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_visitor_asks_even_less(run: Run, visitor: Client, django_assert_max_num_queries: AtMost) -> None:
    visitor.get(QUIZ)
    with django_assert_max_num_queries(2):
        assert visitor.get(QUIZ).status_code == 200
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("address", "most"), [("/learn/", 5), ("/", 5), (COURSE, 7), ("/courses/", 4), (f"{COURSE}marks/", 6)]
)
def test_other_pages_ask_little(
    address: str, most: int, learner: Client, django_assert_max_num_queries: AtMost
) -> None:
    learner.get(address)
    with django_assert_max_num_queries(most):
        assert learner.get(address).status_code == 200


def test_the_dashboard_does_not_ask_more_for_more_courses(learner: Client, amina: Person, tmp_path: Path) -> None:
    learner.get("/learn/")
    with CaptureQueriesContext(connection) as one:
        learner.get("/learn/")
    for number in range(3):
        folder = tmp_path / f"essai-{number}"
        run = offer_again(folder, f"essai-{number}")
        actions.enrol(amina, run, timezone.now())
    learner.get("/learn/")
    with CaptureQueriesContext(connection) as four:
        page = learner.get("/learn/").content.decode()
    assert page.count('class="card"') == 4
    assert len(four) == len(one)


def offer_again(folder: Path, slug: str) -> Run:
    write(folder)
    source = folder / "course.yaml"
    source.write_text(source.read_text("utf-8").replace("id: essai", f"id: {slug}"), "utf-8")
    return actions.create_run(publish(folder, None, timezone.now()).release)


def test_answers_that_are_not_sent_stop_going_on_once(learner: Client) -> None:
    page = visit(learner, QUIZ)
    assert "Le quiz de cette page est encore sans réponse. Il rapporte jusqu’à 2 points." in page.text
    written = filled(page)
    page = sent(learner, f"{QUIZ}done", written)
    assert page.status == 422
    assert "Vous avez écrit des réponses qui ne sont pas envoyées." in page.text
    assert page.tree.xpath("//main//input[@type='radio'][@checked]")
    assert "12" in page.tree.xpath("//main//input/@value")
    assert Progress.objects.get().done == 0
    page = page.send(page.form("/answer/final"))
    assert "Points : 2 sur 2" in page.text


def test_who_signs_in_again_after_a_form_is_told_that_nothing_was_kept(
    learner: Client, zed: Person, sign_in: SignIn
) -> None:
    for address in (f"{QUIZ}answer/final", f"{QUIZ}done"):
        page = visit(learner, address)
        assert page.address.split("#")[0] == QUIZ
        assert "elles n’ont pas été enregistrées" in page.tree.text_content()
        assert sign_in(zed).get(address).status_code == 404
    assert visit(learner, f"{COURSE}enrol").address == COURSE
    assert Progress.objects.get().done == 0


def test_an_answer_is_taken_in_the_language_it_was_asked_in(learner: Client, amina: Person) -> None:
    written = filled(visit(learner, QUIZ))
    Person.objects.filter(pk=amina.pk).update(language="en")
    learner.post(f"{QUIZ}answer/final", written | {"language": "fr"})
    assert set(Attempt.objects.values_list("language", flat=True)) == {"fr"}
    assert "Points: 2 of 2" in visit(learner, QUIZ).text


def test_who_chooses_another_language_in_a_quiz_loses_nothing(learner: Client, amina: Person) -> None:
    page = visit(learner, QUIZ)
    (button,) = page.tree.xpath("//header//button[@name='to'][@value='en']")
    assert (button.get("form"), button.get("formaction")) == ("final", f"{QUIZ}language")
    page = sent(learner, f"{QUIZ}language", filled(page, number="4711") | {"to": "en", "language": "fr"})
    amina.refresh_from_db()
    assert (page.status, amina.language, page.tree.get("lang")) == (200, "en", "en")
    assert "Please look again" not in page.text
    assert len(page.tree.xpath("//main//input[@type='radio'][@checked]")) == 1
    assert "4711" in page.tree.xpath("//main//input/@value")
    assert not Attempt.objects.exists()
    assert not any("4711" in part for parts in REMEMBERED.values() for part in parts)
    page = page.send(page.form("/answer/final"))
    assert Attempt.objects.exists()
    assert visit(learner, f"{QUIZ}language").address == QUIZ
    assert sent(learner, f"{QUIZ}language", {"to": "de"}).address == QUIZ


def test_what_one_writes_is_shown_to_nobody_else(learner: Client, brahim: Person, sign_in: SignIn) -> None:
    sent(learner, f"{QUIZ}answer/final", filled(visit(learner, QUIZ), number="4711"))
    assert "4711" in learner.get(QUIZ).content.decode()
    assert not any("4711" in part for parts in REMEMBERED.values() for part in parts)
    other = sign_in(brahim)
    other.post(f"{COURSE}enrol")
    assert "4711" not in other.get(QUIZ).content.decode()


def test_going_on_without_the_quiz_is_possible(learner: Client) -> None:
    page = sent(learner, f"{QUIZ}done", {})
    assert page.address.startswith(COURSE)
    assert Progress.objects.get().done == 1
    learner.post(f"{READ}done")
    written = filled(visit(learner, QUIZ))
    sent(learner, f"{QUIZ}done", {**written, "anyway": "yes"})
    assert not Attempt.objects.exists()


def test_at_the_end_the_course_says_what_is_missing(learner: Client) -> None:
    learner.post(f"{READ}done")
    page = sent(learner, f"{QUIZ}done", {})
    assert "Il manque encore pour achever le cours : 1,2 point" in page.text
    for _ in range(2):
        sent(learner, f"{QUIZ}answer/final", filled(visit(learner, f"{QUIZ}?again=final"), "Le directeur", "7"))
    assert "ne rapportent plus autant de points" in visit(learner, COURSE).text


def test_a_credential_is_announced_until_it_is_there(learner: Client) -> None:
    learner.post(f"{READ}done")
    sent(learner, f"{QUIZ}answer/final", filled(visit(learner, QUIZ)))
    page = sent(learner, f"{QUIZ}done", {})
    assert "Votre attestation se prépare" in page.text
    Run.objects.update(policy={"credential": "none"})
    follow_all(followers.followers())
    for address in (COURSE, f"{COURSE}marks/", "/learn/"):
        page = visit(learner, address)
        assert "Cette session ne délivre pas d’attestation." in page.text
        assert not [link for link in page.tree.xpath("//main//a/@href") if "/credentials/" in link]
    Run.objects.update(policy={})
    Cursor.objects.all().delete()
    follow_all(followers.followers())
    for address in (COURSE, f"{COURSE}marks/"):
        page = visit(learner, address)
        assert "Votre attestation se prépare" not in page.text
        assert "Voir votre attestation" in page.text


def test_errors_are_listed_with_links_to_their_questions(learner: Client) -> None:
    page = sent(learner, f"{QUIZ}answer/final", filled(visit(learner, QUIZ), number="douze"))
    assert page.status == 422
    targets = page.tree.xpath("//main//*[@role='alert']//a/@href")
    assert targets == ["#q-how-many"]
    assert page.tree.xpath("//*[@id='q-how-many'][@tabindex='-1']")
    assert page.tree.xpath("//title")[0].text.startswith("À revoir")


def test_who_leaves_and_comes_back_goes_on_there(learner: Client, amina: Person) -> None:
    learner.post(f"{READ}done")
    page = visit(learner, f"{COURSE}leave")
    page = page.send(page.form("/leave"))
    assert "Vous avez quitté « Un essai »" in page.text
    assert learner.get(f"{COURSE}marks/").status_code == 404
    page = visit(learner, COURSE)
    page = page.send(page.form("/enrol"))
    assert page.address == QUIZ
    assert Enrolment.objects.get().left is None


def test_a_page_around_a_course_keeps_both_directions(run: Run, brahim: Person, sign_in: SignIn) -> None:
    page = visit(sign_in(brahim), QUIZ)
    assert page.tree.xpath("/html/@lang | /html/@dir") == ["ar", "rtl"]
    assert page.tree.xpath("//main//article/@lang | //main//article/@dir") == ["fr", "ltr"]
    form = page.tree.xpath("//main//form[@id='final']")[0]
    assert (form.get("lang"), form.get("dir")) == ("ar", "rtl")
    assert page.tree.xpath("//main//form[@id='final']//fieldset/ancestor::div[@lang][1]/@lang") == ["fr", "fr"]
    assert "هذه الخطوة" in page.text or "لغتها الأصلية" in page.text


@pytest.mark.parametrize("again", ["", "?again=final", "?again=%22%3E%3Cscript%3E", "?again=nothing"])
def test_no_feedback_before_an_answer(again: str, learner: Client) -> None:
    assert SECRET not in learner.get(f"{QUIZ}{again}").content.decode()


@pytest.mark.parametrize("address", ["/courses/nowhere/", f"{COURSE}one/nowhere/", f"{COURSE}two/read/"])
@pytest.mark.parametrize(("who", "words"), [("amina", "Cette page"), ("brahim", "هذه الصفحة")])
def test_what_is_not_there_is_said_in_the_readers_language(
    address: str, who: str, words: str, run: Run, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    page = visit(sign_in(request.getfixturevalue(who)), address)
    assert page.status == 404
    assert words in page.text


@pytest.mark.parametrize(
    "address", ["/", "/courses/", COURSE, READ, QUIZ, "/learn/", f"{COURSE}marks/", f"{COURSE}leave"]
)
def test_headings_go_down_one_by_one_and_ids_are_unique(address: str, learner: Client) -> None:
    tree = visit(learner, address).tree
    levels = [int(one.tag[1]) for one in tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = tree.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    assert tree.xpath("string(//title)").endswith("· Takwin")
