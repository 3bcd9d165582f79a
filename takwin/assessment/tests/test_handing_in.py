"""Of the files that are handed in for practice the newest stays, however they came; all that stay are taken along."""

import json
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions, mine
from takwin.assessment.actions.handing_in import hand_in, keep_file
from takwin.assessment.models import AnswerFile, Attempt
from takwin.assessment.tests.builders import again, enrolment
from takwin.files import actions as files
from takwin.files.queries import path
from takwin.lib import digest
from tests.cast import SignIn


def test_an_older_file_that_comes_late_leaves_the_newer_one(amina: Person) -> None:
    who, now = enrolment(amina), timezone.now()
    for number in ("1", "2"):
        actions.answer(again(who), {"warm-up": {"number": number}}, uuid4(), "fr", now)
    older, newer = Attempt.objects.order_by("number")
    for attempt in (newer, older):
        kept = keep_file(who, "warm-up", "page.txt", b"%d" % attempt.number, now)
        attempt.response, attempt.points = {"file": kept.uid.hex}, 0
        attempt.save()
        hand_in(attempt)
    assert [(one.uid.hex, one.handed_in) for one in AnswerFile.objects.all()] == [(newer.response["file"], True)]


def test_my_data_has_the_files_and_names_the_one_that_is_lost(
    amina: Person, brahim: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, now = enrolment(amina), timezone.now()
    sent = [("a:b.txt", b"one"), ("A_B.txt", b"two"), ("con.pdf", b"lost"), ("صورتي.jpg", bytes(2**20))]
    for name, data in sent:
        kept = keep_file(who, "warm-up", name, data, now)
        AnswerFile.objects.filter(pk=kept.pk).update(handed_in=True)
    path(digest.of_bytes(b"lost")).unlink()
    archive = ZipFile(BytesIO(sign_in(amina).get(reverse("my-data-download")).getvalue()))
    assert archive.testzip() is None
    folder = "files/essai/warm-up/"
    assert {one.filename: one.file_size for one in archive.infolist() if one.filename.startswith("files/")} == {
        f"{folder}a_b.txt": 3,
        f"{folder}A_B-2.txt": 3,
        f"{folder}صورتي.jpg": 2**20,
    }
    assert archive.read(f"{folder}A_B-2.txt") == b"two"
    assert archive.read("LOST.txt").decode().splitlines()[2:] == [f"{folder}_con.pdf"]
    told = json.loads(archive.read("assessment.json"))["files"]
    assert [(one["name"], one["file"]) for one in told][:2] == [
        ("a:b.txt", f"{folder}a_b.txt"),
        ("A_B.txt", f"{folder}A_B-2.txt"),
    ]
    gone: list[str] = []
    monkeypatch.setattr(files, "discard", lambda blob: gone.append(blob.digest))
    mine.erase(amina, now)
    assert (gone, len(gone)) == (sorted(gone), len(sent)), (
        "in one order, or PostgreSQL has two who wait for one another"
    )
    other = ZipFile(BytesIO(sign_in(brahim).get(reverse("my-data-download")).getvalue())).namelist()
    assert not [name for name in other if "/" in name or name == "LOST.txt"]
