"""Files that people send with their answers, as the kinds of their questions read them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpRequest

from takwin.assessment import actions, queries
from takwin.assessment.forms import arranged, prefix
from takwin.assessment.models import AnswerFile
from takwin.content.queries import outline
from takwin.files.signature import fits
from takwin.items.item import Unanswered
from takwin.items.shelf import kind
from takwin.learning.models import Enrolment
from takwin.web.reading import Reading

Fields = dict[str, Sequence[str]]


def sent_files(request: HttpRequest, desk: Reading, items: Iterable[str], *, keep: bool = True) -> dict[str, Fields]:
    """What was sent for each question that asks for a file, as its kind reads it. A file that is taken is kept at once, and found again
    when the rest of its form was not; one that is not taken, or not to be kept, is only named."""
    asked = [item for item in items if kind(desk.outline["items"][item]["kind"]).shape == "file"]
    return {item: _sent(request, desk, item, keep) for item in asked}


def _sent(request: HttpRequest, desk: Reading, item: str, keep: bool) -> Fields:
    upload = request.FILES.get(prefix(item))
    if upload is None:
        kept = _kept(desk, item, request.POST.get(f"{prefix(item)}-kept", ""))
        return _fields(kept.name, kept.blob.size, kept.uid.hex) if kept else {}
    if isinstance(upload, list):
        return {}
    return taken(desk.mine, (desk.release_id, desk.page.language, item), upload, desk.now, keep=keep)


def taken(
    mine: Enrolment, asked: tuple[int, str, str], upload: UploadedFile[bytes], now: datetime, *, keep: bool = True
) -> Fields:
    """A file for a question that is asked in a release and a language, as its kind reads it; kept, if it is one that is taken. Raises OSError."""
    release, language, item = asked
    name, size = str(upload.name or ""), upload.size or 0
    book, public = kind(outline(release)["items"][item]["kind"]), arranged(release, language, item, mine)
    try:
        book.read(public, _fields(name, size, "-"))
    except Unanswered:
        return _fields(name, size, "")
    if not fits(name, upload):
        return {**_fields(name, size, ""), "answer-unlike": ["yes"]}
    if not keep:
        return _fields(name, size, "")
    file = actions.keep_file(mine, item, name, _data(upload), now)
    return _fields(file.name, size, file.uid.hex)


def _fields(name: str, size: int, uid: str) -> Fields:
    return {"answer": [name], "answer-size": [str(size)], "answer-file": [uid]}


def _data(upload: UploadedFile[bytes]) -> Path | bytes:
    """A large file lies on the disk already; a small one is in memory."""
    return Path(upload.temporary_file_path()) if isinstance(upload, TemporaryUploadedFile) else upload.read()


def _kept(desk: Reading, item: str, uid: str) -> AnswerFile | None:
    try:
        return queries.answer_file(desk.mine, item, UUID(uid))
    except ValueError:
        return None
