"""Does a statement answer what is asked? The words are compared, not their marks."""

from collections.abc import Mapping
from typing import Any

from takwin.records.lrs.asking import Asked
from takwin.records.lrs.marks import direct, related
from takwin.records.lrs.parties import identity

Json = Mapping[str, Any]


def wanted(asked: Asked) -> list[tuple[str, str]]:
    """(kind, word) of each filter that looks at words, the rarest kind first."""
    found = []
    if asked.registration:
        found.append(("registration", str(asked.registration)))
    if asked.agent:
        found.append(("related agent" if asked.related_agents else "agent", identity(asked.agent)))
    if asked.activity:
        found.append(("related activity" if asked.related_activities else "activity", asked.activity))
    if asked.verb:
        found.append(("verb", asked.verb))
    return found


def matches(statement: Json, filters: list[tuple[str, str]]) -> bool:
    """Whether a statement itself has all of these."""
    said = direct(statement)
    if any(kind.startswith("related ") for kind, _ in filters):
        said |= {(f"related {kind}", word) for kind, word in related(statement)}
    return all(each in said for each in filters)
