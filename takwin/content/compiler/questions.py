"""Questions in all their languages, split into what is shown, what is sealed and what tells whether they changed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from takwin.content.compiler.compiled import CompiledItem
from takwin.content.compiler.page import Page
from takwin.content.compiler.render import block
from takwin.content.compiler.steps import Question
from takwin.content.source.markdown import parse
from takwin.content.source.problems import Problem, problem
from takwin.content.source.roles import GAPS, ROLE
from takwin.frameworks.alignment import known, names
from takwin.items import areas, options, pictures
from takwin.items.item import GAP, Draft, Json, Written
from takwin.items.shelf import kind
from takwin.lib import digest

FINGERPRINT = 12
"""Hexadecimal digits: enough to tell two states of one question apart."""
ADDRESS = re.compile(r"/files/([0-9a-f]{64})/")
Placed = tuple[Question, Page]
"""One language of a question, and the text it stands in."""


@dataclass(frozen=True, slots=True)
class Told:
    """A question of the release: what the outline says of it, and its parts."""

    outline: Json
    item: CompiledItem


def check(question: Question, page: Page) -> list[Problem]:
    """What the kind has to say about one language of a question."""
    complaints = kind(question.written.kind).check(question.written)
    strangers = [code for code in _aligned(question) if not known(code)]
    return [
        Problem(one.level, one.name, page.file, question.line, one.sentence, one.try_this) for one in complaints
    ] + [problem("aligned-unknown", page.file, question.line, code=code[:80]) for code in strangers]


def _aligned(question: Question) -> tuple[str, ...]:
    """What the question works on, as its option `aligned` names it."""
    return names(question.written.options.get("aligned", ""))


def structure(written: Written) -> Json:
    """What all languages must have in common, of a question in which `check` found no error."""
    return {
        "kind": written.kind,
        "points": worth(written),
        "attempts": options.attempts(written.options, 0),
        "hints": len(written.hints),
        "aligned": names(written.options.get("aligned", "")),
        **kind(written.kind).compile(_plain(written)).structure,
    }


def worth(written: Written) -> int:
    """The points in hundredths, none for a kind that is never marked; `check` found no error."""
    return options.points(written.options) if kind(written.kind).marked else 0


def told(step: str, quiz_attempts: int | None, placed: Mapping[str, Placed]) -> Told:
    """The release's view of a question from its languages, the original first; `check` found no error in any."""
    first = next(iter(placed.values()))[0]
    rendered = {language: _render(*one) for language, one in placed.items()}
    drafts = {language: kind(one.kind).compile(one) for language, one in rendered.items()}
    item = CompiledItem(
        public={language: draft.public for language, draft in drafts.items()},
        key={language: draft.key for language, draft in drafts.items()},
        hints={language: list(one.hints) for language, one in rendered.items()},
        sealed=bool(first.quiz),
    )
    return Told(_outline(step, quiz_attempts, first) | _prints(placed, drafts), item)


def _outline(step: str, quiz_attempts: int | None, question: Question) -> Json:
    given = question.written.options
    return {
        "kind": question.written.kind,
        "step": step,
        "quiz": question.quiz or None,
        "points": worth(question.written),
        "attempts": options.attempts(given, quiz_attempts if question.quiz else None),
        "graded": bool(question.quiz),
        "hints": len(question.written.hints),
        **({"aligned": list(_aligned(question))} if _aligned(question) else {}),
    }


def _prints(placed: Mapping[str, Placed], drafts: Mapping[str, Draft]) -> Json:
    """`asked` changes when what is shown changes, `key` when what decides the mark does. Both are taken from the Markdown, so
    that a newer way of writing HTML changes neither."""
    sources = {language: kind(one.written.kind).compile(_plain(one.written)) for language, (one, _) in placed.items()}
    first = next(iter(placed.values()))[0].written
    media = sorted(set(ADDRESS.findall(json.dumps([draft.public for draft in drafts.values()]))))
    asked = {"kind": first.kind, "public": {one: draft.public for one, draft in sources.items()}, "media": media}
    key = {"points": worth(first), "key": {one: draft.key for one, draft in sources.items()}}
    return {"asked": digest.of_json(asked)[:FINGERPRINT], "key": digest.of_json(key)[:FINGERPRINT]}


def _render(question: Question, page: Page) -> Written:
    """The question in HTML; complaints carry the question's line where they have none of their own."""
    inner = replace(page, shift=question.line, question=True, problems=[])

    def render(text: str) -> str:
        inner.gaps = 0
        return block(text, inner)

    written = question.written.rendered(render)
    page.problems += [*inner.problems, *_outside(question, page, written)]
    return written


def _outside(question: Question, page: Page, rendered: Written) -> list[Problem]:
    """Areas that nobody would see."""
    image = pictures.found(rendered.picture)
    written = question.written
    found = [one.area for one in written.choices] or [zone.match for zone in written.zones]
    lost = [number for number, area in enumerate(found, 1) if image and area and areas.beyond(area, image)]
    return [
        problem("area-outside", page.file, question.line, number=number, id=written.id, **_size(image or {}))
        for number in lost
    ]


def _size(image: Json) -> dict[str, int]:
    return {side: image[side] for side in ("width", "height")}


def _plain(written: Written) -> Written:
    """The question still in Markdown, with placeholders for its gaps."""
    if "{" not in written.prompt:
        return written
    wanted = [
        one.content
        for token in parse(written.prompt)
        for one in token.children or ()
        if one.type == "role" and one.meta["name"] in GAPS
    ]
    pieces, at = [], 0
    for number, content in enumerate(wanted):
        start, end = _span(written.prompt, at, content)
        pieces += [written.prompt[at:start], GAP % number]
        at = end
    return replace(written, prompt="".join([*pieces, written.prompt[at:]]))


def _span(text: str, at: int, content: str) -> tuple[int, int]:
    """Where the next role with this content stands; an empty span at `at` when white space hides it."""
    for opening in ROLE.finditer(text, at):
        end = text.find(opening[2], opening.end())
        if end >= 0 and text[opening.end() : end].replace("\n", " ") == content:
            return opening.start(), end + len(opening[2])
    return at, at
