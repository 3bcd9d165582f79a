"""Who gets in at which page of tutoring, and nobody else: reading and sending."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.models import Member
from takwin.institutions.tests.builders import country, role
from takwin.learning import actions as learning
from takwin.learning.models import Run
from takwin.scenarios.supervision import ROLES
from takwin.tutoring.actions.looking import look_at
from takwin.tutoring.models import Case, Duty, Tutor
from takwin.tutoring.tests.builders import joined, run, tutor
from tests.cast import SignIn, person

DAY = timedelta(days=1)
TUTORS = {f"tutor-{one}" for one in ROLES}
STEERING = {"salma", "omar", "owner", "writer"}
EVERYBODY = TUTORS | STEERING | {"amina", "neighbour", "below", "reader", "elsewhere", "gone", "zed"}
MAY = {
    "tutoring": EVERYBODY,
    "tutor-queue": TUTORS,
    "tutor-duty": TUTORS,
    "tutor-cases": TUTORS,
    "tutor-case": TUTORS,
    "tutor-time": TUTORS,
    "tutor-report": TUTORS | STEERING,
    "run-groups": TUTORS | STEERING,
    "run-tutors": STEERING,
    "my-tutor": {"amina"},
}
"""Omar organises the academy above the centre that offers the run, `neighbour` the other academy, `below` a cohort of the centre; `elsewhere` is a tutor of
another run, `gone` was one of this."""


@pytest.fixture
def of(ghizlane: Person, salma: Person, omar: Person, amina: Person, zed: Person, tilelli: Person) -> Run:
    """A run of a centre with a tutor in each role, and one learner who never came."""
    now, places, found = timezone.now(), country(salma), run()
    Run.objects.filter(pk=found.pk).update(node=places["one"], policy={"group_size": 3})
    found.refresh_from_db()
    for who, at in ((omar, "rabat"), (person("neighbour", "N"), "fes"), (person("below", "B"), "a")):
        role(who, places[at], "organiser")
    for name, part in (("owner", "owner"), ("writer", "author"), ("reader", "reader")):
        Member.objects.create(course=found.course, person=person(name, name), role=Member.Role(part))
    joined(found, amina, now - 8 * DAY)
    for one in ROLES:
        tutor(found, person(f"tutor-{one}", one), ghizlane, now - 8 * DAY, roles=[one])
    tutor(learning.create_run(found.release, "other"), person("elsewhere", "E"), ghizlane, now)
    Tutor.objects.create(run=found, person=person("gone", "G"), roles="pedagogical", minutes=5, since=now, ended=now)
    look_at(found, now)
    return found


def addresses(of: Run) -> dict[str, str]:
    at = ["essai", of.slug]
    more = {"tutor-duty": [Duty.objects.get().pk], "tutor-case": [Case.objects.get().pk]}
    whole = {"tutoring": [], "my-tutor": ["essai"]}
    return {name: reverse(name, args=whole.get(name, [*at, *more.get(name, [])])) for name in MAY}


def test_each_page_opens_to_whom_it_is_for_and_to_nobody_else(of: Run, sign_in: SignIn) -> None:
    pages, wrong = addresses(of), []
    for who in sorted(EVERYBODY):
        browser = sign_in(Person.objects.get(username=who))
        for name, address in pages.items():
            for send in (browser.get, browser.post):
                status, may = send(address).status_code, who in MAY[name]
                if (status != 404) != may or status >= 500:
                    wrong.append(f"{who} at {name}: {status}")
    assert wrong == []


def test_nobody_outside_changes_anything(of: Run, sign_in: SignIn) -> None:
    pages, mine = addresses(of), of.enrolments.get()
    named = Tutor.objects.get(person__username="tutor-pedagogical")
    sent = {
        pages["tutor-duty"]: {"do": "done", "text": "x"},
        pages["tutor-case"]: {"do": "note", "text": "x"},
        pages["run-groups"]: {"person": mine.pk, "group": 2},
        pages["run-tutors"]: {"username": "zed", "roles": ["pedagogical"], "minutes": "60"},
        reverse("end-tutor", args=["essai", of.slug, named.pk]): {},
    }
    for who in sorted(EVERYBODY - TUTORS - STEERING):
        for address, data in sent.items():
            assert sign_in(Person.objects.get(username=who)).post(address, data).status_code == 404, (who, address)
    assert (Duty.objects.get().outcome, Tutor.objects.filter(run=of, ended=None).count()) == ("", 3)
    organiser = sign_in(Person.objects.get(username="omar"))
    assert organiser.post(reverse("end-tutor", args=["essai", of.slug, named.pk])).status_code == 302
    assert organiser.post(pages["tutor-case"], sent[pages["tutor-case"]]).status_code == 404, "cases are for tutors"


def test_a_visitor_is_asked_to_sign_in(of: Run, client: object) -> None:
    for address in addresses(of).values():
        answer = client.get(address)  # type: ignore[attr-defined]
        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("sign-in"))


def test_a_learner_of_a_run_without_tutors_finds_no_page_of_theirs(amina: Person, sign_in: SignIn) -> None:
    joined(run(), amina, timezone.now())
    assert sign_in(amina).get(reverse("my-tutor", args=["essai"])).status_code == 404
