"""Is this credential good? Checked with what is at hand, never over the network, and told line by line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from takwin.credentials import contexts, meaning, multikey, signing, status_list
from takwin.credentials.contexts import Contexts, Json
from takwin.credentials.meaning import CREDENTIALS, STATUS, Node
from takwin.credentials.refused import Refused
from takwin.credentials.telling import Line, dates, issuer, moment, told
from takwin.lib.text import N_, Sentence

Verdict = Literal["good", "stranger", "bad"]
Documents = Mapping[str, Json]
"""DID documents by the name of their subject: the issuers that are known."""
Recorded = Callable[[str], str]
"""The address of a credential in; how the site that issued it has it in its books out: "valid", "revoked", "suspended", "missing",
or "" where it is not ours to know."""

STRANGER = N_("The signature is good, but it is by somebody this site does not know: %(issuer)s")
_ENTRIES = 8


@dataclass(frozen=True, slots=True)
class Report:
    """All that was looked at, in order; who signed, and whether that is an issuer we know."""

    lines: tuple[Line, ...]
    issuer: str = ""
    known: bool = False

    @property
    def verdict(self) -> Verdict:
        """ "bad" when anything speaks against it; "stranger" when nothing does, but anybody at all may have signed it. A status that
        could not be looked up does not speak against it; a signature does."""
        if any(line.state == "bad" for line in self.lines):
            return "bad"
        return "good" if self.known else "stranger"

    @property
    def good(self) -> bool:
        """Whether an issuer we know stands by it."""
        return self.verdict == "good"


@dataclass(frozen=True, slots=True)
class _AtHand:
    """With what a credential is checked."""

    documents: Documents
    lists: Sequence[Json]
    contexts: Contexts


def check(
    credential: Json,
    documents: Documents,
    lists: Sequence[Json],
    now: datetime,
    known: Contexts | None = None,
    recorded: Recorded = lambda _: "",
) -> Report:
    """Everything that can be said of a credential with the issuers' DID documents, their status lists and the site's books at hand."""
    hand = _AtHand(documents, lists, contexts.bundled() if known is None else known)
    try:
        node = _signed(credential, hand)
    except Refused as problem:
        return Report((Line("bad", problem.sentence),))
    lines = [
        Line("good", Sentence(N_("The signature is right: nothing has been changed since it was signed."))),
        *told(node),
        dates(node, now),
        *_statuses(node, hand),
        *_books(recorded(str(node.get("@id", "")))),
    ]
    return Report(tuple(lines), issuer(node), issuer(node) in documents)


def _signed(document: Json, hand: _AtHand, by: str = "") -> Node:
    """What a document means, if its issuer signed that (who must be `by`, where that is asked). Raises Refused."""
    node = meaning.of(document, hand.contexts)
    owner = issuer(node)
    if by and owner != by:
        raise status_list.StatusUnreadable(N_("The status list is another issuer's."))
    signing.verify(document, lambda method: _key(method, owner, hand.documents), hand.contexts)
    return node


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
    for entry in [entry for entry in document.get("verificationMethod", []) if isinstance(entry, dict)] + whole:
        if entry.get("id") == method and entry.get("controller") == owner and (entry in whole or method in asserting):
            return multikey.public_key(str(entry.get("publicKeyMultibase")))
    raise signing.ProofRefused(N_("The issuer does not stand by the key %(key)s."), key=method)


def _statuses(node: Node, hand: _AtHand) -> Iterator[Line]:
    """How it stands in each list that it names; an entry that cannot be followed to a list speaks against it."""
    entries = meaning.things(node, CREDENTIALS + "credentialStatus")
    for entry in entries[:_ENTRIES]:
        kinds = entry.get("@type", [])
        if kinds and STATUS + "BitstringStatusListEntry" not in kinds:
            sentence = N_("Its status is told in a way that we cannot look up: %(kind)s")
            yield Line("unknown", Sentence(sentence, {"kind": str(kinds[0])}))
        else:
            yield _status(issuer(node), entry, hand)
    if len(entries) > _ENTRIES:
        yield Line("bad", Sentence(N_("It names too many status lists.")))


def _status(owner: str, entry: Node, hand: _AtHand) -> Line:
    purpose, index = (meaning.only_text(entry, STATUS + name) for name in ("statusPurpose", "statusListIndex"))
    url = meaning.only_name(entry, STATUS + "statusListCredential")
    if not (purpose and url and index.isascii() and index.isdecimal() and len(index) < 20):
        return Line("bad", Sentence(N_("It does not say clearly where its status can be looked up.")))
    listed = next((one for one in hand.lists if one.get("id") == url), None)
    if listed is None:
        sentence = N_("Not looked up: %(purpose)s. The list is %(url)s.")
        return Line("unknown", Sentence(sentence, {"purpose": purpose, "url": url}))
    try:
        node = _signed(listed, hand, by=owner)
        hit = _bit(node, purpose, int(index))
    except Refused as problem:
        return Line("bad", Sentence(N_("Status list: %(why)s"), {"why": problem.sentence}))
    at = meaning.only_text(node, CREDENTIALS + "validFrom")
    return _told_status(purpose, hit, moment(at) or at)


def _bit(listed: Node, purpose: str, index: int) -> bool:
    """The bit of a credential in a list for this purpose (Bitstring Status List, 3.2)."""
    subject = (meaning.things(listed, CREDENTIALS + "credentialSubject") or [{}])[0]
    if purpose not in meaning.texts(subject, STATUS + "statusPurpose"):
        raise status_list.StatusUnreadable(N_("The status list serves another purpose."))
    return status_list.get(status_list.decode(meaning.only_text(subject, STATUS + "encodedList")), index)


def _told_status(purpose: str, hit: bool, at: datetime | str) -> Line:
    messages = {
        ("revocation", False): N_("It had not been revoked on %(date)s."),
        ("revocation", True): N_("It has been revoked (list of %(date)s)."),
        ("suspension", False): N_("It was not suspended on %(date)s."),
        ("suspension", True): N_("It is suspended (list of %(date)s)."),
    }
    set_or_not = (
        N_("Its status “%(purpose)s” is set (list of %(date)s)."),
        N_("Its status “%(purpose)s” is not set (list of %(date)s)."),
    )
    message = messages.get((purpose, hit), set_or_not[0 if hit else 1])
    return Line("bad" if hit else "good", Sentence(message, {"date": at, "purpose": purpose}))


def _books(standing: str) -> Iterator[Line]:
    """What the issuing site itself says, which is newer than any list. Silent where it says nothing new."""
    messages = {
        "revoked": N_("This site has revoked it."),
        "suspended": N_("This site has suspended it."),
        "missing": N_("It bears an address of this site, but this site has not issued it."),
    }
    if standing in messages:
        yield Line("bad", Sentence(messages[standing]))
