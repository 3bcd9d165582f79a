"""Bytes on disk: whole or absent."""

import os
from pathlib import Path
from typing import Any

import pytest

from takwin.files import store
from takwin.lib import digest


def test_kept_once_under_its_digest(tmp_path: Path) -> None:
    name, size = store.keep(tmp_path, b"bonjour")
    assert (name, size) == (digest.of_bytes(b"bonjour"), 7)
    first = store.place(tmp_path, name).stat().st_ino
    (tmp_path / "copy").write_bytes(b"bonjour")
    assert store.keep(tmp_path, tmp_path / "copy") == (name, 7)
    assert store.place(tmp_path, name).stat().st_ino == first


def test_what_is_discarded_while_it_comes_has_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_settle", lambda folder: [one.unlink() for one in folder.iterdir()])
    assert store.keep(tmp_path, b"bonjour") == (digest.of_bytes(b"bonjour"), 7)


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        store.keep(tmp_path, b"bonjour")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_piece_that_comes_twice_at_once_is_there_once(tmp_path: Path) -> None:
    place, name = tmp_path / "a", digest.of_bytes(b"bonjour")

    class Late(bytes):
        def __getitem__(self, part: Any) -> Any:  # when it has been seen how much is here
            assert store.grow(place, name, 7, 0, b"bon") == 3
            return super().__getitem__(part)

    assert store.grow(place, name, 7, 0, Late(b"bon")) == 3
    assert store.grow(place, name, 7, 3, b"jour") == 7
    assert place.read_bytes() == b"bonjour"


def test_pieces_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(range(256)) * 4096)
    assert b"".join(store.pieces(path)) == path.read_bytes()
    assert b"".join(store.pieces(path, 1000, 300_000)) == path.read_bytes()[1000:301_000]
