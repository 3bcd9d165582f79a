"""Several courses, each offered in many runs: the sample course and copies of it under other names."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import yaml

from takwin.config.demo.site import SAMPLE, sample_course
from takwin.content import actions as content
from takwin.content.models import Course, Release
from takwin.learning import actions as learning
from takwin.learning.models import Run

COPIES = (
    ("observing-a-class", "Observer une classe", "ملاحظة القسم", "Observing a class"),
    ("first-weeks", "Les premières semaines", "الأسابيع الأولى", "The first weeks"),
    ("digital-resources", "Ressources numériques", "الموارد الرقمية", "Digital resources"),
    ("assessing-to-learn", "Évaluer pour apprendre", "التقويم من أجل التعلم", "Assessing to learn"),
    ("all-pupils", "Tous les élèves", "جميع المتعلمين", "All pupils"),
)
"""Name and title (fr, ar, en) of courses that have the pages and questions of the sample course."""
QUARTER = timedelta(days=91)


@dataclass(frozen=True)
class Offer:
    """A release with its runs: the one that is open, and those of past quarters, the oldest first."""

    release: Release
    open: Run
    past: list[Run]

    def past_at(self, moment: datetime) -> Run:
        """The run of a past quarter that was open at a moment, or the first of them."""
        return next((run for run in reversed(self.past) if run.opens and run.opens <= moment), self.past[0])


def offers(copies: int, quarters: int, now: datetime) -> list[Offer]:
    """The sample course, which must be there, and so many others; each with its runs."""
    releases = [Course.objects.get(slug=SAMPLE).releases.latest("number")]
    releases += [_copied(name, {"fr": fr, "ar": ar, "en": en}, now) for name, fr, ar, en in COPIES[:copies]]
    return [_offered(release, quarters, now) for release in releases]


def _offered(release: Release, quarters: int, now: datetime) -> Offer:
    began = [now - QUARTER * (quarters - number) for number in range(quarters)]
    past = [learning.create_run(release, f"{at:%Y-%m-%d}", at, at + QUARTER - timedelta(days=1)) for at in began]
    return Offer(release, learning.create_run(release), past)


def _copied(name: str, title: dict[str, str], now: datetime) -> Release:
    with tempfile.TemporaryDirectory(prefix="takwin-bench-") as folder:
        place = Path(shutil.copytree(sample_course(), f"{folder}/course"))
        described = yaml.safe_load((place / "course.yaml").read_text())
        (place / "course.yaml").write_text(yaml.safe_dump({**described, "id": name, "title": title}))
        return content.publish(place, None, now).release
