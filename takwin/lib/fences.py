"""Colon fences, as texts that hold one another need them."""

import re

_FENCE = re.compile(r"^[ >]*(:{3,})", re.MULTILINE)


def longest(*texts: str) -> int:
    """The colons of the longest fence in the texts, at least 2."""
    return max((len(fence) for text in texts for fence in _FENCE.findall(text)), default=2)
