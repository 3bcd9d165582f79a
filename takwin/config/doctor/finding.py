"""What the doctor found: how grave, about what, in one sentence."""

from dataclasses import dataclass

FINE, DOUBTFUL, WRONG = 0, 1, 2
WORDS = {FINE: "well", DOUBTFUL: "look at", WRONG: "WRONG"}


@dataclass(frozen=True, slots=True)
class Finding:
    """How grave, about what, in one sentence that says what to do."""

    weight: int
    what: str
    sentence: str
