"""What is printed and kept, and what counts as another query plan."""

from pathlib import Path

from bench.plans import differing
from bench.rows import Row, markdown, read, table, write

ROWS = [
    Row("a page", 123.4, "/s", (100, 130.5), 200, 0.617, 1.25, "≥ 0.7", False, "two of them"),
    Row("a site", None, "", reach="same plans", note="not built"),
]


def test_rows_are_kept_as_they_are(tmp_path: Path) -> None:
    write(ROWS, tmp_path / "var" / "bench.json")
    again = read(tmp_path / "var" / "bench.json")
    assert table(again) == table(ROWS)


def test_a_table_to_paste() -> None:
    printed = markdown(ROWS)
    assert "| a page | 123 /s | 100 to 130 | 200 | 0.62 | 1.25 | ≥ 0.7 | NOT REACHED |" in printed
    assert "| a site | not measured |" in printed
    assert "- *a page*: two of them" in printed


def test_another_plan_and_a_query_of_one_site_only_are_told() -> None:
    grown = {"one": ["SEARCH"], "two": ["SEARCH", "USE TEMP B-TREE"], "three": ["SCAN"]}
    small = {"one": ["SEARCH"], "two": ["SEARCH"], "four": []}
    assert differing(grown, small) == ["four", "three", "two"]
    assert differing(grown, grown) == []
