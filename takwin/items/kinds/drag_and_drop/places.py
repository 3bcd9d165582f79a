"""Where labels belong: the zones that a source names by number, and a way to place every label."""

import re
from collections.abc import Iterable, Mapping, Sequence

from takwin.items import checks, pictures
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Line, Written
from takwin.items.marking import exact


class NoZone(ValueError):
    """What stands after an arrow is not the number of a zone."""


def named(lines: Sequence[Line], letter: str) -> dict[str, Line]:
    """Lines with their ids, in the order of the source: l1, l2…"""
    return {f"{letter}{number}": line for number, line in enumerate(lines, 1)}


def right(label: Line, zones: int) -> list[str]:
    """The ids of the zones in which a label is right: z1, z3 for "1, 3"; none for a decoy. Raises NoZone."""
    found = re.split(r"[\s,،;]+", label.match.strip()) if label.match.strip() else []
    if any(not one.isascii() or not one.isdecimal() or not 1 <= int(one[:9]) <= zones for one in found):
        raise NoZone(label.match)
    return [f"z{int(one)}" for one in dict.fromkeys(found)]


def spread(wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A zone for each label, no two the same where that can be had; a label for which none is left is absent. Kuhn's algorithm."""
    held: dict[str, str] = {}

    def place(label: str, tried: set[str]) -> bool:
        for zone in (zone for zone in wanted[label] if zone not in tried):
            tried.add(zone)
            if zone not in held or place(held[zone], tried):
                held[zone] = label
                return True
        return False

    for label in wanted:
        place(label, set())
    return {label: zone for zone, label in sorted(held.items(), key=lambda item: int(item[1][1:]))}


def check(written: Written, one_each: bool) -> Iterable[Complaint]:
    """What is wrong in zones and labels."""
    yield from _zones(written)
    belong = {}
    for number, label in enumerate(written.lines, 1):
        if label.match.strip() and not label.text.strip():
            yield complain("line-empty", number=number)
        try:
            belong[f"l{number}"] = right(label, len(written.zones))
        except NoZone:
            yield complain("label-zone", number=number, value=label.match)
    real = {name: zones for name, zones in belong.items() if zones}
    if not any(label.match.strip() for label in written.lines):
        yield complain("labels-missing")
    elif one_each and len(spread(real)) < len(real):
        yield complain("zone-crowded")


def _zones(written: Written) -> Iterable[Complaint]:
    if len(written.zones) < 2:
        yield complain("zones-few")
    seen: dict[str, int] = {}
    for number, zone in enumerate(written.zones, 1):
        text = exact(zone.text)
        if not text:
            yield complain("zone-empty", number=number)
        elif text in seen:
            yield complain("zone-twice", first=seen[text], second=number)
        seen.setdefault(text, number)
    if pictures.named(written.options) or any(zone.match for zone in written.zones):
        yield from checks.picture(written)
        for number, zone in enumerate(written.zones, 1):
            yield from checks.area(number, zone.match)
