"""What goes on beside the pages: whether somebody works, and whether the work gets done."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from takwin.config.alone import is_at_work
from takwin.config.doctor.finding import DOUBTFUL, FINE, WRONG, Finding
from takwin.config.followers import followers as all_followers
from takwin.config.wording import counted, lasted, typed
from takwin.jobs import worker
from takwin.records import queries as record
from takwin.records.models import Cursor, Sentence

PATIENCE = timedelta(minutes=5)
"""How long a job may run or wait, and a sentence wait for its followers. All of them take seconds."""
AGAIN = "stop the site and start it: what was begun is done again. The lines it writes say more."
START = "start the site, or `takwin work`."


def work(data: Path) -> Iterator[Finding]:
    """Somebody does it."""
    if is_at_work(data):
        yield Finding(FINE, "work", "The background process is running.")
    else:
        yield Finding(DOUBTFUL, "work", f"No background process is running: {START}")


def followers(data: Path) -> Iterator[Finding]:
    """None has stopped, none is far behind."""
    last, cursors = record.settled(), {cursor.follower: cursor for cursor in Cursor.objects.all()}
    advice = AGAIN if is_at_work(data) else START
    for follower in all_followers():
        cursor: Cursor | None = cursors.get(follower.name)
        seen = 0 if cursor is None else cursor.seq
        moved = "" if cursor is None else f"; it moved last {cursor.updated:%Y-%m-%d %H:%M} UTC, to sentence {seen}"
        behind = f"{follower.name} is {counted(last - seen, 'sentence')} behind"
        waited = _waited(seen)
        if cursor is not None and cursor.stopped_at:
            yield Finding(
                WRONG, "followers", f"{follower.name} stopped at sentence {cursor.stopped_at}: {_why(cursor)}"
            )
        elif waited > PATIENCE:
            yield Finding(WRONG, "followers", f"{behind}, the first for {lasted(waited)}: {advice}")
        else:
            yield Finding(FINE, "followers", f"{behind}{moved}.")


def _waited(seen: int) -> timedelta:
    """How long the first sentence that a follower has not seen has been there."""
    first = Sentence.objects.filter(seq__gt=seen).order_by("seq").values_list("stored", flat=True).first()
    return timedelta() if first is None else timezone.now() - record.moment(first)


def _why(cursor: Cursor) -> str:
    said = record.last_words(cursor.trouble)
    return f"{said}. It tries that one again and again and passes nothing over: put right what it says."


def jobs(data: Path) -> Iterator[Finding]:
    """None is stuck, none waits long, none failed for good."""
    now, advice = timezone.now(), AGAIN if is_at_work(data) else START
    for stuck in worker.running_since_before(now - PATIENCE):
        lasting = lasted(now - stuck.since)
        yield Finding(WRONG, "jobs", f"{stuck.name} has been running for {lasting}, far too long: {advice}")
    late = worker.waiting_since_before(now - PATIENCE)
    if late:
        first = f"{late[0].name} for {lasted(now - late[0].since)}"
        yield Finding(WRONG, "jobs", f"{counted(len(late), 'job')} waited too long, {first}: {advice}")
    if failed := worker.failed():
        show, again = typed("jobs", data), typed("jobs", data, "--retry")
        told = f"{counted(failed, 'job')} failed for good. Why: {show}; once that is put right: {again}"
        yield Finding(WRONG, "jobs", told)
    yield Finding(FINE, "jobs", f"{counted(worker.waiting(), 'job')} waiting.")
