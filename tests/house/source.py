"""The source of the house, read rather than run."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PACKAGE = HOUSE / "takwin"
APART = {"tests", "migrations", "__pycache__"}


def rooms() -> list[str]:
    """Every room."""
    return sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file())


def modules() -> Iterator[Path]:
    """Every module that runs in the site: neither tests nor migrations."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if not APART & set(path.relative_to(PACKAGE).parts):
            yield path


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    """A module as people name it: `learning/actions.py`."""
    return path.relative_to(PACKAGE).as_posix()
