"""How many answers a second are marked, told, counted and safe on the disk, and how long does a person wait for it?"""

from bench.ground import Ground
from bench.rounds import cpu, interleaved, rates, ratios, sender
from bench.rows import Row, median, spread


def rows(ground: Ground) -> list[Row]:
    """An answer to a practice question, sent as a form."""
    ours, theirs = interleaved((ground.takwin, ground.answering()), (ground.yardstick, ground.answering_plain()))
    rate, ratio = median(rates(ours)), median(ratios(ours, theirs))
    waits = [each.happened.p99 for each in ours]
    plain = [each.happened.p99 for each in theirs]
    return [
        Row(
            "answer marked and kept",
            rate,
            "/s",
            spread(rates(ours)),
            median(rates(theirs)),
            ratio,
            cpu(ours),
            "≥ 200/s, ≥ 1.2 of bare ORM",
            rate >= 200 and ratio >= 1.2,
            f"10 connections, SQLite FULL; the bare view takes {cpu(theirs):.2f} ms of processor time; {sender(ours)}",
        ),
        Row(
            "99 of 100 answers within",
            median(waits),
            "ms",
            spread(waits),
            median(plain),
            median([our / their for our, their in zip(waits, plain, strict=True)]),
            None,
            "≤ 150 ms",
            median(waits) <= 150,
        ),
    ]
