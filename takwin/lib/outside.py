"""The one door to sites outside: public machines only, a limit to time, and no more bytes than the head of an answer."""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

SECONDS = 10
WRITTEN = "%/:=&?~+!$,;'@()*[]|"
"""Signs of an address that stay as they are; others, such as Arabic letters, are sent as a browser sends them."""
MOST_MOVES = 5
AGENT = "Takwin link check"
MOVED_FOR_GOOD, MOVED = {301, 308}, {301, 302, 303, 307, 308}
NOT_BY_HEAD = {400, 401, 403, 404, 405, 410, 429, 500, 501, 503}
"""Answers to HEAD that a site may give only because it does not like HEAD; GET is then asked once."""
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that mean an IPv4 one (RFC 6052), which may be one of our own network."""
May = Callable[[str], bool]
"""Whether a numeric address may be spoken to."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site said: its status, the address that gave it, and whether every move on the way there was for good."""

    status: int
    address: str
    moved: bool


class NotPublic(ValueError):
    """The address is none, or leads to no public machine; nothing was asked of it."""


class NoAnswer(OSError):
    """Nobody answered in time, or not in a way that we understand."""


def public(address: str) -> bool:
    """Whether a numeric address is one of the public Internet: not this machine, not its network, not a reserved range."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if found.version == 6 and found in TRANSLATED:
        inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return found.is_global and not found.is_multicast and (inner is None or public(str(inner)))


def ask(address: str, *, may: May = public, seconds: float = SECONDS) -> Answer:
    """Ask for the head of an http or https address, following at most five moves, each to a machine that may be spoken to. Raises
    NotPublic, NoAnswer."""
    until, here, moved = time.monotonic() + seconds, address, True
    for step in range(MOST_MOVES + 1):
        status, location = _one(here, may, until)
        if status not in MOVED or not location:
            return Answer(status, here, moved=moved and step > 0)
        moved = moved and status in MOVED_FOR_GOOD
        here = urljoin(here, location)
    raise NoAnswer("too many moves")


def _one(address: str, may: May, until: float) -> tuple[int, str]:
    found = _said("HEAD", address, may, until)
    return found if found[0] not in NOT_BY_HEAD else _said("GET", address, may, until)


def _said(method: str, address: str, may: May, until: float) -> tuple[int, str]:
    """Status and `Location` of one answer, whose body is not read."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise NotPublic(address) from None
    if parts.scheme not in {"http", "https"} or not host:
        raise NotPublic(address)
    target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=WRITTEN)
    try:
        connection = http.client.HTTPConnection(host, port)
        connection.sock = _socket(host, port, parts.scheme == "https", may, until)
        try:
            connection.request(method, target, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location", "")
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as mistake:
        if isinstance(mistake, NotPublic):
            raise
        raise NoAnswer(type(mistake).__name__) from mistake


def _socket(host: str, port: int, secure: bool, may: May, until: float) -> socket.socket:
    """A connection to the very address that was looked at: a name cannot mean another machine a moment later."""
    numeric = dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    if not numeric or not all(may(one) for one in numeric):
        raise NotPublic(host)
    plain = socket.create_connection((next(iter(numeric)), port), timeout=_left(until))
    plain.settimeout(_left(until))
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
