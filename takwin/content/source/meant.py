"""Which directive somebody meant whose name means nothing."""

from difflib import get_close_matches

from takwin.content.source.fences import NESTED
from takwin.items.shelf import KINDS
from takwin.scenarios.task import PARTS

WITHIN = frozenset({"hint", "feedback", "guide", "variants", "section", "outcome"})
"""Directives that only mean something inside a question or a quiz."""
ALONE = frozenset({*KINDS, *NESTED, "task"} - {"pool"})
"""Directives that stand in a step by themselves."""
NAMES = ALONE | WITHIN | {"pool", *PARTS}


def meant(name: str) -> tuple[str, ...]:
    """The name that is most like this one; where none is, all that may stand in a step."""
    return tuple(get_close_matches(name.lower(), sorted(NAMES), 1)) or tuple(sorted(ALONE))
