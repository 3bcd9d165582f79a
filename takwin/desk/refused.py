"""Acts that cannot be taken."""

from takwin.lib.text import Sentence


class Refused(Exception):
    """An act that cannot be taken; the sentence says why."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.sentence = why
