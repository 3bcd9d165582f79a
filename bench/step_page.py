"""How many step pages a second, signed in, compared with a minimal Django view?"""

from bench.ground import Ground
from bench.rounds import cpu, interleaved, rates, ratios, sender
from bench.rows import Row, median, spread


def rows(ground: Ground) -> list[Row]:
    """The page of the step where each learner is."""
    ours, theirs = interleaved((ground.takwin, ground.reading()), (ground.yardstick, ground.reading_plain()))
    ratio = median(ratios(ours, theirs))
    return [
        Row(
            "step page, signed in",
            median(rates(ours)),
            "/s",
            spread(rates(ours)),
            median(rates(theirs)),
            ratio,
            cpu(ours),
            "≥ 0.7 of plain Django",
            ratio >= 0.7,
            f"2 workers, 10 connections, {len(ground.learners)} learners; plain Django takes {cpu(theirs):.2f} ms of processor "
            f"time; {sender(ours)}",
        )
    ]
