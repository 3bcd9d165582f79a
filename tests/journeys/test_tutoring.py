"""Tutors follow the learners of a run: through the pages, from what is due to what came of it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.actions.publish import publish
from takwin.learning import actions as learning
from takwin.learning.models import Run
from takwin.notices import actions as notices
from takwin.tutoring import actions
from takwin.tutoring.models import Case, Duty, Tutor
from tests.cast import SignIn, person
from tests.journeys import course
from tests.journeys.pages import Form, Shown, visit
from tests.mail import PostOffice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SCENARIO = """\
takwin: 1
sizes: {group: 2, cohort: 10}
interventions:
  - {id: never-opened, role: organisational, initiative: proactive, addressee: individual, when: {never-opened: 7}, channel: message,
     within: 2 days, minutes: 4, share: 30%,
     text: {fr: "Bonjour {name}, « {course} » vous attend depuis {days} jours. {tutor}", en: "Hello {name}, {course}, {days}. {tutor}"}}
  - {id: week, role: pedagogical, initiative: proactive, addressee: group, when: {run-day: 7}, channel: announcement, within: 1 day, minutes: 10,
     text: {fr: "Bonjour {name}, voici la semaine. {tutor}", en: "Hello {name}, here is the week. {tutor}"}}
  - {id: cheer, role: socio-cognitive, initiative: reactive, addressee: individual, when: help-asked, channel: message, within: 1 day, minutes: 10,
     share: 20%, text: {fr: "Bonjour {name}, {tutor}", en: "Hello {name}, {tutor}"}}
"""


@pytest.fixture
def run(tmp_path: Path, ghizlane: Person, amina: Person, brahim: Person, now: datetime) -> Run:
    """Three people joined it eight days ago, and none has come."""
    folder = course.write(tmp_path)
    (folder / "supervision.yaml").write_text(SCENARIO, encoding="utf-8")
    found = learning.create_run(publish(folder, ghizlane, now - 8 * DAY).release)
    Run.objects.filter(pk=found.pk).update(opens=now - 8 * DAY)
    for one in (amina, brahim, person("rachid", "Rachid Oualid")):
        learning.enrol(one, found, now - 8 * DAY)
    return found


@pytest.fixture
def now() -> datetime:
    """The moment of the journey."""
    return timezone.now()


def named(team: Client, who: str, *roles: str, run: str = "open") -> None:
    """The team names a tutor."""
    page = visit(team, reverse("run-tutors", args=["essai", run]))
    told = page.send(page.form("/tutors/"), username=who, roles=list(roles), minutes="60")
    assert told.status == 200, told.text


def queue(tutor: Client, of: str = "", run: str = "open") -> Shown:
    return visit(tutor, reverse("tutor-queue", args=["essai", run]) + of)


def opened(page: Shown, name: str) -> Shown:
    """What is due for this person."""
    (address,) = page.tree.xpath("//main//ul[@class='claims']//a[contains(., $name)]/@href", name=name)
    return visit(page.browser, address)


def of_kind(page: Shown, what: str) -> Form:
    """The form of a page that does this."""
    return next(one for one in page.forms() if one.fields.get("do") == [what])


def case(tutor: Client, name: str, run: str = "open") -> Shown:
    page = visit(tutor, reverse("tutor-cases", args=["essai", run]))
    (address,) = page.tree.xpath("//main//a[contains(., $name)]/@href", name=name)
    return visit(tutor, address)


def test_what_is_due_is_sent_skipped_or_handed_over_and_whoever_is_back_closes_their_case(
    run: Run, now: datetime, ghizlane: Person, tilelli: Person, omar: Person, amina: Person, brahim: Person,
    sign_in: SignIn, post_office: PostOffice,
) -> None:  # fmt: skip
    team, first, second = sign_in(ghizlane), sign_in(tilelli), sign_in(omar)
    named(team, "tilelli", "organisational", "socio-cognitive")
    named(team, "omar", "pedagogical")
    actions.look(now)

    assert "« Vous étudiez en autonomie" in visit(first, reverse("tutoring")).text, "as learners are told"
    mine, other = queue(first), queue(second)
    assert [mine.text.count(one) for one in (amina.name, brahim.name, "Rachid Oualid")] == [1, 1, 1]
    assert amina.name not in other.text, "each has what belongs to their role"
    assert other.text.count("groupe") + other.text.count("Groupe") >= 2

    page = opened(mine, amina.name)
    (written,) = page.tree.xpath("//textarea[@name='text']/text()")
    assert written.strip() == "Bonjour Amina Bennani, « Un essai » vous attend depuis 7 jours. Tilelli Ouhssain"
    assert page.send(of_kind(page, "done"), text="").status == 422
    sent = page.send(of_kind(page, "done"), text="Bonjour Amina, je vous appelle jeudi ?")
    assert amina.name not in sent.text
    again = page.send(of_kind(page, "done"), text="Bonjour Amina, encore ?")
    assert again.status == 200
    assert "jeudi" in visit(sign_in(amina), reverse("notices")).text
    notices.send_due(now + 2 * DAY)
    sent_to = [one.get_body(("plain",)) for one in post_office.messages if one["To"] == amina.email]
    letters = [one.get_content() for one in sent_to if one]
    assert [("jeudi" in one, "encore" in one) for one in letters] == [(True, False)]

    page = opened(mine, brahim.name)
    assert page.send(of_kind(page, "skip"), reason="").status == 422
    page.send(of_kind(page, "skip"), reason="Vu ce matin au centre")
    assert "Vu ce matin" in page.browser.get(page.address).content.decode()
    page = opened(mine, "Rachid")
    page.send(of_kind(page, "give"), tutor=page.tree.xpath("string(//select[@name='tutor']/option[last()]/@value)"))
    assert "Rachid Oualid" not in queue(first).text
    assert "Rachid Oualid" in queue(second).text
    assert "Omar Idrissi" in case(first, "Rachid").text

    assert sign_in(amina).get(reverse("step", args=["essai", "one", "read"])).status_code == 200
    assert actions.returned(timezone.now()) == 1
    closed = visit(first, reverse("tutor-cases", args=["essai", "open"]) + "?closed=1")
    assert amina.name in closed.text
    assert amina.name not in visit(first, reverse("tutor-cases", args=["essai", "open"])).text
    report = visit(team, reverse("tutor-report", args=["essai", "open"]))
    assert set(report.tree.xpath("//ul[@class='people']/li//bdi/text()")) == {brahim.name, "Rachid Oualid"}
    assert "comme une question, non comme un effet" in report.text


def test_a_group_is_written_to_once_each_with_their_name(
    run: Run, now: datetime, ghizlane: Person, tilelli: Person, amina: Person, brahim: Person, sign_in: SignIn
) -> None:
    named(sign_in(ghizlane), "tilelli", "pedagogical")
    actions.look(now)
    tutor = sign_in(tilelli)
    duty = Duty.objects.filter(of="week").order_by("part")[0]
    page = visit(tutor, reverse("tutor-duty", args=["essai", "open", duty.pk]))
    page.send(of_kind(page, "done"), text="Bonjour {name}, lisez le module.")
    assert "Bonjour Amina Bennani, lisez" in visit(sign_in(amina), reverse("notices")).text
    assert "ابراهيم العلوي, lisez" in visit(sign_in(brahim), reverse("notices")).text
    assert "lisez" not in visit(sign_in(Person.objects.get(username="rachid")), reverse("notices")).text


def test_a_worried_person_and_one_who_asks_are_answered_and_notes_stay_among_tutors(
    run: Run, now: datetime, ghizlane: Person, tilelli: Person, amina: Person, brahim: Person, zed: Person, sign_in: SignIn
) -> None:  # fmt: skip
    team, tutor, learner = sign_in(ghizlane), sign_in(tilelli), sign_in(amina)
    named(team, "tilelli", "organisational", "pedagogical", "socio-cognitive")
    mine = reverse("my-tutor", args=["essai"])
    page = visit(learner, mine)
    assert page.send(of_kind(page, "ask"), text="").status == 422
    page.send(of_kind(page, "ask"), text="Je ne trouve pas le quiz.")
    page.send(of_kind(page, "pulse"), feeling="worried")
    assert "Je ne trouve pas le quiz." in visit(tutor, reverse("notices")).text
    kinds = Case.objects.filter(enrolment__person=amina).values_list("kind", flat=True)
    assert set(kinds) >= {"help", "worried"}

    helped = Case.objects.get(enrolment__person=amina, kind="help")
    page = visit(tutor, reverse("tutor-case", args=["essai", "open", helped.pk]))
    assert "Je ne trouve pas le quiz." in page.text
    for _time in range(2):
        page.send(of_kind(page, "note"), text="CONFIDENTIEL : semble fatiguée")
    page.send(of_kind(page, "contact"), channel="phone", text="CONFIDENTIEL : dix minutes au téléphone")
    for _time in range(2):
        page.send(of_kind(page, "contact"), channel="message", text="Le quiz est la deuxième étape.")
    page = visit(tutor, page.address)
    assert page.text.count("CONFIDENTIEL") == 2
    page.send(of_kind(page, "close"), outcome="settled")
    assert Case.objects.get(pk=helped.pk).outcome == "settled"
    assert not Duty.objects.filter(case=helped, outcome="").exists()

    shown = visit(learner, mine)
    assert shown.text.count("deuxième étape") == 1
    assert visit(learner, reverse("notices")).text.count("deuxième étape") == 1
    for browser in (learner, team, sign_in(zed), sign_in(brahim)):
        assert browser.get(page.address).status_code == 404
        for name in ("my-tutor", "course"):
            assert "CONFIDENTIEL" not in visit(browser, reverse(name, args=["essai"])).text
    assert "CONFIDENTIEL" not in visit(learner, reverse("notices")).text
    for name in ("tutor-report", "run-tutors"):
        assert "CONFIDENTIEL" not in visit(team, reverse(name, args=["essai", "open"])).text


def test_a_tutor_is_away_then_leaves_and_nothing_is_lost(
    run: Run, now: datetime, ghizlane: Person, tilelli: Person, omar: Person, amina: Person, sign_in: SignIn
) -> None:
    team, first, second = sign_in(ghizlane), sign_in(tilelli), sign_in(omar)
    named(team, "tilelli", "organisational")
    actions.look(now)
    named(team, "omar", "organisational")
    page = visit(first, reverse("tutor-time", args=["essai", "open"]))
    today = now.date()
    assert page.send(page.forms()[0], away_until=str(today)).status == 422
    page.send(page.forms()[0], away_from=str(today - DAY), away_until=str(today + 3 * DAY))

    (link,) = queue(second).tree.xpath("//section[@aria-labelledby='colleagues']//a/@href")
    page = opened(queue(second, link), amina.name)
    page.send(of_kind(page, "done"), text="Tilelli est absente, je prends le relais.")
    done = Duty.objects.get(enrolment__person=amina, of="never-opened")
    assert done.by == omar
    assert "relais" in visit(sign_in(amina), reverse("notices")).text

    waiting = Duty.objects.filter(outcome="").count()
    people = Case.objects.filter(closed=None).count()
    page = visit(team, reverse("run-tutors", args=["essai", "open"]))
    told = page.send(page.form(f"/{Tutor.objects.get(person=tilelli).pk}/end"))
    assert told.status == 200
    assert first.get(reverse("tutor-queue", args=["essai", "open"])).status_code == 404
    assert first.get(page.address).status_code == 404
    taken = Duty.objects.filter(outcome="", tutor__person=omar).count()
    assert (taken, Case.objects.filter(closed=None, tutor__person=omar).count()) == (waiting, people)
    assert page.send(page.form(f"/{Tutor.objects.get(person=tilelli).pk}/end")).status == 200, "sent twice"
    assert "Rachid Oualid" in queue(second).text
    assert omar.name in visit(sign_in(amina), reverse("my-tutor", args=["essai"])).text
    page = visit(team, reverse("run-tutors", args=["essai", "open"]))
    assert "vous désignerez" in page.send(page.form(f"/{Tutor.objects.get(person=omar).pk}/end")).text


def test_the_form_of_a_run_warns_before_and_after_it_is_opened(run: Run, ghizlane: Person, sign_in: SignIn) -> None:
    team = sign_in(ghizlane)
    page = visit(team, reverse("open-run", args=["essai"]) + "?format=spoc")
    (told,) = page.tree.xpath("//main//*[contains(@class, 'notice-warning')]")
    assert "30" in told.text_content()
    massive = visit(team, reverse("open-run", args=["essai"]) + "?format=xmooc")
    assert len(massive.tree.xpath("//main//*[contains(@class, 'notice-warning')]")) == 1
    page = visit(team, reverse("run-policy", args=["essai", "open"]))
    assert len(page.tree.xpath("//main//*[contains(@class, 'notice-warning')]")) == 1, "its course writes supervision"
    named(team, "ghizlane", "organisational")
    page = visit(team, reverse("run-policy", args=["essai", "open"]))
    assert not page.tree.xpath("//main//*[contains(@class, 'notice-warning')]"), "three learners can be carried"
    Run.objects.filter(pk=run.pk).update(policy={"seats": 5000})
    page = visit(team, reverse("run-policy", args=["essai", "open"]))
    assert "5000" in page.tree.xpath("string(//main//*[contains(@class, 'notice-warning')])")


def test_somebody_is_moved_to_another_group_by_a_tutor_outside_the_team(
    run: Run, now: datetime, ghizlane: Person, tilelli: Person, amina: Person, zed: Person, sign_in: SignIn
) -> None:
    Run.objects.filter(pk=run.pk).update(policy={"group_size": 2, "visibility": "group"})
    named(sign_in(ghizlane), "tilelli", "pedagogical")
    address, tutor = reverse("run-groups", args=["essai", "open"]), sign_in(tilelli)
    page = visit(tutor, address)
    assert len(page.tree.xpath("//main//section[starts-with(@aria-labelledby, 'group-')]")) == 2
    mine = run.enrolments.get(person=amina)
    assert page.send(page.forms()[0], person=mine.pk, group=9).status == 422
    page = page.send(page.forms()[0], person=mine.pk, group=2)
    second = page.tree.xpath("//section[@aria-labelledby='group-2']//li/bdi/text()")
    assert second == [amina.name, "Rachid Oualid"]
    assert "Rachid Oualid" in visit(sign_in(amina), reverse("people-of-run", args=["essai"])).text
    assert "2" in visit(sign_in(amina), reverse("notices")).text
    assert amina.name in visit(sign_in(ghizlane), reverse("journal", args=["essai"])).text
    actions.look(now)
    duty = Duty.objects.get(of="week", part=1)
    page = visit(tutor, reverse("tutor-duty", args=["essai", "open", duty.pk]))
    page.send(of_kind(page, "done"), text="Bonjour {name}, lisez le module.")
    assert "Bonjour Amina Bennani, lisez" in visit(sign_in(amina), reverse("notices")).text
    assert [sign_in(one).get(address).status_code for one in (zed, amina)] == [404, 404]
