"""What a signed credential tells of each piece of work, beside what it would tell now; plain."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from takwin.credentials import badge, evidence
from takwin.credentials.badge import Assessed


@dataclass(frozen=True, slots=True)
class Compared:
    """One piece of work: points as decimal texts, empty where it was not, or is no longer, part of the course."""

    title: str
    was: str
    became: str

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return self.was == self.became


def compare(signed: str, assessed: Iterable[Assessed]) -> Iterator[Compared]:
    """Work by work: what is assessed now, then what is no longer."""
    titles, was = _titles(signed), evidence.tells(signed)
    works = {work.id: work for work in assessed}
    for name, work in works.items():
        yield Compared(work.title, was.get(name, ""), badge.number(work.mark))
    yield from (Compared(titles[name], was[name], "") for name in was if name not in works and name != "mark")


def _titles(signed: str) -> dict[str, str]:
    described = json.loads(signed)["credentialSubject"]["achievement"]["resultDescription"]
    return {one["id"].rpartition("#result-")[2]: one["name"] for one in described}
