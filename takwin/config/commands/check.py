"""Read a course folder and say everything that is wrong or weak in it, with file and line."""

import argparse
from pathlib import Path

from takwin.config.trouble import Trouble
from takwin.config.wording import counted


def arguments(parser: argparse.ArgumentParser) -> None:
    """The course."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder with course.yaml")


def run(options: argparse.Namespace) -> int:
    """Check; errors make it fail, warnings do not."""
    from takwin.content.check import check
    from takwin.content.source.problems import errors

    if not options.folder.is_dir():
        raise Trouble(f"There is no folder {options.folder}.")
    checked = check(options.folder)
    for problem in checked.problems:
        print(problem)
    wrong = len(errors(checked.problems))
    told = f"{counted(wrong, 'error')}, {counted(len(checked.problems) - wrong, 'warning')}."
    if not checked.publishable:
        print(f"{options.folder} cannot be published: {told}")
        return 1
    print(f"{options.folder} can be published: {told}")
    return 0
