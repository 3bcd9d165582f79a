"""Offer a release in a run of some format, and change what the run asks."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from takwin.accounts.models import Person
from takwin.content.actions import note
from takwin.content.models import Course, Release
from takwin.institutions.models import Node
from takwin.learning.actions.joining import invite_next
from takwin.learning.actions.studying import shelve
from takwin.learning.models import Audience, OwnPace, Run
from takwin.learning.run import Policy

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and digits that nobody takes for one another."""
LENGTH = 8


def new_code() -> str:
    """A code that can be read out: 31^8 of them, and asking is limited."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


@transaction.atomic
def found_run(
    release: Release,
    name: str,
    form: str,
    policy: Policy,
    by: Person,
    now: datetime,
    node: Node | None = None,
    **dates: Any,
) -> Run:
    """Open another run of a course, with `opens`, `closes` and `listed` as its form says. Its address is made of a number. What is the same
    in all of this is the same run: a form that was sent twice."""
    course = Course.objects.select_for_update().get(pk=release.course_id)
    run = Run(course=course, release=release, name=name, format=form, node=node, slug=_slug(course, form), **dates)
    _put(run, policy)
    if same := course.runs.filter(
        release=release, name=name, format=form, node=node, policy=run.policy, **dates
    ).first():
        return same
    run.save()
    shelve(course)
    note(course, by, "run-opened", now, run=name, of=run.slug)
    return run


def _slug(course: Course, form: str) -> str:
    taken = set(course.runs.values_list("slug", flat=True))
    return next(slug for number in range(1, len(taken) + 2) if (slug := f"{form}-{number}") not in taken)


def _put(run: Run, policy: Policy) -> None:
    run.policy, run.admission = policy.to_json(), policy.admission
    given = OwnPace.objects.filter(enrolment__run=run.pk, days__gt=0)
    run.guided = policy.guides or given.exists()
    if policy.admission == "code" and not run.code:
        run.code = new_code()


@transaction.atomic
def set_policy(run: Run, policy: Policy, by: Person, now: datetime) -> bool:
    """Let a run ask something else from now on; False where that is what it asks already. Nobody loses what they have done, seats
    included: fewer seats only let nobody in."""
    stored = Run.objects.select_for_update(of=("self",)).select_related("course").get(pk=run.pk)
    changed = bool(stored.policy != policy.to_json())
    _put(stored, policy)
    were = stored.name, stored.opens, stored.closes, stored.listed
    stored.name, stored.opens, stored.closes, stored.listed = said = run.name, run.opens, run.closes, run.listed
    stored.revision += changed
    stored.save()
    if changed or said != were:
        note(stored.course, by, "run-changed", now, run=stored.name or stored.slug, of=stored.slug)
    invite_next(stored, now)
    run.refresh_from_db()
    return changed


@transaction.atomic
def renew_code(run: Run, by: Person, now: datetime) -> None:
    """Another code from now on: the one before lets nobody in any more. Who is in the run stays."""
    run.code = new_code()
    if Run.objects.filter(pk=run.pk, admission="code").update(code=run.code):
        note(run.course, by, "code-renewed", now, run=run.name or run.slug, of=run.slug)


def meets(run: Run) -> None:
    """The run has meetings in a room: pages for its people look for them from now on."""
    Run.objects.filter(pk=run.pk, meets=False).update(meets=True)


def tutored(run: Run, has: bool) -> None:
    """Whether the run has tutors: its people are shown the way to them while it has."""
    Run.objects.filter(pk=run.pk).exclude(tutored=has).update(tutored=has)


@transaction.atomic
def set_audience(run: Run, nodes: Iterable[Node], by: Person | None, now: datetime) -> None:
    """The institutions whose people may join."""
    wanted = {node.pk for node in nodes}
    known = set(run.audience.values_list("node_id", flat=True))
    if known and wanted != known:
        note(run.course, by, "run-changed", now, run=run.name or run.slug, of=run.slug)
    run.audience.exclude(node__in=wanted).delete()
    Audience.objects.bulk_create([Audience(run=run, node_id=pk) for pk in wanted - known])
