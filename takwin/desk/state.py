"""What a device must know of one person to show the pages of a pack as they would see them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from takwin.accounts.models import Person
from takwin.assessment.parts import QuestionSet
from takwin.assessment.queries import all_latest
from takwin.assessment.variants import row, upcoming
from takwin.content.queries import digest_of, outline
from takwin.desk.queries import store_of
from takwin.desk.rendering import version
from takwin.learning import queries
from takwin.learning.counting import summary
from takwin.learning.models import Enrolment
from takwin.learning.progress import Rules, State
from takwin.lib import digest
from takwin.lib.ids import uuid7
from takwin.notebook import queries as notebook
from takwin.notebook.models import Writing
from takwin.web import parts
from takwin.web.path import stops, stretches
from takwin.web.reading import Reading, of_enrolment
from takwin.web.sheet import Sent
from takwin.web.wording import Words, reading_language

PRINT = 12
"""Hexadecimal digits of what tells whether a group is still the same."""


def state(
    request: HttpRequest, person: Person, enrolment: Enrolment, now: datetime, have: Collection[str] = ()
) -> dict[str, Any]:
    """All of it, as JSON: where the person stands, and every question as they are asked it now. Of a group whose print is among those that
    the device has nothing more is said."""
    content, told = outline(enrolment.release_id), queries.state(enrolment)
    words = Words(content, reading_language(content["languages"], parts.ui_language()))
    written = notebook.newest(enrolment)
    return {
        "person": str(store_of(person)),
        "enrolment": str(enrolment.uid),
        "course": enrolment.run.course.slug,
        "release": digest_of(enrolment.release_id),
        "language": words.language,
        "now": now.isoformat(),
        "groups": _groups(request, enrolment, words, told, now, have),
        "opened": sorted(told.opened),
        "done": sorted(told.done),
        "declared": sorted(told.declared),
        "notes": written[Writing.Kind.NOTE],
        "drafts": written[Writing.Kind.DRAFT],
        "progress": _progress(told, queries.rules(enrolment)),
    }


def _progress(told: State, rules: Rules) -> dict[str, Any]:
    sums = summary(told, rules)
    return {
        "done": sums.done,
        "steps": sums.steps,
        "mark": sums.mark,
        "points": sums.points,
        "declared": sums.declared,
        "tasks": sums.tasks,
        "completed": told.completed.isoformat() if told.completed else None,
    }


def _groups(
    request: HttpRequest, enrolment: Enrolment, words: Words, told: State, now: datetime, have: Collection[str]
) -> dict[str, Any]:
    found, known = dict[str, Any](), all_latest(enrolment, told)
    for stop in stops(stretches(words, told)):
        if desk := of_enrolment(enrolment, stop.key, words.language, now, known):
            for name, asked in desk.sets().items():
                seen = _print(desk, asked)
                found[name] = {"print": seen, **({} if seen in have else _group(request, desk, asked))}
    return found


def _print(desk: Reading, asked: QuestionSet) -> str:
    """Another one whenever anything about the group is: what is asked, in which order, what was answered last and how it is shown."""
    last = [desk.state.answers[one.id].number for one in asked.questions if one.id in desk.state.answers]
    told = (version(), desk.release_id, desk.page.language, parts.ui_language(), desk.here, last, asked)
    return digest.of_bytes(repr(told).encode())[:PRINT]


def _group(request: HttpRequest, desk: Reading, asked: QuestionSet) -> dict[str, Any]:
    token = uuid7()
    context = {"set": asked, "sent": Sent(), "here": desk.here, "release": desk.release_id, "token": token}
    said = {"written": desk.page.language, "dir": desk.dir, "joined": True}
    practice = not asked.quiz
    files = {
        one.id: {name: one.public[name] for name in ("types", "size")}
        for one in asked.questions
        if "types" in one.public
    }
    return {
        "step": desk.place.here.key,
        "html": render_to_string("desk/group.html", {**context, **said}, request),
        "release": str(desk.release_id),
        "language": desk.page.language,
        "stamp": asked.stamp,
        "token": str(token),
        "open": asked.open and not asked.hidden,
        "begin": asked.hidden and asked.open,
        "asks": [one.id for one in asked.questions if not one.disabled],
        "online": asked.hidden,
        **({"files": files} if files else {}),
        "graded": asked.quiz,
        "practice": practice,
        **({"items": {one.id: _item(desk, one.id, one.public) for one in asked.questions}} if practice else {}),
    }


def _item(desk: Reading, item: str, public: dict[str, Any]) -> dict[str, Any]:
    rule = desk.outline["items"][item]
    asked = row(rule, item, desk.mine.uid, upcoming(item, desk.state))
    return {"kind": rule["kind"], "points": rule["points"], "row": asked, "public": public}
