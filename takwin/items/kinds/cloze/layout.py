"""A text with gaps as it is shown: pieces of HTML and fields in turn."""

import re

from takwin.items import options
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


def accepts(public: Json, gap: str, words: str) -> bool:
    """Whether a gap can hold these words: a drop-down holds only the ids of its options."""
    part = next(part for part in public["parts"] if part.get("gap") == gap)
    return "options" not in part or words in {option["id"] for option in part["options"]}
