"""The shelf of formats: one folder each, with the policy to start from."""

from takwin.learning.run import Preset
from takwin.lib import shelf

FORMATS: dict[str, Preset] = {book.name: book for book in shelf.load("takwin.learning.formats", "FORMAT").values()}
"""Every format by its name."""
SELF_STUDY = "self-study"
"""The one of a run that says nothing."""


def preset(name: str) -> Preset:
    """The format of this name; free self-study for a name that is no longer known."""
    return FORMATS.get(name, FORMATS[SELF_STUDY])
