"""Who may do what: every closed address, tried by every kind of person on real rows, as the published table says."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.attendance.models import RoomSession, Trainer
from takwin.community.models import Post
from takwin.config.demo import site as demo
from takwin.config.followers import followers
from takwin.content.models import Course, Fetch, Member
from takwin.credentials import keys
from takwin.credentials.models import Credential
from takwin.desk.actions import make
from takwin.institutions.models import JoinCode, Membership, Node, Roster
from takwin.learning.models import Enrolment, Run
from takwin.notices.models import Notice
from takwin.records.following import follow_all
from takwin.sign_on.models import Identity, Provider
from takwin.steering.models import Placement
from takwin.tutoring.actions import appoint, look_at
from takwin.tutoring.models import Case, Duty
from tests.cast import person
from tests.house.source import HOUSE
from tests.house.urls import addresses

PUBLISHED = HOUSE / "docs" / "reference" / "who-may.md"
EVERYBODY, LEARNER, HOLDER = "everybody with an account", "who takes the course", "the holder"
AUTHOR, TEAM, ADMINISTRATOR = "an author", "the course's team", "an administrator"
WRITER, OWNER = "the course's authors", "an owner of the course"
FIGURES, PEOPLE, MARKS, ORGANISER, STUDIES = (
    "who sees figures of the institution",
    "who sees people of the institution",
    "who takes marks of the institution away",
    "an organiser of the institution",
    "who studies in the cohort",
)
CONCERNED, RUNS_IT = "who takes the run, or runs the meeting", "who runs the meeting"
PARTICIPANT, POSTER = "who takes the course, or its authors", "the author of the post"
TUTOR, REPORTED = "a tutor of the run", "a tutor of the run, or the course's authors"
PARTS = {
    "zed": {EVERYBODY},
    "yto": {EVERYBODY, AUTHOR},
    "amina": {CONCERNED, EVERYBODY, LEARNER, PARTICIPANT, POSTER, STUDIES},
    "brahim": {CONCERNED, EVERYBODY, LEARNER, HOLDER, PARTICIPANT},
    "rim": {EVERYBODY, AUTHOR, TEAM},
    "wafae": {CONCERNED, RUNS_IT, EVERYBODY, AUTHOR, TEAM, WRITER, PARTICIPANT, REPORTED},
    "ghizlane": {CONCERNED, RUNS_IT, EVERYBODY, AUTHOR, TEAM, WRITER, OWNER, PARTICIPANT, REPORTED},
    "nadia": {EVERYBODY, FIGURES},
    "tilelli": {CONCERNED, RUNS_IT, EVERYBODY, LEARNER, FIGURES, PEOPLE, PARTICIPANT, TUTOR, REPORTED},
    "omar": {EVERYBODY, FIGURES, PEOPLE, MARKS, ORGANISER},
    "salma": {
        CONCERNED,
        RUNS_IT,
        REPORTED,
        EVERYBODY,
        AUTHOR,
        TEAM,
        WRITER,
        OWNER,
        ADMINISTRATOR,
        FIGURES,
        PEOPLE,
        MARKS,
        ORGANISER,
        PARTICIPANT,
    },
}
"""What each person is. Yto writes courses, but not this one; Rim reads and translates it, Wafae writes it, Ghizlane owns it. Nadia is a researcher at
the training centre where Tilelli is a tutor, in the academy that Omar organises."""
EMPTY = {
    "/boxes/<int:box>/close",
    "/boxes/meet",
    "/hubs/<slug:slug>/feeds/<int:pk>/remove",
    "/hubs/<slug:slug>/<int:pk>/settle",
    "/hubs/<slug:slug>/<int:pk>/show",
    "/hubs/<slug:slug>/<int:pk>/appeal/",
    "/hubs/<slug:slug>/<int:pk>/appeal/answer/",
    "/studio/<slug:slug>/draft/",
    "/studio/<slug:slug>/draft/preview/",
    "/studio/<slug:slug>/draft/draft.zip",
    "/studio/<slug:slug>/draft/supervision/",
    "/studio/<slug:slug>/draft/shown/<str:language>/",
    "/studio/<slug:slug>/draft/shown/<str:language>/<slug:module>/<slug:step>/",
    "/studio/<slug:slug>/draft/shown/<str:language>/<slug:module>/<slug:step>/answer/<slug:group>",
    "/studio/<slug:slug>/draft/shown/<str:language>/<slug:module>/<slug:step>/begin/<slug:group>",
    "/studio/<slug:slug>/draft/shown/<str:language>/<slug:module>/<slug:step>/done",
    "/studio/<slug:slug>/draft/shown/<str:language>/<slug:module>/<slug:step>/task/<slug:task>",
    "/studio/<slug:slug>/draft/files/<slug:digest>/<str:name>",
    "/studio/<slug:slug>/draft/publish",
    "/studio/<slug:slug>/draft/accept",
    "/studio/<slug:slug>/draft/withdraw",
    "/studio/<slug:slug>/draft/discard",
    "/studio/<slug:slug>/runs/<slug:run>/people/<int:enrolment>/back",
    "/studio/<slug:slug>/runs/<slug:run>/invitations/<int:invitation>/withdraw",
    "/account/security/authenticator/remove/",
    "/account/security/spare-codes/",
    "/courses/<slug:slug>/answers/<uuid:file>",
    "/studio/<slug:slug>/runs/<slug:run>/to-mark/<int:answer>/",
    "/studio/<slug:slug>/runs/<slug:run>/to-mark/<int:answer>/file",
    "/courses/<slug:slug>/<slug:module>/<slug:step>/answer/<slug:group>",
    "/courses/<slug:slug>/<slug:module>/<slug:step>/task/<slug:task>",
}
"""Addresses behind which the demo has nothing: also those who may are told 404 there, or that they must send something."""
REFUSED, NO_SUCH_METHOD = {403, 404}, 405


def published() -> dict[str, str]:
    """{route: who may}."""
    return dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", PUBLISHED.read_text("utf-8"), re.MULTILINE))


def test_the_published_table_is_complete() -> None:
    closed = {one.route for one in addresses() if not one.open}
    assert sorted(closed - published().keys()) == [], "closed, but nobody said to whom it opens"
    assert sorted(published().keys() - closed) == []
    assert set(published().values()) == {part for parts in PARTS.values() for part in parts}


@pytest.fixture
def world(db: None, tmp_path: Path, settings: Settings) -> dict[str, str]:
    """The demo's people, course and credentials; gives what stands for the parameters of addresses."""
    settings.KEYS = tmp_path / "keys"
    keys.create(settings.KEYS, timezone.now())
    demo.fill()
    follow_all(followers())
    person("zed", "Zed")
    person("yto", "Yto", is_author=True)
    course = Course.objects.get(slug=demo.SAMPLE)
    for name, role in (("rim", Member.Role.READER), ("wafae", Member.Role.AUTHOR)):
        Member.objects.create(course=course, person=person(name, name.title()), role=role)
    node = Node.objects.get(name_fr="Professeurs de français 2026")
    member = Membership.objects.create(
        node_id=node.parent_id or 0, person=person("nadia", "Nadia"), role="researcher", since=timezone.now()
    )
    placed = Placement.objects.get(node=node)
    roster = Roster.objects.create(node=node, name="liste.csv", asked=timezone.now(), state="checked")
    learner = Membership.objects.get(node=node, person__username="amina")
    fetched = Fetch.objects.create(url="https://git.example.org/x", course=course, asked=timezone.now(), state="done")
    held = Credential.objects.get(person__username="brahim")
    posted = Post.objects.filter(person__username="amina", hub__run__course=course).latest("pk")
    run = Run.objects.get(course=course, slug="open")
    pack = make(run, run.release, "fr", "text", timezone.now())
    meeting = RoomSession.objects.create(
        run=run, title="Atelier", place="Rabat", starts=timezone.now(), ends=timezone.now() + timedelta(hours=1),
        created=timezone.now(),
    )  # fmt: skip
    Trainer.objects.create(session=meeting, person=Person.objects.get(username="tilelli"))
    tutor = appoint(
        run,
        Person.objects.get(username="tilelli"),
        ["pedagogical"],
        60,
        Person.objects.get(username="salma"),
        timezone.now(),
    )
    look_at(run, timezone.now() + timedelta(days=8))
    case = Case.objects.filter(run=run).first()
    assert case
    service = Provider.objects.create(slug="ministry", issuer="https://sso.example", created=timezone.now())
    hers = Identity.objects.create(
        provider=service,
        issuer=service.issuer,
        subject="1",
        person_id=held.person_id or 0,
        since=timezone.now(),
        last=timezone.now(),
    )
    return {
        "/sign-on/<slug:slug>": f"/sign-on/{service.slug}",
        "/account/sign-on/<int:pk>": f"/account/sign-on/{hers.pk}",
        "cases/<uuid:uid>": f"cases/{case.pk}",
        "due/<uuid:uid>": f"due/{Duty.objects.filter(case=case)[0].pk}",
        "<int:tutor>": str(tutor.pk),
        "/desk/packs/<slug:digest>": f"/desk/packs/{pack.blob_id}",
        "/institutions/<int:node>/roles/<int:member>": f"/institutions/{node.parent_id}/roles/{member.pk}",
        "/institutions/<int:node>/new": f"/institutions/{node.parent_id}/new",
        "<int:node>": str(node.pk),
        "/hubs/<slug:slug>/<int:pk>": f"/hubs/{demo.SAMPLE}/{posted.pk}",
        "people/<int:member>": f"people/{learner.pk}",
        "<int:roster>": str(roster.pk),
        "<int:run>": str(placed.run_id),
        "<int:placement>": str(placed.pk),
        "<slug:code>": JoinCode.objects.create(node=node, code="K7QM42RD", created=timezone.now()).code,
        "<slug:kind>": "svg",
        "<slug:variant>": "text",
        "<slug:slug>": demo.SAMPLE,
        "<slug:module>/<slug:step>": "see/check-seeing",
        "<slug:group>": "quiz-seeing",
        "<slug:run>": "open",
        "<uuid:pk>": str(held.pk),
        "<slug:what>": "author",
        "<slug:point>": "access",
        "/people/<int:pk>": f"/people/{Person.objects.get(username='amina').pk}",
        "/notices/<int:pk>": f"/notices/{Notice.objects.filter(person__username='brahim').latest('pk').pk}",
        "<uuid:uid>": str(meeting.uid),
        "<int:enrolment>": str(Enrolment.objects.get(run=run, person__username="amina").pk),
        "<uuid:file>": str(held.pk),
        "<int:answer>": "1",
        "/studio/fetch/<int:pk>": f"/studio/fetch/{fetched.pk}",
        "<int:number>": "1",
        "<int:member>": str(Member.objects.filter(course__slug=demo.SAMPLE).latest("pk").pk),
        "<int:pk>": "1",
    }


def signed_in(who: str) -> str:
    """The session of somebody. One for all addresses: thousands of sign-ins in one transaction make PostgreSQL slower and slower."""
    browser = Client()
    browser.force_login(Person.objects.get(username=who))
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def statuses(session: str, address: str) -> set[int]:
    """What one is told to GET and POST; nothing that is done stays done."""
    browser = Client(raise_request_exception=False)
    told = set()
    for send in (browser.get, browser.post):
        browser.cookies[settings.SESSION_COOKIE_NAME] = session
        before = transaction.savepoint()
        answer = send(address)
        answer.getvalue()  # a file is closed once it is read
        told.add(answer.status_code)
        transaction.savepoint_rollback(before)
    return told


@pytest.mark.skipif(connection.vendor != "sqlite", reason="who may is asked alike on every database")
def test_everybody_gets_in_where_they_may_and_nowhere_else(world: dict[str, str]) -> None:
    wrong, sessions = [], {who: signed_in(who) for who in PARTS}
    for route, whom in published().items():
        address = route
        for parameter, value in world.items():
            address = address.replace(parameter, value)
        for who, parts in PARTS.items():
            told = statuses(sessions[who], address) - {NO_SUCH_METHOD}
            if whom not in parts and not (told and told <= REFUSED):
                wrong.append(f"{who} came in at {route}: {told}")
            if whom in parts and route not in EMPTY and told <= REFUSED:
                wrong.append(f"{who} was refused at {route}: {told}")
            if max(told, default=0) >= 500:
                wrong.append(f"{who} broke {route}: {told}")
    assert wrong == [], "\n".join(wrong)
