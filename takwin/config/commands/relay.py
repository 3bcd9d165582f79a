"""Hand releases and rosters to the box of a centre, and take back what was done there: by network, or by files on a stick."""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from takwin.config import site
from takwin.config.trouble import Trouble
from takwin.config.wording import counted, lasted

if TYPE_CHECKING:  # tables are loaded by the command
    from takwin.institutions.models import Node
    from takwin.relay.actions import Outcome
    from takwin.relay.models import Box, Home

MEDIA = ("text", "audio", "low", "all")
WHICH = "which media of courses come: text (pictures and subtitles too), audio, low (all but large films), or all"
CENTRE = "the centre: its number (as in the address of its page), its code, or its name"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which file or centre."""
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    one = what.add_parser("invite", help="at the parent: make the keys of a centre's box, in a file for it")
    one.add_argument("centre", metavar="CENTRE", help=CENTRE)
    one.add_argument("file", type=Path, metavar="FILE", help="where to write the invitation; it holds a secret")
    one.add_argument("--by", default="", metavar="NAME", help="sign-in name of who invites")
    one = what.add_parser("join", help="at the box: become the box of the centre that an invitation names")
    one.add_argument("file", type=Path, metavar="FILE", help="the invitation")
    one = what.add_parser("pull", help="at the box: fetch releases and rosters from the parent")
    one.add_argument("--media", choices=MEDIA, help=f"from now on, {WHICH}; all where nothing was chosen")
    what.add_parser("push", help="at the box: send to the parent what was done here")
    one = what.add_parser("export", help="write a file for the other side")
    one.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    one.add_argument("--centre", metavar="CENTRE", help=f"at the parent: {CENTRE}; left out where there is one box")
    one.add_argument("--media", choices=MEDIA, default="all", help=f"at the parent: {WHICH}; default all")
    one = what.add_parser("import", help="take a file of the other side")
    one.add_argument("file", type=Path, metavar="FILE", help="the file to take")
    one = what.add_parser("codes", help="at the box: print a code of first entry for everybody who has never entered")
    what.add_parser("status", help="say what went, what came, and what was refused and why")
    one = what.add_parser("close", help="at the parent: take nothing more from the box of a centre")
    one.add_argument("centre", metavar="CENTRE", help=CENTRE)


def run(options: argparse.Namespace) -> int:
    """Do it and say what became of it."""
    site.enter(options.data)
    from django.utils import timezone

    from takwin.relay.refused import Refused

    does: dict[str, Callable[[argparse.Namespace, datetime], None]] = {
        "invite": _invite, "join": _join, "pull": _pull, "push": _push, "export": _export, "import": _import,
        "codes": _codes, "status": _status, "close": _close,
    }  # fmt: skip
    try:
        does[options.what](options, timezone.now())
    except Refused as refused:
        raise Trouble(str(refused.sentence)) from refused
    return 0


def _invite(options: argparse.Namespace, now: datetime) -> None:
    from django.conf import settings

    from takwin.config.commands.publish import person
    from takwin.relay import actions

    centre = _centre(options.centre)
    made = actions.invite(centre, settings.BASE_URL, person(options.by), now)
    _private(options.file).write_text(made.text(), "utf-8")
    print(
        f"{options.file} makes a site the box of {centre.name_in('fr')}: carry it there, run takwin relay join, then destroy it."
    )


def _private(path: Path) -> Path:
    """A file that nobody else reads, made anew."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path


def _centre(said: str) -> "Node":
    from django.db.models import Q

    from takwin.institutions.models import Node

    number = Q(pk=int(said)) if said.isdecimal() and len(said) < 16 else Q(pk=None)
    found = list(Node.objects.filter(number)) or list(
        Node.objects.filter(Q(code=said) | Q(name_fr=said) | Q(name_ar=said) | Q(name_en=said))[:2]
    )
    if len(found) != 1:
        many = "Several places are" if found else "No place is"
        raise Trouble(f"{many} called {said}: give its number, as in the address of its page.")
    return found[0]


def _join(options: argparse.Namespace, now: datetime) -> None:
    from takwin.relay import actions, invitation

    home = actions.join(invitation.read(options.file.read_text("utf-8")), now)
    named = home.names.get("fr") or next(iter(home.names.values()), "")
    print(f"This site is the box of {named}. Fetch its people and courses with takwin relay pull, or import a file.")


def _pull(options: argparse.Namespace, now: datetime) -> None:
    from django.utils import timezone

    from takwin.relay import actions, network

    home = _home()
    if options.media:
        actions.choose(home, options.media)
    print(_told(network.pull(home, timezone.now)))
    _clock()


def _push(options: argparse.Namespace, now: datetime) -> None:
    from django.utils import timezone

    from takwin.relay import network

    sent = sum(network.push(_home(), timezone.now))
    print(f"{counted(sent, 'act')} sent." if sent else "Nothing waits here: the parent has all.")
    _refusals()
    _clock()


def _export(options: argparse.Namespace, now: datetime) -> None:
    from takwin.relay import actions, queries
    from takwin.relay.actions.sending import ON_A_STICK

    home = queries.home()
    box = None if home else _box(options.centre)
    beside = options.file.with_name(options.file.name + ".new")
    try:
        with _private(beside).open("wb") as stream:
            if home:
                packed = actions.pack_acts(home, stream, now, ON_A_STICK, files=True)
                many, what = packed.acts, counted(packed.acts, "act")
                if packed.files:
                    what += f" and {counted(packed.files, 'file')} handed in ({packed.size / 1e6:.1f} MB)"
                told = f"{what} in {options.file}: import it at the parent, then bring back its next file."
            elif box:
                many = actions.pack_roster(box, stream, now, media=options.media)
                told = f"{counted(many, 'person', 'people')} in {options.file}: import it at the box of {box.node.name_in('fr')}."
        if home and not many:
            print("Nothing waits here: the parent has all. No file was written.")
            return
        beside.replace(options.file)
        print(told)
    finally:
        beside.unlink(missing_ok=True)


def _import(options: argparse.Namespace, now: datetime) -> None:
    from takwin.relay import actions

    print(_told(actions.take(options.file, now)))
    _refusals()
    _clock()


def _told(outcome: "Outcome") -> str:
    came = outcome.came
    if outcome.again:
        return f"This was taken already, on {came.at:%Y-%m-%d %H:%M} UTC; nothing changed."
    if outcome.kind == "acts":
        return f"{counted(came.taken, 'act')} taken, {came.known} known before, {came.refused} refused."
    if outcome.kind == "roster":
        return f"{counted(came.taken, 'person', 'people')} on the roster of this box now."
    return "The parent has what was sent."


def _codes(options: argparse.Namespace, now: datetime) -> None:
    from takwin.relay import actions

    _home()
    rows = actions.entry_codes(now)
    for name, username, place, code in rows:
        print(f"{place}\t{name}\t{username}\t{code}")
    print(f"{counted(len(rows), 'code')}, each used once at /enter/; earlier ones open nothing.", file=sys.stderr)


def _status(options: argparse.Namespace, now: datetime) -> None:
    from takwin.relay import queries
    from takwin.relay.models import Came

    if home := queries.home():
        print(f"The box of {home.names.get('fr', '')}, of {home.address or 'a parent reached by files only'}.")
        print(f"{counted(queries.waiting(home), 'act')} not yet answered by the parent.")
        print(f"Media of courses: {home.media}.{_left_behind()}")
        _clock()
    for box in queries.boxes():
        print(
            f"{box.node.name_in('fr')}: a box since {box.created:%Y-%m-%d}, {counted(box.guests.count(), 'enrolment')} told to it; {_seen(box, now)}."
        )
    for came in Came.objects.select_related("box__node").order_by("-pk")[:20]:
        whose = f" from {came.box.node.name_in('fr')}" if came.box else ""
        print(f"{came.at:%Y-%m-%d %H:%M}{whose}: {queries.told_of(came)}")
    _refusals()


def _left_behind() -> str:
    from takwin.relay import queries

    left = queries.left_behind()
    return f" {counted(len(left), 'file')} not brought along ({sum(left.values()) / 1e6:.1f} MB)." if left else ""


def _seen(box: "Box", now: datetime) -> str:
    if box.seen is None:
        return "not heard of yet"
    heard = f"heard of {lasted(now - box.seen)} ago, with {counted(box.waits, 'act')} waiting there"
    if not box.behind:
        return heard
    return f"{heard}, its clock {lasted(timedelta(seconds=abs(box.behind)))} {'behind' if box.behind > 0 else 'ahead'}"


def _refusals() -> None:
    from takwin.lib.text import Sentence
    from takwin.relay.models import Turned

    for one in Turned.objects.order_by("-pk")[:20]:
        print(f"refused: {one.kind} {one.uid}: {Sentence(*one.why)}", file=sys.stderr)


def _clock() -> None:
    """Say so where the clock of this box is wrong."""
    from takwin.relay import queries

    reading = queries.reading()
    if reading and reading.lacks:
        which = "behind" if reading.lacks.total_seconds() > 0 else "ahead of"
        print(
            f"The clock of this computer is {lasted(abs(reading.lacks))} {which} the parent's: set it. When it is right, dates of opening and closing hold here "
            "too; what was done meanwhile is put right at the parent.",
            file=sys.stderr,
        )


def _close(options: argparse.Namespace, now: datetime) -> None:
    from takwin.relay import actions

    centre = _centre(options.centre)
    if not actions.close(centre, now):
        raise Trouble(f"{centre.name_in('fr')} has no box.")
    print(f"Nothing is taken any more from the box of {centre.name_in('fr')}; invite again for a new one.")


def _home() -> "Home":
    from takwin.relay import queries

    home = queries.home()
    if home is None:
        raise Trouble("This site is no box: make it one with takwin relay join.")
    return home


def _box(said: str | None) -> "Box":
    from takwin.relay import queries

    found = [box for box in queries.boxes() if said is None or box.node_id == _centre(said).pk]
    if len(found) != 1:
        what = (
            "There are several boxes: say for which with --centre."
            if found
            else "There is no box here: invite a centre first (takwin relay invite)."
        )
        raise Trouble(what)
    return found[0]
