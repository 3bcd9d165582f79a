"""The supervision scenario of a course, `supervision.yaml`, read and written."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from takwin.content.source.fields import Fields
from takwin.content.source.folder import read_text
from takwin.content.source.problems import Problem, problem
from takwin.content.source.tree import NotReadable, Tree, parse
from takwin.scenarios import supervision as rules
from takwin.scenarios.supervision import (
    ADDRESSEES,
    CALENDAR,
    CHANNELS,
    EVENTS,
    IDLE,
    INITIATIVES,
    PER,
    ROLES,
    UNITS,
    Intervention,
    Supervision,
    Trigger,
)  # fmt: skip

FILE = "supervision.yaml"
LINKS = ("step", "task", "quiz")
NUMBER = re.compile(r"\d{1,4}")
WITHIN = re.compile(r"(\d{1,3}) (hours?|days?)")
PERCENT = re.compile(r"(\d{1,3}) ?%")


def read(folder: Path, languages: Sequence[str]) -> tuple[Supervision | None, list[Problem]]:
    """The scenario, None where the course has none or it cannot be read, and all that is wrong or weak in it."""
    if not (folder / FILE).exists():
        return None, []
    text, problems = read_text(folder, FILE)
    if text is None:
        return None, problems
    try:
        said = parse(text, FILE)
    except NotReadable as refused:
        return None, [*problems, refused.problem]
    if said is None or said.named is None:
        return None, [*problems, problem("supervision-shape", FILE, 1)]
    found = _supervision(Fields(said, FILE, problems, languages))
    problems += [problem(one.name, FILE, line, **one.values) for one, line in rules.check(found)]
    return found, problems


def _supervision(fields: Fields) -> Supervision:
    if (version := fields.word("takwin")) not in {"1", ""}:
        fields.complain("format-version", fields.line("takwin"), version=version[:20])
    sizes = fields.get("sizes", required=False)
    inner = Fields(sizes, FILE, fields.problems) if sizes and sizes.named is not None else None
    if sizes and inner is None:
        fields.complain("field-mapping", sizes.line, key="sizes")
    usual = Supervision(())
    group, cohort = usual.group, usual.cohort
    if inner:
        group, cohort = _number(inner, "group", usual.group), _number(inner, "cohort", usual.cohort)
        inner.finish()
    found: dict[str, Intervention] = {}
    for tree in fields.many("interventions"):
        if tree.named is None:
            fields.complain("field-mapping", tree.line, key="interventions")
        elif (one := _intervention(Fields(tree, FILE, fields.problems, fields.languages))).id in found:
            fields.complain("supervision-twice", tree.line, id=one.id)
        else:
            found[one.id] = one
    fields.finish()
    return Supervision(tuple(found.values()), group, cohort)


def _intervention(fields: Fields) -> Intervention:
    addressee = fields.choice("addressee", ADDRESSEES)
    found = Intervention(
        id=fields.slug("id"),
        role=fields.choice("role", ROLES),
        initiative=fields.choice("initiative", INITIATIVES),
        addressee=addressee,
        trigger=_trigger(fields),
        channel=fields.choice("channel", CHANNELS),
        within=_within(fields),
        minutes=_number(fields, "minutes", 0, required=True),
        per=fields.choice("per", UNITS, required=False) or PER.get(addressee, UNITS[0]),
        share=_share(fields),
        texts=fields.texts("text"),
        step=fields.word("step", required=False),
        task=fields.word("task", required=False),
        quiz=fields.word("quiz", required=False),
        line=fields.tree.line,
    )
    fields.finish()
    return found


def _trigger(fields: Fields) -> Trigger:
    """`when: help-asked`, `when: {never-opened: 7}` or `when: {run-day: [7, 14]}`."""
    found = fields.get("when")
    if found is None:
        return Trigger("")
    if found.text in EVENTS:
        return Trigger(found.text)
    if found.named and len(found.named) == 1:
        ((sign, value),) = found.named.items()
        days = _days(value) if sign in CALENDAR else _days(value)[:1] if value.text else []
        if days and sign in {*CALENDAR, *IDLE}:
            return Trigger(sign, tuple(days))
    fields.complain("supervision-when", found.line)
    return Trigger("")


def _days(value: Tree) -> list[int]:
    words = [one.text or "" for one in value.many] if value.many is not None else [value.text or ""]
    return [int(one) for one in words] if all(NUMBER.fullmatch(one) for one in words) else []


def _number(fields: Fields, key: str, usual: int, required: bool = False) -> int:
    value = fields.word(key, required)
    if value and not (NUMBER.fullmatch(value) and int(value)):
        fields.complain("supervision-number", fields.line(key), key=key, value=value[:40])
        return usual
    return int(value) if value else usual


def _within(fields: Fields) -> int:
    value = fields.word("within")
    match = WITHIN.fullmatch(value)
    if value and not match:
        fields.complain("supervision-within", fields.line("within"), value=value[:40])
    return int(match[1]) * (24 if match[2].startswith("day") else 1) if match else 0


def _share(fields: Fields) -> int:
    value = fields.word("share", required=False)
    match = PERCENT.fullmatch(value)
    if value and not (match and int(match[1]) <= 100):
        fields.complain("percent", fields.line("share"), key="share", value=value[:40])
    return min(int(match[1]), 100) if match else 100


def written(found: Supervision) -> dict[str, Any]:
    """The scenario as the file says it."""
    return {
        "takwin": 1,
        "sizes": {"group": found.group, "cohort": found.cohort},
        "interventions": [_written(one) for one in found.interventions],
    }


def _written(one: Intervention) -> dict[str, Any]:
    links: Mapping[str, str] = {name: getattr(one, name) for name in LINKS if getattr(one, name)}
    return {
        "id": one.id,
        "role": one.role,
        "initiative": one.initiative,
        "addressee": one.addressee,
        "when": _when(one.trigger),
        "channel": one.channel,
        "within": f"{one.within} hours",
        "minutes": one.minutes,
        "per": one.per,
        "share": f"{one.share}%",
        **links,
        "text": dict(one.texts),
    }


def _when(trigger: Trigger) -> Any:
    if not trigger.days:
        return trigger.sign
    return {trigger.sign: trigger.days[0] if len(trigger.days) == 1 else list(trigger.days)}
