"""A framework as a CASE 1.1 CFPackage (1EdTech, JSON binding, `case_v1p1_cfpackage-jsonschema1.json`).

CASE has one language a statement. The texts in other languages, their status, tensions and levels travel in `extensions.takwin`,
which other systems may pass over."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from takwin.frameworks import tree
from takwin.frameworks.tree import Framework, FrameworkItem
from takwin.lib.ids import HOUSE

Json = dict[str, Any]
ADOPTION = {"working": "Draft", "published": "Adopted"}
RELATIONS = {"exactMatch": "exactMatchOf", "broader": "isPartOf", "related": "isRelatedTo"}


def identifier(one: Framework | FrameworkItem) -> str:
    """The UUID that names it in CASE, on every site the same: its own, or one made of its path."""
    return one.identifier or str(uuid5(HOUSE, one.uri.lstrip("/")))


def package(framework: Framework, site: str) -> Json:
    """The whole framework; `site` begins the addresses ("https://takwin.example")."""
    said = {
        "CFDocument": _document(framework, site),
        "CFItems": [_item(framework, one, site) for one in framework.items.values()],
        "CFAssociations": [*_children(framework, site), *_links(framework, site)],
    }
    return {**said, "CFDefinitions": {"CFLicenses": [_licence(framework, site)]}} if framework.licence else said


def _document(framework: Framework, site: str) -> Json:
    ours = {
        "id": framework.id,
        "title": dict(framework.title),
        "redistribution": framework.redistribution,
        "levels": [dict(level) for level in framework.levels],
    }
    licence = {key: value for key, value in _licence(framework, site).items() if key in {"identifier", "uri", "title"}}
    return _full(
        {
            "identifier": identifier(framework),
            "uri": _address(framework, site),
            "caseVersion": "1.1",
            "creator": framework.publisher,
            "publisher": framework.publisher,
            "title": _first(framework.title, framework.language),
            "lastChangeDateTime": _moment(framework.changed),
            "officialSourceURL": framework.source_url,
            "language": framework.language,
            "version": framework.version,
            "adoptionStatus": ADOPTION[framework.status],
            "licenseURI": licence if framework.licence else None,
            "extensions": {"takwin": ours},
        }
    )


def _item(framework: Framework, item: FrameworkItem, site: str) -> Json:
    language = framework.language if framework.language in item.label else next(iter(item.label))
    ours = {
        "label": dict(item.label),
        "status": dict(item.status),
        "description": dict(item.description),
        "tension": dict(item.tension),
        "level": item.level,
        "source_ref": item.source_ref,
    }
    return _full(
        {
            "identifier": identifier(item),
            "uri": _address(item, site),
            "fullStatement": item.statement or item.label[language],
            "abbreviatedStatement": item.label[language] if item.statement else "",
            "notes": item.description.get(language, ""),
            "humanCodingScheme": "" if item.code == item.identifier else item.code,
            "CFItemType": item.kind,
            "language": language,
            "lastChangeDateTime": _moment(item.changed or framework.changed),
            "extensions": {"takwin": _full(ours)},
        }
    )


def _children(framework: Framework, site: str) -> Iterator[Json]:
    for place, item in enumerate(framework.items.values(), 1):
        above = framework.items[item.parent] if item.parent else framework
        made = _association(
            framework, site, "isChildOf", _node(item, site), _node(above, site), _moment(framework.changed)
        )
        yield made | {"sequenceNumber": place}


def _links(framework: Framework, site: str) -> Iterator[Json]:
    for link in framework.links:
        start = _node(framework.items[link["from"].partition("/")[2]], site)
        end = _end(framework, link, site)
        yield _association(framework, site, RELATIONS[link["relation"]], start, end, _moment(link["date"]))


def _end(framework: Framework, link: Mapping[str, str], site: str) -> Json:
    if "address" in link:
        return {"title": link["title"], "identifier": link["identifier"], "uri": link["address"]}
    owner, _, code = link["to"].partition("/")
    return _node(framework.items[code] if owner == framework.id else tree.item(link["to"]), site)


def _association(framework: Framework, site: str, kind: str, start: Json, end: Json, changed: str) -> Json:
    name = str(uuid5(UUID(identifier(framework)), f"{start['identifier']} {kind} {end['identifier']}"))
    return {
        "identifier": name,
        "associationType": kind,
        "uri": f"{_address(framework, site)}#{name}",
        "originNodeURI": start,
        "destinationNodeURI": end,
        "lastChangeDateTime": changed,
    }


def _licence(framework: Framework, site: str) -> Json:
    return {
        "identifier": str(uuid5(HOUSE, f"licence {framework.licence}")),
        "uri": f"{_address(framework, site)}#licence",
        "title": framework.licence,
        "licenseText": framework.licence,
        "lastChangeDateTime": _moment(framework.changed),
    }


def _node(one: Framework | FrameworkItem, site: str) -> Json:
    title = _first(one.title if isinstance(one, Framework) else one.label, "en")
    return {"title": title, "identifier": identifier(one), "uri": _address(one, site)}


def _address(one: Framework | FrameworkItem, site: str) -> str:
    return one.address or site + one.uri


def _first(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")


def _moment(changed: str) -> str:
    """A day as a date and time (RFC 3339), which CASE wants."""
    return changed if "T" in changed else f"{changed}T00:00:00+00:00"


def _full(said: Json) -> Json:
    """Without what is empty."""
    return {key: value for key, value in said.items() if value not in ("", None, {}, [])}
