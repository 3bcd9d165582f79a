"""Two accounts of one person become one, with all that either did."""

import io
import json
import time
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts import actions, mine
from takwin.accounts.models import Person
from takwin.accounts.tokens import email_token
from takwin.assessment import actions as assessment
from takwin.assessment.models import Attempt
from takwin.assessment.tests import builders as quiz
from takwin.attendance.actions import note
from takwin.attendance.models import Place, Presence
from takwin.attendance.presence import Mark
from takwin.attendance.tests.builders import session
from takwin.calendar.actions import subscribe
from takwin.community.actions.hubs import participant
from takwin.config import followers
from takwin.content.models import Member
from takwin.credentials.models import Credential
from takwin.credentials.queries import address, recorded
from takwin.desk.queries import store_of
from takwin.desk.tests.builders import act, batch, enrolment, send
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Progress
from takwin.lib.ids import uuid7
from takwin.records.following import follow_all
from takwin.records.models import Registration, Sentence
from takwin.tutoring.models import Care, Case, Tutor
from tests.cast import PASSWORD, SignIn, person
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


@pytest.fixture(autouse=True)
def _nobody_tried_yet() -> None:
    """Tries of other tests are forgotten."""
    cache.clear()


@pytest.fixture
def other(db: None) -> Person:
    """Amina again, as the academy's roster wrote her."""
    return person("bennani.a", "BENNANI Amina")


def merge(kept: Person, gone: Person) -> None:
    mine.merge_everywhere(kept, gone, kept, "", timezone.now())
    kept.refresh_from_db()
    gone.refresh_from_db()


def rebuilt() -> None:
    """Thrown away and computed again, every row is what it was."""
    before = list(Progress.objects.order_by("pk").values())
    assert learning.rebuild().changed == 0
    assert list(Progress.objects.order_by("pk").values()) == before


def test_two_halves_make_a_course_and_a_credential(amina: Person, other: Person) -> None:
    release = quiz.release()
    half, rest = enrolment(amina, release), enrolment(other, release)
    learning.finish_step(half, "one/check", timezone.now())
    quiz.answer(rest, "12", ("c1", "c3"))
    merge(amina, other)
    stays = Enrolment.objects.get(person=amina)
    assert stays.progress.completed
    rebuilt()
    follow_all(followers.followers())
    (credential,) = Credential.objects.all()
    assert (credential.person, credential.enrolment) == (amina, stays)
    assert credential.signed


def test_the_better_mark_counts_and_each_answer_keeps_its_words(amina: Person, other: Person) -> None:
    release = quiz.release()
    first, second = enrolment(amina, release), enrolment(other, release)
    quiz.answer(first, "1", now=NOW - timedelta(hours=3))
    quiz.answer(second, "13", now=NOW - timedelta(hours=2))
    quiz.answer(second, "12", now=NOW - timedelta(hours=1))
    merge(amina, other)
    stays = Enrolment.objects.get(person=amina)
    rebuilt()
    rows = Attempt.objects.filter(item="sum").order_by("number")
    assert [(one.enrolment, one.number, one.response["number"]) for one in rows] == [
        (stays, 1, "1"), (stays, 2, "13"), (stays, 3, "12"),
    ]  # fmt: skip
    answers = stays.progress.state["answers"]["sum"]
    assert (answers[1], answers[2]) == (3, {"1": 0, "2": 0, "3": 100})
    assert stays.progress.mark == 100


def test_of_two_credentials_one_stands_and_the_other_leads_to_it(amina: Person, other: Person) -> None:
    release = quiz.release()
    for one in (other, amina):
        taken = enrolment(one, release)
        learning.finish_step(taken, "one/check", timezone.now())
        quiz.answer(taken, "12", ("c1", "c3"))
    follow_all(followers.followers())
    merge(amina, other)
    follow_all(followers.followers())
    rebuilt()
    stands, replaced = Credential.objects.get(revoked=None), Credential.objects.exclude(revoked=None).get()
    assert (stands.person, replaced.person, stands.replaces) == (amina, amina, replaced)
    assert stands.enrolment == replaced.enrolment
    assert [one.what for one in replaced.decisions.all()] == ["merged"]


def test_what_waits_on_a_device_of_the_other_account_is_taken(amina: Person, other: Person, sign_in: SignIn) -> None:
    release = quiz.release()
    here, there = enrolment(amina, release), enrolment(other, release)
    learning.finish_step(here, "one/check", timezone.now())
    done = act(
        there, "answered", step="one/check", group="count", release=str(there.release_id), language="fr", token=str(uuid7()),
        fields={"answer.sum": ["12"], "answer.even": []},
    )  # fmt: skip
    merge(amina, other)
    told = batch(amina, done)
    assert sign_in(amina).get("/desk/me.json").json()["also"] == [str(store_of(other))]
    (outcome,) = send(sign_in(amina), told).json()["acts"]
    assert outcome["outcome"] == "taken"
    assert send(sign_in(amina), told).json()["acts"][0]["outcome"] == "known"
    stays = Enrolment.objects.get(person=amina)
    assert stays.progress.mark == 100
    rebuilt()
    assert Sentence.objects.get(activity__path__endswith="sum").registration == Registration.objects.get(uid=there.uid)


def test_everything_done_afterwards_is_folded_as_a_rebuild_folds_it(amina: Person, other: Person) -> None:
    release = quiz.release()
    here, there = enrolment(amina, release), enrolment(other, release)
    quiz.answer(here, "1")
    quiz.answer(there, "2")
    merge(amina, other)
    stays = quiz.again(Enrolment.objects.get(person=amina))
    learning.open_step(stays, "one/check", timezone.now())
    learning.finish_step(stays, "one/check", timezone.now())
    rebuilt()
    learning.move_enrolment(stays, quiz.release("13"), timezone.now())
    rebuilt()


STEP = "/courses/essai/one/check/"
KINDS = """:::::{quiz} count
:attempts: 2
:minutes: 20

:::{numeric} sum
:answer: 12

Cinq et sept ?
:::
:::{single-choice} least
Le plus petit ?

- [x] Un
- [ ] Deux
- [ ] Trois
- [ ] Quatre
- [ ] Cinq
:::
:::::"""


def send_answer(page: Shown, word: str = "Un") -> Shown:
    name, value = page.label(word)
    return page.send(page.form("/answer/count"), **{"answer.sum": "12", name: value})


def test_a_page_opened_before_the_merge_loses_nothing(amina: Person, other: Person, sign_in: SignIn) -> None:
    release = quiz.of_quiz(KINDS)
    here, there = enrolment(amina, release), enrolment(other, release)
    learning.finish_step(there, "one/check", timezone.now())  # says more: it stays
    for one in (here, there):
        learning.begin_quiz(one, "count", timezone.now())
    mine_open, theirs_open = visit(sign_in(amina), STEP), visit(sign_in(other), STEP)
    merge(amina, other)
    page = send_answer(mine_open)  # its choices stand in the order of the taking that went
    assert (page.status, Attempt.objects.count()) == (422, 0)
    assert "sont devenus un seul" in page.text
    form = page.form("/answer/count")
    assert page.label("Un")[1] in form.fields["answer.least"]
    assert page.send(form).status == 200
    stays = Enrolment.objects.get(person=amina)
    assert (stays.uid, stays.progress.mark) == (there.uid, 200)
    assert send_answer(theirs_open).address.startswith("/sign-in/")  # the account that is gone takes nothing
    assert Attempt.objects.count() == 2
    rebuilt()


@pytest.mark.parametrize("stays", [True, False])
def test_an_answer_that_meets_the_merge_is_shown_again(
    stays: bool, amina: Person, other: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = quiz.of_quiz(KINDS.replace(":minutes: 20\n", ""))
    enrolment(amina, release)
    learning.finish_step(enrolment(other, release), "one/check", timezone.now())
    page, taken = visit(sign_in(amina), STEP), assessment.answer

    def meanwhile(*given: Any) -> list[Attempt]:
        monkeypatch.undo()
        merge(*((amina, other) if stays else (other, amina)))
        return taken(*given)

    monkeypatch.setattr(assessment, "answer", meanwhile)
    page = send_answer(page)
    assert Attempt.objects.count() == 0
    if stays:
        assert page.send(page.form("/answer/count")).status == 200
        assert Enrolment.objects.get(person=amina).progress.mark == 200
    else:
        assert "elles n’ont pas été enregistrées" in page.text
    rebuilt()


def test_an_address_that_waits_for_its_letter_waits_on(amina: Person, other: Person, sign_in: SignIn) -> None:
    Person.objects.filter(pk=amina.pk).update(email="")
    Person.objects.filter(pk=other.pk).update(email="", email_pending="a.bennani@taalim.test")
    other.refresh_from_db()
    link = reverse("confirm-email", args=[email_token(other)])
    merge(amina, other)
    sign_in(amina).post(link)
    amina.refresh_from_db()
    assert (amina.email, amina.email_pending) == ("a.bennani@taalim.test", "")


def test_the_link_to_another_address_says_what_became_of_it(
    amina: Person, other: Person, zed: Person, sign_in: SignIn
) -> None:
    Person.objects.filter(pk=other.pk).update(email_pending="a.bennani@taalim.test")
    other.refresh_from_db()
    link = reverse("confirm-email", args=[email_token(other)])
    merge(amina, other)
    answer = sign_in(amina).post(link)
    assert (answer.status_code, "fusionné" in answer.text) == (410, True)
    assert "fusionné" not in sign_in(zed).post(link).text
    amina.refresh_from_db()
    assert amina.email == "amina@takwin.test"


def test_nothing_points_at_the_account_that_is_gone(amina: Person, other: Person, visitor: Client) -> None:
    merge(amina, other)
    assert mine.pointing(other) == []
    assert not other.is_active
    with pytest.raises(mine.NotMerged):
        mine.merge_everywhere(amina, other, amina, "", timezone.now())


def test_a_room_that_forgets_something_undoes_all_of_it(
    amina: Person, other: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolment(other, quiz.release())
    monkeypatch.setattr(mine.rooms()["learning"], "merge", lambda *_: None)
    with pytest.raises(AssertionError, match=r"learning\.Enrolment"):
        merge(amina, other)
    other.refresh_from_db()
    assert other.is_active


def test_an_administrator_is_not_merged_away(amina: Person, salma: Person) -> None:
    with pytest.raises(mine.NotMerged):
        merge(amina, salma)
    merge(salma, amina)
    assert salma.is_staff


def prove(browser: Client, login: str, password: str = PASSWORD, **more: str) -> Shown:
    page = visit(browser, "/account/merge/")
    return page.send(page.form("/account/merge/"), login=login, password=password, **more)


def test_the_person_merges_them_from_the_account_page(amina: Person, other: Person, visitor: Client) -> None:
    release = quiz.release()
    half, rest = enrolment(amina, release), enrolment(other, release)
    learning.finish_step(half, "one/check", timezone.now())
    quiz.answer(rest, "12", ("c1", "c3"))
    there = Client()
    for browser, login in ((visitor, "amina"), (there, "bennani.a")):
        page = visit(browser, "/sign-in/")
        page.send(page.form("/sign-in/"), login=login, password=PASSWORD)
    page = prove(visitor, "bennani.a")
    assert page.address == "/account/merge/preview/"
    assert "BENNANI Amina" in page.text
    page = page.send(page.form(""), keep=str(amina.pk))
    assert page.address == "/account/"
    assert there.get("/account/").status_code == 302  # signed out at once
    data = b"".join(visitor.get("/account/data/takwin.zip").streaming_content)  # type: ignore[attr-defined]
    told = json.loads(zipfile.ZipFile(io.BytesIO(data)).read("merged-account-1/accounts.json"))
    assert told["account"]["sign_in_name"] == "bennani.a"
    follow_all(followers.followers())
    credential = Credential.objects.get()
    assert visitor.get(reverse("credential", args=[credential.pk])).status_code == 200
    assert recorded(address(credential.pk)) == "valid"
    page = visit(there, "/sign-in/")
    assert page.send(page.form("/sign-in/"), login="bennani.a", password=PASSWORD).address == "/learn/"
    assert int(there.session["_auth_user_id"]) == amina.pk
    assert {one.to[0] for one in mail.outbox} == {"amina@takwin.test", "bennani.a@takwin.test"}


def test_the_other_account_may_be_the_one_that_stays(amina: Person, other: Person, visitor: Client) -> None:
    page = visit(visitor, "/sign-in/")
    page.send(page.form("/sign-in/"), login="amina", password=PASSWORD)
    page = prove(visitor, "bennani.a")
    page = page.send(page.form(""), keep=str(other.pk))
    assert page.address == "/sign-in/"
    amina.refresh_from_db()
    assert amina.merged_into == other


@pytest.mark.parametrize(("login", "password"), [("bennani.a", "faux"), ("nobody", PASSWORD), ("amina", PASSWORD)])
def test_without_a_proof_nothing_is_shown(
    login: str, password: str, amina: Person, other: Person, visitor: Client
) -> None:
    page = visit(visitor, "/sign-in/")
    page.send(page.form("/sign-in/"), login="amina", password=PASSWORD)
    page = prove(visitor, login, password)
    assert page.address == "/account/merge/"
    assert "BENNANI" not in page.text
    assert visit(visitor, "/account/merge/preview/").address == "/account/merge/"


def test_guesses_are_limited_as_at_the_entrance(amina: Person, other: Person, visitor: Client) -> None:
    page = visit(visitor, "/sign-in/")
    page.send(page.form("/sign-in/"), login="amina", password=PASSWORD)
    assert [prove(visitor, "bennani.a", "faux").status for _ in range(6)][-1] == 429


def test_a_recovery_code_proves_it_once(amina: Person, other: Person, visitor: Client) -> None:
    code, *_ = actions.renew_recovery_codes(other, timezone.now())
    page = visit(visitor, "/sign-in/")
    page.send(page.form("/sign-in/"), login="amina", password=PASSWORD)
    page = prove(visitor, "bennani.a", code)
    assert page.address == "/account/merge/preview/"
    page = page.send(page.form(""), keep=str(other.pk))  # to which nobody could sign in
    other.refresh_from_db()
    assert (page.address, other.merged_into, page.status) == ("/account/merge/preview/", None, 200)
    assert prove(visitor, "bennani.a", code).address == "/account/merge/"


def test_secrets_of_the_other_account_do_not_wait_in_a_session(amina: Person, other: Person, visitor: Client) -> None:
    page = visit(visitor, "/sign-in/")
    page.send(page.form("/sign-in/"), login="amina", password=PASSWORD)
    session = visitor.session
    session["account_authentication_methods"][0]["at"] -= 360
    session.save()
    asked = visitor.post("/account/merge/", {"login": "bennani.a", "password": PASSWORD, "code": ""})
    assert asked.headers["Location"] == "/account/merge/"
    assert visitor.get("/account/merge/").headers["Location"].startswith("/account/confirm/")
    assert PASSWORD not in str(dict(visitor.session))


def test_a_second_step_is_asked_here_too(amina: Person, other: Person, visitor: Client) -> None:
    TOTP.activate(other, "JBSWY3DPEHPK3PXP")
    page = visit(visitor, "/sign-in/")
    page.send(page.form("/sign-in/"), login="amina", password=PASSWORD)
    assert prove(visitor, "bennani.a").address == "/account/merge/"
    code = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", int(time.time()) // 30))
    assert prove(visitor, "bennani.a", code=code).address == "/account/merge/preview/"


def test_of_two_of_a_kind_one_is_left(amina: Person, other: Person, ghizlane: Person, tilelli: Person) -> None:
    release = quiz.release()
    here, there = enrolment(amina, release), enrolment(other, release)
    run, now = here.run, timezone.now()
    meeting = session(run, ghizlane)
    note(meeting, here, Mark("absent", 0), "list", now, by=ghizlane)
    note(meeting, there, Mark("present", 180), "list", now, by=ghizlane)
    for one in (here, there):
        participant(one, now)
        Place.objects.create(session=meeting, enrolment=one, since=now, waits=one == here)
    for who, role in ((amina, "reader"), (other, "owner")):
        Member.objects.create(course=run.course, person=who, role=role)
        subscribe(who, now)
        tutor = Tutor.objects.create(run=run, person=who, roles="pedagogical", minutes=60, since=now)
        learner = enrolment(tilelli, release) if who == other else here
        Care.objects.create(enrolment=learner, tutor=tutor)
        Case.objects.create(
            uid=uuid7(), enrolment=here if who == amina else there, run=run, kind="stopped", tutor=tutor, since=now
        )
    merge(amina, other)
    stays = Enrolment.objects.get(person=amina)
    assert stays.progress.state["attended"] == {meeting.uid.hex: 180}
    rebuilt()
    note(meeting, stays, Mark("absent", 0), "correction", timezone.now(), by=ghizlane)  # a correction afterwards holds
    stays.progress.refresh_from_db()
    assert "attended" not in stays.progress.state
    rebuilt()
    assert (Presence.objects.get().status, Place.objects.get().waits) == ("absent", False)
    assert Member.objects.get(person=amina).role == "owner"
    assert Tutor.objects.filter(ended=None).get().people.count() == 2
    assert Case.objects.filter(closed=None).get().enrolment == stays
    assert mine.pointing(other) == []
    goes = Enrolment.objects.exclude(merged_into=None).get()
    left = [
        one.related_model.__name__
        for one in goes._meta.related_objects
        if one.related_model._default_manager.filter(**{one.field.name: goes})
    ]
    assert left == ["Progress"]
