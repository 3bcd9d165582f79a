"""Archives come in whole or not at all."""

import random
from pathlib import Path

import pytest

from takwin.lib.archive import ArchiveRefused, extract, open_archive
from takwin.lib.tests.hostile import GOOD, HOSTILE, tarred, zipped

MADE = {"tar.gz": tarred(GOOD), "tar": tarred(GOOD, packed=False), "zip": zipped(GOOD)}


@pytest.mark.parametrize("kind", MADE)
def test_reads_by_content_whatever_the_name(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "course.bin"
    path.write_bytes(MADE[kind])
    with open_archive(path) as archive:
        assert dict(archive) == GOOD
        assert archive.size("course/course.xml") == 9


def test_long_and_odd_names_survive() -> None:
    files = {"course/" + "d/" * 60 + "n" * 200: b"x", "asset-v1:x+y@block@ç ñ.srt": b"y"}
    for data in (tarred(files), zipped(files)):
        with open_archive(data) as archive:
            assert dict(archive) == files


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_is_refused_whole(name: str, tmp_path: Path) -> None:
    path = tmp_path / "in" / "course.tar.gz"
    path.parent.mkdir()
    path.write_bytes(HOSTILE[name]())
    with pytest.raises(ArchiveRefused) as refused:
        open_archive(path)
    assert str(refused.value.sentence).endswith(".")
    assert len(str(refused.value.sentence)) < 200
    assert [entry.name for entry in tmp_path.rglob("*")] == ["in", "course.tar.gz"]


def test_extracts_all(tmp_path: Path) -> None:
    with open_archive(MADE["zip"]) as archive:
        extract(archive, tmp_path / "out")
    assert (tmp_path / "out/course/static/é.txt").read_bytes() == GOOD["course/static/é.txt"]


def test_extracts_nothing_when_it_cannot_write_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_archive(MADE["tar.gz"]) as archive:
        monkeypatch.setattr(archive, "chunks", lambda name: iter([b"x"]) if name.endswith("xml") else 1 / 0)
        with pytest.raises(ZeroDivisionError):
            extract(archive, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_extracts_never_over_something(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with open_archive(MADE["tar"]) as archive, pytest.raises(FileExistsError):
        extract(archive, tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("kind", MADE)
def test_any_damage_is_refused_or_harmless(kind: str) -> None:
    chance = random.Random(7)
    for _ in range(300):
        data = bytearray(MADE[kind])
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            with open_archive(bytes(data)) as archive:
                dict(archive)
        except ArchiveRefused:
            continue
