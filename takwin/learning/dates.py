"""The dates of what somebody takes, for their calendar: by when each module is done, and each step that has a date of its own; and the
last day of a run."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import get_language, gettext

from takwin.accounts.models import Person
from takwin.content.queries import outline
from takwin.content.release import Outline
from takwin.design.saying import worded
from takwin.learning import queries
from takwin.learning.models import Enrolment
from takwin.lib.dated import Dated
from takwin.lib.ids import derived
from takwin.lib.text import N_


def of(person: Person, now: datetime) -> list[Dated]:
    """All of them, in the language of the moment; those of days gone by too."""
    return [one for enrolment in queries.mine(person) for one in _dates(enrolment, now)]


def _dates(enrolment: Enrolment, now: datetime) -> Iterator[Dated]:
    run, content, way = enrolment.run, outline(enrolment.release_id), queries.way(enrolment)
    course, link = _said(content["title"]), f"/courses/{run.course.slug}/plan/"
    titles = {module["id"]: _said(module["title"]) for module in content["modules"]}
    if run.rules.pace != "free":
        gates = way.gates(queries.state(enrolment), now)
        days = [(step, day) for step, gate in gates.items() if (day := gate.last_day(queries.ZONE))]
        whole = _by_module(days)
        yield from _steps(enrolment, content, [(step, day) for step, day in days if step in run.rules.schedule], whole)
        for module, day in whole.items():
            title = worded(N_("%(module)s: to be done by today"), {"module": titles[module]})
            yield Dated(str(derived(enrolment.uid, f"due {module}")), title, day, day, "", link, course)
    if way.closes:
        last = (way.closes - timedelta(seconds=1)).astimezone(queries.ZONE).date()
        yield Dated(str(derived(enrolment.uid, "ends")), gettext("Last day of the run"), last, last, "", link, course)


def _steps(
    enrolment: Enrolment, content: Outline, days: list[tuple[str, date]], whole: dict[str, date]
) -> Iterator[Dated]:
    """Steps that have a date of their own, another than their module's."""
    titles = {step["id"]: _said(step["title"]) for module in content["modules"] for step in module["steps"]}
    for step, day in days:
        if day != whole[step.split("/")[0]]:
            title = worded(N_("%(step)s: to be done by today"), {"step": titles[step]})
            uid, link = str(derived(enrolment.uid, f"due {step}")), f"/courses/{enrolment.run.course.slug}/{step}/"
            yield Dated(uid, title, day, day, "", link, _said(content["title"]))


def _by_module(days: list[tuple[str, date]]) -> dict[str, date]:
    """By when all of each module is done."""
    found: dict[str, date] = {}
    for step, day in days:
        module = step.split("/")[0]
        found[module] = max(day, found.get(module, day))
    return found


def _said(texts: dict[str, str]) -> str:
    language = get_language() or ""
    return texts.get(language) or texts.get(language.split("-")[0]) or next(iter(texts.values()))
