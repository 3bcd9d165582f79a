"""Read a course folder and say everything that is wrong or weak in it, with file and line."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from takwin import __version__
from takwin.config.trouble import Trouble
from takwin.config.wording import counted

if TYPE_CHECKING:
    from takwin.content.check import Checked

FORMATS = ("text", "json", "sarif")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The course, and how to tell about it."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder with course.yaml")
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="text for people (default), json or sarif for programs"
    )
    parser.add_argument("--links", action="store_true", help="ask sites outside whether the pages linked to are there")
    parser.add_argument("--strict", action="store_true", help="fail for warnings too")


def run(options: argparse.Namespace) -> int:
    """Check; errors make it fail, warnings only where one is strict, advice never."""
    from takwin.content.check import check
    from takwin.content.report import as_json
    from takwin.content.sarif import as_sarif
    from takwin.content.source.problems import at_level
    from takwin.frameworks import tree
    from takwin.lib.outside import ask

    if not options.folder.is_dir():
        raise Trouble(f"There is no folder {options.folder}.")
    tree.also(options.data / "frameworks")
    checked = check(options.folder, ask if options.links else None)
    if options.format == "text":
        _tell(checked, options.folder)
    elif options.format == "json":
        print(json.dumps(as_json(checked), ensure_ascii=False, indent=2))
    else:
        print(json.dumps(as_sarif(checked, options.folder, __version__), ensure_ascii=False, indent=2))
    strict = options.strict and bool(at_level(checked.problems, "warning"))
    return 0 if checked.publishable and not strict else 1


def _tell(checked: "Checked", folder: Path) -> None:
    from takwin.content.remarks import noted

    for problem in checked.problems:
        print(problem)
    if checked.accepted:
        print("Accepted, with a reason:")
    for problem in checked.accepted:
        print(f"{problem}\n  Reason: {problem.accepted}")
    for remark in noted(checked):
        print(f"note: {remark}")
    print(f"{folder} {'can' if checked.publishable else 'cannot'} be published: {_summed(checked)}.")


def _summed(checked: "Checked") -> str:
    from takwin.content.source.problems import at_level

    numbers = {level: len(at_level(checked.problems, level)) for level in ("error", "warning", "advice")}
    advice = f", {counted(numbers['advice'], 'piece of advice', 'pieces of advice')}" if numbers["advice"] else ""
    accepted = f", {len(checked.accepted)} accepted" if checked.accepted else ""
    return f"{counted(numbers['error'], 'error')}, {counted(numbers['warning'], 'warning')}{advice}{accepted}"
