"""A credential whose marks were corrected stands until the team decides, once."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import cast
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from takwin.accounts.mine import erase_everywhere
from takwin.accounts.models import Person
from takwin.assessment.actions import answer as answer_one
from takwin.assessment.actions import move_run
from takwin.assessment.tests.builders import again, answer, enrolment, release
from takwin.content.models import Course, Member
from takwin.credentials import actions, evidence, mine, queries
from takwin.credentials.actions import NotDecided
from takwin.credentials.followers import FOLLOWERS
from takwin.credentials.models import Credential, Decision, Review
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment
from takwin.notices.models import Notice
from takwin.records.following import follow_all
from takwin.records.models import Cursor

EVEN = ("c1", "c3")
Takes = Callable[..., Credential]
SignIn = Callable[[Person], Client]


@pytest.fixture
def takes(site: Path, db: None) -> Takes:
    """Somebody answers, completes the course whose key is 7, and holds a credential."""

    def taken(person: Person, number: str = "12", even: tuple[str, ...] = EVEN, key: str = "7") -> Credential:
        who = enrolment(person, release(answer=key))
        answer(who, number, even)
        learning.finish_step(again(who), "one/check", timezone.now())
        follow_all(FOLLOWERS)
        return Credential.objects.get(person=person)

    return taken


def moved(credential: Credential, by: Person, **changed: str) -> Review | None:
    """The run moves to another key; the review that opens."""
    run = Enrolment.objects.select_related("run").get(pk=credential.enrolment_id).run
    move_run(run, release(**changed), by, "Douze, et non sept.", timezone.now())
    follow_all(FOLLOWERS)
    assert not Cursor.objects.get(follower="credentials").trouble
    return Review.objects.filter(decision=None).first()


def sum_again(who: Enrolment, number: str) -> None:
    """Answer the sum once more."""
    answer_one(who, {"sum": {"number": number}}, uuid4(), "fr", timezone.now())


def found(review: Review | None) -> Review:
    assert review
    return review


def test_a_mark_that_rose_opens_a_review_and_nothing_is_withdrawn(
    takes: Takes, amina: Person, ghizlane: Person
) -> None:
    credential = takes(amina)
    Member.objects.create(course=Course.objects.get(), person=ghizlane)
    review = found(moved(credential, ghizlane))
    assert evidence.tells(credential.signed) == {"mark": "66", "work-count": "2"}
    assert (review.credential, review.tells, review.met) == (credential, {"mark": "100", "work-count": "3"}, True)
    credential.refresh_from_db()
    assert credential.revoked is None
    asked = Notice.objects.get(person=ghizlane)
    assert (asked.link, asked.values) == ("/studio/essai/credentials/", {"course": "Essai"})


def test_a_mark_that_sank_below_the_rule_says_so(takes: Takes, amina: Person, ghizlane: Person) -> None:
    review = found(moved(takes(amina, "7", EVEN[:1]), ghizlane, answer="12"))
    assert (review.tells["mark"], review.met) == ("33", False)
    with pytest.raises(NotDecided, match="would not be completed"):
        actions.renew(review.credential, ghizlane, "Douze", timezone.now(), review.cause)
    assert Credential.objects.get().revoked is None


def test_a_move_that_leaves_the_marks_asks_nobody(takes: Takes, amina: Person, ghizlane: Person) -> None:
    assert moved(takes(amina, "99"), ghizlane) is None
    assert not Notice.objects.filter(person=ghizlane).exists()


def test_the_team_is_told_once_for_each_move(takes: Takes, amina: Person, brahim: Person, salma: Person) -> None:
    first, _ = takes(amina), takes(brahim)
    moved(first, salma)
    assert Review.objects.count() == 2
    assert Notice.objects.filter(person=salma).count() == 1  # no team: administrators are told
    Cursor.objects.all().delete()
    follow_all(FOLLOWERS)
    assert (Review.objects.count(), Notice.objects.filter(person=salma).count()) == (2, 1)
    moved(first, salma, answer="13")
    assert Review.objects.count() == 0  # 12 is as wrong as it was with 7: nothing is left to decide
    moved(first, salma, answer="12", points="2")
    assert Notice.objects.filter(person=salma).count() == 2


def test_the_page_after_the_move_need_not_wait_for_followers(takes: Takes, amina: Person, salma: Person) -> None:
    credential, now = takes(amina), timezone.now()
    run = credential.enrolment.run
    move_run(run, release(), salma, "Douze", now)
    actions.review_run(run, now, timezone.now())
    follow_all(FOLLOWERS)
    assert (Review.objects.count(), Notice.objects.filter(person=salma).count()) == (1, 1)


def test_issuing_anew_tells_the_new_marks_and_links_both(takes: Takes, amina: Person, ghizlane: Person) -> None:
    old = takes(amina)
    actions.show(old, True)
    review = found(moved(old, ghizlane))
    new = actions.renew(old, ghizlane, "La bonne réponse est douze.", timezone.now(), review.cause)
    assert evidence.tells(new.signed) == review.tells
    document, before = json.loads(new.signed), json.loads(old.signed)
    assert document["credentialSubject"]["achievement"]["version"] == again(new.enrolment).release.digest
    assert document["evidence"][-1]["id"] == before["id"]
    assert document["awardedDate"] == before["awardedDate"]
    old.refresh_from_db()
    assert (old.revoked is not None, old.replaced_by, new.public) == (True, new, True)
    review.refresh_from_db()
    decision = Decision.objects.get()
    assert (decision.what, decision.by, review.decision) == ("renewed", ghizlane, decision)
    letter = Notice.objects.get(person=amina, values__became="100")
    assert "66% of the points before, 100% now" in str(letter.sentence)
    assert "La bonne réponse est douze." in str(letter.sentence)
    named = actions.reissue(new, ghizlane, "Nom", timezone.now())
    assert evidence.tells(named.signed) == review.tells


def test_what_was_let_stand_is_asked_again_only_when_marks_change_again(
    takes: Takes, amina: Person, ghizlane: Person
) -> None:
    credential = takes(amina)
    review = found(moved(credential, ghizlane))
    with pytest.raises(NotDecided, match="decide about that first"):
        actions.reissue(credential, ghizlane, "Nom", timezone.now())
    actions.keep(credential, ghizlane, "Deux points suffisent.", timezone.now(), review.cause)
    assert (Decision.objects.get().what, Decision.objects.get().reason) == ("kept", "Deux points suffisent.")
    assert Notice.objects.filter(person=amina, values__reason="Deux points suffisent.").exists()
    assert moved(credential, ghizlane, attempts="5") is None
    named = actions.reissue(credential, ghizlane, "Nom", timezone.now())
    assert evidence.tells(named.signed) == evidence.tells(credential.signed)
    assert moved(credential, ghizlane, attempts="6") is None
    assert found(moved(credential, ghizlane, points="2")).credential == named


def test_only_the_first_of_two_decides(takes: Takes, amina: Person, ghizlane: Person, salma: Person) -> None:
    credential = takes(amina)
    review = found(moved(credential, ghizlane))
    actions.keep(credential, ghizlane, "Elle reste.", timezone.now(), review.cause)
    for decide in (actions.keep, actions.renew):
        with pytest.raises(NotDecided, match="decided already"):
            decide(credential, salma, "Autrement", timezone.now(), review.cause)
    assert (Decision.objects.count(), Credential.objects.count()) == (1, 1)


def test_two_who_decide_at_the_same_instant(
    transactional_db: None, takes: Takes, amina: Person, ghizlane: Person, salma: Person
) -> None:
    credential = takes(amina)
    review, together = found(moved(credential, ghizlane)), Barrier(2)

    def decide(by: Person, how: Callable[..., object]) -> bool:
        try:
            together.wait()
            how(credential, by, "Vu", timezone.now(), review.cause)
        except NotDecided:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as team:
        waiting = [team.submit(decide, ghizlane, actions.renew), team.submit(decide, salma, actions.keep)]
        assert sorted(done.result() for done in waiting) == [False, True]
    assert Decision.objects.count() == 1


def test_a_correction_in_between_is_read_first(takes: Takes, amina: Person, ghizlane: Person) -> None:
    credential = takes(amina)
    seen = found(moved(credential, ghizlane)).cause
    moved(credential, ghizlane, points="3")
    for decide in (actions.keep, actions.renew):
        with pytest.raises(NotDecided, match="once more"):
            decide(credential, ghizlane, "Vu", timezone.now(), seen)


def test_revoking_also_closes_it_and_a_suspended_one_is_not_issued_anew(
    takes: Takes, amina: Person, ghizlane: Person
) -> None:
    credential = takes(amina)
    actions.suspend(credential, ghizlane, "Doute", timezone.now())
    review = found(moved(credential, ghizlane))
    with pytest.raises(NotDecided, match="end the suspension"):
        actions.renew(credential, ghizlane, "Vu", timezone.now(), review.cause)
    actions.revoke(credential, ghizlane, "Fini", timezone.now())
    review.refresh_from_db()
    assert review.decision == Decision.objects.latest("pk")
    assert moved(credential, ghizlane, points="3") is None


def test_answers_after_the_completion_change_nothing_but_those_to_a_changed_question_count(
    takes: Takes, amina: Person, ghizlane: Person
) -> None:
    credential = takes(amina, "7", key="12")
    who = again(credential.enrolment)
    sum_again(who, "12")
    assert moved(credential, ghizlane, answer="12", feedback="last") is None
    prompt = {"answer": "13", "prompt": "Six et sept ?"}
    assert moved(credential, ghizlane, **prompt) is None  # it earned nothing before, and nothing now
    sum_again(again(who), "13")
    review = found(moved(credential, ghizlane, attempts="3", **prompt))
    assert review.tells == {"mark": "100", "work-count": "3"}


def test_a_question_that_was_left_open_at_the_completion_changes_nothing_either(
    site: Path, amina: Person, ghizlane: Person
) -> None:
    who = enrolment(amina, release())
    answer_one(who, {"even": {"choices": list(EVEN)}}, uuid4(), "fr", timezone.now())
    learning.finish_step(again(who), "one/check", timezone.now())
    follow_all(FOLLOWERS)
    sum_again(again(who), "12")
    assert moved(Credential.objects.get(), ghizlane, feedback="last") is None


def test_who_erased_their_account_is_not_decided_about(takes: Takes, amina: Person, ghizlane: Person) -> None:
    credential = takes(amina)
    moved(credential, ghizlane)
    exported = mine.export(amina)["credentials"]
    assert isinstance(exported, list)
    assert exported[0]["reviews"][0]["tells"] == {"mark": "100", "work-count": "3"}
    erase_everywhere(amina, timezone.now())
    assert not Review.objects.exists()
    assert list(queries.to_review(Course.objects.get())) == []


def post(browser: Client, credential: Credential, verb: str, **typed: object) -> HttpResponse:
    return cast(HttpResponse, browser.post(f"/credentials/{credential.pk}/{verb}", typed))


def test_the_team_sees_and_decides_on_pages(
    takes: Takes, amina: Person, ghizlane: Person, salma: Person, sign_in: SignIn
) -> None:
    credential = takes(amina)
    Member.objects.create(course=Course.objects.get(), person=ghizlane)
    review = found(moved(credential, ghizlane))
    Person.objects.update(language="en")
    team = sign_in(ghizlane)
    for address in ("/studio/essai/credentials/", f"/credentials/{credential.pk}"):
        seen = team.get(address).content.decode()
        assert "66% of the points before, 100% now." in seen
        assert "still completed" in seen
        for verb in ("renew", "keep", "revoke"):
            assert f'href="/credentials/{credential.pk}/{verb}"' in seen
    for verb in ("renew", "keep"):
        assert "Compter" in team.get(f"/credentials/{credential.pk}/{verb}").content.decode()
    empty = post(team, credential, "keep", seen=review.cause, reason="")
    assert (empty.status_code, "has-error" in empty.content.decode()) == (422, True)
    stale = post(team, credential, "keep", seen="nonsense", reason="Elle reste.")
    assert (stale.status_code, "Elle reste." in stale.content.decode()) == (422, True)
    assert post(team, credential, "renew", seen=review.cause, reason="Douze.").status_code == 302
    late = sign_in(salma).post(
        f"/credentials/{credential.pk}/keep", {"seen": str(review.cause), "reason": "Elle reste."}, follow=True
    )
    assert "notice-error" in late.content.decode()
    assert [one.what for one in Decision.objects.all()] == ["renewed"]


def test_nobody_else_sees_or_decides(
    takes: Takes, amina: Person, ghizlane: Person, zed: Person, sign_in: SignIn, visitor: Client
) -> None:
    credential = takes(amina)
    review = found(moved(credential, ghizlane))
    for person in (amina, zed):
        browser = sign_in(person)
        for verb in ("renew", "keep"):
            assert browser.get(f"/credentials/{credential.pk}/{verb}").status_code == 403
            assert post(browser, credential, verb, seen=review.cause, reason="Moi").status_code == 403
        assert "/renew" not in browser.get(f"/credentials/{credential.pk}").content.decode()
    assert post(visitor, credential, "renew", seen=review.cause, reason="Moi").status_code == 302
    assert not Decision.objects.exists()


def test_a_page_says_why_it_cannot_be_issued_anew(takes: Takes, amina: Person, salma: Person, sign_in: SignIn) -> None:
    credential = takes(amina, "7", EVEN[:1])
    moved(credential, salma, answer="12")
    seen = sign_in(salma).get(f"/credentials/{credential.pk}/renew").content.decode()
    assert "notice-warning" in seen
    assert "<textarea" not in seen
