"""A folder becomes a release: immutable, the same for the same source, all of it or nothing."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from takwin.accounts.models import Person
from takwin.content import actions, queries
from takwin.content.compiler import RENDERER
from takwin.content.models import Course, ItemKey, Media, Page, Release
from takwin.content.source import writer
from takwin.content.tests.builders import COURSE, QUIZ, WELCOME, folder
from takwin.files.models import Blob
from takwin.files.queries import path as blob_path

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    queries.forget()


def test_release_holds_the_course(tmp_path: Path, ghizlane: Person) -> None:
    done = actions.publish(folder(tmp_path), ghizlane, NOW, "Première")
    release = done.release
    assert done.created
    assert (release.number, release.published_by, release.note, release.renderer) == (1, ghizlane, "Première", RENDERER)
    assert [step["id"] for step in queries.outline(release.pk)["modules"][0]["steps"]] == ["one/welcome", "one/check"]
    assert [next(iter(part)) for part in queries.page(release.pk, "one/check", "en").parts] == [
        "html",
        "quiz",
        "html",
        "item",
    ]
    assert release.course.members.get().person == ghizlane


def test_same_source_same_release(tmp_path: Path, ghizlane: Person) -> None:
    first = actions.publish(folder(tmp_path / "a"), ghizlane, NOW)
    changes: dict[str, Any] = {
        "course.yaml": "# a comment\n"
        + COURSE.replace("title: {fr: Essai, en: Trial}", "title:\n  en: 'Trial'\n  fr: \"Essai\""),
        "one/welcome.fr.md": "\ufeff" + WELCOME.replace("\n", "\r\n") + "\r\n\r\n",
    }
    again = actions.publish(folder(tmp_path / "b", changes), ghizlane, NOW)
    assert not again.created
    assert again.release == first.release
    assert Release.objects.count() == 1


def test_another_word_another_release(tmp_path: Path, ghizlane: Person) -> None:
    first = actions.publish(folder(tmp_path / "a"), ghizlane, NOW).release
    second = actions.publish(
        folder(tmp_path / "b", {"one/welcome.fr.md": WELCOME + "\nEncore."}), ghizlane, NOW
    ).release
    assert (second.number, second.digest != first.digest) == (2, True)
    assert "Encore" not in json.dumps(queries.page(first.pk, "one/welcome", "fr").parts)
    assert queries.outline(first.pk)["items"] == queries.outline(second.pk)["items"]


def test_errors_write_nothing(tmp_path: Path, ghizlane: Person) -> None:
    with pytest.raises(actions.NotPublishable) as refused:
        actions.publish(folder(tmp_path, {"one/check.en.md": None}), ghizlane, NOW)
    assert "step-missing" in {one.name for one in refused.value.problems}
    assert not Course.objects.exists()
    assert not Blob.objects.exists()


def test_a_failing_database_leaves_nothing(tmp_path: Path, ghizlane: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(Media.objects, "bulk_create", broken)
    with pytest.raises(OSError, match="no space"):
        actions.publish(folder(tmp_path), ghizlane, NOW)
    assert not Course.objects.exists()
    assert not Blob.objects.exists()
    assert not Page.objects.exists()


def test_another_team_is_refused(tmp_path: Path, ghizlane: Person, zed: Person, salma: Person) -> None:
    actions.publish(folder(tmp_path / "a"), ghizlane, NOW)
    changed = folder(tmp_path / "b", {"one/welcome.fr.md": WELCOME + "\nPris."})
    with pytest.raises(actions.OtherTeam):
        actions.publish(changed, zed, NOW)
    assert actions.publish(changed, salma, NOW).created


def test_no_key_in_what_a_learner_can_fetch(tmp_path: Path, ghizlane: Person) -> None:
    release = actions.publish(folder(tmp_path), ghizlane, NOW).release
    shown: list[Any] = [queries.outline(release.pk)]
    for language in ("fr", "en"):
        shown += [queries.page(release.pk, step, language).parts for step in ("one/welcome", "one/check")]
        for item in ("but", "ville"):
            shown += [queries.public_item(release.pk, item, language), queries.hints(release.pk, item, language)]
    opened = [blob_path(blob.digest).read_text() for blob in Blob.objects.filter(open=True)]
    everything = json.dumps(shown, ensure_ascii=False) + "".join(opened)
    for secret in ("SECRET", "12345.5", "weight", "right"):
        assert secret not in everything
    assert "FEEDBACK-SECRET" in json.dumps(queries.sealed_key(release.pk, "but"))
    assert set(ItemKey.objects.filter(sealed=True).values_list("item", flat=True)) == {"but", "ville"}
    assert not release.source.open


def test_pages_cost_no_query_after_first_use(tmp_path: Path, ghizlane: Person, django_assert_num_queries: Any) -> None:
    release = actions.publish(folder(tmp_path), ghizlane, NOW).release
    for expected in (4, 0):
        with django_assert_num_queries(expected):
            queries.outline(release.pk)
            queries.page(release.pk, "one/check", "fr")
            queries.public_item(release.pk, "but", "fr")
            queries.hints(release.pk, "but", "fr")
            queries.sealed_key(release.pk, "but")


def test_source_comes_back_whole(tmp_path: Path, ghizlane: Person) -> None:
    release = actions.publish(folder(tmp_path / "a"), ghizlane, NOW).release
    course, media = actions.source_of(release)
    writer.write(course, media, tmp_path / "b")
    assert actions.publish(tmp_path / "b", ghizlane, NOW).release == release


def test_rendering_again_keeps_what_is_asked(tmp_path: Path, ghizlane: Person) -> None:
    release = actions.publish(folder(tmp_path), ghizlane, NOW).release
    assert not actions.render_again(release)
    before = {name: (one["asked"], one["key"]) for name, one in release.outline["items"].items()}
    pages = queries.page(release.pk, "one/check", "fr")
    Page.objects.filter(release=release).update(parts=[{"html": "old"}])
    Release.objects.filter(pk=release.pk).update(renderer=0)
    release.refresh_from_db()
    assert actions.render_all() == 1
    assert actions.render_all() == 0
    release.refresh_from_db()
    assert release.renderer == RENDERER
    assert queries.page(release.pk, "one/check", "fr") == pages
    assert {name: (one["asked"], one["key"]) for name, one in release.outline["items"].items()} == before


def test_what_is_asked_changes_with_the_question(tmp_path: Path, ghizlane: Person) -> None:
    prints = []
    for number, text in enumerate(
        [QUIZ, QUIZ.replace("Quel est", "Quel serait"), QUIZ.replace("FEEDBACK-SECRET oui", "Oui !")]
    ):
        release = actions.publish(folder(tmp_path / str(number), {"one/check.fr.md": text}), ghizlane, NOW).release
        prints.append(release.outline["items"])
    assert prints[0]["but"]["asked"] != prints[1]["but"]["asked"]
    assert prints[0]["but"]["key"] == prints[1]["but"]["key"]
    assert prints[0]["but"]["asked"] == prints[2]["but"]["asked"]
    assert prints[0]["but"]["key"] != prints[2]["but"]["key"]
    assert prints[0]["ville"] == prints[1]["ville"]
