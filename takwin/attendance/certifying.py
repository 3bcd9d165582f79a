"""What an attendance certificate says, and whether it still holds; plain Python."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from takwin.institutions.codes import LENGTH, bare, new_code

LANGUAGES = ("fr", "ar", "en")
"""Those in which certificates are written; in any other, in French."""
Facts = dict[str, Any]
"""`name` of the person, `title` of the course, `run` its name, `minutes` in all, and `rows`: a meeting each, with its `uid` (hex), `title`,
`starts` (ISO 8601), `place`, `minutes`; `look`, where the institution that offers the run has one (`institutions.look.text`)."""


def facts(name: str, title: str, run: str, rows: Iterable[Mapping[str, Any]]) -> Facts:
    """What is certified."""
    told = [dict(row) for row in rows]
    return {"name": name, "title": title, "run": run, "rows": told, "minutes": sum(row["minutes"] for row in told)}


def holds(said: Facts, noted: Mapping[str, int]) -> bool:
    """Whether all that was certified is noted still: `noted` has the minutes by meeting. What came later changes nothing."""
    return all(noted.get(row["uid"], 0) == row["minutes"] for row in said["rows"])


def secret(below: Callable[[int], int]) -> str:
    """A fresh code of twice eight signs: 78 bits, so that nobody guesses one."""
    return new_code(below) + new_code(below)


def shown(code: str) -> str:
    """A code as people read it out, in fours."""
    return "-".join(code[place : place + LENGTH // 2] for place in range(0, len(code), LENGTH // 2))


def typed(text: str) -> str:
    """What somebody typed, as codes are kept; empty for what cannot be one."""
    signs = "".join(sign for sign in text if sign.isalnum())
    first, second = bare(signs[:LENGTH]), bare(signs[LENGTH:])
    return first + second if first and second else ""
