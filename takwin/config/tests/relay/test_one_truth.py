"""Somebody studies on two boxes and on the site, with clocks that are wrong, files, work that people mark, and questions that differ: one truth."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from takwin.assessment.tests.test_pools import pooled
from takwin.config.tests.relay.site import Site

WORK = """\
:::::{quiz} work
:attempts: 3
:feedback: attempt

::::{numeric} sum
:answer: 12

Cinq et sept ?
::::
::::{numeric} pupils
:answer: {{groups}}

{{pupils}} élèves ?

:::{variants}
:fresh: yes

| pupils | groups |
|---|---|
| 24 | 6 |
| 30 | 5 |
| 42 | 7 |
:::
::::
:::::
:::::{quiz} plans
::::{file-answer} plan
:points: 2
:types: pdf

Remettez.
::::
:::::
"""
COURSE = WORK + "\n" + pooled("yes", attempts="3")
FILE = "%PDF-1.7 la fiche de Amina " * 30_000
"""Larger than one part."""


def test_two_boxes_and_the_site_hold_one_truth(new_site: Callable[[str], Site], tmp_path: Path) -> None:
    parent = new_site("parent")
    nodes = parent("country", people=["amina"], work=COURSE)
    parent("join_also", name="amina", centre=nodes["two"])
    address = parent("serve")
    first, second = new_site("first"), new_site("second")
    for box, centre in ((first, "one"), (second, "two")):
        invitation = str(tmp_path / centre)
        parent("invite", centre=nodes[centre], file=invitation, address=address)
        box("join", file=invitation)
    first("set_clock", days=-30)
    second("set_clock", days=3)
    for box, wrong in ((first, 30), (second, -3)):
        assert box("pull") == 1
        assert box("behind") == wrong, "said plainly where the clock is wrong"

    for quiz in ("work", "final"):
        there = parent("asked", name="amina", quiz=quiz)
        assert len(there) >= 2
        assert first("asked", name="amina", quiz=quiz) == second("asked", name="amina", quiz=quiz) == there

    before = datetime.now(UTC) - timedelta(seconds=1)
    assert first("answer", name="amina", quiz="work", number="12") == 200
    assert first("answer", name="amina", quiz="plans", file=FILE) == 200
    waits = first("waiting")
    assert first("push") == waits
    assert parent("seen", centre=nodes["one"]) == {"waits": 0, "days": 30}
    assert parent("files", name="amina") == [["plan", "Ma fiche.pdf", len(FILE.encode()), FILE[:20]]]
    times = [datetime.fromisoformat(one) for one in parent("times", name="amina")]
    assert all(before < one < datetime.now(UTC) + timedelta(seconds=1) for one in times), "done when they were done"

    assert parent("answer", name="amina", quiz="final", number="1") == 200, "online meanwhile"
    parent("mark", name="amina", item="plan", hundredths=150, words="Une belle fiche.")
    assert second("pull") == first("pull") == 1
    assert (first("waiting"), second("waiting")) == (0, 1), "what came from there does not go back; a step was opened"
    page = first("get", name="amina", path="/courses/essai/one/check/")[1]
    assert "Une belle fiche." in page
    assert first("notices", name="amina") == ["An answer of yours was marked by the course team."]
    for quiz in ("work", "final"):
        there = parent("asked", name="amina", quiz=quiz)
        assert first("asked", name="amina", quiz=quiz) == second("asked", name="amina", quiz=quiz) == there, quiz

    assert second("answer", name="amina", quiz="work", number="12") == 200
    second("set_clock", days=0)
    assert second("answer", name="amina", quiz="final", number="2") == 200, "the clock was set meanwhile"
    waits = second("waiting")
    assert second("push") == waits > 4
    assert parent("seen", centre=nodes["two"]) == {"waits": 0, "days": 0}
    times = [datetime.fromisoformat(one) for one in parent("times", name="amina")]
    assert all(before < one < datetime.now(UTC) + timedelta(seconds=1) for one in times)
    assert first("pull") == second("pull") == 1
    marks = [[one[:4] for one in site("stands", name="amina")["attempts"]] for site in (parent, first, second)]
    assert len(marks[0]) > 8
    assert marks[1] == marks[0]
    assert marks[2] == marks[0]
    for site in (parent, first, second):
        assert site("stands", name="amina")["mark"] == parent("stands", name="amina")["mark"]
        assert site("rebuild") == 0
