"""Answers with the marks they earn, made by the kinds: what a marker on a device must give too. `python -m takwin.items.tests.vectors`
writes them to `vectors.json`."""

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from takwin.items.item import Answer, Gap, Json, Written
from takwin.items.shelf import KINDS, kind
from takwin.items.tests.reading import EXAMPLES, draft, example

FILE = Path(__file__).parent / "vectors.json"
POINTS = (100, 250, 1)
"""Hundredths: a whole point, one that thirds do not divide, the least there is."""
NUMBERS = (
    "37,5", "37.50", "٣٧٫٥", "۳۷٫۵", "+37.5", "−37,5", "3 7,5", "37 500", "37٬500", "1e3", "", ".", "37.5 MB", "0037.5", "37,5,0",
    "\u200e37.5\u200f", "0.0375", "37500", "9" * 61, "37.54", "𝟛𝟟.𝟝", "- 1", "28.9", "8", "12",
)  # fmt: skip
HARD = (
    Written("cloze", "q", "A", {}, gaps=(Gap((Answer("œuvre", 100), Answer("Fès", 50), Answer("Straße", 100))), Gap((Answer("القُرآن", 100),)))),
    Written("cloze", "q", "A", {"strict": "yes"}, gaps=(Gap((Answer("Fès", 100), Answer("fès", 50))),)),
)  # fmt: skip


def device_kinds() -> list[str]:
    """The kinds that a device can mark: those that are marked at once."""
    return [name for name, book in KINDS.items() if book.marked]


def vectors() -> list[Json]:
    """{"kind", "key", "points", "cases": [{"response", "marks", "parts"}]} for every example of these kinds, and some that are hard: what
    each response earns of each number of points."""
    written = [example(name) for name in EXAMPLES if kind(example(name).kind).marked]
    return [_vector(one) for one in [*written, *HARD]]


def _vector(written: Written) -> Json:
    book, key = kind(written.kind), draft(written).key
    responses = {json.dumps(one, sort_keys=True): one for one in _responses(key, book.solution(key))}
    cases = [
        {
            "response": response,
            "marks": [book.score(key, response, points).mark for points in POINTS],
            "parts": dict(book.score(key, response, 100).parts),
        }
        for response in responses.values()
    ]
    return {"kind": written.kind, "key": _needed(key), "points": list(POINTS), "cases": cases}


def _needed(key: Json) -> Json:
    """The key without its words, which decide no mark."""
    return {
        name: value for name, value in key.items() if name not in {"feedback", "rows", "lines", "labels", "choices"}
    }


def _responses(key: Json, solution: Json) -> Iterator[Json]:
    yield from (
        solution,
        {},
        {"choice": 7, "choices": "c1", "gaps": [], "matches": None, "positions": "x", "text": 3, "number": {}},
    )
    for name, value in solution.items():
        if isinstance(value, dict):
            yield from ({name: other} for other in _others(value))
        elif isinstance(value, list):
            yield from (
                {name: list(other)}
                for other in (value[:1], value[::-1], [*value, "c9"], ["c1"], ["c1", "c2", "c3", "c4"])
            )
        elif name == "number":
            yield from ({**solution, "number": text} for text in NUMBERS)
        elif name == "unit":
            yield from ({**solution, "unit": unit} for unit in ("u1", "u2", "u3", "u9"))
        else:
            yield from ({name: text} for text in (*_spellings(value), "c1", "c2", "c99", "true", "false"))
    for gap, foreseen in key.get("gaps", {}).items():
        yield from ({"gaps": {gap: text}} for one in foreseen["answers"] for text in _spellings(one["text"]))
    for one in key.get("answers", []):
        yield from ({"text": text} for text in _spellings(one["pattern"].replace("*", " et ")))


def _others(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The same parts with other values: moved along by one, half of them, one value for all, spelt otherwise."""
    names, values = list(value), list(value.values())
    yield dict(zip(names, values[1:] + values[:1], strict=True))
    yield dict(list(value.items())[: len(value) // 2])
    yield dict.fromkeys(names, values[0])
    yield {**value, "l9": "z1", "r9": "o1", "l5": "z2"}
    yield {name: [one] for name, one in value.items()}
    for spelt in zip(*(_spellings(one) for one in values), strict=True):
        yield dict(zip(names, spelt, strict=True))


def _spellings(text: str) -> list[str]:
    """Ways in which people type the same, or nearly the same."""
    opened = unicodedata.normalize("NFD", text)
    return [
        text,
        f"  {text.upper()}\u00a0",
        opened,
        "".join(sign for sign in opened if not unicodedata.combining(sign)),
        text.replace("ا", "أ").replace("ي", "ى").replace("ه", "هـ").replace("و", "ؤ"),
        "\u064e".join(text) + "\u200f",
        text.replace(" ", "  \t").replace("'", "’"),
        text.replace("œ", "oe").replace("ß", "ẞ"),
        f"{text}x",
        text[:-1],
    ]


def write(found: list[Json]) -> str:
    """The vectors as a file."""
    return (
        json.dumps(found, ensure_ascii=False, indent=None, separators=(",", ":"), sort_keys=True).replace(
            '{"cases"', '\n{"cases"'
        )
        + "\n"
    )


if __name__ == "__main__":
    FILE.write_text(write(vectors()), encoding="utf-8")
    sys.stdout.write(f"{sum(len(one['cases']) for one in vectors())} cases\n")
