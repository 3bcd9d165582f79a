"""List the frameworks that courses may name; write one for other systems, or bring one in (CASE 1.1; 1.0 is read too).

Whatever a package says that a framework cannot hold is told, place by place. A framework that was brought in belongs to the site."""

import argparse
import json
from pathlib import Path

from takwin.config import site
from takwin.config.trouble import Trouble
from takwin.config.wording import counted


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is to be done with which framework."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--export", metavar="ID", help="write a framework as a CASE 1.1 package")
    what.add_argument("--import", dest="bring", type=Path, metavar="FILE", help="bring a CASE package in")
    parser.add_argument("--to", type=Path, metavar="FILE", help="with --export: the file (default: ID.case.json here)")
    parser.add_argument(
        "--id", default="", metavar="ID", help="with --import: what courses call it, such as maths-2026"
    )


def run(options: argparse.Namespace) -> int:
    """Do it, or list what is there."""
    site.must_be_there(options.data)
    site.load(options.data)
    from takwin.frameworks import tree

    if options.export:
        print(export(options.export, options.to or Path(f"{options.export}.case.json")))
    elif options.bring:
        print(bring_in(options.bring, options.id, options.data / "frameworks"))
    else:
        for one in map(tree.framework, tree.ids()):
            working = " (working: not yet compared with the official text)" if one.status == "working" else ""
            print(f"{one.id}: {tree.worded(one.title, 'en')}, {counted(len(one.items), 'item')}{working}")
    return 0


def export(name: str, file: Path) -> str:
    """Write a framework; says where. Raises Trouble."""
    from django.conf import settings

    from takwin.frameworks import case, tree

    if name not in tree.ids():
        raise Trouble(f"There is no framework {name}; there are {', '.join(tree.ids())}.")
    package = json.dumps(case.package(tree.framework(name), settings.BASE_URL), ensure_ascii=False, indent=1)
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(package + "\n")
    except FileExistsError:
        raise Trouble(f"{file} exists already; name another file with --to.") from None
    return f"{name} is in {file}."


def bring_in(file: Path, name: str, place: Path) -> str:
    """Keep the framework of a package among those of the site; says what was lost. Raises Trouble."""
    from takwin.frameworks import case, keeping

    if not file.is_file():
        raise Trouble(f"There is no file {file}.")
    try:
        kept = keeping.keep(file.read_bytes(), name, place)
    except case.NotCase as refused:
        raise Trouble(f"{file}: {refused.sentence}") from refused
    except keeping.NotKept as refused:
        raise Trouble(str(refused.sentence)) from refused
    for loss in kept.losses:
        print(loss)
    one = kept.framework
    return f"{one.id}: {counted(len(one.items), 'item')}, {counted(len(kept.losses), 'loss', 'losses')} (above)."
