"""A text while it becomes HTML: where it stands, what it may point at, and the complaints it raises."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from takwin.content.compiler.media import Medium, Shelf
from takwin.content.source.problems import Problem, problem
from takwin.files.types import AUDIO, IMAGES, VIDEO, ending

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
STEP = re.compile(r"(?P<step>[a-z0-9-]+/[a-z0-9-]+)(\.[A-Za-z-]+\.md|/)?")


@dataclass(slots=True)
class Page:
    """The text of one file in one language. `source` are its lines, for finding where something was said; `shift` is what
    must be added to a token's line (from 0) to have the line in the file (from 1)."""

    file: str
    language: str
    source: list[str]
    shelf: Shelf
    steps: frozenset[str] = frozenset()
    original: bool = True
    problems: list[Problem] = field(default_factory=list)
    shift: int = 1
    gaps: int = 0
    level: int = 1
    """The last heading's level."""
    question: bool = False
    """Whether the text belongs to a question, where gaps have their place."""
    transcript: bool = False
    """Whether the text is the transcript of a film, whose own films have none."""

    def complain(self, name: str, line: int, /, **values: Any) -> None:
        """A problem at a token's line."""
        self.problems.append(problem(name, self.file, line + self.shift, **values))

    def complain_of(self, words: str, name: str, /, **values: Any) -> None:
        """A problem where these words first stand in the file, as they are or as an address or HTML writes them."""
        bare = _bare(words)
        line = next((at for at, one in enumerate(self.source, 1) if words and (words in one or bare in _bare(one))), 1)
        self.problems.append(problem(name, self.file, line, **values))

    def medium(self, address: str) -> Medium | None:
        """The file of the course that an address names, or None with a complaint."""
        path = _path(address)
        if path.startswith(("../", "/")):
            self.complain_of(address, "media-outside", path=path)
            return None
        found = self.shelf.find(path)
        if found is None:
            self.complain_of(address, "media-missing", path=path)
        elif path in self.shelf.broken:
            self.complain_of(address, "media-broken", path=path)
        return found

    def link(self, tag: str, name: str, address: str) -> str | None:
        """What to write for an address in HTML; None leaves it out. For `lib.html.clean`."""
        if self.shelf.by_url(address):
            return address
        if SCHEME.match(address):
            return self._remote(tag, address)
        if tag in {"a", "blockquote", "q", "ins", "del"}:
            return self._link(address)
        found = self.medium(address)
        return found.url if found else None

    def _remote(self, tag: str, address: str) -> str | None:
        if tag in {"img", "track"} or (tag in {"video", "audio", "source"} and not address.startswith("https://")):
            self.complain_of(unquote(address), "media-remote", address=address)
            return None
        return address

    def _link(self, address: str) -> str | None:
        path = _path(address)
        fragment = f"#c-{urlsplit(address).fragment}" if urlsplit(address).fragment else ""
        for step in (STEP.fullmatch(path), STEP.fullmatch(f"{posixpath.dirname(self.file)}/{path}")):
            if step and step["step"] in self.steps:
                return f"../../{step['step']}/{fragment}"
        if found := self.shelf.find(path):
            return found.url
        if address.startswith("/"):
            return address
        self.complain_of(unquote(address), "link-dead", address=unquote(address))
        return None


def _bare(written: str) -> str:
    """Words without the ways of writing of addresses ("%20") and of HTML ("&amp;")."""
    return unquote(unescape(written))


def _path(address: str) -> str:
    """The course path in an address as an editor writes it: from the course folder, or from the step's own ("../media/x")."""
    bare = unquote(urlsplit(address).path if "?" in address or "#" in address else address)
    return posixpath.normpath(bare.removeprefix("../")) if bare else bare


def is_kind(medium: Medium | None, kinds: dict[str, str]) -> bool:
    """Whether a medium is an image, a video or sound, by the end of its name."""
    return medium is not None and ending(medium.path) in kinds


KINDS = {"figure": IMAGES, "video": VIDEO, "audio": AUDIO}
Rule = Callable[[Any, list[Token], int, Any, dict[str, Any]], str]
"""How markdown-it asks for the HTML of one token; `env["page"]` is our Page."""
