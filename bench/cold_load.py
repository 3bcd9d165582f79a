"""What does the first page cost somebody who pays by the megabyte? Bytes and requests of a step page, signed in, without media."""

import re
from urllib.parse import urljoin, urlsplit

from lxml import html

from bench import pages
from bench.ground import Ground
from bench.rows import Row

MOODLE_KB, MOODLE_REQUESTS = 1123, 22
"""Moodle's first page of a course, measured the same way; Kolibri's: 2,225 kB, 28 requests."""
FETCHED = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
IMPORTED = re.compile(rb"(?:@import|url\()\s*(?:url\()?\s*[\"']?([^\"')\s]+)")


def rows(ground: Ground) -> list[Row]:
    """First load and next step."""
    sizes = sorted(_loaded(ground.takwin.port, each.step, each.cookies) for each in ground.learners[:13])
    first, requests, page = sizes[-1]
    return [
        Row(
            "first cold load of a step page",
            first / 1000,
            "kB",
            (sizes[0][0] / 1000, first / 1000),
            MOODLE_KB,
            first / 1000 / MOODLE_KB,
            reach="≤ 40 kB",
            reached=first <= 40_000,
            note="the heaviest step; spread over all steps; yardstick: Moodle",
        ),
        Row("requests of it", requests, "", None, MOODLE_REQUESTS, requests / MOODLE_REQUESTS, reach="≤ 6", reached=requests <= 6),
        Row("next step", page / 1000, "kB", reach="≤ 8 kB", reached=page <= 8_000),
    ]  # fmt: skip


def _loaded(port: int, path: str, cookies: str) -> tuple[int, int, int]:
    """Bytes of page and parts as they go over the wire, number of requests, bytes of the page alone."""
    page = pages.get(port, path, cookies)
    fetched: dict[str, int] = {}
    for part in _parts(page.body, path):
        _fetch(port, part, fetched)
    return page.size + sum(fetched.values()), 1 + len(fetched), page.size


def _parts(page: bytes, path: str) -> list[str]:
    """Addresses of style, icons, scripts and preloads that a browser would fetch for a page."""
    root = html.document_fromstring(page)
    links = [each.get("href") for each in root.iter("link") if each.get("rel") in FETCHED]
    return [
        urljoin(path, address) for address in [*links, *(each.get("src") for each in root.iter("script"))] if address
    ]


def _fetch(port: int, address: str, fetched: dict[str, int]) -> None:
    """Fetch a part once, with what its style imports."""
    path = urlsplit(address).path
    if path in fetched or address.startswith("data:"):
        return
    answer = pages.get(port, path)
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}.")
    fetched[path] = answer.size
    if "text/css" in answer.headers.get("content-type", ""):
        for found in IMPORTED.findall(answer.body):
            if not found.startswith((b"data:", b"#")):
                _fetch(port, urljoin(path, found.decode()), fetched)
