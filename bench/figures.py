"""How long does a course team wait for the figures of its questions?"""

import json
import tempfile
from pathlib import Path

from bench import servers
from bench.load import Request
from bench.rounds import ROUNDS, SECONDS, Round, cpu, one_round
from bench.rows import Row, median, spread

ATTEMPTS = 100_000
MOST = 300


def rows() -> list[Row]:
    """The page of a run's questions, one after the other, to the last byte."""
    with tempfile.TemporaryDirectory(prefix="takwin-bench-") as folder:
        data = Path(folder) / "site"
        servers.in_site(data, "takwin", ["init"])
        told = json.loads(servers.in_site(data, "bench.crowd", [str(ATTEMPTS)]))
        with servers.takwin(data) as ours:
            lines = [[Request(told["page"], told["cookies"])]]
            one_round(ours, lines, 1.5)
            return [_row([one_round(ours, lines, SECONDS) for _ in range(ROUNDS)])]


def _row(told: list[Round]) -> Row:
    waits = [each.happened.p50 for each in told]
    return Row(
        f"figures over {ATTEMPTS:,} attempts",
        median(waits),
        "ms",
        spread(waits),
        cpu=cpu(told),
        reach=f"≤ {MOST} ms",
        reached=median(waits) <= MOST,
        note="half of the pages, one at a time; 2,000 people who have each answered all 30 marked questions, most of them again",
    )
