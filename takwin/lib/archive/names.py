"""Names of members: relative, plain, and one thing each."""

import re
import unicodedata
from pathlib import PurePosixPath

from takwin.lib.archive.limits import MAX_NAME, MAX_PART, refused
from takwin.lib.text import N_

_DRIVE = re.compile(r"[A-Za-z]:(/|$)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def safe(raw: str) -> str:
    """The member's path with single slashes and no `.` parts. Raises ArchiveRefused for any path that could lead outside."""
    shown = shown_name(raw)
    if any("\ud800" <= character <= "\udfff" for character in raw):
        raise refused(N_("The archive holds a name that is not valid text: %(name)s."), name=shown)
    if _CONTROL.search(raw) or "\\" in raw:
        raise refused(N_("The archive holds a name with a forbidden character: %(name)s."), name=shown)
    if raw.startswith("/") or _DRIVE.match(raw):
        raise refused(N_("The archive holds an absolute path: %(name)s."), name=shown)
    parts = [part for part in raw.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise refused(N_("The archive holds a path that leads outside: %(name)s."), name=shown)
    if len(raw) > MAX_NAME or any(len(part.encode()) > MAX_PART for part in parts):
        raise refused(N_("The archive holds a name that is too long: %(name)s."), name=shown)
    return "/".join(parts)


_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])(\.|$)", re.IGNORECASE)
LONGEST = 200
"""Bytes of a name that we give: with a number behind it, any file system holds it."""


def plain(raw: str) -> str:
    """A name that every system takes for one file in one folder, as near to `raw` as can be; its ending stays when it is cut."""
    seen = "".join(sign if sign.isprintable() and sign not in _FORBIDDEN else "_" for sign in raw).strip(" .") or "_"
    named = f"_{seen}" if _DEVICE.match(seen) else seen
    ending = PurePosixPath(named).suffix if len(PurePosixPath(named).suffix.encode()) <= 20 else ""
    stem = named.removesuffix(ending).encode()[: LONGEST - len(ending.encode())]
    return stem.decode(errors="ignore").rstrip(" .") + ending


def unlike(path: str, taken: set[str]) -> str:
    """The path, with a number before its ending where `taken` has it already, in whatever letters; it is taken from then on."""
    whole, number = PurePosixPath(path), 1
    while (key := unicodedata.normalize("NFC", path).casefold()) in taken:
        number += 1
        path = str(whole.with_name(f"{whole.stem}-{number}{whole.suffix}"))
    taken.add(key)
    return path


def shown_name(raw: str) -> str:
    """A name as it may stand in a sentence: short, printable."""
    plain = "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in raw)
    return plain if len(plain) <= 80 else plain[:79] + "…"


def refuse_clashes(files: set[str], folders: list[str]) -> None:
    """Raise ArchiveRefused when a file has the name of a folder."""
    used_as_folder = {name[:at] for name in files for at in range(len(name)) if name[at] == "/"} | set(folders)
    if both := sorted(files & used_as_folder):
        raise refused(N_("The archive uses one name for a file and for a folder: %(name)s."), name=shown_name(both[0]))
