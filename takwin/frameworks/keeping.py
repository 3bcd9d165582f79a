"""A framework that a site brings in: what it may be called, which codes must stay, and the file that keeps it."""

import json
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from takwin.frameworks import case, tree
from takwin.frameworks.case.losses import Loss
from takwin.frameworks.tree import Framework
from takwin.lib.text import N_, Sentence

NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")
CODE = re.compile(r"[\w.-]{1,60}")
"""What a code must look like to stand in an address and in a course's list of claims."""
WRONG_NAME = N_("“%(name)s” cannot be the id of a framework: write small letters, digits and hyphens.")
WRONG_CODE = N_("The code “%(code)s” cannot stand in an address: a code has letters, digits, points and hyphens.")
OURS = N_("%(name)s is a framework of the program: give another id.")
GONE = N_("%(name)s is here already, and %(code)s is missing in this file: codes stay. Give it another id.")


class NotKept(ValueError):
    """The framework is refused; the sentence says why."""

    def __init__(self, message: str, **values: Any) -> None:
        self.sentence = Sentence(message, values)
        super().__init__(str(self.sentence))


@dataclass(frozen=True, slots=True)
class Kept:
    """A framework that is here now, and what of its package it could not hold."""

    framework: Framework
    losses: tuple[Loss, ...]


def keep(data: bytes, name: str, place: Path) -> Kept:
    """The framework of a CASE package among those of the site, in a folder of its own below `place`; `name` is its id, "" for the one it
    has. Raises NotCase, NotKept, OSError."""
    read = case.read(data)
    one = renamed(read.framework, name or read.framework.id)
    _refuse(one, place)
    written = place / one.id / "framework.json"
    written.parent.mkdir(parents=True, exist_ok=True)
    beside = written.with_suffix(".new")
    beside.write_text(json.dumps(tree.as_json(one), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    beside.replace(written)
    os.utime(place)
    tree.also(place)
    return Kept(one, tuple(read.losses))


def renamed(one: Framework, name: str) -> Framework:
    """The framework under another id, with all that names its items. Raises NotKept."""
    if not NAME.fullmatch(name):
        raise NotKept(WRONG_NAME, name=name[:60])
    if odd := next((code for code in one.items if not CODE.fullmatch(code)), None):
        raise NotKept(WRONG_CODE, code=odd[:60])
    links = tuple(
        {**link, **{end: f"{name}/{link[end].partition('/')[2]}" for end in ("from", "to") if _own(one, link[end])}}
        for link in one.links
    )
    items = {code: replace(item, framework=name) for code, item in one.items.items()}
    return replace(one, id=name, items=items, links=links)


def _own(one: Framework, item: str) -> bool:
    return item.partition("/")[0] == one.id


def _refuse(one: Framework, place: Path) -> None:
    """Where the program has a framework of that id, or one of the site would lose items that courses may name."""
    if (tree.DATA / one.id).is_dir():
        raise NotKept(OURS, name=one.id)
    if (place / one.id / "framework.json").is_file():
        gone = [code for code in tree.framework(one.id).items if code not in one.items]
        if gone:
            raise NotKept(GONE, name=one.id, code=gone[0])
