"""Findings that the course team lets stand, each with a reason written in `course.yaml`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from takwin.content.source.catalogue import CATALOGUE
from takwin.content.source.course import Accepted
from takwin.content.source.problems import Problem, problem
from takwin.items.complaints import COMPLAINTS

FILE = "course.yaml"


def accept(problems: Iterable[Problem], accepted: Sequence[Accepted]) -> list[Problem]:
    """The same findings, the accepted ones with their reason; and a warning for each acceptance that does nothing. An error is
    never accepted."""
    found = list(problems)
    told = [replace(one, accepted=_reason(one, accepted)) if one.level != "error" else one for one in found]
    return [*told, *_idle(found, accepted)]


IDLE = {"accepted-unknown", "accepted-nothing", "accepted-error"}
"""Findings about an acceptance itself, told on its line."""


def behind(accepted: Sequence[Accepted], one: Problem) -> list[Accepted]:
    """The acceptances by which a finding stands, or that it is about."""
    if one.name in IDLE:
        return [line for line in accepted if line.line == one.line]
    return [line for line in accepted if covers(line, one)]


def _reason(one: Problem, accepted: Sequence[Accepted]) -> str:
    return next((line.reason for line in accepted if covers(line, one)), "")


def covers(line: Accepted, one: Problem) -> bool:
    """Whether an acceptance is about a finding: the same name, and the same place or one that holds it."""
    return line.finding == one.name and (
        line.at in {"", one.place, one.file} or f"{one.place}/".startswith(f"{line.at}/")
    )


def _idle(found: list[Problem], accepted: Sequence[Accepted]) -> Iterator[Problem]:
    for line in accepted:
        levels = {one.level for one in found if covers(line, one)}
        if line.finding not in CATALOGUE.keys() | COMPLAINTS.keys():
            yield problem("accepted-unknown", FILE, line.line, finding=line.finding[:80])
        elif levels == {"error"}:
            yield problem("accepted-error", FILE, line.line, finding=line.finding)
        elif not levels:
            yield problem("accepted-nothing", FILE, line.line, finding=line.finding)
