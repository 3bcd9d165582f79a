"""Whole courses of our own: what comes out, and that every block is accounted for."""

from pathlib import Path

import pytest

from takwin.interop.course_package import CoursePackage
from takwin.interop.formats.olx.tests.counting import count
from takwin.interop.formats.olx.tests.packing import FIXTURES, files, packed, problems_of, read, reasons

NAMES = sorted(path.name for path in FIXTURES.iterdir())
ROOTS = {"lesson": "course/", "old": ""}


@pytest.fixture(scope="module")
def lesson() -> CoursePackage:
    return read(packed(files("lesson")))


def step(package: CoursePackage, key: str) -> str:
    """The text of a step "module/step"."""
    texts = {f"{module.id}/{one.id}": one for module in package.course.modules for one in module.steps}
    return next(iter(texts[key].texts.values())).body


@pytest.mark.parametrize("name", NAMES)
def test_can_be_published(name: str, tmp_path: Path) -> None:
    assert problems_of(read(packed(files(name))), tmp_path / "course") == []


@pytest.mark.parametrize("name", NAMES)
def test_every_block_is_accounted_for(name: str) -> None:
    package = read(packed(files(name)))
    assert {kind: tally.total for kind, tally in package.blocks.items()} == count(files(name), ROOTS[name])
    told = {loss.kind for loss in package.losses}
    assert {kind for kind, tally in package.blocks.items() if tally.changed + tally.lost} <= told


@pytest.mark.parametrize("name", NAMES)
def test_same_export_same_course(name: str) -> None:
    first, second = (read(packed(files(name))) for _ in range(2))
    assert first == second


def test_structure_and_titles(lesson: CoursePackage) -> None:
    told = [(module.title["fr"], [one.texts["fr"].title for one in module.steps]) for module in lesson.course.modules]
    assert told == [
        ("Regarder — Voir", ["Ce que font les élèves", "S'exercer"]),
        ("Regarder — Choisir au hasard", ["Au hasard"]),
        ("Vérifier", ["Quiz"]),
    ]


def test_what_the_course_says_of_itself(lesson: CoursePackage) -> None:
    course = lesson.course
    assert (course.id, course.languages, course.title["fr"]) == ("academy-obs-1-r1", ("fr",), "Observer une leçon")
    assert course.summary["fr"] == "Regarder une classe sans juger."
    assert "regarder" in course.description["fr"]
    assert course.prerequisites["fr"] == "Aucun."
    assert (course.licence, course.authors, course.image) == ("CC-BY-SA-4.0", ("Academy",), "media/cover-image.png")
    assert (course.completion.steps, course.completion.mark) == (0, 70)


def test_links_and_files(lesson: CoursePackage) -> None:
    text = step(lesson, "voir/ce-que-font-les-eleves")
    assert "[le quiz](verifier/quiz)" in text
    assert "[la grille](media/grille-d-observation.pdf)" in text
    assert "![Une classe](media/cover-image.png)" in text
    assert lesson.media["media/grille-d-observation.pdf"] == b"%PDF-1.4\n"
    assert "A file is missing in the export: absent.png" in reasons(lesson, "html")


def test_video_with_captions_in_two_languages(lesson: CoursePackage) -> None:
    text = step(lesson, "voir/ce-que-font-les-eleves")
    assert ":::{video} https://example.org/lecon.mp4" in text
    assert ":captions: media/Une-leçon-filmée.fr.vtt, media/Une-leçon-filmée.ar.vtt" in text
    assert "مرحبا بكم" in bytes(lesson.media["media/Une-leçon-filmée.ar.vtt"]).decode()
    assert lesson.media["media/Une-leçon-filmée.fr.md"] == b"Bonjour & bienvenue. Regardons la classe.\n"


def test_graded_problem_is_a_quiz_and_keeps_its_weight(lesson: CoursePackage) -> None:
    text = step(lesson, "verifier/quiz")
    assert text.startswith("Trois questions.\n\n:::::{quiz} ce-que-j-ai-retenu-quiz\n:title: Ce que j'ai retenu\n")
    assert text.count(":points: 1.5") == 2
    assert text.endswith("Merci.")


def test_nothing_of_the_course_runs_or_shows(lesson: CoursePackage) -> None:
    whole = str(lesson.course)
    for sign in ("alert(", "javascript:", "os.system", "onclick", "secret"):
        assert sign not in whole
    assert not Path("/tmp/never").exists()  # noqa: S108


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("discussion", "Discussions beside a page are not supported yet."),
        ("poll", "It is empty."),
        ("unheard_of", "Components of the kind “unheard_of” are not known here."),
        ("problem", "Its words or numbers come from a script, which is never run."),
        ("problem", "The right place in its image cannot be read."),
        ("library_content", "Each learner saw 1 of its components at random; now everyone sees all of them."),
        ("split_test", "Learners saw one of several versions; now everyone sees the first."),
        ("vertical", "Only the course team could see it."),
        ("vertical", "It is empty."),
        ("chapter", "Its file is not in the export."),
        ("draft", "Drafts are not taken over: learners never saw them."),
        ("tab", "Pages beside the course are not supported; its text can be put into a step."),
        ("file", "Nothing in the course points at this file."),
        ("html", "No page of the course leads to it."),
    ],
)
def test_losses_are_told(lesson: CoursePackage, kind: str, reason: str) -> None:
    assert reason in reasons(lesson, kind)


def test_places_are_for_people(lesson: CoursePackage) -> None:
    places = [loss.place for loss in lesson.losses if loss.kind == "poll"]
    assert places == ["Regarder / Choisir au hasard / Au hasard / Votre humeur (poll/p1.xml)"]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_lost_in_a_step_is_told_with_a_step_that_is_there(name: str) -> None:
    package = read(packed(files(name)))
    steps = {f"{module.id}/{one.id}" for module in package.course.modules for one in module.steps}
    found = {loss.step for loss in package.losses}
    assert found <= steps | {""}
    assert found & steps


def test_arabic_without_latin_letters_has_ids() -> None:
    package = read(packed(files("old")))
    assert [module.id for module in package.course.modules] == ["module-1", "module-2", "module-3"]
    assert step(package, "module-1/step-2") == "قال [« Bonjour »]{lang=fr} ثم **سكت**."
