"""An author brings a file of questions into the draft, and takes a course's questions out again; both through pages."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from takwin.accounts.models import Person
from takwin.content.actions import publish
from takwin.content.models import Act, Course, Draft, Member
from takwin.interop.question_files.tests.test_moodle_xml import FILE, NO, YES, quiz
from takwin.interop.question_shelf import read
from tests.cast import SignIn
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db(transaction=True)
SLUG = "feedback-to-a-colleague"
COURSE = Path(__file__).resolve().parents[2] / "courses" / SLUG
BRING, TAKE = f"/studio/{SLUG}/questions/bring", f"/studio/{SLUG}/questions/take"
GIFT = "::Villes::Paris ?{T#non#oui}\n\nNom ?{=*}\n\n::Deux::Un ?{=1#x ~2}\n"


@pytest.fixture
def author(ghizlane: Person, sign_in: SignIn, db: None) -> Client:
    """Ghizlane, whose course is published and has no draft."""
    from django.utils import timezone

    publish(COURSE, ghizlane, timezone.now())
    return sign_in(ghizlane)


def send(browser: Client, data: bytes, name: str = "quiz.gift.txt", **values: str) -> Shown:
    page = visit(browser, BRING)
    said = {"module": "talk", "language": "fr", "title": "Villes", "counts": "practice", **values}
    return page.send(page.form("/bring"), file=SimpleUploadedFile(name, data), **said)


def test_a_file_becomes_a_step_of_the_draft_with_its_report(author: Client) -> None:
    desk = visit(author, f"/studio/{SLUG}/")
    assert {BRING, TAKE} <= set(desk.tree.xpath("//main//a/@href"))
    page = send(author, ("// é\n\n" + GIFT).encode("cp1252"), counts="quiz")
    assert "Windows-1252" in page.text
    assert page.address == f"/studio/{SLUG}/draft/"
    assert "quiz.gift.txt:5" in page.text
    draft = Draft.objects.get()
    assert {"kind": "truefalse", "kept": 1, "changed": 0, "lost": 0} in draft.blocks
    assert not draft.publishable
    assert Act.objects.filter(what="questions").exists()
    assert "talk/villes" in visit(author, f"/studio/{SLUG}/journal/").text


def test_the_other_languages_join_the_step_and_the_course_can_be_published(author: Client) -> None:
    send(author, GIFT.encode())
    for language in ("ar", "en"):
        page = send(author, GIFT.encode(), language=language, step="talk/villes")
        assert page.status == 200, page.text
    draft = Draft.objects.get()
    assert draft.publishable
    assert len([loss for loss in draft.losses if loss["kind"] == "shortanswer"]) == 3
    assert {loss["step"] for loss in draft.losses} == {"talk/villes"}
    assert draft.blocks == [one for one in draft.blocks if one["kept"] + one["changed"] + one["lost"] == 3]
    assert "?step=talk/villes" in " ".join(visit(author, f"/studio/{SLUG}/draft/").tree.xpath("//main//a/@href"))


def test_a_wrong_file_is_told_line_by_line_and_changes_nothing(author: Client) -> None:
    page = send(author, b"A?{T}\n\nB?{=c\n\nD?}")
    assert page.status == 422
    assert "Ligne 3" in page.text
    assert "Ligne 5" in page.text
    assert "Villes" in page.tree.xpath("//main//input[@name='title']/@value")
    assert not Draft.objects.exists()
    assert send(author, b"A?{T}\n\nB?{=c", lenient="on").address.endswith("/draft/")


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02" * 50, b"<!DOCTYPE q [<!ENTITY a 'x'>]><quiz>&a;</quiz>", b"{" * 1_000_000]
)
def test_a_hostile_file_is_refused_with_a_sentence(author: Client, data: bytes) -> None:
    page = send(author, data)
    assert page.status == 422
    assert page.tree.xpath("//main//*[@class='error']")
    assert not Draft.objects.exists()


def test_images_come_along(author: Client) -> None:
    data = quiz("multichoice", YES + NO, '<img src="@@PLUGINFILE@@/a%20b.png" alt="x">', FILE)
    page = send(author, data, name="bank.xml")
    assert page.address.endswith("/draft/")
    assert "media-missing" not in {problem["name"] for problem in Draft.objects.get().problems}


def test_questions_are_taken_out_after_reading_what_is_lost(author: Client) -> None:
    page = visit(author, f"{TAKE}?format_name=gift&language=ar&step=")
    assert "tentatives" in page.text or "indices" in page.text
    (link,) = page.tree.xpath("//main//a[@download]/@href")
    answer = author.get(TAKE + link)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{SLUG}.ar.gift.txt"'
    book, found = read(answer.content)
    assert book.name == "gift"
    assert len(found.questions) > 20
    xml = author.get(f"{TAKE}?format_name=moodle-xml&language=fr&step=&download=yes")
    assert xml.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert read(xml.content)[1].refusals == ()
    assert visit(author, f"{TAKE}?format_name=word&language=fr&step=").status == 422


def test_only_the_team_comes_in(author: Client, omar: Person, zed: Person, sign_in: SignIn) -> None:
    for person in (omar, zed):
        assert {sign_in(person).get(one).status_code for one in (BRING, TAKE)} <= {403, 404}
    Member.objects.create(course=Course.objects.get(), person=omar, role=Member.Role.READER)
    assert [sign_in(omar).get(one).status_code for one in (BRING, TAKE)] == [403, 200]
    assert sign_in(omar).post(BRING, {"file": SimpleUploadedFile("a", GIFT.encode())}).status_code == 403
    assert not Draft.objects.exists()
