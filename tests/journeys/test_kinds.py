"""Every example of every kind in a course: shown, answered and told about, in its language, with plain forms only."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment.forms import arranged
from takwin.assessment.models import Attempt
from takwin.content.actions.publish import publish
from takwin.content.queries import sealed_key
from takwin.items.manual import examples, pictures
from takwin.items.shelf import KINDS
from takwin.items.tests.reading import posted
from takwin.learning import actions
from takwin.learning.activity import subject
from takwin.learning.models import Enrolment, Run
from takwin.records.models import Sentence
from takwin.records.vocabulary import VERBS, Audience
from tests.cast import SignIn
from tests.journeys.pages import visit

pytestmark = pytest.mark.django_db(transaction=True)
COURSE = """\
takwin: 1
id: kinds
languages: [{language}]
title: Kinds
summary: Every kind of question.
description: You will have seen them all.
audience: Everybody
prerequisites: None
hours: 1
licence: CC-BY-SA-4.0
authors: [Takwin]
modules:
  - id: all
    title: All
    steps: [all]
"""


def offer(folder: Path, language: str) -> Run:
    """A course of one step with every example in a language, each to practise."""
    told = [source for book in KINDS.values() for name, source in examples(book).items() if f".{language}." in name]
    (folder / "all").mkdir(parents=True)
    (folder / "course.yaml").write_text(COURSE.format(language=language), encoding="utf-8")
    (folder / "media").mkdir()
    for path, picture in (one for book in KINDS.values() for one in pictures(book).items()):
        (folder / path).write_bytes(picture.read_bytes())
    text = "\n".join(["---", "title: All", "minutes: 60", "---", *told])
    (folder / "all" / f"all.{language}.md").write_text(text, encoding="utf-8")
    return actions.create_run(publish(folder, None, timezone.now()).release)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_example_is_answered(language: str, tmp_path: Path, amina: Person, sign_in: SignIn) -> None:
    run = offer(tmp_path / language, language)
    Person.objects.filter(pk=amina.pk).update(language="en")
    browser: Client = sign_in(amina)
    page = visit(browser, "/courses/kinds/")
    page.send(page.form("/enrol"))
    enrolment = Enrolment.objects.get(run=run)
    address = "/courses/kinds/all/all/"
    hints = "".join(
        source for book in KINDS.values() for name, source in examples(book).items() if f".{language}." in name
    )
    told = visit(browser, address).tree.xpath("//main//form//details[contains(@class, 'hints')]")
    assert len(told) == hints.count("{hint}") > 5
    for item, rule in run.release.outline["items"].items():
        book, key = KINDS[rule["kind"]], sealed_key(run.release_id, item)[language]
        sent: dict[str, list[Any]] = dict(
            posted(arranged(run.release_id, language, item, enrolment), book.solution(key))
        )
        page = visit(browser, address)
        form = page.form(f"/answer/{item}")
        if book.shape == "file":
            sent = {
                "answer": [
                    SimpleUploadedFile(
                        "answer.png" if item == "board-photo" else "answer.pdf",
                        b"\x89PNG\r\n\x1a\n" if item == "board-photo" else b"%PDF-1.7",
                    )
                ]
            }
        form.fields |= {f"answer.{item}{name.removeprefix('answer')}": values for name, values in sent.items()}
        page = page.send(form)
        told = page.tree.xpath(f"//form[@id='{item}']//*[@role='status']")
        assert page.status == 200, item
        assert [("is-right" in one.get("class")) for one in told] == [book.marked], item
        assert page.tree.xpath(f"//form[@id='{item}']//fieldset[@disabled]"), item
        afresh = page.tree.xpath(f"string(//form[@id='{item}']//a[contains(@href, 'again=')])")
        words = "Try again" if book.marked else "Change my answer"
        assert afresh == (words if rule["attempts"] is None else ""), item
    told = Sentence.objects.filter(verb=VERBS["answered"].number).select_related("activity")
    for sentence in told:
        book = KINDS[run.release.outline["items"][subject(sentence.activity.path)[1]]["kind"]]
        assert sentence.audience == (Audience.COURSE if book.marked else Audience.PRIVATE), book.name
        assert ("response" in sentence.result) == book.marked, book.name
    assert {one.mark for one in Attempt.objects.all() if one.mark != one.points} == set()
