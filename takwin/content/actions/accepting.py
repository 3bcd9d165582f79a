"""A course team lets a finding stand, with its reason, or does so no longer: it is written into the draft's own source."""

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from takwin.accounts.models import Person
from takwin.content.actions.drafts import draft, unpacked
from takwin.content.check import check
from takwin.content.models import Draft
from takwin.content.review.accepting import IDLE, behind
from takwin.content.source import folder
from takwin.content.source.annotate import NotWritable, with_accepted, without_accepted
from takwin.content.source.course import Accepted


class NothingToAccept(ValueError):
    """The draft has no such finding at this place, it is an error, or nobody has accepted it."""


def accept(found: Draft, one: Accepted, by: Person, now: datetime) -> Draft:
    """Write the acceptance into the draft's `course.yaml` and check it again. Raises NothingToAccept, NotWritable, DraftReplaced, OSError."""
    if not any(may_be_accepted(problem, one) for problem in found.problems):
        raise NothingToAccept(one.finding)
    return _rewritten(found, by, now, ("accepted", one.finding), lambda place, text: with_accepted(text, one))


def withdraw(found: Draft, finding: str, at: str, by: Person, now: datetime) -> Draft:
    """Take out of the draft's `course.yaml` the acceptances by which a finding stands (`at` is its place), or the one that this finding
    is about (`at` is "course.yaml:LINE"), and check it again. Raises NothingToAccept, NotWritable, OSError."""
    name = f"{finding} {at}"

    def rewrite(place: Path, text: str) -> str:
        checked = check(place)
        told = [*checked.accepted, *(one for one in checked.problems if one.name in IDLE)]
        accepted = checked.course.accepted if checked.course else ()
        meant = [one for one in told if one.name == finding and at in {one.place, f"{one.file}:{one.line}"}]
        lines = {line.line for one in meant for line in behind(accepted, one)}
        if not lines:
            raise NothingToAccept(name)
        return without_accepted(text, lines)

    return _rewritten(found, by, now, ("withdrawn", finding), rewrite)


def _rewritten(
    found: Draft, by: Person, now: datetime, how: tuple[str, str], rewrite: Callable[[Path, str], str]
) -> Draft:
    with tempfile.TemporaryDirectory(prefix="takwin-accept-") as temporary:
        place = unpacked(found, Path(temporary) / "course")
        text, _ = folder.read_text(place, "course.yaml")
        if text is None:
            raise NotWritable(how[1])
        (place / "course.yaml").write_text(rewrite(place, text), "utf-8")
        said = {"finding": how[1]}
        return draft(place, by, now, found.losses, found.blocks, how[0], said, made_from=found.source_id)


def may_be_accepted(problem: dict[str, object], one: Accepted) -> bool:
    """Whether this acceptance is about a finding of a draft that still stands."""
    named = (problem["name"], problem.get("place")) == (one.finding, one.at)
    return named and problem["level"] != "error" and "accepted" not in problem
