"""Bring in a course that another platform exported, as course source, and say what was lost."""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from takwin.config import site
from takwin.config.commands import publish as publishing
from takwin.config.folders import parents
from takwin.config.progress import note
from takwin.config.trouble import Trouble
from takwin.config.wording import typed

if TYPE_CHECKING:
    from takwin.interop.importing import ImportReport


def arguments(parser: argparse.ArgumentParser) -> None:
    """The export, where its source goes, and whether it is published at once."""
    parser.add_argument("file", type=Path, metavar="FILE", help="an Open edX export (.tar.gz)")
    parser.add_argument("--into", type=Path, metavar="DIR", help="the course folder to write (default: ./COURSE-ID)")
    parser.add_argument("--json", action="store_true", help="print what was kept, changed and lost as JSON")
    parser.add_argument("--publish", action="store_true", help="publish the course at once, unless it has errors")
    parser.add_argument("--by", metavar="NAME", help="with --publish: sign-in name of the author")


def run(options: argparse.Namespace) -> int:
    """Import, and print the report. It needs no site unless it publishes."""
    if not options.file.is_file():
        raise Trouble(f"There is no file {options.file}.")
    if options.by and not options.publish:
        raise Trouble("--by says who publishes: it goes with --publish.")
    if options.publish:
        site.enter(options.data)
        publishing.person(options.by or "")
    report, folder = bring_in(options.file, options.into)
    from takwin.interop import importing

    print(
        json.dumps(importing.as_json(report), ensure_ascii=False, indent=1)
        if options.json
        else importing.as_text(report)
    )
    if not options.publish:
        note(f"{report.course} is in {folder}. Look at it with: {typed('check', None, str(folder))}")
        return 0
    note(f"{report.course} is in {folder}.")
    print(publishing.publish(folder, options.by or ""), file=sys.stderr if options.json else sys.stdout)
    return 0


def bring_in(file: Path, into: Path | None) -> "tuple[ImportReport, Path]":
    """Write the source of the course in an export, whole or not at all; the report and the folder. Raises Trouble, OSError."""
    from takwin.interop import importing
    from takwin.interop.course_package import ImportRefused

    with (
        parents((into or Path("x")).absolute()) as parent,
        tempfile.TemporaryDirectory(dir=parent, prefix=".takwin-") as beside,
    ):
        try:
            report = importing.import_archive(file, Path(beside) / "course")
        except ImportRefused as refused:
            raise Trouble(f"{file}: {refused.sentence}") from refused
        folder = into or Path(report.course)
        settle(report.folder, folder)
    return report, folder


def settle(made: Path, folder: Path) -> None:
    """Move the finished source to its place, which must be free. Raises Trouble."""
    if folder.exists():
        if not folder.is_dir() or any(folder.iterdir()):
            raise Trouble(f"{folder} exists already; name another folder with --into.")
        folder.rmdir()
    shutil.move(made, folder)
