"""Every sentence that is told is in the reference, in words that are published."""

import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
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
def test_verbs_and_types_stand_in_profiles_that_others_publish() -> None:
    """The profile of Activity Streams leaves out "schema/1.0/", which the addresses of Activity Streams have."""
    published: set[str] = set()
    with zipfile.ZipFile(settings.CORPUS / "xapi" / "adl-authored-profiles.zip") as archive:
        for name in archive.namelist():
            if name.endswith(".jsonld"):
                published |= {each["id"] for each in json.loads(archive.read(name)).get("concepts", ())}
    ours = {verb.iri for verb in VERBS.values()} | set(TYPES.values())
    assert {each.replace(STREAMS, "http://activitystrea.ms/") for each in ours} <= published
