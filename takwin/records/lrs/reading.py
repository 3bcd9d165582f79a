"""JSON from another system, read strictly."""

import json
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


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Invalid("body", "has a property twice in one object")
    return found


def _refused(constant: str) -> NoReturn:
    raise Invalid("body", f"{constant} is not JSON")
