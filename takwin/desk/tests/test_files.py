"""A file that was chosen without a network comes before its answer, and only once."""

import os
import random
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment.models import AnswerFile, Attempt
from takwin.desk import begun, handing_in
from takwin.desk import mine as mine_of_the_desk
from takwin.desk.queries import store_of
from takwin.desk.tests.builders import act, batch, enrolment, sample, send
from takwin.desk.tests.test_acts import outcomes
from takwin.files.queries import path
from takwin.learning.models import Enrolment
from takwin.lib import digest
from takwin.lib.ids import uuid7
from takwin.web.uploads import taken
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
        "name": name,
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


def test_a_large_file_comes_in_pieces_and_goes_on_where_it_was_cut(
    amina: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, browser = enrolment(amina, sample(COURSE)), sign_in(amina)
    data = PDF + random.Random(3).randbytes(900)
    told: Any = {"digest": digest.of_bytes(data), "size": len(data), "name": "page.pdf"}

    def send_on(start: int, length: int = 400, **other: Any) -> Any:
        return bring(browser, amina, mine, data=data[start : start + length], **{**told, "start": start, **other})

    def ask(**other: Any) -> Any:
        return bring(browser, amina, mine, **{**told, "file": "", **other})

    for bad in ({"name": "page.exe"}, {"size": 1_000_001}, {"digest": "../x"}, {"size": "many"}, {"size": 200}):
        answer = send_on(0, **bad)
        assert (answer.status_code, bool(answer.json()["reason"])) == (422, True), "refused before all of it has come"
    assert [ask().json(), send_on(0).json(), send_on(0).json(), ask().json()] == [
        {"have": 0}, {"have": 400}, {"have": 400}, {"have": 400},
    ]  # fmt: skip
    assert send_on(800).json() == {"have": 400}, "a piece is missing before it"
    assert send_on(400).json() == {"have": 800}
    where = begun.place(store_of(amina), told["digest"])
    where.write_bytes(PDF + bytes(900))
    assert ask().json() == {"have": 0}, "a power cut left other bytes, as many as there should be"
    full = [OSError("no space left on device")]

    def meanwhile(*said: Any) -> Any:
        if full:
            raise full.pop()
        assert ask().json() == {"have": 0}, "another request has it: nobody keeps it twice"
        return taken(*said)

    monkeypatch.setattr(handing_in, "taken", meanwhile)
    with pytest.raises(OSError, match="no space"):
        send_on(0, len(data))
    assert where.read_bytes() == data, "nothing is lost"
    kept = ask().json()["file"]
    monkeypatch.setattr(handing_in, "taken", taken)
    assert AnswerFile.objects.count() == 1
    assert ask().json() == {"file": kept}, "the answer to the last piece was lost"
    assert outcomes(send(browser, batch(amina, answered(mine, kept)))) == ["taken"]
    assert path(AnswerFile.objects.get().blob_id).read_bytes() == data
    odd = {"name": "page.docx"}
    assert [send_on(0, 1000, **odd).status_code, ask().json()] == [422, {"have": 0}], (
        "what it is not, is seen at the end"
    )
    for number in range(begun.MOST + 1):
        send_on(0, digest=f"{number:064d}")
    left = list((settings.DATA / "uploads").glob("desk-*"))
    assert len(left) == begun.MOST
    os.utime(left[0], (0, 0))
    assert begun.forget_old(timezone.now()) == 1
    with monkeypatch.context() as race:
        race.setattr(Path, "exists", lambda _: True)  # and gone a moment later
        race.setattr(begun, "_begun", lambda _: [left[0]])
        assert begun.forget_old(timezone.now()) == 1
    mine_of_the_desk.erase(amina, timezone.now())
    assert not list((settings.DATA / "uploads").glob("desk-*"))
