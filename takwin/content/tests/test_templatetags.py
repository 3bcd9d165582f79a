"""What pages of the studio make of problems and losses."""

from takwin.content.templatetags.studio import by_reason


def test_losses_of_one_kind_and_reason_stand_together() -> None:
    unused, script = ["Nothing in the course points at this file.", {}], ["It is empty.", {}]
    losses = [
        *({"kind": "file", "place": f"static/{number}.js", "reason": unused} for number in range(4)),
        {"kind": "html", "place": "Module 1 / Welcome", "reason": script},
        {"kind": "file", "place": "static/9.js", "reason": unused},
    ]
    assert [len(found) for found in by_reason(losses)] == [4, 1, 1]
    assert [loss for found in by_reason(losses) for loss in found] == losses
