"""Where a node may stand in the tree of institutions, and the path that says where it stands."""

from collections.abc import Iterable, Sequence

COHORT = "cohort"
UNIT = "unit"
RANK = {"ministry": 0, "academy": 1, "directorate": 2, "centre": 3, "school": 3, COHORT: 9}
"""What stands above what; levels may be left out. A unit (a department, a service) takes the rank of what is above it."""


def may_stand(kind: str, above: Sequence[str]) -> bool:
    """Whether a node of this kind may stand below nodes of these kinds, the root first: whoever is nearer the root is of a higher
    rank, a cohort always belongs to something, and nothing stands below a cohort."""
    if COHORT in above:
        return False
    if kind in {UNIT, COHORT}:
        return bool(above)
    ranks = [RANK[other] for other in above if other != UNIT]
    return not ranks or max(ranks) < RANK[kind]


def path_of(parent: str, pk: int) -> str:
    """The path of a node below `parent` (the path of the node above; empty for a root): the numbers from the root to it, "/1/14/"."""
    return f"{parent or '/'}{pk}/"


def numbers(path: str) -> list[int]:
    """The nodes on a path, the root first, the node itself last."""
    return [int(part) for part in path.strip("/").split("/") if part]


def below(path: str, other: str) -> bool:
    """Whether `path` is that of `other` or of something below it."""
    return path.startswith(other)


def moved(path: str, old: str, new: str) -> str:
    """The path of something below `old` once that has become `new`."""
    return new + path[len(old) :]


def keeps_order(kinds: Iterable[tuple[str, str]], old: str, above: Sequence[str]) -> bool:
    """Whether a subtree may stand below nodes of the kinds `above`. `kinds` are (path, kind) of its nodes, whose top is at `old`."""
    of = dict(kinds)
    inside = {numbers(path)[-1]: kind for path, kind in of.items()}
    depth = len(numbers(old)) - 1
    return all(
        may_stand(kind, [*above, *(inside[number] for number in numbers(path)[depth:-1])]) for path, kind in of.items()
    )
