"""The calendar of a person: over all their runs, at a secret address, following what is moved."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from takwin.accounts.models import Person
from takwin.calendar import actions, mine
from takwin.calendar.models import Entry, Subscription
from takwin.learning import actions as learning
from takwin.learning import queries
from takwin.learning.run import Policy, Span
from takwin.learning.tests import builders
from tests.cast import SignIn

pytestmark = pytest.mark.db


def today() -> date:
    return timezone.now().astimezone(queries.ZONE).date()


@pytest.fixture
def taking(amina: Person, ghizlane: Person) -> Any:
    found = builders.enrolment(amina)
    move(found.run, ghizlane, 7)
    return found


def move(run: Any, by: Person, days: int) -> None:
    policy = Policy(pace="fixed", schedule={"one": Span(None, today() + timedelta(days=days))})
    learning.set_policy(run, policy, by, timezone.now())


def read(browser: Client, token: str, **more: str) -> Any:
    return browser.get(reverse("calendar-feed", args=[token]), **more)  # type: ignore[arg-type]


def events(answer: Any) -> list[Any]:
    whole: Any = Calendar.from_ical(answer.content)
    return list(whole.walk("VEVENT"))


def test_my_dates_are_on_one_page_and_at_a_secret_address(
    taking: Any, amina: Person, sign_in: SignIn, visitor: Client
) -> None:
    browser = sign_in(amina)
    page = browser.get(reverse("calendar")).text
    assert "/courses/essai/plan/" in page
    assert "webcal" not in page
    browser.post(reverse("calendar-renew"))
    token = Subscription.objects.get(person=amina).token
    assert reverse("calendar-feed", args=[token]) in browser.get(reverse("calendar")).text
    answer = read(visitor, token)
    assert answer["Content-Type"].startswith("text/calendar")
    assert "private" in answer["Cache-Control"]
    (event,) = events(answer)
    assert event["dtstart"].dt == today() + timedelta(days=7)
    assert read(visitor, token, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304


def test_a_date_that_is_moved_is_the_same_event(taking: Any, amina: Person, ghizlane: Person, visitor: Client) -> None:
    token = actions.subscribe(amina, timezone.now()).token
    (first,) = events(read(visitor, token))
    move(taking.run, ghizlane, 9)
    learning.give_days(taking, 2, ghizlane, timezone.now())
    (moved,) = events(read(visitor, token))
    assert moved["uid"] == first["uid"]
    assert moved["sequence"] == 1
    assert moved["dtstart"].dt == today() + timedelta(days=11), "with the days given to her"
    taking.refresh_from_db()
    learning.leave(taking, timezone.now())
    (gone,) = events(read(visitor, token))
    assert (gone["status"], gone["sequence"], gone["uid"]) == ("CANCELLED", 2, first["uid"])


def test_a_step_with_a_date_of_its_own_is_an_event_of_its_own(
    taking: Any, amina: Person, ghizlane: Person, visitor: Client
) -> None:
    whole, own = today() + timedelta(days=7), today() + timedelta(days=3)
    policy = Policy(pace="fixed", schedule={"one": Span(None, whole), "one/a": Span(None, own)})
    learning.set_policy(taking.run, policy, ghizlane, timezone.now())
    step, module = events(read(visitor, actions.subscribe(amina, timezone.now()).token))
    assert (step["dtstart"].dt, module["dtstart"].dt) == (own, whole)
    assert step["url"].endswith("/courses/essai/one/a/")


def test_another_address_closes_the_first_and_none_closes_both(
    taking: Any, amina: Person, zed: Person, sign_in: SignIn, visitor: Client
) -> None:
    first = actions.subscribe(amina, timezone.now()).token
    uid = events(read(visitor, first))[0]["uid"]
    browser = sign_in(amina)
    browser.post(reverse("calendar-renew"))
    second = Subscription.objects.get().token
    assert read(visitor, first).status_code == 404
    assert events(read(visitor, second))[0]["uid"] == uid
    sign_in(zed).post(reverse("calendar-stop"))
    assert read(visitor, second).status_code == 200, "somebody else closes nothing"
    browser.post(reverse("calendar-stop"))
    assert read(visitor, second).status_code == 404
    assert not Entry.objects.exists()


def test_a_closed_account_has_no_calendar(taking: Any, amina: Person, visitor: Client) -> None:
    token = actions.subscribe(amina, timezone.now()).token
    Person.objects.filter(pk=amina.pk).update(is_active=False)
    assert read(visitor, token).status_code == 404


def test_a_course_over_the_change_of_the_clock_keeps_its_days(amina: Person, ghizlane: Person, visitor: Client) -> None:
    """The run of a course goes from January to March 2027: the clock is changed in the middle of it, and twice."""
    taking = builders.enrolment(amina)
    days = {"one": date(2027, 2, 6), "two": date(2027, 3, 14)}
    policy = Policy(pace="fixed", schedule={module: Span(None, day) for module, day in days.items()})
    run = taking.run
    run.closes = datetime(2027, 3, 21, tzinfo=queries.ZONE)
    learning.set_policy(run, policy, ghizlane, timezone.now())
    found = events(read(visitor, actions.subscribe(amina, timezone.now()).token))
    assert [one["dtstart"].dt for one in found] == [*days.values(), date(2027, 3, 20)]
    taking.refresh_from_db()
    ends = [gate.due for gate in queries.way(taking).gates(queries.state(taking), timezone.now()).values()]
    assert [end.isoformat() for end in ends if end] == [
        "2027-02-06T23:00:00+00:00", "2027-02-06T23:00:00+00:00", "2027-03-14T23:00:00+00:00",
    ]  # fmt: skip


def test_my_calendar_goes_with_me(taking: Any, amina: Person, visitor: Client) -> None:
    read(visitor, actions.subscribe(amina, timezone.now()).token)
    told = mine.export(amina)["calendar"]
    assert isinstance(told, dict)
    assert len(told["events"]) == 1
    mine.erase(amina, timezone.now())
    assert not Subscription.objects.exists()


def test_a_feed_costs_few_queries(
    taking: Any, amina: Person, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    token = actions.subscribe(amina, timezone.now()).token
    read(visitor, token)
    with django_assert_max_num_queries(10):
        read(visitor, token)
