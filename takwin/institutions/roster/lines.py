"""The fate of each line of a roster, as far as the file alone can tell."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from takwin.accounts.names import LONGEST, is_a_name, tidy, tidy_name, well_formed
from takwin.lib.text import N_, Sentence, fold

_ADDRESS = re.compile(r"[^@\s<>(),;:\"]+@[^@\s<>(),;:\"]+\.[^@\s<>(),;:\".]{2,}")
LONGEST_NAME, LONGEST_ADDRESS, LONGEST_CODE, LONGEST_COHORT = 120, 254, 64, 150


class Fate(Enum):
    """What becomes of a line."""

    NEW = "new"
    """An account is made."""
    JOINS = "joins"
    """Somebody with an account joins the cohort."""
    HERE = "here"
    """In this cohort already: nothing to do."""
    DOUBLE = "double"
    """The same as an earlier line: left out."""
    BAD = "bad"
    """Left out, with a reason."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a roster: its number in the file and what it says; `wrong` where its form cannot be read."""

    number: int
    name: str = ""
    email: str = ""
    username: str = ""
    code: str = ""
    cohort: str = ""
    language: str = ""
    wrong: Sentence | None = None
    role: str = "learner"
    """What the person becomes in the cohort: a learner or a teacher."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line with tidy values, its fate, and why where that is not plain."""

    line: Line
    fate: Fate
    why: Sentence | None = None


def judged(lines: Iterable[Line], languages: Iterable[str], needs_cohort: bool) -> Iterator[Verdict]:
    """Each line with its fate, NEW where nothing speaks against it. Where the place is a cohort itself, a column of cohorts says nothing."""
    seen: dict[tuple[str, str, str], int] = {}
    known = set(languages)
    for line in lines:
        tidied = _tidied(line if needs_cohort else replace(line, cohort=""))
        if why := line.wrong or _mistake(tidied, known, needs_cohort):
            yield Verdict(tidied, Fate.BAD, why)
        elif number := _earlier(tidied, seen):
            yield Verdict(tidied, Fate.DOUBLE, _double(tidied, number))
        else:
            yield Verdict(tidied, Fate.NEW)


def _tidied(line: Line) -> Line:
    return Line(
        line.number,
        tidy_name(line.name),
        line.email.removeprefix("mailto:").strip(),
        tidy(line.username),
        line.code.strip(),
        tidy_name(line.cohort),
        line.language[:2],
        line.wrong,
        line.role,
    )


def _mistake(line: Line, languages: set[str], needs_cohort: bool) -> Sentence | None:
    if not line.name:
        return Sentence(N_("The name is missing. Write it, or take the line out."))
    if "@" in line.name:
        return Sentence(
            N_("“%(said)s” stands where the name should be. Are two columns swapped?"), {"said": line.name[:80]}
        )
    if len(line.name) > LONGEST_NAME:
        return _too_long(line.name, LONGEST_NAME)
    if not is_a_name(line.name):
        return Sentence(N_("“%(said)s” is no name. Write it with letters."), {"said": line.name[:80]})
    if line.email and (not _ADDRESS.fullmatch(line.email) or len(line.email) > LONGEST_ADDRESS):
        return Sentence(
            N_("“%(said)s” is no e-mail address. Correct it, or leave it out: people can do without."),
            {"said": line.email[:80]},
        )
    if len(line.username) > LONGEST:
        return _too_long(line.username, LONGEST)
    if line.username and not well_formed(line.username):
        return Sentence(
            N_("“%(said)s” cannot be a sign-in name: a letter first, then letters, digits, dots and dashes."),
            {"said": line.username[:80]},
        )
    if len(line.code) > LONGEST_CODE:
        return Sentence(N_("The number “%(said)s” is too long."), {"said": line.code[:80]})
    return _mistaken_place(line, languages, needs_cohort)


def _too_long(said: str, most: int) -> Sentence:
    return Sentence(N_("“%(said)s…” is too long: %(most)s signs at most."), {"said": said[:40], "most": most})


def _mistaken_place(line: Line, languages: set[str], needs_cohort: bool) -> Sentence | None:
    if needs_cohort and not line.cohort:
        return Sentence(N_("The cohort is missing. Write its name or its official number."))
    if len(line.cohort) > LONGEST_COHORT:
        return Sentence(N_("The name of the cohort is too long."))
    if line.language and line.language not in languages:
        told = {"said": line.language, "languages": sorted(languages)}
        return Sentence(N_("The language “%(said)s” is not spoken here. Write one of: %(languages)s."), told)
    return None


def _earlier(line: Line, seen: dict[tuple[str, str, str], int]) -> int | None:
    """The number of an earlier line about the same person in the same role and cohort; this line is remembered otherwise."""
    cohort = f"{line.role} {fold(line.cohort)}"
    keys = [
        (what, value, cohort)
        for what, value in (("email", line.email), ("username", line.username), ("code", line.code))
        if value
    ] or [("name", fold(line.name), cohort)]
    found = next((seen[key] for key in keys if key in seen), None)
    if found is None:
        seen.update(dict.fromkeys(keys, line.number))
    return found


def _double(line: Line, number: int) -> Sentence:
    if line.email or line.username or line.code:
        return Sentence(N_("The same person as in line %(line)s."), {"line": number})
    message = N_("The same name as in line %(line)s. If these are two people, give each an e-mail address or a number.")
    return Sentence(message, {"line": number})
