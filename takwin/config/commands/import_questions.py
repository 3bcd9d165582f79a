"""Bring the questions of a file (GIFT, AIKEN, Cloze, Moodle XML) into a course folder as a new step, and say what was lost."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from takwin.config.progress import note
from takwin.config.trouble import Trouble
from takwin.config.wording import typed

if TYPE_CHECKING:
    from takwin.interop.question_importing import Place, QuestionsReport, Upload

NAMED = re.compile(r"([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)=(.+)")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The files, and where in the course they go."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="the file; several as LANGUAGE=FILE, one a language")
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help="the course folder, with course.yaml")
    parser.add_argument("--module", default="", metavar="ID", help="the module (default: the only one)")
    parser.add_argument("--step", default="", metavar="ID", help="id of the new step (default: made of its title)")
    parser.add_argument("--title", action="append", default=[], metavar="TEXT", help="title of the step, one a file")
    parser.add_argument("--language", default="", metavar="CODE", help="language of FILE (default: the original's)")
    parser.add_argument("--quiz", action="store_true", help="make a quiz that counts (default: practice)")
    parser.add_argument(
        "--format", default="", metavar="NAME", help="gift, aiken, cloze, moodle-xml (default: told by the file)"
    )
    parser.add_argument("--leave-out-wrong", action="store_true", help="take what is right, where the rest is wrong")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(options: argparse.Namespace) -> int:
    """Bring them in and print the report; it needs no site. Status 1 when nothing was brought in."""
    from takwin.interop.course_package import ImportRefused
    from takwin.interop.question_importing import QuestionsRefused, bring_in

    if not options.into.is_dir():
        raise Trouble(f"There is no folder {options.into}.")
    place = _place(options)
    try:
        report = bring_in(options.into, _uploads(options), place)
    except QuestionsRefused as refused:
        _print(refused.report, options.json)
        raise Trouble(str(refused.sentence)) from refused
    except ImportRefused as refused:
        raise Trouble(str(refused.sentence)) from refused
    _print(report, options.json)
    note(f"{report.questions} questions are in {options.into}, step {report.step}. {_next(options)}")
    return 0


def _next(options: argparse.Namespace) -> str:
    return f"Look at them with: {typed('check', None, str(options.into))}"


def _place(options: argparse.Namespace) -> "Place":
    from takwin.content.source import reader
    from takwin.interop.question_importing import Place
    from takwin.interop.question_shelf import QUESTION_FORMATS

    if options.format and options.format not in QUESTION_FORMATS:
        raise Trouble(f"There is no format {options.format}; there are {', '.join(QUESTION_FORMATS)}.")
    course, _ = reader.read(options.into)
    modules = [one.id for one in course.modules] if course else []
    if not options.module and len(modules) > 1:
        raise Trouble(f"Say with --module where the questions go: {', '.join(modules)}.")
    module = options.module or "".join(modules)
    return Place(module, options.step, options.quiz, options.format, options.leave_out_wrong)


def _uploads(options: argparse.Namespace) -> "list[Upload]":
    from takwin.content.source import reader
    from takwin.interop.question_importing import Upload

    course, _ = reader.read(options.into)
    usual = options.language or (course.languages[0] if course and course.languages else "")
    found: list[Upload] = []
    for at, word in enumerate(options.files):
        named = NAMED.fullmatch(word)
        path = Path(named[2] if named else word)
        if not path.is_file():
            raise Trouble(f"There is no file {path}.")
        language = named[1] if named else usual
        if language in {one.language for one in found}:
            raise Trouble(f"There are two files in “{language}”: write each as LANGUAGE=FILE.")
        title = options.title[at] if at < len(options.title) else ""
        found.append(Upload(language, path.name, path.read_bytes(), title))
    return found


def _print(report: "QuestionsReport", as_json: bool) -> None:
    from takwin.interop import question_reports

    told = question_reports.as_json(report)
    print(
        json.dumps(told, ensure_ascii=False, indent=1) if as_json else question_reports.as_text(report), file=sys.stdout
    )
