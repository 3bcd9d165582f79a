"""A parent and a box that meet only by files on a stick."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from takwin.config.tests.relay.site import Json, Site
from takwin.relay import parcel
from takwin.relay.actions.opening import OLDER
from takwin.relay.actions.taking import ERASED

RIGHT = ["Deux", "Quatre"]
SECRET = "Ce que je n’ai dit à personne"


def test_what_was_studied_on_a_box_counts_at_the_parent(parent: Site, nodes: Json, box: Site, tmp_path: Path) -> None:
    def down(name: str) -> str:
        parent("export", file=str(tmp_path / name), centre=nodes["one"])
        return str(tmp_path / name)

    def up(name: str, most: int = 1000) -> str:
        assert box("export", file=str(tmp_path / name), most=most), "there is something to tell"
        return str(tmp_path / name)

    parent("grant", name="driss", percent=33)
    first = down("first")
    assert box("take", file=first) == {"taken": 3, "known": 0, "refused": 0, "again": False}
    assert box("take", file=first)["again"], "the same again changes nothing"
    names = ("amina", "brahim", "driss")
    assert box("people") == [[name, name.title(), True] for name in names], "no password travels"

    assert box("enter", name="amina") == 302
    assert box("study", name="amina", even=RIGHT) == 200
    assert box("finish", name="amina") == 302
    assert box("note", name="amina", text=SECRET) == 302
    part = up("part", most=2)
    assert box("study", name="brahim", number="3", even=["Trois"]) == 200
    assert box("study", name="driss", even=RIGHT) == 200
    whole = up("whole")

    later = parent("take", file=whole)
    assert (later["refused"], later["known"]) == (0, 0)
    assert parent("take", file=part) == {"taken": 0, "known": 2, "refused": 0, "again": False}, "in any order"
    assert parent("take", file=whole)["again"]
    assert_equal(parent, box, names)
    assert parent("stands", name="amina")["mark"] == 300
    assert (parent("follow"), box("follow")) == (1, 0), "the box gives no credential"
    assert not {verb for _, verb, audience in parent("told", name="amina") if audience == 2}, "nothing private came"

    assert box("waiting") > 0
    assert box("take", file=down("answered"))["taken"] == 3
    assert box("waiting") == 0, "what was answered does not go again"
    unseen = down("unseen")
    assert box("take", file=down("newer"))["taken"] == 3
    assert box("take", file=unseen) == {"refused": OLDER}

    assert box("study", name="brahim", even=RIGHT) == 200
    before = up("before erasure")
    parent("erase", name="brahim")
    count = parent("count")
    assert parent("take", file=before)["refused"] == 2
    assert parent("refusals") == [["answered", ERASED.message]] * 2
    assert parent("count") == count, "nothing of them was stored"
    assert box("take", file=down("after erasure"))["taken"] == 2
    assert ["brahim", "Brahim"] not in [one[:2] for one in box("people")], "erased on the box too"
    assert box("refusals") == parent("refusals"), "the box says what was refused, and why"
    assert parent("rebuild") == box("rebuild") == 0


def assert_equal(parent: Site, box: Site, names: Any) -> None:
    for name in names:
        assert parent("stands", name=name) == box("stands", name=name), name
    assert parent("rebuild") == box("rebuild") == 0


def test_a_file_for_others_or_altered_is_refused_whole(
    parent: Site, nodes: Json, box: Site, new_site: Callable[[str], Site], tmp_path: Path
) -> None:
    roster, acts = str(tmp_path / "roster"), str(tmp_path / "acts")
    parent("export", file=roster, centre=nodes["one"])
    box("take", file=roster)
    assert box("study", name="amina", even=RIGHT) == 200
    box("export", file=acts)
    before = parent("count")

    data = Path(acts).read_bytes()
    for place in (30, len(data) // 2, len(data) - 300):
        altered = bytearray(data)
        altered[place] ^= 1
        (tmp_path / "altered").write_bytes(altered)
        assert parent("take", file=str(tmp_path / "altered")) == {"refused": parcel.DAMAGED}, place
    (tmp_path / "torn").write_bytes(data[: len(data) // 2])
    assert parent("take", file=str(tmp_path / "torn")) == {"refused": parcel.DAMAGED}
    assert parent("take", file=roster) == {"refused": parcel.FOR_OTHERS}, "its own file"

    other = new_site("other")
    parent("invite", centre=nodes["two"], file=str(tmp_path / "invitation two"))
    other("join", file=str(tmp_path / "invitation two"))
    assert other("take", file=roster) == {"refused": parcel.FOR_OTHERS}, "another centre's"
    assert other("take", file=acts) == {"refused": parcel.FOR_OTHERS}
    parent("export", file=str(tmp_path / "roster two"), centre=nodes["two"])
    assert other("take", file=str(tmp_path / "roster two"))["taken"] == 0, "nobody of the first centre"
    assert other("people") == []

    parent("close", centre=nodes["one"])
    assert parent("take", file=acts) == {"refused": parcel.FROM_OTHERS}, "its key was closed"
    assert parent("count") == before, "nothing was taken of any of these"
    assert [why for _, _, why in parent("log")].count(parcel.DAMAGED) == 4, "they are written down"
    for site in (parent, box):
        assert b"Amina" not in Path(roster).read_bytes()
        assert site("rebuild") == 0
