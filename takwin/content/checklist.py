"""What a course team looks at before it opens a course, each point by somebody who answers for it: plain Python."""

from collections.abc import Collection
from dataclasses import dataclass

from takwin.lib.text import N_


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the checklist: its lasting name, what is to be so, and how one finds out."""

    name: str
    title: str
    how: str


POINTS = (
    Point(
        "access",
        N_("Everybody can use it"),
        N_(
            "Go through the course by keyboard alone and with scripts off, on a phone, in every language. Read the warnings about alternative text, captions and contrast."
        ),
    ),
    Point(
        "languages",
        N_("Every language was read twice"),
        N_("Two people who teach in the language have read it from beginning to end, one of them not its translator."),
    ),
    Point(
        "sources",
        N_("Sources are named"),
        N_(
            "What is taken from others says from whom; what research has shown says where; pictures and films have a licence."
        ),
    ),
    Point(
        "workload",
        N_("The workload was tried"),
        N_("A colleague who did not write the course has gone through it and noted the time; the announced hours fit."),
    ),
    Point(
        "feedback",
        N_("Nobody is left without an answer"),
        N_("Every question says why an answer is right or wrong; every task says who reads it and when."),
    ),
    Point(
        "support",
        N_("Support is arranged"),
        N_("Learners find out whom to ask and how soon they are answered; whoever answers has the time for it."),
    ),
    Point(
        "image",
        N_("The image of the teacher is one we stand for"),
        N_(
            "Read the examples and situations: who teaches in them, who knows, who is blamed? Teachers appear as professionals who decide and reflect; women and men, towns and villages alike."
        ),
    ),
    Point(
        "method",
        N_("It does what it teaches"),
        N_(
            "A course on active methods asks one to act. Steps are short, tasks come from the classroom, and one can use on Monday what one learnt."
        ),
    ),
)
NAMES = tuple(point.name for point in POINTS)


def missing(ticked: Collection[str]) -> tuple[Point, ...]:
    """The points that nobody has ticked."""
    return tuple(point for point in POINTS if point.name not in ticked)
