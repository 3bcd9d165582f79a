"""What a credential says, in lines for the person who was shown it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from takwin.credentials import did, meaning
from takwin.credentials.meaning import BADGES, CREDENTIALS, Node
from takwin.lib.text import N_, Sentence

State = Literal["good", "bad", "unknown", "told"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at. "told" is what the credential says, for the reader to compare with what was shown; `small` is
    for those who want to know it to the letter."""

    state: State
    sentence: Sentence
    small: str = ""


def issuer(node: Node) -> str:
    """The name of the issuer; empty when there is none, or more than one."""
    return meaning.only_name(node, CREDENTIALS + "issuer")


def told(node: Node) -> Iterator[Line]:
    """What was signed, in words: a printed page can be edited, this cannot."""
    subjects = meaning.things(node, CREDENTIALS + "credentialSubject")
    if not subjects:
        yield Line("bad", Sentence(N_("It does not say of whom it speaks.")))
    for subject in subjects:
        yield from _told_of(subject)
    yield _told_by(node)
    for awarded in meaning.texts(node, BADGES + "awardedDate"):
        yield Line("told", Sentence(N_("Awarded: %(value)s"), {"value": moment(awarded) or awarded}))


def _told_of(subject: Node) -> Iterator[Line]:
    """Whose it is (the name, else the address that stands for somebody) and what was achieved."""
    marks = [one for one in meaning.things(subject, BADGES + "identifier") if _is_plain_name(one)]
    names = [name for one in marks for name in meaning.texts(one, BADGES + "identityHash")]
    if who := names or subject.get("@id"):
        yield Line("told", Sentence(N_("Holder: %(value)s"), {"value": who}))
    else:
        yield Line("told", Sentence(N_("It does not name its holder.")))
    for achievement in meaning.things(subject, BADGES + "achievement"):
        if what := meaning.texts(achievement, meaning.NAME):
            yield Line("told", Sentence(N_("Achievement: %(value)s"), {"value": what}))
        else:
            yield Line("bad", Sentence(N_("It does not say what was achieved.")))


def _is_plain_name(mark: Node) -> bool:
    hashed = [one.get("@value") for one in meaning.things(mark, BADGES + "hashed")]
    return meaning.texts(mark, BADGES + "identityType") == ["name"] and not any(one in (True, "true") for one in hashed)


def _told_by(node: Node) -> Line:
    """The issuer's name beside the address whose keys signed it: a name alone anybody can take. Who has no address has no name here."""
    owner = issuer(node)
    name, address = meaning.names(node, owner), did.address(owner)
    if not name or not address:
        return Line("told", Sentence(N_("Issuer: %(value)s"), {"value": owner}))
    return Line("told", Sentence(N_("Issuer: %(name)s, at %(address)s"), {"name": name, "address": address}), owner)


def dates(node: Node, now: datetime) -> Line:
    """Whether it is valid now. A date that cannot be read speaks against it: nobody could say when it ends."""
    given = {name: node.get(CREDENTIALS + name, []) for name in ("validFrom", "validUntil")}
    read = {name: moment(meaning.only_text(node, CREDENTIALS + name)) for name in given}
    begins, ends = read["validFrom"], read["validUntil"]
    if any(given[name] and read[name] is None for name in given):
        return Line("bad", Sentence(N_("Its dates cannot be read.")))
    if begins and now < begins:
        return Line("bad", Sentence(N_("It is not valid before %(date)s."), {"date": begins}))
    if ends and now > ends:
        return Line("bad", Sentence(N_("It expired on %(date)s."), {"date": ends}))
    return Line("good", Sentence(N_("Its dates are right.")))


def moment(text: str) -> datetime | None:
    """A time with its zone, of which one can also say what day it is elsewhere (not at the very ends of time)."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if read.tzinfo and 1 < read.year < 9999 else None
