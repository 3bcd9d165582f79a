"""A site with many courses, for a catalogue under measurement: `python -m bench.shelf N` in the environment of a site that `takwin init`
has made. Titles are a subject and an angle in three languages; everything else is the sample course's, its sentences dealt out anew."""

import os
import random
import sys
from pathlib import Path
from typing import Any

SUBJECTS = (
    ("L’évaluation formative", "التقويم التكويني", "Formative assessment"),
    ("La gestion de classe", "تدبير القسم", "Classroom management"),
    ("Les ressources numériques", "الموارد الرقمية", "Digital resources"),
    ("La lecture au primaire", "القراءة في الابتدائي", "Reading in primary school"),
    ("Les mathématiques au collège", "الرياضيات في الإعدادي", "Mathematics in middle school"),
    ("L’éducation inclusive", "التربية الدامجة", "Inclusive education"),
    ("La pédagogie de projet", "بيداغوجيا المشروع", "Project-based learning"),
    ("L’enseignement de l’amazighe", "تدريس الأمازيغية", "Teaching Amazigh"),
    ("Les sciences par l’expérience", "العلوم بالتجربة", "Science by experiment"),
    ("L’écriture et l’orthographe", "الكتابة والإملاء", "Writing and spelling"),
    ("La médiation et les conflits", "الوساطة والنزاعات", "Mediation and conflicts"),
    ("La vie scolaire", "الحياة المدرسية", "School life"),
    ("Le travail en groupe", "العمل بالمجموعات", "Group work"),
    ("La différenciation", "الفارقية", "Differentiation"),
    ("L’éducation aux valeurs", "التربية على القيم", "Values education"),
    ("La relation avec les familles", "العلاقة مع الأسر", "Working with families"),
    ("L’orientation des élèves", "توجيه المتعلمين", "Guidance of pupils"),
    ("La remédiation", "الدعم التربوي", "Remedial teaching"),
    ("Le préscolaire", "التعليم الأولي", "Early childhood"),
    ("La pratique réflexive", "الممارسة التأملية", "Reflective practice"),
)
ANGLES = tuple(
    (f"{fr} {level_fr}", f"{ar} {level_ar}", f"{en} {level_en}")
    for fr, ar, en in (
        (": premiers pas", ": خطوات أولى", ": first steps"),
        ("en milieu rural", "في الوسط القروي", "in rural schools"),
        ("avec un téléphone", "بالهاتف", "with a phone"),
        ("entre collègues", "بين الزملاء", "among colleagues"),
        ("et ses obstacles", "وعوائقه", "and its obstacles"),
    )
    for level_fr, level_ar, level_en in (
        ("(débutants)", "(للمبتدئين)", "(beginners)"),
        ("(confirmés)", "(للمتمرسين)", "(experienced)"),
        ("(formateurs)", "(للمكوّنين)", "(trainers)"),
        ("(stage)", "(تدريب ميداني)", "(internship)"),
        ("(atelier)", "(ورشة)", "(workshop)"),
    )
)
LANGUAGES = ("fr", "ar", "en")


def main() -> None:
    """Publish the sample course, and make so many others of it."""
    from takwin.config import site

    site.enter(Path(os.environ["TAKWIN_DATA"]))
    fill(int(sys.argv[1]))


def fill(many: int, seed: int = 5) -> None:
    """So many courses, each offered to everybody."""
    from django.utils import timezone

    from takwin.config.demo.site import sample_course
    from takwin.content import actions
    from takwin.content.models import Course, Release
    from takwin.frameworks import tree
    from takwin.learning.actions import create_run

    now, chance = timezone.now(), random.Random(seed)  # noqa: S311 - the same courses each time
    model = actions.publish(sample_course(), None, now).release
    claims = {name: [item.name for item in tree.framework(name).items.values() if item.parent or name == "takwin-values"]
              for name in ("ict-cft", "digcompedu", "takwin-values")}  # fmt: skip
    for number in range(many):
        course = Course.objects.create(slug=f"course-{number}")
        content = outline(number, model.outline, claims, chance)
        release = Release.objects.create(course=course, number=1, digest=f"{number:064x}", outline=content,
                                         source=model.source, renderer=model.renderer, published=now)  # fmt: skip
        create_run(release)


def outline(number: int, model: dict[str, Any], claims: dict[str, list[str]], chance: random.Random) -> dict[str, Any]:
    """The outline of one course."""
    subject, angle = SUBJECTS[number % len(SUBJECTS)], ANGLES[number // len(SUBJECTS) % len(ANGLES)]
    title = {language: f"{subject[place]} {angle[place]}" for place, language in enumerate(LANGUAGES)}
    modules = [{**module, "steps": chance.sample(module["steps"], len(module["steps"]))} for module in model["modules"]]
    return {
        **model,
        "course": f"course-{number}",
        "title": title,
        "summary": {language: f"{title[language]}. {model['summary'][language]}" for language in LANGUAGES},
        "hours": str(chance.choice([2, 4, 6, 10, 12, 20, 30])),
        "competencies": sorted(chance.sample(claims["ict-cft"], 3) + chance.sample(claims["digcompedu"], 2)),
        "values": sorted(chance.sample(claims["takwin-values"], 2)),
        "languages": [*LANGUAGES[: chance.randrange(1, 4)]],
        "modules": modules,
    }


if __name__ == "__main__":
    main()
