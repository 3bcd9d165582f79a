"""Our own sentences for a reader, in order: their numbers first (`numbers`), then the rows."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from takwin.records import queries as record
from takwin.records.lrs import viewing
from takwin.records.lrs.asking import Asked
from takwin.records.lrs.outgoing import own
from takwin.records.lrs.queries.numbers import Read, Within, further, numbers, told
from takwin.records.lrs.words import written
from takwin.records.models import Activity, Actor, Key, Registration, Sentence
from takwin.records.vocabulary import VERBS, Audience

Json = Mapping[str, Any]
Row = tuple[int, int, Json]
"""When it was stored, its number, the statement."""
SEEN = (Audience.OPEN, Audience.COURSE)
SENTENCES = Sentence._meta.db_table


def site() -> str:
    """The address of the site, with its slash."""
    return f"{settings.BASE_URL}/"


def visible(key: Key) -> QuerySet[Sentence]:
    """Our sentences that a key may see: those of its scope that are nobody's private ones."""
    return record.joined().filter(scope=key.scope_id, audience__lt=Audience.PRIVATE)


def as_told(row: Sentence) -> Json:
    """A sentence as a statement."""
    return own(record.as_statement(row), written(record.moment(row.stored)), site())


def sentences(key: Key, asked: Asked) -> Iterator[Row]:
    """Those that answer what is asked, after where the page before ended."""
    reads = _reads(key, asked)
    within = Within.of(Sentence, asked)
    at, more = (asked.at[0] if asked.at else 0), bool(reads)
    left = size = asked.limit + 1
    while more:
        found, more = numbers(reads, within, at, size)
        # by number: they are the key's, and a condition on the scope would lead SQLite to another index
        rows = record.joined().filter(within.stored, pk__in=found).order_by(within.order)
        dropped = len(found)
        for row in rows:
            yield row.stored, row.seq, as_told(row)
            left, dropped = left - 1, dropped - 1
        at, size = (found[-1] if found else at), further(left, dropped)


def _reads(key: Key, asked: Asked) -> list[Read]:
    """Reads that together give what is asked, and none gives what another does."""
    verbs = [verb.number for name, verb in VERBS.items() if asked.verb in {"", verb.iri} and _may_be(name, asked)]
    activities = _activities(asked) if asked.activity else None
    scope = int(key.scope_id)
    if asked.agent or asked.registration:
        return _of_few(scope, asked, verbs, activities)
    saying = [Read.equal(SENTENCES, scope_id=scope, verb=verb, audience=seen) for verb, seen in product(verbs, SEEN)]
    if activities is None:
        return saying
    if saying and len(activities) > 1:  # most verbs are never told: asked once, not for each activity
        saying = [read for read, there in zip(saying, told(saying), strict=True) if there]
    return [
        Read.equal(SENTENCES, scope_id=scope, activity_id=activity, verb=verb, audience=seen)
        for activity, (_, verb, seen) in product(activities, (read.values for read in saying))
    ]


def _may_be(verb: str, asked: Asked) -> bool:
    """Whether sentences of a verb can be about the activity that is asked for: a profile is named by those that follow it alone."""
    return verb in viewing.VERBS or not (asked.related_activities and asked.activity in viewing.CATEGORIES.values())


def _of_few(scope: int, asked: Asked, verbs: Sequence[int], activities: Sequence[int] | None) -> list[Read]:
    """One person, or one taking of a course: few enough for the rest to be looked at in their rows. A plus keeps an index out of it."""
    sql, values = ["+scope_id = %s", "+audience < %s"], [scope, int(Audience.PRIVATE)]
    for column, wanted in (("verb", verbs if asked.verb else None), ("activity_id", activities)):
        if wanted is not None:
            sql.append(f"+{column} IN ({', '.join(['%s'] * len(wanted))})" if wanted else "1 = 0")
            values += wanted
    owners = []
    if asked.registration:
        owners.append(
            ("registration_id", list(Registration.objects.filter(uid=asked.registration).values_list("pk", flat=True)))
        )
    if asked.agent:
        owners.append(("actor_id", _actors(asked.agent)))
    if not all(found for _, found in owners):
        return []
    first, *others = [(column, found[0]) for column, found in owners]
    sql += [f"{first[0]} = %s", *(f"+{column} = %s" for column, _ in others)]
    return [Read(SENTENCES, "seq", " AND ".join(sql), [*values, first[1], *(number for _, number in others)])]


def _actors(agent: Json) -> list[int]:
    account = agent.get("account", {})
    if account.get("homePage") != site():
        return []
    try:
        return list(Actor.objects.filter(uid=UUID(account["name"])).values_list("pk", flat=True))
    except ValueError:
        return []


def _activities(asked: Asked) -> list[int]:
    base = f"{site()}activities/"
    if asked.related_activities:
        for kind, profile in viewing.CATEGORIES.items():
            if asked.activity == profile:
                return list(Activity.objects.filter(path__regex=f"^course/[^/]+/{kind}/").values_list("pk", flat=True))
    if not asked.activity.startswith(base):
        return []
    path = asked.activity.removeprefix(base)
    below = Q(path__startswith=f"{path}/") if asked.related_activities and path.count("/") == 1 else Q(pk=None)
    return list(Activity.objects.filter(Q(path=path) | below).values_list("pk", flat=True))
