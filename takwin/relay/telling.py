"""What the sentences of a box are as acts, as a device would tell them; plain Python.

Only what one learner's study tells for others leaves: nothing that is private, and nothing that the parent decides itself (completion, credentials,
extra time, moves, that a film was watched whole). That a quiz was begun leaves without its seconds, which would tell who has more: the parent knows whom it gave more."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from takwin.desk import acts
from takwin.desk.acts import SHAPE, VIEWING, Act, Misshapen, identifier, moment
from takwin.learning import activity
from takwin.records.statement import Statement
from takwin.records.vocabulary import Audience

Json = dict[str, Any]
ANSWERED = "answered"
_STEPS = {"experienced": "opened", "finished": "finished"}
_TASKS = {"declared": True, "retracted": False}
PLAYED = "played"
DIGEST = re.compile(r"[0-9a-f]{64}")
LARGEST = 200_000
"""Characters of one answer as JSON."""


def leaves(told: Statement) -> bool:
    """Whether a sentence is told to the parent."""
    if told.verb == "began":
        return True
    of_study = told.verb in {*_STEPS, *_TASKS, ANSWERED, "paused"}
    return told.audience != Audience.PRIVATE and of_study


def act(told: Statement, answer: Mapping[str, Any] | None) -> Json | None:
    """A sentence that leaves, as an act; None of an answer whose words are not here."""
    _, key = activity.subject(told.activity)
    common = {"id": str(told.id), "enrolment": str(told.registration), "at": told.at.isoformat()}
    if told.verb in _STEPS:
        return {**common, "kind": _STEPS[told.verb], "step": key}
    if told.verb in _TASKS:
        return {**common, "kind": "declared", "task": key, "done": _TASKS[told.verb]}
    if told.verb == "began":
        return {**common, "kind": "began", "quiz": key}
    if told.verb == "paused":
        return {**common, "kind": PLAYED, "film": key, **{name: told.result[name] for name in VIEWING}}
    return {**common, "kind": ANSWERED, "item": key, **answer} if answer else None


def read(told: Any) -> Act:
    """An act as a box tells it. Raises Misshapen."""
    if not isinstance(told, dict) or told.get("kind") != ANSWERED:
        found = acts.read(told)
        if found.kind not in {*_STEPS.values(), "declared", "began", PLAYED}:
            raise Misshapen(SHAPE)
        return found
    uid, enrolment = identifier(told.get("id")), identifier(told.get("enrolment"))
    if uid is None or enrolment is None or not _is_answer(told):
        raise Misshapen(SHAPE)
    said = {name: told.get(name) for name in ("item", "response", "release", "language", "blob", *_NUMBERS)}
    return Act(uid, enrolment, ANSWERED, moment(told.get("at")), said)


_NUMBERS = {"seconds": 1 << 31, "sure": 3, "turn": 1 << 15, "draw": 1 << 15}


def _is_answer(told: Mapping[str, Any]) -> bool:
    words = all(isinstance(told.get(name), str) and len(told[name]) <= 80 for name in ("item", "release", "language"))
    numbers = all(_number(told.get(name), most) for name, most in _NUMBERS.items())
    named = told.get("blob") is None or DIGEST.fullmatch(str(told["blob"])) is not None
    return (
        words and named and numbers and isinstance(told.get("response"), dict) and len(str(told["response"])) <= LARGEST
    )


def _number(value: Any, most: int) -> bool:
    return value is None or (type(value) is int and 0 <= value <= most)


def name(told: Any) -> UUID | None:
    """The id of an act, if it has one."""
    return identifier(told.get("id")) if isinstance(told, dict) else None
