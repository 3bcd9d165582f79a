"""A question as course source (`docs/reference/course-source.md`)."""

import re

from takwin.items import gaps
from takwin.items.item import Choice, Written

_GAP = re.compile("\ue000(\\d+)\ue001")
_FENCE = re.compile(r"^[ >]*(:{3,})", re.MULTILINE)
_BULLET = re.compile(r"^ {0,3}([-*+])[ \t]", re.MULTILINE)
_WHEN = {"always": "", "right": " right", "wrong": " wrong"}


def write(written: Written) -> str:
    """The question as a directive; reading it gives the same question (texts without white space at their ends).

    Gaps stand in the prompt as roles already, or as GAP % n (n counts from 0), which become roles."""
    prompt = _with_roles(written)
    small = ":" * (_longest(*written.hints, *written.feedback.values()) + 1)
    blocks = [
        "\n".join(f":{name}: {value}".rstrip() for name, value in written.options.items()),
        prompt,
        "\n".join(_choice(choice, _bullet(prompt)) for choice in written.choices),
        *(f"{small}{{hint}}\n{hint}\n{small}" for hint in written.hints),
        *(f"{small}{{feedback}}{_WHEN[when]}\n{text}\n{small}" for when, text in written.feedback.items() if text),
    ]
    body = "\n\n".join(block for block in blocks if block)
    fence = ":" * (max(_longest(body), 3) + 1)
    start = "\n" if written.options else "\n\n"
    return f"{fence}{{{written.kind}}} {written.id}{start}{body}\n{fence}\n"


def _with_roles(written: Written) -> str:
    def role(found: re.Match[str]) -> str:
        number = int(found[1])
        return gaps.role(written.gaps[number]) if number < len(written.gaps) else ""

    return _GAP.sub(role, written.prompt)


def _longest(*texts: str) -> int:
    """The colons of the longest fence in the texts, at least 2."""
    return max((len(fence) for text in texts for fence in _FENCE.findall(text)), default=2)


def _bullet(prompt: str) -> str:
    """A sign for the choices that the prompt's own lists do not use, so that the two lists stay apart."""
    used = set(_BULLET.findall(prompt))
    return next((sign for sign in "-*+" if sign not in used), "-")


def _choice(choice: Choice, bullet: str) -> str:
    first, *more = choice.text.split("\n")
    lines = [f"{bullet} [{'x' if choice.right else ' '}] {first}".rstrip(), *(f"  {line}".rstrip() for line in more)]
    if choice.feedback:
        lines += ["", *_quote(choice.feedback)] if more else _quote(choice.feedback)
    return "\n".join(lines)


def _quote(text: str) -> list[str]:
    return [f"  > {line}".rstrip() for line in text.split("\n")]
