"""Every sentence that the house tells: of what, when, to whom it is shown, and what its result says. `docs/reference/record.md` is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from takwin.records.statement import Statement
from takwin.records.vocabulary import Audience

COURSE, PRIVATE = Audience.COURSE, Audience.PRIVATE
N = "which of the answers to the question, from 1"
RAW = "marks, in hundredths of a point"
MAX = "the most there can be, in hundredths of a point"
ASKED = "digest of the question as it was asked"
DIGEST = "digest of the release"


@dataclass(frozen=True, slots=True)
class Told:
    """A kind of sentence. `of` is the kind of its activity; `always` and `sometimes` say the members of its result; `example` is one."""

    verb: str
    of: str
    when: str
    audiences: tuple[Audience, ...] = (COURSE,)
    always: Mapping[str, str] = field(default_factory=dict)
    sometimes: Mapping[str, str] = field(default_factory=dict)
    example: Mapping[str, object] = field(default_factory=dict)


PLAYED = {
    "length": "of the film or sound, in seconds",
    "time": "where it stopped, in seconds",
    "spent": "seconds that it played this time",
    "progress": "the share that was played so far under this registration, in thousandths",
    "parts": "what was played so far under this registration: from and to, in seconds, each part once, in the order of the film",
}
VIEWING = {"length": 312, "time": 190, "spent": 75, "progress": 591, "parts": [0, 120, 125, 190]}
WHOLE = {"length": 312, "time": 310, "spent": 340, "progress": 987, "parts": [0, 120, 122, 310]}
SCORED = {"n": 2, "raw": 150, "max": 200, "asked": "9f2c31d07a54be18"}
SENTENCES = (
    Told("registered", "course", "Somebody joins a run, or comes back to it."),
    Told("left", "course", "Somebody leaves a run."),
    Told("experienced", "step", "A step is opened for the first time."),
    Told("finished", "step", "Somebody says that a step is done."),
    Told(
        "answered",
        "item",
        "A question is answered; private where the answer is an opinion.",
        (COURSE, PRIVATE),
        {"n": N, "raw": RAW, "max": MAX, "asked": ASKED},
        {
            "response": "first digits of the digest of the answer; never of a private one",
            "waiting": "true where people mark it",
            "sure": "how sure the person was, as they said",
            "draw": "which draw of a pool it belongs to",
            "most": "from a device: how many answers are allowed",
            "over": "from a device: true after the run had closed",
            "timed": "from a device: true for a quiz with a limit of time",
        },
        {**SCORED, "response": "c0ffee5ca1ab1e00"},
    ),
    Told(
        "scored",
        "item",
        "An answer is marked by people, or again after a correction.",
        (COURSE,),
        {"n": N, "raw": RAW, "max": MAX, "asked": ASKED, "of": "the sentence of the answer"},
        {},
        {**SCORED, "of": "018f6b3e5a7c7d2e9b1f4c8a2d6e0f13"},
    ),
    Told(
        "began",
        "quiz",
        "A quiz with a limit of time begins; private where somebody has time of their own.",
        (COURSE, PRIVATE),
        {"seconds": "the time that was promised"},
        {},
        {"seconds": 1200},
    ),
    Told("declared", "task", "Somebody says that they have done a task."),
    Told("retracted", "task", "Somebody takes back that they have done a task."),
    *(
        told
        for of, what in (("film", "A film"), ("sound", "A sound"))
        for told in (
            Told(
                "paused",
                of,
                f"{what} of a step was played and stopped: one sentence for each viewing, told when the page was left or the end was reached.",
                (COURSE,),
                PLAYED,
                {},
                VIEWING,
            ),
            Told(
                "watched",
                of,
                f"{what} was played whole: at least 95 of 100 seconds, in one viewing or several; told once.",
                (COURSE,),
                {**PLAYED, "spent": "seconds that it played so far, all viewings together"},
                {},
                WHOLE,
            ),
        )
    ),
    Told(
        "attended",
        "session",
        "Somebody is noted as there at a meeting in a room; the last such sentence about a meeting holds.",
        (COURSE,),
        {"minutes": "how long they were there", "status": "present, late, or left (early)"},
        {},
        {"minutes": 165, "status": "late"},
    ),
    Told("granted", "session", "Somebody is excused from a meeting in a room.", (PRIVATE,)),
    Told(
        "retracted",
        "session",
        "Somebody is noted as neither there nor excused after all; private where they had been excused.",
        (COURSE, PRIVATE),
    ),
    Told(
        "moved",
        "course",
        "An enrolment goes to another release of the course.",
        (COURSE,),
        {"release": DIGEST, "from": "digest of the release before"},
        {},
        {"release": "5d41402abc4b2a76", "from": "7d793037a0760186"},
    ),
    Told(
        "granted",
        "course",
        "Somebody is given other time for quizzes.",
        (PRIVATE,),
        {"percent": "of the limit, beyond it", "minutes": "beyond that"},
        {},
        {"percent": 25, "minutes": 5},
    ),
    Told(
        "completed",
        "course",
        "The rule of completion is met, at the time of the act that met it.",
        (COURSE,),
        {"raw": RAW, "max": MAX, "steps": "how many steps counted", "release": DIGEST},
        {},
        {"raw": 1450, "max": 2000, "steps": 12, "release": "5d41402abc4b2a76"},
    ),
    Told("earned", "credential", "A credential is issued for a completed course."),
    Told(
        "shared",
        "post",
        "Somebody publishes something in the hub of a course.",
        (COURSE,),
        {"kind": "what was published", "digest": "digest of its words, which stay with the post"},
        {},
        {"kind": "text", "digest": "9f2c31d07a54be18"},
    ),
    Told(
        "asked",
        "course",
        "Somebody asks the tutors of a run for help.",
        (PRIVATE,),
        {"text": "digest of the words, which stay with the tutors"},
        {},
        {"text": "9f2c31d07a54be18"},
    ),
    Told("felt", "course", "Somebody tells the tutors how they get on; the answer stays with the tutors.", (PRIVATE,)),
    Told(
        "noted",
        "step",
        "Somebody keeps a note on a step.",
        (PRIVATE,),
        {"text": "digest of its words with a salt; the words stay in the notebook"},
        {},
        {"text": "9f2c31d07a54be18"},
    ),
    Told(
        "drafted",
        "task",
        "Somebody keeps a draft of a task.",
        (PRIVATE,),
        {"text": "digest of its words with a salt; the words stay in the notebook"},
        {},
        {"text": "9f2c31d07a54be18"},
    ),
)


def known(statement: Statement) -> bool:
    """Whether a sentence is of a kind that is told here."""
    return any(_is(statement, told) for told in SENTENCES)


def _is(statement: Statement, told: Told) -> bool:
    parts = statement.activity.split("/")
    of = parts[2] if parts[0] == "course" and len(parts) > 2 else parts[0]
    said = statement.result.keys()
    return (
        (statement.verb, of) == (told.verb, told.of)
        and statement.audience in told.audiences
        and told.always.keys() <= said <= told.always.keys() | told.sometimes.keys()
    )
