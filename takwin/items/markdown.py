"""A question as course source (`docs/reference/course-source.md`)."""

import re
from collections.abc import Iterator

from takwin.items import gaps
from takwin.items.item import Choice, Line, Written
from takwin.items.shelf import KINDS
from takwin.lib.fences import longest
from takwin.lib.text import as_value

LISTS = {"match": "bullet", "scale": "bullet", "order": "ordered"}
"""The list that a shape has in place of choices: its lines are the last list of this type in the question."""
ARROW = re.compile(r"(?:^|(?<=\s))->(?:\s+|$)")

_GAP = re.compile("\ue000(\\d+)\ue001")
_BULLET = re.compile(r"^ {0,3}([-*+])[ \t]", re.MULTILINE)
_NUMBER = re.compile(r"^ {0,3}\d{1,9}([.)])[ \t]", re.MULTILINE)
_WHEN = {"always": "", "right": " right", "wrong": " wrong"}


def write(written: Written) -> str:
    """The question as a directive; reading it gives the same question (texts without white space at their ends).

    Gaps stand in the prompt as roles already, or as GAP % n (n counts from 0), which become roles."""
    prompt = _with_roles(written)
    small = ":" * (longest(*written.hints, *written.feedback.values(), written.guide) + 1)
    blocks = [
        "\n".join(f":{name}: {as_value(value)}".rstrip() for name, value in written.options.items()),
        prompt,
        "\n".join(_choice(choice, _bullet(prompt)) for choice in written.choices),
        "\n".join(_zones(written)),
        "\n".join(_lines(written)),
        *(f"{small}{{hint}}\n{hint}\n{small}" for hint in written.hints),
        *(f"{small}{{feedback}}{_WHEN[when]}\n{text}\n{small}" for when, text in written.feedback.items() if text),
        f"{small}{{guide}}\n{written.guide}\n{small}" if written.guide else "",
    ]
    body = "\n\n".join(block for block in blocks if block)
    fence = ":" * (max(longest(body), 3) + 1)
    start = "\n" if written.options else "\n\n"
    return f"{fence}{{{written.kind}}} {written.id}{start}{body}\n{fence}\n"


def _with_roles(written: Written) -> str:
    def role(found: re.Match[str]) -> str:
        number = int(found[1])
        return gaps.role(written.gaps[number]) if number < len(written.gaps) else ""

    return _GAP.sub(role, written.prompt)


def _bullet(prompt: str) -> str:
    """A sign for the choices that the prompt's own lists do not use, so that the two lists stay apart."""
    return _sign(_BULLET, "-*+", prompt)


def _sign(pattern: re.Pattern[str], signs: str, prompt: str) -> str:
    used = set(pattern.findall(prompt))
    return next((sign for sign in signs if sign not in used), signs[0])


def _choice(choice: Choice, bullet: str) -> str:
    where = f" -> {choice.area}" if choice.area else ""
    return _item(bullet, f"[{'x' if choice.right else ' '}] {choice.text}{where}", choice.feedback)


def _lines(written: Written) -> Iterator[str]:
    """The lines of a list without boxes, numbered where their order is what is asked."""
    ordered = LISTS.get(KINDS[written.kind].shape) == "ordered"
    sign = _sign(_NUMBER, ".)", written.prompt) if ordered else _bullet(written.prompt)
    for number, line in enumerate(written.lines, 1):
        yield _item(f"{number}{sign}" if ordered else sign, _words(line), line.feedback)


def _zones(written: Written) -> Iterator[str]:
    """The zones that lines are put into, numbered: lines name them by their number."""
    sign = _sign(_NUMBER, ".)", written.prompt)
    for number, zone in enumerate(written.zones, 1):
        yield _item(f"{number}{sign}", _words(zone), "")


def _words(line: Line) -> str:
    return f"{line.text} -> {line.match}".lstrip() if line.match else line.text


def _item(marker: str, text: str, feedback: str) -> str:
    """An item of a list: what does not stand on its first line is indented by its marker."""
    first, *more = text.split("\n")
    quote = [f"> {line}" for line in feedback.split("\n")] if feedback else []
    rest = [*more, *([""] if more and quote else []), *quote]
    return "\n".join([f"{marker} {first}".rstrip(), *(f"{' ' * len(marker)} {line}".rstrip() for line in rest)])
