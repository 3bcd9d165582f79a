"""One release in four formats: in each a learner comes in by its door, studies what it opens, and completes; the format alone differs. On
that same release the SPOC's tutor answers a case, and the flipped hybrid meets in a room."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.community import actions as community
from takwin.community.models import Post
from takwin.content.actions.publish import publish
from takwin.learning import actions, queries
from takwin.learning.models import Enrolment, Run
from takwin.learning.presets import FORMATS
from takwin.learning.run import Span
from takwin.lib.ids import uuid7
from takwin.tutoring.models import Case
from tests.cast import SignIn, person
from tests.journeys import course
from tests.journeys.pages import visit
from tests.journeys.test_attendance import meeting, scanned
from tests.journeys.test_tutoring import SCENARIO, case, named, of_kind, queue

pytestmark = pytest.mark.django_db
READ, QUIZ = (f"/courses/essai/one/{step}/" for step in ("read", "quiz"))


def offered(release: Any, form: str, by: Person) -> Run:
    """A run as its format says; one with dates is in its week, one with meetings has one, which completion asks for."""
    now, usual = timezone.now(), FORMATS[form].policy
    today = now.astimezone(queries.ZONE).date()
    week = {"one": Span(today - timedelta(days=1), today + timedelta(days=6))} if usual.pace == "fixed" else {}
    policy = replace(usual, schedule=week)
    if usual.room_sessions:
        policy = replace(policy, room_sessions=1, shares={"steps": 100, "mark": 60, "sessions": 100})
    return actions.found_run(release, form, form, policy, by, now)


def come_in(browser: Client, run: Run) -> None:
    """By the button where everybody may, else by the code."""
    page = visit(browser, reverse("run", args=["essai", run.slug]))
    if run.code:
        page = page.send(page.forms()[0], code=run.code)
    inside = page.send(page.form("/join"))
    assert inside.status == 200, inside.text


def read(browser: Client) -> None:
    """Read the first step."""
    page = visit(browser, READ)
    page.send(page.form("/done"))


def answer(browser: Client) -> None:
    """Answer all of the quiz rightly."""
    page = visit(browser, QUIZ)
    form = page.form("/answer/final")
    name, value = page.label("Une collègue")
    form.fields[name] = [value]
    form.fields[next(field for field in form.fields if field.startswith("answer.how-many"))] = ["12"]
    page.send(form)
    page = visit(browser, QUIZ)
    page.send(page.form("/done"))


def completed(who: Person) -> bool:
    """Whether somebody has completed what they take."""
    return Enrolment.objects.get(person=who).progress.completed is not None


def meet(run: Run, team: Person, trainer: Person, who: Person, absent: Person, sign_in: SignIn) -> None:
    """Before, in the room, after: both have prepared, one comes, notes that by the code on the wall, and so completes; one does not."""
    session, learner, room = meeting(run, team, trainer), sign_in(who), sign_in(trainer)
    stays_away = sign_in(absent)
    come_in(stays_away, run)
    read(stays_away)
    assert session.title in visit(learner, READ).text
    sheet = visit(room, reverse("room-sheet", args=[session.uid]))
    assert who.name in sheet.tree.xpath("string(//section[@aria-labelledby='ready']/ul[1])")
    page = visit(learner, scanned(room, session))
    page.send(page.forms()[0])
    assert who.name in visit(room, reverse("attendance", args=[session.uid])).text
    assert not completed(who), "what comes after is to do"
    for browser in (learner, stays_away):
        answer(browser)
    assert completed(who)
    assert not completed(absent), "who was not in the room has not completed"
    for name in ("my-attendance", "course"):
        assert "2 h 02" in visit(learner, reverse(name, args=["essai"])).text, "hours in a room are in the same ledger"


def follow(run: Run, team: Person, tutor: Person, who: Person, sign_in: SignIn) -> None:
    """Somebody asks; it is in the tutor's queue, is answered and logged, and has an outcome."""
    named(sign_in(team), tutor.username, "organisational", "pedagogical", "socio-cognitive", run=run.slug)
    learner, browser = sign_in(who), sign_in(tutor)
    page = visit(learner, reverse("my-tutor", args=["essai"]))
    page.send(of_kind(page, "ask"), text="Je ne trouve pas le quiz.")
    assert who.name in queue(browser, run=run.slug).text
    page = case(browser, who.name, run=run.slug)
    page.send(of_kind(page, "contact"), channel="message", text="Le quiz est la deuxième étape.")
    assert "deuxième étape" in visit(browser, page.address).text
    page.send(of_kind(page, "close"), outcome="settled")
    assert Case.objects.get(enrolment__person=who).outcome == "settled"
    assert who.name not in queue(browser, run=run.slug).text
    assert "deuxième étape" in visit(learner, reverse("my-tutor", args=["essai"])).text


def test_one_release_is_studied_to_the_end_in_four_formats(
    tmp_path: Path, ghizlane: Person, amina: Person, brahim: Person, tilelli: Person, omar: Person, zed: Person, sign_in: SignIn
) -> None:  # fmt: skip
    source = course.write(tmp_path)
    (source / "supervision.yaml").write_text(SCENARIO, encoding="utf-8")
    release = publish(source, ghizlane, timezone.now()).release
    people, helper = {"xmooc": amina, "cmooc": brahim, "spoc": tilelli, "flipped": omar}, person("karim", "Karim Alami")
    runs = {form: offered(release, form, ghizlane) for form in people}
    hub = community.keep_hub(runs["cmooc"], "essai", public=False, by=ghizlane, now=timezone.now())
    for form, who in people.items():
        who.language = zed.language = "fr"
        who.save()
        zed.save()
        browser = sign_in(who)
        come_in(browser, runs[form])
        plan = visit(browser, reverse("plan", args=["essai"]))
        assert bool(plan.tree.xpath("//main//section[@aria-labelledby='next']//li")) == bool(runs[form].rules.schedule)
        read(browser)
        if form == "flipped":
            meet(runs[form], ghizlane, helper, who, zed, sign_in)
        else:
            answer(browser)
        if form == "spoc":
            follow(runs[form], ghizlane, helper, who, sign_in)
        assert visit(browser, reverse("people-of-run", args=["essai"])).status == 200
    all_of_them = Enrolment.objects.exclude(person=zed).select_related("run", "progress")
    taken = {one.run.format: one for one in all_of_them}
    assert taken.keys() == people.keys()
    assert {one.release_id for one in taken.values()} == {release.pk}
    assert {form for form, one in taken.items() if one.progress.completed} == people.keys()
    assert len({(one.progress.done, one.progress.mark) for one in taken.values()}) == 1, "the course is the same"
    sent = {
        "title": "Ma séance",
        "text": "Une idée.",
        "tags": "essai",
        "language": "fr",
        "licence": "",
        "uid": str(uuid7()),
    }
    address = reverse("hub-write", args=["essai"])
    assert sign_in(brahim).post(address, sent).status_code == 302
    assert sign_in(amina).post(address, sent | {"uid": str(uuid7())}).status_code in {403, 404}, (
        "only the cMOOC publishes"
    )
    assert Post.objects.get(hub=hub).person == brahim
