"""How long does a region wait for its figures, and does anybody who studies wait for a large roster?"""

import json
import tempfile
import threading
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path

from bench import country, servers
from bench.load import Request
from bench.rounds import ROUNDS, SECONDS, Round, cpu, one_round
from bench.rows import Row, median, spread

BROUGHT = 50_000
MOST_PAGE, MOST_SECONDS, MOST_WAIT = 150, 120, 500


def rows() -> list[Row]:
    """The region's page, one after the other; then a roster, while somebody goes from step to step, which writes each time."""
    with tempfile.TemporaryDirectory(prefix="takwin-bench-") as folder:
        data = Path(folder) / "site"
        servers.in_site(data, "takwin", ["init"])
        told = json.loads(servers.in_site(data, "bench.country", ["fill"]))
        with servers.takwin(data) as ours:
            lines = [[Request(told["page"], told["cookies"])]]
            one_round(ours, lines, 1.5)
            page = _page([one_round(ours, lines, SECONDS) for _ in range(ROUNDS)])
            return [page, *_roster(data, ours.port, told["steps"], told["cookies"])]


def _page(told: list[Round]) -> Row:
    waits = [each.happened.p50 for each in told]
    return Row(
        f"a region of {country.CENTRES} centres and {country.PEOPLE:,} learners",
        median(waits),
        "ms",
        spread(waits),
        cpu=cpu(told),
        reach=f"≤ {MOST_PAGE} ms",
        reached=median(waits) <= MOST_PAGE,
        note="half of the pages, one at a time; 600 cohorts, 40,000 enrolments",
    )


def _roster(data: Path, port: int, steps: Sequence[str], cookies: str) -> list[Row]:
    done, waits = threading.Event(), list[float]()
    learner = threading.Thread(target=_study, args=(port, steps, cookies, done, waits))
    learner.start()
    try:
        seconds = json.loads(servers.in_site(data, "bench.country", ["bring", str(BROUGHT)]))
    finally:
        done.set()
        learner.join()
    waited = max(waits)
    return [
        Row(
            f"a roster of {BROUGHT:,} people", seconds, "s", reach=f"≤ {MOST_SECONDS} s", reached=seconds <= MOST_SECONDS,
            note="from the file to the last person let in, with the dry run, by the site's background process",
        ),
        Row(
            "the longest wait of a learner meanwhile", waited, "ms", reach=f"≤ {MOST_WAIT} ms", reached=waited <= MOST_WAIT,
            note=f"of {len(waits)} steps opened one after the other, each of which is written down",
        ),
    ]  # fmt: skip


def _study(port: int, steps: Sequence[str], cookies: str, done: threading.Event, waits: list[float]) -> None:
    """Open the steps in turn until it is done, and note how long each took (milliseconds)."""
    while not done.is_set():
        for step in steps:
            began = time.perf_counter()
            asking = HTTPConnection("127.0.0.1", port, timeout=60)
            asking.request("GET", step, headers={"Host": "localhost", "Cookie": cookies})
            if asking.getresponse().status != 200:
                raise RuntimeError(f"{step} was not answered.")
            waits.append(1000 * (time.perf_counter() - began))
            time.sleep(0.02)
