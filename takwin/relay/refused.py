"""Parcels that are not opened, and what cannot be handed over."""

from takwin.lib.text import Sentence


class Refused(Exception):
    """A parcel refused whole, or something that cannot be sent; the sentence says why."""

    def __init__(self, message: str, **values: object) -> None:
        self.sentence = Sentence(message, dict(values))
        super().__init__(str(self.sentence))
