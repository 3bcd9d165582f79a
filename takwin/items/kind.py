"""What a question kind must offer. A kind is one folder in `kinds/`; its `kind.py` holds one instance named KIND."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from takwin.items.item import Complaint, Draft, Json, Outcome, Written
from takwin.lib.text import Sentence


class Kind(Protocol):
    """One kind of question."""

    name: str
    """As written in the source: "single-choice"."""
    title: Sentence
    """As people call it: "Single choice"."""
    about: str
    """What it is and how it is marked, for the manual (Markdown, English)."""
    options: Mapping[str, str]
    """The options of its own, beside those of every question, each with a line for the manual."""
    shape: str
    """"choice", "match", "order", "scale", "text", "number", "spot", "drop" or "file": what a package format must know to write this kind, and what tells
    a reader which list under the prompt is the question's own (`markdown.LISTS`)."""
    marked: bool
    """Whether answers earn points at once. A kind that is neither marked nor `by_hand` has none, and stands in no quiz."""
    by_hand: bool
    """Whether people of the course team mark it, in a quiz. To practise it is kept for the person alone, like what is never marked."""
    gathered: bool
    """Whether those who have answered are shown how many people chose each line, once enough of them have. Only for what is never
    marked; nobody is ever shown what one person chose."""
    typed: bool
    """Whether an answer holds what a person has typed: it is then kept nowhere but in the record, not even in the process."""
    template: str
    """The plain form, relative to the kinds' template root: "single_choice/form.html"."""

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question (texts are Markdown)."""

    def compile(self, rendered: Written) -> Draft:
        """Split one language (texts are HTML) into what is shown and what is sealed. `check` found no error."""

    def arrange(self, public: Json, seed: int) -> Json:
        """The public part as one person sees it: shuffled by `seed` where the author allows it."""

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """The response in a form made from this public part as it was arranged; fields are named `answer` or `answer-ID`. What is
        chosen is told by its place (from 1), so that a page tells nothing of the order in the source. Raises Unanswered."""

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """Mark a response; `points` in hundredths. Any JSON of the right shape is accepted, never an exception for odd values."""

    def solution(self, key: Json) -> Json:
        """A response that earns all the points; of a kind that no machine marks, any."""
