"""Signed statements: a JSON web signature beside the statement (4.2.6; RFC 7515)."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm

from takwin.records.lrs.comparing import same
from takwin.records.lrs.words import Invalid

USAGE = "http://adlnet.gov/expapi/attachments/signature"
TYPE = "application/octet-stream"
HASHES: Mapping[str, type[HashAlgorithm]] = {"RS256": SHA256, "RS384": SHA384, "RS512": SHA512}
WHERE = "attachments"


def check(statement: Mapping[str, Any], attachment: Mapping[str, Any], content: bytes | None) -> None:
    """Raise Invalid unless the attachment is a signature of this very statement; by the certificate in it, if it carries one."""
    if attachment["contentType"] != TYPE or content is None:
        raise Invalid(WHERE, f"a signature must be sent along as {TYPE}")
    pieces = content.strip().split(b".")
    if len(pieces) != 3:
        raise Invalid(WHERE, "the signature is no JWS in compact form")
    header, payload = (_json(_decoded(piece)) for piece in pieces[:2])
    algorithm = HASHES.get(str(header.get("alg")))
    if algorithm is None:
        raise Invalid(WHERE, f"the signature must be made by {', '.join(HASHES)}")
    for certificate in _certificates(header)[:1]:
        _verify(certificate, _decoded(pieces[2]), b".".join(pieces[:2]), algorithm())
    if not same(payload, statement):
        raise Invalid(WHERE, "the signature is of another statement")


def _certificates(header: Mapping[str, Any]) -> list[x509.Certificate]:
    chain = header.get("x5c", [])
    try:
        return [x509.load_der_x509_certificate(base64.b64decode(each)) for each in chain]
    except (ValueError, TypeError) as wrong:
        raise Invalid(WHERE, "the certificate of the signature cannot be read") from wrong


def _verify(certificate: x509.Certificate, signature: bytes, signed: bytes, algorithm: HashAlgorithm) -> None:
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise Invalid(WHERE, "the certificate of the signature holds no RSA key")
    try:
        key.verify(signature, signed, padding.PKCS1v15(), algorithm)
    except InvalidSignature as wrong:
        raise Invalid(WHERE, "the signature is not by its certificate") from wrong


def _decoded(piece: bytes) -> bytes:
    try:
        return base64.urlsafe_b64decode(piece + b"=" * (-len(piece) % 4))
    except ValueError as wrong:
        raise Invalid(WHERE, "the signature is no JWS in compact form") from wrong


def _json(text: bytes) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise Invalid(WHERE, "the signature is no JWS of JSON") from wrong
    if not isinstance(told, dict):
        raise Invalid(WHERE, "the signature is no JWS of a JSON object")
    return told
