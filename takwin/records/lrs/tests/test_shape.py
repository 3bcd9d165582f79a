"""What is a statement, and what is not."""

import json
import zipfile
from copy import deepcopy
from functools import reduce
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from takwin.records.lrs import shape
from takwin.records.lrs.tests.builders import VOIDED, statement
from takwin.records.lrs.words import Invalid

AGENT = {"mbox": "mailto:amina@example.org"}
ACTIVITY = {"id": "http://example.org/a"}
SIGNED = {
    "usageType": "http://example.org/proof",
    "display": {"en": "Proof"},
    "contentType": "text/plain; charset=utf-8",
    "length": 3,
    "sha2": "a" * 64,
}


def changed(path: str, value: Any) -> Any:
    """A good statement with one thing changed; None takes it away."""
    whole = deepcopy(statement(result={}, context={}))
    *above, last = path.split(".")
    place = reduce(lambda told, key: told.setdefault(key, {}), above, whole)
    if value is None:
        place.pop(last, None)
    else:
        place[last] = value
    return whole


GOOD: list[tuple[str, Any]] = [
    ("actor", AGENT),
    ("actor", {"objectType": "Group", "member": [AGENT]}),
    ("actor", {"objectType": "Group", "mbox_sha1sum": "a" * 40, "name": "All"}),
    ("actor", {"account": {"homePage": "http://example.org/", "name": "42"}}),
    ("actor", {"openid": "https://amina.example.org/"}),
    ("object", {"objectType": "StatementRef", "id": "6d1f6f0e-6d1c-5b0a-9a43-7a6b1c9e5f10"}),
    ("object", {"objectType": "Agent", **AGENT}),
    ("object", {"objectType": "SubStatement", "actor": AGENT, "verb": {"id": "http://e.org/v"}, "object": ACTIVITY}),
    ("object.definition", {"name": {"ar": "درس", "zgh": "ⵜⴰⵎⵙⵉⵔⵜ", "x-own": "a"}, "type": "http://e.org/t"}),
    ("object.definition", {"interactionType": "choice", "choices": [{"id": "a"}, {"id": "b"}]}),
    ("object.definition", {"interactionType": "numeric", "correctResponsesPattern": ["4[:]6"]}),
    ("result", {"score": {"scaled": -1, "raw": 0, "min": 0, "max": 20}, "success": True, "duration": "PT1H30M2.5S"}),
    ("result", {"duration": "P3W", "extensions": {"http://e.org/x": None}, "response": ""}),
    ("context", {"contextActivities": {"parent": ACTIVITY, "other": [ACTIVITY]}, "language": "fr-MA"}),
    ("context", {"team": {"objectType": "Group", "member": []}, "instructor": AGENT, "revision": "2", "platform": "x"}),
    ("context.contextAgents", [{"objectType": "contextAgent", "agent": AGENT, "relevantTypes": ["http://e.org/t"]}]),
    ("timestamp", "2026-11-28T10:00:00+01:00"),
    ("timestamp", "2026-11-28T10:00Z"),
    ("attachments", [SIGNED]),
    ("authority", {"objectType": "Group", "member": [AGENT, {"openid": "http://e.org/"}]}),
    ("version", "2.0.0"),
    ("version", "1.0.9"),
]
BAD: list[tuple[str, Any]] = [
    ("actor", None),
    ("actor", {}),
    ("actor", {"name": "Amina"}),
    ("actor", {**AGENT, "openid": "http://e.org/"}),
    ("actor", {"mbox": "amina@example.org"}),
    ("actor", {**AGENT, "member": []}),
    ("actor", {"objectType": "agent", **AGENT}),
    ("actor", {"objectType": "Group"}),
    ("actor", {"objectType": "Group", "member": [{"objectType": "Group", "member": [AGENT]}]}),
    ("actor", {"account": {"name": "42"}}),
    ("actor", {"account": {"homePage": "home", "name": "42"}}),
    ("actor.name", 3),
    ("verb", None),
    ("verb", {"display": {"en": "x"}}),
    ("verb.id", "attended"),
    ("verb.display", {"not a language": "x"}),
    ("verb.display", {"en": 3}),
    ("object", None),
    ("object", {"objectType": "StatementRef"}),
    ("object", {"objectType": "Thing", "id": "http://e.org/"}),
    ("object.definition", {"choices": [{"id": "a"}]}),
    ("object.definition", {"interactionType": "numeric", "choices": [{"id": "a"}]}),
    ("object.definition", {"interactionType": "choice", "choices": [{"id": "a"}, {"id": "a"}]}),
    ("object.definition", {"interactionType": "guess"}),
    ("object.definition", {"moreInfo": "here"}),
    ("object.definition", {"extensions": {"x": 1}}),
    ("result.score", {"scaled": 1.01}),
    ("result.score", {"scaled": "1"}),
    ("result.score", {"raw": 3, "max": 2}),
    ("result.score", {"min": 3, "max": 3}),
    ("result.success", "true"),
    ("result.duration", "1 hour"),
    ("result.duration", "P"),
    ("result.duration", "PT"),
    ("context.registration", "one"),
    ("context.team", AGENT),
    ("context.contextActivities", {"next": [ACTIVITY]}),
    ("context.contextActivities", {"parent": AGENT}),
    ("context.contextAgents", [{"objectType": "contextAgent", "agent": AGENT, "relevantTypes": []}]),
    ("context.contextAgents", [{"objectType": "contextAgent"}]),
    ("context.statement", {"objectType": "Agent", "id": "6d1f6f0e-6d1c-5b0a-9a43-7a6b1c9e5f10"}),
    ("context.language", "français"),
    ("timestamp", "yesterday"),
    ("timestamp", "2026-02-30T10:00:00Z"),
    ("timestamp", "2026-11-28T10:00:00-00:00"),
    ("stored", "28/11/2026"),
    ("version", "3.0.0"),
    ("id", "one"),
    ("id", 3),
    ("attachments", [{key: value for key, value in SIGNED.items() if key != "sha2"}]),
    ("attachments", [{**SIGNED, "length": 1.5}]),
    ("attachments", [{**SIGNED, "sha2": "no"}]),
    ("authority", {"objectType": "Group", "member": [AGENT]}),
    ("Actor", AGENT),
    ("surprise", 1),
]


@pytest.mark.parametrize(("path", "value"), GOOD)
def test_a_statement_is_taken(path: str, value: Any) -> None:
    shape.statement(changed(path, value), second=True)


@pytest.mark.parametrize(("path", "value"), BAD)
def test_what_is_none_is_refused_and_its_place_is_told(path: str, value: Any) -> None:
    with pytest.raises(Invalid) as refused:
        shape.statement(changed(path, value), second=True)
    assert refused.value.where.startswith(path.split(".")[0])


def test_a_substatement_holds_no_other_and_has_no_id() -> None:
    below = {"objectType": "SubStatement", "actor": AGENT, "verb": {"id": "http://e.org/v"}, "object": ACTIVITY}
    for wrong in ({**below, "id": statement()["id"]}, {**below, "object": below}, {**below, "verb": {"id": VOIDED}}):
        with pytest.raises(Invalid):
            shape.statement(statement(object=wrong), second=True)


def test_only_a_statement_is_voided() -> None:
    with pytest.raises(Invalid, match="StatementRef"):
        shape.statement(changed("verb.id", VOIDED), second=True)


def test_a_revision_goes_with_an_activity_only() -> None:
    with pytest.raises(Invalid, match=r"context\.revision"):
        shape.statement(statement(object={"objectType": "Agent", **AGENT}, context={"revision": "1"}), second=True)


def test_version_one_does_not_know_what_came_later() -> None:
    later = statement(context={"contextAgents": []})
    shape.statement(later, second=True)
    with pytest.raises(Invalid, match="contextAgents"):
        shape.statement(later, second=False)
    with pytest.raises(Invalid, match="version"):
        shape.statement(statement(version="2.0.0"), second=False)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@given(ANY, st.sampled_from([path for path, _ in GOOD + BAD]), st.booleans())
def test_whatever_comes_is_taken_or_refused_never_more(value: Any, path: str, second: bool) -> None:
    for whole in (value, changed(path, value)):
        try:
            shape.statement(whole, second)
        except Invalid as refused:
            assert str(refused)  # noqa: PT017 - either outcome is right


@pytest.mark.corpus
def test_fragments_of_statements_written_by_others() -> None:
    """The suite by which records are tested names its fragments by what is wrong with them."""
    folder = "test/v1_0_3/templates/"
    with zipfile.ZipFile(settings.CORPUS / "xapi" / "adl-lrs-suite-statement-templates.zip") as archive:
        told = {
            name.removeprefix(folder): json.loads(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".json")
        }
    wrong = ("no_", "invalid", "string_", "numeric_", "multiple_", "authority", "instructor", "team")
    verdicts = {}
    for name, fragment in told.items():
        kind, _, rest = name.partition("/")
        place = {
            "activities": "object",
            "agents": "actor",
            "groups": "actor",
            "contexts": "context",
            "results": "result",
        }.get(kind)
        if place and not any(word in rest for word in wrong):
            try:
                shape.statement(changed(place, fragment), second=False)
                verdicts[name] = ""
            except Invalid as refused:
                verdicts[name] = str(refused)
    assert len(verdicts) > 30
    assert {name: why for name, why in verdicts.items() if why} == {}


def test_a_verb_that_was_good_is_not_good_otherwise() -> None:
    good = statement()
    shape.statement(good, second=True)
    shape.statement(statement(), second=True)
    for wrong in ({"display": {"en": 1}}, {"strange": True}, {"display": None}, {"id": "nowhere"}):
        with pytest.raises(Invalid):
            shape.statement({**good, "verb": {**good["verb"], **wrong}}, second=True)
    for odd in ({"definition": {"name": {"not a language": "x"}}}, {"definition": {"type": "x"}}):
        with pytest.raises(Invalid):
            shape.statement({**good, "object": {**good["object"], **odd}}, second=True)
