"""Marks: whole numbers by which statements are looked up, made of what they name. Whoever finds a statement by a mark compares the
words themselves afterwards, so two that share a mark by chance are told apart."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from takwin.records.lrs.parties import identities, identity

Json = Mapping[str, Any]
AROUND = ("parent", "grouping", "category", "other")


@lru_cache(1 << 16)
def mark(kind: str, what: str) -> int:
    """64 bits, signed, of a word and its kind."""
    return int.from_bytes(blake2b(f"{kind} {what}".encode(), digest_size=8).digest(), "big", signed=True)


def direct(statement: Json) -> Iterator[tuple[str, str]]:
    """(kind, word) of what the filters agent, verb, activity and registration look at (4.1.6.1)."""
    about = statement["object"]
    kind = about.get("objectType", "Activity")
    yield "verb", statement["verb"]["id"]
    for who in identities(statement["actor"]):
        yield "agent", who
    if kind in {"Agent", "Group"}:
        for who in identities(about):
            yield "agent", who
    if kind == "Activity":
        yield "activity", about["id"]
    if registration := statement.get("context", {}).get("registration"):
        yield "registration", str(registration).lower()


def related(statement: Json) -> Iterator[tuple[str, str]]:
    """The same of all agents and activities named anywhere, for related_agents and related_activities."""
    yield from (each for each in direct(statement) if each[0] in {"agent", "activity"})
    context = statement.get("context", {})
    parties = [statement.get("authority"), context.get("instructor"), context.get("team")]
    parties += [each.get("agent") for each in context.get("contextAgents", ())]
    parties += [each.get("group") for each in context.get("contextGroups", ())]
    for party in filter(None, parties):
        yield from (("agent", who) for who in identities(party))
    for activities in context.get("contextActivities", {}).values():
        for each in activities if isinstance(activities, list) else [activities]:
            yield "activity", each["id"]
    if statement["object"].get("objectType") == "SubStatement":
        yield from related(statement["object"])


def columns(statement: Json) -> tuple[int, int, int]:
    """Marks of actor, verb and activity, 0 for what is not there."""
    about = statement["object"]
    activity = about["id"] if about.get("objectType", "Activity") == "Activity" else ""
    who = identity(statement["actor"])
    return (
        mark("agent", who) if who else 0,
        mark("verb", statement["verb"]["id"]),
        mark("activity", activity) if activity else 0,
    )


def mentions(statement: Json) -> set[int]:
    """Marks beyond those of the columns: further agents that the filter looks at, and all that is related. What stands in a column is no
    mention: whoever asks for what is related looks there too."""
    about, who = statement["object"], identity(statement["actor"])
    further = {mark(kind, word) for kind, word in direct(statement) if kind == "agent" and word != who}
    own = {("agent", who), ("activity", about["id"] if about.get("objectType", "Activity") == "Activity" else "")}
    return further | {mark(f"related {kind}", word) for kind, word in {*related(statement)} - own}


def through(statement: Json) -> set[int]:
    """Marks under which whoever refers to this statement is found too."""
    return {mark(kind, word) for kind, word in direct(statement)} | {
        mark(f"related {kind}", word) for kind, word in set(related(statement))
    }
