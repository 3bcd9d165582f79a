"""Answers that people mark: what is taken, what is said, and that nothing of the guide is shown."""

from dataclasses import replace

import pytest

from takwin.items.item import Json, Outcome, Unanswered, Written
from takwin.items.shelf import kind
from takwin.items.tests.reading import draft

LONG = Written("long-text", "q", "?", {"longest": "100"}, feedback={"always": "Mine"}, guide="SECRET")
FILE = Written(
    "file-answer", "q", "?", {"types": ".PDF; odt", "size": "1"}, feedback={"always": "Mine"}, guide="SECRET"
)


def read(written: Written, **fields: str) -> Json:
    return kind(written.kind).read(
        draft(written).public, {name.replace("_", "-"): [value] for name, value in fields.items()}
    )


@pytest.mark.parametrize("written", [LONG, FILE], ids=lambda one: one.kind)
def test_nothing_is_earned_before_somebody_has_read_it(written: Written) -> None:
    book, made = kind(written.kind), draft(written)
    assert book.score(made.key, book.solution(made.key), 400) == Outcome(0, {}, {"always": "<p>Mine</p>\n"})
    assert "SECRET" not in str(made.public)
    assert "SECRET" in made.key["guide"]
    assert made.structure["guide"] is True
    assert draft(replace(written, guide="")).structure["guide"] is False


def test_a_long_text_keeps_its_lines_and_has_an_end() -> None:
    assert read(LONG, answer="  Un.\r\n\r\nDeux.\x00 ") == {"text": "Un.\n\nDeux."}
    with pytest.raises(Unanswered, match="Write your answer"):
        read(LONG, answer=" \n ")
    with pytest.raises(Unanswered, match="longer than 100") as refused:
        read(LONG, answer="a" * 101)
    assert refused.value.typed == {"text": "a" * 101}, "nothing typed is lost"


def test_a_file_is_taken_by_its_name_and_size() -> None:
    assert draft(FILE).public["types"] == ["pdf", "odt"]
    found = read(FILE, answer="Fiche.PDF", answer_size="1000000", answer_file="ab")
    assert found == {"file": "ab", "name": "Fiche.PDF", "size": 1_000_000}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Choose a file"),
        ({"answer": "a.exe", "answer_size": "1"}, "not of a type that is taken here: pdf, odt"),
        ({"answer": "pdf", "answer_size": "1"}, "not of a type"),
        ({"answer": "a.pdf.exe", "answer_size": "1"}, "not of a type"),
        ({"answer": "a.pdf", "answer_size": "1000001"}, "larger than 1 MB"),
        ({"answer": "a.pdf", "answer_size": "many"}, "larger than 1 MB"),
        ({"answer": "a.pdf", "answer_size": "0"}, "is empty"),
    ],
)
def test_other_files_are_refused_in_words(fields: dict[str, str], said: str) -> None:
    with pytest.raises(Unanswered, match=said):
        read(FILE, **fields)
