"""What a line becomes once the site's people are known: plain rules over what the tables say."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace

from takwin.institutions.roster.lines import Fate, Verdict
from takwin.lib.text import N_, Sentence, fold

OTHER = N_("The sign-in name “%(said)s” belongs to somebody else. Leave it out, and one is made.")
TWO = N_("The e-mail address, the number and the sign-in name belong to different people. Keep the right one.")
CLOSED = N_("This person's account is closed. An administrator can open it again.")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody with an account: their number in the database, name, sign-in name, and whether it is open."""

    pk: int
    name: str
    username: str
    open: bool = True


@dataclass(frozen=True, slots=True)
class People:
    """Who is there already: by e-mail, by sign-in name, by number in the rosters of the place; and (person, folded cohort) who study in it, and who
    teach in it."""

    by_email: Mapping[str, Known] = field(default_factory=dict)
    by_username: Mapping[str, Known] = field(default_factory=dict)
    by_code: Mapping[str, Known] = field(default_factory=dict)
    inside: Set[tuple[int, str]] = frozenset()
    teaching: Set[tuple[int, str]] = frozenset()


def sorted_in(verdict: Verdict, people: People) -> tuple[Verdict, int | None]:
    """The verdict when these people are there, and the number of the one it is about, if any.

    Who gives a sign-in name that is taken must have its owner's name: a stranger's account is not drawn in by a guess."""
    line = verdict.line
    if verdict.fate is not Fate.NEW:
        return verdict, None
    named = people.by_username.get(line.username)
    found = {known.pk: known for known in (people.by_email.get(line.email), people.by_code.get(line.code)) if known}
    if named and not found and fold(named.name) != fold(line.name):
        return _bad(verdict, Sentence(OTHER, {"said": line.username})), None
    if named:
        found[named.pk] = named
    if len(found) > 1:
        return _bad(verdict, Sentence(TWO)), None
    return _joining(verdict, found.popitem()[1], people) if found else (verdict, None)


def _joining(verdict: Verdict, known: Known, people: People) -> tuple[Verdict, int | None]:
    if not known.open:
        return _bad(verdict, Sentence(CLOSED)), None
    line = verdict.line
    here = (known.pk, fold(line.cohort)) in (people.inside if line.role == "learner" else people.teaching)
    return replace(verdict, fate=Fate.HERE if here else Fate.JOINS), known.pk


def _bad(verdict: Verdict, why: Sentence) -> Verdict:
    return replace(verdict, fate=Fate.BAD, why=why)
