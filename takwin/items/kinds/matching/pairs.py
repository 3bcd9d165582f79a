"""The pairs of a matching question: what is shown on both sides, and what belongs together."""

from collections.abc import Iterable

from takwin.items import options
from takwin.items.choices import in_line
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Json, Line, Written
from takwin.items.marking import exact


def rows(written: Written) -> dict[str, Line]:
    """The lines that ask, by id: r1, r2… in the order of the source. Decoys ask nothing."""
    asking = [line for line in written.lines if line.text.strip()]
    return {f"r{number}": line for number, line in enumerate(asking, 1)}


def targets(written: Written) -> dict[str, str]:
    """The other halves and the decoys, each once, with their ids. They stand in the order of their words, which says nothing of
    what belongs together."""
    words = sorted({exact(line.match) for line in written.lines})
    return {text: f"o{number}" for number, text in enumerate(words, 1)}


def check(written: Written) -> Iterable[Complaint]:
    """What is wrong in the pairs."""
    if len(rows(written)) < 2:
        yield complain("lines-few")
    used = {exact(line.match) for line in rows(written).values()}
    for number, line in enumerate(written.lines, 1):
        if line.text.strip() and not line.match.strip():
            yield complain("pair-half", number=number)
        elif not line.text.strip() and exact(line.match) in used:
            yield complain("pair-decoy", number=number, answer=line.match)
    if len(rows(written)) > 1 and len(targets(written)) < 2:
        yield complain("targets-few")


def public(rendered: Written) -> Json:
    """{"prompt", "rows": [{"id": "r1", "html": …}], "options": [{"id": "o1", "text": …}], "shuffle"}."""
    return {
        "prompt": rendered.prompt,
        "rows": [{"id": name, "html": in_line(line.text)} for name, line in rows(rendered).items()],
        "options": [{"id": name, "text": text} for text, name in targets(rendered).items()],
        "shuffle": options.switch(rendered.options, "shuffle", otherwise=True),
    }


def key(rendered: Written) -> Json:
    """{"right": {"r1": "o2"}, "scoring", "rows": {"r1": what is said when it is matched wrongly}, "feedback"}."""
    named, asking = targets(rendered), rows(rendered)
    return {
        "right": {name: named[exact(line.match)] for name, line in asking.items()},
        "scoring": options.scoring(rendered.options, options.MAP),
        "rows": {name: line.feedback for name, line in asking.items() if line.feedback},
        "feedback": dict(rendered.feedback),
    }


def structure(rendered: Written) -> Json:
    """The pairs without their words: a line is the number of the first line that belongs with the same."""
    matches = [exact(line.match) for line in rows(rendered).values()]
    return {
        "pairs": [matches.index(match) + 1 for match in matches],
        "decoys": len(targets(rendered)) - len(set(matches)),
        "scoring": options.scoring(rendered.options, options.MAP),
        "shuffle": options.switch(rendered.options, "shuffle", otherwise=True),
    }
