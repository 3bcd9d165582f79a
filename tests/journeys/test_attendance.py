"""A run meets in a room: it is planned, people are noted in several ways, everything agrees, and it counts."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.attendance.models import Entry, Presence, RoomSession
from takwin.content.actions.publish import publish
from takwin.learning import actions as learning
from takwin.learning import queries
from takwin.learning.models import Enrolment, Run
from tests.cast import SignIn
from tests.journeys import course
from tests.journeys.pages import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path: Path, ghizlane: Person, amina: Person, brahim: Person) -> Run:
    """Amina and Brahim take it."""
    found = learning.create_run(publish(course.write(tmp_path), ghizlane, timezone.now()).release)
    for one in (amina, brahim):
        learning.enrol(one, found, timezone.now())
    return found


def planned(browser: Client, run: Run, starts: datetime, hours: int = 2, trainers: str = "") -> RoomSession:
    """The team plans a meeting through its pages."""
    page = visit(browser, reverse("new-session", args=["essai", run.slug]))
    local, (step, *others) = starts.astimezone(queries.ZONE), page.tree.xpath("//select/@name")
    sent = page.send(
        page.forms()[0], title="Atelier 1", place="CRMEF de Rabat", day=local.date().isoformat(),
        begins=local.strftime("%H:%M"), finishes=(local + timedelta(hours=hours)).strftime("%H:%M"),
        trainers=trainers, **{step: "before"}, **dict.fromkeys(others, "none"),
    )  # fmt: skip
    assert sent.status == 200, sent.text
    return RoomSession.objects.latest("pk")


def noon() -> datetime:
    """A moment of today at which a meeting of two hours ends today, whatever the time is."""
    return timezone.now().astimezone(queries.ZONE).replace(hour=12, minute=0, second=0, microsecond=0)


def enrolment(person: Person) -> Enrolment:
    return Enrolment.objects.select_related("run__course", "progress", "person").get(person=person)


def test_a_trainer_notes_who_is_there_and_an_organiser_corrects_it(
    run: Run, ghizlane: Person, tilelli: Person, amina: Person, brahim: Person, zed: Person, sign_in: SignIn
) -> None:
    team, trainer = sign_in(ghizlane), sign_in(tilelli)
    session = planned(team, run, noon(), trainers="tilelli")
    assert "Atelier 1" in visit(trainer, reverse("my-sessions")).text
    assert "Atelier 1" in visit(sign_in(amina), reverse("session", args=[session.uid])).text
    address = reverse("attendance", args=[session.uid])
    first, second = (enrolment(one).pk for one in (amina, brahim))
    page = visit(trainer, address)
    wrong = page.send(page.forms()[0], **{f"s-{first}": "late", f"m-{first}": "500", f"s-{second}": "present"})
    assert wrong.status == 422
    assert wrong.tree.xpath(f"//select[@name='s-{second}']/option[@selected]/@value") == ["present"]
    page.send(page.forms()[0], **{f"s-{first}": "late", f"m-{first}": "75", f"s-{second}": "present"})
    assert dict(Presence.objects.values_list("enrolment", "minutes")) == {first: 75, second: 120}
    page = visit(trainer, address)
    unsaid = page.send(page.forms()[0], **{f"s-{first}": "absent", f"m-{first}": "", f"s-{second}": "present"})
    assert unsaid.status == 422
    said = {f"s-{first}": "absent", f"m-{first}": "", f"s-{second}": "present", "why": "Partie avant le début"}
    assert unsaid.send(unsaid.forms()[0], **said).status == 200
    assert Entry.objects.count() == 3
    page = visit(team, reverse("presence", args=[session.uid, first]))
    page.send(page.forms()[0], status="excused", minutes="", why="Convocation")
    mine = visit(sign_in(amina), reverse("session", args=[session.uid])).text
    assert "Partie avant le début" in mine
    assert "Convocation" in mine
    table = b"".join(team.get(reverse("presences-csv", args=["essai", run.slug])).streaming_content)  # type: ignore[attr-defined]
    assert table.decode().splitlines()[1].count("Atelier 1") == 1
    assert "Amina Bennani" in table.decode()
    for name in ("attendance", "signing-sheet", "change-session"):
        assert sign_in(zed).get(reverse(name, args=[session.uid])).status_code == 404
        assert sign_in(amina).get(reverse(name, args=[session.uid])).status_code == 404
    assert trainer.get(reverse("change-session", args=[session.uid])).status_code == 404


def test_what_was_noted_meanwhile_is_not_overwritten(
    run: Run, ghizlane: Person, amina: Person, sign_in: SignIn
) -> None:
    team = sign_in(ghizlane)
    session, pk = planned(team, run, noon()), enrolment(amina).pk
    early, late = (visit(team, reverse("attendance", args=[session.uid])) for _ in range(2))
    early.send(early.forms()[0], **{f"s-{pk}": "present"})
    told = late.send(late.forms()[0], **{f"s-{pk}": "absent", "why": "Je ne la vois pas"})
    assert "Amina Bennani" in told.tree.xpath("string(//main//*[contains(@class, 'notice')])")
    assert Presence.objects.get().status == "present"


def test_wrong_plans_lose_nothing(run: Run, ghizlane: Person, sign_in: SignIn) -> None:
    page = visit(sign_in(ghizlane), reverse("new-session", args=["essai", run.slug]))
    typed = {
        "title": "A",
        "place": "B",
        "day": "2026-12-03",
        "begins": "11:00",
        "finishes": "10:00",
        "trainers": "nobody",
    }
    wrong = page.send(page.forms()[0], **typed)
    assert wrong.status == 422
    assert not RoomSession.objects.exists()
    assert wrong.forms()[0].fields["title"] == ["A"]
    assert "nobody" in wrong.text
