"""Shelves: a folder of sub-packages, each of which is a book with one attribute worth taking."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any


def load(package: str, attribute: str) -> dict[str, Any]:
    """The `attribute` of every sub-package of `package`, by the sub-package's name, in alphabetical order.

    A book is a folder with an `__init__.py`; other folders and plain modules are left alone. Raises AttributeError
    when a book lacks the attribute."""
    shelf = import_module(package)
    names = sorted(found.name for found in iter_modules(shelf.__path__) if found.ispkg and found.name != "tests")
    return {name: getattr(import_module(f"{package}.{name}"), attribute) for name in names}
