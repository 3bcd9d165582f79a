"""The one way in which this room says no: with a sentence."""

from typing import Any

from takwin.lib.text import Sentence


class Refused(ValueError):
    """Something was not done or not believed; `sentence` tells a person why."""

    def __init__(self, message: str, **values: Any) -> None:
        self.sentence = Sentence(message, values)
        super().__init__(str(self.sentence))
