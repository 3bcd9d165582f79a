"""Whatever is done to a genuine credential: it is told calmly, and believed only when it still says the same."""

import copy
import json
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from takwin.credentials import contexts, opening, rdf, saying, verify
from takwin.credentials.contexts import Json
from takwin.credentials.refused import Refused
from takwin.credentials.tests.builders import NOW, a_credential
from takwin.credentials.tests.test_verify import CLEAR, OURS

GENUINE = a_credential()
OB, VC = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#", "https://www.w3.org/2018/credentials#"
WORDS = sorted(
    {
        "@id",
        "@set",
        "@list",
        "@value",
        "@type",
        "@graph",
        "@included",
        "@reverse",
        "@nest",
        "@index",
        "id",
        "type",
        "proof",
        "hashed",
    }
    | {
        "validUntil",
        "validFrom",
        "awardedDate",
        "credentialStatus",
        "credentialSubject",
        "identifier",
        "identityHash",
        "issuer",
    }
    | {
        VC + "credentialStatus",
        VC + "credentialSubject",
        VC + "validUntil",
        OB + "identifier",
        OB + "achievement",
        "_:x",
        "\ud800",
    }
    | {
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "2020-01-01T00:00:00Z",
        "did:key:z6Mk",
        "did:web:evil.example",
        "en",
    }
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value inside another."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for step, inner in steps for place in places(inner, (*path, step)))]


PLACES = places(GENUINE)[1:]


@st.composite
def mutations(draw: st.DrawFn) -> Json:
    """The genuine credential with one to three things replaced, removed, renamed, wrapped, doubled or moved."""
    made = copy.deepcopy(GENUINE)
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(PLACES))
        holder: Any = made
        try:
            for step in way:
                holder = holder[step]
            mutate(draw, holder, last)
        except (LookupError, TypeError, AttributeError):
            continue  # an earlier change took the place away
    return made


def mutate(draw: st.DrawFn, holder: Any, last: Any) -> None:
    value = holder[last]
    how = draw(st.sampled_from(["replace", "remove", "rename", "list", "set", "double", "split", "add", "value"]))
    if how in {"remove", "rename"}:
        del holder[last]
    if how == "rename":
        holder[draw(st.sampled_from([*WORDS, VC + str(last), OB + str(last)]))] = value
    elif how == "replace":
        holder[last] = draw(VALUES)
    elif how == "add":
        value[draw(st.sampled_from(WORDS))] = draw(VALUES)
    elif how == "split":
        holder[last] = [dict(list(value.items())[:2]), dict(list(value.items())[2:])]
    elif how != "remove":
        holder[last] = {"list": [value], "set": {"@set": value}, "double": [value, value], "value": {"@value": value}}[
            how
        ]


def said(document: Json) -> str | None:
    """What a document says, canonically."""
    try:
        return rdf.canonical({name: value for name, value in document.items() if name != "proof"}, contexts.bundled())
    except Refused:
        return None


TRUE = said(GENUINE)
TOLD = {str(line.sentence) for line in verify.check(GENUINE, OURS, CLEAR, NOW).lines}


@given(mutations())
@settings(max_examples=200, deadline=None)
def test_a_changed_credential_is_never_a_crash_and_never_green(made: Json) -> None:
    try:
        read = opening.read(json.dumps(made).encode())
    except opening.Unreadable:
        return
    report = verify.check(read, OURS, CLEAR, NOW)
    assert all(saying.say(line.sentence).encode() for line in report.lines)
    assert report.verdict in {"good", "bad"}
    if report.good:
        assert said(read) == TRUE
        assert {str(line.sentence) for line in report.lines} == TOLD


@given(VALUES)
@settings(max_examples=100, deadline=None)
def test_any_json_gets_an_answer(value: Any) -> None:
    data = json.dumps({"@context": GENUINE["@context"], "credentialSubject": value, "proof": GENUINE["proof"]}).encode()
    with suppress(opening.Unreadable):
        assert not verify.check(opening.read(data), OURS, CLEAR, NOW).good


def test_what_is_said_at_one_place_of_two_is_told_all_the_same() -> None:
    """The issuer stands in the credential twice, with its name: without one of them the statements are those that were signed."""
    made = copy.deepcopy(GENUINE)
    del made["issuer"]["name"]
    report = verify.check(made, OURS, CLEAR, NOW)
    assert report.good
    assert {str(line.sentence) for line in report.lines} == TOLD


def test_the_genuine_one_is_green() -> None:
    assert verify.check(GENUINE, OURS, CLEAR, NOW).good
