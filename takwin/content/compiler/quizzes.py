"""A quiz where it stands: its questions, the sections they form, what is said of the whole."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it.token import Token

from takwin.content.compiler import directives
from takwin.content.compiler.page import Page
from takwin.content.compiler.render import block, inline
from takwin.content.source.fences import Fence
from takwin.content.source.fields import LONGEST_ID, SLUG
from takwin.content.source.meant import NAMES, meant
from takwin.items import options
from takwin.items.shelf import KINDS

FEEDBACK = ("attempt", "last", "never")
LATE = ("kept", "counts")
MOST_MINUTES = 600
SHARE = re.compile(r"(\d{1,3}) ?%")
Part = dict[str, Any]
Ask = Callable[[Fence], str]
"""Reads a question, notes it, and gives its id; "" when it has none that is usable."""


@dataclass(frozen=True, slots=True)
class Section:
    """Questions of a quiz under a heading of their own. `title` and `html` (what introduces them) are safe HTML."""

    title: str
    html: str
    items: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Ending:
    """What is said of the whole quiz (safe HTML) to whoever has at least this share of its points, in percent."""

    share: int
    html: str


@dataclass(frozen=True, slots=True)
class Pool:
    """Questions of which each person is asked `pick`; others at each attempt where it is `fresh`."""

    id: str
    pick: int
    fresh: bool
    items: tuple[str, ...]
    line: int

    @property
    def said(self) -> Part:
        """The pool as the outline tells it."""
        return {"id": self.id, "pick": self.pick, "fresh": self.fresh, "items": list(self.items)}


@dataclass(frozen=True, slots=True)
class Quiz:
    """A set of questions. `attempts` None means as many as one likes. Equal in all languages: `shape`."""

    id: str
    title: str
    attempts: int | None
    feedback: str
    items: tuple[str, ...]
    line: int
    sections: tuple[Section, ...] = ()
    endings: tuple[Ending, ...] = ()
    pools: tuple[Pool, ...] = ()
    confidence: bool = False
    minutes: int | None = None
    late: bool = False

    @property
    def said(self) -> Part:
        """What the outline tells of a quiz only where its source says it."""
        pools = {"pools": [pool.said for pool in self.pools]} if self.pools else {}
        minutes: Part = {"minutes": self.minutes} if self.minutes else {}
        late = {"late": "counts"} if self.minutes and self.late else {}
        return pools | ({"confidence": True} if self.confidence else {}) | minutes | late

    @property
    def shape(self) -> tuple[object, ...]:
        """What all languages must have in common."""
        sections = [section.items for section in self.sections]
        return self.attempts, self.feedback, self.items, sections, [one.share for one in self.endings], self.said

    @property
    def part(self) -> Part:
        """The quiz as a part of its page. Sections and what is said of the whole stand in it only where there are any."""
        part: Part = {"quiz": self.id, "title": self.title, "items": list(self.items)}
        if self.sections:
            part["sections"] = [{"title": s.title, "html": s.html, "items": list(s.items)} for s in self.sections]
        if self.endings:
            part["outcomes"] = [{"share": one.share, "html": one.html} for one in self.endings]
        return part


@dataclass(slots=True)
class Reading:
    """A quiz while it is read."""

    fence: Fence
    page: Page
    ask: Ask
    items: list[str] = field(default_factory=list)
    asked: int = 0
    sections: list[Section] = field(default_factory=list)
    endings: dict[int, Ending] = field(default_factory=dict)
    pools: list[Pool] = field(default_factory=list)


def name_of(fence: Fence) -> str:
    """The id of a quiz, "" when it has none that is usable."""
    return fence.argument if SLUG.fullmatch(fence.argument) and len(fence.argument) <= LONGEST_ID else ""


def read(fence: Fence, inside: Sequence[Token], page: Page, ask: Ask) -> Quiz:
    """Read a quiz; whatever else stands in it is complained of. Its id may be ""."""
    directives.check(page, fence)
    if not name_of(fence):
        page.complain("quiz-id", fence.line, id=fence.argument[:LONGEST_ID])
    reading = Reading(fence, page, ask)
    at = 0
    while at < len(inside):
        at = _read(reading, inside, at)
    if not reading.asked:
        page.complain("quiz-empty", fence.line, id=name_of(fence))
    for section in reading.sections:
        if not section.items:
            page.complain("section-empty", section.line)
    return Quiz(
        name_of(fence),
        fence.options.get("title", ""),
        _attempts(fence, page),
        _feedback(fence, page),
        tuple(reading.items),
        fence.line + page.shift,
        tuple(reading.sections),
        tuple(reading.endings[share] for share in sorted(reading.endings, reverse=True)),
        tuple(reading.pools),
        _switch(fence, page, "confidence"),
        _minutes(fence, page),
        _late(fence, page),
    )


def _read(reading: Reading, inside: Sequence[Token], at: int) -> int:
    """What stands at this place of a quiz; the place after it."""
    token = inside[at]
    one: Fence | None = token.meta.get("fence")
    if token.type == "directive_open" and one and one.name == "pool":
        end = next(place for place in range(at, len(inside)) if inside[place].level == token.level and place > at)
        _pool(reading, one, inside[at + 1 : end])
        return end + 1
    if token.level == 1 and token.nesting >= 0:
        _one(reading, token, one)
    return at + 1


def _one(reading: Reading, token: Token, one: Fence | None) -> None:
    if token.type == "directive" and one and one.name in KINDS:
        _question(reading, one)
    elif token.type == "directive" and one and one.name in WITHIN:
        directives.check(reading.page, one)
        WITHIN[one.name](reading, one)
    else:
        _stranger(reading.page, token, one, "quiz-text", reading.fence.line)


def _stranger(page: Page, token: Token, one: Fence | None, complaint: str, line: int) -> None:
    """What is no question: a misspelt one, or anything else."""
    if token.type == "directive" and one and one.name and one.name not in NAMES:
        page.complain("directive-unknown", one.line, directive=one.name, known=meant(one.name))
    else:
        page.complain(complaint, (token.map or [line])[0])


def _pool(reading: Reading, fence: Fence, inside: Sequence[Token]) -> None:
    """Questions of which some are asked: nothing else stands in a pool."""
    page, before = reading.page, len(reading.items)
    directives.check(page, fence)
    for token in inside:
        one: Fence | None = token.meta.get("fence")
        if token.level == 2 and token.type == "directive" and one and one.name in KINDS:
            _question(reading, one)
        elif token.level == 2 and token.nesting >= 0:
            _stranger(page, token, one, "pool-text", fence.line)
    name, items = name_of(fence), tuple(reading.items[before:])
    if not name:
        page.complain("pool-id", fence.line, id=fence.argument[:LONGEST_ID])
    elif name in {pool.id for pool in reading.pools}:
        page.complain("pool-twice", fence.line, id=name)
    else:
        pool = Pool(name, _pick(fence, page, len(items)), _switch(fence, page, "fresh"), items, fence.line + page.shift)
        reading.pools.append(pool)


def _pick(fence: Fence, page: Page, most: int) -> int:
    pick = fence.options.get("pick", "")
    if not re.fullmatch(r"[1-9]\d{0,2}", pick) or int(pick) > most:
        page.complain("pool-pick", fence.line, value=pick, most=most)
        return 1
    if int(pick) == most:
        page.complain("pool-whole", fence.line, id=fence.argument)
    return int(pick)


def _minutes(fence: Fence, page: Page) -> int | None:
    minutes = fence.options.get("minutes")
    if minutes is None:
        return None
    if not re.fullmatch(r"[1-9]\d{0,2}", minutes) or int(minutes) > MOST_MINUTES:
        page.complain("option-value", fence.line, option="minutes", value=minutes, known=f"1, 2, … {MOST_MINUTES}")
        return None
    return int(minutes)


def _late(fence: Fence, page: Page) -> bool:
    late = fence.options.get("late", LATE[0])
    if late not in LATE or ("late" in fence.options and "minutes" not in fence.options):
        page.complain("option-value", fence.line, option="late", value=late, known=f"{', '.join(LATE)} (:minutes:)")
    return late == LATE[1]


def _switch(fence: Fence, page: Page, name: str) -> bool:
    try:
        return options.switch(fence.options, name, otherwise=False)
    except ValueError:
        page.complain("option-value", fence.line, option=name, value=fence.options[name], known="yes, no")
        return False


def _question(reading: Reading, one: Fence) -> None:
    reading.asked += 1
    if not (KINDS[one.name].marked or KINDS[one.name].by_hand):
        reading.page.complain("quiz-unmarked", one.line, kind=one.name, id=one.argument)
    if not (item := reading.ask(one)):
        return
    reading.items.append(item)
    if reading.sections:
        last = reading.sections[-1]
        reading.sections[-1] = replace(last, items=(*last.items, item))


def _section(reading: Reading, one: Fence) -> None:
    """A heading: the questions after it are its own, until the next one."""
    if not one.argument:
        reading.page.complain("directive-argument", one.line, directive=one.name)
    title = inline(one.argument, reading.page)
    reading.sections.append(Section(title, _said(one, reading.page), line=one.line))


def _ending(reading: Reading, one: Fence) -> None:
    share = SHARE.fullmatch(one.argument)
    if not share or int(share[1]) > 100:
        reading.page.complain("outcome-share", one.line, value=one.argument[:40])
    elif int(share[1]) in reading.endings:
        reading.page.complain("outcome-twice", one.line, share=int(share[1]))
    elif not one.content.strip():
        reading.page.complain("directive-empty", one.line, directive=one.name)
    else:
        reading.endings[int(share[1])] = Ending(int(share[1]), _said(one, reading.page))


WITHIN = {"section": _section, "outcome": _ending}
"""The directives that have their place in a quiz, beside questions."""


def _said(one: Fence, page: Page) -> str:
    """The text of a directive as safe HTML in blocks."""
    inner = replace(page, shift=one.content_line + page.shift, problems=[])
    html = block(one.content, inner)
    page.problems += inner.problems
    return html


def _attempts(fence: Fence, page: Page) -> int | None:
    try:
        return options.attempts(fence.options, 1)
    except ValueError:
        page.complain(
            "option-value",
            fence.line,
            option="attempts",
            value=fence.options["attempts"],
            known="1, 2, … 999, unlimited",
        )
        return 1


def _feedback(fence: Fence, page: Page) -> str:
    feedback = fence.options.get("feedback", "attempt")
    if feedback not in FEEDBACK:
        page.complain("option-value", fence.line, option="feedback", value=feedback, known=", ".join(FEEDBACK))
    return feedback
