"""The studio through HTTP: upload, read what is wrong, publish, download again, look after the team."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from takwin.accounts.models import Person
from takwin.content import actions, pack, queries
from takwin.content.models import Course, Draft, Member, Release
from takwin.content.source import folder as folders
from takwin.content.tests.builders import COURSE, WELCOME, folder
from takwin.files.models import Blob
from takwin.files.queries import path as blob_path
from takwin.lib.text import apart
from tests.cast import SignIn

NOW = datetime(2026, 11, 28, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    queries.forget()


@pytest.fixture
def author(ghizlane: Person, sign_in: SignIn) -> Client:
    return sign_in(ghizlane)


def zipped(place: Path, name: str = "course.zip") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pack.of_files(folders.listing(place)), "application/zip")


def test_upload_read_publish_download(author: Client, tmp_path: Path) -> None:
    course = folder(tmp_path / "a", {"media/forgotten.pdf": b"%PDF"})
    there = author.post("/studio/upload", {"archive": zipped(course)})
    assert (there.status_code, there["Location"]) == (302, "/studio/essai/draft/")
    page = author.get("/studio/essai/draft/").content.decode()
    assert "media/forgotten.pdf" in page
    assert not Release.objects.exists()
    there = author.post("/studio/essai/draft/publish", {"note": "Première"}, follow=True)
    page = there.content.decode()
    assert "Première" in page
    assert not Draft.objects.exists()
    release = Release.objects.get()
    got = author.get(f"/studio/essai/releases/{release.number}.zip")
    place = pack.unpack(b"".join(got.streaming_content), tmp_path / "b")  # type: ignore[attr-defined]
    assert release.published_by is not None
    assert actions.publish(place, release.published_by, release.published).release == release
    lost = release.media.filter(derived=False).first()
    assert lost is not None
    blob_path(lost.blob_id).unlink()
    archive = io.BytesIO(b"".join(author.get("/studio/essai/releases/1.zip").streaming_content))  # type: ignore[attr-defined]
    assert f"{lost.path}\t" in zipfile.ZipFile(archive).read("essai-1-missing.txt").decode()
    assert author.get("/studio/essai/").context["incomplete"] == {release.pk}


def test_errors_are_told_and_stop_publishing(author: Client, tmp_path: Path) -> None:
    author.post("/studio/upload", {"archive": zipped(folder(tmp_path, {"one/check.en.md": None}))})
    page = author.get("/studio/essai/draft/").content.decode()
    assert "one/check.en.md" in page
    assert "/draft/publish" not in page
    author.post("/studio/essai/draft/publish", {"note": ""})
    assert not Release.objects.exists()


def test_a_new_upload_takes_the_place_of_the_draft(
    author: Client, tmp_path: Path, django_capture_on_commit_callbacks: object
) -> None:
    author.post("/studio/upload", {"archive": zipped(folder(tmp_path / "a"))})
    first = Draft.objects.get().source_id
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        author.post(
            "/studio/upload", {"archive": zipped(folder(tmp_path / "b", {"one/welcome.fr.md": WELCOME + "\nPlus."}))}
        )
    assert Draft.objects.get().source_id != first
    assert not Blob.objects.filter(digest=first).exists()
    assert not blob_path(first).exists()


def test_a_draft_is_told_in_the_words_of_this_version(author: Client, tmp_path: Path) -> None:
    author.post("/studio/upload", {"archive": zipped(folder(tmp_path, {"one/check.en.md": None}))})
    assert actions.check_all() == 0
    found = Draft.objects.get()
    now, before = found.problems, [{**one, "sentence": ["As it was said once.", {}]} for one in found.problems]
    Draft.objects.update(problems=before, publishable=True)
    assert actions.check_all() == 1
    found.refresh_from_db()
    assert (found.problems, found.publishable) == (now, False)


def test_what_a_colleague_brought_meanwhile_is_neither_published_nor_thrown_away(
    author: Client, ghizlane: Person, tmp_path: Path
) -> None:
    read = actions.draft(folder(tmp_path / "a"), ghizlane, NOW)
    asked = f"?seen={read.source_id}"
    page = author.get("/studio/essai/draft/").text
    assert f"/draft/publish{asked}" in page
    assert f"/draft/discard{asked}" in page
    newer = actions.draft(folder(tmp_path / "b", {"one/welcome.fr.md": WELCOME + "\nPlus."}), ghizlane, NOW)
    refused = author.post(f"/studio/essai/draft/publish{asked}", {"note": "Une première"})
    assert (refused.status_code, "Une première" in refused.text, "entre-temps" in refused.text) == (422, True, True)
    assert "entre-temps" in author.post(f"/studio/essai/draft/discard{asked}", follow=True).text
    with pytest.raises(actions.DraftReplaced):
        actions.discard_draft(read, ghizlane, NOW)
    with pytest.raises(actions.DraftReplaced):
        actions.draft(folder(tmp_path / "c"), ghizlane, NOW, made_from=read.source_id)
    assert not Release.objects.exists()
    actions.publish_draft(read, ghizlane, NOW)  # it was being published when the newer one came
    assert Draft.objects.get().source_id == newer.source_id
    blob_path(read.source_id).unlink(missing_ok=True)
    with pytest.raises(actions.DraftReplaced):
        actions.publish_draft(read, ghizlane, NOW)


def test_discard(author: Client, tmp_path: Path) -> None:
    author.post("/studio/upload", {"archive": zipped(folder(tmp_path))})
    asked = author.get("/studio/essai/draft/").text
    assert asked.index('<details class="ask">') < asked.index("/studio/essai/draft/discard")
    assert author.post("/studio/essai/draft/discard").status_code == 302
    assert not Draft.objects.exists()
    gone = author.get("/studio/essai/draft/", follow=True)
    assert gone.redirect_chain == [("/studio/essai/", 302)]
    assert "Il n’y a pas de brouillon" in gone.text
    assert author.get("/studio/essai/draft/preview/", follow=True).redirect_chain[-1] == ("/studio/essai/", 302)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        b"PK\x03\x04 broken",
        pack.of_files({"readme.txt": b"x"}),
        pack.of_files({"course.yaml": b"\xff\xfe"}),
    ],
)
def test_what_is_no_course_is_refused_with_a_sentence(author: Client, data: bytes) -> None:
    answer = author.post("/studio/upload", {"archive": SimpleUploadedFile("a.zip", data)})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'class="error"' in page
    assert "choisir de nouveau le fichier" in page
    assert not Course.objects.exists()
    assert not Blob.objects.exists()


def test_a_path_out_of_the_archive_is_refused(author: Client) -> None:
    stream = io.BytesIO()
    pack.write(stream, {"../evil.md": b"x", "course.yaml": COURSE.encode()})
    answer = author.post("/studio/upload", {"archive": SimpleUploadedFile("a.zip", stream.getvalue())})
    assert answer.status_code == 422
    assert not Course.objects.exists()


def test_another_teams_course_is_refused(author: Client, sign_in: SignIn, brahim: Person, tmp_path: Path) -> None:
    author.post("/studio/upload", {"archive": zipped(folder(tmp_path))})
    brahim.is_author = True
    brahim.save()
    answer = sign_in(brahim).post("/studio/upload", {"archive": zipped(tmp_path)})
    assert answer.status_code == 422
    assert Draft.objects.get().uploaded_by != brahim


def test_the_team(author: Client, ghizlane: Person, brahim: Person, sign_in: SignIn, tmp_path: Path) -> None:
    author.post("/studio/upload", {"archive": zipped(folder(tmp_path))})
    assert sign_in(brahim).get("/studio/essai/").status_code == 403
    assert author.post("/studio/essai/team/", {"username": "nobody"}).status_code == 422
    assert author.post("/studio/essai/team/", {"username": "BRAHIM", "role": "owner"}).status_code == 302
    peer = sign_in(brahim)
    assert "ابراهيم" in author.get("/studio/essai/team/").content.decode()
    asked = author.get("/studio/essai/team/").content.decode()
    assert "ne pourra plus publier" in asked
    Member.objects.filter(person__username="brahim").update(role="reader")
    asked = author.get("/studio/essai/team/").content.decode()
    assert "déposer de brouillons" in asked
    assert "ne pourra plus publier" not in asked
    Member.objects.filter(person__username="brahim").update(role="owner")
    assert peer.get("/studio/essai/").status_code == 200
    assert peer.post("/studio/upload", {"archive": zipped(tmp_path)}).status_code == 302
    course = Course.objects.get()
    mine = course.members.get(person=ghizlane)
    assert peer.post(f"/studio/essai/team/{mine.pk}/leave").status_code == 302
    assert author.get("/studio/essai/").status_code == 403
    peer.post(f"/studio/essai/team/{course.members.get().pk}/leave")
    assert course.members.get().person == brahim


PAGES = ["/studio/essai/", "/studio/essai/draft/", "/studio/essai/team/", "/studio/essai/releases/1.zip"]
ACTS = [
    "/studio/essai/draft/publish",
    "/studio/essai/draft/accept",
    "/studio/essai/draft/withdraw",
    "/studio/essai/draft/discard",
    "/studio/essai/team/",
    "/studio/essai/team/1/leave",
]


def test_strangers_and_visitors_are_refused(
    author: Client, sign_in: SignIn, zed: Person, visitor: Client, tmp_path: Path
) -> None:
    author.post("/studio/upload", {"archive": zipped(folder(tmp_path))})
    author.post("/studio/essai/draft/publish")
    author.post("/studio/upload", {"archive": zipped(folder(tmp_path, {"one/welcome.fr.md": WELCOME + "\nPlus."}))})
    stranger = sign_in(zed)
    for page in ["/studio/", "/studio/upload", *PAGES]:
        assert stranger.get(page).status_code == 403, page
        assert visitor.get(page).status_code == 302, page
    for act in ["/studio/upload", *ACTS]:
        assert stranger.post(act).status_code == 403, act
        assert visitor.post(act).status_code == 302, act
    assert Draft.objects.count() == 1
    assert Course.objects.get().members.count() == 1


def test_an_administrator_reaches_everything(author: Client, salma: Person, sign_in: SignIn, tmp_path: Path) -> None:
    author.post("/studio/upload", {"archive": zipped(folder(tmp_path))})
    author.post("/studio/essai/draft/publish")
    browser = sign_in(salma)
    for page in ["/studio/", "/studio/upload", "/studio/essai/", "/studio/essai/team/"]:
        assert browser.get(page).status_code == 200


def test_acts_are_posts(author: Client, tmp_path: Path) -> None:
    author.post("/studio/upload", {"archive": zipped(folder(tmp_path))})
    for act in ["/studio/essai/draft/publish", "/studio/essai/draft/discard", "/studio/essai/team/1/leave"]:
        assert author.get(act).status_code == 405


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_pages_speak_the_readers_language(ghizlane: Person, sign_in: SignIn, tmp_path: Path, language: str) -> None:
    ghizlane.language = language
    ghizlane.save()
    browser = sign_in(ghizlane)
    browser.post("/studio/upload", {"archive": zipped(folder(tmp_path, {"one/check.en.md": None}))})
    for page in ["/studio/", "/studio/upload", "/studio/essai/", "/studio/essai/draft/", "/studio/essai/team/"]:
        html = browser.get(page).content.decode()
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html
    with translation.override(language):
        said = translation.gettext("The step file “%(file)s” is missing.") % apart(
            {"file": "one/check.en.md"}, language
        )
    assert escape(said) in browser.get("/studio/essai/draft/").content.decode()
