"""A step page as its template wants it: what is shown, and a form that came back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from takwin.assessment.parts import QuestionSet
from takwin.attendance.queries import linked
from takwin.items.item import Json
from takwin.lib.ids import uuid7
from takwin.lib.text import Sentence
from takwin.web.reading import Reading


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came back: to which group it belongs, what was typed, what is wrong by question, and whether the person was about
    to go on with answers that are not handed in, or had sent it before with other answers."""

    group: str = ""
    typed: Mapping[str, Json] = field(default_factory=dict)
    errors: Mapping[str, Sentence] = field(default_factory=dict)
    going_on: bool = False
    sure: Mapping[str, int] = field(default_factory=dict)
    earlier: bool = False


def sheet(desk: Reading, sent: Sent, again: Iterable[str] = ()) -> dict[str, Any]:
    """All that the template of a step page needs; `again` names the questions to be shown afresh."""
    afresh = {*again, *([sent.group] if sent.group and (sent.typed or desk.stamp(sent.group)) else [])}
    sets = desk.sets(frozenset(afresh), sent.typed, sent.errors, sent.sure)
    waiting = next((one for one in sets.values() if one.waiting and one.open and desk.joined), None)
    typing = [one for one in sets.values() if one.open and desk.joined and not desk.root and not one.hidden]
    typing.sort(
        key=lambda one: (not one.files, not one.quiz)
    )  # the first one takes along what is typed: it can carry files
    place, words, enrolment = desk.place, desk.words, desk.enrolment
    return {
        "brand": brand.light if (brand := desk.run.brand) else None,
        "title": words.title,
        "titles_language": words.language,
        "titles_dir": words.dir,
        "module": place.module,
        "stop": place.here,
        "place": place,
        "base": desk.base,
        "here": desk.here,
        "release": desk.release_id,
        "written": desk.page.language,
        "dir": desk.dir,
        "joined": desk.joined,
        "taking": enrolment.uid.hex if enrolment else "",
        "meetings": linked(desk.run, place.here.key) if desk.run.meets and enrolment and not desk.root else (),
        "notes": f"{desk.here}notes" if enrolment and not desk.root else "",
        "progress": desk.progress,
        "sheets": desk.sheets,
        "scripts": desk.scripts,
        "parts": [_part(part, desk, sets, sent) for part in desk.page.parts],
        "waiting": waiting.id if waiting else "",
        "waiting_points": waiting.points if waiting else 0,
        "typing": typing[0].id if typing else "",
        "typed_at": desk.here,
        "gathering": len(typing) > 1,
        "plays": desk.page.plays and desk.joined and not desk.root,
        "ticking": any(one.running for one in sets.values()),
        "token": uuid7(),
        "sent": sent,
        "page_address": desk.here if sent.typed or sent.group else "",
    }


@dataclass(frozen=True, slots=True)
class Part:
    """One thing on the page: text as HTML, a task (`declared`: the person says that it is done), or questions. `kept`: whether their
    page may be kept for whoever sees the same, not with a person's own words."""

    html: str = ""
    task: Json | None = None
    declared: bool = False
    asked: QuestionSet | None = None
    kept: bool = False


def _part(part: Json, desk: Reading, sets: Mapping[str, QuestionSet], sent: Sent) -> Part:
    if "task" in part:
        return Part(task=part, declared=part["task"] in desk.state.declared)
    asked = sets.get(part.get("quiz") or part.get("item", ""))
    return Part(
        part.get("html", ""),
        asked=asked,
        kept=asked is not None and not (sent.group or sent.typed or asked.own_words or asked.running),
    )
