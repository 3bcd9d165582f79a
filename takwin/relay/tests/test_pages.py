"""What organisers see of boxes at the parent, and an administrator at a box."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import from_box
from takwin.desk.tests.builders import act
from takwin.files.queries import path as blob_path
from takwin.institutions.models import Membership, Node
from takwin.institutions.tests.builders import country, role
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Run
from takwin.learning.tests import builders as courses
from takwin.lib import digest
from takwin.relay import actions, network, queries
from takwin.relay.actions.taking import take_acts
from takwin.relay.models import Box, Came, Clock, Guest, Home, Turned
from takwin.relay.refused import Refused
from tests.cast import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def nodes(salma: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Node]:
    """A country in which two centres have boxes."""
    monkeypatch.setattr(queries, "FOLDER", tmp_path / "relay")
    found = country(salma)
    for name in ("one", "far"):
        actions.invite(found[name], "", salma, timezone.now())
    return found


def test_an_organiser_sees_and_closes_the_boxes_of_their_centres(
    nodes: dict[str, Node], omar: Person, salma: Person, zed: Person, sign_in: SignIn
) -> None:
    role(omar, nodes["rabat"], Membership.Role.ORGANISER)
    one, far = Box.objects.get(node=nodes["one"]), Box.objects.get(node=nodes["far"])
    Box.objects.filter(pk=one.pk).update(seen=timezone.now(), waits=3, behind=timedelta(days=400).total_seconds())
    why = [from_box.FILE.message, {}]
    Turned.objects.create(box=one, uid=uuid4(), parcel="x", kind="answered", why=why, at=timezone.now())
    page = sign_in(omar).get("/boxes/").content.decode()
    assert all(f">{name}<" in page for name in ("one",))
    assert "far" not in page.split("<main")[1], "nothing of neighbours"
    shown = timezone.now() - timedelta(days=400)
    assert str(shown.year) in page
    assert page.count("/close") == 1
    assert sign_in(omar).post(f"/boxes/{far.pk}/close").status_code == 404
    assert sign_in(zed).get("/boxes/").status_code == 404
    assert sign_in(zed).post(f"/boxes/{one.pk}/close").status_code == 404
    assert sign_in(omar).post(f"/boxes/{one.pk}/close").status_code == 302
    assert list(queries.boxes()) == [far]
    assert "far" in sign_in(salma).get("/boxes/").content.decode(), "an administrator sees all"


def test_a_box_says_how_it_does_to_its_administrator(salma: Person, zed: Person, sign_in: SignIn) -> None:
    now = timezone.now()
    Home.objects.create(
        address="https://parent.test", public="p", sealing="s", centre=1, names={"ar": "مركز"}, joined=now
    )
    Clock.objects.create(after=0, here=now.replace(year=2015), there=now, exact=True)
    Came.objects.create(digest="d", kind="roster", number=7, taken=25, at=now)
    page = sign_in(salma).get("/boxes/").content.decode()
    assert "مركز" in page
    assert "https://parent.test" in page
    assert "2015" in page, "its clock is wrong"
    assert "25" in page
    assert sign_in(zed).get("/boxes/").status_code == 404


def test_a_button_meets_the_parent_and_says_what_was_in_the_way(
    salma: Person, zed: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, done = sign_in(salma), list[str]()
    assert browser.post("/boxes/meet").status_code == 404, "only a box has a parent"
    Home.objects.create(address="", public="p", sealing="s", centre=1, names={}, joined=timezone.now())
    assert "/boxes/meet" not in browser.get("/boxes/").content.decode(), "by files only"
    Home.objects.update(address="http://parent.test")

    def push(home: Home, clock: object) -> Iterator[int]:
        done.append("push")
        yield 1

    monkeypatch.setattr(network, "push", push)
    monkeypatch.setattr(network, "pull", lambda home, clock: done.append("pull"))
    assert "/boxes/meet" in browser.get("/boxes/").content.decode()
    for media in ("low", "everything"):
        assert browser.post("/boxes/meet", {"media": media}).status_code == 302
        assert Home.objects.get().media == "low", "another word chooses nothing"
    assert done == ["push", "pull"] * 2

    def far(home: Home, clock: object) -> None:
        raise Refused(network.FAR, address=home.address, why="nobody")

    monkeypatch.setattr(network, "pull", far)
    for _ in range(2):
        assert browser.post("/boxes/meet").status_code == 302
    assert Came.objects.count() == 1, "the same trouble is said once"
    assert "http://parent.test" in browser.get("/boxes/").content.decode().split("<h2>")[-1]
    assert sign_in(zed).post("/boxes/meet").status_code == 404


def test_a_stranger_is_sent_to_sign_in(db: None, client: Client) -> None:
    assert client.get("/boxes/").status_code == 302


def test_what_was_done_at_a_box_after_somebody_was_taken_out_is_turned_away(
    nodes: dict[str, Node], amina: Person, ghizlane: Person, django_capture_on_commit_callbacks: Any
) -> None:
    mine, now = courses.enrolment(amina), timezone.now()
    Enrolment.objects.update(enrolled=now - timedelta(days=2))
    Run.objects.update(admission="roster")
    mine.refresh_from_db()
    box = Box.objects.get(node=nodes["one"])
    Guest.objects.create(box=box, enrolment=mine)
    learning.take_out(mine, "Inscrite deux fois", ghizlane, now - timedelta(hours=2))
    told = [act(mine, "opened", now - timedelta(hours=ago), step=step) for ago, step in ((3, "one/a"), (1, "one/b"))]
    name, hour = digest.of_bytes(b"handed in"), now - timedelta(hours=1)
    place = settings.DATA / "uploads" / f"relay-{box.pk}-{name}"
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"handed in")
    told.append(act(mine, "answered", hour, item="plan", response={}, release="r", language="fr", blob=name))
    with django_capture_on_commit_callbacks(execute=True):
        counts = take_acts(box, told, "x", lambda _, at: at, now)
    assert (counts.taken, [why for _, _, why in counts.refused]) == (1, [learning.OUT] * 2)
    assert not place.exists()
    assert not blob_path(name).exists(), "nobody would ever take it from the disk"
