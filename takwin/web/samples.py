"""Every kind of question with its examples, as a course would show them."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from takwin.content.compiler.media import Shelf, content
from takwin.content.compiler.page import Page
from takwin.content.compiler.render import block
from takwin.content.source import questions
from takwin.content.source.markdown import parse
from takwin.items import options
from takwin.items.item import Draft, Json, Outcome
from takwin.items.kind import Kind
from takwin.items.manual import examples, pictures
from takwin.items.shelf import KINDS
from takwin.lib.text import Sentence
from takwin.web.wording import direction


@dataclass(frozen=True, slots=True)
class Sample:
    """One example as its form needs it: not answered yet, or with an answer that earns all the points."""

    prefix: str
    template: str
    language: str
    public: Json
    points: int
    response: Json | None = None
    outcome: Outcome | None = None

    @property
    def dir(self) -> str:
        """The writing direction of its language."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Samples:
    """A kind with its examples."""

    name: str
    title: Sentence
    all: Sequence[Sample]


@cache
def samples(language: str) -> tuple[Samples, ...]:
    """All kinds with all their examples, each in this language where it has it, before and after a right answer."""
    return tuple(Samples(name, book.title, tuple(_both(book, language))) for name, book in KINDS.items())


def _both(book: Kind, language: str) -> list[Sample]:
    shown: list[Sample] = []
    for name, source in _in(language, examples(book)).items():
        spoken = name.split(".")[1]
        draft, points = _compiled(book, source, spoken)
        public, answer = book.arrange(draft.public, 1), book.solution(draft.key)
        before = Sample(f"{book.name}-{name}".replace(".", "-"), book.template, spoken, public, points)
        outcome = book.score(draft.key, answer, points)
        shown += [before, Sample(f"{before.prefix}-right", book.template, spoken, public, points, answer, outcome)]
    return shown


def _in(language: str, sources: dict[str, str]) -> dict[str, str]:
    """Of each example one file: in this language, else the first of those it has."""
    chosen: dict[str, str] = {}
    for name in sorted(sources, key=lambda name: f".{language}." not in name):
        chosen.setdefault(name.split(".")[0], name)
    return {name: sources[name] for name in chosen.values()}


def _compiled(book: Kind, source: str, language: str) -> tuple[Draft, int]:
    fence = next(token.meta["fence"] for token in parse(source) if token.type == "directive")
    written, _ = questions.read(fence)
    page = Page("", language, source.split("\n"), Shelf(pictures(book)), question=True)

    def render(text: str) -> str:
        page.gaps = 0
        return block(text, page)

    draft = book.compile(written.rendered(render))
    return replace(draft, public=_inside(draft.public, page)), options.points(written.options) if book.marked else 0


def _inside(public: Json, page: Page) -> Json:
    """The public part with its pictures in it: the examples belong to no release, so that their files have no address."""
    text = json.dumps(public)
    for medium in page.shelf.used.values():
        text = text.replace(medium.url, f"data:{medium.media_type};base64,{b64encode(content(medium)).decode()}")
    return dict(json.loads(text))
