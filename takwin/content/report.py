"""What was found in a course, as JSON for other programs."""

from collections import Counter
from typing import Any

from takwin.content.check import Checked
from takwin.content.remarks import noted
from takwin.content.source.problems import Problem

Json = dict[str, Any]
LEVELS = ("error", "warning", "advice")


def as_json(checked: Checked) -> Json:
    """{"course", "publishable", "count": {level: number, "accepted": number}, "findings": [...], "accepted": [...], "notes": [sentence]}; a finding is
    {"name", "level", "file", "line", "place", "sentence", "try", "reason" where it is accepted}."""
    levels = Counter(one.level for one in checked.problems)
    return {
        "course": checked.course.id if checked.course else None,
        "publishable": checked.publishable,
        "count": {level: levels[level] for level in LEVELS} | {"accepted": len(checked.accepted)},
        "findings": [_finding(one) for one in checked.problems],
        "accepted": [_finding(one) for one in checked.accepted],
        "notes": noted(checked),
    }


def _finding(one: Problem) -> Json:
    return {
        "name": one.name,
        "level": one.level,
        "file": one.file,
        "line": one.line,
        "place": one.place,
        "sentence": str(one.sentence),
        "try": str(one.try_this),
        **({"reason": one.accepted} if one.accepted else {}),
    }
