"""At a box: the people of a roster, what they take, and where they stand."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from takwin.accounts.mine import erase_everywhere
from takwin.accounts.models import Person
from takwin.accounts.names import free
from takwin.assessment import actions as assessment
from takwin.content.models import Release
from takwin.institutions import actions as institutions
from takwin.institutions.models import Membership, Node
from takwin.learning import actions as learning
from takwin.learning import activity
from takwin.learning.models import Enrolment, InGroup, OwnPace, Progress, Run
from takwin.learning.progress import State
from takwin.learning.timing import Extra
from takwin.lib.ids import derived
from takwin.records import queries as record
from takwin.records.statement import Statement
from takwin.records.vocabulary import Audience
from takwin.relay.models import Learnt

Json = Mapping[str, Any]


def settle_person(
    told: Json,
    places: Mapping[int, Node],
    runs: Mapping[tuple[str, str], Run],
    histories: Mapping[str, Any],
    now: datetime,
) -> None:
    """Somebody of the roster, with an account that nobody has entered yet: they come in by a code printed here. Who erased themselves here stays
    erased."""
    person = _person(told)
    if person is None:
        return
    wanted = {places[node].pk: code for node, code in told["places"] if node in places}
    for node in Node.objects.filter(pk__in=wanted, kind=Node.Kind.COHORT, closed=None):
        institutions.take_in(node, person, now, code=wanted[node.pk])
    held = Membership.objects.filter(person=person, role=Membership.Role.LEARNER, ended=None)
    held.exclude(node__in=wanted).update(ended=now)
    for one in told["takes"]:
        run = runs.get((one["course"], one["run"]))
        if run is not None:
            _take(person, run, one, histories.get(one["uid"], {}), now)


def _person(told: Json) -> Person | None:
    known = Person.objects.filter(pseudonym=UUID(told["pseudonym"])).first()
    if known is None:
        taken = set(Person.objects.filter(username__startswith=told["username"]).values_list("username", flat=True))
        known = Person(
            pseudonym=UUID(told["pseudonym"]), username=free(told["username"], taken), language=told["language"]
        )
        known.set_unusable_password()
    elif not known.name:
        return None
    if known.name != told["name"]:
        known.name = told["name"]
        known.save()
    return known


def _take(person: Person, run: Run, told: Json, story: Json, now: datetime) -> None:
    release = Release.objects.get(course=run.course_id, digest=told["release"])
    began = {"person": person, "run": run, "release": release, "enrolled": datetime.fromisoformat(told["enrolled"])}
    enrolment, fresh = Enrolment.objects.get_or_create(uid=UUID(told["uid"]), defaults=began)
    enrolment.person, enrolment.run = person, run
    if fresh:
        Progress.objects.create(enrolment=enrolment)
    elif enrolment.left is not None:
        Enrolment.objects.filter(pk=enrolment.pk).update(left=None)
        enrolment.left = None
    if enrolment.release_id != release.pk:
        learning.move_enrolment(enrolment, release, now)
    if told["days"]:
        OwnPace.objects.update_or_create(enrolment=enrolment, defaults={"days": told["days"]})
    _group(enrolment, told.get("group", 0))
    past = story.get("told", [])
    learning.tell_all(enrolment, lambda state: _news(enrolment, state, told, past, now), now)
    Learnt.objects.bulk_create([Learnt(uid=UUID(uid)) for uid, *_ in past], ignore_conflicts=True)
    for uid, mark, comment, at in story.get("by_hand", []):
        assessment.know_by_hand(enrolment, UUID(uid), mark, comment, datetime.fromisoformat(at), now)


def _group(enrolment: Enrolment, number: int) -> None:
    """The group that somebody is in on the parent, where more people take the run than here; 0 where the run has none."""
    if number:
        InGroup.objects.update_or_create(enrolment=enrolment, defaults={"number": number})
    else:
        InGroup.objects.filter(enrolment=enrolment).delete()


def _news(enrolment: Enrolment, state: State, told: Json, story: Sequence[Any], now: datetime) -> list[Statement]:
    """What happened elsewhere and is not known here, as sentences under the names that they have there; and time that was given."""
    there = record.under([UUID(one[0]) for one in story])
    found = [
        _sentence(enrolment, UUID(uid), verb, what, datetime.fromisoformat(at), result, marks, now)
        for uid, verb, what, at, result, marks in story
        if UUID(uid) not in there
    ]
    if (extra := Extra(*told["extra"])) != state.extra:
        said = {"percent": extra.percent, "minutes": extra.minutes}
        what = activity.course(enrolment.run.course.slug)
        uid = derived(enrolment.uid, f"time given {said} {now.isoformat()}")
        found.append(learning.sentence(enrolment, "granted", what, now, said, uid, Audience.PRIVATE))
    return found


def _sentence(
    enrolment: Enrolment,
    uid: UUID,
    verb: str,
    what: str,
    at: datetime,
    result: dict[str, Any],
    marks: Json | None,
    now: datetime,
) -> Statement:
    if verb == "answered" and marks:
        assessment.know(enrolment, uid, activity.subject(what)[1], marks, at)
    if verb == "scored" and "of" in result:
        assessment.know_mark(enrolment, UUID(result["of"]), result["raw"], result["max"], now)
    return learning.sentence(enrolment, verb, what, at, result, uid)


def let_go(named: Collection[str], gone: Collection[UUID], now: datetime) -> None:
    """Whoever is no longer on the roster leaves their courses here; whoever erased their account on the parent is erased here too."""
    here = Enrolment.objects.filter(run__elsewhere=True).select_related("run__course", "person")
    for one in here.filter(uid__in=list(gone), person__name__gt=""):
        if one.person and Person.objects.filter(pk=one.person.pk, name__gt="").exists():
            erase_everywhere(one.person, now)
    for one in here.filter(left=None, person__name__gt="").exclude(uid__in=list(named)):
        learning.leave(one, now)
