"""`python -m bench.grown` builds the grown site once, in var/bench-data. A second call finds it there, and brings its tables to this
version if need be."""

import argparse
import os
import sys
from pathlib import Path

from bench.grown import built
from bench.grown.size import FULL, Size


def main() -> int:
    """The exit status is 1 when the disk lacks room."""
    asked = argparse.ArgumentParser(prog="python -m bench.grown", description=__doc__)
    asked.add_argument("--into", type=Path, default=built.PLACE, metavar="DIR", help="default: %(default)s")
    asked.add_argument("--accounts", type=int, default=FULL.accounts, metavar="N", help="default: %(default)s")
    asked.add_argument("--statements", type=int, default=FULL.statements, metavar="N", help="default: %(default)s")
    asked.add_argument(
        "--copies", type=int, default=5, metavar="N", help="courses besides the sample course (default: 5)"
    )
    options = asked.parse_args()
    os.environ.pop("DATABASE_URL", None)  # a grown site is made on SQLite
    size = Size(options.accounts, options.statements)
    if known := built.size(options.into):
        built.renew(options.into)
        print(f"{options.into} is there: {known}. To build it again, remove the folder.")
        return 0
    if lacking := built.lacking(options.into, size):
        print(lacking, file=sys.stderr)
        return 1
    print(f"{options.into} is ready: {built.build(options.into, size, options.copies)}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
