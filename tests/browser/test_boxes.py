"""The pages about boxes of centres, which the demo does not have: rows are lent to its site for a moment."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Visit, speak
from tests.browser.test_pages import ADMINISTRATOR, barriers

AT, LONG_AGO = "2026-11-01 09:00:00", "2015-01-01 00:00:00"
KEYS: dict[str, Any] = {"public": "p", "sealing": "s", "number": 1}
TURNED: dict[str, Any] = {
    "uid": bytes(16), "parcel": "x", "kind": "answered", "why": '["A file of this answer did not arrive.", {}]', "at": AT,
}  # fmt: skip
HOME: dict[str, Any] = {
    "address": "https://parent.example", "centre": 1, "names": '{"fr": "Centre de Fès", "ar": "مركز فاس"}', "joined": AT,
    "confirmed": 999_999_999, "media": "low", "newest": 1,
}  # fmt: skip
ROWS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "parent": [
        (
            "box",
            {"id": 1, "node_id": 6, **KEYS, "created": AT, "seen": AT, "heard": 1, "waits": 12, "behind": 400_000_000},
        ),
        ("turned", {"box_id": 1, **TURNED}),
    ],
    "box": [
        ("home", {**HOME, **KEYS}),
        ("clock", {"after": 0, "here": LONG_AGO, "there": AT, "exact": 1}),
        (
            "came",
            {
                "digest": "d",
                "kind": "roster",
                "number": 7,
                "at": AT,
                "taken": 25,
                "known": 0,
                "refused": 0,
                "sentence": "[]",
            },
        ),
        ("turned", TURNED),
    ],
}


@contextmanager
def lent(site_folder: Path, rows: list[tuple[str, dict[str, Any]]]) -> Iterator[None]:
    """The rows are there for a while."""
    with closing(sqlite3.connect(site_folder / "takwin.sqlite3", timeout=30, isolation_level=None)) as database:
        try:
            for table, row in rows:
                places = ", ".join("?" * len(row))
                database.execute(f"INSERT INTO relay_{table} ({', '.join(row)}) VALUES ({places})", [*row.values()])  # noqa: S608
            yield
        finally:
            for table, _ in reversed(rows):
                database.execute(f"DELETE FROM relay_{table}")  # noqa: S608 - the demo has none of its own


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_about_boxes_have_no_barriers(visit: Visit, site_folder: Path, language: str) -> None:
    page = visit(language, as_=ADMINISTRATOR)
    speak(page, language)
    for name, rows in ROWS.items():
        with lent(site_folder, rows):
            page.goto("/boxes/")
            assert page.locator("main .notice-warning").count() == 1, f"{name}: its clock was wrong"
            assert barriers(page) == []
