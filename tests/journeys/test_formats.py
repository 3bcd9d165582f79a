"""One release in four formats: in each a learner comes in by its door, studies what it opens, and completes; the format alone differs."""

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
from tests.cast import SignIn
from tests.journeys import course
from tests.journeys.pages import visit

pytestmark = pytest.mark.django_db
READ, QUIZ = (f"/courses/essai/one/{step}/" for step in ("read", "quiz"))


def offered(release: Any, form: str, by: Person) -> Run:
    """A run as its format says; one with dates is in its week."""
    now, usual = timezone.now(), FORMATS[form].policy
    today = now.astimezone(queries.ZONE).date()
    week = {"one": Span(today - timedelta(days=1), today + timedelta(days=6))} if usual.pace == "fixed" else {}
    return actions.found_run(release, form, form, replace(usual, schedule=week), by, now)


def come_in(browser: Client, run: Run) -> None:
    """By the button where everybody may, else by the code."""
    page = visit(browser, reverse("run", args=["essai", run.slug]))
    if run.code:
        page = page.send(page.forms()[0], code=run.code)
    inside = page.send(page.form("/join"))
    assert inside.status == 200, inside.text


def study(browser: Client) -> None:
    """Read, and answer all of the quiz rightly."""
    page = visit(browser, READ)
    page.send(page.form("/done"))
    page = visit(browser, QUIZ)
    form = page.form("/answer/final")
    name, value = page.label("Une collègue")
    form.fields[name] = [value]
    form.fields[next(field for field in form.fields if field.startswith("answer.how-many"))] = ["12"]
    page.send(form)
    page = visit(browser, QUIZ)
    page.send(page.form("/done"))


def test_one_release_is_studied_to_the_end_in_four_formats(
    tmp_path: Path, ghizlane: Person, amina: Person, brahim: Person, tilelli: Person, omar: Person, sign_in: SignIn
) -> None:
    release = publish(course.write(tmp_path), ghizlane, timezone.now()).release
    people = {"xmooc": amina, "cmooc": brahim, "spoc": tilelli, "hybrid": omar}
    runs = {form: offered(release, form, ghizlane) for form in people}
    hub = community.keep_hub(runs["cmooc"], "essai", public=False, by=ghizlane, now=timezone.now())
    for form, person in people.items():
        person.language = "fr"
        person.save()
        browser = sign_in(person)
        come_in(browser, runs[form])
        plan = visit(browser, reverse("plan", args=["essai"]))
        assert bool(plan.tree.xpath("//main//section[@aria-labelledby='next']//li")) == bool(runs[form].rules.schedule)
        study(browser)
        assert visit(browser, reverse("people-of-run", args=["essai"])).status == 200
    taken = {one.run.format: one for one in Enrolment.objects.select_related("run", "progress")}
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
