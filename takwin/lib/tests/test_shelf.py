"""A shelf takes every book and nothing else."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from takwin.lib import shelf


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    root = tmp_path / "shelf_of_a_test"
    for name in ("zebra", "apple", "tests"):
        (root / name).mkdir(parents=True)
        (root / name / "__init__.py").write_text(f"BOOK = '{name}'\n")
    (root / "__init__.py").write_text("")
    (root / "module.py").write_text("BOOK = 'a plain module'\n")
    (root / "leaflets").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    yield root.name
    for name in [name for name in sys.modules if name.startswith(root.name)]:
        del sys.modules[name]


def test_every_book_in_order(books: str) -> None:
    assert list(shelf.load(books, "BOOK").items()) == [("apple", "apple"), ("zebra", "zebra")]


def test_a_book_without_the_attribute_is_a_mistake(books: str) -> None:
    with pytest.raises(AttributeError):
        shelf.load(books, "COVER")
