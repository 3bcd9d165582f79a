"""A CASE package (1.0 or 1.1) read as a framework, with a loss for all that it says and a framework cannot hold."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from takwin.frameworks.case.fields import Json, node, parse, records, texts, uuid, word
from takwin.frameworks.case.losses import CODE, LICENCE, LIST, MADE_ANEW, SHAPE, Loss, NotCase, beyond, lost
from takwin.frameworks.case.relations import Relations, sort
from takwin.frameworks.tree import Framework, FrameworkItem
from takwin.lib.text import N_, Sentence

__all__ = ["Loss", "NotCase", "Read", "read"]
STATUS = {"Draft": "working", "Private Draft": "working", "Adopted": "published"}
DOCUMENT = {
    *("identifier", "uri", "creator", "title", "lastChangeDateTime", "officialSourceURL", "language", "version"),
    "licenseURI",
}
ITEM = {
    *("identifier", "uri", "fullStatement", "abbreviatedStatement", "humanCodingScheme", "CFItemType", "language"),
    *("lastChangeDateTime", "notes"),
}
LISTS = {"CFDocument", "CFItems", "CFAssociations"}


@dataclass(frozen=True, slots=True)
class Read:
    """What a file became."""

    framework: Framework
    losses: tuple[Loss, ...]


def read(data: bytes) -> Read:
    """The framework in a file. Raises NotCase, whose sentence says what is wrong and where."""
    said = parse(data)
    losses: list[Loss] = list(_lists(said))
    document = _document(said["CFDocument"], losses)
    items = _items(records(said, "CFItems"), document, losses)
    relations = Relations(document, {one.identifier: one for one in items.values()})
    for at, one in enumerate(records(said, "CFAssociations"), 1):
        losses += relations.take(one, f"CFAssociations/{at}")
    ordered, more = sort(items, relations)
    if relations.kept:
        losses.append(Loss("CFAssociations", Sentence(MADE_ANEW, {"count": relations.kept})))
    links = tuple(relations.links)
    return Read(replace(document, items=ordered, links=links), (*losses, *more))


def _lists(said: Json) -> Iterator[Loss]:
    """Lists and definitions that are not read."""
    for key, value in said.items():
        if key not in LISTS | {"CFDefinitions"} and value:
            yield lost(key, LIST, value)
    definitions = said.get("CFDefinitions")
    for key, value in (definitions if isinstance(definitions, dict) else {}).items():
        for at, one in enumerate(value if isinstance(value, list) else [], 1):
            title = one.get("title") if isinstance(one, dict) else one
            whole = key == "CFLicenses" and isinstance(one, dict) and one.get("licenseText") in ("", None, title)
            if not whole:
                yield lost(f"CFDefinitions/{key}/{at}", LICENCE if key == "CFLicenses" else LIST, title or "")


def _document(said: Json, losses: list[Loss]) -> Framework:
    place, identifier, creator = "CFDocument", uuid(said, "CFDocument"), word(said, "creator", "CFDocument", True)
    ours = _ours(said, place, losses)
    adopted, publisher = word(said, "adoptionStatus", place), word(said, "publisher", place)
    language, title = word(said, "language", place) or "en", word(said, "title", place, True)
    kept = DOCUMENT | {"adoptionStatus"} if adopted in STATUS else DOCUMENT
    losses += beyond(said, kept | {"publisher"} if publisher == creator else kept, place)
    name = ours.get("id")
    levels = ours.get("levels")
    return Framework(
        id=name if isinstance(name, str) and name else f"case-{identifier}",
        version=word(said, "version", place),
        changed=word(said, "lastChangeDateTime", place),
        status=STATUS.get(adopted, "working"),
        title=texts(ours.get("title")) | {language: title},
        publisher=creator,
        source_url=word(said, "officialSourceURL", place),
        licence=node(said, "licenseURI")["title"] or node(said, "licenseURI")["uri"],
        redistribution=str(ours.get("redistribution") or "structure"),
        levels=tuple(one for one in levels if isinstance(one, dict)) if isinstance(levels, list) else (),
        items={},
        links=(),
        identifier=identifier,
        address=word(said, "uri", place),
        language=language,
    )


def _ours(said: Json, place: str, losses: list[Loss]) -> Json:
    """What Takwin itself wrote beside; what other systems wrote there is lost."""
    beside = said.get("extensions")
    beside = beside if isinstance(beside, dict) else {}
    losses += [lost(f"{place}/extensions/{key}", SHAPE, value) for key, value in beside.items() if key != "takwin"]
    found = beside.get("takwin", {})
    if not isinstance(found, dict):
        losses.append(lost(f"{place}/extensions/takwin", SHAPE, found))
        return {}
    return found


def _items(said: list[Json], document: Framework, losses: list[Loss]) -> dict[str, FrameworkItem]:
    items: dict[str, FrameworkItem] = {}
    seen: set[str] = set()
    for at, one in enumerate(said, 1):
        place = f"CFItems/{at}"
        item = _item(one, place, document, losses)
        if item.identifier in seen:
            raise NotCase(N_("%(place)s: the identifier %(value)s stands twice."), place=place, value=item.identifier)
        seen.add(item.identifier)
        if item.code in items:
            losses.append(lost(f"{place}/humanCodingScheme", CODE, item.code))
            item = replace(item, code=item.identifier)
        items[item.code] = item
    return items


def _item(said: Json, place: str, document: Framework, losses: list[Loss]) -> FrameworkItem:
    identifier, language = uuid(said, place), word(said, "language", place) or document.language
    full, short = word(said, "fullStatement", place, True), word(said, "abbreviatedStatement", place)
    notes = word(said, "notes", place)
    ours = _ours(said, place, losses)
    losses += beyond(said, ITEM, place)
    return FrameworkItem(
        framework=document.id,
        code=word(said, "humanCodingScheme", place) or identifier,
        parent=None,
        kind=word(said, "CFItemType", place),
        label=texts(ours.get("label")) | {language: short or full},
        status=texts(ours.get("status")) or {language: "official"},
        source_ref=str(ours.get("source_ref") or document.source_url),
        description=texts(ours.get("description")) | ({language: notes} if notes else {}),
        statement=full if short else "",
        tension=texts(ours.get("tension")),
        level=str(ours.get("level") or ""),
        identifier=identifier,
        address=word(said, "uri", place),
        changed=word(said, "lastChangeDateTime", place),
    )
