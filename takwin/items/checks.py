"""What every kind checks in a question, whatever its shape."""

import re
from collections.abc import Iterable, Mapping

from takwin.items import areas, options
from takwin.items.complaints import complain
from takwin.items.item import Choice, Complaint, Written

_BOX = re.compile(r"\[[ xX]\](?: |$)")


def common(
    written: Written, own: Mapping[str, str], *, marked: bool = True, guided: bool = False
) -> Iterable[Complaint]:
    """The prompt, the options and, of a question that is marked, the feedback; `own` are the options of the kind."""
    if not written.prompt.strip():
        yield complain("prompt-empty")
    known = {**options.EVERY_QUESTION, **own}
    if not marked:
        known.pop("points")
    for name in written.options:
        if name not in known:
            yield complain("option-unknown", option=name, known=tuple(known))
    yield from _numbers(written.options)
    if written.guide and not guided:
        yield complain("guide-stray")
    if marked and not has_feedback(written):
        yield complain("feedback-missing")


def _numbers(given: Mapping[str, str]) -> Iterable[Complaint]:
    try:
        options.points(given)
    except ValueError:
        yield complain("points", value=given["points"])
    try:
        options.attempts(given, None)
    except ValueError:
        yield complain("attempts", value=given["attempts"])


def has_feedback(written: Written) -> bool:
    """Whether some answer gets words back."""
    on_gaps = any(answer.feedback for gap in written.gaps for answer in gap.answers)
    on_lines = any(choice.feedback for choice in written.choices) or any(line.feedback for line in written.lines)
    return on_gaps or on_lines or any(written.feedback.values())


def by_hand(written: Written) -> Iterable[Complaint]:
    """What nobody knows beforehand of an answer that people mark."""
    for when in ("right", "wrong"):
        if when in written.feedback:
            yield complain("feedback-hand", when=when)


def switches(written: Written, *names: str) -> Iterable[Complaint]:
    """Options that are yes or no."""
    for name in names:
        try:
            options.switch(written.options, name, otherwise=True)
        except ValueError:
            yield complain("switch", option=name, value=written.options[name])


def scoring(written: Written) -> Iterable[Complaint]:
    """The name of the way of marking."""
    try:
        options.scoring(written.options, options.MATCH)
    except ValueError:
        yield complain("scoring", value=written.options["scoring"])


def lines(written: Written) -> Iterable[Complaint]:
    """A list without boxes: each line with words of its own."""
    seen: dict[str, int] = {}
    for number, line in enumerate(written.lines, 1):
        text = " ".join(line.text.split())
        if _BOX.match(text):
            yield complain("line-box", number=number)
        elif not text and not line.match:
            yield complain("line-empty", number=number)
        elif text and text in seen:
            yield complain("line-twice", first=seen[text], second=number)
        seen.setdefault(text, number)


def choices(found: tuple[Choice, ...]) -> Iterable[Complaint]:
    """A list of choices: enough of them, each with words of its own, one right at least."""
    if len(found) < 2:
        yield complain("choices-few")
    seen: dict[str, int] = {}
    for number, choice in enumerate(found, 1):
        text = " ".join(choice.text.split())
        if not text:
            yield complain("choice-empty", number=number)
        elif text in seen:
            yield complain("choice-twice", first=seen[text], second=number)
        seen.setdefault(text, number)
    if found and not any(choice.right for choice in found):
        yield complain("right-missing")


def stray(written: Written, shape: str) -> Iterable[Complaint]:
    """Shapes that the kind does not use."""
    if shape not in {"choice", "spot"} and written.choices:
        yield complain("choices-stray")
    if shape != "text" and written.gaps:
        yield complain("gaps-stray")


def picture(written: Written) -> Iterable[Complaint]:
    """The picture that the question is asked on; whether the file is there is for the compiler to say."""
    if not written.options.get("image", "").strip():
        yield complain("picture-missing")
    elif not written.options.get("alt", "").strip():
        yield complain("picture-alt")


def area(number: int, text: str) -> Iterable[Complaint]:
    """The area of a line of the question."""
    try:
        areas.parse(text)
    except areas.BadArea:
        yield complain("area" if text else "area-missing", number=number, value=text)
