"""What this room shows inside other rooms' pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from takwin.content.models import Course
from takwin.credentials import evidence, queries
from takwin.credentials.models import Credential, Review
from takwin.learning.models import Run


@dataclass(frozen=True, slots=True)
class Part:
    """A template and what it needs."""

    template: str
    data: Any


def cards(held: Iterable[Credential]) -> list[Part]:
    """What a person holds, as cards of their dashboard."""
    return [
        Part("credentials/held.html", {"credential": credential, "standing": standing(credential)})
        for credential in held
    ]


def standing(credential: Credential) -> str:
    """How a credential stands, in one word: "replaced", "revoked", "suspended" or "valid"."""
    if credential.revoked:
        return "replaced" if hasattr(credential, "replaced_by") else "revoked"
    return "suspended" if credential.suspended else "valid"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A credential whose marks changed: whose it is, the share of the points (percent) that it tells and the one it would tell now,
    and whether the course would still be completed."""

    credential: Credential
    holder: str
    standing: str
    was: str
    became: str
    met: bool


def waiting(review: Review) -> Waiting:
    """One review as pages tell it."""
    credential = review.credential
    was = evidence.tells(credential.signed).get("mark", "")
    holder = evidence.holder(credential.signed)
    return Waiting(credential, holder, standing(credential), was, review.tells["mark"], review.met)


def to_review(course: Course, run: Run | None = None, shown: int = 50) -> Part | None:
    """The credentials of a course (or of one run) that wait for the team's decision, the first ones of them and how many more."""
    reviews = queries.to_review(course, run)
    first, many = [waiting(review) for review in reviews[:shown]], reviews.count()
    return Part("credentials/reviews.html", {"waiting": first, "more": many - len(first)}) if many else None


def standing_in(run: Run) -> int:
    """How many credentials of a run's people stand."""
    return Credential.objects.filter(enrolment__run=run, revoked=None).exclude(signed="").count()
