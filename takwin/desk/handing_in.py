"""A file that somebody chose on a device without a network: it comes by itself, before the answer that names it; a large one in pieces."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from takwin.accounts.models import Person
from takwin.assessment.forms import arranged
from takwin.assessment.from_device import asked_at, is_file, release_of
from takwin.assessment.queries import came_before, files_handed_in
from takwin.content.queries import outline
from takwin.desk import begun, queries
from takwin.desk.acts import NOT_YOURS, SHAPE, identifier
from takwin.desk.answering import NO_QUESTIONS
from takwin.desk.queries import store_of
from takwin.desk.refused import Refused
from takwin.items.item import Json, Unanswered
from takwin.items.shelf import kind
from takwin.learning.models import Enrolment
from takwin.lib.text import N_, Sentence
from takwin.web.uploads import Fields, taken

MOST = 20
"""Files handed in for one question by one person. On a device the limit of attempts refuses nobody, but a disk is not without end."""
ENOUGH = N_(
    "You have handed in %(count)s files for this question already. This one stays on your device: ask the course team before you send it again."
)

LONGEST = 12
"""Signs of a number of bytes."""
Asked = tuple[int, str, str]
"""The release by which a question is marked, the language, and the question."""


def keep(person: Person, said: Mapping[str, str], upload: UploadedFile[bytes], now: datetime) -> str:
    """Keep a file for a question, as a form that is sent with a network does, and give the name under which its answer tells of it. Raises Refused for
    one that its question does not take; OSError."""
    mine = _mine(person, said)
    asked = _asked(mine, said)
    _room(mine, asked)
    return _kept(mine, asked, upload, now)


def go_on(person: Person, said: Mapping[str, str], upload: UploadedFile[bytes] | None, now: datetime) -> str | int:
    """Take the next piece of a large file, or only tell how much of it has come: the number of bytes that are here, or the name under
    which its answer tells of it once it is whole. What its question does not take is refused before it has come. Raises Refused, OSError."""
    mine = _mine(person, said)
    asked = _asked(mine, said)
    name, digest, (size, start) = said.get("name", ""), said.get("digest", ""), _numbers(said)
    if not begun.DIGEST.fullmatch(digest) or (upload and start + (upload.size or 0) > size):
        raise Refused(SHAPE)
    if known := came_before(mine, asked[2], digest):
        return str(known.uid.hex)
    _room(mine, asked)
    _read(mine, asked, {"answer": [name], "answer-size": [str(size)], "answer-file": ["-"]})
    have = begun.add(store_of(person), digest, size, start, upload.read() if upload else b"")
    return have if have < size else _whole(store_of(person), mine, asked, name, digest, now)


def _whole(store: UUID, mine: Enrolment, asked: Asked, name: str, digest: str, now: datetime) -> str | int:
    with begun.whole(store, digest) as place:
        if place is None:
            return 0
        with place.open("rb") as stream:
            return _kept(mine, asked, UploadedFile(stream, name, size=place.stat().st_size), now)


def _numbers(said: Mapping[str, str]) -> tuple[int, int]:
    """The size of the file, and which byte is the first of the piece. Raises Refused."""
    size, start = said.get("size", ""), said.get("start", "0")
    if not (size.isdecimal() and start.isdecimal() and len(size) < LONGEST and len(start) < LONGEST):
        raise Refused(SHAPE)
    return int(size), int(start)


def _room(mine: Enrolment, asked: Asked) -> None:
    if (many := files_handed_in(mine, asked[2])) >= MOST:
        raise Refused(Sentence(ENOUGH, {"count": many}))


def _kept(mine: Enrolment, asked: Asked, upload: UploadedFile[bytes], now: datetime) -> str:
    return str(_read(mine, asked, taken(mine, asked, upload, now))["file"])


def _read(mine: Enrolment, asked: Asked, told: Fields) -> Json:
    """What the question takes of this. Raises Refused."""
    release, language, item = asked
    try:
        return kind(outline(release)["items"][item]["kind"]).read(arranged(release, language, item, mine), told)
    except Unanswered as why:
        raise Refused(why.sentence) from why


def _mine(person: Person, said: Mapping[str, str]) -> Enrolment:
    uid = identifier(said.get("enrolment"))
    found = queries.enrolments(person, {uid}).get(uid) if uid else None
    if found is None:
        raise Refused(NOT_YOURS)
    return found


def _asked(mine: Enrolment, said: Mapping[str, str]) -> Asked:
    item, language = said.get("item", ""), said.get("language", "")
    release = release_of(mine, said.get("release", ""))
    if release is None or language not in outline(release)["languages"]:
        raise Refused(SHAPE)
    where = asked_at(mine, release, item)
    if where is None or not is_file(where, item):
        raise Refused(NO_QUESTIONS)
    return where, language, item
