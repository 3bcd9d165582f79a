"""A backup is whole although the site goes on meanwhile."""

import os
import sqlite3
import tarfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from takwin.config import backup


def test_what_is_discarded_while_it_is_made_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    data, file = tmp_path / "site", tmp_path / "backup.tar.gz"
    blob = data / "blobs" / "ab" / "abcdef"
    blob.parent.mkdir(parents=True)
    blob.write_bytes(b"a draft")
    erased = data / "blobs" / "discarded" / "cd" / "cdef"  # of somebody who has just erased their account
    begun, sent, waits = (data / "uploads" / name for name in ("desk-her-cd", "relay-1-cd", "relay-1-ef"))
    for other in (erased, begun, sent, waits):
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_bytes(b"a part")
    killed = data / ".takwin-killed"  # by a power cut, two days ago
    killed.mkdir()
    os.utime(killed, (time.time() - 2 * backup.LEFT,) * 2)
    with closing(sqlite3.connect(data / "takwin.sqlite3")) as rows:
        rows.execute("CREATE TABLE files_blob (digest)")
    monkeypatch.setattr(
        backup, "check_database", lambda _: blob.unlink()
    )  # its author replaces it after the rows were read
    add = backup._add

    def meanwhile(archive: tarfile.TarFile, name: str, path: Path) -> str:
        sent.unlink(missing_ok=True)  # the last piece of it came
        return add(archive, name, path)

    monkeypatch.setattr(backup, "_add", meanwhile)
    assert backup.write(data, file).files == 3
    with tarfile.open(file) as archive:
        assert archive.getnames() == [backup.SQLITE, "blobs/ab/abcdef", "uploads/relay-1-ef", backup.MANIFEST]
        held = archive.extractfile("blobs/ab/abcdef")
        assert held
        assert held.read() == b"a draft"
    assert sorted(path.name for path in data.iterdir()) == ["blobs", "takwin.sqlite3", "uploads"]
