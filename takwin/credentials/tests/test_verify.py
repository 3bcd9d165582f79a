"""Verifying a file with what is at hand: what is believed, what is not, and why."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from takwin.credentials import contexts, did, saying, signing, status_list, verify
from takwin.credentials.badge import Issuer
from takwin.credentials.contexts import Json
from takwin.credentials.status_list import Purpose
from takwin.credentials.tests import corpus
from takwin.credentials.tests.builders import DID, KEY, METHOD, NOW, PUBLIC, SITE, a_credential, lists
from takwin.credentials.tests.test_signing import FIXTURES
from takwin.credentials.verify import Report

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


def test_an_issuer_that_is_its_own_key_is_a_stranger_until_somebody_knows_it() -> None:
    signed = by_somebody_else()
    report = verify.check(signed, OURS, [], LATER)
    assert (report.verdict, report.good, report.issuer) == ("stranger", False, OWN)
    assert told(report, "bad") == []
    assert verify.check(signed, {OWN: did.document(OWN, [PUBLIC])}, CLEAR, LATER).known


OWN = f"did:key:{PUBLIC}"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"


def by_somebody_else(**changes: Any) -> Json:
    """A credential that a key signs in its own name."""
    made = {name: value for name, value in a_credential().items() if name not in {"proof", "credentialStatus"}}
    return signing.sign(made | {"issuer": {"id": OWN, "type": ["Profile"]}} | changes, KEY, f"{OWN}#{PUBLIC}", NOW)


IRI = "https://www.w3.org/2018/credentials#"
LISTED = "https://www.w3.org/ns/credentials/status#statusListCredential"


def renamed(thing: Json, old: str, new: str, wrap: Callable[[Any], Any] = lambda value: value) -> Json:
    return {new if name == old else name: wrap(value) if name == old else value for name, value in thing.items()}


def entries(made: Json, change: Callable[[Json], Any]) -> Json:
    return made | {"credentialStatus": [change(entry) for entry in made["credentialStatus"]]}


FORGERIES: dict[str, Callable[[Json], Json]] = {
    "a key by its address": lambda made: renamed(made, "credentialStatus", IRI + "credentialStatus"),
    "another key by its address": lambda made: renamed(made, "validUntil", IRI + "validUntil"),
    "a set": lambda made: made | {"credentialStatus": {"@set": made["credentialStatus"]}},
    "a set in a list": lambda made: made | {"credentialStatus": [{"@set": made["credentialStatus"]}]},
    "a list in a list": lambda made: made | {"credentialStatus": [made["credentialStatus"]]},
    "a keyword": lambda made: entries(made, lambda entry: renamed(entry, "id", "@id")),
    "an address in an entry": lambda made: entries(
        made, lambda entry: renamed(entry, "statusListCredential", LISTED, lambda url: {"@id": url})
    ),
    "in two pieces": lambda made: (
        made
        | {
            "credentialStatus": [
                *(
                    {"id": one["id"], "type": one["type"], "statusPurpose": one["statusPurpose"]}
                    for one in made["credentialStatus"]
                ),
                *(
                    {k: v for k, v in one.items() if k not in {"type", "statusPurpose"}}
                    for one in made["credentialStatus"]
                ),
            ]
        }
    ),
    "included": lambda made: (
        {k: v for k, v in made.items() if k != "credentialStatus"}
        | {"@included": [{"id": made["id"], "credentialStatus": made["credentialStatus"]}]}
    ),
    "a date in a set": lambda made: made | {"validUntil": {"@set": [made["validUntil"]]}},
    "a date in full": lambda made: (
        made | {"validUntil": {"@value": made["validUntil"], "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}}
    ),
    "a nameless holder named": lambda made: (
        made | {"credentialSubject": ["_:holder", made["credentialSubject"] | {"id": "_:holder"}]}
    ),
}


@pytest.mark.parametrize("how", FORGERIES)
def test_the_same_words_in_another_form_hide_nothing(how: str) -> None:
    made = {name: value for name, value in a_credential().items() if name != "proof"}
    brief = signing.sign(made | {"validUntil": "2026-12-01T00:00:00Z"}, KEY, METHOD, NOW)
    hit = [a_list("revocation", 4711), a_list("suspension", 4712)]
    assert verify.check(brief, OURS, CLEAR, NOW).good
    report = verify.check(FORGERIES[how](brief), OURS, hit, LATER)
    assert told(report, "bad")
    assert told(report, "told") == []


def test_a_date_that_is_told_where_a_credential_names_itself_is_not_lost() -> None:
    made = {name: value for name, value in a_credential().items() if name != "proof"}
    itself = made | {"evidence": [{"id": made["id"], "type": ["VerifiableCredential", "Evidence"]}]}
    brief = signing.sign(itself | {"validUntil": "2026-12-01T00:00:00Z"}, KEY, METHOD, NOW)
    hidden = {name: value for name, value in brief.items() if name != "validUntil"}
    hidden["evidence"] = [brief["evidence"][0] | {"validUntil": brief["validUntil"]}]
    signing.verify(hidden, lambda _: KEY.public_key())
    assert not verify.check(hidden, OURS, CLEAR, LATER).good


@pytest.mark.parametrize(
    "form",
    [
        lambda made: made | {"credentialSubject": [made["credentialSubject"]]},
        lambda made: made | {"validUntil": [made["validUntil"]]},
        lambda made: entries(
            made, lambda entry: {name: [value] for name, value in entry.items() if name != "id"} | {"id": entry["id"]}
        ),
        lambda made: dict(reversed(made.items())),
    ],
)
def test_a_value_alone_or_in_a_list_says_the_same(form: Callable[[Json], Json]) -> None:
    made = {name: value for name, value in a_credential().items() if name != "proof"}
    brief = signing.sign(made | {"validUntil": "2026-12-01T00:00:00Z"}, KEY, METHOD, NOW)
    hit = [a_list("revocation", 4711), a_list("suspension", 4712)]
    assert verify.check(form(brief), OURS, hit, LATER) == verify.check(brief, OURS, hit, LATER)
    assert len(told(verify.check(form(brief), OURS, hit, LATER), "bad")) == 3


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "urn:a:b", "type": "BitstringStatusListEntry"},
        "urn:a:b",
        {"id": "urn:a:b"},
        lists()[0] | {"statusListIndex": 4711},
        lists()[0] | {"statusListIndex": "-1"},
        lists()[0] | {"statusListIndex": "9" * 40},
        lists()[0] | {"statusPurpose": ["revocation", "suspension"]},
    ],
)
def test_a_status_that_cannot_be_followed_speaks_against_it(entry: Any) -> None:
    made = {name: value for name, value in a_credential().items() if name != "proof"}
    signed = signing.sign(made | {"credentialStatus": entry}, KEY, METHOD, NOW)
    assert "look" in told(verify.check(signed, OURS, CLEAR, LATER), "bad")[0]


def test_more_lists_than_anybody_needs_speak_against_it() -> None:
    many = [lists(number)[0] for number in range(9)]
    signed = signing.sign(
        {name: value for name, value in a_credential(status=many).items() if name != "proof"}, KEY, METHOD, NOW
    )
    assert told(verify.check(signed, OURS, CLEAR, LATER), "bad") == ["It names too many status lists."]


@pytest.mark.parametrize(
    ("standing", "word"), [("revoked", "revoked"), ("suspended", "suspended"), ("missing", "not issued")]
)
def test_the_books_of_the_site_are_asked_too(standing: str, word: str) -> None:
    asked: list[str] = []

    def answer(name: str) -> str:
        asked.append(name)
        return standing

    report = verify.check(a_credential(), OURS, CLEAR, LATER, recorded=answer)
    assert word in told(report, "bad")[0]
    assert asked == [a_credential()["id"]]


@pytest.mark.parametrize(
    ("changes", "state", "sentence"),
    [
        ({"awardedDate": "0001-01-01T00:00:00+14:00"}, "told", "Awarded: 0001-01-01T00:00:00+14:00"),
        ({"validUntil": "0001-01-01T00:00:00+14:00"}, "bad", "Its dates cannot be read."),
        ({"validFrom": "9999-12-31T23:59:59-12:00"}, "bad", "Its dates cannot be read."),
        ({"validUntil": "2026-11-30"}, "bad", "Its dates cannot be read."),
        ({"validUntil": ["2026-11-30T00:00:00Z", "2030-11-30T00:00:00Z"]}, "bad", "Its dates cannot be read."),
        (
            {"credentialSubject": {"type": "AchievementSubject", "identifier": [{"type": "IdentityObject"}]}},
            "told",
            "does not name",
        ),
        (
            {"credentialSubject": {"type": "AchievementSubject", "achievement": "urn:a:b"}},
            "bad",
            "It does not say what was achieved.",
        ),
        ({"credentialSubject": []}, "bad", "It does not say of whom it speaks."),
        ({"credentialSubject": [{"id": "did:example:a"}, {"id": "did:example:b"}]}, "told", "Holder: did:example:b"),
        ({"credentialSubject": {"id": "did:example:a", "type": "AchievementSubject"}}, "told", "Holder: did:example:a"),
        (
            {
                "@context": [*[*contexts.bundled()][:2], EXTENSIONS],
                "credentialStatus": {"id": "urn:a:b", "type": "1EdTechRevocationList"},
            },
            "unknown",
            "cannot look up: https://purl",
        ),
    ],
)
def test_what_others_write_gets_a_clear_answer(changes: Json, state: str, sentence: str) -> None:
    report = verify.check(by_somebody_else(**changes), OURS, CLEAR, LATER)
    assert [line for line in told(report, state) if sentence in line]
    assert report.verdict == ("bad" if state == "bad" else "stranger")
    assert [saying.say(line.sentence) for line in report.lines]


def test_a_hashed_name_is_not_told_as_a_name() -> None:
    who = {"type": "IdentityObject", "hashed": True, "identityType": "name", "identityHash": "sha256$00", "salt": "x"}
    report = verify.check(
        by_somebody_else(credentialSubject={"type": ["AchievementSubject"], "identifier": [who]}), OURS, [], LATER
    )
    assert "sha256" not in " ".join(told(report, "told"))


@pytest.mark.parametrize("name", FIXTURES)
def test_what_1edtech_holds_for_valid_is_read_to_the_end(name: str) -> None:
    known = corpus.known()
    report = verify.check(corpus.document(corpus.FIXTURES, name), {}, [], LATER, known)
    assert [line for line in report.lines if line.sentence.message]
    if report.issuer.startswith("did:key:"):
        assert report.lines[0].state == "good"
        assert report.verdict == "stranger"


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
