"""PostgreSQL's own tools for backups, called with the address in DATABASE_URL."""

import os
import shutil
import subprocess
from pathlib import Path

from takwin.config.trouble import Trouble


def dump(target: Path) -> None:
    """Write all rows to a file. Raises Trouble."""
    _call("pg_dump", "--format=custom", "--no-owner", f"--file={target}", os.environ["DATABASE_URL"])


def bring_back(dumped: Path) -> None:
    """Fill an empty database from a file, whole or not at all. Raises Trouble."""
    url = os.environ["DATABASE_URL"]
    _call("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={url}", str(dumped))


def _call(program: str, *arguments: str) -> None:
    if not shutil.which(program):
        raise Trouble(f"{program} is needed for this: install the client programs of PostgreSQL (postgresql-client).")
    done = subprocess.run(
        [program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
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
