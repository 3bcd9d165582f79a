"""Bring a site back from a backup: every file checked before anything takes its place."""

import json
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from takwin.config import backup, folders, postgres, site
from takwin.config.progress import note, steps
from takwin.config.trouble import Trouble
from takwin.lib import digest

DAMAGED = "{file} is not a whole backup: {why}. Try another one."


@dataclass(frozen=True, slots=True)
class Restored:
    """When the backup was made, how many files it held, and how many changes of tables it lacks."""

    made: str
    files: int
    waiting: int


def restore(file: Path, data: Path) -> Restored:
    """Fill an empty folder from a backup; nothing stays there if anything is wrong. Raises Trouble or OSError."""
    if not file.is_file():
        raise Trouble(f"There is no file {file}.")
    with folders.empty_folder(data):
        inside = data / ".restoring"
        inside.mkdir(mode=0o700)
        note("Unpacking…")
        _unpack(file, inside)
        manifest = _checked(file, inside)
        _settle(inside, data)
        site.load(data)
        return Restored(manifest["made"], len(manifest["files"]), _sound(file))


def _unpack(file: Path, inside: Path) -> None:
    try:
        with tarfile.open(file, "r:gz") as archive:
            for member in archive:
                path = PurePosixPath(member.name)
                known = path.parts[0] in backup.KEPT or member.name in {backup.MANIFEST, backup.SQLITE, backup.POSTGRES}
                if not member.isreg() or not known or ".." in path.parts:
                    raise Trouble(DAMAGED.format(file=file, why=f"{member.name} does not belong in one"))
                target = inside / path
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                source = archive.extractfile(member)
                with target.open("xb") as stream:
                    if source:
                        shutil.copyfileobj(source, stream)
                target.chmod(0o600 if path.parts[0] == "keys" else 0o644)
    except (tarfile.TarError, EOFError, ValueError) as damage:
        raise Trouble(DAMAGED.format(file=file, why=str(damage) or "it ends too early")) from damage


def _checked(file: Path, inside: Path) -> dict[str, Any]:
    """The manifest, when everything is as it says."""
    try:
        manifest: dict[str, Any] = json.loads((inside / backup.MANIFEST).read_text("utf-8"))
        wanted: dict[str, str] = manifest["files"]
    except (OSError, ValueError, KeyError) as damage:
        raise Trouble(DAMAGED.format(file=file, why="its list of contents is missing")) from damage
    found = {path.relative_to(inside).as_posix() for path in inside.rglob("*") if path.is_file()} - {backup.MANIFEST}
    if missing := wanted.keys() ^ found:
        raise Trouble(DAMAGED.format(file=file, why=f"{min(missing)} is missing or too much"))
    for name in steps("Checking", wanted, len(wanted)):
        if digest.of_file(inside / name) != wanted[name]:
            raise Trouble(DAMAGED.format(file=file, why=f"{name} is damaged"))
    return manifest


def _settle(inside: Path, data: Path) -> None:
    """Put everything where a site has it."""
    sqlite, dumped = inside / backup.SQLITE, inside / backup.POSTGRES
    if sqlite.exists() != site.on_sqlite():
        kind = "SQLite" if sqlite.exists() else "PostgreSQL"
        raise Trouble(f"This backup is of a site on {kind}: {'leave out' if sqlite.exists() else 'set'} DATABASE_URL.")
    if dumped.exists():
        postgres.bring_back(dumped)
        dumped.unlink()
    else:
        backup.check_database(sqlite)
        sqlite.chmod(0o640)
        sqlite.replace(data / site.DATABASE)
    for name, mode in site.FOLDERS.items():
        (inside / name).mkdir(exist_ok=True)
        (inside / name).chmod(mode)
        (inside / name).replace(data / name)
    shutil.rmtree(inside)


def _sound(file: Path) -> int:
    """Every blob the rows speak of is there, but for media that a box has left at its parent; returns how many changes of tables are waiting."""
    from takwin.relay.queries import missing

    waiting = site.waiting_migrations()
    if not waiting:
        for name in missing():
            raise Trouble(DAMAGED.format(file=file, why=f"the file {name} is missing"))
    return waiting
