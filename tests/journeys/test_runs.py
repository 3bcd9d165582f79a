"""One release in all formats: the team opens the runs, people come in by each door, and the policy decides what is open."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.actions.publish import publish
from takwin.content.models import Act
from takwin.learning import actions, queries
from takwin.learning.models import Enrolment, Invitation, Run
from takwin.learning.presets import FORMATS
from takwin.learning.run import Policy, Span
from tests.cast import SignIn
from tests.journeys import course
from tests.journeys.pages import visit
from tests.mail import PostOffice

pytestmark = pytest.mark.django_db
BUTTON = "//main//form[contains(@action, '/answer/practice')]//button"


@pytest.fixture
def published(tmp_path: Path, ghizlane: Person) -> Any:
    return publish(course.write(tmp_path), ghizlane, timezone.now()).release


def opened(browser: Client, form: str, **values: Any) -> Run:
    """The team opens a run in a format through its pages."""
    page = visit(browser, reverse("open-run", args=["essai"]) + f"?format={form}")
    days = {"opens": timezone.now().astimezone(queries.ZONE).date().isoformat()}
    said = {"name": form.upper(), "reason": "On commence."} | _selected(page) | days | values
    sent = page.send(page.forms()[0], **said)
    assert sent.status == 200, sent.text
    return Run.objects.latest("pk")


def _selected(page: Any) -> dict[str, str]:
    return {
        select.get("name"): (select.xpath(".//option[@selected]") or select.xpath(".//option"))[0].get("value")
        for select in page.tree.xpath("//main//form//select")
    }


def test_one_release_is_offered_in_every_format(
    published: Any, ghizlane: Person, zed: Person, sign_in: SignIn, visitor: Client
) -> None:
    team = sign_in(ghizlane)
    chosen = visit(team, reverse("open-run", args=["essai"]))
    assert chosen.status == 200
    runs = {name: opened(team, name) for name in FORMATS}
    assert {run.release_id for run in runs.values()} == {published.pk}
    assert Act.objects.get(what="opened-early").values["of"] == next(iter(runs.values())).slug
    assert {run.format for run in runs.values()} == set(FORMATS)
    assert len({run.slug for run in runs.values()}) == len(FORMATS)
    opened(team, "spoc")
    assert Run.objects.count() == len(FORMATS), "the same form, sent twice, opens one run"
    assert opened(team, "spoc", name="Autre groupe").slug == "spoc-2"
    for name, run in runs.items():
        assert run.rules.to_json().keys() - {"schedule"} == FORMATS[name].policy.to_json().keys() - {"schedule"}
        shown = visit(visitor, reverse("run", args=["essai", run.slug]))
        assert shown.status == 200
        assert shown.tree.xpath("//main//section[@aria-labelledby='format']//strong")
    listed = visit(team, reverse("runs", args=["essai"]))
    assert all(name.upper() in listed.text for name in FORMATS)
    found = visit(visitor, reverse("catalogue") + "?kind=spoc")
    assert "Un essai" in found.text
    assert sign_in(zed).get(reverse("open-run", args=["essai"])).status_code == 403
    for page in ("run-policy", "run-people"):
        assert sign_in(zed).get(reverse(page, args=["essai", runs["spoc"].slug])).status_code == 404


def test_differences_from_the_format_are_shown_and_wrong_dates_lose_nothing(
    published: Any, ghizlane: Person, sign_in: SignIn
) -> None:
    team = sign_in(ghizlane)
    run = opened(team, "spoc", seats="24")
    address = reverse("run-policy", args=["essai", run.slug])
    page = visit(team, address)
    assert "30" in page.text
    assert "24" in page.tree.xpath("string(//main//table)")
    wrong = page.send(page.forms()[0], **_selected(page) | {"due-one": "tomorrow"})
    assert wrong.status == 422
    assert wrong.forms()[0].fields["due-one"] == ["tomorrow"]
    for slip in (
        {"closes": "9999-12-31"},
        {"opens": "0026-12-01"},
        {"due-one": "9999-12-31"},
        {"due-one": "0026-12-01"},
    ):
        assert page.send(page.forms()[0], **_selected(page) | slip).status == 422, slip
    early = {"opens-one": "2026-12-10", "due-one": "2026-12-01"}
    assert page.send(page.forms()[0], **_selected(page) | early).status == 422
    good = {"opens-one": "2026-12-01", "due-one": "2026-12-10", "seats": ""}
    assert page.send(page.forms()[0], **_selected(page) | good).status == 200
    run.refresh_from_db()
    assert run.rules.seats is None
    assert run.revision == 1
    page = visit(team, address)
    page = page.send(page.forms()[0], **_selected(page) | {"credential": "none"})
    assert "Aucune dans cette session" in page.tree.xpath("string(//main//table)")
    assert "Cette session ne délivre pas d’attestation." in visit(team, reverse("run", args=["essai", run.slug])).text


def test_a_code_opens_the_door_and_a_wrong_one_does_not(
    published: Any, ghizlane: Person, amina: Person, sign_in: SignIn
) -> None:
    run = opened(sign_in(ghizlane), "spoc", seats="1")
    learner = sign_in(amina)
    assert learner.post(reverse("join-run", args=["essai", run.slug])).status_code == 422
    page = visit(learner, reverse("join-by-code"))
    assert page.send(page.forms()[0], code="NOSUCH22").status == 422
    shown = page.send(page.forms()[0], code=run.code.lower())
    inside = shown.send(shown.form("/join"))
    assert inside.status == 200
    assert Enrolment.objects.get().run == run


def test_an_invitation_leads_in_after_making_an_account(
    published: Any, ghizlane: Person, amina: Person, sign_in: SignIn, visitor: Client, post_office: PostOffice
) -> None:
    team = sign_in(ghizlane)
    run = opened(team, "spoc", admission="invitation", listed="")
    assert visitor.get(reverse("run", args=["essai", run.slug])).status_code == 404
    people = visit(team, reverse("run-people", args=["essai", run.slug]))
    form = next(one for one in people.forms() if "addresses" in one.fields)
    assert people.send(form, addresses="not an address", language="fr").status == 422
    assert people.send(form, addresses="amina@example.org", language="fr").status == 200
    address = reverse("invited", args=[Invitation.objects.get().token])
    assert "next=" + address in visit(visitor, address).response.content.decode()
    learner = sign_in(amina)
    shown = visit(learner, address)
    assert shown.send(shown.form("/join")).status == 200
    assert Enrolment.objects.get().person == amina
    assert learner.get(address).status_code == 200, "their letter leads them to the run all the same"
    assert team.get(address).status_code == 404, "it is used"


def test_a_full_run_has_a_waiting_list(
    published: Any, ghizlane: Person, amina: Person, brahim: Person, sign_in: SignIn, post_office: PostOffice
) -> None:
    run = opened(sign_in(ghizlane), "self-study", seats="1")
    address = reverse("run", args=["essai", run.slug])
    first, second = sign_in(amina), sign_in(brahim)
    page = visit(first, address)
    page.send(page.form("/join"))
    page = visit(second, address)
    page.send(page.form("/wait"))
    assert run.waiting.get().person == brahim
    first.post(reverse("leave", args=["essai"]))
    page = visit(second, address)
    assert page.send(page.form("/join")).status == 200
    assert Enrolment.objects.get(person=brahim).left is None


def test_who_is_invited_to_a_full_run_waits_and_comes_back_after_leaving(
    published: Any, ghizlane: Person, amina: Person, brahim: Person, sign_in: SignIn, post_office: PostOffice
) -> None:
    run, now = opened(sign_in(ghizlane), "spoc", admission="invitation", listed="", seats="1"), timezone.now()
    actions.invite(run, ["a@example.org", "b@example.org"], ghizlane, "fr", now)
    one, other = (Invitation.objects.get(email=f"{name}@example.org").token for name in "ab")
    first = actions.join(amina, run, now, token=one)
    learner = sign_in(brahim)
    page = visit(learner, reverse("invited", args=[other]))
    assert page.send(page.form("/wait")).status == 200
    assert run.waiting.get().person == brahim
    actions.leave(first, now)
    address = reverse("run", args=["essai", run.slug])
    page = visit(learner, address)
    page.send(page.form("/join"))
    learner.post(reverse("leave", args=["essai"]))
    page = visit(learner, address)
    page.send(page.form("/join"))
    assert Enrolment.objects.get(person=brahim).left is None


def test_the_order_opens_one_step_after_the_other_and_hides_nothing_done(
    published: Any, ghizlane: Person, amina: Person, sign_in: SignIn
) -> None:
    run = actions.found_run(published, "One by one", "flipped", Policy(sequence="linear"), ghizlane, timezone.now())
    actions.join(amina, run, timezone.now())
    learner = sign_in(amina)
    read, quiz = (reverse("step", args=["essai", "one", step]) for step in ("read", "quiz"))
    shut = visit(learner, quiz)
    assert shut.status == 200
    assert shut.tree.xpath("//main//a[@href=$read]", read=read)
    assert "Qui observe" not in shut.text
    assert learner.post(quiz + "done").status_code == 404
    assert "Qui observe" in visit(learner, read).text
    learner.post(read + "done")
    assert "Qui observe" in visit(learner, quiz).text
    actions.set_policy(
        run,
        Policy(pace="fixed", schedule={"one": Span(timezone.now().date() + timedelta(days=9))}),
        ghizlane,
        timezone.now(),
    )
    assert "Qui observe" in visit(learner, quiz).text, "what was opened stays open"


def test_dates_keep_a_module_shut_for_everybody_and_say_until_when(
    published: Any, ghizlane: Person, amina: Person, sign_in: SignIn, visitor: Client
) -> None:
    day = timezone.now().astimezone(queries.ZONE).date() + timedelta(days=3)
    policy = Policy(pace="fixed", schedule={"one": Span(day, day + timedelta(days=7))})
    run = actions.found_run(published, "Dated", "xmooc", policy, ghizlane, timezone.now())
    actions.join(amina, run, timezone.now())
    for browser in (sign_in(amina), visitor):
        page = visit(browser, reverse("step", args=["essai", "one", "read"]))
        assert "Qui observe" not in page.text
        assert str(day.year) in page.text
    plan = visit(sign_in(amina), reverse("plan", args=["essai"]))
    assert plan.status == 200
    assert len(plan.tree.xpath("//main//section[@aria-labelledby='shut']//li")) == 2
    course = reverse("course", args=["essai"])
    assert "Prochaine date" in visit(sign_in(amina), course).text
    past = Policy(pace="fixed", schedule={"one": Span(None, day - timedelta(days=10))})
    actions.set_policy(run, past, ghizlane, timezone.now())
    shown = visit(sign_in(amina), course)
    assert "Prochaine date" not in shown.text
    assert shown.tree.xpath("//main//span[contains(@class, 'badge-partial')]")[0].text == "en retard"


def test_a_weekly_plan_is_made_from_the_hours_somebody_has(
    published: Any, ghizlane: Person, amina: Person, sign_in: SignIn
) -> None:
    run = actions.found_run(published, "My week", "self-study", Policy(pace="plan"), ghizlane, timezone.now())
    actions.join(amina, run, timezone.now())
    learner = sign_in(amina)
    page = visit(learner, reverse("plan", args=["essai"]))
    made = page.send(page.forms()[0], hours="60")
    assert len(made.tree.xpath("//main//section[@aria-labelledby='next']//li")) == 2
    assert page.send(page.forms()[0], hours="7").status == 422


def test_late_work_is_refused_kindly_and_days_let_it_in(
    published: Any, ghizlane: Person, amina: Person, sign_in: SignIn, post_office: PostOffice
) -> None:
    day = timezone.now().astimezone(queries.ZONE).date()
    policy = Policy(pace="fixed", schedule={"one": Span(None, day - timedelta(days=1))}, late="closed")
    run = actions.found_run(published, "Dated", "xmooc", policy, ghizlane, timezone.now())
    enrolment = actions.join(amina, run, timezone.now())
    learner, address = sign_in(amina), reverse("step", args=["essai", "one", "read"])
    assert not visit(learner, address).tree.xpath(BUTTON)
    team = sign_in(ghizlane)
    people = visit(team, reverse("run-people", args=["essai", run.slug]))
    form = next(one for one in people.forms() if "username" in one.fields)
    assert people.send(form, username="nobody", days="3").status == 422
    assert people.send(form, username="amina", days="3").status == 200
    assert queries.own(enrolment).days == 3
    assert visit(learner, address).tree.xpath(BUTTON)


def test_a_guided_step_stays_within_its_queries(
    published: Any, ghizlane: Person, amina: Person, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    run = actions.found_run(published, "By week", "xmooc", Policy(sequence="linear"), ghizlane, timezone.now())
    actions.join(amina, run, timezone.now())
    learner, address = sign_in(amina), reverse("step", args=["essai", "one", "read"])
    visit(learner, address)
    with django_assert_max_num_queries(6):
        learner.get(address)
