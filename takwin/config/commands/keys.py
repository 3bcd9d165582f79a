"""List the keys by which credentials verify; rotate, create, keep or withdraw one.

Status lists are signed anew afterwards. `docs/explanation/credentials.md` tells when to do what."""

import argparse
from datetime import datetime
from pathlib import Path

from takwin.config import site
from takwin.config.trouble import Trouble


def arguments(parser: argparse.ArgumentParser) -> None:
    """At most one change."""
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--rotate", action="store_true", help="make a new signing key; old credentials stay good")
    change.add_argument(
        "--create", action="store_true", help="make a signing key where there is none: the old one is lost"
    )
    change.add_argument("--keep", metavar="KEY", help="stand by a public key (z6Mk…) whose private half was lost")
    change.add_argument("--withdraw", metavar="KEY", help="stand by a retired key no longer: it was stolen")


def run(options: argparse.Namespace) -> int:
    """Make the change, then list the keys."""
    site.enter(options.data)
    from django.conf import settings
    from django.db import transaction
    from django.utils import timezone

    from takwin.credentials import actions, queries
    from takwin.credentials.refused import Refused

    now = timezone.now()
    try:
        with transaction.atomic():  # it holds the database first: keys are not changed when lists cannot be
            if change(options, settings.KEYS, now):
                print(f"Status lists signed anew: {actions.publish_lists(now)}.")
        ring = queries.ring()
    except Refused as refused:
        raise Trouble(str(refused.sentence)) from refused
    except ValueError as refused:
        raise Trouble(f"This is not a public key of ours: {options.keep} (it begins with z6Mk).") from refused
    print(f"{queries.our_did()} signs with {ring.public}")
    for public in ring.retired:
        print(f"and stands by {public}")
    return 0


def change(options: argparse.Namespace, folder: Path, now: datetime) -> bool:
    """Make the change that was asked for, if one was. Raises Refused, ValueError, OSError."""
    from takwin.credentials import keys

    if options.rotate:
        keys.rotate(folder, now)
    elif options.create:
        keys.create(folder, now)
    elif options.keep:
        keys.retire(folder, options.keep, now)
    elif options.withdraw:
        keys.withdraw(folder, options.withdraw)
    return bool(options.rotate or options.create or options.keep or options.withdraw)
