"""What administrators decide: asked first, with a reason, kept for ever, and never so that nobody is left."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts import actions, mine
from takwin.accounts.models import Decision, Person
from tests.cast import SignIn

What = Decision.What
WHY = "Elle forme l’équipe de Fès."


def page(person: Person, what: str) -> str:
    return reverse("person-decide", args=[person.pk, what])


@pytest.fixture
def desk(salma: Person, sign_in: SignIn) -> Client:
    return sign_in(salma)


def test_a_decision_is_asked_before_it_is_carried_out(desk: Client, amina: Person) -> None:
    shown = desk.get(reverse("person", args=[amina.pk])).text
    for what in ("author", "administrator", "closed"):
        assert page(amina, what) in shown
        asked = desk.get(page(amina, what)).text
        assert amina.name in asked
        assert 'name="reason"' in asked
    assert not Decision.objects.exists()


def test_decisions_are_carried_out_and_kept_with_their_reason(
    desk: Client, amina: Person, salma: Person, sign_in: SignIn
) -> None:
    hers = sign_in(amina)
    steps = [("author", (True, True)), ("not-author", (False, True)), ("closed", (False, False))]
    for what, rights in steps:
        assert desk.post(page(amina, what), {"reason": f"{WHY} {what}"}).status_code == 302
        amina.refresh_from_db()
        assert (amina.is_author, amina.is_active) == rights
    assert hers.get(reverse("account")).status_code == 302
    desk.post(page(amina, "opened"), {"reason": WHY})
    kept = [
        (what, by, reason) for what, by, reason in Decision.objects.values_list("what", "by", "reason").order_by("pk")
    ]
    assert kept == [*((what, salma.pk, f"{WHY} {what}") for what, _ in steps), ("opened", salma.pk, WHY)]
    history = desk.get(reverse("person", args=[amina.pk])).text
    assert f"{WHY} closed" in history
    assert salma.name in history


@pytest.mark.parametrize("typed", ["", "   ", "x" * 301])
def test_no_decision_without_a_reason_and_what_was_typed_comes_back(desk: Client, amina: Person, typed: str) -> None:
    answer = desk.post(page(amina, "closed"), {"reason": typed})
    assert answer.status_code == 200
    assert "has-error" in answer.text
    assert typed.strip() in answer.text
    amina.refresh_from_db()
    assert amina.is_active
    assert not Decision.objects.exists()


def test_a_second_click_decides_nothing_more(desk: Client, amina: Person) -> None:
    for _ in range(2):
        assert desk.post(page(amina, "author"), {"reason": WHY}).headers["Location"] == reverse(
            "person", args=[amina.pk]
        )
    assert desk.post(page(amina, "crowned"), {"reason": WHY}).status_code == 302
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("what", ["closed", "no-administrator"])
def test_the_last_administrator_stays(desk: Client, salma: Person, what: str) -> None:
    answer = desk.post(page(salma, what), {"reason": WHY})
    assert answer.status_code == 200
    assert "notice-error" in answer.text
    assert WHY in answer.text
    salma.refresh_from_db()
    assert (salma.is_staff, salma.is_active, Decision.objects.count()) == (True, True, 0)


def test_a_closed_administrator_does_not_count(desk: Client, salma: Person, amina: Person) -> None:
    Person.objects.filter(pk=amina.pk).update(is_staff=True, is_active=False)
    assert "notice-error" in desk.post(page(salma, "no-administrator"), {"reason": WHY}).text


def test_an_administrator_makes_another_one_and_steps_down(
    desk: Client, amina: Person, salma: Person, sign_in: SignIn
) -> None:
    desk.post(page(amina, "administrator"), {"reason": WHY})
    assert sign_in(amina).get(reverse("people")).status_code == 200
    assert desk.post(page(salma, "no-administrator"), {"reason": WHY}).headers["Location"] == reverse("account")
    assert desk.get(reverse("people")).status_code == 403
    assert "notice-error" in sign_in(amina).post(page(amina, "closed"), {"reason": WHY}).text


def test_who_was_sent_away_in_the_meantime_decides_nothing(amina: Person, salma: Person) -> None:
    Person.objects.filter(pk=amina.pk).update(is_staff=True)
    amina.refresh_from_db()
    assert actions.decide(salma, amina, What.NOT_ADMINISTRATOR, WHY, timezone.now())
    with pytest.raises(PermissionDenied):
        actions.decide(amina, salma, What.NOT_ADMINISTRATOR, WHY, timezone.now())


def test_the_reason_is_among_my_data_and_goes_with_the_account(amina: Person, salma: Person) -> None:
    actions.decide(amina, salma, What.AUTHOR, WHY, timezone.now())
    told = mine.export(amina)["decisions"]
    assert isinstance(told, list)
    assert told[0]["reason"] == WHY
    mine.erase(amina, timezone.now())
    assert (Decision.objects.get().reason, Decision.objects.get().what) == ("", "author")
