"""AIKEN: read as strictly as it is meant, written where plain words are enough."""

import pytest

from takwin.interop.question_files.aiken import FORMAT
from takwin.interop.question_files.tests.asking import alone, problems, step, wrong
from takwin.items import markdown

GOOD = "A?\nA) b\nB. c\nANSWER: B\n"


def test_reads_and_writes() -> None:
    found = FORMAT.read(GOOD.encode())
    assert markdown.write(alone(found)) == "::::{single-choice} a\n\nA?\n\n- [ ] b\n- [x] c\n::::\n"
    assert problems(found) == []
    assert FORMAT.write(found.questions, {}).text == GOOD.replace("B. c", "B) c")


def test_signs_are_words() -> None:
    question = alone(FORMAT.read(b"1. <b> *x* {T} $y$?\nA) - [x] a\nB) > b\nANSWER:A"))
    assert question.prompt == "1\\. \\<b> \\*x\\* \\{T} \\$y\\$?"
    assert [one.text for one in question.choices] == ["\\- \\[x] a", "\\> b"]
    assert FORMAT.write([question], {}).text == "1. <b> *x* {T} $y$?\nA) - [x] a\nB) > b\nANSWER: A\n"


@pytest.mark.parametrize(
    ("text", "refusals"),
    [
        ("A?\nA) b\nANSWER: A", [(1, "fewer than two")]),
        ("A?\nA) b\nB) c\nANSWER: C", [(4, "“C” is none")]),
        ("A?\nA) b\nB) c\nANSWER: a word", [(4, "“a word” is none")]),
        ("A?\nA) b\nB) c\n", [(1, "no line “ANSWER:”")]),
        ("A) b\nB) c\nANSWER: A\n\n" + GOOD, [(1, "no question above")]),
        ("ANSWER: A\n" + GOOD, [(1, "no question above")]),
        ("A?\nmore\nA) b\nB) c\nANSWER: A\n\n" + GOOD, [(1, "second line")]),
        ("A?\nA) b\nC) c\nANSWER: A\n" + GOOD, [(3, "out of order")]),
        ("A?\nA) b\nB) b\nANSWER: A", [(1, "A and B say the same")]),
        ("A?\nA) b\nB) c\n\n" + GOOD, [(1, "no line “ANSWER:”")]),
    ],
)
def test_refuses_with_a_line(text: str, refusals: list[tuple[int, str]]) -> None:
    found = FORMAT.read(text.encode())
    assert [line for line, _ in wrong(found)] == [line for line, _ in refusals]
    assert all(words in said for (_, said), (_, words) in zip(wrong(found), refusals, strict=True)), wrong(found)
    assert len(found.questions) == text.count(GOOD)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("::::{single-choice} q\n\nA **b**?\n\n- [x] a\n- [ ] b\n::::", "Bold"),
        ("::::{single-choice} q\n\nA?\n\n- [x] a\n  > x\n- [ ] b\n::::", "single lines or choices"),
        ("::::{single-choice} q\n\n* x\n\n- [x] a\n- [ ] b\n::::", "more than plain"),
        ("::::{single-choice} q\n\nA $x$?\n\n- [x] a\n- [ ] b\n::::", "more than plain"),
        ("::::{single-choice} q\n\nA\\) x\n\n- [x] a\n- [ ] b\n::::", "more than plain"),
        ("::::{true-false} q\n:answer: true\n\nA\n::::", "true-false"),
        ("::::{numeric} q\n:answer: 3\n\nA?\n\n- [ ] 9\n  > Not squared.\n::::", "numeric"),
        ("::::{single-choice} q\n\nA\n\n" + "".join(f"- [ ] {n}\n" for n in range(26)) + "- [x] x\n::::", "26"),
    ],
)
def test_tells_what_it_cannot_hold(source: str, told: str) -> None:
    written = FORMAT.write(step(source), {})
    assert any(told in str(loss.reason) for loss in written.losses), written
