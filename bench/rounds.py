"""Rounds: one server after the other, several times over, so that whatever else the machine does touches both."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.load import Happened, Request, load
from bench.rows import median
from bench.servers import Server

ROUNDS = 5
SECONDS = 4.0
CONNECTIONS = 10
Lines = Sequence[Sequence[Request]]


@dataclass(frozen=True)
class Round:
    """What happened in one round, and the server's processor time a request in milliseconds."""

    happened: Happened
    cpu: float


def rates(rounds: Sequence[Round]) -> list[float]:
    """Right answers in a second, round by round."""
    return [each.happened.rate for each in rounds]


def cpu(rounds: Sequence[Round]) -> float:
    """Milliseconds of processor time a request, in the middle round."""
    return median([each.cpu for each in rounds])


def sender(rounds: Sequence[Round]) -> str:
    """What the load generator took away from the server, in words."""
    return f"the load generator takes {median([each.happened.share for each in rounds]):.1%} of one processor"


def ratios(ours: Sequence[Round], theirs: Sequence[Round]) -> list[float]:
    """How many times as fast ours is, round by round."""
    return [our / their for our, their in zip(rates(ours), rates(theirs), strict=True)]


def interleaved(*sides: tuple[Server, Lines], seconds: float = SECONDS) -> list[list[Round]]:
    """The rounds of each side. A short one before them warms up; who comes first changes from round to round, because the first
    leaves the disk busy for the next. Raises when any answer is not what it should be."""
    for server, lines in sides:
        one_round(server, lines, 1.5)
    told: list[list[Round]] = [[] for _ in sides]
    for number in range(ROUNDS):
        for place in sorted(range(len(sides)), reverse=number % 2 == 1):
            told[place].append(one_round(*sides[place], seconds))
    return told


def one_round(server: Server, lines: Lines, seconds: float) -> Round:
    """Load one server for some seconds."""
    before = server.cpu()
    happened = load(server.port, lines, seconds)
    if happened.wrong or not happened.answered:
        raise RuntimeError(f"{server.name}: {happened.wrong} wrong answers, such as {happened.first_wrong}")
    return Round(happened, 1000 * (server.cpu() - before) / happened.answered)


def dealt(requests: Sequence[Request], connections: int = CONNECTIONS) -> list[list[Request]]:
    """Requests dealt out to connections, so that no two connections speak for the same person."""
    return [list(requests[number::connections]) for number in range(connections)]
