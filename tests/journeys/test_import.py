"""An author brings in an Open edX course through the browser; hostile files are refused and leave nothing."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from takwin.accounts.models import Person
from takwin.content.models import Course, Draft
from takwin.files.models import Blob
from takwin.interop.formats.olx.tests.packing import files, packed
from takwin.lib.tests.hostile import HOSTILE
from tests.cast import SignIn
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db(transaction=True)


def bring_in(browser: Client, data: bytes) -> Shown:
    page = visit(browser, "/studio/import")
    return page.send(page.form("/studio/import"), archive=SimpleUploadedFile("course.tar.gz", data))


def kept() -> list[Path]:
    """Every file under the site's data that an upload could leave."""
    return sorted(path for path in Path(settings.BLOBS).rglob("*") if path.is_file())


def test_an_export_becomes_a_draft_with_its_losses(ghizlane: Person, sign_in: SignIn) -> None:
    author = sign_in(ghizlane)
    assert "/studio/import" in visit(author, "/studio/").tree.xpath("//main//a/@href")
    page = bring_in(author, packed(files("lesson")))
    assert page.address == "/studio/academy-obs-1-r1/draft/"
    draft = Draft.objects.get()
    assert draft.uploaded_by == ghizlane
    assert draft.losses
    assert {"kind": "video", "kept": 1, "changed": 0, "lost": 0} in draft.blocks
    assert "poll" in page.text
    assert "Ce que l’import a repris" in page.text


def test_every_loss_opens_where_it_is_seen(ghizlane: Person, sign_in: SignIn) -> None:
    author = sign_in(ghizlane)
    page = bring_in(author, packed(files("lesson")))
    losses = Draft.objects.get().losses
    within = [loss for loss in losses if loss["kind"] in {"poll", "problem", "html", "discussion"} and "step" in loss]
    assert len(within) >= 4
    links = set(page.tree.xpath("//section[@aria-labelledby='losses']//a/@href"))
    assert {f"/studio/academy-obs-1-r1/draft/preview/?step={loss['step']}" for loss in within} <= links
    whole = "/studio/academy-obs-1-r1/draft/preview/"
    assert len(within) < len(losses)
    groups = page.tree.xpath("//section[@aria-labelledby='losses']/ul/li")
    assert all(
        group.xpath(".//a[contains(@href, '?step=')]") or group.xpath(f".//a[@href='{whole}']") for group in groups
    )
    assert visit(author, whole).status == 200
    poll = next(loss for loss in losses if loss["kind"] == "poll")
    opened = visit(author, f"/studio/academy-obs-1-r1/draft/preview/?step={poll['step']}")
    assert opened.status == 200
    assert poll["place"] in opened.text


def test_the_report_speaks_the_language_of_its_reader(ghizlane: Person, salma: Person, sign_in: SignIn) -> None:
    bring_in(sign_in(ghizlane), packed(files("lesson")))
    Person.objects.filter(pk=salma.pk).update(language="ar")
    page = visit(sign_in(salma), "/studio/academy-obs-1-r1/draft/")
    assert "ما جلبه الاستيراد" in page.text
    english = [message for message, _ in (loss["reason"] for loss in Draft.objects.get().losses)]
    assert not any(message in page.text for message in english)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_upload_is_refused_with_a_sentence(name: str, ghizlane: Person, sign_in: SignIn) -> None:
    before = kept()
    page = bring_in(sign_in(ghizlane), HOSTILE[name]())
    assert page.status == 422
    assert page.tree.xpath("//main//*[@class='error']")
    assert not Course.objects.exists()
    assert not Blob.objects.exists()
    assert kept() == before


@pytest.mark.parametrize("data", [b"", b"not an archive", packed({"readme.txt": b"x"})], ids=["empty", "text", "other"])
def test_what_is_no_course_is_refused_with_a_sentence(data: bytes, ghizlane: Person, sign_in: SignIn) -> None:
    page = bring_in(sign_in(ghizlane), data)
    assert page.status == 422
    assert page.tree.xpath("//main//*[@class='error']")


def test_the_course_of_another_team_stays_theirs(ghizlane: Person, omar: Person, sign_in: SignIn) -> None:
    bring_in(sign_in(ghizlane), packed(files("lesson")))
    Person.objects.filter(pk=omar.pk).update(is_author=True)
    page = bring_in(sign_in(omar), packed(files("lesson")))
    assert page.status == 422
    assert "Une autre équipe" in page.text
    assert Draft.objects.get().uploaded_by == ghizlane


def test_importing_is_refused_to_who_writes_nothing(amina: Person, sign_in: SignIn) -> None:
    assert sign_in(amina).get("/studio/import").status_code == 403
