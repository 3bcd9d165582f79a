"""A draft as learners will see it: every language, questions that answer and keep nothing, files for the team alone."""

import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client

from takwin.accounts.models import Person
from takwin.assessment.models import Attempt
from takwin.content.models import Draft
from takwin.learning.models import Enrolment
from takwin.records.models import Sentence
from tests.cast import SignIn
from tests.journeys import craft
from tests.journeys.course import READ, SECRET, write
from tests.journeys.pages import Shown, visit
from tests.journeys.test_author import upload

pytestmark = pytest.mark.django_db(transaction=True)
SHOWN = "/studio/essai/draft/shown/"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>'


@pytest.fixture
def author(ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> Client:
    """Ghizlane, who has just uploaded a draft with a picture and a mistake in French."""
    folder = write(tmp_path / "essai")
    (folder / "media").mkdir()
    (folder / "media" / "square.svg").write_text(SQUARE, "utf-8")
    step = folder / "one" / "read.fr.md"
    step.write_text(step.read_text("utf-8") + "\n![Un carré](media/square.svg) ![Rien](media/rien.png)\n", "utf-8")
    browser = sign_in(ghizlane)
    upload(browser, folder)
    return browser


def frame(page: Shown) -> str:
    address: str = page.tree.xpath("//iframe/@src")[0]
    return address


def test_the_frame_shows_each_language_and_what_is_wrong(author: Client) -> None:
    page = visit(author, "/studio/essai/draft/preview/")
    assert frame(page) == f"{SHOWN}fr/one/read/"
    assert "media/rien.png" in page.text
    wrong = page.tree.xpath("//section[@aria-labelledby='look']//li//a/@href")[0]
    assert "media/rien.png" in page.tree.xpath(f"string(//*[@id='{wrong[1:]}'])")
    packed = author.get("/studio/essai/draft/draft.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(packed))) as files:
        assert any(name.endswith("one/read.fr.md") for name in files.namelist())
    assert "frame-src 'self'" in page.response.headers["Content-Security-Policy"]
    for language, words in (("fr", "Qui observe la leçon ?"), ("en", "Who observes the lesson?")):
        page = visit(author, f"/studio/essai/draft/preview/?in={language}&step=one/read&size=wide")
        inner = visit(author, frame(page))
        assert words in inner.text
        assert inner.tree.get("lang") == language
        assert inner.response.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in inner.response.headers["Content-Security-Policy"]
    assert author.get(f"{SHOWN}ar/one/read/").status_code == 404
    assert author.get(f"{SHOWN}fr/one/nothing/").status_code == 404
    assert visit(author, "/studio/essai/draft/preview/?step=a/b&in=zz").status == 200


def test_only_the_frames_of_the_studio_are_opened(author: Client) -> None:
    for address in ("/", "/studio/essai/", "/studio/essai/draft/"):
        response = author.get(address)
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        assert "frame-src" not in response.headers["Content-Security-Policy"]


def test_questions_answer_and_nothing_is_kept(author: Client) -> None:
    told = Sentence.objects.count()
    page = visit(author, f"{SHOWN}fr/one/quiz/")
    assert SECRET not in page.response.content.decode()
    form = page.form("/answer/final")
    assert page.send(form).status == 422
    name, value = page.label("Une collègue")
    numeric = next(field for field in form.fields if field.startswith("answer.how-many"))
    form.fields |= {name: [value], numeric: ["12"]}
    page = page.send(form)
    assert page.status == 200
    assert "Points : 2 sur 2" in page.text
    assert SECRET in page.response.content.decode()
    page = visit(author, f"{SHOWN}fr/one/read/")
    page = page.send(page.form("/done"))
    assert page.address == f"{SHOWN}fr/one/quiz/"
    assert "Points : 2 sur 2" not in page.text
    assert (Attempt.objects.count(), Enrolment.objects.count(), Sentence.objects.count()) == (0, 0, told)


def test_a_new_draft_is_seen_at_once(author: Client, tmp_path: Path) -> None:
    visit(author, f"{SHOWN}fr/one/read/")
    upload(author, write(tmp_path / "b", right="Un ami"))
    page = visit(author, f"{SHOWN}fr/one/read/")
    assert "Un ami" in page.text
    assert "Une collègue" not in page.text


def test_files_are_for_the_team(author: Client, sign_in: SignIn, zed: Person, visitor: Client) -> None:
    page = visit(author, f"{SHOWN}fr/one/read/")
    address: str = page.tree.xpath("//img/@src")[0]
    assert address.startswith("/studio/essai/draft/files/")
    response = author.get(address)
    assert (response.status_code, response.content.decode()) == (200, SQUARE)
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    assert author.get("/studio/essai/draft/files/" + "0" * 64 + "/x.svg").status_code == 404
    assert visitor.get(address.replace("/studio/essai/draft", "")).status_code == 404
    for closed in (address, f"{SHOWN}fr/", f"{SHOWN}fr/one/read/", "/studio/essai/draft/preview/"):
        assert sign_in(zed).get(closed).status_code == 403
        assert visitor.get(closed).status_code == 302


def test_what_cannot_be_shown_is_left_out(author: Client, tmp_path: Path) -> None:
    folder = write(tmp_path / "b")
    words = {"title": "Lire", "text": "Qui ?", "wrong": "Non", "right": "Oui", "secret": "x"}
    (folder / "one" / "read.fr.md").write_text((READ % words).replace("- [x]", "- [ ]"), "utf-8")
    (folder / "one" / "quiz.en.md").unlink()
    upload(author, folder)
    assert visit(author, f"{SHOWN}fr/one/read/").status == 200
    assert visit(author, f"{SHOWN}en/one/quiz/").status == 200
    upload(author, write(tmp_path / "c"))
    (tmp_path / "c" / "course.yaml").write_text("takwin: 1\nid: essai\nlanguages: [fr]\n", "utf-8")
    upload(author, tmp_path / "c")
    assert Draft.objects.exists()
    assert visit(author, "/studio/essai/draft/preview/").status == 200
    assert author.get(f"{SHOWN}fr/").status_code == 404


def test_a_quiz_with_a_limit_is_begun_and_tried_as_often_as_one_likes(author: Client, tmp_path: Path) -> None:
    quiz = f"::::::{{quiz}} final\n:attempts: 1\n:minutes: 20\n\n{craft.number('un', 1)}::::::"
    upload(author, craft.write(tmp_path / "timed", quiz))
    told = Sentence.objects.count()
    for _ in range(2):
        page = visit(author, f"{SHOWN}fr/one/quiz/")
        assert "Vous disposez de 20 minutes pour ce quiz." in page.text
        assert not page.tree.xpath("//input[@name='answer.un']")
        (address,) = page.tree.xpath("//form//button/@formaction[contains(., '/begin/')]")
        page = visit(author, author.post(address.split("#")[0]).headers["Location"])
        assert "20 minutes" in page.text
        page = page.send(page.form("/answer/final"), answer__un="1")
        assert "Points : 1 sur 1" in page.text
        (again,) = page.tree.xpath("//a[contains(@href, '?again=final')]/@href")
    assert (
        visit(author, f"{page.address.split('#')[0]}{again}").address.split("?")[0].split("#")[0].endswith("/one/quiz/")
    )
    assert (Attempt.objects.count(), Enrolment.objects.count(), Sentence.objects.count()) == (0, 0, told)
    assert author.post(f"{SHOWN}fr/one/quiz/begin/nothing").status_code == 404
