"""Write the whole site into one file: rows, files and keys. The site may go on running."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from takwin.config import backup, site
from takwin.config.wording import counted


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write."""
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="the file to write (default: a dated one in DIR/backups)"
    )


def run(options: argparse.Namespace) -> int:
    """Write the backup and say where it is."""
    site.enter(options.data)
    target = options.to or backup.default_target(options.data, datetime.now(UTC))
    made = backup.write(options.data, target)
    print(
        f"{target}: {counted(made.files, 'file')}, {made.size / 1e6:.1f} MB. It holds the keys of the site: keep it as safe as the site."
    )
    return 0
