"""What a form that was shown earlier asked: which questions of its group, in which draw, which row; plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from takwin.assessment.variants import is_fresh
from takwin.content.release import Outline
from takwin.learning.pools import Pool, fresh
from takwin.learning.progress import Rules

LARGEST = 9999
"""The largest number of a draw or an answer that a form may name."""


class NotShown(ValueError):
    """No form of this group was ever shown with this stamp."""


@dataclass(frozen=True, slots=True)
class Showing:
    """The questions in the order of the page; of those in a fresh pool the draw, of those that ask another row each time the number."""

    items: tuple[str, ...]
    draws: dict[str, int] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)


def showing(outline: Outline, rules: Rules, items: Iterable[str], stamp: str) -> Showing:
    """What a group asked under a stamp (`Asked.stamp`). Of a pool that is not fresh all its questions: who may answer which is for the
    caller to say. Raises NotShown."""
    wanted = list(items)
    pools = [pool for pool in rules.pools if pool.fresh and set(wanted) & set(pool.items)]
    numbers = _numbers(stamp)
    drawn = dict(zip((pool.name for pool in pools), numbers, strict=False))
    draws = {
        item: drawn[pool.name]
        for pool in pools
        if pool.name in drawn
        for item in fresh(pool, rules.who, drawn[pool.name])
    }
    pooled = {item for pool in pools for item in pool.items}
    shown = tuple(item for item in wanted if item not in pooled or item in draws)
    varied = [item for item in shown if item in outline["items"] and is_fresh(outline["items"][item])]
    if len(numbers) != len(pools) + len(varied):
        raise NotShown(stamp)
    return Showing(shown, draws, dict(zip(varied, numbers[len(pools) :], strict=True)))


def _numbers(stamp: str) -> list[int]:
    parts = stamp.split(".") if stamp else []
    if not all(part.isascii() and part.isdecimal() and len(part) < 5 and int(part) for part in parts):
        raise NotShown(stamp)
    return [int(part) for part in parts]


def pool_of(rules: Rules, item: str) -> Pool | None:
    """The pool that is not fresh to which a question belongs."""
    return next((pool for pool in rules.pools if not pool.fresh and item in pool.items), None)
