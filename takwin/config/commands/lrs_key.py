"""Make a key with which another system writes or reads the record (xAPI), revoke one, or list them all."""

import argparse
import secrets

from takwin.config import site
from takwin.config.trouble import Trouble
from takwin.records.lrs.keys import RIGHTS


def arguments(parser: argparse.ArgumentParser) -> None:
    """Without a user, the keys are listed."""
    parser.add_argument("--user", metavar="NAME", help="the user name of the key, at most 64 signs")
    parser.add_argument("--password", metavar="TEXT", help="its password; left out, one is made and printed once")
    parser.add_argument(
        "--scope",
        metavar="RIGHT",
        action="append",
        choices=RIGHTS,
        help=f"what it opens: {', '.join(RIGHTS)}; may be given again",
    )
    parser.add_argument(
        "--institution", metavar="NAME", default="site", help="whose statements; the whole site if left out"
    )
    parser.add_argument(
        "--oauth",
        action="store_true",
        help="an OAuth 2 client: it opens with short-lived tokens only, never with its password",
    )
    parser.add_argument("--revoke", action="store_true", help="close the key of this user, at once")


def run(options: argparse.Namespace) -> int:
    """Make, revoke or list."""
    site.enter(options.data)
    from django.utils import timezone

    from takwin.records.lrs import actions
    from takwin.records.models import Key

    if not options.user:
        for key in Key.objects.select_related("scope").order_by("user"):
            state = f"revoked {key.revoked:%Y-%m-%d}" if key.revoked else "open"
            how = " with a token" if key.by_token else ""
            print(f"{key.user}: {key.rights}{how}, for {key.scope.name}, made {key.created:%Y-%m-%d}, {state}")
        return 0
    if options.revoke:
        if not actions.revoke_key(options.user, timezone.now()):
            raise Trouble(f"There is no open key of the user {options.user}.")
        print(f"The key of {options.user} is closed, in every process within five seconds.")
        return 0
    password = options.password or secrets.token_urlsafe(24)
    if ":" in options.user or not 0 < len(options.user) <= 64:
        raise Trouble("The user name of a key has 1 to 64 signs and no colon.")
    try:
        rights = options.scope or ["all"]
        actions.make_key(options.user, password, options.institution, rights, timezone.now(), by_token=options.oauth)
    except actions.Conflict as there:
        raise Trouble(
            f"There is a key of the user {options.user} already; choose another name, also for one that was revoked."
        ) from there
    told = "" if options.password else f" with the password {password} (shown only now)"
    how = " with tokens from /xapi/oauth/token" if options.oauth else ""
    print(f"{options.user}{told} opens {', '.join(rights)} at /xapi/{how}")
    return 0
