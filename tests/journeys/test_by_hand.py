"""Answers in one's own words and files: kept, waiting, marked by the course team, told to whoever answered; seen by nobody else."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from takwin.accounts.mine import erase_everywhere
from takwin.accounts.models import Person
from takwin.assessment import actions, mine
from takwin.assessment.models import AnswerFile, Attempt, HandMark
from takwin.files.models import Blob
from takwin.institutions.tests.builders import country, role
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Progress, Run
from takwin.notices.models import Notice
from takwin.records.models import Sentence
from takwin.records.queries import history
from tests.cast import SignIn
from tests.journeys.craft import STEP, number, offer
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db(transaction=True)
LONG = """\
::::{long-text} account
:points: 4

Racontez.

:::{feedback}
Un exemple de récit.
:::
:::{guide}
GUIDE : deux faits.
:::
::::
"""
FILE = """\
::::{file-answer} plan
:points: 2
:types: pdf, jpg
:size: 1

Remettez.

:::{feedback}
Merci.
:::
:::{guide}
GUIDE du fichier
:::
::::
"""
QUIZ = f"::::::{{quiz}} check\n:attempts: 2\n:feedback: last\n\n{number('sum', 4)}\n{LONG}::::::"
FILES = f"::::::{{quiz}} check\n\n{FILE}{number('sum', 4)}::::::"
QUEUE = "/studio/essai/runs/open/to-mark/"
WORDS = "Huit fois, le même élève a répondu."


def pdf(size: int = 20, name: str = "Ma fiche.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7".ljust(size), "application/pdf")


def join(browser: Client) -> None:
    page = visit(browser, "/courses/essai/")
    page.send(page.form("/enrol"))


def answer(browser: Client, **values: object) -> Shown:
    page = visit(browser, STEP)
    return page.send(page.form("/answer/check"), **values)


@pytest.fixture
def learner(amina: Person, ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> Client:
    offer(tmp_path / "essai", QUIZ, ghizlane)
    browser = sign_in(amina)
    join(browser)
    return browser


def marked(browser: Client, points: str, comment: str = "", pk: int | None = None) -> Shown:
    page = visit(browser, f"{QUEUE}{pk or HandMark.objects.get().pk}/")
    return page.send(page.form(page.address), points=points, comment=comment)


def test_an_answer_waits_and_says_so_everywhere(learner: Client, ghizlane: Person, sign_in: SignIn) -> None:
    page = answer(learner, answer__sum="4", answer__account=WORDS)
    assert "En attente de notation" in page.text
    assert "1 réponse attend d’être notée par l’équipe du cours" in page.text
    assert WORDS in page.text
    assert "GUIDE" not in page.response.content.decode()
    assert "Un exemple de récit" not in page.text, (
        "there is an attempt left, and the answer of the author would help with it"
    )
    marks = visit(learner, "/courses/essai/marks/")
    assert "en attente de notation" in marks.text
    progress = Progress.objects.get()
    assert (progress.mark, progress.completed) == (100, None)
    (told,) = (one for one in history(Enrolment.objects.get().uid) if one.result.get("waiting"))
    assert (told.verb, told.result["raw"], told.result["max"]) == ("answered", 0, 400)
    book = visit(sign_in(ghizlane), "/studio/essai/runs/open/marks/")
    assert "1 réponse attend d’être notée à la main." in book.text


def test_a_number_that_no_answer_can_have_is_not_found(learner: Client, ghizlane: Person, sign_in: SignIn) -> None:
    answer(learner, answer__sum="4", answer__account=WORDS)
    author = sign_in(ghizlane)
    assert author.get(f"{QUEUE}{HandMark.objects.get().pk}/").status_code == 200
    for address in (f"{QUEUE}{'9' * 23}/", f"{QUEUE}{'9' * 23}/file"):
        assert author.get(address).status_code == 404
    assert author.post(f"{QUEUE}{'9' * 23}/", {"points": "1"}).status_code == 404


def test_a_waiting_answer_is_not_answered_again(learner: Client) -> None:
    answer(learner, answer__sum="5", answer__account=WORDS)
    page = visit(learner, STEP + "?again=check")
    assert page.tree.xpath("//textarea[@name='answer.account']/ancestor::fieldset[@disabled]")
    assert not page.tree.xpath("//input[@name='answer.sum']/ancestor::fieldset[@disabled]")
    page.send(page.form("/answer/check"), answer__sum="4", answer__account="Autre chose")
    assert Attempt.objects.filter(item="account").count() == 1


def test_the_team_marks_and_the_person_is_told(
    learner: Client, amina: Person, ghizlane: Person, sign_in: SignIn
) -> None:
    answer(learner, answer__sum="4", answer__account=WORDS)
    author = sign_in(ghizlane)
    queue = visit(author, QUEUE)
    assert "1 réponse attend" in queue.text
    assert "Amina Bennani" in queue.text
    page = visit(author, queue.tree.xpath("//main//tbody//a/@href")[0])
    assert WORDS in page.text
    assert "GUIDE : deux faits." in page.text
    after = marked(author, "3,5", "Deux faits, bravo.")
    assert after.address.startswith(QUEUE)
    assert "Plus aucune réponse n’attend" in after.text
    progress = Progress.objects.get()
    assert (progress.mark, bool(progress.completed)) == (450, True)
    notice = Notice.objects.get(person=amina, message__contains="marked by the course team")
    assert notice.link == "/courses/essai/marks/"
    step = visit(learner, STEP)
    assert "Deux faits, bravo." in step.text
    assert "3,5 sur 4" in step.text
    assert "En attente" not in step.text
    assert learning.rebuild().changed == 0
    assert "Deux faits, bravo." in str(mine.export(amina)["answers"])
    assert "Deux faits, bravo." in str(mine.export(ghizlane)["marked_by_hand"])


def test_a_mark_is_changed_openly(learner: Client, amina: Person, ghizlane: Person, sign_in: SignIn) -> None:
    answer(learner, answer__sum="4", answer__account=WORDS)
    author = sign_in(ghizlane)
    marked(author, "4")
    marked(author, "2", "Un fait seulement.")
    told = [one.result["raw"] for one in history(Enrolment.objects.get().uid) if one.activity.endswith("/account")]
    assert told == [0, 400, 200]
    assert Progress.objects.get().mark == 300
    assert Notice.objects.filter(person=amina, message__contains="marked").count() == 2
    before = Sentence.objects.count()
    marked(author, "2", "Un fait seulement.")
    assert Sentence.objects.count() == before
    assert learning.rebuild().changed == 0


@pytest.mark.parametrize("points", ["5", "-1", "1,234", "beaucoup", ""])
def test_points_that_make_no_sense_come_back(points: str, learner: Client, ghizlane: Person, sign_in: SignIn) -> None:
    answer(learner, answer__sum="4", answer__account=WORDS)
    page = marked(sign_in(ghizlane), points, "Mes mots")
    assert page.status == 422
    assert page.tree.xpath("//textarea[@name='comment']")[0].text_content().strip() == "Mes mots"
    assert HandMark.objects.get().at is None


def test_two_colleagues_do_not_overwrite_one_another(
    learner: Client, ghizlane: Person, salma: Person, sign_in: SignIn
) -> None:
    answer(learner, answer__sum="4", answer__account=WORDS)
    pk = HandMark.objects.get().pk
    late = visit(sign_in(salma), f"{QUEUE}{pk}/")
    marked(sign_in(ghizlane), "4")
    again = late.send(late.form(late.address), points="1", comment="Trop court")
    assert again.status == 422
    assert "entre-temps" in again.text
    assert HandMark.objects.get().mark == 400
    page = again.send(again.form(f"{pk}/"), points="1", comment="Trop court")
    assert page.status == 200
    assert HandMark.objects.get().mark == 100


def test_nobody_else_comes_near(
    learner: Client, amina: Person, zed: Person, omar: Person, tilelli: Person, salma: Person, sign_in: SignIn
) -> None:
    places = country(salma)
    role(omar, places["rabat"], "organiser")
    Run.objects.update(node=places["one"])
    assert sign_in(omar).get(QUEUE.replace("to-mark/", "marks/")).status_code == 200, "he looks after the run"
    answer(learner, answer__sum="4", answer__account=WORDS)
    pk = HandMark.objects.get().pk
    for who in (amina, zed, omar, tilelli):
        for address in (QUEUE, f"{QUEUE}{pk}/", f"{QUEUE}{pk}/file"):
            assert sign_in(who).get(address).status_code == 404, (who, address)
            assert sign_in(who).post(address, {"points": "4"}).status_code in {404, 405}, (who, address)
    assert HandMark.objects.get().at is None
    with pytest.raises(ValueError, match="500"):
        actions.mark_by_hand(HandMark.objects.get(), 500, "", zed, None, timezone.now())


def test_an_answer_that_was_left_out_is_not_in_the_queue(learner: Client) -> None:
    page = answer(learner, answer__sum="4")
    assert page.status == 422
    page = page.send(page.form("/answer/check"), **{"as-it-is": "yes"})
    assert not HandMark.objects.exists()
    assert Attempt.objects.get(item="account").response == {}


def test_whoever_erases_an_account_takes_answer_and_words(
    learner: Client, amina: Person, ghizlane: Person, sign_in: SignIn
) -> None:
    answer(learner, answer__sum="4", answer__account=WORDS)
    marked(sign_in(ghizlane), "1", "Amina, relisez.")
    erase_everywhere(amina, timezone.now())
    assert WORDS not in str(list(Attempt.objects.values_list("response", flat=True)))
    assert HandMark.objects.get().comment == ""
    assert "1 réponse" not in visit(sign_in(ghizlane), QUEUE).text


def test_to_practise_it_is_kept_for_oneself(amina: Person, ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> None:
    offer(tmp_path / "essai", f"{LONG}\n::::::{{quiz}} check\n\n{number('sum', 4)}::::::", ghizlane)
    browser = sign_in(amina)
    join(browser)
    page = visit(browser, STEP)
    page = page.send(page.form("/answer/account"), answer__account=WORDS)
    assert "Votre réponse est gardée. Personne d’autre ne la voit." in page.text
    assert "Un exemple de récit." in page.text
    assert "GUIDE" not in page.response.content.decode()
    assert not HandMark.objects.exists()
    (told,) = (one for one in history(Enrolment.objects.get().uid) if one.verb == "answered")
    assert (told.audience.name, "response" in told.result, told.result["max"]) == ("PRIVATE", False, 0)
    assert "Modifier ma réponse" in page.text


@pytest.fixture
def sender(amina: Person, ghizlane: Person, sign_in: SignIn, tmp_path: Path, settings: Settings) -> Client:
    settings.BLOBS = tmp_path / "blobs"
    offer(tmp_path / "essai", FILES, ghizlane)
    browser = sign_in(amina)
    join(browser)
    return browser


def test_a_file_is_handed_in_and_fetched_by_its_owner_and_the_team(
    sender: Client, zed: Person, brahim: Person, ghizlane: Person, sign_in: SignIn
) -> None:
    page = answer(sender, answer__plan=pdf(), answer__sum="4")
    assert "Ma fiche.pdf" in page.text
    link = page.tree.xpath("//main//a[contains(@href, '/answers/')]/@href")[0]
    own = sender.get(link)
    assert b"".join(own) == b"%PDF-1.7".ljust(20)
    assert own.headers["Content-Disposition"].startswith("attachment")
    assert own.headers["Cache-Control"] == "private, no-store"
    blob = Blob.objects.get(media_type="application/pdf")
    assert sender.get(f"/files/{blob.digest}/x.pdf").status_code == 404
    other = sign_in(brahim)
    join(other)
    for who in (sign_in(zed), other, sign_in(ghizlane)):
        assert who.get(link).status_code == 404
    theirs = sign_in(ghizlane).get(f"{QUEUE}{HandMark.objects.get().pk}/file")
    assert b"".join(theirs) == b"%PDF-1.7".ljust(20)
    assert marked(sign_in(ghizlane), "2").status == 200
    assert Progress.objects.get(enrolment__person__username="amina").completed


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (pdf(name="virus.exe"), "n’est pas d’un type accepté"),
        (pdf(1_000_001), "dépasse 1 Mo"),
        (pdf(2_900_000), "dépasse 1 Mo"),
        (SimpleUploadedFile("vide.pdf", b" "[:0]), "est vide"),
        (None, "Choisissez un fichier"),
        (SimpleUploadedFile("photo.pdf", b"\xff\xd8\xff\xe0"), "n’est pas ce que dit son nom"),
    ],
    ids=["type", "size", "on-disk", "empty", "none", "unlike"],
)
def test_another_file_is_refused_in_words_and_not_kept(
    file: SimpleUploadedFile | None, said: str, sender: Client
) -> None:
    page = answer(sender, answer__sum="4", **({"answer__plan": file} if file else {"answer__plan": ""}))
    assert page.status == 422
    assert said in page.text
    assert page.tree.xpath("//input[@name='answer.sum']/@value") == ["4"]
    assert not AnswerFile.objects.exists()


def test_a_file_is_not_lost_when_something_else_is_missing(sender: Client) -> None:
    page = answer(sender, answer__plan=pdf())
    assert page.status == 422
    assert "Ma fiche.pdf" in page.text
    page = page.send(page.form("/answer/check"), answer__sum="4")
    assert page.status == 200
    assert Attempt.objects.get(item="plan").response["name"] == "Ma fiche.pdf"
    assert AnswerFile.objects.get().handed_in


def test_a_refused_form_does_not_offer_the_file_handed_in_earlier(
    amina: Person, ghizlane: Person, sign_in: SignIn, tmp_path: Path, settings: Settings
) -> None:
    settings.BLOBS = tmp_path / "blobs"
    offer(tmp_path / "essai", f"{FILE}\n::::::{{quiz}} check\n\n{number('sum', 4)}::::::", ghizlane)
    browser = sign_in(amina)
    join(browser)
    page = visit(browser, STEP)
    page.send(page.form("/answer/plan"), answer__plan=pdf())
    page = visit(browser, f"{STEP}?again=plan")
    assert page.tree.xpath("//input[@name='answer.plan-kept']/@value"), "it may be handed in again"
    page = page.send(page.form("/answer/plan"), answer__plan=pdf(name="virus.exe"))
    assert page.status == 422
    assert "n’est pas d’un type accepté" in page.text
    assert not page.tree.xpath("//input[@name='answer.plan-kept']")
    assert "Ma fiche.pdf" not in page.text
    page = page.send(page.form("/answer/plan"))
    assert "Choisissez un fichier" in page.text
    assert Attempt.objects.filter(item="plan").count() == 1


def test_a_file_that_was_replaced_is_gone(sender: Client) -> None:
    answer(sender, answer__plan=pdf(30))
    answer(sender, answer__plan=pdf(40), answer__sum="4")
    assert Blob.objects.filter(media_type="application/pdf").count() == 1
    assert AnswerFile.objects.count() == 1


def test_nobody_hands_in_the_file_of_a_colleague(sender: Client, brahim: Person, sign_in: SignIn) -> None:
    answer(sender, answer__plan=pdf())
    kept = AnswerFile.objects.get()
    other = sign_in(brahim)
    join(other)
    forged = {
        "answer.plan": "x.pdf",
        "answer.plan-size": "5",
        "answer.plan-file": kept.uid.hex,
        "answer.plan-kept": kept.uid.hex,
    }
    page = answer(other, **{"answer.sum": "4", **forged})
    assert page.status == 422
    assert not Attempt.objects.filter(enrolment__person=brahim).exists()


def test_the_file_goes_with_the_account(sender: Client, amina: Person) -> None:
    answer(sender, answer__plan=pdf(), answer__sum="4")
    assert mine.export(amina)["files"][0]["name"] == "Ma fiche.pdf"  # type: ignore[index]
    erase_everywhere(amina, timezone.now())
    assert not AnswerFile.objects.exists()
    assert not Blob.objects.filter(media_type="application/pdf").exists()


def test_what_waits_is_told_with_the_word_the_record_has(learner: Client) -> None:
    answer(learner, answer__sum="4", answer__account=WORDS)
    assert WORDS not in str(list(Sentence.objects.values_list("result", flat=True)))


def test_a_step_with_marked_answers_stays_within_its_queries(
    learner: Client, ghizlane: Person, sign_in: SignIn
) -> None:
    answer(learner, answer__sum="4", answer__account=WORDS)
    marked(sign_in(ghizlane), "3", "Bien.")
    learner.get(STEP)
    with CaptureQueriesContext(connection) as asked:
        assert "Bien." in learner.get(STEP).content.decode()
    assert len(asked) <= 6
