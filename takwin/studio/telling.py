"""The journal of a course in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext

from takwin.content.checklist import POINTS
from takwin.content.journal import SENTENCES
from takwin.content.models import Act, Member
from takwin.lib.text import apart, filled


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody did, as pages tell it; `who` is empty for an account that was erased or a command; `course` and `run` are the slugs of
    where, the second only where it was done to a run."""

    sentence: str
    who: str
    at: datetime
    course: str = ""
    run: str = ""


def run_of(act: Act) -> str:
    """The slug of the run to which something was done."""
    return str(act.values.get("of") or act.values["run"])


ONE_S_OWN = frozenset({"extra-time", "extension"})
"""Acts of which only the team reads whom they are about: who needs more time, or has more days, is nobody else's business."""
WRITTEN = frozenset({"post-hidden", "post-shown", "appeal-refused"})
"""Acts of which only the team reads what the title of the participant's post says: it may be what was hidden."""


def told(acts: Iterable[Act]) -> list[Told]:
    """The acts as sentences."""
    return [Told(_sentence(act), _who(act), act.at) for act in acts]


def told_of_runs(acts: Iterable[Act]) -> list[Told]:
    """The same for organisers of a place, with the run to which each was done."""
    return [Told(_sentence(act, whole=False), _who(act), act.at, act.course.slug, run_of(act)) for act in acts]


def _who(act: Act) -> str:
    return act.by.name if act.by else ""


def _sentence(act: Act, whole: bool = True) -> str:
    titles = {point.name: point.title for point in POINTS}
    values = dict(act.values)
    values["name"] = str(act.about) if act.about else gettext("Erased account")
    if not whole and act.what in ONE_S_OWN:
        values["name"] = gettext("A participant")
    if not whole and act.what in WRITTEN:
        values["title"] = "…"
    if "role" in values:
        values["role"] = Member.Role(values["role"]).label
    if "item" in values:
        values["item"] = gettext(titles.get(str(values["item"]), str(values["item"])))
    language = get_language() or "fr"
    return filled(gettext(SENTENCES[act.what]), apart(values, language), language)
