"""Media of courses come to a box by stick, by network, or by halves: packs that were made without them go, and what is lost is told."""

import os
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.utils import timezone

from takwin.content.models import Media, Release
from takwin.desk.models import Pack
from takwin.desk.tests.builders import sample
from takwin.files import actions as files
from takwin.files.queries import path as blob_path
from takwin.lib import digest
from takwin.relay import queries
from takwin.relay.actions.settling import settle
from takwin.relay.models import Home
from takwin.relay.parcel import Parcel
from takwin.relay.refused import Refused

FILES = {f"media/{name}": name.encode() * 9 for name in ("one.mp4", "two.mp4", "voice.mp3", "plan.png")}
NAMES = {path: digest.of_bytes(data) for path, data in FILES.items()}
ONE, TWO, VOICE, PICTURE = NAMES.values()
BY_NAME = dict(zip(NAMES.values(), FILES.values(), strict=True))
FUTURE = (timezone.now() + timedelta(days=400)).timestamp()


@pytest.fixture
def home(db: None) -> Home:
    return Home.objects.create(address="", public="p", sealing="s", centre=1, names={}, joined=timezone.now())


@pytest.fixture
def release(home: Home) -> Release:
    """A release on a box, none of whose media has come."""
    found = sample()
    for path, name in NAMES.items():
        blob_path(name).unlink(missing_ok=True)
        Media.objects.create(release=found, path=path, blob=files.register((name, len(FILES[path])), "video/mp4"))
    return found


def packed(release: Release) -> Callable[[], bool]:
    """Make a pack; what is given says whether it is still there."""
    blob = files.register(files.put(b"a pack"), "application/zip")
    made = Pack.objects.create(
        release=release, language="fr", variant="all", made_by="v", blob=blob, made=timezone.now()
    )
    return Pack.objects.filter(pk=made.pk).exists


def take(home: Home, release: Release, stick: tuple[str, ...] = (), fetch: Any = None, **told: Any) -> None:
    one = {"digest": release.digest, "course": release.course.slug, "note": "", "media": NAMES, **told}
    people = dict.fromkeys(("nodes", "runs", "people", "gone", "receipts"), ()) | {"releases": [one]}
    parcel = SimpleNamespace(
        json={"people": people, "history": []}.__getitem__, media=list(stick), contents={},
        archive=SimpleNamespace(chunks=lambda name: [BY_NAME[name.removeprefix("media/")]]),
    )  # fmt: skip
    settle(home, cast(Parcel, parcel), timezone.now(), fetch)


def test_what_came_before_the_line_broke_or_by_stick_makes_packs_anew(home: Home, release: Release) -> None:
    sizes = {name: len(data) for name, data in BY_NAME.items()}

    def broken(missing: list[str]) -> None:
        files.put(BY_NAME[missing[0]])
        raise Refused("cut")

    for _ in NAMES:  # the last time, all that was missing has come, and the line broke after it
        there = packed(release)
        with pytest.raises(Refused, match="cut"):
            take(home, release, fetch=broken, sizes=sizes)
        assert not there()
    there = packed(release)
    os.utime(blob_path(ONE), (FUTURE, FUTURE))  # it came before the clock was set back
    take(home, release, stick=(ONE,), sizes=sizes)
    assert there(), "nothing came that was not here"
    blob_path(TWO).unlink()
    take(home, release, stick=(TWO,), sizes=sizes)
    assert not there()
    blob_path(TWO).unlink()
    there = packed(release)
    files.put(BY_NAME[TWO])  # and then it was killed
    take(home, release, sizes=sizes)
    assert not there()


def test_a_parent_that_tells_no_sizes_leaves_nothing_out(home: Home, release: Release) -> None:
    home.media = "text"
    take(home, release, fetch=lambda missing: [files.put(BY_NAME[one]) for one in missing])
    assert all(blob_path(name).exists() for name in BY_NAME)


def test_a_picture_that_is_not_there_is_lost_and_not_left_behind(release: Release) -> None:
    assert queries.left_behind().keys() == {ONE, TWO, VOICE}
    assert queries.missing() == [PICTURE]
    assert queries.lost().keys() == {*BY_NAME}, "it chose all media"
    Home.objects.update(media="audio")
    assert queries.lost().keys() == {VOICE, PICTURE}
    standing = queries.standing(Home.objects.get(), "fr")
    assert (standing.lost, standing.lacks) == (2, 2)
