"""The context of an act, and what came of it."""

from typing import Any

from takwin.records.lrs.activities import activity
from takwin.records.lrs.parties import agent, group, party
from takwin.records.lrs.words import (
    Invalid,
    Where,
    boolean,
    duration,
    extensions,
    inside,
    iri,
    items,
    language,
    mapping,
    named,
    needs,
    number,
    one_of,
    text,
)

REFERENCE = {"objectType": one_of("StatementRef"), "id": named}


def reference(value: Any, where: Where) -> None:
    """A statement meant by its id."""
    needs(mapping(value, where, REFERENCE), where, "objectType", "id")


def _activities(value: Any, where: Where) -> None:
    if isinstance(value, list):
        items(value, where, activity)
    else:
        activity(value, where)


AROUND = dict.fromkeys(("parent", "grouping", "category", "other"), _activities)


def _around(value: Any, where: Where) -> None:
    mapping(value, where, AROUND)


def _relevant_types(value: Any, where: Where) -> None:
    if not items(value, where, iri):
        raise Invalid(where, "must not be empty")


def _with(kind: str, read: Any) -> Any:
    """Agents or groups of the context, each with the types by which it is relevant (4.2.2.5)."""

    def one(value: Any, where: Where) -> None:
        known = {"objectType": one_of(f"context{kind}"), kind.lower(): read, "relevantTypes": _relevant_types}
        needs(mapping(value, where, known), where, "objectType", kind.lower())

    def several(value: Any, where: Where) -> None:
        items(value, where, one)

    return several


KNOWN = {
    "registration": named,
    "instructor": party,
    "team": group,
    "contextActivities": _around,
    "revision": text,
    "platform": text,
    "language": language,
    "statement": reference,
    "extensions": extensions,
}
IN_2 = {**KNOWN, "contextAgents": _with("Agent", agent), "contextGroups": _with("Group", group)}


def context(value: Any, where: Where, second: bool, of_activity: bool) -> None:
    """The context; `second` by version 2, `of_activity` of a statement about an activity, which alone has a revision and a platform."""
    told = mapping(value, where, IN_2 if second else KNOWN)
    for key in ("revision", "platform"):
        if key in told and not of_activity:
            raise Invalid(inside(where, key), "goes with an activity only")


SCORE = dict.fromkeys(("scaled", "raw", "min", "max"), number)


def _score(value: Any, where: Where) -> None:
    told = mapping(value, where, SCORE)
    if not -1 <= told.get("scaled", 0) <= 1:
        raise Invalid(inside(where, "scaled"), "must be from -1 to 1")
    low, raw, high = told.get("min"), told.get("raw"), told.get("max")
    if low is not None and high is not None and low >= high:
        raise Invalid(where, "min must be less than max")
    if raw is not None and ((low is not None and raw < low) or (high is not None and raw > high)):
        raise Invalid(inside(where, "raw"), "must be from min to max")


RESULT = {
    "score": _score,
    "success": boolean,
    "completion": boolean,
    "response": text,
    "duration": duration,
    "extensions": extensions,
}


def result(value: Any, where: Where) -> None:
    """What came of it (4.2.2.4)."""
    mapping(value, where, RESULT)
