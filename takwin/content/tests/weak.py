"""Weak courses, one or more for every finding of the review."""

import io
import random

from PIL import Image

from takwin.content.tests.builders import COURSE, QUIZ, in_english
from takwin.content.tests.complaints import BODY, STEP, Case, Changes, course, step

FR, EN = "one/welcome.fr.md", "one/welcome.en.md"
LONG = "Une phrase de plus de dix mots, que personne ne dirait par hasard dans deux langues."
ARABIC = "نص عربي طويل يحكي عن حصة دراسية في قسم من أقسام المدرسة مع تلاميذ كثيرين يتعلمون."


def both(name: str, french: str, english: str, file: str = EN, line: int = BODY) -> Case:
    """A step with two texts."""
    return Case(name, {FR: STEP + french, EN: STEP.replace("Titre", "Title") + english}, file, line)


def asked(name: str, question: str, line: int = BODY) -> Case:
    """A question in the step, in both languages."""
    return step(name, question, line)


FILM = ":::{{video}} media/a.mp4\n:captions: {}\n:transcript: {}\n\nUn film.\n:::\n"
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nBonjour\n"
CHOICE = "::::{{single-choice}} {}\n{}\nQuoi ?\n\n- [ ] Un\n- [x] Deux\n{}\n::::\n"
GRADED = f":::::{{quiz}} q\n{CHOICE.format('a', ':aligned: digcompedu/1.2', '  > Oui')}:::::\n"

PICTURED = "::::{{single-choice}} a\n\n{}\n\n- [ ] ![Un carré](media/square.svg)\n- [x] {}\n  > Oui\n::::\n"
SPOTS = "::::{{hotspot}} a\n:image: media/square.svg\n:alt: Un carré\n\n{}\n\n- [ ] {} -> rect 0%,0%,50%,50%\n- [x] B -> rect 50%,50%,90%,90%\n::::\n"
TASK = (
    "::::{{task}} t\n:title: {}\n:minutes: 5\n\n:::{{instructions}}\n{}\n\n![Un carré](media/square.svg)\n:::\n::::\n"
)

TRANSLATION = [
    course("words-untranslated", 5, "{fr: Un essai., en: A trial.}", "{fr: Un essai bien long., en: Un essai bien long.}"),
    course("words-untranslated", 14, "{fr: Un, en: One}", "{fr: Tout un module, en: Tout un module}"),
    Case("words-untranslated", {FR: "---\ntitle: Un deux trois\n---\nA.", EN: "---\ntitle: Un deux trois\n---\nB."}, EN, 1),
    both("text-untranslated", "Bonjour à toutes et à tous.", "Bonjour à toutes et à tous."),
    both("paragraph-untranslated", f"Bonjour.\n\n{LONG}", f"Hello.\n\n{LONG}", line=BODY + 2),
    Case(
        "question-untranslated",
        {f"one/check.{one}.md": QUIZ.replace("Combien ?", "Combien de pages en tout ?") for one in ("fr", "en")},
        "one/check.en.md",
        36,
    ),
    both("alt-untranslated", "A\n\n![Un carré](media/square.svg)", "B\n\n![Un carré](media/square.svg)", line=BODY + 2),
    both("alt-untranslated", PICTURED.format("A ?", "Oui"), PICTURED.format("B?", "Yes")),
    both("alt-untranslated", SPOTS.format("Où ?", "Ici"), SPOTS.format("Where?", "Here")),
    both("alt-untranslated", TASK.format("Une tâche", "Faites."), TASK.format("A task", "Do it.")),
    both("alt-file-name", PICTURED.replace("Un carré", "square.svg").format("A ?", "Oui"), PICTURED.format("B?", "Yes"), FR),
    both("alt-file-name", "A ![square.svg](media/square.svg)", "B ![A square](media/square.svg)", FR),
    both("alt-file-name", "A ![IMG_2034](media/square.svg)", "B ![A square](media/square.svg)", FR),
    Case(
        "captions-untranslated",
        {
            **both("", FILM.format("media/a.fr.vtt", "media/a.fr.md"), FILM.format("media/a.fr.vtt", "media/a.en.md")).changes,
            "media/a.fr.vtt": VTT,
        },
        EN,
        BODY,
    ),
    Case(
        "transcript-untranslated",
        {
            **both("", FILM.format("", "media/a.fr.md"), "B\n\n" + FILM.format("", "media/a.fr.md")).changes,
            "media/a.fr.md": "Bonjour.",
        },
        EN,
        BODY + 2,
    ),
    both("script-unlikely", "Bonjour.", ARABIC),
]  # fmt: skip

ASSESSING = [
    course("completion-markless", 12, "mark: 60%", "mark: 0%"),
    asked("feedback-wrong-missing", CHOICE.format("a", "", "  > Oui, deux.")),
    asked("feedback-wrong-missing", "::::{numeric} a\n:answer: 1\n\nCombien ?\n\n:::{feedback} right\nOui.\n:::\n::::"),
    Case(
        "assessment-unlinked",
        {**step("", "Rien à voir.").changes, "one/check.fr.md": STEP + GRADED, "one/check.en.md": STEP + GRADED},
        "one/check.fr.md",
        BODY,
    ),
    Case("assessed-unpractised", {f"one/check.{one}.md": STEP + GRADED for one in ("fr", "en")}, "one/check.fr.md", BODY + 1),
]  # fmt: skip

WORDS = "Les mots d'une phrase bien trop longue "
HARD = " ".join(["L'institutionnalisation constitutionnelle présupposera l'universalisation communicationnelle."] * 30)

WORKLOAD = [
    step("minutes-short", WORDS * 500, 1),
    step("minutes-short", ":::{audio} media/a.mp3\n:minutes: 30\n\nUn son.\n:::", 1),
    step("minutes-short", "\n".join(CHOICE.format(f"q{n}", "", "  > Oui") for n in range(30)), 1),
    Case(
        "hours-short",
        step("", ":::{audio} media/a.mp3\n:minutes: 300\n\nUn son.\n:::").changes,
        "course.yaml",
        9,
    ),
    step("film-length", ":::{video} https://a.example/film\nUn.\n:::"),
]

READING = [
    step("reading-hard", HARD),
    step("sentence-long", f"Bonjour.\nUne autre ligne. Et\n{WORDS * 6}.", BODY + 1),
    step("paragraph-long", "Bonjour.\n\n" + "Une phrase courte et claire. " * 40, BODY + 2),
]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 400">\n{}\n</svg>'


def photograph(width: int, height: int, colour: str = "white", dots: int = 0) -> bytes:
    """A PNG of one colour with a black half; `dots` lines of noise make it heavy."""
    image = Image.new("RGB", (width, height), colour)
    if colour == "white":
        image.paste("black", (0, 0, width // 2, height))
    noise = random.Random(7)
    for y in range(dots):
        for x in range(width):
            image.putpixel((x, y), (noise.randrange(256), noise.randrange(256), noise.randrange(256)))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def picture(name: str, path: str, data: str | bytes, line: int = 1) -> Case:
    """A weak image."""
    return Case(name, {**step("", f"![Une image]({path})").changes, path: data}, path, line)


HEAVY = photograph(400, 400, dots=400)

PICTURES = [
    picture(
        "contrast-text", "media/a.svg", SVG.format('<text x="40" y="60" font-size="40">Noir sur la page</text>'), 2
    ),
    picture(
        "contrast-text",
        "media/a.svg",
        SVG.format(
            '<rect width="800" height="400" fill="#fff"/>\n<text x="40" y="60" fill="#999" font-size="30">Gris</text>'
        ),
        3,
    ),
    picture(
        "text-small",
        "media/a.svg",
        SVG.format('<text x="40" y="60" fill="#76808a" font-size="12">Trop petit</text>'),
        2,
    ),
    picture("picture-pale", "media/a.png", photograph(400, 300, "#eee")),
    picture("picture-small", "media/a.png", photograph(200, 200)),
    picture("picture-heavy", "media/a.png", HEAVY),
    Case(
        "step-heavy",
        {
            **step("", "\n\n".join(f"![Une image](media/{one}.png)" for one in "abc")).changes,
            **{f"media/{one}.png": HEAVY + one.encode() for one in "abc"},
        },
        FR,
        BODY,
    ),
]

LINKS = [
    step("anchor-dead", "Bonjour.\n[ici](check.fr.md#nulle-part)", BODY + 1),
    step("anchor-dead", "Bonjour.\n\n[ici](#nulle-part)", BODY + 2),
    step("link-odd", "[ici](https://mon-ordinateur/page)"),
    step("link-odd", "Bonjour.\n[ici](http://192.168.1.4/page)", BODY + 1),
    step("link-odd", "[ici](ftp://a.org/page)"),
    step("link-odd", "[ici](mailto:ghizlane)"),
    step("link-odd", ":::{video} https://localhost/film\n:minutes: 3\n\nUn.\n:::"),
    step("link-insecure", "[ici](http://a.org/page)"),
]

PLAIN = "Des mots sans image que personne ne choisit de lire ou non. " * 30


def module(name: str, text: str) -> Case:
    """A module of one step besides its quiz, told where `course.yaml` lists it."""
    alone = COURSE.replace("[welcome, check]", "[welcome]").replace(", mark: 60%", "")
    return Case(name, {**step("", text).changes, "course.yaml": alone}, "course.yaml", 14)


UNIVERSAL = [
    module("access-text-only", PLAIN),
    module("access-film-only", ":::{audio} https://a.org/son.mp3\n:minutes: 3\n\nUn son.\n:::"),
    module("expression-single", "\n".join(CHOICE.format(f"q{n}", "", "  > Oui") for n in range(3))),
    module("example-none", PLAIN),
    module("choice-none", PLAIN),
]

SCENARIO = [Case("module-resource", {}, "course.yaml", 14)]

CASES = [*TRANSLATION, *ASSESSING, *SCENARIO, *WORKLOAD, *READING, *PICTURES, *LINKS, *UNIVERSAL]

SOUND: dict[str, tuple[set[str], Changes]] = {
    "a quotation that is marked": (
        {"paragraph-untranslated", "text-untranslated"},
        {FR: f"{STEP}Bonjour.\n\n{LONG}", EN: f"{STEP.replace('Titre', 'Title')}Hello.\n\n[{LONG}]{{lang=fr}}"},
    ),
    "anchors and addresses that lead somewhere": (
        {"anchor-dead", "link-odd", "link-insecure"},
        step(
            "",
            'Une note[^1].\n\n[là](#ici) <span id="ici">ici</span> [dehors](https://a.org/b?c=1#d) '
            "[lettre](mailto:a@b.org)\n\n[^1]: La note.",
        ).changes,
    ),
    "a module in several ways": (
        {"access-text-only", "example-none", "choice-none", "expression-single"},
        module(
            "", PLAIN + "\n\nPar exemple :\n\n| Un | Deux |\n|---|---|\n| 1 | 2 |\n\n:::{dropdown} Plus\nLoin.\n:::"
        ).changes,
    ),
    "a name in both languages": (
        {"words-untranslated"},
        {"course.yaml": COURSE.replace("{fr: Essai, en: Trial}", "{fr: DigCompEdu, en: DigCompEdu}")},
    ),
    "numbers alone": (
        {"question-untranslated"},
        {
            "one/check.fr.md": QUIZ.replace("Combien ?", "3 + 4 + 5 + 6 ="),
            "one/check.en.md": in_english(QUIZ.replace("Combien ?", "3 + 4 + 5 + 6 =")),
        },
    ),
    "a quiz whose question is practised elsewhere": (
        {"assessment-unlinked", "assessed-unpractised"},
        {
            **step("", "Rien à voir.").changes,
            **{f"one/check.{one}.md": STEP + GRADED for one in ("fr", "en")},
            "course.yaml": COURSE.replace("[welcome, check]", "[{id: welcome, aligned: [digcompedu/1.2]}, check]"),
        },
    ),
}
"""Findings that must stay away from courses that only look weak."""
