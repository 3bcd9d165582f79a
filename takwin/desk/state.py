"""What a device must know of one person to show the pages of a pack as they would see them."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from takwin.accounts.models import Person
from takwin.assessment.parts import QuestionSet
from takwin.content.queries import outline
from takwin.desk.queries import store_of
from takwin.learning import queries
from takwin.learning.counting import summary
from takwin.learning.models import Enrolment
from takwin.lib.ids import uuid7
from takwin.notebook import queries as notebook
from takwin.notebook.models import Writing
from takwin.web import parts
from takwin.web.path import stops, stretches
from takwin.web.reading import Reading, of_enrolment
from takwin.web.sheet import Sent
from takwin.web.wording import Words, reading_language


def state(request: HttpRequest, person: Person, enrolment: Enrolment, now: datetime) -> dict[str, Any]:
    """All of it, as JSON: where the person stands, and every question as they are asked it now."""
    content, told = outline(enrolment.release_id), queries.state(enrolment)
    words = Words(content, reading_language(content["languages"], parts.ui_language()))
    return {
        "person": str(store_of(person)),
        "enrolment": str(enrolment.uid),
        "course": enrolment.run.course.slug,
        "release": enrolment.release.digest,
        "language": words.language,
        "now": now.isoformat(),
        "groups": _groups(request, enrolment, words, now),
        "opened": sorted(told.opened),
        "done": sorted(told.done),
        "declared": sorted(told.declared),
        "notes": notebook.newest(enrolment, Writing.Kind.NOTE),
        "drafts": notebook.newest(enrolment, Writing.Kind.DRAFT),
        "progress": _progress(enrolment),
    }


def _progress(enrolment: Enrolment) -> dict[str, Any]:
    told, rules = queries.state(enrolment), queries.rules(enrolment)
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


def _groups(request: HttpRequest, enrolment: Enrolment, words: Words, now: datetime) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for stop in stops(stretches(words, queries.state(enrolment))):
        if desk := of_enrolment(enrolment, stop.key, words.language, now):
            found |= {name: _group(request, desk, one) for name, one in desk.sets().items()}
    return found


def _group(request: HttpRequest, desk: Reading, asked: QuestionSet) -> dict[str, Any]:
    token = uuid7()
    context = {"set": asked, "sent": Sent(), "here": desk.here, "release": desk.release_id, "token": token}
    said = {"written": desk.page.language, "dir": desk.dir, "joined": True}
    practice = not asked.quiz
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
        "online": asked.files or asked.hidden,
        "graded": asked.quiz,
        "practice": practice,
        **({"items": {one.id: _item(desk, one.id, one.public) for one in asked.questions}} if practice else {}),
    }


def _item(desk: Reading, item: str, public: dict[str, Any]) -> dict[str, Any]:
    rule = desk.outline["items"][item]
    return {"kind": rule["kind"], "points": rule["points"], "public": public}
