"""Marks: whole numbers by which statements are looked up, made of what they name. Whoever finds a statement by a mark compares the
words themselves afterwards, so two that share a mark by chance are told apart."""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from takwin.records.lrs.parties import identities, identity

Json = Mapping[str, Any]


@lru_cache(1 << 16)
def mark(kind: str, what: str) -> int:
    """64 bits, signed, of a word and its kind."""
    return int.from_bytes(blake2b(f"{kind} {what}".encode(), digest_size=8).digest(), "big", signed=True)


Word = tuple[str, str]
"""(kind, what is looked for)."""


def _near(statement: Json) -> set[Word]:
    """Who acts, and what it is about."""
    about = statement["object"]
    kind = about.get("objectType", "Activity")
    found = {("agent", who) for who in identities(statement["actor"])}
    if kind == "Activity":
        found.add(("activity", about["id"]))
    elif kind in {"Agent", "Group"}:
        found.update(("agent", who) for who in identities(about))
    return found


def direct(statement: Json) -> set[Word]:
    """What the filters agent, verb, activity and registration look at (4.1.6.1)."""
    found = {*_near(statement), ("verb", statement["verb"]["id"])}
    if registration := statement.get("context", {}).get("registration"):
        found.add(("registration", str(registration).lower()))
    return found


def related(statement: Json) -> set[Word]:
    """All agents and activities named anywhere, for related_agents and related_activities."""
    found, context = _near(statement), statement.get("context", {})
    parties = [statement[name] for name in ("authority",) if name in statement]
    parties += [context[name] for name in ("instructor", "team") if name in context]
    parties += [each["agent"] for each in context.get("contextAgents", ())]
    parties += [each["group"] for each in context.get("contextGroups", ())]
    found.update(("agent", who) for party in parties for who in identities(party))
    for each in context.get("contextActivities", {}).values():
        found.update(("activity", one["id"]) for one in (each if isinstance(each, list) else [each]))
    if statement["object"].get("objectType") == "SubStatement":
        found |= related(statement["object"])
    return found


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
    further = {mark(kind, word) for kind, word in _near(statement) if kind == "agent" and word != who}
    own = {("agent", who), ("activity", about["id"] if about.get("objectType", "Activity") == "Activity" else "")}
    return further | {mark(f"related {kind}", word) for kind, word in related(statement) - own}


def through(statement: Json) -> set[int]:
    """Marks under which whoever refers to this statement is found too."""
    beside = {mark(f"related {kind}", word) for kind, word in related(statement)}
    return {mark(kind, word) for kind, word in direct(statement)} | beside
