"""Make a release of a course folder. A new course is offered to everybody in the catalogue."""

import argparse
import sys
from pathlib import Path

from takwin.config import site
from takwin.config.trouble import Trouble
from takwin.config.wording import counted


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
    from django.utils import timezone

    from takwin.accounts.models import Person
    from takwin.content.actions import NotPublishable, OtherTeam, publish

    by = Person.objects.filter(username__iexact=options.by or "").first()
    if options.by and by is None:
        raise Trouble(f"Nobody here signs in as {options.by}.")
    try:
        published = publish(options.folder, by, timezone.now(), options.note)
    except NotPublishable as refused:
        print(*refused.problems, sep="\n", file=sys.stderr)
        raise Trouble(f"{options.folder} has errors (above); nothing was published.") from refused
    except OtherTeam as refused:
        raise Trouble(f"{options.by} is not in the team of this course.") from refused
    print(*published.problems, sep="\n", end="\n" if published.problems else "", file=sys.stderr)
    release = published.release
    made = "published" if published.created else "was published before, nothing to do"
    print(f"{release.course.slug}, release {release.number} ({release.digest[:12]}): {made}.")
    if not options.no_run:
        print(offered(release))
    return 0


def offered(release: "Release") -> str:  # type: ignore[name-defined] # noqa: F821 - tables are loaded by the command
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
