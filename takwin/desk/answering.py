"""Answers that were given on a device."""

from datetime import datetime

from takwin.assessment import actions
from takwin.assessment.forms import posted, sure
from takwin.desk.acts import SHAPE, Act, identifier
from takwin.desk.refused import Refused
from takwin.learning.models import Enrolment
from takwin.lib.text import N_, Sentence
from takwin.records.statement import Statement
from takwin.web import reading

NO_QUESTIONS = Sentence(N_("The course has no such questions any more."))


def answered(enrolment: Enrolment, act: Act, at: datetime, now: datetime) -> list[Statement]:
    """The person answered a question or a quiz."""
    desk = reading.of_enrolment(enrolment, act.said["step"], act.said["language"], at)
    token = identifier(act.said["token"])
    if desk is None or act.said["group"] not in desk.groups:
        raise Refused(NO_QUESTIONS)
    if token is None:
        raise Refused(SHAPE)
    items = desk.open_items(act.said["group"])
    form = posted(enrolment, desk.page.language, items, act.said["fields"], {})
    responses = {item: form.answered.get(item, {}) for item in items}
    try:
        actions.answer(enrolment, responses, token, desk.page.language, at, sure(items, act.said["fields"]))
    except actions.NotTaken as why:
        raise Refused(why.sentence) from why
    return []
