"""The catalogue: all courses that may be joined, by words and by what one chooses."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from takwin.content import queries as content
from takwin.content.card import Card
from takwin.frameworks import tree
from takwin.learning import queries
from takwin.learning.presets import preset
from takwin.lib.search import Word, marked
from takwin.web import catalogue as rules
from takwin.web.catalogue import Asked, Offered, Option, Pieces, Why
from takwin.web.claims import worded
from takwin.web.parts import ui_language
from takwin.web.templatetags.marks import language_name
from takwin.web.wording import direction

ON_A_PAGE = 20
GROUPS = {
    "language": gettext_lazy("Language of the course"),
    "work": gettext_lazy("Hours of work"),
    "when": gettext_lazy("When it opens"),
    "format": gettext_lazy("Pace"),
    "kind": gettext_lazy("Format"),
    "competency": gettext_lazy("Competencies"),
    "value": gettext_lazy("Values"),
}
NAMES = {
    ("work", "short"): gettext_lazy("Up to 5 hours"),
    ("work", "middle"): gettext_lazy("5 to 15 hours"),
    ("work", "long"): gettext_lazy("More than 15 hours"),
    ("when", "now"): gettext_lazy("Open now"),
    ("when", "later"): gettext_lazy("Opens later"),
    ("format", "free"): gettext_lazy("At your own pace, at any time"),
    ("format", "dated"): gettext_lazy("Between two dates"),
}
PLACES = {
    "title": gettext_lazy("Title:"),
    "summary": gettext_lazy("Summary:"),
    "module": gettext_lazy("Module:"),
    "task": gettext_lazy("Task:"),
    "able": gettext_lazy("What you will be able to do:"),
    "audience": gettext_lazy("For whom:"),
    "prerequisites": gettext_lazy("What you should know already:"),
    "claim": gettext_lazy("It works on:"),
    "author": gettext_lazy("Written by:"),
}
"""Where the words were found; anything else is a step."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A course on a shelf, in one language; its texts in pieces that are marked or not."""

    slug: str
    title: Pieces
    summary: Pieces
    language: str
    hours: Decimal
    languages: tuple[str, ...]
    why: Why | None = None

    @property
    def dir(self) -> str:
        """The writing direction of the texts."""
        return direction(self.language)

    @property
    def why_dir(self) -> str:
        """That of the line in which the words were found."""
        return direction(self.why.language) if self.why else ""

    @property
    def place(self) -> str:
        """Where the words were found."""
        return str(PLACES.get(self.why.place, gettext("Step:"))) if self.why else ""

    @property
    def step(self) -> str:
        """The address of the step whose title holds the words."""
        if self.why is None or "/" not in self.why.place:
            return ""
        return reverse("step", args=[self.slug, *self.why.place.split("/")])


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose, in words; `without` is the address without it once it is chosen."""

    name: str
    label: str
    number: int
    chosen: bool
    without: str


@dataclass(frozen=True, slots=True)
class Group:
    """What can be chosen of one kind."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def chosen(self) -> list[Choice]:
        """What is."""
        return [one for one in self.choices if one.chosen]


def offered() -> list[Offered]:
    """All courses of the catalogue; two queries, one once the process knows their cards."""
    shelf = queries.shelf()
    cards = content.cards([one.release for one in shelf])
    return [Offered(cards[one.release], one.opens, one.closes, one.formats) for one in shelf if one.release in cards]


def shown(card: Card, language: str, words: Sequence[Word] = (), why: Why | None = None) -> Shown:
    """A course on a shelf for somebody who reads this language."""
    own = card.language(language)
    title, summary = (marked(texts.get(own) or texts[card.languages[0]], words) for texts in (card.title, card.summary))
    return Shown(card.course, title, summary, own, card.hours, card.languages, why)


@login_not_required
def catalogue(request: HttpRequest) -> HttpResponse:
    """All courses that may be joined, or those that somebody looks for."""
    language, now = ui_language(), timezone.now()
    asking = rules.asked(request.GET.get("q", ""), request.GET.getlist)
    courses, holders = offered(), [content.holders(word) for word in asking.words]
    found = rules.find(courses, asking, holders, language, now)
    page = Paginator(found.courses, ON_A_PAGE).get_page(request.GET.get("page"))
    groups = [_group(name, options, language, request.GET) for name, options in found.groups.items()]
    context = {
        "asking": asking,
        "page": page,
        "courses": _with_reasons([*page], asking, language),
        "number": len(found.courses),
        "some": found.some,
        "groups": groups,
        "chosen": [choice for group in groups for choice in group.chosen],
        "meant": rules.meant(asking, courses, holders),
        "all": len(courses),
    }
    return render(request, "web/catalogue.html", context)


def _with_reasons(found: Sequence[tuple[Offered, tuple[str, ...]]], asking: Asked, language: str) -> list[Shown]:
    languages = {one for _, spoken in found for one in spoken}
    said = content.lines([one.card.release for one, _ in found], languages) if asking.words else {}
    return [shown(one.card, language, asking.words, _why(one, said, asking, spoken, language)) for one, spoken in found]


def _why(one: Offered, said: content.Lines, asking: Asked, spoken: tuple[str, ...], language: str) -> Why | None:
    by_language = {spoke: said.get((one.card.release, spoke), []) for spoke in spoken}
    return rules.why(by_language, asking.words, spoken, one.card.language(language))


def _group(name: str, options: Sequence[Option], language: str, query: QueryDict) -> Group:
    labelled = [(_label(name, one.name, language), one) for one in options]
    if name in {"language", "kind", "competency", "value"}:
        labelled.sort(key=lambda pair: pair[0])
    else:
        order = [key for group, key in NAMES if group == name]
        labelled.sort(key=lambda pair: order.index(pair[1].name))
    return Group(name, str(GROUPS[name]), [_choice(name, label, one, query) for label, one in labelled])


def _label(group: str, name: str, language: str) -> str:
    if group == "language":
        return language_name(name)
    if (group, name) in NAMES:
        return str(NAMES[group, name])
    if group == "kind":
        return gettext(preset(name).title)
    item = tree.item(name)
    return f"{item.code} {worded(item.label, language)}"


def _choice(group: str, label: str, one: Option, query: QueryDict) -> Choice:
    return Choice(one.name, label, one.number, one.chosen, _without(group, one.name, query) if one.chosen else "")


def _without(group: str, chosen: str, query: QueryDict) -> str:
    rest = query.copy()
    rest.setlist(group, [name for name in query.getlist(group) if name != chosen])
    rest.pop("page", None)
    return f"{reverse('catalogue')}?{rest.urlencode()}"
