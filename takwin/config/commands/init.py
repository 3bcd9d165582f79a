"""Make an empty site: its folder, its database, its keys and its first administrator."""

import argparse
from pathlib import Path

from takwin.config import birth
from takwin.config.wording import typed


def arguments(parser: argparse.ArgumentParser) -> None:
    """The administrator's name and password."""
    parser.add_argument(
        "--admin", default="admin", metavar="NAME", help="sign-in name of the administrator (default: admin)"
    )
    parser.add_argument(
        "--password-file", type=Path, metavar="FILE", help="read the password from a file instead of making one up"
    )


def run(options: argparse.Namespace) -> int:
    """Make the site and say how to get in."""
    given = options.password_file.read_text(encoding="utf-8").strip() if options.password_file else ""
    with birth.new_site(options.data):
        password = birth.appoint(options.admin, given)
    print(f"The site is in {options.data}. Serve it with: {typed('serve', options.data)}")
    if not given:
        print(
            f"Sign in as {options.admin} with the password {password} and change it in your account; it is shown only now."
        )
    return 0
