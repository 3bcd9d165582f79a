"""How long does somebody wait for a search of the catalogue?"""

import tempfile
from pathlib import Path
from urllib.parse import quote

from bench import servers
from bench.load import Request
from bench.rounds import ROUNDS, SECONDS, Round, cpu, one_round
from bench.rows import Row, median, spread

COURSES = 500
MOST = 50
QUESTIONS = (
    "q=évaluation", "q=التقويم التكويني", "q=reading primary", "q=l’éducation aux valeurs", "q=وساطة", "q=class",
    "q=numérique&language=ar", "q=مشروع&work=short", "q=feedback&value=takwin-values/V3", "q=evalution", "q=e",
    "q=les élèves en milieu rural", "competency=ict-cft/KA.6&page=2", "q=collègue&page=3", "q=xyzzy", "",
)  # fmt: skip
"""In three languages: words of titles, of contents, of nothing; beginnings, slips, one letter; with choices, and later pages."""


def rows() -> list[Row]:
    """Pages of the catalogue for a visitor, one after the other, to the last byte."""
    with tempfile.TemporaryDirectory(prefix="takwin-bench-") as folder:
        data = Path(folder) / "site"
        servers.in_site(data, "takwin", ["init"])
        servers.in_site(data, "bench.shelf", [str(COURSES)])
        with servers.takwin(data) as ours:
            return [_row(_asked(ours))]


def _asked(ours: servers.Server) -> list[Round]:
    lines = [[Request(f"/courses/?{quote(question, safe='=&/')}", "") for question in QUESTIONS]]
    one_round(ours, lines, 1.5)
    return [one_round(ours, lines, SECONDS) for _ in range(ROUNDS)]


def _row(told: list[Round]) -> Row:
    waits, half = [each.happened.p99 for each in told], median([each.happened.p50 for each in told])
    return Row(
        f"search over {COURSES} courses",
        median(waits),
        "ms",
        spread(waits),
        cpu=cpu(told),
        reach=f"≤ {MOST} ms",
        reached=median(waits) <= MOST,
        note=f"99 of 100 pages, one at a time; half of them within {half:.1f} ms; {len(QUESTIONS)} questions, as a visitor",
    )
