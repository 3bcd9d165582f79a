"""What a catalogue knows of a release: the card it shows and chooses by, and the lines it is found by; plain Python."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from lxml import html

from takwin.content.release import Outline, Texts
from takwin.frameworks import alignment, tree
from takwin.lib.search import Bag


class Line(NamedTuple):
    """Words of a release in one language. `place`: "title", "summary", "task", "able", "audience", "prerequisites", "module", "claim",
    "author", or the key of the step whose title it is."""

    place: str
    text: str


@dataclass(frozen=True)
class Card:
    """A release as a catalogue shows it. Texts are by language, the original first."""

    release: int
    course: str
    languages: tuple[str, ...]
    title: Texts
    summary: Texts
    hours: Decimal
    competencies: tuple[str, ...]
    values: tuple[str, ...]

    def language(self, wanted: str) -> str:
        """The wanted language where the course has it, else the original."""
        return wanted if wanted in self.languages else self.languages[0]

    @cached_property
    def words(self) -> dict[str, tuple[Bag, Bag]]:
        """By language the words of title and summary."""
        return {
            language: (Bag(self.title.get(language, "")), Bag(self.summary.get(language, "")))
            for language in self.languages
        }

    @property
    def titles(self) -> list[tuple[Bag, str]]:
        """Its titles in all languages, with their words."""
        return [(self.words[language][0], self.title.get(language, "")) for language in self.languages]

    @cached_property
    def works_on(self) -> frozenset[str]:
        """What it claims, and what is above that: work on an item is work on what is above it."""
        return frozenset(above for claim in (*self.competencies, *self.values) for above in alignment.above(claim))


def card(release: int, said: Mapping[str, Any]) -> Card:
    """A card from what `facts` kept of its release."""
    return Card(
        release,
        said["course"],
        tuple(said["languages"]),
        said["title"],
        said["summary"],
        Decimal(said["hours"]),
        tuple(said["competencies"]),
        tuple(said["values"]),
    )


def facts(outline: Outline) -> dict[str, Any]:
    """What a card keeps of an outline, as JSON."""
    names = ("course", "languages", "title", "summary", "hours", "competencies", "values")
    return {name: outline[name] for name in names}  # type: ignore[literal-required]  # each is a key of it


def lines(outline: Outline, language: str) -> list[Line]:
    """What a release says in a language, the most telling first; codes and authors in every language."""
    return [line for line in _lines(outline, language) if line.text]


def _lines(outline: Outline, language: str) -> Iterator[Line]:
    yield Line("title", outline["title"].get(language, ""))
    yield Line("summary", outline["summary"].get(language, ""))
    for module in outline["modules"]:
        yield Line("module", module["title"].get(language, ""))
        yield from (Line(step["id"], step["title"].get(language, "")) for step in module["steps"])
    yield from (Line("task", task["title"].get(language, "")) for task in outline.get("tasks", {}).values())
    yield Line("able", _plain(outline["description_html"].get(language, "")))
    yield Line("audience", outline["audience"].get(language, ""))
    yield Line("prerequisites", outline["prerequisites"].get(language, ""))
    for name in (*outline["competencies"], *outline["values"], *outline.get("policies", [])):
        if alignment.known(name):
            item = tree.item(name)
            yield Line("claim", f"{item.code} {tree.worded(item.label, language)}")
    yield from (Line("author", author) for author in outline["authors"])


def _plain(markup: str) -> str:
    return " ".join("".join(map(str, html.fromstring(f"<div>{markup}</div>").itertext())).split()) if markup else ""
