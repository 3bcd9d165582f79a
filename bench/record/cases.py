"""What is asked of the record: each filter with what is common, rare and not there, of our own sentences and of others', and each two
of them. `python -m bench.record.cases ADDRESS`, in the environment of a site that is served at this address, prints the filters as
JSON: a list of [parameter, name, values]."""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.record.others import ADL, HOME, KEY, account

TOLD_AT = "http://localhost:8000/"
"""Where the site was when others told it their statements: who vouches for them is named so."""
NOBODY = str(UUID(int=7))


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked, in words, and as parameters."""

    name: str
    query: Mapping[str, str]


def cases(filters: Sequence[tuple[str, str, Mapping[str, str]]]) -> list[Case]:
    """Nothing, each filter, and each two that may stand together."""
    alone = [Case("everything", {}), *(Case(name, query) for _, name, query in filters)]
    pairs = [
        Case(f"{one} + {other}", {**first, **second})
        for (kind, one, first), (another, other, second) in combinations(filters, 2)
        if kind != another
    ]
    return alone + pairs


def filters(home: str) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """(parameter, name, values) of each, from what the record of the site at `home` holds."""
    from takwin.records.vocabulary import VERBS

    def agent(kind: str, who: Any, related: bool = False) -> tuple[str, str, Mapping[str, str]]:
        also = {"related_agents": "true"} if related else {}
        return "agent", f"{'related ' if related else ''}agent {kind}", {"agent": json.dumps(who), **also}

    def activity(kind: str, iri: str, related: bool = False) -> tuple[str, str, Mapping[str, str]]:
        also = {"related_activities": "true"} if related else {}
        return "activity", f"{'related ' if related else ''}activity {kind}", {"activity": iri, **also}

    base = f"{home}activities/"
    (most, least), (often, seldom), taking = _actors(), _activities(), _registration()
    own = {"homePage": home, "name": most}
    yield agent("common", {"account": own})
    yield agent("rare", {"account": {**own, "name": least}})
    yield agent("absent", {"account": {**own, "name": NOBODY}})
    yield agent("common of others", account("p0"))
    yield agent("rare of others", account("p19990"))
    yield agent("common", {"account": own}, related=True)
    yield agent("of all others", {"account": {"homePage": TOLD_AT, "name": KEY}}, related=True)
    yield agent("common of others", account("tutor-0"), related=True)
    yield agent("rare of others", account("p19990"), related=True)
    yield agent("absent", account("nobody"), related=True)
    for kind, iri in (
        ("common", VERBS["answered"].iri),
        ("rare", VERBS["completed"].iri),
        ("never told", VERBS["earned"].iri),
        ("absent", f"{HOME}/verbs/none"),
        ("common of others", f"{ADL}passed"),
        ("rare of others", f"{ADL}terminated"),
    ):
        yield "verb", f"verb {kind}", {"verb": iri}
    yield activity("common", base + often)
    yield activity("rare", base + seldom)
    yield activity("absent", f"{base}course/none/item/none")
    yield activity("common of others", f"{HOME}/courses/0/activities/1")
    yield activity("lesson of others", f"{HOME}/courses/0/activities/0")
    yield activity("rare of others", f"{HOME}/courses/9/activities/59")
    yield activity("a whole course", base + "/".join(often.split("/")[:2]), related=True)
    yield activity("a course of others", f"{HOME}/courses/0", related=True)
    yield activity("a rare course of others", f"{HOME}/courses/9", related=True)
    yield activity("absent", f"{HOME}/none", related=True)
    yield "registration", "registration", {"registration": taking}
    yield "registration", "registration absent", {"registration": NOBODY}
    yield "registration", "registration of others", {"registration": "11111111-0000-4000-8000-000000000000"}
    times = _times()
    for kind, at in times.items():
        yield "since", f"since {kind}", {"since": at}
        yield "until", f"until {kind}", {"until": at}
    yield "ascending", "ascending", {"ascending": "true"}
    yield "format", "format ids", {"format": "ids"}
    yield "format", "format canonical", {"format": "canonical"}
    yield "attachments", "attachments", {"attachments": "true"}
    yield "limit", "limit 1", {"limit": "1"}
    yield "limit", "limit 25", {"limit": "25"}


def _extremes(column: str) -> tuple[int, int]:
    """What stands most and least often in a column of sentences."""
    from django.db.models import Count

    from takwin.records.models import Sentence

    counted = Sentence.objects.order_by().values_list(column).annotate(many=Count("seq"))
    told = sorted((many, which) for which, many in counted)
    return told[-1][1], told[0][1]


def _actors() -> tuple[str, str]:
    from takwin.records.models import Actor

    most, least = _extremes("actor")
    return str(Actor.objects.get(pk=most).uid), str(Actor.objects.get(pk=least).uid)


def _activities() -> tuple[str, str]:
    from takwin.records.models import Activity

    most, least = _extremes("activity")
    return Activity.objects.get(pk=most).path, Activity.objects.get(pk=least).path


def _registration() -> str:
    from takwin.records.models import Registration, Sentence

    last = Sentence.objects.order_by("-seq").values_list("registration", flat=True)[0]
    return str(Registration.objects.get(pk=last).uid)


def _times() -> dict[str, str]:
    from takwin.records.models import Sentence

    stored = Sentence.objects.values_list("stored", flat=True)
    last = Sentence.objects.order_by("-seq")[0]
    # the demo's own sentences come first, and are of today
    first = stored.filter(seq__gte=last.seq // 1000).order_by("seq")[0]

    def at(milliseconds: float) -> str:
        return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat()

    return {
        "the beginning": at(first + timedelta(minutes=10) / timedelta(milliseconds=1)),
        "the middle": at((first + last.stored) / 2),
        "the end": at(last.stored - timedelta(hours=1) / timedelta(milliseconds=1)),
        "years away": datetime(1990, 1, 1, tzinfo=UTC).isoformat(),
    }


def main() -> None:
    """Print them."""
    from takwin.config import site

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    print(json.dumps(list(filters(sys.argv[1]))))


if __name__ == "__main__":
    main()
