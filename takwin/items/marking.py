"""What the kinds share when they mark: exact shares of the points, safe looks into a response, the closing words."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from takwin.items.item import Json
from takwin.items.options import MAP


def share(points: int, part: int, whole: int) -> int:
    """`part` of `whole` of the points (hundredths), rounded half up; never below 0, never above `points`.

    Whole numbers only, so the same answer earns the same on every machine."""
    if whole <= 0:
        return 0
    earned = min(max(part, 0), whole)
    return (2 * points * earned + whole) // (2 * whole)


def earned(points: int, right: int, whole: int, scoring: str) -> int:
    """What `right` of `whole` parts earn: each its share, or all the points for all of them and nothing for less."""
    return share(points, right, whole) if scoring == MAP else share(points, int(right == whole > 0), 1)


def exact(text: str) -> str:
    """The form under which words are compared when every accent and capital counts: composed (NFC), white space single."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def typed_lines(form: Mapping[str, Sequence[str]], name: str) -> str:
    """What was typed in a field of several lines, as `typed` but with its lines, the blank ones at the ends left out."""
    first = next(iter(form.get(name, ())), "").replace("\r\n", "\n")
    return "\n".join(typed({name: [line]}, name) for line in first.split("\n")).strip()


def typed(form: Mapping[str, Sequence[str]], name: str) -> str:
    """What was typed in a field, without control characters (no database keeps them all) and white space at its ends."""
    first = next(iter(form.get(name, ())), "")
    return "".join(sign for sign in first if unicodedata.category(sign) not in {"Cc", "Cs"}).strip()


def word(response: Any, name: str) -> str:
    """The text under a name of a response, or "" when there is none."""
    found = response.get(name) if isinstance(response, Mapping) else None
    return found if isinstance(found, str) else ""


def words(response: Any, name: str) -> list[str]:
    """The texts of a list in a response; whatever is not a text is left out."""
    found = response.get(name) if isinstance(response, Mapping) else None
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def inner(response: Any, name: str) -> Json:
    """The mapping under a name of a response, or an empty one."""
    found = response.get(name) if isinstance(response, Mapping) else None
    return dict(found) if isinstance(found, Mapping) else {}


def closing(feedback: Mapping[str, str], all_right: bool) -> dict[str, str]:
    """The feedback on the whole question that fits the result."""
    shown = ("always", "right" if all_right else "wrong")
    return {when: feedback[when] for when in shown if feedback.get(when)}
