"""What a kind adds to a page that shows it: a style sheet and a script named after it, in `static/items`, where there are any."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "items"


@cache
def _all() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.iterdir())


def assets(kinds: Iterable[str], ending: str) -> list[str]:
    """The files of these kinds with this ending ("css" or "js") as static files are asked for: "items/hotspot.js"; each once."""
    wanted = (f"{kind}.{ending}" for kind in sorted(set(kinds)))
    return [f"items/{name}" for name in wanted if name in _all()]
