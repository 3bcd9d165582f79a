"""Real files: each accepted one gives questions that compile and can be earned in full; each wrong one is refused with its line."""

from pathlib import Path

import pytest
from django.conf import settings

from takwin.interop.question_file import QuestionFile
from takwin.interop.question_files.tests.asking import problems, wrong
from takwin.interop.question_shelf import read

pytestmark = pytest.mark.corpus
ACCEPTED = {
    "format__aiken__questions.aiken.txt": 2,
    "format__gift__questions.gift.txt": 8,
    "format__gift__questions_encoding_windows-1252.gift.txt": 0,
    "format__gift__questions_in_category.gift.txt": 4,
    "format__missingword__question.missingword1.txt": 1,
    "format__missingword__question.missingword2.txt": 1,
    "format__missingword__question.missingword3.txt": 1,
}
"""How many questions of each file are ours."""
WRONG = {"format__aiken__aiken_errors.txt": [1, 5, 7, 14]}
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
