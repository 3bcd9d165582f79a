"""Findings that the team lets stand: what may be accepted, what an acceptance covers, and how the studio writes it down."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from takwin.accounts.models import Person
from takwin.content import actions, pack, queries
from takwin.content.check import check
from takwin.content.compiler import compile
from takwin.content.models import Course, Draft, Release
from takwin.content.review.accepting import accept, covers
from takwin.content.source import folder as folders
from takwin.content.source.course import Accepted
from takwin.content.source.problems import problem
from takwin.content.tests.builders import COURSE, WELCOME, course, folder
from takwin.files.queries import path as blob_path
from tests.cast import SignIn

NOW = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)
PALE = problem("image-alt", "one/welcome.fr.md", 4, path="media/a.svg")


@pytest.mark.parametrize(
    ("at", "covered"),
    [
        ("", True),
        ("one", True),
        ("one/welcome", True),
        ("one/welcome.fr.md", True),
        ("one/welcome.en.md", False),
        ("one/wel", False),
        ("on", False),
        ("two", False),
        ("media/a.svg", False),
    ],
)
def test_what_an_acceptance_covers(at: str, covered: bool) -> None:
    assert covers(Accepted("image-alt", at, "Un motif."), PALE) is covered
    assert not covers(Accepted("figure-alt", at, "Un motif."), PALE)


def test_an_error_is_never_accepted() -> None:
    wrong = problem("media-missing", "one/welcome.fr.md", 4, path="media/a.svg")
    found = accept(
        [wrong, PALE], [Accepted("media-missing", "", "Plus tard.", 20), Accepted("image-alt", "", "Un motif.")]
    )
    assert [(one.name, one.accepted) for one in found] == [
        ("media-missing", ""),
        ("image-alt", "Un motif."),
        ("accepted-error", ""),
    ]
    assert found[-1].line == 20


def test_accepting_changes_no_digest() -> None:
    plain = course()
    noted = replace(plain, accepted=(Accepted("image-alt", "", "Un motif."),))
    assert compile(plain, {}).digest == compile(noted, {}).digest


BARE = {
    f"one/welcome.{one}.md": text for one, text in (("fr", WELCOME), ("en", WELCOME.replace("Bienvenue", "Welcome")))
}
ALT = {name: text.replace("Un carré", "") for name, text in BARE.items()}


def test_accepted_findings_are_listed_apart(tmp_path: Path) -> None:
    lines = "accepted:\n  - {finding: image-alt, at: one/welcome, reason: Un motif.}\n"
    checked = check(folder(tmp_path, {**ALT, "course.yaml": COURSE + lines}))
    assert "image-alt" not in {one.name for one in checked.problems}
    assert {(one.file, one.accepted) for one in checked.accepted if one.name == "image-alt"} == {
        ("one/welcome.fr.md", "Un motif."),
        ("one/welcome.en.md", "Un motif."),
    }


@pytest.fixture
def author(ghizlane: Person, sign_in: SignIn) -> Client:
    queries.forget()
    return sign_in(ghizlane)


def uploaded(author: Client, place: Path) -> Draft:
    data = pack.of_files(folders.listing(place))
    author.post("/studio/upload", {"archive": SimpleUploadedFile("a.zip", data, "application/zip")})
    return Draft.objects.get()


def test_the_studio_writes_the_reason_into_the_source(author: Client, tmp_path: Path) -> None:
    draft = uploaded(author, folder(tmp_path / "a", {**ALT, "course.yaml": "# À nous\n" + COURSE}))
    Draft.objects.update(losses=[{"kind": "html", "place": "x", "reason": ["It is empty.", {}]}])
    page = author.get("/studio/essai/draft/").text
    assert 'value="image-alt"' in page
    answer = author.post(
        "/studio/essai/draft/accept",
        {"finding": "image-alt", "at": "one/welcome", "reason": "Le carré : un simple  décor."},
        follow=True,
    )
    assert "Le carré : un simple décor." in answer.text
    standing = [one["name"] for one in Draft.objects.get().problems if "accepted" not in one]
    assert "image-alt" not in standing
    again = Draft.objects.get()
    assert again.pk == draft.pk
    assert again.losses
    place = pack.unpack(blob_path(again.source_id), tmp_path / "b")
    assert (place / "course.yaml").read_text("utf-8").startswith("# À nous\ntakwin: 1\n")
    assert [one.accepted for one in check(place).accepted] == ["Le carré : un simple décor."] * 2


def test_a_reason_is_required_and_nothing_else_is_accepted(author: Client, tmp_path: Path) -> None:
    before = uploaded(author, folder(tmp_path, {**ALT, "one/check.en.md": None})).source_id
    act = "/studio/essai/draft/accept"
    answer = author.post(act, {"finding": "image-alt", "at": "one/welcome", "reason": " "})
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    for finding, at in (("step-missing", "course.yaml"), ("image-alt", "two/other"), ("no-such", "one/welcome")):
        assert author.post(act, {"finding": finding, "at": at, "reason": "Parce que."}).status_code == 302
    assert Draft.objects.get().source_id == before


def test_an_acceptance_is_withdrawn_and_nothing_else(author: Client, tmp_path: Path) -> None:
    lines = "accepted:\n  - {finding: image-alt, at: one/welcome, reason: Un motif.}\n  - {finding: figure-alt, reason: Rien.}\n"
    place = folder(tmp_path / "a", {**ALT, "course.yaml": COURSE + lines})
    before = uploaded(author, place).source_id
    act = "/studio/essai/draft/withdraw"
    page = author.get("/studio/essai/draft/").text
    assert page.count(f'action="{act}"') == 3, "twice what is accepted, once what does nothing"
    for said in ({}, {"finding": "image-alt", "at": "one/check"}, {"finding": "media-unused", "at": "one"}):
        assert author.post(act, said).status_code == 302
    assert Draft.objects.get().source_id == before
    answer = author.post(act, {"finding": "image-alt", "at": "one/welcome"}, follow=True)
    assert 'value="image-alt"' in answer.text
    assert "Un motif." not in answer.text
    idle = next(one for one in Draft.objects.get().problems if one["name"] == "accepted-nothing")
    author.post(act, {"finding": "accepted-nothing", "at": f"course.yaml:{idle['line']}"})
    left = pack.unpack(blob_path(Draft.objects.get().source_id), tmp_path / "b")
    assert (left / "course.yaml").read_text("utf-8") == COURSE
    assert {one["name"] for one in Draft.objects.get().problems} == {"image-alt", "module-resource"}
    assert [one.what for one in Course.objects.get().acts.order_by("pk")] == ["brought", "withdrawn", "withdrawn"]


def test_what_is_written_in_a_row_is_withdrawn_by_hand(author: Client, tmp_path: Path) -> None:
    flow = COURSE + "accepted: [{finding: image-alt, at: one/welcome, reason: Rien.}]\n"
    before = uploaded(author, folder(tmp_path, {**ALT, "course.yaml": flow})).source_id
    answer = author.post("/studio/essai/draft/withdraw", {"finding": "image-alt", "at": "one/welcome"}, follow=True)
    assert "notice-error" in answer.text
    assert Draft.objects.get().source_id == before


def test_a_source_that_we_cannot_edit_is_left_alone(author: Client, tmp_path: Path) -> None:
    flow = COURSE + "accepted: [{finding: image-alt, at: one/check, reason: Rien.}]\n"
    before = uploaded(author, folder(tmp_path, {**ALT, "course.yaml": flow})).source_id
    said = {"finding": "image-alt", "at": "one/welcome", "reason": "Un long motif écrit avec soin."}
    answer = author.post("/studio/essai/draft/accept", said)
    assert answer.status_code == 422
    assert said["reason"] in answer.text
    assert Draft.objects.get().source_id == before


def test_reasons_stay_with_a_release_that_was_there(ghizlane: Person, tmp_path: Path) -> None:
    queries.forget()
    first = actions.publish(folder(tmp_path / "a", ALT), ghizlane, NOW).release
    lines = "accepted:\n  - {finding: image-alt, at: one/welcome, reason: Un motif.}\n"
    again = actions.publish(folder(tmp_path / "b", {**ALT, "course.yaml": COURSE + lines}), ghizlane, NOW)
    assert not again.created
    release = Release.objects.get()
    assert (release.pk, release.digest) == (first.pk, first.digest)
    assert actions.source_of(release)[0].accepted == (Accepted("image-alt", "one/welcome", "Un motif."),)
