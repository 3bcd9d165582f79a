"""The demo's institutions: the ministry, an academy, two training centres and their cohorts, with believable people."""

from collections.abc import Mapping
from datetime import datetime

from takwin.accounts.models import Person
from takwin.institutions import actions
from takwin.institutions.actions import checking, staging
from takwin.institutions.models import Node, Roster
from takwin.learning.models import Run
from takwin.steering import actions as steering

TREE: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "ministry", "", "ministry", "Ministère de l'Éducation nationale", "وزارة التربية الوطنية", "Ministry of National Education",
    ),
    (
        "academy", "ministry", "academy", "AREF Rabat-Salé-Kénitra", "أكاديمية الرباط سلا القنيطرة",
        "Regional academy of Rabat-Salé-Kénitra",
    ),
    ("souss", "ministry", "academy", "AREF Souss-Massa", "أكاديمية سوس ماسة", "Regional academy of Souss-Massa"),
    ("rabat", "academy", "centre", "CRMEF de Rabat", "المركز الجهوي بالرباط", "Training centre of Rabat"),
    ("kenitra", "academy", "centre", "CRMEF de Kénitra", "المركز الجهوي بالقنيطرة", "Training centre of Kénitra"),
    ("french", "rabat", "cohort", "Professeurs de français 2026", "أساتذة الفرنسية 2026", "Teachers of French 2026"),
    ("arabic", "rabat", "cohort", "Professeurs d'arabe 2026", "أساتذة العربية 2026", "Teachers of Arabic 2026"),
    ("trainees", "rabat", "cohort", "Futurs professeurs du secondaire 2026", "أساتذة الثانوي المتدربون 2026", "Future secondary teachers 2026"),
    ("maths", "kenitra", "cohort", "Professeurs de mathématiques 2026", "أساتذة الرياضيات 2026", "Teachers of mathematics 2026"),
)  # fmt: skip
"""Short name, what it stands below, its kind, its names in French, Arabic and English."""
ROLES = (
    ("omar", "academy", "organiser"),
    ("tilelli", "rabat", "tutor"),
    ("younes", "kenitra", "tutor"),
    ("meryem", "trainees", "learner"),
    ("anas", "maths", "learner"),
    ("amina", "french", "learner"),
    ("brahim", "arabic", "learner"),
    ("hassan", "french", "learner"),
)


def found(people: Mapping[str, Person], by: Person, now: datetime) -> dict[str, Node]:
    """Make the tree, unless it is there, and give the roles; the nodes by their short names."""
    nodes: dict[str, Node] = {}
    for short, above, kind, fr, ar, en in TREE:
        parent = nodes.get(above)
        old = Node.objects.filter(parent=parent, name_fr=fr).first()
        nodes[short] = old or actions.found(parent, kind, {"fr": fr, "ar": ar, "en": en}, by, now)
    for who, where, role in ROLES:
        actions.give(nodes[where], people[who], role, by, now)
    return nodes


NEWCOMERS = {
    "french": ("Khadija Amrani", "Youssef Benjelloun", "Samira El Fassi", "Rachid Ouazzani"),
    "arabic": ("فاطمة الزهراء بناني", "عبد الرحيم الداودي", "نعيمة الشرقاوي"),
    "trainees": ("Soukaina Belhaj", "Othmane Rami", "Fadwa Cherkaoui"),
    "maths": ("Hind Lahlou", "Mustapha Zerouali", "Imane Berrada", "Karim Tahiri", "Zineb Skalli"),
}
"""People whom the organiser has brought in and who have not entered yet, by their cohort."""


def bring(nodes: Mapping[str, Node], by: Person, now: datetime) -> None:
    """Bring the newcomers in, each cohort by a roster."""
    for short, names in NEWCOMERS.items():
        if not Roster.objects.filter(node=nodes[short]).exists():
            file = "\n".join(["nom complet", *names]).encode()
            roster = actions.bring(nodes[short], f"{nodes[short].name_fr}.csv", file, by, now)
            checking.check.call(roster.pk)
            actions.begin(roster, by, now)
            staging.stage.call(roster.pk)


def study(nodes: Mapping[str, Node], run: Run, by: Person, now: datetime) -> None:
    """Put two cohorts into a run."""
    for short in ("french", "arabic"):
        steering.fill.call(steering.place(nodes[short], run, by, now).pk)
    steering.count(now)
