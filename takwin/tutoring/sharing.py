"""Who of the tutors takes something: by role, by load, and where it can be the one whom the learner knows; plain Python."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from takwin.scenarios.supervision import ROLES

NONE: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Tutor:
    """A tutor of a run: the roles they take, the minutes they have a week, the days they are away (both included), and the minutes of
    what waits for them."""

    pk: int
    roles: frozenset[str]
    minutes: int
    load: int = 0
    away_from: date | None = None
    away_until: date | None = None

    def away(self, day: date) -> bool:
        """Whether they are away on that day."""
        return (
            self.away_from is not None and self.away_from <= day and (self.away_until is None or day <= self.away_until)
        )


def choose(tutors: Sequence[Tutor], role: str, known: int | None, day: date) -> Tutor | None:
    """Who takes one more thing: of those who are there and have the role (else of those who are there, else of all) the one whom the
    learner knows, else whoever has least waiting for the time they have. None without tutors."""
    there = [one for one in tutors if not one.away(day)] or list(tutors)
    able = [one for one in there if role in one.roles] or there
    familiar = next((one for one in able if one.pk == known), None)
    return familiar or min(
        able, key=lambda one: (one.load * 1000 // max(one.minutes, 1), one.load, one.pk), default=None
    )


def loaded(tutors: Sequence[Tutor], pk: int, minutes: int) -> list[Tutor]:
    """The same once one of them has more to do."""
    return [replace(one, load=one.load + minutes) if one.pk == pk else one for one in tutors]


def entrusted(
    tutors: Sequence[Tutor],
    held: Mapping[int, int],
    newcomers: Sequence[int],
    groups: Mapping[int, int] = NONE,
    having: Mapping[int, int] = NONE,
) -> dict[int, int]:
    """The tutor of each newcomer: whoever has their group, else people are shared out by the minutes that tutors have. `held` is how many each has
    already, `groups` the group of people, `having` the tutor of groups."""
    found: dict[int, int] = {}
    many = {one.pk: held.get(one.pk, 0) for one in tutors}
    of_group = {group: tutor for group, tutor in having.items() if tutor in many}
    for newcomer in newcomers if tutors else ():
        least = min(tutors, key=lambda one: ((many[one.pk] + 1) * 1000 // max(one.minutes, 1), one.pk))
        group = groups.get(newcomer)
        chosen = of_group.setdefault(group, least.pk) if group else least.pk
        many[chosen] += 1
        found[newcomer] = chosen
    return found


def had(cared: Mapping[int, int], groups: Mapping[int, int]) -> dict[int, int]:
    """The tutor of each group: whoever has most of its people."""
    votes: dict[int, Counter[int]] = {}
    for person, tutor in sorted(cared.items()):
        if group := groups.get(person):
            votes.setdefault(group, Counter())[tutor] += 1
    return {group: some.most_common(1)[0][0] for group, some in votes.items()}


def whole(moved: Collection[int], cared: Mapping[int, int], groups: Mapping[int, int]) -> list[int]:
    """Of those who would go to another tutor the ones whose group goes with them; all of them where there are no groups."""
    staying = {groups[one] for one in cared.keys() - set(moved) if one in groups}
    return [one for one in moved if groups.get(one) not in staying]


def relieved(tutors: Sequence[Tutor], newcomer: int, cared: Mapping[int, int], free: Collection[int]) -> list[int]:
    """Who goes to a tutor who is named later, from 0 up to their share by minutes: of each other tutor as many as are too many for them, of
    those whom nobody has contacted (`free`), the last to join first. `cared` is the tutor of each learner."""
    every, held, found = sum(one.minutes for one in tutors), Counter(cared.values()), list[int]()
    share = {one.pk: -(-len(cared) * one.minutes // max(every, 1)) for one in tutors}
    for one in tutors:
        theirs = sorted((person for person in free if cared.get(person) == one.pk), reverse=True)
        found += theirs[: max(held[one.pk] - share[one.pk], 0)] if one.pk != newcomer else []
    return found[: max(share.get(newcomer, 0) - held[newcomer], 0)]


def unfit(tutors: Sequence[Tutor], holder: int | None, role: str) -> bool:
    """Whether somebody should not have what belongs to a role, because others have that role and they do not."""
    able = {one.pk for one in tutors if role in one.roles}
    return bool(able) and holder not in able


ALL = frozenset(ROLES)
