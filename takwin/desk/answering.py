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
    release, token = _release(enrolment, act), identifier(act.said["token"])
    if token is None:
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


def asked(enrolment: Enrolment, act: Act) -> tuple[str, ...]:
    """The questions to which an act may hold answers. Raises Refused."""
    return _items(_release(enrolment, act), act.said["step"], act.said["language"], act.said["group"])


def _release(enrolment: Enrolment, act: Act) -> int:
    """The release that was shown, in a language that it has. Raises Refused."""
    release = from_device.release_of(enrolment, act.said["release"])
    if release is None or act.said["language"] not in outline(release)["languages"]:
        raise Refused(SHAPE)
    return release


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
