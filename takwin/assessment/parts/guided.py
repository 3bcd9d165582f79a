"""An answer as whoever marks it by hand sees it: what was asked, what was answered, what to look at."""

from dataclasses import dataclass

from takwin.assessment.marking import key_in
from takwin.assessment.models import HandMark
from takwin.content.queries import outline, public_item, sealed_key
from takwin.items.marking import word


@dataclass(frozen=True, slots=True)
class Guided:
    """The prompt and the guide as HTML (the guide "" where there is none), each with its language; the words of the answer, or the name of
    its file; points in hundredths."""

    prompt: str
    guide: str
    language: str
    spoken: str
    text: str
    file: str
    points: int


def guided(marking: HandMark, reader: str) -> Guided:
    """The question as it was asked, and the guide in the language of the reader where the course has it. The guide of the newest release
    that asks the same counts: it may have been mended since."""
    attempt = marking.attempt
    release = marking.run.release_id if _same(marking) else attempt.release_id
    languages = outline(release)["languages"]
    language = reader if reader in languages else languages[0]
    return Guided(
        prompt=public_item(attempt.release_id, attempt.item, attempt.language)["prompt"],
        guide=word(key_in(sealed_key(release, attempt.item), language), "guide"),
        language=language,
        spoken=attempt.language,
        text=word(attempt.response, "text"),
        file=word(attempt.response, "name"),
        points=attempt.points,
    )


def _same(marking: HandMark) -> bool:
    now, then = (
        outline(release)["items"].get(marking.item) for release in (marking.run.release_id, marking.attempt.release_id)
    )
    return bool(now and then and now["asked"] == then["asked"])
