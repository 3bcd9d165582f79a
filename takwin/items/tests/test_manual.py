"""The reference says what the kinds are."""

from pathlib import Path

from takwin.items.complaints import COMPLAINTS
from takwin.items.manual import manual
from takwin.items.shelf import KINDS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "questions.md"
WORDS = Path(__file__).parents[3] / "docs" / "words.md"


def test_the_page_is_the_one_made_from_the_kinds() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual(), "python -m takwin.items.manual > docs/reference/questions.md"


def test_every_kind_option_and_complaint_is_on_the_page() -> None:
    text = manual()
    for book in KINDS.values():
        assert f"## {book.name}\n" in text
        assert all(f"- `:{option}:`" in text for option in book.options)
    assert all(f"| `{name}` |" in text for name in COMPLAINTS)


def test_words_are_given_in_three_languages() -> None:
    rows = [
        line.strip("|").split("|") for line in WORDS.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    words = [[cell.strip() for cell in row] for row in rows if row[0].strip() != "English"]
    assert len(words) > 40
    for row in words:
        assert len(row) == 4, row
        assert all(row[:3]), row
    english = [row[0] for row in words]
    assert len(set(english)) == len(english)
