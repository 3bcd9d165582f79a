"""did:web: the site's address as the issuer's name, and the document that lists its keys."""

from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit

from takwin.credentials.contexts import Json

DID_CONTEXT = "https://www.w3.org/ns/did/v1"
MULTIKEY_CONTEXT = "https://w3id.org/security/multikey/v1"


def of_url(base_url: str) -> str:
    """`https://school.example:8443/takwin` → `did:web:school.example%3A8443:takwin` (did:web Method, section 3.1).
    ValueError when the address names no host."""
    parts = urlsplit(base_url)
    if not parts.hostname:
        raise ValueError(f"no host in the address {base_url!r}")
    host = parts.hostname.encode("idna").decode() + (f"%3A{parts.port}" if parts.port else "")
    return ":".join(["did:web", host, *(quote(step, safe="") for step in parts.path.split("/") if step)])


def address(did: str) -> str:
    """`did:web:school.example%3A8443:takwin` → `school.example:8443/takwin`: where a did:web is at home, as one reads it. Empty for
    other names."""
    steps = did.removeprefix("did:web:").split(":") if did.startswith("did:web:") else []
    return "/".join(unquote(step) for step in steps)


def method(did: str, public: str) -> str:
    """The address of one key: the issuer's name and the key's own Multikey text."""
    return f"{did}#{public}"


def document(did: str, keys: Iterable[str], also_known_as: Iterable[str] = ()) -> Json:
    """The DID document. Keys that have been retired are listed like the others: what they signed stays good."""
    listed = list(keys)
    others = list(also_known_as)
    return {
        "@context": [DID_CONTEXT, MULTIKEY_CONTEXT],
        "id": did,
        **({"alsoKnownAs": others} if others else {}),
        "verificationMethod": [
            {"id": method(did, public), "type": "Multikey", "controller": did, "publicKeyMultibase": public}
            for public in listed
        ],
        "assertionMethod": [method(did, public) for public in listed],
    }
