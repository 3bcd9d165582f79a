"""Two texts compared paragraph by paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from takwin.content.compare.words import ALIKE, Run, alike, runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that stays ("same"), was "changed", "added" or "removed", with its words; `count` says how many stay in a row."""

    what: str
    runs: tuple[Run, ...]
    count: int = 1


def paragraphs(before: Sequence[str], after: Sequence[str]) -> tuple[Paragraph, ...]:
    """What became of each paragraph, in the order in which one reads. Those that stay are counted and not shown."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[Paragraph] = []
    for what, a, b, c, d in matcher.get_opcodes():
        found += [Paragraph("same", (), b - a)] if what == "equal" else _replaced(before[a:b], after[c:d])
    return tuple(found)


def changed(found: Sequence[Paragraph]) -> bool:
    """Whether any paragraph did not stay."""
    return any(one.what != "same" for one in found)


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    """Paragraphs that went and came; those of each that are alike are one that was changed."""
    at = 0
    for old in before:
        partner = next((place for place in range(at, len(after)) if alike(old, after[place]) >= ALIKE), None)
        if partner is None:
            yield Paragraph("removed", (Run("del", old),))
            continue
        yield from (Paragraph("added", (Run("ins", new),)) for new in after[at:partner])
        yield Paragraph("changed", runs(old, after[partner]))
        at = partner + 1
    yield from (Paragraph("added", (Run("ins", new),)) for new in after[at:])
