"""Real files: each accepted one gives questions that compile and can be earned in full; each wrong one is refused with its line."""

from pathlib import Path

import pytest
from django.conf import settings

from takwin.interop.course_package import ImportRefused
from takwin.interop.question_file import QuestionFile
from takwin.interop.question_files.tests.asking import problems, wrong
from takwin.interop.question_shelf import QUESTION_FORMATS, read

pytestmark = pytest.mark.corpus
ACCEPTED = {
    "format__aiken__questions.aiken.txt": 2,
    "format__gift__questions.gift.txt": 9,
    "format__gift__questions_encoding_windows-1252.gift.txt": 2,
    "format__gift__questions_in_category.gift.txt": 4,
    "format__missingword__question.missingword1.txt": 1,
    "format__missingword__question.missingword2.txt": 1,
    "format__missingword__question.missingword3.txt": 1,
    "format__multianswer__questions.multianswer.txt": 1,
    "format__xml__categories_reverse_order.xml": 2,
    "format__xml__category_with_description.xml": 1,
    "format__xml__export_category.xml": 1,
    "format__xml__html_chars_in_idnumbers.xml": 1,
    "format__xml__multianswer.xml": 1,
    "format__xml__multichoice.xml": 1,
    "format__xml__nested_categories.xml": 1,
    "format__xml__nested_categories_with_questions.xml": 5,
    "format__xml__old_format_file.xml": 2,
    "format__xml__sample_questions_with_old_image_tag.xml": 2,
    "format__xml__truefalse.xml": 2,
    "lib__sample_questions.xml": 0,
    "lib__sample_questions_with_old_image_tag.xml": 2,
    "type__ddwtos__testquestion.moodle.xml": 1,
    "type__description__testquestion.moodle.xml": 0,
    "type__essay__testquestion.moodle.xml": 1,
    "type__gapselect__testquestion.moodle.xml": 1,
    "type__match__testquestion.moodle.xml": 1,
    "type__multichoice__testquestion.moodle.xml": 1,
    "type__numerical__testquestion.moodle.xml": 1,
    "type__shortanswer__testquestion.moodle.xml": 1,
    "type__truefalse__testquestion.moodle.xml": 1,
}
"""How many questions of each file are ours."""
WRONG = {
    "format__aiken__aiken_errors.txt": [1, 5, 7, 14],
    "format__multianswer__broken_multianswer_1.txt": [1],
    "format__multianswer__broken_multianswer_2.txt": [1],
    "format__multianswer__broken_multianswer_3.txt": [1],
    "format__xml__broken_cloze_questions.xml": [4, 20, 36, 52, 68],
}
"""The lines on which a file is wrong."""


def found(name: str) -> QuestionFile:
    """A file of the corpus, read in the format that its bytes look like."""
    return read((Path(settings.CORPUS) / "questions" / f"moodle__{name}").read_bytes())[1]


@pytest.mark.parametrize("name", ACCEPTED)
def test_gives_sound_questions(name: str) -> None:
    file = found(name)
    assert wrong(file) == []
    assert len(file.questions) == ACCEPTED[name]
    assert problems(file) == []
    assert sum(tally.kept + tally.changed for tally in file.blocks.values()) >= len(file.questions)


@pytest.mark.parametrize("name", WRONG)
def test_is_refused_with_line_and_reason(name: str) -> None:
    told = wrong(found(name))
    assert [line for line, _ in told] == WRONG[name]
    assert all(sentence for _, sentence in told)


def test_a_text_without_gaps_is_of_no_kind() -> None:
    with pytest.raises(ImportRefused, match="of no kind"):
        found("format__multianswer__broken_multianswer_4.txt")


def test_what_is_no_xml_is_refused_with_its_line() -> None:
    with pytest.raises(ImportRefused, match="line 18"):
        found("lib__sample_questions_wrong.xml")


@pytest.mark.parametrize("name", [name for name in ACCEPTED if name.endswith(".xml")])
def test_what_came_out_of_moodle_goes_back_to_it(name: str) -> None:
    """Written again, each question is kept or told; read again, it asks the same."""
    before = found(name)
    out = QUESTION_FORMATS["moodle-xml"].write(before.questions, before.media)
    after = QUESTION_FORMATS["moodle-xml"].read(out.text.encode())
    told = {loss.place.partition(" · ")[2] for loss in out.losses}
    kept = [one for one in before.questions if one.id not in told]
    assert [one.kind for one in after.questions if one.id not in told] == [one.kind for one in kept]
    assert sorted(after.media.values()) == sorted(before.media.values())
    assert problems(after) == []
