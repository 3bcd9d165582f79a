"""What the kinds share that are never marked: a list to choose from in which nothing is right or wrong."""

from collections.abc import Iterable, Mapping

from takwin.items import checks, choices
from takwin.items.choices import in_line
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Draft, Json, Outcome, Written
from takwin.items.marking import word


def check(written: Written, own: Mapping[str, str]) -> Iterable[Complaint]:
    """What every such question is checked for; `own` are the options of the kind."""
    yield from checks.common(written, own, marked=False)
    yield from checks.stray(written, "scale")
    yield from checks.lines(written)
    if len(written.lines) < 2:
        yield complain("lines-few")
    for when in ("right", "wrong"):
        if when in written.feedback:
            yield complain("feedback-unmarked", when=when)


def draft(rendered: Written, shuffle: bool) -> Draft:
    """The lines are c1, c2… in the order of the source. The key holds nothing but what is said afterwards."""
    numbered = {f"c{number}": line for number, line in enumerate(rendered.lines, 1)}
    shown = [{"id": name, "html": in_line(line.text)} for name, line in numbered.items()]
    said = {name: line.feedback for name, line in numbered.items() if line.feedback}
    return Draft(
        public={"prompt": rendered.prompt, "choices": shown, "shuffle": shuffle},
        key={"count": len(numbered), "choices": said, "feedback": dict(rendered.feedback)},
        structure={"lines": len(numbered), "shuffle": shuffle},
    )


def outcome(key: Json, response: Json) -> Outcome:
    """What is said of a response. It earns nothing, whatever it is, and nothing in it is right or wrong."""
    chosen = choices.known(key, [word(response, "choice")])
    return Outcome(0, {}, choices.said(key, chosen, all_right=False))
