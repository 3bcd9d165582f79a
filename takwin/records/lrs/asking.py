"""What a reader of statements asks for, out of a query string."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from takwin.records.lrs import parties, words
from takwin.records.lrs.reading import json_of
from takwin.records.lrs.words import Invalid

MOST = 200
"""Statements on one page."""
KNOWN = {
    "statementId", "voidedStatementId", "agent", "verb", "activity", "registration", "related_activities", "related_agents", "since",
    "until", "limit", "format", "attachments", "ascending", "from",
}  # fmt: skip
WITH_ONE = {"statementId", "voidedStatementId", "format", "attachments"}
FORMATS = ("ids", "exact", "canonical")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which statements (4.1.6.1). `at` is where the page before ended: (sentence, statement received), or nothing."""

    one: UUID | None = None
    voided: UUID | None = None
    agent: Mapping[str, Any] | None = None
    verb: str = ""
    activity: str = ""
    registration: UUID | None = None
    related_agents: bool = False
    related_activities: bool = False
    since: datetime | None = None
    until: datetime | None = None
    limit: int = MOST
    format: str = "exact"
    attachments: bool = False
    ascending: bool = False
    at: tuple[int, int] | None = None


def asked(query: Mapping[str, str]) -> Asked:
    """Read the parameters. Raises Invalid for one that is unknown, malformed or does not go with another."""
    if strangers := sorted(query.keys() - KNOWN):
        raise Invalid(strangers[0][:200], "is not a parameter known here")
    if "statementId" in query or "voidedStatementId" in query:
        return _one(query)
    limit = _limit(query.get("limit", "0"))
    return Asked(
        agent=_agent(query["agent"]) if "agent" in query else None,
        verb=words.iri(query["verb"], "verb") if "verb" in query else "",
        activity=words.iri(query["activity"], "activity") if "activity" in query else "",
        registration=words.uuid(query["registration"], "registration") if "registration" in query else None,
        related_agents=_flag(query, "related_agents"),
        related_activities=_flag(query, "related_activities"),
        since=words.moment(query["since"], "since") if "since" in query else None,
        until=words.moment(query["until"], "until") if "until" in query else None,
        limit=limit,
        format=words.one_of(*FORMATS)(query.get("format", "exact"), "format"),
        attachments=_flag(query, "attachments"),
        ascending=_flag(query, "ascending"),
        at=_place(query["from"]) if "from" in query else None,
    )


def _one(query: Mapping[str, str]) -> Asked:
    if len(query.keys() & {"statementId", "voidedStatementId"}) > 1 or query.keys() - WITH_ONE:
        raise Invalid("statementId", "goes with format and attachments only")
    return Asked(
        one=words.uuid(query["statementId"], "statementId") if "statementId" in query else None,
        voided=words.uuid(query["voidedStatementId"], "voidedStatementId") if "voidedStatementId" in query else None,
        format=words.one_of(*FORMATS)(query.get("format", "exact"), "format"),
        attachments=_flag(query, "attachments"),
    )


def _agent(text: str) -> Mapping[str, Any]:
    found = parties.asked(json_of(text.encode(), "agent"), "agent")
    if not parties.identity(found):
        raise Invalid("agent", "must be identified")
    return found


def _flag(query: Mapping[str, str], name: str) -> bool:
    return words.one_of("true", "false")(query.get(name, "false"), name) == "true"


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise Invalid("limit", "must be a whole number, 0 for as many as may be")
    return min(int(text[:9]) or MOST, MOST)


def _place(text: str) -> tuple[int, int]:
    sentence, _, received = text.partition(".")
    if not (sentence.isascii() and sentence.isdigit() and received.isascii() and received.isdigit()):
        raise Invalid("from", "must be taken from “more” as it is")
    return int(sentence[:18]), int(received[:18])
