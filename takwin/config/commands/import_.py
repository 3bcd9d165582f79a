"""Bring in a course that another platform exported, as course source, and say what was lost."""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from takwin.config.progress import note
from takwin.config.trouble import Trouble


def arguments(parser: argparse.ArgumentParser) -> None:
    """The export and where its source goes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="an Open edX export (.tar.gz)")
    parser.add_argument("--into", type=Path, metavar="DIR", help="the course folder to write (default: ./COURSE-ID)")
    parser.add_argument("--json", action="store_true", help="print what was kept, changed and lost as JSON")


def run(options: argparse.Namespace) -> int:
    """Import, and print the report. It needs no site."""
    from takwin.interop import importing
    from takwin.interop.course_package import ImportRefused

    if not options.file.is_file():
        raise Trouble(f"There is no file {options.file}.")
    with tempfile.TemporaryDirectory(dir=(options.into or Path("x")).absolute().parent, prefix=".takwin-") as beside:
        try:
            report = importing.import_archive(options.file, Path(beside) / "course")
        except ImportRefused as refused:
            raise Trouble(f"{options.file}: {refused.sentence}") from refused
        folder = options.into or Path(report.course)
        settle(report.folder, folder)
    if options.json:
        print(json.dumps(importing.as_json(report), ensure_ascii=False, indent=1))
    else:
        print(importing.as_text(report))
    note(f"{report.course} is in {folder}. Look at it with: takwin check {folder}")
    return 0


def settle(made: Path, folder: Path) -> None:
    """Move the finished source to its place, which must be free. Raises Trouble."""
    if folder.exists():
        if not folder.is_dir() or any(folder.iterdir()):
            raise Trouble(f"{folder} exists already; name another folder with --into.")
        folder.rmdir()
    shutil.move(made, folder)
