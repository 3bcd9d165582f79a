"""Data Integrity proofs with the cryptosuite eddsa-rdfc-2022: sign a document, check a signature."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from takwin.credentials import contexts, multikey, rdf
from takwin.credentials.contexts import Contexts, Json
from takwin.credentials.refused import Refused
from takwin.lib.text import N_

SUITE = "eddsa-rdfc-2022"
MOST = 4
"""Proofs of one document that we check: each one means to read all of it again."""
KeyFor = Callable[[str], Ed25519PublicKey]
"""A verification method in, its public key out; KeyError or ValueError when there is none."""


class SigningRefused(Refused):
    """We do not sign this document."""


class ProofRefused(Refused):
    """The document is not proved."""


def sign(document: Json, key: Ed25519PrivateKey, method: str, created: datetime, known: Contexts | None = None) -> Json:
    """The document with its proof. `method` is the address of the public key. SigningRefused when part of the document
    would not be protected, another Refused when it is not JSON-LD we know. (W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.2.1.)"""
    known = contexts.bundled() if known is None else known
    if lost := rdf.uncovered(document, known):
        raise SigningRefused(N_("Not signed: no context protects %(names)s."), names=", ".join(lost))
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": timestamp(created),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    signed = key.sign(hash_data(document, proof, known))
    return document | {"proof": proof | {"proofValue": multikey.base58(signed)}}


def hash_data(document: Json, proof: Json, known: Contexts) -> bytes:
    """The 64 bytes that are signed: SHA-256 of the canonical proof options, then of the canonical document
    (section 3.2.4). `document` and `proof` come without proof and proof value."""
    options = proof | {"@context": document.get("@context", [])}
    return b"".join(hashlib.sha256(rdf.canonical(part, known).encode()).digest() for part in (options, document))


def verify(secured: Json, key_for: KeyFor, known: Contexts | None = None) -> list[Json]:
    """The proofs of the document that we can check, all of them good; Refused when one is not or when there is none.
    Proofs of other suites beside ours are left aside (Data Integrity 1.0, section 4.5: proof sets)."""
    known = contexts.bundled() if known is None else known
    given = secured.get("proof", [])
    proofs = [proof for proof in (given if isinstance(given, list) else [given]) if isinstance(proof, dict)]
    ours = [
        proof for proof in proofs if proof.get("type") == "DataIntegrityProof" and proof.get("cryptosuite") == SUITE
    ]
    if not ours:
        raise ProofRefused(N_("There is no signature of the kind eddsa-rdfc-2022."))
    if len(proofs) > MOST:
        raise ProofRefused(N_("There are too many signatures."))
    document = {name: value for name, value in secured.items() if name != "proof"}
    _refuse_unprotected(document, known)
    for proof in ours:
        _check(_with_previous(document, proof, proofs), proof, key_for, known)
    return ours


def _refuse_unprotected(document: Json, known: Contexts) -> None:
    if lost := rdf.uncovered(document, known):
        raise ProofRefused(N_("The signature does not protect %(names)s."), names=", ".join(lost)[:300])


def _with_previous(document: Json, proof: Json, proofs: list[Json]) -> Json:
    """A proof in a chain also signs the proofs it names (section 4.4)."""
    if "previousProof" not in proof:
        return document
    names = proof["previousProof"] if isinstance(proof["previousProof"], list) else [proof["previousProof"]]
    previous = [other for other in proofs if other.get("id") in names]
    if len(previous) != len(names):
        raise ProofRefused(N_("A signature names an earlier one that is missing."))
    return document | {"proof": previous}


def _check(document: Json, proof: Json, key_for: KeyFor, known: Contexts) -> None:
    if proof.get("proofPurpose") != "assertionMethod":
        raise ProofRefused(N_("The signature was made for another purpose than an assertion."))
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    _refuse_unprotected(options | {"@context": document.get("@context", [])}, known)
    try:
        key = key_for(str(proof.get("verificationMethod")))
    except Refused:
        raise
    except (KeyError, ValueError) as problem:
        raise ProofRefused(
            N_("The key of the signature was not found: %(key)s."), key=proof.get("verificationMethod")
        ) from problem
    signed = hash_data(document, options, known)
    try:
        key.verify(multikey.unbase58(str(proof.get("proofValue"))), signed)
    except (InvalidSignature, ValueError) as problem:
        raise ProofRefused(
            N_("The signature does not fit: something has been changed since it was signed.")
        ) from problem


def timestamp(moment: datetime) -> str:
    """An XML Schema dateTimeStamp in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
