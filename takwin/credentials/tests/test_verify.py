"""Verifying a file with what is at hand: what is believed, what is not, and why."""

import json
import zlib
from datetime import timedelta

import pytest

from takwin.credentials import certificate, did, signing, status_list, verify
from takwin.credentials.badge import Issuer
from takwin.credentials.contexts import Json
from takwin.credentials.status_list import Purpose
from takwin.credentials.tests.builders import DID, KEY, METHOD, NOW, PUBLIC, SITE, a_credential
from takwin.credentials.verify import Report, Unreadable

OURS = {DID: did.document(DID, [PUBLIC])}
LATER = NOW + timedelta(days=30)


def a_list(purpose: Purpose, hit: int | None = None, issuer: str = DID, **changes: str) -> Json:
    bits = status_list.empty() if hit is None else status_list.put(status_list.empty(), hit, True)
    made = status_list.credential(f"{SITE}/credentials/status/{purpose}-1", issuer, purpose, bits, NOW)
    return signing.sign(made | {"credentialSubject": made["credentialSubject"] | changes}, KEY, METHOD, NOW)


CLEAR = [a_list("revocation"), a_list("suspension")]


def told(report: Report, state: str) -> list[str]:
    return [str(line.sentence) for line in report.lines if line.state == state]


def test_a_good_credential_is_good_and_tells_what_was_signed() -> None:
    report = verify.check(a_credential(), OURS, CLEAR, LATER)
    assert report.good
    assert told(report, "told")[:3] == [
        "Holder: Amina Benjelloun",
        "Achievement: Le retour à un collègue",
        "Issuer: École de démonstration, at school.example",
    ]
    assert [line.small for line in report.lines if line.small] == [DID]
    assert told(report, "unknown") == []
    assert "It had not been revoked on 2026-11-23 09:30:00+00:00." in told(report, "good")


def test_without_the_lists_it_says_what_it_does_not_know() -> None:
    report = verify.check(a_credential(), OURS, [], LATER)
    assert report.good
    assert told(report, "unknown")[0] == (
        f"Not looked up: revocation. The list is {SITE}/credentials/status/revocation-1."
    )


@pytest.mark.parametrize(
    ("lists", "why"),
    [
        ([a_list("revocation", 4711), CLEAR[1]], "It has been revoked (list of 2026-11-23 09:30:00+00:00)."),
        ([CLEAR[0], a_list("suspension", 4712)], "It is suspended (list of 2026-11-23 09:30:00+00:00)."),
        (
            [CLEAR[0] | {"validFrom": "2027-01-01T00:00:00Z"}],
            "Status list: The signature does not fit: something has been",
        ),
        ([a_list("revocation", issuer="did:web:other.example")], "Status list: The status list is another issuer's."),
        ([a_list("revocation", statusPurpose="suspension")], "Status list: The status list serves another purpose."),
        ([a_list("revocation", encodedList="uAAAA")], "Status list: The status list is not readable."),
    ],
)
def test_a_status_that_speaks_against_it(lists: list[Json], why: str) -> None:
    report = verify.check(a_credential(), OURS, lists, LATER)
    assert not report.good
    assert told(report, "bad")[0].startswith(why)


def test_places_of_other_credentials_do_not_matter() -> None:
    assert verify.check(a_credential(), OURS, [a_list("revocation", 4710), CLEAR[1]], LATER).good


def test_one_changed_letter_is_seen() -> None:
    text = json.dumps(a_credential(), ensure_ascii=False)
    report = verify.check(json.loads(text.replace("Amina", "Amino")), OURS, CLEAR, LATER)
    assert told(report, "bad") == ["The signature does not fit: something has been changed since it was signed."]
    assert told(report, "told") == []


def test_the_key_must_be_the_issuers_own_and_stood_by() -> None:
    made = a_credential()
    assert told(verify.check(made, {}, [], LATER), "bad") == [
        f"The keys of {DID} are not at hand; give its DID document."
    ]
    for document, why in [
        (OURS[DID] | {"assertionMethod": []}, "does not stand by"),
        (OURS[DID] | {"verificationMethod": []}, "does not stand by"),
        (did.document("did:web:other.example", [PUBLIC]), "does not stand by"),
    ]:
        assert why in told(verify.check(made, {DID: document}, [], LATER), "bad")[0]
    stolen = signing.sign(
        {name: made[name] for name in made if name != "proof"}, KEY, f"did:web:evil.example#{PUBLIC}", NOW
    )
    documents = {**OURS, "did:web:evil.example": did.document("did:web:evil.example", [PUBLIC])}
    assert "not to the issuer" in told(verify.check(stolen, documents, [], LATER), "bad")[0]


def test_dates_count() -> None:
    early = verify.check(a_credential(), OURS, CLEAR, NOW - timedelta(days=1))
    assert told(early, "bad") == ["It is not valid before 2026-11-23 09:30:00+00:00."]
    made = {name: value for name, value in a_credential().items() if name != "proof"}
    brief = signing.sign(made | {"validUntil": "2026-12-01T00:00:00Z"}, KEY, METHOD, NOW)
    assert told(verify.check(brief, OURS, CLEAR, LATER), "bad") == ["It expired on 2026-12-01 00:00:00+00:00."]


def test_an_issuer_that_is_its_own_key_needs_no_document() -> None:
    own = f"did:key:{PUBLIC}"
    made = {name: value for name, value in a_credential().items() if name != "proof"}
    signed = signing.sign(made | {"issuer": {"id": own, "type": ["Profile"]}}, KEY, f"{own}#{PUBLIC}", NOW)
    assert verify.check(signed, {}, [], LATER).good


def test_a_credential_travels_as_json_and_inside_its_certificate() -> None:
    made = a_credential("ar")
    pdf = certificate.render(made, made["id"], "23")
    assert verify.read(json.dumps(made).encode()) == made
    assert verify.read(pdf) == made


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"[]",
        b"{}",
        b"%PDF-1.7\nstream\n" + zlib.compress(b"[1]") + b"\nendstream",
        b"%PDF-1.7\nstream\nendstream stream\n",
        b"[" * 100_000,
        b'{"credentialSubject": "' + b"x" * 2**20 + b'"}',
        b"\xff\xfe",
    ],
)
def test_a_file_without_a_credential_is_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable, match="no credential"):
        verify.read(data)


def test_a_huge_file_is_not_opened() -> None:
    with pytest.raises(Unreadable, match="too large"):
        verify.read(bytes(verify.LARGEST + 1))


@pytest.mark.parametrize("change", [{"issuer": None}, {"issuer": [1]}, {"credentialSubject": "x"}, {"proof": None}])
def test_nonsense_is_refused_and_never_a_traceback(change: Json) -> None:
    assert not verify.check(a_credential() | change, OURS, CLEAR, LATER).good


def test_a_document_nested_beyond_reason_is_refused() -> None:
    deep: Json = {}
    for _ in range(5000):
        deep = {"evidence": deep}
    assert not verify.check(a_credential() | {"evidence": deep}, OURS, CLEAR, LATER).good


def test_a_name_that_anybody_can_take_is_not_told() -> None:
    owner = f"did:key:{PUBLIC}"
    made = a_credential(issuer=Issuer(owner, "École de démonstration", SITE))
    plain = {name: value for name, value in made.items() if name != "proof"}
    report = verify.check(signing.sign(plain, KEY, did.method(owner, PUBLIC), NOW), {}, [], LATER)
    assert f"Issuer: {owner}" in told(report, "told")
    assert "École" not in " ".join(told(report, "told"))
