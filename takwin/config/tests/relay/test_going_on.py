"""Groups of a run, a quiz with a limit of time, and a machine that goes off in the middle: what a box takes is whole, or nothing of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from takwin.config.tests.relay.site import Site

pytestmark = pytest.mark.db
TIMED = """\
:::::{quiz} quick
:minutes: 10
:attempts: 2

::::{numeric} sum
:answer: 12

Cinq et sept ?
::::
:::::
"""


def test_what_a_box_is_told_is_taken_whole_and_its_clock_is_that_of_a_quiz(
    new_site: Callable[[str], Site], tmp_path: Path
) -> None:
    parent, box = new_site("parent"), new_site("box")
    nodes = parent("country", people=["amina", "brahim", "driss"], work=TIMED)
    parent("group_by", size=2)
    parent("regroup", name="amina", group=2)
    parent("invite", centre=nodes["one"], file=str(tmp_path / "invitation"))
    box("join", file=str(tmp_path / "invitation"))
    roster, acts = str(tmp_path / "roster"), str(tmp_path / "acts")
    parent("export", file=roster, centre=nodes["one"])

    box("die_at", module="takwin.relay.actions.settling", call="receive")
    box.dies("take", file=roster)
    assert box("people") == [], "nobody of a roster that was broken off"
    assert box("take", file=roster)["taken"] == 3
    assert [box("group", name=name) for name in ("amina", "brahim", "driss")] == [2, 1, 2]

    assert box("begin", name="amina", quiz="quick") == 302
    assert box("begin", name="brahim", quiz="quick") == 302
    assert box("answer", name="amina", quiz="quick", number="12") == 200
    for site in (box, parent):
        site("set_clock", minutes=30)  # half an hour goes by
    assert box("answer", name="brahim", quiz="quick", number="12") == 200
    box("export", file=acts)

    parent("die_at", module="takwin.relay.actions.taking", call="_take_in", times=2)
    parent.dies("take", file=acts)
    parent("set_clock", minutes=30)
    whole = parent("take", file=acts)
    assert whole["known"] > 0, "what was taken before the machine went off"
    assert (whole["taken"] > 0, whole["refused"], whole["again"]) == (True, 0, False)
    marks = {name: parent("stands", name=name) for name in ("amina", "brahim")}
    assert {name: one["mark"] for name, one in marks.items()} == {"amina": 100, "brahim": 0}, "in time, and too late"
    for name, one in marks.items():
        assert box("stands", name=name) == one
    assert parent("rebuild") == box("rebuild") == 0

    parent("regroup", name="brahim", group=2)
    parent("export", file=roster, centre=nodes["one"])
    assert box("take", file=roster)["taken"] == 3
    assert box("group", name="brahim") == 2
