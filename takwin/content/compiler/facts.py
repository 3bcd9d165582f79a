"""What the text of a step is made of: paragraphs, pictures, films, links, kinds of elements. Gathered while it is compiled, for the review."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from takwin.content.source.fences import Fence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that stand together, line ends kept. `line` counts from 1 in the file; `kind` is "text", "heading", "item" or "cell".
    Code, formulas and what is marked as another language are left out."""

    text: str
    line: int
    kind: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image or a figure, with its alternative text."""

    path: str
    alt: str
    line: int


@dataclass(frozen=True, slots=True)
class Film:
    """Video or sound: a path or address, and what its options say."""

    kind: str
    address: str
    options: dict[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a text points at."""

    address: str
    line: int


@dataclass(slots=True)
class Facts:
    """Of one step in one language. `kinds` are the types of block tokens and the names of directives in it."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    films: list[Film] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)


CONTAINERS = {"heading_open": "heading", "list_item_open": "item", "td_open": "cell", "th_open": "cell"}
SPACES = re.compile(r"[^\S\n]+")


def of(tokens: Sequence[Token], shift: int) -> Facts:
    """The facts of a parsed text; `shift` is added to lines."""
    facts, inside = Facts(), list[str]()
    for token in tokens:
        fence: Fence | None = token.meta.get("fence")
        if fence and token.nesting >= 0:
            _directive(facts, fence, shift)
        elif token.nesting >= 0 and token.type != "inline":
            facts.kinds.add(token.type.removesuffix("_open"))
        if token.type in CONTAINERS:
            inside.append(CONTAINERS[token.type])
        elif f"{token.type.removesuffix('_close')}_open" in CONTAINERS and token.nesting < 0 and inside:
            inside.pop()
        elif token.type == "inline":
            _inline(facts, token, (token.map or [0])[0] + shift, inside[-1] if inside else "text")
    return facts


def _directive(facts: Facts, fence: Fence, shift: int) -> None:
    facts.kinds.add(fence.name)
    if fence.name == "figure":
        facts.pictures.append(Picture(fence.argument, fence.options.get("alt", ""), fence.line + shift))
    elif fence.name in {"video", "audio"}:
        facts.films.append(Film(fence.name, fence.argument, dict(fence.options), fence.line + shift))


def _inline(facts: Facts, token: Token, line: int, kind: str) -> None:
    words = "".join(_words(facts, token.children or [], line))
    text = "\n".join(SPACES.sub(" ", one).strip() for one in words.split("\n")).strip()
    if text:
        facts.paragraphs.append(Paragraph(text, line, kind))


def _words(facts: Facts, children: Sequence[Token], line: int) -> Iterator[str]:
    foreign = list[bool]()
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
            yield "\n"
        elif child.type == "link_open":
            facts.links.append(Link(str(child.attrs.get("href", "")), line))
        elif child.type == "image":
            alt = "".join(one.content for one in child.children or ())
            facts.pictures.append(Picture(str(child.attrs.get("src", "")), alt, line))
        elif child.type == "text" and not any(foreign):
            yield child.content
        if child.nesting > 0:
            foreign.append("lang" in child.attrs)
        elif child.nesting < 0 and foreign:
            foreign.pop()
