"""What a device needs to mark what is only practised. The key of a question that counts is in no pack."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from takwin.content.queries import outline, practice_keys, public_item
from takwin.desk.packing import Entry

JSON = "application/json"


def practice(slug: str, release: int, language: str) -> Entry:
    """The practice questions by id: their kind, points (hundredths) and the key for this language; of one that varies, one key a row."""
    items, keys = outline(release)["items"], practice_keys(release)
    told = {
        item: {"kind": items[item]["kind"], "points": items[item]["points"], "key": _in(key, language)}
        for item, key in sorted(keys.items())
        if not items[item]["graded"]
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Entry(f"/courses/{slug}/practice.json", JSON, text.encode())


def _in(keys: Mapping[str, Any], language: str) -> Any:
    """As `assessment.marking.key_in` chooses; the rows of one that varies instead of the row."""
    key = keys.get(language) or keys.get("*") or next(iter(keys.values()))
    return key.get("variants", key)


def publics(release: int, language: str) -> Iterator[str]:
    """What is shown of each question, as text in which files can be found."""
    for item in outline(release)["items"]:
        yield text(public_item(release, item, language))


def text(told: Any) -> str:
    """A piece of JSON as text in which files can be found."""
    return json.dumps(told, ensure_ascii=False).replace('\\"', '"')
