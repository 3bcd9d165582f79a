"""Join a run under its policy: who may, whether a seat is free, and who waits for one."""

from datetime import datetime, timedelta

from django.db import transaction

from takwin.accounts.models import Person
from takwin.learning import queries
from takwin.learning.actions.studying import enrol
from takwin.learning.models import Enrolment, Invitation, Run, TakenOut, Waiting
from takwin.learning.seats import may_sit, to_invite
from takwin.lib.ids import derived
from takwin.lib.text import N_, Sentence
from takwin.notices import actions as notices

ELSEWHERE = Sentence(
    N_("You take this course already, in another run. Leave that one first: what you did there is kept.")
)
FULL = Sentence(N_("All seats are taken. You can put yourself on the waiting list: you are told when a seat is free."))
CLOSED = Sentence(N_("This run has ended: nobody can join it any more."))
NOT_OPEN = Sentence(N_("This run is not open to everybody."))
OUT = Sentence(
    N_(
        "Those who organise this run took you out of it; what you did here is kept. They alone can let you in again, by a new invitation "
        "or a new code."
    )
)


class NotNow(Exception):
    """Somebody cannot join; the sentence says why, `full` whether they may wait for a seat."""

    def __init__(self, sentence: Sentence, full: bool = False) -> None:
        super().__init__(str(sentence))
        self.sentence, self.full = sentence, full


@transaction.atomic
def join(person: Person, run: Run, now: datetime, code: str = "", token: str = "") -> Enrolment:
    """Join a run as its policy allows, with a code or by an invitation where it asks for them. The run is locked: two people never get
    one seat. Raises NotNow."""
    run = Run.objects.select_for_update(of=("self",)).select_related("course").get(pk=run.pk)
    known = run.enrolments.filter(person=person).first()
    if known and known.left is None:
        return known
    invitation = queries.invitation(run, token, now)
    _check(person, run, now, invitation, code)
    _seat(person, run, now)
    enrolment = enrol(person, run, now)
    Waiting.objects.filter(run=run, person=person).delete()
    _take(invitation, person, now)
    return enrolment


def _take(invitation: Invitation | None, person: Person, now: datetime) -> None:
    """From now on it is theirs and nobody else's, whether they have a seat or wait for one."""
    if invitation:
        Invitation.objects.filter(pk=invitation.pk).update(used=now, used_by=person)


def _check(person: Person, run: Run, now: datetime, invitation: Invitation | None, code: str) -> None:
    if run.closes and run.closes <= now:
        raise NotNow(CLOSED)
    if Enrolment.objects.filter(person=person, run__course=run.course_id, left=None).exclude(run=run).exists():
        raise NotNow(ELSEWHERE)
    if queries.kept_out(run, person, code, invitation):
        raise NotNow(OUT)
    admitted = invitation is not None or queries.admitted_before(run, person)
    if not admitted and not queries.admits(run, person, now, code):
        raise NotNow(NOT_OPEN)


def _seat(person: Person, run: Run, now: datetime) -> None:
    mine = Waiting.objects.filter(run=run, person=person).first()
    waiting = queries.in_turn(run).exclude(person=person).count()
    if not may_sit(queries.seats(run, now), waiting, mine.until if mine else None, now):
        raise NotNow(FULL, full=True)


@transaction.atomic
def wait(person: Person, run: Run, now: datetime, code: str = "", token: str = "") -> Waiting:
    """Wait for a seat, whoever might join if one was free. Waiting twice is waiting once, in the earlier place; who let a kept seat go by waits again at the end."""
    run = Run.objects.select_for_update(of=("self",)).select_related("course").get(pk=run.pk)
    invitation = queries.invitation(run, token, now)
    _check(person, run, now, invitation, code)
    _take(invitation, person, now)
    # whoever waits has been let in again
    TakenOut.objects.filter(enrolment__run=run, enrolment__person=person).delete()
    found, fresh = Waiting.objects.get_or_create(run=run, person=person, defaults={"since": now})
    if not fresh and found.until and found.until <= now:
        found.since, found.until = now, None
        found.save(update_fields=["since", "until"])
    invite_next(run, now)
    return found


@transaction.atomic
def give_back(person: Person, run: Run, now: datetime) -> None:
    """Wait no longer; a seat that was kept goes to the next one."""
    Run.objects.select_for_update().get(pk=run.pk)
    if Waiting.objects.filter(run=run, person=person).delete()[0]:
        invite_next(run, now)


@transaction.atomic
def invite_next(run: Run, now: datetime) -> int:
    """Keep the free seats for those who have waited longest, and tell them; how many."""
    if not Waiting.objects.filter(run=run).exists():
        return 0
    run = Run.objects.select_for_update(of=("self",)).select_related("course").get(pk=run.pk)
    if run.closes and run.closes <= now:
        return 0
    turn = queries.in_turn(run).select_related("person")
    until = now + timedelta(days=run.rules.offer_days)
    chosen = list(turn[: to_invite(queries.seats(run, now), turn.count())])
    for one in chosen:
        Waiting.objects.filter(pk=one.pk).update(until=until)
        _tell(one, until, now)
    return len(chosen)


def _tell(one: Waiting, until: datetime, now: datetime) -> None:
    notices.tell(
        one.person,
        cause=derived(one.uid, f"seat {until.isoformat()}"),
        message=N_("A seat is free for you. It is kept until %(day)s; then it goes to the next person."),
        values={"day": {"at": until.isoformat()}},
        link=f"/runs/{one.run.course.slug}/{one.run.slug}/",
        now=now,
    )


def sweep(now: datetime) -> int:
    """Give seats that nobody took in time to the next ones; those who let them go by are told. How many runs."""
    late = Waiting.objects.filter(until__lte=now).select_related("run__course", "person")
    runs = {one.run_id: one.run for one in late}
    for one in late:
        notices.tell(
            one.person,
            cause=derived(one.uid, f"seat gone {one.until}"),
            message=N_("The seat that was kept for you went to the next person. You can wait again if you like."),
            values={},
            link=f"/runs/{one.run.course.slug}/{one.run.slug}/",
            now=now,
        )
    Waiting.objects.filter(pk__in=[one.pk for one in late], until__lte=now).delete()
    for run in runs.values():
        invite_next(run, now)
    return len(runs)
