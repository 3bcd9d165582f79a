"""Which addresses of repositories may be asked, and where they lead."""

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from takwin.lib.outside import public
from takwin.lib.text import N_, Sentence

Lookup = Callable[[str, int], list[str]]
"""The IP addresses of a host. Raises OSError."""
LONGEST = 300
HOST = re.compile(r"(?=.{1,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.?")
PATH = re.compile(r"(/[A-Za-z0-9._~%+@-]+)+/?")
BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/+-]{0,99}")

NOT_HTTPS = Sentence(
    N_("Only addresses that begin with https:// are fetched, such as https://git.example.org/team/course.git")
)
WITH_PASSWORD = Sentence(
    N_("Leave the name and the password out of the address: only what everybody may read is fetched.")
)
ODD = Sentence(N_("This is no address of a repository, such as https://git.example.org/team/course.git"))
ODD_BRANCH = Sentence(N_("This is no name of a branch or a tag. Leave it empty for the usual branch."))
ODD_FOLDER = Sentence(N_("This is no folder inside the repository, such as courses/my-course"))
UNKNOWN = N_("No machine is known by the name %(host)s. Is the address right?")
PRIVATE = N_("%(host)s is not a public machine; nothing is fetched from there.")


class FetchRefused(ValueError):
    """Nothing is fetched; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Address:
    """A repository, a branch or tag of it ("": the usual branch), and a folder inside it ("": all of it)."""

    url: str
    host: str
    port: int
    branch: str = ""
    folder: str = ""

    @property
    def scheme(self) -> str:
        """ "https", or "http" where private addresses are allowed."""
        return urlsplit(self.url).scheme


def address(url: str, branch: str = "", folder: str = "", *, private: bool = False) -> Address:
    """A checked address. `private`: http and machines of the own network are allowed too. Raises FetchRefused."""
    schemes = {"https": 443, "http": 80} if private else {"https": 443}
    url = url.strip()
    if not (url.isascii() and url.isprintable()) or " " in url:  # urlsplit would drop line ends in silence
        raise FetchRefused(ODD)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchRefused(ODD) from None
    if parts.scheme not in schemes:
        raise FetchRefused(NOT_HTTPS)
    if parts.username is not None or parts.password is not None:
        raise FetchRefused(WITH_PASSWORD)
    host = parts.hostname or ""
    known = HOST.fullmatch(host) or _literal(host)
    if not known or not PATH.fullmatch(parts.path) or parts.query or parts.fragment or len(url) > LONGEST or port == 0:
        raise FetchRefused(ODD)
    return Address(url, host, port or schemes[parts.scheme], _branch(branch.strip()), _folder(folder.strip()))


def _branch(name: str) -> str:
    if name and (not BRANCH.fullmatch(name) or ".." in name or "//" in name or name.endswith((".lock", "/", "."))):
        raise FetchRefused(ODD_BRANCH)
    return name


def _folder(name: str) -> str:
    bare = name.strip("/")
    parts = PurePosixPath(bare).parts
    if (
        any(one.startswith((".", "-", ":")) or not one.isprintable() for one in parts)
        or "\\" in bare
        or len(bare) > LONGEST
    ):
        raise FetchRefused(ODD_FOLDER)
    return "/".join(parts)


def _literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def lookup(host: str, port: int) -> list[str]:
    """What the resolver says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def place(where: Address, *, private: bool = False, asked: Lookup = lookup) -> str:
    """The IP address that will be asked, and no other: whoever answers for the name later changes nothing. Every address of the name
    must be public. Raises FetchRefused."""
    try:
        found = asked(where.host, where.port)
    except OSError:
        found = []
    if not found:
        raise FetchRefused(Sentence(UNKNOWN, {"host": where.host}))
    if not private and not all(public(one) for one in found):
        raise FetchRefused(Sentence(PRIVATE, {"host": where.host}))
    return min(found, key=lambda one: ":" in one)
