"""What waits in a run is shared out again: when a tutor goes, when one comes, when their roles change."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.learning import actions as learning_actions
from takwin.learning import queries as learning
from takwin.learning.models import Enrolment, Run
from takwin.tutoring import queries, sharing
from takwin.tutoring.models import Care, Case, Duty, Entry, Tutor

ROWS = 500


@transaction.atomic
def hand_over(tutor: Tutor, now: datetime) -> int:
    """Share what one tutor has out among the others of the run; without any it waits for somebody to be named."""
    return _shared_out(Run.objects.select_for_update().get(pk=tutor.run_id), tutor, now)


@transaction.atomic
def take_over(run: Run, now: datetime) -> int:
    """Share out what waits for nobody."""
    return _shared_out(Run.objects.select_for_update().get(pk=run.pk), None, now)


def _shared_out(run: Run, tutor: Tutor | None, now: datetime) -> int:
    there = [one for one in queries.shared(run) if tutor is None or one.pk != tutor.pk]
    groups = learning.group_numbers(run)
    having = sharing.had(dict(Care.objects.filter(enrolment__run=run).values_list("enrolment_id", "tutor_id")), groups)
    given = sharing.entrusted(there, _held(run), _of(tutor), groups, having)
    for to in {*given.values()}:
        Care.objects.filter(pk__in=[one for one, chosen in given.items() if chosen == to]).update(tutor=to)
    day = now.astimezone(learning.ZONE).date()
    many = 0
    for duty in Duty.objects.filter(run=run, tutor=tutor, outcome="").order_by("until", "pk"):
        chosen = sharing.choose(there, duty.role, given.get(duty.enrolment_id or 0), day)
        there = sharing.loaded(there, chosen.pk, duty.minutes) if chosen else there
        Duty.objects.filter(pk=duty.pk).update(tutor=chosen.pk if chosen else None)
        if duty.case_id:
            Case.objects.filter(pk=duty.case_id, tutor=tutor).update(tutor=chosen.pk if chosen else None)
        many += 1
    for case in Case.objects.filter(run=run, tutor=tutor, closed=None).order_by("since", "pk"):
        chosen = sharing.choose(there, "", given.get(case.enrolment_id), day)
        Case.objects.filter(pk=case.pk).update(tutor=chosen.pk if chosen else None)
        many += 1
    return many


def _of(tutor: Tutor | None) -> list[int]:
    return list(Care.objects.filter(tutor=tutor).values_list("pk", flat=True)) if tutor else []


def _held(run: Run) -> dict[int, int]:
    found: dict[int, int] = {}
    for tutor in Care.objects.filter(enrolment__run=run).values_list("tutor_id", flat=True):
        found[tutor] = found.get(tutor, 0) + 1
    return found


@transaction.atomic
def relieve(newcomer: Tutor) -> int:
    """A tutor who is named later takes their share of the learners whom nobody has contacted, with what waits for them in the newcomer's roles; how
    many learners."""
    run = Run.objects.select_for_update().get(pk=newcomer.run_id)
    cared: dict[int, int] = dict(Care.objects.filter(enrolment__run=run).values_list("enrolment_id", "tutor_id"))
    spoken = Entry.objects.filter(enrolment__run=run, kind=Entry.Kind.OUT).values_list("enrolment_id", flat=True)
    moved = sharing.relieved(queries.shared(run), newcomer.pk, cared, cared.keys() - set(spoken))
    moved = sharing.whole(moved, cared, learning.group_numbers(run))
    for some in _by_rows(moved):
        Care.objects.filter(pk__in=some).update(tutor=newcomer)
        waiting = Duty.objects.filter(enrolment__in=some, outcome="", role__in=newcomer.roles.split())
        Case.objects.filter(pk__in=waiting.values("case"), closed=None).update(tutor=newcomer)
        waiting.update(tutor=newcomer)
    return len(moved)


@transaction.atomic
def suit(run: Run, now: datetime) -> int:
    """What nobody has begun and lies with somebody who does not have its role goes to one who has; how much."""
    Run.objects.select_for_update().get(pk=run.pk)
    there, day, many = queries.shared(run), now.astimezone(learning.ZONE).date(), 0
    waiting = Duty.objects.filter(run=run, outcome="", case__contacted=None).order_by("until", "pk")
    wrong = [one for one in waiting if sharing.unfit(there, one.tutor_id, one.role)]
    for duty in wrong:
        chosen = sharing.choose(there, duty.role, None, day)
        if chosen and chosen.pk != duty.tutor_id:
            there = sharing.loaded(there, chosen.pk, duty.minutes)
            Duty.objects.filter(pk=duty.pk).update(tutor=chosen.pk)
            if duty.case_id:
                Case.objects.filter(pk=duty.case_id, closed=None).update(tutor=chosen.pk)
            many += 1
    return many


@transaction.atomic
def regroup(enrolment: Enrolment, group: int, by: Person, now: datetime) -> bool:
    """Move somebody to another group of their run; the tutor of that group becomes theirs. What is open about them stays with whom it is."""
    if not learning_actions.move_to_group(enrolment, group, by, now):
        return False
    numbers = learning.group_numbers(enrolment.run)
    others = Care.objects.filter(enrolment__run=enrolment.run, tutor__ended=None).exclude(enrolment=enrolment)
    having = sharing.had(dict(others.values_list("enrolment_id", "tutor_id")), numbers)
    if group in having:
        Care.objects.filter(enrolment=enrolment).update(tutor=having[group])
    return True


def _by_rows(people: list[int]) -> Iterable[list[int]]:
    return (people[begin : begin + ROWS] for begin in range(0, len(people), ROWS))
