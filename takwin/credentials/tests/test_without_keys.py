"""A site whose key files are missing or damaged: what needs no key goes on, the rest says so, and nothing is half done."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.content.models import Course, Member
from takwin.credentials import actions
from takwin.credentials.followers import FOLLOWERS
from takwin.credentials.models import Credential, Decision
from takwin.credentials.tests.conftest import Award, complete
from takwin.learning import actions as learning
from takwin.learning.models import Run
from takwin.records.following import follow_all
from takwin.records.models import Cursor

SignIn = Callable[[Person], Client]
WORDS = "cannot be signed or checked at the moment"
DAMAGES = ("missing", "", '{"secretKeyMu', "[]", "\0\1\2")


@pytest.fixture
def credential(award: Award, amina: Person) -> Credential:
    """What amina holds, for all to read."""
    held = award(amina)
    actions.show(held, True)
    return held


def damage(folder: Path, how: str) -> None:
    path = folder / "signing-key.json"
    if how == "missing":
        path.unlink()
    else:
        path.write_text(how)


@pytest.mark.parametrize("how", DAMAGES)
def test_what_was_signed_is_still_shown(
    visitor: Client, credential: Credential, settings: Settings, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    damage(settings.KEYS, how)
    for address in (credential.pk, f"{credential.pk}.json", f"{credential.pk}.pdf", "verify/", "status/revocation-1"):
        answer = visitor.get(f"/credentials/{address}")
        list(answer)  # a file is closed at its end
        assert answer.status_code in {200, 202}, address
    assert "signing-key" not in caplog.text


@pytest.mark.parametrize("how", DAMAGES)
def test_what_needs_the_keys_says_so_and_speaks_against_no_credential(
    visitor: Client, credential: Credential, settings: Settings, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    damage(settings.KEYS, how)
    file = SimpleUploadedFile("c.json", credential.signed.encode())
    for answer in (visitor.post("/credentials/verify/", {"file": file}), visitor.get("/.well-known/did.json")):
        assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
        assert str(settings.KEYS) not in answer.content.decode()
    told = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert len(told) == 2
    assert all(str(settings.KEYS) in one for one in told)
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("language", "words"), [("en", WORDS), ("fr", "ni signées ni vérifiées"), ("ar", "لا يمكن حاليًا توقيع")]
)
def test_it_is_said_in_the_language_of_the_reader(
    visitor: Client, site: Path, db: None, settings: Settings, language: str, words: str
) -> None:
    damage(settings.KEYS, "missing")
    answer = visitor.get("/.well-known/did.json", headers={"accept-language": language})
    assert words in answer.content.decode()


def test_a_decision_that_cannot_be_signed_is_not_taken(
    sign_in: SignIn, credential: Credential, salma: Person, settings: Settings
) -> None:
    Member.objects.create(course=Course.objects.get(), person=salma)
    damage(settings.KEYS, "missing")
    answer = sign_in(salma).post(f"/credentials/{credential.pk}/revoke", {"reason": "Une erreur."})
    assert (answer.status_code, "ni signées ni vérifiées" in answer.content.decode()) == (503, True)
    credential.refresh_from_db()
    assert (credential.revoked, Decision.objects.count()) == (None, 0)


def test_issuing_waits_says_so_once_and_is_done_when_the_keys_are_back(
    credential: Credential, brahim: Person, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    path = settings.KEYS / "signing-key.json"
    kept = path.read_bytes()
    path.unlink()
    complete(learning.enrol(brahim, Run.objects.get(), timezone.now()))
    for _ in range(3):
        follow_all(FOLLOWERS)
    assert not Credential.objects.filter(person=brahim).exists()
    assert "There is no signing key" in Cursor.objects.get(follower="credentials").trouble
    (told,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert (told.exc_info, "There is no signing key" in told.getMessage()) == (None, True)
    path.write_bytes(kept)
    follow_all(FOLLOWERS)
    assert json.loads(Credential.objects.get(person=brahim).signed)["proof"]
    assert Cursor.objects.get(follower="credentials").stopped_at is None
