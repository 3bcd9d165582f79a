"""Questions in all their languages, split into what is shown, what is sealed and what tells whether they changed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from takwin.content.compiler.compiled import CompiledItem
from takwin.content.compiler.page import Page
from takwin.content.compiler.render import block
from takwin.content.compiler.steps import Question
from takwin.content.source.problems import Problem, problem
from takwin.content.source.questions import gaps_of
from takwin.content.source.roles import ROLE
from takwin.frameworks.alignment import known, names
from takwin.items import areas, options, pictures
from takwin.items.item import GAP, Complaint, Draft, Json, Written
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
    found = [_complaints(one) for one in question.all]
    everywhere = [one for one in found[0] if all(one in some for some in found)]
    complaints = [(question.line, one) for one in everywhere]
    complaints += [
        (question.line_of(row), one) for row, some in enumerate(found) for one in some if one not in everywhere
    ]
    strangers = [code for code in _aligned(question) if not known(code)]
    return [Problem(one.level, one.name, page.file, line, one.sentence, one.try_this) for line, one in complaints] + [
        problem("aligned-unknown", page.file, question.line, code=code[:80]) for code in strangers
    ]


def _complaints(written: Written) -> list[Complaint]:
    return kind(written.kind).check(written)


def differing(question: Question, page: Page) -> list[Problem]:
    """Rows of a question that varies which make another question of it; `check` found no error. What is right may differ in numbers
    alone, so that the figures of choices mean the same for everybody."""
    first, *others = (_kept(one) for one in question.all)
    return [
        problem(
            "variants-differ",
            page.file,
            question.line_of(row),
            what=sorted(k for k in first if first[k] != other.get(k)),
        )
        for row, other in enumerate(others, 1)
        if other != first
    ]


def _kept(written: Written) -> Json:
    """What all rows must have in common."""
    free = {"answer", "within"} if kind(written.kind).shape == "number" else set()
    return {name: value for name, value in structure(written).items() if name not in free}


def structures(question: Question) -> Json:
    """What all languages must have in common, row by row where the question varies; `check` found no error."""
    first = structure(question.written)
    if question.table is None:
        return first
    told = {
        "names": question.table.names,
        "fresh": question.table.fresh,
        "rows": [structure(one) for one in question.rows],
    }
    return {**first, "variants": told}


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
    book = kind(written.kind)
    return options.points(written.options) if book.marked or book.by_hand else 0


def told(step: str, quiz_attempts: int | None, placed: Mapping[str, Placed]) -> Told:
    """The release's view of a question from its languages, the original first; `check` found no error in any. Of one that varies
    `public` and `key` hold under "variants" what each row makes of it."""
    first = next(iter(placed.values()))[0]
    rendered = {language: [_render(*one, written) for written in one[0].all] for language, one in placed.items()}
    drafts = {language: [kind(one.kind).compile(one) for one in rows] for language, rows in rendered.items()}
    varied = first.table is not None
    item = CompiledItem(
        public={language: _rows([draft.public for draft in rows], varied) for language, rows in drafts.items()},
        key={language: _rows([draft.key for draft in rows], varied) for language, rows in drafts.items()},
        hints={language: _hints(rows, varied) for language, rows in rendered.items()},
        sealed=bool(first.quiz),
    )
    return Told(_outline(step, quiz_attempts, first) | _prints(placed, drafts), item)


def _hints(rows: list[Written], varied: bool) -> list[str] | list[list[str]]:
    return [list(one.hints) for one in rows] if varied else list(rows[0].hints)


def _rows(found: list[Json], varied: bool) -> Json:
    return {"variants": found} if varied else found[0]


def _outline(step: str, quiz_attempts: int | None, question: Question) -> Json:
    given, table = question.written.options, question.table
    practised = kind(question.written.kind).by_hand and not question.quiz
    return {
        "kind": question.written.kind,
        "step": step,
        "quiz": question.quiz or None,
        "points": 0 if practised else worth(question.written),
        "attempts": options.attempts(given, quiz_attempts if question.quiz else None),
        "graded": bool(question.quiz),
        "hints": len(question.written.hints),
        **({"aligned": list(_aligned(question))} if _aligned(question) else {}),
        **({"variants": len(table.rows), "fresh": table.fresh} if table else {}),
    }


def _prints(placed: Mapping[str, Placed], drafts: Mapping[str, list[Draft]]) -> Json:
    """`asked` changes when what is shown changes, `key` when what decides the mark does. Both are taken from the Markdown, so
    that a newer way of writing HTML changes neither."""
    sources = {
        language: [kind(one.kind).compile(_plain(one)) for one in question.all]
        for language, (question, _) in placed.items()
    }
    first = next(iter(placed.values()))[0]
    varied = first.table is not None
    shown = {one: _rows([draft.public for draft in rows], varied) for one, rows in sources.items()}
    sealed = {one: _rows([draft.key for draft in rows], varied) for one, rows in sources.items()}
    media = sorted(set(ADDRESS.findall(json.dumps([draft.public for rows in drafts.values() for draft in rows]))))
    asked = {"kind": first.written.kind, "public": shown, "media": media}
    key = {"points": worth(first.written), "key": sealed}
    return {"asked": digest.of_json(asked)[:FINGERPRINT], "key": digest.of_json(key)[:FINGERPRINT]}


def _render(question: Question, page: Page, source: Written) -> Written:
    """The question in HTML; complaints carry the question's line where they have none of their own."""
    inner = replace(page, shift=question.line, question=True, problems=[])

    def render(text: str) -> str:
        inner.gaps = 0
        return block(text, inner)

    written = source.rendered(render)
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
    pieces, at = list[str](), 0
    for number, (_, content) in enumerate(gaps_of(written.prompt)):
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
