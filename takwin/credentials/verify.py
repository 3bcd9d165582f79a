"""Is this credential good? Checked with what is at hand, never over the network, and told line by line."""

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from takwin.credentials import did, multikey, signing, status_list
from takwin.credentials.contexts import Contexts, Json
from takwin.credentials.refused import Refused
from takwin.lib.text import N_, Sentence

State = Literal["good", "bad", "unknown", "told"]
Documents = Mapping[str, Json]
"""DID documents by the name of their subject."""

LARGEST = 20 * 2**20
"""Bytes of a file that we open."""
_INSIDE = 2**20
"""Bytes of a credential, in a file or by itself; ours have 8,000."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at. "told" is what the credential says, for the reader to compare with what was shown; `small` is
    for those who want to know it to the letter."""

    state: State
    sentence: Sentence
    small: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that was looked at, in order."""

    lines: tuple[Line, ...]

    @property
    def good(self) -> bool:
        """Whether nothing speaks against it. A status that could not be looked up does not; a signature does."""
        return all(line.state != "bad" for line in self.lines)


class Unreadable(Refused):
    """The file holds no credential."""


def read(data: bytes) -> Json:
    """The credential in a file: JSON, or a PDF that carries it. Unreadable when there is none."""
    if len(data) > LARGEST:
        raise Unreadable(N_("The file is too large to be a credential."))
    texts = _attached(data) if data.startswith(b"%PDF") else iter([data[: _INSIDE + 1]])
    for text in texts:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and "credentialSubject" in value:
            return value
    raise Unreadable(N_("There is no credential in this file."))


def _attached(data: bytes) -> Iterator[bytes]:
    """What the streams of a PDF hold. An attached file is always a stream of its own (ISO 32000-2, 7.5.7 and 7.11.4)."""
    for start in re.finditer(rb"stream\r?\n", data):
        try:
            yield zlib.decompressobj().decompress(data[start.end() :], _INSIDE)
        except zlib.error:
            yield data[start.end() : start.end() + _INSIDE].partition(b"endstream")[0]


def check(
    credential: Json,
    documents: Documents,
    lists: Sequence[Json],
    now: datetime,
    known: Contexts | None = None,
) -> Report:
    """Everything that can be said of a credential with the issuers' DID documents and status lists at hand."""
    lines = [_signature(credential, documents, known)]
    if lines[0].state == "good":
        lines += _told(credential)
        lines += _dates(credential, now)
        lines += [_status(credential, entry, documents, lists, known) for entry in _entries(credential)]
    return Report(tuple(lines))


def issuer(credential: Json) -> str:
    """The name of the issuer, or an empty one."""
    given = credential.get("issuer", "")
    return str(given.get("id", "") if isinstance(given, dict) else given)


def _signature(credential: Json, documents: Documents, known: Contexts | None) -> Line:
    try:
        signing.verify(credential, lambda method: _key(method, issuer(credential), documents), known)
    except Refused as problem:
        return Line("bad", problem.sentence)
    return Line("good", Sentence(N_("The signature is right: nothing has been changed since it was signed.")))


def _key(method: str, owner: str, documents: Documents) -> Ed25519PublicKey:
    """The issuer's own key of that name, if it may sign credentials with it."""
    if method.partition("#")[0] != owner:
        raise signing.ProofRefused(
            N_("The key belongs to %(other)s, not to the issuer."), other=method.partition("#")[0]
        )
    if owner.startswith("did:key:"):
        return multikey.public_key(owner.removeprefix("did:key:"))
    if owner not in documents:
        raise signing.ProofRefused(N_("The keys of %(issuer)s are not at hand; give its DID document."), issuer=owner)
    return _listed(method, owner, documents[owner])


def _listed(method: str, owner: str, document: Json) -> Ed25519PublicKey:
    asserting = document.get("assertionMethod", [])
    whole = [entry for entry in asserting if isinstance(entry, dict)]
    for entry in [*document.get("verificationMethod", []), *whole]:
        if entry.get("id") == method and entry.get("controller") == owner and (entry in whole or method in asserting):
            return multikey.public_key(str(entry.get("publicKeyMultibase")))
    raise signing.ProofRefused(N_("The issuer does not stand by the key %(key)s."), key=method)


def _told(credential: Json) -> Iterator[Line]:
    """What was signed, in words: a printed page can be edited, this cannot."""
    subject: Any = credential.get("credentialSubject")
    what = subject.get("achievement", {}) if isinstance(subject, dict) else {}
    marks = subject.get("identifier", []) if isinstance(subject, dict) else []
    who = [one["identityHash"] for one in marks if isinstance(one, dict) and one.get("identityType") == "name"]
    facts = [
        (N_("Holder: %(value)s"), who),
        (N_("Achievement: %(value)s"), what.get("name") if isinstance(what, dict) else ""),
    ]
    yield from (Line("told", Sentence(message, {"value": value})) for message, value in facts if value)
    yield _issuer(credential)
    if awarded := _readable(credential.get("awardedDate", "")):
        yield Line("told", Sentence(N_("Awarded: %(value)s"), {"value": awarded}))


def _issuer(credential: Json) -> Line:
    """The issuer's name beside the address whose keys signed it: a name alone anybody can take. Who has no address has no name here."""
    given, owner = credential.get("issuer"), issuer(credential)
    name, address = given.get("name") if isinstance(given, dict) else "", did.address(owner)
    if not isinstance(name, str) or not name or not address:
        return Line("told", Sentence(N_("Issuer: %(value)s"), {"value": owner}))
    return Line("told", Sentence(N_("Issuer: %(name)s, at %(address)s"), {"name": name, "address": address}), owner)


def _dates(credential: Json, now: datetime) -> Iterator[Line]:
    begins, ends = (_moment(credential.get(name)) for name in ("validFrom", "validUntil"))
    if begins and now < begins:
        yield Line("bad", Sentence(N_("It is not valid before %(date)s."), {"date": begins}))
    elif ends and now > ends:
        yield Line("bad", Sentence(N_("It expired on %(date)s."), {"date": ends}))
    else:
        yield Line("good", Sentence(N_("Its dates are right.")))


def _moment(text: object) -> datetime | None:
    """A time with its zone; one that cannot be read never began or ended, but it was signed so."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _readable(text: object) -> datetime | str:
    return _moment(text) or str(text)


def _entries(credential: Json) -> list[Json]:
    given = credential.get("credentialStatus", [])
    return [entry for entry in (given if isinstance(given, list) else [given]) if isinstance(entry, dict)]


def _status(credential: Json, entry: Json, documents: Documents, lists: Sequence[Json], known: Contexts | None) -> Line:
    purpose, url = str(entry.get("statusPurpose")), str(entry.get("statusListCredential"))
    listed = next((one for one in lists if one.get("id") == url), None)
    if listed is None:
        told = N_("Not looked up: %(purpose)s. The list is %(url)s.")
        return Line("unknown", Sentence(told, {"purpose": purpose, "url": url}))
    try:
        hit = _bit(credential, entry, listed, documents, known)
    except (Refused, ValueError) as problem:
        sentence = (
            problem.sentence if isinstance(problem, Refused) else Sentence(N_("The status list is not readable."))
        )
        return Line("bad", Sentence(N_("Status list: %(why)s"), {"why": sentence}))
    return _told_status(purpose, hit, _readable(listed.get("validFrom")))


def _bit(credential: Json, entry: Json, listed: Json, documents: Documents, known: Contexts | None) -> bool:
    """The bit of this credential in a list that the same issuer signed for this purpose (Bitstring Status List, 3.2)."""
    if issuer(listed) != issuer(credential):
        raise status_list.StatusUnreadable(N_("The status list is another issuer's."))
    signing.verify(listed, lambda method: _key(method, issuer(listed), documents), known)
    subject = listed["credentialSubject"]
    if not isinstance(subject, dict) or subject.get("statusPurpose") != entry.get("statusPurpose"):
        raise status_list.StatusUnreadable(N_("The status list serves another purpose."))
    return status_list.get(status_list.decode(str(subject.get("encodedList"))), int(str(entry.get("statusListIndex"))))


def _told_status(purpose: str, hit: bool, at: datetime | str) -> Line:
    messages = {
        ("revocation", False): N_("It had not been revoked on %(date)s."),
        ("revocation", True): N_("It has been revoked (list of %(date)s)."),
        ("suspension", False): N_("It was not suspended on %(date)s."),
        ("suspension", True): N_("It is suspended (list of %(date)s)."),
    }
    message = messages.get((purpose, hit), N_("Its status “%(purpose)s” is set (list of %(date)s)."))
    return Line("bad" if hit else "good", Sentence(message, {"date": at, "purpose": purpose}))
