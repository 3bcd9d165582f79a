"""List the frameworks that courses may name; write one for other systems, or bring one in (CASE 1.1; 1.0 is read too).

Whatever a package says that a framework cannot hold is told, place by place. A framework that was brought in belongs to the site."""

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from takwin.config import site
from takwin.config.progress import note
from takwin.config.trouble import Trouble
from takwin.config.wording import counted

if TYPE_CHECKING:
    from takwin.frameworks.tree import Framework

NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")
CODE = re.compile(r"[\w.-]{1,60}")
"""What a code must look like to stand in an address and in a course's list of claims."""


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
    from takwin.frameworks import case, tree

    if not file.is_file():
        raise Trouble(f"There is no file {file}.")
    try:
        read = case.read(file.read_bytes())
    except case.NotCase as refused:
        raise Trouble(f"{file}: {refused.sentence}") from refused
    one = renamed(read.framework, name or read.framework.id)
    _refuse(one, place)
    for loss in read.losses:
        print(loss)
    written = place / one.id / "framework.json"
    written.parent.mkdir(parents=True, exist_ok=True)
    beside = written.with_suffix(".new")
    beside.write_text(json.dumps(tree.as_json(one), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    beside.replace(written)
    tree.also(place)
    note("A site that is being served knows it after the next start.")
    return f"{one.id}: {counted(len(one.items), 'item')}, {counted(len(read.losses), 'loss', 'losses')} (above)."


def renamed(one: "Framework", name: str) -> "Framework":
    """The framework under another id, with all that names its items. Raises Trouble."""
    from dataclasses import replace

    if not NAME.fullmatch(name):
        raise Trouble(f"“{name}” cannot be the id of a framework: write small letters, digits and hyphens with --id.")
    if odd := next((code for code in one.items if not CODE.fullmatch(code)), None):
        raise Trouble(f"The code “{odd}” cannot stand in an address: a code has letters, digits, points and hyphens.")
    links = tuple(
        {**link, **{end: f"{name}/{link[end].partition('/')[2]}" for end in ("from", "to") if _own(one, link[end])}}
        for link in one.links
    )
    items = {code: replace(item, framework=name) for code, item in one.items.items()}
    return replace(one, id=name, items=items, links=links)


def _own(one: "Framework", item: str) -> bool:
    return item.partition("/")[0] == one.id


def _refuse(one: "Framework", place: Path) -> None:
    """Raises Trouble where the program has a framework of that id, or one of the site would lose items that courses may name."""
    from takwin.frameworks import tree

    if (tree.DATA / one.id).is_dir():
        raise Trouble(f"{one.id} is a framework of the program: give another id with --id.")
    if (place / one.id / "framework.json").is_file():
        gone = [code for code in tree.framework(one.id).items if code not in one.items]
        if gone:
            raise Trouble(
                f"{one.id} is here already, and {gone[0]} is missing in this file: codes stay. Give it another id."
            )
