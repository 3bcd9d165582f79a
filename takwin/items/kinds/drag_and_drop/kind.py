"""Drag and drop: labels put into zones of a text or a picture, by dragging or with a list beside each."""

from collections.abc import Mapping, Sequence
from html import unescape

from takwin.items import areas, checks, choices, options, pictures
from takwin.items.choices import in_line
from takwin.items.item import Complaint, Draft, Json, Line, Outcome, Unanswered, Written
from takwin.items.kinds.drag_and_drop import places
from takwin.items.marking import closing, earned, exact, inner, typed, word
from takwin.items.options import SHARES
from takwin.lib.html import text_of
from takwin.lib.text import N_, Sentence


class DragAndDrop:
    """Response: {"matches": {"l1": "z2"}}; a label that was left is absent."""

    name = "drag-and-drop"
    title = Sentence(N_("Labels to put in their places"))
    about = """Zones as a numbered list, then labels as a list, each with an arrow to the number of its zone: `- words -> 2`. A label may be
right in several zones (`-> 1, 3`), a zone may take several labels, and a label without an arrow fits nowhere. With a picture (`:image:`) each
zone says its area in it, `1. words -> rect 0%,0%,50%,100%`, as in hotspot.

One drags the labels, moves them with the arrow keys, or chooses from a list beside each: it is the same form. A block quote under a label is
said when it is put in a wrong place, or left where it had one: let it help without telling the answer.

With `map_response` every label in a right place earns its share and every label that fits nowhere, but was put somewhere, costs one; never below
zero. The shares are added before they are rounded, once, to a hundredth of a point (half up)."""
    shape = "drop"
    marked = True
    gathered = False
    typed = False
    by_hand = False
    template = "drag_and_drop/form.html"
    options: Mapping[str, str] = {
        **SHARES,
        "one-each": "`yes`: a zone takes one label. Default `no`: any number.",
        "shuffle": "`no` puts the labels in alphabetical order; `yes` (default) gives each person an order of their own.",
        **{
            name: told.replace("Required.", "Only where the zones lie in one.")
            for name, told in pictures.OPTIONS.items()
        },
    }

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*checks.common(written, self.options), *checks.stray(written, self.shape), *checks.lines(written)]
        found += [*checks.switches(written, "shuffle", "one-each"), *checks.scoring(written)]
        return [*found, *places.check(written, _one_each(written))]

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        labels = places.named(rendered.lines, "l")
        belong = {name: places.right(label, len(rendered.zones)) for name, label in labels.items()}
        rules = {"scoring": options.scoring(rendered.options, options.MAP), "one_each": _one_each(rendered)}
        shuffle = options.switch(rendered.options, "shuffle", otherwise=True)
        key = {
            "right": belong,
            **rules,
            "labels": {name: label.feedback for name, label in labels.items() if label.feedback},
            "feedback": dict(rendered.feedback),
        }
        structure = {"zones": len(rendered.zones), "labels": list(belong.values()), **rules, "shuffle": shuffle}
        return Draft(_public(rendered, labels, shuffle), key, structure)

    def arrange(self, public: Json, seed: int) -> Json:
        """The labels in one person's order."""
        return choices.arrange(public, seed)

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """Where each label was put. Raises Unanswered when none was, or two share a zone that takes one."""
        zones = {str(place): zone["id"] for place, zone in enumerate(public["zones"], 1)}
        sent = {one["id"]: typed(form, f"answer-{place}") for place, one in enumerate(public["choices"], 1)}
        matches = {name: zones[sent[name]] for name in choices.ids(public) if sent[name] in zones}
        if not matches:
            raise Unanswered(Sentence(N_("Put at least one label in its place.")))
        used = list(matches.values())
        twice = next((place for place, zone in zones.items() if public["one_each"] and used.count(zone) > 1), None)
        if twice:
            crowded = Sentence(N_("Place %(place)s takes one label, and has more."), {"place": twice})
            raise Unanswered(crowded, {"matches": matches})
        return {"matches": matches}

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """Every label in a right place for its share, less those that fit nowhere; or all of them for all the points."""
        given, right = inner(response, "matches"), key["right"]
        hits = {name for name, zones in right.items() if word(given, name) in zones}
        strays = {name for name, zones in right.items() if not zones and word(given, name)}
        asked = [name for name, zones in right.items() if zones or name in strays]
        said = {name: words for name, words in key["labels"].items() if name in asked and name not in hits}
        real = sum(bool(zones) for zones in right.values())
        return Outcome(
            earned(points, max(0, len(hits) - len(strays)), real, key["scoring"]),
            {name: "right" if name in hits else "wrong" for name in asked},
            said | closing(inner(key, "feedback"), len(hits) - len(strays) == real),
        )

    def solution(self, key: Json) -> Json:
        """Each label in a right place; no two in the same where a zone takes one."""
        real = {name: zones for name, zones in key["right"].items() if zones}
        return {"matches": places.spread(real) if key["one_each"] else {name: zones[0] for name, zones in real.items()}}


def _one_each(written: Written) -> bool:
    try:
        return options.switch(written.options, "one-each", otherwise=False)
    except ValueError:
        return False


def _public(rendered: Written, labels: Mapping[str, Line], shuffle: bool) -> Json:
    """{"prompt", "zones": [{"id", "html", "text", "area"?}], "choices": [{"id", "html"}], "shuffle", "one_each", "image"?}. Labels stand
    in the order of their words, which says nothing of where they belong."""
    image = pictures.found(rendered.picture)
    known = sorted(labels, key=lambda name: (exact(labels[name].source or labels[name].text), name))
    zones = [{"id": name, **_zone(zone, image)} for name, zone in places.named(rendered.zones, "z").items()]
    named = pictures.named(rendered.options)
    shown = {"image": image or pictures.told(rendered.options)} if named else {}
    return {
        "prompt": rendered.prompt,
        "zones": zones,
        "choices": [{"id": name, "html": in_line(labels[name].text)} for name in known],
        "shuffle": shuffle,
        "one_each": _one_each(rendered),
        **shown,
    }


def _zone(zone: Line, image: Json | None) -> Json:
    area = {"area": areas.shown(zone.match, image)} if zone.match else {}
    return {"html": in_line(zone.text), "text": unescape(text_of(zone.text)), **area}


KIND = DragAndDrop()
