"""The supervision scenario: read beside the course, part of the release, shown to the team, and its cost told."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.actions.publish import publish
from takwin.content.check import check
from takwin.content.remarks import noted
from takwin.content.report import as_json
from takwin.content.sarif import as_sarif
from takwin.content.source import folder as files
from takwin.content.tests.builders import folder
from takwin.scenarios.supervision import Trigger, of_json
from tests.cast import SignIn

SUPERVISION = """\
takwin: 1
sizes: {group: 10, cohort: 100}
interventions:
  - id: welcome
    role: organisational
    initiative: proactive
    addressee: cohort
    when: {run-day: 1}
    channel: announcement
    within: 1 day
    minutes: 20
    step: one/welcome
    text: {fr: "Bonjour {name}, voici {step}.", en: "Hello {name}, here is {step}."}
  - id: weave
    role: socio-cognitive
    initiative: proactive
    addressee: group
    when: {run-day: [7, 14]}
    channel: forum
    within: 48 hours
    minutes: 10
    text: {fr: Et vous., en: And you.}
  - id: failed
    role: pedagogical
    initiative: reactive
    addressee: individual
    when: quiz-failed
    quiz: retenu
    channel: message
    within: 2 days
    minutes: 5
    share: 10%
    text: {fr: "Revoyons {quiz}.", en: "Let us look at {quiz} again."}
"""


def test_it_is_read_and_told_in_the_outline(tmp_path: Path) -> None:
    found = check(folder(tmp_path, {"supervision.yaml": SUPERVISION}))
    assert [one.name for one in found.problems] == ["module-resource"]
    assert found.compiled
    read = of_json(found.compiled.outline["supervision"])
    assert found.course
    assert read == found.course.supervision
    welcome, weave, failed = read.interventions
    assert (welcome.trigger, welcome.within, welcome.per, welcome.share) == (
        Trigger("run-day", (1,)),
        24,
        "cohort",
        100,
    )
    assert (weave.trigger.days, weave.times) == ((7, 14), 2)
    assert (failed.trigger, failed.per, failed.share) == (Trigger("quiz-failed"), "person", 10)


def test_it_is_part_of_what_a_release_is_named_by_and_no_medium(tmp_path: Path) -> None:
    without = check(folder(tmp_path / "a")).compiled
    with_it = check(folder(tmp_path / "b", {"supervision.yaml": SUPERVISION})).compiled
    assert without
    assert with_it
    assert without.digest != with_it.digest
    assert "supervision" not in without.canonical["course"]
    assert "supervision.yaml" not in files.media(tmp_path / "b")


def test_the_cost_is_remarked(tmp_path: Path) -> None:
    checked = check(folder(tmp_path, {"supervision.yaml": SUPERVISION}))
    told = noted(checked)
    assert told[0] == "Tutoring 30 learners takes 1 h 35 min: 3 min 10 s for each."
    assert len(told) == 3
    assert as_json(checked)["notes"] == told
    assert as_sarif(checked, tmp_path, "1")["runs"][0]["properties"]["notes"] == told


@pytest.mark.django_db
def test_the_team_reads_it_and_nobody_else(
    tmp_path: Path, ghizlane: Person, zed: Person, sign_in: SignIn, visitor: Client
) -> None:
    publish(folder(tmp_path, {"supervision.yaml": SUPERVISION}), ghizlane, timezone.now())
    address = "/studio/essai/releases/1/supervision/"
    team = sign_in(ghizlane)
    assert address in team.get("/studio/essai/").content.decode()
    page = " ".join(team.get(address).content.decode().split())
    for words in (
        "Organise",
        "Jour de la session : 7, 14",
        "20 min par cohorte",
        "10 min par groupe × 2",
        "sous 48 heures",
        "Bonjour {name}, voici {step}.",
        "1 h 35",
        "3 min 10 s",
    ):
        assert words in page.replace("\xa0", " ")
    assert sign_in(zed).get(address).status_code == 403
    assert visitor.get(address).status_code == 302


@pytest.mark.django_db
def test_a_release_without_one_says_how_to_write_it(tmp_path: Path, ghizlane: Person, sign_in: SignIn) -> None:
    publish(folder(tmp_path), ghizlane, timezone.now())
    team = sign_in(ghizlane)
    assert "supervision" not in team.get("/studio/essai/").content.decode()
    assert "supervision.yaml" in team.get("/studio/essai/releases/1/supervision/").content.decode()
