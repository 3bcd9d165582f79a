"""The verbs of the record and who may see a sentence.

Numbers are stored; they are never reused. Addresses come from the ADL vocabulary, the xAPI registry and, through it, Activity Streams 1.0, and
from the profiles of video and audio. Two verbs may have one address: a film that was watched whole is no course that was completed."""

from dataclasses import dataclass
from enum import IntEnum

ADL = "http://adlnet.gov/expapi/verbs/"
REGISTRY = "http://id.tincanapi.com/verb/"
STREAMS = "http://activitystrea.ms/schema/1.0/"
VIDEO = "https://w3id.org/xapi/video"
AUDIO = "https://w3id.org/xapi/audio"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: the number it is stored under and the address other systems know it by."""

    number: int
    iri: str


VERBS: dict[str, Verb] = {
    "registered": Verb(1, ADL + "registered"),
    "left": Verb(2, REGISTRY + "unregistered"),
    "experienced": Verb(3, ADL + "experienced"),
    "finished": Verb(4, REGISTRY + "viewed"),
    "answered": Verb(5, ADL + "answered"),
    "scored": Verb(6, ADL + "scored"),
    "moved": Verb(7, STREAMS + "update"),
    "completed": Verb(8, ADL + "completed"),
    "earned": Verb(9, REGISTRY + "earned"),
    "declared": Verb(10, STREAMS + "complete"),
    "retracted": Verb(11, STREAMS + "retract"),
    "began": Verb(12, ADL + "initialized"),
    "granted": Verb(13, STREAMS + "give"),
    "attended": Verb(14, ADL + "attended"),
    "asked": Verb(15, ADL + "asked"),
    "felt": Verb(16, ADL + "responded"),
    "paused": Verb(17, VIDEO + "/verbs/paused"),
    "watched": Verb(18, ADL + "completed"),
    "shared": Verb(20, ADL + "shared"),
    "noted": Verb(30, STREAMS + "author"),
    "drafted": Verb(31, STREAMS + "save"),
}
NAMES = {verb.number: name for name, verb in VERBS.items()}


class Audience(IntEnum):
    """Who may see a sentence."""

    OPEN = 0
    COURSE = 1
    PRIVATE = 2
