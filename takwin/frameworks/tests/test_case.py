"""Frameworks as CASE packages: ours keep the schema, others come in with all that is lost told, wrong files are refused."""

import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft201909Validator, FormatChecker

from takwin.frameworks import case, tree

SITE = "https://takwin.example"
CORPUS = Path(os.environ.get("TAKWIN_CORPUS", Path(__file__).parents[4] / "shared" / "corpus")) / "frameworks"
SAMPLES, SCHEMAS = CORPUS / "opensalt-case-samples.zip", CORPUS / "1edtech-case-schemas.zip"
OFFICIAL = "apps/opencase/schemas/official/case-v1p1-cfpackage.json"
every_framework = pytest.mark.parametrize("name", tree.ids())
Json = dict[str, Any]
DOCUMENT = {
    "identifier": "d0000000-0000-0000-0000-000000000000",
    "uri": "https://other.example/d0",
    "creator": "Someone",
    "title": "A framework",
    "lastChangeDateTime": "2026-01-02T03:04:05+00:00",
}


def said(framework: tree.Framework) -> bytes:
    return json.dumps(case.package(framework, SITE)).encode()


def item(number: int, **more: Any) -> Json:
    name = f"00000000-0000-0000-0000-{number:012}"
    return {"identifier": name, "uri": f"https://other.example/{name}", "fullStatement": f"Item {number}", **more}


def relation(child: int, above: str, kind: str = "isChildOf", **more: Any) -> Json:
    end = {"title": "", "identifier": above, "uri": f"https://other.example/{above}"}
    start = {"title": "", "identifier": item(child)["identifier"], "uri": "https://other.example/"}
    return {"associationType": kind, "originNodeURI": start, "destinationNodeURI": end, **more}


def packed(items: list[Json] | Any = (), relations: list[Json] | Any = (), **more: Any) -> bytes:
    return json.dumps({"CFDocument": DOCUMENT, "CFItems": items, "CFAssociations": relations, **more}).encode()


@pytest.mark.corpus
@every_framework
def test_ours_keep_the_official_schema(name: str) -> None:
    with zipfile.ZipFile(SCHEMAS) as archive:
        schema = json.loads(archive.read(OFFICIAL))
    validator = Draft201909Validator(schema, format_checker=FormatChecker())
    assert [found.message for found in validator.iter_errors(json.loads(said(tree.framework(name))))] == []


@every_framework
def test_ours_come_back_whole(name: str) -> None:
    ours = tree.framework(name)
    back = case.read(said(ours)).framework
    assert (back.id, back.version, back.status) == (ours.id, ours.version, ours.status)
    assert (back.title, back.licence, back.levels) == (ours.title, ours.licence, ours.levels)
    assert back.items.keys() == ours.items.keys()
    for code, one in back.items.items():
        assert replace(one, identifier="", address="", changed="") == ours.items[code]
        assert (one.identifier, one.address) == (case.identifier(ours.items[code]), SITE + ours.items[code].uri)
    assert [(link["from"], link["relation"]) for link in back.links] == [
        (link["from"], link["relation"]) for link in ours.links
    ]


def test_identifiers_never_change() -> None:
    assert case.identifier(tree.framework("ict-cft")) == "b5da5d0e-d7b0-592b-9bcd-7431639ef94e"
    assert case.identifier(tree.item("takwin-values/V3")) == "7e357beb-444c-5276-9a7c-8c00dbc4589a"
    ours = [case.identifier(one) for name in tree.ids() for one in tree.framework(name).items.values()]
    assert len(set(map(UUID, ours))) == len(ours)


def samples() -> Iterator[Any]:
    if SAMPLES.exists():
        with zipfile.ZipFile(SAMPLES) as archive:
            names = sorted(one for one in archive.namelist() if one.endswith(".json"))
            yield from (pytest.param(archive.read(one), id=one.rsplit("/", 1)[1]) for one in names)


def leaves(one: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(one, dict | list):
        pairs = one.items() if isinstance(one, dict) else enumerate(one, 1)
        for key, value in pairs:
            yield from leaves(value, f"{place}/{key}" if place else str(key))
    elif one not in ("", None):
        yield place, one


@pytest.mark.corpus
@pytest.mark.parametrize("data", list(samples()))
def test_of_others_nothing_is_lost_in_silence(data: bytes) -> None:
    """Each value of the file is in the framework written again, or its place is among the losses, or it repeats where it stands."""
    found = case.read(data)
    again = json.loads(said(found.framework))
    told = {loss.place for loss in found.losses}
    there = {value for _, value in leaves(again)}
    for place, value in leaves(json.loads(data)):
        implied = {"CFDocumentURI", "CFPackageURI", "CFItemAssociationURI"} & set(place.split("/"))
        covered = any(place == one or place.startswith(f"{one}/") for one in told)
        kept = (value.strip() if isinstance(value, str) else value) in there
        assert implied or covered or kept, (place, value)
    second = case.read(json.dumps(again).encode())
    assert second.framework == found.framework
    assert [loss.place for loss in second.losses] == (["CFAssociations"] if again["CFAssociations"] else [])


def test_order_and_parents() -> None:
    first, second, third = (item(number)["identifier"] for number in (1, 2, 3))
    relations = [
        relation(3, first, sequenceNumber=2),
        relation(2, first, sequenceNumber=1),
        relation(1, DOCUMENT["identifier"]),
    ]
    found = case.read(packed([item(1), item(3), item(2)], relations)).framework
    assert list(found.items) == [first, second, third]
    assert [one.parent for one in found.items.values()] == [None, first, first]
    assert (found.id, found.status) == (f"case-{DOCUMENT['identifier']}", "working")


def test_losses_are_told_by_place() -> None:
    first, second = item(1)["identifier"], item(2)["identifier"]
    items = [item(1, humanCodingScheme="A", educationLevel=["06"]), item(2, humanCodingScheme="A")]
    relations = [
        relation(1, second),
        relation(2, first),
        relation(2, DOCUMENT["identifier"]),
        relation(1, second, "precedes"),
        relation(7, first),
    ]
    found = case.read(packed(items, relations, CFRubrics=[{"title": "R"}]))
    assert [str(loss).partition(" “")[0] for loss in found.losses] == [
        "CFRubrics: Framework packages are read without this list.",
        "CFItems/1/educationLevel: A framework has no place for this field.",
        "CFItems/2/humanCodingScheme: Another item has the same code; this one goes by its identifier.",
        "CFAssociations/3: An item has one parent; this further one is not kept.",
        "CFAssociations/4: This kind of relation is not kept.",
        "CFAssociations/5: The relation does not begin at an item of this file, or leads nowhere; it is not kept.",
        "CFAssociations: Relations are kept without the identifier, the address and the date of their own (relations: 2).",
        "CFAssociations: The item is among its own descendants; it is put at the top.",
    ]
    assert [(one.code, one.parent) for one in found.framework.items.values()] == [("A", None), (second, "A")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is not valid JSON (line 1)."),
        (b"\x89PNG\r\n", "The file is not written in UTF-8."),
        (b"[" * 100_000, "The file is JSON that cannot be read: too many levels, or a number too long."),
        (b"[1]", "The file is not a CASE package: it has no “CFDocument”."),
        (b'{"CFDocument": 1}', "The file is not a CASE package: it has no “CFDocument”."),
        (b'{"CFDocument": {}}', "CFDocument: “identifier” is missing."),
        (packed(5), "“CFItems” must be a list of objects."),
        (packed([1]), "“CFItems” must be a list of objects."),
        (packed([item(1, fullStatement="")]), "CFItems/1: “fullStatement” is missing."),
        (packed([item(1, fullStatement="  ")]), "CFItems/1: “fullStatement” is missing."),
        (packed([item(1, fullStatement=["x"])]), "CFItems/1: “fullStatement” must be a text."),
        (packed([item(1, identifier="1.2")]), "CFItems/1: “1.2” is not a UUID."),
        (packed([item(1), item(1)]), f"CFItems/2: the identifier {item(1)['identifier']} stands twice."),
        (packed([item(1)], {"a": 1}), "“CFAssociations” must be a list of objects."),
        (packed([item(1, fullStatement="\ud800")]), "The file is not written in UTF-8."),
    ],
)
def test_wrong_files_are_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(case.NotCase) as refused:
        case.read(data)
    assert str(refused.value.sentence) == sentence


ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5) | st.just(item(1)["identifier"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["identifier", "fullStatement", "humanCodingScheme", "extensions", "language", "originNodeURI", "CFItemType"]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["CFDocument", "CFItems", "CFAssociations", "CFDefinitions"]), st.sampled_from(FIELDS), ODD)
def test_any_json_is_read_or_refused(key: str, field: str, odd: Any) -> None:
    whole = json.loads(said(tree.framework("takwin-values")))
    target = whole[key] if isinstance(whole[key], dict) else whole[key][0]
    target[field] = odd
    for data in (json.dumps(whole).encode(), json.dumps({**whole, key: odd}).encode()):
        try:
            found = case.read(data).framework
        except case.NotCase:
            continue
        assert case.read(said(found)).framework == found
