"""OpenID Connect by its rules: what we send a person away with, and what we believe of what they bring back.

OpenID Connect Core 1.0 (sections 3.1 and 5), Discovery 1.0, PKCE (RFC 7636), issuer identification against mix-up (RFC 9207)."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import JWKRegistry

from takwin.lib.text import N_, Sentence

SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""How a token may be signed: by a key of the provider's that only it has. Neither "none" nor a shared secret is one."""
LEEWAY = 60
"""Seconds by which two clocks may differ."""
LONGEST = 255
"""Signs of a subject (Core, section 2)."""
SCOPES = "openid profile email"

NOT_AN_ANSWER = N_(
    "This page was opened without being sent here by the sign-in service. Begin again from the sign-in page."
)
OTHER_ISSUER = N_("The answer came from another service than the one that was asked. Nobody was signed in.")
NOT_SIGNED = N_("The answer is not signed by the service with a key it has published. Nobody was signed in.")
NOT_FOR_US = N_("The answer of the service was meant for another site. Nobody was signed in.")
EXPIRED = N_("The answer of the service is too old. Begin again from the sign-in page.")
OTHER_NONCE = N_("The answer belongs to another attempt to sign in. Begin again from the sign-in page.")
NOT_AGAIN = N_("The service did not ask you again who you are. Sign out there, then try once more.")
INCOMPLETE = N_("The answer of the service does not say who you are. Tell those who look after it.")
BAD_METADATA = N_("What the service says about itself cannot be used: %(what)s.")


class Refused(Exception):
    """Nobody is signed in; the sentence says why."""

    def __init__(self, message: str, **values: object) -> None:
        self.sentence = Sentence(message, dict(values))
        super().__init__(str(self.sentence))


@dataclass(frozen=True, slots=True)
class Service:
    """What a provider says about itself (Discovery, section 3): its addresses, and how it wants to be spoken to."""

    issuer: str
    authorization: str
    token: str
    keys: str
    userinfo: str = ""
    by_post: bool = False
    """The client's secret goes in the form rather than in the header."""
    names_itself: bool = False
    """Its answers carry its issuer (RFC 9207)."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who somebody is, as a provider says. Only `issuer` and `subject` together name a person; `email` is empty unless the provider
    has verified it, and even so it only fills in a form."""

    issuer: str
    subject: str
    name: str = ""
    email: str = ""
    at: int | None = None
    """When they showed it there, in seconds since 1970, where the provider says so (`auth_time`)."""


def safe(address: str, plain: bool) -> bool:
    """Whether an address of a provider may be used: https, or this very machine's where `plain` allows it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    local = plain and parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    return bool(parts.hostname) and not parts.fragment and (parts.scheme == "https" or local)


def service(issuer: str, said: Mapping[str, Any], plain: bool) -> Service:
    """What a provider says about itself, checked. Raises Refused."""
    if said.get("issuer") != issuer:
        raise Refused(BAD_METADATA, what=f"issuer = {said.get('issuer')!s:.100}")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not safe(str(said.get(name) or ""), plain):
            raise Refused(BAD_METADATA, what=f"{name} = {said.get(name)!s:.100}")
    methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    userinfo = str(said.get("userinfo_endpoint") or "")
    return Service(
        issuer,
        authorization=str(said["authorization_endpoint"]),
        token=str(said["token_endpoint"]),
        keys=str(said["jwks_uri"]),
        userinfo=userinfo if safe(userinfo, plain) else "",
        by_post="client_secret_basic" not in methods,
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
    )


def challenge(verifier: str) -> str:
    """What proves, without telling it, that we shall know the verifier (RFC 7636, section 4.2, S256)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def away(
    service: Service, client: str, back: str, state: str, nonce: str, verifier: str, language: str, again: bool
) -> str:
    """The address to which a person is sent to show who they are; `again`: even if the service knows them already."""
    asked = {
        "response_type": "code", "client_id": client, "redirect_uri": back, "scope": SCOPES, "state": state,
        "nonce": nonce, "code_challenge": challenge(verifier), "code_challenge_method": "S256", "ui_locales": language,
    } | ({"prompt": "login"} if again else {})  # fmt: skip
    return f"{service.authorization}{'&' if '?' in service.authorization else '?'}{urlencode(asked)}"


def came_from(service: Service, issuer: str | None) -> None:
    """Whether an answer comes from the provider that was asked. Raises Refused."""
    if issuer is None and not service.names_itself:
        return
    if issuer != service.issuer:
        raise Refused(OTHER_ISSUER)


def unknown_key(token: str, keys: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a token names a key that is not among these: a provider changes its keys, so they are then read again."""
    try:
        named = jws.extract_compact(token.encode()).headers().get("kid")
    except (JoseError, ValueError):
        return False
    return not any(named is None or key.get("kid") == named for key in keys)


def told(
    token: str, keys: Sequence[Mapping[str, Any]], *, issuer: str, client: str, nonce: str, now: int
) -> tuple[Told, dict[str, Any]]:
    """Who somebody is by an ID token, and its claims: signed by a key of the provider's, made by it, for us, not over, for this very
    attempt (Core, section 3.1.3.7). `now` in seconds since 1970. Raises Refused."""
    claims = _signed(token, keys)
    try:
        jwt.JWTClaimsRegistry(now=now, leeway=LEEWAY, exp={"essential": True}, iat={"essential": True}).validate(claims)
    except ExpiredTokenError:
        raise Refused(EXPIRED) from None
    except JoseError:
        raise Refused(INCOMPLETE) from None
    audience = claims.get("aud")
    several = isinstance(audience, list) and len(audience) > 1
    if claims.get("iss") != issuer:
        raise Refused(OTHER_ISSUER)
    if client not in (audience if isinstance(audience, list) else [audience]):
        raise Refused(NOT_FOR_US)
    if claims.get("azp", None if several else client) != client:
        raise Refused(NOT_FOR_US)
    if not nonce or claims.get("nonce") != nonce:
        raise Refused(OTHER_NONCE)
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST or "\0" in subject:
        raise Refused(INCOMPLETE)
    return person(issuer, subject, claims), claims


def person(issuer: str, subject: str, claims: Mapping[str, Any]) -> Told:
    """A person by the standard claims (Core, section 5.1)."""
    given = " ".join(_text(claims, name) for name in ("given_name", "family_name")).strip()
    email = _text(claims, "email").lower() if claims.get("email_verified") is True else ""
    name = _text(claims, "name") or given or _text(claims, "preferred_username")
    at = claims.get("auth_time")
    return Told(issuer, subject, name[:120], email[:254], at if isinstance(at, int) else None)


def shown_since(told: Told, since: float) -> None:
    """Whether somebody showed who they are after that time, as far as the provider says (`prompt=login`, Core, section 3.1.2.1). Raises
    Refused."""
    if told.at is not None and told.at < since - LEEWAY:
        raise Refused(NOT_AGAIN)


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return " ".join(value.replace("\0", "").split()) if isinstance(value, str) else ""


def _signed(token: str, keys: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The claims of a token that one of the keys has signed. Raises Refused."""
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError):
        raise Refused(NOT_SIGNED) from None
    named = header.get("kid")
    for key in keys:
        if key.get("kty") == "oct" or key.get("use") == "enc" or (named is not None and key.get("kid") != named):
            continue
        try:
            return dict(jwt.decode(token, JWKRegistry.import_key(dict(key)), algorithms=SIGNED).claims)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
    raise Refused(NOT_SIGNED)
