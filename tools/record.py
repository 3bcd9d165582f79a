"""Write docs/reference/record.md: every sentence of the record, from the code that tells them. Run it after changing one."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from takwin.records.lrs.outgoing import TYPES, own
from takwin.records.sentences import SENTENCES, Told
from takwin.records.statement import Statement
from takwin.records.vocabulary import ADL, AUDIO, REGISTRY, STREAMS, VERBS, VIDEO, Audience

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "record.md"
SITE = "https://takwin.example.org/"
AT = datetime(2026, 11, 28, 10, tzinfo=UTC)
PLACES = {
    "course": "",
    "step": "why/welcome",
    "item": "q1",
    "quiz": "why/quiz",
    "task": "t1",
    "film": "6f1d2c0ab37e4495",
    "sound": "91c07be2d4f8a630",
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
    VIDEO: "the video profile",
    AUDIO: "the audio profile",
}
TOP = """\
# Every sentence of the record

What people do is kept as statements of xAPI. These are all the sentences that Takwin tells of its own, as other systems read them
at `/xapi/` ([xapi.md](xapi.md)). This page is made by `python -m tools.record`; a test says whether it is current.

## Which profiles they follow

A profile that is named asks for truth in more than its words, so a sentence says no more than what happened:

- **Vocabularies**: verbs and types of activity are those of the ADL vocabulary (its verbs `scored`, `completed` and `initialized`, and the types course, lesson and
  assessment, stand in the SCORM profile of the same authors), of the xAPI registry, and of Activity Streams 1.0 in their full addresses below `schema/1.0/`; of films and sounds those of the profiles of video and audio.
- **Video** and **audio**: what is told of a film carries the category `https://w3id.org/xapi/video` and follows the templates `paused` and `completed` of version
  1.0.3; what is told of a sound carries `https://w3id.org/xapi/audio` and follows those of version 1.0, which have the same verbs and extensions. `paused` is told once
  for a viewing, when it ends: `time` says where, `played-segments` and `progress` what was played so far under the registration (in whole seconds, each
  second once, in the order of the film and not of the evening). `completed` is told once, when 95 of 100 seconds were played; its `duration` is the time that
  all viewings took. Nothing else of these profiles is told: not that a player was opened (`initialized`), each press of a button (`played`, `seeked`, `interacted`)
  and that the page was left (`terminated`). So their pattern of a session is not kept, and there is no `session-id`, which would be the name of its `initialized`. A
  stream of presses would cost data and privacy, and tell the course team no more: where people stop is in the segments. What is played of a
  film on another site is not recorded at all.
- **cmi5**: no sentence carries its categories. A cmi5 statement belongs to a session that an LMS launched from a course structure: it names that session and the
  unit as that structure does, and `launched` its address, its mode and what it takes to move on. Our steps are pages of the site and have none of these, and a quiz has no mark from which on it
  is passed, so nothing is `passed` or `failed`. `satisfied` is for blocks of such a structure, `abandoned` and `terminated` for a session. Where both have the same thing to say
  it is said alike: a quiz with a limit is `initialized`, and a course is `completed` with `completion`, under the registration of the person's taking of it. `duration` is left out, since
  nobody measures how long somebody studied.
- **SCORM**: no category either: nothing here is an attempt at a SCO.
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
