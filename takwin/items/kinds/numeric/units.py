"""The units of a number: what one of each is worth in the unit of the answer. Fractions, so that nothing is ever rounded."""

import re
from collections.abc import Sequence
from fractions import Fraction

from takwin.items.item import Json
from takwin.items.kinds.numeric import number
from takwin.items.marking import exact

LONGEST = 40
"""Signs of the longest name of a unit."""


class BadUnits(ValueError):
    """The text does not tell units."""


def parse(text: str) -> dict[str, Fraction]:
    """The units by name, in the order written: `kB = 0.001; MB; GB = 1000`, `s = 1/60; min`. The one without a worth is that of the
    answer. "" tells none. Raises BadUnits."""
    parts = [part.strip() for part in re.split("[;؛]", text)] if text.strip() else []
    found = [_unit(part) for part in parts]
    names = [name for name, _ in found]
    bare = sum("=" not in part for part in parts)
    if parts and (bare != 1 or len(set(names)) < len(names)):
        raise BadUnits(text)
    return dict(found)


def _unit(text: str) -> tuple[str, Fraction]:
    words, equals, worth = text.partition("=")
    name = exact(words)
    if not 0 < len(name) <= LONGEST:
        raise BadUnits(text)
    return name, _worth(worth) if equals else Fraction(1)


def _worth(text: str) -> Fraction:
    """A number, or one over another. Raises BadUnits, also at zero and below."""
    over, _, under = text.partition("/")
    try:
        top, bottom = number.parse(over), number.parse(under or "1")
    except number.NotANumber:
        raise BadUnits(text) from None
    if top <= 0 or bottom <= 0:
        raise BadUnits(text)
    return Fraction(top) / Fraction(bottom)


def ids(units: dict[str, Fraction]) -> dict[str, str]:
    """The names of the units by id: u1, u2… in the order of the source."""
    return {f"u{place}": name for place, name in enumerate(units, 1)}


def worth(key: Json, unit: str) -> Fraction | None:
    """What one of the chosen unit is worth; 1 where the question has no choice of units, None for an unknown one."""
    known: dict[str, str] = key.get("units", {})
    if len(known) < 2:
        return Fraction(1)
    return Fraction(known[unit]) if unit in known else None


def asked(public: Json) -> Sequence[Json]:
    """The units among which to choose; none where there is one or no unit."""
    found: list[Json] = public.get("units", [])
    return found if len(found) > 1 else []
