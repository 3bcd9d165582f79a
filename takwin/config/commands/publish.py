"""Make a release of a course folder. A new course is offered to everybody in the catalogue."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from takwin.config import site
from takwin.config.trouble import Trouble
from takwin.config.wording import counted

if TYPE_CHECKING:  # tables are loaded by the command
    from takwin.accounts.models import Person
    from takwin.content.models import Release
    from takwin.learning.models import Run


def arguments(parser: argparse.ArgumentParser) -> None:
    """The course and who publishes it."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder with course.yaml")
    parser.add_argument("--by", metavar="NAME", help="sign-in name of the author, who joins a new course's team")
    parser.add_argument("--note", default="", metavar="TEXT", help="what is new in this release")
    parser.add_argument(
        "--anyway", default="", metavar="REASON", help="why a new course is offered before its checklist is finished"
    )
    parser.add_argument("--no-run", action="store_true", help="do not offer a new course yet")


def run(options: argparse.Namespace) -> int:
    """Publish and say what became of it."""
    if not options.folder.is_dir():
        raise Trouble(f"There is no folder {options.folder}.")
    site.enter(options.data)
    by, why = options.by or "", options.anyway.strip()
    print(publish(options.folder, by, options.note, offer=not options.no_run, anyway=why))
    return 0


def publish(folder: Path, by: str = "", note: str = "", *, offer: bool = True, anyway: str = "") -> str:
    """Publish a folder on the site that was entered; what became of it, in a sentence or two. `anyway` says why a course is offered
    before its checklist is finished. Raises Trouble."""
    from django.utils import timezone

    from takwin.content import actions

    try:
        published = actions.publish(folder, person(by), timezone.now(), note)
    except actions.NotPublishable as refused:
        print(*refused.problems, sep="\n", file=sys.stderr)
        raise Trouble(f"{folder} has errors (above); nothing was published.") from refused
    except actions.OtherTeam as refused:
        raise Trouble(f"{by} is not in the team of this course.") from refused
    print(*published.problems, sep="\n", end="\n" if published.problems else "", file=sys.stderr)
    release = published.release
    made = "published" if published.created else "was published before, nothing to do"
    told = f"{release.course.slug}, release {release.number} ({release.digest[:12]}): {made}."
    return f"{told} {offered(release, person(by), anyway)}" if offer else told


def person(username: str) -> "Person | None":
    """Who signs in under a name; None for no name. Raises Trouble."""
    from takwin.accounts.models import Person

    found = Person.objects.filter(username__iexact=username).first() if username else None
    if username and found is None:
        raise Trouble(f"Nobody here signs in as {username}.")
    return found


def offered(release: "Release", by: "Person | None" = None, anyway: str = "") -> str:
    """Offer a course that is not offered yet; says where people meet it, and what of its checklist is open."""
    from takwin.learning.actions import create_run
    from takwin.learning.models import Run

    runs = list(Run.objects.filter(course=release.course))
    if not runs:
        run = create_run(release)
        return " ".join(["It is in the catalogue for everybody.", *_opened(run, by, anyway)])
    behind = sum(run.release_id != release.pk for run in runs)
    return (
        f"{behind} of its {counted(len(runs), 'run')} {'stays' if behind == 1 else 'stay'} on an earlier release: move {'it' if behind == 1 else 'them'} in the studio."
        if behind
        else f"Its {'run uses' if len(runs) == 1 else 'runs use'} it."
    )


def _opened(run: "Run", by: "Person | None", anyway: str) -> list[str]:
    """Write down that a course was opened; what nobody has looked at before, unless a reason was given."""
    from django.utils import timezone

    from takwin.content import actions, queries

    course = run.course
    missing = queries.unticked(course)
    if not queries.unready(course):
        actions.note(course, by, "offered", timezone.now(), of=run.slug)
        return []
    reason = anyway or "takwin publish, without a reason"
    actions.note(course, by, "offered-early", timezone.now(), reason=reason, of=run.slug)
    if anyway:
        return []
    owner = f"{course.caretaker.name} answers for it" if course.caretaker else "nobody answers for it"
    points = "; ".join(point.title for point in missing)
    counted_points = counted(len(missing), "point")
    told = f"Before that nobody has gone through its checklist ({owner}): {counted_points} open ({points})."
    return [
        told,
        "Do it in the studio under Checklist; --no-run offers nothing yet, --anyway REASON says why it is offered.",
    ]
