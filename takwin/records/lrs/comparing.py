"""Do two statements say the same? (4.2.3, immutability)"""

import re
from collections.abc import Mapping
from typing import Any

from takwin.records.lrs.words import Invalid, moment

HUNDREDTHS = re.compile(r"([.,]\d\d)\d+(?=S$)")
"""Seconds of a duration are compared to hundredths (4.2.7)."""
GIVEN = ("id", "stored", "authority", "version", "timestamp", "attachments")
"""What a record adds by itself, or where equal things may be written differently."""


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether they say the same, leaving aside what a record adds: a time counts where both tell one."""
    times = {_moment(each["timestamp"]) for each in (one, other) if "timestamp" in each}
    return len(times) < 2 and _said(one) == _said(other)


def _moment(told: Any) -> Any:
    try:
        return moment(told, "timestamp")
    except Invalid:
        return told


def _said(statement: Mapping[str, Any]) -> Any:
    return _plain({key: value for key, value in statement.items() if key not in GIVEN})


def _plain(value: Any, key: str = "") -> Any:
    """Without the words that go without saying, and a single activity of the context as a list of one."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    plain = {name: _plain(each, name) for name, each in value.items()}
    if isinstance(plain.get("duration"), str):
        plain["duration"] = HUNDREDTHS.sub(r"\1", plain["duration"])
    if plain.get("objectType") in {"Activity", "Agent"}:
        del plain["objectType"]
    if key == "contextActivities":
        plain = {name: each if isinstance(each, list) else [each] for name, each in plain.items()}
    return plain
