"""The second sample course in every format: who offers it, who takes it, and how far they are. Names are of one demo, not of people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from takwin.accounts import actions as accounts
from takwin.accounts.models import Person
from takwin.config.demo.studying import study
from takwin.content.models import Release
from takwin.content.queries import outline
from takwin.institutions import actions as institutions
from takwin.institutions.models import Node
from takwin.learning import actions as learning
from takwin.learning.models import Run
from takwin.learning.presets import FORMATS
from takwin.learning.queries import ZONE
from takwin.learning.schedule import suggested
from takwin.steering import actions as steering

BEGAN = timedelta(days=17)
"""How long ago the runs with dates began: their third module is open, the fourth is not."""
LASTS = timedelta(weeks=8)
OFFERED = (
    ("xmooc", "Automne 2026, pour tout le Maroc", "", ""),
    ("cmooc", "Nos ressources, entre collègues", "", ""),
    ("spoc", "Mathématiques, Kénitra", "kenitra", "maths"),
    ("hybrid", "Formation initiale, Rabat", "rabat", "trainees"),
)
"""Format, name, the institution that offers the run, and the cohort whose people are put in."""
NEVER, OPENED = None, 0
"""How far somebody is who never opened a step, and who opened one and stopped."""
CROWD: Mapping[str, tuple[tuple[str, str, int | None], ...]] = {
    "xmooc": (
        ("Salwa Bouazza", "fr", 79), ("عبد الإله المرابط", "ar", 79), ("Nawal Sebti", "fr", 54), ("Jamal Ait Lahcen", "fr", 50),
        ("حسناء الوردي", "ar", 46), ("Ilham Kabbaj", "en", 29), ("Said Mernissi", "fr", 29), ("Touria Bensalem", "fr", 12),
        ("مراد التازي", "ar", 8), ("Kenza Lamrani", "fr", OPENED), ("Abdelhak Rifi", "fr", OPENED), ("Siham Guessous", "fr", NEVER),
        ("نزهة الفاسي", "ar", NEVER), ("Redouane Jabri", "fr", NEVER), ("Laila Hamdaoui", "fr", NEVER),
    ),
    "cmooc": (("Adil Naciri", "fr", 33), ("Mouna Slaoui", "fr", 21), ("رشيدة الإدريسي", "ar", 17), ("Hicham Tounsi", "en", NEVER)),
    "spoc": (
        ("Ghita Bennis", "fr", 54), ("Amine Lazrak", "fr", 33), ("سناء الحسني", "ar", OPENED), ("Yassine Benomar", "fr", NEVER),
        ("حكيمة السعدي", "ar", NEVER),
    ),
    "hybrid": (
        ("Ayoub Sabri", "fr", 62), ("Chaimae Fikri", "fr", 54), ("Hamza Doukkali", "fr", 54), ("خديجة الزياني", "ar", 50),
        ("Oumaima Raji", "fr", 25), ("Bilal Chafik", "fr", OPENED), ("Doha Mansouri", "fr", NEVER),
    ),
}  # fmt: skip
"""By format: name, language and how far, in percent of the steps. They have no password."""
NAMED = {"driss": ("xmooc", NEVER), "anas": ("spoc", 42), "meryem": ("hybrid", 50), "latifa": ("cmooc", 25)}
"""The demo's people who sign in, and where they study."""


def offer(
    release: Release, nodes: Mapping[str, Node], people: Mapping[str, Person], by: Person, now: datetime
) -> dict[str, Run]:
    """Offer a release in every format and let people come and study; the runs by format."""
    runs = {form: _offered(release, form, name, nodes.get(where), by, now) for form, name, where, _ in OFFERED}
    for form, _, _, cohort in OFFERED:
        for number, (name, language, percent) in enumerate(CROWD[form]):
            person = accounts.sign_up(name, None, language)
            if cohort:
                institutions.take_in(nodes[cohort], person, now - BEGAN - timedelta(days=1))
            _study(person, runs[form], percent, now, number)
    for username, (form, percent) in NAMED.items():
        _study(people[username], runs[form], percent, now, len(username))
    for form, _, _, cohort in OFFERED:
        if cohort:
            steering.fill.call(steering.place(nodes[cohort], runs[form], people["omar"], now - BEGAN).pk)
    steering.count(now)
    return runs


def _offered(release: Release, form: str, name: str, node: Node | None, by: Person, now: datetime) -> Run:
    usual, began = FORMATS[form].policy, now - BEGAN
    dates = suggested(
        [module["id"] for module in outline(release.pk)["modules"]], usual.pace, began.astimezone(ZONE).date()
    )
    policy = replace(usual, schedule=dates if usual.pace == "fixed" else {})
    when = {"opens": began, "closes": began + LASTS}
    return learning.found_run(release, name, form, policy, by, began - timedelta(days=5), node, **when)


def _study(person: Person, run: Run, percent: int | None, now: datetime, number: int) -> None:
    """Join on one of the first days; study since, or never."""
    begins = now - BEGAN + timedelta(days=number % 5, hours=9 + number)
    if percent is NEVER:
        learning.enrol(person, run, begins)
    else:
        study(person, run, percent, begins)
