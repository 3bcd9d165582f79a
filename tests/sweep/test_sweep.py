"""Every sentence of the record is told, with words of its own wherever words can be left: what is private stays where it is, and an erased
person leaves nothing."""

import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from takwin.accounts.mine import erase_everywhere, merge_everywhere
from takwin.accounts.models import Person
from takwin.credentials import keys
from takwin.desk.actions import make
from takwin.files import actions as files
from takwin.learning import actions as learning
from takwin.learning.models import Progress, Run
from takwin.records.lrs.keys import RIGHTS
from takwin.records.lrs.tests.builders import Lms, key, statement
from takwin.records.models import Sentence
from takwin.records.queries import as_statement, joined
from takwin.records.sentences import SENTENCES, _is
from takwin.records.vocabulary import Audience
from takwin.relay import actions as relay
from takwin.relay import parcel, queries
from tests.cast import SignIn
from tests.sweep import doors
from tests.sweep.world import EMAIL, NAME, USERNAME, World, lived, rises

pytestmark = pytest.mark.django_db
TEAM, TUTOR, ORGANISER = {"ghizlane", "salma"}, {"tilelli"}, {"omar"}
READERS: dict[str, set[str]] = {
    "reason": set(), "notebefore": set(), "notenow": set(), "draftbefore": set(), "draftnow": set(),
    "answer": TEAM, "comment": TEAM, "file": TEAM, "inside": TEAM,
    "help": TUTOR, "tutors": TUTOR, "excuse": TEAM | TUTOR | ORGANISER,
    "title": TEAM, "post": TEAM, "connection": TEAM, "report": TEAM, "appeal": TEAM, "decision": {"salma"},
}  # fmt: skip
"""Who else may read what she wrote, or what was written of her. Who organises for the place that offers the run plans its meetings,
and so reads why somebody was absent (`attendance.access`)."""

MARKED = {"answer", "file", "comment"}
"""What goes between a box and its parent, sealed: answers that people mark, and what they say of them."""


@pytest.fixture
def world(
    tmp_path: Path, settings: Settings, amina: Person, brahim: Person, tilelli: Person, omar: Person, ghizlane: Person,
    salma: Person, zed: Person,
) -> World:  # fmt: skip
    """She has done everything."""
    settings.KEYS = tmp_path / "keys"
    shutil.rmtree(settings.CERTIFICATES, ignore_errors=True)  # of tests before, whose rows are gone
    keys.create(settings.KEYS, timezone.now())
    cast = {one.username: one for one in (amina, brahim, tilelli, omar, ghizlane, salma, zed)}
    return lived(tmp_path / "essai", cast)


def found(words: dict[str, str], text: str) -> set[str]:
    """The names of her texts that stand in a text."""
    return {name for name, word in words.items() if word in text}


def test_every_sentence_is_told_and_what_is_private_leaves_by_no_key_parcel_or_pack(world: World) -> None:
    told = [as_statement(row) for row in joined()]
    missing = [
        (one.verb, one.of, audience.name)
        for one in SENTENCES
        for audience in one.audiences
        if not any(_is(each, one) and each.audience == audience for each in told)
    ]
    assert missing == []
    assert READERS.keys() == world.words.keys()
    assert sorted({*_by_keys(world), *_by_parcels(world), *_by_packs(world)}) == []


@pytest.mark.long
def test_what_is_private_is_on_no_page_of_others(world: World, sign_in: SignIn) -> None:
    seen = set()
    for who in (*world.cast, ""):
        for _, address, content in doors.pages(sign_in(world.cast[who]) if who else Client()):
            seen |= {(name, who, address) for name in found(world.words, content.decode("utf-8", "replace"))}
    wrong = [each for each in seen if each[1] not in {*READERS[each[0]], "selva"} or each[:2] == ("tutors", "selva")]
    assert wrong == [], "\n".join(map(str, wrong))
    shown = {each[:2] for each in seen}
    assert {(name, "selva") for name in world.words} - shown == UNSEEN_BY_HER, "what she left is really looked at"
    assert {("answer", "ghizlane"), ("appeal", "ghizlane"), ("help", "tilelli"), ("excuse", "tilelli")} <= shown


UNSEEN_BY_HER = {("tutors", "selva")}
"""Notes of tutors."""


def _by_keys(world: World) -> Iterator[str]:
    private = {str(uid) for uid in Sentence.objects.filter(audience=Audience.PRIVATE).values_list("uid", flat=True)}
    scopes = [*Sentence.objects.values_list("scope__name", flat=True).distinct(), "elsewhere"]
    for scope in scopes:
        for right in RIGHTS:
            user = f"{right} {scope}"
            key(user, right, scope=scope)
            system = Lms(user)
            asked = [_whole_record(system, form) for form in ("exact", "ids", "canonical")]
            asked += [system.ask("GET", statementId=uid).content.decode() for uid in sorted(private)]
            asked += [system.ask("GET", voidedStatementId=uid).content.decode() for uid in sorted(private)]
            said = "".join(asked)
            yield from (f"{name} by the key {user}" for name in found(world.words, said))
            yield from (f"the sentence {uid} by the key {user}" for uid in private if uid in said)
            yield from (f"{name} by the key {user}" for name in (NAME, USERNAME, EMAIL) if name in said)


def _whole_record(system: Lms, form: str) -> str:
    said, more = "", f"/xapi/statements?limit=500&format={form}"
    while more:
        answer = system.browser.get(more, headers=system.headers)
        said += answer.content.decode()
        more = json.loads(answer.content).get("more", "") if answer.status_code == 200 else ""
    return said


def _by_parcels(world: World) -> Iterator[str]:
    invited = relay.invite(world.centre, "", None, world.now)
    box = queries.boxes().get(node=world.centre)
    stream = io.BytesIO()
    assert relay.pack_roster(box, stream, timezone.now()) == 2
    with parcel.opened(stream.getvalue(), invited.keys, lambda _: True) as came:
        said = "".join(doors.whole(content).decode("utf-8", "replace") for content in came.contents.values())
    assert NAME in said
    Run.objects.update(elsewhere=True)
    there, _ = queries.acts(0, 10_000)
    Run.objects.update(elsewhere=False)
    assert there
    for way, text in (("a roster", said), ("the acts of a box", json.dumps(there, ensure_ascii=False))):
        yield from (f"{name} by {way}" for name in found(world.words, text) if name not in MARKED)


def _by_packs(world: World) -> Iterator[str]:
    for variant in ("text", "audio", "low", "all"):
        made = make(world.run, world.run.release, "fr", variant, timezone.now())
        text = "".join(text for path, text in doors.files() if made.blob_id in path)
        assert text
        yield from (f"{name} by a pack" for name in found(world.words, text))


@pytest.mark.parametrize("merged", [False, True], ids=["one account", "merged into another"])
def test_an_erased_person_leaves_no_word_and_no_name(
    merged: bool,
    world: World,
    zed: Person,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    """By the texts of every column of every table, and in every file, also where her account was merged into another one first. Folds stand
    as she left them."""
    selva = world.cast["selva"]
    _others_name(selva)
    rises(world)
    learning.leave(world.enrolment, timezone.now())
    before = _folds()
    everything = list(_everything())
    assert {name for _, text in everything for name in found(world.words, text)} == world.words.keys()
    assert [where for where, text in everything if "/certificates/" in where and _names(world, text)]
    with django_capture_on_commit_callbacks(execute=True):
        if merged:
            merge_everywhere(zed, selva, zed, "", timezone.now())
            zed.refresh_from_db()
        erase_everywhere(zed if merged else selva, timezone.now())
    files.empty_aside(timezone.now() + 2 * files.ASIDE)
    assert {where: text[:200] for where, text in _everything() if _names(world, text)} == {}
    assert [one for one in _written(world) if one in doors.image()] == []
    assert _folds() == before
    assert learning.rebuild().changed == 0


def _others_name(selva: Person) -> None:
    """Another system tells of her by her address, by its digest, and by her pseudonym here."""
    key()
    digest = hashlib.sha1(f"mailto:{EMAIL}".encode(), usedforsecurity=False).hexdigest()
    here = {"homePage": "http://localhost:8000/", "name": str(selva.pseudonym)}
    said: dict[str, Any] = {"result": {"response": NAME}}
    Lms().tell(
        statement(actor={"mbox": f"mailto:{EMAIL}", "name": NAME}),
        statement(actor={"mbox_sha1sum": digest}, **said),
        statement(actor={"account": here, "name": NAME}, **said),
        statement("zed", context={"instructor": {"mbox": f"mailto:{EMAIL}", "name": NAME}}),
    )
    where: dict[str, Any] = {"agent": {"account": here}, "profileId": "x"}
    Lms().ask("PUT", "agents/profile", {"name": NAME}, headers={"If-None-Match": "*"}, **where)


def _names(world: World, text: str) -> bool:
    return any(one in text for one in _written(world))


def _written(world: World) -> tuple[str, ...]:
    """What tells of her: her names, and every word that was left for her."""
    digest = hashlib.sha1(f"mailto:{EMAIL}".encode(), usedforsecurity=False).hexdigest()
    return NAME, "Zqselva", USERNAME, EMAIL, digest, *world.words.values()


def _everything() -> Iterator[tuple[str, str]]:
    yield from doors.tables()
    yield from doors.files()


def _folds() -> dict[int, tuple[object, ...]]:
    """What was folded of each taking of a course."""
    return {row.pk: (row.done, row.mark, row.completed, row.state) for row in Progress.objects.all()}
