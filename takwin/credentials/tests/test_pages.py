"""The pages of a credential: who sees what, in which language, and the documents for machines."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from takwin.accounts.mine import erase_everywhere
from takwin.accounts.models import Person
from takwin.content.models import Course, Member
from takwin.credentials import actions, parts, queries, signing
from takwin.credentials.models import Credential
from takwin.credentials.tests.conftest import Award
from takwin.credentials.tests.test_verify import by_somebody_else

SignIn = Callable[[Person], Client]
NAME = "Amina Bennani"


@pytest.fixture
def credential(award: Award, amina: Person) -> Credential:
    """What amina holds."""
    return award(amina)


def page(browser: Client, credential: Credential, ending: str = "", status: int = 200, language: str = "en") -> str:
    answer = browser.get(f"/credentials/{credential.pk}{ending}", headers={"accept-language": language})
    assert answer.status_code == status
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return content.decode("latin-1" if ending == ".pdf" else "utf-8")


def test_a_private_one_tells_a_visitor_only_how_it_stands(visitor: Client, credential: Credential) -> None:
    seen = page(visitor, credential)
    assert "This credential is valid." in seen
    assert "A. B." in seen
    assert NAME not in seen
    for ending in (".json", ".pdf"):
        page(visitor, credential, ending, status=403)


def test_a_public_one_shows_all_that_was_signed(visitor: Client, credential: Credential) -> None:
    actions.show(credential, True)
    seen = page(visitor, credential)
    for word in (
        NAME,
        "83% of the points",
        "Culture numérique",
        "2,5 points sur 3",
        f"{1:064d}",
        "École de démonstration",
    ):
        assert word in seen
    assert json.loads(page(visitor, credential, ".json"))["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
    assert page(visitor, credential, ".pdf").startswith("%PDF")


def test_the_holder_and_the_team_see_it_and_a_stranger_does_not(
    sign_in: SignIn, credential: Credential, amina: Person, ghizlane: Person, salma: Person, zed: Person
) -> None:
    Member.objects.create(course=Course.objects.get(), person=ghizlane)
    for person in (amina, ghizlane, salma):
        assert NAME in page(sign_in(person), credential)
        assert NAME in page(sign_in(person), credential, ".json")
    assert NAME not in page(sign_in(zed), credential)
    page(sign_in(zed), credential, ".json", status=403)
    page(sign_in(zed), credential, ".pdf", status=403)


def test_the_holder_alone_chooses_who_reads_it(
    sign_in: SignIn, visitor: Client, credential: Credential, amina: Person, salma: Person, zed: Person
) -> None:
    address = f"/credentials/{credential.pk}/show"
    for person in (salma, zed):
        assert sign_in(person).post(address, {"public": "yes"}).status_code == 403
    assert visitor.post(address, {"public": "yes"}).status_code == 302
    assert NAME not in page(visitor, credential)
    sign_in(amina).post(address, {"public": "yes"})
    assert NAME in page(visitor, credential)
    told = visitor.get(f"/credentials/{credential.pk}.json").headers
    assert told["Cache-Control"].startswith("private"), "it may be closed again, and then no cache tells it"
    sign_in(amina).post(address, {"public": "no"})
    assert NAME not in page(visitor, credential)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_speaks_every_language(
    sign_in: SignIn, credential: Credential, salma: Person, language: str
) -> None:
    salma.language = language
    salma.save()
    browser = sign_in(salma)
    addresses = ["", "/revoke", "/suspend", "/reissue", "/reinstate"]
    seen = [page(browser, credential, ending, language=language) for ending in addresses]
    others = ("/credentials/verify/", "/studio/essai/credentials/")
    seen += [browser.get(address, headers={"accept-language": language}).content.decode() for address in others]
    for text in seen:
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in text
        words = re.sub("<[^>]*>", "", text.split('id="main"')[1].split("</main>")[0])
        assert language == "en" or "redential" not in words


@pytest.mark.parametrize("verb", ["revoke", "suspend", "reissue"])
def test_only_the_team_decides(
    sign_in: SignIn, visitor: Client, credential: Credential, amina: Person, zed: Person, salma: Person, verb: str
) -> None:
    address = f"/credentials/{credential.pk}/{verb}"
    for person in (amina, zed):
        assert sign_in(person).post(address, {"reason": "non"}).status_code == 403
    assert visitor.post(address, {"reason": "non"}).status_code == 302
    credential.refresh_from_db()
    assert parts.standing(credential) == "valid"
    empty = sign_in(salma).post(address, {"reason": ""})
    assert "has-error" in empty.content.decode()
    done = sign_in(salma).post(address, {"reason": "Une bonne raison"})
    assert done.status_code == 302
    fresh = Credential.objects.get(pk=credential.pk)
    assert parts.standing(fresh) == {"revoke": "revoked", "suspend": "suspended", "reissue": "replaced"}[verb]
    again = sign_in(salma).post(address, {"reason": "Encore"}, follow=True)
    assert "notice" in again.content.decode()


def test_what_was_decided_is_told_on_its_page(
    sign_in: SignIn, visitor: Client, credential: Credential, salma: Person
) -> None:
    actions.suspend(credential, salma, "Un doute", timezone.now())
    assert "This credential is suspended." in page(visitor, credential)
    assert "Un doute" not in page(visitor, credential)
    assert "Un doute" in page(sign_in(salma), credential)
    actions.reinstate(credential, salma, "Levé", timezone.now())
    new = actions.reissue(credential, salma, "Nom", timezone.now())
    assert f'href="/credentials/{new.pk}"' in page(visitor, credential)
    assert f'href="/credentials/{credential.pk}"' in page(visitor, new)
    actions.revoke(new, salma, "Fini", timezone.now())
    assert "This credential has been revoked." in page(visitor, new)


def test_an_erased_one_still_says_how_it_stands(visitor: Client, credential: Credential, amina: Person) -> None:
    actions.show(credential, True)
    erase_everywhere(amina, timezone.now())
    seen = page(visitor, credential)
    assert "Its holder has erased their account" in seen
    assert NAME not in seen
    page(visitor, credential, ".json", status=403)


def test_the_pdf_that_is_not_there_yet_is_waited_for(
    sign_in: SignIn, credential: Credential, amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = queries.certificate_path(credential)
    first = path.read_bytes()
    path.unlink()
    page(sign_in(amina), credential, ".pdf")
    assert path.read_bytes() == first
    path.unlink()
    monkeypatch.setattr("takwin.credentials.printing._keep", lambda path, data: None)
    answer = sign_in(amina).get(f"/credentials/{credential.pk}.pdf")
    assert (answer.status_code, answer.headers["Refresh"]) == (202, "2")


def test_the_documents_for_machines(visitor: Client, credential: Credential, settings: Settings) -> None:
    document = json.loads(visitor.get("/.well-known/did.json").content)
    assert document["id"] == "did:web:school.example"
    assert json.loads(credential.signed)["proof"]["verificationMethod"] in document["assertionMethod"]
    for entry in json.loads(credential.signed)["credentialStatus"]:
        path = entry["statusListCredential"].removeprefix("https://school.example")
        answer = visitor.get(path)
        assert answer.headers["Content-Type"] == "application/vc"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert json.loads(answer.content)["id"] == entry["statusListCredential"]
    assert visitor.get("/credentials/status/revocation-9").status_code == 404
    assert visitor.get("/credentials/status/other-1").status_code == 404
    settings.FORMER_URLS = ["https://testserver"]
    assert json.loads(visitor.get("/.well-known/did.json").content)["id"] == "did:web:testserver"


def given(visitor: Client, data: bytes, name: str = "x.json") -> str:
    answer = visitor.post(
        "/credentials/verify/", {"file": SimpleUploadedFile(name, data)}, headers={"accept-language": "en"}
    )
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_file_is_verified_on_a_page(visitor: Client, credential: Credential, salma: Person) -> None:
    assert "You can rely on this credential" in given(visitor, credential.signed.encode())
    assert NAME in given(visitor, queries.certificate_path(credential).read_bytes(), "x.pdf")
    changed = given(visitor, credential.signed.replace(NAME, "Quelqu'un d'autre").encode())
    assert "Do not rely on this credential." in changed
    assert "something has been changed" in changed
    assert "There is no credential in this file." in given(visitor, b"hello")
    actions.revoke(credential, salma, "Fini", timezone.now())
    assert "It has been revoked" in given(visitor, credential.signed.encode())


def test_a_file_by_somebody_else_is_never_green(visitor: Client, credential: Credential) -> None:
    seen = given(visitor, json.dumps(by_somebody_else(id="urn:uuid:5f1b3c1e-0000-4000-8000-000000000001")).encode())
    assert "it is by somebody this site does not know: did:key:z6Mk" in seen
    assert "notice-warning" in seen
    assert "You can rely on" not in seen


def test_an_address_of_ours_that_we_did_not_issue_is_not_believed(visitor: Client, credential: Credential) -> None:
    strange = credential.signed.replace(str(credential.pk), str(UUID(int=7)))
    document = {name: value for name, value in json.loads(strange).items() if name != "proof"}
    method = json.loads(strange)["proof"]["verificationMethod"]
    signed = json.dumps(signing.sign(document, queries.ring().signing, method, timezone.now()))
    assert "this site has not issued it" in given(visitor, signed.encode())


def test_the_books_know_present_and_former_addresses(credential: Credential, salma: Person, settings: Settings) -> None:
    assert queries.recorded(queries.address(credential.pk)) == "valid"
    assert queries.recorded("https://old.example/takwin/credentials/" + str(credential.pk)) == ""
    settings.FORMER_URLS = ["https://old.example/takwin/"]
    actions.suspend(credential, salma, "Un doute", timezone.now())
    assert queries.recorded("https://old.example/takwin/credentials/" + str(credential.pk)) == "suspended"
    actions.revoke(credential, salma, "Fini", timezone.now())
    assert queries.recorded(queries.address(credential.pk)) == "revoked"
    assert queries.recorded(queries.address(UUID(int=7))) == "missing"
    for other in ("", "urn:a:b", "https://school.example/credentials/", queries.address(credential.pk) + "/x"):
        assert queries.recorded(other) == ""


def test_who_verifies_too_often_is_asked_to_wait(visitor: Client, site: Path, db: None) -> None:
    def sent(place: str) -> HttpResponseBase:
        return visitor.post("/credentials/verify/", {}, REMOTE_ADDR=place, headers={"accept-language": "en"})

    assert {sent("192.0.2.1").status_code for _ in range(40)} == {200}
    refused = sent("192.0.2.1")
    assert refused.status_code == 429
    assert "Many files have been verified from your network" in cast("HttpResponse", refused).content.decode()
    assert sent("192.0.2.2").status_code == 200
    assert visitor.get("/credentials/verify/", REMOTE_ADDR="192.0.2.1").status_code == 200


def test_no_script_of_a_file_survives(visitor: Client, credential: Credential) -> None:
    evil = json.loads(credential.signed) | {"issuer": "<script>alert(1)</script>"}
    assert "<script>alert" not in given(visitor, json.dumps(evil).encode())


def test_the_team_finds_the_credentials_of_its_course(
    sign_in: SignIn, credential: Credential, award: Award, brahim: Person, zed: Person, salma: Person
) -> None:
    award(brahim)
    address = "/studio/essai/credentials/"
    assert sign_in(zed).get(address).status_code == 403
    assert NAME in sign_in(salma).get(address).content.decode()
    found = sign_in(salma).get(address, {"name": "bennani"}).content.decode()
    assert NAME in found
    assert brahim.name not in found
    assert NAME in sign_in(salma).get(address, {"name": "ben\0nani"}).content.decode()


def test_the_dashboard_shows_what_i_hold(sign_in: SignIn, credential: Credential, amina: Person, zed: Person) -> None:
    (part,) = parts.cards(queries.held(amina))
    assert part.data["standing"] == "valid"
    assert parts.cards(queries.held(zed)) == []
    seen = sign_in(amina).get("/learn/").content.decode()
    assert f"/credentials/{credential.pk}" in seen
