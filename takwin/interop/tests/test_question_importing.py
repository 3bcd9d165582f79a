"""Questions into a course and out of it: a step that appears whole or not at all, a report that adds up."""

from pathlib import Path

import pytest

from takwin.content.check import check
from takwin.content.source import folder as folders
from takwin.interop import question_exporting, question_reports
from takwin.interop.course_package import ImportRefused
from takwin.interop.question_importing import Place, QuestionsRefused, Upload, bring_in

COURSE = """takwin: 1
id: small
languages: [fr, ar]
title: {fr: Petit, ar: صغير}   # a comment that stays
summary: {fr: x, ar: x}
description: {fr: x, ar: x}
audience: {fr: x, ar: x}
prerequisites: {fr: x, ar: x}
hours: 1
licence: CC0-1.0
authors: [Takwin]
modules:
  - id: one
    title: {fr: Un, ar: واحد}
    steps:
      - start   # the first
      - {id: second, aligned: [digcompedu/1.2]}

  - id: two
    title: {fr: Deux, ar: اثنان}
    steps: [start]
"""
STEP = "---\ntitle: T\nminutes: 20\n---\nText.\n"
GIFT = "::Première::Paris ?{T#non#oui}\n\n::Deux::Un ?{=1#x ~2}\n"
ARABIC = "::الأول::باريس؟{T#لا#نعم}\n\nواحد؟{=1#x ~2}\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    for name in ("one/start", "one/second", "two/start"):
        for language in ("fr", "ar"):
            path = folder / f"{name}.{language}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(STEP, "utf-8")
    (folder / "course.yaml").write_text(COURSE, "utf-8")
    return folder


def state(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {name: path.read_bytes() for name, path in folders.listing(folder).items()} | {
        path.name: b"" for path in folder.glob(".*")
    }


def upload(text: str, language: str = "fr", name: str = "mon_quiz.gift.txt", title: str = "") -> Upload:
    return Upload(language, name, text.encode(), title)


@pytest.mark.parametrize("quiz", [True, False])
def test_both_languages_become_a_step_that_can_be_published(course: Path, quiz: bool) -> None:
    report = bring_in(course, [upload(GIFT), upload(ARABIC, "ar")], Place("one", quiz=quiz))
    assert (report.step, report.questions, report.format) == ("one/mon-quiz", 2, "gift")
    checked = check(course)
    assert checked.publishable, [str(one) for one in checked.problems]
    assert checked.compiled is not None
    items = checked.compiled.outline["items"]
    assert {name: bool(item["quiz"]) for name, item in items.items()} == {"premiere": quiz, "deux": quiz}
    assert (course / "course.yaml").read_text("utf-8") == COURSE.replace(
        "aligned: [digcompedu/1.2]}\n", "aligned: [digcompedu/1.2]}\n      - mon-quiz\n"
    )


def test_a_list_in_brackets_grows_too_and_ids_stay_apart(course: Path) -> None:
    bring_in(course, [upload(GIFT), upload(ARABIC, "ar")], Place("one"))
    report = bring_in(course, [upload(GIFT, title="Encore !"), upload(ARABIC, "ar")], Place("two", quiz=True))
    assert report.step == "two/encore"
    assert "steps: [start, encore]" in (course / "course.yaml").read_text("utf-8")
    checked = check(course)
    assert checked.publishable
    assert checked.compiled is not None
    assert set(checked.compiled.outline["items"]) == {"premiere", "deux", "premiere-2", "deux-2"}


def test_another_language_joins_later_under_the_same_ids(course: Path) -> None:
    bring_in(course, [upload(GIFT)], Place("one", "check", quiz=True))
    assert not check(course).publishable
    bring_in(course, [upload(ARABIC, "ar")], Place("one", "check", quiz=True))
    assert check(course).publishable


@pytest.mark.parametrize(
    ("uploads", "place", "words"),
    [
        ([upload(GIFT)], Place("three"), "no module “three”. It has: one, two."),
        ([upload(GIFT, "en")], Place("one"), "not in “en”"),
        ([upload(GIFT)], Place("one", "Mon étape"), "cannot be the id"),
        ([upload(GIFT)], Place("one", "start"), "name another step"),
        ([upload(GIFT), upload("A{F}\n\nB{=x}", "ar")], Place("one"), "question 2 is of another kind"),
        ([upload(GIFT), upload("A{F}", "ar")], Place("one"), "question 2"),
        ([upload("just words")], Place("one"), "of no kind"),
        ([upload("A?{=b")], Place("one"), "not written as its format asks"),
        ([upload(GIFT + "\n\nA?{=b")], Place("one"), "not written as its format asks"),
        ([upload("A?{=*}")], Place("one"), "Nothing of this file"),
    ],
)
def test_what_is_refused_leaves_the_course_as_it_was(
    course: Path, uploads: list[Upload], place: Place, words: str
) -> None:
    before = state(course)
    with pytest.raises(ImportRefused) as refused:
        bring_in(course, uploads, place)
    assert words in str(refused.value.sentence)
    assert state(course) == before


def test_a_disk_that_fails_leaves_the_course_as_it_was(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(course)

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        bring_in(course, [upload(GIFT)], Place("one"))
    assert state(course) == before


def test_what_is_wrong_can_be_left_out_and_is_told(course: Path) -> None:
    report = bring_in(course, [upload(GIFT + "\n\nA?{=b")], Place("one", lenient=True))
    told = question_reports.as_json(report)
    assert (told["questions"], told["step"]) == (2, "one/mon-quiz")
    assert told["wrong"] == [
        {
            "file": "mon_quiz.gift.txt",
            "line": 6,
            "question": "",
            "reason": "The brace { that opens the answers is not closed before the next blank line.",
        }
    ]
    assert "mon_quiz.gift.txt:6" in question_reports.as_text(report)


def test_refusals_are_told_line_by_line(course: Path) -> None:
    with pytest.raises(QuestionsRefused) as refused:
        bring_in(course, [upload("A?}\n\nB?{=c")], Place("one"))
    text = question_reports.as_text(refused.value.report)
    assert text.startswith("mon_quiz.gift.txt:1: A brace }")
    assert "\nmon_quiz.gift.txt:3: The brace {" in text


def test_questions_come_out_again(course: Path) -> None:
    bring_in(course, [upload(GIFT)], Place("one", "check"))
    done = question_exporting.from_folder(course, "gift")
    assert (done.questions, done.name) == (2, "small.fr.gift.txt")
    assert "::premiere::Paris ?{TRUE#non#oui}" in done.written.text
    assert question_exporting.from_folder(course, "gift", step="one/check").written == done.written
    told = question_reports.exported_json(question_exporting.from_folder(course, "aiken"))
    assert (told["questions"], told["blocks"]["true-false"]["lost"]) == (1, 1)
    for options, words in (
        ({"language": "en"}, "not in “en”"),
        ({"step": "one/none"}, "no step"),
        ({"language": "ar"}, "no questions"),
    ):
        with pytest.raises(ImportRefused, match=words):
            question_exporting.from_folder(course, "gift", **options)
