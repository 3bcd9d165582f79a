"""Acts may come in any order, in any batches, twice and again: what stands at the end is the same, and a rebuild agrees."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takwin.accounts.models import Person
from takwin.assessment.actions import keep_file
from takwin.assessment.models import AnswerFile, Attempt
from takwin.assessment.tests.builders import release as quiz
from takwin.desk import actions
from takwin.desk.models import Act
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Progress
from takwin.lib.ids import uuid7
from takwin.notebook.models import Writing
from takwin.records.queries import history

JOINED = datetime(2026, 11, 2, 8, tzinfo=UTC)
NOW = JOINED + timedelta(days=9)
MINUTE = 60_000
MORE = """
::::::{task} lesson
:title: Une leçon
:minutes: 15

:::::{context}
Demain.
:::::
:::::{product}
Un plan.
:::::
:::::{steps}
1. Écrivez-le.
:::::
:::::{criteria}
- Il tient sur une page.
:::::
::::::

:::::{quiz} quick
:minutes: 10
:attempts: 2

::::{numeric} seven
:answer: 7

Trois et quatre ?
::::
:::::

::::::{quiz} handed
:attempts: 2

:::::{file-answer} plan
:types: pdf
:size: 1

Le plan.
:::::
::::::

:::::{file-answer} try
:types: pdf
:size: 1

Pour essayer.
:::::
"""
Told = dict[str, Any]


class _Undone(Exception):
    pass


@contextmanager
def forgotten() -> Iterator[None]:
    """Nothing that is done here stays done."""
    try:
        with transaction.atomic():
            yield
            raise _Undone
    except _Undone:
        return


def _act(number: int, minutes: int, who: Enrolment, **said: Any) -> Told:
    at = JOINED + timedelta(minutes=minutes)
    uid = uuid7(int(at.timestamp() * 1000), number.to_bytes(10, "big"))
    return {"id": str(uid), "enrolment": str(who.uid), "at": at.isoformat(), **said}


Answer = tuple[str, bool]
"""A group of questions, and whether they are answered rightly."""


def _fields(group: str, right: bool) -> dict[str, list[str]]:
    if group == "count":
        return {"answer.sum": ["12" if right else "3"], "answer.even": ["1", "2", "3"] if right else []}
    return {"answer.seven": ["7" if right else "8"]} if group == "quick" else {}


def _answer(who: Enrolment, number: int, group: str, right: bool) -> Told:
    token = str(uuid7(MINUTE * number, number.to_bytes(10, "big")))
    said = {"step": "one/check", "group": group, "release": str(who.release_id), "language": "fr"}
    return {"kind": "answered", **said, "token": token, "fields": _fields(group, right)}


KINDS = st.one_of(
    st.sampled_from(
        [
            {"kind": "opened", "step": "one/check"},
            {"kind": "finished", "step": "one/check"},
            {"kind": "began", "quiz": "quick"},
            {"kind": "declared", "task": "lesson", "done": True},
            {"kind": "declared", "task": "lesson", "done": False},
        ]
    ),
    st.sampled_from(["Une idée", "Une autre", ""]).flatmap(
        lambda text: st.sampled_from(
            [{"kind": "noted", "step": "one/check", "text": text}, {"kind": "drafted", "task": "lesson", "text": text}]
        )
    ),
    st.tuples(st.sampled_from(["count", "count", "quick", "handed", "try"]), st.booleans()),
)
FILED = {"handed": "plan", "try": "try"}
HISTORIES = st.lists(st.tuples(st.integers(0, 400), KINDS), min_size=1, max_size=9)


def _acts(who: Enrolment, told: list[tuple[int, Any]]) -> list[Told]:
    return [
        _act(number, minutes, who, **(_answer(who, number, *what) if isinstance(what, tuple) else what))
        for number, (minutes, what) in enumerate(told)
    ]


def _stands(who: Enrolment) -> tuple[Any, ...]:
    """All that must not depend on how acts came. What was told as completed stays, so that only its absence may differ."""
    row = Progress.objects.get(pk=who.pk)
    attempts = Attempt.objects.filter(enrolment=who).order_by("item", "number")
    notes = Writing.objects.filter(enrolment=who).order_by("at", "uid")
    told = sorted((one.order, one.verb) for one in history(who.uid) if one.verb not in {"registered", "completed"})
    return (
        {name: said for name, said in row.state.items() if name != "completed"},
        (row.done, row.mark),
        [(one.item, one.number, one.uid, one.mark) for one in attempts],
        [(one.place, one.text, one.at) for one in notes],
        sorted(AnswerFile.objects.filter(enrolment=who).values_list("item", "name", "handed_in")),
        told,
        list(Act.objects.order_by("uid").values_list("uid", "at")),
    )


def _with_file(who: Enrolment, act: Told, brought: dict[str, str]) -> Told:
    """An act whose file has come before it, as a device brings it: once."""
    item = FILED[act["group"]]
    if act["id"] not in brought:
        brought[act["id"]] = keep_file(who, item, f"{act['id']}.pdf", b"%PDF-1.4 " + act["id"].encode(), NOW).uid.hex
    return {**act, "fields": {f"answer.{item}-kept": [brought[act["id"]]]}}


def _apart(batch: list[Told]) -> Iterator[list[Told]]:
    """Each act with a file goes by itself."""
    for filed, found in groupby(batch, key=lambda act: act.get("group") in FILED):
        some = list(found)
        yield from [[one] for one in some] if filed else [some]


def _deliver(person: Person, who: Enrolment, batches: list[list[Told]]) -> None:
    brought: dict[str, str] = {}
    for told in (part for batch in batches for part in _apart(batch)):
        batch = [_with_file(who, one, brought) if one.get("group") in FILED else one for one in told]
        found = actions.take(person, NOW, batch, NOW)
        assert {one.outcome for one in found} <= {"taken", "known"}, found


def _law(person: Person, who: Enrolment, told: list[tuple[int, Any]], data: st.DataObject) -> None:
    acts = _acts(who, told)
    with forgotten():
        _deliver(person, who, [sorted(acts, key=lambda one: one["at"])])
        expected = _stands(who)
        first = Progress.objects.get(pk=who.pk).completed
    with forgotten():
        some = data.draw(st.permutations([*acts, *data.draw(st.lists(st.sampled_from(acts), max_size=3))]))
        size = data.draw(st.integers(1, len(some)))
        _deliver(person, who, [list(some[start : start + size]) for start in range(0, len(some), size)])
        assert _stands(who) == expected
        completed = Progress.objects.get(pk=who.pk).completed
        assert completed == first or first is None, "whatever completes a course is found, at the same moment"
        assert learning.rebuild().changed == 0


@pytest.fixture
def who(amina: Person) -> Enrolment:
    """A course that somebody has joined, for all histories: none changes what the next one finds."""
    learning.enrol(amina, learning.create_run(quiz(attempts="2", more=MORE)), JOINED)
    return Enrolment.objects.select_related("run__course", "progress", "person").get(person=amina)


SUPPRESSED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
PARTS = 4
"""Into how many parts the many histories go, for as many processes."""


@given(told=HISTORIES, data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=SUPPRESSED)
def test_the_order_of_arrival_changes_nothing(
    amina: Person, who: Enrolment, told: list[tuple[int, Any]], data: st.DataObject
) -> None:
    _law(amina, who, told, data)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@given(told=HISTORIES, data=st.data())
@settings(
    max_examples=int(os.environ.get("TAKWIN_HISTORIES", 10_000)) // PARTS,
    deadline=None,
    suppress_health_check=SUPPRESSED,
)
def test_it_changes_nothing_in_ten_thousand_histories(
    amina: Person, who: Enrolment, part: int, told: list[tuple[int, Any]], data: st.DataObject
) -> None:
    _law(amina, who, told, data)
