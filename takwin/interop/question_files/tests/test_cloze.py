"""Embedded answers: a file that is one text with its answers in it."""

import pytest

from takwin.interop.question_files.cloze import FORMAT
from takwin.interop.question_files.tests.asking import alone, meaning, problems, reasons, step, wrong
from takwin.interop.question_shelf import read
from takwin.items import markdown

TEXT = "Le Maroc\nsa capitale {1:SHORTANSWER_C:=Rabat#oui~%50%Fès}, {1:MC:un~=deux}."


def test_reads_and_writes() -> None:
    book, found = read(TEXT.encode())
    assert book.name == "cloze"
    assert reasons(found) == []
    assert problems(found) == []
    source = markdown.write(alone(found))
    assert "Le Maroc\\\nsa capitale {gap}`=Rabat#oui ~%50%Fès`, {select}`~un =deux`." in source
    again = FORMAT.read(FORMAT.write(found.questions, {}).text.encode())
    assert meaning(alone(again))["gaps"] == meaning(alone(found))["gaps"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("A\n\nB {1:SA:%50%x}", 3, "wholly right"),
        ("{1:SA:=a}\n{1:MC:=a}", 2, "only one"),
        ("{1:SA:=a} {1:MC:=a", 1, "not closed"),
        ("no gap", 1, "no gap"),
    ],
)
def test_refuses_with_a_line(text: str, line: int, words: str) -> None:
    ((at, said),) = wrong(FORMAT.read(text.encode()))
    assert at == line
    assert words in said


def test_one_file_holds_one_text() -> None:
    body = "::::{cloze} a\n\nA {gap}`=b`\n::::\n\n::::{cloze} c\n\nC {gap}`=d`\n::::\n\n::::{true-false} t\n:answer: true\n\nT\n::::"
    out = FORMAT.write(step(body), {})
    assert out.text == "A {1:SHORTANSWER:=b}\n"
    assert [(loss.place, str(loss.reason)[:6]) for loss in out.losses] == [("2 · c", "A file"), ("3 · t", "The fo")]
