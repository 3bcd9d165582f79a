"""PostgreSQL's own tools for backups, called with the address in DATABASE_URL."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from takwin.config.trouble import Trouble


def dump(target: Path) -> None:
    """Write all rows to a file. Raises Trouble."""
    url, secret = without_password(os.environ["DATABASE_URL"])
    _call(secret, "pg_dump", "--format=custom", "--no-owner", f"--file={target}", url)


def bring_back(dumped: Path) -> None:
    """Fill an empty database from a file, whole or not at all. Raises Trouble."""
    url, secret = without_password(os.environ["DATABASE_URL"])
    whole = ("--exit-on-error", "--single-transaction")
    _call(secret, "pg_restore", "--no-owner", *whole, f"--dbname={url}", str(dumped))


def without_password(url: str) -> tuple[str, dict[str, str]]:
    """The address without its password, and the environment that carries it: arguments are seen by all of the machine (`ps`)."""
    parts = urlsplit(url)
    who, at, where = parts.netloc.rpartition("@")
    asked = dict(parse_qsl(parts.query))
    password = asked.pop("password", None) or unquote(parts.password or "")
    bare = parts._replace(netloc=who.partition(":")[0] + at + where, query=urlencode(asked, quote_via=quote))
    return urlunsplit(bare), {"PGPASSWORD": password} if password else {}


def _call(secret: dict[str, str], program: str, *arguments: str) -> None:
    if not shutil.which(program):
        raise Trouble(f"{program} is needed for this: install the client programs of PostgreSQL (postgresql-client).")
    done = subprocess.run(
        [program, *arguments],
        env=os.environ | secret,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        said = " ".join(done.stderr.split())
        if "already exists" in said:
            raise Trouble("The database in DATABASE_URL is not empty: name one that is.")
        if "version mismatch" in said:
            raise Trouble(
                f"{program} is not of the server's version: install the client programs that are ({said[:300]})."
            )
        raise Trouble(f"{program} failed: {said[:300]}")
