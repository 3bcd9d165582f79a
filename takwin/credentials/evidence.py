"""Which acts the evidence of a credential rests on, and on which release; plain rules over one enrolment's sentences."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from takwin.learning.activity import subject
from takwin.records.statement import Statement

ANSWERS = frozenset({"answered", "scored"})


def release(told: Sequence[Statement], completed: Statement, looked_at: datetime | None) -> str:
    """The digest of the release whose keys gave the marks: that of the completion, or, once the evidence was looked at again, the
    one that the person had been taken to by then."""
    moves = [one for one in told if one.verb == "moved" and _since(one, completed, looked_at)]
    return str((moves[-1] if moves else completed).result["release"])


def acts(
    told: Sequence[Statement], completed: Statement, looked_at: datetime | None, asked: Mapping[str, str]
) -> list[Statement]:
    """The sentences that count, in the order of meaning. At first: all until the completion. Once it was looked at again: the same
    answers as they are marked now, steps done since, and answers since to questions that are new or ask something else than at the
    completion (`asked`: what each question asked then). A better answer to the same question afterwards changes nothing.

    Answers that are sent together are told at one moment, and the completion in their midst: all of that moment count."""
    first = [one for one in told if one.at <= completed.at]
    answers = {_answer(one) for one in first if one.verb in ANSWERS}
    return first + [one for one in told if _since(one, completed, looked_at) and _counts(one, answers, asked)]


def _answer(one: Statement) -> str:
    """The name (hexadecimal) of the answer that a sentence tells, or gives a new mark."""
    return str(one.result.get("of") or one.id.hex)


def _since(one: Statement, completed: Statement, looked_at: datetime | None) -> bool:
    return looked_at is not None and completed.at < one.at <= looked_at


def _counts(one: Statement, answers: set[str], asked: Mapping[str, str]) -> bool:
    if one.verb not in ANSWERS:
        return True
    return _answer(one) in answers or one.result["asked"] != asked.get(subject(one.activity)[1])


def tells(signed: str) -> dict[str, str]:
    """What a signed credential says of marks: {"mark": percent, "work-…": points} as decimal texts."""
    results = json.loads(signed)["credentialSubject"]["result"] if signed else []
    values = {one["resultDescription"].rpartition("#result-")[2]: str(one["value"]) for one in results}
    return {name: value for name, value in values.items() if name != "hours"}


def holder(signed: str) -> str:
    """The name that was signed; empty once it was erased."""
    marks = json.loads(signed)["credentialSubject"]["identifier"] if signed else []
    return next((str(mark["identityHash"]) for mark in marks if mark["identityType"] == "name"), "")
