"""What lies in a course folder, and its text files read safely: no links, no giants, only UTF-8."""

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from takwin.content.source.course import Media
from takwin.content.source.problems import Problem, problem

LARGEST_TEXT = 400_000
"""Bytes of one text file. A step of 400 kB would be a book."""
LARGEST_MEDIUM = 500_000_000
MOST_FILES = 5_000
ODD = re.compile("[\x00-\x08\x0b-\x1f\ue000\ue001]")
"""Control characters, and those that mark gaps while a question is compiled; no author needs them."""


def listing(folder: Path) -> dict[str, Path]:
    """Every file by its path from the folder, sorted; hidden ones and links left out, at most MOST_FILES."""
    found: dict[str, Path] = {}
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for path in (Path(here) / name for name in names if not name.startswith(".")):
            if len(found) < MOST_FILES and path.is_file() and not path.is_symlink():
                found[unicodedata.normalize("NFC", path.relative_to(folder).as_posix())] = path
    return dict(sorted(found.items()))


def media(folder: Path) -> Media:
    """The files that the texts may point at: everything that is neither `course.yaml`, `supervision.yaml` nor a step."""
    return {name: path for name, path in listing(folder).items() if not _is_text(name)}


def _is_text(path: str) -> bool:
    return path in {"course.yaml", "supervision.yaml"} or (path.endswith(".md") and not path.startswith("media/"))


def read_text(folder: Path, name: str) -> tuple[str | None, list[Problem]]:
    """A text file with "\\n" line ends and no byte order mark; None and the reasons when it cannot be read."""
    path = folder / name
    try:
        if path.resolve() != folder.resolve() / name or not path.is_file():
            return None, [problem("file-missing", name, 1)]
        if path.stat().st_size > LARGEST_TEXT:
            return None, [problem("file-large", name, 1, kilobytes=LARGEST_TEXT // 1000)]
        data = path.read_bytes()
    except (OSError, ValueError):
        return None, [problem("file-missing", name, 1)]
    return decode(data, name)


def decode(data: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """The words in bytes that must be UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as mistake:
        return None, [problem("file-encoding", name, data[: mistake.start].count(b"\n") + 1)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, [problem("character", name, line, code=code) for line, code in _odd(text)]


def _odd(text: str) -> Iterator[tuple[int, str]]:
    """Line and code of control characters and of our own placeholders, once a line."""
    for number, line in enumerate(text.split("\n"), 1) if ODD.search(text) else ():
        if odd := ODD.search(line):
            yield number, f"U+{ord(odd[0]):04X}"
