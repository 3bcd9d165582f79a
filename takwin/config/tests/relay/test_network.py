"""A parent and a box that meet by network, on a line that breaks."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from takwin.config.tests.relay.site import Json, Site

pytestmark = pytest.mark.db
RIGHT = ["Deux", "Quatre"]


def counted(site: Site, name: str) -> Json:
    """Where somebody stands, without the words of answers that lie on the other side."""
    found: Json = site("stands", name=name)
    return {**found, "attempts": [one[:4] for one in found["attempts"]]}


def test_a_line_that_breaks_costs_nothing(
    parent: Site, nodes: Json, new_site: Callable[[str], Site], tmp_path: Path
) -> None:
    address, invitation = parent("serve"), str(tmp_path / "invitation")
    parent("invite", centre=nodes["one"], file=invitation, address=address)
    box = new_site("box")
    box("join", file=invitation)

    assert parent("study", name="brahim", number="3", even=["Trois"]) == 200, "begun on the parent"
    assert box("pull") == 3
    assert counted(box, "brahim") == counted(parent, "brahim")
    assert [one[4] for one in box("stands", name="brahim")["attempts"]] == [{}, {}], "but not what was written"

    box("in_pieces", size=2)
    for name in ("amina", "brahim"):
        assert box("study", name=name, even=RIGHT) == 200
        assert box("finish", name=name) == 302
    assert box("push", most=1) in {2, 3}, "the line breaks after a parcel"
    assert box("lost") in {2, 3}, "and after another one was taken, before its answer came"
    waits = box("waiting")
    assert waits > 0
    assert box("push") >= waits
    assert (box("push"), box("waiting")) == (0, 0)
    for name in ("amina", "brahim"):
        assert counted(parent, name) == counted(box, name)
        assert parent("stands", name=name)["complete"]
    assert parent("rebuild") == box("rebuild") == 0
    assert (parent("follow"), box("follow")) == (2, 0)

    assert box("study", name="driss", number="13", even=RIGHT) == 200
    parent("move", answer="13")
    assert box("push") > 0
    assert parent("stands", name="driss")["mark"] == 300, "marked by the key that was corrected meanwhile"
    assert box("pull") == 3
    assert_the_same(parent, box)

    parent("dress", centre=nodes["one"], name="AREF de Fès")
    a_film_comes_when_it_is_chosen(parent, box, tmp_path / "box")

    parent("unenrol", name="driss")
    assert box("pull") == 2
    assert box("get", name="driss", path="/courses/essai/one/check/notes")[0] == 404, (
        "who left the centre studies here no more"
    )
    parent("close", centre=nodes["one"])
    assert "The parent refuses" in box("pull")["refused"]


FILMS = """\
:::{video} large.mp4
Un film.
:::

:::{video} other.mp4
Un autre.
:::

:::{download} fiche.pdf
Une fiche.
:::

:::::{quiz} count

::::{numeric} sum
:answer: 12

Cinq et sept ?
::::
:::::
"""


def a_film_comes_when_it_is_chosen(parent: Site, box: Site, folder: Path) -> None:
    """What a box does not bring is named on its page; another choice brings the rest, and nothing twice."""
    sizes = {"large.mp4": 8_500_000, "large.low.mp4": 900, "other.mp4": 8_600_000, "fiche.pdf": 700}
    parent("film", text=FILMS, files=sizes)

    def shown() -> tuple[str, int]:
        page = box("get", name="amina", path="/courses/essai/one/check/")[1]
        here = sum(1 for path in (folder / "blobs").glob("*/*") if path.stat().st_size in sizes.values())
        return page, here

    for choice, players, missing, here in (("text", 0, 3, 0), ("low", 1, 1, 2), ("all", 2, 0, 4), ("text", 2, 0, 4)):
        box("choose", media=choice)
        assert box("pull") == 3
        page, there = shown()
        assert (page.count("<video"), page.count("n’a pas été apporté"), there) == (players, missing, here), choice
    assert_the_same(parent, box)
    assert box("play", name="amina", film="large.low.mp4", size=sizes["large.low.mp4"], parts=[0, 97]) == "taken"
    assert parent("play", name="amina", film="other.mp4", size=sizes["other.mp4"], parts=[0, 100]) == "taken"
    assert box("pull") == 3
    assert len(box("played", name="amina")) == 2, "what is played on the parent is told to no box"
    box("push")
    one, whole, *_ = told = parent("played", name="amina")
    told = told[:2]
    before = box("notices", name="amina")
    parent("film", text=FILMS.replace("other.mp4", "large.mp4"), files={**sizes, "fiche.pdf": 800})
    assert box("play", name="amina", film="other.mp4", size=sizes["other.mp4"], parts=[0, 9]) == "taken"
    box("push")
    assert [kind for kind, _ in parent("refusals")] == ["played"]
    assert box("notices", name="amina") == before, "what was played is no work"
    assert told == box("played", name="amina")[:2]
    assert (one[1:2] + one[3:], whole[1]) == (["paused", [0, 97], 970], "watched")
    page = box("get", name="amina", path="/courses/essai/")[1]
    assert "AREF de Fès" in page
    sheet, logo = re.search(r"/files/\w{64}/look.css", page), re.search(r"/files/\w{64}/logo.png", page)
    assert sheet
    assert logo
    assert [(folder / "blobs" / one[0][7:9] / one[0][7:71]).is_file() for one in (sheet, logo)] == [True, True]


def assert_the_same(parent: Site, box: Site) -> Any:
    for name in ("amina", "brahim"):
        ours, theirs = counted(parent, name), counted(box, name)
        assert ours["mark"] == theirs["mark"], name
        assert ours["state"] == theirs["state"]
    assert parent("rebuild") == box("rebuild") == 0
