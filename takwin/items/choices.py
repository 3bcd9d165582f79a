"""What the kinds made of choices share: what is shown, what is sealed, the order, what an answer says of each choice."""

import re
from collections.abc import Iterable, Mapping, Sequence

from takwin.items import options
from takwin.items.item import Draft, Json, Outcome, Written
from takwin.items.marking import closing, inner, share, word, words
from takwin.items.shuffle import shuffled


def draft(rendered: Written, scoring: str) -> Draft:
    """The choices are c1, c2… in the order of the source, whichever is right and however they are shown."""
    numbered = {f"c{number}": choice for number, choice in enumerate(rendered.choices, 1)}
    right = [name for name, choice in numbered.items() if choice.right]
    shuffle = options.switch(rendered.options, "shuffle", otherwise=True)
    return Draft(
        public={
            "prompt": rendered.prompt,
            "choices": [{"id": name, "html": in_line(choice.text)} for name, choice in numbered.items()],
            "shuffle": shuffle,
        },
        key={
            "right": right,
            "count": len(numbered),
            "scoring": scoring,
            "choices": {name: choice.feedback for name, choice in numbered.items() if choice.feedback},
            "feedback": dict(rendered.feedback),
        },
        structure={"choices": len(numbered), "right": right, "scoring": scoring, "shuffle": shuffle},
    )


def in_line(html: str) -> str:
    """A single paragraph without its <p>, so that it may stand in a label; anything longer as it is."""
    match = re.fullmatch(r"\s*<p>((?:(?!</?p[\s>]).)*)</p>\s*", html, re.DOTALL)
    return match[1] if match else html


def arrange(public: Json, seed: int) -> Json:
    """The choices in one person's order."""
    if not public.get("shuffle", True):
        return public
    return {**public, "choices": shuffled(public["choices"], seed, "choices")}


def ids(public: Json) -> list[str]:
    """The ids of the choices in the order of the source."""
    return sorted((choice["id"] for choice in public["choices"]), key=lambda name: int(name[1:]))


def at_places(shown: Sequence[Json], places: Iterable[str]) -> list[str]:
    """The ids of what stood at these places (from 1) of the form; other places are passed over."""
    numbered = {str(place): str(one["id"]) for place, one in enumerate(shown, 1)}
    return [numbered[place] for place in places if place in numbered]


def states(right: Iterable[str], chosen: Iterable[str]) -> dict[str, str]:
    """What to say of each choice: "right" or "wrong" when chosen, "missed" when it should have been."""
    right, chosen = set(right), set(chosen)
    said = {name: "right" if name in right else "wrong" for name in chosen} | dict.fromkeys(right - chosen, "missed")
    return dict(sorted(said.items(), key=lambda item: int(item[0][1:])))


def said(key: Mapping[str, object], chosen: Iterable[str], all_right: bool) -> dict[str, str]:
    """The feedback that a choice of answers brings."""
    of_choices = inner(key, "choices")
    return {name: of_choices[name] for name in chosen if name in of_choices} | closing(
        inner(key, "feedback"), all_right
    )


def solution(key: Json) -> list[str]:
    """The right ids in the order of the source."""
    return [str(name) for name in key["right"]]


def known(key: Json, chosen: Iterable[str]) -> list[str]:
    """The chosen ids that belong to the question, each once, in the order of the source."""
    given = set(chosen)
    return [name for name in (f"c{number}" for number in range(1, key["count"] + 1)) if name in given]


def one(key: Json, response: Json, points: int) -> Outcome:
    """The mark of one choice among several: all or nothing."""
    chosen = known(key, [word(response, "choice")])
    all_right = chosen == key["right"]
    return Outcome(points if all_right else 0, states(key["right"], chosen), said(key, chosen, all_right))


def several(key: Json, response: Json, points: int) -> Outcome:
    """The mark of any number of choices: all or nothing, or the shares of the right ones less those of the wrong ones."""
    chosen = known(key, words(response, "choices"))
    all_right = chosen == key["right"]
    hits = sum(name in key["right"] for name in chosen)
    earned = hits - (len(chosen) - hits) if key["scoring"] == options.MAP else all_right * len(key["right"])
    return Outcome(share(points, earned, len(key["right"])), states(key["right"], chosen), said(key, chosen, all_right))
