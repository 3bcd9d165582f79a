"""One wrong course per problem: its name, what is changed in the small course, and the place that must be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from takwin.content.tests.builders import COURSE, QUIZ, WELCOME, in_english

Changes = Mapping[str, str | bytes | None]
STEP = "---\ntitle: Titre\n---\n"
BODY = 4
"""The line on which the body of STEP begins."""


@dataclass(frozen=True)
class Case:
    """A wrong course. `line` is that of the complaint."""

    name: str
    changes: Changes
    file: str
    line: int


def course(name: str, line: int, old: str, new: str) -> Case:
    """A mistake in `course.yaml`."""
    assert old in COURSE
    return Case(name, {"course.yaml": COURSE.replace(old, new)}, "course.yaml", line)


def step(name: str, text: str, line: int = BODY) -> Case:
    """A mistake in the text of both languages of a step."""
    return Case(name, {f"one/welcome.{one}.md": STEP + text for one in ("fr", "en")}, "one/welcome.fr.md", line)


def head(name: str, text: str, line: int) -> Case:
    """A mistake at the beginning of a step file."""
    return Case(name, {"one/welcome.fr.md": text}, "one/welcome.fr.md", line)


def english(name: str, old: str, new: str, line: int) -> Case:
    """A mistake in one language of the questions."""
    assert old in QUIZ
    return Case(name, {"one/check.en.md": in_english(QUIZ.replace(old, new))}, "one/check.en.md", line)


def medium(name: str, text: str, path: str, data: str | bytes, at: tuple[str, int] | None = None) -> Case:
    """A mistake with a file."""
    here = step(name, text)
    file, line = at or (here.file, here.line)
    return Case(name, {**here.changes, path: data}, file, line)


SUPERVISION = """\
takwin: 1
interventions:
  - id: a
    role: organisational
    initiative: proactive
    addressee: cohort
    when: {run-day: 1}
    channel: announcement
    within: 1 day
    minutes: 20
    text:
      fr: Bonjour {name}
      en: Hello {name}
  - id: b
    role: socio-cognitive
    initiative: proactive
    addressee: group
    when: completed
    channel: forum
    within: 48 hours
    minutes: 10
    share: 50%
    text: {fr: Et vous., en: And you.}
  - id: c
    role: pedagogical
    initiative: reactive
    addressee: individual
    when: quiz-failed
    quiz: retenu
    channel: message
    within: 2 days
    minutes: 5
    text: {fr: Voyons., en: Let us see.}
"""
TASK = """\
:::::{task} t
:title: Une visite
:minutes: 5

::::{product}
Une page.
::::
::::{instructions}
Regardez.
::::
::::{criteria}
- Des faits
::::
::::{communication}
:degree: exchange
:who: deux
:about: tout
:tool: voix
:when: lundi
::::
::::{aids}
Une grille.
::::
::::{feedback}
Le collègue.
::::
::::{at-scale}
Rien.
::::
:::::
"""


def task(name: str, old: str, new: str, line: int = 0) -> Case:
    """A mistake in a task; `line` counts from its first."""
    assert old in TASK
    return step(name, TASK.replace(old, new), BODY + line)


def tutors(name: str, old: str, new: str, line: int) -> Case:
    """A mistake in the supervision scenario."""
    assert old in SUPERVISION
    return Case(name, {"supervision.yaml": SUPERVISION.replace(old, new)}, "supervision.yaml", line)


def english_task(name: str, text: str, line: int) -> Case:
    """Tasks that differ from those of the original."""
    return Case(
        name,
        {"one/welcome.fr.md": STEP + TASK + TASK.replace("} t\n", "} u\n"), "one/welcome.en.md": STEP + text},
        "one/welcome.en.md",
        line,
    )


TITLE = "title: {fr: Essai, en: Trial}"
COMPLETION = "completion: {steps: 100%, mark: 60%}"
NUMERIC = "::::{{numeric}} {}\n:answer: 1\n\nCombien ?\n::::\n"


def pool(name: str, questions: str = "ab", pick: str = "1") -> str:
    """A pool of a quiz."""
    return f":::::{{pool}} {name}\n:pick: {pick}\n\n{''.join(NUMERIC.format(one) for one in questions)}:::::\n"


def quiz(text: str) -> str:
    """A quiz that holds this text."""
    return f"::::::::{{quiz}} q\n{text}::::::::\n"


def varied(table: str, options: str = ":answer: {{n}}") -> str:
    """A numeric question that varies."""
    return f"::::{{numeric}} a\n{options}\n\nCombien ?\n\n:::{{variants}}\n{table}\n:::\n::::"


CASES = [
    Case("file-missing", {"course.yaml": None}, "course.yaml", 1),
    head("file-large", "a" * 400_001, 1),
    Case("file-encoding", {"one/welcome.fr.md": "---\ntitle: a\n---\né".encode("latin-1")}, "one/welcome.fr.md", 4),
    step("character", "un\x07 deux"),
    course("yaml-syntax", 5, TITLE, "title: {fr: Essai, en: Trial"),
    course("yaml-tab", 5, TITLE, "title:\n\tfr: Essai"),
    course("yaml-alias", 9, "hours: 0.5", "hours: &a 0.5"),
    course("yaml-tag", 9, "hours: 0.5", "hours: !!python/object:os.system 1"),
    course("yaml-deep", 4, TITLE, "title: " + "[" * 20 + "]" * 20),
    course("yaml-twice", 10, "hours: 0.5", "hours: 0.5\nhours: 6"),
    Case("course-shape", {"course.yaml": "- one\n- two\n"}, "course.yaml", 1),
    course("format-version", 1, "takwin: 1", "takwin: 2"),
    course("field-missing", 1, "licence: CC-BY-SA-4.0\n", ""),
    course("field-unknown", 10, "licence: CC", "license: x\nlicence: CC"),
    course("field-text", 9, "hours: 0.5", "hours: [1]"),
    course("field-list", 11, "authors: [Takwin]", "authors: Takwin"),
    course("field-mapping", 12, "{steps: 100%, mark: 60%}", "tout"),
    course("field-languages", 4, TITLE, "title: Essai"),
    course("id-shape", 2, "id: essai", "id: Mon Essai"),
    course("language-code", 3, "[fr, en]", "[fr, en, French]"),
    course("language-twice", 3, "[fr, en]", "[fr, en, fr]"),
    course("language-missing", 4, TITLE, "title: {fr: Essai}"),
    course("language-extra", 4, TITLE, "title: {fr: Essai, en: Trial, ar: محاولة}"),
    course("text-comma", 4, TITLE, "title: {fr: Lire, écrire, en: Trial}"),
    course("hours", 9, "hours: 0.5", "hours: beaucoup"),
    course("hours-differ", 9, "hours: 0.5", "hours: 40"),
    course("licence", 10, "CC-BY-SA-4.0", "libre de droits"),
    course("percent", 12, "60%", "60"),
    Case("completion-mark", {f"one/check.{one}.md": STEP + "Rien." for one in ("fr", "en")}, "course.yaml", 12),
    course("completion-nothing", 12, "{steps: 100%, mark: 60%}", "{steps: 0%, mark: 0%}"),
    course("competency-unknown", 12, "completion", "competencies: [digcompedu/9.9]\ncompletion"),
    course("value-unknown", 12, "completion", "values: [V3]\ncompletion"),
    course("policy-unknown", 12, "completion", "policies: [framework-law-51-17/3]\ncompletion"),
    course("aligned-unknown", 16, "[welcome, check]", "[{id: welcome, aligned: [V3]}, check]"),
    course("competency-unpractised", 12, "completion", "competencies: [digcompedu/1.2]\ncompletion"),
    course("value-unpractised", 12, "completion", "values: [takwin-values/V3]\ncompletion"),
    course(
        "accepted-unknown",
        13,
        COMPLETION,
        f"accepted:\n  - {{finding: no-such-thing, reason: Un motif.}}\n{COMPLETION}",
    ),
    course(
        "accepted-nothing", 13, COMPLETION, f"accepted:\n  - {{finding: image-alt, reason: Un motif.}}\n{COMPLETION}"
    ),
    Case(
        "accepted-error",
        {
            "course.yaml": f"{COURSE}accepted:\n  - {{finding: step-missing, reason: Un motif.}}\n",
            "one/check.en.md": None,
        },
        "course.yaml",
        18,
    ),
    course("course-image", 12, "completion", "image: media/none.png\ncompletion"),
    Case(
        "module-twice",
        {"course.yaml": COURSE + "  - id: one\n    title: {fr: Un, en: One}\n    steps: [welcome]\n"},
        "course.yaml",
        17,
    ),
    course("step-twice", 16, "[welcome, check]", "[welcome, check, welcome]"),
    Case("step-missing", {"one/check.en.md": None}, "course.yaml", 16),
    Case("step-unlisted", {"one/other.fr.md": WELCOME}, "one/other.fr.md", 1),
    head("front-missing", "Bonjour.", 1),
    head("front-open", "---\ntitle: Bonjour\n", 1),
    head("minutes", "---\ntitle: Bonjour\nminutes: dix\n---\nTexte.", 3),
    head("step-empty", STEP, 3),
    step("heading-jump", "## Un\n\n#### Deux", BODY + 2),
    step("link-dead", "[ici](media/none.pdf)"),
    step("html-removed", "Bonjour <iframe src=https://a.example></iframe>"),
    step("html-removed", "Votre mot de passe : <input type=password>"),
    step("maths", r"Soit $\frac{1$ et $\inconnu$."),
    step("role-unknown", "{abbr}`MOOC`"),
    step("gap-misplaced", "{gap}`=Rabat`"),
    step("directive-unknown", ":::{tips}\nUn.\n:::"),
    step("directive-open", ":::{tip}\nUn."),
    step("directive-stray", ":::{tip}\nUn.\n:::\n:::", BODY + 3),
    step("directive-argument", ":::{dropdown}\nUn.\n:::"),
    step("directive-empty", ":::{tip}\n:::"),
    step("directive-misplaced", ":::{hint}\nUn.\n:::"),
    step("directive-misplaced", ":::{outcome} 60%\nUn.\n:::"),
    step("directive-option", ":::{tip}\n:class: a\n\nUn.\n:::"),
    step("option-value", f"::::::{{quiz}} q\n:feedback: parfois\n\n{NUMERIC.format('n')}::::::"),
    step("media-missing", "![Un carré](media/carre.svg)"),
    step("media-missing", "![Un été](media/été.svg)"),
    step("media-missing", '<figure>\n<img src="media/un&amp;deux.svg" alt="Un">\n</figure>', BODY + 1),
    step("media-outside", "![Un mot de passe](../../etc/passwd)"),
    medium("media-broken", "![Un carré](media/bad.png)", "media/bad.png", b"GIF8"),
    medium("media-broken", "![Un](media/wide.svg)", "media/wide.svg", f"<svg width='{'9' * 400}' height='1'/>"),
    medium("media-broken", "![Un](media/box.svg)", "media/box.svg", "<svg viewBox='0 0 1e400 5'/>"),
    medium("media-broken", "![Un](media/nan.svg)", "media/nan.svg", "<svg viewBox='0 0 nan 5'/>"),
    medium("media-broken", "![Un](media/deep.svg)", "media/deep.svg", "<svg viewBox='0 0 9 -5'/>"),
    medium("media-kind", ":::{video} media/square.svg\nUn.\n:::", "media/x.txt", "x"),
    step("media-remote", "![Un carré](https://a.example/b.png)"),
    Case("media-unused", {"media/other.pdf": b"%PDF"}, "media/other.pdf", 1),
    medium(
        "media-heavy",
        "![Un](media/big.svg)",
        "media/big.svg",
        "<svg>" + " " * 2_100_000 + "</svg>",
        ("media/big.svg", 1),
    ),
    step("image-alt", "![](media/square.svg)"),
    step("figure-alt", ":::{figure} media/square.svg\nUn carré.\n:::"),
    medium("film-title", ":::{video} media/a.mp4\n:::", "media/a.mp4", b"0"),
    step("film-address", ":::{video} http://a.example/b.mp4\nUn.\n:::"),
    medium(
        "film-heavy",
        ":::{video} media/a.mp4\nUn.\n:::",
        "media/a.mp4",
        b"0" * 8_000_001,
        ("media/a.mp4", 1),
    ),
    medium("captions-missing", ":::{video} media/a.mp4\nUn.\n:::", "media/a.mp4", b"0"),
    medium("captions-kind", ":::{video} media/a.mp4\n:captions: media/square.svg\n\nUn.\n:::", "media/a.mp4", b"0"),
    Case(
        "captions-broken",
        {
            **step("captions-broken", ":::{video} media/a.mp4\n:captions: media/a.vtt\n\nUn.\n:::").changes,
            "media/a.mp4": b"0",
            "media/a.vtt": "bonjour",
        },
        "one/welcome.fr.md",
        BODY,
    ),
    medium("transcript-missing", ":::{audio} media/a.mp3\nUn.\n:::", "media/a.mp3", b"0"),
    Case(
        "transcript-nested",
        {
            **step("transcript-nested", ":::{audio} media/a.mp3\n:transcript: media/t.md\n\nUn.\n:::").changes,
            "media/a.mp3": b"0",
            "media/t.md": ":::{audio} media/a.mp3\n:transcript: media/t.md\n\nUn.\n:::",
        },
        "media/t.md",
        2,
    ),
    step("question-id", NUMERIC.format("Mon Id")),
    step("question-twice", NUMERIC.format("a") + "\n" + NUMERIC.format("a"), BODY + 6),
    step("question-misplaced", ":::::{tip}\n" + NUMERIC.format("a") + ":::::", BODY + 1),
    english("question-absent", "{numeric} mesure", "{numeric} measure", 1),
    english("question-extra", "{numeric} mesure", "{numeric} measure", 36),
    english(
        "question-order",
        QUIZ[QUIZ.index("::::{cloze}") :],
        ":::::\n" + NUMERIC.format("mesure") + "\n::::{cloze} ville\n{gap}`=Rabat ~x#y`\n::::\n",
        1,
    ),
    english("question-differs", ":points: 2", ":points: 3", 11),
    step("choice-box", "::::{single-choice} a\nQuoi ?\n\n- [ ] Un\n- Deux\n- [x] Trois\n::::", BODY + 4),
    step(
        "area-outside",
        "::::{hotspot} a\n:image: media/square.svg\n:alt: Un carré\n\nOù ?\n\n- [x] Là -> rect 10%,10%,40%,40%\n"
        "- [ ] Loin -> rect 5000,1,6000,9\n\n:::{feedback}\nOui.\n:::\n::::",
    ),
    step(
        "pair-arrow", "::::{matching} a\nQui ?\n\n- Un -> une\n- Deux\n- Trois -> six\n- Cinq -> sept\n::::", BODY + 4
    ),
    step("feedback-when", "::::{numeric} a\n:answer: 1\n\nCombien ?\n\n:::{feedback} later\nUn.\n:::\n::::", BODY + 5),
    step(
        "feedback-twice",
        "::::{numeric} a\n:answer: 1\n\nCombien ?\n\n:::{feedback}\nUn.\n:::\n:::{feedback}\nDeux.\n:::\n::::",
        BODY + 8,
    ),
    step("variants-table", varied("| n |\n|---|\n| 1 |"), BODY + 5),
    step("variants-twice", varied("| n |\n|---|\n| 1 |\n| 2 |\n:::\n:::{variants}\n| n |"), BODY + 11),
    step("variants-name", varied("| n | N |\n|---|---|\n| 1 | 1 |\n| 2 | 2 |"), BODY + 6),
    step("variants-row", varied("| n |\n|---|\n| 1 | 2 |\n| 2 |"), BODY + 8),
    step("variants-row", varied("| n |\n|---|\n| 1 |\n| |"), BODY + 9),
    step("variants-unknown", varied("| m |\n|---|\n| 1 |\n| 2 |"), BODY + 5),
    step("variants-unused", varied("| n | m |\n|---|---|\n| 1 | 1 |\n| 2 | 2 |"), BODY + 5),
    step("variants-differ", varied("| n |\n|---|\n| 1 |\n| 2 |", ":points: {{n}}\n:answer: 1"), BODY + 10),
    step(
        "variants-unmarked",
        "::::{scale} a\n{{n}} ?\n\n- Un\n- Deux\n\n:::{variants}\n| n |\n|---|\n| 1 |\n| 2 |\n:::\n::::",
    ),
    step("option-value", varied("| n |\n|---|\n| 1 |\n| 2 |").replace("variants}", "variants}\n:fresh: oui"), BODY + 5),
    step("directive-misplaced", ":::{variants}\n| n |\n|---|\n| 1 |\n| 2 |\n:::"),
    english(
        "question-differs", ":answer: 12345.5", ":answer: 12345.5\n\n:::{variants}\n| n |\n|---|\n| 1 |\n| 2 |\n:::", 36
    ),
    step(
        "guide-twice",
        "::::{long-text} a\nQuoi ?\n\n:::{feedback}\nUn.\n:::\n:::{guide}\nUn.\n:::\n:::{guide}\nDeux.\n:::\n::::",
        BODY + 9,
    ),
    step("quiz-id", f"::::::{{quiz}}\n{NUMERIC.format('n')}::::::"),
    step("quiz-twice", "\n".join(f"::::::{{quiz}} q\n{NUMERIC.format(one)}::::::" for one in "ab"), BODY + 7),
    step("quiz-unmarked", "::::::{quiz} q\n::::{scale} a\nDe un à deux ?\n\n- Un\n- Deux\n::::\n::::::", BODY + 1),
    step("quiz-empty", ":::{quiz} q\n:::"),
    step("quiz-text", f"::::::{{quiz}} q\nBonjour.\n\n{NUMERIC.format('n')}::::::", BODY + 1),
    step("option-value", quiz(NUMERIC.format("n")).replace("} q", "} q\n:minutes: vingt", 1)),
    step("option-value", quiz(NUMERIC.format("n")).replace("} q", "} q\n:minutes: 601", 1)),
    step("option-value", quiz(NUMERIC.format("n")).replace("} q", "} q\n:minutes: 20\n:late: jamais", 1)),
    step("option-value", quiz(NUMERIC.format("n")).replace("} q", "} q\n:late: counts", 1)),
    step("option-value", quiz(NUMERIC.format("n")).replace("} q", "} q\n:confidence: un peu", 1)),
    step("pool-id", quiz(pool("Mon Id")), BODY + 1),
    step("pool-twice", quiz(pool("p") + pool("p", "cd")), BODY + 15),
    step("pool-pick", quiz(pool("p", pick="3")), BODY + 1),
    step("pool-whole", quiz(pool("p", pick="2")), BODY + 1),
    step("pool-differs", quiz(pool("p").replace(":answer: 1\n", ":answer: 1\n:points: 2\n", 1)), BODY + 1),
    step("pool-text", quiz(pool("p").replace("::::{numeric} b", "Ou bien :\n\n::::{numeric} b")), BODY + 9),
    step("directive-misplaced", pool("p")),
    step("option-value", quiz(pool("p").replace(":pick: 1", ":pick: 1\n:fresh: parfois")), BODY + 1),
    step(
        "section-empty",
        f"::::::{{quiz}} q\n:::{{section}} Un\n:::\n:::{{section}} Deux\n:::\n{NUMERIC.format('n')}::::::",
        BODY + 1,
    ),
    step("outcome-share", f"::::::{{quiz}} q\n{NUMERIC.format('n')}:::{{outcome}} 101%\nBravo.\n:::\n::::::", BODY + 6),
    step(
        "outcome-twice",
        f"::::::{{quiz}} q\n{NUMERIC.format('n')}:::{{outcome}} 60%\nUn.\n:::\n:::{{outcome}} 60 %\nDeux.\n:::\n::::::",
        BODY + 9,
    ),
    english("quiz-differs", ":attempts: 2", ":attempts: 3", 7),
    english("quiz-differs", "::::{cloze}", ":::{section} Une ville\n:::\n::::{cloze}", 7),
    english("quiz-differs", ":::::\n\nEntre", ":::{outcome} 50%\nBravo.\n:::\n:::::\n\nEntre", 7),
    english("quiz-absent", "{quiz} retenu", "{quiz} other", 1),
    course(
        "field-choice", 16, "    steps: [w", "    communication: {degree: seul, who: {fr: a, en: a}}\n    steps: [w"
    ),
    course("communication-vague", 16, "    steps: [w", "    communication: {degree: exchange}\n    steps: [w"),
    course("completion-tasks", 12, "mark: 60%", "mark: 60%, tasks: 100%"),
    task("field-choice", "degree: exchange", "degree: seul", 13),
    task("task-id", "} t\n", "} Ma Tâche\n"),
    task("task-title", ":title: Une visite\n", ""),
    step("task-twice", TASK + TASK, BODY + 30),
    step("task-misplaced", "::::::{tip}\n" + TASK + "::::::", BODY + 1),
    step("task-part-misplaced", ":::{aids}\nUn.\n:::"),
    task("task-text", "::::{instructions}", "Bonjour.\n\n::::{instructions}", 7),
    task("task-part-twice", "::::{aids}", "::::{product}", 20),
    task("task-steps", "{instructions}", "{steps}", 7),
    task("criteria-list", "- Des faits", "Des faits", 11),
    task("criterion-empty", "- Des faits", "- Des faits\n-", 0),
    task("criterion-level", "- Des faits", "- Des faits\n  - Oui -> un\n  - Non", 13),
    task("criterion-lone-level", "- Des faits", "- Des faits\n  - Oui -> un", 0),
    task("criterion-points", "- Des faits", "- Des faits\n  - (1) Oui -> un\n  - Non -> deux", 0),
    english_task("task-absent", TASK, 1),
    english_task("task-extra", TASK.replace("} t\n", "} v\n"), BODY),
    english_task("task-order", TASK.replace("} t\n", "} u\n") + TASK, 1),
    english_task("task-differs", TASK.replace(":minutes: 5", ":minutes: 6"), BODY),
    task("task-longer", ":minutes: 5", ":minutes: 50"),
    task("task-without-time", ":minutes: 5\n", ""),
    task("task-without-instructions", "{instructions}", "{context}"),
    task("task-without-product", "{product}", "{context}"),
    task("task-without-criteria", "::::{criteria}\n- Des faits\n::::\n", ""),
    task("task-without-feedback", "{feedback}", "{context}"),
    task("task-without-aids", "{aids}", "{context}"),
    task("task-without-at-scale", "{at-scale}", "{context}"),
    task("task-without-communication", TASK[TASK.index("::::{comm") : TASK.index("::::{aids")], ""),
    task("communication-vague", ":tool: voix\n", ""),
    Case("supervision-shape", {"supervision.yaml": "- one"}, "supervision.yaml", 1),
    tutors("supervision-twice", "id: b", "id: a", 14),
    tutors("supervision-when", "{run-day: 1}", "demain", 7),
    tutors("supervision-when", "{run-day: 1}", "{never-opened: [1, 2]}", 7),
    tutors("supervision-number", "minutes: 20", "minutes: beaucoup", 10),
    tutors("supervision-within", "within: 1 day", "within: bientôt", 9),
    tutors("supervision-linked", "    quiz: retenu\n", "", 24),
    tutors("supervision-unknown", "quiz: retenu", "quiz: final", 24),
    tutors("supervision-holder", "Bonjour", "Bonjour {task}", 3),
    tutors("supervision-holders-differ", "Hello {name}", "Hello", 3),
    tutors("supervision-role", "role: pedagogical", "role: organisational", 1),
    Case("supervision-empty", {"supervision.yaml": "takwin: 1\ninterventions: []\n"}, "supervision.yaml", 1),
]
