"""A CASE file taken apart safely: JSON of the right shape, or a sentence that says what is wrong and where."""

import json
from typing import Any
from uuid import UUID

from takwin.frameworks.case.losses import NotCase
from takwin.lib.text import N_

Json = dict[str, Any]
LARGEST = 20_000_000
"""Bytes. The largest state standards have about 5 million."""
MOST = 50_000
"""Items or relations in one file."""


def parse(data: bytes) -> Json:
    """The package as JSON. Raises NotCase."""
    if len(data) > LARGEST:
        raise NotCase(N_("The file has more than %(megabytes)s MB."), megabytes=LARGEST // 1_000_000)
    try:
        found = json.loads(data.decode("utf-8-sig"))
        json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError as mistake:
        raise NotCase(N_("The file is not valid JSON (line %(line)s)."), line=mistake.lineno) from None
    except UnicodeError:
        raise NotCase(N_("The file is not written in UTF-8.")) from None
    except (RecursionError, ValueError):
        raise NotCase(N_("The file is JSON that cannot be read: too many levels, or a number too long.")) from None
    if not isinstance(found, dict) or not isinstance(found.get("CFDocument"), dict):
        raise NotCase(N_("The file is not a CASE package: it has no “CFDocument”."))
    return found


def records(said: Json, key: str) -> list[Json]:
    """A list of objects, empty when absent. Raises NotCase."""
    found = said.get(key) or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise NotCase(N_("“%(place)s” must be a list of objects."), place=key)
    if len(found) > MOST:
        raise NotCase(N_("“%(place)s” has more than %(most)s entries."), place=key, most=MOST)
    return found


def word(said: Json, key: str, place: str, required: bool = False) -> str:
    """A text. Raises NotCase when it is another thing, or missing and required."""
    found = said.get(key)
    if found is None or found == "":
        if not required:
            return ""
        raise NotCase(N_("%(place)s: “%(key)s” is missing."), place=place, key=key)
    if not isinstance(found, str):
        raise NotCase(N_("%(place)s: “%(key)s” must be a text."), place=place, key=key)
    return found.strip() or word({}, key, place, required)


def uuid(said: Json, place: str) -> str:
    """The identifier of a document or an item. Raises NotCase."""
    found = word(said, "identifier", place, required=True)
    try:
        return str(UUID(found))
    except ValueError:
        raise NotCase(N_("%(place)s: “%(value)s” is not a UUID."), place=place, value=found[:60]) from None


def node(said: Json, key: str) -> Json:
    """One end of a relation: its title, identifier and uri as texts; older files give only the address."""
    found = said.get(key)
    if isinstance(found, str):
        return {"title": "", "identifier": found.rstrip("/").rsplit("/", 1)[-1], "uri": found}
    found = found if isinstance(found, dict) else {}
    words = {one: found[one] if isinstance(found.get(one), str) else "" for one in ("title", "identifier", "uri")}
    return {**words, "identifier": words["identifier"].lower()}


def texts(said: Any) -> dict[str, str]:
    """A text by language, as Takwin writes it into extensions; {} for anything else."""
    sound = isinstance(said, dict) and all(key and isinstance(one, str) for key, one in said.items())
    return dict(said) if sound else {}
