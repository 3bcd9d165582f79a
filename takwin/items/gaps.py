r"""The answers of a gap, written as in Moodle's GIFT and Cloze: `=right ~wrong ~%50%half#feedback`.

A sign that would begin something is written with a backslash before it: `\=` `\~` `\#` `\%` `\\`."""

import re

from takwin.items.item import Answer, Gap

_ANSWER = re.compile(
    r"(?P<mark>~=|[~=]|^)(?P<words>(?:\\.?+|[^\\~=#])*+)(?:\#(?P<feedback>(?:\\.?+|[^\\~=])*+))?", re.DOTALL
)
_WEIGHT = re.compile(r"%(-?\d{1,3})(?:[.,]\d*)?%")
_PROTECTED = re.compile(r"\\([~=#%{}:\\])")
_TO_PROTECT = re.compile(r"[~=#\\]|^%")


def parse(text: str) -> tuple[Answer, ...]:
    """The answers in the order written. Words before any `=` or `~` are a wrong answer, as in Cloze. Never raises: a weight
    that makes no sense (over 100, below 0) is kept as written and left to the kind's check."""
    found = list(_ANSWER.finditer(text))
    if found and not found[0]["mark"] and not found[0].group().strip():
        found = found[1:]
    return tuple(_answer(one["mark"], one["words"].strip(), one["feedback"] or "") for one in found)


def _answer(mark: str, words: str, feedback: str) -> Answer:
    if weight := _WEIGHT.match(words):
        return Answer(_plain(words[weight.end() :]), int(weight[1]), _plain(feedback))
    return Answer(_plain(words), 100 if "=" in mark else 0, _plain(feedback))


def _plain(text: str) -> str:
    return _PROTECTED.sub(r"\1", " ".join(text.split()))


def write(answers: tuple[Answer, ...]) -> str:
    """The answers as source; `parse` reads the same back (white space single)."""
    return " ".join(_written(answer) for answer in answers)


def _written(answer: Answer) -> str:
    mark = {100: "=", 0: "~"}.get(answer.weight, f"~%{answer.weight}%")
    feedback = f"#{_protected(answer.feedback)}" if answer.feedback else ""
    return f"{mark}{_protected(answer.text)}{feedback}"


def _protected(text: str) -> str:
    return _TO_PROTECT.sub(lambda sign: "\\" + sign[0], " ".join(text.split()))


def role(gap: Gap) -> str:
    """The gap as it stands in a text: ``{gap}`=Rabat` `` or ``{select}`=one ~two` ``."""
    inside = write(gap.answers)
    ticks = "`" * (max((len(run) for run in re.findall("`+", inside)), default=0) + 1)
    space = " " if inside.startswith("`") or inside.endswith("`") or not inside else ""
    return f"{{{'select' if gap.drop_down else 'gap'}}}{ticks}{space}{inside}{space}{ticks}"
