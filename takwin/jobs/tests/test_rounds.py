"""Regular work is done when it is due, and what fails holds up nothing else."""

from datetime import UTC, datetime
from functools import partial

import pytest

from takwin.jobs.rounds import Regular, Rounds

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_each_is_done_at_once_and_then_when_it_is_due() -> None:
    done: list[str] = []
    rounds = Rounds(
        [
            Regular("often", 10, lambda now: done.append("often")),
            Regular("rarely", 60, lambda now: done.append("rarely")),
        ]
    )
    for second in range(0, 61, 5):
        rounds.go(lambda: NOW, partial(float, second))
    assert (done.count("often"), done.count("rarely")) == (7, 2)


def test_what_fails_is_told_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    done: list[datetime] = []

    def fail(now: datetime) -> None:
        raise RuntimeError("no")

    rounds = Rounds([Regular("broken", 10, fail), Regular("whole", 10, done.append)])
    rounds.go(lambda: NOW, lambda: 0.0)
    rounds.go(lambda: NOW, lambda: 10.0)
    assert done == [NOW, NOW]
    assert caplog.text.count("Regular work broken failed") == 2
