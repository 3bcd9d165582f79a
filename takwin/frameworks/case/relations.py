"""The relations of a CASE file: which item is below which, in what order, and what it has to do with others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from takwin.frameworks.case.fields import Json, node, word
from takwin.frameworks.case.losses import LOOP, PARENT, RELATION, STRANGER, Loss, beyond, lost
from takwin.frameworks.case.write import RELATIONS
from takwin.frameworks.tree import Framework, FrameworkItem

NAMES = {case: ours for ours, case in RELATIONS.items()}
KEPT = {
    *("identifier", "uri", "originNodeURI", "destinationNodeURI", "associationType", "sequenceNumber"),
    "lastChangeDateTime",
}
LAST = 10**9


@dataclass(slots=True)
class Relations:
    """Relations while they are read. `parents` gives the identifier above an item, None for the document; `places` its number."""

    document: Framework
    items: Mapping[str, FrameworkItem]
    parents: dict[str, str | None] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    links: list[Mapping[str, str]] = field(default_factory=list)
    kept: int = 0

    def take(self, said: Json, place: str) -> Iterator[Loss]:
        """One relation; gives what of it is lost."""
        kind, start, end = (
            word(said, "associationType", place),
            node(said, "originNodeURI"),
            node(said, "destinationNodeURI"),
        )
        reason = self._hold(said, kind, start["identifier"], end)
        if reason:
            yield lost(place, reason, f"{start['identifier']} {kind} {end['identifier']}")
            return
        self.kept += 1
        yield from beyond(said, KEPT if kind == "isChildOf" else KEPT - {"sequenceNumber"}, place)

    def _hold(self, said: Json, kind: str, start: str, end: Json) -> str:
        """Keep the relation, or say why not."""
        below = kind == "isChildOf"
        if start not in self.items or not end["uri"]:
            return STRANGER
        if below and end["identifier"] not in self.items and end["identifier"] != self.document.identifier:
            return STRANGER
        if below and start in self.parents:
            return PARENT
        if not below and kind not in NAMES:
            return RELATION
        if below:
            self._below(said, start, end["identifier"])
        else:
            self.links.append(self._link(said, NAMES[kind], start, end))
        return ""

    def _below(self, said: Json, child: str, above: str) -> None:
        self.parents[child] = above if above in self.items else None
        number = said.get("sequenceNumber")
        self.places[child] = number if isinstance(number, int) else LAST

    def _link(self, said: Json, relation: str, start: str, end: Json) -> Mapping[str, str]:
        date = word(said, "lastChangeDateTime", "CFAssociations") or self.document.changed
        link = {"from": self.items[start].name, "relation": relation, "author": self.document.publisher, "date": date}
        if end["identifier"] in self.items:
            return link | {"to": self.items[end["identifier"]].name}
        return link | {"to": end["uri"], "address": end["uri"], "title": end["title"], "identifier": end["identifier"]}


def sort(items: Mapping[str, FrameworkItem], relations: Relations) -> tuple[dict[str, FrameworkItem], list[Loss]]:
    """Every item below its parent, siblings by their number and then as in the file."""
    below: dict[str | None, list[FrameworkItem]] = {}
    for item in sorted(items.values(), key=lambda one: relations.places.get(one.identifier, LAST)):
        below.setdefault(relations.parents.get(item.identifier), []).append(item)
    ordered: dict[str, FrameworkItem] = {}
    waiting = list(reversed(below.get(None, [])))
    losses: list[Loss] = []
    left = dict.fromkeys(one.identifier for one in items.values())
    while waiting or left:
        if not waiting:  # only items that are below themselves are left
            top = next(iter(left))
            relations.parents[top] = None
            waiting.append(relations.items[top])
            losses.append(lost("CFAssociations", LOOP, top))
        item = waiting.pop()
        if item.identifier not in left:
            continue
        left.pop(item.identifier)
        above = relations.parents.get(item.identifier)
        ordered[item.code] = replace(item, parent=relations.items[above].code if above else None)
        waiting += reversed(below.get(item.identifier, []))
    return ordered, losses
