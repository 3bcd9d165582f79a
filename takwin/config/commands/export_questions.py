"""Write the questions of a course folder into a file for another system, and say what its format cannot hold."""

import argparse
import json
from pathlib import Path

from takwin.config.progress import note
from takwin.config.trouble import Trouble


def arguments(parser: argparse.ArgumentParser) -> None:
    """The course, the format, the language."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder with course.yaml")
    parser.add_argument("--format", required=True, metavar="NAME", help="gift, aiken, cloze, moodle-xml")
    parser.add_argument("--language", default="", metavar="CODE", help="the language (default: the original)")
    parser.add_argument("--step", default="", metavar="MODULE/STEP", help="one step only")
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="the file to write (default: COURSE.LANGUAGE.FORMAT here)"
    )
    parser.add_argument("--json", action="store_true", help="print what was kept, changed and lost as JSON")


def run(options: argparse.Namespace) -> int:
    """Write the file and print the report; it needs no site. A file that is there already is left alone."""
    from takwin.interop import question_reports
    from takwin.interop.course_package import ImportRefused
    from takwin.interop.question_exporting import from_folder
    from takwin.interop.question_shelf import QUESTION_FORMATS

    if not options.folder.is_dir():
        raise Trouble(f"There is no folder {options.folder}.")
    if options.format not in QUESTION_FORMATS:
        raise Trouble(f"There is no format {options.format}; there are {', '.join(QUESTION_FORMATS)}.")
    try:
        done = from_folder(options.folder, options.format, options.language, options.step)
    except ImportRefused as refused:
        raise Trouble(str(refused.sentence)) from refused
    told = question_reports.exported_json(done)
    print(json.dumps(told, ensure_ascii=False, indent=1) if options.json else question_reports.exported_text(done))
    if not done.questions:
        raise Trouble("The format can hold none of these questions; nothing was written.")
    file = options.to or Path(done.name)
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(done.written.text)
    except FileExistsError:
        raise Trouble(f"{file} exists already; name another file with --to.") from None
    note(f"{done.questions} questions are in {file}.")
    return 0
