"""Every sentence that is told is in the reference, in words that are published."""

import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from takwin.records.lrs import shape
from takwin.records.lrs.outgoing import TYPES
from takwin.records.sentences import SENTENCES, Told, known
from takwin.records.statement import Statement
from takwin.records.vocabulary import STREAMS, VERBS, Audience
from tools import record


def test_the_reference_is_current() -> None:
    assert record.PAGE.read_text("utf-8") == record.page(), "run python -m tools.record"


def test_every_verb_is_told_and_every_type_has_a_sentence() -> None:
    assert {told.verb for told in SENTENCES} == set(VERBS)
    assert {told.of for told in SENTENCES} == set(TYPES)


@pytest.mark.parametrize("told", SENTENCES, ids=lambda told: f"{told.verb} {told.of}")
def test_an_example_is_a_statement_with_all_that_its_kind_says(told: Told) -> None:
    assert told.always.keys() <= told.example.keys() <= told.always.keys() | told.sometimes.keys()
    example = record.example(told)
    shape.statement(example, second=True)
    assert example["object"]["definition"]["type"] == TYPES[told.of]  # type: ignore[index]


def test_what_is_not_told_is_not_known() -> None:
    left = Statement(uuid4(), uuid4(), "left", "course/essai", datetime(2026, 11, 28, tzinfo=UTC))
    assert known(left)
    for other in (
        replace(left, verb="noted"),
        replace(left, activity="course/essai/step/a/b"),
        replace(left, audience=Audience.PRIVATE),
        replace(left, result={"why": "no time"}),
    ):
        assert not known(other)


@pytest.mark.corpus
@pytest.mark.parametrize(("profile", "of"), [("video/v1.0.3/video", "film"), ("audio/v1.0/audio", "sound")])
@pytest.mark.parametrize("verb", ["paused", "watched"])
def test_what_is_told_of_a_film_follows_the_templates_of_its_profile(profile: str, of: str, verb: str) -> None:
    """Every property that a template asks for is there, under the category of the profile; one place is misspelt in that of audio."""
    with zipfile.ZipFile(settings.CORPUS / "xapi" / "adl-authored-profiles.zip") as archive:
        name = next(one for one in archive.namelist() if one.endswith(f"{profile}.jsonld"))
        published = json.loads(archive.read(name))
    example: Any = record.example(next(told for told in SENTENCES if (told.verb, told.of) == (verb, of)))
    template = next(one for one in published["templates"] if one["verb"] == example["verb"]["id"])
    assert example["object"]["definition"]["type"] == template["objectActivityType"]
    assert [one["id"] for one in example["context"]["contextActivities"]["category"]] == [published["id"]]
    for rule in template["rules"]:
        if rule["presence"] == "included":
            place = example
            for step in re.findall(
                r"\['([^']+)'\]|\.(\w+)", rule["location"].replace("$.duration", "$.result.duration")
            ):
                place = place[step[0] or step[1]]


@pytest.mark.corpus
def test_verbs_and_types_stand_in_profiles_that_others_publish() -> None:
    """The profile of Activity Streams leaves out "schema/1.0/", which the addresses of Activity Streams have."""
    published: set[str] = set()
    with zipfile.ZipFile(settings.CORPUS / "xapi" / "adl-authored-profiles.zip") as archive:
        for name in archive.namelist():
            if name.endswith(".jsonld"):
                published |= {each["id"] for each in json.loads(archive.read(name)).get("concepts", ())}
    ours = {verb.iri for verb in VERBS.values()} | set(TYPES.values())
    assert {each.replace(STREAMS, "http://activitystrea.ms/") for each in ours} <= published
