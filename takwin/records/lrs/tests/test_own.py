"""Our own sentences are found by every filter, and by filters together, as a look at each of them finds them."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from takwin.records import actions as record
from takwin.records.lrs import actions, queries
from takwin.records.lrs.asking import Asked
from takwin.records.lrs.queries import numbers, own
from takwin.records.models import Key
from takwin.records.statement import Statement
from takwin.records.vocabulary import VERBS, VIDEO, Audience

pytestmark = pytest.mark.django_db
PEOPLE, TAKINGS = [uuid4() for _ in range(3)], [uuid4() for _ in range(4)]
PLACES = ["course/a", "course/a/item/q1", "course/a/item/q2", "course/b/step/one/x"]
SAID = ["experienced", "answered", "finished", "granted"]
BEGIN = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def told(db: None) -> list[Statement]:
    """Two hundred sentences, a minute apart, some of them private, some of another scope."""
    chance = random.Random(7)
    kept = []
    for number in range(200):
        statement = Statement(
            id=uuid4(),
            actor=chance.choice(PEOPLE),
            verb=chance.choice(SAID),
            activity=chance.choice(PLACES),
            at=BEGIN + timedelta(minutes=number),
            registration=chance.choice([*TAKINGS, None]),
            scope=chance.choice(["site", "site", "site", "elsewhere"]),
            audience=chance.choice(list(Audience)),
        )
        with transaction.atomic():
            record.append(statement, statement.at)
        kept.append(statement)
    return kept


@pytest.fixture
def key(told: list[Statement]) -> Key:
    return actions.make_key("reader", "secret", "site", ["read"], timezone.now())


def asked(chance: random.Random) -> Asked:
    """Each filter there or not."""
    maybe: dict[str, Any] = {
        "agent": {"account": {"homePage": own.site(), "name": str(chance.choice(PEOPLE))}},
        "verb": VERBS[chance.choice(SAID)].iri,
        "activity": f"{own.site()}activities/{chance.choice(PLACES)}",
        "registration": chance.choice(TAKINGS),
        "since": BEGIN + timedelta(minutes=chance.randrange(200)),
        "until": BEGIN + timedelta(minutes=chance.randrange(200)),
    }
    wanted = {name: value for name, value in maybe.items() if chance.random() < 0.4}
    return Asked(**wanted, related_activities=chance.random() < 0.5, ascending=chance.random() < 0.5, limit=7)


def belongs(each: Statement, by: Asked) -> bool:
    """Whether a sentence answers, looked at by itself."""
    place = f"{own.site()}activities/{each.activity}"
    under = by.related_activities and by.activity.count("/") == own.site().count("/") + 2
    return (
        each.scope == "site"
        and each.audience != Audience.PRIVATE
        and (by.agent is None or by.agent["account"]["name"] == str(each.actor))
        and (not by.verb or VERBS[each.verb].iri == by.verb)
        and (not by.activity or place == by.activity or (under and place.startswith(f"{by.activity}/")))
        and (by.registration is None or each.registration == by.registration)
        and (by.since is None or each.at > by.since)
        and (by.until is None or each.at <= by.until)
    )


def pages(key: Key, by: Asked) -> Iterator[UUID]:
    """All of it, page after page."""
    at = None
    while True:
        found = queries.page(key, Asked(**{name: getattr(by, name) for name in by.__slots__} | {"at": at}))
        yield from (UUID(each["id"]) for each in found.statements)
        if (at := found.after) is None:
            return


def test_every_filter_alone_and_with_others(told: list[Statement], key: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "FEW", 2)
    monkeypatch.setattr(numbers, "IN_ALL", 10)
    monkeypatch.setattr(numbers, "TERMS", 5)
    monkeypatch.setattr(numbers, "AT_ONCE", 5)
    chance = random.Random(11)
    for _ in range(150):
        by = asked(chance)
        right = [each.id for each in told if belongs(each, by)]
        assert list(pages(key, by)) == (right if by.ascending else right[::-1]), by


def test_a_profile_is_named_by_the_films_that_follow_it(key: Key) -> None:
    said = {"length": 9, "time": 9, "spent": 9, "progress": 1000, "parts": [0, 9]}
    kept = {}
    for verb, place in (("paused", "film/1f"), ("watched", "film/1f"), ("paused", "sound/2e")):
        one = Statement(uuid4(), PEOPLE[0], verb, f"course/a/{place}", BEGIN, TAKINGS[0], "site", result=said)
        with transaction.atomic():
            record.append(one, timezone.now())
        kept[verb, place[:4]] = one.id
    films = {kept["paused", "film"], kept["watched", "film"]}
    assert set(pages(key, Asked(activity=VIDEO, related_activities=True, limit=9))) == films
    assert set(pages(key, Asked(activity=VIDEO, related_activities=True, registration=TAKINGS[0], limit=9))) == films
    completed = Asked(activity=VIDEO, related_activities=True, verb=VERBS["completed"].iri, limit=9)
    assert list(pages(key, completed)) == [kept["watched", "film"]]
    assert list(pages(key, Asked(activity=VIDEO, limit=9))) == [], "it is no object"


def test_a_page_of_many_reads_is_sought_in_few_rounds(
    key: Key, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(numbers, "FEW", 4)
    monkeypatch.setattr(numbers, "IN_ALL", 4)
    course = Asked(activity=f"{own.site()}activities/course/a", related_activities=True, ascending=True, limit=40)
    with django_assert_max_num_queries(11):
        assert len(queries.page(key, course).statements) == 40


def test_what_is_not_ours_is_not_found(key: Key) -> None:
    nobody = {"account": {"homePage": own.site(), "name": str(uuid4())}}
    elsewhere = {"account": {"homePage": "https://example.org", "name": str(PEOPLE[0])}}
    for agent, activity in product([nobody, elsewhere], ["", f"{own.site()}activities/course/a"]):
        assert queries.page(key, Asked(agent=agent, activity=activity)).statements == []
    assert queries.page(key, Asked(activity="https://example.org/x")).statements == []
    assert queries.page(key, Asked(verb="https://example.org/verbs/none")).statements == []
