"""What a device is told of one person: all of it once, and then what changed."""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from django.test import Client

from takwin.accounts.models import Person
from takwin.assessment.tests import builders as quiz
from takwin.desk.keys import practice
from takwin.desk.tests.builders import SAMPLE, act, batch, enrolment, sample, send
from tests.cast import SignIn

ROWS = {"24": "6", "30": "5", "42": "7"}
VARIED = (
    ":::{numeric} sum\n:answer: 2\n\nUn et un ?\n:::\n\n"
    "::::{numeric} groups\n:answer: {{groups}}\n\n{{pupils}} élèves ?\n\n:::{variants}\n\n| pupils | groups |\n|---|---|\n"
    + "".join(f"| {pupils} | {groups} |\n" for pupils, groups in ROWS.items())
    + ":::\n::::\n\n:::::{quiz} final\n::::{numeric} half\n:answer: 1\n\nDeux moins un ?\n::::\n:::::\n"
)


def told(browser: Client, have: Mapping[str, Any] | None = None, slug: str = SAMPLE) -> Any:
    """The state as a device asks for it that has these groups already."""
    known = ".".join(group["print"] for group in (have or {}).values())
    return browser.get(f"/desk/{slug}/state.json", {"have": known} if known else {}).json()


def test_after_a_sync_only_what_changed_is_told(
    amina: Person, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    mine, browser = enrolment(amina, sample()), sign_in(amina)
    before = told(browser)["groups"]
    assert all("html" in group for group in before.values())
    with django_assert_max_num_queries(5):
        same = told(browser, before)["groups"]
    assert same == {name: {"print": group["print"]} for name, group in before.items()}
    for name in ("quiz-seeing", "first-sentence"):
        group = before[name]
        said = {part: group[part] for part in ("step", "release", "language", "token")}
        fields = {f"answer.{item}": ["1"] for item in group["asks"]}
        send(browser, batch(amina, act(mine, "answered", group=name, fields=fields, items=group["asks"], **said)))
    with django_assert_max_num_queries(6):
        after = told(browser, before)["groups"]
    assert {name for name, group in after.items() if "html" in group} == {"quiz-seeing", "first-sentence"}
    whole = told(browser)["groups"]
    assert {name: group["print"] for name, group in whole.items()} == {
        name: group["print"] for name, group in after.items()
    }
    assert "is-" in after["first-sentence"]["html"], "it says what was right"


def test_another_language_of_the_pages_is_another_form(amina: Person, sign_in: SignIn) -> None:
    enrolment(amina, sample())
    before = told(sign_in(amina))["groups"]
    Person.objects.filter(pk=amina.pk).update(language="en")
    assert all("html" in group for group in told(sign_in(amina), before)["groups"].values())


def test_a_question_that_varies_is_marked_on_the_device_as_it_is_asked(
    amina: Person, brahim: Person, ghizlane: Person, zed: Person, sign_in: SignIn
) -> None:
    release = quiz.of_quiz(VARIED)
    keys = json.loads(practice("essai", release.pk, "fr").text)["groups"]["key"]
    for person in (amina, brahim, ghizlane, zed):
        quiz.enrolment(person, release)
        asked = told(sign_in(person), slug="essai")["groups"]["groups"]["items"]["groups"]
        pupils = asked["public"]["prompt"].split(" ")[0]
        assert keys[asked["row"]]["answer"] == ROWS[pupils]
