"""The one door to sites outside: public machines only, a limit to time, and no more bytes than were asked for."""

import http.client
import io
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any
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


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a site gave: `body` is empty unless the status is 200. Names of headers are in small letters."""

    status: int
    address: str
    headers: Mapping[str, str]
    body: bytes
    moved: bool = False


class TooLarge(OSError):
    """The answer is longer than was asked for; nothing of it is kept."""


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
    found = _followed(address, lambda here, until: _one(here, may, until), seconds)
    return Answer(found.status, found.address, found.moved)


def fetch(
    address: str, headers: Mapping[str, str], most: int, *, may: May = public, seconds: float = SECONDS
) -> Fetched:
    """Get what is at an http or https address, `most` bytes of it, with the headers given, following moves like `ask`. However slowly
    it comes, it is over in that many seconds. Raises NotPublic, NoAnswer, TooLarge."""
    return _followed(address, lambda here, until: _said("GET", here, may, until, headers, most), seconds)


def post(
    address: str, body: bytes, headers: Mapping[str, str], most: int, *, may: May = public, seconds: float = SECONDS
) -> Fetched:
    """Send `body` to an http or https address; a move is not followed, since what was sent is for that address alone. Raises like
    `fetch`."""
    return _said("POST", address, may, time.monotonic() + seconds, headers, most, body)


def _followed(address: str, one: Callable[[str, float], Fetched], seconds: float) -> Fetched:
    until, here, moved = time.monotonic() + seconds, address, True
    for step in range(MOST_MOVES + 1):
        found = one(here, until)
        location = found.headers.get("location", "")
        if found.status not in MOVED or not location:
            return replace(found, moved=moved and step > 0)
        moved = moved and found.status in MOVED_FOR_GOOD
        here = _joined(here, location)
    raise NoAnswer("too many moves")


def _joined(here: str, location: str) -> str:
    try:
        return urljoin(here, location)
    except ValueError:
        raise NotPublic(location) from None


def _one(address: str, may: May, until: float) -> Fetched:
    found = _said("HEAD", address, may, until)
    return found if found.status not in NOT_BY_HEAD else _said("GET", address, may, until)


def _said(
    method: str,
    address: str,
    may: May,
    until: float,
    headers: Mapping[str, str] | None = None,
    most: int = 0,
    sent: bytes | None = None,
) -> Fetched:
    """One answer; its body only where bytes of it were asked for."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise NotPublic(address) from None
    if parts.scheme not in {"http", "https"} or not host:
        raise NotPublic(address)
    target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=WRITTEN)
    told = {
        "User-Agent": AGENT,
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
        **(headers or {}),
    }
    try:
        connection = http.client.HTTPConnection(host, port)
        with closing(_socket(host, port, parts.scheme == "https", may, until)) as opened:
            speaking: Any = _Speaking(opened, until)
            connection.sock = speaking
            connection.request(method, target, sent, told)
            answer = connection.getresponse()
            kept = {name.lower(): value for name, value in answer.headers.items()}
            body = _body(answer, most) if most and answer.status == http.client.OK else b""
            return Fetched(answer.status, address, kept, body)
    except (NotPublic, TooLarge):
        raise
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as mistake:
        raise NoAnswer(type(mistake).__name__) from mistake


def _body(answer: http.client.HTTPResponse, most: int) -> bytes:
    """The body, unpacked if it was sent packed although we asked for it plain."""
    body = answer.read(most + 1)
    if answer.headers.get("Content-Encoding", "").lower() in {"gzip", "deflate"}:
        body = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress(body, most + 1)
    if len(body) > most:
        raise TooLarge(f"more than {most} bytes")
    return body


class _Speaking(io.RawIOBase):
    """A connection that ends in time, however slowly the other side speaks: each piece has what is left of the whole. Who opened the
    socket closes it: http.client closes its end before the answer is read."""

    def __init__(self, over: socket.socket, until: float) -> None:
        super().__init__()
        self._over = over
        self._until = until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._over.settimeout(_left(self._until))
        return self._over.recv_into(buffer)

    def sendall(self, data: bytes) -> None:
        """As of a socket."""
        self._over.settimeout(_left(self._until))
        self._over.sendall(data)

    def makefile(self, *_: object) -> io.BufferedReader:
        """As of a socket."""
        return io.BufferedReader(_Speaking(self._over, self._until))


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
