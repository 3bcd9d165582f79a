"""Who may join a run, who gets a seat, and who waits for one."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.accounts.tests.mailbox import text_of
from takwin.learning import access, actions, queries
from takwin.learning.models import Invitation, Run, Waiting
from takwin.learning.run import Policy, Span
from takwin.learning.tests import builders
from takwin.notices.models import Notice
from tests.mail import PostOffice

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAYS = timedelta(days=1)


def run(by: Person, **policy: Any) -> Run:
    release = builders.release(number=Run.objects.count() + 1)
    found = actions.found_run(release, "Rabat", "spoc", Policy(**policy), by, NOW)
    return Run.objects.get(pk=found.pk)


def refused(person: Person, wanted: Run, now: datetime = NOW, **how: Any) -> str:
    with pytest.raises(actions.NotNow) as told:
        actions.join(person, wanted, now, **how)
    return str(told.value)


def test_an_open_run_lets_everybody_in_and_keeps_its_old_address(amina: Person) -> None:
    found = builders.run()
    assert (found.slug, found.format, found.admission, found.guided) == ("open", "self-study", "open", False)
    assert actions.join(amina, found, NOW) == actions.join(amina, found, NOW)


def test_a_code_lets_in_and_nothing_else_does(amina: Person, zed: Person, ghizlane: Person) -> None:
    closed = run(ghizlane, admission="code")
    assert len(closed.code) == 8
    how: Any
    for how in ({}, {"code": "WRONG222"}, {"code": ""}, {"token": "x"}):
        assert "not open to everybody" in refused(zed, closed, **how)
    assert access.run_by_code(f" {closed.code[:4].lower()}-{closed.code[4:]} ") == closed
    assert access.run_by_code("") is None
    assert actions.join(amina, closed, NOW, code=closed.code).run == closed


@pytest.mark.parametrize("admission", ["invitation", "roster", "institution"])
def test_a_closed_run_lets_nobody_in_by_itself(admission: str, zed: Person, ghizlane: Person) -> None:
    assert "not open" in refused(zed, run(ghizlane, admission=admission), code="")


def test_nobody_joins_what_has_ended(amina: Person, ghizlane: Person) -> None:
    found = run(ghizlane)
    Run.objects.filter(pk=found.pk).update(closes=NOW - DAYS)
    assert "has ended" in refused(amina, found)


def test_one_course_is_taken_in_one_run_at_a_time(amina: Person, ghizlane: Person) -> None:
    first, second = run(ghizlane), run(ghizlane)
    taken = actions.join(amina, first, NOW)
    assert "another run" in refused(amina, second)
    actions.leave(taken, NOW)
    assert actions.join(amina, second, NOW).run == second


def test_seats_are_kept_in_turn_and_go_on_when_nobody_comes(
    amina: Person, brahim: Person, zed: Person, ghizlane: Person, post_office: PostOffice
) -> None:
    found = run(ghizlane, seats=1, offer_days=2)
    taken = actions.join(amina, found, NOW)
    assert "seats are taken" in refused(brahim, found)
    for number, person in enumerate((brahim, zed)):
        actions.wait(person, found, NOW + number * DAYS)
        actions.wait(person, found, NOW + number * DAYS)
    assert [one.person for one in queries.in_turn(found)] == [brahim, zed]
    actions.leave(taken, NOW + 2 * DAYS)
    assert Notice.objects.get(message__startswith="A seat is free").person == brahim
    assert "seats are taken" in refused(zed, found, NOW + 2 * DAYS)
    assert "seats are taken" in refused(amina, found, NOW + 2 * DAYS), "the seat is kept for another"
    assert actions.sweep(NOW + 3 * DAYS) == 0
    assert actions.sweep(NOW + 4 * DAYS) == 1
    assert actions.sweep(NOW + 4 * DAYS) == 0
    assert list(Waiting.objects.values_list("person", flat=True)) == [zed.pk]
    assert actions.join(zed, found, NOW + 5 * DAYS).left is None
    assert queries.seats(found, NOW + 5 * DAYS).free == 0
    assert not Waiting.objects.exists()


def test_who_gives_up_waiting_lets_the_next_one_in(
    amina: Person, brahim: Person, zed: Person, ghizlane: Person
) -> None:
    found = run(ghizlane, seats=1)
    taken = actions.join(amina, found, NOW)
    for person in (brahim, zed):
        actions.wait(person, found, NOW)
    actions.leave(taken, NOW)
    actions.give_back(brahim, found, NOW)
    assert Waiting.objects.get().until is not None


def test_more_seats_invite_those_who_wait_and_fewer_put_nobody_out(
    amina: Person, brahim: Person, ghizlane: Person
) -> None:
    found = run(ghizlane, seats=1)
    actions.join(amina, found, NOW)
    actions.wait(brahim, found, NOW)
    assert actions.set_policy(found, Policy(seats=2), ghizlane, NOW)
    assert not actions.set_policy(found, Policy(seats=2), ghizlane, NOW), "the same once more is no change"
    assert actions.join(brahim, found, NOW).left is None
    actions.set_policy(found, Policy(seats=1), ghizlane, NOW)
    assert found.enrolments.filter(left=None).count() == 2
    assert found.revision == 2


def test_an_invitation_is_sent_once_and_lets_one_person_in(
    amina: Person, zed: Person, ghizlane: Person, post_office: PostOffice
) -> None:
    found = run(ghizlane, admission="invitation")
    assert actions.invite(found, ["A@example.org", "a@example.org"], ghizlane, "fr", NOW) == actions.Known(1, 0)
    assert actions.invite(found, ["a@example.org"], ghizlane, "fr", NOW) == actions.Known(0, 1)
    (letter,) = post_office.messages
    one = Invitation.objects.get()
    assert one.token in text_of(letter)
    assert "Rabat" not in text_of(letter), "nothing that a person typed goes to an address that nobody confirmed"
    assert actions.join(amina, found, NOW, token=one.token).left is None
    assert "not open" in refused(zed, found, token=one.token)


def test_who_waits_by_an_invitation_has_taken_it(
    amina: Person, zed: Person, ghizlane: Person, post_office: PostOffice
) -> None:
    found = run(ghizlane, admission="invitation", seats=1)
    actions.invite(found, ["a@example.org", "z@example.org"], ghizlane, "fr", NOW)
    first, second = Invitation.objects.order_by("email")
    taken = actions.join(amina, found, NOW, token=first.token)
    actions.wait(zed, found, NOW, token=second.token)
    with pytest.raises(Http404):
        access.invited(second.token, NOW, amina)
    assert access.invited(second.token, NOW + 31 * DAYS, zed) == second, (
        "the link in their letter leads there all the same"
    )
    actions.leave(taken, NOW)
    assert actions.sweep(NOW + 31 * DAYS) == 1
    assert not Waiting.objects.exists()
    assert access.seen_run(zed, found.course.slug, found.slug, NOW) == found
    assert actions.join(zed, found, NOW + 31 * DAYS).left is None, "the seat went by, the invitation did not"


def test_an_old_invitation_lets_nobody_in(zed: Person, ghizlane: Person, post_office: PostOffice) -> None:
    found = run(ghizlane, admission="invitation")
    actions.invite(found, ["z@example.org"], ghizlane, "en", NOW)
    assert "not open" in refused(zed, found, NOW + 31 * DAYS, token=Invitation.objects.get().token)
    assert actions.invite(found, ["z@example.org"], ghizlane, "en", NOW + 31 * DAYS).fresh == 1


def test_a_run_may_ask_less_or_more_than_its_release(amina: Person, ghizlane: Person) -> None:
    found = run(ghizlane, shares={"steps": 30, "mark": 0}, attempts=1)
    enrolment = actions.join(amina, found, NOW)
    assert queries.rules(enrolment).most == 1
    assert actions.finish_step(enrolment, "one/a", NOW).completed
    assert actions.rebuild().changed == 0


def test_days_are_given_once_and_told(amina: Person, ghizlane: Person, post_office: PostOffice) -> None:
    found = run(ghizlane, pace="relative", schedule={"one": Span(None, 7)}, late="closed")
    enrolment = actions.join(amina, found, NOW)
    before = queries.closing(enrolment, "one/a")
    assert actions.give_days(enrolment, 3, ghizlane, NOW)
    assert not actions.give_days(enrolment, 3, ghizlane, NOW)
    after = queries.closing(enrolment, "one/a")
    assert before
    assert after
    assert timedelta(days=3) - (after - before) in {timedelta(0), timedelta(hours=1), timedelta(hours=-1)}
    assert Notice.objects.filter(person=amina).count() == 1
    assert queries.closing(enrolment, "two/c") is None


def test_a_free_run_asks_nothing_more_of_the_database(amina: Person, django_assert_num_queries: Any) -> None:
    builders.enrolment(amina)
    found = queries.enrolment(amina, "essai")
    assert found
    with django_assert_num_queries(0):
        queries.closing(found, "one/a")
        queries.rules(found)


def test_who_is_taken_out_of_a_closed_run_comes_back_only_by_what_is_new(
    amina: Person, brahim: Person, ghizlane: Person, post_office: PostOffice
) -> None:
    found = run(ghizlane, admission="code")
    hers, his = (actions.join(one, found, NOW, code=found.code) for one in (amina, brahim))
    actions.invite(found, ["other@example.org"], ghizlane, "fr", NOW)
    old = {"code": found.code, "token": Invitation.objects.get().token}
    assert actions.take_out(hers, "Inscrite deux fois", ghizlane, NOW + DAYS)
    assert not actions.take_out(hers, "Encore", ghizlane, NOW + DAYS)
    actions.leave(his, NOW + DAYS)
    assert actions.join(brahim, found, NOW + DAYS) == his, "who left by himself comes back"
    assert "took you out" in refused(amina, found, NOW + DAYS, **old)
    with pytest.raises(actions.NotNow, match="took you out"):
        actions.wait(amina, found, NOW + DAYS, **old)
    assert "Inscrite deux fois" in str(Notice.objects.get(person=amina).values)
    actions.renew_code(found, ghizlane, NOW + DAYS)
    assert "took you out" in refused(amina, found, NOW + DAYS, **old)
    assert actions.join(amina, found, NOW + DAYS, code=found.code) == hers
    hers.refresh_from_db()
    actions.take_out(hers, "Une seconde fois", ghizlane, NOW + 2 * DAYS)
    again, still = (actions.invite(found, ["other@example.org"], ghizlane, "fr", NOW + n * DAYS) for n in (3, 3.5))
    assert (again.fresh, still.known) == (1, 1), "that from before is of no use to her"
    fresh = Invitation.objects.get(used=None).token
    assert actions.join(amina, found, NOW + 3 * DAYS, token=fresh) == hers
    hers.refresh_from_db()
    actions.take_out(hers, "Une fois de plus", ghizlane, NOW + 4 * DAYS)
    actions.let_back(access.taken_out(found, hers.pk), ghizlane, NOW + 5 * DAYS)
    assert actions.join(amina, found, NOW + 5 * DAYS) == hers
    assert len({(one.verb, one.at) for one in queries.told(hers)}) == 7, "the record keeps every coming and going"


def test_who_has_just_left_is_taken_out_too_and_gives_up_the_line(
    amina: Person, brahim: Person, ghizlane: Person
) -> None:
    found = run(ghizlane, admission="code", seats=1)
    hers = actions.join(amina, found, NOW, code=found.code)
    actions.leave(hers, NOW)
    his = actions.join(brahim, found, NOW, code=found.code)
    actions.wait(amina, found, NOW)
    assert actions.take_out(hers, "Inscrite deux fois", ghizlane, NOW)
    assert "Inscrite deux fois" in str(Notice.objects.get(person=amina).values)
    assert not Waiting.objects.exists()
    actions.leave(his, NOW)
    assert "took you out" in refused(amina, found, NOW, code=found.code)
    assert [one.verb for one in queries.told(hers)].count("left") == 1


@pytest.mark.parametrize("since", [-1, 1])
def test_of_two_accounts_that_become_one_the_later_word_holds(
    since: int, amina: Person, brahim: Person, zed: Person, ghizlane: Person
) -> None:
    found = run(ghizlane, admission="code", seats=1)
    hers = actions.join(amina, found, NOW, code=found.code)
    actions.take_out(hers, "Par erreur", ghizlane, NOW)
    his = actions.join(brahim, found, NOW, code=found.code)
    actions.renew_code(found, ghizlane, NOW)
    found.refresh_from_db()
    actions.wait(zed, found, NOW + since * DAYS, code=found.code)
    actions.merge(amina, zed, NOW + 2 * DAYS)
    assert (Waiting.objects.count(), queries.taken_out(found).count()) == ((1, 0) if since > 0 else (0, 1))
    actions.leave(his, NOW + 2 * DAYS)
    if since > 0:
        assert actions.join(amina, found, NOW + 2 * DAYS) == hers
    else:
        assert "took you out" in refused(amina, found, NOW + 2 * DAYS)


def test_who_is_taken_out_of_an_open_run_may_join_it_again(amina: Person, ghizlane: Person) -> None:
    hers = actions.join(amina, run(ghizlane), NOW)
    actions.take_out(hers, "Compte de test", ghizlane, NOW)
    assert actions.join(amina, hers.run, NOW + DAYS) == hers
    assert not queries.taken_out(hers.run)


def test_who_was_taken_out_and_waits_by_a_new_code_gets_the_seat(
    amina: Person, brahim: Person, ghizlane: Person
) -> None:
    found = run(ghizlane, admission="code", seats=1)
    actions.take_out(actions.join(amina, found, NOW, code=found.code), "Par erreur", ghizlane, NOW)
    his = actions.join(brahim, found, NOW, code=found.code)
    actions.renew_code(found, ghizlane, NOW)
    actions.wait(amina, found, NOW, code=found.code)
    actions.leave(his, NOW + DAYS)
    assert actions.join(amina, found, NOW + DAYS).left is None
