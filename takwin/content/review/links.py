"""Links that lead nowhere: anchors inside the course, addresses outside by their shape, and, only when asked, by asking their sites."""

import ipaddress
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from takwin.content.compiler.compiled import Compiled
from takwin.content.compiler.page import SCHEME
from takwin.content.review.texts import Text, steps
from takwin.content.source.course import Course
from takwin.content.source.problems import Problem, problem
from takwin.lib.html import PREFIX
from takwin.lib.outside import Answer, NoAnswer, NotPublic, ask, public

HREF = re.compile(rf'href="((?:\.\./\.\./([a-z0-9-]+/[a-z0-9-]+)/)?#({PREFIX}[^"]+))"')
ID = re.compile(rf'\bid="({PREFIX}[^"]+)"')
INNER = re.compile(r".*\.(local|localhost|internal|lan|home|invalid|test|example)|localhost")
MOST, AT_ONCE, MAIL = 500, 8, re.compile(r"mailto:[^@\s]+@[^@\s]+\.[^@\s]+")
Place = tuple[str, int]
Ask = Callable[[str], Answer]


def findings(course: Course, compiled: Compiled) -> Iterable[Problem]:
    """What can be told without asking anybody."""
    ids = {key: set(ID.findall(_html(parts))) for key, parts in compiled.pages.items()}
    for texts in steps(course, compiled):
        for text in texts:
            yield from _anchors(text, compiled, ids)
    for address, places in outside(course, compiled).items():
        if name := _odd(address):
            for file, line in places:
                yield problem(name, file, line, address=address[:200])


def _anchors(text: Text, compiled: Compiled, ids: Mapping[tuple[str, str], set[str]]) -> Iterator[Problem]:
    here = (text.key, text.language)
    for _, step, anchor in HREF.findall(_html(compiled.pages.get(here, []))):
        there = (step or text.key, text.language)
        if there in ids and anchor not in ids[there]:
            bare = anchor.removeprefix(PREFIX)
            line = next((one.line for one in text.facts.links if one.address.endswith(f"#{bare}")), text.said.line)
            yield problem("anchor-dead", text.file, line, anchor=bare[:80], step=there[0])


def _html(part: Any) -> str:
    """All the HTML of a page's parts."""
    if isinstance(part, dict):
        return "".join(_html(one) for one in part.values())
    if isinstance(part, list):
        return "".join(map(_html, part))
    return part if isinstance(part, str) else ""


def outside(course: Course, compiled: Compiled) -> dict[str, list[Place]]:
    """The addresses outside that texts and films point at, and where."""
    found: dict[str, list[Place]] = {}
    for texts in steps(course, compiled):
        for text in texts:
            said = [(one.address, one.line) for one in text.facts.links]
            said += [(one.address, one.line) for one in text.facts.films]
            for address, line in said:
                if SCHEME.match(address):
                    found.setdefault(address, []).append((text.file, line))
    return found


def _odd(address: str) -> str:
    """The name of the problem that an address has by its shape, "" for none."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "link-odd"
    if parts.scheme == "mailto":
        return "" if MAIL.match(address) else "link-odd"
    if parts.scheme not in {"http", "https"} or not _is_host(host) or " " in address:
        return "link-odd"
    return "link-insecure" if parts.scheme == "http" else ""


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." in host.strip(".") and ".." not in host and not INNER.fullmatch(host)
    return public(host)


def asked(course: Course, compiled: Compiled, ask: Ask = ask) -> list[Problem]:
    """What the sites themselves say, at most 500 addresses, one at a time from each site."""
    places = {
        address: where for address, where in outside(course, compiled).items() if _odd(address) in {"", "link-insecure"}
    }
    wanted = sorted(address for address in places if address.startswith("http"))[:MOST]
    sites = [list(some) for _, some in groupby(wanted, key=lambda one: urlsplit(one).netloc)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = {
            address: said for answers in pool.map(lambda some: _site(some, ask), sites) for address, said in answers
        }
    return [
        problem(name, file, line, address=address[:200], **values)
        for address, (name, values) in told.items()
        for file, line in places[address]
    ]


def _site(addresses: list[str], ask: Ask) -> list[tuple[str, tuple[str, dict[str, Any]]]]:
    """What is wrong with the addresses of one site, asked one after the other."""
    pages = dict.fromkeys(one.partition("#")[0] for one in addresses)
    told = {page: _ask(page, ask) for page in pages}
    return [(one, said) for one in addresses if (said := told[one.partition("#")[0]])]


def _ask(address: str, ask: Ask) -> tuple[str, dict[str, Any]] | None:
    try:
        answer = ask(address)
    except NotPublic:
        return "link-odd", {}
    except NoAnswer:
        return "link-unreachable", {}
    if answer.status in {404, 410}:
        return "link-gone", {"status": answer.status}
    if answer.status >= 500:
        return "link-unreachable", {}
    if answer.moved and answer.status < 400:
        return "link-moved", {"there": answer.address[:200]}
    return None
