"""Laws of every format: what is written is read back as it was, unless a loss says so; nothing that is read breaks a course."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from takwin.interop.course_package import ImportRefused
from takwin.interop.question_file import QuestionFile
from takwin.interop.question_files.tests.asking import entries, examples, meaning, problems, step
from takwin.interop.question_files.tests.questions import QUESTIONS
from takwin.interop.question_shelf import QUESTION_FORMATS, read
from takwin.interop.questions import laying_out
from takwin.items.item import Written
from takwin.items.markdown import write as as_source
from takwin.items.shelf import kind
from takwin.lib.xml import XmlRefused

REFUSED = (ImportRefused, XmlRefused)
"""What a reader may raise: both carry a sentence."""
NAMELESS = {"aiken", "cloze"}
FORMATS = st.sampled_from(sorted(QUESTION_FORMATS))


def there_and_back(name: str, written: Written) -> tuple[QuestionFile, bool]:
    """A question written and read again, and whether nothing was told as lost on the way out."""
    out = QUESTION_FORMATS[name].write([written], {})
    found = QUESTION_FORMATS[name].read(out.text.encode()) if out.text.strip() else QuestionFile()
    assert found.refusals == (), (out.text, [str(one.sentence) for one in found.refusals])
    return found, not out.losses


def named(name: str, written: Written, found: QuestionFile) -> Written:
    """Where a format has no place for an id, it is made of the question's words again."""
    return replace(written, id=found.questions[0].id) if name in NAMELESS else written


@settings(max_examples=150, deadline=None)
@given(FORMATS, QUESTIONS)
def test_what_is_written_is_read_back_unless_a_loss_says_so(name: str, written: Written) -> None:
    (asked,) = step(as_source(written))
    assume(not any(one.level == "error" or one.name == "answer-twice" for one in kind(asked.kind).check(asked)))
    found, kept = there_and_back(name, asked)
    if kept:
        assert found.losses == (), [str(one.reason) for one in found.losses]
        assert [meaning(one) for one in found.questions] == [meaning(named(name, asked, found))]
    again = [as_source(one) for one in found.questions]
    assert problems(found) == [], again


@pytest.mark.parametrize("name", sorted(QUESTION_FORMATS))
def test_the_examples_of_every_kind_are_kept_or_told(name: str) -> None:
    for one in examples():
        found, kept = there_and_back(name, one)
        if kept:
            assert [meaning(back) for back in found.questions] == [meaning(named(name, one, found))]
        assert problems(found) == []


@pytest.mark.parametrize("name", sorted(QUESTION_FORMATS))
def test_a_file_holds_them_all_in_their_order(name: str) -> None:
    wanted = examples()
    out = QUESTION_FORMATS[name].write(wanted, {})
    told = {loss.place.partition(" · ")[2] for loss in out.losses}
    book, found = read(out.text.encode())
    assert book.name == name
    ids = [one.id for one in found.questions]
    assert len(ids) == sum(tally.kept + tally.changed for tally in out.blocks.values())
    assert name in NAMELESS or [one for one in ids if one not in told] == [
        one.id for one in wanted if one.id not in told
    ]
    assert sum(tally.total for tally in out.blocks.values()) == len(wanted)


@given(FORMATS, st.text(st.sampled_from("ab~=#{}%:\\->.1 \n[]/$<&?*@") | st.characters(), max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_sound_questions_or_sentences(name: str, text: str) -> None:
    try:
        found = QUESTION_FORMATS[name].read(text.encode("utf-8", "replace"))
    except REFUSED:
        return
    assert problems(found) == []
    assert all(one.line >= 1 for one in found.refusals)
    for tally in found.blocks.values():
        assert min(tally.kept, tally.changed, tally.lost) >= 0


@given(st.binary(max_size=60), FORMATS)
def test_bytes_never_raise_anything_but_a_sentence(data: bytes, name: str) -> None:
    with suppress(*REFUSED):
        QUESTION_FORMATS[name].read(data)


MILLION = 1_000_000
HOSTILE: dict[str, Callable[[], str]] = {
    "braces": lambda: "{" * MILLION,
    "closed": lambda: "A?" + "{}" * (MILLION // 2),
    "escapes": lambda: "A?{=" + "\\" * MILLION + "}",
    "tildes": lambda: "A?{" + "~" * MILLION + "}",
    "hashes": lambda: "A?{=b" + "#" * MILLION + "}",
    "colons": lambda: "::" * (MILLION // 2),
    "percents": lambda: "A?{~" + "%1" * (MILLION // 2) + "}",
    "titles": lambda: "::a::" * (MILLION // 5),
    "lines": lambda: "\n".join(["A?{T}"] * 5001) + "\n\n" + "\n\n".join(["A?{T}"] * 5001),
    "letters": lambda: "A?\n" + "A) x\n" * (MILLION // 5),
    "answers": lambda: "ANSWER: A\n" * (MILLION // 10),
    "codes": lambda: "{1:SA:" * (MILLION // 6),
    "deep": lambda: "[html]" + "<b>" * 100_000 + "A?{T}",
}


@pytest.mark.parametrize("name", sorted(QUESTION_FORMATS))
@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_take_seconds_and_end_in_sentences(what: str, name: str) -> None:
    data, began = HOSTILE[what]().encode(), time.process_time()
    with suppress(*REFUSED):
        assert len(QUESTION_FORMATS[name].read(data).questions) <= 5000
    assert time.process_time() - began < 15


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"\x00" * 100, bytes(range(256)) * 40, b"PK\x03\x04" + b"\x00" * 90, b"x" * (5 << 20)]
)
@pytest.mark.parametrize("name", ["", *sorted(QUESTION_FORMATS)])
def test_what_is_no_file_of_questions_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(data, name)
    assert str(refused.value.sentence)


def test_a_quiz_holds_questions_and_words_stand_before_it() -> None:
    _, found = read(b"$CATEGORY: One\n\nWords.\n\nA?{T}\n\n$CATEGORY: Two\n\nB?{=b ~c}\n\nMore.")
    text = laying_out.body(found.entries, "exam")
    assert text.index("Words.") < text.index("{quiz} exam") < text.index("More.") < text.index("{quiz} exam-2")
    assert ":title: Two" in text
    assert problems(found, "exam") == problems(replace(found, entries=entries(found.questions)), "exam") == []
    assert laying_out.body(found.entries, "").startswith("## One\n\nWords.")
