"""What does offline study cost: to take a course along, and to bring a week of work back?"""

import json
import tempfile
from pathlib import Path

from bench import servers
from bench.rows import Row, median, spread
from bench.week import ACTS

PACK, SENT, SECONDS = 300, 60, 1.0


def rows() -> list[Row]:
    """In one process, without a network between."""
    with tempfile.TemporaryDirectory(prefix="takwin-bench-") as folder:
        data = Path(folder) / "site"
        servers.in_site(data, "takwin", ["init"])
        told = json.loads(servers.in_site(data, "bench.week"))
    packs = [size / 1000 for size in told["packs"].values()]
    sent = [week["sent"] / 1000 for week in told["weeks"]]
    worked = [week["processor"] for week in told["weeks"]]
    waited = median([week["seconds"] for week in told["weeks"]])
    return [
        Row(
            "a course taken along",
            max(packs),
            "kB",
            spread(packs),
            reach=f"≤ {PACK} kB",
            reached=max(packs) <= PACK,
            note="the sample course as a pack, text only, in the largest of its languages; spread over the languages",
        ),
        Row(
            f"a week offline ({ACTS} acts), sent",
            median(sent),
            "kB",
            spread(sent),
            reach=f"≤ {SENT} kB",
            reached=median(sent) <= SENT,
            note="packed, in two batches, notes and answers in them; spread over five people",
        ),
        Row(
            f"a week offline ({ACTS} acts), taken",
            median(worked),
            "s",
            spread(worked),
            reach=f"≤ {SECONDS:.0f} s",
            reached=median(worked) <= SECONDS,
            note=f"processor time of the server, both batches; {waited:.2f} s from the first byte to the last",
        ),
    ]
