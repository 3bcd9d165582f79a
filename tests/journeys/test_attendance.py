"""A run meets in a room: it is planned, people are noted in several ways, everything agrees, and it counts."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.accounts.tests.mailbox import text_of
from takwin.attendance import actions, codes
from takwin.attendance.actions import Plan
from takwin.attendance.keys import key
from takwin.attendance.models import Entry, Presence, RoomSession
from takwin.attendance.presence import SHEET, SHOWN, Mark
from takwin.content.actions.publish import publish
from takwin.content.queries import outline
from takwin.learning import actions as learning
from takwin.learning import queries
from takwin.learning.models import Enrolment, Progress, Run
from takwin.learning.run import Policy
from takwin.notices import actions as notices
from takwin.notices.models import Notice
from takwin.notices.timing import NOW, Wish
from tests.cast import SignIn
from tests.journeys import course
from tests.journeys.pages import visit
from tests.mail import PostOffice

AtMost = Callable[[int], AbstractContextManager[CaptureQueriesContext]]
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
    right = {"finishes": "12:00", "trainers": "", **dict.fromkeys(page.tree.xpath("//select/@name"), "none")}
    for day in ("0026-12-03", "9999-12-31"):
        assert "Veuillez vérifier l’année." in page.send(page.forms()[0], **typed | right | {"day": day}).text


def test_a_plan_that_is_sent_twice_is_one_meeting_and_another_day_is_another(
    run: Run, ghizlane: Person, sign_in: SignIn
) -> None:
    page = visit(sign_in(ghizlane), reverse("new-session", args=["essai", run.slug]))
    typed = {"title": "A", "place": "B", "day": "2026-12-03", "begins": "09:00", "finishes": "12:00"}
    typed |= dict.fromkeys(page.tree.xpath("//select/@name"), "none")
    for _time in range(2):
        page.send(page.forms()[0], **typed)
    assert RoomSession.objects.count() == 1
    page.send(page.forms()[0], **typed | {"day": "2026-12-04"})
    assert RoomSession.objects.count() == 2, "back to the form, for the next day"


def meeting(run: Run, by: Person, trainer: Person) -> RoomSession:
    """One that began just now."""
    now = timezone.now()
    what = Plan(
        "Atelier 1",
        "Salle 4",
        now - timedelta(minutes=2),
        now + timedelta(hours=2),
        None,
        {"before": ["one/read"]},
        [trainer],
    )
    return actions.plan(run, what, by, now)


def scanned(trainer: Client, session: RoomSession) -> str:
    """The address that the code on the wall leads to."""
    page = visit(trainer, reverse("show-code", args=[session.uid]))
    assert int(page.response.headers["Refresh"]) <= 21
    assert page.tree.xpath("//main//*[local-name()='svg']")
    code = page.tree.xpath("string(//main//code)").replace("-", "")
    return reverse("arrive", args=[session.uid, code])


def test_people_scan_the_code_in_the_room_and_confirm(
    run: Run, ghizlane: Person, tilelli: Person, amina: Person, zed: Person, sign_in: SignIn, visitor: Client
) -> None:
    session, trainer = meeting(run, ghizlane, tilelli), sign_in(tilelli)
    address = scanned(trainer, session)
    page = visit(sign_in(amina), address)
    assert not Presence.objects.exists()
    page.send(page.forms()[0])
    assert Presence.objects.get().mark.status == "present"
    token = page.forms()[0].fields["token"][0]
    again = sign_in(amina).post(reverse("here", args=[session.uid]), {"token": token})
    assert "notice-success" in again.content.decode()
    assert Entry.objects.count() == 1
    assert sign_in(zed).get(address).status_code == 404
    assert sign_in(zed).post(reverse("here", args=[session.uid]), {"token": token}).status_code == 404
    stale = reverse("arrive", args=[session.uid, "K7QM42RD"])
    assert sign_in(amina).get(stale).status_code == 410
    away = visitor.get(address)
    assert away.headers["Location"].startswith(reverse("sign-in"))


def test_a_whole_room_may_scan_at_once(
    run: Run, ghizlane: Person, tilelli: Person, amina: Person, sign_in: SignIn, django_assert_max_num_queries: AtMost
) -> None:
    session, browser = meeting(run, ghizlane, tilelli), sign_in(amina)
    address = reverse("arrive", args=[session.uid, codes.shown(key(), session.uid, timezone.now())])
    with django_assert_max_num_queries(3):
        page = visit(browser, address)
    assert page.forms()[0].fields["token"]


def test_a_scan_serves_only_whom_it_was_made_for_and_survives_signing_in(
    run: Run, ghizlane: Person, tilelli: Person, amina: Person, brahim: Person, sign_in: SignIn, visitor: Client
) -> None:
    session = meeting(run, ghizlane, tilelli)
    address, here = scanned(sign_in(tilelli), session), reverse("here", args=[session.uid])
    token = visit(sign_in(amina), address).forms()[0].fields["token"][0]
    sign_in(brahim).post(here, {"token": token})
    assert not Presence.objects.exists()
    visitor.get(address)
    visitor.force_login(brahim)
    page = visit(visitor, here)
    page.send(page.forms()[0])
    assert Presence.objects.get().enrolment.person == brahim


def test_own_codes_serve_once_typed_by_either(
    run: Run, ghizlane: Person, tilelli: Person, amina: Person, brahim: Person, sign_in: SignIn
) -> None:
    session, trainer = meeting(run, ghizlane, tilelli), sign_in(tilelli)
    slips = visit(trainer, reverse("slips", args=[session.uid])).tree.xpath("//ul[@class='slips']//code/text()")
    assert len(slips) == 2
    mine = codes.own(key(), session.uid, enrolment(amina).uid)
    address = reverse("own-code", args=[session.uid])
    sign_in(brahim).post(address, {"code": mine})
    assert not Presence.objects.exists()
    for _ in range(2):
        sign_in(amina).post(address, {"code": mine.lower()})
    assert Entry.objects.count() == 1
    page = visit(trainer, reverse("collected-codes", args=[session.uid]))
    told = page.send(page.forms()[0], codes="\n".join([*slips, "WRONG222"])).tree
    assert told.xpath("count(//main//span[contains(@class, 'badge-right')])") == 1
    assert told.xpath("count(//main//span[contains(@class, 'badge-partial')])") == 1
    assert told.xpath("count(//main//span[contains(@class, 'badge-wrong')])") == 1
    assert Presence.objects.count() == 2


def test_the_code_on_the_wall_may_be_typed(
    run: Run, ghizlane: Person, tilelli: Person, amina: Person, sign_in: SignIn
) -> None:
    session, browser = meeting(run, ghizlane, tilelli), sign_in(amina)
    address = reverse("own-code", args=[session.uid])
    browser.post(address, {"code": "K7QM-42RD"})
    assert not Presence.objects.exists()
    told = browser.post(address, {"code": codes.shown(key(), session.uid, timezone.now()).lower()})
    assert "notice-success" in told.content.decode()
    assert Entry.objects.get().way == SHOWN


def test_a_list_on_the_phone_is_sent_later_and_taken_once(
    run: Run, ghizlane: Person, tilelli: Person, amina: Person, brahim: Person, sign_in: SignIn, visitor: Client
) -> None:
    session, first, second = meeting(run, ghizlane, tilelli), enrolment(amina), enrolment(brahim)
    file = sign_in(tilelli).get(reverse("phone-list", args=[session.uid])).content.decode()
    assert "script" not in file
    found = re.search(r'name="token" value="([^"]+)"', file)
    assert found
    token = found[1]
    said = {"token": token, f"s-{first.pk}": "present", f"s-{second.pk}": "late", f"m-{second.pk}": "x"}
    outside = Client(enforce_csrf_checks=True)
    assert outside.post(reverse("bring-list"), said).status_code == 422
    assert not Presence.objects.exists()
    actions.note(session, second, Mark("excused", 0), SHEET, timezone.now(), by=ghizlane)
    for _ in range(2):
        assert outside.post(reverse("bring-list"), said | {f"m-{second.pk}": "60"}).status_code == 200
    assert Presence.objects.get(enrolment=first).minutes == session.minutes
    assert Presence.objects.get(enrolment=second).status == "excused"
    assert Entry.objects.count() == 3
    page = visit(sign_in(tilelli), reverse("attendance", args=[session.uid]))
    assert "ابراهيم" in page.tree.xpath("string(//main//details)")
    assert outside.post(reverse("bring-list"), said | {"token": "forged"}).status_code == 403
    session.trainers.all().delete()
    assert outside.post(reverse("bring-list"), said).status_code == 404


def test_shared_codes_are_shown_to_a_person_and_change_nothing(
    run: Run, ghizlane: Person, tilelli: Person, amina: Person, brahim: Person, sign_in: SignIn
) -> None:
    session = meeting(run, ghizlane, tilelli)
    for one in (amina, brahim):
        actions.note(session, enrolment(one), Mark("present", 120), SHOWN, timezone.now(), device="one browser")
    page = visit(sign_in(tilelli), reverse("attendance", args=[session.uid]))
    assert "Amina Bennani · ابراهيم العلوي" in page.tree.xpath("string(//main//details)")
    assert all(one.status == "present" for one in Presence.objects.all())


def test_the_room_sheet_and_the_certificate(
    run: Run, ghizlane: Person, tilelli: Person, amina: Person, brahim: Person, zed: Person, sign_in: SignIn
) -> None:
    session, first = meeting(run, ghizlane, tilelli), enrolment(amina)
    nobody = visit(sign_in(tilelli), reverse("room-sheet", args=[session.uid])).tree
    assert "encore répondu" in nobody.xpath("string(//section[@aria-labelledby='wrong'])")
    assert "préparé" not in nobody.xpath("string(//section[@aria-labelledby='groups'])"), (
        "nobody prepared, and nobody sits with them"
    )
    learning.finish_step(first, session.steps["before"][0], timezone.now())
    sheet = visit(sign_in(tilelli), reverse("room-sheet", args=[session.uid]))
    assert sheet.tree.xpath("string(//section[@aria-labelledby='ready']/ul[1])").count("Amina") == 1
    assert "ابراهيم" in sheet.tree.xpath("string(//section[@aria-labelledby='ready']/ul[2])")
    actions.note(session, enrolment(amina), Mark("late", 95), SHEET, timezone.now(), by=tilelli)
    mine = visit(sign_in(amina), reverse("my-attendance", args=["essai"]))
    assert "1 h 35" in mine.text
    assert "Salle 4" in mine.text
    address = reverse("attendance-certificate", args=["essai", run.slug, first.pk])
    assert "1 h 35" in visit(sign_in(ghizlane), address).text
    for other in (zed, brahim, tilelli):
        assert sign_in(other).get(address).status_code == 404
    step = visit(sign_in(amina), f"/courses/essai/{session.steps['before'][0]}/")
    assert session.title in step.text
    assert "1 h 35" in visit(sign_in(amina), reverse("course", args=["essai"])).text


def test_a_small_room_has_places_a_waiting_list_and_one_more_for_a_reason(
    run: Run, ghizlane: Person, tilelli: Person, amina: Person, brahim: Person, sign_in: SignIn
) -> None:
    now = timezone.now()
    what = Plan("Atelier", "Salle 4", now + timedelta(minutes=9), now + timedelta(hours=2), 1, {}, [tilelli])
    session, first, second = actions.plan(run, what, ghizlane, now), sign_in(amina), sign_in(brahim)
    address, trainer = reverse("session", args=[session.uid]), sign_in(tilelli)
    for browser in (first, second):
        page = visit(browser, address)
        page.send(page.form(reverse("take-place", args=[session.uid])))
    assert dict(session.places.values_list("enrolment__person__username", "waits")) == {"amina": False, "brahim": True}
    assert [one.action for one in visit(second, address).forms()] == [reverse("give-place-back", args=[session.uid])]
    scan = visit(second, scanned(trainer, session))
    assert "notice-warning" in scan.send(scan.forms()[0]).response.content.decode()
    assert not Presence.objects.exists()
    page = visit(trainer, reverse("places", args=[session.uid]))
    mine = {"who": str(enrolment(brahim).pk)}
    unsaid = page.send(page.forms()[-1], **mine)
    assert unsaid.status == 422
    unsaid.send(unsaid.forms()[-1], **mine, why="Il vient de loin")
    assert "Il vient de loin" in visit(trainer, reverse("places", args=[session.uid])).text
    scan = visit(second, scanned(trainer, session))
    assert "notice-success" in scan.send(scan.forms()[0]).response.content.decode()
    page = visit(first, address)
    page.send(page.form(reverse("give-place-back", args=[session.uid])))
    assert [one.enrolment.person for one in session.places.all()] == [brahim]
    assert "Amina" not in visit(trainer, reverse("attendance", args=[session.uid])).text
    for name in ("places", "free-place"):
        extra = [enrolment(amina).pk] if name == "free-place" else []
        assert first.post(reverse(name, args=[session.uid, *extra])).status_code == 404


def test_a_meeting_that_moves_and_is_cancelled_reaches_everybody_once_by_inbox_letter_and_calendar(
    run: Run, ghizlane: Person, amina: Person, visitor: Client, sign_in: SignIn, post_office: PostOffice
) -> None:
    notices.choose(amina, Wish(NOW, 0, 0), timezone.now())
    browser, team = sign_in(amina), sign_in(ghizlane)
    browser.post(reverse("calendar-renew"))
    feed = re.search(r"/calendar/[^\s\"]+\.ics", browser.get(reverse("calendar")).content.decode())
    assert feed
    session = planned(team, run, noon() + timedelta(days=9))
    told = [_event(visitor, feed[0], session)]
    page = visit(team, reverse("change-session", args=[session.uid]))
    steps = dict.fromkeys(page.tree.xpath("//select/@name"), "none")
    for _ in range(2):
        page.send(page.forms()[0], place="Salle 9", **steps)
    told.append(_event(visitor, feed[0], session))
    for _ in range(2):
        team.post(reverse("cancel-session", args=[session.uid]), {"why": "La salle est fermée"})
    told.append(_event(visitor, feed[0], session))
    assert [(int(one["sequence"]), str(one["status"])) for one in told] == [
        (0, "CONFIRMED"), (1, "CONFIRMED"), (2, "CANCELLED"),
    ]  # fmt: skip
    assert len({str(one["uid"]) for one in told}) == 1
    letters = [text_of(one) for one in post_office.messages if one["To"] == amina.email]
    assert [("CRMEF" in one, "Salle 9" in one, "fermée" in one) for one in letters] == [
        (True, False, False), (False, True, False), (False, False, True),
    ]  # fmt: skip
    inbox = visit(browser, reverse("notices")).text
    assert all(words in inbox for words in ("CRMEF de Rabat", "Salle 9", "fermée"))
    assert Notice.objects.filter(person=amina).count() == len(letters) == 3


def _event(visitor: Client, feed: str, session: RoomSession) -> Any:
    whole: Any = Calendar.from_ical(visitor.get(feed).content)
    return next(one for one in whole.walk("VEVENT") if one["uid"] == f"{session.uid}@takwin")


def test_completing_may_ask_for_meetings_and_presence_is_certified_and_checked(
    tmp_path: Path, settings: Settings, ghizlane: Person, amina: Person, zed: Person, sign_in: SignIn, visitor: Client
) -> None:
    settings.CERTIFICATES, now = tmp_path / "certificates", timezone.now()
    release = publish(course.write(tmp_path), ghizlane, now).release
    asked = Policy(room_sessions=1, shares={"steps": 100, "mark": 0, "sessions": 100})
    run = learning.found_run(release, "Rabat", "hybrid", asked, ghizlane, now)
    mine, team, learner = learning.enrol(amina, run, now), sign_in(ghizlane), sign_in(amina)
    for module in outline(release.pk)["modules"]:
        for step in module["steps"]:
            learning.finish_step(mine, step["id"], now)
    assert not Progress.objects.get(enrolment=mine).completed
    session = meeting(run, ghizlane, ghizlane)
    page = visit(learner, scanned(team, session))
    page.send(page.forms()[0])
    assert Progress.objects.get(enrolment=mine).completed
    page = visit(learner, reverse("my-attendance", args=["essai"]))
    shown = page.send(page.form(reverse("certify-mine", args=["essai"])))
    assert "Amina Bennani" in shown.text
    pdf = visitor.get(shown.address[:-1] + ".pdf")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    assert "notice-success" in visitor.get(shown.address).content.decode()
    page = visit(team, reverse("presence", args=[session.uid, mine.pk]))
    page.send(page.forms()[0], status="absent", minutes="", why="Une autre personne")
    assert "notice-warning" in visitor.get(shown.address).content.decode()
    assert sign_in(zed).post(reverse("certify-mine", args=["essai"])).status_code == 404
    other = reverse("certify-attendance", args=["essai", run.slug, mine.pk])
    assert [sign_in(one).post(other).status_code for one in (zed, amina)] == [404, 404]
