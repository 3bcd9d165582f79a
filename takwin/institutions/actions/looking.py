"""How pages look: a node's own name, logo, accent and language, and what everything below has of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from takwin.accounts.models import Person
from takwin.files import actions as files
from takwin.files.pictures import Picture
from takwin.institutions import queries, tree
from takwin.institutions.actions.audit import note
from takwin.institutions.colours import DARK, nearest, parse, sheet
from takwin.institutions.look import Look, text, worn
from takwin.institutions.models import LANGUAGES, Branding, Node


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a node should have of its own; empty: what stands above. `logo` None leaves the one that is there, `no_logo` takes it away."""

    names: Mapping[str, str]
    accent: str = ""
    accent_dark: str = ""
    logo: Picture | None = None
    no_logo: bool = False
    logo_alt: str = ""
    language: str = ""


def dress(node: Node, wanted: Wanted, by: Person, now: datetime) -> bool:
    """Give a node a look of its own. False when it had this one already. Colours were looked at before."""
    drawn = files.put(wanted.logo.data) if wanted.logo else None
    made = files.put(_sheet(wanted).encode()) if wanted.accent else None
    with transaction.atomic():
        hold_the_tree()
        own = Branding.objects.filter(node=node).first() or Branding(node=node)
        before = _told(own, node)
        for language in LANGUAGES:
            setattr(own, f"name_{language}", wanted.names.get(language, ""))
        own.accent, own.accent_dark = wanted.accent, wanted.accent_dark if wanted.accent else ""
        own.sheet = files.register(made, "text/css", shown=True) if made else None
        if wanted.logo and drawn:
            own.logo = files.register(drawn, "image/png", shown=True)
            own.logo_width, own.logo_height = wanted.logo.width, wanted.logo.height
        elif wanted.no_logo:
            own.logo = None
        own.logo_alt = wanted.logo_alt if own.logo_id else ""
        node.language = wanted.language
        deeds = list(_deeds(before, _told(own, node)))
        if deeds:
            own.save()
            node.save(update_fields=["language"])
            wear(node)
        for what, values in deeds:
            note(node, by, what, now, None, **values)
    node.refresh_from_db(fields=["worn"])
    return bool(deeds)


def _sheet(wanted: Wanted) -> str:
    day = parse(wanted.accent) or (0, 0, 0)
    return sheet(day, parse(wanted.accent_dark) or nearest(day, DARK))


def _told(own: Branding, node: Node) -> dict[str, tuple[str, ...]]:
    """What can change, as the audit page tells it: the first of each is what it says."""
    names = tuple(getattr(own, f"name_{language}") for language in LANGUAGES)
    return {
        "look-name": (next(filter(None, names), ""), *names),
        "look-logo": (own.logo_id or "", own.logo_alt),
        "look-accent": (own.accent, own.accent_dark, own.sheet_id or ""),
        "look-language": (node.language,),
    }


def _deeds(
    before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, dict[str, str]]]:
    for what, now in after.items():
        if now != before[what]:
            value = "language" if what == "look-language" else "value"
            yield (what, {value: now[0]} if what != "look-logo" else {}) if now[0] else (f"{what}-off", {})


def hold_the_tree() -> None:
    """One at a time changes the shape of the tree or how it looks: two moves at once could make a circle that neither sees, and a look could
    come from a place below which a node no longer stands."""
    list(Node.objects.select_for_update().filter(parent=None).order_by("pk").values_list("pk"))


def wear(top: Node) -> None:
    """Write down anew how a node and everything below it looks: one statement for each node there that has something of its own."""
    top = Node.objects.get(pk=top.pk)
    line, own = queries.line(top), queries.brandings(top)
    inside = Branding.objects.filter(node__path__startswith=top.path).exclude(node=top).select_related("node")
    held = {node.path: _held(node, own.get(node.pk)) for node in line}
    held |= {one.node.path: _held(one.node, one) for one in inside}
    for path in sorted(held.keys() - {node.path for node in line[:-1]}):
        above = [held[other] for other in sorted(held) if tree.below(path, other)]
        kept = text(worn(above))
        Node.objects.filter(path__startswith=path).exclude(worn=kept).update(worn=kept)


def _held(node: Node, own: Branding | None) -> tuple[Look, Mapping[str, str]]:
    names = {language: getattr(node, f"name_{language}") for language in LANGUAGES}
    return (own.own if own else {}), names
