"""JSON from another system, read strictly."""

import json
import re
from typing import Any, NoReturn

from takwin.records.lrs.words import Invalid


def json_of(body: bytes, where: str = "body") -> Any:
    """The JSON in a body: UTF-8, no property twice, no NaN. Raises Invalid."""
    try:
        return json.loads(body, object_pairs_hook=_once, parse_constant=_refused)
    except Invalid:
        raise
    except (ValueError, RecursionError) as wrong:
        raise Invalid(where, f"is not JSON ({str(wrong)[:120]})") from wrong


def written_in(body: bytes) -> tuple[Any, list[str]]:
    """The JSON in a body, as `json_of` reads it; and how each thing of its list was written, or the one thing that it is: nothing
    where a body is unusual. Raises Invalid."""
    try:
        return _with_texts(body.decode())
    except (ValueError, RecursionError):
        return json_of(body), []


def _with_texts(text: str) -> tuple[Any, list[str]]:
    if not text.startswith("["):
        return DECODER.decode(text), [text.strip()]
    several, texts, at = [], [], 1
    while True:
        one, end = DECODER.raw_decode(text, at)
        several.append(one)
        texts.append(text[at:end])
        then = THEN.match(text, end)
        if not then:
            raise ValueError
        at = then.end()
        if then["end"]:
            return several, texts


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Invalid("body", "has a property twice in one object")
    return found


def _refused(constant: str) -> NoReturn:
    raise Invalid("body", f"{constant} is not JSON")


DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_refused)
THEN = re.compile(r"[ \t\r\n]*(?:,[ \t\r\n]*|(?P<end>\][ \t\r\n]*\Z))")
"""What may follow a thing in a list."""
