"""An author's whole way: upload, publish, offer, see people learn, correct a key openly, move the run."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from takwin.accounts.models import Person
from takwin.content import pack
from takwin.notices.models import Notice
from tests.cast import SignIn
from tests.journeys.course import write
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db(transaction=True)
QUIZ = "/courses/essai/one/quiz/"


def upload(browser: Client, folder: Path) -> Shown:
    page = visit(browser, "/studio/upload")
    files: dict[str, Path | bytes] = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    return page.send(page.form("/studio/upload"), archive=SimpleUploadedFile("essai.zip", pack.of_files(files)))


def publish(browser: Client, folder: Path) -> Shown:
    page = upload(browser, folder)
    assert page.address == "/studio/essai/draft/", page.text
    return page.send(page.form("/draft/publish"))


def answer(browser: Client, choice: str, number: str) -> Shown:
    page = visit(browser, QUIZ)
    form = page.form("/answer/final")
    name, value = page.label(choice)
    numeric = next(field for field in form.fields if field.startswith("answer.how-many"))
    form.fields |= {name: [value], numeric: [number]}
    return page.send(form)


def follow(page: Shown, ending: str) -> Shown:
    """Click the link of the page's main part whose address ends so."""
    links: list[Any] = page.tree.xpath("//main//a/@href")
    return visit(page.browser, next(link for link in links if link.endswith(ending)))


def test_from_upload_to_a_corrected_mark(ghizlane: Person, amina: Person, sign_in: SignIn, tmp_path: Path) -> None:
    author, learner = sign_in(ghizlane), sign_in(amina)
    page = publish(author, write(tmp_path / "essai", answer="7"))
    assert "La version 1 est publiée." in page.text
    assert learner.get("/courses/essai/").status_code == 404
    page = follow(page, "/runs/")
    page = page.send(page.form("/runs/offer"), reason="Un essai.")
    assert "Le cours est ouvert" in page.text
    learner.post("/courses/essai/enrol")
    assert "Points : 1 sur 2" in answer(learner, "Une collègue", "12").text

    page = publish(author, write(tmp_path / "essai", answer="12"))
    page = follow(page, "/runs/")
    assert "La version 2 est plus récente." in page.text
    page = follow(page, "/release/")
    assert "Question 3 Qui observe" in page.text
    assert "son corrigé ou ses points ont changé ; 1 réponse est recorrigée." in page.text
    assert page.send(page.form("/release/"), reason="").status == 422
    page = page.send(page.form("/release/"), reason="Douze était la bonne réponse.")
    assert page.address == "/studio/essai/runs/open/corrections/"
    assert "1 réponse a une autre note" in page.text
    assert "Amina Bennani" in page.text
    assert "2 sur 2" in visit(author, "/studio/essai/runs/open/marks/").text

    marks = visit(learner, "/courses/essai/marks/")
    assert "votre note était 0, elle est maintenant 1" in marks.text
    assert "Douze était la bonne réponse." in marks.text
    assert "Ghizlane Tazi" in marks.text
    assert Notice.objects.get(person=amina).values == {"reason": "Douze était la bonne réponse."}
    assert "Douze était la bonne réponse." in visit(learner, "/notices/").text


def test_the_gradebook_leaves_as_a_table(ghizlane: Person, amina: Person, sign_in: SignIn, tmp_path: Path) -> None:
    author, learner = sign_in(ghizlane), sign_in(amina)
    page = follow(publish(author, write(tmp_path / "essai")), "/runs/")
    page = page.send(page.form("/runs/offer"), reason="Un essai.")
    Person.objects.filter(pk=amina.pk).update(name='=HYPERLINK("http://x.test")')
    learner.post("/courses/essai/enrol")
    answer(learner, "Une collègue", "7")
    page = follow(page, "/marks/")
    response = author.get(next(link for link in page.tree.xpath("//main//a/@href") if link.endswith(".csv")))
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    head, row = csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig")))
    names = ["name", "sign-in name", "who", "how-many", "total", "points", "steps done"]
    assert [title.rpartition(" [")[2] for title in head] == [f"{name}]" for name in names]
    assert (head[0], head[2]) == ("Nom [name]", "2. Qui observe la leçon ? [who]")
    assert row == ['\'=HYPERLINK("http://x.test")', "amina", "1.00", "0.00", "1.00", "2.00", "0"]


def test_a_run_is_moved_only_with_the_release_that_was_shown(ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> None:
    author = sign_in(ghizlane)
    page = follow(publish(author, write(tmp_path / "essai")), "/runs/")
    page.send(page.form("/runs/offer"), reason="Un essai.")
    publish(author, write(tmp_path / "essai", answer="13"))
    shown = visit(author, "/studio/essai/runs/open/release/")
    publish(author, write(tmp_path / "essai", answer="14"))
    shown.send(shown.form("/release/"), reason="Treize.")
    assert ghizlane.teams.get().course.runs.get().release.number == 2


def test_a_course_with_errors_is_not_published(ghizlane: Person, sign_in: SignIn, tmp_path: Path) -> None:
    folder = write(tmp_path / "essai")
    (folder / "one" / "quiz.fr.md").write_text("---\ntitle: Quiz\n---\n::::{quiz} final\n", encoding="utf-8")
    author = sign_in(ghizlane)
    page = upload(author, folder)
    assert "one/quiz.fr.md" in page.text
    assert not page.tree.xpath("//main//form[contains(@action, 'publish')]")
    assert author.post("/studio/essai/draft/publish").status_code == 302
    assert not ghizlane.teams.get().course.releases.exists()
