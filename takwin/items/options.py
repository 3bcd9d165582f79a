"""The options that every question has, read from their words in the source."""

import re
from collections.abc import Mapping

EVERY_QUESTION = {
    "points": "What the question is worth: more than 0, at most 1000, at most two decimals. Default 1.",
    "aligned": "What the question works on: items of frameworks with commas between, such as `digcompedu/1.2, takwin-values/V6`.",
    "attempts": "How often it may be answered: a whole number or `unlimited`. Default: that of its quiz; unlimited in practice.",
}
SHUFFLE = {"shuffle": "`no` keeps the order of the source; `yes` (default) gives each person an order of their own."}
MATCH, MAP = "match_correct", "map_response"
"""How parts add up to a mark: all or nothing, or each for its share. The names are those of QTI 3 response processing templates
(1EdTech, QTI 3.0 information model, section on response processing)."""
SHARES = {
    "scoring": "`map_response` (default: each line rightly done earns its share of the points) or `match_correct` (all or nothing). The names are those of QTI response processing."
}
MOST_POINTS = 1000_00
_POINTS = re.compile(r"(\d{1,4})(?:[.,](\d{1,2}))?")
_SWITCH = {"yes": True, "no": False}


def points(options: Mapping[str, str]) -> int:
    """The points in hundredths. Raises ValueError when they cannot be read or are out of range."""
    match = _POINTS.fullmatch(options.get("points", "1").strip())
    found = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) if match else 0
    if not 0 < found <= MOST_POINTS:
        raise ValueError(options.get("points"))
    return found


def attempts(options: Mapping[str, str], otherwise: int | None) -> int | None:
    """How many attempts, None for any number; `otherwise` when the question does not say. Raises ValueError."""
    text = options.get("attempts", "").strip()
    if not text:
        return otherwise
    if text == "unlimited":
        return None
    if not re.fullmatch(r"[1-9]\d{0,2}", text):
        raise ValueError(text)
    return int(text)


def scoring(options: Mapping[str, str], otherwise: str) -> str:
    """MATCH or MAP; `otherwise` when the question does not say. Raises ValueError for any other word."""
    text = options.get("scoring", "").strip() or otherwise
    if text not in {MATCH, MAP}:
        raise ValueError(text)
    return text


def switch(options: Mapping[str, str], name: str, otherwise: bool) -> bool:
    """A yes or no. Raises ValueError for any other word."""
    text = options.get(name, "").strip().lower()
    if text and text not in _SWITCH:
        raise ValueError(text)
    return _SWITCH.get(text, otherwise)
