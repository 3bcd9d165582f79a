"""The journal of a course in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext

from takwin.content.checklist import POINTS
from takwin.content.journal import SENTENCES
from takwin.content.models import Act, Member


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody did, as pages tell it; `who` is empty for an account that was erased or a command; `course` and `run` are the slugs of
    where, the second only where it was done to a run."""

    sentence: str
    who: str
    at: datetime
    course: str = ""
    run: str = ""


def told(acts: Iterable[Act]) -> list[Told]:
    """The acts as sentences."""
    return [Told(_sentence(act), act.by.name if act.by else "", act.at) for act in acts]


def told_of_runs(acts: Iterable[Act]) -> list[Told]:
    """The same, with the run to which each was done."""
    return [
        replace(one, course=act.course.slug, run=act.values["of"]) for one, act in zip(told(acts), acts, strict=True)
    ]


def _sentence(act: Act) -> str:
    titles = {point.name: point.title for point in POINTS}
    values = dict(act.values)
    values["name"] = str(act.about) if act.about else gettext("Erased account")
    if "role" in values:
        values["role"] = Member.Role(values["role"]).label
    if "item" in values:
        values["item"] = gettext(titles.get(str(values["item"]), str(values["item"])))
    return gettext(SENTENCES[act.what]) % values
