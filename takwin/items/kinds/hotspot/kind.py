"""Hotspot: one or several places in a picture, chosen from a list of them or by pointing at them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from takwin.items import checks, choices, options, pictures
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.kinds.hotspot import spots
from takwin.lib.text import N_, Sentence


class Hotspot:
    """Response: {"choice": "c2"}, or {"choices": ["c1", "c3"]} in the order of the source where several may be chosen."""

    name = "hotspot"
    title = Sentence(N_("Places in a picture"))
    about = """A picture, and a task list of places in it, right ones and wrong ones: `- [x] words -> area`. The areas are drawn and numbered
on the picture, the words stand beside their numbers in a list: one chooses there, or points at the picture. A block quote under an item is
the feedback for choosing it.

The words are what somebody reads who does not see the picture: let them name the place without telling whether it is right. An area is
`rect left,top,right,bottom`, `circle x,y,radius` or `poly x,y,x,y,x,y…`, the coordinates of HTML's image maps, in pixels of the picture or,
with a percent sign, in shares of its sides (a radius: of the shorter one). It is numbered from top to bottom, whatever the order of the source.

One place is chosen and one is right, marked as in single-choice; with `:several: yes` any number of them, marked as in multiple-choice."""
    shape = "spot"
    marked = True
    gathered = False
    typed = False
    by_hand = False
    template = "hotspot/form.html"
    options: Mapping[str, str] = {
        **pictures.OPTIONS,
        "several": "`yes` lets any number of places be chosen; `no` (default) one.",
        "scoring": "With `:several: yes`: `match_correct` (default) or `map_response`, as in multiple-choice.",
    }

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*checks.common(written, self.options), *checks.stray(written, self.shape), *checks.picture(written)]
        found += [*checks.switches(written, "several"), *checks.choices(written.choices), *checks.scoring(written)]
        for number, choice in enumerate(written.choices, 1):
            found += checks.area(number, choice.area)
        return [*found, *_right(written)]

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        several = spots.several(rendered)
        made = choices.draft(rendered, options.scoring(rendered.options, options.MATCH))
        shown = {**made.public, "choices": spots.placed(rendered, made.public["choices"]), "several": several}
        shown.pop("shuffle")
        structure = {name: value for name, value in made.structure.items() if name != "shuffle"} | {"several": several}
        return Draft(shown | spots.picture(rendered), {**made.key, "several": several}, structure)

    def arrange(self, public: Json, seed: int) -> Json:
        """From top to bottom, for everybody."""
        at = {one["id"]: [Decimal(side) for side in reversed(one["area"].get("at", []))] for one in public["choices"]}
        return {**public, "choices": sorted(public["choices"], key=lambda one: at[one["id"]])}

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """What was chosen. Raises Unanswered."""
        given = choices.at_places(public["choices"], form.get("answer", ()))
        chosen = [name for name in choices.ids(public) if name in given]
        if public["several"] and not chosen:
            raise Unanswered(Sentence(N_("Choose at least one place.")))
        if not public["several"] and len(chosen) != 1:
            raise Unanswered(Sentence(N_("Choose one place.")))
        return {"choices": chosen} if public["several"] else {"choice": chosen[0]}

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """As one choice among several, or as any number of them."""
        return (choices.several if key["several"] else choices.one)(key, response, points)

    def solution(self, key: Json) -> Json:
        """The right places."""
        right = choices.solution(key)
        return {"choices": right} if key["several"] else {"choice": right[0]}


def _right(written: Written) -> Iterable[Complaint]:
    right = sum(choice.right for choice in written.choices)
    if spots.several(written):
        if written.choices and right == len(written.choices):
            yield complain("choices-all-right")
    elif right > 1:
        yield complain("right-places", count=right)


KIND = Hotspot()
