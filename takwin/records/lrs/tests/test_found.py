"""Statements of others are found by every filter, and by filters together, as a look at each of them finds them."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from takwin.records.lrs import queries
from takwin.records.lrs.asking import Asked
from takwin.records.lrs.matching import matches, wanted
from takwin.records.lrs.queries import numbers, stream
from takwin.records.lrs.tests.builders import Lms, about, key, statement
from takwin.records.models import Key

pytestmark = pytest.mark.django_db
PEOPLE, VERBS, LESSONS = ("amina", "brahim", "chama"), ("attended", "read", "left"), ("one", "two", "three")
TAKINGS = [str(uuid4()) for _ in range(2)]


def some(chance: random.Random, before: list[dict[str, Any]]) -> dict[str, Any]:
    """A statement, one of five about an earlier one."""
    if before and chance.random() < 0.2:
        return about(chance.choice(before)["id"], name=chance.choice(PEOPLE))
    told = statement(chance.choice(PEOPLE), chance.choice(VERBS), chance.choice(LESSONS))
    told["context"] = {
        "contextActivities": {"parent": [{"id": f"http://example.org/{chance.choice(LESSONS)}"}]},
        "instructor": {"objectType": "Agent", "mbox": f"mailto:{chance.choice(PEOPLE)}@example.org"},
    }
    if chance.random() < 0.6:
        told["context"]["registration"] = chance.choice(TAKINGS)
    return told


def pages(reader: Key, by: Asked) -> Iterator[Any]:
    """All of it, page after page."""
    after: tuple[int, int] | None = None
    while True:
        page = queries.page(reader, replace(by, limit=7, at=after))
        yield from page.statements
        if (after := page.after) is None:
            return


def belongs(told: Mapping[str, Any], by: Asked, everything: Mapping[str, Any]) -> bool:
    """Whether it answers, or what it refers to, looked at by itself."""
    stored = datetime.fromisoformat(told["stored"])
    if (by.since and stored <= by.since) or (by.until and stored > by.until):
        return False
    while not (right := matches(told, wanted(by))) and told["object"]["id"] in everything:
        told = everything[told["object"]["id"]]
    return right


def test_every_filter_alone_and_with_others(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, value in (
        (numbers, "FEW", 2),
        (numbers, "IN_ALL", 6),
        (numbers, "NEAR", 1),
        (stream, "COUNTED", 3),
        (stream, "LOOKED", 2),
    ):
        monkeypatch.setattr(module, name, value)
    chance, reader, told = random.Random(3), key(), list[dict[str, Any]]()
    for _ in range(60):
        told.append(some(chance, told))
        Lms().tell(told[-1])
    everything = queries.page(reader, Asked(ascending=True)).statements
    known = {each["id"]: each for each in everything}
    assert [*known] == [each["id"] for each in told]
    for _ in range(120):
        maybe: dict[str, Any] = {
            "agent": {"mbox": f"mailto:{chance.choice(PEOPLE)}@example.org"},
            "verb": f"http://example.org/verbs/{chance.choice((*VERBS, 'never'))}",
            "activity": f"http://example.org/{chance.choice(LESSONS)}",
            "registration": UUID(chance.choice(TAKINGS)),
            "since": datetime.fromisoformat(chance.choice(everything)["stored"]),
            "until": datetime.fromisoformat(chance.choice(everything)["stored"]),
        }
        flags = {name: chance.random() < 0.5 for name in ("ascending", "related_agents", "related_activities")}
        filters = {name: value for name, value in maybe.items() if chance.random() < 0.4} | flags
        right = [each for each in everything if belongs(each, Asked(**filters), known)]
        assert list(pages(reader, Asked(**filters))) == (right if filters["ascending"] else right[::-1]), filters
