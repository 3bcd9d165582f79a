"""Does a site get slower as it grows? Compares the site of `make bench-data` with one a thousand times smaller."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import plans, servers
from bench.ground import Learner, answering, known, reading
from bench.grown import built
from bench.grown.size import Size
from bench.rounds import Lines, Round, cpu, interleaved, rates, ratios
from bench.rows import Row, median, spread
from bench.servers import Server

SMALL = Size(600, 20_000)
LEARNERS = 52
"""Four at each of the thirteen steps."""
REACH = "within 30 % of an empty site, same plans"
SLOWEST = 1 / 1.3
"""Taking 30 % longer is being 1 / 1.3 as fast."""
ROWS = {"step": "step page, grown site", "answer": "answer, grown site"}


def rows() -> list[Row]:
    """Step page and answer on the grown site; how to build it where it is not there."""
    if not built.size(built.PLACE):
        return _not_measured("make bench-data builds the site")
    try:
        crowd = known(built.PLACE / "site", LEARNERS)
    except RuntimeError as failed:
        if "is older than this version" not in str(failed):
            raise
        return _not_measured("make bench-data brings the site to this version")
    with tempfile.TemporaryDirectory(prefix="takwin-bench-") as folder:
        _small(folder)
        return _compared(built.PLACE / "site", Path(folder) / "site", crowd)


def _not_measured(why: str) -> list[Row]:
    return [Row(name, None, "", reach=REACH, note=why) for name in ROWS.values()]


def _small(folder: str) -> None:
    size = ["--accounts", str(SMALL.accounts), "--statements", str(SMALL.statements), "--copies", "0"]
    servers.in_site(Path(folder), "bench.grown", ["--into", folder, *size])


def _compared(grown: Path, small: Path, crowd: Sequence[Learner]) -> list[Row]:
    crowds = crowd, known(small, LEARNERS)
    with servers.takwin(grown) as ours, servers.takwin(small) as theirs:
        read = interleaved(*_sides(ours, theirs, *map(reading, crowds)))
        answered = interleaved(
            *_sides(ours, theirs, answering(ours.port, crowds[0]), answering(theirs.port, crowds[1]))
        )
    told = plans.plans(grown, _one_a_step(crowds[0])), plans.plans(small, _one_a_step(crowds[1]))
    return [
        _row("step", read, told[0]["step"], told[1]["step"]),
        _row("answer", answered, told[0]["answer"], told[1]["answer"]),
    ]


def _sides(ours: Server, theirs: Server, our: Lines, their: Lines) -> tuple[tuple[Server, Lines], tuple[Server, Lines]]:
    return (ours, our), (theirs, their)


def _one_a_step(crowd: Sequence[Learner]) -> Sequence[Learner]:
    return list({each.step: each for each in crowd}.values())


def _row(
    what: str, rounds: Sequence[Sequence[Round]], our: Mapping[str, Sequence[str]], their: Mapping[str, Sequence[str]]
) -> Row:
    grown, small = rounds
    ratio, others = median(ratios(grown, small)), plans.differing(our, their)
    return Row(
        ROWS[what],
        median(rates(grown)),
        "/s",
        spread(rates(grown)),
        median(rates(small)),
        ratio,
        cpu(grown),
        REACH,
        ratio >= SLOWEST and not others,
        f"{built.size(built.PLACE)}; the small site takes {cpu(small):.2f} ms of processor time; "
        + (f"OTHER PLANS for {'; '.join(others)}" if others else f"{len(our)} queries, all with the same plan"),
    )
