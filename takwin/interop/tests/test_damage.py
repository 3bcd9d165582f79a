"""Whatever happens to an export on its way, it is imported or refused: no other error, nothing left behind."""

import random
from pathlib import Path

import pytest

from takwin.interop.course_package import ImportRefused
from takwin.interop.formats.olx.tests.packing import files, packed, problems_of, read
from takwin.interop.importing import import_archive
from takwin.lib.archive import ArchiveRefused

PIECES = (
    b"<",
    b">",
    b"&",
    b"&x;",
    b"\x00",
    b"\xff",
    b"<!DOCTYPE a>",
    b'"',
    b"$x",
    b"</p>",
    b"<problem/>",
    b"\xc3",
    b"{}",
    b":::",
    b"]]>",
    b"-1",
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them dropped, swapped, doubled or replaced."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        at, end = sorted(chance.choices(range(len(found) + 1), k=2))
        end = min(end, at + chance.choice((1, 4, 40)))
        found[at:end] = chance.choice((b"", found[at:end][::-1], found[at:end] * 2, chance.choice(PIECES)))
    return bytes(found)


@pytest.mark.parametrize("seed", range(12))
def test_damaged_files(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    good = {**files("lesson")}
    for number in range(12):
        names = chance.sample(sorted(good), 3)
        bad = {**good, **{name: damaged(good[name], chance) for name in names if not name.endswith(".png")}}
        try:
            package = read(packed(bad))
        except ImportRefused:
            continue
        assert problems_of(package, tmp_path / str(number)) == [], names


@pytest.mark.parametrize("seed", range(4))
def test_missing_and_exchanged_files(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    for number in range(12):
        bad = {name: data for name, data in files("lesson").items() if chance.random() < 0.8}
        one, other = chance.sample(sorted(bad), 2)
        bad[one], bad[other] = bad[other], bad[one]
        try:
            package = read(packed(bad)) if "course/course.xml" in bad else None
        except ImportRefused:
            continue
        assert package is None or problems_of(package, tmp_path / str(number)) == [], (one, other)


@pytest.mark.parametrize("seed", range(4))
def test_damaged_archives(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    good = packed(files("lesson"))
    for _ in range(60):
        bad = damaged(good, chance) if chance.random() < 0.8 else good[: chance.randrange(len(good))]
        try:
            read(bad)
        except (ArchiveRefused, ImportRefused):
            with pytest.raises(ImportRefused):
                import_archive(bad, tmp_path / "course")
        assert list(tmp_path.iterdir()) == []
