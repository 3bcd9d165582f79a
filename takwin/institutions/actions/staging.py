"""A checked roster is brought in: staged in short batches, looked at, then let in by one change of its state.

Until that change nothing of it is there for anybody; a machine that stops half way goes on where it was, and what is dropped leaves no trace."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.accounts.names import free, proposed
from takwin.institutions import queries, tree
from takwin.institutions.actions.audit import note
from takwin.institutions.actions.checking import AT_ONCE, BROKEN, said
from takwin.institutions.actions.roles import NOW_YOU_ARE, lasts
from takwin.institutions.models import Deed, Membership, Node, Roster, RosterLine
from takwin.institutions.pace import Pace
from takwin.institutions.people import around, cohorts
from takwin.institutions.roster import Fate, Line, Verdict
from takwin.institutions.roster.sorting import sorted_in
from takwin.jobs import task
from takwin.lib.ids import HOUSE, derived
from takwin.lib.text import N_, Sentence, fold
from takwin.notices import actions as notices

State = Roster.State
USED = (Fate.NEW.value, Fate.JOINS.value)
"""The fates of lines that bring somebody in."""
Joining = tuple[RosterLine, int, str, Person | int]
"""A line, the node and the role it gives, and who has it: somebody new, or the number of somebody with an account."""
JOINED = N_("You were taken into “%(node)s”. If that is a mistake, you can leave it there.")
UNSOUND = Sentence(
    N_("What was prepared does not agree with the file. Nothing was let in: drop it and import the file again.")
)


def begin(roster: Roster, by: Person, now: datetime) -> bool:
    """Bring in what the dry run has shown; also what had stopped. False when somebody was quicker."""
    ready = Roster.objects.filter(pk=roster.pk, state__in=(State.CHECKED, State.STOPPED))
    if not ready.update(state=State.STAGING, by=by, sentence=[], ended=None, done=0):
        return False
    stage.enqueue(roster.pk)
    roster.refresh_from_db()
    return True


@task
def stage(pk: int) -> None:
    """Prepare everything, look at it, let it in. Done twice, it goes on where it was."""
    roster = Roster.objects.select_related("node", "by").filter(pk=pk, state=State.STAGING).first()
    if roster is None:
        return
    try:
        _open_cohorts(roster)
        names = Names()
        places = cohorts(roster.node, roster)
        pace = Pace(time.perf_counter)
        while _batch(roster, places, names, pace):
            pass
        _let_in(roster, timezone.now())
    except Exception:
        Roster.objects.filter(pk=pk, state=State.STAGING).update(state=State.STOPPED, sentence=said(BROKEN))
        raise
    welcome.enqueue(pk)


class Names:
    """Sign-in names that are free, remembered while one roster is brought in."""

    def __init__(self) -> None:
        self._taken: dict[str, set[str]] = {}

    def learn(self, names: Iterable[str]) -> None:
        """Ask the table once for the names that are like these."""
        fresh = {proposed(name) for name in names} - self._taken.keys()
        held = set(Person.objects.filter(username__in=fresh).values_list("username", flat=True))
        for base in fresh:
            near = Person.objects.filter(username__startswith=base[:34]) if base in held else Person.objects.none()
            self._taken[base] = set(near.values_list("username", flat=True))

    def next(self, name: str) -> str:
        """A name for somebody, which is taken from now on."""
        base = proposed(name)
        taken = self._taken.setdefault(base, set())
        found = free(base, taken)
        taken.add(found)
        return found


def _open_cohorts(roster: Roster) -> None:
    """Cohorts that the file names and nobody has opened yet, each by itself: they wait with the rest."""
    if roster.node.is_cohort:
        return
    there = cohorts(roster.node, roster)
    named = queries.lines(roster).filter(fate__in=USED).order_by().values_list("cohort", flat=True).distinct()
    for name in sorted({fold(name): name for name in named if fold(name) not in there}.values()):
        with transaction.atomic():
            node = Node.objects.create(
                parent=roster.node, kind=Node.Kind.COHORT, name_fr=name, roster=roster, worn=roster.node.worn,
                created=timezone.now(),
            )  # fmt: skip
            Node.objects.filter(pk=node.pk).update(path=tree.path_of(roster.node.path, node.pk))


def _batch(roster: Roster, places: Mapping[str, Node], names: Names, pace: Pace) -> bool:
    """The next lines; False when there are none. Tried once more where somebody has just taken one of the names."""
    rows = list(queries.lines(roster).filter(fate__in=USED, number__gt=roster.reached)[:AT_ONCE])
    if not rows:
        return False
    names.learn(row.name for row in rows if not row.username)
    try:
        _staged(roster, rows, places, names, pace)
    except IntegrityError:
        names.__init__()  # type: ignore[misc] # forget, and ask again
        names.learn(row.name for row in rows if not row.username)
        _staged(roster, rows, places, names, pace)
    return True


def _staged(roster: Roster, rows: Sequence[RosterLine], places: Mapping[str, Node], names: Names, pace: Pace) -> None:
    """Everything is looked up first and written then, in parts, so that other writers wait only for the writing of one."""
    rows = [row for row in rows if row.number > roster.reached]
    people = around(roster.node, [_line(row) for row in rows], timezone.now())
    spoken = _spoken([_place(roster, row, places) for row in rows])
    fresh: dict[str, Person] = {}
    bringing: dict[tuple[int, int | str, str], tuple[RosterLine, Person | int]] = {}
    for row in rows:
        verdict, known = sorted_in(Verdict(_line(row), Fate.NEW), people)
        row.fate, row.why = verdict.fate.value, said(verdict.why) if verdict.why else []
        if row.fate not in USED:
            continue
        node = _place(roster, row, places)
        key = row.email or row.code or row.username or str(row.number)
        somebody = known or fresh.get(key) or fresh.setdefault(key, _newcomer(row, spoken[node.pk], names))
        bringing.setdefault((node.pk, known or key, row.role), (row, somebody))
    joining = {row.number: (node, role, somebody) for (node, _, role), (row, somebody) in bringing.items()}
    for part in pace.parts(rows):
        _written(roster, part, [(row, *joining[row.number]) for row in part if row.number in joining], pace)


def _written(roster: Roster, rows: Sequence[RosterLine], joining: Sequence[Joining], pace: Pace) -> None:
    """Some lines in one transaction: their accounts, what they are in their cohorts, and how far the roster is."""
    somebody = [one for *_, one in joining if isinstance(one, Person)]
    with pace, transaction.atomic():
        pace.alone()
        Person.objects.bulk_create({id(one): one for one in somebody if not one.pk}.values())
        _join(roster, joining)
        if changed := [row for row in rows if row.fate not in USED]:
            RosterLine.objects.bulk_update(changed, ["fate", "why"])
        Roster.objects.filter(pk=roster.pk).update(reached=rows[-1].number, done=roster.done + len(rows))
    roster.reached, roster.done = rows[-1].number, roster.done + len(rows)


def _line(row: RosterLine) -> Line:
    return Line(row.number, row.name, row.email, row.username, row.code, row.cohort, row.language, role=row.role)


def _place(roster: Roster, row: RosterLine, places: Mapping[str, Node]) -> Node:
    return roster.node if roster.node.is_cohort else places[fold(row.cohort)]


def _newcomer(row: RosterLine, spoken: str, names: Names) -> Person:
    """An account without a password: its owner chooses one at first entry, by a code. The address waits for its confirmation."""
    person = Person(name=row.name, email_pending=row.email, language=row.language or spoken)
    person.username = row.username or names.next(row.name)
    person.set_unusable_password()
    return person


def _spoken(nodes: Sequence[Node]) -> dict[int, str]:
    """The language of each of these nodes, else the site's."""
    return {pk: said or settings.LANGUAGE_CODE for pk, said in queries.spoken(nodes).items()}


def _join(roster: Roster, joining: Sequence[Joining]) -> None:
    """Memberships that wait for the roster to be active; the role of a teacher lasts no longer than that of who gives it."""
    now = timezone.now()
    until = lasts(roster.node, roster.by, None, now)
    rows = []
    for row, node, role, somebody in joining:
        pk = somebody if isinstance(somebody, int) else somebody.pk
        rows.append(
            Membership(
                node_id=node,
                person_id=pk,
                role=role,
                until=None if role == Membership.Role.LEARNER else until,
                since=now,
                by=roster.by,
                code=row.code,
                roster=roster,
            )
        )
    Membership.objects.bulk_create(rows)


def _let_in(roster: Roster, now: datetime) -> None:
    """The one change, once what is staged agrees with the file."""
    fates = queries.lines(roster).order_by().values_list("fate").annotate(many=Count("pk"))
    counts = Counter(dict(fates))
    brought = Membership.objects.filter(roster=roster)
    wrong = brought.filter(Q(person__name="") | ~Q(node__path__startswith=roster.node.path)).exists()
    if wrong or brought.count() > sum(counts[fate] for fate in USED):
        Roster.objects.filter(pk=roster.pk).update(state=State.STOPPED, sentence=said(UNSOUND))
        return
    made = [
        Deed(node=roster.node, by=roster.by, what="opened", at=now, values={"place": node.name_fr})
        for node in Node.objects.filter(roster=roster)
    ]
    made += [
        Deed(node=one.node, by=roster.by, what="gave", about=one.person, at=now, values={"role": one.role})
        for one in brought.exclude(role=Membership.Role.LEARNER).select_related("node", "person")
    ]
    with transaction.atomic():
        if Roster.objects.filter(pk=roster.pk, state=State.STAGING).update(
            state=State.ACTIVE, ended=now, counts=counts
        ):
            Deed.objects.bulk_create(made)
            new, joins = counts[Fate.NEW.value], counts[Fate.JOINS.value]
            note(roster.node, roster.by, "brought", now, file=roster.name, new=new, joins=joins)


@task
def welcome(pk: int) -> None:
    """Tell those who had an account that they are taken in; the new ones learn it at their first entry."""
    roster = Roster.objects.filter(pk=pk, state=State.ACTIVE).first()
    for member in _had_an_account(roster) if roster else ():
        notices.tell(
            member.person,
            cause=derived(HOUSE, f"membership {member.pk}"),
            message=JOINED if member.role == Membership.Role.LEARNER else NOW_YOU_ARE[member.role],
            values={"node": member.node.name_in(member.person.language)},
            link="/institutions/",
            now=timezone.now(),
        )


def _had_an_account(roster: Roster) -> Iterable[Membership]:
    earlier = Membership.objects.filter(roster=roster, person__date_joined__lt=roster.asked)
    return earlier.select_related("person", "node").iterator(500)


def drop(roster: Roster, by: Person, now: datetime) -> bool:
    """Give a roster up that is not let in; what was prepared goes in the background."""
    waiting = Roster.objects.filter(pk=roster.pk, state__in=(State.CHECKED, State.STOPPED))
    if not waiting.update(state=State.DROPPING):
        return False
    clear.enqueue(roster.pk)
    roster.refresh_from_db()
    return True


@task
def clear(pk: int) -> None:
    """Take away what a given-up roster had prepared: accounts that it made and nobody has entered, then its cohorts."""
    roster = Roster.objects.filter(pk=pk, state=State.DROPPING).first()
    pace = Pace(time.perf_counter)
    while roster and (batch := list(Membership.objects.filter(roster=roster).select_related("person")[: pace.size])):
        with pace, transaction.atomic():
            pace.alone()
            Membership.objects.filter(pk__in=[one.pk for one in batch]).delete()
            unused = Person.objects.filter(
                pk__in=[one.person_id for one in batch], memberships=None, last_login=None, password__startswith=UNUSABLE_PASSWORD_PREFIX,
                date_joined__gte=roster.asked, merged_into=None, merged=None,
            )  # fmt: skip
            Person.objects.filter(pk__in=list(unused.values_list("pk", flat=True))).delete()
    Node.objects.filter(roster_id=pk).delete()
    Roster.objects.filter(pk=pk, state=State.DROPPING).update(
        state=State.DROPPED, ended=timezone.now(), done=F("total")
    )


def sweep(before: datetime) -> int:
    """Forget the lines of rosters that ended so long ago: what they said of people is in the places by now, or was dropped. How many."""
    ended = Roster.objects.filter(ended__lt=before).exclude(state__in=Roster.UNDER_WAY).values("pk")
    return RosterLine.objects.filter(roster__in=ended).delete()[0]
