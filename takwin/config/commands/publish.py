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


def arguments(parser: argparse.ArgumentParser) -> None:
    """The course and who publishes it."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder with course.yaml")
    parser.add_argument("--by", metavar="NAME", help="sign-in name of the author, who joins a new course's team")
    parser.add_argument("--note", default="", metavar="TEXT", help="what is new in this release")
    parser.add_argument("--no-run", action="store_true", help="do not offer a new course yet")


def run(options: argparse.Namespace) -> int:
    """Publish and say what became of it."""
    if not options.folder.is_dir():
        raise Trouble(f"There is no folder {options.folder}.")
    site.enter(options.data)
    print(publish(options.folder, options.by or "", options.note, offer=not options.no_run))
    return 0


def publish(folder: Path, by: str = "", note: str = "", *, offer: bool = True) -> str:
    """Publish a folder on the site that was entered; what became of it, in a sentence or two. Raises Trouble."""
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
    return f"{told} {offered(release)}" if offer else told


def person(username: str) -> "Person | None":
    """Who signs in under a name; None for no name. Raises Trouble."""
    from takwin.accounts.models import Person

    found = Person.objects.filter(username__iexact=username).first() if username else None
    if username and found is None:
        raise Trouble(f"Nobody here signs in as {username}.")
    return found


def offered(release: "Release") -> str:
    """Offer a course that is not offered yet; says where people meet it."""
    from takwin.learning.actions import create_run
    from takwin.learning.models import Run

    runs = list(Run.objects.filter(course=release.course))
    if not runs:
        create_run(release)
        return "It is in the catalogue for everybody."
    behind = sum(run.release_id != release.pk for run in runs)
    return (
        f"{behind} of its {counted(len(runs), 'run')} {'stays' if behind == 1 else 'stay'} on an earlier release: move {'it' if behind == 1 else 'them'} in the studio."
        if behind
        else f"Its {'run uses' if len(runs) == 1 else 'runs use'} it."
    )
