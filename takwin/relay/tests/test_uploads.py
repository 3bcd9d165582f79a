"""A file that goes up in parts: cut, sent twice, out of order, broken on a disk; it is whole in the end, or not there."""

import random
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.conf import settings

from takwin.files.queries import path as blob_path
from takwin.lib import digest
from takwin.relay.actions.files import bring, drop_all, keep_parts
from takwin.relay.models import Box
from takwin.relay.parcel import DAMAGED, Parcel, Part
from takwin.relay.refused import Refused

SIZE, PIECE = 1000, 300


@pytest.fixture
def box() -> Iterator[Box]:
    found = Box(pk=7)
    yield found
    drop_all(found)


def test_a_file_goes_on_where_its_last_part_ended(box: Box) -> None:
    data = random.Random(11).randbytes(SIZE)
    name = digest.of_bytes(data)
    (settings.DATA / "uploads").mkdir(exist_ok=True)

    def told(start: int, length: int = PIECE, said: bytes = data, size: int = SIZE) -> int:
        part = Part(name, size, start, length)
        opened = SimpleNamespace(parts=lambda: iter([(part, said[start : start + length])]))
        return keep_parts(box, cast(Parcel, opened))[name]

    assert told(PIECE) == 0, "a part before which one is missing is not kept"
    assert [told(0), told(0)] == [PIECE, PIECE], "the same again changes nothing"
    place = settings.DATA / "uploads" / f"relay-{box.pk}-{name}"
    place.write_bytes(data[:450])  # the machine went off while it wrote the second part
    assert told(0) == 450, "so much is there: the box goes on from here"
    assert told(2 * PIECE) == 450
    assert told(450) == 750
    assert told(2 * PIECE, 400) == SIZE, "a part that begins in what is there"
    assert not blob_path(name).exists(), "nobody finds it before its answer comes"
    bring(box, [name])
    assert blob_path(name).read_bytes() == data
    assert told(0) == SIZE, "nothing of it is asked for any more"
    blob_path(name).unlink()


def test_a_file_that_a_disk_broke_begins_again(box: Box, tmp_path: Path) -> None:
    data = random.Random(12).randbytes(SIZE)
    name = digest.of_bytes(data)
    (settings.DATA / "uploads").mkdir(exist_ok=True)

    def told(start: int, length: int, said: bytes = data, size: int = SIZE) -> Any:
        opened = SimpleNamespace(parts=lambda: iter([(Part(name, size, start, length), said[start : start + length])]))
        return keep_parts(box, cast(Parcel, opened))[name]

    assert told(0, 600, bytes(SIZE)) == 600
    assert told(600, 400) == 0, "it is not what it says to be"
    bring(box, [name])
    assert not blob_path(name).exists()
    assert told(0, SIZE) == SIZE
    with pytest.raises(Refused) as why:
        told(600, 500)
    assert why.value.sentence.message == DAMAGED
