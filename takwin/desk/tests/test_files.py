"""A file that was chosen without a network comes before its answer, and only once."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from takwin.accounts.models import Person
from takwin.assessment.models import AnswerFile, Attempt
from takwin.desk import handing_in
from takwin.desk.queries import store_of
from takwin.desk.tests.builders import act, batch, enrolment, sample, send
from takwin.desk.tests.test_acts import outcomes
from takwin.files.queries import path
from takwin.learning.models import Enrolment
from takwin.lib.ids import uuid7
from tests.cast import SignIn

COURSE, STEP, ITEM = "teaching-with-digital-resources", "share/publish", "my-page"
PDF = b"%PDF-1.4 une page"


def bring(
    browser: Client, person: Person, mine: Enrolment, name: str = "page.pdf", data: bytes = PDF, **other: Any
) -> Any:
    said = {
        "person": store_of(person),
        "enrolment": mine.uid,
        "release": mine.release_id,
        "language": "fr",
        "item": ITEM,
    }
    return browser.post("/desk/files", {**said, "file": SimpleUploadedFile(name, data), **other})


def answered(mine: Enrolment, kept: str) -> Any:
    said: Any = {"step": STEP, "group": ITEM, "release": str(mine.release_id), "language": "fr", "token": str(uuid7())}
    return act(mine, "answered", **said, fields={f"answer.{ITEM}-kept": [kept]})


def test_a_file_comes_and_then_the_answer_that_names_it(
    amina: Person, sign_in: SignIn, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, browser = enrolment(amina, sample(COURSE)), sign_in(amina)
    told = browser.get(f"/desk/{COURSE}/state.json").json()["groups"][ITEM]
    assert told["files"] == {ITEM: {"types": ["pdf", "odt", "docx", "jpg", "png"], "size": 1_000_000}}
    assert not told["online"]
    with django_capture_on_commit_callbacks(execute=True):
        bring(browser, amina, mine)  # the answer to this was lost
        kept = bring(browser, amina, mine).json()["file"]
    one = answered(mine, kept)
    assert outcomes(send(browser, batch(amina, one | {"id": str(uuid7()), "files": {}}))) == ["refused"], "old pages"
    assert outcomes(send(browser, batch(amina, one))) == ["taken"]
    assert outcomes(send(browser, batch(amina, one))) == ["known"]
    assert Attempt.objects.get().response == {"file": kept, "name": "page.pdf", "size": len(PDF)}
    assert [(file.uid.hex, file.handed_in) for file in AnswerFile.objects.all()] == [(kept, True)]
    assert path(AnswerFile.objects.get().blob_id).read_bytes() == PDF
    monkeypatch.setattr(handing_in, "MOST", 1)
    more = bring(browser, amina, mine, data=PDF + b".")
    assert (more.status_code, AnswerFile.objects.count()) == (422, 1), "nobody fills the disk"


def test_what_is_not_taken_is_refused_with_a_reason(amina: Person, brahim: Person, sign_in: SignIn) -> None:
    mine, browser = enrolment(amina, sample(COURSE)), sign_in(amina)
    for bad in (
        {"name": "page.exe"},
        {"data": b""},
        {"data": b"PK no page"},
        {"data": bytes(1_000_001)},
        {"item": "at-ease-before"},
        {"item": "nothing"},
        {"language": "de"},
        {"release": "x"},
        {"enrolment": uuid7()},
        {"file": "no file"},
    ):
        answer = bring(browser, amina, mine, **bad)
        assert (answer.status_code, bool(answer.json()["reason"])) == (422, True), bad
    assert bring(browser, brahim, mine).status_code == 409
    assert bring(sign_in(brahim), brahim, mine).status_code == 422, "nobody brings a file for another"
    assert not AnswerFile.objects.exists()
    kept = bring(browser, amina, mine).json()["file"]
    his = enrolment(brahim, mine.release)
    for name, who, whose in ((kept, his, brahim), (uuid7().hex, mine, amina), ("x", mine, amina)):
        assert outcomes(send(sign_in(whose), batch(whose, answered(who, name)))) == ["refused"]
    assert not Attempt.objects.exists()
