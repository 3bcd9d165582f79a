"""Pages as a browser gets them: fetched over HTTP, their forms filled in."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

from lxml import html

from bench.load import FRESH, Request


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; `size` is that of the body as it went over the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int


def get(port: int, path: str, cookies: str = "") -> Answer:
    """Fetch with a browser's headers."""
    asking = HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Host": "localhost", "Cookie": cookies, "Accept-Encoding": "gzip", "Accept-Language": "fr"}
    asking.request("GET", path, headers=headers)
    got = asking.getresponse()
    raw = got.read()
    told = {name.lower(): value for name, value in got.getheaders()}
    return Answer(got.status, told, gzip.decompress(raw) if told.get("content-encoding") == "gzip" else raw, len(raw))


def answering(port: int, path: str, item: str, cookies: str) -> Request:
    """The sending of a first answer to a practice question, as a browser would send the form on its page, with a token of its
    own each time. Raises LookupError when the page does not ask the question."""
    action, body = filled(get(port, path, cookies).body, item)
    return Request(action, cookies, body, 302)


def filled(page: bytes, item: str) -> tuple[str, str]:
    """Where the form of a question goes, and what it says. Raises LookupError when the page does not ask the question."""
    for form in html.document_fromstring(page).iter("form"):
        if isinstance(form, html.FormElement) and form.get("id") == item:
            fields = {**dict.fromkeys(_answers(form), "1"), **_chosen(form), **_hidden(form), "token": FRESH}
            return str(form.action).partition("#")[0], urlencode(fields, safe="{}")
    raise LookupError(f"The page does not ask {item}.")


def _hidden(form: html.FormElement) -> dict[str, str]:
    return {box.name: box.value for box in form.xpath(".//input[@type='hidden']")}


def _answers(form: html.FormElement) -> list[str]:
    return [box.name for box in form.xpath(".//input[@type='text']|.//input[not(@type)]")]


def _chosen(form: html.FormElement) -> dict[str, str]:
    boxes = form.xpath(".//input[@type='radio' or @type='checkbox']")
    lists = {each.get("name"): each.xpath(".//option[@value!='']/@value")[0] for each in form.xpath(".//select")}
    return {**{box.name: box.get("value") for box in reversed(boxes)}, **lists}
