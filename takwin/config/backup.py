"""A site in one file: a compressed tar of the database, the blobs, the uploads and the keys, with a digest of each."""

import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from takwin import __version__
from takwin.config import postgres, site
from takwin.config.progress import note, steps
from takwin.config.trouble import Trouble

MANIFEST = "manifest.json"
SQLITE = "database.sqlite3"
POSTGRES = "database.dump"
KEPT = ("keys", "blobs", "uploads", "frameworks")
"""The folders of a site that a backup takes along."""
LEFT_OUT = ("blobs/discarded/", "uploads/desk-")
"""How names begin of what no backup takes along: it goes while one is made, and may be of somebody who erased their account. A device brings a
large file anew of which a part is lost."""
PREFIX = ".takwin-"
LEFT = 24 * 60 * 60
"""Seconds after which a folder that begins so is one that nobody needs any more."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a backup holds, and its size in bytes."""

    files: int
    size: int


class _Digesting(io.RawIOBase):
    """A stream that is read through, with the digest of what was read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self.digest.update(data)
        return data


def default_target(data: Path, now: datetime) -> Path:
    """A name that sorts by time."""
    folder = data / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"takwin-{now:%Y%m%d-%H%M%S}.tar.gz"


def snapshot(data: Path, folder: Path) -> Path:
    """The rows as of one moment, checked, in a file of `folder`. Raises Trouble."""
    if not site.on_sqlite():
        target = folder / POSTGRES
        postgres.dump(target)
        return target
    target = folder / SQLITE
    source = sqlite3.connect(f"{(data / site.DATABASE).resolve().as_uri()}?mode=rw", uri=True)  # never makes one
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        source.close()
        copy.close()
    check_database(target)
    return target


def check_database(path: Path) -> None:
    """Raises Trouble when an SQLite file is damaged."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as damage:
        verdict, orphan = str(damage), None
    finally:
        connection.close()
    if verdict != "ok" or orphan:
        raise Trouble(f"The database is damaged ({orphan[0] if orphan else verdict}): do not trust {path}.")


def hold(data: Path, aside: Path) -> None:
    """Give each blob that is there a second name, where it stays although the site discards it meanwhile. Where that cannot be (a disk
    that is full, or has no such names) the backup does without."""
    with suppress(OSError):
        for name, path in _within(data, "blobs"):
            target = aside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError, FileExistsError):
                target.hardlink_to(path)


def sweep(*folders: Path) -> None:
    """Take away what a backup left that was killed: names of blobs that the site has discarded since, a copy of the database."""
    for left in (each for folder in folders for each in folder.glob(f"{PREFIX}*")):
        with suppress(FileNotFoundError):  # another backup has just ended
            if time.time() - left.stat().st_mtime > LEFT:
                shutil.rmtree(left, ignore_errors=True)


def contents(data: Path, database: Path, aside: Path) -> Iterator[tuple[str, Path]]:
    """What a backup holds: (name inside, file); of blobs also those held aside."""
    yield database.name, database
    yield from sorted(
        {name: path for root in (data, aside) for kept in KEPT for name, path in _within(root, kept)}.items()
    )


def _within(root: Path, folder: str) -> Iterator[tuple[str, Path]]:
    for path in (root / folder).rglob("*"):
        name = path.relative_to(root).as_posix()
        if not name.startswith(LEFT_OUT) and not path.name.startswith(".new-") and path.is_file():
            yield name, path


def write(data: Path, target: Path) -> Written:
    """Write a backup of the site to `target`, whole or not at all. Raises Trouble or OSError."""
    if target.exists():
        raise Trouble(f"{target} exists already; a backup is never written over another.")
    if not target.parent.is_dir():
        raise Trouble(f"There is no folder {target.parent} to write the backup in.")
    beside = target.with_name(f".{target.name}.part")
    sweep(data, target.parent)
    try:
        with (
            tempfile.TemporaryDirectory(dir=target.parent, prefix=PREFIX) as folder,
            _aside(data, Path(folder)) as aside,
        ):
            note("Copying the database…")
            hold(data, aside)
            rows = snapshot(data, Path(folder))
            hold(data, aside)  # what came between
            wanted = list(contents(data, rows, aside))
            with beside.open("xb") as raw, tarfile.open(fileobj=raw, mode="w:gz", compresslevel=3) as archive:
                beside.chmod(0o600)
                digests: dict[str, str] = {}
                for name, path in steps("Files", wanted, len(wanted)):
                    has_come_whole = suppress(FileNotFoundError) if name.startswith("uploads/") else nullcontext()
                    with has_come_whole:
                        digests[name] = _add(archive, name, path)
                _add_manifest(archive, digests)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return Written(len(digests), target.stat().st_size)


@contextmanager
def _aside(data: Path, instead: Path) -> Iterator[Path]:
    """A folder on the disk of the blobs, while it is needed; where nothing can be written there, one that serves for nothing."""
    try:
        folder = tempfile.TemporaryDirectory(dir=data, prefix=PREFIX)
    except OSError:
        yield instead / "aside"
        return
    with folder as made:
        yield Path(made)


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str:
    with path.open("rb") as stream:
        through = _Digesting(stream)
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=stream), through)
    return through.digest.hexdigest()


def _add_manifest(archive: tarfile.TarFile, digests: dict[str, str]) -> None:
    told = {"format": 1, "takwin": __version__, "made": datetime.now(UTC).isoformat(), "files": digests}
    data = json.dumps(told, indent=1).encode()
    about = tarfile.TarInfo(MANIFEST)
    about.size = len(data)
    archive.addfile(about, io.BytesIO(data))
