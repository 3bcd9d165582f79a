"""A course offered by command before anybody has gone through its checklist: what is said, and what the journal keeps."""

from pathlib import Path

import pytest

from takwin.accounts.models import Person
from takwin.config.commands.publish import publish
from takwin.content.models import Act
from takwin.content.tests.builders import folder
from takwin.learning.models import Run

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, object]]:
    return [(one.what, one.values.get("reason")) for one in Act.objects.order_by("pk") if "offered" in one.what]


def test_the_reason_is_kept_and_nothing_more_is_asked(tmp_path: Path, ghizlane: Person) -> None:
    said = publish(folder(tmp_path), ghizlane.username, anyway="Un essai à dix.")
    assert "It is in the catalogue for everybody." in said
    assert "checklist" not in said
    assert told() == [("offered-early", "Un essai à dix.")]
    assert Act.objects.get(what="offered-early").by == ghizlane
    assert Act.objects.get(what="offered-early").values["of"] == Run.objects.get().slug


def test_without_a_reason_the_open_points_are_named(tmp_path: Path, ghizlane: Person) -> None:
    said = publish(folder(tmp_path), ghizlane.username)
    assert "nobody has gone through its checklist (nobody answers for it)" in said
    assert "--anyway REASON" in said
    assert told() == [("offered-early", "takwin publish, without a reason")]


def test_a_course_that_is_offered_already_needs_no_reason(tmp_path: Path, ghizlane: Person) -> None:
    place = folder(tmp_path)
    publish(place, ghizlane.username, offer=False)
    assert (told(), Run.objects.count()) == ([], 0)
    publish(place, ghizlane.username, anyway="Un essai.")
    publish(place, ghizlane.username, anyway="Encore.")
    assert told() == [("offered-early", "Un essai.")]
