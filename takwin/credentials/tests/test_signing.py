"""Signatures: the vectors of W3C and 1EdTech byte for byte, and everything that must be refused."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from takwin.credentials import contexts, multikey, rdf, signing
from takwin.credentials.contexts import Json
from takwin.credentials.refused import Refused
from takwin.credentials.tests import corpus

MADE = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NOT_PROOFS: list[Any] = [{}, [], "yes", [7]]
METHOD = "did:web:school.example#" + multikey.public_text(KEY.public_key())
LETTER: Json = {
    "@context": [contexts.CREDENTIALS, contexts.OPEN_BADGES],
    "id": "urn:uuid:5f1b3c1e-0000-4000-8000-000000000001",
    "type": ["VerifiableCredential"],
    "issuer": "did:web:school.example",
    "name": "A letter",
    "credentialSubject": {"id": "did:example:reader"},
}


def by_fragment(method: str) -> Ed25519PublicKey:
    return multikey.public_key(method.rpartition("#")[2].removeprefix("did:key:"))


@pytest.mark.parametrize("folder", ["eddsa-rdfc-2022", "eddsa-rdfc-2022/employ"])
def test_the_w3c_vectors_come_out_byte_for_byte(folder: str) -> None:
    def vector(name: str) -> str:
        return corpus.read(corpus.W3C, f"{folder}/{name}")

    pair, signed = (
        corpus.document(corpus.W3C, "keyPair.json"),
        corpus.document(corpus.W3C, f"{folder}/signedDataInt.json"),
    )
    options = corpus.document(corpus.W3C, f"{folder}/proofConfigDataInt.json")
    unsigned = {name: value for name, value in signed.items() if name != "proof"}
    key, known = multikey.secret_key(pair["privateKeyMultibase"]), corpus.known()
    assert multikey.public_text(key.public_key()) == pair["publicKeyMultibase"]
    assert multikey.secret_text(key) == pair["privateKeyMultibase"]
    assert rdf.canonical(unsigned, known).strip("\n") == vector("canonDocDataInt.txt")
    assert rdf.canonical(options, known).strip("\n") == vector("proofCanonDataInt.txt")
    assert hashlib.sha256(rdf.canonical(unsigned, known).encode()).hexdigest() == vector("docHashDataInt.txt")
    assert hashlib.sha256(rdf.canonical(options, known).encode()).hexdigest() == vector("proofHashDataInt.txt")
    proof = {name: value for name, value in options.items() if name != "@context"}
    assert signing.hash_data(unsigned, proof, known).hex() == vector("combinedHashDataInt.txt")
    made = signing.sign(unsigned, key, options["verificationMethod"], MADE, known)
    assert made == signed
    assert made["proof"]["proofValue"] == vector("sigBTC58DataInt.txt")
    assert multikey.unbase58(made["proof"]["proofValue"]).hex() == vector("sigHexDataInt.txt")
    assert signing.verify(made, by_fragment, known) == [signed["proof"]]


@pytest.mark.parametrize("name", ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"])
def test_the_w3c_sets_and_chains_of_proofs_verify(name: str) -> None:
    signed = corpus.document(corpus.W3C, f"{name}.json")
    proofs = signed["proof"] if isinstance(signed["proof"], list) else [signed["proof"]]
    assert signing.verify(signed, by_fragment, corpus.known()) == proofs
    if "Chain" in name:
        with pytest.raises(Refused, match="earlier one that is missing"):
            signing.verify(
                signed | {"proof": [proof for proof in proofs if "previousProof" in proof]}, by_fragment, corpus.known()
            )


FIXTURES = [
    "ob30/simple.json",
    "ob30/simple.1ob",
    "ob30/simple-context-alias.json",
    "ob30/simple-context-version.json",
    "ob30/simple-did-key-method.json",
    "ob30/simple-did-web-method.json",
    "ob30/simple-multiple-proofs.json",
    "ob30/complete.json",
    "ob30/endorsement-valid.json",
    "bit-string-list/testlist",
    "bit-string-list/credential-status-revoked.json",
    "bit-string-list/credential-status-revoked-blank-nodes.json",
    "clr20/simple.json",
]


@pytest.mark.parametrize("name", FIXTURES)
def test_every_1edtech_fixture_of_our_suite_verifies_and_fails_when_changed(name: str) -> None:
    signed = corpus.document(corpus.FIXTURES, name)
    assert signing.verify(signed, by_fragment, corpus.known())
    with pytest.raises(Refused, match="something has been changed"):
        signing.verify(signed | {"validFrom": "2011-01-01T00:00:00Z"}, by_fragment, corpus.known())


def test_the_contexts_are_those_of_the_catalogue() -> None:
    for name, file in [("credentials-v2.jsonld", contexts.CREDENTIALS), ("ob-v3p0-3.0.3.json", contexts.OPEN_BADGES)]:
        assert contexts.bundled()[file] == corpus.document(corpus.CATALOGUE, name)


def test_what_we_sign_we_verify() -> None:
    signed = signing.sign(LETTER, KEY, METHOD, MADE)
    assert [proof["verificationMethod"] for proof in signing.verify(signed, by_fragment)] == [METHOD]
    assert signed["proof"]["created"] == "2023-02-24T23:36:38Z"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"grade": "20/20"}, "grade"),
        ({"credentialSubject": {"id": "did:example:reader", "mention": "bien"}}, "mention"),
        ({"type": ["VerifiableCredential", "Diploma"]}, "Diploma"),
        ({"issuer": "the school"}, "the school"),
    ],
)
def test_nothing_is_signed_or_believed_that_the_contexts_would_drop(change: Json, named: str) -> None:
    with pytest.raises(signing.SigningRefused, match=f"no context protects {named}"):
        signing.sign(LETTER | change, KEY, METHOD, MADE)
    with pytest.raises(signing.ProofRefused, match=f"does not protect {named}"):
        signing.verify(signing.sign(LETTER, KEY, METHOD, MADE) | change, by_fragment)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"@context": [contexts.CREDENTIALS, {"name": "https://schema.org/alternateName"}]}, "its own meaning"),
        (
            {"@context": [contexts.CREDENTIALS, "https://evil.example/context"]},
            "https://evil.example/context is not one we know",
        ),
        ({"@context": 7}, "its own meaning"),
        ({"id": 7}, "well-formed"),
        ({"issuer": {"id": ["a", "b"]}}, "well-formed"),
    ],
)
def test_unknown_words_and_broken_documents_are_refused_with_a_sentence(change: Json, why: str) -> None:
    with pytest.raises(Refused, match=why):
        signing.sign(LETTER | change, KEY, METHOD, MADE)
    with pytest.raises(Refused, match=why):
        signing.verify(signing.sign(LETTER, KEY, METHOD, MADE) | change, by_fragment)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"proofValue": "z" + "2" * 87}, "does not fit"),
        ({"proofValue": "not base58 0OIl"}, "does not fit"),
        ({"proofPurpose": "authentication"}, "another purpose"),
        ({"verificationMethod": "did:web:school.example#nobody"}, "key of the signature was not found"),
        ({"cryptosuite": "eddsa-jcs-2022"}, "no signature of the kind"),
        ({"created": "2024-01-01T00:00:00Z"}, "does not fit"),
        ({"remark": "added later"}, "does not protect remark"),
    ],
)
def test_a_changed_proof_is_refused(change: Json, why: str) -> None:
    signed = signing.sign(LETTER, KEY, METHOD, MADE)
    with pytest.raises(Refused, match=why):
        signing.verify(signed | {"proof": signed["proof"] | change}, by_fragment)


def test_a_document_without_a_proof_is_refused() -> None:
    for proof in NOT_PROOFS:
        with pytest.raises(Refused, match="no signature"):
            signing.verify(LETTER | {"proof": proof}, by_fragment)


@pytest.mark.parametrize("data", [b"", b"\0", b"\0\0a", bytes(range(40))])
def test_base58_goes_there_and_back(data: bytes) -> None:
    assert multikey.unbase58(multikey.base58(data)) == data


@pytest.mark.parametrize("text", ["", "abc", "z0", "z" * 300, "z" + multikey.base58(b"\xed\x01short")])
def test_what_is_no_key_is_no_key(text: str) -> None:
    with pytest.raises(ValueError, match=r"not|substring"):
        multikey.public_key(text)


def test_a_document_made_to_take_for_ever_is_refused_at_once() -> None:
    twins = [{"type": ["Evidence"], "name": "twin"} for _ in range(30)]
    subject = {"type": ["AchievementSubject"], "identifier": [{"type": "IdentityObject"} for _ in range(30)]}
    with pytest.raises(Refused, match="cannot be told apart"):
        signing.sign(LETTER | {"credentialSubject": [subject, subject]}, KEY, METHOD, MADE)
    for hostile in (
        {"evidence": [{"id": f"_:b{one}", "type": f"_:b{(one + 1) % 30}"} for one in range(30)]},
        {"credentialSubject": [{"id": f"_:a{n}", "evidence": [{"id": f"_:a{m}"} for m in range(9)]} for n in range(9)]},
    ):
        with pytest.raises(Refused):
            signing.verify(signing.sign(LETTER, KEY, METHOD, MADE) | hostile, by_fragment)
    assert signing.verify(signing.sign(LETTER | {"evidence": twins}, KEY, METHOD, MADE), by_fragment)
