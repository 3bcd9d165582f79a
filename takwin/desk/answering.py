"""Answers that were given on a device."""

from datetime import datetime

from takwin.assessment import from_device
from takwin.content.models import Page
from takwin.content.queries import outline, page
from takwin.desk.acts import SHAPE, Act, identifier
from takwin.desk.refused import Refused
from takwin.learning.models import Enrolment
from takwin.learning.progress import State
from takwin.lib.text import N_, Sentence
from takwin.records.statement import Statement

NO_QUESTIONS = Sentence(N_("The course has no such questions any more."))


def answered(enrolment: Enrolment, act: Act, state: State, at: datetime, now: datetime) -> list[Statement]:
    """The person answered a question or a quiz, of the release and in the language in which it was shown."""
    release, token = from_device.release_of(enrolment, act.said["release"]), identifier(act.said["token"])
    if release is None or token is None or act.said["language"] not in outline(release)["languages"]:
        raise Refused(SHAPE)
    items = _items(release, act.said["step"], act.said["language"], act.said["group"])
    form = act.said["fields"]
    given = from_device.Given(
        items,
        release,
        act.said["language"],
        act.said.get("draw", ""),
        token,
        form,
        at,
        frozenset(act.said.get("items", ())),
    )
    try:
        return from_device.take_late(enrolment, state, given, now)
    except from_device.NotUnderstood as why:
        raise Refused(why.sentence) from why


def _items(release: int, step: str, language: str, group: str) -> tuple[str, ...]:
    """The questions of a group of a page."""
    try:
        parts = page(release, step, language).parts
    except Page.DoesNotExist:
        raise Refused(NO_QUESTIONS) from None
    for part in parts:
        if group == (part.get("quiz") or part.get("item")):
            return tuple(part.get("items") or [part["item"]])
    raise Refused(NO_QUESTIONS)
