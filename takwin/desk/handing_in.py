"""A file that somebody chose on a device without a network: it comes by itself, before the answer that names it."""

from collections.abc import Mapping
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from takwin.accounts.models import Person
from takwin.assessment.forms import arranged
from takwin.assessment.from_device import asked_at, is_file, release_of
from takwin.assessment.queries import files_handed_in
from takwin.content.queries import outline
from takwin.desk import queries
from takwin.desk.acts import NOT_YOURS, SHAPE, identifier
from takwin.desk.answering import NO_QUESTIONS
from takwin.desk.refused import Refused
from takwin.items.item import Unanswered
from takwin.items.shelf import kind
from takwin.learning.models import Enrolment
from takwin.lib.text import N_, Sentence
from takwin.web.uploads import taken

MOST = 20
"""Files handed in for one question by one person. On a device the limit of attempts refuses nobody, but a disk is not without end."""
ENOUGH = N_(
    "You have handed in %(count)s files for this question already. This one stays on your device: ask the course team before you send it again."
)


def keep(person: Person, said: Mapping[str, str], upload: UploadedFile[bytes], now: datetime) -> str:
    """Keep a file for a question, as a form that is sent with a network does, and give the name under which its answer tells of it. Raises Refused for
    one that its question does not take; OSError."""
    mine = _mine(person, said)
    where, language, item = _asked(mine, said)
    if (many := files_handed_in(mine, item)) >= MOST:
        raise Refused(Sentence(ENOUGH, {"count": many}))
    try:
        book = kind(outline(where)["items"][item]["kind"])
        response = book.read(arranged(where, language, item, mine), taken(mine, (where, language, item), upload, now))
    except Unanswered as why:
        raise Refused(why.sentence) from why
    return str(response["file"])


def _mine(person: Person, said: Mapping[str, str]) -> Enrolment:
    uid = identifier(said.get("enrolment"))
    found = queries.enrolments(person, {uid}).get(uid) if uid else None
    if found is None:
        raise Refused(NOT_YOURS)
    return found


def _asked(mine: Enrolment, said: Mapping[str, str]) -> tuple[int, str, str]:
    """The release by which the question is marked, the language, and the question."""
    item, language = said.get("item", ""), said.get("language", "")
    release = release_of(mine, said.get("release", ""))
    if release is None or language not in outline(release)["languages"]:
        raise Refused(SHAPE)
    where = asked_at(mine, release, item)
    if where is None or not is_file(where, item):
        raise Refused(NO_QUESTIONS)
    return where, language, item
