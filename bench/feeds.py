"""How long does a round of feeds take, when some of the sites are hostile or dead?"""

import json
import tempfile
from pathlib import Path

from bench import blogs, servers
from bench.rows import Row

MOST = 60


def rows() -> list[Row]:
    """One round over all feeds, the first, in which every post is new."""
    with tempfile.TemporaryDirectory(prefix="takwin-bench-") as folder:
        data = Path(folder) / "site"
        servers.in_site(data, "takwin", ["init"])
        told = json.loads(servers.in_site(data, "bench.blogs"))
    whole = (told["feeds"], told["failed"], told["posts"])
    wanted = (blogs.GOOD + blogs.BAD, blogs.BAD, blogs.GOOD * blogs.TAGGED)
    return [
        Row(
            f"{wanted[0]:,} feeds harvested", told["seconds"], "s", reach=f"≤ {MOST} s", reached=told["seconds"] <= MOST and whole == wanted,
            note=f"{whole[2]:,} new posts; {whole[1]} sites hostile or dead: silent, endless, 1 GB, going round, leading inside, no feed",
        )
    ]  # fmt: skip
