"""Write docs/reference/record.md: every sentence of the record, from the code that tells them. Run it after changing one."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from takwin.records.lrs.outgoing import TYPES, own
from takwin.records.sentences import SENTENCES, Told
from takwin.records.statement import Statement
from takwin.records.vocabulary import ADL, REGISTRY, STREAMS, VERBS, Audience

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "record.md"
SITE = "https://takwin.example.org/"
AT = datetime(2026, 11, 28, 10, tzinfo=UTC)
PLACES = {
    "course": "",
    "step": "why/welcome",
    "item": "q1",
    "quiz": "why/quiz",
    "task": "t1",
    "session": "018f6b3e5a7c7d2e9b1f4c8a2d6e0f42",
}
POST = "018f6b3e-5a7c-7d2e-9b1f-4c8a2d6e0f99"
SHOWN = {
    Audience.OPEN: "open",
    Audience.COURSE: "the course, and keys of its institution",
    Audience.PRIVATE: "private: no key sees it",
}
SOURCES = {
    ADL: "the ADL vocabulary",
    "http://adlnet.gov/expapi/activities/": "the ADL vocabulary",
    REGISTRY: "the xAPI registry",
    STREAMS: "Activity Streams 1.0",
}
TOP = """\
# Every sentence of the record

What people do is kept as statements of xAPI. These are all the sentences that Takwin tells of its own, as other systems read them
at `/xapi/` ([xapi.md](xapi.md)). This page is made by `python -m tools.record`; a test says whether it is current.

## Which profiles they follow

A profile that is named asks for truth in more than its words, so a sentence says no more than what happened:

- **Vocabularies**: verbs and types of activity are those of the ADL vocabulary (its verbs `scored`, `completed` and `initialized`, and the types course, lesson and
  assessment, stand in the SCORM profile of the same authors), of the xAPI registry, and of Activity Streams 1.0 in their full addresses below `schema/1.0/`.
- **cmi5**: no sentence carries its category. A cmi5 statement belongs to a session that a course structure launched, with a session id and a mastery score;
  our steps are pages of the site and have neither. Its verb `satisfied` is for blocks of such a structure, and `abandoned` for a session that broke off.
- **SCORM**: no category either: nothing here is an attempt at a SCO.
- **Video**: no sentence; what is played, paused or skipped is not recorded, so there is nothing to say.
- **Open Badges**: what is earned is a verifiable credential at its own address, not a hosted assertion, so the extension for one is not used.

What xAPI has no word for stands in extensions below `/ext/` of the site. Marks are points there, and hundredths in the record; `raw` and
`max` become the `score`.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([TOP, *map(_section, SENTENCES)])


def _section(told: Told) -> str:
    verb, kind = VERBS[told.verb].iri, TYPES[told.of]
    rows = [
        ("verb", f"`{verb}`, from {_source(verb)}"),
        ("of", f"{_a(told.of)}, `{kind}`, from {_source(kind)}"),
        ("seen by", "; or ".join(SHOWN[each] for each in told.audiences)),
        *((f"result `{name}`", what) for name, what in told.always.items()),
        *((f"result `{name}`, perhaps", what) for name, what in told.sometimes.items()),
    ]
    table = "\n".join(f"| {name} | {what} |" for name, what in rows)
    shown = json.dumps(example(told), ensure_ascii=False, indent=2)
    return f"## {told.verb}, of {_a(told.of)}\n\n{told.when}\n\n| | |\n|---|---|\n{table}\n\n```json\n{shown}\n```\n"


def _a(kind: str) -> str:
    return {"item": "a question", "session": "a meeting"}.get(kind, f"a {kind}")


def _source(iri: str) -> str:
    return next(what for begins, what in SOURCES.items() if iri.startswith(begins))


def example(told: Told) -> dict[str, object]:
    """One such sentence as another system would read it, if it is not private."""
    slug = "course/feedback"
    path = f"{slug}/{told.of}/{PLACES[told.of]}" if PLACES.get(told.of) else slug
    path = {"post": f"{slug}/post/{POST}", "credential": f"credential/{POST}"}.get(told.of, path)
    uid, actor, registration = (UUID(f"018f6b3e-5a7c-7d2e-9b1f-4c8a2d6e0f0{n}") for n in (1, 2, 3))
    statement = Statement(uid, actor, told.verb, path, AT, registration, "site", told.audiences[0], told.example)
    return own(statement, "2026-11-28T10:00:01.000Z", SITE)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
