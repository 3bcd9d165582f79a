"""What is played of a film: told once for each viewing, whichever comes first, and to the course team of five people together."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.content.actions import publish
from takwin.content.films import films, plays
from takwin.content.models import Member, Release
from takwin.content.queries import page
from takwin.desk import actions
from takwin.desk.packing import index
from takwin.desk.tests.builders import act, batch, enrolment, send
from takwin.files.queries import path as blob_path
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Progress
from takwin.lib import digest
from takwin.lib.ids import uuid7
from takwin.records.lrs.queries.own import as_told
from takwin.records.models import Sentence
from takwin.records.queries import joined
from takwin.tutoring.queries import traces
from tests.cast import SignIn, person
from tests.journeys.craft import STEP, number, write

FILM, LIGHT = b"no server looks into a film", b"nor into a lighter copy"
V = "https://w3id.org/xapi/video/extensions/"


@pytest.fixture
def release(tmp_path: Path, ghizlane: Person) -> Release:
    folder = write(
        tmp_path / "essai",
        f":::{{video}} lesson.mp4\nUne *leçon*\n:::\n\n::::::{{quiz}} count\n{number('sum', 4)}::::::",
    )
    (folder / "lesson.mp4").write_bytes(FILM)
    (folder / "lesson.low.mp4").write_bytes(LIGHT)
    made = publish(folder, ghizlane, timezone.now()).release
    Member.objects.get_or_create(course=made.course, person=ghizlane, defaults={"role": "owner"})
    return made


def played(mine: Enrolment, *parts: int, days: int = 1, film: bytes = FILM) -> Any:
    """A viewing, so many days ago."""
    said: dict[str, Any] = {
        "film": digest.of_bytes(film),
        "length": 100,
        "time": parts[-1],
        "spent": 50,
        "parts": list(parts),
    }
    return act(mine, "played", timezone.now() - timedelta(days=days), **said)


def outcomes(answer: Any) -> list[str]:
    return [one["outcome"] for one in answer.json()["acts"]]


def said(verb: str) -> list[Any]:
    return [as_told(row) for row in joined().order_by("at") if as_told(row)["verb"]["display"]["en"] == verb]


def test_viewings_are_told_once_and_the_whole_film_once(amina: Person, release: Release, sign_in: SignIn) -> None:
    mine, browser = enrolment(amina, release), sign_in(amina)
    before = Progress.objects.get(enrolment=mine)
    later, first = played(mine, 40, 100, days=1), played(mine, 0, 50, days=2, film=LIGHT)
    again = played(mine, 0, 100, days=0)
    assert outcomes(send(browser, batch(amina, later))) == ["taken"]
    assert outcomes(send(browser, batch(amina, first, later, again))) == ["taken", "known", "taken"]
    one, two, three = (each["result"]["extensions"] for each in said("paused"))
    assert (two[f"{V}progress"], two[f"{V}played-segments"]) == (0.6, "40[.]100"), "what had come by then"
    assert (one[f"{V}progress"], one[f"{V}played-segments"], three[f"{V}progress"]) == (1, "0[.]100", 1)
    (whole,) = said("watched")
    assert whole["result"]["duration"] == "PT100S"
    assert whole["result"]["completion"]
    after = Progress.objects.get(enrolment=mine)
    assert (after.done, after.mark, after.completed) == (before.done, before.mark, before.completed)
    assert learning.rebuild().changed == 0
    assert max(len(row.result) for row in Sentence.objects.filter(verb__in=(17, 18))) < 90
    assert traces([mine.uid]) == {}, "tutors see nobody by what they play"
    (html,) = (part["html"] for part in page(release.pk, "one/quiz", "fr").parts if "<video" in part.get("html", ""))
    in_a_task = [{"task": "lesson", "parts": [{"html": html}]}]
    assert plays(in_a_task)
    assert [one.digest for one in films("one/quiz", "fr", in_a_task)] == [digest.of_bytes(FILM)]


def test_players_that_round_are_taken_as_far_as_the_film_goes(amina: Person, release: Release, sign_in: SignIn) -> None:
    mine = enrolment(amina, release)
    lighter = played(mine, 90, 101, days=3) | {"length": 101}
    later = played(mine, 0, 50, 40, 30, 95, 102, days=2)
    assert outcomes(send(sign_in(amina), batch(amina, lighter, later))) == ["taken", "taken"]
    one, two = (json.loads(row.result) for row in Sentence.objects.filter(verb=17).order_by("at"))
    assert (one["parts"], one["time"]) == ([90, 101], 101)
    assert (two["parts"], two["time"]) == ([0, 50, 90, 100], 100), "which a parent takes from its box"


@pytest.mark.parametrize(
    "wrong",
    [
        {"length": 0}, {"length": 50_000}, {"film": "0" * 64},
        {"film": "../x"}, {"parts": [0]}, {"parts": [0, 1] * 61}, {"parts": [0, 1.5]}, {"parts": [-1, 3]}, {"spent": True},
        {"length": "100"},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_is_refused(wrong: dict[str, Any], amina: Person, release: Release, sign_in: SignIn) -> None:
    mine = enrolment(amina, release)
    answer = send(sign_in(amina), batch(amina, played(mine, 0, 50) | wrong))
    assert outcomes(answer) == ["refused"]
    assert answer.json()["acts"][0]["reason"]
    assert said("paused") == []


def test_only_a_page_that_plays_something_to_somebody_who_studies_loads_anything(
    amina: Person, release: Release, sign_in: SignIn
) -> None:
    mine = enrolment(amina, release)
    assert b"desk/film" in sign_in(amina).get(STEP).content
    assert b"data-playing" in sign_in(amina).get(STEP).content
    assert b"desk/film" not in Client().get(STEP).content
    made = actions.make(mine.run, release, "fr", "text", timezone.now())
    taken = [one["path"] for one in index(blob_path(made.blob_id).read_bytes())["entries"]]
    for name in ("film", "acts", "store", "who", "send"):
        assert any(f"desk/{name}." in path for path in taken), name


def test_the_course_team_learns_where_five_people_stop(release: Release, ghizlane: Person, sign_in: SignIn) -> None:
    run = learning.create_run(release)
    address = f"/studio/essai/runs/{run.slug}/questions/"
    for number_ in range(5):
        page = sign_in(ghizlane).get(address).content.decode()
        assert "Une leçon" in page
        assert "<meter" not in page, f"of {number_} people"
        mine = enrolment(person(f"learner{number_}", f"Apprenant {number_}"), release)
        who = mine.person
        assert who
        told = played(mine, 0, 100 if number_ < 2 else 40) | {"id": str(uuid7())}
        assert outcomes(send(sign_in(who), batch(who, told))) == ["taken"]
    page = sign_in(ghizlane).get(address).content.decode()
    assert page.count("<meter") == 10
    assert "0:40" in page
    assert "Apprenant" not in page
