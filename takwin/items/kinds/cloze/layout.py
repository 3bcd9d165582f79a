"""A text with gaps as it is shown: pieces of HTML and fields in turn."""

import re
from collections.abc import Mapping

from takwin.items import options
from takwin.items.choices import at_places
from takwin.items.item import Gap, Json, Written

_GAP = re.compile("\ue000\\d+\ue001")


def public(rendered: Written) -> Json:
    """{"parts": [{"html": …}, {"gap": "g1", "number": 1}, {"gap": "g2", "number": 2, "options": [{"id": "o1", "text": …}]}, …],
    "gaps": 2, "shuffle": true}. Ids follow the order of the source, whichever answer is right."""
    count = len(rendered.gaps)
    pieces = _GAP.split(rendered.prompt)
    pieces += [""] * (count + 1 - len(pieces))
    parts: list[Json] = []
    for number, gap in enumerate(rendered.gaps, 1):
        parts += [{"html": pieces[number - 1]}, _field(number, gap)]
    parts.append({"html": "".join(pieces[count:])})
    return {"parts": parts, "gaps": count, "shuffle": options.switch(rendered.options, "shuffle", otherwise=True)}


def _field(number: int, gap: Gap) -> Json:
    field: Json = {"gap": f"g{number}", "number": number}
    if gap.drop_down:
        field["options"] = [{"id": f"o{place}", "text": answer.text} for place, answer in enumerate(gap.answers, 1)]
    return field


def gaps(public: Json) -> list[str]:
    """The ids of the gaps."""
    return [part["gap"] for part in public["parts"] if "gap" in part]


def meant(public: Json, given: Mapping[str, str]) -> dict[str, str]:
    """What the fields of a form mean: a typed gap its words, a drop-down the id of the option at the place that was sent."""
    fields = {part["gap"]: part for part in public["parts"] if "gap" in part}
    found = {name: _meant(fields[name], words) for name, words in given.items()}
    return {name: words for name, words in found.items() if words}


def _meant(field: Json, words: str) -> str:
    if "options" not in field:
        return words
    return next(iter(at_places(field["options"], [words])), "")
