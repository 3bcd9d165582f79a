"""What a client asks of the token endpoint: the client credentials grant of OAuth 2 (RFC 6749, section 4.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_plus

from takwin.records.lrs.keys import RIGHTS, allows, basic

FORM = "application/x-www-form-urlencoded"


class Denied(Exception):
    """An error by its name in RFC 6749, section 5.2, and a sentence for whoever programs the other side."""

    def __init__(self, error: str, why: str) -> None:
        super().__init__(why)
        self.error = error


@dataclass(frozen=True, slots=True)
class Wish:
    """Who asks, with which secret, for what; an empty `scope` is everything that the key opens."""

    client: str
    secret: str
    scope: tuple[str, ...]


def wish(body: bytes, content_type: str, authorization: str) -> Wish:
    """Read a request. Raises Denied. Parameters without a value are as if left out; unknown ones mean nothing (section 3.2)."""
    told = _form(body, content_type)
    client, secret = _client(told, authorization)
    if "grant_type" not in told:
        raise Denied("invalid_request", "The parameter grant_type is missing.")
    if told["grant_type"] != "client_credentials":
        raise Denied("unsupported_grant_type", "Only client_credentials is known here.")
    return Wish(client, secret, tuple(dict.fromkeys(told.get("scope", "").split(" "))) if "scope" in told else ())


def granted(wanted: Wish, rights: str) -> str:
    """The rights of the token, out of those of the key. Raises Denied."""
    for each in wanted.scope:
        if each not in RIGHTS:
            raise Denied("invalid_scope", f"A scope is one of {', '.join(RIGHTS)}.")
        if not allows(rights, each):
            raise Denied("invalid_scope", f"This key does not open “{each}”.")
    return " ".join(wanted.scope) or rights


def _form(body: bytes, content_type: str) -> Mapping[str, str]:
    if content_type.partition(";")[0].strip().lower() != FORM:
        raise Denied("invalid_request", f"The body must be {FORM}.")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as wrong:
        raise Denied("invalid_request", "The body cannot be read.") from wrong
    if len(dict(pairs)) != len(pairs):
        raise Denied("invalid_request", "A parameter stands twice.")
    return {name: value for name, value in pairs if value}


def _client(told: Mapping[str, str], authorization: str) -> tuple[str, str]:
    """By Basic Authorization, where both are encoded as in a form (section 2.3.1), or in the body; never by both."""
    in_body = "client_id" in told and "client_secret" in told
    if authorization and "client_secret" in told:
        raise Denied("invalid_request", "The secret comes by the header or in the body, not by both.")
    if authorization:
        if (named := basic(authorization)) is None:
            raise Denied("invalid_client", "The header must be Basic Authorization.")
        client, secret = map(unquote_plus, named)
        if told.get("client_id", client) != client:
            raise Denied("invalid_request", "The header and the body name two clients.")
        return client, secret
    if not in_body:
        raise Denied(
            "invalid_client", "A client must name itself, by Basic Authorization or with client_id and client_secret."
        )
    return told["client_id"], told["client_secret"]
