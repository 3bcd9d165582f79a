"""Tutors of two of the demo's runs, and the cases that come of how people studied."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from takwin.accounts.models import Person
from takwin.config.demo.studying import study
from takwin.learning.models import Enrolment, Run
from takwin.lib.ids import derived
from takwin.scenarios.supervision import ROLES
from takwin.tutoring import actions, queries
from takwin.tutoring.models import Case, Duty, Tutor
from takwin.tutoring.wording import draft

TUTORS = (("tilelli", "hybrid", 90), ("younes", "spoc", 60), ("younes", "hybrid", 30))
"""Who accompanies the learners of which run, with how many minutes a week."""
HELP = "Je ne trouve pas comment décrire ma classe en deux phrases. Faut-il parler du matériel ou des élèves ?"
NOTE = "Au téléphone : pas de connexion à la maison en semaine. Peut lire au centre le mercredi."


def fill(runs: Mapping[str, Run], people: Mapping[str, Person], by: Person, now: datetime) -> None:
    """Name the tutors; they look after those who never came, of whom one comes back; two people write."""
    day = timedelta(days=1)
    for who, form, minutes in TUTORS:
        actions.appoint(runs[form], people[who], ROLES, minutes, by, now - 16 * day)
    run = runs["hybrid"]
    me = Tutor.objects.select_related("person", "run__course").get(run=run, person=people["tilelli"])
    for one in (run, runs["spoc"]):
        actions.look_at(one, now - 5 * day)
    quiet = [*queries.cases(run, "never-opened")[:1], *queries.cases(run, "stopped")[:2]]
    for case in quiet:
        _write(case, run, me, now - 5 * day)
        actions.note(case, NOTE, me, now - 5 * day)
    for case in quiet[:1]:
        if case.enrolment.person:
            study(case.enrolment.person, run, 12, now - 4 * day)
    actions.returned(now - 4 * day)
    _speak(run, people["meryem"], now - day)
    for one in (run, runs["spoc"]):
        _serve(one, now - 2 * day)
    for one in (run, runs["spoc"]):
        actions.look_at(one, now)


def _write(case: Case, run: Run, me: Tutor, at: datetime) -> None:
    for duty in case.duties.select_related("enrolment__person", "enrolment__run__course", "case"):
        actions.do(duty, draft(run, duty, queries.scenario(run), me), me, at)


def _serve(run: Run, now: datetime) -> None:
    """What had to be done by then was done, in time but for the first thing."""
    duties = Duty.objects.filter(run=run, outcome="", until__lt=now).exclude(tutor=None)
    found = duties.select_related("tutor__person", "enrolment__person", "enrolment__run__course", "case")
    for number, duty in enumerate(found.order_by("until", "pk")):
        if duty.tutor:
            at = duty.until + timedelta(hours=20) if number == 0 else duty.since + (duty.until - duty.since) / 3
            actions.do(duty, draft(run, duty, queries.scenario(run), duty.tutor), duty.tutor, at)


def _speak(run: Run, person: Person, at: datetime) -> None:
    """Somebody asks for help, and somebody else is worried."""
    enrolment = Enrolment.objects.select_related("run__course", "run__release", "person").get(run=run, person=person)
    actions.ask(enrolment, HELP, derived(enrolment.uid, "demo help"), at)
    others = Enrolment.objects.filter(run=run, left=None, progress__done__gt=0).exclude(pk=enrolment.pk)
    other = others.select_related("run__course", "run__release", "person").order_by("pk").first()
    if other:
        actions.pulse(other, "worried", derived(other.uid, "demo pulse"), at)
